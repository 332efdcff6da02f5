"""Cases and deaths counted from records: an illness seen twice is one case, a death stands where they lived last."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from capaian.evaluasi.aturan_masalah import open_outbreaks
from capaian.hitung.hitung import compute_week
from capaian.hitung.orang import Bagian, people_behind
from capaian.models import Capaian
from klaster.indikator import muat_indikator
from posyandu.domisili import move_domisili, set_status_warga
from posyandu.models import Warga
from puskesmas.models import Masalah, Unit
from tests.capaian.angka import M46
from tests.cast import Pemeran, Wilayah, make_kehamilan, make_kunjungan, make_warga

JENIS = {satu.kode: satu for satu in muat_indikator()}


def count(wilayah: Wilayah, kode: str) -> dict[str, tuple[int, int | None]]:
    """Of each unit that has any: since January, and in the week."""
    compute_week(kabupaten=wilayah.beltim, pekan=M46, indikator=[JENIS[kode]])
    rows = Capaian.objects.filter(indikator_id=kode, pekan=M46.senin, pembilang__gt=0)
    isi = rows.values_list("unit__nama", "pembilang", "tambahan_pekan")
    return {nama: (jumlah, pekan) for nama, jumlah, pekan in isi}


def sakit(warga: Warga, wilayah: Wilayah, pemeran: Pemeran, *mundur: int) -> None:
    for hari in mundur:
        make_kunjungan(warga, wilayah.kelubi, M46.minggu - timedelta(days=hari), pemeran.citra, ["diare_balita"])


def die(warga: Warga, pemeran: Pemeran, sejak: date) -> None:
    set_status_warga(warga=warga, status="meninggal", sejak=sejak, petugas=pemeran.citra)


@pytest.mark.parametrize(("jarak", "kasus"), [(0, 1), (1, 1), (14, 1), (15, 2)])
def test_the_same_illness_within_two_weeks_is_one_case(
    wilayah: Wilayah, pemeran: Pemeran, jarak: int, kasus: int
) -> None:
    anak = make_warga(wilayah.melati)
    sakit(anak, wilayah, pemeran, 2, 2 + jarak)
    assert count(wilayah, "diare_balita")["Melati"][0] == kasus


def test_a_case_of_this_week_is_new_and_an_old_one_is_not(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sakit(make_warga(wilayah.melati), wilayah, pemeran, 2, 40)
    assert count(wilayah, "diare_balita")["Belitung Timur"] == (2, 1)


def test_who_is_behind_a_case_has_a_name(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sakit(make_warga(wilayah.melati, "Aisyah"), wilayah, pemeran, 2, 40)
    make_warga(wilayah.melati, "Sehat")
    cari = partial(people_behind, user=pemeran.citra, jenis=JENIS["diare_balita"], unit=wilayah.melati, pekan=M46)
    assert [w.nama for w in cari(bagian=Bagian.SUDAH)] == ["Aisyah"]
    assert not cari(bagian=Bagian.BELUM)


def test_nothing_happened_is_a_zero_and_not_a_gap(wilayah: Wilayah) -> None:
    assert count(wilayah, "kematian_bayi") == {}
    assert set(Capaian.objects.values_list("pembilang", "penyebut", "tambahan_pekan")) == {(0, 0, 0)}


@pytest.mark.parametrize(
    ("umur", "sebagai"),
    [(0, {"bayi", "balita"}), (364, {"bayi", "balita"}), (365, {"balita"}), (1825, {"balita"}), (1826, set())],
)
def test_a_child_counts_by_its_age_at_death(wilayah: Wilayah, pemeran: Pemeran, umur: int, sebagai: set[str]) -> None:
    mati = M46.senin
    die(make_warga(wilayah.melati, "Anak", mati - timedelta(days=umur)), pemeran, mati)
    assert {satu for satu in ("bayi", "balita") if count(wilayah, f"kematian_{satu}")} == sebagai


@pytest.mark.parametrize(
    ("lahir", "sebagai"),
    [(date(2025, 10, 31), {"bayi", "balita"}), (date(2021, 10, 31), {"balita"}), (date(2025, 10, 30), {"balita"})],
)
def test_the_last_day_before_a_birthday_still_counts(
    wilayah: Wilayah, pemeran: Pemeran, lahir: date, sebagai: set[str]
) -> None:
    """Eleven months and thirty days are no year."""
    die(make_warga(wilayah.melati, "Anak", lahir), pemeran, date(2026, 10, 30))
    assert {satu for satu in ("bayi", "balita") if count(wilayah, f"kematian_{satu}")} == sebagai


@pytest.mark.parametrize(("hari", "dihitung"), [(42, True), (43, False)])
def test_a_mother_counts_until_forty_two_days_after(
    wilayah: Wilayah, pemeran: Pemeran, hari: int, dihitung: bool
) -> None:
    ibu = make_warga(wilayah.melati, "Sari", date(1998, 1, 1), jk="P")
    selesai = M46.senin - timedelta(days=hari)
    make_kehamilan(ibu, selesai - timedelta(days=270), selesai=selesai, hasil="lahir_mati")
    die(ibu, pemeran, M46.senin)
    assert bool(count(wilayah, "kematian_ibu")) == dihitung


def test_a_death_counts_where_they_lived_last(wilayah: Wilayah, pemeran: Pemeran) -> None:
    bayi = make_warga(wilayah.melati, "Bayi", M46.senin - timedelta(days=90))
    move_domisili(warga=bayi, posyandu=wilayah.seroja, sejak=M46.senin - timedelta(days=30), petugas=pemeran.eko)
    die(Warga.objects.get(pk=bayi.pk), pemeran, M46.senin)
    assert {*count(wilayah, "kematian_bayi")} >= {"Seroja", "Gantung"}
    assert "Melati" not in count(wilayah, "kematian_bayi")


@pytest.mark.parametrize(
    ("hasil", "ditulis", "jumlah"),
    [
        ("lahir_hidup", None, 0),
        ("lahir_hidup", 0, 0),
        ("lahir_hidup", 1, 1),
        ("lahir_mati", None, 1),
        ("lahir_mati", 2, 2),
        ("keguguran", 1, 0),
    ],
)
def test_each_stillborn_child_counts_also_beside_a_living_twin(
    wilayah: Wilayah, pemeran: Pemeran, hasil: str, ditulis: int | None, jumlah: int
) -> None:
    ibu = make_warga(wilayah.melati, "Sari", date(1998, 1, 1), jk="P")
    hari = M46.senin
    make_kehamilan(ibu, hari - timedelta(days=270), selesai=hari, hasil=hasil)
    isi = {} if ditulis is None else {"persalinan_lahir_mati": ditulis}
    make_kunjungan(ibu, wilayah.kelubi, hari, pemeran.citra, [], pengukuran=isi)
    assert count(wilayah, "lahir_mati").get("Melati", (0, 0))[0] == jumlah
    assert count(wilayah, "kematian_bayi") == {}


def test_who_is_behind_a_stillborn_child_is_its_mother(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_warga(wilayah.melati, "Sari", date(1998, 1, 1), jk="P")
    make_kehamilan(ibu, M46.senin - timedelta(days=270), selesai=M46.senin, hasil="lahir_mati")
    jenis, unit = JENIS["lahir_mati"], wilayah.melati
    rows = people_behind(user=pemeran.citra, jenis=jenis, unit=unit, pekan=M46, bagian=Bagian.SUDAH)
    assert list(rows) == [ibu]


def test_a_jump_of_recorded_cases_opens_a_problem(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for ke in range(6):
        sakit(make_warga(wilayah.melati, f"Anak {ke}"), wilayah, pemeran, 2)
    for pekan in (M46.previous, M46):
        compute_week(kabupaten=wilayah.beltim, pekan=pekan, indikator=[JENIS["diare_balita"]])
    open_outbreaks(kabupaten=Unit.objects.get(pk=wilayah.beltim.pk), pekan=M46)
    assert [(m.unit.nama, m.jenis) for m in Masalah.objects.all()] == [("Manggar", "wabah")]
