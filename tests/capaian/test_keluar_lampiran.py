"""The signed sheet comes back as a scan, and photos of the meeting."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from capaian.evaluasi.lampiran import read_pages
from capaian.models import EvaluasiPekan, LampiranEvaluasi
from puskesmas.models import Pengguna
from tests.capaian.rapat import make_evaluasi
from tests.cast import Pemeran, Wilayah, browse

pytestmark = pytest.mark.usefixtures("selasa")

ALAMAT = "/evaluasi/2026-M46/19.06.01-PKM/berkas/"


def picture(lebar: int = 40, tinggi: int = 30) -> bytes:
    isi = BytesIO()
    Image.new("RGB", (lebar, tinggi), "white").save(isi, "PNG")
    return isi.getvalue()


def scan(halaman: int = 1, ukuran: tuple[float, float] = (595, 842)) -> bytes:
    pdf, isi = pypdfium2.PdfDocument.new(), BytesIO()
    for _ in range(halaman):
        pdf.new_page(*ukuran)
    pdf.save(isi)
    return isi.getvalue()


def send(pengguna: Pengguna, isi: bytes, aksi: str = "pindaian", nama: str = "x.pdf") -> str:
    """What the page says of it; empty when it was kept."""
    answer = browse(pengguna).post(ALAMAT, {"aksi": aksi, "berkas": SimpleUploadedFile(nama, isi)})
    return "" if answer.status_code == 302 else answer.content.decode()


def test_a_scan_becomes_pictures_that_those_of_the_meeting_see(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    assert send(pemeran.dewi, scan(2)) == ""
    satu, dua = LampiranEvaluasi.objects.kept()
    assert (satu.lebar, satu.tinggi, dua.urutan, satu.oleh) == (1131, 1600, 1, pemeran.dewi)
    assert str(satu.pk) in browse(pemeran.eko).get(ALAMAT).content.decode()
    answer = browse(pemeran.eko).get(f"{ALAMAT}{satu.pk}.jpg")
    assert (answer["Content-Type"], Image.open(BytesIO(answer.content)).size) == ("image/jpeg", (1131, 1600))
    assert disahkan.sah


def test_it_is_nobody_elses_to_see(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    send(pemeran.dewi, scan())
    satu = disahkan.lampiran.get()
    for orang in (pemeran.ani, pemeran.citra, pemeran.fajar, pemeran.gita, pemeran.hana):
        assert browse(orang).get(f"{ALAMAT}{satu.pk}.jpg").status_code == 404
    asing = f"/evaluasi/2026-M45/19.06.01-PKM/berkas/{satu.pk}.jpg"
    assert browse(pemeran.dewi).get(asing).status_code == 404
    assert Client().get(f"{ALAMAT}{satu.pk}.jpg").status_code == 302


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        (b"", "Berkasnya belum dipilih"),
        (b"GIF89a bukan foto", "bukan foto yang bisa dibaca"),
        (b"<html><script>alert(1)</script>", "bukan foto yang bisa dibaca"),
        (b"%PDF-1.7\nbukan apa-apa", "tidak bisa dibaca"),
        (scan()[:200], "tidak bisa dibaca"),
        (scan(11), "11 halaman, paling banyak 10"),
        (b"%PDF-" + b"x" * 10 * 1024 * 1024, "lebih dari 10 MB"),
    ],
)
def test_what_is_neither_scan_nor_picture_is_refused_in_words(
    pemeran: Pemeran, disahkan: EvaluasiPekan, isi: bytes, pesan: str
) -> None:
    assert pesan in send(pemeran.dewi, isi)
    assert not disahkan.lampiran.exists()


def test_a_page_as_large_as_a_house_is_drawn_small() -> None:
    [(isi, lebar, tinggi)] = read_pages(BytesIO(scan(1, (14400, 7200))))
    assert (lebar, tinggi, isi[:2]) == (1600, 800, b"\xff\xd8")


def test_a_page_without_height_is_a_line() -> None:
    [(_, lebar, tinggi)] = read_pages(BytesIO(scan(1, (14400, 0.01))))
    assert (lebar, tinggi) == (1600, 1)


def test_a_scan_waits_for_the_signature_but_a_photo_does_not(pemeran: Pemeran, wilayah: Wilayah) -> None:
    evaluasi = make_evaluasi(wilayah)
    assert "Evaluasi ini belum dibahas" in send(pemeran.dewi, scan())
    assert send(pemeran.dewi, picture(), "foto") == ""
    assert evaluasi.lampiran.get().jenis == "foto"


def test_only_those_who_prepare_the_meeting_send_and_take_away(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    assert "Langkah ini bukan tugas peran Anda" in send(pemeran.eko, scan())
    send(pemeran.dewi, scan())
    satu = disahkan.lampiran.get()
    assert browse(pemeran.eko).post(ALAMAT, {"aksi": f"hapus:{satu.pk}"}).status_code == 403
    assert browse(pemeran.dewi).post(ALAMAT, {"aksi": f"hapus:{satu.pk}"}).status_code == 302
    satu.refresh_from_db()
    assert (bytes(satu.isi), satu.dihapus_oleh) == (b"", pemeran.dewi)
    for nomor in (satu.pk, "x", "00000000-0000-4000-8000-000000000000"):
        assert browse(pemeran.dewi).post(ALAMAT, {"aksi": f"hapus:{nomor}"}).status_code == 404
    assert browse(pemeran.dewi).get(f"{ALAMAT}{satu.pk}.jpg").status_code == 404


def test_what_is_sent_twice_is_kept_once(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    for isi, jenis in ((picture(), "foto"), (scan(), "pindaian")) * 2:
        assert send(pemeran.dewi, isi, jenis) == ""
    assert sorted(disahkan.lampiran.values_list("jenis", flat=True)) == ["foto", "pindaian"]
    send(pemeran.dewi, picture(50), "foto")
    assert disahkan.lampiran.count() == 3


def test_twelve_pictures_are_enough(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    assert send(pemeran.dewi, scan(10)) == ""
    assert "Paling banyak 12 gambar" in send(pemeran.dewi, scan(3, (842, 595)))
    assert "tidak dikenal" in send(pemeran.dewi, scan(), "surat")
    assert disahkan.lampiran.count() == 10
