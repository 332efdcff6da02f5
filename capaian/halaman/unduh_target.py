"""The template: every unit and figure of a kabupaten as a workbook that can be filled in and uploaded again."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from capaian.halaman.kisi import JUDUL, Kisi
from capaian.halaman.tempel import CONTOH, Tempel
from capaian.target import TARGET, Angka
from puskesmas.models import Unit

KEPALA: Final = ("Kode unit", "Unit", "Jenis")
LEBAR: Final = (20, 28, 14)
PETUNJUK: Final = (
    "Isi hanya sel angka. Sel kosong tidak mengubah apa pun; tulis hapus untuk mencabut sebuah angka.",
    "Jangan mengubah kolom Kode unit dan baris judul. Urutannya boleh diubah, yang tidak perlu boleh dihapus.",
    "Jangan memakai rumus dan sel gabungan.",
    "Unggah di halaman Tempel atau unggah. Sebelum disimpan, semua perubahan ditampilkan dahulu.",
)


def write_template(kisi: Kisi) -> bytes:
    """Figures as they stand or are drafted. Text is always written as text."""
    tempel, berkas = Tempel(kisi), BytesIO()
    with xlsxwriter.Workbook(
        berkas, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as buku:
        lembar = buku.add_worksheet(f"{JUDUL[kisi.macam.nama]} {kisi.tahun}")
        tebal = buku.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        bentuk = buku.add_format({"num_format": "0.0#%" if kisi.macam is TARGET else "#,##0"})
        judul = [*KEPALA, *(f"{nama} [{kode}]" for kode, nama in kisi.nama_item.items())]
        for letak, teks in enumerate(judul):
            lembar.write_string(0, letak, teks, tebal)
            lebar = LEBAR[letak] if letak < len(LEBAR) else 14
            lembar.set_column(letak, letak, lebar, bentuk if letak >= len(LEBAR) else None)
        for nomor, unit in enumerate(sorted(tempel.unit.values(), key=lambda satu: satu.jalur), start=1):
            _write_row(lembar, nomor, unit, [tempel.kini.get((unit.pk, kode)) for kode in kisi.nama_item])
        lembar.freeze_panes(1, 2)
        petunjuk = buku.add_worksheet("Petunjuk")
        petunjuk.set_column(0, 0, 110)
        for nomor, teks in enumerate((*PETUNJUK, CONTOH[kisi.macam.nama])):
            petunjuk.write_string(nomor, 0, teks)
    return berkas.getvalue()


def _write_row(lembar: Worksheet, nomor: int, unit: Unit, isi: list[Angka | None]) -> None:
    for letak, teks in enumerate((unit.kode, unit.nama, unit.get_jenis_display())):
        lembar.write_string(nomor, letak, str(teks))
    for letak, nilai in enumerate(isi, start=len(KEPALA)):
        if nilai is not None:
            lembar.write_number(nomor, letak, float(nilai) if isinstance(nilai, Decimal) else nilai)
