"""Forecasts of a month's end: what holds for every one of them."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from capaian.evaluasi.ramal import Posisi, foretell

Dunia = tuple[list[Posisi], dict[int, list[float]]]


@st.composite
def posyandu(draw: st.DrawFn) -> Dunia:
    """Some posyandu with the shares of their last months, latest first."""
    posisi, lalu = [], {}
    for pk in range(draw(st.integers(1, 8))):
        penyebut = draw(st.integers(1, 200))
        posisi.append(Posisi(pk, draw(st.integers(0, penyebut)), penyebut, draw(st.booleans())))
        lalu[pk] = draw(st.lists(st.floats(0, 1), max_size=3))
    return posisi, lalu


@given(posyandu())
def test_a_forecast_lies_between_what_is_done_and_what_could_be(
    isi: tuple[list[Posisi], dict[int, list[float]]],
) -> None:
    posisi, lalu = isi
    ramalan = foretell(posisi, lalu, 1)
    kini = sum(satu.pembilang for satu in posisi)
    if ramalan is not None:
        assert kini <= ramalan.bawah <= ramalan.jadi <= ramalan.atas <= kini + ramalan.sisa_orang


@given(posyandu(), st.randoms())
def test_the_order_of_posyandu_does_not_matter(isi: Dunia, acak: Random) -> None:
    posisi, lalu = isi
    teracak = list(posisi)
    acak.shuffle(teracak)
    assert foretell(teracak, lalu, 1) == foretell(posisi, lalu, 1)


@given(posyandu())
def test_nothing_is_foretold_where_nothing_is_ahead(isi: Dunia) -> None:
    posisi, lalu = isi
    lewat = [Posisi(satu.unit_id, satu.pembilang, satu.penyebut, menunggu=False) for satu in posisi]
    assert foretell(lewat, lalu, 1) is None


def test_a_posyandu_without_history_is_taken_as_its_neighbours_are() -> None:
    baru, lama = Posisi(1, 0, 10, menunggu=True), Posisi(2, 5, 10, menunggu=False)
    ramalan = foretell([baru, lama], {2: [0.8]}, 1)
    assert ramalan is not None
    assert ramalan.jadi == 13
