"""The inbox is a digest: one line for a kind of matter, a place and a day, gone once somebody dealt with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction

from posyandu.tugas import assign as send
from puskesmas.ingat import remind_due
from puskesmas.masalah import accept_done, cancel_masalah, comment, handle_masalah, propose_done, report_masalah
from puskesmas.models import Masalah, Pengguna, Penugasan, Pesan, Setelan, Unit
from puskesmas.naik import tick
from puskesmas.peran import Peran
from puskesmas.pesan import notify
from puskesmas.tindakan import assign_tindakan, close_tindakan, postpone_tindakan
from tests.cast import Pemeran, Wilayah, browse, make_pengguna, make_unit, make_warga
from tests.ilp.tumpukan import eventually
from tests.puskesmas.test_pesan import make_pesan, report

pytestmark = pytest.mark.usefixtures("rabu")

BESOK = date(2026, 11, 19)


def lines(siapa: Pengguna) -> list[str]:
    """The unread lines of somebody's inbox, newest first."""
    isi = browse(siapa).get("/pesan/").context["daftar"]
    return [satu.isi.kalimat for satu in isi if satu.isi.pesan.dibaca_pada is None]


def bell(siapa: Pengguna) -> int:
    return Pengguna.objects.get(pk=siapa.pk).unread()


def open_first(siapa: Pengguna) -> str:
    """Where the newest line leads."""
    pk = browse(siapa).get("/pesan/").context["daftar"][0].isi.pesan.pk
    return str(browse(siapa).post(f"/pesan/{pk}/")["Location"])


# ── One line ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_six_reports_are_one_line_that_leads_to_the_board(pemeran: Pemeran, wilayah: Wilayah) -> None:
    for _ in range(6):
        report(pemeran, wilayah)
    assert (lines(pemeran.citra), bell(pemeran.citra)) == (["6 masalah baru di Pustu Kelubi."], 1)
    assert open_first(pemeran.citra) == "/masalah/"
    assert (lines(pemeran.citra), bell(pemeran.citra)) == ([], 0)


def test_one_report_says_what_it_is_and_leads_to_it(pemeran: Pemeran, wilayah: Wilayah) -> None:
    masalah = report(pemeran, wilayah)
    assert lines(pemeran.citra) == ["Masalah alat di Posyandu Melati menunggu Pustu Kelubi."]
    assert open_first(pemeran.citra) == f"/masalah/{masalah.pk}/"


def test_what_comes_after_reading_counts_from_one(pemeran: Pemeran, wilayah: Wilayah) -> None:
    for _ in range(2):
        report(pemeran, wilayah)
    open_first(pemeran.citra)
    for _ in range(3):
        report(pemeran, wilayah)
    assert lines(pemeran.citra) == ["3 masalah baru di Pustu Kelubi."]


def test_another_day_is_another_line(rabu: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah) -> None:
    for _ in range(2):
        report(pemeran, wilayah)
    rabu.move_to("2026-11-19T00:30+07:00")
    for _ in range(2):
        report(pemeran, wilayah)
    assert lines(pemeran.citra) == ["2 masalah baru di Pustu Kelubi."] * 2


def test_the_day_is_that_of_the_place(rabu: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah) -> None:
    Setelan.objects.filter(pk=wilayah.beltim.pk).update(zona_waktu="Asia/Jayapura")
    for jam in ("23:59", "00:01"):
        hari = 18 if jam == "23:59" else 19
        rabu.move_to(f"2026-11-{hari}T{jam}+09:00")
        report(pemeran, wilayah)
    assert len(lines(pemeran.citra)) == 2


def test_several_actions_are_one_line(rabu: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah) -> None:
    for ke in range(3):
        act(pemeran, wilayah, f"Jemput {ke}")
    assert lines(pemeran.citra) == ["3 tindakan baru untuk Anda di Puskesmas Manggar."]
    rabu.move_to("2026-11-20T08:00+07:00")
    for _ in range(2):
        remind_due(kabupaten=wilayah.beltim)
    assert lines(pemeran.citra)[0] == "3 tindakan Anda terlambat di Puskesmas Manggar."


def test_one_click_for_three_posyandu_is_one_line_that_counts_people(pemeran: Pemeran, wilayah: Wilayah) -> None:
    for unit in (wilayah.kenanga, wilayah.anggrek):
        Penugasan.objects.create(pengguna=pemeran.ani, unit=unit, peran=Peran.KADER, sejak=date(2020, 1, 1))
    tempat = (wilayah.melati, wilayah.melati, wilayah.kenanga, wilayah.anggrek)
    anak = [make_warga(unit, f"Anak {'abcd'[ke]}") for ke, unit in enumerate(tempat)]
    send(oleh=pemeran.dewi, warga=anak, sebab_kode="x", sebab="Belum", tenggat=BESOK)
    assert lines(pemeran.ani) == ["4 orang dikirim ke daftar Nyelik Anda pada 18 Nov 2026."]
    assert open_first(pemeran.ani) == "/nyelik/"


def test_the_bell_and_the_mail_count_lines(pemeran: Pemeran) -> None:
    semua = [make_pesan(pemeran.ani, str(ke), kelompok="k", kalimat_banyak="hal baru.") for ke in range(120)]
    notify(pesan=[*semua, make_pesan(pemeran.ani, "lain")])
    assert bell(pemeran.ani) == 2
    assert set(lines(pemeran.ani)) == {"120 hal baru.", "Ada yang baru."}


# ── Dealt with ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_looking_at_the_problem_reads_its_notice_and_no_other(pemeran: Pemeran, wilayah: Wilayah) -> None:
    masalah, _ = report(pemeran, wilayah), report(pemeran, wilayah)
    citra = browse(pemeran.citra)
    citra.head(f"/masalah/{masalah.pk}/")
    assert len(Pesan.objects.visible_to(pemeran.citra).unread()) == 2
    teks = citra.get(f"/masalah/{masalah.pk}/").content.decode()
    assert "Pesan, 1 belum dibaca" in teks
    assert lines(pemeran.citra) == ["Masalah alat di Posyandu Melati menunggu Pustu Kelubi."]


def test_somebody_else_looking_reads_nothing_of_mine(pemeran: Pemeran, wilayah: Wilayah) -> None:
    masalah = report(pemeran, wilayah)
    browse(pemeran.dewi).get(f"/masalah/{masalah.pk}/")
    assert bell(pemeran.citra) == 1


def test_whoever_takes_it_answers_for_all_who_were_asked(pemeran: Pemeran, wilayah: Wilayah) -> None:
    rekan = make_pengguna("Rekan", wilayah.kelubi, Peran.BIDAN_DESA)
    masalah = report(pemeran, wilayah)
    assert bell(rekan) == 1
    handle_masalah(oleh=pemeran.citra, masalah=masalah, pemilik=pemeran.citra, tenggat=BESOK)
    assert (bell(rekan), bell(pemeran.citra)) == (0, 0)


def test_a_remark_answers_only_for_who_wrote_it(pemeran: Pemeran, wilayah: Wilayah) -> None:
    rekan = make_pengguna("Rekan", wilayah.kelubi, Peran.BIDAN_DESA)
    comment(oleh=pemeran.citra, masalah=report(pemeran, wilayah), isi="Saya lihat dahulu")
    assert (bell(rekan), bell(pemeran.citra)) == (1, 0)


def test_the_clock_answers_nothing(rabu: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah) -> None:
    report(pemeran, wilayah)
    rabu.move_to("2026-12-09T10:00+07:00")
    tick(kabupaten=wilayah.beltim)
    assert (len(lines(pemeran.citra)), len(lines(pemeran.dewi))) == (1, 1)


def test_accepting_reads_that_it_was_asked(pemeran: Pemeran, wilayah: Wilayah) -> None:
    masalah = handle_masalah(oleh=pemeran.citra, masalah=report(pemeran, wilayah), pemilik=pemeran.citra, tenggat=BESOK)
    masalah = propose_done(oleh=pemeran.citra, masalah=masalah, hasil="Sudah diganti")
    assert bell(pemeran.ani) == 1
    accept_done(oleh=pemeran.ani, masalah=masalah)
    assert bell(pemeran.ani) == 0


def test_what_was_cancelled_asks_nobody(pemeran: Pemeran, wilayah: Wilayah) -> None:
    cancel_masalah(oleh=pemeran.ani, masalah=report(pemeran, wilayah), alasan="Sudah ada")
    assert not Pesan.objects.unread().exists()


@pytest.mark.parametrize("cara", ["tutup", "tunda", "lihat"])
def test_an_action_that_was_dealt_with_is_read(pemeran: Pemeran, wilayah: Wilayah, cara: str) -> None:
    tindakan = act(pemeran, wilayah, "Jemput")
    act(pemeran, wilayah, "Antar")
    if cara == "tutup":
        close_tindakan(oleh=pemeran.dewi, tindakan=tindakan, hasil="Sudah")
    elif cara == "tunda":
        postpone_tindakan(oleh=pemeran.dewi, tindakan=tindakan, tenggat=date(2026, 11, 25), alasan="Hujan")
    else:
        browse(pemeran.citra).get(f"/tindakan/{tindakan.pk}/")
    assert lines(pemeran.citra) == ["Tindakan baru untuk Anda di Puskesmas Manggar, paling lambat 19 Nov 2026."]


@pytest.mark.parametrize("alamat", ["/nyelik/", "/nyelik/?unit={melati}"])
def test_opening_the_list_reads_its_notice(pemeran: Pemeran, wilayah: Wilayah, alamat: str) -> None:
    send(oleh=pemeran.dewi, warga=[make_warga(wilayah.melati)], sebab_kode="x", sebab="Belum", tenggat=BESOK)
    notify(pesan=[make_pesan(pemeran.ani)])
    assert bell(pemeran.ani) == 2
    browse(pemeran.ani).get(alamat.format(melati=wilayah.melati.kode))
    assert bell(pemeran.ani) == 1


def act(pemeran: Pemeran, wilayah: Wilayah, apa: str) -> Any:
    return assign_tindakan(
        oleh=pemeran.dewi, unit=wilayah.manggar, apa=apa, penanggung_jawab=pemeran.citra, tenggat=BESOK
    )


# ── Killed ───────────────────────────────────────────────────────────────────────────────────────────────────────────

PEKERJA: Final = """
import sys, django, time_machine
django.setup()
from puskesmas.tasks import tick_masalah
with time_machine.travel(sys.argv[1], tick=False):
    tick_masalah()
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_it_tells_tells_nothing_twice_and_the_next_run_tells_the_rest(
    rabu: time_machine.Traveller, transactional_db: None
) -> None:
    kabupaten, kepala = six_reported_problems()
    saat = f"{Masalah.objects.earliest('batas_gerak').batas_gerak}T10:00+07:00"
    ketiga = Masalah.objects.order_by("batas_gerak", "pk")[3]
    with transaction.atomic():
        Masalah.objects.select_for_update().get(pk=ketiga.pk)  # here the worker waits, in the middle
        pekerja = start_worker(saat)
        assert eventually(lambda: backends("wait_event_type = 'Lock'"))
        pekerja.kill()
        assert pekerja.wait() == -signal.SIGKILL
    assert eventually(lambda: not backends("application_name = 'terbunuh'"))
    assert len(reminded(kepala)) == 3
    rabu.move_to(saat)
    for _ in range(2):
        tick(kabupaten=kabupaten)
    assert reminded(kepala) == sorted(f"/masalah/{satu.pk}/" for satu in Masalah.objects.all())
    assert len(lines(kepala)) == 2  # six that wait, six that end today


def six_reported_problems() -> tuple[Unit, Pengguna]:
    """The kabupaten, and the head of the Puskesmas who holds them all."""
    kabupaten = make_unit("kabupaten", "Terputus", None)
    puskesmas = make_unit("puskesmas", "Damar", kabupaten)
    kepala = make_pengguna("Kepala", puskesmas, Peran.KEPALA_PUSKESMAS)
    posyandu = make_unit("posyandu", "Air", puskesmas)
    kader = make_pengguna("Kader", posyandu, Peran.KADER)
    for ke in range(6):
        report_masalah(oleh=kader, unit=posyandu, jenis="alat", judul=f"Timbangan {ke}")
    return kabupaten, kepala


def start_worker(saat: str) -> subprocess.Popen[bytes]:
    """A process of its own that runs the task, on the database of this test."""
    alamat = urlsplit(os.environ["DATABASE_URL"])
    basis = alamat._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    lingkungan = {**os.environ, "DATABASE_URL": basis, "PGAPPNAME": "terbunuh"}
    return subprocess.Popen([sys.executable, "-c", PEKERJA, saat], cwd=settings.BASE_DIR, env=lingkungan)


def backends(syarat: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # inside a transaction they would stay as first seen
        cursor.execute(f"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND {syarat}")
        return int(cursor.fetchone()[0])


def reminded(siapa: Pengguna) -> list[str]:
    """Where the notices about the last day lead."""
    kata = Pesan.objects.visible_to(siapa).filter(kalimat__contains="hari terakhir")
    return sorted(kata.values_list("alamat", flat=True))
