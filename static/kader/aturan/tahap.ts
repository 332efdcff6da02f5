// Pair of klaster/tahap.py: life stages of a person on a date. They differ by purpose and may overlap.
import type { TahapJson } from "./bundel.ts";
import type { Konteks } from "./konteks.ts";
import { compileUntuk, readUntuk, type Uji } from "./untuk.ts";

export interface Tahap {
  readonly kode: string;
  readonly nama: string;
  readonly tujuan: string;
  readonly cocok: Uji;
}

export function readTahap({ kode, nama, tujuan, untuk }: TahapJson): Tahap {
  return { kode, nama, tujuan, cocok: compileUntuk(readUntuk(untuk)) };
}

export function listTahap(semua: readonly Tahap[], konteks: Konteks): Tahap[] {
  return semua.filter((satu) => satu.cocok(konteks));
}
