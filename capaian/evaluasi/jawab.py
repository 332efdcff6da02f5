"""Answer an evaluation and, with the same words, bring to an end what it asked about: a problem or an action."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from capaian.evaluasi.sah import answer
from capaian.hitung.pekan import Pekan
from capaian.models import EvaluasiPekan, PokokEvaluasi
from puskesmas.errors import DomainError
from puskesmas.masalah import accept_done, handle_masalah, propose_done, steps_for
from puskesmas.models import Masalah, Pengguna, Tindakan, Unit
from puskesmas.models.masalah import KeadaanMasalah, Langkah
from puskesmas.models.unit import JenisUnit
from puskesmas.tindakan import HASIL, close_tindakan, may_end

PALING: Final = 1000
"""Letters of a step's words."""
TANGANI_DULU: Final = (KeadaanMasalah.DILAPORKAN, KeadaanMasalah.DIBUKA_KEMBALI)


class Tutupan(NamedTuple):
    """Something that an answer may bring to an end. `nilai` names it, and the state in which it was read; empty while
    something else must end first."""

    nilai: str
    teks: str
    apa: str
    """What answering does to it: "diusulkan selesai", "diterima selesai", "ditutup"."""


class Terkait(NamedTuple):
    """What an answer to one evaluation may bring to an end."""

    masalah: list[Masalah]
    tindakan: list[Tindakan]
    perihal: Mapping[UUID, str]
    """By id of an action: the indicator that it is about."""


def closable(oleh: Pengguna, unit: Unit, semua: Sequence[EvaluasiPekan]) -> dict[int, list[Tutupan]]:
    """By id of the evaluation: what `oleh` may take a last step in; all lie under `unit`. 3 queries."""
    return {pk: list(_offers(oleh, milik)) for pk, milik in _related(unit, semua).items()}


def _offers(oleh: Pengguna, milik: Terkait) -> Iterator[Tutupan]:
    yield from (_offer_masalah(oleh, satu) for satu in milik.masalah if _is_open_to(oleh, satu))
    for satu in milik.tindakan:
        if may_end(oleh, satu):
            yield Tutupan(f"tindakan:{satu.pk}", f"{milik.perihal[satu.pk]}: {satu.apa}", "ditutup")


@transaction.atomic
def answer_and_close(
    *, oleh: Pengguna, evaluasi: EvaluasiPekan, isi: str, tutup: Collection[str] = ()
) -> EvaluasiPekan:
    """The answer, and the step of everything that was chosen, or nothing at all. `tutup` holds `Tutupan.nilai`."""
    baris = answer(oleh=oleh, evaluasi=evaluasi, isi=isi)
    terkait = _related(baris.unit, [baris])[baris.pk]
    masalah = {f"masalah:{satu.pk}:{satu.versi}": satu for satu in terkait.masalah}
    tindakan = {f"tindakan:{satu.pk}": satu for satu in terkait.tindakan}
    for nilai in dict.fromkeys(tutup):
        if nilai in tindakan:
            close_tindakan(oleh=oleh, tindakan=tindakan[nilai], hasil=_words(baris, isi, HASIL))
        elif nilai in masalah:
            _solve(oleh, masalah[nilai], _words(baris, isi, PALING))
        else:
            raise DomainError(
                "bukan_bagian_evaluasi",
                "Salah satu yang dipilih baru saja berubah, atau bukan bagian dari evaluasi ini.",
                "tutup",
                "Periksa lagi pilihannya, lalu kirim lagi.",
                409,
            )
    return baris


def _related(unit: Unit, semua: Sequence[EvaluasiPekan]) -> dict[int, Terkait]:
    """Running actions that a signature began, open problems that these are part of, and those that Dinas holds."""
    pokok = PokokEvaluasi.objects.filter(evaluasi__in=semua, tindakan__isnull=False)
    isi = list(pokok.values_list("evaluasi_id", "tindakan_id", "tindakan__masalah_id", "indikator__nama"))
    milik = [(e, t, m) for e, t, m, _ in isi]
    perihal = {t: nama for _, t, _, nama in isi}
    jalan = Tindakan.objects.running().filter(masalah=OuterRef("pk"))
    terbuka = (
        Masalah.objects.under(unit)
        .open()
        .filter(Q(pk__in=[masalah for _, _, masalah in milik]) | Q(dipegang__jenis=JenisUnit.KABUPATEN))
    )
    terkait = terbuka.select_related("unit__kabupaten__setelan", "dipegang").annotate(bertindakan=Exists(jalan))
    masalah = list(terkait.order_by("dilaporkan_pada", "pk"))
    tindakan = list(Tindakan.objects.running().filter(pk__in=[t for _, t, _ in milik]).select_related("unit"))
    return {
        e.pk: Terkait(
            [m for m in masalah if m.unit.jalur.startswith(e.unit.jalur) and _belongs(m, e, milik)],
            [t for t in tindakan if (e.pk, t.pk) in {(satu, dua) for satu, dua, _ in milik}],
            perihal,
        )
        for e in semua
    }


def _belongs(masalah: Masalah, evaluasi: EvaluasiPekan, milik: Sequence[tuple[int, UUID | None, UUID | None]]) -> bool:
    di_dinas = masalah.dipegang.jenis == JenisUnit.KABUPATEN
    return di_dinas or any((e, m) == (evaluasi.pk, masalah.pk) for e, _, m in milik)


def _is_open_to(oleh: Pengguna, masalah: Masalah) -> bool:
    return bool({Langkah.TERIMA, Langkah.USUL_SELESAI, Langkah.TANGANI} & set(steps_for(oleh, masalah)))


def _accepts(oleh: Pengguna, masalah: Masalah) -> bool:
    """It was proposed as solved, and this user says whether it is."""
    return Langkah.TERIMA in steps_for(oleh, masalah)


def _offer_masalah(oleh: Pengguna, masalah: Masalah) -> Tutupan:
    teks = f"{masalah.judul} ({masalah.unit.nama})"
    if cast("Any", masalah).bertindakan and not _accepts(oleh, masalah):  # the annotation of _related
        return Tutupan("", teks, "tindakannya masih berjalan")
    apa = "diterima selesai" if _accepts(oleh, masalah) else "diusulkan selesai"
    return Tutupan(f"masalah:{masalah.pk}:{masalah.versi}", teks, apa)


def _solve(oleh: Pengguna, masalah: Masalah, isi: str) -> None:
    if _accepts(oleh, masalah):
        accept_done(oleh=oleh, masalah=masalah, isi=isi)
        return
    if masalah.keadaan in TANGANI_DULU:
        masalah = handle_masalah(oleh=oleh, masalah=masalah, pemilik=oleh, tenggat=masalah.unit.hari_ini)
    propose_done(oleh=oleh, masalah=masalah, hasil=isi)


def _words(baris: EvaluasiPekan, isi: str, paling: int) -> str:
    """The answer as a step's words, shortened; whole it stands in the evaluation."""
    return textwrap.shorten(f"Jawaban atas evaluasi p{Pekan(baris.pekan).label[1:]}: {isi}", paling, placeholder=" …")
