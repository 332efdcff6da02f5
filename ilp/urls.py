from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from ilp.sehat import sehat

urlpatterns: list[URLPattern | URLResolver] = [
    path("sehat/", sehat, name="sehat"),
    path("", include("puskesmas.urls")),
    path("", include("posyandu.urls")),
    path("", include("pustu.urls")),
    path("", include("capaian.urls")),
]

handler400 = "ilp.galat.bad_request"
handler403 = "ilp.galat.not_allowed"
handler404 = "ilp.galat.not_found"
handler500 = "ilp.galat.server_error"
