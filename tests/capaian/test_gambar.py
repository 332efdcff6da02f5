"""Geometry of the drawings: nothing leaves its place, whatever the figures are."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.halaman import gambar
from capaian.halaman.model import Arah, BatangPekan, GrafikTren, Keadaan, KelompokBatang, Ukur


def make_ukur(pembilang: int, penyebut: int, harapan: float | None = None, **lain: object) -> Ukur:
    isi = {"keadaan": Keadaan.TERTINGGAL, "target": 0.8, **lain}
    return Ukur(pembilang=pembilang, penyebut=penyebut, harapan=harapan, **isi)  # type: ignore[arg-type]  # test shorthand


ukuran = st.builds(
    make_ukur,
    st.integers(0, 5000),
    st.integers(0, 3000),
    st.none() | st.floats(0, 3000),
    target=st.none() | st.floats(0, 1.2),
    arah=st.sampled_from(Arah),
    perkiraan=st.none() | st.integers(0, 5000),
)


@given(ukuran)
def test_every_part_of_a_bullet_lies_between_0_and_100(ukur: Ukur) -> None:
    b = gambar.batang(ukur)
    letak = [b.isi, b.harapan, b.target, b.perkiraan, b.penuh]
    assert all(0 <= x <= 100 for x in letak if x is not None)


@given(ukuran)
def test_labels_of_a_bullet_never_lie_on_each_other(ukur: Ukur) -> None:
    label = [satu for satu in gambar.place_labels(gambar.batang(ukur)) if satu]
    atas = sorted(satu.rentang for satu in label if satu.atas)
    bawah = sorted(satu.rentang for satu in label if not satu.atas)
    for baris in (atas, bawah):
        assert all(kiri[1] <= kanan[0] for kiri, kanan in pairwise(baris))


@given(ukuran)
def test_labels_of_a_bullet_stay_on_the_drawing(ukur: Ukur) -> None:
    for label in gambar.place_labels(gambar.batang(ukur)):
        assert label is None or (label.rentang[0] >= 0 and label.rentang[1] <= 100)


def test_a_bar_past_100_per_cent_fills_the_width_and_marks_where_100_lies() -> None:
    b = gambar.batang(make_ukur(540, 450))
    assert b.isi == 100
    assert b.penuh == pytest.approx(100 / 1.2)


def test_harapan_at_the_target_is_one_line() -> None:
    assert gambar.batang(make_ukur(10, 100, 80.0)).menyatu
    assert not gambar.batang(make_ukur(10, 100, 70.0)).menyatu


def test_bullets_that_are_compared_share_one_scale() -> None:
    ujung = gambar.skala([make_ukur(120, 100), make_ukur(10, 100)])
    assert gambar.batang(make_ukur(60, 100), ujung).isi == pytest.approx(50)


def test_where_low_is_good_the_scale_is_short_enough_to_see_the_difference() -> None:
    assert gambar.skala([make_ukur(12, 100, target=0.14, arah=Arah.TURUN)]) == 0.2


def test_a_line_breaks_where_a_week_is_missing() -> None:
    potong = gambar.garis([1, 2, None, 3], 30, 10, 1, 3)
    assert potong == [[(0, 10), (10, 5)], [(30, 0)]]


@given(st.lists(st.none() | st.floats(-5, 5), max_size=12))
def test_a_line_stays_in_its_box(titik: list[float | None]) -> None:
    for potong in gambar.garis(titik, 88, 18, 0, 1.2):
        assert all(0 <= x <= 88 and 0 <= y <= 18 for x, y in potong)


def make_tren(*ukur: Ukur | None) -> GrafikTren:
    batang = tuple(BatangPekan(str(ke), satu, ke == len(ukur) - 1) for ke, satu in enumerate(ukur))
    return GrafikTren((KelompokBatang("Okt", batang[:4]), KelompokBatang("Nov", batang[4:])), 0.8)


@given(st.lists(st.none() | ukuran, min_size=5, max_size=12))
def test_the_trend_fills_its_width_and_no_bar_leaves_the_plot(ukur: list[Ukur | None]) -> None:
    g = gambar.grafik(make_tren(*ukur))
    balok = [b for k in g.kelompok for b in k.balok]
    assert balok[-1].x + balok[-1].lebar == pytest.approx(100)
    kecil = any(u.kecil for u in ukur if u)
    assert kecil or all(b.tinggi is None or 0 <= b.tinggi <= 100 for b in balok)


def test_a_trend_of_few_people_counts_them() -> None:
    g = gambar.grafik(make_tren(*[make_ukur(ke, 7, 5.6) for ke in range(6)]))
    assert g.hitungan
    assert list(g.sumbu) == [0, 2, 4, 6, 8]
    assert g.target == pytest.approx(5.6 / 8 * 100)


def test_a_trend_without_figures_is_an_empty_axis() -> None:
    g = gambar.grafik(make_tren(*[None] * 6))
    assert list(g.sumbu) == [0, 0.25, 0.5, 0.75, 1]
    assert all(b.tinggi is None for k in g.kelompok for b in k.balok)
