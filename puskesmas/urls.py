"""Addresses of the network: logging in, the API of this room, and the API's own description."""

from __future__ import annotations

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny

from puskesmas import halaman_aturan
from puskesmas.api import SayaView, TokenView, UnitView
from puskesmas.api_hp import DaftarHPView, TerhapusView
from puskesmas.halaman import views_hp, views_masalah, views_pesan, views_surel
from puskesmas.halaman.views_jam import jam
from puskesmas.halaman.views_tindakan import tindakan
from puskesmas.masuk import Keluar, Masuk

urlpatterns = [
    path("masuk/", Masuk.as_view(), name="masuk"),
    path("keluar/", Keluar.as_view(), name="keluar"),
    path("aturan/", halaman_aturan.aturan, name="aturan"),
    path("aturan/<slug:jenis>/", halaman_aturan.rak, name="aturan-rak"),
    path("aturan/<slug:jenis>/<slug:kode>/", halaman_aturan.satu, name="aturan-satu"),
    path("masalah/", views_masalah.papan, name="masalah-papan"),
    path("masalah/baru/", views_masalah.baru, name="masalah-baru"),
    path("masalah/jam/", jam, name="masalah-jam"),
    path("masalah/<uuid:masalah>/", views_masalah.rinci, name="masalah"),
    path("masalah/<uuid:masalah>/foto/<uuid:foto>/", views_masalah.foto, name="masalah-foto"),
    path("tindakan/<uuid:tindakan>/", tindakan, name="tindakan"),
    path("pesan/", views_pesan.pesan, name="pesan"),
    path("pesan/surel/", views_surel.surel, name="pesan-surel"),
    path("pesan/<uuid:pesan>/", views_pesan.buka, name="pesan-buka"),
    path("hp/", views_hp.hp, name="hp"),
    path("hp/<int:pengguna>/kode/", views_hp.kode, name="hp-kode"),
    path("hp/<uuid:hp>/cabut/", views_hp.cabut, name="hp-cabut"),
    path("api/v1/token/", TokenView.as_view(), name="api-token"),
    path("api/v1/hp/daftar/", DaftarHPView.as_view(), name="api-hp-daftar"),
    path("api/v1/hp/terhapus/", TerhapusView.as_view(), name="api-hp-terhapus"),
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
