"""A visit as sent: its shape is checked here, nothing is decided."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid5

from posyandu.baca import canonical, check_fields, read_date, read_datetime, read_object, read_text, read_uuid
from posyandu.models.kunjungan import Kanal
from puskesmas.errors import DomainError

PALING_ALASAN = 200
BIDANG_WAJIB = frozenset({"id", "warga", "unit", "tanggal", "kanal", "pengukuran"})
BIDANG_BATAL = frozenset({"id", "menggantikan", "batal"})
BIDANG_LAIN = frozenset(
    {"menggantikan", "batal", "dicatat_pada", "diperiksa_oleh", "temuan_saat_entri", "diperiksa_ulang"}
)


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
    diperiksa_ulang: tuple[str, ...] = ()
    """Fields whose unlikely value was checked again at the table."""
    isi: Mapping[str, object] = field(default_factory=dict, compare=False)

    @property
    def sidik(self) -> str:
        """sha256 of the canonical content: what makes a repeat the same visit and not another one under its id."""
        content = {key: value for key, value in self.isi.items() if key in BIDANG_WAJIB | {"menggantikan", "batal"}}
        text = json.dumps(canonical(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def row_id(halaman: UUID, warga: UUID) -> UUID:
    """The visit that a page of many people makes for one of them: sent twice it is the same one."""
    return uuid5(halaman, str(warga))


def row_kiriman(
    *,
    halaman: UUID,
    warga: UUID,
    unit: str,
    tanggal: date,
    kanal: str,
    pengukuran: Mapping[str, object],
    **lain: object,
) -> Kiriman:
    """One row of a page of many people as a visit of its own; `unit` is a code, `lain` optional keys of a visit."""
    return parse_kiriman(
        {
            "id": str(row_id(halaman, warga)),
            "warga": str(warga),
            "unit": unit,
            "tanggal": tanggal.isoformat(),
            "kanal": kanal,
            "pengukuran": dict(pengukuran),
            **lain,
        }
    )


def parse_kiriman(isi: object) -> Kiriman:
    """Read one item of a batch; raises DomainError with the field that is wrong."""
    if not isinstance(isi, dict):
        raise DomainError("bukan_objek", "Tiap kunjungan harus berupa objek.", saran="Periksa susunan kiriman.")
    batal = _reason(isi)
    check_fields(isi, wajib=BIDANG_BATAL if batal else BIDANG_WAJIB, boleh=BIDANG_WAJIB | BIDANG_LAIN)
    if "batal" in isi and isi["batal"] is not None and not batal.strip():
        raise DomainError(
            "alasan_kosong", "Alasan pembatalan belum diisi.", "batal", "Tulis sebabnya, mis. salah orang."
        )
    if isi.get("menggantikan") is not None and read_uuid(isi, "menggantikan") == read_uuid(isi, "id"):
        raise DomainError("menggantikan_sendiri", "Catatan tidak bisa memperbaiki dirinya sendiri.", "menggantikan")
    return Kiriman(
        id=read_uuid(isi, "id"),
        warga=read_uuid(isi, "warga") if isi.get("warga") is not None else None,
        unit=read_text(isi, "unit", 40),
        tanggal=read_date(isi, "tanggal") if isi.get("tanggal") is not None else date.min,
        kanal=_kanal(isi) if isi.get("kanal") is not None else "",
        pengukuran=read_object(isi, "pengukuran"),
        menggantikan=read_uuid(isi, "menggantikan") if isi.get("menggantikan") is not None else None,
        batal=batal.strip(),
        dicatat_pada=read_datetime(isi, "dicatat_pada"),
        diperiksa_oleh=read_text(isi, "diperiksa_oleh", 150),
        temuan_saat_entri=_codes(isi, "temuan_saat_entri"),
        diperiksa_ulang=_codes(isi, "diperiksa_ulang"),
        isi=isi,
    )


def _reason(isi: Mapping[str, object]) -> str:
    """Why a visit is withdrawn; the phone refuses a long one in the same words."""
    alasan = read_text(isi, "batal", 100_000)
    if (panjang := len(alasan.strip())) > PALING_ALASAN:
        pesan = f"Alasan {panjang} huruf, paling panjang {PALING_ALASAN}."
        raise DomainError("terlalu_panjang", pesan, "batal", "Tulis singkat sebabnya, mis. salah orang.")
    return alasan


def _kanal(isi: Mapping[str, object]) -> str:
    value = read_text(isi, "kanal", 40)
    if value not in Kanal.values:
        pilihan = ", ".join(Kanal.values)
        raise DomainError(
            "kanal_tidak_dikenal", f'Kanal "{value[:20]}" tidak dikenal.', "kanal", f"Pilih salah satu: {pilihan}."
        )
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
        raise DomainError("harus_daftar_kode", f'Bidang "{nama}" harus berupa daftar kode.', nama)
    return tuple(str(kode) for kode in value)
