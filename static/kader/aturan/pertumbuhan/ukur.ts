// Pair of klaster/pertumbuhan/ukur.py: every index of one child on one day, with its class.
import { angka } from "../angka.ts";
import type { JenisKelamin, Pengukuran } from "../profil.ts";
import type { Kelas, NamaIndeks, Patokan, Skema } from "./kelas.ts";
import { score } from "./skor.ts";
import { HARI_PER_BULAN, type NamaTabel, type SemuaTabel, type Tabel } from "./tabel.ts";

const TELENTANG = "telentang";
const BERDIRI = "berdiri";
const HARI_BERDIRI = 731; // from this day on the tables are of standing height
const SELISIH_CM = 0.7; // a child is so much longer lying down than standing up
const HARI_BALITA = 1856; // the last day of the tables of 2006
const HARI_REMAJA = 6970; // the last day under 229 months
const TERBESAR = 1000; // kg or cm; more is no measure of a person
const HARI_DAPAT_BERDIRI = 274; // nine months: before that nobody stands to be measured

/** `z` to two decimals. With oedema there is a class without a z; `tidak_wajar` is for a person to check. */
export interface SkorZ {
  readonly z: number | null;
  readonly kelas: Kelas | null;
  readonly tidak_wajar: boolean;
}

/** `panjang_cm` is corrected to the position that the age asks for, and so is `imt` (kg/m²). */
export interface Pertumbuhan {
  readonly bbu: SkorZ;
  readonly tbu: SkorZ;
  readonly bbtb: SkorZ;
  readonly imtu: SkorZ;
  readonly lku: SkorZ;
  readonly lilau: SkorZ;
  readonly panjang_cm: number | null;
  readonly imt: number | null;
  readonly posisi_janggal: boolean;
}

const KOSONG: SkorZ = { z: null, kelas: null, tidak_wajar: false };
export const TANPA: Pertumbuhan = {
  bbu: KOSONG,
  tbu: KOSONG,
  bbtb: KOSONG,
  imtu: KOSONG,
  lku: KOSONG,
  lilau: KOSONG,
  panjang_cm: null,
  imt: null,
  posisi_janggal: false,
};

/** What can be computed from what is there; a value that cannot be read is as if it were missing. Never raises. */
export function ukurPertumbuhan(
  semua: SemuaTabel,
  patokan: Patokan,
  jenisKelamin: JenisKelamin,
  hari: number,
  nilai: Pengukuran,
): Pertumbuhan {
  if (hari < 0 || hari > HARI_REMAJA) return TANPA;
  const [berat, bengkak] = [number(nilai.berat_kg, 0.01), nilai.edema === true];
  const tinggi = correctPanjang(number(nilai.panjang_cm, 1), hari, nilai.cara_ukur);
  const imt = berat === null || tinggi === null ? null : berat / (tinggi / 100) ** 2;
  const tabel = (nama: NamaTabel): Tabel => semua.load(nama, jenisKelamin);
  const skor = (indeks: NamaIndeks, nama: NamaTabel, x: number | null, ukuran: number | null, edema = false): SkorZ =>
    edema || (x !== null && ukuran !== null) ? scoreOf(patokan.skema[indeks], tabel(nama), x, ukuran, edema) : KOSONG;
  if (hari > HARI_BALITA) {
    const bulan = hari / HARI_PER_BULAN;
    const tbu = skor("tbu_2007", "tbu_2007", bulan, tinggi);
    return { ...TANPA, tbu, imtu: skor("imtu_2007", "imtu_2007", bulan, imt, bengkak), panjang_cm: tinggi, imt };
  }
  return {
    bbu: skor("bbu", "bbu", hari, berat, bengkak),
    tbu: skor("tbu", "tbu", hari, tinggi),
    bbtb: skor("bbtb", hari < HARI_BERDIRI ? "bbpb" : "bbtb", tinggi, berat, bengkak),
    imtu: skor("imtu", "imtu", hari, imt, bengkak),
    lku: skor("lku", "lku", hari, number(nilai.lingkar_kepala_cm, 1)),
    lilau: skor("lilau", "lilau", hari, number(nilai.lila_cm, 1)),
    panjang_cm: tinggi,
    imt,
    posisi_janggal: hari < HARI_DAPAT_BERDIRI && nilai.cara_ukur === BERDIRI,
  };
}

/** Length below 731 days, height from then on; an unknown position is the one of the age. */
function correctPanjang(panjang: number | null, hari: number, caraUkur: unknown): number | null {
  if (panjang === null) return null;
  if (caraUkur === BERDIRI && hari < HARI_BERDIRI) return panjang + SELISIH_CM;
  return caraUkur === TELENTANG && hari >= HARI_BERDIRI ? panjang - SELISIH_CM : panjang;
}

/** Water weighs: with oedema there is no z, and the class is the worst. */
function scoreOf(skema: Skema, tabel: Tabel, x: number | null, nilai: number | null, edema: boolean): SkorZ {
  if (edema) return { z: null, kelas: skema.kelas[0] ?? null, tidak_wajar: false };
  const ratus = x === null || nilai === null ? null : score(tabel, x, nilai);
  if (ratus === null) return KOSONG;
  const kelas = skema.kelas[skema.batas.filter((batas) => batas <= ratus).length] ?? null;
  return { z: ratus / 100, kelas, tidak_wajar: ratus < skema.terkecil || ratus > skema.terbesar };
}

function number(isi: unknown, palingKecil: number): number | null {
  const nilai = angka(isi);
  return nilai !== null && palingKecil <= nilai && nilai <= TERBESAR ? nilai : null;
}
