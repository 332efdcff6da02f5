"""An answer from Dinas may bring a problem or an action of the evaluation to an end: both or neither."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection

from capaian.evaluasi.jawab import answer_and_close, closable
from capaian.evaluasi.sah import sign
from capaian.models import EvaluasiPekan
from puskesmas.errors import DomainError
from puskesmas.masalah import handle_masalah, propose_done, raise_masalah, report_masalah
from puskesmas.models import Masalah, Pengguna, Tindakan, Unit
from puskesmas.tindakan import link_masalah
from tests.capaian.rapat import discuss, make_evaluasi
from tests.capaian.test_halaman_evaluasi import ALAMAT
from tests.cast import LAMA, Pemeran, Wilayah, browse, make_pengguna, refused

pytestmark = pytest.mark.usefixtures("selasa")

SENARAI = "/evaluasi/2026-M46/"


@pytest.fixture
def evaluasi(wilayah: Wilayah, pemeran: Pemeran) -> EvaluasiPekan:
    """Signed, with three running actions."""
    baris = discuss(pemeran, make_evaluasi(wilayah))
    return sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)


def at_dinas(unit: Unit, oleh: Pengguna) -> Masalah:
    """A problem of the Puskesmas that its head has brought before Dinas."""
    return report_masalah(oleh=oleh, unit=unit, jenis="alat", judul="Timbangan rusak")


def offered(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> dict[str, str]:
    """What Eko may bring to an end, by its words."""
    return {satu.teks: satu.nilai for satu in closable(pemeran.eko, evaluasi.unit, [evaluasi])[evaluasi.pk]}


def test_an_answer_closes_an_action_and_proposes_the_end_of_a_problem(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    masalah = at_dinas(wilayah.manggar, pemeran.dewi)
    tindakan = evaluasi.pokok.get(indikator="anc_6").tindakan
    assert tindakan is not None
    tutup = [offered(pemeran, evaluasi)["Timbangan rusak (Manggar)"], f"tindakan:{tindakan.pk}"]
    answer_and_close(oleh=pemeran.eko, evaluasi=evaluasi, isi="Timbangan dikirim Kamis", tutup=tutup)
    masalah.refresh_from_db()
    tindakan.refresh_from_db()
    assert (masalah.keadaan, masalah.pemilik) == ("diusulkan_selesai", pemeran.eko)
    kata = "Jawaban atas evaluasi pekan 9–15 Nov 2026: Timbangan dikirim Kamis"
    assert masalah.langkah.last().isi == kata  # type: ignore[union-attr]  # three steps were taken
    assert (tindakan.status, tindakan.hasil, Tindakan.objects.running().count()) == ("selesai", kata, 2)


def test_actions_of_the_same_words_are_told_apart_by_what_they_are_about(
    pemeran: Pemeran, evaluasi: EvaluasiPekan
) -> None:
    semua = [satu.teks for satu in closable(pemeran.eko, evaluasi.unit, [evaluasi])[evaluasi.pk]]
    assert "Balita ditimbang: Sweeping bersama kader" in semua
    assert len(set(semua)) == len(semua) == 3


def test_what_the_puskesmas_proposed_as_solved_is_accepted(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    masalah = report_masalah(oleh=pemeran.ani, unit=wilayah.melati, jenis="alat", judul="Timbangan rusak")
    masalah = raise_masalah(oleh=pemeran.citra, masalah=masalah, alasan="Tidak ada cadangan")
    masalah = raise_masalah(oleh=pemeran.dewi, masalah=masalah, alasan="Tidak ada cadangan")
    masalah = handle_masalah(oleh=pemeran.dewi, masalah=masalah, pemilik=pemeran.dewi, tenggat=date(2026, 11, 20))
    propose_done(oleh=pemeran.dewi, masalah=masalah, hasil="Dipinjami")
    tutup = [offered(pemeran, evaluasi)["Timbangan rusak (Melati)"]]
    answer_and_close(oleh=pemeran.eko, evaluasi=evaluasi, isi="Baik", tutup=tutup)
    masalah.refresh_from_db()
    assert masalah.keadaan == "selesai"


def test_a_problem_that_an_action_of_the_meeting_became_is_offered_once_its_actions_ended(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    masalah = report_masalah(oleh=pemeran.ani, unit=wilayah.melati, jenis="alat", judul="Timbangan rusak")
    tindakan = evaluasi.pokok.get(indikator="anc_6").tindakan
    assert tindakan is not None
    link_masalah(oleh=pemeran.dewi, tindakan=tindakan, masalah=masalah)
    assert offered(pemeran, evaluasi)["Timbangan rusak (Melati)"] == ""
    answer_and_close(oleh=pemeran.eko, evaluasi=evaluasi, isi="Dikirim", tutup=[f"tindakan:{tindakan.pk}"])
    assert offered(pemeran, evaluasi)["Timbangan rusak (Melati)"].startswith("masalah:")


def test_a_problem_of_another_puskesmas_is_refused_and_nothing_is_answered(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    kepala = make_pengguna("Gani", wilayah.gantung, "kepala_puskesmas", sejak=LAMA)
    asing = at_dinas(wilayah.gantung, kepala)
    assert "Timbangan rusak (Gantung)" not in offered(pemeran, evaluasi)
    tutup = [f"masalah:{asing.pk}:{asing.versi}"]
    refused(
        "bukan_bagian_evaluasi",
        lambda: answer_and_close(oleh=pemeran.eko, evaluasi=evaluasi, isi="Baik", tutup=tutup),
    )
    evaluasi.refresh_from_db()
    assert (evaluasi.status, evaluasi.langkah.filter(jenis="ditanggapi").count()) == ("disahkan", 0)


@pytest.mark.parametrize("nilai", ["", "masalah", "masalah:x:1", "tindakan:\0", "tindakan:1"])
def test_a_choice_that_is_none_is_refused(pemeran: Pemeran, evaluasi: EvaluasiPekan, nilai: str) -> None:
    refused(
        "bukan_bagian_evaluasi",
        lambda: answer_and_close(oleh=pemeran.eko, evaluasi=evaluasi, isi="Baik", tutup=[nilai]),
    )
    assert not evaluasi.langkah.filter(jenis="ditanggapi").exists()


def test_the_same_problem_is_not_brought_to_an_end_twice(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    at_dinas(wilayah.manggar, pemeran.dewi)
    tutup = [offered(pemeran, evaluasi)["Timbangan rusak (Manggar)"]] * 2
    answer_and_close(oleh=pemeran.eko, evaluasi=evaluasi, isi="Baik", tutup=tutup)
    refused(
        "bukan_bagian_evaluasi",
        lambda: answer_and_close(oleh=pemeran.eko, evaluasi=evaluasi, isi="Lagi", tutup=tutup),
    )
    assert evaluasi.langkah.filter(jenis="ditanggapi").count() == 1


def test_only_dinas_answers_and_closes(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    refused("tidak_boleh", lambda: answer_and_close(oleh=pemeran.dewi, evaluasi=evaluasi, isi="Baik"))
    evaluasi.refresh_from_db()
    assert evaluasi.status == "disahkan"


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_once_one_closes_and_the_other_is_told(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    masalah = at_dinas(wilayah.manggar, pemeran.dewi)
    tutup = [offered(pemeran, evaluasi)["Timbangan rusak (Manggar)"]]
    lain = make_pengguna("Fitri", wilayah.beltim, "staf_dinas", sejak=LAMA)

    def attempt(siapa: Pengguna) -> str:
        try:
            answer_and_close(oleh=siapa, evaluasi=evaluasi, isi="Dikirim", tutup=tutup)
        except DomainError as galat:
            return galat.kode
        finally:
            connection.close()
        return "dijawab"

    with ThreadPoolExecutor(2) as kolam:
        assert sorted(kolam.map(attempt, [pemeran.eko, lain])) == ["bukan_bagian_evaluasi", "dijawab"]
    assert masalah.langkah.filter(langkah="usul_selesai").count() == 1
    assert evaluasi.langkah.filter(jenis="ditanggapi").count() == 1


def test_dinas_ticks_it_beside_the_answer_on_either_page(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    masalah = at_dinas(wilayah.manggar, pemeran.dewi)
    nilai = f"masalah:{masalah.pk}:{masalah.versi}"
    dinas = browse(pemeran.eko)
    assert nilai in dinas.get(ALAMAT).content.decode()
    assert nilai in dinas.get(SENARAI).content.decode()
    assert nilai not in browse(pemeran.dewi).get(ALAMAT).content.decode()
    kirim = {"unit": wilayah.manggar.kode, "isi": "Dikirim Kamis", "tutup": [nilai]}
    assert dinas.post(SENARAI, kirim).status_code == 302
    masalah.refresh_from_db()
    assert masalah.keadaan == "diusulkan_selesai"


def test_a_refused_answer_keeps_its_words_and_its_ticks(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    masalah = at_dinas(wilayah.manggar, pemeran.dewi)
    nilai = f"masalah:{masalah.pk}:{masalah.versi}"
    kirim = {"aksi": "jawab", "unit": wilayah.manggar.kode, "isi": "Dikirim Kamis", "tutup": [nilai, "salah"]}
    for alamat in (ALAMAT, SENARAI):
        jawaban = browse(pemeran.eko).post(alamat, kirim)
        assert jawaban.status_code == 409
        assert "Dikirim Kamis" in jawaban.content.decode()
        assert f'value="{nilai}" checked' in jawaban.content.decode()
