"""The documents stay true: what they point to is there, and what they should name is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands
from pghistory.models import Event

from ilp.stack.commands import COMMANDS
from klaster.berkas import shared_data
from klaster.indikator import MODE, SATUAN
from klaster.untuk import KUNCI
from posyandu.api import HasilKunjunganSerializer
from puskesmas.models.unit import JenisUnit, StatusUnit
from puskesmas.peran import Aksi, Peran
from tests.akses.rute import routes

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "klaster" / "data"
DOKUMEN = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

TAUTAN = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
VARIABEL = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"|environ(?:\.get\(|\[)\s*\"([A-Z_]+)\"")
ROOMS = ("klaster", "puskesmas", "posyandu", "pustu", "capaian")
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
    sources = (
        "posyandu/baca.py",
        "posyandu/kiriman.py",
        "posyandu/kunjungan.py",
        "posyandu/sinkron.py",
        "posyandu/api.py",
    )
    codes = {code for name in sources for code in KODE_GALAT.findall(read(name))}
    assert {"id_dipakai_ulang", "bukan_objek"} <= codes
    text = read("docs/api.md")
    assert unnamed(codes | set(HasilKunjunganSerializer.STATUS), text) == set()


def test_every_word_of_the_tables_is_in_the_glossary() -> None:
    words = {*Peran.values, *Aksi.values, *MODE, *SATUAN, *JenisUnit.values, *StatusUnit.values}
    assert unnamed(words, read("docs/istilah.md")) == set()


def test_every_model_is_in_the_glossary() -> None:
    ours = [satu for app in ROOMS for satu in apps.get_app_config(app).get_models()]
    models = {satu.__name__ for satu in ours if not issubclass(satu, Event)}
    assert {"Unit", "Kunjungan"} <= models
    assert unnamed(models, read("docs/istilah.md")) == set()


def test_decisions_are_numbered_once_and_in_a_row() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "keputusan").iterdir())
    numbers = Counter(name[:4] for name in names)
    assert list(numbers) == [f"{n:04}" for n in range(1, len(names) + 1)]
    for name in names:
        assert read(f"docs/keputusan/{name}").startswith(f"# {name[:4]} ")


def test_the_page_of_the_rules_names_every_file_register_and_word_of_whom() -> None:
    text = read("docs/aturan-data.md")
    berkas = {path.relative_to(DATA) for path in DATA.rglob("*.*") if path.is_file()}
    assert [str(satu) for satu in berkas if not named_file(satu, text)] == []
    assert unnamed({baris["kode"] for baris in shared_data()["penyakit"]}, text) == set()
    assert unnamed({kunci for kunci in KUNCI if not kunci.endswith("_maks")}, text) == set()


def named_file(path: Path, text: str) -> bool:
    """By its own name, or its folder by "*"."""
    return f"`{path}`" in text or f"`{path.parent}/*{path.suffix}`" in text


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
