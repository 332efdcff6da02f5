"""Addresses of the network: logging in, the API of this room, and the API's own description."""

from __future__ import annotations

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from puskesmas.api import SayaView, TokenView, UnitView
from puskesmas.masuk import Keluar, Masuk

urlpatterns = [
    path("masuk/", Masuk.as_view(), name="masuk"),
    path("keluar/", Keluar.as_view(), name="keluar"),
    path("api/v1/token/", TokenView.as_view(), name="api-token"),
    path("api/v1/saya/", SayaView.as_view(), name="api-saya"),
    path("api/v1/unit/", UnitView.as_view(), name="api-unit"),
    path(
        "api/v1/skema/",
        SpectacularJSONAPIView.as_view(authentication_classes=[], permission_classes=[AllowAny]),
        name="api-skema",
    ),
    path(
        "api/v1/dokumen/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api-skema",
            template_name="dokumen_api.html",
            authentication_classes=[],
            permission_classes=[AllowAny],
        ),
        name="api-dokumen",
    ),
]
