"""The life of a weekly evaluation: prepared, discussed, signed, answered; who may, what is refused, and races."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from capaian.evaluasi.bahas import Draf, confirm_part, save_draft, start_discussion
from capaian.evaluasi.rapat import choose_meeting_indikator, meeting_indikator
from capaian.evaluasi.sah import answer, close_missed, reopen, sign
from capaian.models import AngkaEvaluasi, BagianEvaluasi, Capaian, EvaluasiPekan, PokokEvaluasi
from klaster.indikator import muat_indikator
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Penugasan, PerluHitung, Tindakan
from tests.capaian.angka import M46, make_capaian
from tests.capaian.rapat import complete, discuss
from tests.cast import LAMA, Pemeran, Wilayah, make_pengguna, refused

pytestmark = pytest.mark.usefixtures("selasa")

Status = EvaluasiPekan.Status


# ── Discussing ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_figures_are_cut_when_the_discussion_begins(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    Capaian.objects.update(pembilang=99)
    potongan = AngkaEvaluasi.objects.get(evaluasi=evaluasi, unit=evaluasi.unit, indikator="balita_ditimbang")
    assert (potongan.pembilang, AngkaEvaluasi.objects.filter(evaluasi=evaluasi).count()) == (52, 6)


def test_three_priorities_are_proposed_by_people_missing_times_severity(
    pemeran: Pemeran, evaluasi: EvaluasiPekan
) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    # 15 children x 2 x 2 = 60; 7 x 2 = 14 people; 3 mothers x 3 = 9; 6 elderly x 1 = 6 waits
    assert list(evaluasi.pokok.values_list("indikator_id", flat=True)) == ["balita_ditimbang", "tbc_skrining", "anc_6"]


def test_beginning_again_takes_newer_figures_and_keeps_what_was_written(
    pemeran: Pemeran, evaluasi: EvaluasiPekan
) -> None:
    discuss(pemeran, evaluasi)
    Capaian.objects.filter(indikator="balita_ditimbang").update(pembilang=60)
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    assert AngkaEvaluasi.objects.get(unit=evaluasi.unit, indikator="balita_ditimbang").pembilang == 60
    assert evaluasi.pokok.get(indikator="balita_ditimbang").apa == "Sweeping bersama kader"


def test_those_with_an_office_are_invited_once(pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah) -> None:
    kapustu = make_pengguna("Ratna", wilayah.kelubi, "kepala_pustu", jenis="plt")
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    undangan = dict(evaluasi.hadir.values_list("pengguna", "jabatan"))
    assert undangan == {pemeran.dewi.pk: "Kepala Puskesmas", kapustu.pk: "Plt Kepala Pustu Kelubi"}


def test_a_pj_ilp_drafts_and_may_not_sign(pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah) -> None:
    pj = make_pengguna("Hendra", wilayah.manggar, "pj_ilp")
    baris = start_discussion(oleh=pj, evaluasi=evaluasi)
    baris = save_draft(oleh=pj, evaluasi=baris, versi=baris.versi, draf=complete(pemeran, "balita_ditimbang"))
    refused("tidak_boleh", lambda: sign(oleh=pj, evaluasi=baris, versi=baris.versi))


@pytest.mark.parametrize("siapa", ["ani", "citra", "eko", "fajar", "gita", "hana"])
def test_nobody_else_begins_a_discussion(pemeran: Pemeran, evaluasi: EvaluasiPekan, siapa: str) -> None:
    refused("tidak_boleh", lambda: start_discussion(oleh=getattr(pemeran, siapa), evaluasi=evaluasi))


@pytest.mark.parametrize(
    ("ubah", "kode"),
    [
        ({"sebab": "cuaca_buruk"}, "sebab_tidak_dikenal"),
        ({"kata": "x" * 501}, "terlalu_panjang"),
        ({"apa": "x" * 301}, "terlalu_panjang"),
        ({"siapa_id": 999_999}, "di_luar_wilayah"),
        ({"kata": "Bu Sari 1906015507900001"}, "nik_dalam_tulisan"),
        ({"apa": "jemput 1906 0155 0790 0001"}, "nik_dalam_tulisan"),
        ({"kata": "a\u202eb"}, "karakter_terlarang"),
    ],
)
def test_nonsense_in_a_draft_is_refused(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, ubah: dict[str, object], kode: str
) -> None:
    baris = start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    isi = complete(pemeran, "anc_6").pokok["anc_6"]
    draf = Draf({"anc_6": replace(isi, **ubah)})  # type: ignore[arg-type]  # the table above names real fields
    refused(kode, lambda: save_draft(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi, draf=draf))


@pytest.mark.parametrize("bidang", ["catatan", "bantuan"])
def test_no_nik_gets_into_the_minutes_and_lines_do(pemeran: Pemeran, evaluasi: EvaluasiPekan, bidang: str) -> None:
    baris = start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)

    def save(isi: str) -> EvaluasiPekan:
        return save_draft(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi, draf=Draf(**{bidang: isi}))  # type: ignore[arg-type]  # the fields named above are texts

    assert refused("nik_dalam_tulisan", lambda: save("Ibu ini\r\nNIK 190601-550790-0001")).bidang == bidang
    assert getattr(save("1. timbang\r\n2. jemput"), bidang) == "1. timbang\r\n2. jemput"


def test_a_fourth_priority_is_refused(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    baris = start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    draf = complete(pemeran, "balita_ditimbang", "anc_6", "tbc_skrining", "lansia_diskrining")
    refused(
        "terlalu_banyak_prioritas",
        lambda: save_draft(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi, draf=draf),
    )


def test_whoever_read_an_older_version_is_told_who_wrote(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    baris = discuss(pemeran, evaluasi)
    galat = refused(
        "versi_lain",
        lambda: save_draft(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi - 1, draf=Draf()),
    )
    assert "Dewi" in galat.pesan


# ── Parts of the Pustu ───────────────────────────────────────────────────────────────────────────────────────────────


def test_each_pustu_has_a_part_and_so_have_the_direct_posyandu(evaluasi: EvaluasiPekan, wilayah: Wilayah) -> None:
    assert set(evaluasi.bagian.values_list("unit", flat=True)) == {wilayah.kelubi.pk, wilayah.manggar.pk}


def test_the_midwife_confirms_her_part_and_no_other(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    bagian = evaluasi.bagian.get(unit__nama="Kelubi")
    confirm_part(oleh=pemeran.citra, bagian=bagian, catatan="Panen lada")
    bagian.refresh_from_db()
    assert (bagian.status, bagian.oleh, bagian.catatan) == ("dibahas", pemeran.citra, "Panen lada")
    refused("tidak_boleh", lambda: confirm_part(oleh=pemeran.gita, bagian=bagian))


def test_a_part_left_open_never_blocks_signing(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    baris = discuss(pemeran, evaluasi)
    sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
    assert set(evaluasi.bagian.values_list("status", flat=True)) == {BagianEvaluasi.Status.MENUNGGU}
    refused("status_lain", lambda: confirm_part(oleh=pemeran.citra, bagian=evaluasi.bagian.get(unit__nama="Kelubi")))


# ── Signing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_signing_says_who_as_what_and_when_and_recounts(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    Penugasan.objects.filter(pengguna=pemeran.dewi).update(jenis="plh")
    baris = discuss(pemeran, evaluasi)
    PerluHitung.objects.all().delete()
    baris = sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
    assert (baris.status, baris.disahkan_oleh, baris.disahkan_sebagai) == (Status.DISAHKAN, pemeran.dewi, "plh")
    assert baris.langkah.get(jenis="disahkan").sebagai == "Plh Kepala Puskesmas"
    assert PerluHitung.objects.get().sejak_tanggal == date(2026, 11, 16)


@pytest.mark.parametrize("kosong", ["sebab", "apa", "siapa_id", "tenggat"])
def test_a_priority_without_its_words_is_not_signed(pemeran: Pemeran, evaluasi: EvaluasiPekan, kosong: str) -> None:
    baris = discuss(pemeran, evaluasi)
    PokokEvaluasi.objects.filter(evaluasi=baris, indikator="anc_6").update(
        **{kosong: None if kosong in ("siapa_id", "tenggat") else "  " if kosong == "apa" else ""}
    )
    galat = refused("prioritas_belum_lengkap", lambda: sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi))
    assert galat.bidang == "sebab-anc_6"


def test_other_causes_need_words_and_a_past_date_is_refused(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    baris = discuss(pemeran, evaluasi)
    pokok = PokokEvaluasi.objects.filter(evaluasi=baris, indikator="anc_6")
    pokok.update(sebab="lain")
    refused("prioritas_belum_lengkap", lambda: sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi))
    pokok.update(sebab="alat", tenggat=date(2026, 11, 16))
    refused("tenggat_lewat", lambda: sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi))


def test_a_prepared_week_is_not_signed_unread(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    refused("status_lain", lambda: sign(oleh=pemeran.dewi, evaluasi=evaluasi, versi=0))


def test_nothing_touches_the_figures_of_a_signed_week(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    baris = discuss(pemeran, evaluasi)
    sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
    angka = AngkaEvaluasi.objects.filter(evaluasi=baris)
    with pytest.raises(DatabaseError, match="sudah disahkan"), transaction.atomic():
        angka.update(pembilang=1)
    with pytest.raises(DatabaseError, match="sudah disahkan"), transaction.atomic():
        angka.delete()
    refused("status_lain", lambda: start_discussion(oleh=pemeran.dewi, evaluasi=baris))
    refused("status_lain", lambda: save_draft(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi, draf=Draf()))


def test_opening_again_needs_a_reason_that_is_kept(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    baris = discuss(pemeran, evaluasi)
    baris = sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
    refused("teks_kosong", lambda: reopen(oleh=pemeran.dewi, evaluasi=baris, alasan="  "))
    refused("tidak_boleh", lambda: reopen(oleh=pemeran.eko, evaluasi=baris, alasan="x"))
    refused("nik_dalam_tulisan", lambda: reopen(oleh=pemeran.dewi, evaluasi=baris, alasan="1906015507900001"))
    baris = reopen(oleh=pemeran.dewi, evaluasi=baris, alasan="Angka ANC salah ketik")
    sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
    langkah = list(baris.langkah.values_list("jenis", "isi"))
    assert langkah[1:] == [("disahkan", ""), ("dibuka_lagi", "Angka ANC salah ketik"), ("disahkan", "")]


def test_only_dinas_answers_and_only_what_is_signed(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    refused("status_lain", lambda: answer(oleh=pemeran.eko, evaluasi=evaluasi, isi="Baik"))
    baris = discuss(pemeran, evaluasi)
    baris = sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
    refused("tidak_boleh", lambda: answer(oleh=pemeran.dewi, evaluasi=baris, isi="Baik"))
    refused("teks_kosong", lambda: answer(oleh=pemeran.eko, evaluasi=baris, isi=""))
    refused("nik_dalam_tulisan", lambda: answer(oleh=pemeran.eko, evaluasi=baris, isi="1906015507900001 dirujuk"))
    for isi in ("Vaksin dikirim Kamis", "Vaksin dikirim Kamis "):
        answer(oleh=pemeran.eko, evaluasi=baris, isi=isi)
    baris = answer(oleh=pemeran.eko, evaluasi=baris, isi="Sudah dikirim")
    assert (baris.status, baris.langkah.filter(jenis="ditanggapi").count()) == (Status.DITANGGAPI, 2)


def test_missed_weeks_are_signed_along_with_their_own_figures(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah
) -> None:
    lama = EvaluasiPekan.objects.create(unit=wilayah.manggar, pekan=M46.previous.senin)
    make_capaian(wilayah.manggar, pekan=M46.previous, pembilang=41)
    baris = discuss(pemeran, evaluasi)
    sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi, susulan=True)
    lama.refresh_from_db()
    assert (lama.status, lama.bersama, lama.angka.get().pembilang) == (Status.DISAHKAN, baris, 41)


def test_a_week_left_for_too_long_reads_missed_once(evaluasi: EvaluasiPekan, wilayah: Wilayah) -> None:
    with time_machine.travel("2026-12-13T23:00:00+07:00"):
        assert close_missed(kabupaten=wilayah.beltim) == 0
    with time_machine.travel("2026-12-21T01:00:00+07:00"):
        assert (close_missed(kabupaten=wilayah.beltim), close_missed(kabupaten=wilayah.beltim)) == (2, 0)
    evaluasi.refresh_from_db()
    assert (evaluasi.status, evaluasi.langkah.get().jenis) == (Status.TERLEWAT, "terlewat")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_sign_at_once_one_is_told(pemeran: Pemeran, evaluasi: EvaluasiPekan, wilayah: Wilayah) -> None:
    plh = make_pengguna("Plh", wilayah.manggar, "kepala_puskesmas", jenis="plh", sejak=LAMA)
    baris = discuss(pemeran, evaluasi)

    def attempt(siapa: Pengguna) -> str:
        try:
            sign(oleh=siapa, evaluasi=baris, versi=baris.versi)
        except DomainError as galat:
            return galat.kode
        finally:
            connection.close()
        return "disahkan"

    with ThreadPoolExecutor(2) as kolam:
        assert sorted(kolam.map(attempt, [pemeran.dewi, plh])) == ["disahkan", "status_lain"]
    assert baris.langkah.filter(jenis="disahkan").count() == 1


def test_signing_gives_each_priority_its_action_and_signing_again_only_what_changed(
    pemeran: Pemeran, evaluasi: EvaluasiPekan
) -> None:
    baris = discuss(pemeran, evaluasi)
    baris = sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
    assert set(Tindakan.objects.values_list("apa", "penanggung_jawab", "status")) == {
        ("Sweeping bersama kader", pemeran.citra.pk, "berjalan")
    }
    baris = reopen(oleh=pemeran.dewi, evaluasi=baris, alasan="Salah orang")
    PokokEvaluasi.objects.filter(evaluasi=baris, indikator="anc_6").update(siapa=pemeran.dewi)
    sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
    assert sorted(Tindakan.objects.values_list("status", flat=True)) == ["batal", "berjalan", "berjalan", "berjalan"]


# ── The weekly set ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_ten_indicators_are_the_default_and_dinas_chooses_up_to_fifteen(pemeran: Pemeran, wilayah: Wilayah) -> None:
    assert len(meeting_indikator(wilayah.beltim)) == 10
    choose_meeting_indikator(oleh=pemeran.eko, kabupaten=wilayah.beltim, kode=["anc_6", "balita_ditimbang"])
    assert {satu.kode for satu in meeting_indikator(wilayah.beltim)} == {"anc_6", "balita_ditimbang"}
    assert len(meeting_indikator(wilayah.lain)) == 10
    choose_meeting_indikator(oleh=pemeran.eko, kabupaten=wilayah.beltim, kode=[])
    assert len(meeting_indikator(wilayah.beltim)) == 10


def test_the_set_is_refused_to_others_beyond_fifteen_and_with_unknown_codes(pemeran: Pemeran, wilayah: Wilayah) -> None:
    banyak = [satu.kode for satu in muat_indikator()[:16]]
    for siapa, kode, sebab in (
        (pemeran.dewi, ["anc_6"], "tidak_boleh"),
        (pemeran.eko, banyak, "terlalu_banyak"),
        (pemeran.eko, ["xx"], "indikator_tidak_dikenal"),
    ):
        refused(sebab, lambda s=siapa, k=kode: choose_meeting_indikator(oleh=s, kabupaten=wilayah.beltim, kode=k))  # type: ignore[misc]
