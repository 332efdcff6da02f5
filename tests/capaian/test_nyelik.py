"""From a figure to the people who would change it, and on to the home-visit lists of their cadres."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from capaian.evaluasi.nyelik import find_missing, reason, send_missing
from capaian.hitung.hitung import compute_week
from capaian.hitung.orang import BERNAMA
from capaian.models import Capaian
from klaster.indikator import JenisIndikator, muat_indikator
from posyandu.models import Keluarga, TugasKunjungan, Warga
from posyandu.tugas import HasilKirim
from puskesmas.errors import DomainError
from puskesmas.models import JejakBaca, Pengguna, Unit
from puskesmas.peran import Peran
from tests.capaian.angka import M46
from tests.capaian.test_hitung_sifat import dunia
from tests.cast import Pemeran, Wilayah, browse, make_kunjungan, make_pengguna, make_sesi, make_warga

pytestmark = pytest.mark.usefixtures("selasa")

SELASA, TENGGAT = date(2026, 11, 10), date(2026, 11, 20)
JENIS = {jenis.kode: jenis for jenis in muat_indikator()}
DITIMBANG = "/indikator/balita_ditimbang/?pekan=2026-M46&bagian=terlewat&unit="


@pytest.fixture
def anak(wilayah: Wilayah, pemeran: Pemeran) -> list[Warga]:
    """Two missed at Melati, one weighed there; one at Seroja."""
    semua = [make_warga(wilayah.melati, nama, date(2024, 1, 1), telepon="081234567890") for nama in "ABC"]
    make_kunjungan(semua[2], wilayah.melati, SELASA, pemeran.ani, ["ditimbang"])
    make_sesi(wilayah.melati, SELASA, "ditutup", jumlah_dinyatakan=1)
    semua.append(make_warga(wilayah.seroja, "Asing", date(2024, 1, 1)))
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    return semua


def send(oleh: Pengguna, unit: Unit, *warga: Warga, kode: str = "balita_ditimbang") -> HasilKirim:
    ids = [satu.pk for satu in warga] if warga else None
    return send_missing(oleh=oleh, unit=unit, pekan=M46, jenis=JENIS[kode], tenggat=TENGGAT, warga_ids=ids)


def post(oleh: Pengguna, unit: Unit, **isi: Any) -> Any:
    return browse(oleh).post(DITIMBANG + unit.kode, {"tenggat": TENGGAT.isoformat()} | isi)


# --- the figure is its people ----------------------------------------------------------------------------------------


@pytest.mark.timeout(600)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(acak=st.randoms(use_true_random=True))
def test_the_names_are_the_denominator_minus_the_numerator(wilayah: Wilayah, pemeran: Pemeran, acak: Random) -> None:
    """Of every indicator about people: minus where more is better, the numerator itself where less is."""
    with dunia(acak, wilayah, pemeran, pindah=False) as isi:
        compute_week(kabupaten=wilayah.beltim, pekan=isi.pekan)
        for unit in (wilayah.melati, wilayah.kelubi, wilayah.beltim):
            rows = {c.indikator_id: c for c in Capaian.objects.filter(unit=unit, pekan=isi.pekan.senin)}
            for jenis in (satu for satu in JENIS.values() if satu.satuan in BERNAMA):
                angka = rows.get(jenis.kode) or Capaian(pembilang=0, penyebut=0)
                harapan = angka.pembilang if jenis.arah == "turun" else angka.penyebut - angka.pembilang
                nama = find_missing(oleh=pemeran.eko, unit=unit, pekan=isi.pekan, jenis=jenis)
                # A child who fell ill twice is two cases and one name.
                paling_sedikit = min(harapan, 1) if jenis.satuan == "kasus" else harapan
                assert paling_sedikit <= len(nama) == len(set(nama)) <= harapan, (jenis.kode, unit)


@pytest.mark.parametrize("jenis", [j for j in JENIS.values() if j.satuan not in BERNAMA], ids=lambda j: j.kode)
def test_what_counts_no_people_says_so(jenis: JenisIndikator, wilayah: Wilayah, pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="tanpa_daftar_nama"):
        send(pemeran.dewi, wilayah.manggar, kode=jenis.kode)
    alamat = f"/indikator/{jenis.kode}/?unit={wilayah.manggar.kode}"
    assert b"Tanpa daftar nama" in browse(pemeran.dewi).get(alamat).content


def test_reasons_read_as_the_cadre_needs_them() -> None:
    assert reason(JENIS["balita_ditimbang"]) == "Balita ditimbang: belum"
    assert reason(JENIS["asi_eksklusif"]) == "ASI eksklusif: tidak"
    assert reason(JENIS["balita_tidak_naik"]) == "Balita tidak naik berat: tidak naik"


# --- sending ---------------------------------------------------------------------------------------------------------


def test_all_who_are_missing_are_sent_at_once(anak: list[Warga], wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert send(pemeran.dewi, wilayah.manggar) == HasilKirim(dibuat=2)
    assert send(pemeran.dewi, wilayah.kelubi) == HasilKirim(sudah_ada=2)
    tugas = TugasKunjungan.objects.values_list("warga__nama", "posyandu", "sebab", "tenggat")
    assert set(tugas) == {(nama, wilayah.melati.pk, "Balita ditimbang: belum", TENGGAT) for nama in "AB"}


def test_who_was_weighed_since_is_not_sent(anak: list[Warga], wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_kunjungan(anak[0], wilayah.melati, date(2026, 11, 17), pemeran.ani, ["ditimbang"])
    assert send(pemeran.dewi, wilayah.manggar) == HasilKirim(dibuat=1, dilewati=1)


def test_only_those_ticked_who_are_still_missing_are_sent(
    anak: list[Warga], wilayah: Wilayah, pemeran: Pemeran
) -> None:
    assert send(pemeran.citra, wilayah.melati, anak[0], anak[2]) == HasilKirim(dibuat=1, dilewati=1)


def test_a_family_is_a_task_for_the_whole_house(wilayah: Wilayah, pemeran: Pemeran) -> None:
    keluarga = Keluarga.objects.create(unit=wilayah.melati)
    make_warga(wilayah.melati, "Nenek", date(1950, 1, 1), keluarga=keluarga)
    assert send(pemeran.dewi, wilayah.manggar, kode="keluarga_dikunjungi") == HasilKirim(dibuat=1)
    assert TugasKunjungan.objects.get().sekeluarga


def test_nobody_missing_sends_nobody(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert send(pemeran.dewi, wilayah.manggar) == HasilKirim()


# --- on the page -----------------------------------------------------------------------------------------------------


def test_the_list_carries_what_a_cadre_needs_and_is_noted(
    anak: list[Warga], wilayah: Wilayah, pemeran: Pemeran
) -> None:
    teks = browse(pemeran.dewi).get(DITIMBANG + wilayah.manggar.kode).content.decode()
    for kata in ("Balita</small>", "tel:081234567890", "Kirim ke daftar Nyelik", "belum pernah", str(anak[0].pk)):
        assert kata in teks
    assert {anak[0].pk, anak[1].pk} == set(JejakBaca.objects.get(halaman="indikator").warga)


def test_people_are_sent_from_the_page(anak: list[Warga], wilayah: Wilayah, pemeran: Pemeran) -> None:
    jawab = post(pemeran.dewi, wilayah.manggar, warga=[anak[0].pk])
    assert "1 anak dikirim ke daftar Nyelik, tenggat 20\u00a0Nov\u00a02026." in jawab.content.decode()
    assert "di daftar Nyelik sejak 17\u00a0Nov, tenggat 20\u00a0Nov" in jawab.content.decode()
    assert [satu.warga for satu in TugasKunjungan.objects.all()] == [anak[0]]


def test_sending_twice_says_who_is_on_the_list_already(anak: list[Warga], wilayah: Wilayah, pemeran: Pemeran) -> None:
    isi = {"semua": "ya", "tampil": [anak[0].pk, anak[1].pk]}
    post(pemeran.dewi, wilayah.manggar, **isi)
    assert (
        "Tidak ada yang baru dikirim. 2 sudah ada di daftar."
        in post(pemeran.citra, wilayah.melati, **isi).content.decode()
    )
    assert TugasKunjungan.objects.count() == 2


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"tenggat": "2026-11-16"}, "Tenggatnya sudah lewat."),
        ({"tenggat": "2027-11-16"}, "Tenggatnya terlalu jauh."),
        ({"tenggat": ""}, "Tenggatnya belum diisi."),
        ({"tenggat": "kapan-kapan"}, "Tenggatnya belum diisi."),
        ({"warga": []}, "Belum ada orang yang dipilih."),
    ],
)
def test_what_can_be_mended_is_asked_for_on_the_page(
    isi: dict[str, Any], pesan: str, anak: list[Warga], wilayah: Wilayah, pemeran: Pemeran
) -> None:
    jawab = post(pemeran.dewi, wilayah.manggar, **{"warga": [anak[0].pk]} | isi)
    assert (jawab.status_code, pesan in jawab.content.decode()) == (400, True)
    assert (jawab.content.count(b" checked") == 1) is bool(isi.get("warga", True))  # nothing ticked is lost
    assert not TugasKunjungan.objects.exists()


def test_strange_people_and_no_people_get_the_same_answer(
    anak: list[Warga], wilayah: Wilayah, pemeran: Pemeran
) -> None:
    jawab = [post(pemeran.dewi, wilayah.manggar, warga=[satu]) for satu in (anak[3].pk, uuid4())]
    assert {satu.status_code for satu in jawab} == {404}
    assert post(pemeran.dewi, wilayah.manggar, warga=["bukan-id"]).status_code == 404
    assert not TugasKunjungan.objects.exists()


@pytest.mark.parametrize("peran", [Peran.STAF_DINAS, Peran.ADMIN_KABUPATEN])
def test_dinas_only_looks(peran: Peran, anak: list[Warga], wilayah: Wilayah) -> None:
    dinas = make_pengguna("Dinas", wilayah.beltim, peran)
    teks = browse(dinas).get(DITIMBANG + wilayah.manggar.kode).content.decode()
    assert ("Kirim ke daftar Nyelik" in teks, "Pilih A" in teks) == (False, False)
    assert post(dinas, wilayah.manggar, warga=[anak[0].pk]).status_code == 403


def test_the_list_of_those_who_were_reached_sends_nobody(anak: list[Warga], wilayah: Wilayah, pemeran: Pemeran) -> None:
    alamat = DITIMBANG.replace("terlewat", "sudah") + wilayah.manggar.kode
    assert b"Kirim ke daftar Nyelik" not in browse(pemeran.dewi).get(alamat).content
