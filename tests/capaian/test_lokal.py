"""Indicators that a kabupaten adds for itself: who may, what is refused, and that a typed figure reaches the week."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.hitung.hitung import compute_week
from capaian.isian import Nilai, isian_indikator, record_isian
from capaian.lokal import Kata, Sifat, add_lokal, find_jenis, indikator_of, read_target, reword_lokal, stop_lokal
from capaian.models import Capaian, IndikatorLokal, Isian
from klaster.acuan import load_acuan
from klaster.indikator import muat_indikator
from klaster.models import Indikator
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Peran
from tests.capaian.angka import M46
from tests.capaian.test_halaman_unduh import read as read_sheet
from tests.cast import Pemeran, Wilayah, browse, make_pengguna

pytestmark = pytest.mark.usefixtures("selasa")

KATA = Kata(
    nama="Desa bebas BAB sembarangan",
    kalimat="Desa yang sudah deklarasi bebas buang air besar sembarangan.",
    label_pembilang="sudah deklarasi",
    label_penyebut="desa",
    dokumen="SK Bupati 188/12/2026",
)
KASUS = replace(KATA, nama="Gigitan anjing", label_pembilang="kasus dilaporkan", label_penyebut="")
SIFAT = Sifat(klaster="penyakit_menular", arah="naik", sebutan="rumah", target="80")
FORM = {"aksi": "", **{k: getattr(KATA, k) for k in Kata.__slots__}, **{k: getattr(SIFAT, k) for k in Sifat.__slots__}}
ALAMAT = "/isian/indikator/"


def add(pemeran: Pemeran, wilayah: Wilayah, kata: Kata = KATA, **sifat: str) -> IndikatorLokal:
    return add_lokal(petugas=pemeran.eko, kabupaten=wilayah.beltim, kata=kata, sifat=replace(SIFAT, **sifat))


def add_count(pemeran: Pemeran, wilayah: Wilayah) -> IndikatorLokal:
    return add(pemeran, wilayah, KASUS, target="", sebutan="kasus")


def fill(pemeran: Pemeran, unit: Unit, lokal: IndikatorLokal, *nilai: int, petugas: Pengguna | None = None) -> int:
    return record_isian(petugas=petugas or pemeran.dewi, unit=unit, pekan=M46, isi={lokal.kode: Nilai(*nilai)})


def read(pengguna: Pengguna, alamat: str) -> str:
    return str(browse(pengguna).get(alamat).content.decode())


# ── What is added is asked, counted and shown ────────────────────────────────────────────────────────────────────────


def test_a_figure_typed_for_it_reaches_the_puskesmas_and_the_kabupaten(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add(pemeran, wilayah)
    fill(pemeran, wilayah.manggar, lokal, 3, 12)
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    for unit in (wilayah.manggar, wilayah.beltim):
        angka = Capaian.objects.get(unit=unit, indikator=lokal.kode, pekan=M46.senin)
        assert (angka.pembilang, angka.penyebut, angka.target) == (3, 12, Decimal("0.8"))
        assert angka.status == "jauh_tertinggal"


def test_the_form_of_its_puskesmas_asks_for_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add(pemeran, wilayah)
    isi = read(pemeran.dewi, f"/isian/2026-M46/{wilayah.manggar.kode}/")
    assert KATA.nama in isi
    assert f'name="p-{lokal.kode}"' in isi


def test_every_page_and_the_download_know_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add(pemeran, wilayah)
    fill(pemeran, wilayah.manggar, lokal, 3, 12)
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    di = f"unit={wilayah.manggar.kode}&pekan=2026-M46"
    assert KATA.dokumen in read(pemeran.eko, f"/indikator/{lokal.kode}/?{di}")
    assert KATA.nama in read(pemeran.eko, f"/indikator/?{di}")
    assert KATA.nama in read(pemeran.eko, f"/unit/{wilayah.beltim.kode}/?tab=bawahan&indikator={lokal.kode}")
    assert KATA.nama in browse(pemeran.eko).post("/cari/", {"kata": "bebas BAB"}).content.decode()
    assert [lokal.kode, KATA.nama, 3, 12] in [satu[3:7] for satu in read_sheet(pemeran.eko, wilayah.beltim)]


def test_the_api_names_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add_count(pemeran, wilayah)
    fill(pemeran, wilayah.manggar, lokal, 0)
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    alamat = f"/api/v1/capaian/?unit={wilayah.manggar.kode}&pekan=2026-M46&indikator={lokal.kode}"
    (baris,) = browse(pemeran.dewi).get(alamat).json()
    assert (baris["nama_indikator"], baris["pembilang"], baris["tambahan_pekan"]) == (KASUS.nama, 0, 0)


def test_computing_asks_as_often_with_many_as_with_one(wilayah: Wilayah, pemeran: Pemeran) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as kueri:
            compute_week(kabupaten=wilayah.beltim, pekan=M46)
        return len(kueri)

    add(pemeran, wilayah)
    satu = count()
    for ke in range(20):
        add(pemeran, wilayah, replace(KATA, nama=f"Indikator {ke}"))
    assert count() == satu


def test_loading_the_data_files_leaves_it_alone(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add(pemeran, wilayah)
    assert load_acuan().dinonaktifkan == 0
    assert Indikator.objects.get(kode=lokal.kode).aktif


# ── Nobody else ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_another_kabupaten_never_meets_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add(pemeran, wilayah)
    assert indikator_of(wilayah.lain.pk, M46) == muat_indikator()
    assert find_jenis(wilayah.lain.pk, lokal.kode) is None
    assert browse(pemeran.hana).get(f"/indikator/{lokal.kode}/").status_code == 404
    assert browse(pemeran.hana).get(f"/api/v1/capaian/?indikator={lokal.kode}").status_code == 400
    dinas = make_pengguna("Lain", wilayah.lain, Peran.STAF_DINAS)
    assert KATA.nama not in read(dinas, ALAMAT)
    assert browse(dinas).post(f"{ALAMAT}{lokal.kode}/", FORM).status_code == 404


def test_another_kabupaten_may_use_the_same_name_and_cannot_type_into_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add(pemeran, wilayah)
    dinas = make_pengguna("Lain", wilayah.lain, Peran.STAF_DINAS)
    add_lokal(petugas=dinas, kabupaten=wilayah.lain, kata=KATA, sifat=SIFAT)
    mulyojati = Unit.objects.get(induk=wilayah.lain)
    kapus = make_pengguna("Kapus", mulyojati, Peran.KEPALA_PUSKESMAS)
    with pytest.raises(DomainError, match="indikator_tidak_dikenal"):
        fill(pemeran, mulyojati, lokal, 1, 2, petugas=kapus)


@pytest.mark.parametrize("siapa", ["ani", "citra", "dewi", "fajar", "hana"])
def test_only_dinas_sets_them(wilayah: Wilayah, pemeran: Pemeran, siapa: str) -> None:
    lokal, petugas = add(pemeran, wilayah), getattr(pemeran, siapa)
    with pytest.raises(DomainError, match="tidak_boleh"):
        add_lokal(petugas=petugas, kabupaten=wilayah.beltim, kata=KASUS, sifat=SIFAT)
    with pytest.raises(DomainError, match="tidak_boleh"):
        reword_lokal(petugas=petugas, lokal=lokal, kata=KASUS)
    with pytest.raises(DomainError, match="tidak_boleh"):
        stop_lokal(petugas=petugas, lokal=lokal)
    for alamat in (ALAMAT, f"{ALAMAT}{lokal.kode}/"):
        assert browse(petugas).post(alamat, FORM).status_code == 403
    assert IndikatorLokal.objects.count() == 1


def test_it_belongs_to_a_kabupaten_not_to_a_puskesmas(wilayah: Wilayah, pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="tidak_boleh"):
        add_lokal(petugas=pemeran.eko, kabupaten=wilayah.manggar, kata=KATA, sifat=SIFAT)


# ── What is refused ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("nama", ["Desa bebas BAB sembarangan", " desa  BEBAS bab sembarangan ", "Vitamin A"])
def test_a_name_stands_once(wilayah: Wilayah, pemeran: Pemeran, nama: str) -> None:
    add(pemeran, wilayah)
    with pytest.raises(DomainError, match="nama_terpakai"):
        add(pemeran, wilayah, replace(KATA, nama=nama))


@pytest.mark.parametrize("bidang", ["nama", "kalimat", "label_pembilang", "dokumen"])
@pytest.mark.parametrize("teks", ["", "   ", "a\u200bb", "x" * 201])
def test_words_are_required_and_visible(wilayah: Wilayah, pemeran: Pemeran, bidang: str, teks: str) -> None:
    with pytest.raises(DomainError) as galat:
        add(pemeran, wilayah, replace(KATA, **{bidang: teks}))
    assert galat.value.bidang == bidang
    assert not IndikatorLokal.objects.exists()


@pytest.mark.parametrize("isi", [{"klaster": "x"}, {"arah": ""}, {"sebutan": "ekor"}, {"klaster": "nifas"}])
def test_a_choice_is_one_of_the_list(wilayah: Wilayah, pemeran: Pemeran, isi: dict[str, str]) -> None:
    with pytest.raises(DomainError, match="pilihan_tidak_dikenal"):
        add(pemeran, wilayah, KATA, **isi)


@pytest.mark.parametrize("teks", ["0", "100,01", "101", "-5", "nan", "1e2", "delapan", "8.0.1", "٨٠", "99999999"])
def test_a_target_is_a_percentage(teks: str) -> None:
    with pytest.raises(DomainError, match="target_tidak_sah"):
        read_target(teks, cacah=False)


@pytest.mark.parametrize(("teks", "nilai"), [("80", "0.8"), ("82,5", "0.825"), ("100 %", "1"), ("0.01", "0.0001")])
def test_a_target_is_read_as_it_is_written(teks: str, nilai: str) -> None:
    assert read_target(teks, cacah=False) == Decimal(nilai)


def test_a_count_of_cases_has_no_target(wilayah: Wilayah, pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="target_tanpa_penyebut"):
        add(pemeran, wilayah, KASUS)


def test_there_are_at_most_forty(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for ke in range(40):
        add(pemeran, wilayah, replace(KATA, nama=f"Indikator {ke}"))
    with pytest.raises(DomainError, match="terlalu_banyak"):
        add(pemeran, wilayah)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one(wilayah: Wilayah, pemeran: Pemeran) -> None:
    mulai, hasil = Barrier(2), []

    def run() -> None:
        mulai.wait()
        try:
            hasil.append(add(pemeran, wilayah).kode)
        except DomainError as galat:
            hasil.append(galat.kode)
        finally:
            connection.close()

    utas = [Thread(target=run) for _ in range(2)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert sorted(hasil)[1] == "nama_terpakai"
    assert Indikator.objects.filter(kode__startswith="lokal_").count() == 1


# ── Rewording and stopping ───────────────────────────────────────────────────────────────────────────────────────────


def test_words_change_and_the_trail_keeps_the_old(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add(pemeran, wilayah)
    reword_lokal(petugas=pemeran.eko, lokal=lokal, kata=replace(KATA, nama="Desa ODF"))
    assert Indikator.objects.get(kode=lokal.kode).nama == "Desa ODF"
    jejak = apps.get_model("capaian", "IndikatorLokalEvent")._default_manager.order_by("pk")
    assert list(jejak.values_list("nama", flat=True)) == [KATA.nama, "Desa ODF"]


def test_a_denominator_neither_comes_nor_goes(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add(pemeran, wilayah)
    with pytest.raises(DomainError, match="penyebut_tetap"):
        reword_lokal(petugas=pemeran.eko, lokal=lokal, kata=replace(KATA, label_penyebut=""))


def test_it_may_keep_its_own_name_and_take_no_other(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal, kasus = add(pemeran, wilayah), add_count(pemeran, wilayah)
    reword_lokal(petugas=pemeran.eko, lokal=lokal, kata=KATA)
    with pytest.raises(DomainError, match="nama_terpakai"):
        reword_lokal(petugas=pemeran.eko, lokal=kasus, kata=replace(KASUS, nama=KATA.nama))


def test_stopped_it_is_no_longer_asked_and_old_weeks_keep_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add(pemeran, wilayah)
    fill(pemeran, wilayah.manggar, lokal, 3, 12)
    stop_lokal(petugas=pemeran.eko, lokal=lokal)
    for pekan, ada in ((M46, True), (M46.next, True), (M46.next.next, False)):
        assert (lokal.kode in isian_indikator(wilayah.beltim.pk, pekan)) is ada
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    assert Capaian.objects.filter(indikator=lokal.kode).count() == 2
    assert Isian.objects.count() == 1
    assert browse(pemeran.eko).get(f"/indikator/{lokal.kode}/?pekan=2026-M46").status_code == 200


def test_stopped_twice_is_refused_and_its_name_is_free(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal = add(pemeran, wilayah)
    stop_lokal(petugas=pemeran.eko, lokal=lokal)
    with pytest.raises(DomainError, match="sudah_berhenti"):
        stop_lokal(petugas=pemeran.eko, lokal=lokal)
    assert add(pemeran, wilayah).kode != lokal.kode


# ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_dinas_adds_rewords_and_stops_on_pages(wilayah: Wilayah, pemeran: Pemeran) -> None:
    dinas = browse(pemeran.eko)
    assert dinas.post(ALAMAT, FORM).status_code == 302
    lokal = IndikatorLokal.objects.get()
    assert KATA.nama in dinas.get(ALAMAT).content.decode()
    satu = f"{ALAMAT}{lokal.kode}/"
    assert dinas.post(satu, FORM | {"aksi": "ubah", "nama": "Desa ODF"}).status_code == 302
    assert 'value="Desa ODF"' in dinas.get(satu).content.decode()
    assert dinas.post(satu, {"aksi": "hentikan"}).status_code == 302
    assert "sudah dihentikan" in dinas.get(ALAMAT).content.decode()


def test_a_refused_form_keeps_what_was_typed(wilayah: Wilayah, pemeran: Pemeran) -> None:
    answer = browse(pemeran.eko).post(ALAMAT, FORM | {"target": "800"})
    isi = answer.content.decode()
    assert answer.status_code == 400
    assert 'name="target" value="800"' in isi
    assert f'value="{KATA.nama}"' in isi
    assert not IndikatorLokal.objects.exists()


def test_dinas_finds_the_page_from_the_kabupaten(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for alamat in (f"/unit/{wilayah.beltim.kode}/", "/indikator/"):
        assert f"{ALAMAT}?unit={wilayah.beltim.kode}" in read(pemeran.eko, alamat)
        assert ALAMAT not in read(pemeran.dewi, alamat)
