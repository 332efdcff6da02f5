"""The workbook of the kabupaten page."""

from __future__ import annotations

from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from capaian.halaman.akses import open_access
from capaian.halaman.unduh import KEPALA, write_kabupaten
from klaster.indikator import muat_indikator
from puskesmas.models import Pengguna, Unit
from tests.capaian.angka import M46, make_capaian
from tests.cast import Pemeran, Wilayah

pytestmark = pytest.mark.usefixtures("selasa")


NS = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheet(eko: Pengguna, beltim: Unit) -> tuple[ET.Element, list[str]]:
    """The sheet as it is stored, and the texts that its cells point to."""
    with ZipFile(BytesIO(write_kabupaten(open_access(eko, beltim.kode), M46))) as berkas:
        lembar = ET.fromstring(berkas.read("xl/worksheets/sheet1.xml"))
        teks = ET.fromstring(berkas.read("xl/sharedStrings.xml"))
    return lembar, ["".join(satu.itertext()) for satu in teks.findall("x:si", NS)]


def read(eko: Pengguna, beltim: Unit) -> list[list[str | float]]:
    lembar, teks = sheet(eko, beltim)
    return [
        [teks[int(value(sel))] if sel.get("t") == "s" else float(value(sel)) for sel in baris]
        for baris in lembar.findall(".//x:row", NS)
    ]


def value(sel: ET.Element) -> str:
    return sel.findtext("x:v", "", NS)


def test_it_holds_every_puskesmas_and_indicator(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_capaian(wilayah.manggar)
    [judul], kepala, *baris = read(pemeran.eko, wilayah.beltim)
    assert judul == f"Belitung Timur, {M46.label}, angka per Sel\u00a017\u00a0Nov\u00a02026 04.10"
    assert tuple(kepala) == KEPALA
    assert len(baris) == 3 * len(muat_indikator())
    [manggar] = [b for b in baris if b[:4:3] == [wilayah.manggar.kode, "balita_ditimbang"]]
    assert manggar[5:] == [52, 100, 0.52, 5, 67, 0.8, "Jauh tertinggal"]


def test_a_name_that_looks_like_a_formula_stays_a_name(wilayah: Wilayah, pemeran: Pemeran) -> None:
    nama = '=HYPERLINK("http://jahat.example","klik")'
    Unit.objects.filter(pk=wilayah.manggar.pk).update(nama=nama)
    lembar, teks = sheet(pemeran.eko, wilayah.beltim)
    assert nama in teks
    assert lembar.findall(".//x:f", NS) == []
