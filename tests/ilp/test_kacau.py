"""Phones push through a bad network while everything is killed: see `capaian.bench.kacau`. Linux only."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from capaian.bench.kacau.hp import Hp
from capaian.bench.kacau.rencana import make_rencana
from ilp.stack.process import ROOT
from puskesmas.segel import public_key

pytestmark = [pytest.mark.lambat, pytest.mark.timeout(1500)]
SEMUA = {"web", "web_anak", "worker", "worker_anak", "beat", "valkey", "valkey_kosong", "postgres", "postgres_anak"}


def chaos(simpan: Path, *words: str) -> tuple[int, dict[str, Any], str]:
    """The command as a person runs it: its exit code, its result, what it said."""
    argv = [sys.executable, "manage.py", "chaos", "--simpan", str(simpan), *words]
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (simpan / "hasil.json").exists(), done.stderr[-4000:]
    return done.returncode, json.loads((simpan / "hasil.json").read_text()), done.stdout + done.stderr[-2000:]


def test_of_a_thousand_visits_none_is_lost_and_none_comes_twice(tmp_path: Path) -> None:
    kode, hasil, kata = chaos(tmp_path, "--kunjungan", "1000", "--hp", "10", "--bunuh", "13", "--benih", "5")
    assert not any(hasil["salah"].values()), kata
    assert kode == 0, kata
    assert hasil["kunjungan"] >= 1000
    assert set(hasil["dibunuh"]) == SEMUA
    assert min(hasil["jaringan"][nama] for nama in ("hilang", "ganda", "potong", "tahan")) > 0


def test_without_receipts_the_same_checks_turn_red(tmp_path: Path) -> None:
    kode, hasil, kata = chaos(tmp_path, "--kunjungan", "100", "--hp", "4", "--bunuh", "2", "--benih", "5", "--gigi")
    assert kode != 0
    assert hasil["salah"]["ganda"], kata


def test_what_the_cadre_types_while_the_phone_seals_is_sealed_next() -> None:
    rencana = make_rencana(benih=1, hp=1, kunjungan=10, hari_ini=date(2026, 11, 23))
    hp = Hp("kader1", ("", 0), rencana.hp[0].operasi, random.Random(1), 1.0, masuk={"segel": public_key()}, boleh=3)

    class Mengetik(list[dict[str, Any]]):
        """Its cadre has typed two more by the time the phone has taken the first ones."""

        def __getitem__(self, mana: Any) -> Any:
            hp.boleh = 5
            return super().__getitem__(mana)

    hp.operasi = Mengetik(hp.operasi)
    hp._write()
    hp._write()
    assert list(hp.kotak) == [satu["id"] for satu in rencana.hp[0].operasi[:5]]
