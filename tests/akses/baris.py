"""What a row of the access table is made of: roles by what they may be told, places, an address with its answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from puskesmas.peran import Peran

TEMPAT = ("sendiri", "bawah", "atas", "sebelah", "bawah_sebelah", "lain", "acak")

# Roles by what they may be told, as the product promises it; not read from the product's own table.
DINAS = (Peran.STAF_DINAS,)
KABUPATEN = (Peran.ADMIN_KABUPATEN, Peran.STAF_DINAS)
PUSKESMAS = (Peran.KEPALA_PUSKESMAS, Peran.PJ_ILP, Peran.PJ_KLASTER, Peran.PJ_LINTAS_KLASTER)
PUSTU = (Peran.PJ_POSYANDU, Peran.KEPALA_PUSTU, Peran.BIDAN_DESA, Peran.TAMU_DESA)
POSYANDU = (Peran.KADER,)
SEMUA = (*KABUPATEN, *PUSKESMAS, *PUSTU, *POSYANDU)

BUKAN_DINAS = tuple(peran for peran in SEMUA if peran not in DINAS)
HANYA_ANGKA = (Peran.TAMU_DESA,)
MELIHAT_NAMA = tuple(peran for peran in SEMUA if peran not in HANYA_ANGKA)
MENCATAT = (Peran.PJ_POSYANDU, Peran.KEPALA_PUSTU, Peran.BIDAN_DESA, Peran.KADER)
MENGIRIM = (*PUSKESMAS, Peran.PJ_POSYANDU, Peran.KEPALA_PUSTU, Peran.BIDAN_DESA)
MELAPOR = tuple(peran for peran in MELIHAT_NAMA if peran != Peran.ADMIN_KABUPATEN)
MENANGANI = tuple(peran for peran in MELAPOR if peran != Peran.KADER)
MENGELOLA_HP = (Peran.ADMIN_KABUPATEN, *MENGIRIM)
TANPA_HP = tuple(peran for peran in SEMUA if peran not in MENGELOLA_HP)
MENYUNTIK = tuple(peran for peran in MENCATAT if peran != Peran.KADER)
TIDAK_MENCATAT = tuple(peran for peran in SEMUA if peran not in MENCATAT)

BAWAH_KABUPATEN = tuple(peran for peran in SEMUA if peran not in KABUPATEN)
PUSTU_BERNAMA = tuple(peran for peran in PUSTU if peran not in HANYA_ANGKA)
MENYUSUN = (Peran.KEPALA_PUSKESMAS, Peran.PJ_ILP)
PJ_BERKLASTER = (Peran.PJ_KLASTER, Peran.PJ_LINTAS_KLASTER)

# What is read, or changed, in one's own unit and below.
DI_BAWAH = (200, 200, 404, 404, 404, 404, 404)
TERSIMPAN = (302, 302, 404, 404, 404, 404, 404)

UMUM, HALAMAN, API = "umum", "halaman", "api"

Jawab = int | str


@dataclass(frozen=True, eq=False)
class Baris:
    rute: str
    cara: str
    jenis: str
    alamat: str
    siapa: tuple[Peran, ...]
    jawab: tuple[Jawab, ...]
    tanpa_tugas: Jawab
    isi: object = None
    tanpa_masuk: Jawab = 302
    dicabut: Jawab = 302
    """The answer to a phone that was revoked, or whose user was deactivated."""

    def expected(self, tempat: str) -> Jawab:
        return self.jawab[TEMPAT.index(tempat)] if len(self.jawab) > 1 else self.jawab[0]


def umum(rute: str, cara: str, alamat: str, *jawab: Jawab, isi: object = None) -> Baris:
    """An address that asks nobody who they are."""
    return Baris(rute, cara, UMUM, alamat, SEMUA, jawab, jawab[0], isi, jawab[0], jawab[0])


def api(
    rute: str,
    cara: str,
    alamat: str,
    siapa: tuple[Peran, ...],
    *jawab: Jawab,
    tanpa_tugas: Jawab,
    isi: object = None,
    dicabut: Jawab = 410,
) -> Baris:
    return Baris(rute, cara, API, alamat, siapa, jawab, tanpa_tugas, isi, 401, dicabut)


def halaman(
    rute: str,
    alamat: str,
    siapa: tuple[Peran, ...],
    *jawab: Jawab,
    tanpa_tugas: Jawab,
    cara: str = "GET",
    isi: object = None,
    tanpa_masuk: Jawab = 302,
) -> Baris:
    """A page; without login the way to it leads through the page to log in."""
    return Baris(rute, cara, HALAMAN, alamat, siapa, jawab, tanpa_tugas, isi, tanpa_masuk, tanpa_masuk)


def angka(jenis: Callable[..., Baris], rute: str, alamat: str, *, tanpa_tugas: Jawab) -> tuple[Baris, Baris]:
    """What shows totals. Above and beside a kabupaten there is nothing to see."""
    depan = (rute, "GET", alamat) if jenis is api else (rute, alamat)
    return (
        jenis(*depan, KABUPATEN, 200, 200, 404, 404, 404, 404, 404, tanpa_tugas=tanpa_tugas),
        jenis(*depan, (*PUSKESMAS, *PUSTU, *POSYANDU), 200, 200, 200, 200, 404, 404, 404, tanpa_tugas=tanpa_tugas),
    )


def ketetapan(rute: str, alamat: str, isi: object) -> tuple[Baris, ...]:
    """A grid that everybody reads below their own unit, and Dinas writes."""
    tempat = f"{alamat}?unit={{unit}}"
    return (
        halaman(rute, alamat, SEMUA, 200, tanpa_tugas=403),
        halaman(rute, tempat, SEMUA, *DI_BAWAH, tanpa_tugas=404),
        halaman(rute, tempat, DINAS, *TERSIMPAN, tanpa_tugas=404, cara="POST", isi=isi),
        halaman(rute, tempat, BUKAN_DINAS, 403, 403, *[404] * 5, tanpa_tugas=404, cara="POST", isi=isi),
    )


def hanya_dinas(
    rute: str, alamat: str, dinas: tuple[Jawab, ...], *, cara: str = "GET", isi: object = None
) -> tuple[Baris, Baris]:
    """A page on which only Dinas works, also below; `dinas` is what Dinas gets at home and below."""
    sisa = [404] * 5
    return (
        halaman(rute, alamat, DINAS, *dinas, *sisa, tanpa_tugas=404, cara=cara, isi=isi),
        halaman(rute, alamat, BUKAN_DINAS, 403, 403, *sisa, tanpa_tugas=404, cara=cara, isi=isi),
    )


def catat(rute: str, alamat: str, *jawab: Jawab, cara: str = "GET", isi: object = None) -> tuple[Baris, Baris]:
    """A page on which visits are written."""
    return (
        halaman(rute, alamat, TIDAK_MENCATAT, 403, tanpa_tugas=403, cara=cara, isi=isi),
        halaman(rute, alamat, MENCATAT, *jawab, tanpa_tugas=403, cara=cara, isi=isi),
    )


def petugas(
    rute: str, alamat: str, siapa: tuple[Peran, ...], *jawab: Jawab, cara: str = "GET", isi: object = None
) -> tuple[Baris, Baris]:
    """A page about problems: 403 for those who are not in `siapa`."""
    lain = tuple(peran for peran in SEMUA if peran not in siapa)
    return (
        halaman(rute, alamat, lain, 403, tanpa_tugas=403, cara=cara, isi=isi),
        halaman(rute, alamat, siapa, *jawab, tanpa_tugas=403, cara=cara, isi=isi),
    )


KUNJUNGAN: dict[str, object] = {
    "id": "{id}",
    "warga": "{orangku}",
    "unit": "{posku}",
    "tanggal": "2026-11-16",
    "kanal": "rumah",
    "pengukuran": {"berat_kg": 8.4},
}


def kirim(**isi: object) -> dict[str, object]:
    """One visit as a phone sends it, at a place and for a person of one's own unit unless said otherwise."""
    return {"kunjungan": [KUNJUNGAN | isi]}


def operasi(**isi: object) -> dict[str, object]:
    """The same visit as an operation of the caller's own phone."""
    satu = {"id": "{id}", "urut": 1, "jenis": "kunjungan", "skema": 1, "isi": KUNJUNGAN | isi}
    return {"perangkat": "{hp}", "operasi": [satu]}
