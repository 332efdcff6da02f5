"""What every page keeps, whatever it is filled with; and that people can use it at both widths."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Browser

from tests.capaian.contoh_halaman import HALAMAN, KERANGKA, PANJANG, make_kabupaten

EVERY_PAGE = pytest.mark.parametrize("nama", HALAMAN)


def draw(nama: str) -> str:
    template, halaman = HALAMAN[nama]
    return render_to_string(template, {"halaman": halaman, "kerangka": KERANGKA})


class Tags(HTMLParser):
    """Every start tag with its attributes, and the text of every element that has a class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@EVERY_PAGE
def test_no_page_needs_an_exception_from_the_strict_policy(nama: str) -> None:
    for tag, attrs in Tags(draw(nama)).tags:
        assert "style" not in attrs, tag
        assert not [a for a in attrs if a.startswith("on")], tag
        assert tag != "style"
        assert tag != "script" or attrs.get("src")


@EVERY_PAGE
def test_a_percentage_never_stands_without_its_fraction(nama: str) -> None:
    for sesudah in re.findall(r'<b class="nilai">[^<]*%</b>(.{0,40})', draw(nama), re.DOTALL):
        assert re.match(r"<small>[\d.]+ dari [\d.]+</small>", sesudah)


@EVERY_PAGE
def test_every_picture_says_what_it_shows_or_stands_beside_words(nama: str) -> None:
    for tag, attrs in Tags(draw(nama)).tags:
        if tag == "svg" and attrs.get("role") == "img":
            assert attrs.get("aria-label")


@EVERY_PAGE
def test_every_id_is_used_once_and_every_label_has_its_field(nama: str) -> None:
    tags = Tags(draw(nama)).tags
    ids = [a["id"] for _, a in tags if "id" in a]
    assert len(ids) == len(set(ids))
    assert {a["for"] for tag, a in tags if tag == "label"} <= set(ids)


@EVERY_PAGE
def test_a_page_has_one_heading_and_at_most_one_filled_button(nama: str) -> None:
    tags = Tags(draw(nama)).tags
    assert sum(tag == "h1" for tag, _ in tags) == 1
    assert sum("utama" in (a.get("class") or "").split() for _, a in tags) <= 1


def test_few_people_are_counted_and_never_a_percentage() -> None:
    isi = draw("indikator kecil").split('<div class="angka-besar">')[1].split("</section>")[0]
    assert '<b class="nilai">2 dari 3</b>' in isi
    assert "%" not in isi


def test_an_empty_kabupaten_says_what_to_do_next() -> None:
    isi = draw("kabupaten kosong")
    assert "Admin kabupaten dapat menambahkannya" in isi
    assert "angka belum dihitung" in isi


def test_who_may_not_see_names_is_told_so() -> None:
    assert "Peran Anda melihat jumlah, tanpa nama." in draw("tanpa nama")


def test_names_are_escaped() -> None:
    template, _ = HALAMAN["kabupaten"]
    isi = render_to_string(template, {"halaman": make_kabupaten("<b>&\"'"), "kerangka": KERANGKA})
    assert "<b>&" not in isi
    assert "&lt;b&gt;&amp;" in isi


@pytest.mark.peramban
@pytest.mark.parametrize("lebar", [360, 1440])
@EVERY_PAGE
def test_a_page_is_accessible_and_fits_its_screen(peramban: Browser, nama: str, lebar: int) -> None:
    page = peramban.new_page(viewport={"width": lebar, "height": 800})
    page.set_content(draw(nama))
    page.add_style_tag(content=(settings.VAR / "aset" / "css" / "app.css").read_text())
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= lebar
    page.close()


@pytest.mark.peramban
def test_a_name_of_70_letters_stays_inside_its_cell(peramban: Browser) -> None:
    page = peramban.new_page(viewport={"width": 360, "height": 800})
    page.set_content(draw("capaian"))
    page.add_style_tag(content=(settings.VAR / "aset" / "css" / "app.css").read_text())
    kotak = page.get_by_role("link", name=PANJANG).first.bounding_box()
    assert kotak is not None
    assert kotak["x"] + kotak["width"] <= 360
    page.close()
