"""One figure split among many, to the last person; and what is done about people whom nobody has registered."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capaian.bagi import split
from capaian.models import Sasaran
from capaian.target import SASARAN, put_in_force
from puskesmas.models import Tindakan
from tests.capaian.test_target import project
from tests.capaian.test_tempel import post
from tests.cast import Pemeran, Wilayah, browse, make_warga

pytestmark = pytest.mark.usefixtures("selasa")


BOBOT = st.dictionaries(st.integers(1, 10_000), st.integers(0, 100_000), min_size=1, max_size=40)


@given(st.integers(0, 1_000_000), BOBOT, st.randoms())
def test_a_split_sums_exactly_is_never_negative_and_knows_no_order(
    jumlah: int, bobot: dict[int, int], acak: Any
) -> None:
    bagian = split(jumlah, bobot)
    assert (sum(bagian.values()), min(bagian.values()) >= 0, bagian.keys()) == (jumlah, True, bobot.keys())
    kunci = list(bobot)
    acak.shuffle(kunci)
    assert split(jumlah, {satu: bobot[satu] for satu in kunci}) == bagian


@given(st.integers(0, 1_000_000), BOBOT)
def test_nobody_gets_a_whole_person_more_or_less_than_the_share(jumlah: int, bobot: dict[int, int]) -> None:
    semua = sum(bobot.values())
    for kunci, satu in split(jumlah, bobot).items():
        assert semua == 0 or abs(satu * semua - jumlah * bobot[kunci]) < semua


BAGI = "/target/sasaran/bagi/?kelompok=balita&unit="


@pytest.fixture
def dibagi(wilayah: Wilayah, pemeran: Pemeran) -> Wilayah:
    """Ten small children projected for Manggar; known are three at Melati, one at Kenanga, one at Anggrek."""
    project(pemeran, wilayah, wilayah.manggar, 10)
    for unit, jumlah in ((wilayah.melati, 3), (wilayah.kenanga, 1), (wilayah.anggrek, 1)):
        for _ in range(jumlah):
            make_warga(unit)
    return wilayah


def proposed(isi: str) -> dict[str, str]:
    return dict(re.findall(r'name="(n:[^"]*)" value="([^"]*)"', isi))


def test_the_proposal_follows_the_register_on_every_level(dibagi: Wilayah, pemeran: Pemeran) -> None:
    usul = proposed(browse(pemeran.eko).get(BAGI + dibagi.manggar.kode).content.decode())
    nilai = [usul[f"n:{u.kode}:balita"] for u in (dibagi.kelubi, dibagi.kenanga, dibagi.melati, dibagi.anggrek)]
    assert nilai == ["8", "2", "6", "2"]


def test_a_split_that_adds_up_is_kept_as_drafts(dibagi: Wilayah, pemeran: Pemeran) -> None:
    usul = proposed(browse(pemeran.eko).get(BAGI + dibagi.manggar.kode).content.decode())
    assert post(pemeran.eko, BAGI + dibagi.manggar.kode, **usul).status_code == 302
    assert Sasaran.objects.filter(status="draf").count() == 5


def test_one_that_does_not_is_kept_only_when_that_is_ticked(dibagi: Wilayah, pemeran: Pemeran) -> None:
    alamat = BAGI + dibagi.manggar.kode
    usul = proposed(browse(pemeran.eko).get(alamat).content.decode()) | {f"n:{dibagi.melati.kode}:balita": "5"}
    answer = post(pemeran.eko, alamat, **usul)
    assert (answer.status_code, Sasaran.objects.count()) == (400, 1)
    assert "Pustu Kelubi: di bawahnya berjumlah 7, kurang 1" in answer.content.decode()
    assert post(pemeran.eko, alamat, **usul, tetap="ya").status_code == 302


@pytest.mark.parametrize("teks", ["-1", "1,5", "abc", "1,000"])
def test_a_wrong_share_is_named_and_the_others_stay(dibagi: Wilayah, pemeran: Pemeran, teks: str) -> None:
    isi = {f"n:{dibagi.melati.kode}:balita": teks, f"n:{dibagi.kenanga.kode}:balita": "77"}
    answer = post(pemeran.eko, BAGI + dibagi.manggar.kode, **isi)
    assert (answer.status_code, Sasaran.objects.count()) == (400, 1)
    assert all(f'value="{satu}"' in answer.content.decode() for satu in (teks, "77"))


def test_there_is_nothing_to_split_without_a_figure_and_nothing_below_a_posyandu(
    wilayah: Wilayah, pemeran: Pemeran
) -> None:
    assert "belum punya sasaran" in browse(pemeran.eko).get(BAGI + wilayah.manggar.kode).content.decode()
    assert browse(pemeran.eko).get(BAGI + wilayah.melati.kode).status_code == 404
    assert (
        browse(pemeran.eko).get("/target/sasaran/bagi/?kelompok=kucing&unit=" + wilayah.manggar.kode).status_code == 400
    )
    assert browse(pemeran.dewi).get(BAGI + wilayah.manggar.kode).status_code == 403


# ── Projected, and not registered ────────────────────────────────────────────────────────────────────────────────────

DATA = "/target/sasaran/pendataan/?kelompok=balita&unit="


@pytest.fixture
def berlaku(dibagi: Wilayah, pemeran: Pemeran) -> Wilayah:
    """The ten of Manggar are in force; five are registered."""
    put_in_force(petugas=pemeran.eko, kabupaten=dibagi.beltim, macam=SASARAN, tahun=2026)
    return dibagi


def test_somebody_is_asked_to_register_them_by_a_day(berlaku: Wilayah, pemeran: Pemeran) -> None:
    isi = browse(pemeran.dewi).get(DATA + berlaku.manggar.kode).content.decode()
    kiriman = dict(re.findall(r'name="(id|apa|tenggat)" value="([^"]*)"', isi)) | {
        "penanggung_jawab": str(pemeran.citra.pk)
    }
    for _ in range(2):  # sent twice it is one action
        assert browse(pemeran.dewi).post(DATA + berlaku.manggar.kode, kiriman).status_code == 302
    tindakan = Tindakan.objects.get()
    assert (tindakan.penanggung_jawab, tindakan.unit) == (pemeran.citra, berlaku.manggar)
    assert "5 orang menurut proyeksi belum terdaftar" in tindakan.apa


@pytest.mark.parametrize(
    ("salah", "nilai"),
    [("penanggung_jawab", ""), ("penanggung_jawab", "x"), ("tenggat", "2026-11-16"), ("tenggat", ""), ("apa", " ")],
)
def test_a_wrong_field_is_named_and_the_words_stay(berlaku: Wilayah, pemeran: Pemeran, salah: str, nilai: str) -> None:
    isi = {"apa": "Data ulang dusun", "tenggat": "2026-12-01", "penanggung_jawab": str(pemeran.citra.pk), salah: nilai}
    answer = browse(pemeran.dewi).post(DATA + berlaku.manggar.kode, isi)
    assert (answer.status_code, Tindakan.objects.exists()) == (400, False)
    assert ("Data ulang dusun" in answer.content.decode()) is (salah != "apa")


def test_only_those_who_share_out_actions_there_are_let_in(berlaku: Wilayah, pemeran: Pemeran) -> None:
    assert browse(pemeran.ani).get(DATA + berlaku.melati.kode).status_code == 403
    assert browse(pemeran.dewi).get(DATA + berlaku.gantung.kode).status_code == 404
    assert browse(pemeran.dewi).get(DATA + berlaku.kelubi.kode).status_code == 404  # no projection stands there


def test_without_a_puskesmas_there_is_a_choice_of_them(wilayah: Wilayah, pemeran: Pemeran) -> None:
    teks = browse(pemeran.eko).get("/target/sasaran/bagi/").content.decode()
    assert f"/target/sasaran/bagi/?unit={wilayah.manggar.kode}&amp;tahun=2026" in teks
    assert (wilayah.gantung.kode in teks, wilayah.kelubi.kode in teks, wilayah.lain.kode in teks) == (
        True,
        False,
        False,
    )
    assert browse(pemeran.eko).post("/target/sasaran/bagi/").status_code == 404
    assert browse(pemeran.dewi).get("/target/sasaran/bagi/").status_code == 403
