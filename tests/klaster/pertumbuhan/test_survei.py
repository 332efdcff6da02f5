from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from klaster.galat import DataSalah
from klaster.pertumbuhan.survei import KOLOM, TAMBAHAN, Penilai, split_rows
from klaster.pertumbuhan.ukur import ukur_pertumbuhan

JUDUL = ",".join(KOLOM)


def judge(teks: str, judul: str = JUDUL) -> list[dict[str, str]]:
    """The rows that come out for these lines, by column."""
    penilai = Penilai(judul)
    baris = split_rows(io.StringIO(teks, newline=""), penilai.pemisah, len(penilai.judul))
    return [dict(zip(penilai.header(), penilai.judge(sel), strict=True)) for sel in baris]


def one(teks: str) -> dict[str, str]:
    (satu,) = judge(teks)
    return satu


def test_a_row_gets_what_the_rules_say() -> None:
    hasil = one("M,365,9.6,75.0,L,n")
    assert [hasil[kolom] for kolom in TAMBAHAN] == [
        *("-0.04", "-0.31", "0.12", "0.20"),
        *("bb_normal", "tb_normal", "gizi_baik", "gizi_baik"),
        "",
    ]


@pytest.mark.parametrize(
    ("teks", "kolom", "alasan"),
    [
        ("X,365,9.6,75,L,n", "zbbu ztbu zbbtb zimtu", "sex harus M atau F"),
        ("M,abc,9.6,75,L,n", "zbbu ztbu zbbtb zimtu", "age_days bukan angka"),
        ("M,-1,9.6,75,L,n", "zbbu ztbu zbbtb zimtu", "age_days harus 0 sampai 6970"),
        ("M,nan,9.6,75,L,n", "zbbu ztbu zbbtb zimtu", "age_days bukan angka"),
        ("M,,9.6,75,L,n", "zbbu ztbu zimtu", "age_days kosong"),
        ("M,365,berat,75,L,n", "zbbu zbbtb zimtu", "weight_kg bukan angka"),
        ("M,365,0,75,L,n", "zbbu zbbtb zimtu", "weight_kg harus lebih dari 0"),
        ("M,365,9.6,7_5,L,n", "ztbu zbbtb zimtu", "length_height_cm bukan angka"),
        ("M,365,9.6,44,L,n", "zbbtb", "di luar tabel BB/PB"),
        ("M,365,9.6,75,Q,n", "ztbu zbbtb zimtu", "measured harus L, H atau kosong"),
        ("M,365,9.6,75,L,mungkin", "zbbu zbbtb zimtu", "oedema harus y, n atau kosong"),
        ("M,100,6,60,H,n", "", "di bawah 9 bulan"),
        ("M,365,60,75,L,n", "", "zbbu di luar batas wajar"),
        ("M,365,9,6,75,L,n", "zbbu ztbu zbbtb zimtu", "jumlah kolom 7, seharusnya 6; angka dengan koma"),
        ("M,365", "zbbu ztbu zbbtb zimtu", "jumlah kolom 2, seharusnya 6"),
    ],
)
def test_a_bad_row_has_its_reason_and_only_what_needs_it_is_empty(teks: str, kolom: str, alasan: str) -> None:
    hasil = one(teks)
    assert [satu for satu in ("zbbu", "ztbu", "zbbtb", "zimtu") if not hasil[satu]] == kolom.split()
    assert alasan in hasil["alasan"]


@pytest.mark.parametrize("teks", ["M,365,,75,L,n", "M,365,NA,75,L,n", "M,365, ,75,l,N"])
def test_a_missing_measure_is_no_fault(teks: str) -> None:
    hasil = one(teks)
    assert (hasil["zbbu"], hasil["ztbu"], hasil["alasan"]) == ("", "-0.31", "")


def test_oedema_is_worst_and_without_z() -> None:
    hasil = one("M,365,9.6,75,,y")
    assert [hasil[satu] for satu in ("zbbu", "ztbu", "zbbtb", "zimtu")] == ["", "-0.31", "", ""]
    assert (hasil["kelas_bbu"], hasil["kelas_bbtb"], hasil["alasan"]) == ("bb_sangat_kurang", "gizi_buruk", "")


def test_a_decimal_comma_and_the_mark_of_excel_are_read() -> None:
    assert one('M,365,"9,6","75,0",L,n')["zbbu"] == "-0.04"
    (hasil,) = judge("M;365;9,6;75,0;L;n", "\ufeff" + JUDUL.replace(",", ";"))
    assert (hasil["sex"], hasil["zbbu"]) == ("M", "-0,04")


def test_other_columns_stay_where_they_are_and_an_earlier_result_is_replaced() -> None:
    (hasil,) = judge('Ani,M,365,9.6,75,L,n,9.99,"a, b"', f"nama,{JUDUL},zbbu,catatan")
    assert list(hasil) == ["nama", *KOLOM, "catatan", *TAMBAHAN]
    assert (hasil["nama"], hasil["catatan"], hasil["zbbu"]) == ("Ani", "a, b", "-0.04")


def test_a_quote_that_is_never_closed_spoils_one_row() -> None:
    baik = "M,365,9.6,75,L,n,baik\n"
    hasil = judge(f'M,365,9.6,75,L,n,"salah\n{baik}{baik}M,365,9.6,75,L,n,"dua\nbaris"\n{baik}', f"{JUDUL},nama")
    assert [satu["nama"] for satu in hasil] == ['"salah', "baik", "baik", "dua\nbaris", "baik"]
    assert {satu["zbbu"] for satu in hasil} == {"-0.04"}


@pytest.mark.parametrize(
    ("judul", "pesan"),
    [("", "Kolom sex"), ("sex,age_days", "weight_kg, length_height_cm"), (f"{JUDUL},Sex", "lebih dari satu")],
)
def test_a_header_without_the_columns_is_refused(judul: str, pesan: str) -> None:
    with pytest.raises(DataSalah, match=pesan):
        Penilai(judul)


@given(st.lists(st.text(alphabet='MFLHyn019.,;" \n\r\x00-a', max_size=30), max_size=8))
def test_no_text_stops_it_and_every_row_has_its_columns(baris: list[str]) -> None:
    assert all(len(satu) == len(KOLOM) + len(TAMBAHAN) for satu in judge("\n".join(baris)))


@given(st.sampled_from("MF"), st.integers(0, 6970), st.integers(5, 900), st.integers(400, 1900), st.sampled_from("LH"))
def test_a_row_says_the_same_as_the_function(sex: str, hari: int, berat: int, panjang: int, posisi: str) -> None:
    cara = "telentang" if posisi == "L" else "berdiri"
    hasil = one(f"{sex},{hari},{berat / 10},{panjang / 10},{posisi},n")
    harap = ukur_pertumbuhan("L" if sex == "M" else "P", hari, berat / 10, panjang / 10, cara)
    for indeks in ("bbu", "tbu", "bbtb", "imtu"):
        z = getattr(harap, indeks).z
        assert hasil[f"z{indeks}"] == ("" if z is None else f"{z:.2f}")


def test_the_command_writes_every_row_and_says_how_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    masuk, keluar = tmp_path / "survei.csv", tmp_path / "hasil.csv"
    masuk.write_bytes(f"{JUDUL},nama\nM,365,9.6,75,L,n,Ani\nX,1,1,1,L,n,Jos\xe9\n".encode("latin-1"))
    call_command("antropometri", str(masuk), str(keluar))
    hasil = list(csv.DictReader(io.StringIO(keluar.read_bytes().decode("latin-1"))))
    assert [(satu["nama"], satu["zbbu"], satu["alasan"]) for satu in hasil] == [
        ("Ani", "-0.04", ""),
        ("Jos\xe9", "", "sex harus M atau F"),
    ]
    assert "2 baris ditulis" in capsys.readouterr().out
    assert sorted(satu.name for satu in tmp_path.iterdir()) == ["hasil.csv", "survei.csv"]


@pytest.mark.parametrize(
    ("masuk", "keluar", "pesan"),
    [
        ("survei.csv", "survei.csv", "tidak boleh sama"),
        ("survei.csv", "./../{folder}/survei.csv", "tidak boleh sama"),
        ("tidak_ada.csv", "hasil.csv", "tidak ada"),
        ("survei.csv", "tidak_ada/hasil.csv", "Folder"),
        ("survei.csv", ".", "adalah folder"),
        ("kosong.csv", "hasil.csv", "Kolom sex"),
    ],
)
def test_the_command_refuses_and_leaves_nothing_behind(tmp_path: Path, masuk: str, keluar: str, pesan: str) -> None:
    (tmp_path / "survei.csv").write_text(f"{JUDUL}\nM,365,9.6,75,L,n\n", encoding="utf-8")
    (tmp_path / "kosong.csv").touch()
    with pytest.raises(CommandError, match=pesan):
        call_command("antropometri", str(tmp_path / masuk), str(tmp_path / keluar.format(folder=tmp_path.name)))
    assert sorted(satu.name for satu in tmp_path.iterdir()) == ["kosong.csv", "survei.csv"]


@pytest.mark.parametrize("sandi", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_command_reads_what_excel_writes(tmp_path: Path, sandi: str) -> None:
    masuk, keluar = tmp_path / "masuk.txt", tmp_path / "hasil.txt"
    masuk.write_bytes(f"{JUDUL},nama\nM,365,9.6,75.7,L,n,Sitié\n".replace(",", "\t").encode(sandi))
    call_command("antropometri", str(masuk), str(keluar))
    assert b"-0.04\t-0.02\t-0.06\t-0.03\tbb_normal" in keluar.read_bytes()


def test_an_odd_byte_at_the_end_of_utf_16_stops_nothing(tmp_path: Path) -> None:
    masuk, keluar = tmp_path / "masuk.txt", tmp_path / "hasil.txt"
    masuk.write_bytes(f"{JUDUL}\nM,365,9.6,75.7,L,n\nM".encode("utf-16") + b"\xd8")
    call_command("antropometri", str(masuk), str(keluar))
    assert "bb_normal" in keluar.read_text()


def test_a_hundred_thousand_rows_need_no_more_memory_than_one(tmp_path: Path) -> None:
    """Rows are asked for one at a time: the first comes out before the second has been read."""
    terbaca = []

    def lines() -> object:
        for ke in range(100_000):
            terbaca.append(ke)
            yield "M,365,9.6,75,L,n\n"

    penilai = Penilai(JUDUL)
    assert penilai.judge(next(split_rows(lines(), ",", 6)))[6] == "-0.04"  # type: ignore[arg-type]  # an iterator of str
    assert len(terbaca) == 1
