"""Read the values of what phones and systems send: strict types, one sentence for each fault, nothing decided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from puskesmas.errors import DomainError

TANGGAL = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_text(isi: Mapping[str, object], nama: str, panjang: int) -> str:
    value = isi.get(nama)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise DomainError("harus_teks", f'Bidang "{nama}" harus berupa teks.', nama)
    if len(value) > panjang:
        raise DomainError("terlalu_panjang", f'Bidang "{nama}" paling panjang {panjang} huruf.', nama)
    return value


def read_uuid(isi: Mapping[str, object], nama: str) -> UUID:
    value = isi.get(nama)
    try:
        if isinstance(value, str) and len(value) == 36:
            return UUID(value)
    except ValueError:
        pass
    raise DomainError("id_tidak_sah", f'Bidang "{nama}" bukan UUID yang sah.', nama)


def read_date(isi: Mapping[str, object], nama: str) -> date:
    value = isi.get(nama)
    try:
        if isinstance(value, str) and TANGGAL.fullmatch(value):  # fromisoformat would also read "2026-W46-1"
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise DomainError(
        "tanggal_tidak_sah", f'Tanggal pada bidang "{nama}" tidak ada.', nama, "Tulis TTTT-BB-HH, mis. 2026-11-16."
    )


def read_datetime(isi: Mapping[str, object], nama: str) -> datetime | None:
    value = isi.get(nama)
    if value is None:
        return None
    try:
        if isinstance(value, str) and len(value) <= 40 and value.isascii():
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is not None:
                return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise DomainError(
        "waktu_tidak_sah",
        f'Waktu pada bidang "{nama}" tidak sah.',
        nama,
        "Sertakan zona, mis. 2026-11-16T08:30:00+07:00.",
    )


def read_object(isi: Mapping[str, object], nama: str) -> Mapping[str, object]:
    value = isi.get(nama)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise DomainError("harus_objek", f'Bidang "{nama}" harus berupa objek.', nama)
    return value


def canonical(value: object) -> object:
    """The same content always as the same value: nothing that is null, whole numbers without a fraction."""
    if isinstance(value, Mapping):
        return {key: canonical(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [canonical(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def read_number(isi: Mapping[str, object], nama: str, *, paling: int) -> int:
    """A whole number from 0 to `paling`."""
    value = isi.get(nama)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= paling:
        raise DomainError("angka_tidak_sah", f'Bidang "{nama}" harus bilangan bulat 0 sampai {paling}.', nama)
    return value


def read_flag(isi: Mapping[str, object], nama: str) -> bool:
    value = isi.get(nama)
    if value is not None and not isinstance(value, bool):
        raise DomainError("harus_ya_tidak", f'Bidang "{nama}" harus true atau false.', nama)
    return bool(value)


def read_texts(isi: Mapping[str, object], nama: str, *, paling: int) -> list[str]:
    """A list of texts, at most `paling` of them."""
    value = isi.get(nama)
    if not isinstance(value, list) or len(value) > paling or not all(isinstance(satu, str) for satu in value):
        raise DomainError("harus_daftar", f'Bidang "{nama}" harus berupa daftar teks, paling banyak {paling}.', nama)
    return [str(satu) for satu in value]


def check_fields(isi: Mapping[str, object], *, wajib: frozenset[str], boleh: frozenset[str] = frozenset()) -> None:
    """Refuses fields that are not known and those that are missing."""
    for nama in isi:
        if nama not in wajib | boleh:
            raise DomainError(
                "bidang_tidak_dikenal",
                f'Bidang "{nama[:60]}" tidak dikenal.',
                nama[:60],
                "Perbarui aplikasi lalu kirim lagi.",
            )
    for nama in sorted(wajib):
        if isi.get(nama) is None:
            raise DomainError("bidang_kosong", f'Bidang "{nama}" wajib diisi.', nama, "Lengkapi lalu kirim lagi.")
