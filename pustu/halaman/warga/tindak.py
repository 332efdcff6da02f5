"""What became of the findings, and what comes next: decisions, referrals, due dates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, tzinfo
from typing import Final
from uuid import UUID

from django.urls import reverse

from klaster.aturan import Aturan
from klaster.tanggal import sebut_tanggal
from posyandu.klinis import open_findings
from posyandu.models import Warga
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from pustu.halaman.warga.model import BarisBerikut, BarisTindak, Perlu
from pustu.models import JatuhTempo, Rujukan, TindakLanjut
from pustu.models.rujukan import StatusRujukan

BERIKUT: Final = 8
"""Due lines shown; the rest comes as these are done."""
BENTUK: Final = {
    StatusRujukan.DIKIRIM: "tertinggal",
    StatusRujukan.TIBA: "belum_waktunya",
    StatusRujukan.DIJAWAB: "tercapai",
    StatusRujukan.BATAL: "belum_ada_data",
}


def load_decisions(pengguna: Pengguna, orang: Collection[UUID]) -> list[TindakLanjut]:
    """Of these rows of one person, newest first."""
    rows = TindakLanjut.objects.visible_to(pengguna).filter(warga__in=orang)
    return list(rows.select_related("oleh", "unit", "rujukan__ke").order_by("-pada"))


def list_decisions(
    pengguna: Pengguna, warga: Warga, semua: Iterable[TindakLanjut], aturan: Aturan
) -> list[BarisTindak]:
    """Notes only for health workers; a cadre reads that and where it was dealt with, and what to do in the village."""
    klinis = pengguna.may(Aksi.KLINIS, warga.unit)
    return [_decision(satu, aturan, klinis, warga.unit.zona) for satu in semua]


def _decision(satu: TindakLanjut, aturan: Aturan, klinis: bool, zona: tzinfo) -> BarisTindak:
    surat = satu.rujukan
    catatan = [satu.hasil, *([surat.jawaban] if surat else [])] if klinis else []
    temuan = satu.temuan if klinis else open_findings(aturan, satu.temuan)
    tenggat = f", dilihat lagi {sebut_tanggal(satu.tenggat)}" if satu.tenggat else ""
    keadaan = f"Dirujuk ke {surat.tujuan}: {surat.get_status_display().lower()}" if surat else ""
    return BarisTindak(
        pada=satu.pada.astimezone(zona),
        bentuk=BENTUK[StatusRujukan(surat.status)] if surat else "belum_waktunya" if satu.tenggat else "tercapai",
        keputusan=keadaan or f"{satu.get_keputusan_display()}{tenggat}",
        temuan=[aturan.temuan[kode].nama for kode in temuan if kode in aturan.temuan],
        pesan=surat.pesan_kader if surat else "",
        catatan=[teks for teks in catatan if teks],
        oleh=f"{satu.oleh}, {satu.unit.nama_lengkap}",
        url=reverse("rujukan", args=[surat.pk]) if surat else "",
    )


def decided_codes(semua: Iterable[TindakLanjut], kunjungan: UUID, hari_ini: date) -> set[str]:
    """Findings of a visit that somebody has dealt with, as of today."""
    milik = (satu for satu in semua if kunjungan in satu.mencakup and _holds(satu, hari_ini))
    return {kode for satu in milik for kode in satu.temuan}


def _holds(satu: TindakLanjut, hari_ini: date) -> bool:
    if satu.rujukan is not None:
        return satu.rujukan.status != StatusRujukan.BATAL
    return satu.tenggat is None or satu.tenggat > hari_ini


def list_open_letters(semua: Iterable[TindakLanjut]) -> Iterator[Perlu]:
    """Referrals whose answer is not back ask for something."""
    for satu in semua:
        surat: Rujukan | None = satu.rujukan
        if surat and surat.terbuka:
            tiba = surat.status == StatusRujukan.TIBA
            kalimat = "Rujukan belum dijawab" if tiba else "Rujukan belum tercatat datang"
            ket = f"{surat.tujuan}, dirujuk {sebut_tanggal(surat.tanggal)}"
            yield Perlu("perhatian", kalimat, ket, reverse("rujukan", args=[surat.pk]), "Buka rujukan")


def load_due(pengguna: Pengguna, orang: Collection[UUID], hari_ini: date) -> dict[UUID, list[JatuhTempo]]:
    """What comes next for these people, the soonest first."""
    rows = JatuhTempo.objects.visible_to(pengguna).filter(warga__in=orang).order_by("tenggat", "kode")
    di: dict[UUID, list[JatuhTempo]] = {}
    for satu in rows:
        if satu.sampai is None or satu.sampai >= hari_ini:
            di.setdefault(satu.warga_id, []).append(satu)
    return di


def list_due(semua: Sequence[JatuhTempo], hari_ini: date) -> list[BarisBerikut]:
    return [_due(satu, hari_ini) for satu in semua[:BERIKUT]]


def _due(satu: JatuhTempo, hari_ini: date) -> BarisBerikut:
    if satu.tenggat < hari_ini:
        return BarisBerikut(satu.nama, "tertinggal", f"lewat sejak {sebut_tanggal(satu.tenggat)}")
    if satu.mulai <= hari_ini:
        return BarisBerikut(satu.nama, "sesuai_jalur", f"sekarang, paling lambat {sebut_tanggal(satu.tenggat)}")
    return BarisBerikut(satu.nama, "belum_waktunya", f"mulai {sebut_tanggal(satu.mulai)}")


def say_next(due: Mapping[UUID, Sequence[JatuhTempo]], warga: UUID, hari_ini: date) -> str:
    """The first thing of a relative: "K6, sekarang"."""
    akan = due.get(warga)
    if not akan:
        return ""
    satu = _due(akan[0], hari_ini)
    return f"{satu.nama}, {satu.kata}"
