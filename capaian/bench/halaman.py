"""`bench halaman`: the kabupaten page of the demo against an empty view behind the same middleware."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import CommandError
from django.test import Client, RequestFactory

from capaian.bench.evaluasi import count_statements
from capaian.bench.ukur import ratio, take_turns
from puskesmas.models import Pengguna

KOSONG: Final = "capaian.bench.kosong"


def run(*, putaran: int, pengguna: str) -> dict[str, Any]:
    """One reader, one request at a time, on the database as it is."""
    dinas = Pengguna.objects.filter(username=pengguna).first()
    if dinas is None:
        raise CommandError(f"Pengguna {pengguna} tidak ada. Muat dulu data contoh: ./run manage demo")
    client = Client()
    client.force_login(dinas)
    kuki = client.cookies[settings.SESSION_COOKIE_NAME].value
    try:
        return _measure(putaran, kuki)
    finally:
        client.logout()


def _measure(putaran: int, kuki: str) -> dict[str, Any]:
    handler = WSGIHandler()
    beranda, kosong = _visit(handler, kuki, None), _visit(handler, kuki, KOSONG)
    kueri = count_statements(beranda)
    waktu = take_turns({"beranda": beranda, "kosong": kosong}, putaran, pemanasan=5)
    return {
        "bench": "halaman",
        "kueri": kueri,
        **{nama: isi.as_dict() for nama, isi in waktu.items()},
        "beranda_banding_kosong": ratio(waktu["beranda"], waktu["kosong"]),
    }


def _visit(handler: WSGIHandler, kuki: str, urlconf: str | None) -> Callable[[], None]:
    """A full request through all middleware; `urlconf` swaps the addresses for this request only."""
    pabrik = RequestFactory(headers={"host": "localhost", "cookie": f"{settings.SESSION_COOKIE_NAME}={kuki}"})

    def visit() -> None:
        request = pabrik.get("/", secure=True)
        if urlconf:
            request.urlconf = urlconf
        answer = handler.get_response(request)
        if answer.status_code != 200:
            raise CommandError(f"Halaman menjawab {answer.status_code}, bukan 200.")
        answer.close()

    return visit
