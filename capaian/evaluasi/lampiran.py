"""The signed sheet comes back as a scan, and photos of the meeting: every page made anew as a picture of ours.

A PDF is drawn page by page, so that nothing hidden in it (scripts, links, other files) is kept or handed out.
"""

from __future__ import annotations

from io import BytesIO
from threading import Lock
from typing import IO, Final

import pypdfium2
from django.db import transaction
from django.utils import timezone

from capaian.evaluasi.bahas import lock_evaluasi, require_status
from capaian.models import EvaluasiPekan, LampiranEvaluasi
from capaian.models.evaluasi import SAH
from puskesmas.errors import DomainError
from puskesmas.foto import PALING_BANYAK, SISI, TERLALU_BESAR, remake
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from puskesmas.unggah import PALING_BESAR

Jenis = LampiranEvaluasi.Jenis
HALAMAN: Final = 10
"""Pages of one scan."""
BUKAN_PDF: Final = DomainError(
    "bukan_pdf",
    "Berkas PDF itu tidak bisa dibaca.",
    "berkas",
    "Pindai lagi tanpa kata sandi, atau kirim fotonya.",
)
_PDFIUM: Final = Lock()
"""PDFium serves one thread at a time."""

Gambar = tuple[bytes, int, int]


@transaction.atomic
def add_lampiran(
    *, oleh: Pengguna, evaluasi: EvaluasiPekan, jenis: str, berkas: IO[bytes] | None
) -> list[LampiranEvaluasi]:
    """Keep a scan of the signed sheet (once it is signed) or a photo; returns the pages that were not there yet.

    DomainError for what is neither PDF nor picture, too large, too long, or one too many.
    """
    baris = lock_evaluasi(evaluasi, oleh, Aksi.SUSUN_EVALUASI)
    if jenis not in Jenis.values:
        raise DomainError("jenis_tidak_dikenal", "Jenis lampiran tidak dikenal.", "jenis", "Muat ulang halaman.")
    if jenis == Jenis.PINDAIAN:
        require_status(baris, *SAH)
    if berkas is None:
        raise DomainError("wajib_diisi", "Berkasnya belum dipilih.", "berkas", "Pilih satu berkas PDF atau foto.")
    ada = {bytes(isi) for isi in baris.lampiran.kept().filter(jenis=jenis).values_list("isi", flat=True)}
    halaman = [satu for satu in read_pages(berkas) if satu[0] not in ada]
    if baris.lampiran.kept().filter(jenis=jenis).count() + len(halaman) > PALING_BANYAK:
        raise DomainError(
            "lampiran_penuh", f"Paling banyak {PALING_BANYAK} gambar.", "berkas", "Hapus dahulu yang tidak dipakai."
        )
    saat = timezone.now()
    return LampiranEvaluasi.objects.bulk_create(
        LampiranEvaluasi(
            evaluasi=baris, jenis=jenis, oleh=oleh, pada=saat, urutan=ke, isi=isi, lebar=lebar, tinggi=tinggi
        )
        for ke, (isi, lebar, tinggi) in enumerate(halaman)
    )


@transaction.atomic
def remove_lampiran(*, oleh: Pengguna, lampiran: LampiranEvaluasi) -> None:
    """The picture is emptied; who took it away and when stays."""
    lock_evaluasi(lampiran.evaluasi, oleh, Aksi.SUSUN_EVALUASI)
    LampiranEvaluasi.objects.kept().filter(pk=lampiran.pk).update(
        isi=b"", dihapus_oleh=oleh, dihapus_pada=timezone.now()
    )


def read_pages(berkas: IO[bytes]) -> list[Gambar]:
    """Each page as JPEG with its width and height; a picture is one page."""
    awal = berkas.read(5)
    berkas.seek(0)
    return _draw_pdf(berkas.read(PALING_BESAR + 1)) if awal == b"%PDF-" else [remake(berkas)]


def _draw_pdf(isi: bytes) -> list[Gambar]:
    if len(isi) > PALING_BESAR:
        raise TERLALU_BESAR
    try:
        with _PDFIUM, pypdfium2.PdfDocument(isi) as pdf:
            if len(pdf) > HALAMAN:
                raise DomainError(
                    "terlalu_banyak_halaman", f"PDF itu {len(pdf)} halaman, paling banyak {HALAMAN}.", "berkas"
                )
            halaman = [_draw_page(satu) for satu in pdf]
    except (pypdfium2.PdfiumError, OSError, ValueError, MemoryError) as error:
        raise BUKAN_PDF from error
    if not halaman:
        raise BUKAN_PDF
    return halaman


def _draw_page(halaman: pypdfium2.PdfPage) -> Gambar:
    """At most `SISI` pixels on the longer side, however large the page says it is."""
    gambar = halaman.render(scale=SISI / max(halaman.get_size()), may_draw_forms=False).to_pil().convert("RGB")
    hasil = BytesIO()
    gambar.save(hasil, "JPEG", quality=80, optimize=True)
    return hasil.getvalue(), gambar.width, gambar.height
