"""What the clock tells: actions that end tomorrow and those that are late; and the e-mail of the day."""

from __future__ import annotations

import logging
import smtplib
from collections import Counter
from datetime import date, datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from puskesmas.alamat import link
from puskesmas.kabar import about_action
from puskesmas.models import Pengguna, Penugasan, Pesan, Setelan, SurelHarian, Tindakan, Unit
from puskesmas.models.pesan import JenisPesan
from puskesmas.pesan import group, notify

PAGI: Final = time(6, 30)
"""Local time from which the e-mail of the day goes out."""
log = logging.getLogger(__name__)


def remind_due(*, kabupaten: Unit, sekarang: datetime | None = None) -> None:
    """Each action once when it is about to end and once when it is late, for every date it was carried over to.

    Whoever got it today was told its date just now.
    """
    kini = _local(kabupaten, sekarang)
    besok, tengah_malam = kini.date() + timedelta(days=1), datetime.combine(kini, time.min, kini.tzinfo)
    jalan = Tindakan.objects.under(kabupaten).running().filter(tenggat__lte=besok, dibuat_pada__lt=tengah_malam)
    notify(pesan=[_about_due(satu, kini.date()) for satu in jalan.select_related("unit")])


def _about_due(tindakan: Tindakan, hari_ini: date) -> Pesan:
    if tindakan.tenggat < hari_ini:
        return about_action(tindakan, f"lewat:{tindakan.tenggat}", "Tindakan Anda terlambat", hari_ini)
    return about_action(tindakan, f"dekat:{tindakan.tenggat}", "Tindakan Anda hampir jatuh tempo", hari_ini)


def send_digests(*, kabupaten: Unit, sekarang: datetime | None = None) -> int:
    """One e-mail a day to everybody with an address and something new; returns how many. Without a mail server: none.

    A day that was missed is not made up for: the next e-mail counts everything that none has counted.
    """
    kini = _local(kabupaten, sekarang)
    if not settings.EMAIL_HOST or kini.time() < PAGI:
        return 0
    menunggu = _waiting(kabupaten, kini.date())
    if not menunggu:
        return 0
    surat = get_connection()
    try:
        surat.open()
        return sum(_send_one(satu, kini.date(), surat) for satu in menunggu)
    except OSError as error:  # smtplib's own errors among them; the next tick of the clock tries again
        log.warning("surel_gagal", extra={"sebab": type(error).__name__})
        return 0
    finally:
        surat.close()


def _waiting(kabupaten: Unit, tanggal: date) -> list[Pengguna]:
    bertugas = Penugasan.objects.active().under(kabupaten).values("pengguna")
    baru = Pesan.objects.unread().filter(surel=None).values("pengguna")
    sudah = SurelHarian.objects.filter(tanggal=tanggal).values("pengguna")
    rows = Pengguna.objects.filter(is_active=True, pk__in=bertugas).filter(pk__in=baru).exclude(pk__in=sudah)
    return list(rows.filter(surel_harian=True).exclude(email="").order_by("pk"))


@transaction.atomic
def _send_one(pengguna: Pengguna, tanggal: date, surat: BaseEmailBackend) -> bool:
    """A second worker waits for the row of the first and then finds it; whoever dies before sending leaves nothing."""
    surel, made = SurelHarian.objects.get_or_create(pengguna=pengguna, tanggal=tanggal)
    if not made:
        return False
    baru = list(Pesan.objects.visible_to(pengguna).unread().filter(surel=None))
    if not baru:
        surel.delete()
        return False
    Pesan.objects.filter(pk__in=[satu.pk for satu in baru]).update(surel=surel)
    try:
        surat.send_messages([_write(pengguna, Counter(satu.pesan.jenis for satu in group(baru)))])
    except smtplib.SMTPRecipientsRefused:  # the address is wrong, and will be at the next tick too
        log.warning("surel_ditolak", extra={"pengguna": pengguna.pk})
    return True


def _write(pengguna: Pengguna, jumlah: Counter[str]) -> EmailMessage:
    """Counts, as the inbox has lines, and a link; what it is about is read after login."""
    total = sum(jumlah.values())
    rincian = "\n".join(f"- {JenisPesan(jenis).label}: {n}" for jenis, n in sorted(jumlah.items()))
    isi = (
        f"Selamat pagi,\n\nada {total} pesan baru untuk Anda di ILP:\n{rincian}\n\n"
        f"Buka kotak pesan: {settings.SITUS.rstrip('/')}{link('pesan')}\n\n"
        "Surel ini dikirim paling banyak sekali sehari. Tidak perlu dibalas.\n"
    )
    return EmailMessage(f"ILP: {total} pesan baru", isi, to=[pengguna.email])


def _local(kabupaten: Unit, sekarang: datetime | None) -> datetime:
    return (sekarang or timezone.now()).astimezone(Setelan.objects.get(pk=kabupaten.pk).zona)
