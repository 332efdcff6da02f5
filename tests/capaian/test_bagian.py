"""What a part of a meeting speaks for: its own figures, people, actions and problems, and nobody else's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from capaian.evaluasi.sah import sign
from capaian.models import EvaluasiPekan
from puskesmas.masalah import report_masalah
from puskesmas.models import Pengguna, Unit
from puskesmas.tindakan import assign_tindakan
from tests.capaian.angka import make_capaian
from tests.capaian.rapat import discuss
from tests.cast import Pemeran, Wilayah, browse, make_tugas, make_warga

pytestmark = pytest.mark.usefixtures("selasa")


def read(pengguna: Pengguna, unit: Unit) -> str:
    answer = browse(pengguna).get(f"/evaluasi/2026-M46/pustu/{unit.kode}/")
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_langsung_puskesmas_shows_the_sum_of_its_own_posyandu(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    make_capaian(wilayah.anggrek, "balita_ditimbang", pembilang=3, penyebut=21, harapan=Decimal(14))
    teks = read(pemeran.dewi, wilayah.manggar)
    assert "3 dari 21" in teks
    assert "52 dari 100" not in teks  # the whole Puskesmas


def test_langsung_puskesmas_names_only_who_lives_there(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    make_capaian(wilayah.anggrek, "balita_ditimbang", pembilang=3, penyebut=21, harapan=Decimal(14))
    make_warga(wilayah.anggrek, "Intan Anggrek")
    make_warga(wilayah.melati, "Rafif Melati")
    teks = read(pemeran.dewi, wilayah.manggar)
    assert ("Intan Anggrek" in teks, "Rafif Melati" in teks) == (True, False)


def test_a_pustu_sees_its_own_actions_and_problems_before_it_speaks(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    report_masalah(oleh=pemeran.ani, unit=wilayah.melati, jenis="alat", judul="Timbangan rusak")
    report_masalah(oleh=pemeran.dewi, unit=wilayah.anggrek, jenis="alat", judul="Tensimeter hilang")
    for apa, siapa in (("Jemput bola", pemeran.citra), ("Hitung vaksin", pemeran.dewi)):
        assign_tindakan(
            oleh=pemeran.dewi, unit=wilayah.manggar, apa=apa, penanggung_jawab=siapa, tenggat=date(2026, 11, 24)
        )
    teks = read(pemeran.citra, wilayah.kelubi)
    assert [k in teks for k in ("Timbangan rusak", "Jemput bola")] == [True, True]
    assert [k in teks for k in ("Tensimeter hilang", "Hitung vaksin")] == [False, False]


def test_langsung_puskesmas_has_the_problems_of_its_own_posyandu(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    report_masalah(oleh=pemeran.ani, unit=wilayah.melati, jenis="alat", judul="Timbangan rusak")
    report_masalah(oleh=pemeran.dewi, unit=wilayah.anggrek, jenis="alat", judul="Tensimeter hilang")
    teks = read(pemeran.dewi, wilayah.manggar)
    assert ("Tensimeter hilang" in teks, "Timbangan rusak" in teks) == (True, False)


def test_the_nyelik_line_of_a_signed_week_grows_no_longer(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    baris = discuss(pemeran, evaluasi)
    sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
    for ke, hari in enumerate((8, 9, 17, 18)):  # the day before the week, its Monday, the day it was signed, the next
        make_tugas(make_warga(wilayah.melati, f"Anak {ke}"), pemeran.citra, date(2026, 11, hari))
    with time_machine.travel("2026-11-20T10:00:00+07:00", tick=False):
        teks = browse(pemeran.dewi).get("/evaluasi/2026-M46/19.06.01-PKM/").content.decode()
    assert "2 dikirim: 2 belum" in teks
