"""Runs pure parts of the phone's TypeScript the way the phone does: bundled by esbuild, in Node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from ilp.stack.assets import javascript
from ilp.stack.process import ROOT

LAYAR = ROOT / "static/kader/layar"
JAWAB = "const jawab = (isi) => console.log(JSON.stringify(isi));\n"


def run_naskah(naskah: str, tempat: Path, folder: Path = LAYAR) -> Any:
    """What `naskah` hands to `jawab(…)`; its imports are read from `folder`."""
    bundle = tempat / "naskah.mjs"
    esbuild = javascript(str(ROOT / "node_modules/esbuild/bin/esbuild"), "--bundle", "--format=esm", "--loader=tsx")
    preact = ["--jsx=automatic", "--jsx-import-source=preact", "--platform=node"]
    argv = [*esbuild, *preact, f"--outfile={bundle}", "--log-level=error"]
    subprocess.run(argv, input=JAWAB + naskah, text=True, cwd=folder, check=True)
    selesai = subprocess.run(javascript(str(bundle)), capture_output=True, text=True, check=True)
    return json.loads(selesai.stdout)
