// How dates, ages and numbers are written for people.
import { BULAN, readTanggal, sesudah, tulisIso } from "../aturan/tanggal.ts";
import { umurBulan, umurHari, umurTahun } from "../aturan/umur.ts";

const HARI = ["Kam", "Jum", "Sab", "Min", "Sen", "Sel", "Rab"]; // 1 January 1970 was a Thursday

/** "Sen 16 Nov". */
export function tulisHari(iso: string): string {
  const tanggal = readTanggal(iso);
  return tanggal ? `${HARI[((tanggal.ke % 7) + 7) % 7]} ${tanggal.hari} ${BULAN[tanggal.bulan - 1]}` : iso;
}

/** "16 Nov 2026". */
export function tulisLengkap(iso: string): string {
  const tanggal = readTanggal(iso);
  return tanggal ? `${tanggal.hari} ${BULAN[tanggal.bulan - 1]} ${tanggal.tahun}` : iso;
}

/** "16 Nov", with the year when it is not that of `kini`. */
export function tulisDekat(iso: string, kini: string): string {
  const lengkap = tulisLengkap(iso);
  return iso.slice(0, 4) === kini.slice(0, 4) ? lengkap.slice(0, -5) : lengkap;
}

export function tulisBulan(iso: string): string {
  return BULAN[Number(iso.slice(5, 7)) - 1] ?? "";
}

/** "16/11/2026", as it is typed. */
export function tulisKetik(iso: string): string {
  return iso.split("-").reverse().join("/");
}

/** "12 hr", "14 bln" below five years, "58 th". */
export function tulisUmur(lahir: string, pada: string): string {
  const awal = readTanggal(lahir);
  const akhir = readTanggal(pada);
  if (!awal || !akhir || awal.ke > akhir.ke) return "";
  const bulan = umurBulan(awal, akhir);
  if (bulan < 1) return `${umurHari(awal, akhir)} hr`;
  return bulan < 60 ? `${bulan} bln` : `${umurTahun(awal, akhir)} th`;
}

/** Completed weeks since the last menses; null where that is not known. */
export function mingguHamil(hpht: string | null, pada: string): number | null {
  const awal = hpht ? readTanggal(hpht) : null;
  const akhir = readTanggal(pada);
  return awal && akhir && akhir.ke >= awal.ke ? Math.floor((akhir.ke - awal.ke) / 7) : null;
}

/** What stands after a name in lists: "14 bln", "hamil 22 mgg". */
export function tulisSebutan(
  orang: { tanggal_lahir: string; hamil: { hpht: string | null } | null },
  pada: string,
): string {
  if (!orang.hamil) return tulisUmur(orang.tanggal_lahir, pada);
  const minggu = mingguHamil(orang.hamil.hpht, pada);
  return minggu === null ? "hamil" : `hamil ${minggu} mgg`;
}

export function tulisKelamin(jenis: string): string {
  return jenis === "P" ? "Perempuan" : "Laki-laki";
}

/** 12.5 as "12,5"; thousands with a full stop. */
export function tulisAngka(nilai: number): string {
  const [bulat = "", pecahan] = String(Math.abs(nilai)).split(".");
  const ribuan = bulat.length > 3 ? bulat.replace(/\B(?=(\d{3})+$)/g, ".") : bulat;
  return `${nilai < 0 ? "-" : ""}${ribuan}${pecahan ? `,${pecahan}` : ""}`;
}

export function hariAntara(dari: string, sampai: string): number {
  const awal = readTanggal(dari);
  const akhir = readTanggal(sampai);
  return awal && akhir ? akhir.ke - awal.ke : 0;
}

/** The day that many days after (or before) another. */
export function geserHari(iso: string, hari: number): string {
  const awal = readTanggal(iso);
  if (!awal) return iso;
  if (hari >= 0) return tulisIso(sesudah({ hari }, awal));
  return new Date(Date.UTC(awal.tahun, awal.bulan - 1, awal.hari + hari)).toISOString().slice(0, 10);
}
