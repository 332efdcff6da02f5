"""`./run lint`: every check that needs no server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ilp.stack.assets import NOWHERE, build_assets, javascript
from ilp.stack.process import ROOT, say
from ilp.stack.secrets import throwaway_settings

PRODUCTION = {
    "ILP_DEMO": "0",
    "ALLOWED_HOSTS": "ilp.example.go.id",
    "DATABASE_URL": "postgres://ilp@db/ilp",
    "REDIS_URL": "redis://valkey/0",
}


def lint(arguments: list[str]) -> int:
    """Runs the checks named in `arguments`, or all; every one runs even when an earlier one fails."""
    build_assets()
    wanted = {name: check for name, check in checks().items() if not arguments or name in arguments}
    failed = [name for name, (argv, env) in wanted.items() if not passes(name, argv, env)]
    say(f"gagal: {', '.join(failed)}" if failed else f"{len(wanted)} pemeriksaan lulus")
    return 1 if failed else 0


def checks() -> dict[str, tuple[list[str], dict[str, str]]]:
    demo = {**os.environ, **throwaway_settings(), **NOWHERE}
    python = [sys.executable, "-W", "ignore::RuntimeWarning", "-m"]  # makemigrations: no database to compare with
    manage = [*python, "manage"]
    templates = [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]
    return {
        "ruff": ([*python, "ruff", "check", "."], demo),
        "format": ([*python, "ruff", "format", "--check", "."], demo),
        "mypy": ([*python, "mypy", "."], demo),
        "imports": ([script("lint-imports")], demo),
        "templates": ([script("djade"), "--check", "--target-version", "5.2", *templates], demo),
        "tsc": (javascript("node_modules/typescript/bin/tsc", "-p", "static"), demo),
        "migrations": ([*manage, "makemigrations", "--check", "--dry-run"], demo),
        "deploy": ([*manage, "check", "--deploy", "--fail-level", "WARNING"], {**demo, **PRODUCTION}),
    }


def script(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def passes(name: str, argv: list[str], env: dict[str, str]) -> bool:
    say(f"{name} …")
    return subprocess.run(argv, env=env, cwd=ROOT, check=False).returncode == 0
