"""Addresses of the posyandu: what phones and other systems send."""

from __future__ import annotations

from django.urls import path

from posyandu.api import SinkronView

urlpatterns = [
    path("api/v1/sinkron/", SinkronView.as_view(), name="api-sinkron"),
]
