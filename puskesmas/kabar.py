"""Who is told of which step of a problem or an action, and in which words: kinds and places, never what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

from django.utils import timezone

from puskesmas.alamat import link
from puskesmas.jam import holder_name, next_rung
from puskesmas.models import Masalah, Pengguna, Pesan, Tindakan, Unit
from puskesmas.models.masalah import Langkah
from puskesmas.models.pesan import JenisPesan
from puskesmas.peran import Aksi
from puskesmas.pesan import notify, read_about, settle, staff_at, write_date


class Kata(NamedTuple):
    """What is said of one problem, and after the number of several."""

    satu: str
    banyak: str


KATA: Final[Mapping[str, Kata]] = {
    Langkah.LAPOR: Kata("{masalah} menunggu {pemegang}.", "masalah baru di {pemegang}."),
    Langkah.NAIK: Kata("{masalah} naik ke {pemegang}.", "masalah naik ke {pemegang}."),
    Langkah.INGAT: Kata(
        "{masalah}: hari ini hari terakhir untuk bergerak.",
        "masalah di {pemegang}: hari ini hari terakhir untuk bergerak.",
    ),
    Langkah.TANGANI: Kata(
        "{masalah} dipercayakan kepada Anda, paling lambat {tenggat}.",
        "masalah di {pemegang} dipercayakan kepada Anda.",
    ),
    Langkah.USUL_SELESAI: Kata(
        "{masalah} diusulkan selesai. Terima, atau tulis apa yang belum.",
        "masalah di {pemegang} diusulkan selesai. Terima, atau tulis apa yang belum.",
    ),
    Langkah.TOLAK: Kata(
        "{masalah} belum selesai dan dibuka kembali.", "masalah di {pemegang} belum selesai dan dibuka kembali."
    ),
    Langkah.BUKA_KEMBALI: Kata("{masalah} dibuka kembali.", "masalah di {pemegang} dibuka kembali."),
}
"""The other steps ask nobody to do anything."""
MENYUSUL: Final = frozenset({Langkah.KOMENTAR, Langkah.FOTO, Langkah.TINDAKAN})
"""Of a person's steps those that leave the problem with whoever was asked."""


def tell_step(masalah: Masalah, langkah: str, oleh: Pengguna | None, *, pada: datetime | None = None) -> None:
    """Tell those who must act after this step; `oleh` knows it already.

    A person's step answers what was told before: nobody is asked twice. The clock answers nothing.
    """
    perihal = problem_matter(masalah)
    if oleh is not None:
        if langkah in MENYUSUL:
            read_about(perihal=perihal, oleh=oleh)
        else:
            settle(perihal=perihal)
    if langkah in KATA:
        notify(pesan=_write_step(masalah, langkah, oleh, pada or timezone.now()))


def problem_matter(masalah: Masalah) -> str:
    return f"masalah:{masalah.pk}"


def _write_step(masalah: Masalah, langkah: str, oleh: Pengguna | None, pada: datetime) -> list[Pesan]:
    isi = {
        "masalah": f"Masalah {masalah.get_jenis_display().lower()} di {masalah.unit.nama_lengkap}",
        "pemegang": holder_name(masalah.dipegang),
        "tenggat": write_date(masalah.tenggat) if masalah.tenggat else "secepatnya",
    }
    return [
        Pesan(
            pengguna_id=siapa,
            kunci=f"{problem_matter(masalah)}:{langkah}:{masalah.versi}:{masalah.batas_gerak}",
            jenis=JenisPesan.MASALAH,
            kalimat=KATA[langkah].satu.format(**isi),
            alamat=link("masalah", str(masalah.pk)),
            kelompok=f"masalah:{langkah}:{masalah.dipegang_id}:{_day(masalah.unit, pada)}",
            kalimat_banyak=KATA[langkah].banyak.format(**isi),
            alamat_banyak=link("masalah-papan"),
            dibuat_pada=pada,
        )
        for siapa in _receivers(masalah, langkah) - {oleh.pk if oleh else 0}
    ]


def _day(unit: Unit, pada: datetime) -> date:
    """By the clock of the place."""
    return timezone.localdate(pada, unit.kabupaten.setelan.zona if unit.kabupaten else None)


def _receivers(masalah: Masalah, langkah: str) -> set[int]:
    pemilik = {masalah.pemilik_id} if masalah.pemilik_id else set()
    if langkah == Langkah.TANGANI:
        return pemilik
    if langkah == Langkah.USUL_SELESAI:
        return {masalah.pelapor_id} if masalah.pelapor_id else _rung(next_rung(masalah.dipegang) or masalah.dipegang)
    pemegang = _rung(masalah.dipegang)
    return pemegang if langkah in (Langkah.LAPOR, Langkah.NAIK) else pemegang | pemilik


def _rung(unit: Unit | None) -> set[int]:
    """Those who deal with problems at a rung; where the post is vacant, those at the next one above."""
    while unit is not None:
        if siapa := staff_at(unit, Aksi.KELOLA_MASALAH):
            return siapa
        unit = next_rung(unit)
    return set()


def tell_assigned(tindakan: Tindakan) -> None:
    """Whoever must do it, unless they gave it to themselves."""
    if tindakan.penanggung_jawab_id != tindakan.dibuat_oleh_id:
        notify(pesan=[about_action(tindakan, "baru", "Tindakan baru untuk Anda", tindakan.unit.hari_ini)])


def about_action(tindakan: Tindakan, apa: str, kata: str, hari: date) -> Pesan:
    """ "Tindakan baru untuk Anda di Puskesmas Manggar, paling lambat 28 Nov 2026."; `apa` tells its notices apart."""
    tempat = tindakan.unit.nama_lengkap
    return Pesan(
        pengguna_id=tindakan.penanggung_jawab_id,
        kunci=f"{action_matter(tindakan)}:{apa}",
        jenis=JenisPesan.TINDAKAN,
        kalimat=f"{kata} di {tempat}, paling lambat {write_date(tindakan.tenggat)}.",
        alamat=link("tindakan", str(tindakan.pk)),
        kelompok=f"tindakan:{apa.partition(':')[0]}:{tindakan.unit_id}:{hari}",
        kalimat_banyak=f"{kata[0].lower()}{kata[1:]} di {tempat}.",
        alamat_banyak=link("masalah-papan"),
    )


def action_matter(tindakan: Tindakan) -> str:
    return f"tindakan:{tindakan.pk}"
