"""Addresses of the posyandu: what phones and other systems send."""

from __future__ import annotations

from django.urls import path

from posyandu.api import SinkronView
from posyandu.api_warga import CariWargaView, WargaView

urlpatterns = [
    path("api/v1/sinkron/", SinkronView.as_view(), name="api-sinkron"),
    path("api/v1/warga/", WargaView.as_view(), name="api-warga"),
    path("api/v1/warga/cari/", CariWargaView.as_view(), name="api-warga-cari"),
]
