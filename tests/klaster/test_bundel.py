"""The rules as one document for the phone: whole, small, and about nobody."""

from __future__ import annotations

import gzip
import json
from datetime import date
from itertools import accumulate
from typing import Any

import pytest

from klaster.aturan import build_aturan, muat_aturan
from klaster.berkas import shared_data
from klaster.bundel import build_bundel, make_bundel, pack_tabel, phone_bundel
from klaster.evaluate import evaluate
from klaster.kasus import KasusSalah, read_profil
from klaster.pertumbuhan.tabel import KELAMIN, TABEL, load_tabel
from tests.klaster.acak_hp import make_visit
from tests.klaster.golden import load_golden

PALING_BESAR = 120_000  # bytes, compressed


def unpack(tabel: dict[str, Any], jenis_kelamin: str) -> list[tuple[float, ...]]:
    """L, M, S by row, as the phone reads them."""
    kolom = tabel[jenis_kelamin]
    angka = [[satu / 10 ** kolom[huruf]["desimal"] for satu in accumulate(kolom[huruf]["beda"])] for huruf in "lms"]
    return list(zip(*angka, strict=True))


def read_bundel(**setelan: object) -> dict[str, Any]:
    isi: dict[str, Any] = json.loads(make_bundel(muat_aturan(setelan)).isi)
    return isi


def test_it_fits_into_120_kilobytes_compressed() -> None:
    assert len(make_bundel(muat_aturan()).mampat) <= PALING_BESAR


def test_compressed_and_plain_are_the_same() -> None:
    bundel = make_bundel(muat_aturan())
    assert gzip.decompress(bundel.mampat) == bundel.isi


@pytest.mark.parametrize("nama", TABEL)
@pytest.mark.parametrize("jenis_kelamin", KELAMIN)
def test_every_row_of_the_growth_tables_comes_back_exactly(nama: str, jenis_kelamin: str) -> None:
    asli = load_tabel(nama)[jenis_kelamin]
    tabel = pack_tabel()[nama]
    assert unpack(tabel, jenis_kelamin) == list(asli.baris)
    assert (tabel["awal"], tabel["per_satuan"], tabel["terbatas"]) == (asli.awal, asli.per_satuan, asli.terbatas)


def test_every_table_of_the_data_is_in_it() -> None:
    assert shared_data().keys() <= read_bundel().keys()


def test_every_code_that_a_golden_case_names_is_in_the_whole_document() -> None:
    bundel = build_bundel(muat_aturan())
    ada = {tabel: {baris["kode"] for baris in bundel[tabel]} for tabel in ("temuan", "tahap", "bidang", "perkembangan")}
    for kasus, setelan in load_golden():
        assert set(kasus.harapan.get("temuan", ())) <= ada["temuan"], kasus.nama
        assert set(kasus.harapan.get("tahap", ())) <= ada["tahap"], kasus.nama
        assert set(kasus.harapan.get("perkembangan", ())) <= ada["perkembangan"], kasus.nama
        assert {kode for kode, _ in kasus.harapan.get("imunisasi", ())} <= ada["bidang"], kasus.nama
        assert setelan.keys() <= bundel["setelan"].keys(), kasus.nama


def test_nothing_for_health_workers_alone_is_in_it() -> None:
    bundel = read_bundel()
    ada = {satu["kode"] for tabel in ("bidang", "temuan", "skor") for satu in bundel[tabel]}
    klinis = [kode for kode, satu in muat_aturan().bidang.items() if satu.klinis]
    assert klinis
    assert ada.isdisjoint((*klinis, *muat_aturan().temuan_klinis))
    assert not [kode for kode in klinis if f'"{kode}"' in json.dumps(bundel["temuan"])]


def test_its_forms_are_those_of_the_posyandu_and_the_home() -> None:
    kanal = [set(satu["kanal"]) for satu in read_bundel()["formulir"]]
    assert kanal
    assert all({"posyandu", "rumah"} & satu for satu in kanal)


@pytest.mark.parametrize("bagian", range(4))
def test_what_a_cadre_enters_is_judged_alike_without_the_rest(bagian: int) -> None:
    aturan = muat_aturan()
    hp = build_aturan({**shared_data(), **_plain(phone_bundel(aturan))})
    for benih in range(bagian * 300, bagian * 300 + 300):
        isi = make_visit(benih)
        try:
            profil, tanggal = read_profil(isi["profil"]), date.fromisoformat(isi["tanggal"])
        except (KasusSalah, ValueError):
            continue
        mentah = isi["pengukuran"] if isinstance(isi["pengukuran"], dict) else {}
        nilai = {kode: satu for kode, satu in mentah.items() if kode in hp.bidang}
        assert evaluate(hp, profil, nilai, tanggal) == evaluate(aturan, profil, nilai, tanggal), benih


def _plain(bundel: dict[str, Any]) -> dict[str, Any]:
    return {tabel: bundel[tabel] for tabel in ("bidang", "skor", "formulir", "temuan")}


def test_settings_are_applied() -> None:
    tiga, dua = read_bundel(kbm_11_laki_laki=300), read_bundel(kbm_11_laki_laki=200)
    gram = [b["gram"] for isi in (tiga, dua) for b in isi["kbm"] if (b["jenis_kelamin"], b["bulan"]) == ("L", "11")]
    assert gram == [300, 200]
    assert (tiga["setelan"]["kbm_11_laki_laki"], tiga["versi"] == dua["versi"]) == (300, False)


def test_no_setting_is_left_open() -> None:
    assert '{"setelan":' not in make_bundel(muat_aturan()).isi.decode().replace('"setelan":{', "", 1)


def test_the_version_is_the_one_that_visits_carry() -> None:
    assert read_bundel()["versi"] == muat_aturan().versi


def test_equal_settings_share_one_document_and_others_get_another_digest() -> None:
    assert make_bundel(muat_aturan()) is make_bundel(muat_aturan({"puma_minimal": 6}))
    assert make_bundel(muat_aturan()).sidik != make_bundel(muat_aturan({"puma_minimal": 7})).sidik
