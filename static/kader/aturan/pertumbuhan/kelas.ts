// Pair of klaster/pertumbuhan/kelas.py: names of nutritional status, and where a z stops being believable.
import { bulatkan } from "../angka.ts";
import type { BatasWajarJson, Bundel, KelasGiziJson } from "../bundel.ts";
import { AturanSalah } from "../galat.ts";
import { readTanggal, type Tanggal } from "../tanggal.ts";

// All but the arm have classes.
const INDEKS = ["bbu", "tbu", "bbtb", "imtu", "lku", "tbu_2007", "imtu_2007", "lilau"] as const;
export type NamaIndeks = (typeof INDEKS)[number];

export interface Kelas {
  readonly kode: string;
  readonly nama: string;
}

/** Of one index, in hundredths of a z: `kelas[i]` reaches up to, not including, `batas[i]`; the last has no end. */
export interface Skema {
  readonly terkecil: number;
  readonly terbesar: number;
  readonly batas: readonly number[];
  readonly kelas: readonly Kelas[];
}

/** Everything in force since one date, by index. */
export interface Patokan {
  readonly sejak: number;
  readonly skema: Readonly<Record<NamaIndeks, Skema>>;
}

interface Baris extends KelasGiziJson {
  readonly sejak: number;
}

/** One for each date on which some index changes, the newest first. */
export function readPatokan(bundel: Pick<Bundel, "kelas_gizi" | "batas_wajar">): readonly Patokan[] {
  const kelas = bundel.kelas_gizi.map((satu) => ({ ...satu, sejak: readTanggal(satu.berlaku_sejak)?.ke ?? Infinity }));
  const masa = [...new Set(kelas.map((satu) => satu.sejak))].sort((satu, dua) => dua - satu);
  return masa.map((sejak) => ({ sejak, skema: readSkema(kelas, bundel.batas_wajar, sejak) }));
}

/** What is in force on the date; before the first date, the oldest. */
export function patokanAt(semua: readonly Patokan[], tanggal: Tanggal): Patokan | null {
  return semua.find((satu) => satu.sejak <= tanggal.ke) ?? semua[semua.length - 1] ?? null;
}

function readSkema(kelas: readonly Baris[], wajar: readonly BatasWajarJson[], sejak: number): Patokan["skema"] {
  const semua = INDEKS.map((indeks) => [indeks, skemaOf(kelas, wajar, indeks, sejak)] as const);
  return Object.fromEntries(semua) as Record<NamaIndeks, Skema>;
}

/** The newest set of lines of the index that has begun on the date; the arm has none. */
function skemaOf(kelas: readonly Baris[], wajar: readonly BatasWajarJson[], indeks: string, pada: number): Skema {
  const batas = wajar.find((satu) => satu.indeks === indeks);
  if (batas === undefined) throw new AturanSalah(`batas_wajar tidak ada: ${indeks}`);
  const milik = kelas.filter((satu) => satu.indeks === indeks && satu.sejak <= pada);
  const sejak = Math.max(...milik.map((satu) => satu.sejak));
  const kini = milik.filter((satu) => satu.sejak === sejak);
  return {
    terkecil: bulatkan(batas.minimal * 100),
    terbesar: bulatkan(batas.paling_banyak * 100),
    batas: kini.slice(0, -1).map(firstBeyond),
    kelas: kini.map(({ kode, nama }) => ({ kode, nama })),
  };
}

/** The first hundredth that no longer belongs to the line. */
function firstBeyond(baris: KelasGiziJson): number {
  if (baris.kurang_dari !== undefined) return bulatkan(baris.kurang_dari * 100);
  return bulatkan((baris.paling_banyak ?? 0) * 100) + 1;
}
