"""The worklist: every finding that asks for action waits for somebody until it is dealt with."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from klaster.aturan import muat_aturan
from posyandu.gabung import merge_warga
from posyandu.models import Kunjungan, Warga
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna
from pustu.kerja import make_cards, open_findings
from pustu.models import Rujukan, TindakLanjut
from pustu.rujukan import answer_rujukan, cancel_rujukan, mark_arrived
from pustu.tindak_lanjut import Tujuan, decide
from tests.cast import Pemeran, Wilayah, browse, make_kunjungan, make_pengguna, make_warga

ATURAN = muat_aturan()


@pytest.fixture
def rafif(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Rafif Maulana")


def find(warga: Warga, oleh: Pengguna, *temuan: str, lalu: int = 3) -> Kunjungan:
    hari = warga.unit.hari_ini - timedelta(days=lalu)
    return make_kunjungan(warga, warga.unit, hari, oleh, list(temuan or ["bb_tidak_naik_2x"]))


def waiting(pengguna: Pengguna) -> list[str]:
    rows = open_findings(pengguna, ATURAN, timezone.localdate())
    return [satu.warga.nama for satu in make_cards(rows, ATURAN)]


def letter(baris: TindakLanjut) -> Rujukan:
    assert baris.rujukan is not None
    return baris.rujukan


def settle(oleh: Pengguna, warga: Warga, *visits: Kunjungan, keputusan: str = "selesai", **lain: Any) -> TindakLanjut:
    bawaan: dict[str, Any] = {"hasil": "Ditimbang ulang: naik."} if keputusan in ("selesai", "obati") else {}
    return decide(
        oleh=oleh,
        id=lain.pop("id", None) or uuid.uuid4(),
        warga=warga,
        kunjungan=[satu.pk for satu in visits],
        unit=lain.pop("unit", warga.unit.induk),
        keputusan=keputusan,
        **bawaan | lain,
    )


def test_a_finding_that_asks_for_action_waits_at_the_pustu_and_at_the_puskesmas(rafif: Warga, pemeran: Pemeran) -> None:
    find(rafif, pemeran.ani)
    assert waiting(pemeran.citra) == ["Rafif Maulana"]
    assert waiting(pemeran.dewi) == ["Rafif Maulana"]


def test_nobody_else_sees_it(rafif: Warga, pemeran: Pemeran) -> None:
    find(rafif, pemeran.ani)
    assert [waiting(satu) for satu in (pemeran.ani, pemeran.eko, pemeran.gita, pemeran.hana, pemeran.fajar)] == [[]] * 5


def test_facts_ask_for_nothing(rafif: Warga, pemeran: Pemeran) -> None:
    find(rafif, pemeran.ani, "ditimbang", "bb_naik")
    assert waiting(pemeran.citra) == []


def test_an_old_finding_is_outlived_by_the_next_visit_and_not_by_silence(rafif: Warga, pemeran: Pemeran) -> None:
    find(rafif, pemeran.ani, lalu=61)
    assert waiting(pemeran.citra) == ["Rafif Maulana"]
    find(rafif, pemeran.ani, "bb_naik", lalu=20)
    assert waiting(pemeran.citra) == []


def test_what_somebody_said_to_watch_comes_back_however_old_it_is(rafif: Warga, pemeran: Pemeran) -> None:
    hari, kunjungan = rafif.unit.hari_ini, find(rafif, pemeran.ani)
    settle(pemeran.citra, rafif, kunjungan, keputusan="pantau", tenggat=hari + timedelta(days=90))
    find(rafif, pemeran.ani, "bb_naik", lalu=1)
    assert [satu.kunjungan for satu in open_findings(pemeran.citra, ATURAN, hari + timedelta(days=90))] == [kunjungan]


def test_a_danger_sign_that_a_second_phone_adds_to_a_decided_visit_waits_for_somebody(
    rafif: Warga, pemeran: Pemeran
) -> None:
    kunjungan = find(rafif, pemeran.ani)
    settle(pemeran.citra, rafif, kunjungan)
    Kunjungan.objects.filter(pk=kunjungan.pk).update(temuan=["bb_tidak_naik_2x", "tanda_bahaya"])
    [kartu] = make_cards(open_findings(pemeran.citra, ATURAN, rafif.unit.hari_ini), ATURAN)
    assert [satu.kode for satu in kartu.temuan] == ["tanda_bahaya"]


def test_a_decision_covers_only_what_its_page_showed(rafif: Warga, pemeran: Pemeran) -> None:
    kunjungan = find(rafif, pemeran.ani, "bb_tidak_naik_2x", "tanda_bahaya")
    settle(pemeran.citra, rafif, kunjungan, dilihat=["bb_tidak_naik_2x"])
    assert waiting(pemeran.citra) == ["Rafif Maulana"]


def test_who_comes_second_reads_who_decided_and_what(rafif: Warga, pemeran: Pemeran) -> None:
    kunjungan = find(rafif, pemeran.ani)
    settle(pemeran.citra, rafif, kunjungan)
    with pytest.raises(DomainError, match="Citra sudah memutuskan: Diperiksa, tidak perlu tindakan"):
        settle(pemeran.dewi, rafif, kunjungan)


def test_the_midwife_where_a_guest_was_served_does_not_decide_about_a_neighbours_person(
    rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    bidan = make_pengguna("Indah", wilayah.lenggang, "bidan_desa")
    kunjungan = make_kunjungan(rafif, wilayah.lenggang, rafif.unit.hari_ini, pemeran.gita, ["tanda_bahaya"])
    with pytest.raises(DomainError, match="tinggal di wilayah Posyandu Melati"):
        settle(bidan, rafif, kunjungan, unit=wilayah.lenggang)


def test_several_visits_of_one_person_are_one_card(rafif: Warga, pemeran: Pemeran) -> None:
    find(rafif, pemeran.ani, lalu=9)
    find(rafif, pemeran.ani, lalu=2)
    [kartu] = make_cards(open_findings(pemeran.citra, ATURAN, rafif.unit.hari_ini), ATURAN)
    assert len(kartu.kunjungan) == 2


def test_a_decision_takes_the_card_away(rafif: Warga, pemeran: Pemeran) -> None:
    settle(pemeran.citra, rafif, find(rafif, pemeran.ani))
    assert waiting(pemeran.citra) == []


def test_a_new_finding_after_the_decision_is_a_new_card(rafif: Warga, pemeran: Pemeran) -> None:
    settle(pemeran.citra, rafif, find(rafif, pemeran.ani, lalu=9))
    find(rafif, pemeran.ani, lalu=1)
    assert waiting(pemeran.citra) == ["Rafif Maulana"]


def test_what_is_watched_comes_back_on_its_day(rafif: Warga, pemeran: Pemeran) -> None:
    hari = rafif.unit.hari_ini
    settle(pemeran.citra, rafif, find(rafif, pemeran.ani), keputusan="pantau", tenggat=hari + timedelta(days=5))
    assert open_findings(pemeran.citra, ATURAN, hari + timedelta(days=4)) == []
    assert len(open_findings(pemeran.citra, ATURAN, hari + timedelta(days=5))) == 1


def test_a_referral_waits_until_its_answer_and_a_cancelled_one_is_back(
    rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    tujuan = Tujuan("Berat tidak naik 2 bulan", wilayah.manggar)
    baris = settle(pemeran.citra, rafif, find(rafif, pemeran.ani), keputusan="rujuk", tujuan=tujuan)
    assert waiting(pemeran.citra) == []
    cancel_rujukan(oleh=pemeran.citra, rujukan=letter(baris), alasan="Orangnya pergi")
    assert waiting(pemeran.citra) == ["Rafif Maulana"]


def test_a_referral_is_seen_arriving_and_answered_at_the_other_end(
    rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    baris = settle(
        pemeran.citra,
        rafif,
        find(rafif, pemeran.ani),
        keputusan="rujuk",
        tujuan=Tujuan("BB tidak naik", wilayah.manggar),
    )
    rujukan = letter(baris)
    mark_arrived(oleh=pemeran.dewi, rujukan=rujukan)
    mark_arrived(oleh=pemeran.dewi, rujukan=rujukan)
    satu = answer_rujukan(oleh=pemeran.dewi, rujukan=rujukan, pesan_kader="PMT 90 hari", jawaban="Gizi kurang")
    assert (satu.status, satu.pesan_kader) == ("dijawab", "PMT 90 hari")


@pytest.mark.parametrize(
    ("lain", "kode"),
    [
        ({"keputusan": "selesai", "hasil": " "}, "wajib_diisi"),
        ({"keputusan": "pantau"}, "tenggat_kosong"),
        ({"keputusan": "pantau", "tenggat": date(2020, 1, 1)}, "tenggat_tidak_sah"),
        ({"keputusan": "pantau", "tenggat": date(9999, 1, 1)}, "tenggat_tidak_sah"),
        ({"keputusan": "rujuk"}, "tujuan_kosong"),
        ({"keputusan": "rujuk", "tujuan": Tujuan("x")}, "tujuan_kosong"),
        ({"keputusan": "rujuk", "tujuan": Tujuan(" ", None, "RSUD")}, "wajib_diisi"),
        ({"keputusan": "ngawur"}, "keputusan_kosong"),
    ],
)
def test_a_half_decision_is_refused_in_words(lain: dict[str, Any], kode: str, rafif: Warga, pemeran: Pemeran) -> None:
    kunjungan = find(rafif, pemeran.ani)
    with pytest.raises(DomainError) as galat:
        settle(pemeran.citra, rafif, kunjungan, **lain)
    assert galat.value.kode == kode
    assert waiting(pemeran.citra) == ["Rafif Maulana"]


def test_a_cadre_and_a_neighbour_decide_nothing(rafif: Warga, pemeran: Pemeran) -> None:
    kunjungan = find(rafif, pemeran.ani)
    for siapa in (pemeran.ani, pemeran.gita, pemeran.eko):
        with pytest.raises(DomainError):
            settle(siapa, rafif, kunjungan)


def test_the_same_decision_sent_twice_is_one(rafif: Warga, pemeran: Pemeran) -> None:
    kunjungan, nomor = find(rafif, pemeran.ani), uuid.uuid4()
    settle(pemeran.citra, rafif, kunjungan, id=nomor)
    settle(pemeran.citra, rafif, kunjungan, id=nomor)
    assert TindakLanjut.objects.count() == 1


def test_a_visit_that_was_corrected_meanwhile_is_not_decided(rafif: Warga, pemeran: Pemeran) -> None:
    kunjungan = find(rafif, pemeran.ani)
    Kunjungan.objects.filter(pk=kunjungan.pk).update(berlaku=False)
    with pytest.raises(DomainError, match="baru saja diperbaiki"):
        settle(pemeran.citra, rafif, kunjungan)


def test_a_merge_brings_the_finding_along(rafif: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    kembar = make_warga(wilayah.melati, "Rafif Maulna")
    find(kembar, pemeran.ani)
    merge_warga(dari=kembar, ke=rafif, petugas=pemeran.citra)
    Kunjungan.objects.update(temuan=["bb_tidak_naik_2x"])  # judged anew by the merge; the rules are not at stake here
    assert waiting(pemeran.citra) == ["Rafif Maulana"]


# --- pages -----------------------------------------------------------------------------------------------------------


def test_the_page_leads_from_the_card_to_the_letter(rafif: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    kunjungan = find(rafif, pemeran.ani)
    client = browse(pemeran.citra)
    assert "Rafif Maulana" in client.get("/kerja/").content.decode()
    isi = {"id": str(uuid.uuid4()), "kunjungan": str(kunjungan.pk), "keputusan": "rujuk", "ke": wilayah.manggar.kode}
    answer = client.post(f"/kerja/{rafif.pk}/", isi | {"alasan": "Berat tidak naik"}, follow=True)
    assert "Berat tidak naik" in answer.content.decode()
    surat = client.get(f"/rujukan/{Rujukan.objects.get().pk}/surat.pdf")
    assert surat.content.startswith(b"%PDF")


def test_a_card_leads_only_to_visits_that_the_reader_may_open(rafif: Warga, pemeran: Pemeran) -> None:
    alamat = f"/kunjungan/{find(rafif, pemeran.ani).pk}/"
    for siapa, boleh in ((pemeran.citra, True), (pemeran.dewi, False)):
        assert (browse(siapa).get(alamat).status_code == 200) is boleh
        assert (alamat in browse(siapa).get(f"/kerja/{rafif.pk}/").content.decode()) is boleh


def test_the_card_of_a_row_that_was_merged_is_that_of_the_person(
    rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    """Also where the two rows stood in different places: a page that was open meanwhile leads on, or nowhere."""
    kembar = make_warga(wilayah.anggrek, "Rafif Maulna")
    kunjungan = find(kembar, pemeran.dewi)
    merge_warga(dari=kembar, ke=rafif, petugas=pemeran.dewi)
    isi = {"kunjungan": str(kunjungan.pk), "temuan": "bb_tidak_naik_2x", "keputusan": "obati", "hasil": "Diperiksa"}
    assert "<h1>Rafif Maulana</h1>" in browse(pemeran.dewi).get(f"/kerja/{kembar.pk}/").content.decode()
    assert browse(pemeran.citra).get(f"/kerja/{kembar.pk}/").status_code == 404
    Kunjungan.objects.update(temuan=["bb_tidak_naik_2x"])
    assert browse(pemeran.dewi).post(f"/kerja/{kembar.pk}/", isi).status_code == 302
    assert TindakLanjut.objects.get().warga == rafif


def test_a_refusal_keeps_what_was_typed(rafif: Warga, pemeran: Pemeran) -> None:
    kunjungan = find(rafif, pemeran.ani)
    isi = {"kunjungan": str(kunjungan.pk), "keputusan": "rujuk", "alasan": "Sudah dua bulan", "hasil": "Rewel"}
    answer = browse(pemeran.citra).post(f"/kerja/{rafif.pk}/", isi)
    assert answer.status_code == 400
    assert "Sudah dua bulan" in answer.content.decode()
    assert "Rewel" in answer.content.decode()


def test_clinical_notes_are_not_for_cadres(rafif: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    baris = settle(
        pemeran.citra,
        rafif,
        find(rafif, pemeran.ani),
        keputusan="rujuk",
        hasil="Curiga TB",
        tujuan=Tujuan("Berat tidak naik", wilayah.manggar),
    )
    alamat = f"/rujukan/{baris.rujukan_id}/"
    assert "Curiga TB" in browse(pemeran.dewi).get(alamat).content.decode()
    assert "Curiga TB" not in browse(pemeran.ani).get(alamat).content.decode()
    assert browse(pemeran.ani).get(f"{alamat}surat.pdf").status_code == 403


def test_the_code_of_a_letter_says_nothing_to_strangers(rafif: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    settle(pemeran.citra, rafif, find(rafif, pemeran.ani), keputusan="rujuk", tujuan=Tujuan("Berat", wilayah.manggar))
    kode = Rujukan.objects.get().kode
    assert browse(pemeran.dewi).get(f"/rujukan/kode/{kode}/").status_code == 302
    assert browse(pemeran.hana).get(f"/rujukan/kode/{kode}/").status_code == 404
