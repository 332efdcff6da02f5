from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from ilp.sehat import sehat

urlpatterns: list[URLPattern | URLResolver] = [
    path("sehat/", sehat, name="sehat"),
    path("", include("puskesmas.urls")),
    path("", include("posyandu.urls")),
    path("", include("capaian.urls")),
]
