// Pair of klaster/angka.py: numbers as they come from outside.
import { Desimal } from "./desimal.ts";

const BENTUK = /^-?[0-9]{1,9}(?:[.,][0-9]{1,9})?$/;
const RIBUAN = /^-?[0-9]{1,3}\.[0-9]{3}$/;
// What Python's str.strip takes off; JavaScript's trim differs in a few control characters.
const SPASI = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const TEPI = new RegExp(`^${SPASI}|${SPASI}$`, "g");

export function strip(teks: string): string {
  return teks.replace(TEPI, "");
}

/** The finite number in `nilai`, or null; a boolean is no number. */
export function angka(nilai: unknown): number | null {
  if (typeof nilai === "number") return Number.isFinite(nilai) ? nilai : null;
  return nilai instanceof Desimal ? nilai.angka() : null;
}

/** The number as it is written. */
export function tepat(nilai: unknown): Desimal | null {
  const hasil = angka(nilai);
  return hasil === null ? null : Desimal.dari(hasil);
}

/** To the nearest whole number, half to even, as Python's `round`. */
export function bulatkan(nilai: number): number {
  const bawah = Math.floor(nilai);
  if (nilai - bawah !== 0.5) return Math.round(nilai);
  return bawah % 2 === 0 ? bawah : bawah + 1;
}

/** A weight in kilograms as whole grams. */
export function gram(nilai: unknown): number | null {
  const kilo = angka(nilai);
  return kilo !== null && kilo > 0 && kilo < 1000 ? bulatkan(kilo * 1000) : null;
}

/** `12.500`: twelve thousand five hundred, or twelve and a half? Nobody can tell. */
export function isRibuan(teks: string): boolean {
  return RIBUAN.test(teks);
}

/** `12,5` and `12.5`; null for anything that is not plainly a number in ASCII digits. */
export function readDesimal(teks: string): Desimal | null {
  return BENTUK.test(teks) ? Desimal.baca(teks.replace(",", ".")) : null;
}

/** A number as Indonesians write it: 12,5. */
export function tulis(nilai: number | Desimal): string {
  const { koef, pangkat } = (nilai instanceof Desimal ? nilai : Desimal.dari(nilai)).rapi();
  if (pangkat >= 0) return `${koef}${"0".repeat(pangkat)}`;
  const digit = (koef < 0n ? -koef : koef).toString().padStart(1 - pangkat, "0");
  return `${koef < 0n ? "-" : ""}${digit.slice(0, pangkat)},${digit.slice(pangkat)}`;
}
