"""Two people write one evaluation: nothing is overwritten unseen, nothing typed is lost."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from capaian.evaluasi.bahas import start_discussion
from capaian.evaluasi.sah import sign
from capaian.models import EvaluasiPekan
from tests.capaian.rapat import discuss
from tests.capaian.test_halaman_evaluasi import ALAMAT, form
from tests.cast import LAMA, Pemeran, Wilayah, browse, make_pengguna

pytestmark = pytest.mark.usefixtures("selasa")


@pytest.fixture
def yuli(wilayah: Wilayah) -> Client:
    return browse(make_pengguna("Yuli", wilayah.manggar, "pj_ilp", sejak=LAMA))


def both(pemeran: Pemeran, evaluasi: EvaluasiPekan, yuli: Client, saya: dict[str, Any], dia: dict[str, Any]) -> Any:
    """Dewi and Yuli read the same draft; Yuli saves first. What Dewi is answered."""
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    lama = form(pemeran, evaluasi, "simpan") | saya
    assert yuli.post(ALAMAT, form(pemeran, evaluasi, "simpan") | dia).status_code == 302
    return lama, browse(pemeran.dewi).post(ALAMAT, lama)


def rows(jawaban: Any) -> dict[str, tuple[str, str]]:
    """The fields shown as different: one's own and the other's words."""
    blok = re.findall(r'<div class="beda">(.*?)</div>', jawaban.content.decode(), re.DOTALL)
    teks = [[unescape(re.sub("<[^>]+>", " ", bagian)).split() for bagian in re.split("</h3>|</p>", s)] for s in blok]
    return {" ".join(t[0]): (" ".join(t[1][1:]), " ".join(t[2][1:])) for t in teks}


def again(jawaban: Any, lama: dict[str, Any], **ubah: object) -> dict[str, Any]:
    """The form of the page that compares, sent once more."""
    isi = jawaban.content.decode()
    bagian = isi[isi.index('id="banding"') : isi.index('class="judul-prioritas"')]
    versi = re.search(r'id="versi" value="(\d+)"', isi)
    assert versi is not None
    kirim: dict[str, Any] = dict(lama) | {"versi": versi[1]}
    for nama, nilai in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', bagian):
        kirim.setdefault(nama, [])
        kirim[nama].append(unescape(nilai))
    return kirim | ubah


def test_both_words_stand_beside_each_other_only_where_they_differ(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, yuli: Client
) -> None:
    _, jawaban = both(
        pemeran,
        evaluasi,
        yuli,
        {"kata-anc_6": "Bidan cuti", "catatan": "Sama", "sebab-anc_6": "tenaga"},
        {"kata-anc_6": "Ambulans rusak", "catatan": "Sama", "bantuan": "Ambulans"},
    )
    assert jawaban.status_code == 409
    assert "Yuli, Sel 17 Nov 10.42" in jawaban.content.decode().replace("\xa0", " ")
    assert rows(jawaban) == {
        "Periksa hamil enam kali (K6): sebab": ("Tenaga atau kader kurang", "Alat rusak atau kurang"),
        "Periksa hamil enam kali (K6): dengan kata-kata": ("Bidan cuti", "Ambulans rusak"),
        "Bantuan dari Dinas": ("kosong", "Ambulans"),
    }


def test_saving_again_takes_what_was_ticked_and_keeps_the_rest_of_ones_own(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, yuli: Client
) -> None:
    lama, jawaban = both(
        pemeran,
        evaluasi,
        yuli,
        {"kata-anc_6": "Bidan cuti", "apa-tbc_skrining": "Milik saya"},
        {"kata-anc_6": "Ambulans rusak", "apa-tbc_skrining": "Milik Yuli", "bantuan": "Ambulans"},
    )
    kirim = again(jawaban, lama, pakai=["kata-anc_6", "bantuan"])
    assert browse(pemeran.dewi).post(ALAMAT, kirim).status_code == 302
    evaluasi.refresh_from_db()
    assert evaluasi.bantuan == "Ambulans"
    assert evaluasi.pokok.get(indikator="anc_6").kata == "Ambulans rusak"
    assert evaluasi.pokok.get(indikator="tbc_skrining").apa == "Milik saya"


def test_an_empty_field_takes_the_words_of_the_other_unless_one_says_no(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, yuli: Client
) -> None:
    _, jawaban = both(
        pemeran, evaluasi, yuli, {"kata-anc_6": "Bidan cuti"}, {"kata-anc_6": "Ambulans", "catatan": "Di balai"}
    )
    teks = jawaban.content.decode()
    assert 'name="pakai" value="catatan" checked' in teks
    assert 'name="pakai" value="kata-anc_6">' in teks


def test_a_priority_that_only_the_other_chose_comes_with_its_words(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, yuli: Client
) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    lama = form(pemeran, evaluasi, "simpan", **{"kata-anc_6": "Milik saya"})
    dia = form(pemeran, evaluasi, "simpan", pantau=["anc_6"], **{"apa-lansia_diskrining": "Latih kader"})
    dia["prioritas"] = ["balita_ditimbang", "tbc_skrining", "lansia_diskrining"]
    yuli.post(ALAMAT, dia)
    jawaban = browse(pemeran.dewi).post(ALAMAT, lama)
    assert "Milik saya" in jawaban.content.decode()
    assert "Latih kader" in jawaban.content.decode()
    browse(pemeran.dewi).post(ALAMAT, again(jawaban, lama, pakai=["prioritas", "pantau"]))
    assert evaluasi.pokok.get(indikator="lansia_diskrining").apa == "Latih kader"
    assert evaluasi.pokok.get(indikator="anc_6").jenis == "pantau"


def test_the_page_that_compares_does_not_save_by_itself(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, yuli: Client
) -> None:
    lama, jawaban = both(pemeran, evaluasi, yuli, {"kata-anc_6": "A"}, {"kata-anc_6": "B"})
    assert b'"aksi":"otomatis"' not in jawaban.content
    assert f'data-versi="{lama["versi"]}"' in jawaban.content.decode()
    assert b'"aksi":"otomatis"' in browse(pemeran.dewi).get(ALAMAT).content


def test_an_automatic_save_over_another_answers_in_one_line(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, yuli: Client
) -> None:
    _, jawaban = both(pemeran, evaluasi, yuli, {"aksi": "otomatis", "catatan": "A"}, {"catatan": "B"})
    assert jawaban.status_code == 409
    assert "baru saja diubah oleh Yuli. Tekan Simpan untuk membandingkan." in jawaban.content.decode()
    assert b"<html" not in jawaban.content


def test_a_third_save_meanwhile_is_shown_again(pemeran: Pemeran, evaluasi: EvaluasiPekan, yuli: Client) -> None:
    lama, jawaban = both(pemeran, evaluasi, yuli, {"kata-anc_6": "A"}, {"kata-anc_6": "B"})
    yuli.post(ALAMAT, form(pemeran, evaluasi, "simpan", **{"kata-anc_6": "C"}))
    kedua = browse(pemeran.dewi).post(ALAMAT, again(jawaban, lama))
    assert kedua.status_code == 409
    assert rows(kedua) == {"Periksa hamil enam kali (K6): dengan kata-kata": ("A", "C")}


def test_another_refusal_does_not_hide_that_somebody_saved(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, yuli: Client
) -> None:
    """A date that cannot be read is told first; sent again over the same old version, the comparison follows."""
    lama, jawaban = both(pemeran, evaluasi, yuli, {"kata-anc_6": "A", "tenggat-anc_6": "besok"}, {"kata-anc_6": "B"})
    assert jawaban.status_code == 400
    assert f'id="versi" value="{lama["versi"]}"' in jawaban.content.decode()
    assert ">A</textarea>" in jawaban.content.decode()


def test_what_was_typed_while_another_signed_is_shown_to_be_copied(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, yuli: Client
) -> None:
    baris = discuss(pemeran, evaluasi)
    lama = form(pemeran, evaluasi, "simpan", catatan="Panen lada")
    sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
    jawaban = yuli.post(ALAMAT, lama)
    assert jawaban.status_code == 409
    assert rows(jawaban)["Catatan"] == ("Panen lada", "kosong")
    assert b'name="pakai"' not in jawaban.content


def test_who_came_and_how_stays_as_typed_on_a_page_that_refuses(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    siapa = evaluasi.hadir.get(pengguna=pemeran.dewi).pengguna_id
    kirim = form(pemeran, evaluasi, "simpan", cara="wa", hadir=[siapa], **{"kata-anc_6": "x" * 501})
    teks = browse(pemeran.dewi).post(ALAMAT, kirim).content.decode()
    assert f'name="hadir" value="{siapa}" checked' in teks
    assert '<option value="wa" selected' in teks


# ── Due dates ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("tanggal", "kata", "kode"),
    [
        ("2026-11-16", "Tanggal ini sudah lewat.", 400),
        ("2020-01-01", "Tanggal ini sudah lewat.", 400),
        ("2026-11-17", "", 302),
        ("2027-11-18", "", 302),
        ("2027-11-19", "Lebih dari setahun lagi", 400),
        ("9999-12-31", "Lebih dari setahun lagi", 400),
    ],
)
def test_an_odd_due_date_is_kept_and_told_in_a_draft_and_refused_at_signing(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, tanggal: str, kata: str, kode: int
) -> None:
    start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    kepala = browse(pemeran.dewi)
    simpan = kepala.post(ALAMAT, form(pemeran, evaluasi, "otomatis", **{"tenggat-anc_6": tanggal})).content.decode()
    assert simpan.count("hx-swap-oob") == 4
    for teks in (simpan, kepala.get(ALAMAT).content.decode()):
        beside = re.search(r'id="ragu-anc_6"[^>]*>([^<]*)<', teks)
        assert beside is not None
        assert beside[1].startswith(kata)
        assert bool(beside[1]) == bool(kata)
    assert str(evaluasi.pokok.get(indikator="anc_6").tenggat) == tanggal
    assert kepala.post(ALAMAT, form(pemeran, evaluasi, "sahkan", **{"tenggat-anc_6": tanggal})).status_code == kode


def test_a_second_tap_on_sign_leads_to_the_signed_page(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    discuss(pemeran, evaluasi)
    client, kirim = browse(pemeran.dewi), form(pemeran, evaluasi, "sahkan")
    assert [client.post(ALAMAT, kirim).status_code for _ in range(2)] == [302, 302]
    assert EvaluasiPekan.objects.get(pk=evaluasi.pk).langkah.filter(jenis="disahkan").count() == 1
