"""Long lists, one page at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page


@dataclass(frozen=True, slots=True)
class Lembar:
    """Paging, as `bagian/lembar.html` prints it: rows `dari` to `sampai` of `jumlah`."""

    dari: int
    sampai: int
    jumlah: int
    sebelum_url: str | None
    sesudah_url: str | None


def describe_page(page: Page[Any], alamat: Callable[[int], str]) -> Lembar:
    """`alamat` makes the address of a page from its number."""
    return Lembar(
        dari=page.start_index(),
        sampai=page.end_index(),
        jumlah=page.paginator.count,
        sebelum_url=alamat(page.previous_page_number()) if page.has_previous() else None,
        sesudah_url=alamat(page.next_page_number()) if page.has_next() else None,
    )


def describe_if_many(page: Page[Any], alamat: Callable[[int], str]) -> Lembar | None:
    """Nothing under a list that is short enough for one page."""
    return describe_page(page, alamat) if page.has_other_pages() else None
