"""Addresses of our own pages, with only the parameters that say something."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from puskesmas.errors import DomainError


def link(nama: str, *bagian: str, **param: object) -> str:
    """`link("unit", "19.06", tab="orang", pekan="")` is "/unit/19.06/?tab=orang"."""
    isi = {kunci: nilai for kunci, nilai in param.items() if nilai not in (None, "", False)}
    alamat = reverse(nama, args=bagian)
    return f"{alamat}?{urlencode(isi)}" if isi else alamat


def refuse_nul(teks: str, bidang: str) -> str:
    """NUL is typed by nobody and known to no database."""
    if "\0" in teks:
        pesan = "Ada karakter tersembunyi yang tidak dapat dibaca."
        raise DomainError("karakter_tersembunyi", pesan, bidang, "Hapus, lalu ketik ulang.")
    return teks


def refuse_repeated(query: QueryDict) -> None:
    """A parameter written twice says two things; taking either would answer something else than was asked."""
    for nama, nilai in query.lists():
        if len(nilai) > 1:
            raise DomainError(
                "parameter_berulang",
                f'Parameter "{nama[:60]}" ditulis lebih dari sekali.',
                nama[:60],
                "Tulis satu kali saja.",
            )


class KodeConverter:
    """Codes of units and indicators; anything else, NUL characters among it, is no address at all."""

    regex = "[A-Za-z0-9][A-Za-z0-9._-]{0,59}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
