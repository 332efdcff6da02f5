"""What was typed on the page of a session: vials, who came, which doses."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.http import QueryDict

from klaster.bidang import Salah
from klaster.tanggal import Lama, read_tanggal, sebut_tanggal
from pustu.imunisasi import Vial

BULAN: Final = re.compile(r"(\d{1,2})[-/. ]?(\d{4}|\d{2})")
HARI: Final = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
ABAD: Final = 2000


def read_kedaluwarsa(teks: str) -> date | None:
    """An expiry as printed on vials: 03/27, 0327, 03-2027 (the month's last day), 31-03-2027 or 2027-03-31."""
    teks = teks.strip()
    try:
        if tepat := HARI.fullmatch(teks):
            hari, bulan, tahun = map(int, tepat.groups())
            return date(tahun, bulan, hari)
        if tepat := BULAN.fullmatch(teks):
            bulan, tahun = map(int, tepat.groups())
            awal = date(tahun if tahun >= ABAD else ABAD + tahun, bulan, 1)
            return Lama(bulan=1).sesudah(awal) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return read_tanggal(teks)


@dataclass(frozen=True, slots=True)
class Ketikan:
    """A vial as typed, and what is wrong with it."""

    lot: str
    kedaluwarsa: str
    salah: Salah | None = None


@dataclass(frozen=True, slots=True)
class Isi:
    """`vial` are those that can be used; `ketikan` everything that was typed, by vaccine."""

    vial: Mapping[str, Vial]
    ketikan: Mapping[str, Ketikan]
    hadir: frozenset[UUID]
    baris: frozenset[UUID]
    """Children whose row stood on the page: what is not ticked there was left out on purpose."""
    tambah: tuple[UUID, ...]
    dosis: frozenset[tuple[UUID, str]]

    @property
    def salah(self) -> tuple[Salah, ...]:
        return tuple(satu.salah for satu in self.ketikan.values() if satu.salah)


def read_isi(data: QueryDict, vaksin: Collection[str], tanggal: date) -> Isi:
    ketikan = {kode: _read_vial(data, kode, tanggal) for kode in vaksin}
    return Isi(
        vial={
            kode: Vial(satu.lot, read_kedaluwarsa(satu.kedaluwarsa))
            for kode, satu in ketikan.items()
            if satu.lot and satu.salah is None
        },
        ketikan=ketikan,
        hadir=frozenset(_ids(data.getlist("hadir"))),
        baris=frozenset(_ids(data.getlist("baris"))),
        tambah=tuple(dict.fromkeys(_ids(data.getlist("tambah")))),
        dosis=frozenset(
            (satu, kode) for teks in data.getlist("dosis") for satu in _ids([teks[:36]]) if (kode := teks[37:77])
        ),
    )


def _read_vial(data: QueryDict, kode: str, tanggal: date) -> Ketikan:
    lot, teks = data.get(f"lot-{kode}", "").strip()[:40], data.get(f"ed-{kode}", "").strip()[:20]
    return Ketikan(lot, teks, _fault(kode, lot, teks, tanggal))


def _fault(kode: str, lot: str, teks: str, tanggal: date) -> Salah | None:
    if teks and not lot:
        return Salah(kode, "lot_kosong", "Nomor lot belum diisi.", "Salin dari vialnya.")
    if len(lot) > 20:
        return Salah(kode, "lot_panjang", "Nomor lot paling panjang 20 huruf.", "Salin nomor lotnya saja.")
    if lot and not teks:
        return Salah(kode, "kedaluwarsa_kosong", "Kedaluwarsa belum diisi.", "Salin dari vialnya, misalnya 03/27.")
    return _expired(kode, teks, tanggal) if teks else None


def _expired(kode: str, teks: str, tanggal: date) -> Salah | None:
    sampai = read_kedaluwarsa(teks)
    if sampai is None:
        return Salah(kode, "kedaluwarsa_tidak_terbaca", "Kedaluwarsa tidak terbaca.", "Tulis bulan/tahun: 03/27.")
    if sampai < tanggal:
        pesan = f"Vial ini kedaluwarsa {sebut_tanggal(sampai)}, sebelum hari pelayanan."
        return Salah(kode, "kedaluwarsa", pesan, "Jangan dipakai. Periksa tulisan pada vialnya.")
    return None


def _ids(semua: Collection[str]) -> list[UUID]:
    """Those texts that are ids; others name nobody."""
    hasil = []
    for teks in semua:
        try:
            hasil.append(UUID(teks))
        except ValueError:
            continue
    return hasil
