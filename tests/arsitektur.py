"""The house rules as plain functions: a source text goes in, the faults found in it come out.

`test_architecture.py` applies them to every file of ours, and to one bad example each.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
APLIKASI = ("ilp", "capaian", "pustu", "posyandu", "puskesmas", "klaster")  # top layer first
KAMAR = (*APLIKASI, "tests", "templates", "static", "docs")
BUKAN_KAMI = {"__pycache__", "node_modules"}

BARIS_BERKAS = 400
BARIS_FUNGSI = 60
BARIS_TUGAS = 6

Aturan = Callable[[str], list[str]]

# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def files(*akhiran: str, di: tuple[str, ...] = KAMAR) -> Iterator[Path]:
    """Files of ours with these suffixes, below the named top folders."""
    for kamar in di:
        for path in sorted((ROOT / kamar).rglob("*")):
            if path.suffix in akhiran and path.is_file() and not BUKAN_KAMI & set(path.parts):
                yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def is_migration(path: Path) -> bool:
    return path.parent.name == "migrations"


@cache
def parsed(sumber: str) -> ast.Module:
    return ast.parse(sumber)


def functions(sumber: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(parsed(sumber)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


# ── Python ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def long_file(sumber: str) -> list[str]:
    lines = sumber.count("\n")
    return [f"{lines} baris, paling banyak {BARIS_BERKAS}"] if lines > BARIS_BERKAS else []


def long_function(sumber: str) -> list[str]:
    return [f"{f.name}: {length(f)} baris" for f in functions(sumber) if length(f) > BARIS_FUNGSI]


def signals(sumber: str) -> list[str]:
    """`@receiver(…)`, `signal.connect(…)` and the import of either kind of signal."""
    found = []
    for node in ast.walk(parsed(sumber)):
        if isinstance(node, ast.ImportFrom) and re.search(
            r"django\..*(dispatch|signals)|celery\.signals", node.module or ""
        ):
            found.append(f"baris {node.lineno}: impor {node.module}")
        elif isinstance(node, ast.Call) and called(node).split(".")[-1] in {"receiver", "connect"}:
            found.append(f"baris {node.lineno}: {called(node)}()")
    return found


def prints(sumber: str) -> list[str]:
    calls = (node for node in ast.walk(parsed(sumber)) if isinstance(node, ast.Call))
    return [f"baris {call.lineno}" for call in calls if called(call) == "print"]


def hidden_imports(sumber: str) -> list[str]:
    """Imports of ours inside a function: the usual way around a cycle."""
    found = []
    for function in functions(sumber):
        inner = [node for node in ast.walk(function) if imports_of(node) & set(APLIKASI)]
        found += [f"{function.name}: impor {', '.join(imports_of(node))}" for node in inner]
    return found


def untyped(sumber: str) -> list[str]:
    """Functions without an annotation on every argument and on the answer."""
    found = []
    for function in functions(sumber):
        a = function.args
        named = [*a.posonlyargs, *a.args, *a.kwonlyargs, *filter(None, (a.vararg, a.kwarg))]
        bare = [arg.arg for arg in named if arg.annotation is None and arg.arg not in {"self", "cls"}]
        if bare or function.returns is None:
            found.append(f"{function.name}: {', '.join(bare) or 'jawaban'}")
    return found


def fat_tasks(sumber: str) -> list[str]:
    """Celery tasks take ids and call one function; the work itself is tested without Celery."""
    return [
        f"{f.name}: {lines} baris"
        for f in functions(sumber)
        if any(re.search(r"\b(shared_task|app\.task)\b", ast.unparse(d)) for d in f.decorator_list)
        and (lines := sum(length(step) for step in f.body[bool(ast.get_docstring(f)) :])) > BARIS_TUGAS
    ]


def unscoped_rows(sumber: str, bebas: frozenset[str] = frozenset()) -> list[str]:
    """Rows reached in a view, a page or an API call by anything but a scoped entry point."""
    found = []
    parents = {child: node for node in ast.walk(parsed(sumber)) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(parsed(sumber)):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            above = parents[node]
            entry = above.attr if isinstance(above, ast.Attribute) else ""
            if entry not in {"visible_to", "totals_visible_to", "allowed_to"} and ast.unparse(node.value) not in bebas:
                found.append(f"baris {node.lineno}: {ast.unparse(above)[:80]}")
        elif isinstance(node, ast.Attribute) and node.attr == "raw":
            found.append(f"baris {node.lineno}: .raw")
        elif isinstance(node, ast.Call) and called(node) in {"get_object_or_404", "get_list_or_404"}:
            first = ast.unparse(node.args[0]) if node.args else ""
            if re.fullmatch(r"[A-Z]\w*", first) and first not in bebas:
                found.append(f"baris {node.lineno}: {called(node)}({first})")
    return found


def raw_sql(sumber: str) -> list[str]:
    """A cursor reaches every row there is, so pages that use one are listed with their reason."""
    calls = (node for node in ast.walk(parsed(sumber)) if isinstance(node, ast.Call))
    return [f"baris {call.lineno}" for call in calls if called(call).endswith(".cursor")]


def called(node: ast.Call) -> str:
    return ast.unparse(node.func) if isinstance(node.func, ast.Name | ast.Attribute) else ""


def imports_of(node: ast.AST) -> set[str]:
    """Top packages that an import names."""
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return {node.module.split(".")[0]}
    return set()


def upward_imports(aplikasi: str) -> Aturan:
    """Imports of a room above `aplikasi`."""
    above = set(APLIKASI[: APLIKASI.index(aplikasi)])

    def rule(sumber: str) -> list[str]:
        named = set().union(*map(imports_of, ast.walk(parsed(sumber))))
        return [f"mengimpor {name}" for name in sorted(named & above)]

    return rule


# ── Templates ────────────────────────────────────────────────────────────────────────────────────────────────────────


def unsafe_markup(sumber: str) -> list[str]:
    """What lets markup in, and what the content policy would block."""
    bare = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", sumber, flags=re.DOTALL)
    patterns = {
        "|safe": r"\|\s*safe(seq)?\b",
        "autoescape off": r"autoescape\s+off",
        "style sebaris": r"<style\b|<[a-z][^>]*\sstyle\s*=",
        "skrip sebaris": r"<script(?![^>]*\bsrc=)[^>]*>",
        "atribut on…": r"<[a-z][^>]*\son[a-z]+\s*=",
        "javascript:": r"javascript:",
    }
    return [nama for nama, pattern in patterns.items() if re.search(pattern, bare, re.IGNORECASE)]


def unlabelled_inputs(sumber: str) -> list[str]:
    """Inputs without `aria-label`, without a <label for> of their id, and not inside a <label>."""
    named = set(re.findall(r"<label\b[^>]*\bfor=\"([^\"]+)\"", sumber))
    bare = re.sub(r"<label\b.*?</label>", "", sumber, flags=re.DOTALL | re.IGNORECASE)
    found = []
    for tag in re.findall(r"<(?:input|select|textarea)\b[^>]*>", bare, re.IGNORECASE):
        quiet = re.search(r"type=\"(hidden|submit|button|reset|image)\"|aria-label", tag, re.IGNORECASE)
        identity = re.search(r"\bid=\"([^\"]+)\"", tag)
        if not quiet and (identity is None or identity[1] not in named):
            found.append(tag[:100])
    return found


# ── Words ────────────────────────────────────────────────────────────────────────────────────────────────────────────

# Words that are English and never Indonesian.
INGGRIS = frozenset(
    re.findall(
        r"\S+",
        """
    the and or of for with from this that these your you please error errors invalid required field fields must cannot
    should not found page pages loading save saved submit cancel search login logout username password welcome back
    next previous home settings delete edit add new update updated download upload village health mother child children
    people weeks week month months year day days today yesterday show hide all none yes value values enter select
    choose click here more less name names date dates failed success successfully unknown missing there was were been
    have has is are achieved target's achievement worklist overview summary details average total's
        """,
    )
)


def english_words(teks: str) -> list[str]:
    words = set(re.findall(r"[a-z]+(?:'s)?", teks.lower()))
    return sorted(words & INGGRIS)


def template_text(sumber: str) -> str:
    """What a person reads of a template: text, titles, labels, placeholders; tags and variables removed."""
    bare = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}|<!--.*?-->", " ", sumber, flags=re.DOTALL)
    shown = re.findall(r"\b(?:title|placeholder|alt|aria-label)=\"([^\"]*)\"", bare)
    text = re.sub(r"<(code|kbd)\b.*?</\1>", " ", bare, flags=re.DOTALL)
    text = re.sub(r"\{%-?.*?%\}|\{\{.*?\}\}", " ", " ".join((re.sub(r"<[^>]*>", " ", text), *shown)), flags=re.DOTALL)
    return re.sub(r"&\w+;", " ", text)


def english_templates(sumber: str) -> list[str]:
    return english_words(template_text(sumber))


def english_errors(sumber: str) -> list[str]:
    """English words in what a DomainError says to people: its second, third-but-field and fourth argument."""
    found = []
    for node in ast.walk(parsed(sumber)):
        if isinstance(node, ast.Call) and called(node).split(".")[-1] == "DomainError":
            named = [k.value for k in node.keywords if k.arg in {"pesan", "saran"}]
            words = english_words(" ".join(_texts([*node.args[1:2], *node.args[3:4], *named])))
            found += [f"baris {node.lineno}: {word}" for word in words]
    return found


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for top in nodes:
        for node in ast.walk(top):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


# Written so that this file does not name them itself.
DI_LUAR_PRODUK = re.compile(
    r"/wor[k]/|\b[A]I\b|\b[C]laude\b|\b[L]LM\b|\bhelper [s]ession|\bissue [#]?\d"
    r"|\breferenc[e]/\w+\.md|\b(house|scr[e]ens)\.md\b"
)


def outside_names(sumber: str) -> list[str]:
    """The project speaks of the product only."""
    return [match[0] for match in DI_LUAR_PRODUK.finditer(sumber)]
