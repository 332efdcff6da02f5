"""A pregnancy that was written down for the wrong woman: withdrawn as a whole, with a reason; the trail keeps it."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

from django.db import transaction

from klaster.aturan import Aturan
from klaster.indikator import JenisIndikator, muat_indikator
from klaster.kontak import BIDANG
from klaster.tanggal import sebut_tanggal
from posyandu.kunci import alias_ids
from posyandu.models import Kehamilan, Kunjungan, PenyakitTerdaftar, TugasKunjungan, Warga
from posyandu.models.orang import StatusWarga
from posyandu.models.tugas import StatusTugas
from posyandu.querysets import KunjunganQuerySet
from posyandu.register import may_enter, withdraw_entries
from posyandu.riwayat import judge_since, lock_kehamilan, lock_owner
from posyandu.tugas_ikut import close_row
from posyandu.turunan import LAMA_NIFAS, load_orang
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna
from puskesmas.teks import clean_note

BUKAN_TENAGA: Final = DomainError(
    "kehamilan_tenaga_kesehatan", "Kehamilan salah catat dibatalkan bidan.", "", "Beri tahu bidan.", 403
)
SALAH: Final = "Kehamilannya salah catat."
PENOLONG: Final = "persalinan_penolong"
"""What tells the visit of a birth from another."""


@transaction.atomic
def withdraw_kehamilan(*, petugas: Pengguna, kehamilan: Kehamilan, alasan: str) -> None:
    """She never was pregnant then. Refused where a birth or a check-up of mothers is written down for it; other visits
    stay as what they are, and are judged anew. Withdrawn twice it is withdrawn once.
    """
    warga = lock_owner(kehamilan.warga_id)
    if not may_enter(petugas, warga):
        raise BUKAN_TENAGA
    if Kehamilan.tertulis.filter(pk=kehamilan.pk).exclude(alasan_batal="").exists():
        return
    kehamilan = lock_kehamilan(kehamilan)
    kehamilan.alasan_batal = clean_note(alasan, bidang="alasan", paling=200)
    _check_birth(warga, kehamilan)
    _check_served(warga, kehamilan)
    kehamilan.save(update_fields=["alasan_batal"])
    withdraw_entries(oleh=petugas, warga=warga, penyakit=PenyakitTerdaftar.Penyakit.KEK, sejak=kehamilan.hpht)
    _drop_tasks(warga, load_orang([warga.pk])[warga.pk].aturan)
    judge_since(warga, kehamilan.hpht)


def _check_birth(warga: Warga, kehamilan: Kehamilan) -> None:
    lahir = _visits(warga, kehamilan, kehamilan.selesai).filter(pengukuran__has_key=PENOLONG).first()
    if lahir is not None:
        raise DomainError(
            "sudah_bersalin",
            f"Persalinan dari kehamilan ini sudah dicatat, {sebut_tanggal(lahir.tanggal)}.",
            "alasan",
            "Batalkan dahulu persalinannya di halaman Persalinan.",
        )
    if kehamilan.selesai is None:
        return
    anak = Warga.objects.pokok().filter(ibu__in=alias_ids(warga.pk), tanggal_lahir=kehamilan.selesai)
    bayi = anak.exclude(status=StatusWarga.KELIRU).first()
    if bayi is not None:
        raise DomainError(
            "ada_bayinya",
            f"{bayi.nama} tercatat sebagai anaknya, lahir {sebut_tanggal(bayi.tanggal_lahir)}.",
            "alasan",
            "Tandai dahulu data anak itu salah catat, atau betulkan ibunya.",
        )


def _check_served(warga: Warga, kehamilan: Kehamilan) -> None:
    sampai = kehamilan.selesai and kehamilan.selesai + LAMA_NIFAS
    rows = _visits(warga, kehamilan, sampai)
    layanan = (rows.filter(**{f"pengukuran__{BIDANG[jenis]}": True}) for jenis in ("hamil", "nifas"))
    hari = sorted({tanggal for satu in layanan for tanggal in satu.values_list("tanggal", flat=True)})
    if hari:
        raise DomainError(
            "sudah_dilayani",
            f"Sudah ada {len(hari)} periksa hamil atau nifas untuk kehamilan ini, terakhir {sebut_tanggal(hari[-1])}.",
            "alasan",
            "Bila itu milik orang lain, batalkan dahulu kunjungannya; bila isiannya yang salah, perbaiki kunjungannya.",
        )


def _visits(warga: Warga, kehamilan: Kehamilan, sampai: date | None) -> KunjunganQuerySet:
    """In force, since the last period until that day, or until now."""
    rows = Kunjungan.objects.filter(warga__in=alias_ids(warga.pk), berlaku=True, tanggal__gte=kehamilan.hpht)
    return (rows if sampai is None else rows.filter(tanggal__lte=sampai)).order_by("tanggal")


def _drop_tasks(warga: Warga, aturan: Aturan) -> None:
    """No cadre goes there for a pregnancy that is none."""
    kontak = {kode for satu in aturan.tabel.kontak if satu.jenis != "neonatal" for kode in satu.isi}
    td, tablet = {satu.kode for satu in aturan.tabel.td}, {k.kode for k in aturan.ulang if k.kelompok == "ttd"}
    terbuka = TugasKunjungan.objects.terbuka().of_orang([warga.pk])
    rows = list(terbuka.filter(sebab_kode__in=kontak | td | tablet | _of_mothers()).select_for_update(of=("self",)))
    for satu in rows:
        close_row(satu, StatusTugas.BATAL, SALAH)
    TugasKunjungan.objects.bulk_update(rows, ["status", "hasil", "selesai_pada", "kunjungan"])


@cache
def _of_mothers() -> frozenset[str]:
    """Indicators that ask about nobody else."""
    return frozenset(satu.kode for satu in muat_indikator() if _about_mothers(satu))


def _about_mothers(satu: JenisIndikator) -> bool:
    return satu.satuan in ("kehamilan", "nifas") or bool(satu.penyebut.hamil or satu.penyebut.nifas)
