"""Rules that change: a visit is judged by the lines in force on its own date, whatever came before or after them."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from klaster.aturan import Aturan, build_aturan
from klaster.berkas import read_data
from klaster.evaluate import evaluate
from tests.klaster.golden import Pasangan, load_golden

KASUS = [pasangan for pasangan in load_golden() if pasangan[0].harapan.get("temuan") and not pasangan[1]]
AWAL = min(kasus.tanggal for kasus, _ in KASUS)
AKHIR = max(kasus.tanggal for kasus, _ in KASUS)
SEHARI = timedelta(days=1)
TIDAK_PERNAH = {"bidang": "catatan", "sama": "kata yang tidak ditulis siapa pun"}


def never(baris: dict[str, Any], sejak: date, sampai: date | None) -> dict[str, Any]:
    """A line of the same code that finds nothing, in force in other days."""
    masa = {"berlaku_sejak": sejak} | ({"berlaku_sampai": sampai} if sampai else {})
    isi = {kunci: nilai for kunci, nilai in baris.items() if not kunci.startswith("berlaku")}
    return {**isi, **masa, "syarat": TIDAK_PERNAH}


def build(sejak: date, sampai: date) -> Aturan:
    """Every finding in three versions: of old, as it is now from `sejak` to `sampai`, and of later on."""
    data = read_data()
    tiga = []
    for baris in data["temuan"]:
        kini = {**deepcopy(baris), "berlaku_sejak": sejak, "berlaku_sampai": sampai}
        tiga += [never(baris, date(2000, 1, 1), sejak - SEHARI), kini, never(baris, sampai + SEHARI, None)]
    data["temuan"] = tiga
    return build_aturan(data)


def judge(aturan: Aturan, pasangan: Pasangan) -> list[str]:
    kasus, _ = pasangan
    return [temuan.kode for temuan in evaluate(aturan, kasus.profil, kasus.pengukuran, kasus.tanggal)]


def test_a_visit_is_judged_by_the_lines_of_its_own_date() -> None:
    aturan = build(AWAL, AKHIR)
    assert [satu[0].nama for satu in KASUS if judge(aturan, satu) != satu[0].harapan["temuan"]] == []


@pytest.mark.parametrize(
    ("sejak", "sampai"), [(date(2001, 1, 1), AWAL - SEHARI), (AKHIR + SEHARI, AKHIR + timedelta(days=99))]
)
def test_lines_of_other_days_judge_nothing(sejak: date, sampai: date) -> None:
    aturan = build(sejak, sampai)
    assert [satu[0].nama for satu in KASUS if judge(aturan, satu)] == []
