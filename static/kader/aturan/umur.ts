// Pair of klaster/umur.py. Months and years are completed ones; before birth they are negative.
import type { Tanggal } from "./tanggal.ts";

export function umurHari(lahir: Tanggal, pada: Tanggal): number {
  return pada.ke - lahir.ke;
}

/** The month is complete on the day of birth's number, or on the 1st where the month lacks it. */
export function umurBulan(lahir: Tanggal, pada: Tanggal): number {
  return (pada.tahun - lahir.tahun) * 12 + pada.bulan - lahir.bulan - (pada.hari < lahir.hari ? 1 : 0);
}

export function umurTahun(lahir: Tanggal, pada: Tanggal): number {
  return Math.floor(umurBulan(lahir, pada) / 12);
}
