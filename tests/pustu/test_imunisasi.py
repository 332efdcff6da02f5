"""An immunisation session: the vial typed once, each child a visit, nothing twice, nothing that may not be given."""

from __future__ import annotations

import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from klaster.imunisasi import judge_imunisasi
from posyandu.models import Kunjungan, Warga
from pustu.halaman.imunisasi.baca import read_kedaluwarsa
from pustu.imunisasi import Sesi, Vial, give_doses, load_profiles, rules_of
from tests.cast import SENIN, Pemeran, Wilayah, browse, make_kunjungan, make_warga

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("senin")]
ALAMAT = "/imunisasi/"
HARI = SENIN
VIAL = {"lot-dpt": "D77", "ed-dpt": "12/40", "lot-opv": "P12", "ed-opv": "0640"}


@pytest.fixture
def citra(pemeran: Pemeran) -> Client:
    return browse(pemeran.citra)


@pytest.fixture
def anak(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Aisyah", HARI - timedelta(days=75))


def send(citra: Client, wilayah: Wilayah, anak: Warga, *kode: str, **lain: object) -> Any:
    isi = {"unit": wilayah.melati.kode, "tanggal": HARI.isoformat(), "aksi": "simpan", "id": str(uuid.uuid4())}
    dosis = [f"{anak.pk}.{satu}" for satu in kode]
    return citra.post(ALAMAT, {**isi, **VIAL, "hadir": [str(anak.pk)], "baris": [str(anak.pk)], "dosis": dosis, **lain})


def test_children_who_are_due_are_listed_with_their_doses_ticked(citra: Client, wilayah: Wilayah, anak: Warga) -> None:
    make_warga(wilayah.melati, "Sudah Besar", HARI - timedelta(days=2200))
    isi = citra.post(ALAMAT, {"unit": wilayah.melati.kode, **VIAL}).content.decode()

    assert "Aisyah" in isi
    assert "Sudah Besar" not in isi
    assert re.search(rf'value="{anak.pk}.imun_dpt1"[^>]*checked', isi)
    assert re.search(rf'value="{anak.pk}.imun_opv1"[^>]*checked', isi)
    assert "imun_pcv1" not in isi


def test_a_child_is_written_down_with_the_lot_of_each_dose(citra: Client, wilayah: Wilayah, anak: Warga) -> None:
    assert send(citra, wilayah, anak, "imun_dpt1", "imun_opv1").status_code == 302
    row = Kunjungan.objects.get()

    assert row.pengukuran == {
        "imun_opv1": HARI.isoformat(),
        "imun_dpt1": HARI.isoformat(),
        "lot_opv": "P12",
        "ed_opv": "2040-06-30",
        "lot_dpt": "D77",
        "ed_dpt": "2040-12-31",
    }
    assert row.diperiksa_oleh == "Citra"


def test_the_next_page_remembers_the_vials(citra: Client, wilayah: Wilayah, anak: Warga) -> None:
    jawab = send(citra, wilayah, anak, "imun_dpt1", "imun_opv1")
    isi = citra.get(jawab.headers["Location"]).content.decode()

    assert 'value="D77"' in isi
    assert 'value="2040-12-31"' in isi
    assert "DPT-HB-Hib 1" in isi


def test_the_same_page_sent_twice_writes_once(citra: Client, wilayah: Wilayah, anak: Warga) -> None:
    satu = str(uuid.uuid4())
    for _ in range(2):
        assert send(citra, wilayah, anak, "imun_dpt1", id=satu).status_code == 302
    assert Kunjungan.objects.count() == 1


@pytest.mark.parametrize(
    ("lain", "kata"),
    [
        ({"ed-dpt": "01/20"}, "kedaluwarsa 31\u00a0Jan\u00a02020"),
        ({"ed-dpt": ""}, "Kedaluwarsa belum diisi"),
        ({"ed-dpt": "besok"}, "Kedaluwarsa tidak terbaca"),
        ({"lot-dpt": ""}, "Nomor lot belum diisi"),
        ({"lot-dpt": "X" * 30}, "paling panjang 20"),
        ({"lot-dpt": "1" * 16}, "NIK"),
        ({"tanggal": (HARI + timedelta(days=1)).isoformat()}, "tidak boleh di masa depan"),
        ({"hadir": []}, "Belum ada anak yang dicentang"),
        ({"dosis": []}, "Belum ada dosis yang dicentang"),
        ({"lot-dpt": "", "ed-dpt": ""}, "Vial DPT-HB-Hib belum diisi"),
    ],
)
def test_a_wrong_form_is_refused_in_words(
    citra: Client, wilayah: Wilayah, anak: Warga, lain: dict[str, object], kata: str
) -> None:
    jawab = send(citra, wilayah, anak, "imun_dpt1", **lain)

    assert kata in jawab.content.decode()
    assert not Kunjungan.objects.exists()


@pytest.mark.parametrize(
    ("umur", "lalu", "kode", "kata"),
    [
        (30, {}, "imun_dpt1", "terlalu dini"),
        (120, {"imun_dpt1": 20}, "imun_dpt2", "terlalu dini"),
        (120, {"imun_dpt1": 40}, "imun_dpt1", "sudah diberikan"),
        (120, {}, "imun_dpt2", "menunggu DPT-HB-Hib 1"),
        (1900, {}, "imun_dpt1", "tidak diberikan lagi"),
    ],
)
def test_a_dose_that_may_not_be_given_is_refused(
    citra: Client, wilayah: Wilayah, pemeran: Pemeran, umur: int, lalu: dict[str, int], kode: str, kata: str
) -> None:
    anak = make_warga(wilayah.melati, "Bima", HARI - timedelta(days=umur))
    for dosis, hari in lalu.items():
        pada = HARI - timedelta(days=hari)
        make_kunjungan(anak, wilayah.melati, pada, pemeran.ani, [], pengukuran={dosis: pada.isoformat()})
    jawab = send(citra, wilayah, anak, kode)

    assert kata in jawab.content.decode()
    assert Kunjungan.objects.count() == len(lalu)


@pytest.mark.parametrize("tanggal", ["0001-01-01", "1850-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_that_cannot_be_is_refused_in_words(citra: Client, wilayah: Wilayah, tanggal: str) -> None:
    jawab = citra.get(f"/imunisasi/?unit={wilayah.melati.kode}&tanggal={tanggal}")
    assert jawab.status_code == 200
    assert "Tanggal kunjungan t" in jawab.content.decode()


def test_a_dose_before_birth_is_refused(pemeran: Pemeran, wilayah: Wilayah) -> None:
    anak = make_warga(wilayah.melati, "Baru", HARI)
    sesi = Sesi(wilayah.melati, HARI - timedelta(days=1), "posyandu")
    [hasil] = give_doses(oleh=pemeran.citra, halaman=uuid.uuid4(), sesi=sesi, dosis={anak.pk: ["imun_hb0"]})

    assert hasil.galat is not None
    assert hasil.galat.kode == "dosis_sebelum_lahir"


def test_one_refused_child_does_not_hold_back_the_others(citra: Client, wilayah: Wilayah, anak: Warga) -> None:
    kecil = make_warga(wilayah.melati, "Kecil", HARI - timedelta(days=10))
    dosis = [f"{anak.pk}.imun_dpt1", f"{kecil.pk}.imun_dpt1"]
    jawab = send(citra, wilayah, anak, dosis=dosis, hadir=[str(anak.pk), str(kecil.pk)])
    isi = jawab.content.decode()

    assert "1 anak tersimpan, yang di bawah ini belum" in isi
    assert [row.warga for row in Kunjungan.objects.all()] == [anak]
    assert re.search(rf'name="hadir" value="{kecil.pk}"[^>]*checked', isi)


def test_a_child_from_elsewhere_is_added_by_name(citra: Client, wilayah: Wilayah, anak: Warga) -> None:
    tamu = make_warga(wilayah.kenanga, "Dewi Tamu", HARI - timedelta(days=75))
    dasar = {"unit": wilayah.melati.kode, **VIAL}
    assert str(tamu.pk) in citra.post(ALAMAT, {**dasar, "aksi": "cari", "kata": "dewi"}).content.decode()
    isi = citra.post(ALAMAT, {**dasar, "tambah": str(tamu.pk)}).content.decode()

    assert re.search(rf'value="{tamu.pk}.imun_dpt1"[^>]*checked', isi)


def test_a_child_of_another_puskesmas_is_not_found(citra: Client, wilayah: Wilayah) -> None:
    asing = make_warga(wilayah.seroja, "Orang Lain", HARI - timedelta(days=75))
    for siapa in (asing, Warga(pk=uuid.uuid4())):
        assert send(citra, wilayah, siapa, "imun_dpt1").status_code == 404
    assert not Kunjungan.objects.exists()


def test_a_cadre_gives_no_injections(pemeran: Pemeran) -> None:
    assert browse(pemeran.ani).get(ALAMAT).status_code == 403


def test_known_doses_reach_the_rules_from_every_row_of_a_person(pemeran: Pemeran, wilayah: Wilayah) -> None:
    anak = make_warga(wilayah.melati, "Asli", HARI - timedelta(days=90))
    alias = make_warga(wilayah.melati, "Kembar", HARI - timedelta(days=90), digabung_ke=anak)
    pada = (HARI - timedelta(days=20)).isoformat()
    make_kunjungan(alias, wilayah.melati, HARI - timedelta(days=20), pemeran.ani, [], pengukuran={"imun_dpt1": pada})
    aturan = rules_of(wilayah.melati)
    hasil = judge_imunisasi(aturan.tabel.imunisasi, load_profiles(aturan, [anak], "pustu")[anak.pk], {}, HARI)

    assert hasil is not None
    assert "imun_dpt1" in {satu.dosis.kode for satu in hasil.semua if satu.diberi}


def test_an_expired_vial_stops_the_whole_session(pemeran: Pemeran, wilayah: Wilayah, anak: Warga) -> None:
    vial = {"dpt": Vial("A1", HARI - timedelta(days=1))}
    with pytest.raises(Exception, match="sudah lewat"):
        give_doses(
            oleh=pemeran.citra,
            halaman=uuid.uuid4(),
            sesi=Sesi(wilayah.melati, HARI, "posyandu", vial),
            dosis={anak.pk: ["imun_dpt1"]},
        )


@pytest.mark.parametrize(
    ("teks", "tanggal"),
    [
        ("03/27", date(2027, 3, 31)),
        ("0228", date(2028, 2, 29)),
        ("3-2027", date(2027, 3, 31)),
        ("31/03/2027", date(2027, 3, 31)),
        ("2027-03-05", date(2027, 3, 5)),
        ("12/99", date(2099, 12, 31)),
        ("13/27", None),
        ("31-02-2027", None),
        ("", None),
        ("abc", None),
    ],
)
def test_an_expiry_is_read_as_it_stands_on_vials(teks: str, tanggal: date | None) -> None:
    assert read_kedaluwarsa(teks) == tanggal


# --- at school -------------------------------------------------------------------------------------------------------

NOVEMBER = date(2026, 11, 12)
MURID = {"kanal": "sekolah", "tanggal": NOVEMBER.isoformat(), "lot-dt": "T5", "ed-dt": "12/40"}


def test_at_school_the_pupils_of_the_class_are_listed(citra: Client, wilayah: Wilayah) -> None:
    satu = make_warga(wilayah.melati, "Murid Satu", date(2019, 12, 31))
    make_warga(wilayah.melati, "Murid Dua", date(2018, 12, 31))
    make_warga(wilayah.melati, "Belum Sekolah", date(2025, 1, 1))
    isi = citra.post(ALAMAT, {"unit": wilayah.melati.kode, **MURID}).content.decode()

    assert re.search(rf'value="{satu.pk}.imun_bias_dt"[^>]*checked', isi)
    assert "Murid Dua" not in isi
    assert "Belum Sekolah" not in isi
    assert "lot-bcg" not in isi


def test_a_pupil_gets_the_dose_with_its_lot_and_once(citra: Client, wilayah: Wilayah) -> None:
    murid = make_warga(wilayah.melati, "Murid Satu", date(2019, 5, 5))
    assert send(citra, wilayah, murid, "imun_bias_dt", **MURID).status_code == 302
    lagi = send(citra, wilayah, murid, "imun_bias_dt", **MURID).content.decode()
    row = Kunjungan.objects.get()

    assert row.kanal == "sekolah"
    assert row.pengukuran == {"imun_bias_dt": "2026-11-12", "lot_dt": "T5", "ed_dt": "2040-12-31"}
    assert row.temuan == ["bias_diberi"]
    assert "sudah diberikan" in lagi


def test_a_pupil_past_the_class_is_not_called_but_may_have_it(citra: Client, wilayah: Wilayah) -> None:
    tua = make_warga(wilayah.melati, "Masuk Terlambat", date(2018, 5, 5))
    assert "Masuk Terlambat" not in citra.post(ALAMAT, {"unit": wilayah.melati.kode, **MURID}).content.decode()
    assert send(citra, wilayah, tua, "imun_bias_dt", **MURID).status_code == 302


@pytest.mark.parametrize(("lahir", "pesan"), [((2021, 1, 1), "terlalu dini"), ((2017, 12, 31), "tidak diberikan lagi")])
def test_two_classes_away_it_is_refused(
    citra: Client, wilayah: Wilayah, lahir: tuple[int, int, int], pesan: str
) -> None:
    murid = make_warga(wilayah.melati, "Murid", date(*lahir))
    assert pesan in send(citra, wilayah, murid, "imun_bias_dt", **MURID).content.decode()
    assert not Kunjungan.objects.exists()


def test_hpv_is_not_offered_to_boys(citra: Client, wilayah: Wilayah) -> None:
    gadis = make_warga(wilayah.melati, "Gadis", date(2015, 5, 5), jk="P")
    make_warga(wilayah.melati, "Jejaka", date(2015, 5, 5), jk="L")
    vial = {"kanal": "sekolah", "tanggal": "2026-11-12", "lot-hpv": "H1", "ed-hpv": "12/40"}
    isi = citra.post(ALAMAT, {"unit": wilayah.melati.kode, **vial}).content.decode()

    assert f"{gadis.pk}.imun_bias_hpv" in isi
    assert "Jejaka" not in isi
