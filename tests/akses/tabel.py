"""The access table: who gets which answer where. Read it as the contract; the test only compares.

One row is one address and method for one group of roles. The answers stand in the order of TEMPAT: the role's own
unit, one below, the one above, the one beside, one below that, one of another kabupaten, and one that does not exist. A
number is the HTTP status; a word is what became of the one item sent to `sinkron`.

In an address or a body, {unit} is the code of the place, {kader} who writes visits there, with the phone {hp_kader},
{orang} a person who lives there, {kunjungan} that person's visit, {tugas} somebody on the Nyelik list there, {lokal}
the local indicator of the place's kabupaten, {pesan} a notice of one's own or of somebody there; {posku} and {orangku}
are a posyandu and a person inside the role's own unit.
"""

from __future__ import annotations

from puskesmas.peran import Peran
from tests.akses.baris import (
    BAWAH_KABUPATEN,
    BUKAN_DINAS,
    DI_BAWAH,
    DINAS,
    HANYA_ANGKA,
    KABUPATEN,
    MELAPOR,
    MELIHAT_NAMA,
    MENANGANI,
    MENCATAT,
    MENGIRIM,
    MENYUSUN,
    PJ_BERKLASTER,
    POSYANDU,
    PUSKESMAS,
    PUSTU,
    PUSTU_BERNAMA,
    SEMUA,
    TERSIMPAN,
    TIDAK_MENCATAT,
    Baris,
    angka,
    api,
    catat,
    halaman,
    hanya_dinas,
    ketetapan,
    kirim,
    operasi,
    petugas,
    umum,
)
from tests.akses.kiriman import (
    BAGIAN,
    BATAL,
    CARI,
    EVALUASI,
    INDIKATOR,
    ISIAN,
    KARTU,
    LAPOR,
    LOKAL,
    LOKAL_ANGKA,
    LOKAL_BARU,
    LOKAL_SATU,
    NYELIK,
    ORANG_BARU,
    PDF,
    PENDATAAN,
    REGISTER,
    SASARAN,
    TABEL_SASARAN,
    TABEL_TARGET,
    TARGET,
    TUTUP,
    UNDUH,
)
from tests.akses.tabel_hp import TABEL_HP, TIDAK_MENANGANI
from tests.akses.tabel_layan import TABEL_LAYAN
from tests.akses.tabel_pustu import TABEL_PUSTU


def rapat(rute: str, alamat: str) -> tuple[Baris, ...]:
    """What the page of the weekly meeting leads to: the Puskesmas itself and Dinas above it, nobody else."""
    return (
        halaman(rute, alamat, KABUPATEN, 404, 200, 404, 404, 404, 404, 404, tanpa_tugas=404),
        halaman(rute, alamat, PUSKESMAS, 200, 404, 404, 404, 404, 404, 404, tanpa_tugas=404),
        halaman(rute, alamat, (*PUSTU, *POSYANDU), 404, tanpa_tugas=404),
    )


JENIS_MASALAH = ("tenaga", "alat", "obat_vaksin", "data", "akses", "perilaku", "lintas_sektor", "wabah", "lain")
JAM = {f"{jenis}-{tingkat}": "4" for jenis in JENIS_MASALAH for tingkat in ("pustu", "puskesmas", "kabupaten")}
SINKRON, WARGA_ASING, UNIT_ASING = "/api/v1/sinkron/", "warga_tidak_ditemukan", "unit_tidak_ditemukan"

# fmt: off
TABEL: tuple[Baris, ...] = (
    # ── Without login ────────────────────────────────────────────────────────────────────────────────────────────────
    umum("sehat", "GET", "/sehat/", 200),
    umum("api-skema", "GET", "/api/v1/skema/", 200),
    umum("api-dokumen", "GET", "/api/v1/dokumen/", 200),
    umum("kader", "GET", "/kader/", 200),
    umum("kader-pekerja", "GET", "/kader/sw.js", 200),
    umum("kader-manifes", "GET", "/kader/manifest.webmanifest", 200),
    umum("api-token", "POST", "/api/v1/token/", 401, isi={"username": "tidak-ada", "password": "salah-sekali"}),

    # ── One's own login ──────────────────────────────────────────────────────────────────────────────────────────────
    halaman("masuk", "/masuk/", SEMUA, 302, tanpa_tugas=302, tanpa_masuk=200),
    halaman("masuk", "/masuk/", SEMUA, 302, tanpa_tugas=302, tanpa_masuk=200, cara="POST",
            isi={"username": "tidak-ada", "password": "salah-sekali"}),
    halaman("keluar", "/keluar/", SEMUA, 302, tanpa_tugas=302, cara="POST"),
    api("api-token", "DELETE", "/api/v1/token/", SEMUA, 204, tanpa_tugas=204),
    api("api-saya", "GET", "/api/v1/saya/", SEMUA, 200, tanpa_tugas=200),

    # ── What one was told: everybody their own, and nobody else's, at no place ───────────────────────────────────────
    halaman("pesan", "/pesan/", SEMUA, 200, tanpa_tugas=200),
    halaman("pesan", "/pesan/", SEMUA, 302, tanpa_tugas=302, cara="POST", isi={"sampai": "2026-11-16T09:00:00+07:00"}),
    halaman("pesan-surel", "/pesan/surel/", SEMUA, 200, tanpa_tugas=200),
    halaman("pesan-surel", "/pesan/surel/", SEMUA, 302, tanpa_tugas=302, cara="POST",
            isi={"surel": "saya@contoh.go.id", "harian": "ya"}),
    halaman("pesan-buka", "/pesan/{pesan}/", SEMUA, 302, *[404] * 6, tanpa_tugas=404, cara="POST"),

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

    # ── Rules: no person in them, the same for everybody of a kabupaten ──────────────────────────────────────────────
    api("api-aturan", "GET", "/api/v1/aturan/", SEMUA, 200, tanpa_tugas=403),
    halaman("aturan", "/aturan/?kata=lila", SEMUA, 200, tanpa_tugas=200),
    halaman("aturan-rak", "/aturan/temuan/", SEMUA, 200, tanpa_tugas=200),
    halaman("aturan-satu", "/aturan/temuan/kek/", SEMUA, 200, tanpa_tugas=200),

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
    *angka(halaman, "unit", "/unit/{unit}/?tab=masalah", tanpa_tugas=404),
    halaman("daftar-indikator", "/indikator/", SEMUA, 200, tanpa_tugas=403),
    *angka(halaman, "daftar-indikator", "/indikator/?unit={unit}", tanpa_tugas=404),
    halaman("klaster", "/klaster/ibu_anak/", SEMUA, 200, tanpa_tugas=403),
    halaman("klaster", "/klaster/tidak_ada/", SEMUA, 404, tanpa_tugas=403),
    *angka(halaman, "klaster", "/klaster/ibu_anak/?unit={unit}", tanpa_tugas=404),
    halaman("indikator", INDIKATOR, SEMUA, 200, tanpa_tugas=403),
    *angka(halaman, "indikator", f"{INDIKATOR}?unit={{unit}}&bagian=terlewat", tanpa_tugas=404),
    *angka(halaman, "indikator", f"{INDIKATOR}?unit={{unit}}&bagian=sudah", tanpa_tugas=404),
    # Names on their way to the cadres: sent inside one's own subtree by those who lead there; Dinas only looks.
    #                                                       sendiri bawah atas sebelah bwh_sblh lain acak
    halaman("indikator", f"{INDIKATOR}?unit={{unit}}", MENGIRIM, 200, 200, 403, 403, 404, 404, 404,
            tanpa_tugas=404, cara="POST", isi=NYELIK),
    halaman("indikator", f"{INDIKATOR}?unit={{unit}}", KABUPATEN, 403, 403, 404, 404, 404, 404, 404,
            tanpa_tugas=404, cara="POST", isi=NYELIK),
    halaman("indikator", f"{INDIKATOR}?unit={{unit}}", (*POSYANDU, *HANYA_ANGKA), 403, 403, 403, 403, 404, 404, 404,
            tanpa_tugas=404, cara="POST", isi=NYELIK),
    halaman("indikator", INDIKATOR, MENGIRIM, 200, 200, 404, 404, 404, 404, 404,
            tanpa_tugas=403, cara="POST", isi=NYELIK),
    # ── The weekly meeting speaks of people: whoever sees no names sees none of it ───────────────────────────────────
    halaman("evaluasi-kini", "/evaluasi/", (*KABUPATEN, *PUSKESMAS, *PUSTU_BERNAMA), 302, tanpa_tugas=403),
    halaman("evaluasi-kini", "/evaluasi/", (*HANYA_ANGKA, *POSYANDU), 404, tanpa_tugas=403),
    halaman("evaluasi-kabupaten", "/evaluasi/2026-M46/", KABUPATEN, 200, tanpa_tugas=403),
    halaman("evaluasi-kabupaten", "/evaluasi/2026-M46/", BAWAH_KABUPATEN, 404, tanpa_tugas=403),
    #                                                       sendiri bawah atas sebelah bwh_sblh lain acak
    halaman("evaluasi-kabupaten", "/evaluasi/2026-M46/", (Peran.STAF_DINAS,), 404, 409, 404, 404, 404, 404, 404,
            tanpa_tugas=403, cara="POST", isi={"unit": "{unit}", "isi": "Baik"}),
    halaman("evaluasi-kabupaten", "/evaluasi/2026-M46/", (Peran.ADMIN_KABUPATEN,), 404, 403, 404, 404, 404, 404, 404,
            tanpa_tugas=403, cara="POST", isi={"unit": "{unit}", "isi": "Baik"}),
    halaman("evaluasi-kabupaten", "/evaluasi/2026-M46/", BAWAH_KABUPATEN, 404,
            tanpa_tugas=403, cara="POST", isi={"unit": "{unit}", "isi": "Baik"}),
    halaman("evaluasi-indikator", "/evaluasi/indikator/", (Peran.STAF_DINAS,), 200, tanpa_tugas=403),
    halaman("evaluasi-indikator", "/evaluasi/indikator/", BUKAN_DINAS, 404, tanpa_tugas=403),
    halaman("evaluasi-indikator", "/evaluasi/indikator/", (Peran.STAF_DINAS,), 400, tanpa_tugas=403, cara="POST",
            isi={"indikator": "tidak_ada"}),
    halaman("evaluasi-indikator", "/evaluasi/indikator/", BUKAN_DINAS, 404, tanpa_tugas=403, cara="POST",
            isi={"indikator": "anc_6"}),
    halaman("evaluasi", EVALUASI, KABUPATEN,                 404,  200,  404,  404,   404,  404,  404, tanpa_tugas=404),
    halaman("evaluasi", EVALUASI, PUSKESMAS,                 200,  404,  404,  404,   404,  404,  404, tanpa_tugas=404),
    halaman("evaluasi", EVALUASI, (*PUSTU, *POSYANDU), 404, tanpa_tugas=404),
    halaman("evaluasi", EVALUASI, KABUPATEN,                 404,  403,  404,  404,   404,  404,  404, tanpa_tugas=404,
            cara="POST", isi={"aksi": "mulai"}),
    halaman("evaluasi", EVALUASI, PJ_BERKLASTER,             403,  404,  404,  404,   404,  404,  404, tanpa_tugas=404,
            cara="POST", isi={"aksi": "mulai"}),
    halaman("evaluasi", EVALUASI, MENYUSUN,                  409,  404,  404,  404,   404,  404,  404, tanpa_tugas=404,
            cara="POST", isi={"aksi": "simpan", "versi": "0"}),
    halaman("evaluasi", EVALUASI, (*PUSTU, *POSYANDU), 404, tanpa_tugas=404, cara="POST", isi={"aksi": "mulai"}),
    #                                                       sendiri bawah atas sebelah bwh_sblh lain acak
    halaman("evaluasi-bagian", BAGIAN, KABUPATEN,            404,  200,  404,  404,   404,  404,  404, tanpa_tugas=404),
    halaman("evaluasi-bagian", BAGIAN, PUSKESMAS,            200,  404,  404,  404,   404,  404,  404, tanpa_tugas=404),
    halaman("evaluasi-bagian", BAGIAN, PUSTU_BERNAMA,        200,  404,  404,  404,   404,  404,  404, tanpa_tugas=404),
    halaman("evaluasi-bagian", BAGIAN, (*HANYA_ANGKA, *POSYANDU), 404, tanpa_tugas=404),
    halaman("evaluasi-bagian", BAGIAN, KABUPATEN,            404,  403,  404,  404,   404,  404,  404, tanpa_tugas=404,
            cara="POST", isi={"catatan": "Sudah"}),
    halaman("evaluasi-bagian", BAGIAN, PJ_BERKLASTER,        403,  404,  404,  404,   404,  404,  404, tanpa_tugas=404,
            cara="POST", isi={"catatan": "Sudah"}),
    halaman("evaluasi-bagian", BAGIAN, MENYUSUN,             302,  404,  404,  404,   404,  404,  404, tanpa_tugas=404,
            cara="POST", isi={"catatan": "Sudah"}),
    halaman("evaluasi-bagian", BAGIAN, (Peran.PJ_POSYANDU,), 403,  404,  404,  404,   404,  404,  404, tanpa_tugas=404,
            cara="POST", isi={"catatan": "Sudah"}),
    halaman("evaluasi-bagian", BAGIAN, (Peran.KEPALA_PUSTU, Peran.BIDAN_DESA), 302, 404, 404, 404, 404, 404, 404,
            tanpa_tugas=404, cara="POST", isi={"catatan": "Sudah"}),
    halaman("evaluasi-bagian", BAGIAN, (*HANYA_ANGKA, *POSYANDU), 404, tanpa_tugas=404, cara="POST",
            isi={"catatan": "Sudah"}),
    # What leaves the meeting is for those who read the meeting; a sheet may be checked by whoever holds it.
    umum("periksa", "GET", "/v/0000-0000-0000-0000/", 404),
    *rapat("berkas", f"{EVALUASI}berkas/"),
    *(baris for jenis in PDF for baris in rapat("berkas-pdf", f"{EVALUASI}berkas/{jenis}.pdf")),
    halaman("berkas-lampiran", f"{EVALUASI}berkas/{{id}}.jpg", SEMUA, 404, tanpa_tugas=404),
    halaman("berkas", f"{EVALUASI}berkas/", KABUPATEN, 404, 403, 404, 404, 404, 404, 404, tanpa_tugas=404,
            cara="POST", isi={"aksi": "foto"}),
    halaman("berkas", f"{EVALUASI}berkas/", PJ_BERKLASTER, 403, 404, 404, 404, 404, 404, 404, tanpa_tugas=404,
            cara="POST", isi={"aksi": "foto"}),
    halaman("berkas", f"{EVALUASI}berkas/", MENYUSUN, 400, 404, 404, 404, 404, 404, 404, tanpa_tugas=404,
            cara="POST", isi={"aksi": "foto"}),
    halaman("berkas", f"{EVALUASI}berkas/", (*PUSTU, *POSYANDU), 404, tanpa_tugas=404, cara="POST",
            isi={"aksi": "foto"}),
    *rapat("lokmin-bulan", "/evaluasi/bulan/2026-11/{unit}/"),
    *rapat("lokmin-tribulan", "/evaluasi/tribulan/2026-11/{unit}/"),
    *rapat("berkas-excel", f"{EVALUASI}berkas/evaluasi.xlsx"),
    halaman("isian-kini", "/isian/", PUSKESMAS, 302, tanpa_tugas=403),
    halaman("isian-kini", "/isian/", (*KABUPATEN, *PUSTU, *POSYANDU), 404, tanpa_tugas=403),
    #                                                       sendiri bawah atas sebelah bwh_sblh lain acak
    halaman("isian", ISIAN, KABUPATEN,                       404,  200,  404,  404,   404,  404,  404, tanpa_tugas=404),
    halaman("isian", ISIAN, PUSKESMAS,                       200,  404,  404,  404,   404,  404,  404, tanpa_tugas=404),
    halaman("isian", ISIAN, (*PUSTU, *POSYANDU), 404, tanpa_tugas=404),
    halaman("isian", ISIAN, KABUPATEN,                       404,  403,  404,  404,   404,  404,  404, tanpa_tugas=404,
            cara="POST", isi={"n-kasus_dbd": "3"}),
    halaman("isian", ISIAN, PUSKESMAS,                       200,  404,  404,  404,   404,  404,  404, tanpa_tugas=404,
            cara="POST", isi={"n-kasus_dbd": "3"}),
    halaman("isian", ISIAN, (*PUSTU, *POSYANDU), 404, tanpa_tugas=404, cara="POST", isi={"n-kasus_dbd": "3"}),
    #                                                       sendiri bawah atas sebelah bwh_sblh lain acak
    halaman("indikator", LOKAL_ANGKA, KABUPATEN,             200,  200,  404,  404,   404,  404,  404, tanpa_tugas=403),
    halaman("indikator", LOKAL_ANGKA,
            (*PUSKESMAS, *PUSTU, *POSYANDU),                 200,  200,  200,  200,   200,  404,  404, tanpa_tugas=403),
    halaman("indikator-lokal", LOKAL, BUKAN_DINAS, 403, tanpa_tugas=403),
    halaman("indikator-lokal", f"{LOKAL}?unit={{unit}}", BUKAN_DINAS, 403, tanpa_tugas=403),
    halaman("indikator-lokal", LOKAL, BUKAN_DINAS, 403, tanpa_tugas=403, cara="POST", isi=LOKAL_BARU),
    halaman("indikator-lokal", LOKAL, DINAS, 200, tanpa_tugas=403),
    halaman("indikator-lokal", f"{LOKAL}?unit={{unit}}",
            DINAS,                                           200,  404,  404,  404,   404,  404,  404, tanpa_tugas=403),
    halaman("indikator-lokal", f"{LOKAL}?unit={{unit}}", DINAS, 302, 404, 404, 404, 404, 404, 404,
            tanpa_tugas=403, cara="POST", isi=LOKAL_BARU),
    halaman("indikator-lokal-satu", LOKAL_SATU, BUKAN_DINAS, 403, tanpa_tugas=403),
    halaman("indikator-lokal-satu", LOKAL_SATU, BUKAN_DINAS, 403, tanpa_tugas=403, cara="POST", isi=LOKAL_BARU),
    halaman("indikator-lokal-satu", LOKAL_SATU,
            DINAS,                                           200,  200,  404,  404,   404,  404,  404, tanpa_tugas=403),
    halaman("indikator-lokal-satu", LOKAL_SATU, DINAS, 302, 302, 404, 404, 404, 404, 404,
            tanpa_tugas=403, cara="POST", isi=LOKAL_BARU),
    halaman("indikator-lokal-satu", LOKAL_SATU, DINAS, 302, 302, 404, 404, 404, 404, 404,
            tanpa_tugas=403, cara="POST", isi={"aksi": "hentikan"}),
    # Targets and projections: read in one's own subtree, written by Dinas.
    *ketetapan("target", "/target/", TARGET),
    *ketetapan("sasaran", "/target/sasaran/", SASARAN),
    *hanya_dinas("target-tempel", "/target/tempel/?unit={unit}", (200, 200)),
    *hanya_dinas("target-tempel", "/target/tempel/?unit={unit}", (200, 200), cara="POST", isi=TABEL_TARGET),
    *hanya_dinas("sasaran-tempel", "/target/sasaran/tempel/?unit={unit}", (200, 200)),
    *hanya_dinas("sasaran-tempel", "/target/sasaran/tempel/?unit={unit}", (200, 200), cara="POST", isi=TABEL_SASARAN),
    *hanya_dinas("target-unduh", "/unduh/target.xlsx?unit={unit}", (200, 200)),
    *hanya_dinas("sasaran-unduh", "/unduh/sasaran.xlsx?unit={unit}", (200, 200)),
    halaman("sasaran-pendataan", PENDATAAN, TIDAK_MENANGANI, 403, 403, *[404] * 5, tanpa_tugas=404),
    halaman("sasaran-pendataan", PENDATAAN, MENANGANI, 404, tanpa_tugas=404),
    halaman("sasaran-pendataan", PENDATAAN, TIDAK_MENANGANI, 403, 403, *[404] * 5, tanpa_tugas=404, cara="POST"),
    halaman("sasaran-pendataan", PENDATAAN, MENANGANI, 404, tanpa_tugas=404, cara="POST"),
    *hanya_dinas("sasaran-bagi", "/target/sasaran/bagi/?unit={unit}", (200, 200)),
    *hanya_dinas("sasaran-bagi", "/target/sasaran/bagi/?unit={unit}", (404, 302), cara="POST", isi=SASARAN),
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

    # The same as operations of a phone, and what the phone fetches: whole people of one's own subtree.
    api("api-sinkron", "POST", SINKRON, TIDAK_MENCATAT, 403, tanpa_tugas=403, isi=operasi(warga="{orang}")),
    api("api-sinkron", "POST", SINKRON, MENCATAT, "diterima", "diterima", *[WARGA_ASING] * 5,
        tanpa_tugas=403, isi=operasi(warga="{orang}")),
    api("api-tarik", "POST", "/api/v1/sinkron/tarik/", TIDAK_MENCATAT, 403, tanpa_tugas=403, isi={"batas": 50}),
    api("api-tarik", "POST", "/api/v1/sinkron/tarik/", MENCATAT, 200, tanpa_tugas=403, isi={"batas": 50}),
    # ── Visits on pages ──────────────────────────────────────────────────────────────────────────────────────────────
    halaman("formulir-cetak", "/formulir/anak/cetak/", SEMUA, 200, tanpa_tugas=200),
    *catat("kunjungan-baru", "/kunjungan/baru/", 200),
    *catat("kunjungan-baru", "/kunjungan/baru/?unit={unit}", *DI_BAWAH),
    *catat("kunjungan-baru", "/kunjungan/baru/", 200, cara="POST", isi={"kata": "qzx"}),
    *catat("kunjungan-isi", "/kunjungan/baru/{orang}/", *DI_BAWAH),
    *catat("kunjungan-isi", "/kunjungan/baru/{orang}/", *TERSIMPAN, cara="POST", isi=KARTU),
    *catat("kunjungan-isi", "/kunjungan/baru/{orangku}/", *TERSIMPAN, cara="POST", isi=KARTU | {"unit": "{unit}"}),
    *catat("kunjungan-isi", "/kunjungan/baru/{orang}/", *DI_BAWAH, cara="POST", isi=REGISTER),
    *catat("kunjungan-isi", "/kunjungan/baru/{orangku}/", *DI_BAWAH, cara="POST", isi=REGISTER | {"unit": "{unit}"}),
    *catat("kunjungan-orang", "/kunjungan/orang/?unit={unit}", *DI_BAWAH),
    *catat("kunjungan-orang", "/kunjungan/orang/", 302, cara="POST", isi=ORANG_BARU),
    *catat("kunjungan-nilai", "/kunjungan/nilai/", *DI_BAWAH, cara="POST", isi=KARTU | {"warga": "{orang}"}),
    *catat("kunjungan-tumpukan", "/kunjungan/tumpukan/?unit={unit}", *DI_BAWAH),
    *catat("kunjungan-tumpukan", "/kunjungan/tumpukan/", 200, cara="POST", isi={"aksi": "cari", "kata": "qzx"}),
    *catat("kunjungan-tumpukan", "/kunjungan/tumpukan/", *TERSIMPAN, cara="POST", isi=KARTU | {"warga": "{orang}"}),
    *catat("kunjungan-daftar", "/kunjungan/daftar/?unit={unit}", *DI_BAWAH),
    *catat("kunjungan-hasil", "/kunjungan/{kunjungan}/", *DI_BAWAH),
    *catat("kunjungan-perbaiki", "/kunjungan/{kunjungan}/perbaiki/", *DI_BAWAH),
    *catat("kunjungan-perbaiki", "/kunjungan/{kunjungan}/perbaiki/", *TERSIMPAN, cara="POST", isi=KARTU),
    *catat("kunjungan-batal", "/kunjungan/{kunjungan}/batal/", *TERSIMPAN, cara="POST",
           isi={"id": "{id}", "alasan": "Salah orang"}),

    # ── The Nyelik list: read by those who see names, worked through by those who write visits ───────────────────────
    halaman("nyelik", "/nyelik/", HANYA_ANGKA, 403, tanpa_tugas=403),
    halaman("nyelik", "/nyelik/", MELIHAT_NAMA, 200, tanpa_tugas=403),
    halaman("nyelik", "/nyelik/?unit={unit}", HANYA_ANGKA, 403, tanpa_tugas=403),
    halaman("nyelik", "/nyelik/?unit={unit}", MELIHAT_NAMA, *DI_BAWAH, tanpa_tugas=403),
    *catat("nyelik-tidak-bertemu", "/nyelik/{tugas}/tidak-bertemu/", *TERSIMPAN, cara="POST"),
    *catat("nyelik-selesai", "/nyelik/{tugas}/selesai/", *TERSIMPAN, cara="POST", isi={"hasil": "Sudah ditimbang"}),
    halaman("nyelik-batal", "/nyelik/{tugas}/batal/", (*KABUPATEN, *HANYA_ANGKA), 403, tanpa_tugas=403,
            cara="POST", isi={"alasan": "Sudah pindah"}),
    halaman("nyelik-batal", "/nyelik/{tugas}/batal/", (*PUSKESMAS, *MENCATAT), *TERSIMPAN, tanpa_tugas=403,
            cara="POST", isi={"alasan": "Sudah pindah"}),
    *TABEL_LAYAN,
    *TABEL_HP,
    *TABEL_PUSTU,
    # ── Problems and actions: their words may name people, so whoever sees no names sees none of them ────────────────
    *petugas("masalah-papan", "/masalah/", MELIHAT_NAMA, 200),
    *petugas("masalah-papan", "/masalah/?unit={unit}", MELIHAT_NAMA, *DI_BAWAH),
    *petugas("masalah-papan", "/masalah/?tampil=daftar&unit={unit}", MELIHAT_NAMA, *DI_BAWAH),
    *petugas("masalah-baru", "/masalah/baru/", MELAPOR, 200),
    *petugas("masalah-baru", "/masalah/baru/", MELAPOR, 302, 302, *[400] * 5, cara="POST", isi=LAPOR),
    *petugas("masalah-jam", "/masalah/jam/", MELIHAT_NAMA, 200),
    *petugas("masalah-jam", "/masalah/jam/", (Peran.STAF_DINAS,), 200, cara="POST", isi=JAM),
    *petugas("masalah", "/masalah/{masalah}/", MELIHAT_NAMA, *DI_BAWAH),
    *petugas("masalah", "/masalah/{masalah}/", MELIHAT_NAMA, *TERSIMPAN, cara="POST",
             isi={"langkah": "komentar", "isi": "Sudah dicek"}),
    *petugas("masalah-foto", "/masalah/{masalah}/foto/{foto}/", MELIHAT_NAMA, *DI_BAWAH),
    *petugas("tindakan", "/tindakan/{tindakan}/", MELIHAT_NAMA, *DI_BAWAH),
    halaman("tindakan", "/tindakan/{tindakan}/", HANYA_ANGKA, 403, tanpa_tugas=403, cara="POST", isi=TUTUP),
    halaman("tindakan", "/tindakan/{tindakan}/", MENANGANI, *TERSIMPAN, tanpa_tugas=403, cara="POST", isi=TUTUP),
    #                                                       sendiri bawah atas sebelah bwh_sblh lain acak
    halaman("tindakan", "/tindakan/{tindakan}/", (Peran.ADMIN_KABUPATEN, Peran.KADER),
                                                             403,  403,  404,  404,   404,  404,  404,
            tanpa_tugas=403, cara="POST", isi=TUTUP),
)
# fmt: on
