"""Addresses of the posyandu: what phones and other systems send, and the pages on which people write."""

from __future__ import annotations

from django.urls import path

from posyandu.api import SinkronView, TarikView
from posyandu.api_aturan import AturanView
from posyandu.api_warga import CariWargaView, WargaView
from posyandu.halaman import views, views_meja
from posyandu.halaman.kader import kader, manifes, pekerja
from posyandu.halaman.views_cetak import cetak
from posyandu.halaman.views_nyelik import batal, nyelik, selesai, tidak_bertemu
from posyandu.halaman.views_orang import orang
from posyandu.halaman.views_segera import segera, tangani
from posyandu.halaman.views_tumpukan import daftar, tumpukan
from posyandu.halaman.views_ubah import ubah

urlpatterns = [
    path("api/v1/aturan/", AturanView.as_view(), name="api-aturan"),
    path("kader/", kader, name="kader"),
    path("kader/sw.js", pekerja, name="kader-pekerja"),
    path("kader/manifest.webmanifest", manifes, name="kader-manifes"),
    path("kunjungan/baru/", views.baru, name="kunjungan-baru"),
    path("kunjungan/baru/<uuid:warga>/", views.isi, name="kunjungan-isi"),
    path("kunjungan/orang/", orang, name="kunjungan-orang"),
    path("kunjungan/nilai/", views.nilai, name="kunjungan-nilai"),
    path("kunjungan/tumpukan/", tumpukan, name="kunjungan-tumpukan"),
    path("kunjungan/daftar/", daftar, name="kunjungan-daftar"),
    path("kunjungan/<uuid:kunjungan>/", views.hasil, name="kunjungan-hasil"),
    path("kunjungan/<uuid:kunjungan>/perbaiki/", views.perbaiki, name="kunjungan-perbaiki"),
    path("kunjungan/<uuid:kunjungan>/batal/", views.batal, name="kunjungan-batal"),
    path("warga/<uuid:warga>/ubah/", ubah, name="warga-ubah"),
    path("nyelik/", nyelik, name="nyelik"),
    path("nyelik/<uuid:tugas>/tidak-bertemu/", tidak_bertemu, name="nyelik-tidak-bertemu"),
    path("nyelik/<uuid:tugas>/selesai/", selesai, name="nyelik-selesai"),
    path("nyelik/<uuid:tugas>/batal/", batal, name="nyelik-batal"),
    path("meja/", views_meja.meja, name="meja"),
    path("meja/kunjungan/<uuid:kunjungan>/", views_meja.bagian, name="meja-kunjungan"),
    path("meja/orang/<uuid:warga>/", views_meja.orang, name="meja-orang"),
    path("meja/perbaikan/<uuid:ditahan>/", views_meja.perbaikan, name="meja-perbaikan"),
    path("meja/karantina/<uuid:perangkat>/", views_meja.karantina, name="meja-karantina"),
    path("meja/ganda/<int:dugaan>/", views_meja.ganda, name="meja-ganda"),
    path("meja/gabung/<int:gabung>/pisah/", views_meja.pisah, name="meja-pisah"),
    path("segera/", segera, name="segera"),
    path("segera/<uuid:segera>/tangani/", tangani, name="segera-tangani"),
    path("formulir/<slug:kode>/cetak/", cetak, name="formulir-cetak"),
    path("api/v1/sinkron/", SinkronView.as_view(), name="api-sinkron"),
    path("api/v1/sinkron/tarik/", TarikView.as_view(), name="api-tarik"),
    path("api/v1/warga/", WargaView.as_view(), name="api-warga"),
    path("api/v1/warga/cari/", CariWargaView.as_view(), name="api-warga-cari"),
]
