"""Receive what phones send: read each item's shape, record the sound ones together, answer each in the order sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from posyandu.kiriman import Kiriman, parse_kiriman
from posyandu.kunjungan import DITOLAK, Hasil, record_batch
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Perangkat

PALING_BANYAK = 100


class Jawaban(TypedDict, total=False):
    """One answer; `status` is one of diterima, sudah_ada, konflik, ditahan, ditolak, coba_lagi."""

    id: str | None
    status: str
    kode: str
    bidang: str
    pesan: str
    saran: str
    temuan: list[str]


def receive(*, petugas: Pengguna, perangkat: Perangkat | None, kunjungan: Sequence[object]) -> list[Jawaban]:
    """Record a batch; DomainError only for a fault of the envelope, everything else is answered per item."""
    if len(kunjungan) > PALING_BANYAK:
        raise DomainError(
            "terlalu_banyak",
            f"Kirim paling banyak {PALING_BANYAK} kunjungan sekali kirim.",
            "kunjungan",
            "Bagi kirimannya.",
        )
    read = [_read(isi) for isi in kunjungan]
    sound = [item for item in read if isinstance(item, Kiriman)]
    hasil = iter(record_batch(petugas=petugas, perangkat=perangkat, kiriman=sound) if sound else [])
    return [_answer(next(hasil)) if isinstance(item, Kiriman) else item for item in read]


def _read(isi: object) -> Kiriman | Jawaban:
    try:
        return parse_kiriman(isi)
    except DomainError as galat:
        sent = isi.get("id") if isinstance(isi, dict) else None
        return {"id": sent if isinstance(sent, str) else None, "status": DITOLAK, **_fault(galat), "temuan": []}


def _answer(hasil: Hasil) -> Jawaban:
    fault = _fault(hasil.galat) if hasil.galat else Jawaban()
    return {"id": str(hasil.id), "status": hasil.status, **fault, "temuan": list(hasil.temuan)}


def _fault(galat: DomainError) -> Jawaban:
    return {"kode": galat.kode, "bidang": galat.bidang, "pesan": galat.pesan, "saran": galat.saran}
