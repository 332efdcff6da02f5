"""Photos of a problem: read as a picture, made anew without position or camera, kept in the database."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Final

from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from puskesmas import masalah as cerita
from puskesmas.errors import DomainError
from puskesmas.models import FotoMasalah, Masalah, Pengguna
from puskesmas.models.masalah import Langkah
from puskesmas.peran import Aksi
from puskesmas.unggah import PALING_BESAR

BENTUK: Final = ("JPEG", "PNG", "WEBP")
SISI: Final = 1600
"""Pixels of the longer side that is kept."""
TITIK: Final = 50_000_000
"""Pixels of a picture that is opened at all."""
PALING_BANYAK: Final = 12
"""Photos of one problem."""

BUKAN_GAMBAR: Final = DomainError(
    "bukan_gambar", "Berkas itu bukan foto yang bisa dibaca.", "foto", "Kirim foto JPG, PNG, atau WebP."
)
TERLALU_BESAR: Final = DomainError(
    "berkas_terlalu_besar",
    f"Berkasnya lebih dari {PALING_BESAR // 1024**2} MB.",
    "foto",
    "Perkecil, atau ambil foto dengan mutu biasa.",
)


@transaction.atomic
def add_foto(*, oleh: Pengguna, masalah: Masalah, berkas: IO[bytes]) -> FotoMasalah:
    """Keep a photo with an open problem; the same picture again is the one that is there.

    DomainError for what is no picture, too large, or one too many.
    """
    baris = cerita.lock(masalah)
    cerita.check_open(baris)
    if not (oleh.may(Aksi.LAPOR_MASALAH, baris.unit) or cerita.may_manage(oleh, baris)):
        raise DomainError("tidak_boleh", "Anda tidak bertugas menambah foto di sini.", "foto", "", 403)
    isi, lebar, tinggi = remake(berkas)
    if (sama := baris.foto.filter(isi=isi).first()) is not None:
        return sama
    if baris.foto.count() >= PALING_BANYAK:
        raise DomainError("foto_penuh", f"Sudah ada {PALING_BANYAK} foto.", "foto", "Pilih yang paling jelas saja.")
    foto = FotoMasalah.objects.create(masalah=baris, oleh=oleh, isi=isi, lebar=lebar, tinggi=tinggi)
    cerita.write_step(baris, Langkah.FOTO, oleh)
    return foto


def remake(berkas: IO[bytes]) -> tuple[bytes, int, int]:
    """The picture as JPEG, upright, at most `SISI` on its longer side; with its width and height."""
    mentah = berkas.read(PALING_BESAR + 1)
    if len(mentah) > PALING_BESAR:
        raise TERLALU_BESAR
    try:
        with Image.open(BytesIO(mentah), formats=BENTUK) as gambar:
            if gambar.width * gambar.height > TITIK:
                raise BUKAN_GAMBAR
            return _as_jpeg(gambar)
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BUKAN_GAMBAR from error
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError) as error:  # what decoders say of broken files
        raise BUKAN_GAMBAR from error


def _as_jpeg(gambar: Image.Image) -> tuple[bytes, int, int]:
    gambar.draft("RGB", (SISI, SISI))  # a large JPEG is decoded small at once
    tegak = ImageOps.exif_transpose(gambar).convert("RGB")
    tegak.thumbnail((SISI, SISI))
    hasil = BytesIO()
    tegak.save(hasil, "JPEG", quality=80, optimize=True)
    return hasil.getvalue(), tegak.width, tegak.height
