// Pair of klaster/td.py: Td of expecting mothers, the last dose known of five, and when the next one is due.
import type { DosisTdJson } from "./bundel.ts";
import { listDiberi } from "./imunisasi.ts";
import type { Pengukuran, Profil } from "./profil.ts";
import { sesudah, sebutTanggal, type Tanggal } from "./tanggal.ts";

const SELESAI = "tidak ada, sudah lengkap";

/** `ke` is the number of the last dose known, whether or not those before it are; `mulai` when the next is due. */
export interface Td {
  readonly ke: number;
  readonly berikut: DosisTdJson | null;
  readonly mulai: Tanggal | null;
  readonly dini: readonly string[];
}

/** "Td 3", with its date where that is still to come. */
export function nextWords(td: Td, tanggal: Tanggal): string {
  if (td.berikut === null || td.mulai === null) return SELESAI;
  return td.mulai.ke <= tanggal.ke ? td.berikut.nama : `${td.berikut.nama} mulai ${sebutTanggal(td.mulai)}`;
}

/** Null when no dose is known, which says nothing about the mother: a midwife is to screen her. */
export function judgeTd(
  jadwal: readonly DosisTdJson[],
  profil: Profil,
  nilai: Pengukuran,
  tanggal: Tanggal,
): Td | null {
  const kode = jadwal.map((satu) => satu.kode);
  const diberi = listDiberi(kode, profil, nilai, tanggal);
  const ke = kode.reduce((akhir, satu, nomor) => (diberi.has(satu) ? nomor + 1 : akhir), 0);
  const terakhir = diberi.get(kode[ke - 1] ?? "");
  if (terakhir === undefined) return null;
  const berikut = jadwal[ke] ?? null;
  const mulai = berikut?.jeda ? sesudah(berikut.jeda, terakhir) : null;
  const dini = jadwal.filter((dosis, nomor) => isEarly(dosis, diberi.get(kode[nomor - 1] ?? ""), diberi));
  return { ke, berikut, mulai, dini: dini.map((satu) => satu.nama) };
}

function isEarly(dosis: DosisTdJson, sebelum: Tanggal | undefined, diberi: ReadonlyMap<string, Tanggal>): boolean {
  const pada = diberi.get(dosis.kode);
  return pada !== undefined && sebelum !== undefined && !!dosis.jeda && pada.ke < sesudah(dosis.jeda, sebelum).ke;
}
