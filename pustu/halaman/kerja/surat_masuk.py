"""Referrals at either end of which the reader works: who has not arrived, who came, what waits for an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from klaster.aturan import Aturan
from posyandu.models import Warga
from posyandu.models.orang import StatusWarga
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from pustu.models import Rujukan
from pustu.models.rujukan import StatusRujukan
from pustu.rujukan import days_allowed


@dataclass(frozen=True, slots=True)
class BarisRujukan:
    url: str
    nama: str
    tanggal_lahir: date
    alasan: str
    tempat: str
    tanggal: date
    oleh: str
    hari: int
    keadaan: str
    tombol: str


@dataclass(frozen=True, slots=True)
class DaftarRujukan:
    """`belum`: sent from here and not arrived in time. `masuk`: sent to here. `jalan`: the others on their way."""

    belum: Sequence[BarisRujukan]
    masuk: Sequence[BarisRujukan]
    jalan: Sequence[BarisRujukan]
    warga: Sequence[UUID]

    @property
    def jumlah(self) -> int:
        return len(self.belum) + len(self.masuk) + len(self.jalan)


def list_referrals(pengguna: Pengguna, aturan: Aturan, hari_ini: date) -> DaftarRujukan:
    """All open ones, however many: none may fall off the list."""
    wilayah = pengguna.paths_for(Aksi.TINDAK_LANJUT)
    rows = Rujukan.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT).open().order_by("tanggal", "pk")
    semua = list(rows.select_related("warga__digabung_ke", "dari", "ke", "dibuat_oleh"))
    batas = days_allowed(aturan)
    masuk = [satu for satu in semua if _is_sent_to(satu, wilayah)]
    keluar = [satu for satu in semua if not _is_sent_to(satu, wilayah)]
    belum = [satu for satu in keluar if is_late(satu, hari_ini, batas)]
    return DaftarRujukan(
        belum=_rows(belum, hari_ini, "Hubungi keluarga"),
        masuk=_rows(masuk, hari_ini, ""),
        jalan=_rows((satu for satu in keluar if satu not in belum), hari_ini, "Buka"),
        warga=[satu.warga_id for satu in semua],
    )


def _is_sent_to(rujukan: Rujukan, wilayah: tuple[str, ...]) -> bool:
    return rujukan.ke is not None and rujukan.ke.jalur.startswith(wilayah)


def is_late(satu: Rujukan, hari_ini: date, batas: int) -> bool:
    """Sent more than so many days ago, and nobody has seen the person arrive."""
    return satu.status == StatusRujukan.DIKIRIM and (hari_ini - satu.tanggal).days > batas


def say_gone(orang: Warga) -> str:
    """Of whom nobody asks the family why they did not come."""
    if orang.status == StatusWarga.AKTIF:
        return ""
    return f"Orangnya tercatat {orang.get_status_display().lower()}"


def _rows(semua: Iterable[Rujukan], hari_ini: date, tombol: str) -> list[BarisRujukan]:
    return [_row(satu, hari_ini, tombol) for satu in semua]


def _row(satu: Rujukan, hari_ini: date, tombol: str) -> BarisRujukan:
    hari = (hari_ini - satu.tanggal).days
    tiba = satu.status == StatusRujukan.TIBA
    orang = satu.warga.digabung_ke or satu.warga
    keadaan = "Sudah sampai, belum dijawab" if tiba else "Belum tercatat datang"
    pergi = say_gone(orang)
    return BarisRujukan(
        url=reverse("rujukan", args=[satu.pk]),
        nama=orang.nama,
        tanggal_lahir=orang.tanggal_lahir,
        alasan=satu.alasan,
        tempat=satu.tujuan,
        tanggal=satu.tanggal,
        oleh=f"{satu.dibuat_oleh}, {satu.dari.nama_lengkap}",
        hari=hari,
        keadaan=pergi or (f"{keadaan}, {hari} hari" if hari else keadaan),
        tombol="Tutup rujukan" if pergi and tombol else tombol or ("Jawab" if tiba else "Sudah sampai?"),
    )
