"""Who a unit is: its place in the tree, its head, its state."""

from __future__ import annotations

from collections import Counter
from typing import Final

from django.db.models import Count

from capaian.halaman.akses import Akses
from capaian.halaman.model import Identitas, KepalaUnit, Tautan
from capaian.halaman.tulisan import BULAN
from capaian.hitung.pekan import Pekan
from posyandu.sinkron import last_received
from puskesmas.alamat import link
from puskesmas.models import Penugasan, Unit
from puskesmas.models.pengguna import JenisPenugasan
from puskesmas.models.unit import JenisUnit, StatusUnit
from puskesmas.peran import Peran

KEPALA: Final = {
    JenisUnit.PUSKESMAS: Peran.KEPALA_PUSKESMAS,
    JenisUnit.PUSTU: Peran.KEPALA_PUSTU,
    JenisUnit.POSYANDU: Peran.PJ_POSYANDU,
}


def describe_unit(akses: Akses, pekan: Pekan) -> Identitas:
    """The header of a unit page; a reader of totals sees neither the head nor what is below."""
    unit = akses.unit
    kepala = KEPALA.get(JenisUnit(unit.jenis))
    di_bawah = Unit.objects.visible_to(akses.pengguna).under(unit)
    terakhir = last_received(di_bawah) if akses.penuh else None
    return Identitas(
        nama=unit.nama,
        label=unit_label(unit),
        kode=unit.kode,
        url=link("unit", unit.kode),
        jejak=trail(akses, pekan),
        jabatan=kepala.label if kepala else "",
        kepala=find_head(akses, kepala) if kepala and akses.penuh else None,
        status=describe_status(unit),
        isi=describe_content(akses) if akses.penuh and unit.jenis != JenisUnit.POSYANDU else "",
        terakhir_kirim=terakhir.astimezone(akses.zona) if terakhir else None,
        telepon=unit.telepon,
        hanya_jumlah=not akses.penuh,
    )


def unit_label(unit: Unit) -> str:
    return "Kabupaten" if unit.jenis == JenisUnit.KABUPATEN else str(unit.get_jenis_display())


def trail(akses: Akses, pekan: Pekan) -> tuple[Tautan, ...]:
    """The units above that the reader may open, top first."""
    atas = Unit.objects.totals_visible_to(akses.pengguna).filter(pk__in=akses.unit.path_ids()[:-1])
    return tuple(
        Tautan(satu.nama_lengkap, link("unit", satu.kode, pekan=pekan.kode)) for satu in atas.order_by("jalur")
    )


def find_head(akses: Akses, peran: Peran) -> KepalaUnit | None:
    """The definitive head, else who acts for them."""
    urutan = list(JenisPenugasan.values)
    tugas = Penugasan.objects.visible_to(akses.pengguna).active().filter(unit=akses.unit, peran=peran)
    ada = sorted(tugas.select_related("pengguna"), key=lambda satu: urutan.index(satu.jenis))
    if not ada:
        return None
    jenis = "" if ada[0].jenis == JenisPenugasan.DEFINITIF else ada[0].get_jenis_display()
    return KepalaUnit(str(ada[0].pengguna), jenis)


def describe_status(unit: Unit) -> str:
    """ "Beroperasi sejak Jan 2026", "Persiapan, rencana Mar 2027", "Tutup"."""
    kata = str(unit.get_status_display())
    if unit.status == StatusUnit.BEROPERASI and unit.dibuka_pada:
        return f"{kata} sejak {BULAN[unit.dibuka_pada.month - 1]} {unit.dibuka_pada.year}"
    if unit.status in (StatusUnit.RENCANA, StatusUnit.PERSIAPAN) and unit.rencana_buka:
        return f"{kata}, rencana {BULAN[unit.rencana_buka.month - 1]} {unit.rencana_buka.year}"
    return kata


def describe_content(akses: Akses) -> str:
    """ "8 pustu · 34 posyandu"."""
    di_bawah = Unit.objects.visible_to(akses.pengguna).under(akses.unit).exclude(pk=akses.unit.pk)
    rows = di_bawah.exclude(status=StatusUnit.TUTUP).order_by().values_list("jenis").annotate(n=Count("pk"))
    jumlah = Counter(dict(rows))
    return " · ".join(f"{jumlah[satu]} {satu.label.lower()}" for satu in JenisUnit if jumlah[satu])
