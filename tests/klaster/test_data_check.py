from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from klaster.berkas import Data, read_data
from klaster.checks import check_data
from klaster.data_check import find_faults

Rusak = Callable[[Data], Any]


def line(data: Data, tabel: str, kode: str) -> dict[str, Any]:
    return next(baris for baris in data[tabel] if baris["kode"] == kode)


def test_it_finds_nothing_wrong_with_the_data_as_they_are() -> None:
    assert find_faults(read_data()) == []
    assert check_data(None) == []


CACAT: list[tuple[str, Rusak, str]] = [
    ("a code twice", lambda d: d["bidang"].append(d["bidang"][0]), "bidang berat_kg: kode ditulis 2 kali"),
    ("an odd code", lambda d: d["tahap"][0].update(kode="Bayi 1"), "kode harus huruf kecil"),
    ("a local code", lambda d: d["indikator"][0].update(kode="lokal_1"), "milik indikator lokal"),
    ("no source", lambda d: d["temuan"][0].pop("sumber"), "temuan ditimbang: sumber belum disebut"),
    ("an unknown source", lambda d: d["temuan"][0].update(sumber="buku, hal. 3"), "sumber tidak dikenal: 'buku'"),
    ("a source without a place", lambda d: d["temuan"][0].update(sumber="kmk-2015"), "tanpa halaman"),
    ("no wording", lambda d: line(d, "temuan", "kek").update(pesan=" "), "temuan kek: pesan belum diisi"),
    ("no label", lambda d: d["bidang"][0].pop("label"), "bidang berat_kg: label belum diisi"),
    ("English", lambda d: d["bidang"][0].update(label="Body weight"), "bukan bahasa Indonesia"),
    ("a typing error in a key", lambda d: d["temuan"][0].update(tingkatt="x"), "kunci tidak dikenal: tingkatt"),
    ("an unknown severity", lambda d: d["temuan"][0].update(tingkat="gawat"), "tingkat tidak dikenal: 'gawat'"),
    ("an unknown cluster", lambda d: d["indikator"][0].update(klaster="x"), "klaster tidak dikenal: 'x'"),
    ("an unknown finding", lambda d: d["indikator"][0]["pembilang"].update(temuan=["x"]), "temuan tidak dikenal: x"),
    ("an unknown mode", lambda d: d["indikator"][0].update(mode="hari"), "mode tidak dikenal: 'hari'"),
    ("a season without months", lambda d: line(d, "indikator", "vitamin_a").pop("musim"), "mode musim"),
    ("a target over 100 %", lambda d: d["indikator"][0].update(target=80), "target harus 0 sampai 1"),
    ("an unknown field", lambda d: d["temuan"][0].update(syarat={"bidang": "x", "ada": True}), "Bidang tidak dikenal"),
    ("an unknown purpose", lambda d: d["tahap"][0].update(tujuan="x"), "tujuan tidak dikenal: 'x'"),
    ("an unknown illness", lambda d: d["tahap"][0].update(untuk={"penyakit": "flu"}), "penyakit tidak dikenal: flu"),
    ("an unknown channel", lambda d: d["temuan"][0].update(untuk={"kanal": ["pos"]}), "kanal tidak dikenal: pos"),
    (
        "an unknown setting",
        lambda d: d["temuan"][0].update(syarat={"setelan": "x"}),
        "Setelan tidak dikenal di data: x",
    ),
    ("a default not on offer", lambda d: d["setelan"][0].update(bawaan=9), "harus salah satu dari"),
    ("an age upside down", lambda d: d["tahap"][1]["untuk"].update(umur_bulan_min=12), "lebih besar dari"),
    (
        "overlapping bands",
        lambda d: line(d, "tahap", "kr_dewasa")["untuk"].update(umur_tahun_min=18),
        "bertumpang tindih",
    ),
    ("a range upside down", lambda d: d["bidang"][0]["rentang"][0].update(minimum=50), "rentang tidak urut"),
    ("a clinical mark that is none", lambda d: d["bidang"][0].update(klinis="ya"), "klinis harus true atau false"),
    (
        "a field that no cadre is asked, open to cadres",
        lambda d: line(d, "bidang", "sppb").pop("klinis"),
        "bidang sppb: tidak ada pada formulir yang diisi kader",
    ),
    (
        "a score half clinical",
        lambda d: line(d, "bidang", "gds4_puas").pop("klinis"),
        "skor gds4: mencampur bidang klinis",
    ),
    (
        "a finding whose clinical part comes second",
        lambda d: line(d, "temuan", "kek").update(
            syarat={"semua": [line(d, "temuan", "kek")["syarat"], {"bidang": "sppb", "ada": True}]}
        ),
        "temuan kek: bidang klinis harus berdiri paling depan",
    ),
    ("an urgent finding without advice", lambda d: line(d, "temuan", "kek").pop("rujuk_ke"), "rujuk_ke wajib"),
    ("an unknown placeholder", lambda d: d["temuan"][0].update(pesan="Berat {kg}."), "isian pesan tidak dikenal: kg"),
    ("a gain twice", lambda d: d["kbm"].append(d["kbm"][0]), "kbm L 1 2010-01-01: ditulis 2 kali"),
    ("a gain that is no number", lambda d: d["kbm"][0].update(gram="banyak"), "gram tidak dikenal: banyak"),
    ("an unknown kind of service", lambda d: d["bidang"][0].update(layanan="x"), "layanan tidak dikenal: 'x'"),
    (
        "a form with an unknown field",
        lambda d: d["formulir"][0]["bagian"][0]["bidang"].append("x"),
        "bidang tidak dikenal: x",
    ),
    (
        "a field twice in a form",
        lambda d: d["formulir"][0]["bagian"][1]["bidang"].append("berat_kg"),
        "dua kali: berat_kg",
    ),
    ("a form for an unknown stage", lambda d: d["formulir"][0].update(tahap=["x"]), "tahap tidak dikenal: x"),
    ("a form without sections", lambda d: d["formulir"][0].update(bagian=[]), "bagian belum diisi"),
    ("a dose that is no field", lambda d: d["imunisasi"][0].update(kode="imun_x"), "kode tidak dikenal: 'imun_x'"),
    ("a dose after a later one", lambda d: d["imunisasi"][1].update(sesudah="imun_mr2"), "yang ditulis di atasnya"),
    ("a dose without a gap", lambda d: line(d, "imunisasi", "imun_mr2").pop("jeda"), "jeda_paling_dini wajib"),
    ("a dose of Td without a gap", lambda d: d["td"][2].pop("jeda"), "jeda wajib"),
    ("a contact of no kind", lambda d: d["kontak"][0].update(jenis="x"), "jenis tidak dikenal: 'x'"),
    ("a window upside down", lambda d: d["kontak"][0].update(hari_min=90), "hari tidak urut: 90 sampai 84"),
    ("a window without contacts", lambda d: d["kontak"][3].update(isi=[]), "isi belum ditulis"),
    ("a checklist without items", lambda d: d["perkembangan"][0].update(butir=[]), "butir belum diisi"),
    ("a score over a number", lambda d: d["skor"][0]["bidang"].append("berat_kg"), "bukan ya/tidak"),
    ("an answer without points", lambda d: line(d, "bidang", "aks_bab")["poin"].pop("kadang"), "harus punya poin"),
    (
        "a pressure limit that falls",
        lambda d: d["tekanan"][-1].update(sistole="150"),
        "tidak lebih tinggi dari derajat_2",
    ),
    (
        "a pressure without a source",
        lambda d: d["tekanan"][0].update(sumber=""),
        "tekanan tinggi: sumber belum disebut",
    ),
    ("no dates", lambda d: d["temuan"][0].pop("berlaku_sejak"), "berlaku_sejak belum diisi"),
]


@pytest.mark.parametrize(("rusak", "sebut"), [satu[1:] for satu in CACAT], ids=[satu[0] for satu in CACAT])
def test_it_refuses(rusak: Rusak, sebut: str) -> None:
    data = read_data()
    rusak(data)

    assert any(sebut in cacat for cacat in find_faults(data)), find_faults(data)


def test_it_refuses_two_lines_of_one_finding_on_the_same_day() -> None:
    data = read_data()
    kek = line(data, "temuan", "kek")
    data["temuan"].append({**kek, "berlaku_sejak": date(2026, 1, 1)})
    assert find_faults(data) == ["temuan kek: masa berlaku bertumpang tindih"]

    kek["berlaku_sampai"] = date(2025, 12, 31)
    assert find_faults(data) == []


def test_it_stops_django_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    data = read_data()
    data["temuan"][0]["pesan"] = ""
    monkeypatch.setattr("klaster.checks.read_data", lambda: data)

    assert [(satu.id, satu.msg) for satu in check_data(None)] == [
        ("klaster.E001", "temuan ditimbang: pesan belum diisi dalam bahasa Indonesia")
    ]
