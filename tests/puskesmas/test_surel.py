"""The e-mail of the day: counts and a link, once, in the morning of the kabupaten, and only where it can be sent."""

from __future__ import annotations

import smtplib
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils.html import conditional_escape

from puskesmas.ingat import send_digests
from puskesmas.models import Pengguna, Pesan, Setelan, SurelHarian
from puskesmas.peran import Peran
from puskesmas.pesan import notify
from puskesmas.tasks import mail_pesan, remind_tindakan
from tests.cast import Pemeran, Wilayah, browse, make_pengguna, make_unit
from tests.puskesmas.test_pesan import at_once, make_pesan


@pytest.fixture
def pagi(settings: Any) -> Any:
    """Wednesday 18 November 2026, 06:30 at Belitung, with a mail server."""
    settings.EMAIL_HOST, settings.SITUS = "surel.example", "https://ilp.example.go.id/"
    with time_machine.travel("2026-11-18T06:30+07:00", tick=False) as waktu:
        yield waktu


def with_address(siapa: Pengguna) -> Pengguna:
    Pengguna.objects.filter(pk=siapa.pk).update(email=f"{siapa.username}@example.go.id")
    return siapa


def tell(siapa: Pengguna, *kunci: str, **lain: Any) -> None:
    notify(pesan=[make_pesan(with_address(siapa), satu, **lain) for satu in kunci])


def test_it_counts_and_links_and_says_nothing_else(pagi: Any, pemeran: Pemeran, wilayah: Wilayah) -> None:
    tell(pemeran.citra, "a", "b", kalimat="Masalah alat di Posyandu Melati.")
    tell(pemeran.citra, "c", jenis="evaluasi")
    assert send_digests(kabupaten=wilayah.beltim) == 1
    surat = mail.outbox[0]
    assert (surat.subject, surat.to) == ("ILP: 3 pesan baru", [f"{pemeran.citra.username}@example.go.id"])
    assert "- Evaluasi: 1\n- Masalah: 2\n" in surat.body
    assert "https://ilp.example.go.id/pesan/" in surat.body
    assert "Melati" not in surat.body
    assert pemeran.citra.nama not in surat.body


def test_two_beats_send_one(pagi: Any, pemeran: Pemeran, wilayah: Wilayah) -> None:
    tell(pemeran.citra, "a")
    assert [mail_pesan(), mail_pesan()] == [1, 0]
    tell(pemeran.citra, "b")
    assert mail_pesan() == 0


def test_what_was_mailed_or_read_is_not_mailed_again(
    pagi: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    tell(pemeran.citra, "a")
    mail_pesan()
    pagi.move_to("2026-11-19T06:30+07:00")
    assert mail_pesan() == 0
    tell(pemeran.citra, "b")
    Pesan.objects.filter(kunci="b").update(dibaca_pada=datetime(2026, 11, 19, tzinfo=ZoneInfo("UTC")))
    assert mail_pesan() == 0


def test_days_without_a_clock_are_caught_up_in_one_mail(
    pagi: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah
) -> None:
    for hari in (18, 19, 20):
        pagi.move_to(f"2026-11-{hari}T09:00+07:00")
        tell(pemeran.citra, f"hari {hari}")
    pagi.move_to("2026-11-21T20:30+07:00")
    assert [mail_pesan(), mail_pesan()] == [1, 0]
    assert [surat.subject for surat in mail.outbox] == ["ILP: 3 pesan baru"]


@pytest.mark.parametrize(
    ("zona", "saat"),
    [("Asia/Jakarta", "06:30+07:00"), ("Asia/Makassar", "06:30+08:00"), ("Asia/Jayapura", "06:30+09:00")],
)
def test_morning_is_where_the_kabupaten_is(
    pagi: time_machine.Traveller, pemeran: Pemeran, wilayah: Wilayah, zona: str, saat: str
) -> None:
    Setelan.objects.filter(pk=wilayah.beltim.pk).update(zona_waktu=zona)
    tell(pemeran.citra, "a")
    buka = datetime.fromisoformat(f"2026-11-18T{saat}")
    pagi.move_to(buka.replace(minute=29, second=59))
    assert mail_pesan() == 0
    pagi.move_to(buka)
    assert mail_pesan() == 1


def test_without_a_mail_server_nothing_is_sent_and_nothing_fails(pagi: Any, settings: Any, pemeran: Pemeran) -> None:
    settings.EMAIL_HOST = ""
    tell(pemeran.citra, "a")
    assert (mail_pesan(), mail.outbox, SurelHarian.objects.count()) == (0, [], 0)


def test_nobody_without_address_work_or_login_gets_mail(pagi: Any, pemeran: Pemeran) -> None:
    notify(pesan=[make_pesan(pemeran.citra)])
    tell(pemeran.fajar, "a")
    tell(pemeran.dewi, "a")
    Pengguna.objects.filter(pk=pemeran.dewi.pk).update(is_active=False)
    assert mail_pesan() == 0


def test_a_server_that_is_down_is_tried_again(pagi: Any, pemeran: Pemeran, monkeypatch: pytest.MonkeyPatch) -> None:
    tell(pemeran.citra, "a")
    with monkeypatch.context() as rusak:
        rusak.setattr(EmailBackend, "send_messages", refuse(smtplib.SMTPServerDisconnected()))
        assert mail_pesan() == 0
    assert SurelHarian.objects.count() == 0
    assert mail_pesan() == 1


def test_a_wrong_address_keeps_nobody_else_waiting(
    pagi: Any, pemeran: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(pemeran.citra, "a")
    monkeypatch.setattr(EmailBackend, "send_messages", refuse(smtplib.SMTPRecipientsRefused({})))
    assert [mail_pesan(), mail_pesan()] == [1, 0]


@pytest.mark.django_db(transaction=True)
def test_four_workers_send_one(pagi: Any, transactional_db: None) -> None:
    kabupaten = make_unit("kabupaten", "Balapan", None)
    tell(make_pengguna("Eko", kabupaten, Peran.STAF_DINAS), "a")
    assert sorted(at_once(lambda _: send_digests(kabupaten=kabupaten)), key=str) == [0, 0, 0, 1]
    assert len(mail.outbox) == 1


def test_the_tasks_run_for_every_kabupaten(pagi: Any, pemeran: Pemeran, wilayah: Wilayah) -> None:
    tell(pemeran.citra, "a")
    tell(pemeran.hana, "a")
    remind_tindakan()
    assert mail_pesan() == 2


# ── One's own address ────────────────────────────────────────────────────────────────────────────────────────────────


def write(siapa: Pengguna, surel: str, **lain: str) -> Any:
    return browse(siapa).post("/pesan/surel/", {"surel": surel, **lain})


def test_an_address_is_kept_and_shown(pemeran: Pemeran) -> None:
    assert write(pemeran.ani, " ani@contoh.go.id ", harian="ya").status_code == 302
    assert 'value="ani@contoh.go.id"' in browse(pemeran.ani).get("/pesan/surel/").content.decode()
    pemeran.ani.refresh_from_db()
    assert (pemeran.ani.email, pemeran.ani.surel_harian) == ("ani@contoh.go.id", True)


@pytest.mark.parametrize(
    "surel", ["ani", "ani@", "ani@contoh", "a b@contoh.id", "ani@contoh.id\r\nBcc: x@y.id", "a" * 250 + "@b.id"]
)
def test_a_wrong_address_is_refused_in_words_and_stays_typed(pemeran: Pemeran, surel: str) -> None:
    jawab = write(pemeran.ani, surel, harian="ya")
    teks = jawab.content.decode()
    assert (jawab.status_code, "Belum tersimpan." in teks) == (400, True)
    assert conditional_escape(surel).split("\r")[0] in teks
    assert not Pengguna.objects.exclude(email="").exists()


def test_a_digest_needs_an_address_and_can_be_refused(pagi: Any, pemeran: Pemeran) -> None:
    assert write(pemeran.citra, "", harian="ya").status_code == 400
    tell(pemeran.citra, "a")
    assert write(pemeran.citra, "citra@contoh.go.id").status_code == 302
    assert mail_pesan() == 0
    assert write(pemeran.citra, "citra@contoh.go.id", harian="ya").status_code == 302
    assert mail_pesan() == 1


def test_the_page_says_when_the_server_cannot_send(pagi: Any, pemeran: Pemeran, settings: Any) -> None:
    kata = "belum dipasang di server ini"
    assert kata not in browse(pemeran.ani).get("/pesan/surel/").content.decode()
    settings.EMAIL_HOST = ""
    assert kata in browse(pemeran.ani).get("/pesan/surel/").content.decode()


def refuse(galat: Exception) -> Any:
    def send_messages(*args: object) -> int:
        raise galat

    return send_messages
