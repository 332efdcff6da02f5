from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import given

from klaster.aturan import muat_aturan
from klaster.evaluate import evaluate
from klaster.kbm import judge_timbangan
from klaster.profil import JenisKelamin, Profil, Riwayat
from klaster.umur import umur_bulan
from tests.klaster.acak import TANGGAL, anak_ditimbang

ATURAN = muat_aturan()
HURUF = {"bb_naik": "N", "bb_tidak_naik": "T", "bb_tidak_dinilai": "O", "bb_baru": "B"}
KBM = {1: 800, 2: 900, 3: 800, 4: 600, 5: 500, 6: 400, **dict.fromkeys(range(7, 12), 300)}
Timbangan = tuple[date, float]


def letter(lahir: date, semua: Sequence[Timbangan]) -> str:
    """The obvious way: the letter of the last weighing of a child that is weighed on these days."""
    hari, berat = semua[-1]
    bulan_ini = (hari.year, hari.month)
    bulan_lalu = (hari.year, hari.month - 1) if hari.month > 1 else (hari.year - 1, 12)
    dulu = [satu for satu in semua[:-1] if (satu[0].year, satu[0].month) != bulan_ini]
    if not dulu:
        return "B"
    acuan = [satu for satu in dulu if (satu[0].year, satu[0].month) == bulan_lalu]
    umur = umur_bulan(lahir, hari)
    if not acuan or umur < 1:
        return "O"
    naik = round(berat * 100) * 10 - round(acuan[-1][1] * 100) * 10
    return "N" if naik >= KBM.get(umur, 200) else "T"


def weighings(profil: Profil, berat: float) -> list[Timbangan]:
    dulu = [(lalu.tanggal, float(str(lalu.pengukuran["berat_kg"]))) for lalu in profil.riwayat]
    return [*dulu, (TANGGAL, berat)]


@given(anak_ditimbang())
def test_it_gives_each_weighing_the_letter_of_the_obvious_way(anak: tuple[Profil, float]) -> None:
    profil, berat = anak
    hasil = judge_timbangan(ATURAN.tabel.kbm, profil, TANGGAL, berat)

    assert hasil is not None
    assert hasil.huruf == letter(profil.tanggal_lahir, weighings(profil, berat))


@given(anak_ditimbang())
def test_it_gives_every_weighed_child_exactly_one_letter(anak: tuple[Profil, float]) -> None:
    profil, berat = anak
    kode = [temuan.kode for temuan in evaluate(ATURAN, profil, {"berat_kg": berat}, TANGGAL)]

    assert "ditimbang" in kode
    assert len([satu for satu in kode if satu in HURUF]) == 1


@given(anak_ditimbang())
def test_it_says_2t_only_when_the_weighing_compared_with_was_t_itself(anak: tuple[Profil, float]) -> None:
    profil, berat = anak
    semua = weighings(profil, berat)
    kode = {temuan.kode for temuan in evaluate(ATURAN, profil, {"berat_kg": berat}, TANGGAL)}
    lalu = [ke for ke, (hari, _) in enumerate(semua) if (hari.year, hari.month) == (2026, 10)]

    harap = letter(profil.tanggal_lahir, semua) == "T" and letter(profil.tanggal_lahir, semua[: lalu[-1] + 1]) == "T"
    assert ("bb_tidak_naik_2x" in kode) == harap


def test_it_tells_how_much_was_gained_and_how_much_was_needed() -> None:
    profil = Profil(date(2025, 1, 16), JenisKelamin.P, riwayat=(Riwayat(date(2026, 10, 12), {"berat_kg": 9.9}),))
    temuan = {satu.kode: satu.pesan for satu in evaluate(ATURAN, profil, {"berat_kg": 10.15}, TANGGAL)}

    assert temuan["bb_naik"] == "Berat naik 250 gram, sudah cukup (paling sedikit 200 gram). Puji ibunya."


def test_it_ignores_visits_on_or_after_the_day_itself() -> None:
    kini = Riwayat(TANGGAL, {"berat_kg": 5})
    profil = Profil(date(2025, 1, 16), JenisKelamin.P, riwayat=(kini, Riwayat(date(2026, 12, 1), {"berat_kg": 5})))

    assert "bb_baru" in {satu.kode for satu in evaluate(ATURAN, profil, {"berat_kg": 10}, TANGGAL)}
