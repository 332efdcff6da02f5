"""Give doses in a session: the vial is named once, every child gets a visit of its own through the one function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from klaster.aturan import Aturan, muat_aturan
from klaster.beri import refuse_dosis
from klaster.bidang import check_pengukuran
from klaster.imunisasi import Jadwal
from klaster.profil import JenisKelamin, Profil, Riwayat
from posyandu.kiriman import Kiriman, row_id, row_kiriman
from posyandu.kunci import lock_orang
from posyandu.kunjungan import DITERIMA, SUDAH_ADA, Hasil, record_batch
from posyandu.models import Kunjungan, Warga
from posyandu.models.kunjungan import Kanal
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi


@dataclass(frozen=True, slots=True)
class Vial:
    """What stands on it; both may be unknown."""

    lot: str = ""
    kedaluwarsa: date | None = None


@dataclass(frozen=True, slots=True)
class Diberi:
    """What became of one child's doses."""

    warga: UUID
    status: str
    galat: DomainError | None = None

    @property
    def tersimpan(self) -> bool:
        return self.status in (DITERIMA, SUDAH_ADA)


@dataclass(frozen=True, slots=True)
class Sesi:
    """One afternoon with the cold box: where, when, and the vials by vaccine."""

    unit: Unit
    tanggal: date
    kanal: str
    vial: Mapping[str, Vial] = field(default_factory=dict)

    @property
    def aturan(self) -> Aturan:
        return rules_of(self.unit)

    @property
    def jadwal(self) -> Jadwal:
        return schedule_of(self.aturan, self.kanal)


def rules_of(unit: Unit) -> Aturan:
    kabupaten = unit.kabupaten
    return muat_aturan(kabupaten.setelan.aturan or None) if kabupaten else muat_aturan()


def schedule_of(aturan: Aturan, kanal: str) -> Jadwal:
    """What is given there: at school the doses of a class, elsewhere those of young children."""
    return aturan.tabel.bias if kanal == Kanal.SEKOLAH else aturan.tabel.imunisasi


def load_profiles(aturan: Aturan, warga: Iterable[Warga], kanal: str) -> dict[UUID, Profil]:
    """People with their known doses, by the id of the row that was asked for; one query however many there are."""
    pokok = {satu.pokok_id: satu for satu in warga}
    kode = [dosis.kode for dosis in schedule_of(aturan, kanal).semua]
    rows = Kunjungan.objects.filter(Q(warga__in=pokok) | Q(warga__digabung_ke__in=pokok), berlaku=True)
    isi = rows.filter(pengukuran__has_any_keys=kode).order_by("tanggal", "diterima_pada")
    riwayat: dict[UUID, list[Riwayat]] = defaultdict(list)
    for satu, utama, tanggal, nilai in isi.values_list("warga", "warga__digabung_ke", "tanggal", "pengukuran"):
        riwayat[utama or satu].append(Riwayat(tanggal, nilai))
    return {
        pk: Profil(
            satu.tanggal_lahir, JenisKelamin(satu.jenis_kelamin), kanal=kanal, riwayat=tuple(riwayat.get(pk, ()))
        )
        for pk, satu in pokok.items()
    }


def check_vials(sesi: Sesi, lahir: date) -> None:
    """Refuses an expired vial before anybody is written down."""
    profil = Profil(lahir, JenisKelamin.P, kanal=sesi.kanal)
    _, salah = check_pengukuran(sesi.aturan, profil, _vial_fields(sesi, sesi.vial), sesi.tanggal)
    if salah:
        raise DomainError(salah[0].kode, salah[0].pesan, salah[0].bidang, salah[0].saran)


@transaction.atomic
def give_doses(*, oleh: Pengguna, halaman: UUID, sesi: Sesi, dosis: Mapping[UUID, Sequence[str]]) -> tuple[Diberi, ...]:
    """Doses (field codes) by child, each child all or nothing. `halaman` is the id of the page that was sent: sent
    twice it stores once. A dose that somebody else has written meanwhile is refused, as people are locked first."""
    if not oleh.may(Aksi.KLINIS, sesi.unit):
        raise DomainError("tidak_boleh", "Anda tidak bertugas memberi imunisasi di sini.", "unit", "", 403)
    check_vials(sesi, sesi.tanggal)
    boleh = Warga.objects.allowed_to(oleh, Aksi.CATAT_KUNJUNGAN).filter(pk__in=dosis)
    orang = lock_orang(list(boleh.values_list("pk", flat=True)))
    profil = load_profiles(sesi.aturan, [orang[orang[pk].pokok_id] for pk in dosis if pk in orang], sesi.kanal)
    kirim: dict[UUID, Kiriman] = {}
    ditolak: list[Diberi] = []
    dulu = _sent_before(oleh, {pk: row_id(halaman, pk) for pk in dosis})
    for pk, kode in dosis.items():
        galat = _refuse(sesi, profil.get(orang[pk].pokok_id) if pk in orang else None, kode)
        if galat is not None and pk not in dulu:
            ditolak.append(Diberi(pk, "ditolak", galat))
        else:
            kirim[pk] = _visit(oleh, sesi, halaman, pk, kode)
    hasil = record_batch(petugas=oleh, perangkat=None, kiriman=list(kirim.values()))
    return (*(_answer(pk, satu) for pk, satu in zip(kirim, hasil, strict=True)), *ditolak)


def _sent_before(oleh: Pengguna, ids: Mapping[UUID, UUID]) -> set[UUID]:
    ada = set(Kunjungan.objects.filter(pk__in=ids.values(), dicatat_oleh=oleh).values_list("pk", flat=True))
    return {warga for warga, pk in ids.items() if pk in ada}


def _refuse(sesi: Sesi, profil: Profil | None, kode: Sequence[str]) -> DomainError | None:
    if profil is None:
        return DomainError("warga_tidak_ditemukan", "Warga tidak ditemukan di wilayah Anda.", "warga", "Cari lagi.")
    if not kode:
        return DomainError("dosis_kosong", "Belum ada dosis yang dicentang.", "dosis", "Centang, atau lepas namanya.")
    for satu in kode:
        tolak = refuse_dosis(sesi.jadwal, profil, satu, sesi.tanggal)
        if tolak is not None:
            return DomainError(tolak.kode, tolak.pesan, satu, tolak.saran)
    return None


def _visit(oleh: Pengguna, sesi: Sesi, halaman: UUID, warga: UUID, kode: Sequence[str]) -> Kiriman:
    vaksin = {satu.kode: satu.vaksin for satu in sesi.jadwal.semua}
    dipakai = {vaksin[satu]: sesi.vial[vaksin[satu]] for satu in kode if vaksin.get(satu) in sesi.vial}
    return row_kiriman(
        halaman=halaman,
        warga=warga,
        unit=sesi.unit.kode,
        tanggal=sesi.tanggal,
        kanal=sesi.kanal,
        pengukuran={**dict.fromkeys(kode, sesi.tanggal.isoformat()), **_vial_fields(sesi, dipakai)},
        diperiksa_oleh=str(oleh)[:150],
    )


def _vial_fields(sesi: Sesi, vial: Mapping[str, Vial]) -> dict[str, object]:
    lot = {f"lot_{kode}": satu.lot for kode, satu in vial.items() if satu.lot}
    sampai = {f"ed_{kode}": satu.kedaluwarsa.isoformat() for kode, satu in vial.items() if satu.kedaluwarsa}
    return {**lot, **sampai}


def _answer(warga: UUID, hasil: Hasil) -> Diberi:
    return Diberi(warga, hasil.status, hasil.galat)
