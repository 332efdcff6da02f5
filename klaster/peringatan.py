"""Soft checks: values that are possible but unlikely. They ask "sudah diperiksa ulang?", they never refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from klaster.angka import tepat, tulis
from klaster.bidang import Bidang, Salah
from klaster.konteks import Konteks
from klaster.profil import Profil
from klaster.rentang import Rentang
from klaster.tanggal import sebut_tanggal

if TYPE_CHECKING:
    from klaster.aturan import Aturan

SARAN: Final = "Periksa sekali lagi, atau beri tanda sudah diperiksa."
JEDA_TERLAMA: Final = 62  # days: older values say little about the change


def warn_pengukuran(
    aturan: Aturan, profil: Profil, pengukuran: Mapping[str, object], tanggal: date
) -> tuple[Salah, ...]:
    """Questions about values that `check_pengukuran` accepted, in the order of the data file."""
    konteks = Konteks(profil, pengukuran, tanggal)
    return tuple(
        tanya
        for kode, bidang in aturan.bidang.items()
        if pengukuran.get(kode) is not None
        for tanya in _warn_satu(bidang, konteks)
    )


def _warn_satu(bidang: Bidang, konteks: Konteks) -> Iterator[Salah]:
    if not bidang.cocok(konteks):
        yield Salah(bidang.kode, "bukan_sasaran", f"{bidang.label} biasanya tidak diisi untuk orang ini.", SARAN)
    nilai = tepat(konteks.nilai.get(bidang.kode))
    rentang = next((satu for satu in bidang.rentang if satu.cocok(konteks)), None)
    if nilai is None or rentang is None:
        return
    if (rentang.lunak_min is not None and nilai < rentang.lunak_min) or (
        rentang.lunak_maks is not None and nilai > rentang.lunak_maks
    ):
        pesan = f"{bidang.label} {tulis(nilai)} {bidang.satuan} jarang terjadi. Ukur ulang.".replace("  ", " ")
        yield Salah(bidang.kode, "periksa_ulang", pesan, SARAN)
    if pesan := _compare_lalu(bidang, rentang, nilai, konteks):
        yield Salah(bidang.kode, "berubah_banyak", pesan, SARAN)


def _compare_lalu(bidang: Bidang, rentang: Rentang, nilai: Decimal, konteks: Konteks) -> str:
    lalu = _find_lalu(bidang.kode, konteks)
    if lalu is None or lalu[1] <= 0:
        return ""
    beda = nilai - lalu[1]
    sejak = f"{bidang.satuan} sejak {sebut_tanggal(lalu[0])}. Ukur ulang atau beri tanda sudah diperiksa."
    turun = rentang.turun_persen is not None and -beda * 100 > lalu[1] * rentang.turun_persen
    if turun or (rentang.turun is not None and -beda > rentang.turun):
        return f"{bidang.label} turun {tulis(-beda)} {sejak}"
    if rentang.naik_persen is not None and beda * 100 > lalu[1] * rentang.naik_persen:
        return f"{bidang.label} naik {tulis(beda)} {sejak}"
    return ""


def _find_lalu(kode: str, konteks: Konteks) -> tuple[date, Decimal] | None:
    """The latest earlier value of the field, when it is not older than `JEDA_TERLAMA`."""
    for lalu in reversed(konteks.profil.riwayat):
        nilai = tepat(lalu.pengukuran.get(kode))
        if nilai is not None:
            return (lalu.tanggal, nilai) if (konteks.tanggal - lalu.tanggal).days <= JEDA_TERLAMA else None
    return None
