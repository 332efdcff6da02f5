"""Classes of blood pressure: the highest whose limit is reached. The limits are rows of data/tekanan.csv."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from klaster.angka import angka
from klaster.profil import JenisKelamin, Profil

Batas = tuple[str, int, int]  # class, from this systolic on, or from this diastolic on
Tekanan = Mapping[tuple[str, int], Sequence[tuple[date, Sequence[Batas]]]]  # (who, completed year) -> newest first
ATAS: Final = "sistole"
BAWAH: Final = "diastole"
HAMIL: Final = ("hamil", 0)
NORMAL: Final = "normal"  # the class of whoever is in the table and reaches none of its limits
TERTUA: Final = 130  # years; an empty `umur_maks`
TAK_TERCAPAI: Final = 1000  # an empty limit: this number alone never makes the class


def read_tekanan(baris: Sequence[Mapping[str, str]], setelan: Mapping[str, int | float]) -> Tekanan:
    """Rows by whom they are for. Where rows of different ages both fit, those that stand first hold."""
    hasil: dict[tuple[str, int], dict[date, list[Batas]]] = {}
    pemilik: dict[tuple[str, int], tuple[str, str]] = {}
    for satu in baris:
        batas = (satu["kelas"], int(satu[ATAS] or TAK_TERCAPAI), int(satu[BAWAH] or TAK_TERCAPAI))
        rentang = (satu["umur_min"], satu["umur_maks"])
        for kunci in _keys(satu, setelan):
            if pemilik.setdefault(kunci, rentang) == rentang:
                hasil.setdefault(kunci, {}).setdefault(date.fromisoformat(satu["berlaku_sejak"]), []).append(batas)
    return {kunci: sorted(semua.items(), reverse=True) for kunci, semua in hasil.items()}


def _keys(satu: Mapping[str, str], setelan: Mapping[str, int | float]) -> list[tuple[str, int]]:
    if satu["untuk"] == HAMIL[0]:
        return [HAMIL]
    siapa = [satu["untuk"]] if satu["untuk"] else [str(jenis) for jenis in JenisKelamin]
    akhir = int(setelan.get(satu["umur_maks"], satu["umur_maks"] or TERTUA))
    return [(satu_siapa, tahun) for satu_siapa in siapa for tahun in range(int(satu["umur_min"]), akhir + 1)]


def judge_tekanan(tabel: Tekanan, profil: Profil, tahun: int, tanggal: date, nilai: Mapping[str, object]) -> str | None:
    """The class of a blood pressure; None when half of it is missing or no row is for this person."""
    atas, bawah = angka(nilai.get(ATAS)), angka(nilai.get(BAWAH))
    if atas is None or bawah is None:
        return None
    hamil = profil.hamil and profil.jenis_kelamin == JenisKelamin.P
    kunci = HAMIL if hamil else (str(profil.jenis_kelamin), tahun)
    for sejak, batas in tabel.get(kunci, ()):
        if sejak <= tanggal:
            return next((kelas for kelas, s, d in reversed(batas) if atas >= s or bawah >= d), NORMAL)
    return None
