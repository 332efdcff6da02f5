"""The Nyelik lists of the last four weeks: who was sent, whom the cadres met, who still waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Final

from capaian.demo.buku import Buku
from capaian.demo.nama import make_uuid
from capaian.demo.saat import Saat
from capaian.evaluasi.nyelik import reason
from klaster.indikator import JenisIndikator, muat_indikator
from klaster.umur import umur_bulan
from posyandu.models import Kunjungan, TugasKunjungan, Warga
from posyandu.models.kunjungan import Kanal
from posyandu.models.tugas import StatusTugas

LAMA: Final = timedelta(days=26)
DIKUNJUNGI, DATANG, MENUNGGU = 4, 1, 3
"""At most so many of each kind at one posyandu."""
SEBAB_ANAK, SEBAB_DEWASA, SEBAB_RUMAH = "balita_ditimbang", "td_skrining", "keluarga_dikunjungi"


def make_tasks(buku: Sequence[Buku], saat: Saat, benih: int) -> Iterator[TugasKunjungan]:
    """Made around the visits that are there, so that none is added and every outcome is true."""
    jenis = {satu.kode: satu for satu in muat_indikator()}
    for satu in buku:
        acak = Random(f"{benih}-nyelik-{satu.tempat.unit.kode}")
        yield from _Pengirim(satu, saat, acak, jenis).send_all()


class _Pengirim:
    """Sends people of one posyandu; chance is its own."""

    def __init__(self, buku: Buku, saat: Saat, acak: Random, jenis: dict[str, JenisIndikator]) -> None:
        self.buku, self.saat, self.acak, self.jenis = buku, saat, acak, jenis
        self.warga = {w.pk: w for w in buku.penduduk.warga if w.status == "aktif" and not w.tamu and not w.nik_ganda}

    def send_all(self) -> Iterator[TugasKunjungan]:
        terakhir = sorted(self._last_visits(), key=lambda satu: (satu.tanggal, satu.pk.int))
        rumah = [satu for satu in terakhir if satu.kanal == Kanal.RUMAH]
        datang = [satu for satu in terakhir if satu.kanal == Kanal.POSYANDU and self._is_child(satu.warga_id)]
        for kunjungan in (*rumah[-DIKUNJUNGI:], *datang[:DATANG]):
            yield self._fulfilled(kunjungan)
        belum = [anak for anak in self.buku.penduduk.anak if self._is_missed(anak)]
        for ke, anak in enumerate(self.acak.sample(belum, min(MENUNGGU, len(belum)))):
            yield self._open(anak, ke)

    def _last_visits(self) -> Iterator[Kunjungan]:
        """The only visit of these weeks of everybody who lives here and had just one."""
        for pk, semua in self.buku.kunjungan.items():
            baru = [satu for satu in semua if satu.tanggal > self.saat.hari_ini - LAMA]
            if len(baru) == 1 and pk in self.warga and self.buku.lives_here(self.warga[pk], self.saat.hari_ini):
                yield baru[0]

    def _is_child(self, pk: object) -> bool:
        return any(anak.pk == pk and self._under_five(anak) for anak in self.buku.penduduk.anak)

    def _under_five(self, anak: Warga) -> bool:
        return 0 <= umur_bulan(anak.tanggal_lahir, self.saat.hari_ini) <= 59

    def _is_missed(self, anak: Warga) -> bool:
        """A small child whom nobody has seen this month, though the posyandu was open."""
        awal, kini = self.saat.hari_ini.replace(day=1), self.saat.hari_ini
        buka = any(sesi.tanggal >= awal for sesi in self.buku.kalender.lewat)
        terlihat = any(satu.tanggal >= min(awal, kini - LAMA) for satu in self.buku.kunjungan.get(anak.pk, ()))
        return anak.pk in self.warga and buka and not terlihat and self._under_five(anak) and self._lives(anak)

    def _lives(self, anak: Warga) -> bool:
        return self.buku.lives_here(anak, self.saat.hari_ini - LAMA) and self.buku.lives_here(anak, self.saat.hari_ini)

    def _fulfilled(self, kunjungan: Kunjungan) -> TugasKunjungan:
        sejak = kunjungan.tanggal - timedelta(days=self.acak.randint(1, 4))
        di_rumah = kunjungan.kanal == Kanal.RUMAH
        kode = SEBAB_ANAK if self._is_child(kunjungan.warga_id) else SEBAB_RUMAH if di_rumah else SEBAB_DEWASA
        tugas = self._task(self.warga[kunjungan.warga_id], kode, sejak, sejak + timedelta(days=7))
        if kode == SEBAB_ANAK and "berat_kg" not in kunjungan.pengukuran:
            tugas.ditemui, tugas.kader_id = kunjungan.tanggal, kunjungan.dicatat_oleh_id
            return tugas
        tugas.status = StatusTugas.DIKUNJUNGI if di_rumah else StatusTugas.SELESAI
        tugas.hasil = "" if di_rumah else "Datang sendiri: Posyandu."
        tugas.kader_id, tugas.kunjungan_id = kunjungan.dicatat_oleh_id, kunjungan.pk
        tugas.selesai_pada = kunjungan.diterima_pada
        return tugas

    def _open(self, anak: Warga, ke: int) -> TugasKunjungan:
        """The first was looked for and not met, the others wait; some are overdue."""
        selasa = self.saat.pekan_lalu.senin + timedelta(days=1)
        sejak = min(selasa + timedelta(days=self.acak.choice((0, 1, 6))), self.saat.hari_ini)
        tugas = self._task(anak, SEBAB_ANAK, sejak, sejak + timedelta(days=self.acak.choice((5, 7, 9))))
        if ke == 0:
            tugas.status, tugas.percobaan = StatusTugas.TIDAK_BERTEMU, self.acak.choice((1, 1, 2))
            tugas.dicoba = min(sejak + timedelta(days=3), self.saat.hari_ini)
            tugas.kader_id = self.buku.tempat.petugas.pk
        return tugas

    def _task(self, warga: Warga, kode: str, sejak: date, tenggat: date) -> TugasKunjungan:
        return TugasKunjungan(
            pk=make_uuid(self.acak),
            warga_id=warga.pk,
            posyandu_id=self.buku.tempat.unit.pk,
            sebab_kode=kode,
            sebab=reason(self.jenis[kode]),
            jawaban=list(self.jenis[kode].jawaban),
            sekeluarga=kode == SEBAB_RUMAH,
            dibuat_oleh_id=self.buku.tempat.bidan.pk,
            dibuat_pada=self.saat.at(sejak, self.acak.randrange(60, 300)),
            sejak=sejak,
            tenggat=tenggat,
        )
