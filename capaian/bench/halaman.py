"""`bench halaman`: the kabupaten page and an evaluation of the demo against an empty view behind the same middleware,
and how long the evaluations of a week take to prepare once its figures stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from time import perf_counter
from typing import Any, Final

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import CommandError
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import transaction
from django.test import Client, RequestFactory

from capaian.bench.evaluasi import count_statements
from capaian.bench.ukur import ratio, take_turns
from capaian.evaluasi.buat import open_evaluations
from capaian.hitung.pekan import Pekan
from capaian.models import EvaluasiPekan
from puskesmas.models import Pengguna
from puskesmas.models.unit import JenisUnit

KOSONG: Final = "capaian.bench.kosong"
JAUH: Final = timedelta(weeks=520)


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
    handler = get_internal_wsgi_application()
    evaluasi = EvaluasiPekan.objects.filter(unit__jenis=JenisUnit.PUSKESMAS).order_by("-pekan", "unit__jalur").first()
    if evaluasi is None:
        raise CommandError("Belum ada evaluasi. Tunggu sampai pekan lalu dihitung.")
    alamat = f"/evaluasi/{Pekan(evaluasi.pekan)}/{evaluasi.unit.kode}/"
    rapat = visit_page(handler, kuki, None, alamat)
    beranda, kosong = visit_page(handler, kuki, None), visit_page(handler, kuki, KOSONG)
    waktu = take_turns({"beranda": beranda, "evaluasi": rapat, "kosong": kosong}, putaran, pemanasan=5)
    return {
        "bench": "halaman",
        "kueri": count_statements(beranda),
        "kueri_evaluasi": count_statements(rapat),
        "siapkan_detik": _prepare(evaluasi),
        **{nama: isi.as_dict() for nama, isi in waktu.items()},
        "beranda_banding_kosong": ratio(waktu["beranda"], waktu["kosong"]),
    }


def _prepare(evaluasi: EvaluasiPekan) -> float:
    """Seconds to make the evaluations of all Puskesmas of a week, its figures being there; rolled back."""
    kabupaten = evaluasi.unit.kabupaten
    if kabupaten is None:
        raise CommandError("Puskesmas tanpa kabupaten.")
    with transaction.atomic():
        EvaluasiPekan.objects.filter(pekan=evaluasi.pekan, status=EvaluasiPekan.Status.DISIAPKAN).delete()
        EvaluasiPekan.objects.filter(pekan=evaluasi.pekan).exclude(unit=kabupaten).update(pekan=evaluasi.pekan - JAUH)
        mulai = perf_counter()
        open_evaluations(kabupaten, Pekan(evaluasi.pekan))
        lama = perf_counter() - mulai
        transaction.set_rollback(True)
    return round(lama, 2)


def visit_page(handler: WSGIHandler, kuki: str, urlconf: str | None, alamat: str = "/") -> Callable[[], None]:
    """A full request through all middleware; `urlconf` swaps the addresses for this request only."""
    pabrik = RequestFactory(headers={"host": "localhost", "cookie": f"{settings.SESSION_COOKIE_NAME}={kuki}"})

    def visit() -> None:
        request = pabrik.get(alamat, secure=True)
        if urlconf:
            request.urlconf = urlconf
        answer = handler.get_response(request)
        if answer.status_code != 200:
            raise CommandError(f"Halaman menjawab {answer.status_code}, bukan 200.")
        answer.close()

    return visit
