"""Random people and visits for property tests."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from klaster.berkas import shared_data
from klaster.profil import KANAL, JenisKelamin, Profil, Riwayat

TANGGAL = date(2026, 11, 16)
BIDANG = [baris["kode"] for baris in shared_data()["bidang"]]

hari = st.dates(date(2015, 1, 1), date(2026, 11, 15))
berat = st.integers(50, 3000).map(lambda seperseratus: seperseratus / 100)
aneh: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.decimals(),
    st.text(max_size=20),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
    st.just(10**400),
    st.just(Decimal("sNaN")),
)
angka_bersih = st.one_of(
    st.integers(-5, 700), st.decimals(-5, 700, places=2), st.floats(-5, 700).map(lambda x: round(x, 2))
)
nilai = st.one_of(aneh, angka_bersih, st.sampled_from(["telentang", "berdiri", "catatan biasa"]))
pengukuran = st.dictionaries(st.one_of(st.sampled_from(BIDANG), st.text(max_size=8)), nilai, max_size=12)


@st.composite
def profil(draw: st.DrawFn) -> Profil:
    lalu = draw(st.lists(st.tuples(hari, pengukuran), max_size=4))
    return Profil(
        tanggal_lahir=draw(st.dates(date(1900, 1, 1), date(2026, 12, 31))),
        jenis_kelamin=draw(st.sampled_from(JenisKelamin)),
        hamil=draw(st.booleans()),
        nifas=draw(st.booleans()),
        penyakit=draw(st.frozensets(st.sampled_from(["hipertensi", "diabetes", "tbc", "lain"]))),
        kanal=draw(st.sampled_from(KANAL)),
        riwayat=tuple(Riwayat(tanggal, isi) for tanggal, isi in sorted(lalu, key=lambda satu: satu[0])),
    )


@st.composite
def anak_ditimbang(draw: st.DrawFn) -> tuple[Profil, float]:
    """A child of 0–59 months on TANGGAL with some weighings before, and today's weight."""
    lahir = draw(st.dates(date(2021, 11, 17), TANGGAL))
    sejak = max(lahir, TANGGAL - timedelta(days=draw(st.sampled_from([100, 400]))))
    hari_timbang = draw(st.lists(st.dates(sejak, TANGGAL), max_size=8, unique=True))
    riwayat = tuple(Riwayat(t, {"berat_kg": draw(berat)}) for t in sorted(hari_timbang) if t < TANGGAL)
    return Profil(lahir, draw(st.sampled_from(JenisKelamin)), riwayat=riwayat), draw(berat)
