"""The access table: who gets which answer where. Read it as the contract; the test only compares.

One row is one address and method for one group of roles. The answers stand in the order of TEMPAT: the role's own
unit, one below, the one above, the one beside, one below that, one of another kabupaten, and one that does not exist. A
number is the HTTP status; a word is what became of the one item sent to `sinkron`.

In an address or a body, {unit} is the code of the place, {orang} a person who lives there, {kunjungan} that person's
visit; {posku} and {orangku} are a posyandu and a person inside the role's own unit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from puskesmas.peran import Peran

TEMPAT = ("sendiri", "bawah", "atas", "sebelah", "bawah_sebelah", "lain", "acak")

# Roles by what they may be told, as the product promises it; not read from the product's own table.
KABUPATEN = (Peran.ADMIN_KABUPATEN, Peran.STAF_DINAS)
PUSKESMAS = (Peran.KEPALA_PUSKESMAS, Peran.PJ_ILP, Peran.PJ_KLASTER, Peran.PJ_LINTAS_KLASTER)
PUSTU = (Peran.PJ_POSYANDU, Peran.KEPALA_PUSTU, Peran.BIDAN_DESA, Peran.TAMU_DESA)
POSYANDU = (Peran.KADER,)
SEMUA = (*KABUPATEN, *PUSKESMAS, *PUSTU, *POSYANDU)

HANYA_ANGKA = (Peran.TAMU_DESA,)
MELIHAT_NAMA = tuple(peran for peran in SEMUA if peran not in HANYA_ANGKA)
MENCATAT = (Peran.PJ_POSYANDU, Peran.KEPALA_PUSTU, Peran.BIDAN_DESA, Peran.KADER)
TIDAK_MENCATAT = tuple(peran for peran in SEMUA if peran not in MENCATAT)

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

    def expected(self, tempat: str) -> Jawab:
        return self.jawab[TEMPAT.index(tempat)] if len(self.jawab) > 1 else self.jawab[0]


def umum(rute: str, cara: str, alamat: str, *jawab: Jawab, isi: object = None) -> Baris:
    """An address that asks nobody who they are."""
    return Baris(rute, cara, UMUM, alamat, SEMUA, jawab, jawab[0], isi, jawab[0])


def api(
    rute: str, cara: str, alamat: str, siapa: tuple[Peran, ...], *jawab: Jawab, tanpa_tugas: Jawab, isi: object = None
) -> Baris:
    return Baris(rute, cara, API, alamat, siapa, jawab, tanpa_tugas, isi, 401)


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
    return Baris(rute, cara, HALAMAN, alamat, siapa, jawab, tanpa_tugas, isi, tanpa_masuk)


def angka(jenis: Callable[..., Baris], rute: str, alamat: str, *, tanpa_tugas: Jawab) -> tuple[Baris, Baris]:
    """What shows totals. Above and beside a kabupaten there is nothing to see."""
    depan = (rute, "GET", alamat) if jenis is api else (rute, alamat)
    return (
        jenis(*depan, KABUPATEN, 200, 200, 404, 404, 404, 404, 404, tanpa_tugas=tanpa_tugas),
        jenis(*depan, (*PUSKESMAS, *PUSTU, *POSYANDU), 200, 200, 200, 200, 404, 404, 404, tanpa_tugas=tanpa_tugas),
    )


def kirim(**isi: object) -> dict[str, object]:
    """One visit as a phone sends it, at a place and for a person of one's own unless said otherwise."""
    bawaan: dict[str, object] = {
        "id": "{id}",
        "warga": "{orangku}",
        "unit": "{posku}",
        "tanggal": "2026-11-16",
        "kanal": "rumah",
        "pengukuran": {"berat_kg": 8.4},
    }
    return {"kunjungan": [bawaan | isi]}


BATAL = {"kunjungan": [{"id": "{id}", "menggantikan": "{kunjungan}", "batal": "Salah orang"}]}
CARI = "/api/v1/warga/cari/"
INDIKATOR = "/indikator/balita_ditimbang/"
UNDUH = "/unduh/kabupaten.xlsx?unit={unit}"
SINKRON, WARGA_ASING, UNIT_ASING = "/api/v1/sinkron/", "warga_tidak_ditemukan", "unit_tidak_ditemukan"

# fmt: off
TABEL: tuple[Baris, ...] = (
    # ── Without login ────────────────────────────────────────────────────────────────────────────────────────────────
    umum("sehat", "GET", "/sehat/", 200),
    umum("api-skema", "GET", "/api/v1/skema/", 200),
    umum("api-dokumen", "GET", "/api/v1/dokumen/", 200),
    umum("api-token", "POST", "/api/v1/token/", 401, isi={"username": "tidak-ada", "password": "salah-sekali"}),

    # ── One's own login ──────────────────────────────────────────────────────────────────────────────────────────────
    halaman("masuk", "/masuk/", SEMUA, 302, tanpa_tugas=302, tanpa_masuk=200),
    halaman("masuk", "/masuk/", SEMUA, 302, tanpa_tugas=302, tanpa_masuk=200, cara="POST",
            isi={"username": "tidak-ada", "password": "salah-sekali"}),
    halaman("keluar", "/keluar/", SEMUA, 302, tanpa_tugas=302, cara="POST"),
    api("api-token", "DELETE", "/api/v1/token/", SEMUA, 204, tanpa_tugas=204),
    api("api-saya", "GET", "/api/v1/saya/", SEMUA, 200, tanpa_tugas=200),

    # ── Units: one's own subtree ─────────────────────────────────────────────────────────────────────────────────────
    #                                                       sendiri bawah atas sebelah bwh_sblh lain acak
    api("api-unit", "GET", "/api/v1/unit/", SEMUA, 200, tanpa_tugas=403),
    api("api-unit", "GET", "/api/v1/unit/?induk={unit}",
        SEMUA,                                               200,  200,  400,  400,   400,  400,  400, tanpa_tugas=403),

    # ── People: names for those who may see names, from their own subtree only ───────────────────────────────────────
    api("api-warga", "GET", "/api/v1/warga/", HANYA_ANGKA, 403, tanpa_tugas=403),
    api("api-warga", "GET", "/api/v1/warga/", MELIHAT_NAMA, 200, tanpa_tugas=403),
    api("api-warga", "GET", "/api/v1/warga/?unit={unit}", HANYA_ANGKA, 403, tanpa_tugas=403),
    #                                                       sendiri bawah atas sebelah bwh_sblh lain acak
    api("api-warga", "GET", "/api/v1/warga/?unit={unit}",
        MELIHAT_NAMA,                                        200,  200,  400,  400,   400,  400,  400, tanpa_tugas=403),
    api("api-warga-cari", "POST", CARI, HANYA_ANGKA, 403, tanpa_tugas=403, isi={"q": "qzx"}),
    api("api-warga-cari", "POST", CARI, MELIHAT_NAMA, 200, tanpa_tugas=403, isi={"q": "qzx"}),
    api("api-warga-cari", "POST", CARI, HANYA_ANGKA, 403, tanpa_tugas=403, isi={"q": "qzx", "unit": "{unit}"}),
    api("api-warga-cari", "POST", CARI,
        MELIHAT_NAMA,                                        200,  200,  400,  400,   400,  400,  400,
        tanpa_tugas=403, isi={"q": "qzx", "unit": "{unit}"}),

    # ── Figures: own subtree in full; the unit above and those beside as totals; kabupaten do not see each other ─────
    api("api-capaian", "GET", "/api/v1/capaian/", SEMUA, 200, tanpa_tugas=403),
    *angka(api, "api-capaian", "/api/v1/capaian/?unit={unit}", tanpa_tugas=403),
    *angka(api, "api-capaian", "/api/v1/capaian/?unit={unit}&indikator=balita_ditimbang&pekan=2026-M46",
           tanpa_tugas=403),

    # ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────
    # A kabupaten page for those of the kabupaten; everybody else is led to a page about the unit.
    halaman("beranda", "/", KABUPATEN, 200, tanpa_tugas=403),
    halaman("beranda", "/", (*PUSKESMAS, *PUSTU, *POSYANDU), 302, tanpa_tugas=403),
    #                                                       sendiri bawah atas sebelah bwh_sblh lain acak
    halaman("beranda", "/?unit={unit}", KABUPATEN,           200,  302,  404,  404,   404,  404,  404, tanpa_tugas=404),
    halaman("beranda", "/?unit={unit}",
            (*PUSKESMAS, *PUSTU, *POSYANDU),                 302,  302,  302,  302,   404,  404,  404, tanpa_tugas=404),
    *angka(halaman, "unit", "/unit/{unit}/", tanpa_tugas=404),
    *angka(halaman, "unit", "/unit/{unit}/?tab=bawahan", tanpa_tugas=404),
    *angka(halaman, "unit", "/unit/{unit}/?tab=orang", tanpa_tugas=404),
    *angka(halaman, "unit", "/unit/{unit}/?tab=jadwal", tanpa_tugas=404),
    halaman("daftar-indikator", "/indikator/", SEMUA, 200, tanpa_tugas=403),
    *angka(halaman, "daftar-indikator", "/indikator/?unit={unit}", tanpa_tugas=404),
    halaman("indikator", INDIKATOR, SEMUA, 200, tanpa_tugas=403),
    *angka(halaman, "indikator", f"{INDIKATOR}?unit={{unit}}&bagian=terlewat", tanpa_tugas=404),
    *angka(halaman, "indikator", f"{INDIKATOR}?unit={{unit}}&bagian=sudah", tanpa_tugas=404),
    halaman("orang", "/orang/", SEMUA, 200, tanpa_tugas=403),
    halaman("orang", "/orang/", SEMUA, 200, tanpa_tugas=403, cara="POST", isi={"kata": "qzx"}),
    halaman("cari", "/cari/", SEMUA, 200, tanpa_tugas=403),
    halaman("cari", "/cari/", SEMUA, 200, tanpa_tugas=403, cara="POST", isi={"kata": "qzx"}),
    halaman("cari", "/cari/", SEMUA, 200, tanpa_tugas=403, cara="POST", isi={"kata": "{unit}"}),
    #                                                       sendiri bawah atas sebelah bwh_sblh lain acak
    halaman("unduh-kabupaten", UNDUH, KABUPATEN,             200,  404,  404,  404,   404,  404,  404, tanpa_tugas=404),
    halaman("unduh-kabupaten", UNDUH, (*PUSKESMAS, *PUSTU, *POSYANDU), 404, tanpa_tugas=404),

    # ── Visits: written by those who see people, for people and at places of their own ───────────────────────────────
    #                                                       sendiri bawah atas sebelah bwh_sblh lain acak
    api("api-sinkron", "POST", SINKRON, TIDAK_MENCATAT, 403, tanpa_tugas=403, isi=kirim(warga="{orang}")),
    api("api-sinkron", "POST", SINKRON, MENCATAT, "diterima", "diterima", *[WARGA_ASING] * 5,
        tanpa_tugas=403, isi=kirim(warga="{orang}")),
    api("api-sinkron", "POST", SINKRON, MENCATAT, "diterima", "diterima", *[UNIT_ASING] * 5,
        tanpa_tugas=403, isi=kirim(unit="{unit}")),
    api("api-sinkron", "POST", SINKRON, MENCATAT, "diterima", "diterima", *["ditahan"] * 5,
        tanpa_tugas=403, isi=BATAL),
    api("api-sinkron", "POST", SINKRON, MENCATAT, "diterima", "diterima", *["ditahan"] * 5,
        tanpa_tugas=403, isi=kirim(menggantikan="{kunjungan}", warga="{orang}", tanggal="2026-11-09")),
)
# fmt: on
