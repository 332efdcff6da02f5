"""The Nyelik list: who is sent, what fulfils a task, and what becomes of it when people move, die or are merged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from posyandu.domisili import move_domisili, set_status_warga
from posyandu.gabung import merge_warga, undo_merge
from posyandu.models import Keluarga, TugasKunjungan, Warga
from posyandu.tugas import (
    HasilKirim,
    RingkasTugas,
    cancel_tugas,
    close_tugas,
    mark_absent,
    summarise_tugas,
)
from puskesmas.errors import DomainError
from puskesmas.peran import Aksi, Peran, roles_with
from tests.cast import Pemeran, Wilayah, make_kunjungan, make_pengguna, make_warga
from tests.posyandu.tugas import HARI_INI, only, send, visit, withdraw

pytestmark = pytest.mark.usefixtures("senin")
BESOK, LUSA = HARI_INI + timedelta(days=1), HARI_INI + timedelta(days=2)


@pytest.fixture
def rafif(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati)


@pytest.fixture
def tugas(rafif: Warga, pemeran: Pemeran) -> TugasKunjungan:
    send(pemeran.citra, rafif)
    return only()


# --- sending ---------------------------------------------------------------------------------------------------------


def test_a_person_comes_onto_the_list_of_the_posyandu_where_they_live(tugas: TugasKunjungan, wilayah: Wilayah) -> None:
    assert (tugas.posyandu_id, tugas.status, tugas.sejak) == (wilayah.melati.pk, "menunggu", HARI_INI)
    assert (tugas.sebab, tugas.tenggat) == ("Belum ditimbang", LUSA)


def test_sending_twice_leaves_one_task_and_says_so(tugas: TugasKunjungan, rafif: Warga, pemeran: Pemeran) -> None:
    assert send(pemeran.dewi, rafif, rafif) == HasilKirim(dibuat=0, sudah_ada=1)
    assert send(pemeran.dewi, rafif, kode="vitamin_a") == HasilKirim(dibuat=1)


def test_two_open_tasks_for_one_reason_are_refused_by_the_database(tugas: TugasKunjungan) -> None:
    tugas.pk = None
    with pytest.raises(DatabaseError, match="tugas_satu_terbuka"), transaction.atomic():
        tugas.save(force_insert=True)


def test_who_has_left_or_is_a_guest_is_left_out(wilayah: Wilayah, pemeran: Pemeran, rafif: Warga) -> None:
    pergi = make_warga(wilayah.melati, "Pergi", status="pindah", status_sejak=HARI_INI)
    tamu = make_warga(wilayah.melati, "Tamu", tamu=True)
    assert send(pemeran.citra, rafif, pergi, tamu) == HasilKirim(dibuat=1, dilewati=2)


def test_a_merged_row_stands_for_its_person(wilayah: Wilayah, pemeran: Pemeran, rafif: Warga) -> None:
    lama = make_warga(wilayah.kenanga, "Rafif M")
    merge_warga(dari=lama, ke=rafif, petugas=pemeran.citra)
    lama.refresh_from_db()
    assert send(pemeran.citra, lama, rafif) == HasilKirim(dibuat=1)
    assert only().warga == rafif


@pytest.mark.parametrize("peran", [p for p in Peran if p not in roles_with(Aksi.KIRIM_NYELIK)])
def test_other_roles_do_not_send(peran: Peran, wilayah: Wilayah, rafif: Warga) -> None:
    orang = make_pengguna("Lain", wilayah.manggar, peran)
    with pytest.raises(DomainError, match="warga_tidak_ditemukan"):
        send(orang, rafif)


def test_someone_elses_people_and_missing_ones_get_the_same_answer(wilayah: Wilayah, pemeran: Pemeran) -> None:
    salah = []
    for asing in (make_warga(wilayah.seroja), Warga(nama="Tidak ada")):
        with pytest.raises(DomainError) as galat:
            send(pemeran.citra, make_warga(wilayah.melati), asing)
        salah.append(galat.value.as_dict())
    assert salah[0] == salah[1]
    assert not TugasKunjungan.objects.exists()


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ({"tenggat": HARI_INI - timedelta(days=1)}, "tenggat_lewat"),
        ({"tenggat": HARI_INI + timedelta(days=61)}, "tenggat_terlalu_jauh"),
        ({"sebab": " "}, "wajib_diisi"),
    ],
)
def test_a_task_needs_a_reason_and_a_day_ahead(isi: dict[str, Any], kode: str, pemeran: Pemeran, rafif: Warga) -> None:
    with pytest.raises(DomainError, match=kode):
        send(pemeran.citra, rafif, **isi)
    assert send(pemeran.citra, rafif, tenggat=HARI_INI).dibuat == 1


def test_nobody_ticked_is_said(pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="belum_dipilih"):
        send(pemeran.citra)


def test_sending_costs_the_same_for_two_and_for_fifty(
    wilayah: Wilayah, pemeran: Pemeran, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    semua = [make_warga(wilayah.melati, f"Anak {n}") for n in range(52)]
    pemeran.citra.active_penugasan()
    with django_assert_max_num_queries(20) as sedikit:
        send(pemeran.citra, *semua[:2])
    with django_assert_num_queries(len(sedikit)):
        send(pemeran.citra, *semua[2:])


# --- fulfilled by visits ---------------------------------------------------------------------------------------------


def test_a_home_visit_closes_every_open_task_of_the_person(
    tugas: TugasKunjungan, rafif: Warga, pemeran: Pemeran
) -> None:
    send(pemeran.citra, rafif, kode="vitamin_a")
    kunjungan = visit(pemeran.ani, rafif)
    semua = TugasKunjungan.objects.values_list("status", "kader", "kunjungan__pk")
    assert [(status, kader, str(pk)) for status, kader, pk in semua] == [("dikunjungi", pemeran.ani.pk, kunjungan)] * 2


def test_who_comes_to_the_posyandu_need_not_be_visited(tugas: TugasKunjungan, rafif: Warga, pemeran: Pemeran) -> None:
    visit(pemeran.ani, rafif, "posyandu")
    assert (only().status, only().hasil) == ("selesai", "Datang sendiri: Posyandu.")


def test_a_visit_from_before_the_task_does_not_close_it(tugas: TugasKunjungan, rafif: Warga, pemeran: Pemeran) -> None:
    visit(pemeran.ani, rafif, tanggal=HARI_INI - timedelta(days=1))
    assert only().status == "menunggu"


def test_another_persons_visit_does_not_close_it(tugas: TugasKunjungan, wilayah: Wilayah, pemeran: Pemeran) -> None:
    visit(pemeran.ani, make_warga(wilayah.melati, "Lain"))
    assert only().status == "menunggu"


def test_a_withdrawn_visit_opens_it_again(tugas: TugasKunjungan, rafif: Warga, pemeran: Pemeran) -> None:
    mark_absent(oleh=pemeran.ani, tugas=tugas)
    withdraw(pemeran.ani, visit(pemeran.ani, rafif))
    assert (only().status, only().kunjungan, only().selesai_pada, only().percobaan) == ("tidak_bertemu", None, None, 1)


def test_a_corrected_visit_keeps_it_closed(tugas: TugasKunjungan, rafif: Warga, pemeran: Pemeran) -> None:
    baru = visit(pemeran.ani, rafif, menggantikan=visit(pemeran.ani, rafif))
    assert (only().status, str(only().kunjungan_id)) == ("dikunjungi", baru)


def test_a_visit_corrected_to_another_person_opens_the_one_and_closes_the_other(
    tugas: TugasKunjungan, rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    lain = make_warga(wilayah.melati, "Lain")
    send(pemeran.citra, lain)
    visit(pemeran.ani, lain, menggantikan=visit(pemeran.ani, rafif))
    assert dict(TugasKunjungan.objects.values_list("warga__nama", "status")) == {
        "Rafif": "menunggu",
        "Lain": "dikunjungi",
    }


def test_another_visit_that_still_holds_keeps_it_closed(tugas: TugasKunjungan, rafif: Warga, pemeran: Pemeran) -> None:
    pertama = visit(pemeran.ani, rafif)
    visit(pemeran.ani, rafif, "posyandu")
    withdraw(pemeran.ani, pertama)
    assert only().status == "selesai"


def test_a_task_sent_anew_meanwhile_is_not_doubled_by_a_withdrawal(
    tugas: TugasKunjungan, rafif: Warga, pemeran: Pemeran
) -> None:
    kunjungan = visit(pemeran.ani, rafif)
    TugasKunjungan.objects.create(
        warga=rafif, posyandu=rafif.unit, sebab_kode=tugas.sebab_kode, sebab="Lagi", dibuat_oleh=pemeran.dewi,
        sejak=BESOK, tenggat=LUSA,
    )  # fmt: skip
    withdraw(pemeran.ani, kunjungan)
    assert list(TugasKunjungan.objects.order_by("sejak").values_list("status", flat=True)) == ["batal", "menunggu"]


def test_a_family_is_visited_through_any_member_at_home_only(wilayah: Wilayah, pemeran: Pemeran) -> None:
    keluarga = Keluarga.objects.create(unit=wilayah.melati)
    kakak = make_warga(wilayah.melati, "Kakak", date(2023, 1, 1), keluarga=keluarga)
    adik = make_warga(wilayah.melati, "Adik", keluarga=keluarga)
    send(pemeran.citra, kakak, kode="keluarga_dikunjungi", sekeluarga=True)
    visit(pemeran.ani, kakak, "posyandu")
    assert only().status == "menunggu"
    kunjungan = visit(pemeran.ani, adik)
    assert only().status == "dikunjungi"
    withdraw(pemeran.ani, kunjungan)
    assert only().status == "menunggu"


def test_a_visit_of_someone_on_no_list_asks_once_more_only(
    wilayah: Wilayah, pemeran: Pemeran, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(60) as queries:
        visit(pemeran.ani, make_warga(wilayah.melati))
    assert sum("posyandu_tugaskunjungan" in q["sql"] for q in queries.captured_queries) == 1


# --- people change ---------------------------------------------------------------------------------------------------


def test_a_task_moves_with_the_person(tugas: TugasKunjungan, rafif: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    move_domisili(warga=rafif, posyandu=wilayah.seroja, sejak=HARI_INI, petugas=pemeran.citra)
    assert (only().posyandu, only().status) == (wilayah.seroja, "menunggu")


def test_a_task_ends_when_the_person_leaves_the_kabupaten(
    tugas: TugasKunjungan, rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    move_domisili(warga=rafif, posyandu=wilayah.dahlia, sejak=HARI_INI, petugas=pemeran.citra)
    assert (only().posyandu, only().hasil) == (wilayah.melati, "Pindah ke kabupaten lain.")


@pytest.mark.parametrize("status", ["meninggal", "pindah"])
def test_a_task_ends_with_the_reason_when_the_person_is_gone(
    status: str, tugas: TugasKunjungan, rafif: Warga, pemeran: Pemeran
) -> None:
    set_status_warga(warga=rafif, status=status, sejak=HARI_INI, petugas=pemeran.citra)
    assert (only().status, only().hasil) == ("batal", f"Tercatat {status}.")


def test_a_merge_brings_the_task_along_and_leaves_one_per_reason(
    tugas: TugasKunjungan, rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    kembar = make_warga(wilayah.kenanga, "M Rafif")
    send(pemeran.citra, kembar)
    send(pemeran.citra, kembar, kode="vitamin_a")
    merge_warga(dari=kembar, ke=rafif, petugas=pemeran.citra)
    terbuka = TugasKunjungan.objects.terbuka().order_by("sebab_kode")
    assert [(t.sebab_kode, t.posyandu, t.orang) for t in terbuka.select_related("warga__digabung_ke", "posyandu")] == [
        ("balita_ditimbang", wilayah.melati, rafif),
        ("vitamin_a", wilayah.melati, rafif),
    ]


def test_a_merged_rows_visit_closes_the_task_and_parting_opens_it_again(
    tugas: TugasKunjungan, rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    tamu = make_warga(wilayah.seroja, "Rafif", tamu=True)
    visit(pemeran.gita, tamu, "posyandu")
    gabung = merge_warga(dari=tamu, ke=rafif, petugas=pemeran.citra)
    assert only().status == "selesai"
    undo_merge(penggabungan=gabung, petugas=pemeran.citra)
    assert only().status == "menunggu"


# --- by hand ---------------------------------------------------------------------------------------------------------


def test_nobody_met_stays_on_the_list_and_is_counted_once_a_day(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    mark_absent(oleh=pemeran.ani, tugas=tugas)
    mark_absent(oleh=pemeran.ani, tugas=tugas)
    assert (only().status, only().percobaan) == ("tidak_bertemu", 1)
    TugasKunjungan.objects.update(dicoba=HARI_INI - timedelta(days=1))
    assert mark_absent(oleh=pemeran.ani, tugas=tugas).percobaan == 2


def test_a_task_is_cancelled_with_a_reason_only(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="alasan_kosong"):
        cancel_tugas(oleh=pemeran.ani, tugas=tugas, alasan="  ")
    assert cancel_tugas(oleh=pemeran.dewi, tugas=tugas, alasan="Sudah pindah").status == "batal"
    with pytest.raises(DomainError, match="tugas_sudah_ditutup"):
        cancel_tugas(oleh=pemeran.ani, tugas=tugas, alasan="Lagi")


def test_a_task_is_closed_with_an_outcome_only(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="hasil_kosong"):
        close_tugas(oleh=pemeran.ani, tugas=tugas, hasil="")
    assert close_tugas(oleh=pemeran.ani, tugas=tugas, hasil="Sudah ditimbang di PAUD").status == "selesai"


def test_a_task_is_closed_with_a_visit_of_that_person_only(
    tugas: TugasKunjungan, rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    lain = make_kunjungan(make_warga(wilayah.melati, "Lain"), wilayah.melati, HARI_INI, pemeran.ani, [], kanal="rumah")
    with pytest.raises(DomainError, match="kunjungan_lain"):
        close_tugas(oleh=pemeran.ani, tugas=tugas, hasil="Ditimbang", kunjungan=lain)
    sendiri = make_kunjungan(rafif, wilayah.melati, HARI_INI, pemeran.ani, [], kanal="rumah")
    assert close_tugas(oleh=pemeran.ani, tugas=tugas, hasil="Ditimbang", kunjungan=sendiri).status == "dikunjungi"


def test_someone_elses_task_is_as_if_it_were_not_there(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    for orang in (pemeran.budi, pemeran.gita, pemeran.hana, pemeran.fajar, pemeran.eko, pemeran.dewi):
        with pytest.raises(DomainError, match="tugas_tidak_ditemukan"):
            mark_absent(oleh=orang, tugas=tugas)
    with pytest.raises(DomainError, match="tugas_tidak_ditemukan"):
        cancel_tugas(oleh=pemeran.eko, tugas=tugas, alasan="Dinas hanya melihat")


def test_what_happened_to_a_task_is_kept(tugas: TugasKunjungan, pemeran: Pemeran) -> None:
    mark_absent(oleh=pemeran.ani, tugas=tugas)
    cancel_tugas(oleh=pemeran.ani, tugas=tugas, alasan="Pindah")
    riwayat = tugas.events.order_by("pgh_id")  # type: ignore[attr-defined]  # pghistory adds it
    assert [satu.status for satu in riwayat] == ["menunggu", "tidak_bertemu", "batal"]


# --- counted ---------------------------------------------------------------------------------------------------------


def test_what_came_of_it_adds_up_the_tree(wilayah: Wilayah, pemeran: Pemeran) -> None:
    anak = [make_warga(unit, "A") for unit in (wilayah.melati, wilayah.melati, wilayah.kenanga, wilayah.anggrek)]
    send(pemeran.dewi, *anak)
    visit(pemeran.ani, anak[0])
    mark_absent(oleh=pemeran.ani, tugas=TugasKunjungan.objects.get(warga=anak[1]))
    jumlah = summarise_tugas(wilayah.manggar, HARI_INI, HARI_INI)
    assert jumlah[wilayah.melati.pk] == RingkasTugas(dikirim=2, dikunjungi=1, tidak_bertemu=1)
    assert jumlah[wilayah.kelubi.pk] == RingkasTugas(dikirim=3, dikunjungi=1, tidak_bertemu=1, menunggu=1)
    assert jumlah[wilayah.manggar.pk].kalimat == "4 dikirim: 1 dikunjungi, 1 tidak bertemu, 2 belum"


def test_a_summary_keeps_to_its_days_and_place(
    tugas: TugasKunjungan, wilayah: Wilayah, django_assert_num_queries: Any
) -> None:
    assert summarise_tugas(wilayah.gantung, HARI_INI, HARI_INI) == {}
    assert summarise_tugas(wilayah.manggar, BESOK, LUSA) == {}
    assert RingkasTugas().kalimat == "Belum ada yang dikirim"
    with django_assert_num_queries(1):
        assert summarise_tugas(wilayah.beltim, HARI_INI, LUSA)[wilayah.beltim.pk].dikirim == 1
