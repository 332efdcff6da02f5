"""Addresses of the pages and of the achievement API."""

from __future__ import annotations

from django.urls import path, register_converter

from capaian.api import CapaianView
from capaian.halaman import views, views_target
from capaian.halaman.rapat import views as rapat
from capaian.keluar import periksa
from capaian.keluar import views as keluar
from puskesmas.alamat import KodeConverter

register_converter(KodeConverter, "kode")

urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("unit/<kode:kode>/", views.unit, name="unit"),
    path("indikator/", views.daftar_indikator, name="daftar-indikator"),
    path("indikator/<kode:kode>/", views.indikator, name="indikator"),
    path("klaster/<kode:kode>/", views.klaster, name="klaster"),
    path("alur/", views.alur, name="alur"),
    path("evaluasi/", rapat.evaluasi_kini, name="evaluasi-kini"),
    path("evaluasi/indikator/", rapat.pilih_indikator, name="evaluasi-indikator"),
    path("evaluasi/<kode:pekan>/", rapat.evaluasi_kabupaten, name="evaluasi-kabupaten"),
    path("evaluasi/<kode:pekan>/pustu/<kode:kode>/", rapat.bagian, name="evaluasi-bagian"),
    path("evaluasi/bulan/<kode:bulan>/<kode:kode>/", keluar.lokmin, {"banyak": 1}, name="lokmin-bulan"),
    path("evaluasi/tribulan/<kode:bulan>/<kode:kode>/", keluar.lokmin, {"banyak": 3}, name="lokmin-tribulan"),
    path("evaluasi/<kode:pekan>/<kode:kode>/berkas/", keluar.berkas, name="berkas"),
    path("evaluasi/<kode:pekan>/<kode:kode>/berkas/evaluasi.xlsx", keluar.excel, name="berkas-excel"),
    path("evaluasi/<kode:pekan>/<kode:kode>/berkas/<slug:jenis>.pdf", keluar.pdf, name="berkas-pdf"),
    path("evaluasi/<kode:pekan>/<kode:kode>/berkas/<uuid:nomor>.jpg", keluar.lampiran, name="berkas-lampiran"),
    path("v/<kode:kode>/", periksa.periksa, name="periksa"),
    path("evaluasi/<kode:pekan>/<kode:kode>/", rapat.evaluasi, name="evaluasi"),
    path("isian/", views.isian_kini, name="isian-kini"),
    path("isian/indikator/", views.indikator_lokal, name="indikator-lokal"),
    path("isian/indikator/<kode:kode>/", views.indikator_lokal_satu, name="indikator-lokal-satu"),
    path("isian/<kode:pekan>/<kode:kode>/", views.isian, name="isian"),
    path("target/", views_target.target, name="target"),
    path("target/tempel/", views_target.target_tempel, name="target-tempel"),
    path("target/sasaran/", views_target.sasaran, name="sasaran"),
    path("target/sasaran/tempel/", views_target.sasaran_tempel, name="sasaran-tempel"),
    path("target/sasaran/bagi/", views_target.sasaran_bagi, name="sasaran-bagi"),
    path("target/sasaran/pendataan/", views_target.pendataan, name="sasaran-pendataan"),
    path("unduh/target.xlsx", views_target.target_unduh, name="target-unduh"),
    path("unduh/sasaran.xlsx", views_target.sasaran_unduh, name="sasaran-unduh"),
    path("orang/", views.orang, name="orang"),
    path("cari/", views.cari, name="cari"),
    path("unduh/kabupaten.xlsx", views.unduh_kabupaten, name="unduh-kabupaten"),
    path("api/v1/capaian/", CapaianView.as_view(), name="api-capaian"),
]
