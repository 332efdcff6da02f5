"""What became of what the cadres found: decisions of the midwives, referrals on their way or answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from capaian.demo.buku import Buku
from capaian.demo.nama import make_uuid
from capaian.demo.peta import read_toml
from capaian.demo.saat import ZONA, Saat
from klaster.aturan import muat_aturan
from klaster.register import muat_register
from posyandu.models import KabarWarga, Kunjungan, PenyakitTerdaftar, Warga
from posyandu.models.kabar import KeadaanKabar
from posyandu.register import Alasan
from puskesmas.models import Pengguna, Penugasan
from puskesmas.peran import Aksi, roles_with
from pustu.kerja import LAMA, action_codes
from pustu.models import Rujukan, TindakLanjut
from pustu.models.rujukan import StatusRujukan
from pustu.models.tindak_lanjut import Keputusan
from pustu.rujukan import HURUF, PANJANG_KODE
from pustu.tindak_lanjut import KABAR

TEMA: Final = {
    "gizi": ("bb_", "bg", "pendek", "sangat_pendek", "gizi_", "lila_", "obesitas"),
    "ibu": ("kek", "anemia", "bahaya_ibu", "bb_hamil", "nifas_", "letak_", "djj_", "protein_", "tiga_tes"),
    "tekanan": ("td_",),
    "gula": ("gds_", "gdp_"),
    "tbc": ("tbc_",),
}
TEMA_PELAJAR: Final = {
    "mata": ("penglihatan_",),
    "telinga": ("pendengaran_",),
    "tekanan_pelajar": ("td_",),
    "anemia_pelajar": ("anemia",),
    "kurus": ("gizi_kurang", "gizi_buruk"),
    "gemuk": ("gizi_", "obesitas"),
    "tbc": ("tbc_",),
}
"""How the codes of findings begin that share what is said about them; pupils have words of their own."""
SELESAI: Final = ((21, 0.985), (10, 0.85), (4, 0.5), (1, 0.2))
"""Days since the visit against the share that somebody has dealt with."""
CARA: Final = (
    (0.5, Keputusan.OBATI),
    (0.66, Keputusan.SELESAI),
    (0.76, Keputusan.PANTAU),
    (0.82, Keputusan.BERSAMA),
    (1.0, Keputusan.RUJUK),
)
GIZI: Final = ("gizi", "stunting", "kek")
SAMPAI: Final = 18
"""By then everybody who was referred has arrived and is answered for."""
DIAM: Final = timedelta(days=14)
"""To look again after so long; what was put off earlier than that has been closed since."""


@dataclass(slots=True)
class Lanjut:
    """The rows, in the order in which they are stored."""

    rujukan: list[Rujukan] = field(default_factory=list)
    keputusan: list[TindakLanjut] = field(default_factory=list)
    kabar: list[KabarWarga] = field(default_factory=list)
    register: dict[tuple[UUID, str], PenyakitTerdaftar] = field(default_factory=dict)


def follow_up(buku: Sequence[Buku], saat: Saat, benih: int) -> Lanjut:
    """Decisions for the visits that are there, each by who works where the person lives."""
    hasil, perlu = Lanjut(), frozenset(action_codes(muat_aturan()))
    penerima = {t.unit_id: t.pengguna for t in _receivers()}
    for satu in buku:
        acak = Random(f"{benih}-lanjut-{satu.tempat.unit.kode}")
        penulis = _Penulis(satu, saat, acak, penerima, hasil)
        for warga, kunjungan, temuan in _findings(satu, saat, perlu):
            penulis.decide(warga, kunjungan, temuan)
    return hasil


def _receivers() -> list[Penugasan]:
    rows = Penugasan.objects.active().filter(peran__in=roles_with(Aksi.TINDAK_LANJUT))
    return list(rows.select_related("pengguna").order_by("-pk"))


def _findings(buku: Buku, saat: Saat, perlu: frozenset[str]) -> Iterator[tuple[Warga, Kunjungan, list[str]]]:
    for warga in buku.penduduk.warga:
        for kunjungan in buku.kunjungan.get(warga.pk, ()):
            temuan = sorted(perlu.intersection(kunjungan.temuan))
            if temuan and kunjungan.tanggal > saat.hari_ini - LAMA and warga.status == "aktif":
                yield warga, kunjungan, temuan


class _Penulis:
    """The midwife of one posyandu."""

    def __init__(self, buku: Buku, saat: Saat, acak: Random, penerima: dict[int, Pengguna], hasil: Lanjut) -> None:
        self.buku, self.saat, self.acak, self.penerima, self.hasil = buku, saat, acak, penerima, hasil
        self.isi: dict[str, Any] = read_toml("lanjut")
        self.pelajar = {warga.pk for warga in buku.penduduk.pelajar}

    def decide(self, warga: Warga, kunjungan: Kunjungan, temuan: list[str]) -> None:
        lama = (self.saat.hari_ini - kunjungan.tanggal).days
        bagian = next((bagian for hari, bagian in SELESAI if lama >= hari), 0.0)
        if self.acak.random() >= bagian:
            return
        hari = kunjungan.tanggal + timedelta(days=min(self.acak.choice((0, 1, 1, 2, 3, 5, 8, 12)), lama))
        pada = self.saat.at(hari, self.acak.randrange(60, 420))
        if warga.pk not in self.pelajar:
            self._register(warga, temuan, hari)
        kata = self.isi[_theme(temuan, TEMA_PELAJAR if warga.pk in self.pelajar else TEMA)]
        satu = TindakLanjut(
            pk=make_uuid(self.acak),
            warga=warga,
            unit=self.buku.tempat.faskes,
            mencakup=[str(kunjungan.pk)],
            temuan=temuan,
            keputusan=self._how(hari),
            oleh=self.buku.tempat.bidan,
            pada=pada,
        )
        if satu.keputusan == Keputusan.RUJUK:
            satu.rujukan = self._refer(satu, kata, hari)
        else:
            satu.hasil = self.acak.choice(kata["hasil"])
            satu.tenggat = hari + DIAM if satu.keputusan in (Keputusan.PANTAU, Keputusan.BERSAMA) else None
            self._tell(satu.pk, warga, KABAR[Keputusan(satu.keputusan)], pada, satu.unit.nama_lengkap, satu.tenggat)
        self.hasil.keputusan.append(satu)

    def _register(self, warga: Warga, temuan: Sequence[str], hari: date) -> None:
        """Two in three whom a finding proposes for a register of nutrition; a mother leaves hers with the birth."""
        for kode in GIZI:
            diusulkan = not muat_register()[kode].usul.isdisjoint(temuan)
            if not diusulkan or (warga.pk, kode) in self.hasil.register or self.acak.random() < 0.33:
                continue
            selesai = [k.selesai for k in self.buku.hamil.get(warga.pk, ()) if k.selesai and k.selesai > hari]
            sampai = min(selesai, default=None) if kode == "kek" else None
            self.hasil.register[warga.pk, kode] = PenyakitTerdaftar(
                pk=make_uuid(self.acak),
                warga=warga,
                penyakit=kode,
                sejak=hari,
                sampai=sampai,
                alasan_keluar=Alasan.BERSALIN.label if sampai else "",
            )

    def _how(self, hari: date) -> Keputusan:
        lempar = self.acak.random()
        cara = next(cara for batas, cara in CARA if lempar < batas)
        menunggu = cara in (Keputusan.PANTAU, Keputusan.BERSAMA)
        return Keputusan.OBATI if menunggu and hari + DIAM <= self.saat.hari_ini else cara

    def _refer(self, satu: TindakLanjut, kata: dict[str, Any], hari: date) -> Rujukan:
        """To the Puskesmas above; from the Puskesmas itself to the hospital. Most are answered within ten days."""
        ke, lama = self.buku.tempat.puskesmas, (self.saat.hari_ini - hari).days
        luar = ke.pk == satu.unit.pk
        baris = Rujukan(
            pk=satu.pk,
            warga=satu.warga,
            dari=satu.unit,
            ke=None if luar else ke,
            ke_nama=self.isi["rumah_sakit"] if luar else "",
            kode="".join(self.acak.choices(HURUF, k=PANJANG_KODE)),
            tanggal=hari,
            alasan=self.acak.choice(kata["alasan"]),
            temuan=satu.temuan,
            dibuat_oleh=satu.oleh,
            dibuat_pada=satu.pada,
        )
        if lama > SAMPAI or (lama >= 1 and self.acak.random() < (0.93 if lama > 7 else 0.5)):
            self._arrive(baris, kata, hari, lama)
        sejak = baris.dijawab_pada or baris.tiba_pada or satu.pada
        keadaan = {StatusRujukan.DIKIRIM: KeadaanKabar.DIRUJUK}.get(StatusRujukan(baris.status), baris.status)
        self._tell(baris.pk, satu.warga, KeadaanKabar(keadaan), sejak, baris.tujuan, pesan=baris.pesan_kader)
        self.hasil.rujukan.append(baris)
        return baris

    def _arrive(self, baris: Rujukan, kata: dict[str, Any], hari: date, lama: int) -> None:
        oleh = self.penerima.get(baris.penerima.pk, baris.dibuat_oleh)
        tiba = hari + timedelta(days=min(self.acak.choice((0, 1, 1, 2, 4)), lama))
        baris.status, baris.tiba_pada, baris.tiba_oleh = StatusRujukan.TIBA, self.saat.at(tiba, 430), oleh
        if lama > SAMPAI or self.acak.random() < (0.9 if lama > 10 else 0.6):
            baris.status, baris.dijawab_oleh, baris.dijawab_pada = StatusRujukan.DIJAWAB, oleh, self.saat.at(tiba, 520)
            baris.jawaban, baris.pesan_kader = self.acak.choice(kata["jawab"])

    def _tell(
        self,
        pk: UUID,
        warga: Warga,
        keadaan: KeadaanKabar,
        pada: datetime,
        tempat: str,
        sampai: date | None = None,
        pesan: str = "",
    ) -> None:
        self.hasil.kabar.append(
            KabarWarga(
                pk=pk,
                warga=warga,
                tanggal=pada.astimezone(ZONA).date(),
                keadaan=keadaan,
                tempat=tempat,
                pesan=pesan,
                sampai=sampai,
                pada=pada,
            )
        )


def _theme(temuan: Sequence[str], semua: Mapping[str, tuple[str, ...]]) -> str:
    return next((tema for tema, awal in semua.items() if any(kode.startswith(awal) for kode in temuan)), "umum")
