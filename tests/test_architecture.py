"""The house rules, each one test over every file of ours; and bad examples, so that no rule passes in its sleep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models.signals import ModelSignal
from django.urls import URLPattern, URLResolver, get_resolver

from puskesmas.models import Unit
from puskesmas.scope import ScopedModel, ScopedQuerySet
from tests import arsitektur as a
from tests.arsitektur import APLIKASI, ROOT, Aturan, files, is_migration, name_of

PYTHON = [path for path in files(".py", di=APLIKASI) if not is_migration(path)]
TEMPLAT = list(files(".html"))

# Modules that answer requests. Rows are reached there through scope only.
PENJAWAB = re.compile(r"^[a-z]+/(api|views|halaman|keluar|masuk|gerbang|muat|sehat|unduh)(/|\.py$|_)")

# ── Exceptions, each with its reason ─────────────────────────────────────────────────────────────────────────────────

# Tables without a unit: the same rows for everybody.
TABEL_ACUAN = frozenset({"Indikator", "Klaster"})

BARIS_TANPA_LINGKUP = {
    "ilp/muat.py": "asks how far the demo is, before anybody can log in; no row of a unit is shown",
    "pustu/halaman/warga/jejak.py": "events have no scope of their own; asked by keys of rows that came through it",
}

SQL_LANGSUNG = {
    "ilp/sehat.py": "SELECT 1: is the database there",
}

BOLEH_PRINT = {
    "ilp/stack": "the command line of `./run`: printing is what it is for",
}

BOLEH_CONNECT = {
    "ilp/stack/servers.py": "opens a socket to see whether a server answers; nothing to do with signals",
}

IMPOR_DI_DALAM = {
    "ilp/prepare.py": "models can only be imported after django.setup()",
    "capaian/bench/kacau/gigi.py": "the same: gunicorn reads its configuration before the application",
}

MODEL_TANPA_LINGKUP = {
    "puskesmas.JejakBaca": "who read whom: names a user, not a unit, and no page reads it yet",
    "puskesmas.PerluHitung": "a note between tasks; never shown",
    "puskesmas.ProfilPuskesmas": "one-to-one with Unit and reached from a unit that is in scope",
    "puskesmas.Setelan": "one-to-one with a kabupaten and reached from a unit that is in scope",
    "posyandu.ProfilPosyandu": "one-to-one with Unit and reached from a unit that is in scope",
    "posyandu.Domisili": "reached from a person who is in scope; its own unit says where, not who may see it",
    "posyandu.Penggabungan": "reached from a person who is in scope",
    "posyandu.DugaanGanda": "reached from a person who is in scope",
    "posyandu.PernyataanHariBuka": "reached from a session that is in scope",
    "posyandu.SegeraNaik": "reached from a danger sign that is in scope",
    "posyandu.PetugasHariBuka": "reached from a session that is in scope",
}


def broken(rule: Aturan, paths: Iterable[Path], besides: Iterable[str] = ()) -> list[str]:
    """Faults of the files, one line each; files and folders named in `besides` are left out."""
    skip = tuple(besides)
    return [
        f"{name_of(path)}: {fault}"
        for path in paths
        if not name_of(path).startswith(skip or ("\0",))
        for fault in rule(path.read_text(encoding="utf-8"))
    ]


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_file_is_over_400_lines() -> None:
    paths = [p for p in files(".py", ".html", ".css", ".js", ".mjs", ".ts", ".tsx", ".sql") if not is_migration(p)]
    assert broken(a.long_file, paths) == []


def test_no_function_is_over_60_lines() -> None:
    assert broken(a.long_function, [*PYTHON, *files(".py", di=("tests",))]) == []


def test_every_function_is_typed() -> None:
    assert broken(a.untyped, PYTHON) == []


def test_imports_go_down_only() -> None:
    for aplikasi in APLIKASI:
        assert broken(a.upward_imports(aplikasi), files(".py", di=(aplikasi,))) == []


def test_no_import_of_ours_hides_in_a_function() -> None:
    assert broken(a.hidden_imports, PYTHON, besides=IMPOR_DI_DALAM) == []


def test_nothing_prints_but_the_command_line() -> None:
    assert broken(a.prints, PYTHON, besides=BOLEH_PRINT) == []


def test_tasks_only_call_a_function() -> None:
    assert broken(a.fat_tasks, PYTHON) == []


def test_the_project_speaks_of_the_product_only() -> None:
    own = [*files(".py", ".html", ".css", ".js", ".mjs", ".ts", ".tsx", ".sql", ".toml", ".md", ".csv", ".yml")]
    top = [
        path for path in ROOT.iterdir() if path.suffix in {".md", ".toml", ".yml"} or path.name in {"run", "Dockerfile"}
    ]
    assert broken(a.outside_names, [*own, *top]) == []


def test_every_data_file_names_its_source() -> None:
    besides = {
        "aturan.toml": "only the version of the rules",
        "sumber.toml": "the list of sources itself",
    }
    data = [p for p in (ROOT / "klaster/data").rglob("*") if p.suffix in {".toml", ".csv"} and p.name not in besides]
    assert [path.name for path in data if not names_its_source(path.read_text(encoding="utf-8"))] == []


def names_its_source(teks: str) -> bool:
    """Every [[table]] of a TOML file has a `sumber`; every row of a CSV has a column for it."""
    tables = re.split(r"^\[\[\w+\]\]", teks, flags=re.MULTILINE)[1:]
    if tables:
        return all(re.search(r"\bsumber\s*=\s*\"[^\"]+", table) for table in tables)
    return bool(re.search(r"\bsumber\b", teks.split("\n", 1)[0]))


# ── Models and migrations ────────────────────────────────────────────────────────────────────────────────────────────


def our_models() -> list[type[models.Model]]:
    """Models of ours, without proxies and without the audit tables that pghistory makes."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in APLIKASI and not model._meta.proxy and not hasattr(model, "pgh_tracked_model")
    ]


def reaches_a_unit(model: type[models.Model]) -> bool:
    """A foreign key to a unit, or to a model whose rows are scoped."""
    targets = [field.related_model for field in model._meta.fields if field.is_relation]
    return any(target is Unit or (isinstance(target, type) and issubclass(target, ScopedModel)) for target in targets)


def test_every_model_of_a_unit_is_scoped_or_says_why_not() -> None:
    reached = {
        model._meta.label: model for model in our_models() if reaches_a_unit(model) or issubclass(model, ScopedModel)
    }
    bare = {label for label, model in reached.items() if not is_scoped(model)}
    assert bare - MODEL_TANPA_LINGKUP.keys() == set()


def is_scoped(model: type[models.Model]) -> bool:
    return (
        issubclass(model, ScopedModel)
        and bool(model.scope_paths)
        and isinstance(model._default_manager.get_queryset(), ScopedQuerySet)
    )


def test_every_scope_path_ends_at_the_path_of_a_unit() -> None:
    for model in our_models():
        for path in getattr(model, "scope_paths", ()):
            assert end_of(model, path) == (Unit, "jalur"), f"{model._meta.label}: {path}"


def end_of(model: type[models.Model], path: str) -> tuple[Any, str]:
    """The model and the field where a lookup ends."""
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]  # a relation, or the test fails
    return model, model._meta.get_field(last).name


def test_no_model_of_ours_changes_how_it_is_saved() -> None:
    own = {base for model in our_models() for base in model.__mro__ if base.__module__.split(".")[0] in APLIKASI}
    assert [base for base in own if {"save", "delete", "save_base", "bulk_create"} & vars(base).keys()] == []


def test_no_signal_has_a_receiver_of_ours() -> None:
    assert broken(a.signals, PYTHON, besides=BOLEH_CONNECT) == []
    signals = [value for value in vars(models.signals).values() if isinstance(value, ModelSignal)]
    assert [r for signal in signals for r in signal.receivers if module_of(r) in APLIKASI] == []


def module_of(receiver: tuple[Any, ...]) -> str:
    function = receiver[1]() if callable(receiver[1]) and "weakref" in type(receiver[1]).__module__ else receiver[1]
    return str(getattr(function, "__module__", "")).split(".", maxsplit=1)[0]


def test_migrations_are_named_and_numbered_once() -> None:
    for aplikasi in APLIKASI:
        names = [path.stem for path in (ROOT / aplikasi).glob("migrations/0*.py")]
        assert migration_faults(names) == [], aplikasi


def migration_faults(names: list[str]) -> list[str]:
    twice = [number for number, times in Counter(name[:4] for name in names).items() if times > 1]
    return twice + [name for name in names if "auto_" in name or not re.fullmatch(r"\d{4}_[a-z0-9_]+", name)]


# ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_views_reach_rows_through_scope_only() -> None:
    rule = partial(a.unscoped_rows, bebas=TABEL_ACUAN)
    assert broken(rule, filter(answers_requests, PYTHON), besides=BARIS_TANPA_LINGKUP) == []


def test_views_that_write_sql_are_listed() -> None:
    assert broken(a.raw_sql, filter(answers_requests, PYTHON), besides=SQL_LANGSUNG) == []


def answers_requests(path: Path) -> bool:
    return bool(PENJAWAB.search(name_of(path)))


def test_every_view_lives_where_the_rule_looks() -> None:
    ours = {view.__module__ for view in views(get_resolver()) if view.__module__.split(".")[0] in APLIKASI}
    assert [name for name in ours if not PENJAWAB.search(name.replace(".", "/") + ".py")] == []


def views(resolver: URLResolver) -> list[Callable[..., Any]]:
    found: list[Callable[..., Any]] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found += views(entry)
        elif isinstance(entry, URLPattern):
            view: Any = entry.callback
            found.append(getattr(view, "view_class", None) or getattr(view, "cls", view))
    return found


# ── Pages and words ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_templates_let_no_markup_in_and_keep_to_the_content_policy() -> None:
    assert broken(a.unsafe_markup, TEMPLAT) == []


def test_no_code_marks_text_as_safe() -> None:
    assert broken(lambda s: re.findall(r"\bmark_safe\b|\bSafeString\(|@register\.\w+\(is_safe=True", s), PYTHON) == []


def test_every_input_of_a_template_has_a_label() -> None:
    assert broken(a.unlabelled_inputs, TEMPLAT) == []


def test_people_read_no_english() -> None:
    assert broken(a.english_templates, TEMPLAT) == []
    assert broken(a.english_errors, PYTHON) == []


# ── Every rule can fail ──────────────────────────────────────────────────────────────────────────────────────────────

LANGKAH = "    x = 1\n"
CONTOH_BURUK: list[tuple[Aturan, str]] = [
    (a.long_file, "\n" * 401),
    (a.long_function, "def f() -> None:\n" + LANGKAH * 60),
    (a.untyped, "def f(x) -> None: ..."),
    (a.untyped, "def f(x: int): ..."),
    (a.upward_imports("klaster"), "from puskesmas.models import Unit"),
    (a.upward_imports("posyandu"), "import capaian.models"),
    (a.hidden_imports, "def f() -> None:\n    from posyandu import api"),
    (a.prints, "print('halo')"),
    (a.fat_tasks, "@shared_task\ndef t(pk: int) -> None:\n" + LANGKAH * 7),
    (a.signals, "@receiver(post_save)\ndef f(): ..."),
    (a.signals, "post_save.connect(f)"),
    (a.signals, "from django.db.models.signals import post_save"),
    (a.unscoped_rows, "Warga.objects.filter(pk=1)"),
    (a.unscoped_rows, "rows = Warga.objects"),
    (a.unscoped_rows, "get_object_or_404(Warga, pk=1)"),
    (a.unscoped_rows, "Warga._default_manager.all()"),
    (a.unscoped_rows, "Warga.objects.under(unit)"),
    (a.raw_sql, "with connection.cursor() as c: c.execute('SELECT 1')"),
    (a.unsafe_markup, "{{ nama|safe }}"),
    (a.unsafe_markup, '<p style="color: red">'),
    (a.unsafe_markup, "<script>alert(1)</script>"),
    (a.unsafe_markup, '<a href="#" onclick="x()">'),
    (a.unlabelled_inputs, '<input type="text" id="a">'),
    (a.unlabelled_inputs, '<label for="a">A</label><select id="b">'),
    (a.english_templates, "<button>Save</button>"),
    (a.english_templates, '<input placeholder="Search">'),
    (a.english_errors, 'DomainError("x", "This field is required.")'),
    (a.english_errors, 'DomainError("x", "Salah.", "y", saran="Please retry.")'),
    (a.outside_names, "see " + "/wor" + "k/main"),
]


@pytest.mark.parametrize(("rule", "buruk"), CONTOH_BURUK, ids=lambda value: getattr(value, "__name__", None))
def test_each_rule_catches_its_bad_example(rule: Aturan, buruk: str) -> None:
    assert rule(buruk) != []


def test_the_rules_about_files_catch_their_bad_examples() -> None:
    assert migration_faults(["0001_initial", "0002_auto_20260101", "0003_a", "0003_b"]) == [
        "0003",
        "0002_auto_20260101",
    ]
    assert not names_its_source('[[temuan]]\nkode = "x"\n')
    assert not names_its_source("bulan,gram\n1,800\n")


@pytest.mark.parametrize(
    ("rule", "baik"),
    [
        (a.unscoped_rows, "Unit.objects.visible_to(user).first()"),
        (a.unscoped_rows, "Capaian.objects.totals_visible_to(user)"),
        (
            a.unlabelled_inputs,
            '<label for="a">A</label><input id="a"><input type="hidden" name="b"><input aria-label="C">',
        ),
        (a.unlabelled_inputs, '<label>Cari <input name="q"></label>'),
        (a.english_templates, "<p>Pekan ini {{ days }} orang</p>"),
        (a.unsafe_markup, '<script src="/static/a.js" defer></script>{# {{ x|safe }} #}'),
        (a.fat_tasks, '@shared_task\ndef t(pk: int) -> None:\n    """One\n    two."""\n' + LANGKAH * 6),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_each_rule_lets_good_work_pass(rule: Aturan, baik: str) -> None:
    assert rule(baik) == []


def test_no_exception_is_left_over() -> None:
    """An exception whose file or model is gone is deleted with it."""
    files_named = [*BARIS_TANPA_LINGKUP, *SQL_LANGSUNG, *BOLEH_PRINT, *BOLEH_CONNECT, *IMPOR_DI_DALAM]
    assert [name for name in files_named if not (ROOT / name).exists()] == []
    assert MODEL_TANPA_LINGKUP.keys() - {model._meta.label for model in our_models()} == set()
