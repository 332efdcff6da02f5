"""Cut a long list into pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.core.paginator import Paginator

from puskesmas.lembar import Lembar, describe_page

SELEMBAR: Final = 25


def cut_page(
    jumlah: int, hal: int, alamat: Callable[[int], str], selembar: int = SELEMBAR
) -> tuple[slice, Lembar | None]:
    """The rows of page `hal` (a page past the end is the last one), and what to print under them."""
    page = Paginator(range(jumlah), selembar).get_page(hal)
    if not jumlah:
        return slice(0, 0), None
    return slice(page.start_index() - 1, page.end_index()), describe_page(page, alamat)
