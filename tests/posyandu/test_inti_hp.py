"""The pure parts of the phone's core, bundled and run as the phone runs them."""

from __future__ import annotations

import json
import subprocess
import uuid
from pathlib import Path
from typing import Any

import pytest

from ilp.stack.assets import javascript
from ilp.stack.process import ROOT
from posyandu.kiriman import parse_kiriman
from posyandu.operasi_baca import Operasi
from puskesmas.errors import DomainError

AWAL = """
import { alasanPinLemah, jedaPin } from "./pin.ts";
import { jedaUlang } from "./jeda.ts";
import { bagiKiriman } from "./bagi.ts";
import { cariDalam, pasangIndeks } from "./cari.ts";
import { entitasDari, ringkaskan, terapkan, wargaDari } from "./lapis.ts";
import { hariIni, idBaru, saatIni } from "./waktu.ts";
import * as sandi from "./sandi.ts";
import { sebutanDari, sudahMacet, Tertunda } from "./tertunda.ts";
const jawab = (isi) => console.log(JSON.stringify(isi));
const orang = (id, nama, lain = {}) => ({
  id, nama, n: 1, posyandu: "P1", jenis_kelamin: "P", tanggal_lahir: "2025-01-01", ibu: null, keluarga: null,
  telepon: "", nik: "", nik_akhir: "", status: "aktif", status_sejak: null, tamu: false,
  kehamilan: [], penyakit: [], kunjungan: [], tugas: [], ...lain,
});
const operasi = (jenis, isi, lain = {}) => ({
  id: "o-" + jenis, urut: 1, jenis, isi, warga: "a", dibuat: "2026-11-16T08:00:00+07:00", jawaban: null, ...lain,
});
const kunjungan = {
  id: "k1", warga: "a", unit: "P1", tanggal: "2026-11-16", kanal: "posyandu", pengukuran: { berat_kg: 9 },
};
"""


LEMAH = ["12345", "abcdef", "111111", "123456", "654321", "890123", "121212", "123123", "112211", "170890", "900817"]
BAIK = ["739164", "805297", "264915"]


@pytest.fixture
def jalankan(tmp_path: Path) -> Any:
    def run(naskah: str) -> Any:
        bundle = tmp_path / "inti.mjs"
        esbuild = javascript(str(ROOT / "node_modules/esbuild/bin/esbuild"), "--bundle", "--format=esm", "--loader=ts")
        argv = [*esbuild, "--platform=node", f"--outfile={bundle}", "--log-level=error"]
        subprocess.run(argv, input=AWAL + naskah, text=True, cwd=ROOT / "static/kader/inti", check=True)
        selesai = subprocess.run(javascript(str(bundle)), capture_output=True, text=True, check=True, timeout=60)
        return json.loads(selesai.stdout)

    return run


def test_easy_pins_are_refused_and_others_taken(jalankan: Any) -> None:
    hasil = jalankan(f"jawab({json.dumps(LEMAH + BAIK)}.map((pin) => alasanPinLemah(pin) !== ''))")
    assert hasil == [True] * len(LEMAH) + [False] * len(BAIK)


def test_the_fifth_wrong_pin_waits_and_each_further_one_longer(jalankan: Any) -> None:
    assert jalankan("jawab([1, 4, 5, 6, 9].map(jedaPin))") == [0, 0, 30_000, 60_000, 480_000]


def test_it_waits_between_two_seconds_and_a_quarter_of_an_hour(jalankan: Any) -> None:
    rendah, tinggi = jalankan("jawab([0, 1].map((a) => [1, 2, 3, 9, 10, 50].map((n) => jedaUlang(n, () => a))))")
    assert tinggi == [2_000, 4_000, 8_000, 512_000, 900_000, 900_000]
    assert rendah == [satu // 2 for satu in tinggi]


def test_a_push_has_at_most_a_hundred_operations_and_less_than_a_mebibyte(jalankan: Any) -> None:
    kecil, besar = jalankan(
        """const buat = (n, berat) => Array.from({ length: n }, () => ({ segel: { isi: "x".repeat(berat) } }));
        const berat = (bagian) => bagian.reduce((n, satu) => n + satu.segel.isi.length, 0);
        const ukur = (semua) => bagiKiriman(semua).map((bagian) => [bagian.length, berat(bagian)]);
        jawab([ukur(buat(250, 1000)), ukur(buat(5, 400000))])"""
    )
    assert [banyak for banyak, _ in kecil] == [100, 100, 50]
    assert all(berat < 1024 * 1024 for _, berat in besar)
    assert sum(banyak for banyak, _ in besar) == 5


def test_a_push_holds_operations_of_one_key(jalankan: Any) -> None:
    hasil = jalankan(
        """const satu = (kunci) => ({ segel: { kunci, isi: "x" } });
        jawab(bagiKiriman(["a", "a", "b", "a"].map(satu)).map((bagian) => bagian.map((s) => s.segel.kunci).join("")))"""
    )
    assert hasil == ["aa", "b", "a"]


HARI = {"unit": "19.06.01.2004.001", "tanggal": "2026-11-16"}
OPERASI: list[tuple[str, dict[str, Any]]] = [
    ("warga", {"id": "B1", "unit": HARI["unit"], "nama": "Bayi", "ibu": "A9", "kk": "12"}),
    ("warga_ubah", {"warga": "a1", "dasar": {}, "baru": {"ibu": "A9", "rt": "2"}}),
    ("warga_ubah", {"warga": "a1", "dasar": {}, "baru": {"ibu": None}}),
    ("kunjungan", {"id": "k1", "warga": "a1", **HARI, "pengukuran": {"kehamilan": "x"}, "menggantikan": "k0"}),
    ("kunjungan", {"id": "k2", "menggantikan": "k1", "batal": "Salah orang"}),
    ("sesi_buka", HARI),
    ("sesi_petugas", {**HARI, "petugas": ["Ani"]}),
    ("sesi_tutup", {**HARI, "jumlah": 2, "petugas": []}),
    ("hamil", {"id": "h1", "warga": "a1", "hpht": "2026-08-01"}),
    ("hamil_selesai", {"kehamilan": "h1", "selesai": "2026-11-16", "hasil": "lahir_hidup"}),
    ("penyakit", {"id": "p1", "warga": "a1", "penyakit": "hipertensi", "sejak": "2026-08-01"}),
    ("tugas_tidak_bertemu", {"tugas": "t1", "tanggal": "2026-11-16"}),
    ("tugas_selesai", {"tugas": "t1", "hasil": "pindah"}),
    ("dihubungi", {"kunjungan": "k1", "cara": "sms", "pada": "2026-11-16T08:00:00+07:00"}),
]


def test_phone_and_server_see_the_same_order_between_operations(jalankan: Any) -> None:
    hp = jalankan(f"jawab({json.dumps(OPERASI)}.map(([jenis, isi]) => sebutanDari(jenis, isi)))")
    server = [Operasi(uuid.uuid4(), 1, jenis, isi) for jenis, isi in OPERASI]
    assert [(set(satu["buat"]), set(satu["butuh"])) for satu in hp] == [(satu.buat, satu.butuh) for satu in server]


MENUNGGU = """const kotak = ([jenis, isi], lain = {}) => ({ id: isi.id ?? jenis, ...sebutanDari(jenis, isi), ...lain });
const hari = { unit: "P1", tanggal: "2026-11-16" };
const bayi = ["warga", { id: "b" }], lahir = ["kunjungan", { id: "k", warga: "b", ...hari }];
const lain = ["kunjungan", { id: "l", warga: "c", ...hari }], ganti = ["kunjungan", { id: "g", menggantikan: "k" }];
const tutup = ["sesi_tutup", hari], besok = ["sesi_tutup", { ...hari, tanggal: "2026-11-17" }];
const nama = (semua) => semua.map((satu) => satu.id).join(" ");
"""


def test_what_names_something_that_was_not_taken_waits_and_nothing_else(jalankan: Any) -> None:
    siap, dihitung = jalankan(
        MENUNGGU
        + """const t = new Tertunda();
        const dihitung = t.tidakDiambil([kotak(bayi), kotak(lahir)]);
        jawab([nama(t.yangSiap([lain, ganti, tutup, besok].map((satu) => kotak(satu)))), nama(dihitung)])"""
    )
    assert siap == "l sesi_tutup"  # of tomorrow: the correction and the closing of the day wait
    assert dihitung == "b"  # its visit only waited with it


def test_a_visit_that_is_stuck_for_ever_leaves_its_day_to_be_closed(jalankan: Any) -> None:
    hasil = jalankan(
        MENUNGGU
        + """const t = new Tertunda();
        const macet = kotak(lahir, { macet: 5 });
        t.tunda(macet);
        jawab([sudahMacet(macet), nama(t.yangSiap([kotak(ganti), kotak(tutup)]))])"""
    )
    assert hasil == [True, "sesi_tutup"]


def test_people_are_found_by_name_mother_and_last_digits(jalankan: Any) -> None:
    hasil = jalankan(
        """const indeks = new Map();
        const isi = [
          orang("a", "Siti Nur'aini", { nik_akhir: "0412" }),
          orang("b", "Budi Siregar", { ibu: { id: "i", nama: "Siti Aminah" } }),
          orang("c", "Aminah", { keluarga: { id: "", alamat: "", rt: "", kk_akhir: "7788" } }),
        ];
        for (const satu of isi) pasangIndeks(indeks, ringkaskan(satu));
        jawab(["siti", "nuraini", "budi siti", "0412", "7788", "amin", "zzz", "  ", "siti zzz"].map(
          (kata) => cariDalam(indeks, kata, 9).map((r) => r.id).join("")))"""
    )
    assert hasil == ["ab", "a", "b", "a", "c", "cb", "", "", ""]


def test_what_was_just_saved_is_seen_until_it_is_refused(jalankan: Any) -> None:
    baru, ditolak = jalankan(
        """const satu = operasi("kunjungan", kunjungan);
        const jumlah = (o) => terapkan(orang("a", "Aisyah"), [o]).kunjungan.map((k) => [k.id, k.lokal]);
        jawab([jumlah(satu), jumlah({ ...satu, jawaban: { id: "o", status: "ditolak" } })])"""
    )
    assert baru == [["k1", True]]
    assert ditolak == []


def test_a_visit_that_came_back_is_shown_once(jalankan: Any) -> None:
    hasil = jalankan(
        """const kembali = { ...kunjungan, temuan: ["ditimbang"], bagian_dari: null };
        const dasar = orang("a", "Aisyah", { kunjungan: [kembali] });
        jawab(terapkan(dasar, [operasi("kunjungan", kunjungan)]).kunjungan.map((k) => k.temuan))"""
    )
    assert hasil == [["ditimbang"]]


def test_a_correction_takes_the_place_of_the_visit_it_replaces(jalankan: Any) -> None:
    hasil = jalankan(
        """const ganti = { ...kunjungan, id: "k2", menggantikan: "k1" };
        const batal = { id: "k3", menggantikan: "k2", batal: "Salah orang" };
        const satu = operasi("kunjungan", kunjungan);
        const dua = operasi("kunjungan", ganti);
        const tiga = operasi("kunjungan", batal);
        jawab([[satu, dua], [satu, dua, tiga]].map((o) => terapkan(orang("a", "A"), o).kunjungan.map((k) => k.id)))"""
    )
    assert hasil == [["k2"], []]


def test_a_newborn_registered_here_is_there_at_once(jalankan: Any) -> None:
    hasil = jalankan(
        """const isi = { id: "b", unit: "P1", nama: "Bayi", jenis_kelamin: "L", tanggal_lahir: "2026-11-01" };
        const baru = terapkan(null, [operasi("warga", isi), operasi("kunjungan", { ...kunjungan, warga: "b" })]);
        jawab([baru.nama, baru.posyandu, baru.kunjungan.length, baru.lokal, wargaDari("warga", isi, [])])"""
    )
    assert hasil == ["Bayi", "P1", 1, True, "b"]


def test_a_task_leads_to_its_person_and_goes_when_it_is_done(jalankan: Any) -> None:
    hasil = jalankan(
        """const dasar = orang("a", "Aisyah", { tugas: [{ id: "t", status: "dibuka", percobaan: 0 }] });
        const isi = { tugas: "t", hasil: "bertemu" };
        const lagi = terapkan(dasar, [operasi("tugas_tidak_bertemu", { tugas: "t", tanggal: "2026-11-16" })]);
        const usai = terapkan(dasar, [operasi("tugas_selesai", isi)]);
        jawab([wargaDari("tugas_selesai", isi, [ringkaskan(dasar)]), usai.tugas, lagi.tugas[0].percobaan])"""
    )
    assert hasil == ["a", [], 1]


def test_saving_the_same_thing_twice_is_recognised(jalankan: Any) -> None:
    assert jalankan(
        """const hari = { unit: "P1", tanggal: "2026-11-16" };
        const dihubungi = { kunjungan: "k1", cara: "sms", pada: "2026-11-16T08:00:00+07:00" };
        jawab([entitasDari("kunjungan", kunjungan), entitasDari("sesi_buka", hari), entitasDari("dihubungi", dihubungi),
          entitasDari("tugas_tidak_bertemu", { tugas: "t1", tanggal: "2026-11-16" }),
          entitasDari("tugas_selesai", { tugas: "t1", hasil: "pindah" }),
          entitasDari("sesi_tutup", { ...hari, jumlah: 3, petugas: [] })])"""
    ) == [
        "kunjungan:k1",
        "sesi_buka:P1:2026-11-16",
        "dihubungi:k1",
        "tugas_tidak_bertemu:t1:2026-11-16",
        "tugas_selesai:t1",
        "",  # closed again with another number
    ]


def test_ids_are_ordered_by_time_and_never_repeat(jalankan: Any) -> None:
    urut, beda, versi = jalankan(
        """const semua = Array.from({ length: 500 }, (_, ke) => idBaru(1700000000000 + ke));
        jawab([semua.slice().sort().join() === semua.join(), new Set(semua).size,
          semua.every((s) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(s))])"""
    )
    assert (urut, beda, versi) == (True, 500, True)


def test_a_record_opens_with_its_key_and_at_its_own_place_only(jalankan: Any) -> None:
    hasil = jalankan(
        """const kunci = await sandi.buatKunciData();
        const tertutup = await sandi.tutup(kunci, "orang/1/a", { nama: "Aisyah" });
        const coba = (k, tempat) => sandi.buka(k, tempat, tertutup).then((isi) => isi.nama, () => "tertutup");
        const lain = await sandi.buatKunciData();
        jawab([await coba(kunci, "orang/1/a"), await coba(kunci, "orang/1/b"), await coba(lain, "orang/1/a")])"""
    )
    assert hasil == ["Aisyah", "tertutup", "tertutup"]


def test_the_data_key_needs_the_pin_and_this_phone(jalankan: Any) -> None:
    hasil = jalankan(
        """const [sini, lain] = [await sandi.buatKunciPerangkat(), await sandi.buatKunciPerangkat()];
        const bungkus = await sandi.bungkusKunci(await sandi.buatKunciData(), "739164", sini.hmac);
        const coba = (pin, p) => sandi.bukaKunci(bungkus, pin, p.hmac).then(() => "terbuka", () => "tertutup");
        const hasil = [await coba("739164", sini), await coba("739165", sini), await coba("739164", lain)];
        jawab([...hasil, sini.aes.extractable])"""
    )
    assert hasil == ["terbuka", "tertutup", "tertutup", False]


def test_a_long_or_empty_reason_is_refused_in_the_servers_words(jalankan: Any) -> None:
    hasil = jalankan(
        """import { alasanBersih } from "./galat.ts";
        const coba = (teks) => {
          try { return alasanBersih(teks, "Kosong."); } catch (g) { return [g.kode, g.pesan]; }
        };
        jawab([coba(" salah orang "), coba("  "), coba("x".repeat(3000)), coba("x".repeat(200)).length])"""
    )
    with pytest.raises(DomainError) as galat:
        parse_kiriman({"id": str(uuid.uuid4()), "menggantikan": str(uuid.uuid4()), "batal": "x" * 3000})
    panjang = [galat.value.kode, galat.value.pesan]
    assert hasil == ["salah orang", ["alasan_kosong", "Kosong."], panjang, 200]
