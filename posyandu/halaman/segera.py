"""Danger signs for those who must answer: who, what was found, who was called when, who has it in hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import Final
from uuid import UUID

from django.utils import timezone

from klaster.aturan import muat_aturan
from posyandu.models import Segera
from puskesmas.alamat import link
from puskesmas.jam import holder_name
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from puskesmas.waktu import zone_of

LAMA: Final = timedelta(days=14)
PALING: Final = 100


@dataclass(frozen=True, slots=True)
class BarisSegera:
    id: UUID
    nama: str
    warga_url: str
    lahir: date
    tempat: str
    temuan: tuple[str, ...]
    oleh: str
    diterima: datetime
    dihubungi: datetime | None
    dihubungi_cara: str
    dihubungi_oleh: str
    naik: tuple[str, ...]
    """ "Puskesmas Manggar jam 11.42": each rung that was told after the first."""
    pemegang: str
    diketahui: datetime | None
    diketahui_oleh: str
    catatan: str
    gugur: datetime | None
    telepon: str
    boleh: bool


@dataclass(frozen=True, slots=True)
class HalamanSegera:
    """`posyandu/meja/segera.html`, as `halaman`."""

    terbuka: tuple[BarisSegera, ...]
    lalu: tuple[BarisSegera, ...]
    hari_ini: date


def build_segera(pengguna: Pengguna) -> HalamanSegera:
    """Those that nobody has in hand, the longest waiting first; then the last two weeks. Names are noted."""
    zona = zone_of(pengguna)
    rows = Segera.objects.visible_to(pengguna).select_related(
        "warga__digabung_ke", "unit", "dipegang", "kunjungan__dicatat_oleh", "dihubungi_oleh", "diketahui_oleh"
    )
    semua = rows.prefetch_related("naik__unit")
    terbuka = list(semua.filter(gugur_pada=None, diketahui_pada=None).order_by("dibuat_pada", "pk")[:PALING])
    baru = semua.filter(dibuat_pada__gte=timezone.now() - LAMA).exclude(gugur_pada=None, diketahui_pada=None)
    lalu = list(baru.order_by("-dibuat_pada", "pk")[:PALING])
    log_read(pengguna=pengguna, halaman="segera", warga=[satu.warga.pokok_id for satu in (*terbuka, *lalu)])
    return HalamanSegera(
        terbuka=tuple(_rows(pengguna, terbuka, zona)),
        lalu=tuple(_rows(pengguna, lalu, zona)),
        hari_ini=timezone.localdate(timezone=zona),
    )


def _rows(pengguna: Pengguna, segera: Iterable[Segera], zona: tzinfo) -> Iterable[BarisSegera]:
    return (_row(pengguna, satu, zona) for satu in segera)


def _row(pengguna: Pengguna, satu: Segera, zona: tzinfo) -> BarisSegera:
    orang = satu.warga.digabung_ke or satu.warga
    nama = muat_aturan().temuan
    naik = list(satu.naik.all())[1:]
    return BarisSegera(
        id=satu.pk,
        nama=orang.nama,
        warga_url=link("warga", str(orang.pk)),
        lahir=orang.tanggal_lahir,
        tempat=satu.unit.nama_lengkap,
        temuan=tuple(nama[kode].nama if kode in nama else kode for kode in satu.temuan),
        oleh=satu.kunjungan.diperiksa_oleh or str(satu.kunjungan.dicatat_oleh),
        diterima=satu.dibuat_pada.astimezone(zona),
        dihubungi=satu.dihubungi_pada and satu.dihubungi_pada.astimezone(zona),
        dihubungi_cara=satu.get_dihubungi_cara_display(),
        dihubungi_oleh=str(satu.dihubungi_oleh or ""),
        naik=tuple(f"{holder_name(n.unit)} jam {n.pada.astimezone(zona):%H.%M}" for n in naik),
        pemegang=holder_name(satu.dipegang),
        diketahui=satu.diketahui_pada and satu.diketahui_pada.astimezone(zona),
        diketahui_oleh=str(satu.diketahui_oleh or ""),
        catatan=satu.catatan,
        gugur=satu.gugur_pada and satu.gugur_pada.astimezone(zona),
        telepon=orang.telepon,
        boleh=pengguna.may(Aksi.KELOLA_MASALAH, satu.unit),
    )
