"""A referral comes back: who has not arrived is asked for, the receiver answers, the cadre's phone knows."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from klaster.aturan import muat_aturan
from posyandu.domisili import move_domisili, set_status_warga
from posyandu.gabung import merge_warga
from posyandu.models import KabarWarga, Segera, TugasKunjungan, Warga
from posyandu.perubahan import note_everybody
from puskesmas.errors import DomainError
from puskesmas.models import JejakBaca, Pengguna, Penugasan, Pesan, Setelan
from pustu.halaman.kerja.muat import build_kerja
from pustu.halaman.kerja.satu import deciding_place
from pustu.models import Rujukan
from pustu.rujukan import answer_rujukan, ask_after, cancel_rujukan, mark_arrived, refer
from pustu.tindak_lanjut import decide
from tests.cast import Pemeran, Wilayah, browse, make_kiriman, make_kunjungan, make_pengguna, make_warga
from tests.hp import enrol_hp


@pytest.fixture
def usman(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Usman", telepon="081234567890")


@pytest.fixture
def surat(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> Rujukan:
    return send(usman, wilayah, pemeran)


def send(warga: Warga, wilayah: Wilayah, pemeran: Pemeran, lalu: int = 0, **lain: Any) -> Rujukan:
    tujuan = lain or {"ke": wilayah.manggar}
    baris = refer(
        oleh=pemeran.citra, id=uuid.uuid4(), warga=warga, dari=wilayah.kelubi, alasan="Gula darah 268", **tujuan
    )
    Rujukan.objects.filter(pk=baris.pk).update(tanggal=baris.tanggal - timedelta(days=lalu))
    return Rujukan.objects.get(pk=baris.pk)


def late(pengguna: Pengguna) -> list[str]:
    return [satu.nama for satu in build_kerja(pengguna).rujukan.belum]


# --- the clock -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hari", [1, 2, 3, 5, 7, 14])
def test_who_has_not_arrived_is_back_on_the_list_the_day_after_the_setting_says(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran, hari: int
) -> None:
    Setelan.objects.filter(pk=wilayah.beltim.pk).update(aturan={"rujukan_tiba_hari": hari})
    send(usman, wilayah, pemeran, lalu=hari)
    assert late(pemeran.citra) == []
    send(usman, wilayah, pemeran, lalu=hari + 1)
    assert late(pemeran.citra) == ["Usman"]


def test_every_number_of_days_that_may_be_set_is_tried_above() -> None:
    assert muat_aturan({"rujukan_tiba_hari": 14}).setelan["rujukan_tiba_hari"] == 14
    assert muat_aturan().setelan["rujukan_tiba_hari"] == 3


def test_who_arrived_is_late_no_more_and_waits_at_the_receiver(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    surat = send(usman, wilayah, pemeran, lalu=9)
    assert (late(pemeran.citra), late(pemeran.dewi)) == (["Usman"], [])
    mark_arrived(oleh=pemeran.dewi, rujukan=surat)
    assert late(pemeran.citra) == []
    assert [satu.tombol for satu in build_kerja(pemeran.dewi).rujukan.masuk] == ["Jawab"]
    assert [satu.nama for satu in build_kerja(pemeran.citra).rujukan.jalan] == ["Usman"]


def test_no_open_letter_falls_off_the_list_however_many_there_are(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    for _ in range(35):
        send(usman, wilayah, pemeran, lalu=9)
    assert len(late(pemeran.citra)) == 35


def test_a_person_who_was_merged_and_moved_takes_the_letter_along(
    usman: Warga, surat: Rujukan, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    lain = make_warga(wilayah.seroja, "Usman M.")
    merge_warga(dari=usman, ke=lain, petugas=pemeran.dewi)
    bidan = make_pengguna("Indah", wilayah.lenggang, "bidan_desa")
    assert [satu.nama for satu in build_kerja(bidan).rujukan.jalan] == ["Usman M."]


def test_a_cadre_is_sent_once_to_who_has_not_arrived(usman: Warga, surat: Rujukan, pemeran: Pemeran) -> None:
    ask_after(oleh=pemeran.citra, rujukan=surat)
    ask_after(oleh=pemeran.citra, rujukan=surat)
    assert TugasKunjungan.objects.get().sebab == "Dirujuk ke Puskesmas Manggar, belum tercatat datang"
    isi = browse(pemeran.citra).get(f"/rujukan/{surat.pk}/").content.decode()
    assert "Kader diminta menjenguk" in isi
    assert "Minta kader menjenguk" not in isi


# --- who may do what, when -------------------------------------------------------------------------------------------


def test_only_the_receiver_says_who_came_and_what_was_found(surat: Rujukan, pemeran: Pemeran) -> None:
    for siapa in (pemeran.citra, pemeran.ani, pemeran.eko):
        with pytest.raises(DomainError) as galat:
            mark_arrived(oleh=siapa, rujukan=surat)
        assert galat.value.status == 403
    mark_arrived(oleh=pemeran.dewi, rujukan=surat)
    with pytest.raises(DomainError, match="dicatat Puskesmas Manggar"):
        answer_rujukan(oleh=pemeran.citra, rujukan=surat, pesan_kader="Kontrol")


def test_another_puskesmas_does_not_even_find_it(surat: Rujukan, wilayah: Wilayah) -> None:
    asing = make_pengguna("Ika", wilayah.gantung, "kepala_puskesmas")
    with pytest.raises(DomainError, match="tidak ada di wilayah"):
        mark_arrived(oleh=asing, rujukan=surat)
    assert browse(asing).get(f"/rujukan/{surat.pk}/").status_code == 404


def test_the_sender_writes_down_what_a_hospital_outside_answered(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    surat = send(usman, wilayah, pemeran, ke_nama="RSUD Beltim")
    mark_arrived(oleh=pemeran.citra, rujukan=surat)
    baris = answer_rujukan(oleh=pemeran.citra, rujukan=surat, pesan_kader="Minum obat tiap hari")
    assert baris.status == "dijawab"


@pytest.mark.parametrize(
    ("langkah", "kata"),
    [((), "Catat dahulu"), (("tiba", "jawab"), "sudah dijawab"), (("batal",), "dibatalkan")],
    ids=["before arrival", "twice", "cancelled"],
)
def test_an_answer_out_of_turn_is_refused_in_words(
    surat: Rujukan, pemeran: Pemeran, langkah: tuple[str, ...], kata: str
) -> None:
    for satu in langkah:
        step(satu, surat, pemeran)
    with pytest.raises(DomainError) as galat:
        answer_rujukan(oleh=pemeran.dewi, rujukan=surat, pesan_kader="Lain", jawaban="DM tipe 2")
    assert galat.value.kode == "langkah_tidak_bisa"
    assert kata in f"{galat.value.pesan} {galat.value.saran}"


def step(apa: str, surat: Rujukan, pemeran: Pemeran) -> None:
    if apa == "tiba":
        mark_arrived(oleh=pemeran.dewi, rujukan=surat)
    elif apa == "jawab":
        answer_rujukan(oleh=pemeran.dewi, rujukan=surat, pesan_kader="Kontrol", jawaban="DM tipe 2")
    else:
        cancel_rujukan(oleh=pemeran.citra, rujukan=surat, alasan="Menolak")


def test_a_step_sent_again_because_its_answer_was_lost_is_done_once(surat: Rujukan, pemeran: Pemeran) -> None:
    for satu in ("tiba", "tiba", "jawab", "jawab"):
        step(satu, surat, pemeran)
    assert Rujukan.objects.get().status == "dijawab"


def test_who_was_examined_is_not_cancelled(surat: Rujukan, pemeran: Pemeran) -> None:
    step("tiba", surat, pemeran)
    with pytest.raises(DomainError) as galat:
        step("batal", surat, pemeran)
    assert galat.value.kode == "langkah_tidak_bisa"


def test_an_answer_without_a_word_for_the_village_is_refused(surat: Rujukan, pemeran: Pemeran) -> None:
    step("tiba", surat, pemeran)
    answer = browse(pemeran.dewi).post(f"/rujukan/{surat.pk}/", {"langkah": "jawab", "jawaban": "DM tipe 2"})
    assert answer.status_code == 400
    assert "DM tipe 2" in answer.content.decode()


def test_the_page_offers_each_end_its_own_step(surat: Rujukan, pemeran: Pemeran) -> None:
    pengirim = browse(pemeran.citra).get(f"/rujukan/{surat.pk}/").content.decode()
    penerima = browse(pemeran.dewi).get(f"/rujukan/{surat.pk}/").content.decode()
    kader = browse(pemeran.ani).get(f"/rujukan/{surat.pk}/").content.decode()
    assert [("Sudah sampai</button>" in satu, "Batalkan</button>" in satu) for satu in (pengirim, kader)] == [
        (False, True),
        (False, False),
    ]
    assert "Sudah sampai</button>" in penerima


# --- the cadre's phone -----------------------------------------------------------------------------------------------


def test_the_phone_learns_each_state_and_the_word_for_the_village_never_the_notes(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    hp = enrol_hp(pemeran.citra, pemeran.ani)
    note_everybody([wilayah.melati])
    cursor = hp.pull().json()["cursor"]
    surat = send(usman, wilayah, pemeran)
    keadaan = []
    for satu in ("", "tiba", "jawab"):
        if satu:
            step(satu, surat, pemeran)
        jawab = hp.pull(cursor).json()
        cursor = jawab["cursor"]
        [orang] = jawab["orang"]
        [kabar] = orang["kabar"]
        keadaan.append((kabar["keadaan"], kabar["tempat"], kabar["pesan"]))
        assert "DM tipe 2" not in str(jawab)
    tempat = "Puskesmas Manggar"
    assert keadaan == [("dirujuk", tempat, ""), ("tiba", tempat, ""), ("dijawab", tempat, "Kontrol")]


def test_a_decision_is_told_without_what_was_noted(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    kunjungan = make_kunjungan(usman, wilayah.melati, usman.unit.hari_ini, pemeran.ani, ["tanda_bahaya"])
    settle(usman, [kunjungan.pk], wilayah, pemeran)
    kabar = KabarWarga.objects.get()
    assert (kabar.keadaan, kabar.tempat, kabar.pesan) == ("ditangani", "Pustu Kelubi", "")
    assert "Curiga" not in browse(pemeran.ani).get(f"/warga/{usman.pk}/").content.decode()


def settle(warga: Warga, kunjungan: list[uuid.UUID], wilayah: Wilayah, pemeran: Pemeran) -> None:
    decide(
        oleh=pemeran.citra,
        id=uuid.uuid4(),
        warga=warga,
        kunjungan=kunjungan,
        unit=wilayah.kelubi,
        keputusan="obati",
        hasil="Curiga TB",
    )


def test_a_phone_of_another_posyandu_learns_nothing(surat: Rujukan, wilayah: Wilayah, pemeran: Pemeran) -> None:
    hp = enrol_hp(pemeran.citra, pemeran.budi)
    note_everybody([wilayah.kenanga])
    assert "Manggar" not in str(hp.pull().json()["orang"])
    assert not KabarWarga.objects.visible_to(pemeran.budi).exists()
    assert KabarWarga.objects.visible_to(pemeran.ani).exists()


def test_only_the_newest_news_lies_on_the_phone(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    for _ in range(7):
        send(usman, wilayah, pemeran)
    note_everybody([wilayah.melati])
    [orang] = enrol_hp(pemeran.citra, pemeran.ani).pull().json()["orang"]
    assert len(orang["kabar"]) == 5


# --- danger signs ----------------------------------------------------------------------------------------------------


def test_who_decides_about_a_danger_sign_has_it_in_hand(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    hp = enrol_hp(pemeran.citra, pemeran.ani)
    isi = make_kiriman(usman, wilayah.melati, usman.unit.hari_ini, tanda_bahaya=True)
    hp.send(hp.write("kunjungan", **isi))
    assert Segera.objects.get().diketahui_oleh is None
    settle(usman, [uuid.UUID(isi["id"])], wilayah, pemeran)
    assert Segera.objects.get().diketahui_oleh == pemeran.citra


# --- the bell --------------------------------------------------------------------------------------------------------


def bell(pengguna: Pengguna) -> list[str]:
    return [satu.kalimat for satu in Pesan.objects.visible_to(pengguna).unread()]


def test_the_receiver_hears_of_a_letter_and_the_sender_and_the_cadres_of_its_answer(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    surat = send(usman, wilayah, pemeran)
    assert [len(bell(satu)) for satu in (pemeran.dewi, pemeran.citra, pemeran.ani)] == [1, 0, 0]
    step("tiba", surat, pemeran)
    step("jawab", surat, pemeran)
    assert [len(bell(satu)) for satu in (pemeran.dewi, pemeran.citra, pemeran.ani)] == [0, 1, 1]
    assert [len(bell(satu)) for satu in (pemeran.budi, pemeran.gita, pemeran.eko, pemeran.hana)] == [0, 0, 0, 0]


def test_no_notice_names_the_person_or_what_was_found(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    surat = send(usman, wilayah, pemeran, ke_nama="RSUD Belitung Timur")
    mark_arrived(oleh=pemeran.citra, rujukan=surat)
    answer_rujukan(oleh=pemeran.citra, rujukan=surat, pesan_kader="Kontrol", jawaban="DM tipe 2")
    teks = str([(satu.kalimat, satu.kalimat_banyak, satu.alamat) for satu in Pesan.objects.all()])
    assert Pesan.objects.exists()
    assert not [kata for kata in ("Usman", "Gula", "DM tipe 2", "Kontrol") if kata in teks]


def test_the_same_answer_sent_again_is_told_once(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    surat = send(usman, wilayah, pemeran)
    step("tiba", surat, pemeran)
    for _ in range(2):
        step("jawab", surat, pemeran)
    assert len(bell(pemeran.citra)) == 1


def test_the_new_place_of_who_moved_hears_of_the_answer_too(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    jaya = make_pengguna("Jaya", wilayah.lenggang, "kepala_pustu")
    surat = send(usman, wilayah, pemeran)
    move_domisili(warga=usman, posyandu=wilayah.seroja, sejak=usman.unit.hari_ini, petugas=pemeran.dewi)
    step("tiba", surat, pemeran)
    step("jawab", surat, pemeran)
    assert [len(bell(satu)) for satu in (pemeran.citra, jaya)] == [1, 1]


def test_the_answer_is_told_above_where_nobody_works_at_the_sender_any_more(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    rekan = make_pengguna("Rekan", wilayah.manggar, "pj_ilp")
    surat = send(usman, wilayah, pemeran)
    Penugasan.objects.filter(unit=wilayah.kelubi).update(sampai=usman.unit.hari_ini - timedelta(days=1))
    step("tiba", surat, pemeran)
    step("jawab", surat, pemeran)
    assert "dijawab" in str(bell(rekan))


def test_a_cancelled_letter_calls_nobody_any_more(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    cancel_rujukan(oleh=pemeran.citra, rujukan=send(usman, wilayah, pemeran), alasan="Menolak")
    assert bell(pemeran.dewi) == []


def test_who_opens_the_letter_has_read_what_was_told_of_it(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    surat = send(usman, wilayah, pemeran)
    browse(pemeran.dewi).get(f"/rujukan/{surat.pk}/")
    assert bell(pemeran.dewi) == []


# --- the letter ------------------------------------------------------------------------------------------------------


def test_a_cancelled_letter_is_not_printed_any_more(surat: Rujukan, pemeran: Pemeran) -> None:
    cancel_rujukan(oleh=pemeran.citra, rujukan=surat, alasan="Menolak")
    jawab = browse(pemeran.citra).get(f"/rujukan/{surat.pk}/surat.pdf")
    assert jawab.status_code == 409
    assert "surat.pdf" not in browse(pemeran.citra).get(f"/rujukan/{surat.pk}/").content.decode()


def test_the_letter_names_the_person_and_not_the_row_that_was_merged(
    usman: Warga, surat: Rujukan, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    utama = make_warga(wilayah.melati, "Usman Bakri")
    merge_warga(dari=usman, ke=utama, petugas=pemeran.citra)
    assert "Rujukan Usman Bakri</h1>" in browse(pemeran.citra).get(f"/rujukan/{surat.pk}/").content.decode()
    assert JejakBaca.objects.filter(pengguna=pemeran.citra, warga__contains=[utama.pk], halaman="rujukan").exists()


def test_a_hat_elsewhere_prints_no_letter_of_a_place_where_one_is_a_cadre(
    surat: Rujukan, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    """The notes on the letter are for health workers of either end, whatever else its reader is."""
    Penugasan.objects.create(pengguna=pemeran.ani, unit=wilayah.lenggang, peran="bidan_desa", sejak=date(2020, 1, 1))
    assert browse(pemeran.ani).get(f"/rujukan/{surat.pk}/surat.pdf").status_code == 403


def test_a_cadre_sees_no_button_that_leads_nowhere(surat: Rujukan, pemeran: Pemeran) -> None:
    isi = browse(pemeran.ani).get(f"/rujukan/{surat.pk}/").content.decode()
    assert "surat.pdf" not in isi
    assert 'href="/kerja/"' not in isi


def test_the_sender_of_who_moved_away_gets_no_dead_link_and_no_number(
    usman: Warga, surat: Rujukan, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    move_domisili(warga=usman, posyandu=wilayah.seroja, sejak=usman.unit.hari_ini, petugas=pemeran.dewi)
    isi = browse(pemeran.citra).get(f"/rujukan/{surat.pk}/").content.decode()
    assert f"/warga/{usman.pk}/" not in isi
    assert "081234567890" not in isi


def test_nobody_is_told_to_call_the_family_of_who_died(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    surat = send(usman, wilayah, pemeran, lalu=9)
    set_status_warga(warga=usman, status="meninggal", sejak=usman.unit.hari_ini, petugas=pemeran.citra)
    [satu] = build_kerja(pemeran.citra).rujukan.belum
    assert (satu.keadaan, satu.tombol) == ("Orangnya tercatat meninggal", "Tutup rujukan")
    isi = browse(pemeran.citra).get(f"/rujukan/{surat.pk}/").content.decode()
    assert "tel:" not in isi
    assert "jenguk" not in isi


def test_what_pustu_and_posyandu_hats_decide_is_sent_by_the_pustu(
    usman: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    Penugasan.objects.create(pengguna=pemeran.citra, unit=wilayah.melati, peran="pj_posyandu", sejak=date(2020, 1, 1))
    assert deciding_place(Pengguna.objects.get(pk=pemeran.citra.pk), usman) == wilayah.kelubi
