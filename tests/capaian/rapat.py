"""An evaluation to work on: Manggar's, of last week, with four lagging indicators."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from capaian.evaluasi.bahas import Draf, DrafPokok, save_draft, start_discussion
from capaian.evaluasi.buat import make_week
from capaian.models import Capaian, EvaluasiPekan, PokokEvaluasi
from tests.capaian.angka import M46, make_capaian
from tests.cast import Pemeran, Wilayah

PRIORITAS = PokokEvaluasi.Jenis.PRIORITAS


def make_evaluasi(wilayah: Wilayah) -> EvaluasiPekan:
    """Last week's evaluation of Manggar with four lagging indicators, prepared by the clock."""
    make_week(kabupaten=wilayah.beltim, pekan=M46)
    Capaian.objects.all().delete()
    make_capaian(wilayah.manggar, "balita_ditimbang")
    make_capaian(wilayah.manggar, "anc_6", status="tertinggal", pembilang=17, penyebut=23, harapan=Decimal(20))
    make_capaian(wilayah.manggar, "tbc_skrining", status="tertinggal", pembilang=60)
    make_capaian(wilayah.manggar, "lansia_diskrining", status="tertinggal", pembilang=61)
    make_capaian(wilayah.manggar, "vitamin_a", status="tercapai")
    make_capaian(wilayah.kelubi, "balita_ditimbang", pembilang=16, penyebut=54)
    return EvaluasiPekan.objects.get(unit=wilayah.manggar, pekan=M46.senin)


def complete(pemeran: Pemeran, *kode: str) -> Draf:
    isi = DrafPokok(PRIORITAS, "tidak_datang", "", "Sweeping bersama kader", pemeran.citra.pk, date(2026, 11, 20))
    return Draf(dict.fromkeys(kode, isi))


def discuss(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> EvaluasiPekan:
    """Discussed and fully written by Dewi, ready to be signed."""
    baris = start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    draf = complete(pemeran, *baris.pokok.values_list("indikator_id", flat=True))
    return save_draft(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi, draf=draf)
