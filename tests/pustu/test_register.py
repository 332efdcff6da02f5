"""Registers: who stands in them and how they fare, who should enter, who left and why."""

from __future__ import annotations

import threading
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connections
from django.test import Client

from posyandu.gabung import merge_warga
from posyandu.models import KabarWarga, PenyakitTerdaftar, UsulRegister, Warga
from posyandu.register import confirm_entry, end_entry, propose_entry, refuse_entry
from puskesmas.errors import DomainError
from puskesmas.models import JejakBaca, Pengguna, Penugasan
from puskesmas.peran import Peran
from pustu.daftar import Keadaan, count_portions
from tests.cast import Pemeran, Wilayah, make_kunjungan, make_pengguna, make_penyakit, make_warga

pytestmark = pytest.mark.usefixtures("senin")

HARI_INI = date(2026, 11, 16)


@pytest.fixture
def usman(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Usman Bakri", date(1970, 5, 4))


def enter(oleh: Pengguna, warga: Warga, penyakit: str = "hipertensi", **lain: Any) -> PenyakitTerdaftar:
    isi: dict[str, Any] = {"sejak": date(2026, 10, 1), "id": uuid.uuid4()} | lain
    return confirm_entry(oleh=oleh, warga=warga, penyakit=penyakit, **isi)


def leave(oleh: Pengguna, terdaftar: PenyakitTerdaftar, alasan: str = "sembuh", **lain: Any) -> PenyakitTerdaftar:
    isi: dict[str, Any] = {"sampai": HARI_INI} | lain
    return end_entry(oleh=oleh, terdaftar=terdaftar, alasan=alasan, **isi)


def fetch(client: Client, pengguna: Pengguna, query: str = "") -> str:
    client.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    jawab = client.get(f"/register/?{query}")
    assert jawab.status_code == 200, jawab.content
    return jawab.content.decode()


def test_a_health_worker_enters_somebody_once(usman: Warga, pemeran: Pemeran) -> None:
    kunci = uuid.uuid4()
    assert enter(pemeran.citra, usman, id=kunci) == enter(pemeran.citra, usman, id=kunci)
    with pytest.raises(DomainError, match="sudah tercatat"):
        enter(pemeran.dewi, usman)


def test_a_cadre_dinas_and_a_foreign_midwife_enter_nobody(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    for oleh in (pemeran.ani, pemeran.eko, make_pengguna("Jauh", wilayah.lenggang, Peran.BIDAN_DESA)):
        with pytest.raises(DomainError, match="bidan, perawat atau dokter"):
            enter(oleh, usman)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_enter_one(usman: Warga, pemeran: Pemeran) -> None:
    mulai, galat = threading.Barrier(2), []

    def run() -> None:
        mulai.wait()
        try:
            enter(pemeran.citra, usman)
        except DomainError as salah:
            galat.append(salah.kode)
        connections.close_all()

    benang = [threading.Thread(target=run) for _ in range(2)]
    for satu in benang:
        satu.start()
    for satu in benang:
        satu.join()
    assert (PenyakitTerdaftar.objects.count(), galat) == (1, ["sudah_terdaftar"])


def test_leaving_keeps_the_reason_and_a_word(usman: Warga, pemeran: Pemeran) -> None:
    keluar = leave(pemeran.citra, enter(pemeran.citra, usman), "pindah", catatan="ke Belitung")
    assert (keluar.sampai, keluar.alasan_keluar) == (HARI_INI, "Pindah. ke Belitung")


def test_leaving_needs_a_reason_of_the_list_and_a_day_after_entering(usman: Warga, pemeran: Pemeran) -> None:
    terdaftar = enter(pemeran.citra, usman)
    for alasan, sampai, kata in (("", HARI_INI, "Alasan"), ("sembuh", date(2026, 10, 1), "sesudah tanggal masuk")):
        with pytest.raises(DomainError, match=kata):
            leave(pemeran.citra, terdaftar, alasan, sampai=sampai)


def test_a_cadre_takes_nobody_out(usman: Warga, pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="bidan, perawat atau dokter"):
        leave(pemeran.ani, enter(pemeran.citra, usman))


def test_entering_and_leaving_are_in_the_audit(usman: Warga, pemeran: Pemeran) -> None:
    terdaftar = leave(pemeran.citra, enter(pemeran.citra, usman))
    jejak = apps.get_model("posyandu", "PenyakitTerdaftarEvent").objects.filter(pgh_obj_id=terdaftar.pk)
    assert list(jejak.order_by("pgh_id").values_list("pgh_label", flat=True)) == ["insert", "update"]


@pytest.mark.parametrize(
    ("temuan", "lalu", "keadaan"),
    [
        (["td_diukur", "td_normal"], 30, Keadaan.BAIK),
        (["td_diukur", "td_tinggi"], 30, Keadaan.TIDAK),
        (["td_diukur", "td_normal"], 365, Keadaan.BELUM),
        (["td_diukur", "td_normal"], 364, Keadaan.BAIK),
        (["ditimbang"], 30, Keadaan.BELUM),
    ],
)
def test_how_somebody_fares_follows_from_the_last_control(
    client: Client, usman: Warga, pemeran: Pemeran, temuan: list[str], lalu: int, keadaan: Keadaan
) -> None:
    make_penyakit(usman, "hipertensi", date(2025, 1, 1))
    make_kunjungan(usman, usman.unit, HARI_INI - timedelta(days=lalu), pemeran.citra, temuan)
    for satu in Keadaan:
        ada = "Usman Bakri" in fetch(client, pemeran.citra, f"penyakit=hipertensi&lihat={satu.value}")
        assert ada == (satu == keadaan)


@pytest.mark.parametrize(
    ("penyakit", "temuan", "keadaan"),
    [
        ("tbc", ["tbc_dipantau"], Keadaan.BAIK),
        ("tbc", ["ditimbang", "kunjungan_rumah"], Keadaan.BELUM),
        ("tbc", ["tbc_dipantau", "obat_tidak_diminum"], Keadaan.TIDAK),
        ("tbc", ["kunjungan_rumah", "obat_tidak_ada"], Keadaan.TIDAK),
        ("odgj_berat", ["jiwa_dilayani"], Keadaan.BAIK),
        ("odgj_berat", ["td_diukur", "td_normal"], Keadaan.BELUM),
        ("odgj_berat", ["obat_tidak_diminum"], Keadaan.TIDAK),
    ],
)
def test_only_its_own_form_is_a_control_of_tb_and_mental_illness(
    client: Client, usman: Warga, pemeran: Pemeran, penyakit: str, temuan: list[str], keadaan: Keadaan
) -> None:
    """A visit for something else says nothing; that the medicine is not taken counts whoever saw it."""
    make_penyakit(usman, penyakit, date(2025, 1, 1))
    make_kunjungan(usman, usman.unit, HARI_INI - timedelta(days=9), pemeran.citra, temuan)
    for satu in Keadaan:
        ada = "Usman Bakri" in fetch(client, pemeran.citra, f"penyakit={penyakit}&lihat={satu.value}")
        assert ada == (satu == keadaan)


def test_who_was_found_is_proposed_until_confirmed(client: Client, usman: Warga, pemeran: Pemeran) -> None:
    make_kunjungan(usman, usman.unit, HARI_INI - timedelta(days=5), pemeran.ani, ["td_diukur", "td_tinggi"])
    assert "Usman Bakri" in fetch(client, pemeran.citra, "penyakit=hipertensi&lihat=usul")
    enter(pemeran.citra, usman)
    assert "Usman Bakri" not in fetch(client, pemeran.citra, "penyakit=hipertensi&lihat=usul")


def test_a_later_normal_control_and_an_old_finding_propose_nobody(
    client: Client, usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    lama = make_warga(wilayah.melati, "Lama Sekali", date(1970, 5, 4))
    make_kunjungan(lama, lama.unit, HARI_INI - timedelta(days=60), pemeran.ani, ["td_diukur", "td_tinggi"])
    make_kunjungan(usman, usman.unit, HARI_INI - timedelta(days=9), pemeran.ani, ["td_diukur", "td_tinggi"])
    make_kunjungan(usman, usman.unit, HARI_INI - timedelta(days=2), pemeran.citra, ["td_diukur", "td_normal"])
    assert "Tidak ada yang diusulkan" in fetch(client, pemeran.citra, "penyakit=hipertensi&lihat=usul")


def test_portions_given_stand_against_those_owed(client: Client, wilayah: Wilayah, pemeran: Pemeran) -> None:
    sari = make_warga(wilayah.melati, "Sari", date(1998, 5, 4), "P")
    make_penyakit(sari, "kek", HARI_INI - timedelta(days=30))
    for lalu, isi in ((40, {"mt_porsi": 9}), (20, {"mt_diberi": True, "mt_porsi": 7}), (6, {"mt_diberi": True})):
        make_kunjungan(sari, sari.unit, HARI_INI - timedelta(days=lalu), pemeran.ani, [], pengukuran=isi)
    assert count_portions(pemeran.citra, {sari.pk: HARI_INI - timedelta(days=30)}) == {sari.pk: 8}
    assert "8 dari 30 hari" in fetch(client, pemeran.citra, "penyakit=kek")


def test_who_left_is_listed_with_the_reason_and_looks_are_noted(client: Client, usman: Warga, pemeran: Pemeran) -> None:
    leave(pemeran.citra, enter(pemeran.citra, usman), "lulus")
    assert "Lulus: gizi pulih" in fetch(client, pemeran.citra, "penyakit=hipertensi&lihat=keluar")
    assert JejakBaca.objects.get(halaman="register").warga == [usman.pk]


def test_the_dead_stand_in_no_register(client: Client, usman: Warga, pemeran: Pemeran) -> None:
    make_penyakit(usman, "hipertensi", date(2025, 1, 1))
    Warga.objects.filter(pk=usman.pk).update(status="meninggal", status_sejak=HARI_INI)
    assert "Usman Bakri" not in fetch(client, pemeran.citra, "penyakit=hipertensi")


@pytest.mark.parametrize("query", ["penyakit=flu", "lihat=lain", "unit=19.06.02-PKM"])
def test_what_is_not_there_or_not_theirs_is_not_found(client: Client, pemeran: Pemeran, query: str) -> None:
    client.force_login(pemeran.citra, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/register/?{query}").status_code == 404


def test_the_pages_enter_and_take_out_and_say_what_is_missing(client: Client, usman: Warga, pemeran: Pemeran) -> None:
    client.force_login(pemeran.citra, backend="django.contrib.auth.backends.ModelBackend")
    masuk = f"/register/masuk/{usman.pk}/"
    assert client.post(masuk, {"penyakit": "hipertensi", "sejak": ""}).status_code == 400
    assert client.post(masuk, {"penyakit": "hipertensi", "sejak": "2026-10-01"}).status_code == 302
    keluar = f"/register/keluar/{PenyakitTerdaftar.objects.get().pk}/"
    assert client.post(keluar, {"alasan": "", "sampai": "2026-11-16"}).status_code == 400
    assert client.post(keluar, {"alasan": "sembuh", "sampai": "2026-11-16"}).status_code == 302
    assert "Sudah keluar" in client.get(keluar).content.decode()


def test_the_persons_page_leads_there_for_health_workers_only(client: Client, usman: Warga, pemeran: Pemeran) -> None:
    for oleh, ada in ((pemeran.citra, True), (pemeran.ani, False)):
        client.force_login(oleh, backend="django.contrib.auth.backends.ModelBackend")
        assert (f"/register/masuk/{usman.pk}/" in client.get(f"/warga/{usman.pk}/").content.decode()) == ada


# --- proposed --------------------------------------------------------------------------------------------------------


def propose(oleh: Pengguna, warga: Warga, penyakit: str = "tbc", **lain: Any) -> None:
    isi: dict[str, Any] = {"sejak": date(2026, 10, 1), "id": uuid.uuid4()} | lain
    propose_entry(oleh=oleh, warga=warga, penyakit=penyakit, **isi)


def refuse(oleh: Pengguna, warga: Warga, penyakit: str = "tbc", **lain: Any) -> None:
    isi: dict[str, Any] = {"alasan": "normal", "id": uuid.uuid4()} | lain
    refuse_entry(oleh=oleh, warga=warga, penyakit=penyakit, **isi)


def proposed(client: Client, pengguna: Pengguna, penyakit: str = "tbc") -> str:
    return fetch(client, pengguna, f"penyakit={penyakit}&lihat=usul")


def test_a_cadres_word_waits_for_a_health_worker_however_long(client: Client, usman: Warga, pemeran: Pemeran) -> None:
    with time_machine.travel("2026-05-01T09:00:00+07:00"):
        propose(pemeran.ani, usman, sejak=date(2026, 4, 1))
    assert not PenyakitTerdaftar.objects.exists()
    assert f"Diusulkan {pemeran.ani}" in proposed(client, pemeran.citra)
    assert "Diusulkan" in client.get(f"/register/masuk/{usman.pk}/?penyakit=tbc").content.decode()
    enter(pemeran.citra, usman, "tbc")
    assert "Usman Bakri" not in proposed(client, pemeran.citra)
    assert UsulRegister.objects.get().keputusan == "masuk"


def test_the_cadre_reads_that_it_waits_and_that_somebody_looked_and_no_reason(usman: Warga, pemeran: Pemeran) -> None:
    propose(pemeran.ani, usman)
    assert [satu.keadaan for satu in KabarWarga.objects.visible_to(pemeran.ani)] == ["diusulkan"]
    refuse(pemeran.citra, usman, catatan="dahak negatif")
    [kabar] = KabarWarga.objects.visible_to(pemeran.ani)
    assert (kabar.keadaan, kabar.pesan, kabar.tempat) == ("ditangani", "", "")


def test_a_proposal_twice_or_by_two_is_one(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    kunci = uuid.uuid4()
    for oleh, nomor in (
        (pemeran.ani, kunci),
        (pemeran.ani, kunci),
        (make_pengguna("Oki", wilayah.melati), uuid.uuid4()),
    ):
        propose(oleh, usman, id=nomor)
    assert UsulRegister.objects.count() == 1
    with pytest.raises(DomainError, match="isi lain"):
        propose(pemeran.ani, usman, "diabetes", id=kunci)


@pytest.mark.parametrize(
    ("lain", "kata"), [({"penyakit": "panu"}, "tidak dikenal"), ({"sejak": date(2027, 1, 1)}, "masa depan")]
)
def test_a_proposal_that_cannot_be_is_refused_in_words(
    usman: Warga, pemeran: Pemeran, lain: dict[str, Any], kata: str
) -> None:
    with pytest.raises(DomainError, match=kata):
        propose(pemeran.ani, usman, **lain)


def test_who_stands_in_it_is_not_proposed(usman: Warga, pemeran: Pemeran) -> None:
    enter(pemeran.citra, usman, "tbc")
    with pytest.raises(DomainError, match="sudah tercatat"):
        propose(pemeran.ani, usman)


def test_no_case_is_said_with_a_reason_and_holds_until_something_new_is_found(
    client: Client, usman: Warga, pemeran: Pemeran
) -> None:
    make_kunjungan(usman, usman.unit, HARI_INI - timedelta(days=5), pemeran.ani, ["td_diukur", "td_tinggi"])
    refuse(pemeran.citra, usman, "hipertensi")
    assert "Usman Bakri" not in proposed(client, pemeran.citra, "hipertensi")
    with time_machine.travel("2026-11-17T09:00:00+07:00"):
        make_kunjungan(usman, usman.unit, date(2026, 11, 17), pemeran.ani, ["td_diukur", "td_tinggi"])
        assert "Usman Bakri" in proposed(client, pemeran.citra, "hipertensi")


def test_who_left_is_not_proposed_by_what_was_found_before(client: Client, usman: Warga, pemeran: Pemeran) -> None:
    make_kunjungan(usman, usman.unit, HARI_INI - timedelta(days=5), pemeran.ani, ["td_diukur", "td_tinggi"])
    leave(pemeran.citra, enter(pemeran.citra, usman), "salah")
    assert "Usman Bakri" not in proposed(client, pemeran.citra, "hipertensi")


def test_no_case_needs_a_reason_of_the_list_and_a_health_worker(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    with pytest.raises(DomainError, match="Alasannya belum dipilih"):
        refuse(pemeran.citra, usman, alasan="")
    for oleh in (pemeran.ani, pemeran.eko, make_pengguna("Jauh", wilayah.lenggang, Peran.BIDAN_DESA)):
        with pytest.raises(DomainError, match="bidan, perawat atau dokter"):
            refuse(oleh, usman)
    assert not UsulRegister.objects.exists()


def test_the_page_says_no_case_once_and_keeps_what_was_typed(client: Client, usman: Warga, pemeran: Pemeran) -> None:
    propose(pemeran.ani, usman)
    alamat = f"/register/bukan/{usman.pk}/?penyakit=tbc"
    assert f"/register/bukan/{usman.pk}/" in proposed(client, pemeran.citra)
    assert "dahak" in client.post(alamat, {"alasan": "", "catatan": "dahak negatif"}).content.decode()
    assert client.post(alamat, {"alasan": "normal", "catatan": "dahak\x00negatif"}).status_code == 400
    assert not UsulRegister.objects.exclude(keputusan="").exists()
    isi = {"id": str(uuid.uuid4()), "alasan": "normal", "catatan": "dahak negatif"}
    assert [client.post(alamat, isi).status_code for _ in range(2)] == [302, 302]
    assert {satu.keputusan for satu in UsulRegister.objects.all()} == {"bukan"}
    assert client.get(f"/register/bukan/{usman.pk}/?penyakit=flu").status_code == 404


def test_a_proposal_is_in_the_audit_and_on_the_worklist(client: Client, usman: Warga, pemeran: Pemeran) -> None:
    propose(pemeran.ani, usman)
    client.force_login(pemeran.citra, backend="django.contrib.auth.backends.ModelBackend")
    isi = client.get("/kerja/").content.decode()
    assert "Usul register" in isi
    assert "/register/?penyakit=tbc&amp;lihat=usul" in isi
    refuse(pemeran.citra, usman)
    assert "Usul register" not in client.get("/kerja/").content.decode()
    assert apps.get_model("posyandu", "UsulRegisterEvent").objects.count() == 3


# --- merged, and hats ------------------------------------------------------------------------------------------------


def test_two_rows_of_one_person_stand_once_and_leave_together(
    client: Client, usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    """Also where the other row lived at another Pustu."""
    kembar = make_warga(wilayah.seroja, "Usman B.", date(1970, 5, 4))
    for satu in (usman, kembar):
        make_penyakit(satu, "hipertensi", date(2025, 1, 1))
    merge_warga(dari=kembar, ke=usman, petugas=pemeran.dewi)
    assert fetch(client, pemeran.citra, "penyakit=hipertensi").count("Usman Bakri</a>") == 1
    leave(pemeran.citra, PenyakitTerdaftar.objects.get(warga=kembar))
    assert not PenyakitTerdaftar.objects.filter(sampai=None).exists()


def test_a_hat_of_a_midwife_elsewhere_opens_no_register_where_one_is_a_cadre(
    client: Client, usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    Penugasan.objects.create(pengguna=pemeran.ani, unit=wilayah.lenggang, peran="bidan_desa", sejak=date(2020, 1, 1))
    make_penyakit(usman, "tbc", date(2025, 1, 1))
    assert "Usman Bakri" not in fetch(client, pemeran.ani, "penyakit=tbc")
    assert client.get(f"/register/?penyakit=tbc&unit={wilayah.melati.kode}").status_code == 404
