"""`bench dua-bahasa`: the phone's rules, their size and how long one visit takes, on the visits of `bench aturan`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from capaian.bench.aturan import TANGGAL, Kunjungan, make_visits
from klaster.aturan import muat_aturan
from klaster.bundel import build_bundel, make_bundel
from klaster.evaluate import evaluate


def run(*, putaran: int) -> dict[str, Any]:
    """`sama`: whether the phone found what the server finds in these visits."""
    aturan = muat_aturan()
    semua = make_visits(aturan)
    bundel = make_bundel(aturan)
    soal = {
        "bundel": json.loads(json.dumps(build_bundel(aturan), default=str)),
        "kunjungan": {nama: _as_json(satu) for nama, satu in semua.items()},
        "putaran": putaran,
    }
    program = [*_javascript(), "static/ukur-aturan.mjs"]
    jawab = subprocess.run(
        program, input=json.dumps(soal), cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, check=True
    )
    hasil: dict[str, Any] = json.loads(jawab.stdout)
    sama = [hasil[nama].pop("temuan") == _codes(evaluate(aturan, *satu, TANGGAL)) for nama, satu in semua.items()]
    return {"bench": "dua-bahasa", "bundel_gzip_byte": len(bundel.mampat), **hasil, "sama": all(sama)}


def _codes(semua: Any) -> list[str]:
    return [satu.kode for satu in semua]


def _as_json(kunjungan: Kunjungan) -> dict[str, Any]:
    profil, isi = kunjungan
    return {
        "profil": {
            "tanggal_lahir": str(profil.tanggal_lahir),
            "jenis_kelamin": profil.jenis_kelamin,
            "penyakit": sorted(profil.penyakit),
            "kanal": profil.kanal,
            "riwayat": [{"tanggal": str(x.tanggal), "pengukuran": dict(x.pengukuran)} for x in profil.riwayat],
        },
        "isi": dict(isi),
        "tanggal": str(TANGGAL),
    }


def _javascript() -> list[str]:
    """Node, or deno from its wheel where there is none, as `./run` has it."""
    return ["node"] if shutil.which("node") else [str(Path(sys.executable).with_name("deno")), "run", "--quiet", "-A"]
