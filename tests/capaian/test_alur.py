"""The continuum: each mother stands at the first step that she missed, and nowhere else."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from capaian.hitung.alur import LANGKAH, LENGKAP, count_alur, people_at
from capaian.hitung.pekan import Pekan
from posyandu.domisili import move_domisili, set_status_warga
from posyandu.models import Domisili, Kehamilan, Kunjungan, Warga
from puskesmas.models import Unit
from tests.capaian.dunia_acak import buat_dunia
from tests.cast import Pemeran, Wilayah, browse, make_kehamilan, make_kunjungan, make_warga

PEKAN = Pekan.from_kode("2026-M46")
LAHIR = date(2026, 9, 1)
TANDA = {
    "k1": ("k1", -200),
    "k6": ("anc_enam_lengkap", -5),
    "faskes": ("bersalin_di_faskes", 0),
    "kf": ("kf_lengkap", 35),
}


def make_ibu(wilayah: Wilayah, pemeran: Pemeran, nama: str, *langkah: str, hasil: str = "lahir_hidup") -> Warga:
    """A mother who gave birth on 1 September, with what her visits showed; `kn`: her baby's too."""
    ibu = make_warga(wilayah.melati, nama, lahir=date(1998, 1, 1), jk="P")
    make_kehamilan(ibu, LAHIR - timedelta(weeks=39), selesai=LAHIR, hasil=hasil)
    for satu in langkah:
        if satu in TANDA:
            kode, hari = TANDA[satu]
            make_kunjungan(ibu, wilayah.kelubi, LAHIR + timedelta(days=hari), pemeran.citra, [kode], kanal="pustu")
    if hasil == "lahir_hidup":
        bayi = make_warga(wilayah.melati, f"By. Ny. {nama}", lahir=LAHIR, ibu=ibu)
        if "kn" in langkah:
            make_kunjungan(bayi, wilayah.kelubi, LAHIR + timedelta(days=20), pemeran.citra, ["kn_lengkap"])
    return ibu


def at(wilayah: Wilayah, pemeran: Pemeran, tempat: str) -> list[str]:
    return [satu.nama for satu in people_at(user=pemeran.eko, unit=wilayah.beltim, pekan=PEKAN, tempat=tempat)]


def test_each_mother_stands_at_the_first_step_she_missed(wilayah: Wilayah, pemeran: Pemeran) -> None:
    semua = [*LANGKAH]
    for ke, langkah in enumerate([*semua, LENGKAP]):
        make_ibu(wilayah, pemeran, f"Ibu {langkah}", *semua[:ke])
    for langkah in (*semua, LENGKAP):
        assert at(wilayah, pemeran, langkah) == [f"Ibu {langkah}"]
    assert set(count_alur(unit=wilayah.melati, pekan=PEKAN).values()) == {1}


def test_a_later_step_does_not_make_up_for_an_earlier_one(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_ibu(wilayah, pemeran, "Sari", "k1", "faskes", "kf", "kn")
    assert at(wilayah, pemeran, "k6") == ["Sari"]


def test_a_stillbirth_asks_for_no_newborn_visits(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_ibu(wilayah, pemeran, "Sari", *TANDA, hasil="lahir_mati")
    assert at(wilayah, pemeran, LENGKAP) == ["Sari"]


def test_of_twins_both_must_be_visited(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_ibu(wilayah, pemeran, "Sari", *LANGKAH)
    make_warga(wilayah.melati, "Kembar", lahir=LAHIR, ibu=ibu)
    assert at(wilayah, pemeran, "kn") == ["Sari"]


def test_two_births_in_one_year_are_one_mother_at_her_last(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_ibu(wilayah, pemeran, "Sari", *LANGKAH)
    make_kehamilan(ibu, date(2025, 4, 1), selesai=date(2026, 1, 2), hasil="lahir_mati")
    assert sum(count_alur(unit=wilayah.beltim, pekan=PEKAN).values()) == 1
    assert at(wilayah, pemeran, LENGKAP) == ["Sari"]


def test_a_birth_of_a_pregnancy_that_was_withdrawn_is_nowhere_in_the_flow(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_ibu(wilayah, pemeran, "Sari", *LANGKAH)
    Kehamilan.objects.filter(warga=ibu).update(alasan_batal="Salah orang")
    assert sum(count_alur(unit=wilayah.beltim, pekan=PEKAN).values()) == 0


def test_a_withdrawn_visit_no_longer_counts(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_ibu(wilayah, pemeran, "Sari", *LANGKAH)
    Kunjungan.objects.filter(temuan=["kf_lengkap"]).update(berlaku=False)
    assert at(wilayah, pemeran, "kf") == ["Sari"]


@pytest.mark.parametrize(
    ("langkah", "hari", "dihitung"),
    [
        ("k1", -274, False),  # the day before the last period began
        ("k1", -273, True),
        ("k1", 0, True),
        ("k1", 1, False),
        ("k6", 0, True),
        ("k6", 1, False),
        ("faskes", -1, False),
        ("faskes", 0, True),
        ("faskes", 42, True),
        ("faskes", 43, False),
        ("kf", -1, False),
        ("kf", 0, True),
        ("kf", 42, True),
        ("kf", 43, False),
    ],
)
def test_a_step_counts_on_its_own_days_only(
    wilayah: Wilayah, pemeran: Pemeran, langkah: str, hari: int, dihitung: bool
) -> None:
    ibu = make_ibu(wilayah, pemeran, "Sari", *({*LANGKAH} - {langkah}))
    make_kunjungan(ibu, wilayah.kelubi, LAHIR + timedelta(days=hari), pemeran.citra, [TANDA[langkah][0]])
    assert at(wilayah, pemeran, LENGKAP if dihitung else langkah) == ["Sari"]


@pytest.mark.parametrize("kode", [*(satu for satu, _ in TANDA.values()), "kn_lengkap"])
def test_a_part_of_another_visit_is_not_one_more(wilayah: Wilayah, pemeran: Pemeran, kode: str) -> None:
    make_ibu(wilayah, pemeran, "Sari", *LANGKAH)
    satu = Kunjungan.objects.get(temuan=[kode])
    Kunjungan.objects.filter(pk=satu.pk).update(bagian_dari=Kunjungan.objects.exclude(pk=satu.pk)[0])
    assert at(wilayah, pemeran, LENGKAP) == []


@pytest.mark.parametrize("kode", [*(satu for satu, _ in TANDA.values()), "kn_lengkap"])
def test_every_step_is_lost_with_its_withdrawn_visit(wilayah: Wilayah, pemeran: Pemeran, kode: str) -> None:
    make_ibu(wilayah, pemeran, "Sari", *LANGKAH)
    Kunjungan.objects.filter(temuan=[kode]).update(berlaku=False)
    assert at(wilayah, pemeran, LENGKAP) == []


def test_what_stands_under_merged_rows_counts_for_mother_and_baby(wilayah: Wilayah, pemeran: Pemeran) -> None:
    alias_ibu = make_ibu(wilayah, pemeran, "Sari", *TANDA)
    alias_bayi = Warga.objects.get(ibu=alias_ibu)
    make_kunjungan(alias_bayi, wilayah.kelubi, LAHIR + timedelta(days=20), pemeran.citra, ["kn_lengkap"])
    for satu in (alias_ibu, alias_bayi):
        pokok = make_warga(wilayah.melati, f"{satu.nama} pokok", satu.tanggal_lahir, satu.jenis_kelamin)
        Warga.objects.filter(pk=satu.pk).update(digabung_ke=pokok)
    assert at(wilayah, pemeran, LENGKAP) == ["Sari pokok"]


def test_a_baby_merged_away_is_not_one_more_child(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_ibu(wilayah, pemeran, "Sari", *LANGKAH)
    make_warga(wilayah.melati, "Ditulis dua kali", LAHIR, ibu=ibu, digabung_ke=Warga.objects.get(ibu=ibu))
    assert at(wilayah, pemeran, LENGKAP) == ["Sari"]


def test_an_elder_child_is_not_asked_for(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_ibu(wilayah, pemeran, "Sari", *LANGKAH)
    make_warga(wilayah.melati, "Kakak", date(2022, 1, 1), ibu=ibu)
    assert at(wilayah, pemeran, LENGKAP) == ["Sari"]


def test_a_visit_to_the_baby_after_the_sunday_is_not_there_yet(wilayah: Wilayah, pemeran: Pemeran) -> None:
    bayi = Warga.objects.get(ibu=make_ibu(wilayah, pemeran, "Sari", *TANDA))
    make_kunjungan(bayi, wilayah.kelubi, PEKAN.minggu + timedelta(days=1), pemeran.citra, ["kn_lengkap"])
    assert at(wilayah, pemeran, "kn") == ["Sari"]


def test_a_living_birth_without_a_baby_on_record_lacks_its_visits(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_ibu(wilayah, pemeran, "Sari", *TANDA, hasil="lahir_mati")
    Kehamilan.objects.filter(warga=ibu).update(hasil="lahir_hidup")
    assert at(wilayah, pemeran, "kn") == ["Sari"]


def test_a_miscarriage_is_no_birth(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_ibu(wilayah, pemeran, "Sari", *TANDA, hasil="keguguran")
    assert not any(count_alur(unit=wilayah.beltim, pekan=PEKAN).values())


def test_a_mother_who_died_no_longer_stands_here(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_ibu(wilayah, pemeran, "Sari", "k1")
    set_status_warga(warga=ibu, status="meninggal", sejak=PEKAN.minggu, petugas=pemeran.citra)
    assert not any(count_alur(unit=wilayah.beltim, pekan=PEKAN).values())


def test_she_stands_where_she_lives_on_the_sunday(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_ibu(wilayah, pemeran, "Sari", *LANGKAH)
    move_domisili(warga=ibu, posyandu=wilayah.kenanga, sejak=PEKAN.minggu, petugas=pemeran.eko)
    assert not any(count_alur(unit=wilayah.melati, pekan=PEKAN).values())
    assert count_alur(unit=wilayah.kenanga, pekan=PEKAN)[LENGKAP] == 1


@pytest.mark.parametrize(("genap", "ada"), [(date(2025, 12, 31), 0), (date(2026, 1, 1), 1)])
def test_the_year_is_that_of_the_day_on_which_her_days_are_over(
    wilayah: Wilayah, pemeran: Pemeran, genap: date, ada: int
) -> None:
    ibu = make_warga(wilayah.melati, "Sari", lahir=date(1998, 1, 1), jk="P")
    selesai = genap - timedelta(days=43)
    make_kehamilan(ibu, selesai - timedelta(weeks=39), selesai=selesai, hasil="lahir_hidup")
    assert sum(count_alur(unit=wilayah.beltim, pekan=PEKAN).values()) == ada


@pytest.mark.parametrize(("hari", "ada"), [(42, 0), (43, 1)])
def test_she_is_counted_when_her_forty_two_days_are_over(
    wilayah: Wilayah, pemeran: Pemeran, hari: int, ada: int
) -> None:
    ibu = make_warga(wilayah.melati, "Sari", lahir=date(1998, 1, 1), jk="P")
    selesai = PEKAN.minggu - timedelta(days=hari)
    make_kehamilan(ibu, selesai - timedelta(weeks=39), selesai=selesai, hasil="lahir_hidup")
    assert sum(count_alur(unit=wilayah.beltim, pekan=PEKAN).values()) == ada


def test_names_stay_with_those_who_may_see_them(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_ibu(wilayah, pemeran, "Sari Rahayu")
    for siapa, terlihat in ((pemeran.ani, True), (pemeran.citra, True), (pemeran.gita, False)):
        client = browse(siapa)
        jawab = client.get("/alur/?langkah=k1&pekan=2026-M46")
        assert ("Sari Rahayu" in jawab.content.decode()) == terlihat
    assert client.get("/alur/?langkah=asing").status_code == 400


# --- the same, slowly ------------------------------------------------------------------------------------------------


def slow(unit: Unit, pekan: Pekan) -> Counter[str]:
    """Reads all rows and loops; shares nothing with the SQL."""
    rumah = {d.warga_id for d in Domisili.objects.select_related("posyandu") if _lives(d, unit, pekan.minggu)}
    pokok = {w.pk: w.digabung_ke_id or w.pk for w in Warga.objects.all()}
    ibu = {
        w.pk for w in Warga.objects.all() if w.pk in rumah and not w.digabung_ke_id and w.tanggal_lahir <= pekan.minggu
    }
    lahir: dict[UUID, Kehamilan] = {}
    for satu in Kehamilan.objects.exclude(selesai=None).exclude(hasil="keguguran").order_by("selesai", "-pk"):
        assert satu.selesai is not None
        if pokok[satu.warga_id] in ibu and pekan.awal_tahun <= satu.selesai + timedelta(days=43) <= pekan.minggu:
            lahir[pokok[satu.warga_id]] = satu
    return Counter(_place(satu, orang, pokok, pekan.minggu) for orang, satu in lahir.items())


def _lives(satu: Domisili, unit: Unit, pada: date) -> bool:
    buka = satu.sejak <= pada and (satu.sampai is None or satu.sampai > pada)
    return buka and satu.posyandu.jalur.startswith(unit.jalur)


def _place(hamil: Kehamilan, ibu: UUID, pokok: dict[UUID, UUID], minggu: date) -> str:
    assert hamil.selesai is not None
    semua = list(Kunjungan.objects.filter(berlaku=True, bagian_dari=None))
    milik = [k for k in semua if pokok[k.warga_id] == ibu]
    dulu = [k.temuan for k in milik if hamil.hpht <= k.tanggal <= hamil.selesai]
    nanti = [k.temuan for k in milik if hamil.selesai <= k.tanggal <= hamil.selesai + timedelta(days=42)]
    for langkah, kode, di in (
        ("k1", "k1", dulu),
        ("k6", "anc_enam_lengkap", dulu),
        ("faskes", "bersalin_di_faskes", nanti),
        ("kf", "kf_lengkap", nanti),
    ):
        if not any(kode in temuan for temuan in di):
            return langkah
    anak = {
        pokok[w.pk]
        for w in Warga.objects.exclude(ibu=None)
        if w.ibu_id and pokok[w.ibu_id] == ibu and w.tanggal_lahir == hamil.selesai
    }
    ada = {pokok[k.warga_id] for k in semua if "kn_lengkap" in k.temuan and k.tanggal <= minggu}
    return LENGKAP if hamil.hasil == "lahir_mati" or (anak and anak <= ada) else "kn"


def enrich(acak: Random, pemeran: Pemeran) -> None:
    """The random kabupaten with mothers further along, babies of their own, corrections and moves."""
    kode = [tanda for tanda, _ in TANDA.values()]
    for hamil in Kehamilan.objects.exclude(selesai=None).select_related("warga__unit"):
        assert hamil.selesai is not None
        if acak.random() < 0.4:  # one more birth, not long before
            dulu = hamil.selesai - timedelta(days=acak.randint(1, 200))
            make_kehamilan(hamil.warga, dulu - timedelta(days=40), selesai=dulu, hasil="lahir_mati")
        for satu, (tanda, hari) in zip(kode, TANDA.values(), strict=True):
            if acak.random() < 0.8:
                hari_ini = max(hamil.hpht, hamil.selesai + timedelta(days=hari + acak.choice((-1, 0, 0, 8))))
                make_kunjungan(
                    hamil.warga, hamil.warga.unit, hari_ini, pemeran.ani, [satu or tanda], berlaku=acak.random() < 0.9
                )
        for ke in range(acak.choice((0, 1, 1, 2)) if hamil.hasil == "lahir_hidup" else 0):
            bayi = make_warga(hamil.warga.unit, f"Bayi {ke}", lahir=hamil.selesai, ibu=hamil.warga)
            if acak.random() < 0.7:
                make_kunjungan(bayi, hamil.warga.unit, hamil.selesai + timedelta(days=20), pemeran.ani, ["kn_lengkap"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(benih=st.integers(0, 10**9))
def test_its_numbers_equal_a_slow_computation_and_nobody_stands_twice(
    wilayah: Wilayah, pemeran: Pemeran, benih: int
) -> None:
    acak = Random(benih)
    with transaction.atomic():
        dunia = buat_dunia(acak, wilayah, pemeran)
        enrich(acak, pemeran)
        for unit in (wilayah.beltim, wilayah.manggar, wilayah.melati):
            cepat = count_alur(unit=unit, pekan=dunia.pekan)
            assert +Counter(cepat) == slow(unit, dunia.pekan)
            orang = [
                satu.pk
                for tempat in cepat
                for satu in people_at(user=pemeran.eko, unit=unit, pekan=dunia.pekan, tempat=tempat)
            ]
            assert len(orang) == len(set(orang))
            assert len(orang) <= sum(cepat.values())
        transaction.set_rollback(True)
