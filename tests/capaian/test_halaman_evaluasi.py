"""The pages of the weekly meeting as people use them: buttons, refusals that lose nothing, what each role is shown."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import time_machine

from capaian.evaluasi.bahas import start_discussion
from capaian.halaman.evaluasi import due_day
from capaian.hitung.pekan import Pekan
from capaian.models import Capaian, EvaluasiPekan
from puskesmas.models import ProfilPuskesmas, Tindakan, Unit
from tests.capaian.angka import M46, make_capaian
from tests.capaian.rapat import discuss
from tests.cast import Pemeran, Wilayah, browse, make_kunjungan, make_pengguna, make_unit, make_warga

pytestmark = pytest.mark.usefixtures("selasa")

ALAMAT = "/evaluasi/2026-M46/19.06.01-PKM/"


def form(pemeran: Pemeran, evaluasi: EvaluasiPekan, aksi: str, **lain: object) -> dict[str, Any]:
    """What the browser sends when every priority is filled in."""
    evaluasi.refresh_from_db()
    kode = list(evaluasi.pokok.filter(jenis="prioritas").values_list("indikator_id", flat=True))
    isi: dict[str, Any] = {"aksi": aksi, "versi": evaluasi.versi, "prioritas": kode, "cara": "daring", "ada_hadir": "1"}
    for satu in kode:
        isi |= {f"sebab-{satu}": "alat", f"apa-{satu}": "Timbangan dikirim", f"siapa-{satu}": pemeran.citra.pk}
        isi |= {f"tenggat-{satu}": "2026-11-24"}
    return isi | lain


def test_from_prepared_to_answered_by_the_buttons(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    kepala, dinas = browse(pemeran.dewi), browse(pemeran.eko)
    assert b"Mulai bahas" in kepala.get(ALAMAT).content
    assert kepala.post(ALAMAT, {"aksi": "mulai"}).status_code == 302
    assert kepala.post(ALAMAT, form(pemeran, evaluasi, "sahkan", bantuan="Timbangan")).status_code == 302
    assert b"Timbangan" in dinas.get("/evaluasi/2026-M46/").content
    dinas.post("/evaluasi/2026-M46/", {"unit": "19.06.01-PKM", "isi": "Dikirim Kamis"})
    assert "Dikirim Kamis" in kepala.get(ALAMAT).content.decode()
    evaluasi.refresh_from_db()
    assert (evaluasi.status, evaluasi.cara, Tindakan.objects.count()) == ("ditanggapi", "daring", 3)


def test_what_is_typed_stays_on_a_page_that_refuses(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    kiriman = form(pemeran, evaluasi, "sahkan", catatan="Rapat di balai desa")
    kiriman |= {"apa-anc_6": "", "kata-anc_6": "Bidan cuti"}
    answer = browse(pemeran.dewi).post(ALAMAT, kiriman)
    teks = answer.content.decode()
    assert answer.status_code == 400
    assert "Periksa hamil enam kali (K6): belum diisi tindakan." in teks
    assert "Bidan cuti" in teks
    assert "Rapat di balai desa" in teks


def test_whoever_comes_second_is_told_and_keeps_the_typing(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    lama = form(pemeran, evaluasi, "simpan", **{"kata-anc_6": "Ketikan saya"})
    kepala = browse(pemeran.dewi)
    assert kepala.post(ALAMAT, form(pemeran, evaluasi, "simpan")).status_code == 302
    answer = kepala.post(ALAMAT, lama)
    assert answer.status_code == 409
    assert "Evaluasi ini baru saja diubah oleh Dewi" in answer.content.decode()
    assert "Ketikan saya" in answer.content.decode()


def test_a_draft_saves_itself_and_says_when(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    answer = browse(pemeran.dewi).post(ALAMAT, form(pemeran, evaluasi, "otomatis"))
    evaluasi.refresh_from_db()
    assert "tersimpan 10.42" in answer.content.decode()
    assert f'value="{evaluasi.versi}"' in answer.content.decode()


def test_a_priority_becomes_watched_and_another_takes_its_place(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    kepala = browse(pemeran.dewi)
    kepala.post(ALAMAT, form(pemeran, evaluasi, "pantau:anc_6"))
    assert evaluasi.pokok.get(indikator="anc_6").jenis == "pantau"
    kepala.post(ALAMAT, form(pemeran, evaluasi, "prioritas:lansia_diskrining", pantau=["anc_6"]))
    assert set(evaluasi.pokok.filter(jenis="prioritas").values_list("indikator_id", flat=True)) == {
        "balita_ditimbang",
        "tbc_skrining",
        "lansia_diskrining",
    }


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"tenggat-anc_6": "besok"}, "tidak dapat dibaca"),
        ({"siapa-anc_6": "٣"}, "tidak bertugas di Puskesmas ini"),
        ({"siapa-anc_6": "-1"}, "tidak bertugas di Puskesmas ini"),
        ({"cara": "telepati"}, "Cara rapat tidak dikenal"),
        ({"versi": "NaN"}, "baru saja diubah"),
        ({"versi": "9" * 40}, "baru saja diubah"),
        ({"kata-anc_6": "x" * 501}, "paling banyak 500"),
    ],
)
def test_nonsense_is_answered_in_words(
    pemeran: Pemeran,
    evaluasi: EvaluasiPekan,
    ubah: dict[str, str],
    pesan: str,
) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    answer = browse(pemeran.dewi).post(ALAMAT, form(pemeran, evaluasi, "simpan", **ubah))
    assert answer.status_code in (400, 409)
    assert pesan in answer.content.decode()


def test_late_data_shows_as_a_difference_and_changes_nothing_signed(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    discuss(pemeran, evaluasi)
    kepala = browse(pemeran.dewi)
    kepala.post(ALAMAT, form(pemeran, evaluasi, "sahkan"))
    Capaian.objects.filter(indikator="balita_ditimbang", unit=evaluasi.unit).update(pembilang=58)
    teks = kepala.get(ALAMAT).content.decode()
    assert "Berubah sesudah disahkan" in teks
    assert "52 dari 100" in teks
    assert "58 dari 100" in teks


def test_beside_the_difference_stands_who_sent_late(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    warga = make_warga(wilayah.melati, "Siti", date(2024, 1, 5))
    make_kunjungan(warga, wilayah.melati, date(2026, 11, 12), pemeran.ani, [])
    with time_machine.travel("2026-11-17T11:00:00+07:00", tick=False):
        discuss(pemeran, evaluasi)
        browse(pemeran.dewi).post(ALAMAT, form(pemeran, evaluasi, "sahkan"))
    with time_machine.travel("2026-11-18T09:00:00+07:00", tick=False):
        make_kunjungan(warga, wilayah.melati, date(2026, 11, 13), pemeran.ani, [])
        make_kunjungan(warga, wilayah.melati, date(2026, 11, 16), pemeran.ani, [])
        assert "sesudah dibahas" not in browse(pemeran.dewi).get(ALAMAT).content.decode()
        Capaian.objects.filter(indikator="balita_ditimbang", unit=evaluasi.unit).update(pembilang=53)
        teks = browse(pemeran.dewi).get(ALAMAT).content.decode()
    assert f"sesudah dibahas: Posyandu {wilayah.melati.nama} 1." in teks


def test_the_midwife_speaks_on_her_own_page(pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah) -> None:
    bidan = browse(pemeran.citra)
    alamat = bidan.get("/evaluasi/")["Location"]
    assert alamat == f"/evaluasi/2026-M46/pustu/{wilayah.kelubi.kode}/"
    assert b"Sudah dibahas" in bidan.get(alamat).content
    bidan.post(alamat, {"aksi": "dibahas", "catatan": "Panen lada"})
    teks = browse(pemeran.dewi).get(ALAMAT).content.decode()
    assert "Panen lada" in teks


def test_choosing_nothing_says_that_the_default_set_is_used(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    dinas = browse(pemeran.eko)
    dinas.post("/evaluasi/indikator/", {"indikator": ["anc_6"]})
    sendiri = dinas.get("/evaluasi/indikator/?tersimpan=1").content.decode()
    dinas.post("/evaluasi/indikator/", {})
    bawaan = dinas.get("/evaluasi/indikator/?tersimpan=1").content.decode()
    assert "1 dipilih." in sendiri
    assert "bawaan:" not in sendiri
    assert "Tidak ada yang dipilih, jadi rapat memakai 10 indikator bawaan" in bawaan
    assert bawaan.count(" checked") == 10


def test_dinas_chooses_what_the_meetings_talk_about(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    dinas = browse(pemeran.eko)
    assert dinas.post("/evaluasi/indikator/", {"indikator": ["anc_6", "balita_ditimbang"]}).status_code == 302
    assert "<b>2 indikator</b>" in browse(pemeran.dewi).get(ALAMAT).content.decode()


def test_a_puskesmas_sets_its_day_of_meeting_and_its_deadline(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    kepala = browse(pemeran.dewi)
    assert kepala.post(ALAMAT, {"aksi": "jadwal", "hari_rapat": "3", "tenggat_hari": "2"}).status_code == 302
    profil = ProfilPuskesmas.objects.get(unit=evaluasi.unit)
    assert (profil.hari_rapat, profil.tenggat_hari) == (3, 2)
    assert due_day(M46, profil.hari_rapat, profil.tenggat_hari) == date(2026, 11, 20)


@pytest.mark.parametrize("isi", [{"hari_rapat": "8"}, {"hari_rapat": "0"}, {"tenggat_hari": "7"}, {"hari_rapat": "٣"}])
def test_a_day_that_is_none_is_refused(pemeran: Pemeran, evaluasi: EvaluasiPekan, isi: dict[str, str]) -> None:
    kiriman = {"aksi": "jadwal", "hari_rapat": "3", "tenggat_hari": "2"} | isi
    assert browse(pemeran.dewi).post(ALAMAT, kiriman).status_code == 400


def test_a_week_without_evaluation_says_so(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    answer = browse(pemeran.dewi).get("/evaluasi/2026-M30/19.06.01-PKM/")
    assert answer.status_code == 404
    assert "Belum ada evaluasi untuk pekan 20–26 Jul 2026" in answer.content.decode()


def test_the_menu_of_weeks_offers_only_those_that_can_be_opened(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    lama = EvaluasiPekan.objects.create(unit=wilayah.manggar, pekan=Pekan.from_kode("2026-M40").senin)
    lama.bagian.create(unit=wilayah.manggar)
    bagian = f"/evaluasi/2026-M46/pustu/{wilayah.kelubi.kode}/"
    for siapa, alamat, minggu in (
        (pemeran.dewi, ALAMAT, {"2026-M40", "2026-M46"}),
        (pemeran.dewi, f"{ALAMAT}berkas/", {"2026-M40", "2026-M46"}),
        (pemeran.citra, bagian, {"2026-M46"}),
    ):
        menu = browse(siapa).get(alamat).content.decode().split('aria-label="Pilih pekan"')[1].split("</nav>")[0]
        assert set(re.findall(r"2026-M\d\d", menu)) == minggu
        for pekan in minggu:
            assert browse(siapa).get(alamat.replace("2026-M46", pekan)).status_code == 200


def test_two_posyandu_of_one_name_are_told_apart_by_their_desa(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    for kode in ("19.06.01.2004", "19.06.01.2002"):
        kembar = make_unit("posyandu", "Anggrek", wilayah.manggar)
        Unit.objects.filter(pk=kembar.pk).update(kode_wilayah=kode)
        make_capaian(kembar, "balita_ditimbang")
    browse(pemeran.dewi).post(ALAMAT, {"aksi": "mulai"})
    pilihan = browse(pemeran.dewi).get(ALAMAT).content.decode()
    assert "Anggrek (Kelubi), 48 anak" in pilihan
    assert ">Kelubi, 38 anak" in pilihan


def test_others_do_not_move_the_meeting(pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah) -> None:
    pj = make_pengguna("Yuli", wilayah.manggar, "pj_klaster")
    kiriman = {"aksi": "jadwal", "hari_rapat": "3", "tenggat_hari": "2"}
    assert browse(pj).post(ALAMAT, kiriman).status_code == 403


NUL = "a\0b"


@pytest.mark.parametrize("bidang", ["catatan", "bantuan", "kata-anc_6", "apa-anc_6"])
def test_a_hidden_character_is_refused_and_never_an_error_of_ours(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, bidang: str
) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    answer = browse(pemeran.dewi).post(ALAMAT, form(pemeran, evaluasi, "simpan", **{bidang: NUL}))
    assert answer.status_code == 400
    assert "karakter tersembunyi" in answer.content.decode()


def test_hidden_characters_elsewhere_are_refused_too(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    bagian = f"/evaluasi/2026-M46/pustu/{wilayah.kelubi.kode}/"
    kirim = form(pemeran, evaluasi, "nyelik:balita_ditimbang", **{"dari-balita_ditimbang": NUL})
    assert browse(pemeran.dewi).post(ALAMAT, kirim).status_code == 400
    assert browse(pemeran.citra).post(bagian, {"catatan": NUL}).status_code == 400
    assert browse(pemeran.eko).post("/evaluasi/2026-M46/", {"unit": NUL, "isi": "x"}).status_code == 400
    assert browse(pemeran.citra).get("/nyelik/?unit=%00").status_code == 400


def test_a_button_that_is_none_of_ours_confirms_nothing(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    alamat = f"/evaluasi/2026-M46/pustu/{wilayah.kelubi.kode}/"
    assert browse(pemeran.citra).post(alamat, {"aksi": "ngawur"}).status_code == 400
    assert evaluasi.bagian.get(unit=wilayah.kelubi).status == "menunggu"


def test_a_part_that_was_not_discussed_says_why(pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah) -> None:
    alamat = f"/evaluasi/2026-M46/pustu/{wilayah.kelubi.kode}/"
    kirim = {"aksi": "tidak_dibahas", "catatan": " "}
    assert browse(pemeran.citra).post(alamat, kirim).status_code == 400
    assert browse(pemeran.citra).post(alamat, kirim | {"catatan": "Kapustu cuti"}).status_code == 302
    assert evaluasi.bagian.get(unit=wilayah.kelubi).status == "tidak_dibahas"


def test_an_answer_that_comes_too_late_is_told_and_kept(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    isi = {"unit": "19.06.01-PKM", "isi": "Timbangan menyusul"}
    answer = browse(pemeran.eko).post("/evaluasi/2026-M46/", isi)
    assert answer.status_code == 409
    assert "Timbangan menyusul" in answer.content.decode()


def test_a_meeting_does_not_count_its_own_actions_among_those_before(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    with time_machine.travel("2026-11-17T11:42:00+07:00"):
        discuss(pemeran, evaluasi)
        browse(pemeran.dewi).post(ALAMAT, form(pemeran, evaluasi, "sahkan"))
        assert Tindakan.objects.count() == 3
        assert "Belum ada tindakan dari pekan sebelumnya" in browse(pemeran.dewi).get(ALAMAT).content.decode()
