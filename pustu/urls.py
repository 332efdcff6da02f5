"""Pages of the Pustu."""

from __future__ import annotations

from django.urls import path

from pustu.halaman.imunisasi.views import imunisasi
from pustu.halaman.kerja import views as kerja
from pustu.halaman.lembar.views import lembar
from pustu.halaman.persalinan.views import persalinan
from pustu.halaman.register import views as register
from pustu.halaman.tempo import views as tempo
from pustu.halaman.warga.views import warga

urlpatterns = [
    path("warga/<uuid:warga>/", warga, name="warga"),
    path("jatuh-tempo/", tempo.jatuh_tempo, name="jatuh-tempo"),
    path("jatuh-tempo/cetak.pdf", tempo.cetak, name="jatuh-tempo-cetak"),
    path("lembar/<slug:jenis>/", lembar, name="lembar"),
    path("imunisasi/", imunisasi, name="imunisasi"),
    path("persalinan/<uuid:warga>/", persalinan, name="persalinan"),
    path("register/", register.register, name="register"),
    path("register/masuk/<uuid:warga>/", register.masuk, name="register-masuk"),
    path("register/bukan/<uuid:warga>/", register.bukan, name="register-bukan"),
    path("register/keluar/<uuid:terdaftar>/", register.keluar, name="register-keluar"),
    path("kerja/", kerja.kerja, name="kerja"),
    path("kerja/<uuid:warga>/", kerja.putuskan, name="kerja-putuskan"),
    path("rujukan/<uuid:rujukan>/", kerja.rujukan, name="rujukan"),
    path("rujukan/<uuid:rujukan>/surat.pdf", kerja.surat, name="rujukan-surat"),
    path("rujukan/kode/<slug:kode>/", kerja.dari_kode, name="rujukan-kode"),
]
