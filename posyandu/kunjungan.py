"""Record visits: the heart of the product. One path for one visit and for a hundred.

A batch is one transaction with a number of queries that does not depend on its size. Only when the database refuses the
batch as a whole is each item tried alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import DatabaseError, IntegrityError, OperationalError, transaction
from django.utils import timezone

from klaster.bidang import check_pengukuran
from klaster.evaluate import Temuan
from klaster.tanggal import sebut_tanggal
from posyandu.hari_kunjungan import Hari, find_sessions
from posyandu.kiriman import Kiriman, parse_kiriman
from posyandu.klinis import check_klinis, check_own, told_findings
from posyandu.models import HariBuka, Kunjungan, KunjunganDitahan, Warga
from posyandu.models.kunjungan import Kanal
from posyandu.models.orang import StatusWarga
from posyandu.perubahan import note_perubahan
from posyandu.tertahan import check_circle, find_targets, load_held, why_held
from posyandu.tugas_ikut import settle_tugas
from posyandu.turunan import (
    Orang,
    Putusan,
    apply,
    judge,
    load_history,
    load_orang,
    load_visits,
    save_derived,
    save_verdicts,
)
from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Perangkat, Unit
from puskesmas.peran import Aksi

DITERIMA, SUDAH_ADA, KONFLIK = "diterima", "sudah_ada", "konflik"
DITAHAN, DITOLAK, COBA_LAGI = "ditahan", "ditolak", "coba_lagi"


@dataclass(slots=True)
class Hasil:
    """What became of one sent visit."""

    id: UUID
    status: str
    galat: DomainError | None = None
    temuan: tuple[str, ...] = ()


@dataclass(slots=True)
class Isi:
    """Everything a batch needs from the database, read once."""

    petugas: Pengguna
    perangkat: Perangkat | None
    hari_ini: Mapping[int, date]
    unit: dict[str, Unit]
    warga: dict[UUID, Warga]
    orang: dict[UUID, Orang]
    ada: dict[UUID, Kunjungan]
    terlihat: set[UUID]
    ditahan: dict[UUID, KunjunganDitahan]
    sasaran: dict[UUID, Kunjungan]
    diganti: set[UUID]
    sesi: dict[Hari, HariBuka]
    baru: list[Kunjungan] = field(default_factory=list)
    tertahan: list[KunjunganDitahan] = field(default_factory=list)


def record_kunjungan(*, petugas: Pengguna, perangkat: Perangkat | None, kiriman: Kiriman) -> Hasil:
    """Record one visit, correction or withdrawal."""
    return record_batch(petugas=petugas, perangkat=perangkat, kiriman=[kiriman])[0]


def record_batch(*, petugas: Pengguna, perangkat: Perangkat | None, kiriman: Sequence[Kiriman]) -> list[Hasil]:
    """Record visits in the order sent; one bad item never blocks or undoes the others."""
    try:
        return _record(petugas, perangkat, kiriman)
    except OperationalError:
        return [_retry(k) for k in kiriman]
    except DatabaseError:
        return [_record_alone(petugas, perangkat, k) for k in kiriman]


def _record_alone(petugas: Pengguna, perangkat: Perangkat | None, kiriman: Kiriman) -> Hasil:
    """One item in a transaction of its own; a second try sees what a concurrent writer has just stored."""
    for _ in range(2):
        try:
            return _record(petugas, perangkat, [kiriman])[0]
        except IntegrityError:
            continue
        except DatabaseError:
            break
    return _retry(kiriman)


def _retry(kiriman: Kiriman) -> Hasil:
    return Hasil(
        kiriman.id, COBA_LAGI, DomainError("coba_lagi", "Server sedang sibuk.", saran="Kiriman akan dicoba lagi.")
    )


@transaction.atomic
def _record(petugas: Pengguna, perangkat: Perangkat | None, kiriman: Sequence[Kiriman]) -> list[Hasil]:
    isi = _read(petugas, perangkat, kiriman)
    hasil = [_decide(isi, k) for k in kiriman]
    if isi.tertahan:
        KunjunganDitahan.objects.bulk_create(isi.tertahan)
    if isi.baru:
        found, ikut = _write(isi)
        _fill_findings(isi, hasil, found)
        _release(isi)
        note_perubahan({row.warga.pokok_id for row in isi.baru} | ikut)
    return hasil


# --- read ---


def _read(petugas: Pengguna, perangkat: Perangkat | None, kiriman: Sequence[Kiriman]) -> Isi:
    ids = {k.id for k in kiriman}
    targets = {k.menggantikan for k in kiriman if k.menggantikan}
    sasaran = find_targets(petugas, targets, ids)
    boleh = _find_warga(petugas, {k.warga for k in kiriman if k.warga})
    roots = {pokok or pk for pk, pokok in boleh.items()} | {t.warga.pokok_id for t in sasaran.values()}
    _lock(roots)
    orang = load_orang(roots)
    unit = Unit.objects.allowed_to(petugas, Aksi.CATAT_KUNJUNGAN).filter(kode__in={k.unit for k in kiriman if k.unit})
    found = {u.kode: u for u in unit.select_related("kabupaten__setelan")}
    ada = {row.pk: row for row in Kunjungan.objects.filter(pk__in=ids)}
    return Isi(
        petugas=petugas,
        perangkat=perangkat,
        hari_ini={u.pk: u.hari_ini for u in found.values()},
        unit=found,
        warga={pk: row for o in orang.values() for pk, row in o.baris.items() if pk in boleh},
        orang=orang,
        ada=ada,
        terlihat=_seen(petugas, ada.values()),
        ditahan=load_held(ids | targets),
        sasaran=sasaran,
        diganti=set(Kunjungan.objects.filter(menggantikan__in=targets).values_list("menggantikan_id", flat=True)),
        sesi=find_sessions(found, kiriman),
    )


def _seen(petugas: Pengguna, ada: Iterable[Kunjungan]) -> set[UUID]:
    """Those of these visits that this user wrote or may read; others are as if they were not there."""
    asing = {row.pk for row in ada if row.dicatat_oleh_id != petugas.pk}
    boleh = Kunjungan.objects.visible_to(petugas).filter(pk__in=asing) if asing else Kunjungan.objects.none()
    return {row.pk for row in ada} - asing | set(boleh.values_list("pk", flat=True))


def _find_warga(petugas: Pengguna, ids: set[UUID]) -> dict[UUID, UUID | None]:
    """The people this user may write about, and whom each was merged into."""
    rows = Warga.objects.allowed_to(petugas, Aksi.CATAT_KUNJUNGAN).filter(pk__in=ids)
    return dict(rows.values_list("pk", "digabung_ke_id"))


def _lock(roots: set[UUID]) -> None:
    """Lock root rows in id order, so that a person's history is judged by one writer at a time."""
    list(Warga.objects.filter(pk__in=roots).order_by("pk").select_for_update(no_key=True).values_list("pk"))


# --- decide ---


def _decide(isi: Isi, kiriman: Kiriman) -> Hasil:
    """What becomes of one item; accepted rows gather in `isi.baru`, held ones in `isi.tertahan`."""
    try:
        if repeated := _repeated(isi, kiriman):
            return repeated
        if kiriman.menggantikan:
            return _replace(isi, kiriman, kiriman.menggantikan)
        return _accept(isi, kiriman, None)
    except DomainError as galat:
        return Hasil(kiriman.id, DITOLAK, galat)


def _repeated(isi: Isi, kiriman: Kiriman) -> Hasil | None:
    """An id that was sent before: the same content is "already there"; other content, or not the user's, is refused."""
    known = isi.ada.get(kiriman.id) or isi.ditahan.get(kiriman.id)
    if known is None:
        return None
    if known.sidik != kiriman.sidik or (isinstance(known, Kunjungan) and known.pk not in isi.terlihat):
        raise DomainError(
            "id_dipakai_ulang", "Id ini sudah dipakai catatan lain.", "id", "Buat id baru untuk catatan baru."
        )
    if isinstance(known, KunjunganDitahan):
        status = DITAHAN if known.sebab == KunjunganDitahan.Sebab.MENUNGGU else KONFLIK
        return Hasil(kiriman.id, status, why_held(known.sebab))
    return Hasil(kiriman.id, SUDAH_ADA, temuan=told_findings(isi.petugas, known.temuan))


def _replace(isi: Isi, kiriman: Kiriman, asal: UUID) -> Hasil:
    """A correction or a withdrawal."""
    target = isi.sasaran.get(asal)
    if target is None:
        check_circle(isi.ditahan, kiriman.id, asal)
        return _hold(isi, kiriman, asal, KunjunganDitahan.Sebab.MENUNGGU)
    if target.pk in isi.diganti or not target.berlaku:
        return _hold(isi, kiriman, asal, KunjunganDitahan.Sebab.KONFLIK)
    check_own(isi.petugas, target, isi.orang[target.warga.pokok_id].aturan)
    hasil = _withdraw(isi, kiriman, target) if kiriman.batal else _accept(isi, kiriman, target)
    isi.diganti.add(target.pk)
    return hasil


def _hold(isi: Isi, kiriman: Kiriman, asal: UUID, sebab: str) -> Hasil:
    row = KunjunganDitahan(
        id=kiriman.id,
        menunggu=asal,
        sebab=sebab,
        sidik=kiriman.sidik,
        isi=dict(kiriman.isi),
        pengguna=isi.petugas,
        perangkat=isi.perangkat,
    )
    isi.tertahan.append(row)
    isi.ditahan[row.pk] = row
    return Hasil(kiriman.id, DITAHAN if sebab == KunjunganDitahan.Sebab.MENUNGGU else KONFLIK, why_held(sebab))


def _accept(isi: Isi, kiriman: Kiriman, target: Kunjungan | None) -> Hasil:
    warga, unit = _find(isi, kiriman, target)
    _check_date(isi, warga, unit, kiriman.tanggal)
    orang = isi.orang[warga.pokok_id]
    check_klinis(isi.petugas, unit, orang.aturan, kiriman.pengukuran)
    pengukuran, salah = check_pengukuran(
        orang.aturan, orang.profil(kiriman.tanggal, kiriman.kanal), kiriman.pengukuran, kiriman.tanggal
    )
    if salah:
        raise DomainError(salah[0].kode, salah[0].pesan, f"pengukuran.{salah[0].bidang}", salah[0].saran)
    _append(isi, kiriman, warga, unit, pengukuran, target)
    return Hasil(kiriman.id, DITERIMA)


def _find(isi: Isi, kiriman: Kiriman, target: Kunjungan | None) -> tuple[Warga, Unit]:
    """Person and place inside the user's scope; one's own visit may be corrected after its person has moved away."""
    warga = isi.warga.get(kiriman.warga) if kiriman.warga else None
    if warga is None and target is not None and target.warga_id == kiriman.warga:
        warga = target.warga
    if warga is None:
        raise DomainError(
            "warga_tidak_ditemukan", "Warga tidak ditemukan di wilayah Anda.", "warga", "Cari lagi namanya."
        )
    unit = isi.unit.get(kiriman.unit)
    if unit is None:
        raise DomainError("unit_tidak_ditemukan", "Tempat pelayanan tidak ditemukan di wilayah Anda.", "unit")
    return warga, unit


def _check_date(isi: Isi, warga: Warga, unit: Unit, tanggal: date) -> None:
    orang = isi.orang[warga.pokok_id].warga
    if tanggal > isi.hari_ini[unit.pk]:
        raise DomainError(
            "tanggal_masa_depan", "Tanggal kunjungan tidak boleh di masa depan.", "tanggal", "Periksa juga jam HP Anda."
        )
    if tanggal < orang.tanggal_lahir:
        raise DomainError(
            "sebelum_lahir", "Tanggal kunjungan lebih awal dari tanggal lahir.", "tanggal", "Periksa kedua tanggal."
        )
    if orang.status_sejak and _is_gone(orang, tanggal):
        raise DomainError(
            f"warga_{orang.status}",
            f"Warga ini tercatat {orang.kata_status} {sebut_tanggal(orang.status_sejak)}.",
            "warga",
            "Perbaiki statusnya atau pilih orang lain.",
        )


def _is_gone(orang: Warga, tanggal: date) -> bool:
    """On the day of leaving or dying somebody was still served; whoever was written down by mistake never was."""
    if orang.status == StatusWarga.AKTIF or orang.status_sejak is None:
        return False
    return tanggal > orang.status_sejak or orang.status == StatusWarga.KELIRU


def _withdraw(isi: Isi, kiriman: Kiriman, target: Kunjungan) -> Hasil:
    _append(isi, kiriman, target.warga, target.unit_layanan, {}, target)
    return Hasil(kiriman.id, DITERIMA)


def _append(
    isi: Isi, kiriman: Kiriman, warga: Warga, unit: Unit, pengukuran: Mapping[str, object], target: Kunjungan | None
) -> None:
    """Add the accepted row to the batch; a withdrawal repeats where and when of the visit it cancels."""
    withdrawal = target if kiriman.batal else None
    now = timezone.now()
    tanggal = withdrawal.tanggal if withdrawal else kiriman.tanggal
    kanal = withdrawal.kanal if withdrawal else kiriman.kanal
    row = Kunjungan(
        id=kiriman.id,
        warga=warga,
        unit_layanan=unit,
        kanal=kanal,
        tanggal=tanggal,
        hari_buka=isi.sesi.get((unit.pk, tanggal)) if kanal == Kanal.POSYANDU and not withdrawal else None,
        dicatat_oleh=isi.perangkat.pengguna if isi.perangkat else isi.petugas,
        diperiksa_oleh=kiriman.diperiksa_oleh,
        perangkat=isi.perangkat,
        pengukuran=dict(pengukuran),
        sidik=kiriman.sidik,
        temuan_saat_entri=list(kiriman.temuan_saat_entri),
        diperiksa_ulang=[kode for kode in dict.fromkeys(kiriman.diperiksa_ulang) if kode in pengukuran],
        menggantikan=target,
        alasan_batal=kiriman.batal,
        dicatat_pada=min(kiriman.dicatat_pada or now, now),
        diterima_pada=now,
        berlaku=not withdrawal,
    )
    if target is not None:
        target.berlaku = False
    isi.baru.append(row)
    isi.ada[row.pk] = row
    isi.terlihat.add(row.pk)
    isi.sasaran[row.pk] = row


# --- write ---


def _write(isi: Isi) -> tuple[dict[UUID, tuple[Temuan, ...]], set[UUID]]:
    """Store the accepted rows, judge the people concerned from the earliest date touched, mark what to recompute.

    Returns what was found by visit, and whose tasks changed.
    """
    replaced = [row.menggantikan for row in isi.baru if row.menggantikan is not None]
    sejak = min(row.tanggal for row in (*isi.baru, *replaced))
    putusan = _judge_all(isi, {row.pk for row in replaced}, sejak)
    changed = apply(putusan)
    new = {row.pk for row in isi.baru}
    Kunjungan.objects.bulk_create(isi.baru)
    Kunjungan.objects.filter(pk__in=[row.pk for row in replaced if row.pk not in new]).update(
        berlaku=False, bagian_dari=None
    )
    save_derived([row for row in changed if row.pk not in new])
    save_verdicts(isi.orang, putusan, sejak)
    ikut = settle_tugas(
        warga=[baris for o in isi.orang.values() for baris in o.baris.values()], diganti=[row.pk for row in replaced]
    )
    _mark(isi, sejak)
    return {p.kepala.pk: p.temuan for p in putusan}, ikut


def _judge_all(isi: Isi, replaced: set[UUID], sejak: date) -> list[Putusan]:
    visits, lalu = load_visits(isi.orang, sejak), load_history(isi.orang, sejak)
    for row in isi.baru:
        if row.berlaku:
            visits[row.warga.pokok_id].append(row)
    return [
        verdict
        for pokok, orang in isi.orang.items()
        for verdict in judge(orang, [v for v in visits[pokok] if v.pk not in replaced], sejak, lalu[pokok])
    ]


def _mark(isi: Isi, sejak: date) -> None:
    """Coverage counts where people live, workload where they were served: both kabupaten are out of date."""
    served = {row.unit_layanan.kabupaten_id for row in isi.baru}
    for kabupaten_id in sorted({o.warga.kabupaten_id for o in isi.orang.values()} | {k for k in served if k}):
        mark_perlu_hitung(kabupaten_id=kabupaten_id, sejak=sejak)


def _fill_findings(isi: Isi, hasil: list[Hasil], found: Mapping[UUID, tuple[Temuan, ...]]) -> None:
    """A part answers with the findings of the whole visit, an item sent twice in a batch with those of the first."""
    head = {row.pk: row.bagian_dari_id or row.pk for row in isi.baru}
    for h in hasil:
        if h.status in (DITERIMA, SUDAH_ADA) and h.id in head:
            h.temuan = told_findings(isi.petugas, [t.kode for t in found.get(head[h.id], ())])


def _release(isi: Isi) -> None:
    """Apply what waited for the visits that have just come; what cannot be applied stays for a person to settle."""
    waiting = KunjunganDitahan.objects.filter(
        menunggu__in=[row.pk for row in isi.baru], sebab=KunjunganDitahan.Sebab.MENUNGGU, diputus_pada=None
    ).select_related("pengguna", "perangkat")
    for row in waiting.order_by("diterima_pada", "pk").select_for_update(of=("self",)):
        KunjunganDitahan.objects.filter(pk=row.pk).delete()
        hasil = _record(row.pengguna, row.perangkat, [parse_kiriman(row.isi)])[0]
        if hasil.status == DITOLAK:
            row.sebab = KunjunganDitahan.Sebab.DITOLAK
            row.save(force_insert=True)
