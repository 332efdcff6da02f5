"""Everything the evaluation page reads, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, cast

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from capaian.evaluasi.isi import with_contents
from capaian.evaluasi.rapat import pick_indikator
from capaian.halaman.akses import Akses
from capaian.halaman.angka import KOLOM, KOLOM_POTONG, PANJANG, Angka, Papan
from capaian.halaman.sesi import Sesi, load_sessions
from capaian.hitung.pekan import Pekan
from capaian.models import (
    AngkaEvaluasi,
    BagianEvaluasi,
    Capaian,
    EvaluasiPekan,
)
from klaster.indikator import JenisIndikator, muat_indikator
from posyandu.models import Kunjungan
from puskesmas.errors import DomainError
from puskesmas.models import Penugasan, Unit
from puskesmas.models.unit import JenisUnit, StatusUnit
from puskesmas.peran import Peran

_NASIONAL = sum(satu.satuan == "isian" for satu in muat_indikator())
BUKAN_PETUGAS = (Peran.KADER, Peran.TAMU_DESA)
SETAHUN: Final = timedelta(days=365)
"""How far back the figures of a week look at most."""


@dataclass(frozen=True, slots=True)
class Bahan:
    """One evaluation with all that belongs to it. The lists hold plain rows as the database built them."""

    akses: Akses
    pekan: Pekan
    evaluasi: EvaluasiPekan
    jenis: tuple[JenisIndikator, ...]
    anak: Sequence[Unit]
    saudara: Sequence[Unit]
    atas: Sequence[Unit]
    papan: Papan
    hidup: Papan
    """The live figures; those of `papan` once the discussion began are the cut ones."""
    tugas: Sequence[Penugasan]
    """Offices in this Puskesmas today."""
    pokok: Sequence[dict[str, Any]]
    bagian: Sequence[dict[str, Any]]
    hadir: Sequence[dict[str, Any]]
    langkah: Sequence[dict[str, Any]]
    susulan: Sequence[str]
    minggu: Sequence[date]
    """Mondays of the weeks that have this page."""
    isian: tuple[int, int]
    """Figures typed so far, and all that there are to type."""
    sesi: Sequence[Sesi]
    """Sessions of the week, and those that follow in its month."""

    @property
    def unit(self) -> Unit:
        return self.akses.unit


def load_bahan(akses: Akses, pekan: Pekan) -> Bahan:
    """Http404 where there is no evaluation, or where the reader sees no names: a meeting speaks of people."""
    if akses.unit.jenis != JenisUnit.PUSKESMAS or not akses.nama or akses.unit.kabupaten is None:
        raise Http404
    evaluasi = find_evaluasi(akses, akses.unit.pk, pekan)
    isi = cast("Any", evaluasi)  # the annotations of find_evaluasi
    jenis = pick_indikator(isi.isi_rapat)
    sekitar = _units_around(akses)
    papan, hidup = _load_figures(akses, pekan, evaluasi, jenis, [satu.pk for satu in sekitar])
    return Bahan(
        akses=akses,
        pekan=pekan,
        evaluasi=evaluasi,
        jenis=jenis,
        anak=[satu for satu in sekitar if satu.induk_id == akses.unit.pk],
        saudara=[satu for satu in sekitar if satu.jenis == JenisUnit.PUSKESMAS],
        atas=[satu for satu in sekitar if satu.pk == akses.unit.induk_id],
        papan=papan,
        hidup=hidup,
        tugas=list(_offices(akses)),
        pokok=isi.isi_pokok,
        bagian=isi.isi_bagian,
        hadir=isi.isi_hadir,
        langkah=isi.isi_langkah,
        susulan=[Pekan(satu).label for satu in isi.isi_susulan],
        minggu=isi.isi_pekan,
        isian=(isi.isi_isian, _NASIONAL + len(isi.isi_lokal)),
        sesi=_sessions(akses, pekan),
    )


def find_evaluasi(akses: Akses, unit_id: int | None, pekan: Pekan) -> EvaluasiPekan:
    """The evaluation with its parts, decisions, guests and steps beside it: one query."""
    rows = EvaluasiPekan.objects.totals_visible_to(akses.pengguna).filter(unit=unit_id, pekan=pekan.senin)
    evaluasi = with_contents(rows.select_related("unit__profil_puskesmas", "disahkan_oleh", "disimpan_oleh")).first()
    if evaluasi is None:
        raise _none_yet(pekan)
    return evaluasi


def _none_yet(pekan: Pekan) -> DomainError:
    return DomainError(
        "evaluasi_belum_ada",
        f"Belum ada evaluasi untuk p{pekan.label[1:]}.",
        "pekan",
        "Evaluasi disiapkan Senin sesudah pekannya selesai; pilih pekan lain.",
        404,
    )


def _units_around(akses: Akses) -> list[Unit]:
    """The Puskesmas with what is right below it, the kabupaten, and the Puskesmas beside; one query."""
    unit = akses.unit
    dekat = Q(pk=unit.kabupaten_id) | Q(induk=unit) | Q(induk=unit.kabupaten_id, jenis=JenisUnit.PUSKESMAS)
    rows = Unit.objects.totals_visible_to(akses.pengguna).filter(dekat).exclude(status=StatusUnit.TUTUP)
    return list(rows.order_by("nama"))


def _sessions(akses: Akses, pekan: Pekan) -> list[Sesi]:
    return load_sessions(akses, (pekan.senin, max(pekan.minggu, pekan.akhir_bulan)))


def _offices(akses: Akses) -> QuerySet[Penugasan]:
    tugas = Penugasan.objects.visible_to(akses.pengguna).active().under(akses.unit).exclude(peran__in=BUKAN_PETUGAS)
    return tugas.select_related("unit", "pengguna").order_by("unit__jalur", "pengguna__nama")


def _load_figures(
    akses: Akses, pekan: Pekan, evaluasi: EvaluasiPekan, jenis: Sequence[JenisIndikator], unit: Sequence[int]
) -> tuple[Papan, Papan]:
    """Twelve weeks with this week as it was cut, and this week as it is now."""
    awal = pekan.senin - timedelta(weeks=PANJANG - 1)
    rows = Capaian.objects.totals_visible_to(akses.pengguna).of(jenis)
    rows = rows.filter(unit__in=unit, pekan__range=(awal, pekan.senin))
    hidup = [Angka._make(satu) for satu in rows.values_list(*KOLOM)]
    if evaluasi.dibahas_pada is None:
        papan = Papan(pekan, hidup)
        return papan, papan
    milik = AngkaEvaluasi.objects.visible_to(akses.pengguna).filter(evaluasi=evaluasi)
    potong = milik.filter(indikator__in=[satu.kode for satu in jenis]).values_list(*KOLOM_POTONG)
    return Papan(pekan, [*hidup, *(Angka._make(satu) for satu in potong)]), Papan(pekan, hidup)


def late_senders(bahan: Bahan) -> list[tuple[str, int]]:
    """Places with the number of entries that came after the figures were cut and may have moved them; most first."""
    if bahan.evaluasi.dibahas_pada is None:
        return []
    tempat = Unit.objects.visible_to(bahan.akses.pengguna).under(bahan.unit)
    rows = Kunjungan.objects.visible_to(bahan.akses.pengguna).filter(
        unit_layanan__in=tempat.values("pk"),
        diterima_pada__gt=bahan.evaluasi.dibahas_pada,
        tanggal__range=(bahan.pekan.minggu - SETAHUN, bahan.pekan.minggu),
    )
    jumlah = rows.order_by().values_list("unit_layanan__jenis", "unit_layanan__nama").annotate(n=Count("pk"))
    return [(f"{JenisUnit(jenis).label} {nama}", n) for jenis, nama, n in jumlah.order_by("-n", "unit_layanan__nama")]


def load_bahan_bagian(akses: Akses, pekan: Pekan) -> Bahan:
    """What one Pustu reads of its own: live figures, its posyandu below it, the other Pustu beside it."""
    unit = akses.unit
    if unit.jenis not in (JenisUnit.PUSTU, JenisUnit.PUSKESMAS) or not akses.nama or unit.kabupaten is None:
        raise Http404
    evaluasi = find_evaluasi(akses, unit.pk if unit.jenis == JenisUnit.PUSKESMAS else unit.induk_id, pekan)
    isi = cast("Any", evaluasi)
    bagian = [satu for satu in isi.isi_bagian if satu["unit_id"] == unit.pk]
    if not bagian:
        raise _none_yet(pekan)
    bagian_kami = BagianEvaluasi.objects.visible_to(akses.pengguna).filter(unit=unit)
    jenis = pick_indikator(isi.isi_rapat)
    sekitar = list(
        Unit.objects.totals_visible_to(akses.pengguna)
        .filter(Q(pk=unit.induk_id) | Q(induk=unit) | Q(induk=unit.induk_id, jenis=unit.jenis))
        .exclude(status=StatusUnit.TUTUP)
        .order_by("nama")
    )
    rows = Capaian.objects.totals_visible_to(akses.pengguna).of(jenis).filter(unit__in=[s.pk for s in sekitar])
    rows = rows.filter(pekan__range=(pekan.senin - timedelta(weeks=PANJANG - 1), pekan.senin))
    papan = Papan(pekan, [Angka._make(satu) for satu in rows.values_list(*KOLOM)])
    return Bahan(
        akses=akses,
        pekan=pekan,
        evaluasi=evaluasi,
        jenis=jenis,
        anak=[satu for satu in sekitar if satu.induk_id == unit.pk],
        saudara=[satu for satu in sekitar if satu.jenis == unit.jenis],
        atas=[satu for satu in sekitar if satu.pk == unit.induk_id],
        papan=papan,
        hidup=papan,
        tugas=list(_offices(akses)),
        pokok=[],
        bagian=bagian,
        hadir=[],
        langkah=[],
        susulan=[],
        minggu=list(bagian_kami.values_list("evaluasi__pekan", flat=True)),
        isian=(0, 0),
        sesi=_sessions(akses, pekan),
    )
