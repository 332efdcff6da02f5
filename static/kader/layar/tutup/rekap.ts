// The recap of a day, counted from what is on this phone. Pure.
import { readTanggal } from "../../aturan/tanggal.ts";
import { umurBulan } from "../../aturan/umur.ts";
import type { Ringkas } from "../../inti/jenis.ts";
import { kelompokDari, KELOMPOK, type CariJenis, type Kelompok } from "../hari/susun.ts";
import { BENTUK_TINGKAT, type NamaBentuk } from "../kit/lambang.tsx";
import { tulisSebutan } from "../tulis.ts";

const BALITA_BULAN = 60;
const BERAT: Readonly<Record<string, number>> = { segera: 3, rujuk: 2, perhatian: 1 };
const PERLU_DIRUJUK = 2;

export interface Dirujuk {
  id: string;
  nama: string;
  sebutan: string;
  bentuk: NamaBentuk;
  sebab: string;
  ke: string;
}
export interface Rekap {
  unit: string;
  tanggal: string;
  /** Residents (S) and those of them who came; guests are counted apart. */
  sasaran: number;
  hadir: number;
  tamu: number;
  kelompok: { kode: Kelompok; nama: string; sasaran: number; hadir: number }[];
  normal: number;
  bermasalah: number;
  dirujuk: Dirujuk[];
  /** Below five years, residents and guests: weighed (D) and the letter of today's weight. */
  balita: { ditimbang: number; naik: number; tidakNaik: number; tidakDinilai: number; baru: number };
  belum: { id: string; nama: string; sebutan: string; balita: boolean }[];
}

/** Findings of everything written about a person at the table that day; null when they did not come. */
export function temuanHari(orang: Ringkas, unit: string, tanggal: string): string[] | null {
  const bagian = orang.terakhir.filter((k) => k.tanggal === tanggal && k.unit === unit && k.kanal !== "rumah");
  return bagian.length ? [...new Set(bagian.flatMap((satu) => satu.temuan))] : null;
}

export function hitungRekap(semua: readonly Ringkas[], unit: string, tanggal: string, jenis: CariJenis): Rekap {
  const rekap: Rekap = {
    ...{ unit, tanggal, sasaran: 0, hadir: 0, tamu: 0, normal: 0, bermasalah: 0, dirujuk: [], belum: [] },
    kelompok: KELOMPOK.filter(([kode]) => kode !== "semua").map(([kode, nama]) => ({ kode, nama, sasaran: 0, hadir: 0 })),
    balita: { ditimbang: 0, naik: 0, tidakNaik: 0, tidakDinilai: 0, baru: 0 },
  };
  for (const orang of semua) tambah(rekap, orang, jenis);
  rekap.kelompok = rekap.kelompok.filter((satu) => satu.sasaran > 0);
  rekap.dirujuk.sort((a, b) => (a.bentuk === b.bentuk ? urut(a, b) : a.bentuk === "jauh" ? -1 : 1));
  rekap.belum.sort((a, b) => Number(b.balita) - Number(a.balita) || urut(a, b));
  return rekap;
}

const urut = (a: { nama: string }, b: { nama: string }): number => a.nama.localeCompare(b.nama, "id");

function tambah(rekap: Rekap, orang: Ringkas, jenis: CariJenis): void {
  const { unit, tanggal } = rekap;
  const warga = orang.posyandu === unit && orang.status === "aktif" && !orang.tamu;
  const temuan = temuanHari(orang, unit, tanggal);
  if (warga) catatSasaran(rekap, orang, temuan !== null);
  if (temuan === null) return;
  if (!warga) rekap.tamu += 1;
  nilai(rekap, orang, temuan, jenis);
  if (bawahLima(orang, tanggal)) timbang(rekap, new Set(temuan));
}

function catatSasaran(rekap: Rekap, orang: Ringkas, datang: boolean): void {
  const kelompok = rekap.kelompok.find((satu) => satu.kode === kelompokDari(orang, rekap.tanggal));
  rekap.sasaran += 1;
  rekap.hadir += Number(datang);
  if (kelompok) {
    kelompok.sasaran += 1;
    kelompok.hadir += Number(datang);
  }
  const { id, nama } = orang;
  if (!datang)
    rekap.belum.push({ id, nama, sebutan: tulisSebutan(orang, rekap.tanggal), balita: bawahLima(orang, rekap.tanggal) });
}

function nilai(rekap: Rekap, orang: Ringkas, temuan: readonly string[], jenis: CariJenis): void {
  const berat = temuan
    .map(jenis)
    .filter((satu) => satu !== null)
    .filter((satu) => satu.tingkat in BERAT)
    .sort((a, b) => (BERAT[b.tingkat] ?? 0) - (BERAT[a.tingkat] ?? 0));
  if (berat.length) rekap.bermasalah += 1;
  else rekap.normal += 1;
  const [paling] = berat;
  if (!paling || (BERAT[paling.tingkat] ?? 0) < PERLU_DIRUJUK) return;
  const { id, nama } = orang;
  rekap.dirujuk.push({
    ...{ id, nama, sebutan: tulisSebutan(orang, rekap.tanggal), sebab: paling.nama, ke: paling.rujuk_ke },
    bentuk: paling.tingkat === "segera" ? BENTUK_TINGKAT.segera : "lambat",
  });
}

function bawahLima(orang: Ringkas, tanggal: string): boolean {
  const lahir = readTanggal(orang.tanggal_lahir);
  const kini = readTanggal(tanggal);
  return lahir !== null && kini !== null && umurBulan(lahir, kini) < BALITA_BULAN;
}

/** N: naik; T: tidak naik; O: tidak ditimbang bulan lalu; B: baru pertama ditimbang. */
function timbang({ balita }: Rekap, temuan: ReadonlySet<string>): void {
  balita.ditimbang += Number(temuan.has("ditimbang"));
  balita.naik += Number(temuan.has("bb_naik"));
  balita.tidakNaik += Number(temuan.has("bb_tidak_naik"));
  balita.tidakDinilai += Number(temuan.has("bb_tidak_dinilai"));
  balita.baru += Number(temuan.has("bb_baru"));
}

export function belumBalita(rekap: Rekap): number {
  return rekap.belum.filter((satu) => satu.balita).length;
}
