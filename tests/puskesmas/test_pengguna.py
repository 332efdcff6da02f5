"""Logins and assignments."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from klaster.models import Klaster
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Penugasan, PerluHitung
from puskesmas.pengguna import assign, create_pengguna, end_assignment
from puskesmas.peran import Aksi, Peran
from puskesmas.teks import normalise_password
from tests.cast import Pemeran, Wilayah

BAIK = "kuda laut makan siang"


def test_a_new_login_has_no_rights(wilayah: Wilayah) -> None:
    baru = create_pengguna(username=" Indah.Kader ", nama="Indah", password=BAIK)
    assert baru.username == "indah.kader"
    assert not any(baru.may(aksi, wilayah.melati) for aksi in Aksi)


@pytest.mark.parametrize(
    ("lain", "kode"),
    [
        ({"password": "pendek"}, "sandi_lemah"),
        ({"password": "1234567890123"}, "sandi_lemah"),
        ({"password": "indahkader1"}, "sandi_lemah"),
        ({"username": "a"}, "username_tidak_sah"),
        ({"username": "a b c"}, "username_tidak_sah"),
        ({"username": "ab\u202ec"}, "username_tidak_sah"),
        ({"nama": " "}, "nama_kosong"),
    ],
)
def test_an_impossible_login_is_refused(db: None, lain: dict[str, str], kode: str) -> None:
    with pytest.raises(DomainError, match=kode):
        create_pengguna(**({"username": "indahkader", "nama": "Indah", "password": BAIK} | lain))
    assert not Pengguna.objects.exists()


def test_a_user_name_is_taken_once(db: None) -> None:
    create_pengguna(username="indah", nama="Indah", password=BAIK)
    with pytest.raises(DomainError, match="username_dipakai"):
        create_pengguna(username="INDAH", nama="Indah", password=BAIK)


def give(pemeran: Pemeran, wilayah: Wilayah, **lain: Any) -> Penugasan:
    isi: dict[str, Any] = {
        "unit": wilayah.melati,
        "peran": Peran.KADER,
        "sejak": date(2026, 1, 1),
        "jenis": "definitif",
    }
    return assign(pengguna=pemeran.fajar, **(isi | lain))


def test_a_role_gives_rights_below_its_unit_only(wilayah: Wilayah, pemeran: Pemeran) -> None:
    give(pemeran, wilayah, unit=wilayah.kelubi, peran=Peran.BIDAN_DESA)
    assert pemeran.fajar.may(Aksi.CATAT_KUNJUNGAN, wilayah.melati)
    assert not pemeran.fajar.may(Aksi.CATAT_KUNJUNGAN, wilayah.anggrek)
    assert not pemeran.fajar.may(Aksi.SAHKAN_EVALUASI, wilayah.melati)


@pytest.mark.parametrize(
    ("lain", "kode"),
    [
        ({"peran": "raja"}, "peran_tidak_dikenal"),
        ({"jenis": "pjs"}, "jenis_tidak_dikenal"),
        ({"peran": Peran.KEPALA_PUSKESMAS}, "peran_bukan_di_sini"),
        ({"sampai": date(2026, 1, 1)}, "tanggal_terbalik"),
        ({"klaster": "ada"}, "klaster_tidak_cocok"),
    ],
)
def test_an_impossible_assignment_is_refused(
    wilayah: Wilayah, pemeran: Pemeran, lain: dict[str, Any], kode: str
) -> None:
    if "klaster" in lain:
        lain = {"klaster": Klaster.objects.first()}
    with pytest.raises(DomainError, match=kode):
        give(pemeran, wilayah, **lain)


def test_the_same_role_is_not_held_twice_at_once(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lama = give(pemeran, wilayah)
    with pytest.raises(DomainError, match="penugasan_tumpang"):
        give(pemeran, wilayah, sejak=date(2026, 6, 1))
    end_assignment(penugasan=lama, sampai=date(2026, 6, 1))
    assert give(pemeran, wilayah, sejak=date(2026, 6, 1)).sampai is None


def test_an_assignment_ends_once(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lama = end_assignment(penugasan=give(pemeran, wilayah), sampai=date(2026, 6, 1))
    with pytest.raises(DomainError, match="penugasan_sudah_berakhir"):
        end_assignment(penugasan=lama, sampai=date(2026, 7, 1))


def test_the_same_password_typed_on_two_keyboards_opens_the_account(db: None) -> None:
    pengguna = create_pengguna(username="siti", nama="Siti", password="kopi manis de\u0301wi 26")
    assert pengguna.check_password(normalise_password("kopi manis d\u00e9wi 26"))


def test_a_new_cadre_makes_this_years_figures_be_computed_again(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tahun_ini = timezone.localdate().replace(month=1, day=1)
    PerluHitung.objects.all().delete()
    give(pemeran, wilayah, sejak=date(2019, 5, 1))
    assert PerluHitung.objects.get().sejak_tanggal == tahun_ini
