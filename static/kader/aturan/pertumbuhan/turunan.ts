// Pair of klaster/pertumbuhan/turunan.py: growth as the conditions of findings name it.
// An implausible z has neither a value nor a class here.
import type { Pertumbuhan } from "./ukur.ts";

export type Ambil = (hasil: Pertumbuhan) => unknown;

/** Index -> the fields of which one must be there; with oedema alone there is a class. */
const BAHAN = {
  bbu: ["berat_kg", "edema"],
  tbu: ["panjang_cm"],
  bbtb: ["berat_kg", "edema"],
  imtu: ["berat_kg", "edema"],
  lku: ["lingkar_kepala_cm"],
  lilau: ["lila_cm"],
} as const;
const INDEKS = Object.keys(BAHAN) as (keyof typeof BAHAN)[];

export const TURUNAN_TUMBUH: Record<string, Ambil> = {
  ukur_tidak_wajar: (hasil) => INDEKS.some((indeks) => hasil[indeks].tidak_wajar),
  posisi_janggal: (hasil) => hasil.posisi_janggal,
};
export const BAHAN_TUMBUH: Record<string, readonly string[]> = {
  ukur_tidak_wajar: Object.values(BAHAN).flat(),
  posisi_janggal: ["panjang_cm"],
};
for (const indeks of INDEKS) {
  TURUNAN_TUMBUH[`z${indeks}`] = (hasil) => (hasil[indeks].tidak_wajar ? null : hasil[indeks].z);
  BAHAN_TUMBUH[`z${indeks}`] = BAHAN[indeks];
  if (indeks === "lilau") continue;
  TURUNAN_TUMBUH[`kelas_${indeks}`] = (hasil) =>
    hasil[indeks].tidak_wajar ? null : (hasil[indeks].kelas?.kode ?? null);
  BAHAN_TUMBUH[`kelas_${indeks}`] = BAHAN[indeks];
}
