"""The documents stay true: what they point to is there, and what they should name is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from ilp.stack.commands import COMMANDS
from klaster.indikator import MODE, SATUAN
from posyandu.api import HasilKunjunganSerializer
from puskesmas.models.unit import JenisUnit, StatusUnit
from puskesmas.peran import Aksi, Peran
from tests.akses.rute import routes

ROOT = Path(__file__).resolve().parent.parent
DOKUMEN = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

TAUTAN = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
VARIABEL = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"|environ(?:\.get\(|\[)\s*\"([A-Z_]+)\"")
KODE_GALAT = re.compile(r"(?:DomainError|Salah)\(\s*(?:[\w.]+\[?\d?\]?,\s*|\"[\w.]+\",\s*)?f?\"([a-z_0-9]+)\"")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def broken_links(path: Path, text: str) -> Iterator[str]:
    for target in TAUTAN.findall(text):
        plain = target.split("#")[0]
        if plain and "://" not in plain and not (path.parent / plain).exists():
            yield f"{path.relative_to(ROOT)}: {target}"


def unnamed(words: set[str], text: str) -> set[str]:
    """The words that the text does not name as a whole."""
    return {word for word in words if not re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", text)}


def variables(*names: str) -> set[str]:
    return {one or other for name in names for one, other in VARIABEL.findall(read(name))}


@pytest.mark.parametrize("path", DOKUMEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    assert list(broken_links(path, path.read_text(encoding="utf-8"))) == []


def test_a_broken_link_is_found() -> None:
    assert list(broken_links(ROOT / "README.md", "[ada](docs/api.md#token) [hilang](docs/hilang.md)")) == [
        "README.md: docs/hilang.md"
    ]


def test_every_variable_is_in_the_page_on_operation() -> None:
    stack = [path.relative_to(ROOT).as_posix() for path in (ROOT / "ilp" / "stack").glob("*.py")]
    known = variables("ilp/settings.py", "ilp/env.py", *stack) - {"PYTHONPATH"}
    assert {"SECRET_KEY", "PORT"} <= known
    assert unnamed(known, read("docs/operasi.md")) == set()


def test_every_variable_of_compose_is_in_the_page_on_operation() -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", read("docker-compose.yml")))
    assert asked
    assert unnamed(asked, read("docs/operasi.md")) == set()


def test_every_address_of_the_api_has_its_place() -> None:
    addresses = {f"/{pattern}" for _, pattern in routes() if pattern.startswith("api/v1/")}
    assert addresses
    text = read("docs/api.md")
    assert {address for address in addresses if f"`{address}`" not in text} == set()


def test_every_answer_of_sync_is_explained() -> None:
    sources = ("posyandu/kiriman.py", "posyandu/kunjungan.py", "posyandu/sinkron.py", "posyandu/api.py")
    codes = {code for name in sources for code in KODE_GALAT.findall(read(name))}
    assert {"id_dipakai_ulang", "bukan_objek"} <= codes
    text = read("docs/api.md")
    assert unnamed(codes | set(HasilKunjunganSerializer.STATUS), text) == set()


def test_every_word_of_the_tables_is_in_the_glossary() -> None:
    words = {*Peran.values, *Aksi.values, *MODE, *SATUAN, *JenisUnit.values, *StatusUnit.values}
    assert unnamed(words, read("docs/istilah.md")) == set()


def test_decisions_are_numbered_once_and_in_a_row() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "keputusan").iterdir())
    numbers = Counter(name[:4] for name in names)
    assert list(numbers) == [f"{n:04}" for n in range(1, len(names) + 1)]
    for name in names:
        assert read(f"docs/keputusan/{name}").startswith(f"# {name[:4]} ")


def test_every_command_that_a_document_names_exists() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in DOKUMEN)
    of_run = set(re.findall(r"\./run ([a-z]+)", text))
    of_django = set(re.findall(r"\./run manage ([a-z_]+)", text))
    assert {"test", "manage"} <= of_run
    assert "pasang" in of_django
    assert of_run - COMMANDS.keys() == set()
    assert of_django - get_commands().keys() == set()


def test_the_readme_is_read_in_one_sitting() -> None:
    assert read("README.md").count("\n") <= 120
