"""Pages through the door: who gets in, what they read there, and what nonsense in an address is answered."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from capaian.hitung.hitung import compute_week
from puskesmas.models import JejakBaca, Pengguna
from puskesmas.peran import Peran
from tests.capaian.angka import M46, make_capaian
from tests.cast import Pemeran, Wilayah, browse, make_pengguna, make_sesi, make_unit, make_warga

pytestmark = pytest.mark.usefixtures("selasa")

NAMA = "Rafif Maulana Rahasia"
PANJANG = "Posyandu Nama Panjang Sekali Sampai Enam Puluh Huruf Persisnya"[:60]


@pytest.fixture
def isi(wilayah: Wilayah) -> Wilayah:
    """A child in each posyandu, a session, and a computed week."""
    for posyandu in (wilayah.melati, wilayah.kenanga, wilayah.anggrek, wilayah.seroja, wilayah.dahlia):
        make_warga(posyandu, f"{NAMA} {posyandu.nama}")
        make_sesi(posyandu, M46.senin)
    for kabupaten in (wilayah.beltim, wilayah.lain):
        compute_week(kabupaten=kabupaten, pekan=M46)
    return wilayah


def visit(pengguna: Pengguna | None, alamat: str, **post: str) -> HttpResponse:
    client = Client()
    if pengguna is not None:
        client.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
    answer: Any = client.post(alamat, post) if post else client.get(alamat)
    return answer  # type: ignore[no-any-return]  # the test client's own response class


ALAMAT = (
    "/",
    "/unit/19.06/",
    "/indikator/",
    "/indikator/balita_ditimbang/",
    "/orang/",
    "/cari/",
    "/unduh/kabupaten.xlsx",
)


@pytest.mark.parametrize("alamat", ALAMAT)
def test_a_stranger_is_sent_to_log_in(isi: Wilayah, alamat: str) -> None:
    answer = visit(None, alamat)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/masuk/")


@pytest.mark.parametrize("alamat", ALAMAT)
def test_dinas_reads_every_page(isi: Wilayah, pemeran: Pemeran, alamat: str) -> None:
    answer = visit(pemeran.eko, alamat)
    assert (answer.status_code, "no-store" in answer["Cache-Control"]) == (200, True)


def test_home_is_the_own_unit_for_everyone_below(isi: Wilayah, pemeran: Pemeran) -> None:
    for pengguna, unit in ((pemeran.ani, isi.melati), (pemeran.citra, isi.kelubi), (pemeran.dewi, isi.manggar)):
        assert visit(pengguna, "/")["Location"] == f"/unit/{unit.kode}/"


def test_home_keeps_the_week_on_its_way(isi: Wilayah, pemeran: Pemeran) -> None:
    assert visit(pemeran.ani, "/?pekan=2026-M40")["Location"] == f"/unit/{isi.melati.kode}/?pekan=2026-M40"


def test_without_an_assignment_a_page_says_whom_to_ask(pemeran: Pemeran) -> None:
    answer = visit(pemeran.fajar, "/")
    assert (answer.status_code, "administrator kabupaten" in answer.content.decode()) == (403, True)


def test_two_hats_apart_are_offered_to_choose_from(isi: Wilayah, pemeran: Pemeran) -> None:
    pemeran.ani.penugasan.create(unit=isi.seroja, peran=Peran.BIDAN_DESA, sejak="2020-01-01")
    teks = visit(pemeran.ani, "/").content.decode()
    assert f"/unit/{isi.melati.kode}/" in teks
    assert f"/unit/{isi.seroja.kode}/" in teks


def test_a_hat_below_another_needs_no_choice(isi: Wilayah, pemeran: Pemeran) -> None:
    pemeran.citra.penugasan.create(unit=isi.melati, peran=Peran.KADER, sejak="2020-01-01")
    assert visit(pemeran.citra, "/")["Location"] == f"/unit/{isi.kelubi.kode}/"


TAB = ("capaian", "bawahan", "masalah", "orang", "jadwal")


@pytest.mark.parametrize("tab", TAB)
@pytest.mark.parametrize("unit", ["beltim", "manggar", "kelubi", "melati", "anggrek"])
def test_every_tab_of_every_level_prints(isi: Wilayah, pemeran: Pemeran, unit: str, tab: str) -> None:
    answer = visit(pemeran.eko, f"/unit/{getattr(isi, unit).kode}/?tab={tab}")
    assert answer.status_code == 200
    assert (NAMA in answer.content.decode()) is (tab == "orang")


@pytest.mark.parametrize("unit", ["kenanga", "kelubi"])
@pytest.mark.parametrize(
    "jalan", ["/unit/{}/?tab=orang", "/unit/{}/?tab=jadwal", "/indikator/balita_ditimbang/?unit={}"]
)
def test_beside_and_above_no_name_is_shown(isi: Wilayah, pemeran: Pemeran, unit: str, jalan: str) -> None:
    answer = visit(pemeran.ani, jalan.format(getattr(isi, unit).kode))
    assert (answer.status_code, NAMA in answer.content.decode()) == (200, False)
    assert not JejakBaca.objects.exists()


def without_token(answer: Any) -> str:
    """The page without what every form makes anew."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


@pytest.mark.parametrize("jalan", ["/unit/{}/", "/indikator/?unit={}", "/indikator/balita_ditimbang/?unit={}"])
@pytest.mark.parametrize("unit", ["manggar", "anggrek", "beltim", "seroja", "dahlia", "lain"])
def test_a_foreign_unit_and_a_missing_one_answer_alike(isi: Wilayah, pemeran: Pemeran, unit: str, jalan: str) -> None:
    asing, tiada = (visit(pemeran.ani, jalan.format(kode)) for kode in (getattr(isi, unit).kode, "tidak-ada"))
    assert (asing.status_code, without_token(asing)) == (404, without_token(tiada))


def test_what_is_not_shown_is_not_called_missing(isi: Wilayah, pemeran: Pemeran) -> None:
    teks = visit(pemeran.ani, f"/unit/{isi.kelubi.kode}/").content.decode()
    assert "Kepala Pustu" not in teks
    assert "Terakhir mengirim" not in teks
    assert "belum ada</span>" in visit(pemeran.dewi, f"/unit/{isi.kelubi.kode}/").content.decode()


def test_the_workbook_is_for_people_of_the_kabupaten(isi: Wilayah, pemeran: Pemeran) -> None:
    assert visit(pemeran.dewi, "/unduh/kabupaten.xlsx").status_code == 404
    assert visit(pemeran.dewi, f"/unduh/kabupaten.xlsx?unit={isi.beltim.kode}").status_code == 404
    answer = visit(pemeran.eko, "/unduh/kabupaten.xlsx?pekan=2026-M46")
    assert answer["Content-Disposition"] == 'attachment; filename="capaian-19.06-2026-M46.xlsx"'


def test_names_stay_out_of_sight_for_a_village_guest(isi: Wilayah) -> None:
    tamu = make_pengguna("Tamu", isi.kelubi, Peran.TAMU_DESA)
    for alamat in (f"/unit/{isi.kelubi.kode}/?tab=orang", "/indikator/balita_ditimbang/", "/orang/"):
        answer = visit(tamu, alamat)
        assert (answer.status_code, NAMA in answer.content.decode()) == (200, False)
    assert NAMA not in visit(tamu, "/cari/", kata="rafif").content.decode()


def test_search_words_go_by_post_and_find_names(isi: Wilayah, pemeran: Pemeran) -> None:
    for alamat in ("/orang/", "/cari/"):
        assert NAMA in visit(pemeran.ani, alamat, kata="rafif").content.decode()
        assert NAMA not in visit(pemeran.ani, f"{alamat}?kata=rafif").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "pekan=2026-46",
        "pekan=2026-M60",
        "pekan=%00",
        "pekan=2030-M01",
        "indikator=tidak_ada",
        "klaster=9",
        "tab=rahasia",
        "hal=0",
        "hal=nol",
        "tahap=x",
        "bagian=x",
        "unit=a%00b",
    ],
)
def test_nonsense_in_an_address_is_refused_in_indonesian(isi: Wilayah, pemeran: Pemeran, query: str) -> None:
    for alamat in ("/", "/unit/19.06/", "/indikator/balita_ditimbang/"):
        answer = visit(pemeran.eko, f"{alamat}?{query}")
        assert answer.status_code == 400
        assert any(kata in answer.content.decode() for kata in ("tidak", "belum mulai"))


def test_a_page_past_the_end_is_the_last_one(isi: Wilayah, pemeran: Pemeran) -> None:
    assert NAMA in visit(pemeran.eko, "/unit/19.06/?tab=orang&hal=99").content.decode()


@pytest.mark.parametrize(
    "alamat", ["/unit/%00/", "/indikator/%00/", "/unit/" + "a" * 200 + "/", "/indikator/tidak_ada/"]
)
def test_a_broken_address_is_not_found(pemeran: Pemeran, alamat: str) -> None:
    assert visit(pemeran.eko, alamat).status_code == 404


@pytest.mark.parametrize("cara", ["post", "put", "patch", "delete"])
def test_pages_that_only_show_refuse_to_be_written(isi: Wilayah, pemeran: Pemeran, cara: str) -> None:
    client = browse(pemeran.eko)
    for alamat in ("/", "/unit/19.06/", "/indikator/", "/klaster/ibu_anak/", "/unduh/kabupaten.xlsx"):
        assert getattr(client, cara)(alamat).status_code == 405


def test_the_kabupaten_page_takes_at_most_ten_queries(
    isi: Wilayah, pemeran: Pemeran, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = browse(pemeran.eko)
    with django_assert_max_num_queries(10):
        assert client.get("/").status_code == 200


def test_long_names_and_markup_in_names_are_printed_as_text(isi: Wilayah, pemeran: Pemeran) -> None:
    jahat = make_unit("posyandu", "<script>alert(1)</script>", isi.kelubi)
    make_unit("posyandu", PANJANG, isi.kelubi)
    make_capaian(jahat)
    teks = visit(pemeran.eko, f"/unit/{isi.kelubi.kode}/?tab=bawahan").content.decode()
    assert PANJANG in teks
    assert "<script>alert" not in teks


def test_a_week_before_all_data_has_pages(isi: Wilayah, pemeran: Pemeran) -> None:
    for alamat in ("/", "/unit/19.06/", "/unit/19.06/?tab=jadwal", "/indikator/td_skrining/", "/unduh/kabupaten.xlsx"):
        jeda = "&" if "?" in alamat else "?"
        assert visit(pemeran.eko, f"{alamat}{jeda}pekan=2015-M10").status_code == 200
