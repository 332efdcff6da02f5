"""Registering people: the NIK, guests, repeats, and what is refused."""

from __future__ import annotations

import threading
import uuid
from datetime import date, timedelta
from typing import Any

import pghistory
import pghistory.models
import pytest
from django.db import connection
from django.utils import timezone

from posyandu.models import Domisili, DugaanGanda, Warga
from posyandu.nik import open_nik
from posyandu.warga import change_warga, register_warga
from puskesmas.errors import DomainError
from puskesmas.models import PerluHitung, Unit
from tests.cast import SENIN, Pemeran, Wilayah, make_kehamilan, make_kunjungan, make_pengguna, make_unit, make_warga

NIK = "1906014101900001"
LAHIR = date(1990, 1, 1)


def register(pemeran: Pemeran, unit: Unit, **lain: Any) -> Warga:
    isi: dict[str, Any] = {"id": uuid.uuid4(), "nama": "Siti Aminah", "jenis_kelamin": "P", "tanggal_lahir": LAHIR}
    return register_warga(petugas=pemeran.ani, unit=unit, **(isi | lain))


def refused(pemeran: Pemeran, unit: Unit, **lain: Any) -> str:
    with pytest.raises(DomainError) as info:
        register(pemeran, unit, **lain)
    assert not Warga.objects.filter(nama="Siti Aminah").exists()
    return info.value.kode


def test_a_resident_gets_a_domicile_and_marks_the_week(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sejak = timezone.localdate() - timedelta(days=40)
    PerluHitung.objects.all().delete()
    warga = register(pemeran, wilayah.melati, sejak=sejak)
    assert Domisili.objects.get(warga=warga).sejak == sejak
    assert PerluHitung.objects.get(kabupaten=wilayah.beltim).sejak_tanggal == sejak


def test_the_nik_is_stored_encrypted_and_hashed_only(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = register(pemeran, wilayah.melati, nik="1906 0141-0190 0001 ")
    warga.refresh_from_db()
    assert open_nik(warga.nik_sandi) == NIK
    with connection.cursor() as cursor:
        cursor.execute("SELECT posyandu_warga::text FROM posyandu_warga")
        assert NIK not in str(cursor.fetchall())
        cursor.execute("SELECT posyandu_wargaevent::text FROM posyandu_wargaevent")
        assert NIK not in str(cursor.fetchall())


def test_a_newborn_lives_here_since_birth_and_others_since_today(wilayah: Wilayah, pemeran: Pemeran) -> None:
    today = timezone.localdate()
    bayi = register(pemeran, wilayah.melati, tanggal_lahir=today - timedelta(days=30))
    ibu = register(pemeran, wilayah.melati)
    assert Domisili.objects.get(warga=bayi).sejak == bayi.tanggal_lahir
    assert Domisili.objects.get(warga=ibu).sejak == today


def test_sending_a_registration_again_changes_nothing(wilayah: Wilayah, pemeran: Pemeran) -> None:
    satu = uuid.uuid4()
    assert register(pemeran, wilayah.melati, id=satu, nik=NIK) == register(pemeran, wilayah.melati, id=satu, nik=NIK)
    assert Warga.objects.count() == Domisili.objects.count() == 1


def test_an_id_cannot_be_used_for_another_person(wilayah: Wilayah, pemeran: Pemeran) -> None:
    satu = make_warga(wilayah.melati)
    assert refused(pemeran, wilayah.melati, id=satu.pk) == "id_dipakai_ulang"


def test_a_second_holder_of_a_nik_is_kept_and_shown(wilayah: Wilayah, pemeran: Pemeran) -> None:
    first = register(pemeran, wilayah.melati, nik=NIK)
    second = register(pemeran, wilayah.seroja, nik=NIK, nama="Siti A")
    assert (first.nik_ganda, second.nik_ganda) == (False, True)
    pair = DugaanGanda.objects.get()
    assert (pair.warga, pair.mirip, pair.alasan) == (second, first, "nik_sama")


def test_the_same_nik_in_another_kabupaten_is_no_duplicate(wilayah: Wilayah, pemeran: Pemeran) -> None:
    register(pemeran, wilayah.melati, nik=NIK)
    assert register(pemeran, wilayah.dahlia, nik=NIK).nik_ganda is False
    assert not DugaanGanda.objects.exists()


def test_a_guest_with_a_known_nik_is_linked_at_once(wilayah: Wilayah, pemeran: Pemeran) -> None:
    home = register(pemeran, wilayah.seroja, nik=NIK)
    guest = register(pemeran, wilayah.melati, nik=NIK, tamu=True)
    assert (guest.digabung_ke, guest.nik_ganda) == (home, False)
    assert not Domisili.objects.filter(warga=guest).exists()


def test_a_guest_whose_nik_two_people_hold_goes_to_the_duplicate_desk(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for unit in (wilayah.seroja, wilayah.kenanga):
        register(pemeran, unit, nik=NIK)
    guest = register(pemeran, wilayah.melati, nik=NIK, tamu=True)
    assert guest.digabung_ke is None
    assert DugaanGanda.objects.filter(warga=guest).count() == 2


def test_a_guest_may_be_written_down_at_a_pustu_and_a_resident_may_not(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert refused(pemeran, wilayah.kelubi) == "bukan_posyandu"
    assert register(pemeran, wilayah.kelubi, tamu=True).unit == wilayah.kelubi


@pytest.mark.parametrize(
    ("lain", "kode"),
    [
        ({"tanggal_lahir": SENIN + timedelta(days=1)}, "lahir_masa_depan"),
        ({"tanggal_lahir": date(1, 1, 1)}, "lahir_tidak_masuk_akal"),
        ({"tanggal_lahir": date(9999, 12, 31)}, "lahir_masa_depan"),
        ({"jenis_kelamin": "X"}, "jenis_kelamin_salah"),
        ({"jenis_kelamin": "P "}, "jenis_kelamin_salah"),
        ({"sejak": date(1989, 12, 31)}, "sebelum_lahir"),
        ({"sejak": SENIN + timedelta(days=2)}, "tanggal_masa_depan"),
        ({"telepon": "0812"}, "telepon_tidak_sah"),
        ({"nik": "123"}, "nik_bukan_16"),
    ],
)
@pytest.mark.usefixtures("senin")
def test_impossible_people_are_refused(wilayah: Wilayah, pemeran: Pemeran, lain: dict[str, Any], kode: str) -> None:
    assert refused(pemeran, wilayah.melati, **lain) == kode


def test_a_mother_is_an_older_woman_with_her_own_nik(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = register(pemeran, wilayah.melati, nama="Ibu", nik=NIK)
    ayah = make_warga(wilayah.melati, "Ayah", LAHIR)
    anak = {"tanggal_lahir": date(2025, 1, 1)}
    assert refused(pemeran, wilayah.melati, ibu=ayah, **anak) == "ibu_bukan_perempuan"
    assert refused(pemeran, wilayah.melati, ibu=ibu) == "ibu_lebih_muda"
    assert refused(pemeran, wilayah.melati, ibu=ibu, nik=NIK, **anak) == "nik_milik_ibu"
    assert register(pemeran, wilayah.melati, ibu=ibu, **anak).ibu == ibu


def test_every_change_leaves_an_audit_row_with_the_user(wilayah: Wilayah, pemeran: Pemeran) -> None:
    with pghistory.context(user=pemeran.ani.pk):
        warga = register(pemeran, wilayah.melati)
        change_warga(warga=warga, petugas=pemeran.ani, nama="Siti Aminah Zahra")
    tracked = pghistory.models.Events.objects.tracks(warga)  # type: ignore[no-untyped-call]  # pghistory leaves it so
    events = tracked.order_by("pgh_created_at", "pgh_id")
    assert [e.pgh_data["nama"] for e in events] == ["Siti Aminah", "Siti Aminah Zahra"]
    assert {e.pgh_context["user"] for e in events} == {pemeran.ani.pk}


def test_a_birth_date_after_a_visit_is_refused(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = make_warga(wilayah.melati)
    make_kunjungan(warga, wilayah.melati, date(2025, 10, 1), pemeran.ani, [])
    with pytest.raises(DomainError, match="lahir_sesudah_kunjungan"):
        change_warga(warga=warga, petugas=pemeran.ani, tanggal_lahir=date(2025, 10, 2))


def test_a_corrected_birth_date_judges_old_visits_again(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = make_warga(wilayah.melati)
    kunjungan = make_kunjungan(
        warga, wilayah.melati, date(2025, 10, 1), pemeran.ani, ["basi"], pengukuran={"berat_kg": 4.1}
    )
    PerluHitung.objects.all().delete()
    change_warga(warga=warga, petugas=pemeran.ani, tanggal_lahir=date(2025, 8, 1))
    kunjungan.refresh_from_db()
    assert "basi" not in kunjungan.temuan
    assert PerluHitung.objects.get(kabupaten=wilayah.beltim).sejak_tanggal == date(2025, 8, 1)


def test_someone_who_was_pregnant_stays_a_woman(wilayah: Wilayah, pemeran: Pemeran) -> None:
    ibu = make_warga(wilayah.melati, "Ibu", LAHIR, "P")
    make_kehamilan(ibu, date(2026, 6, 1))
    with pytest.raises(DomainError, match="punya_kehamilan"):
        change_warga(warga=ibu, petugas=pemeran.ani, jenis_kelamin="L")


def test_a_nik_can_be_added_and_taken_away(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = register(pemeran, wilayah.melati)
    assert open_nik(change_warga(warga=warga, petugas=pemeran.ani, nik=NIK).nik_sandi) == NIK
    assert change_warga(warga=warga, petugas=pemeran.ani, nik="").nik_hash == ""


@pytest.mark.django_db(transaction=True)
def test_of_ten_phones_registering_one_nik_at_once_one_is_the_holder() -> None:
    kabupaten = make_unit("kabupaten", "Balapan", None)
    posyandu = make_unit("posyandu", "Melati", make_unit("puskesmas", "Manggar", kabupaten))
    petugas = make_pengguna("Ani", posyandu)
    start = threading.Barrier(10)

    def phone() -> None:
        start.wait()
        try:
            register_warga(
                petugas=petugas,
                id=uuid.uuid4(),
                unit=posyandu,
                nama="Siti",
                jenis_kelamin="P",
                tanggal_lahir=LAHIR,
                nik=NIK,
            )
        finally:
            connection.close()

    phones = [threading.Thread(target=phone) for _ in range(10)]
    for thread in phones:
        thread.start()
    for thread in phones:
        thread.join()
    assert sorted(Warga.objects.values_list("nik_ganda", flat=True)) == [False] + [True] * 9
    holder = Warga.objects.get(nik_ganda=False)
    assert DugaanGanda.objects.filter(mirip=holder).count() == 9
