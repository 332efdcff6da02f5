// At which posyandu this phone works today; remembered on the phone, as it names no person.
import { useState } from "preact/hooks";
import type { PosyanduUmum, Sesi, Umum } from "../inti/index.ts";

const INGAT = "kader-tempat";
let dipilih: string | null = null;

function ingatan(): string {
  if (dipilih !== null) return dipilih;
  try {
    return localStorage.getItem(INGAT) ?? "";
  } catch {
    return "";
  }
}

/** The place chosen last; without a choice the one that is open today, or the first. */
export function tempatKini(umum: Umum, tanggal: string): PosyanduUmum | null {
  const buka = (satu: PosyanduUmum): boolean => sesiPada(satu, tanggal) !== null;
  return umum.posyandu.find((satu) => satu.kode === ingatan()) ?? umum.posyandu.find(buka) ?? umum.posyandu[0] ?? null;
}

export function useGantiTempat(): (kode: string) => void {
  const [, gambarUlang] = useState(0);
  return (kode) => {
    dipilih = kode;
    try {
      localStorage.setItem(INGAT, kode);
    } catch {
      // the choice then lasts until the app is closed
    }
    gambarUlang((n) => n + 1);
  };
}

/** "Posyandu Melati", also where the name alone is stored. */
export function namaTempat(tempat: PosyanduUmum): string {
  const jenis = { posyandu: "Posyandu", pustu: "Pustu", puskesmas: "Puskesmas" }[tempat.jenis] ?? "";
  return jenis && !tempat.nama.startsWith(jenis) ? `${jenis} ${tempat.nama}` : tempat.nama;
}

export function sesiPada(tempat: PosyanduUmum, tanggal: string): Sesi | null {
  return tempat.sesi.find((satu) => satu.tanggal === tanggal && !["batal", "dipindah"].includes(satu.status)) ?? null;
}

export function sesiBerikut(tempat: PosyanduUmum, tanggal: string): Sesi | null {
  return tempat.sesi.find((satu) => satu.tanggal > tanggal && satu.status === "direncanakan") ?? null;
}
