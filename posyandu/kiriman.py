"""A visit as sent: its shape is checked here, nothing is decided."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

from posyandu.models.kunjungan import Kanal
from puskesmas.errors import DomainError

TANGGAL = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
BIDANG_WAJIB = frozenset({"id", "warga", "unit", "tanggal", "kanal", "pengukuran"})
BIDANG_BATAL = frozenset({"id", "menggantikan", "batal"})
BIDANG_LAIN = frozenset({"menggantikan", "batal", "dicatat_pada", "diperiksa_oleh", "temuan_saat_entri"})


@dataclass(frozen=True, slots=True)
class Kiriman:
    """One visit, correction (`menggantikan`) or withdrawal (`menggantikan` and `batal`, the reason).

    A withdrawal needs no more than that: who, where and when are those of the visit it cancels.
    """

    id: UUID
    warga: UUID | None
    unit: str
    tanggal: date
    kanal: str
    pengukuran: Mapping[str, object]
    menggantikan: UUID | None = None
    batal: str = ""
    dicatat_pada: datetime | None = None
    diperiksa_oleh: str = ""
    temuan_saat_entri: tuple[str, ...] = ()
    isi: Mapping[str, object] = field(default_factory=dict, compare=False)

    @property
    def sidik(self) -> str:
        """sha256 of the canonical content: what makes a repeat the same visit and not another one under its id."""
        content = {key: value for key, value in self.isi.items() if key in BIDANG_WAJIB | {"menggantikan", "batal"}}
        text = json.dumps(_canonical(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _canonical(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _canonical(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_canonical(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def parse_kiriman(isi: object) -> Kiriman:
    """Read one item of a batch; raises DomainError with the field that is wrong."""
    if not isinstance(isi, dict):
        raise DomainError("bukan_objek", "Tiap kunjungan harus berupa objek.", saran="Periksa susunan kiriman.")
    batal = _text(isi, "batal", 200)
    _check_names(isi, withdrawal=bool(batal))
    if "batal" in isi and isi["batal"] is not None and not batal.strip():
        raise DomainError(
            "alasan_kosong", "Alasan pembatalan belum diisi.", "batal", "Tulis sebabnya, mis. salah orang."
        )
    if isi.get("menggantikan") is not None and _uuid(isi, "menggantikan") == _uuid(isi, "id"):
        raise DomainError("menggantikan_sendiri", "Catatan tidak bisa memperbaiki dirinya sendiri.", "menggantikan")
    return Kiriman(
        id=_uuid(isi, "id"),
        warga=_uuid(isi, "warga") if isi.get("warga") is not None else None,
        unit=_text(isi, "unit", 40),
        tanggal=_date(isi, "tanggal") if isi.get("tanggal") is not None else date.min,
        kanal=_kanal(isi) if isi.get("kanal") is not None else "",
        pengukuran=_object(isi, "pengukuran"),
        menggantikan=_uuid(isi, "menggantikan") if isi.get("menggantikan") is not None else None,
        batal=batal.strip(),
        dicatat_pada=_datetime(isi, "dicatat_pada"),
        diperiksa_oleh=_text(isi, "diperiksa_oleh", 150),
        temuan_saat_entri=_codes(isi, "temuan_saat_entri"),
        isi=isi,
    )


def _check_names(isi: Mapping[str, object], *, withdrawal: bool) -> None:
    for nama in isi:
        if nama not in BIDANG_WAJIB | BIDANG_LAIN:
            raise DomainError(
                "bidang_tidak_dikenal",
                f'Bidang "{nama[:60]}" tidak dikenal.',
                nama[:60],
                "Perbarui aplikasi lalu kirim lagi.",
            )
    for nama in sorted(BIDANG_BATAL if withdrawal else BIDANG_WAJIB):
        if isi.get(nama) is None:
            raise DomainError("bidang_kosong", f'Bidang "{nama}" wajib diisi.', nama, "Lengkapi lalu kirim lagi.")


def _text(isi: Mapping[str, object], nama: str, panjang: int) -> str:
    value = isi.get(nama)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise DomainError("harus_teks", f'Bidang "{nama}" harus berupa teks.', nama)
    if len(value) > panjang:
        raise DomainError("terlalu_panjang", f'Bidang "{nama}" paling panjang {panjang} huruf.', nama)
    return value


def _uuid(isi: Mapping[str, object], nama: str) -> UUID:
    value = isi.get(nama)
    try:
        if isinstance(value, str) and len(value) == 36:
            return UUID(value)
    except ValueError:
        pass
    raise DomainError("id_tidak_sah", f'Bidang "{nama}" bukan UUID yang sah.', nama)


def _date(isi: Mapping[str, object], nama: str) -> date:
    value = isi.get(nama)
    try:
        if isinstance(value, str) and TANGGAL.fullmatch(value):  # fromisoformat would also read "2026-W46-1"
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise DomainError(
        "tanggal_tidak_sah", f'Tanggal pada bidang "{nama}" tidak ada.', nama, "Tulis TTTT-BB-HH, mis. 2026-11-16."
    )


def _datetime(isi: Mapping[str, object], nama: str) -> datetime | None:
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


def _kanal(isi: Mapping[str, object]) -> str:
    value = _text(isi, "kanal", 40)
    if value not in Kanal.values:
        pilihan = ", ".join(Kanal.values)
        raise DomainError(
            "kanal_tidak_dikenal", f'Kanal "{value[:20]}" tidak dikenal.', "kanal", f"Pilih salah satu: {pilihan}."
        )
    return value


def _object(isi: Mapping[str, object], nama: str) -> Mapping[str, object]:
    value = isi.get(nama)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise DomainError("harus_objek", f'Bidang "{nama}" harus berupa objek.', nama)
    return value


def _codes(isi: Mapping[str, object], nama: str) -> tuple[str, ...]:
    value = isi.get(nama)
    if value is None:
        return ()
    if (
        not isinstance(value, list)
        or len(value) > 50
        or not all(isinstance(kode, str) and len(kode) <= 40 for kode in value)
    ):
        raise DomainError("harus_daftar_kode", f'Bidang "{nama}" harus berupa daftar kode temuan.', nama)
    return tuple(str(kode) for kode in value)
