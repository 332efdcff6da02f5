"""May a dose be given: nothing too early, too late, twice, out of order, or before birth."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klaster.aturan import muat_aturan
from klaster.beri import next_doses, refuse_dosis
from klaster.imunisasi import TERLALU_DINI, judge_imunisasi
from klaster.profil import JenisKelamin, Profil, Riwayat

JADWAL = muat_aturan().tabel.imunisasi
LAHIR = date(2024, 1, 10)
KODE = [dosis.kode for dosis in JADWAL.semua]
VAKSIN = sorted({dosis.vaksin for dosis in JADWAL.semua})
hari = st.dates(LAHIR - timedelta(days=5), date(2029, 3, 1))


def child(**dosis: str) -> Profil:
    lalu = tuple(Riwayat(date.fromisoformat(pada), {kode: pada}) for kode, pada in dosis.items())
    return Profil(LAHIR, JenisKelamin.L, riwayat=lalu)


@pytest.mark.parametrize(
    ("anak", "kode", "tanggal", "sebab"),
    [
        (child(), "imun_hb0", "2024-01-09", "dosis_sebelum_lahir"),
        (child(), "imun_hb0", "2024-01-10", None),
        (child(), "imun_hb0", "2024-01-17", None),
        (child(), "imun_hb0", "2024-01-18", "dosis_lewat_umur"),
        (child(), "imun_dpt1", "2024-02-20", "dosis_terlalu_dini"),
        (child(), "imun_dpt1", "2024-02-21", None),
        (child(), "imun_dpt2", "2024-05-01", "dosis_menunggu"),
        (child(imun_dpt1="2024-03-10"), "imun_dpt2", "2024-04-06", "dosis_terlalu_dini"),
        (child(imun_dpt1="2024-03-10"), "imun_dpt2", "2024-04-07", None),
        (child(imun_dpt1="2024-03-10"), "imun_dpt1", "2024-04-10", "dosis_sudah"),
        (child(imun_dpt1="2024-03-10"), "imun_dpt1", "2024-03-01", "dosis_sudah"),
        (child(), "imun_rv1", "2024-08-10", "dosis_lewat_umur"),
        (child(), "imun_tidak_ada", "2024-08-10", "dosis_tidak_dikenal"),
    ],
)
def test_a_dose_is_refused_with_its_reason(anak: Profil, kode: str, tanggal: str, sebab: str | None) -> None:
    tolak = refuse_dosis(JADWAL, anak, kode, date.fromisoformat(tanggal))

    assert (tolak.kode if tolak else None) == sebab


def test_two_doses_of_one_vaccine_never_fall_on_one_day() -> None:
    berikut = next_doses(JADWAL, child(), date(2025, 6, 1), VAKSIN)

    assert [satu.dosis.kode for satu in berikut if satu.dosis.vaksin == "dpt"] == ["imun_dpt1"]


def test_a_dose_that_was_written_with_a_later_date_is_not_offered_again() -> None:
    berikut = next_doses(JADWAL, child(imun_bcg="2024-02-10"), date(2024, 2, 1), {"bcg"})

    assert berikut == ()


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(KODE), hari.map(str)), st.sampled_from(KODE), hari)
def test_a_dose_that_is_allowed_is_never_judged_too_early(isi: dict[str, str], kode: str, tanggal: date) -> None:
    isi.pop(kode, None)
    anak = child(**{satu: pada for satu, pada in isi.items() if str(LAHIR) <= pada <= str(tanggal)})
    if refuse_dosis(JADWAL, anak, kode, tanggal) is None:
        hasil = judge_imunisasi(JADWAL, anak, {kode: str(tanggal)}, tanggal)
        assert hasil is not None
        assert next(satu.status for satu in hasil.semua if satu.dosis.kode == kode) != TERLALU_DINI


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(KODE), hari.map(str)), hari.filter(lambda satu: satu >= LAHIR))
def test_what_is_offered_as_due_may_be_given(isi: dict[str, str], tanggal: date) -> None:
    anak = child(**{satu: pada for satu, pada in isi.items() if str(LAHIR) <= pada})
    for satu in next_doses(JADWAL, anak, tanggal, VAKSIN):
        assert satu.tolak == refuse_dosis(JADWAL, anak, satu.dosis.kode, tanggal)
        assert satu.tolak is None or satu.tolak.kode != "dosis_sudah"
