// Pair of klaster/kbm.py: minimum weight gain, and the letter of one weighing: N, T, O or B.
import { gram } from "./angka.ts";
import type { KbmJson } from "./bundel.ts";
import type { Profil } from "./profil.ts";
import { readTanggal, type Tanggal } from "./tanggal.ts";
import { umurBulan } from "./umur.ts";

export const BERAT = "berat_kg";

type Batas = readonly [sejak: number, gram: number];
/** Sex and completed month, as `L7` -> newest line first. */
export type Kbm = ReadonlyMap<string, readonly Batas[]>;
interface Timbang {
  readonly tanggal: Tanggal;
  readonly gram: number;
}

/** N, T, O or B. `dua_kali`: T now and T the month before (2T). Grams are null where nothing can be compared. */
export interface Timbangan {
  readonly huruf: "N" | "T" | "O" | "B";
  readonly dua_kali: boolean;
  readonly naik_gram: number | null;
  readonly kbm_gram: number | null;
}

export function readKbm(baris: readonly KbmJson[]): Kbm {
  const hasil = new Map<string, Batas[]>();
  for (const satu of baris) {
    const kunci = satu.jenis_kelamin + Number(satu.bulan);
    const semua = hasil.get(kunci) ?? [];
    semua.push([readTanggal(satu.berlaku_sejak)?.ke ?? Infinity, satu.gram]);
    hasil.set(kunci, semua);
  }
  for (const semua of hasil.values()) semua.sort((satu, dua) => dua[0] - satu[0] || dua[1] - satu[1]);
  return hasil;
}

function findKbm(kbm: Kbm, jenisKelamin: string, bulan: number, tanggal: Tanggal): number | null {
  return kbm.get(jenisKelamin + bulan)?.find(([sejak]) => sejak <= tanggal.ke)?.[1] ?? null;
}

/** The person's weighings before `tanggal`, latest first. */
function* walkBack(profil: Profil, tanggal: Tanggal): Generator<Timbang, undefined> {
  for (let ke = profil.riwayat.length - 1; ke >= 0; ke -= 1) {
    const lalu = profil.riwayat[ke];
    if (lalu === undefined || lalu.tanggal.ke >= tanggal.ke) continue;
    const berat = gram(lalu.pengukuran[BERAT]);
    if (berat !== null) yield { tanggal: lalu.tanggal, gram: berat };
  }
}

const bulanKe = (tanggal: Tanggal): number => tanggal.tahun * 12 + tanggal.bulan;

/** The latest weighing of an earlier calendar month; `lalu` is read up to it. */
function nextAcuan(lalu: Generator<Timbang, undefined>, bulanIni: number): Timbang | null {
  for (let satu = lalu.next(); !satu.done; satu = lalu.next()) {
    if (bulanKe(satu.value.tanggal) !== bulanIni) return satu.value;
  }
  return null;
}

const tanpa = (huruf: "O" | "B"): Timbangan => ({ huruf, dua_kali: false, naik_gram: null, kbm_gram: null });

/** The letter of `kini`, and the weighing it was compared with. */
function judge(
  kbm: Kbm,
  profil: Profil,
  kini: Timbang,
  lalu: Generator<Timbang, undefined>,
): readonly [Timbangan, Timbang | null] {
  const bulanIni = bulanKe(kini.tanggal);
  const acuan = nextAcuan(lalu, bulanIni);
  if (acuan === null) return [tanpa("B"), null];
  const bulan = umurBulan(profil.tanggal_lahir, kini.tanggal);
  const batas = findKbm(kbm, profil.jenis_kelamin, bulan, kini.tanggal);
  if (batas === null || bulanKe(acuan.tanggal) !== bulanIni - 1) return [tanpa("O"), null];
  const naik = kini.gram - acuan.gram;
  return [{ huruf: naik >= batas ? "N" : "T", dua_kali: false, naik_gram: naik, kbm_gram: batas }, acuan];
}

/** The letter of a weighing on `tanggal`; null when there is no weight. */
export function judgeTimbangan(kbm: Kbm, profil: Profil, tanggal: Tanggal, berat: unknown): Timbangan | null {
  const kini = gram(berat);
  if (kini === null) return null;
  const lalu = walkBack(profil, tanggal);
  const [hasil, acuan] = judge(kbm, profil, { tanggal, gram: kini }, lalu);
  if (hasil.huruf !== "T" || acuan === null) return hasil;
  const [sebelum] = judge(kbm, profil, acuan, lalu);
  return { ...hasil, dua_kali: sebelum.huruf === "T" };
}
