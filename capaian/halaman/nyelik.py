"""Names of a figure on their way to the home-visit lists of the cadres."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import QueryDict

from capaian.evaluasi.nyelik import require_sender, send_missing, wanted_part
from capaian.halaman.akses import Akses
from capaian.halaman.model import BarisOrang
from capaian.halaman.tulisan import tanggal_pendek
from capaian.hitung.orang import Bagian
from capaian.hitung.pekan import Pekan
from klaster.indikator import JenisIndikator
from posyandu.halaman.kirim import Ketikan, send_ticked
from posyandu.models import TugasKunjungan
from posyandu.tahapan import stages_of
from posyandu.tugas import HasilKirim
from puskesmas.peran import Aksi


def send_typed(akses: Akses, pekan: Pekan, jenis: JenisIndikator, data: QueryDict) -> Ketikan:
    require_sender(akses.pengguna, akses.unit)

    def send(dipilih: frozenset[UUID], tenggat: date) -> HasilKirim:
        return send_missing(
            oleh=akses.pengguna, unit=akses.unit, pekan=pekan, jenis=jenis, tenggat=tenggat, warga_ids=dipilih
        )

    return send_ticked(data, send, jenis.sebutan)


def may_send(akses: Akses, jenis: JenisIndikator, bagian: str) -> bool:
    """Whether people of this list may be sent from here, by this reader."""
    dicari = wanted_part(jenis)
    cocok = bagian == dicari or (dicari == Bagian.BELUM and bagian in (Bagian.TERLEWAT, Bagian.MENUNGGU))
    return cocok and akses.pengguna.may(Aksi.KIRIM_NYELIK, akses.unit)


def add_tasks(
    akses: Akses, jenis: JenisIndikator, baris: Iterable[BarisOrang], dipilih: frozenset[UUID]
) -> tuple[BarisOrang, ...]:
    """The rows with life stage, ticks, and who is on a Nyelik list for this figure already. Five queries."""
    baris = tuple(baris)
    orang = [satu.id for satu in baris if satu.id]
    tahap, tugas = stages_of(orang, akses.hari_ini), _open_tasks(akses, jenis, orang)
    return tuple(
        replace(
            satu,
            tahap=tahap.get(satu.id, ""),
            nyelik=tugas.get(satu.id, ""),
            dipilih=satu.id in dipilih,
        )
        for satu in baris
        if satu.id
    )


def _open_tasks(akses: Akses, jenis: JenisIndikator, orang: list[UUID]) -> dict[UUID, str]:
    """What the row says, by person."""
    ada = TugasKunjungan.objects.visible_to(akses.pengguna).terbuka().of_orang(orang).filter(sebab_kode=jenis.kode)
    return {tugas.orang.pk: _note(tugas) for tugas in ada.select_related("warga__digabung_ke")}


def _note(tugas: TugasKunjungan) -> str:
    kata = f"di daftar Nyelik sejak {tanggal_pendek(tugas.sejak)}, tenggat {tanggal_pendek(tugas.tenggat)}"
    return f"{kata}, {tugas.percobaan} kali tidak bertemu" if tugas.percobaan else kata
