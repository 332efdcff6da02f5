"""Papers, set by Typst from files of ours. What people typed goes in as data and can only come out as text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

import fontpkg_open_sans
import typst

NASKAH: Final = Path(__file__).parent.parent / "templates" / "cetak"
KATA_TERPANJANG: Final = 18
"""Letters of a word that may stand unbroken in a narrow column."""
_KENDALI: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_PANJANG: Final = re.compile(rf"\S{{{KATA_TERPANJANG}}}(?=\S)")


def print_pdf(naskah: str, isi: Mapping[str, Any], *, saat: datetime) -> bytes:
    """The paper's bytes; the same content and `saat` make the same file."""
    hasil = _compile(naskah, isi, "pdf", saat)
    return b"".join(hasil) if isinstance(hasil, list) else hasil


def print_png(naskah: str, isi: Mapping[str, Any], *, saat: datetime, titik: float = 110) -> list[bytes]:
    """One picture per page, `titik` dots per inch."""
    hasil = _compile(naskah, isi, "png", saat, titik)
    return hasil if isinstance(hasil, list) else [hasil]


def _compile(
    naskah: str, isi: Mapping[str, Any], bentuk: Literal["pdf", "png"], saat: datetime, titik: float | None = None
) -> bytes | list[bytes]:
    compiler = typst.Compiler(
        str(NASKAH / f"{naskah}.typ"),
        root=str(NASKAH),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(clean(isi))},
    )
    hasil = compiler.compile(format=bentuk, ppi=titik, timestamp=saat.replace(microsecond=0))
    if hasil is None:
        raise RuntimeError(f"Typst wrote nothing for {naskah}")
    return hasil


@cache
def _fonts() -> typst.Fonts:
    """The fonts of a package, so that paper looks the same on every server."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(fontpkg_open_sans.ROOT) / "files")],
    )


def clean(isi: Any) -> Any:
    """Texts without control characters, and with places to break where nobody left a space."""
    if isinstance(isi, str):
        return _PANJANG.sub("\\g<0>\u200b", _KENDALI.sub(" ", isi.replace("\r\n", "\n")))
    if isinstance(isi, Mapping):
        return {kunci: nilai if kunci == "qr" else clean(nilai) for kunci, nilai in isi.items()}
    if isinstance(isi, list | tuple):
        return [clean(satu) for satu in isi]
    return isi
