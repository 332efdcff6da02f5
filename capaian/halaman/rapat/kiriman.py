"""What the form of the evaluation sends, as a draft."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.http import QueryDict

from capaian.evaluasi.bahas import Draf, DrafPokok
from capaian.models import EvaluasiPekan, PokokEvaluasi
from puskesmas.errors import DomainError

Jenis = PokokEvaluasi.Jenis


class Terbaca(NamedTuple):
    """The draft as far as it could be read, and the first thing in it that could not."""

    draf: Draf
    galat: DomainError | None


@dataclass(frozen=True, slots=True)
class Kiriman:
    """The form. Where two people wrote, `pakai` names the fields whose other words (`lain-…`) are taken."""

    isi: QueryDict

    def one(self, nama: str, bawaan: str = "") -> str:
        """What belongs to a priority that only the other one chose is not on this form, and is sent along too."""
        lain = nama in self.isi.getlist("pakai") or nama not in self.isi
        return self.isi.get(f"lain-{nama}" if lain else nama, bawaan)

    def many(self, nama: str) -> list[str]:
        return self.isi.getlist(f"lain-{nama}" if nama in self.isi.getlist("pakai") else nama)


def read_draft(isi: QueryDict, dikenal: frozenset[str]) -> Terbaca:
    """Priorities in their order, then what is watched; a button that moves one of them has its effect here."""
    kiriman, salah = Kiriman(isi), list[DomainError]()
    prioritas, pantau = _read_choice(kiriman, dikenal)
    pokok = {satu: _read_pokok(kiriman, satu, salah) for satu in dict.fromkeys(prioritas)}
    pokok |= {satu: DrafPokok(Jenis.PANTAU) for satu in sorted(pantau - pokok.keys())}
    draf = Draf(
        pokok=pokok,
        cara=kiriman.one("cara", EvaluasiPekan.Cara.TATAP_MUKA),
        catatan=kiriman.one("catatan").strip(),
        bantuan=kiriman.one("bantuan").strip(),
        hadir=frozenset(int(satu) for satu in kiriman.many("hadir") if satu.isdecimal() and len(satu) < 10)
        if "ada_hadir" in isi
        else None,
    )
    return Terbaca(draf, salah[0] if salah else None)


def _read_choice(kiriman: Kiriman, dikenal: frozenset[str]) -> tuple[list[str], set[str]]:
    prioritas = [kode for kode in kiriman.many("prioritas") if kode in dikenal]
    pantau = {kode for kode in kiriman.many("pantau") if kode in dikenal}
    aksi, _, kode = kiriman.isi.get("aksi", "").partition(":")
    if aksi == "pantau" and kode in dikenal:
        prioritas = [satu for satu in prioritas if satu != kode]
        pantau ^= {kode}
    if aksi == "prioritas" and kode in dikenal:
        prioritas.append(kode)
        pantau.discard(kode)
    return prioritas, pantau


def _read_pokok(kiriman: Kiriman, kode: str, salah: list[DomainError]) -> DrafPokok:
    """Puts into `salah` what cannot be read; the rest is kept."""
    try:
        tenggat = read_date(kiriman.one(f"tenggat-{kode}"), f"tenggat-{kode}")
    except DomainError as galat:
        salah.append(galat)
        tenggat = None
    return DrafPokok(
        jenis=Jenis.PRIORITAS,
        sebab=kiriman.one(f"sebab-{kode}"),
        kata=kiriman.one(f"kata-{kode}").strip(),
        apa=kiriman.one(f"apa-{kode}").strip(),
        siapa_id=_read_id(kiriman.one(f"siapa-{kode}")),
        tenggat=tenggat,
    )


def _read_id(teks: str) -> int | None:
    """Only the digits of our own choices; anything else counts as a stranger."""
    if not teks:
        return None
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else 0


def read_date(teks: str, bidang: str) -> date | None:
    """A date as the browser sends it; None where nothing was chosen."""
    if not teks.strip():
        return None
    try:
        return date.fromisoformat(teks.strip())
    except ValueError:
        raise DomainError(
            "tanggal_salah", f"Tanggal {teks[:20]!r} tidak dapat dibaca.", bidang, "Tulis misalnya 2026-11-20."
        ) from None


def read_number(teks: str) -> int:
    """A whole number of our own pages; anything else was never ours and reads -1."""
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else -1
