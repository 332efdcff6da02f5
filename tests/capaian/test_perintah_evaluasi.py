"""`./run manage evaluasi`: the figures of a week on the terminal."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from capaian.models import Capaian
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import PerluHitung
from tests.cast import Pemeran, Wilayah, make_kunjungan, make_warga


def evaluasi(**pilihan: Any) -> str:
    keluar = StringIO()
    call_command("evaluasi", stdout=keluar, **{"pekan": "2026-M46", "kabupaten": "19.06", **pilihan})
    return keluar.getvalue()


def baris(**pilihan: Any) -> dict[str, Any]:
    isi = json.loads(evaluasi(format="json", **pilihan))
    return next(r for r in isi if (r["unit"], r["indikator"]) == ("19.06.01.2004.001", "tbc_skrining"))


def test_it_computes_a_week_that_is_missing(wilayah: Wilayah) -> None:
    make_warga(wilayah.melati)
    row = baris()
    assert (row["nama"], row["pembilang"], row["penyebut"], row["persen"]) == ("Posyandu Melati", 0, 1, 0.0)


def test_it_computes_a_week_that_is_out_of_date_and_only_then(wilayah: Wilayah, pemeran: Pemeran) -> None:
    anak = make_warga(wilayah.melati)
    evaluasi()
    PerluHitung.objects.all().delete()
    make_kunjungan(anak, wilayah.melati, date(2026, 11, 10), pemeran.ani, ["tbc_diskrining"])
    assert baris()["pembilang"] == 0
    mark_perlu_hitung(kabupaten_id=wilayah.beltim.pk, sejak=date(2026, 11, 10))
    assert baris()["pembilang"] == 1
    assert PerluHitung.objects.exists()  # the later weeks still wait for their worker


def test_the_table_names_every_unit_and_indicator(wilayah: Wilayah) -> None:
    teks = evaluasi(format="table")
    assert teks.splitlines()[0].split()[:3] == ["unit", "indikator", "pembilang"]
    assert len(teks.splitlines()) == 1 + Capaian.objects.filter(kabupaten=wilayah.beltim).count()


def test_the_only_kabupaten_needs_no_code(wilayah: Wilayah) -> None:
    with pytest.raises(CommandError, match=r"kabupaten_tidak_jelas.*|.*19\.06, 18\.72|.*18\.72, 19\.06"):
        evaluasi(kabupaten=None)


@pytest.mark.parametrize(
    ("pilihan", "kode"),
    [
        ({"pekan": "2026-46"}, "pekan_tidak_sah"),
        ({"pekan": "2026-M54"}, "pekan_tidak_sah"),
        ({"pekan": "2098-M01"}, "pekan_belum_mulai"),
        ({"kabupaten": "99.99"}, "kabupaten_tidak_ada"),
        ({"kabupaten": "19.06.01-PKM"}, "kabupaten_tidak_ada"),
    ],
)
def test_it_says_what_is_wrong(wilayah: Wilayah, pilihan: dict[str, str], kode: str) -> None:
    with pytest.raises(CommandError, match=kode):
        evaluasi(**pilihan)
    assert not Capaian.objects.exists()


@pytest.mark.parametrize(
    ("argumen", "pesan"),
    [((), "Sebutkan pekannya"), (("--pekan", "2026-M46", "--format", "xml"), "Bentuk itu tidak ada")],
)
def test_what_is_missing_is_said_in_indonesian(argumen: tuple[str, ...], pesan: str) -> None:
    with pytest.raises(CommandError, match=pesan):
        call_command("evaluasi", *argumen)


def test_another_kabupaten_is_left_alone(wilayah: Wilayah) -> None:
    evaluasi()
    assert not Capaian.objects.filter(kabupaten=wilayah.lain).exists()
