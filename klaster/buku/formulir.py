"""Pages of forms and of their fields: who is asked what, and which values are refused or asked about again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial

from klaster.bidang import Bidang
from klaster.buku.bukti import Kasus, choose, find_kasus, show, show_orang
from klaster.buku.halaman import Bagian, Butir, Entri, Halaman, Sel, Tabel, Tautan
from klaster.buku.isi import Baris, Buku, find, gabung, kapital
from klaster.buku.kalimat import write_untuk
from klaster.buku.kata import KANAL
from klaster.rentang import Rentang

KLINIS = "Tenaga kesehatan saja; kader tidak membaca dan tidak mengisi"
TIPE = {
    "desimal": "angka dengan koma",
    "bulat": "angka bulat",
    "ya_tidak": "ya atau tidak",
    "pilihan": "pilihan",
    "teks": "teks",
    "tanggal": "tanggal",
}


def list_formulir(buku: Buku) -> list[Entri]:
    return [Entri("formulir", b["kode"], b["nama"], b["bantuan"], buku.source(b).teks) for b in buku.data["formulir"]]


def build_formulir(buku: Buku, kode: str) -> Halaman | None:
    baris = next(iter(find(buku.data["formulir"], kode)), None)
    if baris is None:
        return None
    tahap = {satu["kode"]: satu for satu in buku.data["tahap"]}
    untuk = tuple(Tautan("tahap", tahap[satu]["tujuan"], tahap[satu]["nama"]) for satu in baris["tahap"])
    return Halaman(
        jenis="formulir",
        kode=kode,
        nama=baris["nama"],
        pembuka=baris["bantuan"],
        ringkas=(
            ("Untuk tahap", Sel("", untuk)),
            ("Dipakai di", Sel(gabung([KANAL[satu] for satu in baris["kanal"]]))),
            ("Sumber", buku.source(baris)),
        ),
        bagian=(*(_bagian(buku, satu) for satu in baris["bagian"]), _count(buku, baris), *_prove_tahap(baris, tahap)),
    )


def _count(buku: Buku, baris: Baris) -> Bagian:
    """How often each field of the form is proven, and on which sides; the cases stand on its own page."""
    kode = [satu for bagian in baris["bagian"] for satu in bagian["bidang"]]
    isi = [(satu, list_answers(satu)) for satu in kode]
    jawab = ("diterima", "diminta periksa ulang", "bukan untuk orang ini", "ditolak")
    rows = tuple(
        (Sel("", (buku.link_bidang(satu),)), *(Sel(str(hasil.count(kata)) if kata in hasil else "") for kata in jawab))
        for satu, hasil in isi
    )
    jumlah = sum(len(hasil) for _, hasil in isi)
    ket = f"{jumlah} kasus: batas rentang, dan untuk siapa. Tiap kasus tertulis di halaman isiannya."
    return Bagian("Bukti tiap isian", ket=ket, tabel=Tabel(("Isian", *(kata.capitalize() for kata in jawab)), rows))


@cache
def list_answers(kode: str) -> tuple[str, ...]:
    """What became of the values of a field, case by case."""
    return tuple(_answer(kode, kasus) for kasus in find_kasus(partial(_asks, kode)))


def _prove_tahap(baris: Baris, tahap: Mapping[str, Baris]) -> tuple[Bagian, ...]:
    """Who gets the form at all: cases of its life stages, and those beside them."""
    milik = set(baris["tahap"])

    def hasil(kasus: Kasus) -> Sel:
        kena = [tahap[satu]["nama"] for satu in kasus["tahap"] if satu in milik]
        return Sel(f"dipakai: {gabung(kena)}" if kena else "tidak dipakai")

    kasus = choose(lambda k: not milik.isdisjoint(k.get("tahap", ())), lambda k: "tahap" in k)
    return show_orang(kasus, "Formulir ini", hasil)


def _bagian(buku: Buku, bagian: Baris) -> Bagian:
    mentah = {baris["kode"]: baris for baris in buku.data["bidang"]}
    baris = tuple(_baris(buku, mentah[kode]) for kode in bagian["bidang"])
    kepala = ("Isian", "Bentuk", "Ditanyakan kepada", "Ditolak di luar")
    berisi = 4 if any(satu[3].teks for satu in baris) else 3
    return Bagian(bagian["judul"], tabel=Tabel(kepala[:berisi], tuple(satu[:berisi] for satu in baris)))


def _baris(buku: Buku, baris: Baris) -> tuple[Sel, ...]:
    bidang = buku.aturan.bidang[baris["kode"]]
    return (
        Sel("", (buku.link_bidang(bidang.kode),)),
        Sel(_bentuk(bidang)),
        Sel(write_untuk(buku, baris.get("untuk"))),
        Sel(_luar(buku, bidang)),
    )


def _bentuk(bidang: Bidang) -> str:
    if bidang.pilihan:
        return f"pilihan: {gabung([*bidang.pilihan.values()], 'atau')}"
    return f"{TIPE[bidang.tipe]}{f' ({bidang.satuan})' if bidang.satuan else ''}"


def _luar(buku: Buku, bidang: Bidang) -> str:
    if bidang.minimum is None or bidang.maksimum is None:
        return ""
    batas = f"{buku.write(float(bidang.minimum))}–{buku.write(float(bidang.maksimum))} {bidang.satuan}".strip()
    return f"{batas}, menurut umur atau keadaan" if len(bidang.rentang) > 1 else batas


def list_bidang(buku: Buku) -> list[Entri]:
    return [
        Entri("bidang", b["kode"], b["label"], _bentuk(buku.aturan.bidang[b["kode"]]), b["bantuan"])
        for b in buku.data["bidang"]
    ]


def build_bidang(buku: Buku, kode: str) -> Halaman | None:
    baris = next(iter(find(buku.data["bidang"], kode)), None)
    if baris is None:
        return None
    bidang = buku.aturan.bidang[kode]
    formulir = [f for f in buku.data["formulir"] if any(kode in satu["bidang"] for satu in f["bagian"])]
    ringkas = [
        ("Bentuk", Sel(_bentuk(bidang))),
        ("Ditanyakan kepada", Sel(write_untuk(buku, baris.get("untuk")))),
        ("Jenis layanan", Sel(bidang.layanan)),
        ("Siapa yang mengisi", Sel(KLINIS if bidang.klinis else "")),
        ("Formulir", Sel("", tuple(Tautan("formulir", f["kode"], f["nama"]) for f in formulir))),
        ("Sumber", buku.source(baris)),
        ("Catatan", Sel(baris.get("catatan", ""))),
    ]
    return Halaman(
        jenis="bidang",
        kode=kode,
        nama=bidang.label,
        pembuka=bidang.bantuan,
        ringkas=tuple((judul, sel) for judul, sel in ringkas if sel.teks or sel.tautan),
        bagian=(*_rentang(buku, baris, bidang), *_menyebut(buku, kode), *_prove(buku, kode)),
    )


def _rentang(buku: Buku, baris: Baris, bidang: Bidang) -> tuple[Bagian, ...]:
    if not bidang.rentang:
        return ()
    isi = tuple(
        (
            Sel(kapital(write_untuk(buku, mentah.get("untuk")))),
            Sel(_antara(buku, satu.minimum, satu.maksimum)),
            Sel(_antara(buku, satu.lunak_min, satu.lunak_maks)),
            Sel(_berubah(buku, satu, bidang.satuan)),
        )
        for mentah, satu in zip(baris["rentang"], bidang.rentang, strict=True)
    )
    kepala = ("Untuk", "Ditolak di luar", "Diminta periksa ulang di luar", "Diminta periksa ulang bila sejak terakhir")
    return (Bagian("Rentang", ket="Yang dipakai baris pertama yang cocok dengan orangnya.", tabel=Tabel(kepala, isi)),)


def _antara(buku: Buku, bawah: object, atas: object) -> str:
    kata = [buku.write(float(str(satu))) for satu in (bawah, atas) if satu is not None]
    return "–".join(kata)


def _berubah(buku: Buku, rentang: Rentang, satuan: str) -> str:
    kata = [
        (rentang.turun_persen, "turun lebih dari {} %"),
        (rentang.naik_persen, "naik lebih dari {} %"),
        (rentang.turun, f"turun lebih dari {{}} {satuan}"),
    ]
    return gabung([teks.format(buku.write(float(nilai))) for nilai, teks in kata if nilai is not None], "atau")


def _menyebut(buku: Buku, kode: str) -> tuple[Bagian, ...]:
    """Findings that this field can call."""
    ada = dict.fromkeys(lini.jenis.kode for lini in buku.aturan.lini if kode in lini.pemicu)
    return (Bagian("Dinilai oleh", butir=tuple(Butir("", buku.link_temuan(satu)) for satu in ada)),) if ada else ()


def _prove(buku: Buku, kode: str) -> tuple[Bagian, ...]:
    def ya(kasus: Kasus) -> bool:
        return _asks(kode, kasus) and _answer(kode, kasus) != "diterima"

    return show(buku, choose(ya, lambda k: _asks(kode, k)), "Jawaban", lambda k: Sel(_answer(kode, k)))


def _asks(kode: str, kasus: Kasus) -> bool:
    """Whether the case is about what becomes of a value of this field."""
    jawab = [satu for jenis in ("salah", "peringatan") for satu, _ in kasus.get(jenis, ())]
    return kode in jawab or (kode in kasus["pengukuran"] and ("salah" in kasus or "peringatan" in kasus))


def _answer(kode: str, kasus: Kasus) -> str:
    if any(satu == kode for satu, _ in kasus.get("salah", ())):
        return "ditolak"
    tanya = [kata for satu, kata in kasus.get("peringatan", ()) if satu == kode]
    if "bukan_sasaran" in tanya:
        return "bukan untuk orang ini"
    return "diminta periksa ulang" if tanya else "diterima"
