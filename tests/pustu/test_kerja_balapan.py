"""Two people at one card at the same moment: one decides, the other reads who was quicker, nothing happens twice."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from posyandu.models import Kunjungan, Warga
from puskesmas.models import Pengguna
from pustu.models import Rujukan, TindakLanjut
from pustu.rujukan import answer_rujukan, cancel_rujukan, mark_arrived
from pustu.tindak_lanjut import Tujuan, decide
from tests.cast import Pemeran, Wilayah, browse, make_kunjungan, make_warga
from tests.posyandu.test_balapan import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rafif(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Rafif Maulana")


@pytest.fixture
def kunjungan(rafif: Warga, pemeran: Pemeran) -> Kunjungan:
    return make_kunjungan(rafif, rafif.unit, rafif.unit.hari_ini, pemeran.ani, ["tanda_bahaya"])


def choose(oleh: Pengguna, kunjungan: Kunjungan, wilayah: Wilayah, keputusan: str, **lain: Any) -> TindakLanjut:
    isi: dict[str, Any] = {"id": uuid.uuid4(), "unit": wilayah.kelubi, "hasil": "Diperiksa"} | lain
    return decide(oleh=oleh, warga=kunjungan.warga, kunjungan=[kunjungan.pk], keputusan=keputusan, **isi)


@pytest.mark.parametrize("lain", ["selesai", "rujuk", "pantau"])
def test_two_who_decide_at_once_leave_one_decision(
    kunjungan: Kunjungan, wilayah: Wilayah, pemeran: Pemeran, lain: str
) -> None:
    isi: dict[str, dict[str, Any]] = {
        "selesai": {},
        "pantau": {"tenggat": wilayah.beltim.hari_ini + timedelta(days=3)},
        "rujuk": {"tujuan": Tujuan("Sesak", wilayah.manggar)},
    }
    hasil = at_once(
        lambda: choose(pemeran.citra, kunjungan, wilayah, "obati"),
        lambda: choose(pemeran.dewi, kunjungan, wilayah, lain, **isi[lain]),
    )
    assert hasil == ["", "sudah_diputuskan"]
    assert TindakLanjut.objects.count() == 1
    assert Rujukan.objects.count() == int(TindakLanjut.objects.get().keputusan == "rujuk")


def test_one_form_sent_twice_at_once_is_one_decision(kunjungan: Kunjungan, wilayah: Wilayah, pemeran: Pemeran) -> None:
    nomor = uuid.uuid4()
    tujuan = Tujuan("Sesak", wilayah.manggar)
    kirim = partial(choose, pemeran.citra, kunjungan, wilayah, "rujuk", id=nomor, tujuan=tujuan)
    assert at_once(kirim, kirim, kirim) == ["", "", ""]
    assert (TindakLanjut.objects.count(), Rujukan.objects.count()) == (1, 1)


def test_the_page_of_who_was_slower_names_the_other_and_keeps_the_words(
    kunjungan: Kunjungan, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    choose(pemeran.citra, kunjungan, wilayah, "obati")
    client = browse(pemeran.dewi)
    isi = {"id": str(uuid.uuid4()), "kunjungan": str(kunjungan.pk), "temuan": "tanda_bahaya", "keputusan": "selesai"}
    answer = client.post(f"/kerja/{kunjungan.warga_id}/", isi | {"hasil": "Anak sudah tidak sesak"})
    assert answer.status_code == 409
    teks = answer.content.decode()
    assert "Citra sudah memutuskan: Diperiksa dan diobati" in teks
    assert "Anak sudah tidak sesak" in teks


def test_a_referral_arrives_or_is_cancelled_but_never_both(
    kunjungan: Kunjungan, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    surat = choose(pemeran.citra, kunjungan, wilayah, "rujuk", tujuan=Tujuan("Sesak", wilayah.manggar)).rujukan
    assert surat is not None
    hasil = at_once(
        lambda: mark_arrived(oleh=pemeran.dewi, rujukan=surat),
        lambda: cancel_rujukan(oleh=pemeran.citra, rujukan=surat, alasan="Menolak"),
    )
    assert hasil == ["", "langkah_tidak_bisa"]


def test_two_answers_at_once_are_one_answer(kunjungan: Kunjungan, wilayah: Wilayah, pemeran: Pemeran) -> None:
    surat = choose(pemeran.citra, kunjungan, wilayah, "rujuk", tujuan=Tujuan("Sesak", wilayah.manggar)).rujukan
    assert surat is not None
    mark_arrived(oleh=pemeran.dewi, rujukan=surat)
    hasil = at_once(
        lambda: answer_rujukan(oleh=pemeran.dewi, rujukan=surat, pesan_kader="Satu"),
        lambda: answer_rujukan(oleh=pemeran.dewi, rujukan=surat, pesan_kader="Dua"),
    )
    assert hasil == ["", "langkah_tidak_bisa"]
