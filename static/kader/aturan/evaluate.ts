// Pair of klaster/evaluate.py: judging one visit.
import type { Aturan } from "./aturan.ts";
import { isObjek } from "./kasus.ts";
import { Konteks } from "./konteks.ts";
import type { Profil } from "./profil.ts";
import type { Tanggal } from "./tanggal.ts";
import { fill, type Temuan } from "./temuan.ts";

/**
 * The findings of a visit, in the order of the data, by the lines in force on its own date. Total: values it cannot
 * read are as if they were not there.
 */
export function evaluateKunjungan(aturan: Aturan, profil: Profil, pengukuran: unknown, tanggal: Tanggal): Temuan[] {
  if (tanggal.ke < profil.tanggal_lahir.ke || !isObjek(pengukuran)) return [];
  const konteks = new Konteks(aturan.tabel, profil, pengukuran, tanggal);
  const calon = new Set(aturan.selalu);
  for (const kode of Object.keys(pengukuran)) {
    for (const ke of aturan.lini_bidang.get(kode) ?? []) calon.add(ke);
  }
  return [...calon]
    .sort((satu, dua) => satu - dua)
    .flatMap((ke) => aturan.lini[ke] ?? [])
    .filter((lini) => lini.sejak <= tanggal.ke && tanggal.ke <= lini.sampai && lini.uji(konteks))
    .map((lini) => fill(lini, konteks));
}
