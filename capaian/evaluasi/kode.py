"""From the code on a printed sheet back to the signature it stands for."""

from __future__ import annotations

from typing import NamedTuple

from capaian.models import EvaluasiPekan, LangkahEvaluasi


class Pengesahan(NamedTuple):
    """What may be told to anybody who holds the sheet: no name, no figure. `berlaku` is False once it was reopened."""

    evaluasi: EvaluasiPekan
    langkah: LangkahEvaluasi
    berlaku: bool


def find_signature(kode: str) -> Pengesahan | None:
    """By the code as printed, with or without dashes, in either case."""
    bersih = kode.replace("-", "").upper()
    sah = LangkahEvaluasi.objects.filter(jenis=LangkahEvaluasi.Jenis.DISAHKAN)
    langkah = sah.filter(kode=bersih).select_related("evaluasi__unit__kabupaten__setelan").first()
    if langkah is None:
        return None
    terakhir = sah.filter(evaluasi=langkah.evaluasi).last()
    return Pengesahan(langkah.evaluasi, langkah, berlaku=langkah.evaluasi.sah and terakhir == langkah)
