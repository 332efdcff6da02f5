"""Danger signs: kept with the visits they were found in, called in, acknowledged, and climbing while nobody answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from posyandu.models import Kunjungan, Segera, SegeraNaik
from posyandu.models.segera import CaraHubung
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.jam import holder_name, next_rung, rung_of
from puskesmas.models import Pengguna, Pesan, Setelan, Unit
from puskesmas.models.pesan import JenisPesan
from puskesmas.peran import Aksi
from puskesmas.pesan import notify, settle, staff_at, write_date
from puskesmas.teks import clean_note

if TYPE_CHECKING:
    from posyandu.turunan import Orang, Putusan

TINGKAT: Final = "segera"
LAMA_TERKINI: Final = timedelta(days=7)
"""A visit received longer ago is judged anew without calling anybody."""
Kunci = tuple[UUID, int, date, str]


def settle_segera(orang: Mapping[UUID, Orang], putusan: Sequence[Putusan], sejak: date) -> None:
    """After these people's visits from `sejak` on were judged: new danger signs are told, those that fell away end.

    One query where there is none and was none.
    """
    pokok = {baris: pk for pk, satu in orang.items() for baris in satu.baris}
    gawat = {
        (pokok[p.kepala.warga_id], p.kepala.unit_layanan_id, p.kepala.tanggal, p.kepala.kanal): p
        for p in putusan
        if any(temuan.tingkat == TINGKAT for temuan in p.temuan)
    }
    rows = Segera.objects.filter(warga__in=pokok, tanggal__gte=sejak).order_by("pk").select_for_update(of=("self",))
    ada = {(pokok[satu.warga_id], satu.unit_id, satu.tanggal, satu.kanal): satu for satu in rows}
    for kunci, satu in ada.items():
        _follow(satu, gawat.get(kunci))
    terkini = timezone.now() - LAMA_TERKINI
    baru = [p for kunci, p in gawat.items() if kunci not in ada and p.kepala.diterima_pada >= terkini]
    if baru:
        _open(baru)


def _follow(segera: Segera, putusan: Putusan | None) -> None:
    """An existing one takes over the head and the findings of its visit, or ends with them."""
    if putusan is None:
        if segera.gugur_pada is None:
            segera.gugur_pada = timezone.now()
            segera.save(update_fields=["gugur_pada"])
        return
    temuan = _codes(putusan)
    if (segera.kunjungan_id, segera.temuan, segera.gugur_pada) != (putusan.kepala.pk, temuan, None):
        segera.kunjungan, segera.temuan, segera.gugur_pada = putusan.kepala, temuan, None
        segera.save(update_fields=["kunjungan", "temuan", "gugur_pada"])


def _codes(putusan: Putusan) -> list[str]:
    return [temuan.kode for temuan in putusan.temuan if temuan.tingkat == TINGKAT]


def _open(putusan: Iterable[Putusan]) -> None:
    for p in putusan:
        unit = Unit.objects.select_related("induk__induk", "kabupaten").get(pk=p.kepala.unit_layanan_id)
        _raise(p.kepala, unit, _codes(p))


def _raise(kunjungan: Kunjungan, unit: Unit, temuan: list[str]) -> Segera:
    """The nearest rung where somebody works is told at once."""
    pemegang = _staffed(rung_of(unit)) or unit
    segera = Segera.objects.create(
        kunjungan=kunjungan,
        warga_id=kunjungan.warga_id,
        unit=unit,
        tanggal=kunjungan.tanggal,
        kanal=kunjungan.kanal,
        temuan=temuan,
        dipegang=pemegang,
    )
    _tell(segera, pemegang)
    return segera


def _staffed(rung: Unit | None) -> Unit | None:
    """This rung, or the next one above where somebody deals with problems."""
    while rung is not None and not staff_at(rung, Aksi.KELOLA_MASALAH):
        rung = next_rung(rung)
    return rung


def _tell(segera: Segera, pemegang: Unit) -> None:
    """A sentence without name, illness or number: it may be passed on."""
    SegeraNaik.objects.get_or_create(segera=segera, unit=pemegang)
    kalimat = (
        f"Tanda bahaya di {segera.unit.nama_lengkap}, {write_date(segera.tanggal)}, menunggu {holder_name(pemegang)}."
    )
    notify(
        pesan=[
            Pesan(
                pengguna_id=siapa,
                kunci=f"segera:{segera.pk}:{pemegang.pk}",
                jenis=JenisPesan.SEGERA,
                kalimat=kalimat,
                alamat=link("segera"),
            )
            for siapa in staff_at(pemegang, Aksi.KELOLA_MASALAH)
        ]
    )


@transaction.atomic
def note_contacted(*, oleh: Pengguna, kunjungan: Kunjungan, cara: str, pada: datetime) -> Segera:
    """The cadre called or wrote to the midwife about this visit; the first time counts.

    Where the server's rules found nothing, what the cadre saw still stands and somebody is told.
    """
    if cara not in CaraHubung.values:
        raise DomainError("cara_tidak_dikenal", "Cara menghubungi tidak dikenal.", "cara", "Pilih telepon atau SMS.")
    orang = [kunjungan.warga_id, kunjungan.warga.pokok_id]
    rows = Segera.objects.filter(warga__in=orang, tanggal=kunjungan.tanggal, kanal=kunjungan.kanal)
    ada = rows.filter(unit=kunjungan.unit_layanan_id).select_for_update(of=("self",)).first()
    segera = ada or _raise(kunjungan, kunjungan.unit_layanan, kunjungan.temuan_saat_entri)
    if segera.dihubungi_pada is None:
        segera.dihubungi_pada, segera.dihubungi_cara, segera.dihubungi_oleh = min(pada, timezone.now()), cara, oleh
        segera.save(update_fields=["dihubungi_pada", "dihubungi_cara", "dihubungi_oleh"])
    return segera


@transaction.atomic
def acknowledge_segera(*, oleh: Pengguna, segera: Segera, catatan: str = "") -> Segera:
    """Somebody who deals with problems has it in hand; the clock stops. The first one is kept."""
    rows = Segera.objects.allowed_to(oleh, Aksi.KELOLA_MASALAH).select_for_update(of=("self",))
    baris = rows.filter(pk=segera.pk).first()
    if baris is None:
        raise DomainError("segera_tidak_ditemukan", "Tanda bahaya itu tidak ditemukan.", "", "Muat ulang.", 404)
    if baris.diketahui_pada is None:
        baris.diketahui_pada, baris.diketahui_oleh = timezone.now(), oleh
        baris.catatan = clean_note(catatan, bidang="catatan") if catatan.strip() else ""
        baris.save(update_fields=["diketahui_pada", "diketahui_oleh", "catatan"])
        settle(perihal=f"segera:{baris.pk}")
    return baris


def climb_segera(*, kabupaten: Unit, sekarang: datetime | None = None) -> int:
    """Those that nobody acknowledged in time go one rung up, to Dinas at last; returns how many did."""
    kini = sekarang or timezone.now()
    batas = kini - timedelta(minutes=Setelan.objects.get(pk=kabupaten.pk).segera_menit)
    menunggu = Segera.objects.under(kabupaten).terbuka().filter(naik_pada__lte=batas).exclude(dipegang=kabupaten)
    return sum(_climb(pk, batas, kini) for pk in list(menunggu.values_list("pk", flat=True)))


@transaction.atomic
def _climb(pk: UUID, batas: datetime, kini: datetime) -> bool:
    """Looks again under the lock: a person or another worker may have been quicker."""
    rows = Segera.objects.terbuka().filter(pk=pk, naik_pada__lte=batas).select_for_update(of=("self",))
    segera = rows.select_related("unit", "dipegang__induk__induk").first()
    atas = _staffed(next_rung(segera.dipegang)) if segera else None
    if segera is None or atas is None:
        return False
    segera.dipegang, segera.naik_pada = atas, kini
    segera.save(update_fields=["dipegang", "naik_pada"])
    _tell(segera, atas)
    return True
