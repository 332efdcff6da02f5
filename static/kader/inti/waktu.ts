// Local dates and times of the phone.
import { keadaan } from "./keadaan.ts";

function dua(angka: number): string {
  return String(angka).padStart(2, "0");
}

/** Now. A clock that the server found ahead is put right: what it dates tomorrow would be refused. */
export function jamKini(): Date {
  return new Date(Date.now() - Math.max(0, keadaan().selisihJam ?? 0) * 60_000);
}

/** The phone's local date. */
export function hariIni(kini = jamKini()): string {
  return `${kini.getFullYear()}-${dua(kini.getMonth() + 1)}-${dua(kini.getDate())}`;
}

/** ISO with the phone's own zone, `2026-11-16T08:05:00+07:00`. */
export function saatIni(kini = jamKini()): string {
  const geser = -kini.getTimezoneOffset();
  const zona = `${geser < 0 ? "-" : "+"}${dua(Math.floor(Math.abs(geser) / 60))}:${dua(Math.abs(geser) % 60)}`;
  return `${hariIni(kini)}T${dua(kini.getHours())}:${dua(kini.getMinutes())}:${dua(kini.getSeconds())}${zona}`;
}

/** Time-ordered random id (UUID version 7). */
export function idBaru(kini = Date.now()): string {
  const acak = crypto.getRandomValues(new Uint8Array(16));
  let sisa = kini;
  for (let ke = 5; ke >= 0; ke--) {
    acak[ke] = sisa % 256;
    sisa = Math.floor(sisa / 256);
  }
  acak[6] = ((acak[6] ?? 0) & 0x0f) | 0x70;
  acak[8] = ((acak[8] ?? 0) & 0x3f) | 0x80;
  const heks = [...acak].map((satu) => satu.toString(16).padStart(2, "0")).join("");
  return [heks.slice(0, 8), heks.slice(8, 12), heks.slice(12, 16), heks.slice(16, 20), heks.slice(20)].join("-");
}
