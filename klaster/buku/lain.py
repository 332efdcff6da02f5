"""Pages of life stages, settings, indicators and documents."""

from __future__ import annotations

from typing import Final

from klaster.buku.bukti import Kasus, choose, list_temuan, prove_temuan, show
from klaster.buku.halaman import Bagian, Butir, Entri, Halaman, Sel, Tabel, Tautan
from klaster.buku.isi import Baris, Buku, find, find_setelan
from klaster.buku.kalimat import write_untuk
from klaster.buku.kata import KANAL
from klaster.sumber import split_sumber, tulis_sumber

PEMAKAI: Final = {
    "masalah": "kapan aplikasi membuka masalah tanpa pelapor",
    "rujukan": "kapan rujukan yang belum sampai kembali ke daftar kerja",
}
STATUS: Final = {"konflik": "Sumber berbeda", "belum": "Belum ada sumber yang pasti"}
BACAAN: Final = {
    "penuh": "naskahnya sudah dibaca",
    "kedua": "baru dibaca dari salinan atau ringkasan",
    "sendiri": "aturan aplikasi ini sendiri",
    "belum": "sumbernya belum ditemukan; periksa sebelum diandalkan",
}
BUKTI: Final = "Di mana dibuktikan"
DIKETIK: Final = (
    "Angkanya diketik, tidak dihitung dari kunjungan, jadi tidak ada kasus. Yang diperiksa waktu diketik: bilangan "
    "bulat, pembilang tidak melebihi penyebut, dan pertanyaan bila melonjak dari pekan lalu."
)
DIHITUNG: Final = (
    "Penjumlahannya dibuktikan di luar buku ini: pada kabupaten karangan yang acak, angka tiap unit dihitung ulang "
    "dengan cara lain, orang demi orang, dan harus sama. Pemeriksaan itu diulang setiap kali program berubah."
)
BALASAN: Final = {"bukan_sasaran": "bukan untuk orang ini", "periksa_ulang": "diminta periksa ulang"}
ARAH: Final = {"naik": "makin tinggi makin baik", "turun": "makin rendah makin baik"}
SATUAN: Final = {
    "hari_buka": "hari buka",
    "isian": "angka yang diketik sekali sepekan",
    "nifas": "ibu nifas",
    "tindakan": "tindakan yang tenggatnya pekan itu",
    "masalah": "masalah yang terbuka pada hari Minggu",
    "kader": "kader yang ditugaskan pada hari Minggu",
    "kasus": "kasus baru, dari catatan kunjungan",
    "kematian": "orang yang meninggal",
    "temuan": "kunjungan dengan temuan perlu tindakan, 14 hari sesudahnya",
}
TAHUN_INI: Final = "umur_tahun_ini"
SYARAT: Final = {
    "tepat_waktu": "evaluasi yang disahkan tepat waktu",
    "selesai": "tindakan yang sudah ditutup dengan hasil",
    "lewat_tenggat": "masalah yang tenggatnya sudah lewat",
    "tuntas": "diobati, ditutup, atau rujukannya dijawab dalam 14 hari",
    "aktif": "kader yang mencatat kunjungan, atau tercatat bertugas pada hari buka",
}
MODE: Final = {
    "bulan": "dihitung sejak tanggal 1 bulan berjalan",
    "tahun": "dihitung sejak 1 Januari",
    "jatuh_tempo": "dari yang sudah jatuh tempo",
    "musim": "hanya pada bulan pelaksanaannya",
    "pekan": "dihitung per pekan",
    "keadaan": "keadaan terakhir dalam 365 hari",
}

# ── Life stages ──────────────────────────────────────────────────────────────────────────────────────────────────────


def list_tahap(buku: Buku) -> list[Entri]:
    nama = {kode: [b["nama"] for b in buku.data["tahap"] if b["tujuan"] == kode] for kode in buku.data["tujuan"]}
    return [
        Entri("tahap", kode, satu["nama"], f"{len(nama[kode])} tahap", " ".join(nama[kode]))
        for kode, satu in buku.data["tujuan"].items()
    ]


def build_tahap(buku: Buku, kode: str) -> Halaman | None:
    tujuan = buku.data["tujuan"].get(kode)
    if tujuan is None:
        return None
    milik = [b for b in buku.data["tahap"] if b["tujuan"] == kode]
    baris = tuple(
        (Sel(b["nama"]), Sel(write_untuk(buku, b["untuk"])), buku.source(b), Sel(b.get("catatan", ""))) for b in milik
    )
    boleh = "boleh" if tujuan["tumpang_tindih"] else "tidak boleh"
    return Halaman(
        jenis="tahap",
        kode=kode,
        nama=tujuan["nama"],
        pembuka=f"Umur dihitung penuh pada hari kunjungan. Satu orang {boleh} berada di dua tahap sekaligus.",
        ringkas=(),
        bagian=(
            Bagian("Tahap", tabel=Tabel(("Tahap", "Untuk", "Sumber", "Catatan"), baris)),
            *_bukti_tahap(buku, {b["kode"] for b in milik}),
        ),
    )


def _bukti_tahap(buku: Buku, kode: set[str]) -> tuple[Bagian, ...]:
    def hasil(kasus: Kasus) -> Sel:
        return Sel(", ".join(buku.nama[satu] for satu in kasus["tahap"] if satu in kode) or "tidak ada")

    return show(buku, choose(lambda kasus: "tahap" in kasus, lambda kasus: False), "Tahap", hasil)


# ── Settings ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def list_setelan(buku: Buku) -> list[Entri]:
    return [
        Entri("setelan", b["kode"], b["nama"], f"di sini: {buku.write(buku.aturan.setelan[b['kode']])}", b["alasan"])
        for b in buku.data["setelan"]
    ]


def build_setelan(buku: Buku, kode: str) -> Halaman | None:
    baris = next(iter(find(buku.data["setelan"], kode)), None)
    if baris is None:
        return None
    kini = buku.aturan.setelan[kode]
    return Halaman(
        jenis="setelan",
        kode=kode,
        nama=baris["nama"],
        pembuka=baris["alasan"],
        ringkas=(
            ("Berlaku di kabupaten Anda", Sel(f"{buku.write(kini)}{' (bawaan)' if kini == baris['bawaan'] else ''}")),
            ("Bawaan, yang lebih aman", Sel(buku.write(baris["bawaan"]))),
            ("Pilihan", Sel(", ".join(buku.write(satu) for satu in baris["pilihan"]))),
            ("Mengapa setelan", Sel(STATUS[baris["status"]])),
        ),
        bagian=(
            Bagian("Kata tiap sumber", butir=tuple(Butir(satu) for satu in _sumber(buku, baris))),
            *_dipakai(buku, kode),
            *_bukti_setelan(buku, kode),
        ),
    )


def _sumber(buku: Buku, baris: Baris) -> list[str]:
    return [tulis_sumber(satu, buku.data["sumber"]) for satu in baris["sumber"].split(";")]


def _dipakai(buku: Buku, kode: str) -> tuple[Bagian, ...]:
    """The lines that leave something to this setting."""
    pemakai = (PEMAKAI.get(baris.get("pemakai", "")) for baris in find(buku.data["setelan"], kode))
    if kata := next(filter(None, pemakai), ""):
        return (Bagian("Menentukan", butir=(Butir(kata),)),)
    ada = [
        Tautan(jenis, b["kode"], str(b.get("nama") or b.get("label")))
        for jenis in ("temuan", "bidang", "imunisasi")
        for b in buku.data[jenis]
        if kode in find_setelan(b)
    ]
    ada += [
        Tautan("tabel", tabel, "Tabel kenaikan berat minimal" if tabel == "kbm" else "Tabel tekanan darah")
        for tabel in ("kbm", "tekanan")
        if any(kode in b.values() for b in buku.data[tabel])
    ]
    return (Bagian("Menentukan", butir=tuple(Butir("", satu) for satu in ada)),) if ada else ()


def _bukti_setelan(buku: Buku, kode: str) -> tuple[Bagian, ...]:
    def hasil(kasus: Kasus) -> Sel:
        if "temuan" in kasus:
            return Sel("" if kasus["temuan"] else "tidak ada temuan", list_temuan(buku, kasus["temuan"]))
        tanya = [f"{buku.label[bidang]}: {BALASAN.get(kata, kata)}" for bidang, kata in kasus.get("peringatan", ())]
        return Sel("; ".join(tanya) or "diterima")

    return show(buku, choose(lambda satu: kode in satu.get("setelan", ()), lambda satu: False), "Hasil", hasil)


# ── Indicators ───────────────────────────────────────────────────────────────────────────────────────────────────────


def list_indikator(buku: Buku) -> list[Entri]:
    return [
        Entri("indikator", b["kode"], b["nama"], buku.nama[b["klaster"]], b["kalimat"]) for b in buku.data["indikator"]
    ]


def build_indikator(buku: Buku, kode: str) -> Halaman | None:
    baris = next(iter(find(buku.data["indikator"], kode)), None)
    if baris is None:
        return None
    jenis = buku.aturan.indikator[kode]
    ringkas = [
        ("Klaster", Sel(buku.nama[jenis.klaster])),
        ("Yang dihitung", Sel(f"{SATUAN.get(jenis.satuan, jenis.satuan)}, {MODE[jenis.mode]}")),
        ("Standar pelayanan minimal", Sel(f"nomor {jenis.spm}" if jenis.spm else "")),
        ("Arah", Sel(ARAH[jenis.arah])),
        ("Target bawaan", Sel(f"{buku.write(float(jenis.target * 100))} %" if jenis.target is not None else "")),
        ("Irama laporan", Sel(jenis.irama)),
        ("Sumber", Sel(jenis.sumber)),
        ("Catatan", Sel(jenis.catatan)),
    ]
    kosong = (Butir("angka yang diketik petugas"),) if jenis.satuan == "isian" else (Butir("semua di wilayah"),)
    pembilang = _pihak(buku, baris.get("pembilang", {})) or kosong
    penyebut = _pihak(buku, baris.get("penyebut", {})) or kosong
    return Halaman(
        jenis="indikator",
        kode=kode,
        nama=jenis.nama,
        pembuka=jenis.kalimat,
        ringkas=tuple((judul, sel) for judul, sel in ringkas if sel.teks or sel.tautan),
        bagian=(
            Bagian(f"Pembilang: {jenis.label_pembilang}", butir=pembilang),
            *(() if jenis.cacah else (Bagian(f"Penyebut: {jenis.label_penyebut}", butir=penyebut),)),
            _where_proven(jenis.satuan),
            *_prove_indikator(buku, baris),
        ),
    )


def _where_proven(satuan: str) -> Bagian:
    """No single case can prove a sum; what does is said instead."""
    if satuan == "isian":
        return Bagian(BUKTI, ket=DIKETIK)
    return Bagian(BUKTI, ket=DIHITUNG)


def _prove_indikator(buku: Buku, baris: Baris) -> tuple[Bagian, ...]:
    """What can be proven by cases: when a visit has the findings that are counted."""
    pihak = [baris.get("pembilang", {}), baris.get("penyebut", {})]
    kode = dict.fromkeys(satu for isi in pihak for kata in ("temuan", "dasar") for satu in isi.get(kata, ()))
    return prove_temuan(buku, [*kode], ()) if kode else ()


def _pihak(buku: Buku, syarat: Baris) -> tuple[Butir, ...]:
    """What one side of an indicator counts, line by line."""
    dikenal = ("jenis_kelamin", "hamil", "nifas", "penyakit")
    siapa = {k: v for k, v in syarat.items() if (k.startswith("umur") and k != TAHUN_INI) or k in dikenal}
    butir = [Butir(f"untuk: {write_untuk(buku, siapa)}")] if siapa else []
    if TAHUN_INI in syarat:
        butir.append(Butir(f"yang tahun itu genap {' / '.join(map(str, syarat[TAHUN_INI]))} tahun"))
    for kata, depan in (("temuan", "kunjungan dengan salah satu temuan:"), ("dasar", "kunjungan terakhir yang punya:")):
        if kata in syarat:
            anak = tuple(Butir("", satu) for satu in list_temuan(buku, syarat[kata]))
            butir.append(Butir(depan, anak=anak))
    if "minimal" in syarat:
        butir.append(Butir(f"pada paling sedikit {buku.write(syarat['minimal'])} hari yang berbeda"))
    if "kanal" in syarat:
        butir.append(Butir(f"dilayani di {', '.join(KANAL[satu] for satu in syarat['kanal'])}"))
    if "meninggal" in syarat:
        mati = syarat["meninggal"]
        butir.append(Butir("yang lahir mati" if mati == "lahir_mati" else f"yang meninggal sebagai {mati}"))
    if "hari_buka" in syarat:
        butir.append(Butir(f"hari buka {syarat['hari_buka']}"))
    butir += [Butir(kata) for kunci, kata in SYARAT.items() if kunci in syarat]
    if "tempo_hari" in syarat:
        butir.append(Butir(f"dihitung {syarat['tempo_hari']} hari sesudah persalinan"))
    return tuple(butir)


# ── Documents ────────────────────────────────────────────────────────────────────────────────────────────────────────


def list_sumber(buku: Buku) -> list[Entri]:
    return [Entri("sumber", kode, b["nama"], BACAAN[b["bacaan"]]) for kode, b in buku.data["sumber"].items()]


def build_sumber(buku: Buku, kode: str) -> Halaman | None:
    dokumen = buku.data["sumber"].get(kode)
    if dokumen is None:
        return None
    baris = tuple(
        (Sel("", (Tautan(jenis, b["kode"], str(b.get("nama") or b.get("label"))),)), Sel(_letak(b, kode)))
        for jenis in ("formulir", "bidang", "temuan", "imunisasi", "skor", "indikator", "setelan")
        for b in buku.data[jenis]
        if kode in _kode_sumber(b)
    )
    bagian = (Bagian("Yang bersandar padanya", tabel=Tabel(("Aturan", "Letak"), baris)),) if baris else ()
    return Halaman("sumber", kode, dokumen["nama"], "", (("Bacaan", Sel(BACAAN[dokumen["bacaan"]])),), bagian)


def _kode_sumber(baris: Baris) -> list[str]:
    return [split_sumber(satu)[0] for satu in baris["sumber"].split(";")]


def _letak(baris: Baris, kode: str) -> str:
    semua = (split_sumber(satu) for satu in baris["sumber"].split(";"))
    return "; ".join(letak for milik, letak in semua if milik == kode and letak)
