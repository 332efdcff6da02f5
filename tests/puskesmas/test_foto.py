"""Photos of a problem: real pictures only, made anew, and not without end."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from puskesmas import foto as kotak
from puskesmas.errors import DomainError
from puskesmas.foto import SISI, add_foto, remake
from puskesmas.masalah import cancel_masalah, report_masalah
from puskesmas.models import Masalah
from puskesmas.unggah import PALING_BESAR
from tests.cast import Pemeran, Wilayah


def picture(lebar: int = 40, tinggi: int = 30, bentuk: str = "JPEG", arah: int = 1) -> BytesIO:
    """A picture that also says where and with what it was taken."""
    isi, exif = BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = arah, "HP Rahasia"
    Image.new("RGB", (lebar, tinggi), "teal").save(isi, bentuk, exif=exif)
    isi.seek(0)
    return isi


@pytest.fixture
def masalah(wilayah: Wilayah, pemeran: Pemeran) -> Masalah:
    return report_masalah(oleh=pemeran.ani, unit=wilayah.melati, jenis="alat", judul="Timbangan rusak")


def test_a_photo_is_kept_small_and_upright(masalah: Masalah, pemeran: Pemeran) -> None:
    foto = add_foto(oleh=pemeran.ani, masalah=masalah, berkas=picture(3200, 800, arah=6))
    assert (foto.lebar, foto.tinggi) == (400, SISI)
    assert Image.open(BytesIO(bytes(foto.isi))).format == "JPEG"
    assert masalah.langkah.last().langkah == "foto"  # type: ignore[union-attr]  # there is one


@pytest.mark.parametrize("bentuk", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_the_camera_stays_in_it(bentuk: str) -> None:
    isi, _, _ = remake(picture(bentuk=bentuk))
    assert b"Rahasia" not in isi
    assert not dict(Image.open(BytesIO(isi)).getexif())


@pytest.mark.parametrize(
    "isi",
    [
        b"",
        b"bukan gambar",
        b"\xff\xd8\xff\xe0" + b"0" * 200,
        picture().getvalue()[:300],
        picture(bentuk="GIF").getvalue(),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
    ],
    ids=["kosong", "teks", "kepala saja", "terpotong", "gif", "svg", "pdf"],
)
def test_it_refuses_what_is_no_photo(isi: bytes) -> None:
    with pytest.raises(DomainError, match="bukan_gambar"):
        remake(BytesIO(isi))


def test_it_refuses_a_picture_of_too_many_pixels() -> None:
    with pytest.raises(DomainError, match="bukan_gambar"):
        remake(picture(9000, 6000, "PNG"))


def test_it_refuses_a_file_over_the_limit() -> None:
    with pytest.raises(DomainError, match="berkas_terlalu_besar"):
        remake(BytesIO(picture().getvalue() + b"0" * PALING_BESAR))


def test_a_problem_has_so_many_photos_at_most(
    masalah: Masalah, pemeran: Pemeran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kotak, "PALING_BANYAK", 1)
    add_foto(oleh=pemeran.ani, masalah=masalah, berkas=picture())
    with pytest.raises(DomainError, match="foto_penuh"):
        add_foto(oleh=pemeran.ani, masalah=masalah, berkas=picture(50))


def test_a_photo_sent_twice_is_kept_once(masalah: Masalah, pemeran: Pemeran) -> None:
    satu, dua = (add_foto(oleh=pemeran.ani, masalah=masalah, berkas=picture()) for _ in range(2))
    assert (satu, masalah.foto.count(), masalah.langkah.filter(langkah="foto").count()) == (dua, 1, 1)
    add_foto(oleh=pemeran.ani, masalah=masalah, berkas=picture(50))
    assert masalah.foto.count() == 2


def test_others_and_closed_problems_get_no_photo(masalah: Masalah, pemeran: Pemeran) -> None:
    with pytest.raises(DomainError, match="tidak_boleh"):
        add_foto(oleh=pemeran.budi, masalah=masalah, berkas=picture())
    cancel_masalah(oleh=pemeran.ani, masalah=masalah, alasan="Salah lapor")
    with pytest.raises(DomainError, match="langkah_tidak_bisa"):
        add_foto(oleh=pemeran.ani, masalah=masalah, berkas=picture())
