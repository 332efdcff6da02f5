// Pair of klaster/formulir.py: what is asked of whom, in which order.
import type { Aturan } from "./aturan.ts";
import type { Bidang } from "./bidang.ts";
import type { FormulirJson } from "./bundel.ts";
import type { Konteks } from "./konteks.ts";
import { listTahap } from "./tahap.ts";

/** A heading with the fields that are asked of one person. */
export interface Lembar {
  readonly judul: string;
  readonly bidang: readonly Bidang[];
}

/** A form with what it asks of one person; groups without a question are left out. */
export interface Pertanyaan {
  readonly kode: string;
  readonly nama: string;
  readonly bantuan: string;
  readonly bagian: readonly Lembar[];
}

/** The forms of a person, in the order of the data; `profil.kanal` says where they are met. */
export function formsFor(aturan: Aturan, konteks: Konteks): FormulirJson[] {
  const tahap = new Set(listTahap(aturan.tahap, konteks).map((satu) => satu.kode));
  const { kanal } = konteks.profil;
  return aturan.formulir.filter((satu) => satu.kanal.includes(kanal) && satu.tahap.some((kode) => tahap.has(kode)));
}

/** Each form with what it asks of this person. A field stands once, in the first form that has it. */
export function listPertanyaan(aturan: Aturan, konteks: Konteks): Pertanyaan[] {
  const sudah = new Set<string>();
  return formsFor(aturan, konteks).map(({ kode, nama, bantuan, bagian }) => ({
    kode,
    nama,
    bantuan,
    bagian: bagian
      .map(({ judul, bidang }) => ({ judul, bidang: ask(aturan, bidang, konteks, sudah) }))
      .filter((satu) => satu.bidang.length),
  }));
}

function ask(aturan: Aturan, kode: readonly string[], konteks: Konteks, sudah: Set<string>): Bidang[] {
  const bidang = kode.filter((satu) => !sudah.has(satu)).flatMap((satu) => aturan.bidang.get(satu) ?? []);
  const ditanya = bidang.filter((satu) => satu.cocok(konteks));
  for (const satu of ditanya) sudah.add(satu.kode);
  return ditanya;
}
