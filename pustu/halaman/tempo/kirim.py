"""From the due list to the cadres' home-visit lists: each person once, for what cannot wait longest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from posyandu.halaman.kirim import Ketikan, send_ticked
from posyandu.models import Warga
from posyandu.tugas import HasilKirim, assign, check_reach
from puskesmas.aturan import rules_for
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna
from pustu.halaman.tempo.baca import Saring, chosen, due_in, lines_of
from pustu.halaman.tempo.muat import may_send
from pustu.models import JatuhTempo
from pustu.models.jatuh_tempo import KLINIS


def send_typed(pengguna: Pengguna, saring: Saring, data: QueryDict) -> Ketikan:
    if not may_send(pengguna, saring):
        raise DomainError("tidak_boleh", "Peran Anda tidak mengirim orang ke daftar Nyelik.", "unit", "", 403)

    return send_ticked(data, partial(_send, pengguna, saring), "orang")


@transaction.atomic
def _send(pengguna: Pengguna, saring: Saring, dipilih: frozenset[UUID], tenggat: date) -> HasilKirim:
    """One round for each thing that is due, so queries grow with the kinds of things and not with people."""
    if not dipilih:
        raise DomainError("belum_dipilih", "Belum ada orang yang dipilih.", "warga", "Centang dahulu namanya.")
    check_reach(pengguna, dipilih)
    jatuh = lines_of(chosen(due_in(pengguna, saring), saring), dipilih)
    warga = {satu.pk: satu for satu in Warga.objects.visible_to(pengguna).filter(pk__in=dipilih)}
    jawaban = {satu.kode: satu.jawaban for satu in rules_for(pengguna).ulang}
    hasil = HasilKirim(dilewati=sum(not satu for satu in jatuh.values()))
    for pertama in _by_code(satu[0] for satu in jatuh.values() if satu):
        hasil += assign(
            oleh=pengguna,
            warga=[warga[satu.warga_id] for satu in pertama],
            sebab_kode=pertama[0].kode,
            sebab=_reason(pertama[0]),
            tenggat=tenggat,
            jawaban=jawaban.get(pertama[0].kode, ()),
        )
    return hasil


def _reason(satu: JatuhTempo) -> str:
    """What the cadre reads; not what follows from notes that cadres do not read."""
    return "Diminta datang ke bidan" if satu.kelompok in KLINIS else f"Jatuh tempo: {satu.nama}"


def _by_code(rows: Iterable[JatuhTempo]) -> list[list[JatuhTempo]]:
    menurut: dict[str, list[JatuhTempo]] = defaultdict(list)
    for satu in rows:
        menurut[satu.kode].append(satu)
    return [menurut[kode] for kode in sorted(menurut)]
