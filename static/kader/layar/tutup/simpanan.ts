// The recap as it stood when the day was closed, kept on the phone so that the day can be seen again; and the cards of
// the day that were begun and not saved.
import { bacaDraf, daftarDraf, orang, type Orang } from "../../inti/index.ts";
import { adaKetikan, type Draf } from "../periksa/isi.ts";
import type { Rekap } from "./rekap.ts";

export interface Penutupan {
  rekap: Rekap;
  /** What this phone declared. */
  jumlah: number;
  petugas: string[];
  pada: string;
}

const AWAL = "tutup:";

export function kunciPenutupan(unit: string, tanggal: string): string {
  return `${AWAL}${unit}:${tanggal}`;
}

export function bacaPenutupan(unit: string, tanggal: string): Promise<Penutupan | null> {
  return bacaDraf<Penutupan>(kunciPenutupan(unit, tanggal));
}

/** Dates of this place that were closed on this phone, newest first. */
export async function hariDitutup(unit: string): Promise<string[]> {
  const semua = await daftarDraf(`${AWAL}${unit}:`);
  return semua.map((kunci) => kunci.slice(-10)).sort((a, b) => (a < b ? 1 : -1));
}

export interface KartuMulai {
  orang: Orang;
  /** What its address says beside the person: of a correction which visit, of a visit elsewhere where. */
  tanya: Record<string, string>;
}

/** In which something was typed; what nobody saved is in no recap and is never sent. */
export async function kartuBelumSelesai(unit: string, tanggal: string): Promise<KartuMulai[]> {
  const kartu: KartuMulai[] = [];
  for (const kunci of await daftarDraf("periksa:")) {
    const [, warga = "", sisa = ""] = kunci.split(":");
    const draf = await bacaDraf<Draf>(kunci);
    const siapa = await orang(warga);
    if (!draf || !siapa || draf.unit !== unit || draf.tanggal !== tanggal || !adaKetikan(draf)) continue;
    kartu.push({ orang: siapa, tanya: sisa ? { [draf.ganti ? "ganti" : "kanal"]: sisa } : {} });
  }
  return kartu;
}
