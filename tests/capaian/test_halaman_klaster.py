"""The page of a cluster: what it counts here, whom to look for, what is being done, and who below lags."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from capaian.halaman.akses import open_access
from capaian.halaman.klaster import build_klaster
from capaian.halaman.model.klaster import HalamanKlaster
from capaian.halaman.param import Param
from puskesmas.errors import DomainError
from puskesmas.masalah import report_masalah
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Peran
from puskesmas.tindakan import assign_tindakan, close_tindakan
from tests.capaian.angka import make_capaian
from tests.capaian.test_halaman_akses import visit
from tests.cast import Pemeran, Wilayah, make_pengguna

pytestmark = pytest.mark.usefixtures("selasa")


def build(pengguna: Pengguna, unit: Unit, kode: str = "ibu_anak", **param: Any) -> HalamanKlaster:
    return build_klaster(open_access(Pengguna.objects.get(pk=pengguna.pk), unit.kode), kode, Param(**param))


def test_it_shows_the_indicators_of_one_cluster(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.manggar)
    halaman = build(pemeran.dewi, wilayah.manggar)
    [kelompok] = halaman.kelompok
    assert (halaman.nama, kelompok.kode, halaman.unit.teks) == ("Ibu dan anak", "ibu_anak", "Manggar")
    [ditimbang] = [baris for baris in kelompok.baris if baris.kode == "balita_ditimbang"]
    assert (ditimbang.ukur.pembilang, ditimbang.ukur.penyebut) == (52, 100)


def test_it_lists_whom_to_look_for_the_worst_first(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.manggar, "asi_eksklusif", status="tertinggal")
    make_capaian(wilayah.manggar)
    make_capaian(wilayah.manggar, "balita_tidak_naik", status="tercapai")
    cari = build(pemeran.dewi, wilayah.manggar).cari
    assert [satu.kode for satu in cari] == ["balita_ditimbang", "asi_eksklusif"]
    assert cari[0].nama_teks == "48 terlewat"
    assert str(cari[0].nama_url).endswith("#siapa")


def test_a_reader_of_totals_is_led_to_nobody(wilayah: Wilayah) -> None:
    make_capaian(wilayah.kelubi)
    tamu = make_pengguna("Tamu", wilayah.kelubi, Peran.TAMU_DESA)
    assert build(tamu, wilayah.kelubi).cari == ()


def test_the_units_below_are_ranked_on_the_chosen_indicator(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.manggar, "asi_eksklusif", pembilang=1, penyebut=20)
    make_capaian(wilayah.gantung, "asi_eksklusif", pembilang=19, penyebut=20, status="tercapai")
    bawahan = build(pemeran.eko, wilayah.beltim, indikator="asi_eksklusif").bawahan
    assert bawahan is not None
    assert [baris.unit.teks for baris in bawahan.baris] == ["Manggar", "Gantung"]
    assert [p.nilai for p in bawahan.indikator if p.dipilih] == ["asi_eksklusif"]


def test_an_indicator_of_another_cluster_is_refused(wilayah: Wilayah, pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="tidak dikenal"):
        build(pemeran.eko, wilayah.beltim, indikator="tbc_skrining")


def test_running_actions_and_open_problems_stand_beside(wilayah: Wilayah, pemeran: Pemeran) -> None:
    isi: dict[str, Any] = {"oleh": pemeran.dewi, "unit": wilayah.kelubi, "penanggung_jawab": pemeran.citra}
    assign_tindakan(**isi, apa="Sweeping", tenggat=date(2026, 11, 20))
    selesai = assign_tindakan(**isi, apa="Rapat", tenggat=date(2026, 11, 20))
    close_tindakan(oleh=pemeran.dewi, tindakan=selesai, hasil="Sudah")
    report_masalah(oleh=pemeran.citra, unit=wilayah.kelubi, jenis="alat", judul="Timbangan rusak")
    halaman = build(pemeran.dewi, wilayah.manggar)
    assert halaman.tindakan is not None
    assert halaman.masalah is not None
    assert [satu.apa for satu in halaman.tindakan.baris] == ["Sweeping"]
    assert halaman.masalah.jumlah == 1


def test_siblings_see_totals_only(wilayah: Wilayah, pemeran: Pemeran) -> None:
    halaman = build(pemeran.dewi, wilayah.gantung)
    assert (halaman.masalah, halaman.tindakan, halaman.bawahan, halaman.cari) == (None, None, None, ())


def test_the_unit_page_and_the_list_lead_there(wilayah: Wilayah, pemeran: Pemeran) -> None:
    alamat = f"/klaster/ibu_anak/?unit={wilayah.manggar.kode}&amp;pekan=2026-M46"
    for dari in (f"/unit/{wilayah.manggar.kode}/", f"/indikator/?unit={wilayah.manggar.kode}"):
        assert alamat in visit(pemeran.dewi, dari).content.decode()


def test_every_cluster_opens_at_every_level(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for kode in ("manajemen", "ibu_anak", "dewasa_lansia", "penyakit_menular", "lintas"):
        for unit in (wilayah.beltim, wilayah.manggar, wilayah.kelubi, wilayah.melati):
            assert visit(pemeran.eko, f"/klaster/{kode}/?unit={unit.kode}").status_code == 200


def test_a_cluster_that_there_is_not_is_not_found(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert visit(pemeran.eko, "/klaster/gizi/").status_code == 404
