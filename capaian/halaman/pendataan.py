"""What is done about people whom the projection expects and the register does not know: somebody goes and counts."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict

from capaian.halaman.jadwal import residents
from capaian.halaman.kelompok import in_stage, service_stages
from capaian.halaman.kisi import Kisi
from capaian.halaman.model import Pilihan, Tautan
from capaian.halaman.tulisan import bilangan
from capaian.models import Sasaran, StatusDokumen
from capaian.target import kelompok_sasaran
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.halaman.isian import need_due, need_owner, read_id
from puskesmas.models import Tindakan
from puskesmas.penanggung import name_owners
from puskesmas.peran import Aksi
from puskesmas.tindakan import assign_tindakan

TENGGAT: Final = timedelta(days=14)
"""Proposed; a session of every posyandu lies inside it more often than not."""


@dataclass(frozen=True, slots=True)
class HalamanPendataan:
    """`capaian/pendataan.html`, as `halaman`."""

    unit: Tautan
    kelompok: str
    proyeksi: int
    terdata: int
    dokumen: str
    isi: Mapping[str, str]
    orang: tuple[Pilihan, ...]
    galat: DomainError | None


class Pendataan:
    """The gap of one unit and life stage."""

    def __init__(self, kisi: Kisi, kelompok: str) -> None:
        self.kisi, self.akses, self.unit = kisi, kisi.akses, kisi.akses.unit
        if not self.akses.pengguna.may(Aksi.KELOLA_MASALAH, self.unit):
            raise PermissionDenied
        self.nama = kelompok_sasaran().get(kelompok, "")
        rows = Sasaran.objects.visible_to(self.akses.pengguna).filter(unit=self.unit, tahun=kisi.tahun)
        sasaran = rows.filter(kelompok=kelompok, status=StatusDokumen.BERLAKU).first()
        if sasaran is None or not self.nama:
            raise Http404
        self.proyeksi, self.dokumen = sasaran.jumlah or 0, sasaran.dokumen
        tahap = next(t for t in service_stages() if t.kode == kelompok)
        self.terdata = in_stage(residents(self.akses), tahap, self.akses.hari_ini).count()

    @property
    def belum(self) -> int:
        return max(self.proyeksi - self.terdata, 0)

    def assign(self, data: QueryDict) -> Tindakan:
        """Who registers them, by when; DomainError names the field that is wrong."""
        return assign_tindakan(
            oleh=self.akses.pengguna,
            unit=self.unit,
            apa=data.get("apa", ""),
            penanggung_jawab=need_owner(data, self.unit, "penanggung_jawab"),
            tenggat=need_due(data),
            id=read_id(data.get("id", "")),
        )

    def page(self, isi: Mapping[str, str] | None = None, galat: DomainError | None = None) -> HalamanPendataan:
        isi = isi or {
            "id": str(uuid.uuid4()),
            "apa": f"Pendataan keluarga, {self.nama}: {bilangan(self.belum)} orang menurut proyeksi belum terdaftar",
            "tenggat": (self.akses.hari_ini + TENGGAT).isoformat(),
        }
        return HalamanPendataan(
            unit=Tautan(self.unit.nama_lengkap, link("unit", self.unit.kode)),
            kelompok=self.nama,
            proyeksi=self.proyeksi,
            terdata=self.terdata,
            dokumen=self.dokumen,
            isi=isi,
            orang=tuple(
                Pilihan(str(pk), nama, str(pk) == isi.get("penanggung_jawab"))
                for pk, nama in name_owners(self.unit).items()
            ),
            galat=galat,
        )
