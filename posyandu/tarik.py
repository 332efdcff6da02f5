"""What a phone fetches: the people who changed since it asked last, page by page, and who left."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core import signing
from django.db.models import Q

from posyandu.dokumen import build_dokumen, find_orang
from posyandu.models import PerubahanWarga, UrutPerubahan
from posyandu.perubahan import current_zaman
from posyandu.umum import build_umum
from puskesmas.errors import DomainError
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from puskesmas.scope import any_of

PALING_BANYAK: Final = 500
GARAM: Final = "posyandu.tarik"
ZAMAN_BARU: Final = DomainError(
    "zaman_baru", "Data di server baru dipulihkan.", "cursor", "Kirim dulu isi HP, lalu unduh semuanya lagi.", 409
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a user's phone is: the epoch, and by unit the number of the last change it has seen."""

    pengguna: int
    zaman: UUID
    sampai: Mapping[int, int]

    def write(self) -> str:
        isi = [self.pengguna, str(self.zaman), {str(unit): n for unit, n in self.sampai.items()}]
        return signing.dumps(isi, salt=GARAM, compress=True)


def pull(*, pengguna: Pengguna, cursor: str | None, batas: int, umum: str | None) -> dict[str, Any]:
    """One page. The scope is read anew each time; a cursor of another epoch or ahead of its counter is refused."""
    zaman = current_zaman()
    tampak = Unit.objects.allowed_to(pengguna, Aksi.CATAT_KUNJUNGAN).select_related("kabupaten__setelan")
    unit = {satu.pk: satu for satu in tampak}
    lalu = read_cursor(cursor, pengguna) if cursor is not None else Cursor(pengguna.pk, zaman, {})
    _check(lalu, zaman)
    sampai = {pk: lalu.sampai.get(pk, 0) for pk in unit}
    rows = _changes(sampai)
    page = list(rows.values_list("unit", "warga", "n").order_by("unit", "n")[:batas])
    nomor = {warga: n for _, warga, n in page}
    orang = find_orang(nomor, unit)
    log_read(pengguna=pengguna, halaman="api-tarik", warga=orang)
    akhir = sampai | {satu: n for satu, _, n in page}
    sisa = rows.count() - len(page) if len(page) == batas else 0
    return {
        "zaman": str(zaman),
        "orang": build_dokumen(orang, nomor) if orang else [],
        "hapus": [str(pk) for pk in nomor if pk not in orang],
        "keluar": list(_left(lalu, unit)),
        "cursor": Cursor(pengguna.pk, zaman, akhir).write(),
        "lagi": sisa > 0,
        "sisa": sisa,
        **_umum(pengguna, list(unit.values()), umum),
    }


def read_cursor(teks: str, pengguna: Pengguna) -> Cursor:
    """One that cannot be read (another key signed it, another user got it) is of another epoch: all is fetched anew."""
    try:
        siapa, zaman, sampai = signing.loads(teks, salt=GARAM)
        hasil = Cursor(siapa, UUID(zaman), {int(unit): n for unit, n in sampai.items()})
    except (signing.BadSignature, ValueError, TypeError, AttributeError, UnicodeError) as error:
        raise ZAMAN_BARU from error
    if hasil.pengguna != pengguna.pk:
        raise ZAMAN_BARU
    return hasil


def _check(lalu: Cursor, zaman: UUID) -> None:
    kini = dict(UrutPerubahan.objects.filter(pk__in=lalu.sampai).values_list("unit", "n"))
    if lalu.zaman != zaman or any(n > kini.get(unit, 0) for unit, n in lalu.sampai.items()):
        raise ZAMAN_BARU


def _changes(sampai: Mapping[int, int]) -> Any:
    return PerubahanWarga.objects.filter(any_of(Q(unit=unit, n__gt=n) for unit, n in sampai.items()))


def _left(lalu: Cursor, unit: Mapping[int, Unit]) -> list[str]:
    """Codes of the units that the phone has people of and its user has no longer."""
    return list(Unit.objects.filter(pk__in=lalu.sampai.keys() - unit.keys()).values_list("kode", flat=True))


def _umum(pengguna: Pengguna, unit: list[Unit], etag: str | None) -> dict[str, Any]:
    isi = build_umum(pengguna, unit)
    kini = hashlib.sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()[:32]
    return {"umum_etag": kini} if etag == kini else {"umum": isi, "umum_etag": kini}
