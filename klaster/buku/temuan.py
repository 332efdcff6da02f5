"""Pages of findings: when one comes out, what the cadre says, where it sends people."""

from __future__ import annotations

import re
from typing import Final

from klaster.buku.bukti import prove_temuan
from klaster.buku.halaman import Bagian, Butir, Entri, Halaman, Sel, Tautan
from klaster.buku.isi import Baris, Buku, find, find_setelan, masa
from klaster.buku.kalimat import explain, write_untuk
from klaster.buku.kata import TINGKAT

NILAI: Final = re.compile(r"\{\w+\}")


def list_entri(buku: Buku) -> list[Entri]:
    newest = {baris["kode"]: baris for baris in buku.data["temuan"]}
    return [
        Entri("temuan", kode, baris["nama"], _ket(buku, baris), f"{_say(baris)} {buku.source(baris).teks}")
        for kode, baris in newest.items()
    ]


def build(buku: Buku, kode: str) -> Halaman | None:
    semua = find(buku.data["temuan"], kode)
    if not semua:
        return None
    kini = semua[0]
    return Halaman(
        jenis="temuan",
        kode=kode,
        nama=kini["nama"],
        pembuka=_say(kini),
        ringkas=_ringkas(buku, kini),
        bagian=(
            *(_syarat(buku, baris, ke) for ke, baris in enumerate(semua)),
            *_dipakai(buku, kode),
            *prove_temuan(buku, [kode], _pemicu(buku, kode)),
        ),
    )


def _say(baris: Baris) -> str:
    """What the cadre says, with a gap where the value of the visit will stand."""
    return NILAI.sub("…", baris["pesan"])


def _ket(buku: Buku, baris: Baris) -> str:
    return f"{TINGKAT[baris['tingkat']]} · {buku.nama[baris['klaster']]}"


def _pemicu(buku: Buku, kode: str) -> frozenset[str]:
    return frozenset[str]().union(*(lini.pemicu for lini in buku.aturan.lini if lini.jenis.kode == kode))


def _ringkas(buku: Buku, baris: Baris) -> tuple[tuple[str, Sel], ...]:
    setelan = tuple(buku.link_setelan(satu) for satu in dict.fromkeys(find_setelan(baris)))
    isi = [
        ("Tingkat", Sel(TINGKAT[baris["tingkat"]])),
        ("Klaster", Sel(buku.nama[baris["klaster"]])),
        ("Yang dilakukan", Sel(baris.get("tindakan", ""))),
        ("Dirujuk ke", Sel(baris.get("rujuk_ke", ""))),
        ("Sumber", buku.source(baris)),
        ("Berlaku", Sel(masa(baris))),
        ("Setelan yang menentukan", Sel("", setelan)),
        ("Catatan", Sel(baris.get("catatan", ""))),
    ]
    return tuple((judul, sel) for judul, sel in isi if sel.teks or sel.tautan)


def _syarat(buku: Buku, baris: Baris, ke: int) -> Bagian:
    judul = "Muncul bila" if ke == 0 else f"Sebelumnya, {masa(baris)}"
    untuk = Butir(f"Untuk: {write_untuk(buku, baris.get('untuk'))}")
    return Bagian(judul, butir=(untuk, explain(buku, baris["syarat"])))


def _dipakai(buku: Buku, kode: str) -> tuple[Bagian, ...]:
    """The indicators that count this finding."""
    ada = [
        Butir("", Tautan("indikator", baris["kode"], baris["nama"]))
        for baris in buku.data["indikator"]
        if any(kode in syarat.get(kata, ()) for syarat in _sides(baris) for kata in ("temuan", "dasar"))
    ]
    return (Bagian("Dihitung dalam indikator", butir=tuple(ada)),) if ada else ()


def _sides(baris: Baris) -> list[Baris]:
    return [baris.get("pembilang", {}), baris.get("penyebut", {})]
