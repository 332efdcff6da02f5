"""The cast of every test: two Puskesmas of one kabupaten, one of another, and the people who work there.

Kader Ani works at Melati, Kader Budi at Kenanga; both stand below Pustu Kelubi, where Citra is midwife. Dewi heads
Puskesmas Manggar, Eko works at Dinas, Fajar has no assignment. Anggrek stands directly under the Puskesmas. Gita is
cadre of Seroja under Puskesmas Gantung, Hana is cadre in another kabupaten.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from klaster.acuan import load_acuan
from posyandu.models import (
    Domisili,
    HariBuka,
    Kehamilan,
    Kunjungan,
    PenyakitTerdaftar,
    ProfilPosyandu,
    TugasKunjungan,
    Warga,
)
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from puskesmas.units import open_unit

SANDI = "kata-sandi-uji-2026"
LAMA = date(2020, 1, 1)
SENIN = date(2026, 11, 16)
_nomor = itertools.count(1)


@dataclass
class Wilayah:
    """The network of the tests."""

    beltim: Unit
    manggar: Unit
    gantung: Unit
    kelubi: Unit
    lenggang: Unit
    melati: Unit
    kenanga: Unit
    anggrek: Unit
    seroja: Unit
    lain: Unit
    dahlia: Unit


@dataclass
class Pemeran:
    """The people of the tests."""

    ani: Pengguna
    budi: Pengguna
    citra: Pengguna
    dewi: Pengguna
    eko: Pengguna
    fajar: Pengguna
    gita: Pengguna
    hana: Pengguna


def make_unit(jenis: str, nama: str, induk: Unit | None, kode: str = "") -> Unit:
    unit = open_unit(jenis=jenis, kode=kode or f"U{next(_nomor)}", nama=nama, induk=induk)
    if jenis == JenisUnit.POSYANDU:
        ProfilPosyandu.objects.create(unit=unit)
    return unit


def make_pengguna(nama: str, unit: Unit | None = None, peran: str = Peran.KADER, **lain: Any) -> Pengguna:
    pengguna = Pengguna.objects.create_user(username=f"{nama.lower()}{next(_nomor)}", password=SANDI, nama=nama)
    if unit is not None:
        Penugasan.objects.create(pengguna=pengguna, unit=unit, peran=peran, sejak=lain.pop("sejak", LAMA), **lain)
    return pengguna


def make_warga(
    posyandu: Unit, nama: str = "Rafif", lahir: date = date(2025, 9, 1), jk: str = "L", **lain: Any
) -> Warga:
    """A person with a domicile since birth (or since `sejak`)."""
    sejak = lain.pop("sejak", lahir)
    assert posyandu.kabupaten_id is not None
    warga = Warga.objects.create(
        kabupaten_id=posyandu.kabupaten_id, unit=posyandu, nama=nama, tanggal_lahir=lahir, jenis_kelamin=jk, **lain
    )
    if not warga.tamu:
        Domisili.objects.create(warga=warga, posyandu=posyandu, sejak=sejak)
    return warga


def make_kehamilan(ibu: Warga, hpht: date, **lain: Any) -> Kehamilan:
    return Kehamilan.objects.create(
        warga=ibu, hpht=hpht, hpl=lain.pop("hpl", date.fromordinal(hpht.toordinal() + 280)), **lain
    )


def make_penyakit(warga: Warga, penyakit: str, sejak: date) -> PenyakitTerdaftar:
    return PenyakitTerdaftar.objects.create(warga=warga, penyakit=penyakit, sejak=sejak)


def make_sesi(posyandu: Unit, tanggal: date, status: str = "direncanakan", **lain: Any) -> HariBuka:
    return HariBuka.objects.create(posyandu=posyandu, tanggal=tanggal, status=status, **lain)


def make_kiriman(warga: Warga, unit: Unit, tanggal: date, **pengukuran: object) -> dict[str, Any]:
    """A visit as a phone sends it."""
    return {
        "id": str(uuid.uuid4()),
        "warga": str(warga.pk),
        "unit": unit.kode,
        "tanggal": tanggal.isoformat(),
        "kanal": "posyandu",
        "pengukuran": pengukuran,
    }


def make_kunjungan(
    warga: Warga, unit: Unit, tanggal: date, oleh: Pengguna, temuan: list[str], **lain: Any
) -> Kunjungan:
    """A stored visit with given findings, for tests of what reads visits."""
    return Kunjungan.objects.create(
        id=lain.pop("id", None) or uuid.uuid4(),
        warga=warga,
        unit_layanan=unit,
        tanggal=tanggal,
        dicatat_oleh=oleh,
        temuan=temuan,
        kanal=lain.pop("kanal", "posyandu"),
        pengukuran=lain.pop("pengukuran", {}),
        sidik=lain.pop("sidik", "0" * 64),
        dicatat_pada=lain.pop("dicatat_pada", timezone.now()),
        **lain,
    )


def make_tugas(warga: Warga, oleh: Pengguna, sejak: date, **lain: Any) -> TugasKunjungan:
    """A person on the Nyelik list, for tests of what reads it."""
    return TugasKunjungan.objects.create(
        warga=warga,
        posyandu=warga.unit,
        dibuat_oleh=oleh,
        sejak=sejak,
        sebab_kode=lain.pop("sebab_kode", "balita_ditimbang"),
        sebab=lain.pop("sebab", "Balita ditimbang: belum"),
        tenggat=lain.pop("tenggat", date.fromordinal(sejak.toordinal() + 7)),
        **lain,
    )


def refused(kode: str, lakukan: Callable[[], object]) -> DomainError:
    """It is refused with exactly this code; what it says besides is there to look at."""
    with pytest.raises(DomainError) as galat:
        lakukan()
    assert galat.value.kode == kode
    return galat.value


def browse(pengguna: Pengguna) -> Client:
    """A browser in which somebody has logged in."""
    client = Client()
    client.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def senin() -> Iterator[time_machine.Traveller]:
    """Monday morning, whatever the day and however close to midnight: for tests whose today is `SENIN`."""
    with time_machine.travel(f"{SENIN}T09:00:00+07:00", tick=True) as waktu:
        yield waktu


@pytest.fixture
def selasa() -> Iterator[time_machine.Traveller]:
    """Tuesday at 10.42, standing still: last week's evaluation is made and waits for the meeting."""
    with time_machine.travel("2026-11-17T10:42:00+07:00", tick=False) as waktu:
        yield waktu


@pytest.fixture
def rabu() -> Iterator[time_machine.Traveller]:
    """Wednesday at nine, standing still."""
    with time_machine.travel("2026-11-18T09:00:00+07:00", tick=False) as waktu:
        yield waktu


@pytest.fixture
def wilayah(db: None) -> Wilayah:
    load_acuan()
    beltim = make_unit(JenisUnit.KABUPATEN, "Belitung Timur", None, "19.06")
    manggar = make_unit(JenisUnit.PUSKESMAS, "Manggar", beltim, "19.06.01-PKM")
    gantung = make_unit(JenisUnit.PUSKESMAS, "Gantung", beltim, "19.06.02-PKM")
    kelubi = make_unit(JenisUnit.PUSTU, "Kelubi", manggar, "19.06.01.2004-PST")
    lenggang = make_unit(JenisUnit.PUSTU, "Lenggang", gantung, "19.06.02.2009-PST")
    lain = make_unit(JenisUnit.KABUPATEN, "Kota Metro", None, "18.72")
    mulyojati = make_unit(JenisUnit.PUSKESMAS, "Mulyojati", lain, "18.72.03-PKM")
    return Wilayah(
        beltim=beltim,
        manggar=manggar,
        gantung=gantung,
        kelubi=kelubi,
        lenggang=lenggang,
        melati=make_unit(JenisUnit.POSYANDU, "Melati", kelubi, "19.06.01.2004.001"),
        kenanga=make_unit(JenisUnit.POSYANDU, "Kenanga", kelubi, "19.06.01.2004.002"),
        anggrek=make_unit(JenisUnit.POSYANDU, "Anggrek", manggar, "19.06.01.2003.001"),
        seroja=make_unit(JenisUnit.POSYANDU, "Seroja", lenggang, "19.06.02.2009.001"),
        lain=lain,
        dahlia=make_unit(JenisUnit.POSYANDU, "Dahlia", mulyojati, "18.72.03.1001.001"),
    )


@pytest.fixture
def pemeran(wilayah: Wilayah) -> Pemeran:
    return Pemeran(
        ani=make_pengguna("Ani", wilayah.melati),
        budi=make_pengguna("Budi", wilayah.kenanga),
        citra=make_pengguna("Citra", wilayah.kelubi, Peran.BIDAN_DESA),
        dewi=make_pengguna("Dewi", wilayah.manggar, Peran.KEPALA_PUSKESMAS),
        eko=make_pengguna("Eko", wilayah.beltim, Peran.STAF_DINAS),
        fajar=make_pengguna("Fajar"),
        gita=make_pengguna("Gita", wilayah.seroja),
        hana=make_pengguna("Hana", wilayah.dahlia),
    )
