"""`bench orang`: the page of one person with twenty years of history, in a kabupaten of the usual size."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from django.test import Client
from django.utils import timezone

from capaian.bench.dunia import analyze, make_world, scratch_database
from capaian.bench.evaluasi import count_statements
from capaian.bench.halaman import visit_page
from capaian.bench.ukur import take_turns
from posyandu.models import Domisili, Kehamilan, Kunjungan, PenyakitTerdaftar, Warga
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from pustu.tindak_lanjut import decide

BULAN: Final = 240
IMUN: Final = ("imun_hb0", "imun_bcg", "imun_opv1", "imun_dpt1", "imun_dpt2", "imun_mr1")
TEMUAN: Final = "td_tinggi"


def run(*, putaran: int) -> dict[str, Any]:
    """A mother of four with 240 visits and 24 decisions, and her youngest with five years of weighings and doses."""
    hari_ini = timezone.localdate()
    with scratch_database():
        kabupaten = make_world(posyandu=133, kunjungan=100_000, sejarah=1, minggu=hari_ini - timedelta(days=1))
        bidan, ibu, anak = _family(kabupaten, hari_ini)
        analyze()
        client = Client()
        client.force_login(bidan)
        kuki = client.cookies[settings.SESSION_COOKIE_NAME].value
        handler = get_internal_wsgi_application()
        kerja = {
            "ibu": visit_page(handler, kuki, None, f"/warga/{ibu.pk}/"),
            "ibu_semua": visit_page(handler, kuki, None, f"/warga/{ibu.pk}/?semua=1"),
            "anak": visit_page(handler, kuki, None, f"/warga/{anak.pk}/"),
            "kosong": visit_page(handler, kuki, "capaian.bench.kosong"),
        }
        kueri = {nama: count_statements(satu) for nama, satu in kerja.items()}
        waktu = take_turns(kerja, putaran, pemanasan=5)
    return {"bench": "orang", "kueri": kueri, **{nama: isi.as_dict() for nama, isi in waktu.items()}}


def _family(kabupaten: Unit, hari_ini: date) -> tuple[Pengguna, Warga, Warga]:
    posyandu = Unit.objects.under(kabupaten).of_jenis(JenisUnit.POSYANDU).order_by("pk")[0]
    puskesmas = next(u for u in Unit.objects.ancestors_of(posyandu) if u.jenis == JenisUnit.PUSKESMAS)
    bidan = Pengguna.objects.create_user(username="bidan", password=uuid.uuid4().hex, nama="Bidan")
    Penugasan.objects.create(
        pengguna=bidan, unit=puskesmas, peran=Peran.KEPALA_PUSKESMAS, sejak=hari_ini - timedelta(days=900)
    )
    ibu = _person(posyandu, "Ibu Ukur", hari_ini - timedelta(days=365 * 45), "P", None)
    anak = [_person(posyandu, f"Anak {ke}", hari_ini - timedelta(days=1800 + 900 * ke), "L", ibu) for ke in range(4)]
    Kehamilan.objects.bulk_create(_pregnancies(ibu, anak))
    PenyakitTerdaftar.objects.create(warga=ibu, penyakit="hipertensi", sejak=hari_ini - timedelta(days=3000))
    Kunjungan.objects.bulk_create([*_visits(ibu, bidan, hari_ini), *_weighings(anak[0], bidan, hari_ini)])
    _decide(bidan, ibu, puskesmas)
    return bidan, ibu, anak[0]


def _person(posyandu: Unit, nama: str, lahir: date, jk: str, ibu: Warga | None) -> Warga:
    satu = Warga.objects.create(
        kabupaten_id=posyandu.path_ids()[0], unit=posyandu, nama=nama, tanggal_lahir=lahir, jenis_kelamin=jk, ibu=ibu
    )
    Domisili.objects.create(warga=satu, posyandu=posyandu, sejak=lahir)
    return satu


def _pregnancies(ibu: Warga, anak: list[Warga]) -> Iterator[Kehamilan]:
    for satu in anak:
        lahir = satu.tanggal_lahir
        hpht = lahir - timedelta(days=275)
        yield Kehamilan(warga=ibu, hpht=hpht, hpl=hpht + timedelta(days=280), selesai=lahir, hasil="lahir_hidup")


def _visits(ibu: Warga, bidan: Pengguna, hari_ini: date) -> Iterator[Kunjungan]:
    for ke in range(BULAN):
        isi = {"sistole": 125 + ke % 40, "diastole": 80 + ke % 15, "gds_mgdl": 110 + ke % 90, "berat_kg": 61.5}
        temuan = ["td_diukur", TEMUAN] if ke % 10 == 0 else ["td_diukur"]
        yield _visit(ibu, bidan, hari_ini - timedelta(days=30 * ke), isi, temuan)


def _weighings(anak: Warga, bidan: Pengguna, hari_ini: date) -> Iterator[Kunjungan]:
    for ke in range(58):
        hari = anak.tanggal_lahir + timedelta(days=30 * ke + 5)
        dosis = {kode: hari.isoformat() for kode in IMUN[ke : ke + 1]}
        isi = {"berat_kg": round(3.4 + 0.25 * ke, 1), "panjang_cm": 50 + ke, "cara_ukur": "telentang"} | dosis
        yield _visit(anak, bidan, min(hari, hari_ini), isi, ["ditimbang", "bb_naik"])


def _visit(warga: Warga, bidan: Pengguna, hari: date, isi: dict[str, Any], temuan: list[str]) -> Kunjungan:
    return Kunjungan(
        id=uuid.uuid4(),
        warga=warga,
        unit_layanan=warga.unit,
        kanal="posyandu",
        tanggal=hari,
        dicatat_oleh=bidan,
        pengukuran=json.loads(json.dumps(isi)),
        sidik="0" * 64,
        temuan=temuan,
        dicatat_pada=timezone.now(),
    )


def _decide(bidan: Pengguna, ibu: Warga, puskesmas: Unit) -> None:
    for satu in Kunjungan.objects.under(ibu.unit).filter(warga=ibu, temuan__contains=[TEMUAN]):
        decide(
            oleh=bidan,
            id=uuid.uuid4(),
            warga=ibu,
            kunjungan=[satu.pk],
            unit=puskesmas,
            keputusan="obati",
            hasil="Amlodipin 5 mg, kontrol sebulan lagi",
        )
