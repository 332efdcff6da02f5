"""Addresses of the pages and of the achievement API."""

from __future__ import annotations

from django.urls import path, register_converter

from capaian.api import CapaianView
from capaian.halaman import views
from capaian.halaman.alamat import KodeConverter

register_converter(KodeConverter, "kode")

urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("unit/<kode:kode>/", views.unit, name="unit"),
    path("indikator/", views.daftar_indikator, name="daftar-indikator"),
    path("indikator/<kode:kode>/", views.indikator, name="indikator"),
    path("orang/", views.orang, name="orang"),
    path("cari/", views.cari, name="cari"),
    path("unduh/kabupaten.xlsx", views.unduh_kabupaten, name="unduh-kabupaten"),
    path("api/v1/capaian/", CapaianView.as_view(), name="api-capaian"),
]
