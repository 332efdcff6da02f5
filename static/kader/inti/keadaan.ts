// One observable value: what the top line and the shell show.
import type { Keadaan } from "./jenis.ts";

const AWAL: Keadaan = {
  tahap: "memuat",
  akun: null,
  semuaAkun: [],
  tersimpan: 0,
  terkirim: 0,
  perluDibetulkan: 0,
  sedangKirim: false,
  terakhirTarik: null,
  unduhan: null,
  galat: null,
  luring: false,
  selisihJam: null,
  simpananTetap: null,
  perluKode: false,
  sewaHabis: false,
  versiBaru: "tidak",
  versi: 0,
};
let kini = AWAL;
const pendengar = new Set<() => void>();

export function keadaan(): Keadaan {
  return kini;
}

/** Calls `fungsi` after every change; the answer ends it. */
export function langgan(fungsi: () => void): () => void {
  pendengar.add(fungsi);
  return () => pendengar.delete(fungsi);
}

export function ubah(bagian: Partial<Keadaan>): void {
  kini = { ...kini, ...bagian };
  for (const fungsi of [...pendengar]) fungsi();
}

/** Tells screens that people, operations or common data have changed. */
export function dataBerubah(bagian: Partial<Keadaan> = {}): void {
  ubah({ ...bagian, versi: kini.versi + 1 });
}

/** Everything of an account is forgotten; what is true of the phone stays. */
export function keadaanKosong(): Partial<Keadaan> {
  const { semuaAkun, simpananTetap, versiBaru, versi } = kini;
  return { ...AWAL, semuaAkun, simpananTetap, versiBaru, versi: versi + 1 };
}
