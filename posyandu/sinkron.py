"""Receive what phones send: read each item's shape, record the sound ones together, answer each in the order sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from django.db.models import Max, OuterRef, QuerySet, Subquery

from posyandu.kiriman import Kiriman, parse_kiriman
from posyandu.kunjungan import DITOLAK, Hasil, record_batch
from posyandu.models import Kunjungan
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Perangkat, Unit

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


def last_received(unit: QuerySet[Unit]) -> datetime | None:
    """When the last visit written at any of these units came in: one look into an index per unit."""
    per_unit = Kunjungan.objects.filter(unit_layanan=OuterRef("pk")).order_by("-diterima_pada")
    saat: datetime | None = unit.aggregate(saat=Max(Subquery(per_unit.values("diterima_pada")[:1])))["saat"]
    return saat


def _read(isi: object) -> Kiriman | Jawaban:
    try:
        return parse_kiriman(isi)
    except DomainError as galat:
        sent = isi.get("id") if isinstance(isi, dict) else None
        return {"id": sent if isinstance(sent, str) else None, "status": DITOLAK, **describe_fault(galat), "temuan": []}


def _answer(hasil: Hasil) -> Jawaban:
    fault = describe_fault(hasil.galat) if hasil.galat else Jawaban()
    return {"id": str(hasil.id), "status": hasil.status, **fault, "temuan": list(hasil.temuan)}


def describe_fault(galat: DomainError) -> Jawaban:
    return {"kode": galat.kode, "bidang": galat.bidang, "pesan": galat.pesan, "saran": galat.saran}
