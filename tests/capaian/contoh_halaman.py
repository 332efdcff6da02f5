"""Pages filled with examples: full, empty, with names of 70 letters. The figures are invented and sum up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from capaian.halaman.model import (
    BarisAgenda,
    BarisBawahan,
    BarisIndikator,
    BarisOrang,
    BarisPuskesmas,
    BarisSesi,
    BatangPekan,
    Bawahan,
    BlokTren,
    GrafikTren,
    HalamanCari,
    HalamanDaftarIndikator,
    HalamanIndikator,
    HalamanKabupaten,
    HalamanOrang,
    HalamanUnit,
    HasilUnit,
    HitungEvaluasi,
    HitungKunjunganRumah,
    HitungSesi,
    Identitas,
    Keadaan,
    KelompokBatang,
    KelompokIndikator,
    KelompokUmur,
    KepalaUnit,
    Kesegaran,
    Keterangan,
    KolomKlaster,
    Menuju2027,
    PekanPilihan,
    Perkiraan,
    PerluDilihat,
    Pilihan,
    PilihPekan,
    Sel,
    Siapa,
    StatusEvaluasi,
    StatusSesi,
    Tab,
    TabJadwal,
    TabOrang,
    Tautan,
    TingkatIlp,
    TrenKecil,
    Ukur,
)
from puskesmas.bingkai import Kerangka, Menu
from puskesmas.lembar import Lembar

PANJANG = "Simpang Renggiang Tenggara Pulau Buku Limau Kecamatan Manggar Raya Bersama"
JAUH, TERTINGGAL, SESUAI, TERCAPAI, WAKTUNYA, KOSONG = Keadaan

KERANGKA = Kerangka(
    tempat="Belitung Timur",
    pengguna="Fitri Handayani",
    peran="Dinas Kesehatan",
    beranda_url="/",
    keluar_url="/keluar/",
    cari_url="/cari/",
    menu=(
        Menu("Beranda", "/", "beranda", aktif=True),
        Menu("Indikator", "/indikator/", "indikator"),
        Menu("Orang", "/orang/", "orang"),
        Menu("Jadwal", "/unit/19.06/?tab=jadwal", "jadwal"),
    ),
)
PEKAN = PilihPekan("2026-M46", "Pekan 9–15 Nov 2026", "/?a", "/?b", (PekanPilihan("Pekan 2–8 Nov 2026", "/?a"),))
SEGAR = Kesegaran(datetime(2026, 11, 17, 3, 42, tzinfo=UTC), 3, "/jadwal/", "WIB", "45/2026", data_contoh=True)
BELUM_DIHITUNG = Kesegaran(None, 0, None, "WIB", "45/2026")
UKUR = Ukur(JAUH, 230, 442, 294, 0.8, perkiraan=283, satuan="anak")
KECIL = Ukur(TERTINGGAL, 2, 3, 2.4, 0.8)
TANPA_ANGKA = Ukur(KOSONG, 0, None)
PILIHAN = (Pilihan("a", "Balita ditimbang", dipilih=True, kelompok="Ibu & anak"), Pilihan("b", "Lansia diskrining"))
JEJAK = (Tautan("Belitung Timur", "/"), Tautan("Puskesmas Manggar", "/unit/19.06.01/"))


def make_tabs(aktif: str, *teks: str) -> tuple[Tab, ...]:
    return tuple(Tab(satu, satu.capitalize(), f"/?tab={satu}", satu == aktif, 12) for satu in teks)


def make_orang(nama: str = "Rafif Maulana") -> tuple[BarisOrang, ...]:
    penuh = BarisOrang(
        nama,
        "/orang/1/",
        "L",
        "14 bln",
        "Kenanga",
        date(2026, 10, 14),
        "8,4 kg",
        "2 bulan tidak naik",
        TERTINGGAL,
        "RT 01",
    )
    return (penuh, BarisOrang("Nur Aini", None, "P", "6 bln", "Mawar"))


def make_kabupaten(nama: str = "Dendang") -> HalamanKabupaten:
    sesi = HitungSesi(lengkap=1, belum_mengirim=1, batal=1, mendatang=1, url="/jadwal/", catatan_batal="cuaca")
    baris = BarisPuskesmas(
        nama=nama,
        url="/unit/19.06.03/",
        pustu=4,
        posyandu=13,
        sel=(Sel((1, 3, 2, 4, 1, 1), "/unit/"), Sel((0, 0, 0, 0, 0, 0))),
        sesi=sesi,
        evaluasi=StatusEvaluasi.TERLAMBAT,
        evaluasi_catatan="lewat 2 hari",
    )
    return HalamanKabupaten(
        nama=nama,
        label="Kabupaten",
        url="/",
        puskesmas=1,
        pustu=4,
        posyandu=13,
        pekan=PEKAN,
        kesegaran=SEGAR,
        sesi=sesi,
        kunjungan_rumah=HitungKunjunganRumah(11, 1, 1, "/rumah/"),
        evaluasi=HitungEvaluasi(1, 1, 1, 1, "/evaluasi/"),
        menuju=Menuju2027((TingkatIlp("puskesmas", 1, 1), TingkatIlp("posyandu", 6, 13)), 9),
        perlu=(PerluDilihat(JAUH, f"Puskesmas {nama}", ": evaluasi belum disahkan.", "Buka evaluasi", "/unit/"),),
        agenda=(BarisAgenda(date(2026, 11, 19), f"8 hari buka, {nama}", "08.00", "/jadwal/"),),
        agenda_url="/jadwal/",
        klaster=(KolomKlaster("ibu_anak", "Ibu & anak", "Ibu"), KolomKlaster("lintas", "Lintas klaster", "Lin")),
        baris=(baris,),
        indikator=29,
        tren=BlokTren(
            PILIHAN,
            (
                TrenKecil(Tautan(nama, "/indikator/a/"), (1.0, None, *[0.9] * 9, 0.78), UKUR),
                TrenKecil(Tautan("Kecil"), (1.0,) * 12, KECIL),
                TrenKecil(Tautan("Baru"), (None,) * 12, TANPA_ANGKA),
            ),
        ),
        unit_url="/unit/19.06/",
        excel_url="/unduh/",
    )


def make_empty_kabupaten() -> HalamanKabupaten:
    return replace(
        make_kabupaten(),
        puskesmas=0,
        pustu=0,
        posyandu=0,
        kesegaran=BELUM_DIHITUNG,
        sesi=HitungSesi(),
        kunjungan_rumah=HitungKunjunganRumah(0, 0, 0),
        evaluasi=HitungEvaluasi(0, 0, 0),
        menuju=Menuju2027(()),
        perlu=(),
        agenda=(),
        baris=(),
        tren=None,
        excel_url=None,
    )


def make_bawahan(nama: str = "Kelubi") -> Bawahan:
    baris = (
        BarisBawahan(Tautan(nama, "/unit/1/"), Ukur(JAUH, 16, 54, 43, 0.8), 38, dipilih=True),
        BarisBawahan(Tautan("Langsung Puskesmas", "/unit/2/"), Ukur(TERCAPAI, 60, 55, 44, 0.8), 0),
        BarisBawahan(Tautan("Buku Limau"), KECIL, 1),
    )
    return Bawahan(baris, BarisBawahan(Tautan("Manggar"), UKUR, 39), "Pustu", "urut: anak terlewat", PILIHAN)


def make_kelompok(nama: str = "Balita ditimbang") -> tuple[KelompokIndikator, ...]:
    tren = (0.4, None, *[0.5] * 10)
    baris = (
        BarisIndikator("a", nama, "/indikator/a/", UKUR, 0.03, 14, tren, "/indikator/a/#siapa", "138 terlewat"),
        BarisIndikator("b", "Bayi KN lengkap", "/indikator/b/", KECIL, None, 1, tren, "/b/", "1 anak", sementara=True),
        BarisIndikator("c", "Baru", "/indikator/c/", TANPA_ANGKA),
    )
    return (KelompokIndikator("Ibu dan anak", baris, "ibu_anak"),)


def make_indikator(nama: str = "Balita ditimbang", ukur: Ukur = UKUR) -> HalamanIndikator:
    pekan = tuple(
        BatangPekan(f"{n}–{n + 6}", replace(ukur, pembilang=min(n * 10, 442)), n == 23) for n in (2, 9, 16, 23)
    )
    return HalamanIndikator(
        nama=nama,
        kode="a",
        unit=Tautan("Manggar", "/unit/19.06.01/"),
        jejak=JEJAK,
        pekan=PEKAN,
        kesegaran=SEGAR,
        keterangan=Keterangan(
            "Berapa balita ditimbang.",
            "ditimbang",
            "442 balita",
            "80 %",
            "Catatan",
            "KMK",
            sementara=True,
            rancangan=True,
        ),
        ukur=ukur,
        tren=GrafikTren((KelompokBatang("Okt", (BatangPekan("26–1", None),)), KelompokBatang("Nov", pekan, 0.5)), 0.8),
        perkiraan=Perkiraan(5, 74, 283, 274, 291, 71, 354),
        bawahan=make_bawahan(nama),
        siapa=make_siapa("terlewat", make_orang(nama)),
        excel_url="/unduh/",
    )


def make_siapa(aktif: str, baris: tuple[BarisOrang, ...] = (), belum_terdata: int | None = None) -> Siapa:
    tab = make_tabs(aktif, "terlewat", "menunggu", "belum_terdata", "sudah")
    return Siapa(tab, baris, Lembar(1, 2, 38, None, "/?hal=2"), "anak", "212 anak belum", belum_terdata=belum_terdata)


def make_unit(aktif: str, nama: str = "Manggar") -> HalamanUnit:
    sesi = tuple(
        BarisSesi(date(2026, 11, 9 + ke), status, Tautan(nama, "/unit/"), "bulanan", 74, 61, 17, 3, "cuaca")
        for ke, status in enumerate(StatusSesi)
    )
    isi = {
        "capaian": {"capaian": make_kelompok(nama)},
        "bawahan": {"bawahan": make_bawahan(nama)},
        "orang": {"orang": TabOrang((KelompokUmur("Balita", 442, "/", aktif=True),), make_orang(nama), None)},
        "jadwal": {"jadwal": TabJadwal(sesi, HitungSesi(lengkap=1, batal=1))},
        "buku": {"jadwal": TabJadwal((), HitungSesi(), buku=True)},
    }
    kepala = None if aktif == "buku" else KepalaUnit("Bd. Ratna Dewi", "Plt")
    identitas = Identitas(
        nama, "Puskesmas", "19.06.01", "/unit/", JEJAK, "Kepala Puskesmas", kepala, "Beroperasi", "8 pustu"
    )
    return HalamanUnit(identitas, PEKAN, SEGAR, make_tabs(aktif, "capaian", "bawahan", "orang", "jadwal"), **isi[aktif])  # type: ignore[arg-type]  # one of four


HALAMAN: dict[str, tuple[str, object]] = {
    "kabupaten": ("capaian/kabupaten.html", make_kabupaten()),
    "kabupaten kosong": ("capaian/kabupaten.html", make_empty_kabupaten()),
    "kabupaten panjang": ("capaian/kabupaten.html", make_kabupaten(PANJANG)),
    "indikator": ("capaian/indikator.html", make_indikator()),
    "indikator panjang": ("capaian/indikator.html", make_indikator(PANJANG)),
    "indikator kecil": ("capaian/indikator.html", make_indikator(ukur=KECIL)),
    "indikator tanpa angka": (
        "capaian/indikator.html",
        replace(make_indikator(ukur=TANPA_ANGKA), perkiraan=None, bawahan=None, siapa=None),
    ),
    "belum terdata": (
        "capaian/indikator.html",
        replace(make_indikator(), siapa=make_siapa("belum_terdata", belum_terdata=24)),
    ),
    "capaian": ("capaian/unit.html", make_unit("capaian", PANJANG)),
    "bawahan": ("capaian/unit.html", make_unit("bawahan", PANJANG)),
    "orang": ("capaian/unit.html", make_unit("orang", PANJANG)),
    "jadwal": ("capaian/unit.html", make_unit("jadwal", PANJANG)),
    "buku": ("capaian/unit.html", make_unit("buku")),
    "daftar indikator": (
        "capaian/daftar_indikator.html",
        HalamanDaftarIndikator(
            Tautan("Manggar", "/"), "Puskesmas", JEJAK, PEKAN, SEGAR, make_kelompok(), make_tabs("semua", "semua")
        ),
    ),
    "daftar kosong": (
        "capaian/daftar_indikator.html",
        HalamanDaftarIndikator(Tautan("Manggar", "/"), "Puskesmas", (), PEKAN, BELUM_DIHITUNG, ()),
    ),
    "cari orang": ("capaian/orang.html", HalamanOrang("/orang/", "rafif", make_orang(PANJANG), terpotong=True)),
    "cari salah": ("capaian/orang.html", HalamanOrang("/orang/", "a", pesan="Ketik paling sedikit 2 huruf.")),
    "tanpa nama": ("capaian/orang.html", HalamanOrang("/orang/", None, boleh_nama=False)),
    "cari": (
        "capaian/cari.html",
        HalamanCari(
            "/cari/", "kel", (HasilUnit(PANJANG, "Pustu", "/", "Manggar"),), (Tautan("D/S", "/"),), make_orang()
        ),
    ),
    "cari nihil": ("capaian/cari.html", HalamanCari("/cari/", "xyz")),
}
