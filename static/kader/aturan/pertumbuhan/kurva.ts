// Pair of klaster/pertumbuhan/kurva.py: rows from which growth curves are drawn.
import { measureAt } from "./skor.ts";
import type { Tabel } from "./tabel.ts";

const SD = [-3, -2, -1, 0, 1, 2, 3];

/** `x` in days (…_2007: months; bbpb, bbtb: centimetres), `nilai` in kg, cm or kg/m² at -3 … +3 SD: seven of them. */
export interface BarisKurva {
  readonly x: number;
  readonly nilai: readonly number[];
}

/** Every `setiap`-th row and the last one. */
export function listKurva(tabel: Tabel, setiap: number): BarisKurva[] {
  const akhir = tabel.panjang - 1;
  const ke = Array.from({ length: Math.ceil(akhir / setiap) }, (_, satu) => satu * setiap);
  return [...ke, akhir].map((satu) => ({
    x: (tabel.awal + satu) / tabel.per_satuan,
    nilai: SD.map((sd) => measureAt(tabel.row(satu), sd)),
  }));
}
