"""The Nyelik list for people: whom to visit, why, until when, and what came of those who were sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, QueryDict
from django.utils import timezone

from klaster.umur import umur_tahun
from posyandu.models import TugasKunjungan
from posyandu.models.kunjungan import Kanal
from posyandu.models.orang import Warga
from posyandu.querysets import TugasKunjunganQuerySet
from posyandu.tahapan import stages_of
from posyandu.tugas import RingkasTugas, summarise_tugas
from puskesmas.alamat import link, refuse_nul
from puskesmas.errors import TANPA_TUGAS, DomainError
from puskesmas.jejak import log_read
from puskesmas.lembar import Lembar, describe_if_many
from puskesmas.models import Pengguna, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi

SELEMBAR: Final = 50
TUTUP_HARI: Final = timedelta(days=14)
TUTUP_PALING: Final = 25
DEWASA: Final = 18
RINGKAS_HARI: Final = timedelta(days=27)
TANPA_NAMA: Final = DomainError(
    "tidak_melihat_nama", "Peran Anda melihat jumlah, tanpa nama.", "", "Daftar Nyelik berisi nama.", 403
)


@dataclass(frozen=True, slots=True)
class BarisTugas:
    """One person to visit for one reason, or one whose task was closed."""

    id: UUID
    nama: str
    jenis_kelamin: str
    tanggal_lahir: date
    tahap: str
    posyandu: str
    ibu: str
    """The mother of a child, whom one asks for; her telephone stands in where the child has none."""
    sebab: str
    alamat: str
    telepon: str
    sejak: date
    tenggat: date
    lewat: int
    """Days since the due date; 0 while it is not over."""
    percobaan: int
    dicoba: date | None
    ditemui: date | None
    """Met on that day, without what they were sent for."""
    status: str
    hasil: str
    tutup: date | None
    catat_url: str | None
    boleh_batal: bool
    boleh_selesai: bool


@dataclass(frozen=True, slots=True)
class BarisRingkas:
    """What became of what was sent below one unit."""

    nama: str
    url: str
    jumlah: RingkasTugas


@dataclass(frozen=True, slots=True)
class Ditolak:
    """An ending of a task that was refused, with what was typed."""

    tugas: UUID
    cara: str
    """ "batal" or "selesai"."""
    kata: str
    galat: DomainError | None = None


@dataclass(frozen=True, slots=True)
class HalamanNyelik:
    """`posyandu/nyelik.html`, as `halaman`."""

    tempat: str
    unit: str
    """Code of the unit that was asked for; empty for all of the reader's."""
    perihal: str
    """Notices about this list."""
    hari_ini: date
    baris: tuple[BarisTugas, ...]
    lembar: Lembar | None
    hal: int
    jumlah: int
    lewat: int
    """How many are overdue."""
    ringkas: RingkasTugas
    bawahan: tuple[BarisRingkas, ...]
    tutup: tuple[BarisTugas, ...]
    banyak_tempat: bool
    ditolak: Ditolak | None
    lepas: bool
    """The task that was refused is not on this page any more; what was typed stands above the list."""


def build_nyelik(pengguna: Pengguna, query: QueryDict, ditolak: Ditolak | None = None) -> HalamanNyelik:
    """Open tasks by due date, so that what is overdue stands first; every name shown is noted."""
    unit = read_units(pengguna, query.get("unit", ""))
    hari = unit[0].hari_ini
    tugas = _below(TugasKunjungan.objects.visible_to(pengguna), unit)
    terbuka = tugas.terbuka()
    lembar = Paginator(_ordered(terbuka), SELEMBAR).get_page(query.get("hal", "1"))
    tutup = tugas.filter(selesai_pada__gte=timezone.now() - TUTUP_HARI)
    rows = list(lembar.object_list)
    sudah = list(_with_person(tutup).order_by("-selesai_pada", "pk")[:TUTUP_PALING])
    log_read(pengguna=pengguna, halaman="nyelik", warga=[satu.orang.pk for satu in (*rows, *sudah)])
    tahap = stages_of({satu.orang.pk for satu in (*rows, *sudah)}, hari)
    jumlah = _summaries(unit, hari)
    return HalamanNyelik(
        tempat=unit[0].nama_lengkap if len(unit) == 1 else f"{len(unit)} tempat tugas Anda",
        unit=query.get("unit", ""),
        perihal=f"nyelik:{unit[0].pk}" if query.get("unit") else "nyelik",
        hari_ini=hari,
        baris=tuple(_row(pengguna, satu, tahap, hari) for satu in rows),
        lembar=describe_if_many(lembar, lambda ke: link("nyelik", unit=query.get("unit", ""), hal=ke)),
        hal=lembar.number,
        jumlah=lembar.paginator.count,
        lewat=terbuka.filter(tenggat__lt=hari).count(),
        ringkas=sum((jumlah.get(satu.pk, RingkasTugas()) for satu in unit), RingkasTugas()),
        bawahan=_children(pengguna, unit, jumlah),
        tutup=tuple(_row(pengguna, satu, tahap, hari) for satu in sudah),
        banyak_tempat=any(satu.jenis != JenisUnit.POSYANDU for satu in unit) or len(unit) > 1,
        ditolak=ditolak,
        lepas=ditolak is not None and all(satu.pk != ditolak.tugas for satu in rows),
    )


def read_units(pengguna: Pengguna, kode: str, aksi: Aksi = Aksi.LIHAT_ORANG) -> list[Unit]:
    """The unit asked for, else the highest ones where the reader may do that; Http404 alike for a missing one and
    someone else's."""
    jalur = pengguna.paths_for(aksi)
    if not jalur:
        raise TANPA_NAMA if pengguna.active_penugasan() else TANPA_TUGAS
    boleh = Unit.objects.allowed_to(pengguna, aksi).select_related("kabupaten__setelan")
    if kode:
        satu = boleh.filter(kode=refuse_nul(kode, "unit")).first()
        if satu is None:
            raise Http404
        return [satu]
    teratas = [satu for satu in jalur if not any(satu != lain and satu.startswith(lain) for lain in jalur)]
    return list(boleh.filter(jalur__in=teratas).order_by("nama", "pk"))


def _below(tugas: TugasKunjunganQuerySet, unit: Sequence[Unit]) -> TugasKunjunganQuerySet:
    syarat = Q(pk__in=[])
    for satu in unit:
        syarat |= Q(posyandu__jalur__startswith=satu.jalur)
    return tugas.filter(syarat)


def _with_person(tugas: TugasKunjunganQuerySet) -> TugasKunjunganQuerySet:
    return tugas.select_related(
        "posyandu", "warga__keluarga", "warga__ibu", "warga__digabung_ke__keluarga", "warga__digabung_ke__ibu"
    )


def _ordered(tugas: TugasKunjunganQuerySet) -> TugasKunjunganQuerySet:
    """By due date, then as one walks: posyandu, RT, family."""
    return _with_person(tugas).order_by(
        "tenggat", "posyandu__nama", "posyandu", "warga__keluarga__rt", "warga__keluarga", "warga__nama", "pk"
    )


def _row(pengguna: Pengguna, tugas: TugasKunjungan, tahap: dict[UUID, str], hari: date) -> BarisTugas:
    orang, mencatat = tugas.orang, pengguna.may(Aksi.CATAT_KUNJUNGAN, tugas.posyandu)
    ibu = orang.ibu if umur_tahun(orang.tanggal_lahir, hari) < DEWASA else None
    catat = link("kunjungan-isi", str(orang.pk), unit=tugas.posyandu.kode, kanal=Kanal.RUMAH.value)
    return BarisTugas(
        id=tugas.pk,
        nama=orang.nama,
        jenis_kelamin=orang.jenis_kelamin,
        tanggal_lahir=orang.tanggal_lahir,
        tahap=tahap.get(orang.pk, ""),
        posyandu=tugas.posyandu.nama,
        ibu=ibu.nama if ibu else "",
        sebab=tugas.sebab,
        alamat=write_address(orang),
        telepon=orang.telepon or (ibu.telepon if ibu else ""),
        sejak=tugas.sejak,
        tenggat=tugas.tenggat,
        lewat=max((hari - tugas.tenggat).days, 0),
        percobaan=tugas.percobaan,
        dicoba=tugas.dicoba,
        ditemui=tugas.ditemui,
        status=tugas.get_status_display(),
        hasil=tugas.hasil,
        tutup=timezone.localdate(tugas.selesai_pada) if tugas.selesai_pada else None,
        catat_url=catat if mencatat else None,
        boleh_selesai=mencatat,
        boleh_batal=mencatat or pengguna.may(Aksi.KIRIM_NYELIK, tugas.posyandu),
    )


def write_address(warga: Warga) -> str:
    if warga.keluarga is None:
        return ""
    rt = f"RT {warga.keluarga.rt}" if warga.keluarga.rt else ""
    return ", ".join(satu for satu in (rt, warga.keluarga.alamat) if satu)


def _summaries(unit: Iterable[Unit], hari: date) -> dict[int, RingkasTugas]:
    """Of the last four weeks, by unit; one query for each hat the reader wears."""
    jumlah: dict[int, RingkasTugas] = {}
    for satu in unit:
        jumlah |= summarise_tugas(satu, hari - RINGKAS_HARI, hari)
    return jumlah


def _children(pengguna: Pengguna, unit: Sequence[Unit], jumlah: dict[int, RingkasTugas]) -> tuple[BarisRingkas, ...]:
    """The units right below that were sent somebody."""
    anak = Unit.objects.allowed_to(pengguna, Aksi.LIHAT_ORANG).filter(induk__in=[satu.pk for satu in unit])
    return tuple(
        BarisRingkas(satu.nama_lengkap, link("nyelik", unit=satu.kode), jumlah[satu.pk])
        for satu in anak.order_by("jenis", "nama", "pk")
        if satu.pk in jumlah
    )
