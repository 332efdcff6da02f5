"""Problems: reported, dealt with, proposed as done, accepted; and nothing outside the table of steps."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import InternalError, transaction
from django.utils import timezone

from puskesmas.errors import DomainError
from puskesmas.masalah import (
    LANGKAH,
    accept_done,
    cancel_masalah,
    comment,
    handle_masalah,
    propose_done,
    raise_masalah,
    reject_done,
    reopen_masalah,
    report_masalah,
    steps_for,
)
from puskesmas.models import LangkahMasalah, Masalah, Pengguna, PerluHitung
from puskesmas.models.masalah import TERTUTUP, KeadaanMasalah, Langkah
from puskesmas.peran import Peran
from puskesmas.tindakan import assign_tindakan, close_tindakan
from tests.cast import Pemeran, Wilayah, make_pengguna

pytestmark = pytest.mark.usefixtures("rabu")

TENGGAT = date(2026, 11, 27)


def report(oleh: Pengguna | None, wilayah: Wilayah, **lain: Any) -> Masalah:
    isi: dict[str, Any] = {"unit": wilayah.melati, "jenis": "alat", "judul": "Timbangan rusak"} | lain
    return report_masalah(oleh=oleh, **isi)


def take(langkah: str, oleh: Pengguna, masalah: Masalah, pemilik: Pengguna) -> Masalah:
    """Any step of the table, with whatever it asks for."""
    cara: dict[str, Callable[[], Masalah]] = {
        Langkah.TANGANI: lambda: handle_masalah(oleh=oleh, masalah=masalah, pemilik=pemilik, tenggat=TENGGAT),
        Langkah.USUL_SELESAI: lambda: propose_done(oleh=oleh, masalah=masalah, hasil="Sudah diganti"),
        Langkah.TERIMA: lambda: accept_done(oleh=oleh, masalah=masalah),
        Langkah.TOLAK: lambda: reject_done(oleh=oleh, masalah=masalah, alasan="Masih rusak"),
        Langkah.BUKA_KEMBALI: lambda: reopen_masalah(oleh=oleh, masalah=masalah, alasan="Rusak lagi"),
        Langkah.BATAL: lambda: cancel_masalah(oleh=oleh, masalah=masalah, alasan="Salah lapor"),
    }
    return cara[langkah]()


def refusal(act: Callable[..., object], *args: Any, **kwargs: Any) -> str:
    with pytest.raises(DomainError) as galat:
        act(*args, **kwargs)
    return galat.value.kode


def test_a_problem_goes_from_report_to_accepted(wilayah: Wilayah, pemeran: Pemeran) -> None:
    masalah = report(pemeran.ani, wilayah)
    assert (masalah.keadaan, masalah.dipegang) == ("dilaporkan", wilayah.kelubi)
    for langkah, oleh in (
        (Langkah.TANGANI, pemeran.citra),
        (Langkah.USUL_SELESAI, pemeran.citra),
        (Langkah.TOLAK, pemeran.ani),
        (Langkah.TANGANI, pemeran.citra),
        (Langkah.USUL_SELESAI, pemeran.citra),
        (Langkah.TERIMA, pemeran.ani),
    ):
        masalah = take(langkah, oleh, masalah, pemeran.citra)
    assert (masalah.keadaan, masalah.dibuka_ulang, masalah.ditutup_pada) == ("selesai", 1, timezone.now())
    assert [satu.langkah for satu in masalah.langkah.all()] == [
        "lapor", "tangani", "usul_selesai", "tolak", "tangani", "usul_selesai", "terima",
    ]  # fmt: skip


def test_there_is_no_way_between_states_but_the_table(wilayah: Wilayah, pemeran: Pemeran) -> None:
    masalah = report(pemeran.dewi, wilayah)  # reports, and manages the place: may take every step
    for keadaan in KeadaanMasalah.values:
        for langkah, aturan in LANGKAH.items():
            tutup = timezone.now() if keadaan in TERTUTUP else None
            Masalah.objects.filter(pk=masalah.pk).update(keadaan=keadaan, ditutup_pada=tutup)
            kini = Masalah.objects.get(pk=masalah.pk)
            if keadaan in aturan.dari:
                assert langkah in steps_for(pemeran.dewi, kini)
                assert take(langkah, pemeran.dewi, kini, pemeran.citra).keadaan == aturan.ke
            else:
                assert langkah not in steps_for(pemeran.dewi, kini)
                assert refusal(take, langkah, pemeran.dewi, kini, pemeran.citra) == "langkah_tidak_bisa"


def test_only_the_reporter_or_a_level_above_accepts(wilayah: Wilayah, pemeran: Pemeran) -> None:
    masalah = report(pemeran.ani, wilayah)
    masalah = take(Langkah.TANGANI, pemeran.citra, masalah, pemeran.citra)
    masalah = take(Langkah.USUL_SELESAI, pemeran.citra, masalah, pemeran.citra)
    for orang in (pemeran.citra, pemeran.budi, pemeran.gita):
        assert refusal(accept_done, oleh=orang, masalah=masalah) == "tidak_boleh"
    assert accept_done(oleh=pemeran.dewi, masalah=masalah).keadaan == "selesai"


def test_at_dinas_another_than_the_owner_accepts(wilayah: Wilayah, pemeran: Pemeran) -> None:
    rekan = make_pengguna("Rekan", wilayah.beltim, Peran.STAF_DINAS)
    masalah = report(None, wilayah, unit=wilayah.beltim, kunci="uji")
    masalah = take(Langkah.TANGANI, pemeran.eko, masalah, pemeran.eko)
    masalah = take(Langkah.USUL_SELESAI, pemeran.eko, masalah, pemeran.eko)
    assert refusal(accept_done, oleh=pemeran.eko, masalah=masalah) == "tidak_boleh"
    assert accept_done(oleh=rekan, masalah=masalah).keadaan == "selesai"


def test_who_does_not_manage_the_place_does_not_deal_with_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    masalah = report(pemeran.ani, wilayah)
    for orang in (pemeran.ani, pemeran.budi, pemeran.gita, pemeran.hana):
        assert refusal(take, Langkah.TANGANI, orang, masalah, pemeran.citra) == "tidak_boleh"


@pytest.mark.parametrize(
    ("isi", "kode"),
    [
        ({"judul": " "}, "wajib_diisi"),
        ({"judul": "x" * 121}, "terlalu_panjang"),
        ({"uraian": "x" * 2001}, "terlalu_panjang"),
        ({"judul": "a\u202eb"}, "karakter_terlarang"),
        ({"jenis": "cuaca"}, "jenis_tidak_dikenal"),
        ({"jumlah_orang": -1}, "angka_di_luar_batas"),
        ({"tenggat": date(2026, 11, 17)}, "tenggat_lewat"),
    ],
)
def test_it_refuses_bad_reports(wilayah: Wilayah, pemeran: Pemeran, isi: dict[str, Any], kode: str) -> None:
    assert refusal(report, pemeran.ani, wilayah, **isi) == kode


def test_it_refuses_reports_about_others(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert refusal(report, pemeran.ani, wilayah, unit=wilayah.kenanga) == "tidak_boleh"
    assert refusal(report, pemeran.ani, wilayah, pemilik=pemeran.gita) == "penanggung_jawab_di_luar"
    assert refusal(report, None, wilayah) == "tanpa_pelapor"
    tamu = make_pengguna("Tamu", wilayah.kelubi, Peran.TAMU_DESA)
    assert refusal(report, tamu, wilayah) == "tidak_boleh"


def test_who_reports_about_the_own_place_asks_the_rung_above(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert report(pemeran.citra, wilayah, unit=wilayah.kelubi).dipegang == wilayah.manggar
    assert report(pemeran.dewi, wilayah, unit=wilayah.manggar).dipegang == wilayah.beltim
    assert report(pemeran.dewi, wilayah, unit=wilayah.kelubi).dipegang == wilayah.kelubi
    assert report(pemeran.dewi, wilayah, unit=wilayah.anggrek).dipegang == wilayah.beltim
    assert report(pemeran.eko, wilayah, unit=wilayah.beltim).dipegang == wilayah.beltim


def test_a_rule_opens_one_problem_at_a_time(wilayah: Wilayah, pemeran: Pemeran) -> None:
    satu = report(None, wilayah, kunci="diam:melati")
    assert report(None, wilayah, kunci="diam:melati") == satu
    cancel_masalah(oleh=pemeran.dewi, masalah=satu, alasan="Sudah buka lagi")
    assert report(None, wilayah, kunci="diam:melati") != satu


def test_sending_a_report_twice_makes_one(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sama = uuid.uuid4()
    assert report(pemeran.ani, wilayah, id=sama) == report(pemeran.ani, wilayah, id=sama)
    assert refusal(report, pemeran.budi, wilayah, unit=wilayah.kenanga, id=sama) == "id_dipakai_ulang"
    assert (Masalah.objects.count(), LangkahMasalah.objects.count()) == (1, 1)


def test_other_words_under_a_report_already_stored_are_refused(wilayah: Wilayah, pemeran: Pemeran) -> None:
    satu = report(pemeran.ani, wilayah)
    assert refusal(report, pemeran.ani, wilayah, id=satu.pk, judul="Atap bocor juga") == "sudah_dilaporkan"
    assert refusal(report, pemeran.ani, wilayah, id=satu.pk, jumlah_orang=9) == "sudah_dilaporkan"
    assert Masalah.objects.get().judul == satu.judul


def test_who_saw_an_older_version_is_told(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lama = report(pemeran.ani, wilayah)
    take(Langkah.TANGANI, pemeran.citra, lama, pemeran.citra)
    assert refusal(take, Langkah.TANGANI, pemeran.dewi, lama, pemeran.dewi) == "sudah_berubah"


def test_it_is_not_done_while_actions_run(wilayah: Wilayah, pemeran: Pemeran) -> None:
    masalah = take(Langkah.TANGANI, pemeran.citra, report(pemeran.ani, wilayah), pemeran.citra)
    tindakan = assign_tindakan(
        oleh=pemeran.citra, unit=wilayah.melati, apa="Pinjam", penanggung_jawab=pemeran.ani, tenggat=TENGGAT,
        masalah=masalah,
    )  # fmt: skip
    masalah.refresh_from_db()
    assert refusal(take, Langkah.USUL_SELESAI, pemeran.citra, masalah, pemeran.citra) == "tindakan_masih_berjalan"
    close_tindakan(oleh=pemeran.ani, tindakan=tindakan, hasil="Sudah ada")
    masalah.refresh_from_db()
    assert take(Langkah.USUL_SELESAI, pemeran.citra, masalah, pemeran.citra).keadaan == "diusulkan_selesai"
    assert [satu.langkah for satu in masalah.langkah.all()][-3:] == ["tindakan", "tindakan", "usul_selesai"]


def test_no_action_is_added_to_a_closed_problem(wilayah: Wilayah, pemeran: Pemeran) -> None:
    masalah = cancel_masalah(oleh=pemeran.ani, masalah=report(pemeran.ani, wilayah), alasan="Salah lapor")
    kirim: dict[str, Any] = {
        "unit": wilayah.melati,
        "apa": "Pinjam",
        "penanggung_jawab": pemeran.ani,
        "tenggat": TENGGAT,
    }
    assert refusal(assign_tindakan, oleh=pemeran.citra, masalah=masalah, **kirim) == "langkah_tidak_bisa"


def test_it_can_be_handed_up_by_hand_once_per_rung(wilayah: Wilayah, pemeran: Pemeran) -> None:
    masalah = report(pemeran.ani, wilayah)
    for atas in (wilayah.manggar, wilayah.beltim):
        masalah = raise_masalah(oleh=pemeran.citra, masalah=masalah, alasan="Perlu barang dari atas")
        assert masalah.dipegang == atas
    assert refusal(raise_masalah, oleh=pemeran.citra, masalah=masalah, alasan="Lagi") == "sudah_di_dinas"


def test_words_alone_do_not_stop_the_clock(wilayah: Wilayah, pemeran: Pemeran) -> None:
    masalah = report(pemeran.ani, wilayah)
    with time_machine.travel("2026-11-20T09:00+07:00", tick=False):
        comment(oleh=pemeran.citra, masalah=masalah, isi="Sedang dicari")
    masalah.refresh_from_db()
    assert (masalah.bergerak_pada, masalah.versi) == (date(2026, 11, 18), 1)


def test_a_remark_sent_twice_is_written_once(wilayah: Wilayah, pemeran: Pemeran) -> None:
    masalah = report(pemeran.ani, wilayah)
    for oleh, isi in ((pemeran.citra, "Dicari"), (pemeran.citra, " Dicari "), (pemeran.ani, "Dicari")):
        comment(oleh=oleh, masalah=masalah, isi=isi)
    comment(oleh=pemeran.citra, masalah=masalah, isi="Dicari")
    assert [satu.oleh for satu in masalah.langkah.filter(langkah="komentar")] == [
        pemeran.citra,
        pemeran.ani,
        pemeran.citra,
    ]


def test_the_story_can_not_be_rewritten(wilayah: Wilayah, pemeran: Pemeran) -> None:
    baris = report(pemeran.ani, wilayah).langkah.get()
    for act in (baris.delete, lambda: LangkahMasalah.objects.filter(pk=baris.pk).update(isi="lain")):
        with pytest.raises(InternalError), transaction.atomic():
            act()


def test_a_cadre_sees_the_own_posyandu_only_and_a_village_guest_nothing(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tamu = make_pengguna("Tamu", wilayah.kelubi, Peran.TAMU_DESA)
    report(pemeran.ani, wilayah)
    sees = [bool(Masalah.objects.visible_to(satu)) for satu in (pemeran.ani, pemeran.citra, pemeran.dewi, pemeran.eko)]
    blind = (pemeran.budi, pemeran.gita, pemeran.hana, pemeran.fajar, tamu, AnonymousUser())
    assert all(sees)
    assert not any(Masalah.objects.visible_to(satu) for satu in blind)


def test_who_was_given_a_problem_or_an_action_of_it_sees_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    masalah = report(pemeran.dewi, wilayah, unit=wilayah.manggar, pemilik=pemeran.ani)
    assert Masalah.objects.visible_to(pemeran.ani).get() == masalah
    assign_tindakan(
        oleh=pemeran.dewi, unit=wilayah.manggar, apa="Cari", penanggung_jawab=pemeran.budi, tenggat=TENGGAT,
        masalah=masalah,
    )  # fmt: skip
    assert Masalah.objects.visible_to(pemeran.budi).get() == masalah


def test_figures_are_computed_again_from_the_day_on_which_it_had_ended(wilayah: Wilayah, pemeran: Pemeran) -> None:
    PerluHitung.objects.all().delete()
    masalah = report(pemeran.ani, wilayah)
    assert PerluHitung.objects.get(kabupaten=wilayah.beltim).sejak_tanggal == date(2026, 11, 18)
    masalah = cancel_masalah(oleh=pemeran.dewi, masalah=masalah, alasan="Keliru")
    Masalah.objects.filter(pk=masalah.pk).update(keadaan=KeadaanMasalah.SELESAI)
    with time_machine.travel("2026-12-02T09:00+07:00", tick=False):
        PerluHitung.objects.all().delete()
        reopen_masalah(oleh=pemeran.dewi, masalah=masalah, alasan="Belum ada alatnya")
    assert PerluHitung.objects.get().sejak_tanggal == date(2026, 11, 18)
