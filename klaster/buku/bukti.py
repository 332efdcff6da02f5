"""Golden cases as proof beside a rule: who came, what was filled in, what must come out."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from klaster.berkas import FOLDER
from klaster.buku.halaman import Bagian, Sel, Tabel, Tautan
from klaster.buku.isi import Buku
from klaster.buku.kalimat import JENIS_KELAMIN
from klaster.buku.kata import KANAL
from klaster.tanggal import read_tanggal, sebut_tanggal
from klaster.umur import umur_bulan, umur_hari

Kasus = Mapping[str, Any]
TERBANYAK: Final = 30
PANJANG: Final = 40
DEKAT: Final = 2  # a boundary has its other side within so many lines of the file


@cache
def load_kasus() -> tuple[tuple[Kasus, ...], ...]:
    """The cases of each file, in order."""
    berkas = sorted((FOLDER / "contoh").glob("*.json"))
    return tuple(tuple(json.loads(satu.read_text(encoding="utf-8"))) for satu in berkas)


def choose(ya: Callable[[Kasus], bool], boleh: Callable[[Kasus], bool]) -> list[Kasus]:
    """The cases that hold, and right beside them those that do not but are about the same."""
    hasil: list[Kasus] = []
    for berkas in load_kasus():
        kena = {ke for ke, kasus in enumerate(berkas) if ya(kasus)}
        sekitar = {lain for ke in kena for lain in range(max(0, ke - DEKAT), min(len(berkas), ke + DEKAT + 1))}
        hasil += [berkas[ke] for ke in sorted(sekitar) if ke in kena or boleh(berkas[ke])]
    return hasil


def find_kasus(ya: Callable[[Kasus], bool]) -> list[Kasus]:
    return [kasus for berkas in load_kasus() for kasus in berkas if ya(kasus)]


def show_orang(kasus: list[Kasus], kepala: str, hasil: Callable[[Kasus], Sel]) -> tuple[Bagian, ...]:
    """Cases that are about who somebody is, not about what was filled in."""
    tampil = spread(kasus, TERBANYAK)
    baris = tuple((Sel(satu["nama"]), Sel(_orang(satu)), hasil(satu)) for satu in tampil)
    ket = f"{len(tampil)} dari {len(kasus)} kasus. Orangnya bukan orang sungguhan."
    return (Bagian("Kasus yang membuktikan", ket=ket, tabel=Tabel(("Kasus", "Orang", kepala), baris)),) if kasus else ()


def show(
    buku: Buku, kasus: Collection[Kasus], kepala: str, hasil: Callable[[Kasus], Sel], ket: str = ""
) -> tuple[Bagian, ...]:
    """The cases as a block of the page; nothing where there are none."""
    if not kasus:
        return ()
    tampil = spread(list(kasus), TERBANYAK)
    jumlah = f"{len(tampil)} dari {len(kasus)} kasus" if len(tampil) < len(kasus) else f"{len(kasus)} kasus"
    baris = tuple((Sel(satu["nama"]), Sel(_orang(satu)), Sel(_isian(buku, satu)), hasil(satu)) for satu in tampil)
    return (
        Bagian(
            judul="Kasus yang membuktikan",
            ket=f"{ket} {jumlah}, diperiksa ulang setiap kali aturan berubah. Orangnya bukan orang sungguhan.".strip(),
            tabel=Tabel(("Kasus", "Orang", "Isian", kepala), baris),
        ),
    )


def spread(kasus: list[Kasus], banyak: int) -> list[Kasus]:
    """At most so many, taken in pairs from the whole list, so that both sides of a boundary stay together."""
    if len(kasus) <= banyak:
        return kasus
    langkah = len(kasus) / (banyak / 2)
    awal = [int(ke * langkah) for ke in range(banyak // 2)]
    return [kasus[ke] for pasang in awal for ke in (pasang, min(pasang + 1, len(kasus) - 1))]


def _orang(kasus: Kasus) -> str:
    profil, pada = kasus["profil"], date.fromisoformat(kasus["tanggal"])
    kata = [JENIS_KELAMIN[profil["jenis_kelamin"]], _umur(date.fromisoformat(profil["tanggal_lahir"]), pada)]
    if profil.get("hamil"):
        hpht = profil.get("hpht")
        kata.append(f"hamil, HPHT {_tanggal(hpht)}" if hpht else "hamil")
    if profil.get("nifas"):
        kata.append("masa nifas")
    if profil.get("tanggal_bersalin"):
        kata.append(f"bersalin {_tanggal(profil['tanggal_bersalin'])}")
    if profil.get("keguguran"):
        kata.append("keguguran")
    elif not profil.get("lahir_hidup", True):
        kata.append("bayinya tidak lahir hidup")
    kata += [f"terdaftar {penyakit.replace('_', ' ')}" for penyakit in profil.get("penyakit", ())]
    if profil.get("kanal", "posyandu") != "posyandu":
        kata.append(f"di {KANAL[profil['kanal']]}")
    return f"{', '.join(kata)}; dilayani {_tanggal(kasus['tanggal'])}"


def _umur(lahir: date, pada: date) -> str:
    hari, bulan = umur_hari(lahir, pada), umur_bulan(lahir, pada)
    if hari < 0:
        return "belum lahir"
    if hari < 60:
        return f"{hari} hari"
    return f"{bulan} bulan" if bulan < 72 else f"{bulan // 12} tahun"


def _tanggal(teks: object) -> str:
    hari = read_tanggal(teks)
    return sebut_tanggal(hari) if hari else str(teks)


def _isian(buku: Buku, kasus: Kasus) -> str:
    lalu = [
        f"{_tanggal(satu['tanggal'])}: {write_isian(buku, satu['pengukuran'])}"
        for satu in kasus["profil"].get("riwayat", ())
    ]
    kini = write_isian(buku, kasus["pengukuran"]) or "tidak ada isian"
    setelan = [f"{buku.nama.get(kode, kode)} = {nilai}" for kode, nilai in kasus.get("setelan", {}).items()]
    return kini + (f" (sebelumnya {' | '.join(lalu)})" if lalu else "") + "".join(f" [setelan {s}]" for s in setelan)


def write_isian(buku: Buku, pengukuran: Mapping[str, object]) -> str:
    return "; ".join(_satu(buku, kode, nilai) for kode, nilai in pengukuran.items())


def _satu(buku: Buku, kode: str, nilai: object) -> str:
    bidang = buku.aturan.bidang.get(kode)
    if bidang is None:
        return f"{kode} = {nilai}"
    if isinstance(nilai, bool):
        return f"{bidang.label}: {'ya' if nilai else 'tidak'}"
    if isinstance(nilai, str):
        return f"{bidang.label}: {bidang.pilihan.get(nilai) or _tanggal(_shorten(nilai))}"
    if isinstance(nilai, int | float):
        return f"{bidang.label} {buku.write(nilai)} {bidang.satuan}".strip()
    return f"{bidang.label} = {json.dumps(nilai)}"


def _shorten(teks: str) -> str:
    """Text that is too long on purpose would be wider than the page."""
    return teks if len(teks) <= PANJANG else f"{teks[:20]}… ({len(teks)} huruf)"


def list_temuan(buku: Buku, kode: Iterable[str]) -> tuple[Tautan, ...]:
    return tuple(buku.link_temuan(satu) for satu in kode if satu in buku.nama)


def prove_temuan(buku: Buku, kode: Collection[str], pemicu: Collection[str]) -> tuple[Bagian, ...]:
    """Cases in which any of these findings comes out, and those beside them in which none does."""

    def ya(kasus: Kasus) -> bool:
        return not set(kode).isdisjoint(kasus.get("temuan", ()))

    def boleh(kasus: Kasus) -> bool:
        return "temuan" in kasus and (not pemicu or not set(pemicu).isdisjoint(kasus["pengukuran"]))

    def hasil(kasus: Kasus) -> Sel:
        depan = ("muncul" if ya(kasus) else "tidak muncul") if len(kode) == 1 else ""
        return Sel(depan, list_temuan(buku, [satu for satu in kasus["temuan"] if len(kode) > 1 and satu in kode]))

    kepala = "Temuan ini" if len(kode) == 1 else "Temuan"
    return show(buku, choose(ya, boleh), kepala, hasil)
