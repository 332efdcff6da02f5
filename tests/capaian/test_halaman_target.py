"""The grids of targets and projections as people use them: what is shown, typed, refused and put in force."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from capaian.halaman.kisi import Minta, build_kisi, open_kisi
from capaian.models import Sasaran, Target
from capaian.target import SASARAN, TARGET, Macam
from puskesmas.models import Pengguna, Unit
from tests.capaian.test_lokal import add as add_local
from tests.capaian.test_target import DITIMBANG, draft, enforce, project
from tests.cast import Pemeran, Wilayah, browse

pytestmark = pytest.mark.usefixtures("selasa")

SK = {"dokumen": "SK 440/1/2026", "tanggal_dokumen": "2026-01-05"}


def send(siapa: Pengguna, isi: dict[str, str], alamat: str = "/target/", aksi: str = "simpan") -> Any:
    client = browse(siapa)
    cap = re.search(r'name="cap" value="([^"]*)"', client.get(alamat).content.decode())
    return client.post(alamat, {"aksi": aksi, "cap": cap[1] if cap else "", **SK, **isi})


def cell(unit: Unit, kode: str = DITIMBANG) -> str:
    return f"n:{unit.kode}:{kode}"


def shown(siapa: Pengguna, unit: Unit, macam: Macam = TARGET, kode: str = DITIMBANG) -> list[tuple[str, str]]:
    """Value and inherited value of one row, column by column."""
    halaman = build_kisi(open_kisi(siapa, macam, Minta(unit.kode)))
    return [(sel.nilai, sel.warisan) for baris in halaman.baris if baris.kode == kode for sel in baris.sel]


# ── What is shown ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_unit_without_a_target_shows_the_one_above(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.beltim, "0.7")
    draft(pemeran, wilayah, wilayah.manggar, "0.825")
    enforce(pemeran, wilayah)
    assert shown(pemeran.eko, wilayah.beltim) == [("70", "80"), ("", "70"), ("82,5", "70")]
    assert shown(pemeran.citra, wilayah.kelubi) == [("", "82,5")] * 3


def test_without_any_target_the_built_in_one_is_shown(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert shown(pemeran.ani, wilayah.melati) == [("", "80")]


def test_in_january_last_years_target_is_shown_and_said_to_stand_in(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.manggar, "0.6")
    enforce(pemeran, wilayah)
    with time_machine.travel("2027-01-12T10:00:00+07:00", tick=False):
        assert shown(pemeran.dewi, wilayah.manggar)[0] == ("", "60")
        assert "memakai target 2026" in build_kisi(open_kisi(pemeran.dewi, TARGET, Minta())).catatan


def test_projections_are_neither_inherited_nor_summed(wilayah: Wilayah, pemeran: Pemeran) -> None:
    project(pemeran, wilayah, wilayah.manggar, 1250)
    assert shown(pemeran.eko, wilayah.beltim, SASARAN, "balita") == [("", ""), ("", ""), ("1.250", "")]
    assert shown(pemeran.dewi, wilayah.manggar, SASARAN, "balita")[1:] == [("", ""), ("", "")]


@pytest.mark.parametrize(
    ("anak", "kata"), [((40, 60), "pas"), ((40, 80), "lebih 20"), ((40, 50), "kurang 10"), ((40,), "1 dari 2 terisi")]
)
def test_it_says_by_how_much_the_units_below_differ(
    wilayah: Wilayah, pemeran: Pemeran, anak: tuple[int, ...], kata: str
) -> None:
    project(pemeran, wilayah, wilayah.kelubi, 100)
    for unit, jumlah in zip((wilayah.melati, wilayah.kenanga), anak, strict=False):
        project(pemeran, wilayah, unit, jumlah)
    halaman = build_kisi(open_kisi(pemeran.citra, SASARAN, Minta()))
    assert next(b.selisih for b in halaman.baris if b.kode == "balita") == kata


def test_a_local_indicator_stands_among_the_weekly_ones(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add_local(pemeran, wilayah)
    assert lokal.kode in [b.kode for b in build_kisi(open_kisi(pemeran.eko, TARGET, Minta())).baris]


def test_readers_get_no_inputs_and_no_drafts_of_others(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.gantung, "0.77")
    teks = browse(pemeran.dewi).get("/target/").content.decode()
    assert "Manggar" in teks
    assert not any(kata in teks for kata in ('name="n:', "Berlakukan", "Gantung"))


# ── Typing ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_typed_becomes_a_draft_under_its_document(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert send(pemeran.eko, {cell(wilayah.manggar): "85 %", cell(wilayah.gantung): "82,5"}).status_code == 302
    rows = Target.objects.order_by("nilai").values_list("nilai", "status", "dokumen", "tanggal_dokumen")
    assert [row[0] for row in rows] == [Decimal("0.825"), Decimal("0.85")]
    assert {row[1:] for row in rows} == {("draf", "SK 440/1/2026", date(2026, 1, 5))}


def test_an_emptied_cell_takes_the_target_away(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.manggar, "0.9")
    enforce(pemeran, wilayah)
    send(pemeran.eko, {cell(wilayah.manggar): ""})
    assert Target.objects.get(status="draf").nilai is None


def test_cells_that_were_not_touched_keep_their_document(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.manggar, "0.9")
    send(pemeran.eko, {cell(wilayah.manggar): "90", cell(wilayah.gantung): "70", "dokumen": "SK 2"})
    assert dict(Target.objects.values_list("unit__nama", "dokumen")) == {"Manggar": "SK 440/1/2026", "Gantung": "SK 2"}


def test_drafts_are_put_in_force_from_the_page(wilayah: Wilayah, pemeran: Pemeran) -> None:
    send(pemeran.eko, {cell(wilayah.manggar, "balita"): "1.250"}, "/target/sasaran/")
    answer = send(pemeran.eko, {}, "/target/sasaran/", "berlakukan")
    assert "1 angka berlaku" in browse(pemeran.eko).get(answer["Location"]).content.decode()
    assert Sasaran.objects.get().status == "berlaku"


def test_drafts_are_thrown_away_from_the_page(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.manggar, "0.9")
    send(pemeran.eko, {}, aksi="buang")
    assert not Target.objects.exists()


# ── Refused, with nothing lost ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("teks", ["0,8", "-5", "abc", "101", "1.000", "٨٠", "80%%"])
def test_a_wrong_cell_is_named_and_everything_typed_stays(wilayah: Wilayah, pemeran: Pemeran, teks: str) -> None:
    answer = send(pemeran.eko, {cell(wilayah.manggar): teks, cell(wilayah.gantung): "77"})
    isi = answer.content.decode()
    assert (answer.status_code, Target.objects.exists()) == (400, False)
    assert all(satu in isi for satu in ("1 angka perlu dibetulkan", f'value="{teks}"', 'value="77"', "SK 440/1/2026"))


@pytest.mark.parametrize("kosong", ["dokumen", "tanggal_dokumen"])
def test_a_document_needs_number_and_date(wilayah: Wilayah, pemeran: Pemeran, kosong: str) -> None:
    answer = send(pemeran.eko, {cell(wilayah.manggar): "85", kosong: ""})
    assert (answer.status_code, Target.objects.exists()) == (400, False)
    assert 'value="85"' in answer.content.decode()


def test_a_change_in_between_is_told_and_what_was_typed_stays(wilayah: Wilayah, pemeran: Pemeran) -> None:
    client = browse(pemeran.eko)
    cap = re.findall(r'name="cap" value="([^"]*)"', client.get("/target/").content.decode())[0]
    draft(pemeran, wilayah, wilayah.gantung, "0.7")
    answer = client.post("/target/", {"aksi": "simpan", "cap": cap, **SK, cell(wilayah.manggar): "85"})
    assert (answer.status_code, 'value="85"' in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("alamat", ["/target/", "/target/sasaran/"])
def test_only_dinas_may_send(wilayah: Wilayah, pemeran: Pemeran, alamat: str) -> None:
    for siapa in (pemeran.dewi, pemeran.citra, pemeran.ani):
        assert send(siapa, {cell(wilayah.melati): "85"}, alamat).status_code == 403
    assert browse(pemeran.dewi).delete(alamat).status_code == 405


def test_a_unit_elsewhere_is_not_found(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for unit in (wilayah.beltim, wilayah.gantung, wilayah.dahlia):
        assert browse(pemeran.dewi).get(f"/target/?unit={unit.kode}").status_code == 404


@pytest.mark.parametrize("query", ["tahun=1999", "tahun=abc", "klaster=kucing", "tahun=20260"])
def test_nonsense_in_the_address_is_refused_in_words(pemeran: Pemeran, query: str) -> None:
    assert browse(pemeran.eko).get(f"/target/?{query}").status_code == 400
