"""What the phone counts and writes without a network: the recap, its texts, the home-visit list, the figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from klaster.aturan import muat_aturan
from klaster.indikator import muat_indikator
from tests.naskah_hp import run_naskah

AWAL = """
import { hitungRekap } from "./tutup/rekap.ts";
import { tautanWa, teksRekap } from "./tutup/kata.ts";
import { inisial, tautanSms, teksSms } from "./segera/kata.ts";
import { menungguDihubungi } from "./segera/tunggu.ts";
import { hitungRumah, pilihanRt, rumahPertama, susunNyelik } from "./nyelik/susun.ts";
import { kalimatBawa } from "./nyelik/bawa.ts";
import { jawaban } from "./bundel.ts";
import { belah, susunCapaian, tulisPekan } from "./capaianku/susun.ts";
import { judulCatatan, nasib, rincian } from "./betulkan/uraian.ts";
import { bacaKetikan, ketikanAwal } from "./betulkan/ubah.ts";
import { tambahHitungan } from "../inti/hitungan.ts";
const KINI = "2026-11-16";
const TINGKAT = { bb_tidak_naik: "perhatian", kek: "rujuk", bahaya_balita: "segera" };
const jenis = (kode) => ({ kode, nama: kode, tingkat: TINGKAT[kode] ?? "fakta", rujuk_ke: "Puskesmas" });
const ringkas = (id, lahir, temuan, lain = {}) => ({
  id, posyandu: "P1", nama: "Warga " + id, jenis_kelamin: "P", tanggal_lahir: lahir, ibu: "", nik_akhir: "",
  kk_akhir: "", rt: "01", status: "aktif", tamu: false, hamil: null, penyakit: [], tugas: [],
  terakhir: temuan ? [{ id: "k" + id, tanggal: KINI, kanal: "posyandu", unit: "P1", temuan }] : [], ...lain,
});
const tugas = (id, lain = {}) => ({
  id, sebab_kode: "balita_ditimbang", sebab: "Balita ditimbang: belum", tenggat: "2026-11-20", sekeluarga: false,
  status: "menunggu", percobaan: 0, ...lain,
});
const orang = (id, rumah, semua, lain = {}) => ({
  ...ringkas(id, "2025-01-01", null), ibu: null, telepon: "", kehamilan: [], kunjungan: [], tugas: semua,
  keluarga: rumah && { id: rumah, alamat: "", rt: rumah.slice(0, 2), kk_akhir: "" }, ...lain,
});
const catatan = (jenis, isi, lain = {}) => ({
  id: "o1", urut: 1, jenis, isi, warga: isi.warga ?? null, dibuat: KINI + "T08:00:00+07:00", jawaban: null, ...lain,
});
const kunjungan = (id, lain = {}) => ({ id, warga: "a", unit: "P1", tanggal: KINI, kanal: "posyandu",
  pengukuran: {}, ...lain });
"""
HARI = """
const semua = [
  ringkas("a", "2025-09-01", ["ditimbang", "bb_naik"]),
  ringkas("b", "2025-09-01", ["ditimbang", "bb_tidak_naik"]),
  ringkas("c", "2025-09-01", ["ditimbang", "bb_baru", "bahaya_balita"]),
  ringkas("d", "2025-09-01", null),
  ringkas("e", "1998-01-01", ["kek"], { hamil: { id: "h", hpht: "2026-06-15", hpl: null } }),
  ringkas("f", "1950-01-01", []),
  ringkas("g", "1990-01-01", null),
  ringkas("h", "1990-01-01", null, { status: "pindah" }),
  ringkas("t", "2024-01-01", ["ditimbang", "bb_tidak_dinilai"], { tamu: true }),
  ringkas("r", "1980-01-01", null, { terakhir: [{ id: "kr", tanggal: KINI, kanal: "rumah", unit: "P1",
  temuan: ["kek"] }] }),
];
const rekap = hitungRekap(semua, "P1", KINI, jenis);
"""


@pytest.fixture
def hp(tmp_path: Path) -> Any:
    return lambda naskah: run_naskah(AWAL + naskah, tmp_path)


def test_the_recap_counts_residents_guests_findings_and_letters(hp: Any) -> None:
    rekap = hp(HARI + "jawab(rekap)")
    assert (rekap["sasaran"], rekap["hadir"], rekap["tamu"]) == (8, 5, 1)
    assert (rekap["normal"], rekap["bermasalah"]) == (3, 3)
    assert [(satu["id"], satu["bentuk"]) for satu in rekap["dirujuk"]] == [("c", "jauh"), ("e", "lambat")]
    balita = {"ditimbang": 4, "naik": 1, "tidakNaik": 1, "tidakDinilai": 1, "baru": 1}
    assert rekap["balita"] == balita
    assert [satu["id"] for satu in rekap["belum"]] == ["d", "g", "r"]


def test_the_stages_of_the_recap_add_up_to_its_whole(hp: Any) -> None:
    rekap = hp(HARI + "jawab(rekap)")
    for apa in ("sasaran", "hadir"):
        assert sum(satu[apa] for satu in rekap["kelompok"]) == rekap[apa]
    assert rekap["hadir"] + len(rekap["belum"]) == rekap["sasaran"]
    assert rekap["normal"] + rekap["bermasalah"] == rekap["hadir"] + rekap["tamu"]


def test_the_parts_of_one_person_from_two_phones_are_one_arrival(hp: Any) -> None:
    dua = """const bagian = (id, temuan) => ({ id, tanggal: KINI, kanal: "posyandu", unit: "P1", temuan });
    const a = ringkas("a", "2025-09-01", null, { terakhir: [bagian("1", ["ditimbang", "bb_naik"]), bagian("2",
      ["kek"])] });
    jawab(hitungRekap([a], "P1", KINI, jenis))"""
    rekap = hp(dua)
    assert (rekap["hadir"], rekap["bermasalah"], rekap["balita"]["naik"]) == (1, 1, 1)


def test_the_text_for_the_midwife_holds_counts_and_no_name(hp: Any) -> None:
    naskah = """const bernama = semua.map((satu) => ({ ...satu, nama: "Rafif Maulana" }));
    const r = hitungRekap(bernama, "P1", KINI, jenis);
    jawab(teksRekap(r, { nama: "Posyandu Melati I", desa: "Baru" }, 5, 2))"""
    teks = hp(HARI + naskah)
    assert "*Posyandu Melati I*, Desa Baru" in teks
    assert "Hari buka Sen 16 Nov 2026" in teks
    assert "Hadir 5 dari 8 sasaran, ditambah 1 tamu" in teks
    assert "Balita ditimbang 4: naik 1 (N), tidak naik 1 (T)" in teks
    assert "Normal 3, perlu perhatian 3, perlu dirujuk 2" in teks
    assert "2 catatan masih di HP" in teks
    assert "Rafif" not in teks


def test_whatsapp_is_opened_with_the_number_in_its_own_form(hp: Any) -> None:
    satu, tanpa = hp('jawab([tautanWa("a & b\\nc", "+62 812-3456"), tautanWa("a")])')
    assert satu == "https://wa.me/628123456?text=a%20%26%20b%0Ac"
    assert tanpa == "https://wa.me/?text=a"


def test_the_short_message_names_nobody_and_no_illness(hp: Any) -> None:
    naskah = """const teks = teksSms({ nama: "Rafif Maulana", sebutan: "14 bln", desa: "Kelubi",
      posyandu: "Posyandu Kenanga",
      kader: "Bu Rosmala" });
    jawab([teks, tautanSms("+62811", teks), ["Bu Sari Wulandari Putri", "M", "By. Ny. Dewi", ""].map(inisial)])"""
    teks, tautan, nama = hp(naskah)
    assert teks.startswith("Tanda bahaya, mohon dihubungi. Warga R.M., 14 bln, Posyandu Kenanga, Desa Kelubi.")
    assert "Rafif" not in teks
    assert "Maulana" not in teks
    assert tautan.startswith("sms:+62811?body=Tanda%20bahaya")
    assert nama == ["B.S.W.", "M.", "B.N.D.", ""]


def test_a_danger_sign_is_shown_until_somebody_was_called(hp: Any) -> None:
    naskah = """const c = ringkas("c", "2025-09-01", ["bahaya_balita"]);
    const lama = ringkas("l", "2025-09-01", null, { terakhir: [{ ...c.terakhir[0], id: "kl",
      tanggal: "2026-11-13" }] });
    const lihat = (catatan, sudah) => menungguDihubungi([c, lama], catatan, new Set(sudah), KINI,
      jenis).map((m) => m.kunjungan);
    jawab([lihat([], []), lihat([catatan("dihubungi", { kunjungan: "kc" })], []), lihat([], ["kc"])])"""
    assert hp(naskah) == [["kc"], [], []]


RUMAH = """
const daftar = [
  orang("a", "02-x", [tugas("1", { tenggat: "2026-11-18" })]),
  orang("b", "01-y", [tugas("2", { tenggat: "2026-11-14" }), tugas("3", { percobaan: 2 })]),
  orang("c", "02-x", [tugas("4", { tenggat: "2026-11-25" })]),
  orang("d", null, [tugas("5", { tenggat: null })]),
  orang("e", "01-y", []),
];
"""


def test_houses_stand_by_their_earliest_due_date_and_their_people_together(hp: Any) -> None:
    naskah = """const kartu = susunNyelik(daftar, [], KINI);
    jawab([kartu.map((k) => [k.orang.id, k.lewat, k.percobaan]), hitungRumah(kartu), pilihanRt(kartu),
      rumahPertama(kartu, 2).map((k) => k.orang.id)])"""
    kartu, rumah, rt, dua = hp(RUMAH + naskah)
    assert kartu == [["b", 2, 2], ["a", 0, 0], ["c", 0, 0], ["d", 0, 0]]
    assert rumah == 3
    assert rt == [{"rt": "01", "rumah": 1}, {"rt": "02", "rumah": 1}, {"rt": "", "rumah": 1}]
    assert dua == ["b", "a", "c"]


def test_nobody_met_counts_once_a_day_and_a_visit_waits_to_be_sent(hp: Any) -> None:
    naskah = """const catat = [catatan("tugas_tidak_bertemu", { tugas: "1", tanggal: KINI }, { warga: "a" }),
      catatan("tugas_tidak_bertemu", { tugas: "2", tanggal: "2026-11-15" }, { warga: "b" }),
      catatan("kunjungan", kunjungan("k", { warga: "c" })),
      catatan("kunjungan", kunjungan("k2", { warga: "d" }), { jawaban: { status: "ditolak" } })];
    jawab(susunNyelik(daftar, catat, KINI).map((k) => [k.orang.id, k.dicobaHariIni, k.dicatat]))"""
    assert hp(RUMAH + naskah) == [["b", False, ""], ["a", True, ""], ["c", False, "menunggu"], ["d", False, ""]]


def test_what_to_take_along_follows_from_the_reason(hp: Any) -> None:
    indikator = [{"kode": "balita_ditimbang", "arah": "naik", "pembilang": {"temuan": ["ditimbang"]}}]
    naskah = f"""const bundel = {{ indikator: {json.dumps(indikator)}, temuan: [] }};
    jawab([["balita_ditimbang", "kek"], ["td_tinggi"], ["tidak_dikenal"]].map((kode) => kalimatBawa(kode, bundel)))"""
    assert hp(naskah) == ["Bawa timbangan dan pita LILA.", "Bawa tensimeter.", ""]


def test_what_bears_on_a_figure_is_the_same_on_phone_and_server(hp: Any) -> None:
    isi = muat_aturan({}).isi["indikator"]
    hasil = hp(f"jawab({json.dumps(isi, default=str)}.map((satu) => [satu.kode, [...jawaban(satu)]]))")
    server = {satu.kode: satu for satu in muat_indikator()}
    assert {kode: tuple(satu) for kode, satu in hasil} == {kode: server[kode].jawaban for kode, _ in hasil}


ANGKA = """
const baris = (indikator, status, pembilang, penyebut) => ({
  unit: "P1", indikator, status, pembilang, penyebut, nama_indikator: indikator, target: 0.8, harapan: penyebut * 0.67,
  pekan: "2026-M46", dihitung_pada: "x",
});
const jenisD = { kode: "D", nama: "D", arah: "naik", mode: "bulan", pembilang: { temuan: ["ditimbang"] } };
const kirim = (id, warga, lain = {}) =>
  catatan("kunjungan", kunjungan(id, { warga, temuan_saat_entri: ["ditimbang"] }), lain);
const susun = (indikator, catat) => susunCapaian(
  [baris("T", "tercapai", 9, 9), baris("D", "jauh_tertinggal", 52, 100), baris("K", "belum_ada_data", 0, 0)],
  { temuan: [], indikator }, catat, new Set(["a", "b", "c"]),
);
"""


def test_figures_come_worst_first_with_the_people_that_wait_beside_them(hp: Any) -> None:
    naskah = """const sampai = kirim("5", "c", { jawaban: { status: "diterima" } });
    const catat = [kirim("1", "a"), kirim("2", "a"), kirim("3", "b"), kirim("4", "tamu"), sampai];
    jawab(susun([jenisD], catat).map((k) => [k.kode, k.sedikit, k.belumTerkirim, k.harapan]))"""
    kartu = hp(ANGKA + naskah)
    assert kartu == [["D", False, 2, 0.67], ["T", True, 0, pytest.approx(0.67)], ["K", False, 0, None]]


def test_figures_of_the_meeting_stand_open_and_others_folded(hp: Any) -> None:
    naskah = """const bagi = (indikator) => {
      const { utama, lain, kosong } = belah(susun(indikator, []));
      return [utama, lain, kosong].map((semua) => semua.map((k) => k.kode));
    };
    jawab([bagi([{ ...jenisD, rapat: true }]), bagi([jenisD])])"""
    assert hp(ANGKA + naskah) == [[["D"], ["T"], ["K"]], [["D", "T"], [], ["K"]]]


@pytest.mark.parametrize(
    ("kode", "kata"),
    [
        ("2026-M46", "Pekan 9–15 Nov 2026"),
        ("2026-M01", "Pekan 29 Des 2025 – 4 Jan 2026"),
        ("2026-M49", "Pekan 30 Nov – 6 Des 2026"),
        ("2026-M53", "Pekan 28 Des 2026 – 3 Jan 2027"),
        ("aneh", "aneh"),
    ],
)
def test_weeks_read_as_their_days(hp: Any, kode: str, kata: str) -> None:
    assert hp(f"jawab(tulisPekan({json.dumps(kode)}))") == kata


def test_a_cadre_never_reads_of_a_conflict(hp: Any) -> None:
    naskah = """const status = ["konflik", "ditahan", "ditolak", "diterima", "sudah_ada", "coba_lagi"];
    jawab([...status.map((s) => nasib(catatan("kunjungan", kunjungan("k"), { jawaban: { status: s } }))),
      nasib(catatan("warga", {}))])"""
    assert hp(naskah) == [
        *["diteruskan", "diteruskan", "perlu_dibetulkan", "terkirim", "terkirim", "di_hp", "di_hp"],
    ]


def test_an_operation_is_told_in_words(hp: Any) -> None:
    naskah = """const satu = catatan("kunjungan", kunjungan("k", { kanal: "rumah", pengukuran: { berat_kg: 8.7 },
      diperiksa_oleh: "Bu Ani" }));
    const tulis = (kode, nilai) => ({ label: "Berat badan", nilai: nilai + " kg" });
    jawab([judulCatatan(satu), rincian(satu, tulis).map((r) => [r.label, r.nilai])])"""
    judul, rinci = hp(naskah)
    assert judul == "Kunjungan rumah, Sen 16 Nov"
    assert rinci == [["Berat badan", "8.7 kg"], ["Tanggal", "16/11/2026"], ["Diperiksa oleh", "Bu Ani"]]


def test_what_was_refused_comes_back_as_typed_and_goes_again_mended(hp: Any) -> None:
    naskah = """const isi = { id: "w", unit: "P1", nama: "Sari", jenis_kelamin: "P", tanggal_lahir: "1999-08-11",
      nik: "19", tamu: false };
    const lama = catatan("warga", isi);
    const awal = ketikanAwal(lama);
    const baca = (teks) => bacaKetikan(lama, { ...awal, ...teks }, null, new Map());
    jawab([awal.tanggal_lahir, Object.keys(baca({}).salah), baca({ nik: "", nama: "Sari Wulandari" }).isi])"""
    lahir, salah, isi = hp(naskah)
    assert lahir == "11/08/1999"
    assert salah == ["nik"]
    assert isi == {
        "id": "w",
        "unit": "P1",
        "nama": "Sari Wulandari",
        "jenis_kelamin": "P",
        "tanggal_lahir": "1999-08-11",
        "nik": "",
        "tamu": False,
    }


def test_the_visits_of_this_phone_are_counted_by_place_and_day(hp: Any) -> None:
    naskah = """const kini = new Date(2026, 10, 16);
    const urut = [kunjungan("1"), kunjungan("2"), kunjungan("2"), kunjungan("3", { menggantikan: "1" }),
      kunjungan("4", { kanal: "rumah" }),
      kunjungan("5", { menggantikan: "punya_hp_lain" }), kunjungan("6", { menggantikan: "2", batal: "salah orang" })];
    const langkah = [];
    urut.reduce((h, isi) => { const b = tambahHitungan(h, isi, kini); langkah.push(Object.keys(b)); return b; },
      { lama: "2026-09-01 P1" });
    jawab(langkah)"""
    assert hp(naskah) == [["1"], ["1", "2"], ["1", "2"], ["2", "3"], ["2", "3"], ["2", "3"], ["3"]]
