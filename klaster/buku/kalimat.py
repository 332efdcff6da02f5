"""Conditions as lines of plain Indonesian, from the same data that judge a visit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from klaster.buku.halaman import Butir, Tautan
from klaster.buku.isi import BULAN, Buku, gabung
from klaster.buku.kata import BANDING, HALAMAN, ISI, KANAL, TURUNAN

JENIS_KELAMIN: Final = {"L": "laki-laki", "P": "perempuan"}
_UMUR: Final = (("hari", "hari"), ("bulan", "bulan"), ("tahun", "tahun"))


def write_untuk(buku: Buku, untuk: Any) -> str:
    """For whom, in one sentence; "semua orang" where nothing is said."""
    if not untuk:
        return "semua orang"
    semua = untuk if isinstance(untuk, list) else [untuk]
    return "; atau ".join(_write_siapa(buku, satu) for satu in semua)


def _write_siapa(buku: Buku, satu: Mapping[str, Any]) -> str:
    kata = [*_umur(buku, satu)]
    if "jenis_kelamin" in satu:
        kata.append(JENIS_KELAMIN[satu["jenis_kelamin"]])
    kata += [_ya(satu[kunci], nama) for kunci, nama in (("hamil", "hamil"), ("nifas", "masa nifas")) if kunci in satu]
    if "bersalin_bulan_maks" in satu:
        kata.append(f"sampai {buku.write(satu['bersalin_bulan_maks'])} bulan penuh sesudah melahirkan")
    if "penyakit" in satu:
        kata.append(f"terdaftar: {buku.nama[satu['penyakit']]}")
    if "kanal" in satu:
        kata.append(f"dilayani di {gabung([KANAL[kanal] for kanal in satu['kanal']], 'atau')}")
    if "bulan" in satu:
        kata.append(f"pada bulan {gabung([BULAN[ke - 1] for ke in satu['bulan']], 'atau')}")
    return ", ".join(kata)


def _ya(benar: bool, nama: str) -> str:
    return nama if benar else f"tidak {nama}"


def _umur(buku: Buku, satu: Mapping[str, Any]) -> list[str]:
    """ "umur 6–59 bulan", "umur 29 hari ke atas sampai 2 bulan"."""
    bawah = {nama: buku.write(satu[f"umur_{kunci}_min"]) for kunci, nama in _UMUR if f"umur_{kunci}_min" in satu}
    atas = {nama: buku.write(satu[f"umur_{kunci}_maks"]) for kunci, nama in _UMUR if f"umur_{kunci}_maks" in satu}
    kata = [f"umur {bawah.pop(nama)}–{atas.pop(nama)} {nama}" for nama in [*bawah] if nama in atas]
    kata += [f"umur {nilai} {nama} ke atas" for nama, nilai in bawah.items()]
    return kata + [f"umur sampai {nilai} {nama}" for nama, nilai in atas.items()]


def explain(buku: Buku, syarat: Mapping[str, Any]) -> Butir:
    """One condition with everything below it."""
    bentuk = next(kunci for kunci in _PENULIS if kunci in syarat)
    return _PENULIS[bentuk](buku, syarat)


def explain_all(buku: Buku, semua: list[Mapping[str, Any]]) -> tuple[Butir, ...]:
    return tuple(explain(buku, satu) for satu in semua)


def _bidang(buku: Buku, syarat: Mapping[str, Any]) -> Butir:
    kode = syarat["bidang"]
    bidang = buku.aturan.bidang[kode]
    kata = {kunci: isi for kunci, isi in syarat.items() if kunci != "bidang"}
    if "sama" in kata:
        semua = kata["sama"] if isinstance(kata["sama"], list) else [kata["sama"]]
        return Butir(gabung([_jawaban(bidang.pilihan, satu) for satu in semua], "atau"), buku.link_bidang(kode))
    return _banding(buku, kata, bidang.satuan, buku.link_bidang(kode))


def _jawaban(pilihan: Mapping[str, str], isi: object) -> str:
    if isinstance(isi, bool):
        return "dijawab ya" if isi else "dijawab tidak"
    return f"“{pilihan.get(str(isi), str(isi))}”"


def _banding(buku: Buku, kata: Mapping[str, Any], satuan: str, subjek: Tautan | None, depan: str = "") -> Butir:
    if "ada" in kata:
        return Butir(f"{depan} sudah diisi".strip(), subjek)
    if "lengkap" in kata:
        return Butir(f"{depan} semua pertanyaannya dijawab".strip(), subjek)
    setelan = next((buku.setelan_of(isi) for isi in kata.values() if buku.setelan_of(isi)), None)
    batas = " dan ".join(f"{BANDING[kunci]} {buku.write(isi)}" for kunci, isi in kata.items())
    return Butir(f"{depan} {batas} {satuan}".strip(), subjek, setelan)


def _turunan(buku: Buku, syarat: Mapping[str, Any]) -> Butir:
    kode = syarat["turunan"]
    kata = {kunci: isi for kunci, isi in syarat.items() if kunci != "turunan"}
    nama = TURUNAN.get(kode, kode.replace("_", " "))
    letak = HALAMAN.get(kode)
    subjek = Tautan(*letak, nama) if letak else None
    depan = "" if subjek else nama
    if "sama" not in kata:
        return _banding(buku, kata, "", subjek, depan)
    if isinstance(kata["sama"], bool):
        return Butir(f"{depan}{'' if kata['sama'] else ': tidak'}".strip(), subjek)
    semua = kata["sama"] if isinstance(kata["sama"], list) else [kata["sama"]]
    return Butir(f"{depan}: {gabung([_isi(buku, kode, satu) for satu in semua], 'atau')}".removeprefix(": "), subjek)


def _isi(buku: Buku, kode: str, isi: str) -> str:
    kelas = {baris["kode"]: baris["nama"] for baris in buku.data["kelas_gizi"]}
    return ISI.get((kode, isi)) or kelas.get(isi) or buku.nama.get(isi) or isi.replace("_", " ")


def _untuk(buku: Buku, syarat: Mapping[str, Any]) -> Butir:
    return Butir(write_untuk(buku, syarat["untuk"]))


def _semua(buku: Buku, syarat: Mapping[str, Any]) -> Butir:
    return Butir("semua ini:", anak=explain_all(buku, syarat["semua"]))


def _salah_satu(buku: Buku, syarat: Mapping[str, Any]) -> Butir:
    return Butir("salah satu dari ini:", anak=explain_all(buku, syarat["salah_satu"]))


def _jumlah_ya(buku: Buku, syarat: Mapping[str, Any]) -> Butir:
    minimal = syarat["minimal"]
    return Butir(
        f"paling sedikit {buku.write(minimal)} dari ini dijawab ya:",
        setelan=buku.setelan_of(minimal),
        anak=tuple(Butir("", buku.link_bidang(kode)) for kode in syarat["jumlah_ya"]),
    )


def _skor(buku: Buku, syarat: Mapping[str, Any]) -> Butir:
    kode = syarat["skor"]
    kata = {kunci: isi for kunci, isi in syarat.items() if kunci != "skor"}
    return _banding(buku, kata, "", Tautan("skor", kode, buku.nama[kode]))


def _pilih(buku: Buku, syarat: Mapping[str, Any]) -> Butir:
    kini = buku.write(syarat["pilih"])
    anak = [
        Butir(f"pilihan {kunci}{' (berlaku di sini)' if kunci == kini else ''}:", anak=(explain(buku, isi),))
        for kunci, isi in syarat["dari"].items()
    ]
    return Butir("tergantung setelan:", setelan=buku.setelan_of(syarat["pilih"]), anak=tuple(anak))


_PENULIS: Final[Mapping[str, Callable[[Buku, Mapping[str, Any]], Butir]]] = {
    "bidang": _bidang,
    "turunan": _turunan,
    "untuk": _untuk,
    "semua": _semua,
    "salah_satu": _salah_satu,
    "jumlah_ya": _jumlah_ya,
    "skor": _skor,
    "pilih": _pilih,
}
