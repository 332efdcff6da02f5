// Pair of klaster/sumber.py.
import type { Sumber } from "./bundel.ts";

/** The sentence shown to people for `sumber = "kmk-2015, Tabel 26"`; a second-hand reading is said so. */
export function tulisSumber(teks: string, dokumen: Sumber): string {
  return teks
    .split(";")
    .map((satu) => {
      const koma = satu.indexOf(",");
      const kode = (koma < 0 ? satu : satu.slice(0, koma)).trim();
      const letak = koma < 0 ? "" : satu.slice(koma + 1).trim();
      const milik = dokumen[kode];
      const nama = (milik?.nama ?? kode) + (letak ? `, ${letak}` : "");
      return milik?.bacaan === "kedua" ? `${nama} (sumber kedua)` : nama;
    })
    .join("; ");
}
