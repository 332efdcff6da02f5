"""Visits: recorded once, judged with their history, corrected and withdrawn without losing anything."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posyandu.models import BedaBagian, Kunjungan, KunjunganDitahan
from posyandu.sinkron import Jawaban, receive
from puskesmas.models import Pengguna, Penugasan, PerluHitung
from tests.cast import (
    Pemeran,
    Wilayah,
    make_kehamilan,
    make_kiriman,
    make_pengguna,
    make_penyakit,
    make_sesi,
    make_warga,
)

pytestmark = pytest.mark.usefixtures("senin")

HARI_INI = date(2026, 11, 16)


def send(petugas: Pengguna, *kiriman: dict[str, Any]) -> list[Jawaban]:
    return receive(petugas=petugas, perangkat=None, kunjungan=list(kiriman))


def test_it_records_a_visit_and_answers_with_its_findings(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati)
    kiriman = make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4)
    [jawaban] = send(pemeran.ani, kiriman)
    assert jawaban["status"] == "diterima"
    assert {"ditimbang", "bb_baru"} <= set(jawaban["temuan"])
    stored = Kunjungan.objects.get(pk=kiriman["id"])
    assert (stored.dicatat_oleh, stored.temuan, stored.pengukuran) == (
        pemeran.ani,
        jawaban["temuan"],
        {"berat_kg": 8.4},
    )


def test_a_repeat_is_already_there(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kiriman = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)
    first, again = send(pemeran.ani, kiriman)[0], send(pemeran.ani, kiriman)[0]
    assert (again["status"], again["temuan"]) == ("sudah_ada", first["temuan"])
    assert Kunjungan.objects.count() == 1


def test_a_repeat_inside_one_batch_is_already_there(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kiriman = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)
    assert [j["status"] for j in send(pemeran.ani, kiriman, kiriman)] == ["diterima", "sudah_ada"]


def test_a_repeat_inside_a_batch_answers_with_the_findings_of_the_first(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kiriman = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)
    pertama, kedua = send(pemeran.ani, kiriman, kiriman)
    assert pertama["temuan"] == kedua["temuan"] != []


def test_the_same_id_with_other_content_is_refused(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kiriman = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)
    send(pemeran.ani, kiriman)
    [jawaban] = send(pemeran.ani, {**kiriman, "pengukuran": {"berat_kg": 8.6}})
    assert (jawaban["status"], jawaban["kode"]) == ("ditolak", "id_dipakai_ulang")


def test_another_kabupaten_learns_nothing_from_sending_a_visit_again(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kiriman = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)
    send(pemeran.ani, kiriman)
    jauh, beda = send(pemeran.hana, kiriman, {**kiriman, "pengukuran": {"berat_kg": 9}})
    assert (jauh["status"], jauh["kode"], jauh["temuan"]) == ("ditolak", "id_dipakai_ulang", [])
    assert jauh == beda
    dekat = send(pemeran.citra, kiriman)[0]
    assert (dekat["status"], bool(dekat["temuan"])) == ("sudah_ada", True)


def test_who_wrote_a_visit_may_send_it_again_after_moving_on(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kiriman = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)
    send(pemeran.ani, kiriman)
    Penugasan.objects.filter(pengguna=pemeran.ani).update(unit=wilayah.seroja)
    assert send(Pengguna.objects.get(pk=pemeran.ani.pk), kiriman)[0]["status"] == "sudah_ada"


@pytest.mark.parametrize("teks", ["8,4", " 8.40 "])
def test_a_number_sent_as_text_is_stored_as_the_number(wilayah: Wilayah, pemeran: Pemeran, teks: str) -> None:
    kiriman = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=teks)
    assert send(pemeran.ani, kiriman)[0]["status"] == "diterima"
    assert Kunjungan.objects.get().pengukuran == {"berat_kg": 8.4}


@pytest.mark.parametrize(("teks", "kode"), [("delapan", "tipe_salah"), ("8.400", "ribuan_rancu")])
def test_text_that_is_no_plain_number_is_refused(wilayah: Wilayah, pemeran: Pemeran, teks: str, kode: str) -> None:
    [jawaban] = send(pemeran.ani, make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=teks))
    assert (jawaban["kode"], jawaban["bidang"]) == (kode, "pengukuran.berat_kg")
    assert "12,5" in jawaban["pesan"] + jawaban["saran"]


def test_one_bad_item_never_blocks_the_others(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif, sari = make_warga(wilayah.melati), make_warga(wilayah.melati, "Sari", jk="P")
    sound = make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4)
    wrong = make_kiriman(sari, wilayah.melati, HARI_INI, berat_kg=-4)
    jawaban = send(pemeran.ani, 17, wrong, sound, {"id": "bukan-uuid"})  # type: ignore[arg-type] # a list where an object belongs
    assert [j["status"] for j in jawaban] == ["ditolak", "ditolak", "diterima", "ditolak"]
    assert (jawaban[1]["bidang"], Kunjungan.objects.count()) == ("pengukuran.berat_kg", 1)


@pytest.mark.parametrize(
    ("change", "kode"),
    [
        ({"tanggal": "2026-11-17"}, "tanggal_masa_depan"),
        ({"tanggal": "2025-08-31"}, "sebelum_lahir"),
        ({"tanggal": "2026-02-30"}, "tanggal_tidak_sah"),
        ({"tanggal": "٢٠٢٦-١١-١٦"}, "tanggal_tidak_sah"),
        ({"warga": str(uuid.uuid4())}, "warga_tidak_ditemukan"),
        ({"warga": 5}, "id_tidak_sah"),
        ({"unit": "tidak-ada"}, "unit_tidak_ditemukan"),
        ({"kanal": "pasar"}, "kanal_tidak_dikenal"),
        ({"kanal": None}, "bidang_kosong"),
        ({"pengukuran": []}, "harus_objek"),
        ({"asing": 1}, "bidang_tidak_dikenal"),
        ({"batal": "   ", "menggantikan": str(uuid.uuid4())}, "alasan_kosong"),
    ],
)
def test_it_refuses_what_cannot_be_true(wilayah: Wilayah, pemeran: Pemeran, change: dict[str, Any], kode: str) -> None:
    kiriman = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)
    [jawaban] = send(pemeran.ani, {**kiriman, **change})
    assert (jawaban["status"], jawaban["kode"]) == ("ditolak", kode)
    assert jawaban["pesan"]
    assert not Kunjungan.objects.exists()


def test_a_person_of_another_posyandu_is_not_found(wilayah: Wilayah, pemeran: Pemeran) -> None:
    foreign = make_kiriman(make_warga(wilayah.kenanga), wilayah.melati, HARI_INI, berat_kg=8.4)
    unknown = {**foreign, "id": str(uuid.uuid4()), "warga": str(uuid.uuid4())}
    first, second = send(pemeran.ani, foreign, unknown)
    assert first["status"] == "ditolak"
    assert {**first, "id": ""} == {**second, "id": ""}


def test_a_visit_after_death_is_refused_and_one_before_it_is_taken(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga = make_warga(wilayah.melati, status="meninggal", status_sejak=date(2026, 11, 10))
    late = make_kiriman(warga, wilayah.melati, HARI_INI, berat_kg=8.4)
    before = make_kiriman(warga, wilayah.melati, date(2026, 11, 9), berat_kg=8.4)
    assert [j["status"] for j in send(pemeran.ani, late, before)] == ["ditolak", "diterima"]


def test_a_late_visit_changes_the_findings_of_later_ones(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati, lahir=date(2025, 5, 1))
    november = make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=9.0)
    assert "bb_baru" in send(pemeran.ani, november)[0]["temuan"]
    send(pemeran.ani, make_kiriman(rafif, wilayah.melati, date(2026, 10, 14), berat_kg=9.0))
    assert "bb_tidak_naik" in Kunjungan.objects.get(pk=november["id"]).temuan


def test_two_months_without_gain_are_found_whatever_the_order_of_arrival(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati, lahir=date(2025, 5, 1))
    months = [date(2026, 9, 14), date(2026, 10, 14), HARI_INI]
    kiriman = [make_kiriman(rafif, wilayah.melati, hari, berat_kg=9.0) for hari in months]
    send(pemeran.ani, kiriman[2], kiriman[0], kiriman[1])
    assert "bb_tidak_naik_2x" in Kunjungan.objects.get(pk=kiriman[2]["id"]).temuan


def test_a_correction_replaces_and_the_old_row_stays(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati)
    wrong = make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=9.4)
    right = {**make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4), "menggantikan": wrong["id"]}
    assert [j["status"] for j in send(pemeran.ani, wrong, right)] == ["diterima", "diterima"]
    assert [str(k.pk) for k in Kunjungan.objects.in_force()] == [right["id"]]
    assert Kunjungan.objects.get(pk=wrong["id"]).pengukuran == {"berat_kg": 9.4}


def test_a_correction_of_itself_is_refused(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kiriman = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)
    [jawaban] = send(pemeran.ani, {**kiriman, "menggantikan": kiriman["id"]})
    assert (jawaban["status"], jawaban["kode"]) == ("ditolak", "menggantikan_sendiri")


def test_corrections_that_wait_for_each_other_are_refused(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati)
    satu, dua, tiga = (make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4 + ke) for ke in range(3))
    lingkar = [{**a, "menggantikan": b["id"]} for a, b in ((satu, dua), (dua, tiga), (tiga, satu))]
    jawaban = [send(pemeran.ani, satu)[0] for satu in lingkar]
    assert [j["status"] for j in jawaban] == ["ditahan", "ditahan", "ditolak"]
    assert (jawaban[2]["kode"], jawaban[2]["bidang"]) == ("menggantikan_melingkar", "menggantikan")
    assert send(pemeran.ani, tiga)[0]["status"] == "diterima"
    assert [str(k.pk) for k in Kunjungan.objects.in_force()] == [satu["id"]]


def test_a_pair_that_waits_for_itself_is_refused_in_one_batch_too(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati)
    satu, dua = (make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=berat) for berat in (8.4, 8.5))
    jawaban = send(pemeran.ani, {**satu, "menggantikan": dua["id"]}, {**dua, "menggantikan": satu["id"]})
    assert [j["status"] for j in jawaban] == ["ditahan", "ditolak"]


def test_a_circle_from_before_stops_nobody(wilayah: Wilayah, pemeran: Pemeran) -> None:
    a, b, c = (make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI) for _ in range(3))
    for satu, lain in ((a, b), (b, a)):
        KunjunganDitahan.objects.create(
            id=satu["id"], menunggu=lain["id"], sebab="menunggu", sidik="0" * 64, isi={}, pengguna=pemeran.ani
        )
    assert send(pemeran.ani, {**c, "menggantikan": a["id"]})[0]["status"] == "ditahan"


def test_a_second_correction_is_a_conflict_and_is_kept(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati)
    wrong = make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=9.4)
    one = {**make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4), "menggantikan": wrong["id"]}
    two = {**make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.5), "menggantikan": wrong["id"]}
    assert [j["status"] for j in send(pemeran.ani, wrong, one, two)] == ["diterima", "diterima", "konflik"]
    assert send(pemeran.ani, two)[0]["status"] == "konflik"
    assert KunjunganDitahan.objects.get().isi == two


def test_a_withdrawal_cancels_with_its_reason(wilayah: Wilayah, pemeran: Pemeran) -> None:
    visit = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)
    cancel = {"id": str(uuid.uuid4()), "menggantikan": visit["id"], "batal": "salah orang"}
    send(pemeran.ani, visit)
    assert send(pemeran.ani, cancel)[0]["status"] == "diterima"
    assert not Kunjungan.objects.in_force().exists()
    assert Kunjungan.objects.get(pk=cancel["id"]).alasan_batal == "salah orang"


def test_a_correction_before_its_visit_is_held_and_then_applied(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati)
    wrong = make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=9.4)
    right = {**make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4), "menggantikan": wrong["id"]}
    assert send(pemeran.ani, right)[0]["status"] == "ditahan"
    assert send(pemeran.ani, right)[0]["status"] == "ditahan"
    send(pemeran.ani, wrong)
    assert [str(k.pk) for k in Kunjungan.objects.in_force()] == [right["id"]]
    assert not KunjunganDitahan.objects.exists()


def test_a_correction_that_is_refused_when_its_visit_comes_waits_for_a_person(
    wilayah: Wilayah, pemeran: Pemeran
) -> None:
    rafif = make_warga(wilayah.melati)
    visit = make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4)
    heavy = {**make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=840), "menggantikan": visit["id"]}
    assert send(pemeran.ani, heavy)[0]["status"] == "ditahan"
    assert send(pemeran.ani, visit)[0]["status"] == "diterima"
    assert [str(k.pk) for k in Kunjungan.objects.in_force()] == [visit["id"]]
    held = KunjunganDitahan.objects.get()
    assert (str(held.pk), held.sebab, held.isi) == (heavy["id"], "ditolak", heavy)


def test_a_correction_of_a_foreign_visit_answers_like_an_unknown_one(wilayah: Wilayah, pemeran: Pemeran) -> None:
    foreign = make_kiriman(make_warga(wilayah.seroja), wilayah.seroja, HARI_INI, berat_kg=8.4)
    send(pemeran.gita, foreign)
    cancel = {"id": str(uuid.uuid4()), "menggantikan": foreign["id"], "batal": "iseng"}
    assert send(pemeran.ani, cancel)[0]["status"] == "ditahan"
    assert Kunjungan.objects.in_force().count() == 1


def test_parts_from_two_phones_are_one_visit(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati)
    scale = make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4)
    tape = make_kiriman(rafif, wilayah.melati, HARI_INI, lila_cm=11.2)
    send(pemeran.ani, scale)
    [jawaban] = send(pemeran.citra, tape)
    assert {"ditimbang", "lila_merah"} <= set(jawaban["temuan"])
    assert Kunjungan.objects.in_force().get().pk == uuid.UUID(scale["id"])


def test_parts_that_disagree_go_to_a_person(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati)
    send(pemeran.ani, make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4))
    send(pemeran.citra, make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.9))
    beda = BedaBagian.objects.get()
    assert (beda.bidang, beda.nilai, beda.nilai_lain) == ("berat_kg", 8.4, 8.9)


def test_withdrawing_the_head_leaves_the_other_part_as_the_visit(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati)
    scale = make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4)
    tape = make_kiriman(rafif, wilayah.melati, HARI_INI, lila_cm=11.2)
    send(pemeran.ani, scale, tape)
    send(pemeran.ani, {"id": str(uuid.uuid4()), "menggantikan": scale["id"], "batal": "salah orang"})
    left = Kunjungan.objects.in_force().get()
    assert str(left.pk) == tape["id"]
    assert "lila_merah" in left.temuan
    assert "ditimbang" not in left.temuan


def test_a_visit_is_counted_to_the_session_of_its_day(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sesi = make_sesi(wilayah.melati, HARI_INI, "dibuka")
    rafif = make_warga(wilayah.melati)
    visit = make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4)
    home = {**make_kiriman(rafif, wilayah.melati, HARI_INI), "kanal": "rumah"}
    send(pemeran.ani, visit, home)
    assert [str(k.pk) for k in sesi.kunjungan.all()] == [visit["id"]]


def test_pregnancy_and_registers_reach_the_rules(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sari = make_warga(wilayah.melati, "Sari", date(1998, 3, 1), "P")
    make_kehamilan(sari, date(2026, 6, 1))
    make_penyakit(sari, "hipertensi", date(2026, 1, 1))
    [jawaban] = send(pemeran.ani, make_kiriman(sari, wilayah.melati, HARI_INI, lila_cm=22.5, sistole=150, diastole=95))
    assert {"kek", "td_tinggi"} <= set(jawaban["temuan"])


def test_what_was_written_is_frozen_by_the_database(wilayah: Wilayah, pemeran: Pemeran) -> None:
    visit = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)
    send(pemeran.ani, visit)
    row = Kunjungan.objects.filter(pk=visit["id"])
    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(pengukuran={"berat_kg": 9.9})
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_a_visit_marks_its_weeks_for_recomputation(wilayah: Wilayah, pemeran: Pemeran) -> None:
    PerluHitung.objects.all().delete()
    rafif = make_warga(wilayah.melati)
    send(pemeran.ani, make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4))
    send(pemeran.ani, make_kiriman(rafif, wilayah.melati, HARI_INI - timedelta(weeks=5), berat_kg=8.0))
    mark = PerluHitung.objects.get(pk=wilayah.beltim.pk)
    assert (mark.sejak_tanggal, mark.versi) == (HARI_INI - timedelta(weeks=5), 2)


def test_a_batch_costs_the_same_queries_for_two_and_for_fifty(
    wilayah: Wilayah, pemeran: Pemeran, django_assert_max_num_queries: Any
) -> None:
    people = [make_warga(wilayah.melati, f"Anak {n}") for n in range(52)]
    kiriman = [make_kiriman(p, wilayah.melati, HARI_INI, berat_kg=8.4) for p in people]
    with django_assert_max_num_queries(100) as few:
        send(pemeran.ani, *kiriman[:2])
    pemeran.ani = Pengguna.objects.get(pk=pemeran.ani.pk)
    with django_assert_max_num_queries(100) as many:
        send(pemeran.ani, *kiriman[2:])
    assert len(many) <= len(few) + 1  # the user's assignments are read anew


def test_a_deactivated_or_unassigned_user_can_write_nowhere(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rafif = make_warga(wilayah.melati)
    gone = make_pengguna("Ina", wilayah.melati, sampai=date(2026, 11, 1))
    for petugas in (pemeran.fajar, gone, pemeran.eko):
        [jawaban] = send(petugas, make_kiriman(rafif, wilayah.melati, HARI_INI, berat_kg=8.4))
        assert jawaban["kode"] == "warga_tidak_ditemukan"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_findings_do_not_depend_on_the_order_of_arrival(
    wilayah: Wilayah, pemeran: Pemeran, data: st.DataObject
) -> None:
    sari = make_warga(wilayah.melati, "Sari", date(2025, 1, 1), "P")
    days = [date(2026, month, 10) for month in (6, 7, 8, 9, 10, 11)]
    weights = data.draw(st.lists(st.sampled_from([8.0, 8.2, 8.4, 8.9]), min_size=6, max_size=6))
    kiriman = [make_kiriman(sari, wilayah.melati, d, berat_kg=w) for d, w in zip(days, weights, strict=True)]
    for item in data.draw(st.permutations(kiriman)):
        send(pemeran.ani, item)
    shuffled = list(sari.kunjungan.order_by("tanggal").values_list("temuan", flat=True))
    twin = make_warga(wilayah.melati, "Kembar", date(2025, 1, 1), "P")
    send(pemeran.ani, *[{**item, "id": str(uuid.uuid4()), "warga": str(twin.pk)} for item in kiriman])
    assert shuffled == list(twin.kunjungan.order_by("tanggal").values_list("temuan", flat=True))
