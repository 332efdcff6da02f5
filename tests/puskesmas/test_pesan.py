"""Notices: who is told of what, once, whoever asks how often; the inbox is one's own."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from posyandu.tugas import assign as send
from puskesmas.ingat import remind_due
from puskesmas.masalah import handle_masalah, propose_done, raise_masalah, reject_done, report_masalah
from puskesmas.models import Masalah, Pengguna, Penugasan, Pesan, Setelan, Unit
from puskesmas.models.pesan import JenisPesan
from puskesmas.naik import tick
from puskesmas.peran import Peran
from puskesmas.pesan import notify, open_line, read_all, renew
from puskesmas.tindakan import assign_tindakan, close_tindakan, postpone_tindakan
from tests.cast import Pemeran, Wilayah, browse, make_pengguna, make_unit, make_warga

pytestmark = pytest.mark.usefixtures("rabu")

BESOK = date(2026, 11, 19)


def told(siapa: Pengguna) -> list[str]:
    """What somebody was told, oldest first."""
    return [satu.kalimat for satu in Pesan.objects.visible_to(siapa).order_by("dibuat_pada", "kunci")]


def make_pesan(siapa: Pengguna, kunci: str = "uji", **lain: Any) -> Pesan:
    isi: dict[str, Any] = {"jenis": JenisPesan.MASALAH, "kalimat": "Ada yang baru.", "alamat": "/masalah/"} | lain
    return Pesan(pengguna=siapa, kunci=kunci, **isi)


def report(pemeran: Pemeran, wilayah: Wilayah) -> Masalah:
    return report_masalah(oleh=pemeran.ani, unit=wilayah.melati, jenis="alat", judul="Timbangan Bu Siti rusak")


# ── Once ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_thing_is_told_once(pemeran: Pemeran) -> None:
    for _ in range(3):
        notify(pesan=[make_pesan(pemeran.ani), make_pesan(pemeran.budi)])
    assert (len(told(pemeran.ani)), len(told(pemeran.budi))) == (1, 1)


def test_what_was_read_stays_read_when_it_is_told_again(pemeran: Pemeran) -> None:
    notify(pesan=[make_pesan(pemeran.ani)])
    read_all(oleh=pemeran.ani, sampai=timezone.now())
    notify(pesan=[make_pesan(pemeran.ani)])
    assert not Pesan.objects.visible_to(pemeran.ani).unread().exists()


def test_a_later_count_is_new_again(pemeran: Pemeran) -> None:
    renew(pesan=[make_pesan(pemeran.ani, kalimat="2 orang")])
    read_all(oleh=pemeran.ani, sampai=timezone.now())
    renew(pesan=[make_pesan(pemeran.ani, kalimat="5 orang")])
    assert [satu.kalimat for satu in Pesan.objects.visible_to(pemeran.ani).unread()] == ["5 orang"]


def test_a_change_that_fails_tells_nobody(pemeran: Pemeran, wilayah: Wilayah) -> None:
    with transaction.atomic():
        report(pemeran, wilayah)
        transaction.set_rollback(True)
    assert told(pemeran.citra) == []


@pytest.mark.django_db(transaction=True)
def test_four_workers_tell_a_hundred_people_once(transactional_db: None) -> None:
    kabupaten = make_unit("kabupaten", "Balapan", None)
    orang = [make_pengguna(f"Orang{ke}", kabupaten, Peran.STAF_DINAS) for ke in range(20)]
    at_once(lambda ke: notify(pesan=[make_pesan(satu) for satu in (orang if ke % 2 else reversed(orang))]))
    assert Pesan.objects.count() == len(orang)


@pytest.mark.parametrize("alamat", ["https://jahat.example/", "//jahat.example/", "masalah/"])
def test_a_notice_leads_to_a_page_of_ours(pemeran: Pemeran, alamat: str) -> None:
    with pytest.raises(IntegrityError):
        notify(pesan=[make_pesan(pemeran.ani, alamat=alamat)])


# ── Problems ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_problem_is_told_to_those_who_hold_it_and_not_to_who_reported_it(pemeran: Pemeran, wilayah: Wilayah) -> None:
    report(pemeran, wilayah)
    assert told(pemeran.citra) == ["Masalah alat di Posyandu Melati menunggu Pustu Kelubi."]
    assert told(pemeran.ani) == told(pemeran.dewi) == told(pemeran.eko) == []


def test_typed_words_are_never_part_of_a_notice(pemeran: Pemeran, wilayah: Wilayah) -> None:
    report(pemeran, wilayah)
    assert not any("Siti" in kalimat for kalimat in Pesan.objects.values_list("kalimat", flat=True))


def test_where_the_post_is_vacant_the_rung_above_is_told(pemeran: Pemeran, wilayah: Wilayah) -> None:
    Penugasan.objects.filter(pengguna=pemeran.citra).update(sampai=date(2026, 11, 1))
    report(pemeran, wilayah)
    assert told(pemeran.dewi) == ["Masalah alat di Posyandu Melati menunggu Pustu Kelubi."]


def test_a_problem_that_is_handed_on_is_told_to_its_new_owner(pemeran: Pemeran, wilayah: Wilayah) -> None:
    masalah = report(pemeran, wilayah)
    handle_masalah(oleh=pemeran.citra, masalah=masalah, pemilik=pemeran.dewi, tenggat=BESOK)
    assert told(pemeran.dewi) == [
        "Masalah alat di Posyandu Melati dipercayakan kepada Anda, paling lambat 19 Nov 2026."
    ]


def test_what_is_raised_is_told_to_the_rung_above(pemeran: Pemeran, wilayah: Wilayah) -> None:
    raise_masalah(oleh=pemeran.citra, masalah=report(pemeran, wilayah), alasan="Di luar wewenang")
    assert told(pemeran.dewi) == ["Masalah alat di Posyandu Melati naik ke Puskesmas Manggar."]


def test_the_reporter_is_asked_whether_it_is_done_and_the_owner_told_when_it_is_not(
    pemeran: Pemeran, wilayah: Wilayah
) -> None:
    masalah = handle_masalah(oleh=pemeran.citra, masalah=report(pemeran, wilayah), pemilik=pemeran.citra, tenggat=BESOK)
    masalah = propose_done(oleh=pemeran.citra, masalah=masalah, hasil="Sudah diganti")
    assert told(pemeran.ani)[-1].endswith("diusulkan selesai. Terima, atau tulis apa yang belum.")
    reject_done(oleh=pemeran.ani, masalah=masalah, alasan="Belum ada")
    assert told(pemeran.citra)[-1].endswith("belum selesai dan dibuka kembali.")


def test_the_clock_reminds_and_climbs_with_one_notice_each(
    rabu: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    masalah = report(pemeran, wilayah)
    for hari in range(12):
        rabu.move_to(f"2026-11-{18 + hari}T10:00+07:00")
        for _ in range(2):
            tick(kabupaten=wilayah.beltim)
    akhir = [kata for kata in told(pemeran.citra) if "hari terakhir" in kata]
    assert (len(akhir), len([k for k in told(pemeran.dewi) if "naik ke" in k])) == (1, 1)
    masalah.refresh_from_db()
    assert masalah.dipegang != wilayah.kelubi


# ── Actions ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def assign(pemeran: Pemeran, wilayah: Wilayah, tenggat: date = BESOK, **lain: Any) -> Any:
    isi: dict[str, Any] = {"oleh": pemeran.dewi, "unit": wilayah.manggar, "apa": "Jemput Bu Siti"} | lain
    return assign_tindakan(penanggung_jawab=pemeran.citra, tenggat=tenggat, **isi)


def test_an_action_is_told_to_whoever_must_do_it(pemeran: Pemeran, wilayah: Wilayah) -> None:
    pk = uuid.uuid4()
    assert assign(pemeran, wilayah, id=pk) == assign(pemeran, wilayah, id=pk)
    assert told(pemeran.citra) == ["Tindakan baru untuk Anda di Puskesmas Manggar, paling lambat 19 Nov 2026."]


def test_nobody_is_told_what_they_gave_themselves(pemeran: Pemeran, wilayah: Wilayah) -> None:
    assign(pemeran, wilayah, oleh=pemeran.citra, unit=wilayah.kelubi)
    assert told(pemeran.citra) == []


def test_an_action_is_told_of_before_its_date_and_after_it_once_each(
    rabu: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    assign(pemeran, wilayah, date(2026, 11, 20))
    for hari in range(18, 26):
        rabu.move_to(f"2026-11-{hari}T00:30+07:00")
        for _ in range(3):
            remind_due(kabupaten=wilayah.beltim)
    kata = [satu.split(" di ")[0] for satu in told(pemeran.citra)]
    assert kata == ["Tindakan baru untuk Anda", "Tindakan Anda hampir jatuh tempo", "Tindakan Anda terlambat"]


def test_a_new_date_is_reminded_of_anew(rabu: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah) -> None:
    tindakan = assign(pemeran, wilayah)
    rabu.move_to("2026-11-19T08:00+07:00")
    remind_due(kabupaten=wilayah.beltim)
    postpone_tindakan(oleh=pemeran.citra, tindakan=tindakan, tenggat=date(2026, 11, 24), alasan="Hujan")
    rabu.move_to("2026-11-23T08:00+07:00")
    remind_due(kabupaten=wilayah.beltim)
    assert [satu for satu in told(pemeran.citra) if "jatuh tempo" in satu] == [
        f"Tindakan Anda hampir jatuh tempo di Puskesmas Manggar, paling lambat {hari} Nov 2026." for hari in (19, 24)
    ]


def test_what_is_done_is_not_reminded_of(rabu: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah) -> None:
    close_tindakan(oleh=pemeran.citra, tindakan=assign(pemeran, wilayah), hasil="Sudah")
    rabu.move_to("2026-11-25T08:00+07:00")
    remind_due(kabupaten=wilayah.beltim)
    assert len(told(pemeran.citra)) == 1


def test_whoever_got_it_today_is_not_reminded_today(pemeran: Pemeran, wilayah: Wilayah) -> None:
    assign(pemeran, wilayah)
    remind_due(kabupaten=wilayah.beltim)
    assert len(told(pemeran.citra)) == 1


def test_the_clock_of_one_kabupaten_tells_nobody_of_another(
    rabu: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    assign(pemeran, wilayah)
    rabu.move_to("2026-11-21T08:00+07:00")
    remind_due(kabupaten=wilayah.lain)
    assert len(told(pemeran.citra)) == 1


# ── The Nyelik list ──────────────────────────────────────────────────────────────────────────────────────────────────


def send_child(pemeran: Pemeran, unit: Unit, nama: str) -> None:
    send(oleh=pemeran.dewi, warga=[make_warga(unit, nama)], sebab_kode="x", sebab="Belum ditimbang", tenggat=BESOK)


def test_cadres_get_one_notice_a_day_that_counts(
    rabu: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    for nama in ("Rafif", "Naila", "Bagas"):
        send_child(pemeran, wilayah.melati, nama)
    assert told(pemeran.ani) == ["3 orang dikirim ke daftar Nyelik Posyandu Melati pada 18 Nov 2026."]
    rabu.move_to("2026-11-19T08:00+07:00")
    send_child(pemeran, wilayah.melati, "Dinda")
    assert told(pemeran.ani)[1:] == ["1 orang dikirim ke daftar Nyelik Posyandu Melati pada 19 Nov 2026."]
    assert told(pemeran.budi) == []


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_opening_marks_it_as_read_and_leads_to_its_place(pemeran: Pemeran) -> None:
    notify(pesan=[make_pesan(pemeran.ani)])
    satu = Pesan.objects.get()
    jawab = browse(pemeran.ani).post(f"/pesan/{satu.pk}/")
    satu.refresh_from_db()
    assert (jawab.status_code, jawab["Location"], satu.dibaca_pada) == (302, "/masalah/", timezone.now())


@pytest.mark.parametrize("cara", ["get", "head"])
def test_looking_marks_nothing_as_read(pemeran: Pemeran, cara: str) -> None:
    notify(pesan=[make_pesan(pemeran.ani)])
    satu, ani = Pesan.objects.get(), browse(pemeran.ani)
    assert [getattr(ani, cara)(alamat).status_code for alamat in ("/pesan/", f"/pesan/{satu.pk}/")] == [200, 405]
    assert Pesan.objects.visible_to(pemeran.ani).unread().count() == 1


def test_somebody_else_s_notice_is_not_there(pemeran: Pemeran) -> None:
    notify(pesan=[make_pesan(pemeran.ani)])
    satu = Pesan.objects.get()
    for siapa in (pemeran.budi, pemeran.dewi, pemeran.eko, pemeran.fajar):
        assert browse(siapa).post(f"/pesan/{satu.pk}/").status_code == 404
        assert "Ada yang baru" not in browse(siapa).get("/pesan/").content.decode()
    assert Pesan.objects.unread().count() == 1
    assert open_line(oleh=pemeran.ani, pk=uuid.uuid4()) is None


def test_all_are_read_but_what_came_since(rabu: time_machine.Traveller, pemeran: Pemeran) -> None:
    notify(pesan=[make_pesan(pemeran.ani, "satu"), make_pesan(pemeran.budi, "satu")])
    sampai = timezone.now()
    rabu.shift(timedelta(seconds=1))
    notify(pesan=[make_pesan(pemeran.ani, "dua")])
    assert browse(pemeran.ani).post("/pesan/", {"sampai": sampai.isoformat()}).status_code == 302
    assert set(Pesan.objects.unread().values_list("pengguna__nama", "kunci")) == {("Ani", "dua"), ("Budi", "satu")}


@pytest.mark.parametrize("sampai", ["", "kemarin", "2026-11-18", "2026-11-18T09:00:00", "2026-13-40T09:00:00+07:00"])
def test_a_time_without_sense_is_refused(pemeran: Pemeran, sampai: str) -> None:
    notify(pesan=[make_pesan(pemeran.ani)])
    jawab = browse(pemeran.ani).post("/pesan/", {"sampai": sampai})
    assert (jawab.status_code, Pesan.objects.unread().count()) == (400, 1)


def test_the_bell_counts_what_is_new_for_every_hat_once(pemeran: Pemeran, wilayah: Wilayah) -> None:
    Penugasan.objects.create(pengguna=pemeran.ani, unit=wilayah.kenanga, peran=Peran.KADER, sejak=date(2020, 1, 1))
    notify(pesan=[make_pesan(pemeran.ani, kunci) for kunci in ("a", "b")])
    assert Pengguna.objects.get(pk=pemeran.ani.pk).unread() == 2
    assert "Pesan, 2 belum dibaca" in browse(pemeran.ani).get("/pesan/").content.decode()
    assert pemeran.fajar.unread() == 0


def test_the_bell_costs_no_query(pemeran: Pemeran, django_assert_num_queries: Callable[..., Any]) -> None:
    ani = browse(pemeran.ani)
    notify(pesan=[make_pesan(pemeran.ani, str(ke)) for ke in range(50)])
    with django_assert_num_queries(5):  # session, user, assignments with the count, the clock, the list
        ani.get("/pesan/")


@pytest.mark.parametrize(("zona", "jam"), [("Asia/Jakarta", "09.00"), ("Asia/Jayapura", "11.00")])
def test_its_time_is_by_the_clock_of_the_reader(pemeran: Pemeran, wilayah: Wilayah, zona: str, jam: str) -> None:
    Setelan.objects.filter(pk=wilayah.beltim.pk).update(zona_waktu=zona)
    notify(pesan=[make_pesan(pemeran.ani)])
    teks = browse(pemeran.ani).get("/pesan/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert f"18 Nov {jam}" in teks


def test_a_notice_is_shared_with_the_full_address_of_its_place(pemeran: Pemeran) -> None:
    notify(pesan=[make_pesan(pemeran.ani)])
    teks = browse(pemeran.ani).get("/pesan/").content.decode()
    assert "https://wa.me/?text=Ada+yang+baru.%0Ahttp%3A%2F%2Ftestserver%2Fmasalah%2F" in teks


def at_once(run: Callable[[int], object], jumlah: int = 4) -> list[object]:
    """What each of so many threads answered, or the error it met."""
    start, hasil = threading.Barrier(jumlah), []

    def one(ke: int) -> None:
        start.wait()
        try:
            hasil.append(run(ke))
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=[ke]) for ke in range(jumlah)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(hasil) == jumlah
    return hasil
