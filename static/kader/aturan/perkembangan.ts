// Pair of klaster/perkembangan.py: what a child of some age can do, asked of the parents.
import type { PerkembanganJson, Sumber } from "./bundel.ts";
import type { Konteks } from "./konteks.ts";
import { tulisSumber } from "./sumber.ts";
import { compileUntuk, readUntuk, type Uji } from "./untuk.ts";

/** The checklist of one age band; a single "tidak" makes `perkembangan_lengkap` false. */
export interface Ceklis {
  readonly kode: string;
  readonly nama: string;
  readonly butir: readonly string[];
  readonly sumber: string;
  readonly cocok: Uji;
}

export function readPerkembangan(baris: PerkembanganJson, dokumen: Sumber): Ceklis {
  const { kode, nama, butir, untuk, sumber } = baris;
  return { kode, nama, butir, sumber: tulisSumber(sumber, dokumen), cocok: compileUntuk(readUntuk(untuk)) };
}

/** The band of the child's age; null for an age without a checklist. */
export function findCeklis(semua: readonly Ceklis[], konteks: Konteks): Ceklis | null {
  return semua.find((satu) => satu.cocok(konteks)) ?? null;
}
