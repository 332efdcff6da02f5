"""What was promised for a day: home visits together with a cadre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse

from posyandu.querysets import of_living
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from pustu.models import TindakLanjut
from pustu.models.tindak_lanjut import Keputusan

KE_DEPAN: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class BarisJanji:
    warga: UUID
    url: str
    nama: str
    tanggal_lahir: date
    posyandu: str
    tenggat: date
    oleh: str


def list_promises(pengguna: Pengguna, hari_ini: date) -> list[BarisJanji]:
    """Visits together in the next two weeks; on its day the card is back among the others by itself."""
    rows = TindakLanjut.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT).filter(of_living())
    rentang = rows.filter(keputusan=Keputusan.BERSAMA, tenggat__gt=hari_ini, tenggat__lte=hari_ini + KE_DEPAN)
    semua = rentang.select_related("warga__unit", "warga__digabung_ke__unit", "oleh").order_by("tenggat", "pada")
    return [_row(satu) for satu in semua]


def _row(satu: TindakLanjut) -> BarisJanji:
    orang = satu.warga.digabung_ke or satu.warga
    return BarisJanji(
        warga=orang.pk,
        url=reverse("warga", args=[orang.pk]),
        nama=orang.nama,
        tanggal_lahir=orang.tanggal_lahir,
        posyandu=orang.unit.nama_lengkap,
        tenggat=satu.tenggat or date.max,
        oleh=str(satu.oleh),
    )
