"""One person's open findings, and the decision about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from klaster.aturan import Aturan
from posyandu.models import Warga
from puskesmas.aturan import rules_for
from puskesmas.errors import DomainError
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from pustu.halaman.kerja.muat import require_decider
from pustu.kerja import TEMPAT, Kartu, Terbuka, make_cards, open_findings
from pustu.models import TindakLanjut
from pustu.rujukan import targets_of


@dataclass(frozen=True, slots=True)
class PilihanTujuan:
    kode: str
    nama: str
    dipilih: bool


@dataclass(frozen=True, slots=True)
class HalamanPutuskan:
    """`pustu/putuskan.html`, as `halaman`."""

    warga: Warga
    unit: Unit
    hari_ini: date
    zona: tzinfo
    kartu: Kartu | None
    terbuka: frozenset[UUID]
    """Visits of the card whose own page the reader may open: served where they may write."""
    dulu: Sequence[TindakLanjut]
    tujuan: Sequence[PilihanTujuan]
    orang_url: str
    isi: dict[str, str]
    galat: DomainError | None
    id: UUID


def find_person(pengguna: Pengguna, warga: UUID) -> Warga:
    """Http404 alike for a missing person and someone else's; a row that was merged leads to the person it is now."""
    require_decider(pengguna)
    rows = Warga.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT).select_related("unit__kabupaten__setelan")
    ada = rows.filter(pk=warga).first()
    if ada is None:
        raise Http404
    return ada if ada.digabung_ke_id is None else find_person(pengguna, ada.digabung_ke_id)


def build_putuskan(
    pengguna: Pengguna, warga: Warga, isi: dict[str, str], galat: DomainError | None, baru: UUID
) -> HalamanPutuskan:
    """Everything open about one person, and the decisions taken before."""
    aturan, hari_ini = rules_for(pengguna), warga.unit.hari_ini
    rows = open_findings(pengguna, aturan, hari_ini, warga=[warga.pokok_id])
    log_read(pengguna=pengguna, halaman="kerja-putuskan", warga=[warga.pk])
    dulu = TindakLanjut.objects.visible_to(pengguna).filter(warga=warga.pokok_id).select_related("oleh", "rujukan")
    unit, kartu = deciding_place(pengguna, warga), _only(rows, aturan)
    catat = pengguna.paths_for(Aksi.CATAT_KUNJUNGAN)
    return HalamanPutuskan(
        warga=warga,
        unit=unit,
        hari_ini=hari_ini,
        zona=warga.unit.zona,
        kartu=kartu,
        terbuka=frozenset(k.pk for k in (kartu.kunjungan if kartu else ()) if k.unit_layanan.jalur.startswith(catat)),
        dulu=list(dulu.order_by("-pada")[:10]),
        tujuan=_targets(unit, isi.get("ke", "")),
        orang_url=reverse("warga", args=[warga.pk]),
        isi=isi,
        galat=galat,
        id=baru,
    )


def _only(rows: Sequence[Terbuka], aturan: Aturan) -> Kartu | None:
    return next(iter(make_cards(rows, aturan)), None)


def deciding_place(pengguna: Pengguna, warga: Warga) -> Unit:
    """The reader's own place above the person: the nearest Pustu or Puskesmas with a hat for it, since those write
    letters; else the place of the only hat there is."""
    tugas = [
        satu.unit
        for satu in pengguna.active_penugasan()
        if Aksi.TINDAK_LANJUT in satu.aksi() and warga.unit.jalur.startswith(satu.unit.jalur)
    ]
    return max(tugas, key=lambda unit: (unit.jenis in TEMPAT, unit.jalur.count("/")))


def _targets(unit: Unit, dipilih: str) -> list[PilihanTujuan]:
    return [PilihanTujuan(satu.kode, satu.nama_lengkap, satu.kode == dipilih) for satu in targets_of(unit)]
