"""One referral on a page and on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from uuid import UUID

import segno
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from klaster.tanggal import sebut_tanggal
from posyandu.models import TugasKunjungan
from posyandu.nik import mask_nik, open_nik
from puskesmas.aturan import rules_for
from puskesmas.cetak import print_pdf
from puskesmas.contoh import has_demo
from puskesmas.errors import DomainError
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from puskesmas.pesan import read_about
from pustu.halaman.kerja.surat_masuk import is_late, say_gone
from pustu.kabar_rujukan import referral_matter
from pustu.models import Rujukan
from pustu.models.rujukan import StatusRujukan
from pustu.rujukan import SEBAB, days_allowed

TERKAIT = (
    *("warga__unit", "warga__keluarga", "warga__digabung_ke__unit", "warga__digabung_ke__keluarga"),
    *("dari__kabupaten__setelan", "ke", "dibuat_oleh", "dijawab_oleh"),
)


@dataclass(frozen=True, slots=True)
class HalamanRujukan:
    """`pustu/rujukan.html`, as `halaman`."""

    rujukan: Rujukan
    nama: str
    orang_url: str
    """Empty for those who do not see the person any more."""
    surat_url: str
    kerja: bool
    """The reader has a worklist."""
    pergi: str
    """That the person died or moved away."""
    zona: tzinfo
    hari: int
    klinis: bool
    """The reader is a health worker: sees what was found, not only what to do."""
    boleh_tiba: bool
    boleh_jawab: bool
    boleh_batal: bool
    boleh_jenguk: bool
    """A cadre can be sent to who has not arrived."""
    dijenguk: TugasKunjungan | None
    terlambat: bool
    telepon: str
    isi: Mapping[str, str]
    galat: DomainError | None


def find_rujukan(pengguna: Pengguna, pk: UUID) -> Rujukan:
    """Http404 alike for one that is missing and one that is between other places."""
    satu = Rujukan.objects.visible_to(pengguna).select_related(*TERKAIT).filter(pk=pk).first()
    if satu is None:
        raise Http404
    return satu


def find_by_kode(pengguna: Pengguna, kode: str) -> Rujukan:
    satu = Rujukan.objects.visible_to(pengguna).filter(kode=kode.upper()).first()
    if satu is None:
        raise Http404
    return satu


def build_rujukan(
    pengguna: Pengguna, satu: Rujukan, isi: Mapping[str, str], galat: DomainError | None
) -> HalamanRujukan:
    """Opening it is reading what was told of it."""
    orang = satu.warga.digabung_ke or satu.warga
    log_read(pengguna=pengguna, halaman="rujukan", warga=[orang.pk])
    read_about(perihal=referral_matter(satu), oleh=pengguna)
    menerima = pengguna.may(Aksi.TINDAK_LANJUT, satu.penerima)
    dikirim, pergi = satu.status == StatusRujukan.DIKIRIM, say_gone(orang)
    tugas = TugasKunjungan.objects.visible_to(pengguna).terbuka().of_orang([orang.pk]).filter(sebab_kode=SEBAB).first()
    hari_ini, dilihat = satu.dari.hari_ini, pengguna.may(Aksi.LIHAT_ORANG, orang.unit)
    return HalamanRujukan(
        rujukan=satu,
        nama=orang.nama,
        orang_url=reverse("warga", args=[orang.pk]) if dilihat else "",
        surat_url=reverse("rujukan-surat", args=[satu.pk]) if _may_print(pengguna, satu) else "",
        kerja=bool(pengguna.paths_for(Aksi.TINDAK_LANJUT)),
        pergi=pergi,
        zona=satu.dari.zona,
        hari=(hari_ini - satu.tanggal).days,
        klinis=any(pengguna.may(Aksi.KLINIS, unit) for unit in (satu.dari, satu.penerima, orang.unit)),
        boleh_tiba=menerima and dikirim,
        boleh_jawab=menerima and satu.status == StatusRujukan.TIBA,
        boleh_batal=dikirim and pengguna.may(Aksi.TINDAK_LANJUT, satu.dari),
        boleh_jenguk=dikirim and not pergi and tugas is None and pengguna.may(Aksi.KIRIM_NYELIK, orang.unit),
        dijenguk=tugas,
        terlambat=is_late(satu, hari_ini, days_allowed(rules_for(pengguna))),
        telepon=orang.telepon if dilihat and not pergi else "",
        isi={kunci: str(nilai) for kunci, nilai in isi.items()},
        galat=galat,
    )


def _may_print(pengguna: Pengguna, satu: Rujukan) -> bool:
    """The letter holds what was found: for those who work at either end, or decide where the person lives."""
    orang = satu.warga.digabung_ke or satu.warga
    ujung = (satu.dari, satu.penerima, orang.unit)
    return satu.status != StatusRujukan.BATAL and any(pengguna.may(Aksi.TINDAK_LANJUT, unit) for unit in ujung)


def print_letter(pengguna: Pengguna, satu: Rujukan, lengkapi: Callable[[str], str]) -> bytes:
    """The letter; its QR leads those at either end to the referral and says nothing about anybody else."""
    if satu.status == StatusRujukan.BATAL:
        raise DomainError("rujukan_batal", "Rujukan ini sudah dibatalkan.", "", "Suratnya tidak dicetak lagi.", 409)
    if not _may_print(pengguna, satu):
        raise DomainError("tidak_boleh", "Surat rujukan dicetak tenaga kesehatan.", "", "Hubungi bidan.", 403)
    warga = satu.warga.digabung_ke or satu.warga
    log_read(pengguna=pengguna, halaman="rujukan-surat", warga=[warga.pk])
    alamat = lengkapi(reverse("rujukan-kode", args=[satu.kode]))
    isi = {
        "kode": satu.kode,
        "qr": segno.make(alamat, error="m", micro=False).svg_inline(border=0, dark="#16232B"),
        "alamat": alamat,
        "dinas": f"Dinas Kesehatan {satu.dari.kabupaten.nama}" if satu.dari.kabupaten else "",
        "dari": satu.dari.nama_lengkap,
        "ke": satu.tujuan,
        "tanggal": sebut_tanggal(satu.tanggal),
        "nama": warga.nama,
        "jenis_kelamin": warga.get_jenis_kelamin_display(),
        "tanggal_lahir": sebut_tanggal(warga.tanggal_lahir),
        "nik": mask_nik(open_nik(warga.nik_sandi)) or "belum ada",
        "posyandu": warga.unit.nama_lengkap,
        "tempat_tinggal": f"{warga.keluarga.alamat} RT {warga.keluarga.rt}" if warga.keluarga else "",
        "alasan": satu.alasan,
        "catatan": satu.catatan,
        "oleh": str(satu.dibuat_oleh),
        "contoh": has_demo(),
    }
    return print_pdf("rujukan", isi, saat=timezone.now())
