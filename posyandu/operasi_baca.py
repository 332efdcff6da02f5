"""An operation as a phone sends it, sealed or not: opened and read, nothing decided."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from rest_framework.exceptions import ParseError

from posyandu.baca import canonical, read_datetime, read_flag, read_number, read_object, read_text, read_uuid
from posyandu.sinkron import Jawaban, describe_fault
from puskesmas.errors import DomainError
from puskesmas.parsers import parse_json
from puskesmas.segel import UnknownKeyError, open_segel

SKEMA: Final = 1
"""The shape of `isi` that phones write now; older ones are converted here."""
BUTUH: Final = ("warga", "ibu", "kunjungan", "kehamilan", "menggantikan")
"""Fields of `isi` that name what an earlier operation may have made."""
AMPLOP: Final = frozenset({"id", "urut", "segel", "ulang"})
"""What stands outside the seal."""
URUT_TERBESAR: Final = 2**53
KUNCI_HILANG: Final = DomainError(
    "kunci_tidak_dikenal", "Server belum punya kunci untuk membuka catatan ini.", "segel", "Catatan tetap di HP ini."
)


@dataclass(frozen=True, slots=True)
class Operasi:
    """One operation. `sidik` is that of its content; `galat` says why it cannot be carried out at all.

    `ulang`: it was taken once, and the phone sends it again because a restored database knows nothing of it.
    """

    id: UUID
    urut: int
    jenis: str
    isi: Mapping[str, object]
    pada: str = ""
    galat: DomainError | None = None
    asal: object = None
    ulang: bool = False

    @property
    def sidik(self) -> str:
        isi = {"jenis": self.jenis, "isi": self.isi} if self.galat is None else self.asal
        teks = json.dumps(canonical(isi), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(teks.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def buat(self) -> set[str]:
        """Names of what it makes, as later operations call it: its id, and the day that a visit belongs to."""
        return {_text(self.isi, "id"), self._hari if self.jenis == "kunjungan" else ""} - {""}

    @property
    def butuh(self) -> set[str]:
        """Names of what must be there before it; a closing counts the visits of its day."""
        nama = {_text(self.isi, satu) for satu in BUTUH}
        ibu = _text(self.isi.get("baru"), "ibu") if self.jenis == "warga_ubah" else ""
        return (nama | {ibu, self._hari if self.jenis == "sesi_tutup" else ""}) - {""}

    @property
    def _hari(self) -> str:
        return f"{_text(self.isi, 'unit')} {_text(self.isi, 'tanggal')}"


def _text(isi: object, nama: str) -> str:
    nilai = isi.get(nama) if isinstance(isi, Mapping) else None
    return nilai.lower() if isinstance(nilai, str) else ""


def read_operasi(satu: object) -> Operasi | Jawaban:
    """The operation; one without an id and a number cannot get a receipt and is answered at once."""
    try:
        if not isinstance(satu, Mapping):
            raise DomainError("bukan_objek", "Tiap operasi harus berupa objek.", "", "Periksa susunan kiriman.")
        pk, urut = read_uuid(satu, "id"), read_number(satu, "urut", paling=URUT_TERBESAR)
    except DomainError as galat:
        sent = satu.get("id") if isinstance(satu, Mapping) else None
        return Jawaban(id=sent if isinstance(sent, str) else None, status="ditolak") | describe_fault(galat)
    try:
        return _read(pk, urut, satu)
    except UnknownKeyError:
        return Jawaban(id=str(pk), status="coba_lagi") | describe_fault(KUNCI_HILANG)
    except DomainError as galat:
        return Operasi(pk, urut, "", {}, galat=galat, asal=dict(satu))


def _read(pk: UUID, urut: int, satu: Mapping[str, object]) -> Operasi:
    isi = _opened(satu) if "segel" in satu else {nama: satu[nama] for nama in satu if nama not in AMPLOP}
    asing = sorted(set(isi) - {"jenis", "skema", "isi", "pada"})
    if asing:
        raise DomainError("bidang_tidak_dikenal", f'Bidang "{asing[0][:60]}" tidak dikenal.', asing[0][:60])
    if read_number(isi, "skema", paling=10**6) != SKEMA:
        raise DomainError("skema_tidak_dikenal", "Versi aplikasi ini tidak dikenal server.", "skema", "Perbarui.", 426)
    pada = read_datetime(isi, "pada")
    return Operasi(
        pk,
        urut,
        read_text(isi, "jenis", 30),
        read_object(isi, "isi"),
        pada=pada.isoformat() if pada else "",
        ulang=read_flag(satu, "ulang"),
    )


def _opened(satu: Mapping[str, object]) -> Mapping[str, object]:
    if not {"id", "urut", "segel"} <= set(satu) <= AMPLOP:
        raise DomainError("bidang_tidak_dikenal", "Operasi bersegel hanya berisi id, urut, dan segel.", "segel")
    try:
        isi = parse_json(open_segel(satu["segel"], terikat=str(satu["id"])))
    except ParseError as error:
        raise DomainError("json_tidak_sah", "Isi catatan ini rusak (JSON tidak sah).", "segel") from error
    if not isinstance(isi, Mapping):
        raise DomainError("harus_objek", "Isi catatan harus berupa objek.", "segel")
    return isi
