"""One rule engine, two languages: what the phone says is what the server says."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klaster.aturan import Aturan, muat_aturan
from klaster.berkas import FOLDER
from klaster.bundel import build_bundel
from klaster.pertumbuhan.kurva import list_kurva
from klaster.pertumbuhan.skor import measure_at
from klaster.pertumbuhan.tabel import KELAMIN, TABEL, load_tabel
from tests.klaster.acak_hp import BIDANG, TEKS_ANGKA, TEKS_LAIN, make_visit
from tests.klaster.dua_bahasa import Hp, build, judge, read_typed, start, trim, write_json

Json = Any

GOLDEN: list[Json] = [
    isi
    for berkas in sorted((FOLDER / "contoh").glob("*.json"))
    for isi in json.loads(berkas.read_text(encoding="utf-8"))
]
TUMBUH: list[Json] = json.loads((FOLDER / "who/contoh.json").read_text(encoding="utf-8"))
LAIN = {"imt_skema": 2, "imunisasi_je": 1, "td_remaja_sampai_tahun": 14, "puma_minimal": 7, "kbm_11_laki_laki": 200}
SETELAN = {json.dumps(satu): satu for satu in [{}, LAIN, *(isi["setelan"] for isi in GOLDEN if "setelan" in isi)]}
ATURAN: dict[str, Aturan] = {nama: muat_aturan(satu) for nama, satu in SETELAN.items()}
BUNDEL: dict[str, Json] = {
    nama: json.loads(json.dumps(build_bundel(satu), default=str)) for nama, satu in ATURAN.items()
}
BIASA = json.dumps({})
HARI = date(2026, 11, 16)
ACAK = 4000


@pytest.fixture(scope="module")
def hp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hp]:
    with start(build(tmp_path_factory.mktemp("hp"))) as jalan:
        for nama, bundel in BUNDEL.items():
            assert jalan.load(nama, bundel) == ATURAN[nama].versi
        yield jalan


def both(hp: Hp, nama: str, isi: Mapping[str, Json]) -> tuple[Json, Json]:
    """The answers of the phone and of the server to the very same text."""
    soal = write_json({"soal": "nilai", "aturan": nama, **isi})
    dari_hp = json.loads(hp.ask_raw(soal))
    if tumbuh := dari_hp.get("pertumbuhan"):
        tumbuh["imt"] = trim(tumbuh["imt"])
    return dari_hp, judge(ATURAN[nama], json.loads(soal))


def as_golden(hasil: Json) -> dict[str, Json]:
    """An answer in the few words of a golden case."""
    perlu = ("waktunya", "tertinggal", "terlalu_dini")
    return {
        "temuan": [satu["kode"] for satu in hasil["temuan"]],
        "tahap": sorted(hasil["tahap"]),
        "salah": [[satu["bidang"], satu["kode"]] for satu in hasil["salah"]],
        "peringatan": [[satu["bidang"], satu["kode"]] for satu in hasil["peringatan"]],
        "imunisasi": [[x["kode"], x["status"]] for x in hasil["imunisasi"] or () if x["status"] in perlu],
        "perkembangan": [hasil["perkembangan"]] if hasil["perkembangan"] else [],
    }


def find_wrong(hp: Hp, biasa: str = BIASA) -> list[str]:
    """Golden cases that the phone judges otherwise than written; `biasa`: its rules under the default settings."""
    wrong = []
    for isi in GOLDEN:
        soal = {kunci: isi[kunci] for kunci in ("profil", "pengukuran", "tanggal")}
        nama = json.dumps(isi["setelan"]) if "setelan" in isi else biasa
        hasil = as_golden(hp.ask({"soal": "nilai", "aturan": nama, **soal}))
        if any(isi[kunci] != nilai for kunci, nilai in hasil.items() if kunci in isi):
            wrong.append(isi["nama"])
    return wrong


def test_the_phone_judges_every_golden_case_as_written(hp: Hp) -> None:
    assert len(GOLDEN) > 2900
    assert find_wrong(hp) == []


@pytest.mark.parametrize("bagian", range(4))
def test_every_golden_case_comes_out_whole_and_alike_in_both_languages(hp: Hp, bagian: int) -> None:
    for isi in GOLDEN[bagian::4]:
        soal = {kunci: isi[kunci] for kunci in ("profil", "pengukuran", "tanggal")}
        dari_hp, dari_python = both(hp, json.dumps(isi.get("setelan", {})), soal)
        assert dari_hp == dari_python, isi["nama"]


def test_the_phone_measures_every_golden_child_as_written(hp: Hp) -> None:
    indeks = ("bbu", "tbu", "bbtb", "imtu", "lku", "lilau")
    for isi in TUMBUH:
        lahir = HARI - timedelta(days=isi["umur_hari"])
        profil = {"tanggal_lahir": str(lahir), "jenis_kelamin": isi["jenis_kelamin"]}
        dari_hp, _ = both(hp, BIASA, {"profil": profil, "pengukuran": isi, "tanggal": str(HARI)})
        semua = {nama: dari_hp["pertumbuhan"][nama] for nama in indeks}
        hasil = {
            nama: [satu["z"], satu["kelas"] and satu["kelas"]["kode"], satu["tidak_wajar"]]
            for nama, satu in semua.items()
            if satu["z"] is not None or satu["kelas"]
        }
        assert hasil == isi["harapan"], isi["nama"]


@pytest.mark.parametrize("bagian", range(4))
def test_any_visit_of_anybody_comes_out_alike_in_both_languages(hp: Hp, bagian: int) -> None:
    for benih in range(bagian, ACAK, 4):
        dari_hp, dari_python = both(hp, list(SETELAN)[benih % len(SETELAN)], make_visit(benih))
        assert dari_hp == dari_python, f"benih {benih}"


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.tuples(
            st.sampled_from([satu["kode"] for satu in BIDANG if satu["tipe"] != "ya_tidak"]),
            st.one_of(
                st.sampled_from((*TEKS_ANGKA, *TEKS_LAIN)),
                st.from_regex(r"-?[0-9]{1,9}([.,][0-9]{1,9})?", fullmatch=True),
                st.text(max_size=12),
            ),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_typed_text_is_read_alike_in_both_languages(hp: Hp, semua: list[tuple[str, str]]) -> None:
    dari_hp = hp.ask({"soal": "baca", "aturan": BIASA, "baca": semua})
    assert dari_hp == [read_typed(ATURAN[BIASA], kode, teks) for kode, teks in semua]


def test_every_odd_text_is_read_alike_in_both_languages(hp: Hp) -> None:
    semua = [(satu["kode"], teks) for satu in BIDANG for teks in (*TEKS_ANGKA, *TEKS_LAIN)]
    dari_hp = hp.ask({"soal": "baca", "aturan": BIASA, "baca": semua})
    assert dari_hp == [read_typed(ATURAN[BIASA], kode, teks) for kode, teks in semua]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 1856), st.integers(-290, 290), st.sampled_from(KELAMIN))
def test_a_z_in_the_middle_is_rounded_alike_in_both_languages(hp: Hp, hari: int, ratus: int, kelamin: str) -> None:
    berat = measure_at(load_tabel("bbu")[kelamin].baris[hari], (ratus + 0.5) / 100)
    profil = {"tanggal_lahir": str(HARI - timedelta(days=hari)), "jenis_kelamin": kelamin}
    dari_hp, dari_python = both(hp, BIASA, {"profil": profil, "pengukuran": {"berat_kg": berat}, "tanggal": str(HARI)})
    assert dari_hp["pertumbuhan"] == dari_python["pertumbuhan"]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(20_000, 200_000), st.integers(-9_000, 9_000))
def test_weights_are_rounded_to_grams_alike_in_both_languages(hp: Hp, lalu: int, beda: int) -> None:
    """In steps of half a gram, so that many lie in the middle between two."""
    riwayat = [{"tanggal": "2026-10-20", "pengukuran": {"berat_kg": lalu / 2000}}]
    profil = {"tanggal_lahir": "2025-03-01", "jenis_kelamin": "P", "riwayat": riwayat}
    isi = {"profil": profil, "pengukuran": {"berat_kg": (lalu + beda) / 2000}, "tanggal": str(HARI)}
    dari_hp, dari_python = both(hp, BIASA, isi)
    assert dari_hp["timbangan"] == dari_python["timbangan"]


@pytest.mark.parametrize("tabel", TABEL)
@pytest.mark.parametrize("jenis_kelamin", KELAMIN)
def test_growth_curves_are_alike_in_both_languages(hp: Hp, tabel: str, jenis_kelamin: str) -> None:
    for setiap in (1, 30):
        soal = {"soal": "kurva", "aturan": BIASA, "tabel": tabel, "jenis_kelamin": jenis_kelamin, "setiap": setiap}
        dari_hp = [(satu["x"], [trim(nilai) for nilai in satu["nilai"]]) for satu in hp.ask(soal)]
        assert dari_hp == [(satu.x, [trim(n) for n in satu.nilai]) for satu in list_kurva(tabel, jenis_kelamin, setiap)]


def test_every_message_is_filled_in_on_the_phone(hp: Hp) -> None:
    profil = {"tanggal_lahir": "1990-01-01", "jenis_kelamin": "P", "hamil": True, "hpht": "2026-06-01"}
    kode = [*ATURAN[BIASA].temuan, "tidak_ada"]
    soal = {"profil": profil, "pengukuran": {"tablet_tambah_darah": 30}, "tanggal": str(HARI), "kode": kode}
    *pesan, tidak_ada = hp.ask({"soal": "pesan", "aturan": BIASA, **soal})
    assert not [satu for satu in pesan if not satu or "{" in satu]
    assert tidak_ada is None


MUTASI = {
    "temuan": lambda bundel: bundel["temuan"][_place(bundel, "temuan", "demam")]["syarat"].update(minimal=37.6),
    "rentang": lambda bundel: bundel["bidang"][0]["rentang"][0].update(maksimum=0.5),
    "kbm": lambda bundel: bundel["kbm"][5].update(gram=bundel["kbm"][5]["gram"] + 10),
    "tekanan": lambda bundel: bundel["tekanan"][-1].update(
        sistole=str(int(bundel["tekanan"][-1]["sistole"] or 100) + 1)
    ),
    "tahap": lambda bundel: bundel["tahap"][0]["untuk"].update(umur_hari_maks=29),
    "imunisasi": lambda bundel: bundel["imunisasi"][1]["terlambat"].update(hari=1),
}


def _place(bundel: Json, tabel: str, kode: str) -> int:
    return next(ke for ke, satu in enumerate(bundel[tabel]) if satu["kode"] == kode)


@pytest.mark.parametrize("nama", MUTASI)
def test_a_phone_with_one_threshold_moved_is_noticed(hp: Hp, nama: str) -> None:
    bundel = copy.deepcopy(BUNDEL[BIASA])
    MUTASI[nama](bundel)
    hp.load("rusak", bundel)
    assert find_wrong(hp, "rusak")


@pytest.mark.parametrize(
    "lain",
    [{"bentuk": 2}, {"temuan": [{**BUNDEL[BIASA]["temuan"][0], "syarat": {"bidang": "tidak_ada", "ada": True}}]}],
)
def test_a_bundle_that_this_build_cannot_read_is_refused(hp: Hp, lain: dict[str, Json]) -> None:
    assert hp.load("lain", {**BUNDEL[BIASA], **lain})["galat"] == "AturanSalah"


BERLAPIS: list[Json] = [
    {"tanggal_lahir": "1990-01-01", "jenis_kelamin": "P", "hamil": True, "hpht": "2026-06-01"},
    {"tanggal_lahir": "2010-05-01", "jenis_kelamin": "P", "hamil": True, "hpht": "2026-06-01"},
    {"tanggal_lahir": "1990-01-01", "jenis_kelamin": "P", "nifas": True, "tanggal_bersalin": "2026-11-01"},
    {"tanggal_lahir": "1955-01-01", "jenis_kelamin": "L", "penyakit": ["hipertensi", "diabetes", "tbc", "odgj_berat"]},
]


def test_a_field_that_two_forms_have_is_asked_once_in_both_languages(hp: Hp) -> None:
    milik = {
        satu.kode: {kode for bagian in satu.bagian for kode in bagian.bidang}
        for satu in ATURAN[BIASA].formulir.values()
    }
    ganda = 0
    for profil in BERLAPIS:
        for satu in both(hp, BIASA, {"profil": profil, "pengukuran": {}, "tanggal": str(HARI)}):
            for formulir in satu["pertanyaan"]:
                ditanya = [kode for _, bagian in formulir for _, bidang in bagian for kode in bidang]
                assert len(ditanya) == len(set(ditanya)), profil
                punya = [kode for nama, _ in formulir for kode in milik[nama]]
                ganda += sum(punya.count(kode) > 1 for kode in ditanya)
    assert ganda, "tidak ada bidang yang dimiliki dua formulir"


@pytest.mark.parametrize(("lalu", "dihitung"), [(10_000, True), (10_001, False), (-1, False)])
def test_a_count_of_tablets_that_is_none_is_left_out_in_both_languages(hp: Hp, lalu: int, dihitung: bool) -> None:
    riwayat = [{"tanggal": "2026-07-01", "pengukuran": {"tablet_tambah_darah": lalu}}]
    profil = {"tanggal_lahir": "1990-01-01", "jenis_kelamin": "P", "hamil": True, "hpht": "2026-06-01"}
    isi = {"profil": profil | {"riwayat": riwayat}, "pengukuran": {"tablet_tambah_darah": 30}, "tanggal": str(HARI)}
    for satu in both(hp, BIASA, isi):
        pesan = [temuan["pesan"] for temuan in satu["temuan"]]
        assert any("sudah 10030 butir" in kata for kata in pesan) == dihitung
        assert any(" butir" in kata and "selama hamil" in kata for kata in pesan) == dihitung


@pytest.mark.parametrize(
    ("bidang", "nilai", "tertulis"),
    [("berat_kg", 4.2, "4,2 kg"), ("berat_kg", 4.25, "4,25 kg"), ("berat_kg", 4, "4 kg"), ("berat_kg", 29.0, "29 kg")],
)
def test_numbers_in_messages_are_written_with_a_comma_in_both_languages(
    hp: Hp, bidang: str, nilai: float, tertulis: str
) -> None:
    profil = {"tanggal_lahir": str(HARI - timedelta(days=400)), "jenis_kelamin": "L"}
    for satu in both(hp, BIASA, {"profil": profil, "pengukuran": {bidang: nilai}, "tanggal": str(HARI)}):
        assert f" {tertulis} jarang terjadi" in satu["peringatan"][0]["pesan"]


@pytest.mark.parametrize(("arah", "langkah"), [(1, 3.0), (1, 2.5), (-1, 3.5), (-1, 4.0)])
def test_a_z_that_cannot_be_is_told_with_its_value_in_both_languages(hp: Hp, arah: int, langkah: float) -> None:
    """Beyond 3 SD a step is as wide as the one from 2 to 3 SD (WHO 2006, computation of centiles and z-scores)."""
    baris = load_tabel("bbu")["L"].baris[365]
    tiga, dua = (measure_at(baris, arah * sd) for sd in (3, 2))
    profil = {"tanggal_lahir": str(HARI - timedelta(days=365)), "jenis_kelamin": "L"}
    isi = {"profil": profil, "pengukuran": {"berat_kg": tiga + (tiga - dua) * langkah}, "tanggal": str(HARI)}
    for satu in both(hp, BIASA, isi):
        skor = satu["pertumbuhan"]["bbu"]
        assert (skor["z"], skor["tidak_wajar"]) == (pytest.approx(arah * (3 + langkah), abs=0.011), True)


def test_earlier_visits_may_come_in_any_order_in_both_languages(hp: Hp) -> None:
    lalu = [("2026-08-16", 8.0), ("2026-09-16", 8.5), ("2026-10-16", 8.5)]
    riwayat = [{"tanggal": tanggal, "pengukuran": {"berat_kg": kg}} for tanggal, kg in lalu]
    jawab: list[Json] = []
    for urut in permutations(riwayat):
        profil = {"tanggal_lahir": "2025-09-16", "jenis_kelamin": "P", "riwayat": list(urut)}
        jawab += both(hp, BIASA, {"profil": profil, "pengukuran": {"berat_kg": 8.5}, "tanggal": str(HARI)})
    assert all(satu == jawab[0] for satu in jawab)
    assert "bb_tidak_naik_2x" in [satu["kode"] for satu in jawab[0]["temuan"]]
