"""Opening the page of a unit the way a request does."""

from __future__ import annotations

from typing import Any

from capaian.halaman.akses import open_access
from capaian.halaman.model import HalamanUnit
from capaian.halaman.param import Param
from capaian.halaman.unit import build_unit
from puskesmas.models import Pengguna, Unit


def build(pengguna: Pengguna, unit: Unit, **param: Any) -> HalamanUnit:
    pengguna = Pengguna.objects.get(pk=pengguna.pk)  # as a request does: nothing read before
    return build_unit(open_access(pengguna, unit.kode), Param(**param))
