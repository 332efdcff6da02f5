"""Problems to find in the demo: overdue at Dinas, climbing, waiting to be accepted, solved, opened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from capaian.demo.saat import Saat
from puskesmas.jam import deadline, default_jam, next_rung, rung_of
from puskesmas.kabar import KATA, tell_assigned, tell_step
from puskesmas.masalah import LANGKAH
from puskesmas.models import LangkahMasalah, Masalah, Pengguna, Penugasan, Tindakan, Unit
from puskesmas.models.masalah import TERTUTUP, KeadaanMasalah, Langkah, StatusTindakan
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from puskesmas.waktu import add_workdays, is_workday

KADER, BIDAN, KAPUS, PJ_ILP, DINAS, JAM = "kader", "bidan", "kapus", "pj_ilp", "dinas", "jam"
"""Who took a step; JAM is the clock."""
PERAN: Final[Mapping[str, tuple[Peran, JenisUnit]]] = {
    KADER: (Peran.KADER, JenisUnit.POSYANDU),
    BIDAN: (Peran.BIDAN_DESA, JenisUnit.PUSTU),
    KAPUS: (Peran.KEPALA_PUSKESMAS, JenisUnit.PUSKESMAS),
    PJ_ILP: (Peran.PJ_ILP, JenisUnit.PUSKESMAS),
    DINAS: (Peran.STAF_DINAS, JenisUnit.KABUPATEN),
}
L = Langkah
Baris = tuple[int, Langkah, str, str]
"""Working days ago, step, who, words."""


@dataclass(frozen=True)
class Tugas:
    """An action: whose, due in so many working days (negative: ago), and what came of it."""

    apa: str
    siapa: str
    tenggat: int
    hasil: str = ""
    ditunda: int = 0
    alasan: str = ""


@dataclass(frozen=True)
class Kisah:
    """A problem and its story, oldest step first. `tenggat` in working days from now."""

    unit: str
    jenis: str
    judul: str
    uraian: str
    langkah: tuple[Baris, ...]
    orang: int | None = None
    tenggat: int | None = None
    naik_awal: int = 0
    """Rungs above the place at which it starts, where the reporter stands on the first."""
    kunci: str = ""
    tugas: tuple[Tugas, ...] = ()


KISAH: Final[tuple[Kisah, ...]] = (
    Kisah(
        "19.06.01.2004.001",
        "obat_vaksin",
        "Vaksin MR kosong, anak pulang tanpa imunisasi",
        "Dua hari buka berturut-turut vaksin MR tidak ada. Ibu diminta datang lagi bulan depan, sebagian marah.",
        (
            (15, L.LAPOR, KADER, ""),
            (13, L.INGAT, JAM, "Hari kerja berikutnya naik ke Puskesmas Manggar"),
            (12, L.NAIK, JAM, ""),
            (11, L.TANGANI, KAPUS, "Minta ke gudang farmasi"),
            (10, L.KOMENTAR, BIDAN, "Stok di Pustu juga nol, sudah dicek dengan buku."),
            (8, L.INGAT, JAM, "Hari kerja berikutnya naik ke Dinas Kesehatan"),
            (7, L.NAIK, JAM, ""),
        ),
        orang=14,
        tenggat=-2,
        tugas=(Tugas("Antar 2 vial MR dari gudang farmasi", DINAS, -1),),
    ),
    Kisah(
        "19.06.03.2002-PST",
        "tenaga",
        "Kepala Pustu kosong sejak Oktober",
        "Bidan merangkap. Surat permohonan sudah dikirim dua kali.",
        (
            (9, L.LAPOR, KAPUS, ""),
            (6, L.NAIK, KAPUS, "Pengangkatan wewenang Dinas"),
            (5, L.TANGANI, DINAS, "Diusulkan ke kepegawaian"),
        ),
        naik_awal=1,
        tenggat=-1,
    ),
    Kisah(
        "19.06.04-PKM",
        "alat",
        "Timbangan lebih 0,5 kg di tiga posyandu",
        "Dibandingkan dengan anak timbangan 5 kg. Berat yang tercatat bulan ini mungkin lebih tinggi dari sebenarnya.",
        ((4, L.LAPOR, KAPUS, ""), (2, L.TANGANI, DINAS, "Kalibrasi dijadwalkan")),
        orang=96,
        tenggat=6,
        naik_awal=1,
        tugas=(
            Tugas("Kalibrasi tiga timbangan", DINAS, 5),
            Tugas("Tarik timbangan, pinjamkan cadangan", KAPUS, -1, hasil="Tiga timbangan sudah ditukar"),
        ),
    ),
    Kisah(
        "19.06.01.2006.001",
        "data",
        "HP kader rusak, kunjungan belum terkirim",
        "Layar mati sesudah kehujanan. Catatan kertas masih ada.",
        ((1, L.LAPOR, KADER, ""),),
        orang=22,
    ),
    Kisah(
        "19.06.01.2010-PST",
        "akses",
        "Perahu tidak jalan, angin barat",
        "Gelombang di atas dua meter, posyandu pulau tidak terjangkau petugas sejak pekan lalu.",
        ((5, L.LAPOR, BIDAN, ""), (3, L.TANGANI, KAPUS, "Menunggu jadwal kapal perintis")),
        orang=41,
        tenggat=4,
        naik_awal=1,
    ),
    Kisah(
        "19.06.02.2009-PST",
        "alat",
        "Tensimeter digital berbeda dengan air raksa",
        "Selisih 12 sampai 18 mmHg pada tiga orang yang sama.",
        ((6, L.LAPOR, PJ_ILP, ""), (5, L.TANGANI, BIDAN, "Pakai yang manual dulu")),
        tenggat=3,
        tugas=(
            Tugas(
                "Kirim tensimeter ke Puskesmas untuk diperiksa", BIDAN, 2, ditunda=1, alasan="Kendaraan dipakai rujukan"
            ),
        ),
    ),
    Kisah(
        "19.06.05.2002.001",
        "perilaku",
        "Imunisasi ditolak sesudah kabar bohong",
        "Sembilan keluarga menolak karena pesan berantai.",
        (
            (12, L.LAPOR, KADER, ""),
            (11, L.TANGANI, BIDAN, "Kunjungan rumah dengan kepala dusun"),
            (1, L.USUL_SELESAI, BIDAN, "Tujuh dari sembilan keluarga bersedia; dua dikunjungi lagi bulan depan"),
        ),
        orang=9,
        tenggat=1,
    ),
    Kisah(
        "19.06.01.2004.002",
        "lintas_sektor",
        "Balai desa dipakai, posyandu tanpa tempat",
        "Sudah dua bulan di teras rumah warga.",
        (
            (14, L.LAPOR, KADER, ""),
            (8, L.NAIK, JAM, ""),
            (7, L.TANGANI, KAPUS, "Dibawa ke lokakarya lintas sektor"),
            (2, L.USUL_SELESAI, KAPUS, "Kepala desa menyediakan gedung PAUD tiap Kamis kedua"),
        ),
        tenggat=2,
    ),
    Kisah(
        "19.06.01.2004-PST",
        "obat_vaksin",
        "Tablet tambah darah sisa untuk 9 hari",
        "Kiriman terakhir hanya separuh permintaan.",
        (
            (9, L.LAPOR, BIDAN, ""),
            (8, L.TANGANI, PJ_ILP, "Minta tambahan ke farmasi"),
            (5, L.USUL_SELESAI, PJ_ILP, "Dikirim 10 kotak"),
            (2, L.TOLAK, BIDAN, "Yang sampai baru 4 kotak"),
        ),
        orang=63,
        tenggat=3,
        naik_awal=1,
    ),
    Kisah(
        "19.06.06-PKM",
        "alat",
        "Termometer kulkas vaksin mati",
        "Suhu tidak terbaca sejak Senin.",
        (
            (8, L.LAPOR, KAPUS, ""),
            (7, L.TANGANI, DINAS, "Diganti dari cadangan"),
            (4, L.USUL_SELESAI, DINAS, "Sudah terpasang dan dicatat"),
            (3, L.TERIMA, KAPUS, "Suhu 4,5 derajat, terima kasih"),
        ),
        naik_awal=1,
    ),
    Kisah(
        "19.06.01.2004.003",
        "data",
        "Satu NIK dipegang dua orang",
        "KK baru dan lama memuat NIK yang sama.",
        (
            (12, L.LAPOR, KADER, ""),
            (11, L.TANGANI, BIDAN, "Dicocokkan dengan Dukcapil"),
            (9, L.USUL_SELESAI, BIDAN, "Sudah dibetulkan"),
            (8, L.TOLAK, KADER, "Di daftar masih dua"),
            (7, L.TANGANI, BIDAN, "Digabung lewat meja data ganda"),
            (3, L.USUL_SELESAI, BIDAN, "Sudah satu orang"),
            (2, L.TERIMA, KADER, ""),
        ),
        orang=2,
    ),
    Kisah(
        "19.06.03.2005.001",
        "data",
        "Belum mengirim dari dua hari buka terakhir",
        "Dibuka oleh sistem: dua hari buka berturut-turut tanpa kiriman.",
        ((2, L.LAPOR, JAM, ""),),
        kunci="posyandu_diam:19.06.03.2005.001",
    ),
)


def write_problems(kabupaten: Unit, saat: Saat) -> None:
    """Every story whose place is in the demo, as if its steps had been taken on their days."""
    tempat = {
        satu.kode: satu
        for satu in Unit.objects.under(kabupaten).select_related("induk__induk__induk", "kabupaten__setelan")
    }
    for kisah in KISAH:
        if unit := tempat.get(kisah.unit):
            _Pencerita(unit, saat).tell(kisah)


class _Pencerita:
    """Tells one story: the steps in order, each leaving the problem as the real step would."""

    def __init__(self, unit: Unit, saat: Saat) -> None:
        self.unit, self.saat = unit, saat

    def tell(self, kisah: Kisah) -> None:
        awal = self._day(kisah.langkah[0][0])
        masalah = Masalah(
            unit=self.unit,
            jenis=kisah.jenis,
            judul=kisah.judul,
            uraian=kisah.uraian,
            jumlah_orang=kisah.orang,
            dipegang=self._first(kisah.naik_awal),
            pelapor=self._who(kisah.langkah[0][2]),
            kunci=kisah.kunci,
            dilaporkan_pada=self.saat.at(awal, 90),
            versi=0,
        )
        cerita = [self._step(masalah, baris) for baris in kisah.langkah]
        if kisah.tenggat is not None:
            masalah.tenggat = self._day(-kisah.tenggat)
        masalah.save(force_insert=True)
        LangkahMasalah.objects.bulk_create(cerita)
        tindakan = Tindakan.objects.bulk_create(self._act(masalah, tugas) for tugas in kisah.tugas)
        self._notify(masalah, cerita, tindakan)

    def _notify(self, masalah: Masalah, cerita: list[LangkahMasalah], tindakan: list[Tindakan]) -> None:
        """The last thing that asked somebody to act is in that person's inbox."""
        terakhir = [satu for satu in cerita if satu.langkah in KATA]
        if masalah.terbuka and terakhir:
            tell_step(masalah, terakhir[-1].langkah, terakhir[-1].oleh, pada=terakhir[-1].pada)
        for satu in tindakan:
            if satu.status == StatusTindakan.BERJALAN:
                tell_assigned(satu)

    def _step(self, masalah: Masalah, baris: Baris) -> LangkahMasalah:
        lalu, langkah, siapa, isi = baris
        hari, oleh = self._day(lalu), self._who(siapa)
        if langkah == L.NAIK:
            masalah.dipegang = next_rung(masalah.dipegang) or masalah.dipegang
        if langkah == L.TANGANI:
            masalah.pemilik = oleh
        if aturan := LANGKAH.get(langkah):
            masalah.keadaan = aturan.ke
            masalah.dibuka_ulang += aturan.ke == KeadaanMasalah.DIBUKA_KEMBALI
        pada = self.saat.at(hari, 90 if siapa != JAM else -440)
        masalah.ditutup_pada = pada if masalah.keadaan in TERTUTUP else None
        if langkah not in (L.INGAT, L.KOMENTAR):
            self._move(masalah, hari)
        return LangkahMasalah(
            masalah=masalah,
            langkah=langkah,
            keadaan=masalah.keadaan,
            dipegang=masalah.dipegang,
            oleh=oleh,
            isi=isi,
            pada=pada,
        )

    def _move(self, masalah: Masalah, hari: date) -> None:
        masalah.versi += 1
        masalah.bergerak_pada = hari
        masalah.batas_gerak = deadline(default_jam(), jenis=masalah.jenis, tingkat=masalah.dipegang.jenis, sejak=hari)

    def _act(self, masalah: Masalah, tugas: Tugas) -> Tindakan:
        siapa = self._who(tugas.siapa)
        if siapa is None:
            raise ValueError(tugas.apa)
        return Tindakan(
            unit=self.unit,
            masalah=masalah,
            apa=tugas.apa,
            penanggung_jawab=siapa,
            tenggat=self._day(-tugas.tenggat),
            status=StatusTindakan.SELESAI if tugas.hasil else StatusTindakan.BERJALAN,
            hasil=tugas.hasil,
            ditunda=tugas.ditunda,
            alasan=tugas.alasan,
            dibuat_oleh=masalah.pemilik or siapa,
            dibuat_pada=self.saat.at(masalah.bergerak_pada, 95),
            ditutup_oleh=siapa if tugas.hasil else None,
            ditutup_pada=min(self.saat.at(self._day(1), 200), timezone.now()) if tugas.hasil else None,
        )

    def _first(self, naik: int) -> Unit:
        rung = rung_of(self.unit) or self.unit
        for _ in range(naik):
            rung = next_rung(rung) or rung
        return rung

    def _who(self, siapa: str) -> Pengguna | None:
        """The person of that kind at the place, or above it; a Pustu without a midwife asks its Puskesmas."""
        if siapa == JAM:
            return None
        peran, jenis = PERAN[siapa]
        atas = [self.unit.pk, *self.unit.path_ids()]
        tugas = Penugasan.objects.filter(unit__in=atas, peran=peran, unit__jenis=jenis).order_by("pk").first()
        if tugas is None:
            return self._who(KAPUS)
        return tugas.pengguna

    def _day(self, lalu: int) -> date:
        """So many working days ago; negative lies ahead."""
        hari = self.saat.hari_ini
        if lalu <= 0:
            return add_workdays(hari, -lalu)
        while lalu:
            hari -= timedelta(days=1)
            lalu -= is_workday(hari)
        return hari
