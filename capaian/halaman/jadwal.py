"""Sessions of a unit: one week, and at a posyandu the whole session book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Count, Q

from capaian.halaman.akses import Akses
from capaian.halaman.lembar import cut_page
from capaian.halaman.model import BarisSesi, StatusSesi, TabJadwal, Tautan
from capaian.halaman.sesi import Sesi, count_sessions, scoped_sessions
from capaian.halaman.tulisan import hari_tanggal
from capaian.hitung.pekan import Pekan
from klaster.berkas import shared_data
from posyandu.models import HariBuka, Warga
from posyandu.models.orang import StatusWarga
from posyandu.querysets import HariBukaQuerySet, WargaQuerySet
from puskesmas.alamat import link
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi


@cache
def codes_of(*tingkat: str) -> list[str]:
    """Codes of the findings of these urgencies."""
    return [baris["kode"] for baris in shared_data()["temuan"] if baris["tingkat"] in tingkat]


def list_schedule(akses: Akses, pekan: Pekan, hal: int) -> TabJadwal:
    buku = akses.unit.jenis == JenisUnit.POSYANDU
    semua = scoped_sessions(akses)
    if buku:
        semua = semua.filter(tanggal__lte=_book_until(akses, pekan)).order_by("-tanggal")
    else:
        semua = semua.between(pekan.senin, pekan.minggu).order_by("tanggal", "posyandu__nama")
    hitung = count_sessions(_as_sesi(semua), akses.hari_ini)
    potong, lembar = cut_page(
        semua.count(), hal, lambda ke: link("unit", akses.unit.kode, tab="jadwal", pekan=pekan.kode, hal=ke)
    )
    baris = with_results(semua)[potong]
    return TabJadwal(baris=describe_sessions(akses, pekan, list(baris), buku), hitung=hitung, buku=buku, lembar=lembar)


def _book_until(akses: Akses, pekan: Pekan) -> date:
    """The month of the week; once it runs, also the session that comes next, which is what people ask for."""
    akhir = pekan.akhir_bulan
    if pekan < akses.terbuka:
        return akhir
    sesudah = scoped_sessions(akses).filter(tanggal__gt=akhir).order_by("tanggal").values_list("tanggal", flat=True)
    return sesudah.first() or akhir


def _as_sesi(rows: HariBukaQuerySet) -> Iterable[Sesi]:
    return (_sesi(row) for row in rows.with_received())


def _sesi(row: Any) -> Sesi:
    """`row` is a HariBuka with `diterima`."""
    return Sesi(row.posyandu_id, row.tanggal, row.status, row.pola, row.alasan, row.jumlah_dinyatakan, row.diterima)


def with_results(semua: HariBukaQuerySet) -> HariBukaQuerySet:
    """Adds, besides `diterima`, the visits with a finding that needs care and those with one that needs a referral."""
    perlu = Q(temuan__overlap=codes_of("perhatian", "rujuk", "segera"))
    rujuk = Q(temuan__overlap=codes_of("rujuk", "segera"))
    return (
        semua.with_received()
        .annotate(bertemuan=semua.count_visits(perlu), rujuk=semua.count_visits(rujuk))
        .select_related("posyandu__induk", "dipindah_ke")
    )


def describe_sessions(akses: Akses, pekan: Pekan, rows: Sequence[HariBuka], buku: bool) -> tuple[BarisSesi, ...]:
    sasaran = count_residents(akses, {row.posyandu_id for row in rows})
    return tuple(_row(akses, pekan, row, sasaran.get(row.posyandu_id, 0), buku) for row in rows)


def _row(akses: Akses, pekan: Pekan, row: Any, sasaran: int, buku: bool) -> BarisSesi:
    status = _sesi(row).state(akses.hari_ini)
    berlangsung = status not in (StatusSesi.BATAL, StatusSesi.DIPINDAH)
    ada = bool(row.diterima) or status is StatusSesi.DITUTUP
    url = link("unit", row.posyandu.kode, tab="jadwal", pekan=pekan.kode)
    return BarisSesi(
        tanggal=row.tanggal,
        status=status,
        posyandu=None if buku else Tautan(place_name(akses, row.posyandu), url),
        jenis=row.pola,
        sasaran=sasaran if berlangsung else None,
        hadir=row.diterima if ada else None,
        temuan=row.bertemuan if ada else None,
        dirujuk=row.rujuk if ada else None,
        keterangan=_remark(row, status),
    )


def place_name(akses: Akses, posyandu: Unit) -> str:
    """Name of a posyandu, with what it hangs on where the page shows more than its siblings: "Seroja (Lalang)"."""
    if posyandu.induk is None or akses.unit.pk in (posyandu.pk, posyandu.induk_id):
        return posyandu.nama
    return f"{posyandu.nama} ({posyandu.induk.nama})"


def _remark(row: Any, status: StatusSesi) -> str:
    if status is StatusSesi.DIPINDAH and row.dipindah_ke:
        return f"ke {hari_tanggal(row.dipindah_ke.tanggal)}: {row.alasan}"
    if status is StatusSesi.BELUM_MENGIRIM and row.jumlah_dinyatakan:
        return f"terkirim {row.diterima} dari {row.jumlah_dinyatakan}"
    return str(row.alasan)


def residents(akses: Akses) -> WargaQuerySet:
    """People who live under the unit today; without names this may be counted only."""
    return _people(akses).filter(tamu=False)


def guests(akses: Akses) -> WargaQuerySet:
    """People from elsewhere who were served under the unit. They live in no figure of it, but must be found."""
    return _people(akses).filter(tamu=True)


def _people(akses: Akses) -> WargaQuerySet:
    aksi = Aksi.LIHAT_ORANG if akses.nama else Aksi.LIHAT_ANGKA
    return Warga.objects.allowed_to(akses.pengguna, aksi).under(akses.unit).pokok().filter(status=StatusWarga.AKTIF)


def count_residents(akses: Akses, posyandu: Iterable[int]) -> dict[int, int]:
    rows = residents(akses).filter(unit_id__in=posyandu).order_by().values_list("unit_id").annotate(n=Count("pk"))
    return dict(rows)
