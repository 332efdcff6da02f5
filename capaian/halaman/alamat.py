"""Addresses of our own pages, with only the parameters that say something."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse


def link(nama: str, *bagian: str, **param: object) -> str:
    """`link("unit", "19.06", tab="orang", pekan="")` is "/unit/19.06/?tab=orang"."""
    isi = {kunci: nilai for kunci, nilai in param.items() if nilai not in (None, "", False)}
    alamat = reverse(nama, args=bagian)
    return f"{alamat}?{urlencode(isi)}" if isi else alamat


class KodeConverter:
    """Codes of units and indicators; anything else, NUL characters among it, is no address at all."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]{0,59}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
