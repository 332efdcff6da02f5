"""Uploads: a file over the limit is dropped while it arrives, and the words typed beside it are kept."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

PALING_BESAR: Final = 10 * 1024 * 1024
"""Bytes of one file."""
_TERLALU_BESAR: Final = "ilp.berkas_terlalu_besar"


class BatasUnggah(FileUploadHandler):
    """First of the upload handlers: counts, and lets the next one keep what is small enough."""

    jumlah = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.jumlah = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.jumlah += len(raw_data)
        if self.jumlah > PALING_BESAR:
            if self.request is not None:
                self.request.META[_TERLALU_BESAR] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler has the file."""


def was_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was dropped; ask after reading `request.FILES`."""
    return bool(request.META.get(_TERLALU_BESAR))
