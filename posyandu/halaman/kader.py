"""`/kader/`, the phone app: a shell without anybody's data, its service worker and its manifest. Open to everybody.

The app logs in by itself, with the token of an enrolled phone; no session, no cookie.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Final

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

KERANGKA: Final = "posyandu/kader.html"
BERKAS: Final = ("kader/main.js", "kader/main.css", "img/logo.svg", "img/kader-192.png")
"""What the service worker keeps beside the shell."""
IKON: Final = (("img/kader-192.png", "192x192"), ("img/kader-512.png", "512x512"))
PEKERJA: Final = "kader/sw.js"

# Its own policy: it has no form that goes anywhere, and no picture but its own.
hanya_dari_sini = csp_replace({"form-action": [SELF], "img-src": [SELF], "font-src": [NONE]})


@require_safe
@cache_control(no_cache=True)
@hanya_dari_sini
def kader(request: HttpRequest) -> HttpResponse:
    return render(request, KERANGKA)


@require_safe
@cache_control(no_cache=True)
@hanya_dari_sini
def pekerja(request: HttpRequest) -> HttpResponse:
    """The service worker, served from inside `/kader/` so that its scope covers the app and nothing else."""
    isi = f"self.__BERKAS={json.dumps(precache(request))};\n{read(PEKERJA).decode()}"
    return HttpResponse(isi, content_type="text/javascript", headers={"Service-Worker-Allowed": reverse("kader")})


@require_safe
@cache_control(no_cache=True)
@hanya_dari_sini
def manifes(request: HttpRequest) -> HttpResponse:
    del request
    isi = {
        "id": reverse("kader"),
        "name": "Kader Posyandu",
        "short_name": "Kader",
        "description": "Catat kunjungan posyandu, juga tanpa sinyal.",
        "lang": "id",
        "start_url": reverse("kader"),
        "scope": reverse("kader"),
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#f7f9f9",
        "theme_color": "#16232b",
        "icons": [
            {"src": static(nama), "sizes": ukuran, "type": "image/png", "purpose": "any maskable"}
            for nama, ukuran in IKON
        ],
    }
    return JsonResponse(isi, content_type="application/manifest+json")


def precache(request: HttpRequest) -> list[dict[str, str]]:
    """Each file with the hash of its content: the phone fetches again only what has changed."""
    kerangka = {"url": reverse("kader"), "revision": digest(render_to_string(KERANGKA, request=request).encode())}
    return [kerangka, *({"url": static(nama), "revision": revision(nama)} for nama in BERKAS)]


@cache
def revision(nama: str) -> str:
    return digest(read(nama))


def read(nama: str) -> bytes:
    """A file as it was built."""
    path = finders.find(nama)
    if not isinstance(path, str):
        raise FileNotFoundError(nama)
    return Path(path).read_bytes()


def digest(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()[:16]
