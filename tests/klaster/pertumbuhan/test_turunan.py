from __future__ import annotations

from klaster.pertumbuhan.skor import nilai_z
from klaster.pertumbuhan.turunan import BAHAN_TUMBUH, TURUNAN_TUMBUH, ukur_kunjungan


def derive(nilai: dict[str, object], hari: int = 400) -> dict[str, object]:
    hasil = ukur_kunjungan("P", hari, nilai)
    return {kode: ambil(hasil) for kode, ambil in TURUNAN_TUMBUH.items()}


def test_a_visit_gives_the_z_and_the_class_of_what_was_measured() -> None:
    ada = {kode: isi for kode, isi in derive({"berat_kg": 6.4, "lila_cm": 13}).items() if isi not in (None, False)}
    z = {"zbbu": nilai_z("bbu", "P", 400, 6.4), "zlilau": nilai_z("lilau", "P", 400, 13)}
    assert ada == {**z, "kelas_bbu": "bb_sangat_kurang"}


def test_an_implausible_value_founds_nothing_but_asks_to_measure_again() -> None:
    hasil = derive({"berat_kg": 40, "panjang_cm": 74, "cara_ukur": "telentang"})
    assert (hasil["ukur_tidak_wajar"], hasil["kelas_tbu"]) == (True, "tb_normal")
    assert {hasil[kode] for kode in ("zbbu", "kelas_bbu", "zbbtb", "kelas_bbtb", "zimtu", "kelas_imtu")} == {None}


def test_a_baby_that_stands_is_said_so() -> None:
    assert derive({"panjang_cm": 60, "cara_ukur": "berdiri"}, hari=100)["posisi_janggal"] is True


def test_without_any_of_its_fields_a_derived_value_does_not_exist() -> None:
    semua: dict[str, object] = {"berat_kg": 9, "panjang_cm": 74, "edema": True, "lingkar_kepala_cm": 45, "lila_cm": 14}
    for kode, bahan in BAHAN_TUMBUH.items():
        sisa = {bidang: isi for bidang, isi in semua.items() if bidang not in bahan}
        hasil = derive(sisa)[kode]
        assert hasil is None or hasil is False
    assert BAHAN_TUMBUH.keys() == TURUNAN_TUMBUH.keys()
