"""Who is told of the weekly evaluation: prepared, help asked, answered, opened again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from capaian.evaluasi.bahas import Draf, save_draft
from capaian.evaluasi.buat import make_due, make_week
from capaian.evaluasi.sah import answer, reopen, sign
from capaian.models import EvaluasiPekan
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Pesan
from puskesmas.peran import Peran
from puskesmas.pesan import notify
from tests.capaian.angka import M46
from tests.capaian.rapat import complete, discuss, make_evaluasi
from tests.cast import Pemeran, Wilayah, browse, make_pengguna

pytestmark = pytest.mark.usefixtures("selasa")

SIAP = "Evaluasi pekan 9–15 Nov 2026 Puskesmas Manggar siap dibahas."


@pytest.fixture
def pj(pemeran: Pemeran, wilayah: Wilayah) -> Pengguna:
    return make_pengguna("Indah", wilayah.manggar, Peran.PJ_ILP)


def told(siapa: Pengguna) -> list[tuple[str, str]]:
    return list(Pesan.objects.visible_to(siapa).exclude(kalimat=SIAP).values_list("kalimat", "alamat"))


def sign_with(pemeran: Pemeran, wilayah: Wilayah, bantuan: str) -> EvaluasiPekan:
    baris = discuss(pemeran, make_evaluasi(wilayah))
    draf: Draf = complete(pemeran, *baris.pokok.values_list("indikator_id", flat=True))
    baris = save_draft(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi, draf=replace(draf, bantuan=bantuan))
    return sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)


def test_head_and_pj_are_told_once_that_it_is_prepared(pemeran: Pemeran, pj: Pengguna, wilayah: Wilayah) -> None:
    for _ in range(2):
        make_week(kabupaten=wilayah.beltim, pekan=M46)
    siap = Pesan.objects.filter(kalimat=SIAP)
    assert set(siap.values_list("pengguna", flat=True)) == {pemeran.dewi.pk, pj.pk}
    assert siap.values_list("alamat", flat=True)[0] == "/evaluasi/2026-M46/19.06.01-PKM/"
    assert Pesan.objects.count() == 2


def test_weeks_caught_up_after_a_standstill_are_not_announced(pemeran: Pemeran, wilayah: Wilayah) -> None:
    make_week(kabupaten=wilayah.beltim, pekan=M46.previous)
    make_due(kabupaten=wilayah.beltim)
    assert list(Pesan.objects.values_list("kalimat", flat=True)) == [SIAP]


def test_dinas_is_told_when_help_is_asked_and_led_to_where_it_answers(pemeran: Pemeran, wilayah: Wilayah) -> None:
    sign_with(pemeran, wilayah, "Obat untuk Bu Siti")
    assert told(pemeran.eko) == [
        (
            "Evaluasi pekan 9–15 Nov 2026 Puskesmas Manggar disahkan dan meminta bantuan Dinas.",
            "/evaluasi/2026-M46/#unit-19.06.01-PKM",
        )
    ]


def test_a_signature_that_asks_for_nothing_tells_nobody(pemeran: Pemeran, wilayah: Wilayah) -> None:
    sign_with(pemeran, wilayah, "")
    assert told(pemeran.eko) == []


def test_every_answer_is_told_to_those_who_asked(pemeran: Pemeran, pj: Pengguna, wilayah: Wilayah) -> None:
    baris = sign_with(pemeran, wilayah, "Vaksin")
    for isi in ("Dikirim Kamis", "Sudah dikirim"):
        answer(oleh=pemeran.eko, evaluasi=baris, isi=isi)
    dijawab = "Evaluasi pekan 9–15 Nov 2026 Puskesmas Manggar dijawab Dinas."
    assert [kata for kata, _ in told(pj)] == [kata for kata, _ in told(pemeran.dewi)] == [dijawab] * 2


def test_dinas_and_pj_are_told_that_it_was_opened_again(pemeran: Pemeran, pj: Pengguna, wilayah: Wilayah) -> None:
    reopen(oleh=pemeran.dewi, evaluasi=sign_with(pemeran, wilayah, ""), alasan="Salah ketik")
    buka = "Evaluasi pekan 9–15 Nov 2026 Puskesmas Manggar dibuka lagi sesudah disahkan."
    assert [kata for kata, _ in told(pj)] == [kata for kata, _ in told(pemeran.eko)] == [buka]
    assert told(pemeran.dewi) == []


def waiting(siapa: Pengguna) -> int:
    return Pesan.objects.visible_to(siapa).unread().count()


def test_whoever_opens_the_evaluation_has_read_of_it(pemeran: Pemeran, pj: Pengguna, wilayah: Wilayah) -> None:
    make_evaluasi(wilayah)
    client = browse(pj)
    client.get(f"/evaluasi/2026-M46/{wilayah.manggar.kode}/")
    assert (waiting(pj), waiting(pemeran.dewi)) == (0, 1)


def test_a_notice_of_something_else_costs_the_page_one_query(pemeran: Pemeran, wilayah: Wilayah) -> None:
    make_evaluasi(wilayah)
    client = browse(pemeran.dewi)
    lain = Pesan(pengguna=pemeran.dewi, jenis="evaluasi", kunci="lain:1", kelompok="lain", kalimat="Lain.", alamat="/")
    jumlah = []
    for _ in range(3):  # the first time reads what was told of this evaluation
        with CaptureQueriesContext(connection) as kueri:
            assert client.get(f"/evaluasi/2026-M46/{wilayah.manggar.kode}/").status_code == 200
        jumlah.append(len(kueri))
        notify(pesan=[lain] if len(jumlah) == 2 else [])
    assert jumlah[2] == jumlah[1] + 1


def test_a_signature_and_an_answer_take_away_what_was_asked(pemeran: Pemeran, pj: Pengguna, wilayah: Wilayah) -> None:
    baris = sign_with(pemeran, wilayah, "Mohon vaksin MR.")
    assert (waiting(pj), waiting(pemeran.eko)) == (0, 1)
    answer(oleh=pemeran.eko, evaluasi=baris, isi="Dikirim besok.")
    assert waiting(pemeran.eko) == 0


def test_a_nik_is_refused_in_what_the_meeting_writes(pemeran: Pemeran, wilayah: Wilayah) -> None:
    with pytest.raises(DomainError, match="NIK"):
        sign_with(pemeran, wilayah, "Tolong 1906010109250001 segera.")
