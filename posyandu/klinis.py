"""What a health worker writes down for health workers alone: cadres neither read, enter, correct nor withdraw it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from klaster.aturan import Aturan, muat_aturan
from posyandu.models import Kunjungan
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi

Nilai = TypeVar("Nilai")


def check_klinis(petugas: Pengguna, unit: Unit, aturan: Aturan, pengukuran: object) -> None:
    """Refuses fields that this user may not enter at that place; a shape that is none is refused elsewhere."""
    kode = find_klinis(aturan, pengukuran) if isinstance(pengukuran, Mapping) else None
    if kode is not None and not petugas.may(Aksi.KLINIS, unit):
        raise DomainError(
            "bidang_klinis",
            f"{aturan.bidang[kode].label} hanya diisi tenaga kesehatan.",
            f"pengukuran.{kode}",
            "Kosongkan isian ini; minta bidan atau perawat yang mencatatnya.",
        )


def check_own(petugas: Pengguna, asal: Kunjungan, aturan: Aturan) -> None:
    """A correction replaces all of a visit, so what cannot be read cannot be corrected or withdrawn."""
    if find_klinis(aturan, asal.pengukuran) and not may_read(petugas, asal):
        raise DomainError(
            "kunjungan_klinis",
            "Kunjungan ini berisi catatan tenaga kesehatan.",
            "menggantikan",
            "Minta bidan atau perawat yang mencatatnya untuk membetulkan.",
        )


def may_read(pengguna: Pengguna, kunjungan: Kunjungan) -> bool:
    """Whether this user reads all of a visit: a health worker where the person lives or was served."""
    return any(pengguna.may(Aksi.KLINIS, unit) for unit in (kunjungan.unit_layanan, kunjungan.warga.unit))


def find_klinis(aturan: Aturan, kode: Iterable[object]) -> str | None:
    """The first of these codes that is for health workers alone."""
    return next((satu for satu in kode if isinstance(satu, str) and is_klinis(aturan, satu)), None)


def open_fields(aturan: Aturan, pengukuran: Mapping[str, Nilai]) -> dict[str, Nilai]:
    """What everybody who sees the visit may read."""
    return {kode: nilai for kode, nilai in pengukuran.items() if not is_klinis(aturan, kode)}


def open_findings(aturan: Aturan, temuan: Iterable[str]) -> list[str]:
    return [kode for kode in temuan if kode not in aturan.temuan_klinis]


def told_findings(petugas: Pengguna, temuan: Sequence[str]) -> tuple[str, ...]:
    """What the writer of a part may know of the whole visit, which may have a part of a health worker."""
    return tuple(temuan if petugas.paths_for(Aksi.KLINIS) else open_findings(muat_aturan(), temuan))


def is_klinis(aturan: Aturan, kode: str) -> bool:
    """Whether a code is a field for health workers alone."""
    return kode in aturan.bidang and aturan.bidang[kode].klinis


def is_birth(kunjungan: Kunjungan) -> bool:
    """The visit of a mother that says how she gave birth: a pregnancy and her babies hang on its day."""
    return "persalinan_penolong" in kunjungan.pengukuran
