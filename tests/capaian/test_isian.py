"""Figures that visits cannot know: who types them, what is refused, and that they reach the week."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from capaian.halaman.akses import open_access
from capaian.halaman.param import Param
from capaian.halaman.unit import build_indikator_list
from capaian.hitung.hitung import compute_week
from capaian.isian import Nilai, isian_indikator, load_isian, record_isian
from capaian.models import Capaian, EvaluasiPekan, Isian
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, PerluHitung
from tests.capaian.angka import M46
from tests.cast import Pemeran, Wilayah, browse

pytestmark = pytest.mark.usefixtures("selasa")

CATIN, DBD = "catin_diperiksa", "kasus_dbd"


def record(pemeran: Pemeran, wilayah: Wilayah, **isi: Nilai | None) -> int:
    return record_isian(petugas=pemeran.dewi, unit=wilayah.manggar, pekan=M46, isi=isi)


def post(pengguna: Pengguna, wilayah: Wilayah, **isi: str) -> Any:
    client = browse(pengguna)
    return client.post(f"/isian/2026-M46/{wilayah.manggar.kode}/", {k.replace("_", "-", 1): v for k, v in isi.items()})


def test_a_typed_figure_reaches_the_week_and_all_above(wilayah: Wilayah, pemeran: Pemeran) -> None:
    PerluHitung.objects.all().delete()
    assert record(pemeran, wilayah, catin_diperiksa=Nilai(9, 12), kasus_dbd=Nilai(4)) == 2
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    for unit in (wilayah.manggar, wilayah.beltim):
        angka = Capaian.objects.get(unit=unit, indikator=CATIN, pekan=M46.senin)
        assert (angka.pembilang, angka.penyebut, angka.tambahan_pekan) == (9, 12, 9)
        assert Capaian.objects.get(unit=unit, indikator=DBD, pekan=M46.senin).penyebut == 0
    assert PerluHitung.objects.get(kabupaten=wilayah.beltim).sejak_tanggal == M46.senin


def test_weeks_add_up_over_the_year(wilayah: Wilayah, pemeran: Pemeran) -> None:
    record_isian(petugas=pemeran.dewi, unit=wilayah.manggar, pekan=M46.previous, isi={CATIN: Nilai(1, 5)})
    record(pemeran, wilayah, catin_diperiksa=Nilai(2, 5))
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    angka = Capaian.objects.get(unit=wilayah.manggar, indikator=CATIN, pekan=M46.senin)
    assert (angka.pembilang, angka.penyebut, angka.tambahan_pekan) == (3, 10, 2)


def test_the_same_again_changes_nothing_and_an_emptied_line_goes(wilayah: Wilayah, pemeran: Pemeran) -> None:
    record(pemeran, wilayah, catin_diperiksa=Nilai(9, 12))
    assert record(pemeran, wilayah, catin_diperiksa=Nilai(9, 12)) == 0
    assert record(pemeran, wilayah, catin_diperiksa=None) == 1
    assert load_isian(unit=wilayah.manggar, pekan=M46) == {}


@pytest.mark.parametrize(
    ("kode", "nilai", "sebab"),
    [
        (CATIN, Nilai(13, 12), "lebih_dari_penyebut"),
        (CATIN, Nilai(3), "penyebut_salah"),
        (DBD, Nilai(3, 4), "penyebut_salah"),
        (DBD, Nilai(-1), "angka_di_luar_batas"),
        (DBD, Nilai(1_000_001), "angka_di_luar_batas"),
        ("balita_ditimbang", Nilai(1, 2), "indikator_tidak_dikenal"),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(
    wilayah: Wilayah, pemeran: Pemeran, kode: str, nilai: Nilai, sebab: str
) -> None:
    with pytest.raises(DomainError, match=sebab):
        record(pemeran, wilayah, **{"catin_anemia": Nilai(1, 2), kode: nilai})
    assert not Isian.objects.exists()


def test_a_signed_week_stays(wilayah: Wilayah, pemeran: Pemeran) -> None:
    EvaluasiPekan.objects.create(unit=wilayah.manggar, pekan=M46.senin, status="disahkan", disahkan_pada=timezone.now())
    with pytest.raises(DomainError, match="pekan_disahkan"):
        record(pemeran, wilayah, catin_diperiksa=Nilai(1, 2))


@pytest.mark.parametrize("siapa", ["ani", "citra", "eko"])
def test_others_do_not_type(wilayah: Wilayah, pemeran: Pemeran, siapa: str) -> None:
    with pytest.raises(DomainError, match="tidak_boleh"):
        record_isian(petugas=getattr(pemeran, siapa), unit=wilayah.manggar, pekan=M46, isi={CATIN: Nilai(1, 2)})


def test_figures_are_typed_for_a_puskesmas_and_not_ahead(wilayah: Wilayah, pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="bukan_puskesmas"):
        record_isian(petugas=pemeran.dewi, unit=wilayah.kelubi, pekan=M46, isi={})
    with pytest.raises(DomainError, match="pekan_belum_mulai"):
        record_isian(petugas=pemeran.dewi, unit=wilayah.manggar, pekan=M46.next.next, isi={})


def test_the_form_saves_and_shows_what_stands(wilayah: Wilayah, pemeran: Pemeran) -> None:
    isi = post(pemeran.dewi, wilayah, n_catin_diperiksa="9", p_catin_diperiksa="12").content.decode()
    assert "1 angka tersimpan" in isi
    assert 'name="n-catin_diperiksa" value="9"' in isi
    assert load_isian(unit=wilayah.manggar, pekan=M46) == {CATIN: Nilai(9, 12)}


@pytest.mark.parametrize(("n", "p"), [("9", ""), ("x", "12"), ("1.5", "3"), ("13", "12"), ("٣", "4"), ("9" * 11, "1")])
def test_a_wrong_line_keeps_what_was_typed_and_saves_nothing(
    wilayah: Wilayah, pemeran: Pemeran, n: str, p: str
) -> None:
    answer = post(
        pemeran.dewi, wilayah, n_catin_diperiksa=n, p_catin_diperiksa=p, n_catin_anemia="1", p_catin_anemia="2"
    )
    isi = answer.content.decode()
    assert answer.status_code == 400
    assert "Belum tersimpan: 1 angka perlu dibetulkan" in isi
    assert f'name="n-catin_diperiksa" value="{n}"' in isi
    assert not Isian.objects.exists()


def test_a_jump_is_asked_about_once(wilayah: Wilayah, pemeran: Pemeran) -> None:
    record_isian(petugas=pemeran.dewi, unit=wilayah.manggar, pekan=M46.previous, isi={DBD: Nilai(4)})
    answer = post(pemeran.dewi, wilayah, n_kasus_dbd="40")
    assert answer.status_code == 400
    assert "Pekan lalu 4, sekarang 40" in answer.content.decode()
    assert post(pemeran.dewi, wilayah, n_kasus_dbd="40", ulang_kasus_dbd="ya").status_code == 200
    assert load_isian(unit=wilayah.manggar, pekan=M46) == {DBD: Nilai(40)}


def test_every_typed_indicator_has_its_line(wilayah: Wilayah, pemeran: Pemeran) -> None:
    isi = post(pemeran.dewi, wilayah).content.decode()
    assert all(f'id="n-{kode}"' in isi for kode in isian_indikator(wilayah.beltim.pk, M46))


def test_a_zero_is_reported_and_nothing_is_not(wilayah: Wilayah, pemeran: Pemeran) -> None:
    record(pemeran, wilayah, kasus_dbd=Nilai(0), catin_diperiksa=Nilai(0, 0))
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    assert [show(pemeran.dewi, kode) for kode in (DBD, CATIN)] == ["Tanpa target", "Tidak ada sasaran"]
    assert [show(pemeran.dewi, kode) for kode in ("kasus_malaria", "catin_anemia")] == ["Belum diisi", "Belum diisi"]


def test_a_week_without_its_own_figure_says_so(wilayah: Wilayah, pemeran: Pemeran) -> None:
    record_isian(petugas=pemeran.dewi, unit=wilayah.manggar, pekan=M46.previous, isi={DBD: Nilai(4)})
    record(pemeran, wilayah, kasus_malaria=Nilai(0))
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    tambahan = Capaian.objects.filter(unit=wilayah.manggar, pekan=M46.senin).values_list("indikator", "tambahan_pekan")
    assert {DBD: None, "kasus_malaria": 0}.items() <= dict(tambahan).items()


def show(pengguna: Pengguna, kode: str) -> str:
    """The word for the state on the unit's list of indicators."""
    akses = open_access(Pengguna.objects.get(pk=pengguna.pk), pengguna.active_penugasan()[0].unit.kode)
    kelompok = build_indikator_list(akses, Param(pekan=M46)).kelompok
    return next(baris.ukur.kata for satu in kelompok for baris in (*satu.baris, *satu.lain) if baris.kode == kode)


def test_a_count_has_no_denominator_and_is_not_judged(wilayah: Wilayah, pemeran: Pemeran) -> None:
    record(pemeran, wilayah, kasus_dbd=Nilai(4))
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    client = browse(pemeran.dewi)
    isi = client.get(f"/indikator/{DBD}/").content.decode()
    assert "Tanpa target" in isi
    assert "Diisi Puskesmas tiap pekan" in isi
    assert "Di bawahnya" not in isi


def test_what_somebody_else_typed_meanwhile_stays(wilayah: Wilayah, pemeran: Pemeran) -> None:
    record(pemeran, wilayah, obat_tersedia=Nilai(5, 6))
    lama = {"n_obat_tersedia": "", "p_obat_tersedia": "", "semula_obat_tersedia": ""}
    isi = {"n_alat_berfungsi": "3", "p_alat_berfungsi": "4", "semula_alat_berfungsi": ""}
    assert post(pemeran.dewi, wilayah, **lama, **isi).status_code == 200
    assert load_isian(unit=wilayah.manggar, pekan=M46) == {
        "obat_tersedia": Nilai(5, 6),
        "alat_berfungsi": Nilai(3, 4),
    }


def test_two_who_change_the_same_figure_are_told(wilayah: Wilayah, pemeran: Pemeran) -> None:
    record(pemeran, wilayah, obat_tersedia=Nilai(5, 6))
    isi = {"n_obat_tersedia": "4", "p_obat_tersedia": "6", "semula_obat_tersedia": ""}
    jawab = post(pemeran.dewi, wilayah, **isi)
    teks = jawab.content.decode()
    assert (jawab.status_code, "Sementara itu sudah diubah: 5/6" in teks) == (400, True)
    assert 'name="semula-obat_tersedia" value="5/6"' in teks  # saving again is a decision
    assert post(pemeran.dewi, wilayah, **{**isi, "semula_obat_tersedia": "5/6"}).status_code == 200
    assert load_isian(unit=wilayah.manggar, pekan=M46)["obat_tersedia"] == Nilai(4, 6)


def test_the_form_of_a_signed_week_says_so_and_keeps_what_was_typed(wilayah: Wilayah, pemeran: Pemeran) -> None:
    EvaluasiPekan.objects.create(unit=wilayah.manggar, pekan=M46.senin, status="disahkan", disahkan_pada=timezone.now())
    jawab = post(pemeran.dewi, wilayah, n_obat_tersedia="4", p_obat_tersedia="6")
    teks = jawab.content.decode()
    assert (jawab.status_code, "sudah disahkan; angkanya tetap" in teks) == (409, True)
    assert 'value="4"' in teks
    assert "Simpan</button>" not in teks
