"""Carry out what phones sent: each operation once, in their order, with a receipt in the transaction of its effect.

One that fails never stops the next. Visits that follow each other stay one batch with a constant number of queries.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import compress, groupby
from typing import Final, TypedDict
from uuid import UUID

from django.db import DatabaseError, OperationalError, transaction
from django.utils import timezone

from posyandu.kiriman import parse_kiriman
from posyandu.kunjungan import COBA_LAGI, DITAHAN, DITERIMA, DITOLAK, SUDAH_ADA, Hasil, record_batch
from posyandu.models import TerimaOperasi, UrutPerangkat
from posyandu.operasi_baca import Operasi, read_operasi
from posyandu.operasi_jenis import Pengirim, perform
from posyandu.operasi_karantina import hold
from posyandu.perubahan import zaman_since
from posyandu.sinkron import PALING_BANYAK, Jawaban, describe_fault
from puskesmas.errors import DomainError
from puskesmas.models import Perangkat

log = logging.getLogger(__name__)
LUBANG: Final = 100
SIBUK: Final = DomainError("coba_lagi", "Server sedang sibuk.", saran="Kiriman akan dicoba lagi.")
DICABUT: Final = DomainError(
    "perangkat_dicabut", "HP ini sudah dicabut. Catatannya disimpan.", saran="Diteruskan ke Puskesmas untuk diputus."
)
TERPUTUS: Final = DomainError(
    "menunggu_sesudah_pulih", "Server baru dipulihkan, dan catatan ini belum cocok.", saran="Diteruskan ke Puskesmas."
)
TUNGGU_HP_LAIN: Final = timedelta(days=3)
"""After a restore: how long a phone waits for what another phone brings back."""
DIPAKAI: Final = DomainError("id_dipakai_ulang", "Id ini sudah dipakai catatan lain.", "id", "Simpan lagi catatannya.")


class Terkirim(TypedDict):
    """The answer to a push: what became of each, and how far the phone's operations are here without a gap."""

    hasil: list[Jawaban]
    urut_lengkap: int
    lubang: list[int]


@dataclass(frozen=True, slots=True)
class Selesai:
    """An operation that was carried out, with the answer that its receipt keeps."""

    operasi: Operasi
    jawaban: Jawaban


def push(*, perangkat: Perangkat, operasi: Sequence[object]) -> Terkirim:
    """Carry out a batch; DomainError only for a fault of the envelope. Answers stand in the order sent."""
    if len(operasi) > PALING_BANYAK:
        raise DomainError(
            "terlalu_banyak", f"Kirim paling banyak {PALING_BANYAK} sekali kirim.", "operasi", "Bagi kirimannya."
        )
    kirim = Pengirim(perangkat.pengguna, perangkat)
    dibaca = [read_operasi(satu) for satu in operasi]
    urut = sorted(
        (ke for ke, satu in enumerate(dibaca) if isinstance(satu, Operasi)), key=lambda ke: _order(dibaca[ke])
    )
    jawaban = dict(zip(urut, _carry_out_all(kirim, [_sound(dibaca[ke]) for ke in urut]), strict=True))
    hasil = [jawaban[ke] if ke in jawaban else _refused(satu) for ke, satu in enumerate(dibaca)]
    lengkap, lubang = _progress(perangkat)
    return {"hasil": hasil, "urut_lengkap": lengkap, "lubang": lubang}


def _order(satu: Operasi | Jawaban) -> int:
    return satu.urut if isinstance(satu, Operasi) else 0


def _sound(satu: Operasi | Jawaban) -> Operasi:
    assert isinstance(satu, Operasi)  # noqa: S101  # the others were left out
    return satu


def _refused(satu: Operasi | Jawaban) -> Jawaban:
    assert not isinstance(satu, Operasi)  # noqa: S101  # those were carried out
    return satu


def _carry_out_all(kirim: Pengirim, semua: Sequence[Operasi]) -> Iterator[Jawaban]:
    """Whatever needs something that must be sent again is sent again with it, and not refused for the want of it."""
    gagal: set[str] = set()
    for beruntun in _batches(kirim, semua):
        siap = [not satu.butuh & gagal for satu in beruntun]
        hasil = iter(_carry_out(kirim, list(compress(beruntun, siap))))
        for satu, bisa in zip(beruntun, siap, strict=True):
            jawaban = next(hasil) if bisa else _answer(satu, COBA_LAGI, SIBUK)
            gagal |= satu.buat if jawaban["status"] == COBA_LAGI else set()
            yield jawaban


def _batches(kirim: Pengirim, semua: Sequence[Operasi]) -> Iterator[list[Operasi]]:
    """Visits that follow each other together, everything else alone."""
    for visits, beruntun in groupby(semua, key=lambda satu: satu.jenis == "kunjungan" and satu.galat is None):
        if visits and not kirim.perangkat.ditolak:
            yield list(beruntun)
        else:
            yield from ([satu] for satu in beruntun)


def _carry_out(kirim: Pengirim, operasi: list[Operasi]) -> list[Jawaban]:
    """One transaction. When the database refuses a batch, each of it is tried alone."""
    if not operasi:
        return []
    try:
        return _store(kirim, operasi)
    except OperationalError:
        return [_answer(satu, COBA_LAGI, SIBUK) for satu in operasi]
    except DatabaseError as error:
        if len(operasi) > 1:
            return [jawaban for satu in operasi for jawaban in _carry_out(kirim, [satu])]
        # The message of the database quotes the row, names and all, so only its kind is written down.
        log.error("operasi_ditolak_basis_data", extra={"jenis": operasi[0].jenis, "sebab": type(error).__name__})
        return [_answer(operasi[0], COBA_LAGI, SIBUK)]
    except Exception:  # an operation that we cannot carry out must not keep the others of the phone from arriving
        log.exception("operasi_gagal", extra={"jenis": operasi[0].jenis})
        return [_answer(satu, COBA_LAGI, SIBUK) for satu in operasi]


@transaction.atomic
def _store(kirim: Pengirim, operasi: Sequence[Operasi]) -> list[Jawaban]:
    """Effects and receipts of these; what has a receipt already is answered from it."""
    _lock(kirim.perangkat)
    ada = _receipts(operasi)
    baru = list({satu.id: satu for satu in reversed(operasi) if satu.id not in ada}.values())[::-1]
    selesai = [_spare(kirim, satu) for satu in _perform(kirim, baru)]
    simpan = [_receipt(kirim, satu) for satu in selesai if satu.jawaban["status"] != COBA_LAGI]
    TerimaOperasi.objects.bulk_create(simpan)
    pertama = {satu.operasi.id: satu for satu in selesai}
    ada |= {baris.pk: baris for baris in simpan}
    jawaban = []
    for satu in operasi:
        hasil = pertama.pop(satu.id, None)
        jawaban.append(hasil.jawaban if hasil else _repeated(kirim, satu, ada.get(satu.id)))
    return jawaban


def _lock(perangkat: Perangkat) -> None:
    """One push of a phone after the other; the row is made by its first."""
    UrutPerangkat.objects.get_or_create(pk=perangkat.pk)
    list(UrutPerangkat.objects.select_for_update(no_key=True).filter(pk=perangkat.pk))


def _receipts(operasi: Iterable[Operasi]) -> dict[UUID, TerimaOperasi]:
    return TerimaOperasi.objects.in_bulk([satu.id for satu in operasi])


def _perform(kirim: Pengirim, operasi: Sequence[Operasi]) -> list[Selesai]:
    if not operasi:
        return []
    if kirim.perangkat.ditolak:
        hold(kirim, operasi)
        return [Selesai(satu, _answer(satu, DITAHAN, DICABUT)) for satu in operasi]
    if operasi[0].jenis == "kunjungan" and operasi[0].galat is None:
        return list(_record_visits(kirim, operasi))
    return [Selesai(satu, _perform_one(kirim, satu)) for satu in operasi]


def _spare(kirim: Pengirim, selesai: Selesai) -> Selesai:
    """What was taken before a restore is not refused: another phone may bring what it needs, else a person decides."""
    operasi = selesai.operasi
    if not operasi.ulang or operasi.galat is not None or selesai.jawaban["status"] != DITOLAK:
        return selesai
    if timezone.now() < zaman_since() + TUNGGU_HP_LAIN:
        return Selesai(operasi, _answer(operasi, COBA_LAGI, SIBUK))
    hold(kirim, [operasi])
    return Selesai(operasi, _answer(operasi, DITAHAN, TERPUTUS))


def _perform_one(kirim: Pengirim, operasi: Operasi) -> Jawaban:
    """The effect in a savepoint of its own: what is refused leaves its receipt and nothing else."""
    try:
        if operasi.galat is not None:
            raise operasi.galat
        with transaction.atomic():
            status, galat = perform(kirim, operasi)
        return _answer(operasi, status, galat)
    except DomainError as galat:
        return _answer(operasi, DITOLAK, galat)


def _record_visits(kirim: Pengirim, operasi: Sequence[Operasi]) -> Iterator[Selesai]:
    baik, salah = [], {}
    for satu in operasi:
        try:
            isi = {"dicatat_pada": satu.pada, **satu.isi} if satu.pada else satu.isi
            baik.append((satu, parse_kiriman(isi)))
        except DomainError as galat:
            salah[satu.id] = galat
    hasil = record_batch(petugas=kirim.pengguna, perangkat=kirim.perangkat, kiriman=[isi for _, isi in baik])
    jadi = {satu.id: jawab for (satu, _), jawab in zip(baik, hasil, strict=True)}
    for satu in operasi:
        yield Selesai(
            satu, _describe(satu, jadi[satu.id]) if satu.id in jadi else _answer(satu, DITOLAK, salah[satu.id])
        )


def _describe(operasi: Operasi, hasil: Hasil) -> Jawaban:
    return _answer(operasi, hasil.status, hasil.galat) | Jawaban(temuan=list(hasil.temuan))


def _receipt(kirim: Pengirim, selesai: Selesai) -> TerimaOperasi:
    isi = {nama: nilai for nama, nilai in selesai.jawaban.items() if nama not in ("id", "status")}
    return TerimaOperasi(
        id=selesai.operasi.id,
        perangkat=kirim.perangkat,
        pengguna=kirim.pengguna,
        urut=selesai.operasi.urut,
        jenis=selesai.operasi.jenis,
        sidik=selesai.operasi.sidik,
        status=selesai.jawaban["status"],
        jawaban=isi,
    )


def _repeated(kirim: Pengirim, operasi: Operasi, ada: TerimaOperasi | None) -> Jawaban:
    """Sent before with the same content: what was accepted is "already there", the rest is answered as it was."""
    if ada is None:  # sent twice in a batch, and the first of the two could not be carried out now
        return _answer(operasi, COBA_LAGI, SIBUK)
    if ada.sidik != operasi.sidik or ada.pengguna_id != kirim.pengguna.pk:
        return _answer(operasi, DITOLAK, DIPAKAI)
    status = SUDAH_ADA if ada.status == DITERIMA else ada.status
    isi: Jawaban = ada.jawaban
    return Jawaban(id=str(ada.pk), status=status) | isi


def _answer(operasi: Operasi, status: str, galat: DomainError | None = None) -> Jawaban:
    return Jawaban(id=str(operasi.id), status=status) | (describe_fault(galat) if galat else Jawaban())


@transaction.atomic
def _progress(perangkat: Perangkat) -> tuple[int, list[int]]:
    """The highest number below which nothing is missing, and the first numbers that are."""
    baris = UrutPerangkat.objects.select_for_update(no_key=True).filter(pk=perangkat.pk).first()
    if baris is None:
        return 0, []
    ada = sorted(set(perangkat.operasi.filter(urut__gt=baris.lengkap).values_list("urut", flat=True)))
    lengkap = baris.lengkap
    while ada and ada[0] == lengkap + 1:
        lengkap = ada.pop(0)
    if lengkap != baris.lengkap:
        baris.lengkap = lengkap
        baris.save(update_fields=["lengkap"])
    return lengkap, list(_gaps(lengkap, ada))


def _gaps(lengkap: int, ada: Sequence[int]) -> Iterator[int]:
    jumlah = 0
    for satu in ada:
        for nomor in range(lengkap + 1, satu):
            if jumlah == LUBANG:
                return
            jumlah += 1
            yield nomor
        lengkap = satu
