"""What is typed on the phone is refused in the same words as on the server, case by case."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ilp.stack.assets import javascript
from ilp.stack.process import ROOT
from posyandu.keluarga import normalise_kk
from posyandu.nama import clean_nama, clean_telepon
from posyandu.nik import normalise_nik
from puskesmas.errors import DomainError

CONTOH = Path(__file__).parent / "contoh" / "isian.json"
SERVER: dict[str, Callable[[str], str]] = {
    "nik": normalise_nik,
    "kk": normalise_kk,
    "nama": clean_nama,
    "telepon": clean_telepon,
}
PHONE = """
import { readFileSync } from "node:fs";
import { bacaNik, bacaKk } from "./nik.ts";
import { bacaNama, bacaTelepon } from "./nama.ts";
import { bacaTanggal, bacaLahir, bacaKejadian, bentukTanggal, lahirDariUmur } from "./ketik.ts";
const baca = { nik: bacaNik, kk: bacaKk, nama: bacaNama, telepon: bacaTelepon };
const jawab = (satu) => ("nilai" in satu ? satu.nilai : [satu.salah.kode, satu.salah.pesan]);
const kini = "2026-11-16";
const contoh = JSON.parse(readFileSync(process.argv[2], "utf8"));
const [tanggal, umur] = process.argv.slice(3).map((teks) => JSON.parse(teks));
const hasil = {};
for (const jenis in baca) hasil[jenis] = contoh[jenis].map((satu) => jawab(baca[jenis](satu.teks)));
hasil.tanggal = Object.fromEntries(tanggal.map((teks) => [teks, jawab(bacaLahir(teks, kini))]));
hasil.umur = Object.fromEntries(umur.map(([n, satuan]) => [`${n} ${satuan}`, jawab(lahirDariUmur(n, satuan, kini))]));
hasil.bentuk = bentukTanggal("11092025");
const ketik = (teks) => [...teks].reduce((isi, huruf) => bentukTanggal(isi + huruf), "");
hasil.ketik = ["1/9/2025", "11/9/2025", "01/12/2025"].map(ketik);
hasil.kejadian = jawab(bacaKejadian("17/11/2026", "2000-01-01", kini));
console.log(JSON.stringify(hasil));
"""
TANGGAL = ["29-02-2025", "31/02/2025", "01/02/03", "13/25/2024", "17/11/2026", "11/9/2025", "01/01/1900", "", "kemarin"]
UMUR = [
    ["14", "bulan"],
    ["0", "bulan"],
    ["30", "tahun"],
    ["0", "tahun"],
    ["-3", "tahun"],
    ["3,5", "tahun"],
    ["121", "tahun"],
]


def cases(jenis: str) -> list[dict[str, Any]]:
    return list(json.loads(CONTOH.read_text())[jenis])


@pytest.fixture(scope="module")
def hp(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The answers of the phone's functions, bundled and run as the phone runs them."""
    bundle = tmp_path_factory.mktemp("hp") / "isian.mjs"
    esbuild = javascript(
        str(ROOT / "node_modules/esbuild/bin/esbuild"), "--bundle", "--format=esm", "--platform=node", "--loader=ts"
    )
    layar = ROOT / "static/kader/layar"
    subprocess.run(
        [*esbuild, f"--outfile={bundle}", "--log-level=error"], input=PHONE, text=True, cwd=layar, check=True
    )
    argv = javascript(str(bundle), str(CONTOH), json.dumps(TANGGAL), json.dumps(UMUR))
    return dict(json.loads(subprocess.run(argv, capture_output=True, text=True, check=True).stdout))


@pytest.mark.parametrize("jenis", SERVER)
def test_the_server_answers_typed_text_as_the_cases_say(jenis: str) -> None:
    for satu in cases(jenis):
        try:
            hasil: object = SERVER[jenis](satu["teks"])
        except DomainError as galat:
            hasil = [galat.kode, galat.pesan]
        assert hasil == satu.get("jadi", satu.get("tolak")), satu["teks"]


@pytest.mark.parametrize("jenis", SERVER)
def test_the_phone_answers_typed_text_as_the_cases_say(jenis: str, hp: dict[str, Any]) -> None:
    for satu, hasil in zip(cases(jenis), hp[jenis], strict=True):
        assert hasil == satu.get("jadi", satu.get("tolak")), satu["teks"]


def test_a_typed_date_of_birth_is_read_or_refused_in_words(hp: dict[str, Any]) -> None:
    assert hp["tanggal"]["11/9/2025"] == "2025-09-11"
    assert hp["tanggal"]["29-02-2025"][1] == "Tanggal 29 Februari 2025 tidak ada."
    assert hp["tanggal"]["01/02/03"][1] == "Tulis tahun lengkap 4 angka, misalnya 2023."
    assert hp["tanggal"]["13/25/2024"][1] == "Bulan harus 1 sampai 12."
    assert hp["tanggal"]["17/11/2026"][1] == "Tanggal lahir tidak boleh di masa depan."
    assert hp["tanggal"]["01/01/1900"][1] == "Tanggal lahir tidak masuk akal (umur lebih dari 120 tahun)."
    assert hp["tanggal"]["kemarin"][0] == "tanggal_tidak_dikenal"
    assert hp["bentuk"] == "11/09/2025"
    assert hp["ketik"] == ["01/09/2025", "11/09/2025", "01/12/2025"]
    assert hp["kejadian"] == ["tanggal_masa_depan", "Tanggal tidak boleh di masa depan."]


def test_an_age_becomes_a_date_of_birth_that_gives_that_age(hp: dict[str, Any]) -> None:
    assert hp["umur"]["14 bulan"] == "2025-09-01"
    assert hp["umur"]["0 bulan"] == "2026-11-01"
    assert hp["umur"]["30 tahun"] == "1996-07-01"
    assert hp["umur"]["0 tahun"] == "2026-07-01"
    for teks in ("-3 tahun", "3,5 tahun", "121 tahun"):
        assert hp["umur"][teks] == ["umur_salah", "Umur harus angka 0 sampai 120."]
