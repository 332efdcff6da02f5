"""What is for health workers alone: no cadre reads it, enters it, or loses it by a correction."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest

from klaster.aturan import muat_aturan
from posyandu.dokumen import build_dokumen, find_orang
from posyandu.models import Kunjungan, KunjunganDitahan, Warga
from posyandu.sinkron import Jawaban, receive
from puskesmas.models import Pengguna
from puskesmas.peran import Peran
from tests.cast import Pemeran, Wilayah, browse, make_kiriman, make_pengguna, make_warga

pytestmark = pytest.mark.usefixtures("senin")

HARI_INI = date(2026, 11, 16)
RAHASIA = {"gds4_puas": False, "gds4_bosan": True, "gds4_tidak_berdaya": True, "gds4_tidak_berharga": True}


@pytest.fixture(name="nenek")
def _nenek(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Nenek Ida", lahir=date(1950, 3, 1), jk="P")


@pytest.fixture(name="periksa")
def _periksa(wilayah: Wilayah, pemeran: Pemeran, nenek: Warga) -> Kunjungan:
    """What Citra wrote at the Pustu."""
    kiriman = make_kiriman(nenek, wilayah.kelubi, HARI_INI, berat_kg=51.5, **RAHASIA) | {"kanal": "pustu"}
    assert send(pemeran.citra, kiriman)["status"] == "diterima"
    return Kunjungan.objects.get(pk=kiriman["id"])


def send(petugas: Pengguna, kiriman: dict[str, Any]) -> Jawaban:
    return receive(petugas=petugas, perangkat=None, kunjungan=[kiriman])[0]


def page(pengguna: Pengguna, alamat: str) -> str:
    client = browse(pengguna)
    return client.get(alamat).content.decode()


def test_a_cadre_may_not_enter_it(wilayah: Wilayah, pemeran: Pemeran, nenek: Warga) -> None:
    jawab = send(pemeran.ani, make_kiriman(nenek, wilayah.melati, HARI_INI, berat_kg=51.5, gds4_bosan=True))
    assert (jawab["status"], jawab["kode"], jawab["bidang"]) == ("ditolak", "bidang_klinis", "pengukuran.gds4_bosan")
    assert "tenaga kesehatan" in jawab["pesan"]
    assert not Kunjungan.objects.exists()


def test_a_health_worker_may(periksa: Kunjungan) -> None:
    assert "gds4_tinggi" in periksa.temuan


def test_a_cadre_may_neither_correct_nor_withdraw_it(wilayah: Wilayah, pemeran: Pemeran, periksa: Kunjungan) -> None:
    ganti = {"menggantikan": str(periksa.pk)}
    betul = make_kiriman(periksa.warga, wilayah.melati, HARI_INI, berat_kg=52) | ganti
    batal = {"id": str(uuid.uuid4()), "batal": "salah orang"} | ganti
    assert [send(pemeran.ani, satu)["kode"] for satu in (betul, batal)] == ["kunjungan_klinis"] * 2
    periksa.refresh_from_db()
    assert periksa.berlaku


def test_the_phone_gets_the_visit_without_it(wilayah: Wilayah, periksa: Kunjungan) -> None:
    [dokumen] = build_dokumen(find_orang([periksa.warga_id], [wilayah.melati.pk]), {periksa.warga_id: 1})
    [satu] = dokumen["kunjungan"]
    assert satu["pengukuran"] == {"berat_kg": 51.5}
    assert satu["temuan"]
    assert not [kode for kode in satu["temuan"] if kode.startswith("gds4")]


def test_a_part_of_a_cadre_is_not_answered_with_the_findings_of_the_others(
    wilayah: Wilayah, pemeran: Pemeran, periksa: Kunjungan
) -> None:
    pemeran.ani.penugasan.update(unit=wilayah.kelubi)
    kiriman = make_kiriman(periksa.warga, wilayah.kelubi, HARI_INI, lingkar_perut_cm=80) | {"kanal": "pustu"}
    for jawab in (send(pemeran.ani, kiriman), send(pemeran.ani, kiriman)):
        assert jawab["status"] in ("diterima", "sudah_ada")
        assert not [kode for kode in jawab["temuan"] if kode.startswith("gds4")]


@pytest.mark.parametrize("alamat", ["/kunjungan/{0}/", "/warga/{1}/"])
def test_pages_show_it_to_the_midwife_only(pemeran: Pemeran, periksa: Kunjungan, alamat: str) -> None:
    alamat = alamat.format(periksa.pk, periksa.warga_id)
    kader, bidan = page(pemeran.ani, alamat), page(pemeran.citra, alamat)
    for kata in ("depresi", "GDS-4"):
        assert kata.casefold() not in kader.casefold()
    assert "51,5" in kader
    assert "depresi" in bidan.casefold() or "gds" in bidan.casefold()


def test_a_cadre_is_not_given_the_card_with_it_to_correct(pemeran: Pemeran, periksa: Kunjungan) -> None:
    isi = page(pemeran.ani, f"/kunjungan/{periksa.pk}/perbaiki/")
    assert "catatan tenaga kesehatan" in isi
    assert "isi-gds4_bosan" not in isi


@pytest.mark.parametrize(("siapa", "ada"), [("ani", False), ("citra", True)])
def test_the_card_asks_it_of_health_workers_only(
    wilayah: Wilayah, pemeran: Pemeran, nenek: Warga, siapa: str, ada: bool
) -> None:
    unit = wilayah.melati if siapa == "ani" else wilayah.kelubi
    isi = page(getattr(pemeran, siapa), f"/kunjungan/baru/{nenek.pk}/?unit={unit.kode}&kanal=pustu")
    assert ("isi-gds4_bosan" in isi) == ada
    assert "isi-berat_kg" in isi


# --- at the desk -----------------------------------------------------------------------------------------------------


@pytest.fixture(name="berbeda")
def _berbeda(wilayah: Wilayah, pemeran: Pemeran, nenek: Warga, periksa: Kunjungan) -> Kunjungan:
    """A second part of the same visit that differs on weight and on what is for health workers."""
    isi = {"berat_kg": 52.5, **RAHASIA, "gds4_bosan": False}
    kiriman = make_kiriman(nenek, wilayah.kelubi, HARI_INI, **isi) | {"kanal": "pustu"}
    assert send(pemeran.citra, kiriman)["status"] == "diterima"
    return periksa


@pytest.fixture(name="admin")
def _admin(wilayah: Wilayah) -> Pengguna:
    return make_pengguna("Lukman", wilayah.beltim, Peran.ADMIN_KABUPATEN)


def test_the_desk_shows_an_administrator_that_notes_differ_and_not_the_notes(
    berbeda: Kunjungan, admin: Pengguna, pemeran: Pemeran
) -> None:
    label = muat_aturan().bidang["gds4_bosan"].label
    for alamat in ("/meja/", f"/meja/kunjungan/{berbeda.pk}/"):
        assert label in page(pemeran.citra, alamat)
        isi = page(admin, alamat)
        assert label not in isi
        assert "catatan tenaga kesehatan" in isi
        assert "Berat" in isi


def test_a_correction_that_waits_shows_an_administrator_no_notes(
    periksa: Kunjungan, nenek: Warga, wilayah: Wilayah, admin: Pengguna, pemeran: Pemeran
) -> None:
    label = muat_aturan().bidang["gds4_bosan"].label
    for berat, bosan in ((52.0, True), (53.0, False)):
        isi = make_kiriman(nenek, wilayah.kelubi, HARI_INI, berat_kg=berat, **RAHASIA | {"gds4_bosan": bosan})
        send(pemeran.citra, isi | {"kanal": "pustu", "menggantikan": str(periksa.pk)})
    alamat = f"/meja/perbaikan/{KunjunganDitahan.objects.get().pk}/"
    assert label in page(pemeran.citra, alamat)
    isi_admin = page(admin, alamat)
    assert label not in isi_admin
    assert "catatan tenaga kesehatan" in isi_admin
