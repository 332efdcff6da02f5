"""Pages of growth: the classes of one index, its curves, and WHO-like children that prove them."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from klaster.berkas import FOLDER
from klaster.buku.bukti import spread
from klaster.buku.halaman import Bagian, Entri, Halaman, Sel, Tabel
from klaster.buku.isi import Baris, Buku, tanggal
from klaster.buku.kalimat import JENIS_KELAMIN
from klaster.buku.kata import INDEKS
from klaster.buku.kurva import draw, tabulate, title
from klaster.pertumbuhan.tabel import KELAMIN
from klaster.pertumbuhan.ukur import HARI_BALITA
from klaster.sumber import tulis_sumber

# Index -> its tables with what they measure, and for whom.
TABEL: Final[dict[str, tuple[tuple[str, ...], str, str]]] = {
    "bbu": (("bbu",), "kg", "0–60 bulan"),
    "tbu": (("tbu",), "cm", "0–60 bulan; mulai 24 bulan diukur berdiri, selisih telentang dan berdiri 0,7 cm"),
    "bbtb": (("bbpb", "bbtb"), "kg", "0–60 bulan; panjang (telentang) sebelum 24 bulan, tinggi (berdiri) sesudahnya"),
    "imtu": (("imtu",), "kg/m²", "0–60 bulan"),
    "lku": (("lku",), "cm", "0–60 bulan"),
    "lilau": (("lilau",), "cm", "3–60 bulan"),
    "tbu_2007": (("tbu_2007",), "cm", "61 bulan sampai 19 tahun"),
    "imtu_2007": (("imtu_2007",), "kg/m²", "61 bulan sampai 19 tahun"),
}
# How the names of the cases begin that were made for an index.
AWALAN: Final = {
    "bbu": "BB/U",
    "tbu": ("PB/U", "TB/U"),
    "bbtb": "BB/PB",
    "imtu": "IMT/U",
    "lku": "LK/U",
    "lilau": "LILA/U",
}
UKUR: Final = (
    ("berat_kg", "berat", "kg"),
    ("panjang_cm", "panjang", "cm"),
    ("lingkar_kepala_cm", "lingkar kepala", "cm"),
    ("lila_cm", "LILA", "cm"),
)


def list_entri(buku: Buku) -> list[Entri]:
    del buku
    return [Entri("pertumbuhan", indeks, nama, TABEL[indeks][2]) for indeks, nama in INDEKS.items()]


def build(buku: Buku, kode: str) -> Halaman | None:
    if kode not in TABEL:
        return None
    tabel, satuan, untuk = TABEL[kode]
    wajar = next(baris for baris in buku.data["batas_wajar"] if baris["indeks"] == kode)
    batas = f"di bawah {buku.write(wajar['minimal'])} atau di atas {buku.write(wajar['paling_banyak'])}"
    return Halaman(
        jenis="pertumbuhan",
        kode=kode,
        nama=INDEKS[kode],
        pembuka="Nilai z adalah jarak dari anak sehat seumur dan sejenis kelamin, dihitung dalam simpang baku (SD).",
        ringkas=(
            ("Untuk umur", Sel(untuk)),
            ("Tidak wajar, diukur ulang", Sel(f"z {batas}")),
            ("Sumber tabel", Sel("; ".join(_sumber(buku, satu) for satu in tabel))),
        ),
        bagian=(
            *_kelas(buku, kode),
            Bagian(
                "Kurva",
                ket="Garis tebal di tengah adalah median. Garis luar adalah −3 dan +3 SD.",
                kurva=tuple(draw(satu, jk, satuan, INDEKS[kode]) for satu in tabel for jk in KELAMIN),
            ),
            *(
                Bagian(f"Angka kurva, {title(satu, jk).lower()} ({satuan})", tabel=tabulate(satu, jk))
                for satu in tabel
                for jk in KELAMIN
            ),
            *_prove(buku, kode),
        ),
    )


def _sumber(buku: Buku, tabel: str) -> str:
    with (FOLDER / "who" / f"{tabel}.csv").open(encoding="ascii") as berkas:
        return tulis_sumber(berkas.readline().removeprefix("# sumber:").strip(), buku.data["sumber"])


def _kelas(buku: Buku, indeks: str) -> tuple[Bagian, ...]:
    """The classes, one block for each date from which a set of lines holds, the newest first."""
    milik = [baris for baris in buku.data["kelas_gizi"] if baris["indeks"] == indeks]
    sejak = sorted({baris["berlaku_sejak"] for baris in milik}, reverse=True)
    return tuple(
        Bagian(
            f"Kelas, berlaku sejak {tanggal(hari)}",
            tabel=_tabel(buku, [b for b in milik if b["berlaku_sejak"] == hari]),
        )
        for hari in sejak
    )


def _tabel(buku: Buku, semua: list[Baris]) -> Tabel:
    bawah = ["", *(_bawah(buku, satu) for satu in semua[:-1])]
    baris = []
    for mulai, satu in zip(bawah, semua, strict=True):
        ada = (buku.link_temuan(satu["kode"]),) if satu["kode"] in buku.aturan.temuan else ()
        z = " dan ".join(kata for kata in (mulai, _atas(buku, satu)) if kata) or "semua"
        baris.append((Sel(satu["nama"]), Sel(f"z {z}"), Sel("", ada), buku.source(satu)))
    return Tabel(("Kelas", "Nilai z", "Temuan", "Sumber"), tuple(baris))


def _atas(buku: Buku, baris: Baris) -> str:
    if "kurang_dari" in baris:
        return f"kurang dari {buku.write(baris['kurang_dari'])}"
    return f"paling banyak {buku.write(baris['paling_banyak'])}" if "paling_banyak" in baris else ""


def _bawah(buku: Buku, baris: Baris) -> str:
    if "kurang_dari" in baris:
        return f"paling sedikit {buku.write(baris['kurang_dari'])}"
    return f"lebih dari {buku.write(baris['paling_banyak'])}"


@cache
def load_anak() -> tuple[Baris, ...]:
    return tuple(json.loads((FOLDER / "who" / "contoh.json").read_text(encoding="utf-8")))


def _prove(buku: Buku, kode: str) -> tuple[Bagian, ...]:
    indeks = kode.removesuffix("_2007")
    besar = kode.endswith("_2007")
    cocok = [
        anak
        for anak in load_anak()
        if indeks in anak["harapan"] and ((anak.get("umur_hari") or 0) > HARI_BALITA) is besar
    ]
    if not cocok:
        return ()
    kelas = {baris["kode"]: baris["nama"] for baris in buku.data["kelas_gizi"]}
    milik = [anak for anak in cocok if anak["nama"].startswith(AWALAN[indeks])]
    tampil = [*milik, *spread([anak for anak in cocok if "tepat" not in anak["nama"]], 20)]
    baris = tuple(
        (
            Sel(anak["nama"]),
            Sel(_anak(anak)),
            Sel(_ukuran(buku, anak)),
            Sel(_hasil(buku, kelas, anak["harapan"][indeks])),
        )
        for anak in tampil
    )
    ket = f"{len(baris)} dari {len(cocok)} kasus, diperiksa ulang setiap kali aturan berubah."
    return (
        Bagian("Kasus yang membuktikan", ket, tabel=Tabel(("Kasus", "Anak", "Ukuran", "Nilai z dan kelas"), baris)),
    )


def _anak(anak: Baris) -> str:
    hari = anak.get("umur_hari")
    return f"{JENIS_KELAMIN[anak['jenis_kelamin']]}, {'umur tidak diketahui' if hari is None else f'{hari} hari'}"


def _ukuran(buku: Buku, anak: Baris) -> str:
    kata = [f"{nama} {buku.write(anak[kode])} {satuan}" for kode, nama, satuan in UKUR if anak.get(kode) is not None]
    return ", ".join(
        [*kata, *([anak["cara_ukur"]] if anak.get("cara_ukur") else []), *(["edema"] if anak.get("edema") else [])]
    )


def _hasil(buku: Buku, kelas: dict[str, str], harapan: list[Any]) -> str:
    z, kode, tidak_wajar = harapan
    kata = ["tanpa z" if z is None else f"z {buku.write(z)}", kelas.get(kode, "")]
    return ", ".join([satu for satu in kata if satu] + (["tidak wajar, diukur ulang"] if tidak_wajar else []))
