"""What the coming seven days hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from capaian.halaman.akses import Akses
from capaian.halaman.jaringan import Jaringan
from capaian.halaman.model import BarisAgenda, StatusSesi
from capaian.halaman.sesi import Sesi, in_week
from capaian.hitung.pekan import JAM_EVALUASI, Pekan
from puskesmas.alamat import link


def plan_agenda(akses: Akses, sesi: Sequence[Sesi], jaringan: Jaringan) -> tuple[BarisAgenda, ...]:
    """One line per day with sessions, and the moment the running week is evaluated; from today, seven days."""
    baris = []
    for ke in range(7):
        tanggal = akses.hari_ini + timedelta(days=ke)
        buka = [
            s
            for s in in_week(sesi, tanggal, tanggal)
            if s.state(tanggal) not in (StatusSesi.BATAL, StatusSesi.DIPINDAH)
        ]
        if tanggal == akses.terbuka.next.senin:
            label = akses.terbuka.label.removeprefix("Pekan ")
            baris.append(BarisAgenda(tanggal, f"Evaluasi pekan {label} dibuat", f"{JAM_EVALUASI:02}.00"))
        if buka:
            url = link("unit", akses.unit.kode, tab="jadwal", pekan=Pekan.from_tanggal(tanggal).kode)
            baris.append(BarisAgenda(tanggal, _describe(buka, jaringan), url=url))
    return tuple(baris)


def _describe(buka: Sequence[Sesi], jaringan: Jaringan) -> str:
    """ "8 hari buka, 3 puskesmas"."""
    atas = {satu.pk for s in buka if (satu := jaringan.puskesmas_of(s.posyandu_id)) is not None}
    return f"{len(buka)} hari buka, {len(atas)} puskesmas"
