"""The page of a birth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from klaster.aturan import Aturan
from posyandu.halaman.orang import get_warga
from posyandu.halaman.sesi import TEMPAT
from posyandu.models import Kehamilan, Warga
from posyandu.turunan import load_orang
from puskesmas.bingkai import Permintaan, page
from puskesmas.errors import DomainError
from puskesmas.halaman.isian import read_id
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi
from puskesmas.teks import clean_note
from pustu.halaman.persalinan.isian import KotakBayi, draw_babies, read_persalinan, read_when
from pustu.persalinan import BARU, find_unfinished, record_persalinan
from pustu.persalinan_salah import Lahir, find_lahir, redate_persalinan, withdraw_persalinan

TIDAK_MENCATAT = DomainError(
    "tidak_mencatat_persalinan",
    "Peran Anda tidak mencatat persalinan.",
    "",
    "Persalinan dicatat bidan, perawat, atau dokter.",
    403,
)
BUKAN_PEREMPUAN = DomainError(
    "bukan_perempuan", "Persalinan hanya dicatat untuk perempuan.", "warga", "Periksa orangnya.", 400
)
DIKETIK = ("tanggal", "jam", "tempat", "penolong", "cara", "hpht", "ibu_meninggal", "ibu_meninggal_pada")
LAIN = ("keguguran", "diperiksa_oleh", "unit", "alasan")


class Pilihan(NamedTuple):
    """A list to choose from."""

    nama: str
    label: str
    kode: Mapping[str, str]
    dipilih: str


@dataclass(frozen=True, slots=True)
class HalamanPersalinan:
    """`pustu/persalinan.html`, as `halaman`."""

    ibu: Warga
    id: UUID
    hari_ini: date
    kehamilan: Kehamilan | None
    minggu: int
    tempat: tuple[Unit, ...]
    unit: Unit
    pilihan: tuple[Pilihan, ...]
    bayi: list[KotakBayi]
    isi: dict[str, str]
    lahir: Lahir | None
    """Already written down: only its day is set right here, or all of it taken back."""
    galat: DomainError | None


@page
@require_http_methods(["GET", "HEAD", "POST"])
def persalinan(request: Permintaan, warga: UUID) -> HttpResponse:
    """A short form; what it makes is one transaction, and sending it twice makes it once."""
    tempat = _places(request.user)
    ibu = get_warga(request.user, warga)
    if ibu.digabung_ke_id is not None:
        return redirect("persalinan", ibu.digabung_ke_id)
    if ibu.jenis_kelamin != "P":
        raise BUKAN_PEREMPUAN
    orang = load_orang([ibu.pk])[ibu.pk]
    data = request.POST if request.method == "POST" else request.GET
    unit = _place(tempat, data.get("unit", ""))
    galat = None
    if request.method == "POST":
        try:
            _write(request.user, ibu, unit, orang.aturan, request.POST)
            return redirect("warga", ibu.pk)
        except DomainError as salah:
            galat = salah
    log_read(pengguna=request.user, halaman="persalinan", warga=[ibu.pk])
    hamil = find_unfinished(ibu, unit.hari_ini - BARU)
    halaman = _build(ibu, hamil, orang.aturan, data, (tempat, unit), galat)
    return render(request, "pustu/persalinan.html", {"halaman": halaman}, status=galat.status if galat else 200)


def _write(pengguna: Pengguna, ibu: Warga, unit: Unit, aturan: Aturan, data: QueryDict) -> None:
    """What the pressed button stands for."""
    aksi = data.get("aksi", "")
    if aksi == "batal":
        alasan = clean_note(data.get("alasan", ""), bidang="alasan", paling=200)
        withdraw_persalinan(petugas=pengguna, ibu=ibu, kunjungan=read_id(data.get("kunjungan", "")), alasan=alasan)
    elif aksi == "tanggal":
        tanggal, jam = read_when(data)
        lama = read_id(data.get("kunjungan", ""))
        redate_persalinan(petugas=pengguna, ibu=ibu, kunjungan=lama, tanggal=tanggal, jam=jam)
    else:
        isi = read_persalinan(aturan, data)
        record_persalinan(petugas=pengguna, id=read_id(data.get("id", "")), ibu=ibu, unit=unit, isi=isi)


def _recorded(ibu: Warga, hamil: Kehamilan | None, hari_ini: date) -> Lahir | None:
    """The birth that is there, where a second one would be refused."""
    lahir = None if hamil else find_lahir(ibu)
    return lahir if lahir and hari_ini - lahir.kunjungan.tanggal <= BARU else None


def _build(
    ibu: Warga,
    hamil: Kehamilan | None,
    aturan: Aturan,
    data: QueryDict,
    di: tuple[tuple[Unit, ...], Unit],
    galat: DomainError | None,
) -> HalamanPersalinan:
    hari_ini = di[1].hari_ini
    bidang = [(nama, aturan.bidang[f"persalinan_{nama}"]) for nama in ("tempat", "penolong", "cara")]
    return HalamanPersalinan(
        ibu=ibu,
        id=read_id(data.get("id", "")),
        hari_ini=hari_ini,
        kehamilan=hamil,
        minggu=(hari_ini - hamil.hpht).days // 7 if hamil else 0,
        tempat=di[0],
        unit=di[1],
        pilihan=tuple(Pilihan(nama, satu.label, satu.pilihan, data.get(nama, "")) for nama, satu in bidang),
        bayi=draw_babies(aturan, data),
        isi={kunci: data.get(kunci, "")[:200] for kunci in (*DIKETIK, *LAIN)},
        lahir=_recorded(ibu, hamil, hari_ini),
        galat=galat,
    )


def _places(pengguna: Pengguna) -> tuple[Unit, ...]:
    """Pustu and Puskesmas where this user treats and writes down, the Pustu first."""
    boleh = Unit.objects.allowed_to(pengguna, Aksi.KLINIS) & Unit.objects.allowed_to(pengguna, Aksi.CATAT_KUNJUNGAN)
    rows = boleh.filter(jenis__in=TEMPAT).select_related("kabupaten__setelan")
    urut = (JenisUnit.PUSTU, JenisUnit.PUSKESMAS, JenisUnit.POSYANDU)
    tempat = tuple(sorted(rows, key=lambda satu: (urut.index(JenisUnit(satu.jenis)), satu.nama, satu.pk)))
    if not tempat:
        raise TIDAK_MENCATAT
    return tempat


def _place(tempat: tuple[Unit, ...], kode: str) -> Unit:
    unit = next((satu for satu in tempat if satu.kode == kode), None)
    if kode and unit is None:
        raise Http404
    return unit or tempat[0]
