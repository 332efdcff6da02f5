"""How far the demo is: asked by `/sehat/`, shown by a page while it loads, claimed before the web process starts."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone

from puskesmas.errors import DomainError
from puskesmas.models import MuatDemo, Unit

NONE = "tidak_ada"
WAIT_SECONDS = 2
BESIDE = ("/sehat/", "/static/")


def demo_state() -> str:
    """memuat, siap, gagal, or tidak_ada in a database that never had the demo."""
    return MuatDemo.objects.values_list("keadaan", flat=True).first() or NONE


@transaction.atomic
def claim_demo() -> bool:
    """Whether the demo should be loaded now: nothing is there yet, or an earlier load did not reach its end."""
    state = demo_state()
    if state == MuatDemo.Keadaan.SIAP or (state == NONE and Unit.objects.exists()):
        return False
    fresh = {"keadaan": MuatDemo.Keadaan.MEMUAT, "langkah": "", "persen": 0, "mulai": timezone.now(), "selesai": None}
    MuatDemo.objects.update_or_create(id=1, defaults=fresh)
    return True


def fail_demo() -> None:
    """Called when the loading process has ended without saying that it is done."""
    MuatDemo.objects.exclude(keadaan=MuatDemo.Keadaan.SIAP).update(keadaan=MuatDemo.Keadaan.GAGAL)


class ProgressPage:
    """Shows the progress instead of half a kabupaten. In use only when `./run` is loading the demo."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEMO_LOADING:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.done = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.done or request.path.startswith(BESIDE):
            return self.get_response(request)
        row = MuatDemo.objects.first()
        if row is None or row.keadaan == MuatDemo.Keadaan.SIAP:
            self.done = True
            return self.get_response(request)
        return progress(request, row)


def progress(request: HttpRequest, row: MuatDemo) -> HttpResponse:
    headers = {"Retry-After": str(WAIT_SECONDS), "Cache-Control": "no-store"}
    if request.path.startswith("/api/"):
        body = DomainError("demo_dimuat", "Data contoh sedang dimuat.", saran="Coba lagi sebentar lagi.").as_dict()
        return JsonResponse(body, status=503, headers=headers)
    failed = row.keadaan == MuatDemo.Keadaan.GAGAL
    if not failed:
        headers["Refresh"] = str(WAIT_SECONDS)
    return HttpResponse(
        render_to_string("memuat.html", {"muat": row, "gagal": failed}, request), status=503, headers=headers
    )
