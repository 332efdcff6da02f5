"""What the phone's screens work out: who may be the same person, which groups are asked, who came, and the profile."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ilp.stack.assets import javascript
from ilp.stack.process import ROOT
from klaster.aturan import muat_aturan
from klaster.bundel import make_bundel
from posyandu.dokumen import build_dokumen, find_orang
from posyandu.models import Kehamilan
from posyandu.turunan import history, load_orang, load_visits
from tests.cast import Pemeran, Wilayah, make_kehamilan, make_kunjungan, make_penyakit, make_warga
from tests.naskah_hp import run_naskah

Jalankan = Callable[..., Any]

AWAL = """
import { readFileSync } from "node:fs";
import { muatAturan, pertanyaan, jenisTemuan, bidang } from "../aturan/index.ts";
import { namaMirip, cariMirip } from "./warga/mirip.ts";
import { susunLembar, sekaligus } from "./periksa/lembar.ts";
import { nilaiDraf } from "./periksa/isi.ts";
import { susunHari } from "./hari/susun.ts";
import { profilPada } from "./profil.ts";
import { bacaWarga, KOSONG } from "./warga/isian.ts";
import { perubahan } from "./warga/perubahan.ts";
const jawab = (isi) => console.log(JSON.stringify(isi));
const isian = process.argv[2] ? JSON.parse(process.argv[2]) : null;
const aturan = () => muatAturan(JSON.parse(readFileSync(process.argv[3], "utf8")));
const ringkas = (id, nama, lain = {}) => ({
  id, nama, posyandu: "P1", jenis_kelamin: "P", tanggal_lahir: "2025-09-11", ibu: "", nik_akhir: "", kk_akhir: "",
  rt: "", status: "aktif", tamu: false, hamil: null, penyakit: [], tugas: [], terakhir: [], ...lain,
});
const anak = { tanggal_lahir: "2025-09-11", jenis_kelamin: "P" };
"""


@pytest.fixture(scope="module")
def bundel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    berkas = tmp_path_factory.mktemp("aturan") / "bundel.json"
    berkas.write_bytes(make_bundel(muat_aturan()).isi)
    return berkas


@pytest.fixture
def jalankan(tmp_path: Path, bundel: Path) -> Jalankan:
    def run(naskah: str, isian: object = None) -> Any:
        keluar = tmp_path / "layar.mjs"
        esbuild = javascript(str(ROOT / "node_modules/esbuild/bin/esbuild"), "--bundle", "--format=esm", "--loader=ts")
        argv = [*esbuild, "--platform=node", f"--outfile={keluar}", "--jsx=automatic", "--jsx-import-source=preact"]
        layar = ROOT / "static/kader/layar"
        subprocess.run([*argv, "--log-level=error"], input=AWAL + naskah, text=True, cwd=layar, check=True)
        jalan = javascript(str(keluar), json.dumps(isian), str(bundel))
        selesai = subprocess.run(jalan, capture_output=True, text=True, check=True, timeout=60)
        return json.loads(selesai.stdout)

    return run


SAMA = [["Bu Sitti Noer", "Siti Nur Aisyah"], ["Djoko Santoso", "Joko Santoso"], ["Aisiyah Putri", "Aisyah Putri"]]
LAIN = [["Siti Aminah", "Siti Rahma"], ["Budi", "Rudi"], ["", "Siti"], ["Bu", "Ibu Sari"]]


def test_names_that_sound_alike_are_alike_and_others_are_not(jalankan: Jalankan) -> None:
    hasil = jalankan("jawab(isian.map(([a, b]) => namaMirip(a, b)))", SAMA + LAIN)
    assert hasil == [True] * len(SAMA) + [False] * len(LAIN)


def test_the_same_person_is_offered_by_name_and_birth_by_nik_or_by_mother(jalankan: Jalankan) -> None:
    semua = """[ringkas("a", "Aisyah Putri"),
      ringkas("b", "Lain Sekali", { nik_akhir: "0007", tanggal_lahir: "1990-01-01" }),
      ringkas("c", "By. Ny. Dewi", { ibu: "Dewi Anggraini" }),
      ringkas("d", "Jauh Beda", { tanggal_lahir: "1960-01-01" })]"""
    dasar = {"id": "x", "jenis_kelamin": "P", "tanggal_lahir": "2025-09-11", "nik_akhir": "", "ibu": ""}
    dicari = [
        {**dasar, "nama": "Aisiyah Putri"},
        {**dasar, "nama": "Rina", "nik_akhir": "0007", "tanggal_lahir": "1990-01-01"},
        {**dasar, "nama": "Kirana", "ibu": "Dewi Anggraini"},
        {**dasar, "nama": "Bukan Siapa"},
    ]
    hasil = jalankan(f"jawab(isian.map((s) => cariMirip(s, {semua}).map((m) => m.orang.id)))", dicari)
    assert hasil == [["a"], ["b"], ["c"], []]


def test_a_toddler_is_asked_in_the_order_of_the_steps(jalankan: Jalankan) -> None:
    lembar = 'susunLembar(pertanyaan(aturan(), "posyandu", anak, "2026-11-16"))'
    assert jalankan(f"jawab({lembar}.map((s) => s.judul))")[:5] == ["Timbang", "Ukur", "Tanya", "Beri", "Pesan"]
    pertama = jalankan(f"jawab({lembar}[0].kelompok.flatMap((k) => k.bidang.map((b) => b.kode)))")
    assert pertama == ["berat_kg"]


def test_one_tap_answers_only_signs_with_no_and_what_goes_well_with_yes(jalankan: Jalankan) -> None:
    hasil = jalankan(
        'const semua = susunLembar(pertanyaan(aturan(), "posyandu", anak, "2026-11-16")).flatMap((s) => s.kelompok);'
        "jawab(semua.flatMap(sekaligus))"
    )
    tidak = {kode for satu in hasil if satu["jawab"] == "tidak" for kode in satu["bidang"]}
    ya = {kode for satu in hasil if satu["jawab"] == "ya" for kode in satu["bidang"]}
    assert tidak == {"tbc_batuk", "tbc_demam", "tbc_bb_turun", "tbc_kontak"}
    assert ya == {"punya_buku_kia", "mpasi_sesuai", "imunisasi_lengkap", "perkembangan_lengkap"}


def test_a_finding_stands_under_the_field_that_called_it_and_2t_is_said_once(jalankan: Jalankan) -> None:
    riwayat = [["2026-08-14", 8.3], ["2026-09-14", 8.5], ["2026-10-14", 8.6]]
    hasil = jalankan(
        """const a = aturan();
        const profil = { ...anak, riwayat: isian.map(([tanggal, kg]) => ({ tanggal, pengukuran: { berat_kg: kg } })) };
        const draf = { id: "x", tanggal: "2026-11-14", kanal: "posyandu", unit: "P1", diperiksa_oleh: "", sudah: [],
          ganti: null, teks: { berat_kg: "8,7", lila_cm: "14,2" } };
        const peta = new Map(["berat_kg", "lila_cm"].map((kode) => [kode, bidang(a, kode)]));
        const { letak, isi } = nilaiDraf(a, profil, draf, peta, {});
        jawab([isi, Object.entries(letak).map(([kode, semua]) => [kode, semua.map((t) => t.kode)])])""",
        riwayat,
    )
    assert hasil == [{"berat_kg": 8.7, "lila_cm": 14.2}, [["berat_kg", ["bb_tidak_naik_2x"]]]]


def test_the_day_counts_residents_and_whoever_came(jalankan: Jalankan) -> None:
    kunjungan = '{ id: "k", tanggal: "2026-11-16", kanal: "posyandu", unit: "P1", temuan: [] }'
    lama = '{ id: "l", tanggal: "2026-10-14", kanal: "posyandu", unit: "P1", temuan: ["bb_tidak_naik"] }'
    hasil = jalankan(
        f"""const a = aturan();
        const semua = [ringkas("a", "A"), ringkas("b", "B", {{ terakhir: [{kunjungan}] }}),
          ringkas("c", "C", {{ terakhir: [{lama}] }}), ringkas("d", "D", {{ status: "meninggal" }}),
          ringkas("e", "E", {{ tamu: true, terakhir: [{kunjungan}] }}), ringkas("f", "F", {{ posyandu: "P2" }})];
        const h = susunHari(semua, "P1", "2026-11-16", (kode) => jenisTemuan(a, kode));
        const id = (d) => d.map((b) => b.orang.id);
        jawab([h.sasaran, h.hadir, id(h.perhatian), id(h.belum), id(h.sudah), h.perhatian[0].alasan[0].teks])"""
    )
    assert hasil == [3, 2, ["c"], ["a"], ["b", "e"], "Berat tidak naik, 14 Okt"]


def test_only_what_changed_is_sent_with_what_stood_there_before(jalankan: Jalankan) -> None:
    hasil = jalankan(
        """const orang = { id: "a", nama: "Siti", jenis_kelamin: "P", tanggal_lahir: "1990-01-01", telepon: "",
          ibu: null,
          keluarga: { id: "k", alamat: "Jl. A", rt: "01", kk_akhir: "" }, nik: "************0001" };
        const isi = { ...KOSONG, nama: "Siti", jenis_kelamin: "P", lahir: "01/01/1990", alamat: "Jl. A", rt: "02" };
        const { baca } = bacaWarga(isi, "2026-11-16");
        jawab([perubahan(orang, isi, baca), perubahan(orang, { ...isi, rt: "01" }, baca)])"""
    )
    assert hasil == [{"warga": "a", "dasar": {"rt": "01"}, "baru": {"rt": "02"}}, None]


def test_a_mother_younger_than_her_child_and_a_missing_sex_are_refused(jalankan: Jalankan) -> None:
    hasil = jalankan(
        """const isi = { ...KOSONG, nama: "Siti", lahir: "01/01/1990",
          ibu: { id: "i", nama: "I", lahir: "1991-01-01" } };
        jawab(bacaWarga(isi, "2026-11-16").salah)"""
    )
    assert hasil["ibu"]["pesan"] == "Ibu harus lebih tua dari anak."
    assert hasil["jenis_kelamin"]["pesan"] == "Pilih Laki-laki atau Perempuan."


@pytest.mark.django_db
def test_the_phone_sees_a_person_as_the_server_does(jalankan: Jalankan, wilayah: Wilayah, pemeran: Pemeran) -> None:
    """Pregnant, after birth, in a register, with a visit in two parts: the same profile on every day."""
    ibu = make_warga(wilayah.melati, "Sari", date(1996, 3, 2), "P")
    make_kehamilan(ibu, date(2024, 1, 10), selesai=date(2024, 10, 12), hasil=Kehamilan.Hasil.LAHIR_HIDUP)
    make_kehamilan(ibu, date(2026, 3, 1))
    make_penyakit(ibu, "hipertensi", date(2025, 1, 1))
    for hari, isi in ((date(2026, 5, 4), {"berat_kg": 55}), (date(2026, 6, 4), {"berat_kg": 56})):
        make_kunjungan(ibu, wilayah.melati, hari, pemeran.ani, [], pengukuran=isi)
    kepala = make_kunjungan(ibu, wilayah.melati, date(2026, 7, 4), pemeran.ani, [], pengukuran={"berat_kg": 57})
    dua = {"berat_kg": 99, "lila_cm": 24.5}
    make_kunjungan(ibu, wilayah.melati, date(2026, 7, 4), pemeran.ani, [], pengukuran=dua, bagian_dari=kepala)
    kapan = [date(2024, 10, 12) + timedelta(days=n) for n in (-1, 0, 42, 43)]
    kapan += [
        date(2026, 2, 28),
        date(2026, 3, 1),
        date(2026, 7, 4),
        date(2026, 8, 1),
        date(2027, 1, 3),
        date(2027, 1, 4),
    ]
    (dokumen,) = build_dokumen(find_orang([ibu.pk], [wilayah.melati.pk]), {ibu.pk: 1})
    orang, semua = load_orang([ibu.pk])[ibu.pk], load_visits(load_orang([ibu.pk]))[ibu.pk]
    naskah = 'jawab(isian.hari.map((hari) => profilPada(isian.orang, hari, "posyandu")))'
    hp = jalankan(naskah, {"orang": dokumen, "hari": [satu.isoformat() for satu in kapan]})
    for satu, profil in zip(kapan, hp, strict=True):
        assert profil == as_json(orang.profil(satu, "posyandu", history(semua, satu))), satu


def as_json(profil: Any) -> dict[str, object]:
    return {
        "tanggal_lahir": profil.tanggal_lahir.isoformat(),
        "jenis_kelamin": profil.jenis_kelamin.value,
        "hamil": profil.hamil,
        "hpht": profil.hpht.isoformat() if profil.hpht else None,
        "nifas": profil.nifas,
        "tanggal_bersalin": profil.tanggal_bersalin.isoformat() if profil.tanggal_bersalin else None,
        "lahir_hidup": profil.lahir_hidup,
        "penyakit": sorted(profil.penyakit),
        "kanal": profil.kanal,
        "riwayat": [{"tanggal": r.tanggal.isoformat(), "pengukuran": r.pengukuran} for r in profil.riwayat],
    }


def test_the_curve_begins_with_the_weight_at_birth(tmp_path: Path) -> None:
    naskah = """
    import { titikLahir } from "./periksa/berat.tsx";
    const profil = { tanggal_lahir: "2025-09-01", jenis_kelamin: "L", riwayat: [
      { tanggal: "2025-10-03", pengukuran: { berat_kg: 4.1, berat_lahir_gram: 3100 } }] };
    const timbang = (tanggal) => [{ tanggal, kg: 3, huruf: null }];
    jawab([titikLahir(profil, timbang("2025-10-03")), titikLahir(profil, timbang("2025-09-01")),
      titikLahir({ ...profil, riwayat: [] }, []), titikLahir({ ...profil, riwayat: undefined }, [])]);
    """
    assert run_naskah(naskah, tmp_path) == [[{"tanggal": "2025-09-01", "kg": 3.1, "huruf": None}], [], [], []]
