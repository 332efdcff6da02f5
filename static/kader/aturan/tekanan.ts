// Pair of klaster/tekanan.py: classes of blood pressure, the highest whose limit is reached.
import { angka } from "./angka.ts";
import type { TekananJson } from "./bundel.ts";
import type { Pengukuran, Profil } from "./profil.ts";
import { readTanggal, type Tanggal } from "./tanggal.ts";

type Batas = readonly [kelas: string, sistole: number, diastole: number];
interface Masa {
  readonly sejak: number;
  readonly batas: Batas[];
}
/** `hamil`, or sex and completed year as `L40` -> newest first. */
export type Tekanan = ReadonlyMap<string, readonly Masa[]>;

export const ATAS = "sistole";
export const BAWAH = "diastole";
const HAMIL = "hamil";
const NORMAL = "normal";
const TERTUA = 130;
const TAK_TERCAPAI = 1000; // an empty limit: this number alone never makes the class

/** Where rows of different ages both fit, those that stand first hold. */
export function readTekanan(baris: readonly TekananJson[], setelan: Readonly<Record<string, number>>): Tekanan {
  const hasil = new Map<string, Masa[]>();
  const pemilik = new Map<string, string>();
  for (const satu of baris) {
    const batas: Batas = [satu.kelas, Number(satu.sistole || TAK_TERCAPAI), Number(satu.diastole || TAK_TERCAPAI)];
    const rentang = `${satu.umur_min}..${satu.umur_maks}`;
    for (const kunci of keys(satu, setelan)) {
      if (!pemilik.has(kunci)) pemilik.set(kunci, rentang);
      if (pemilik.get(kunci) === rentang) add(hasil, kunci, readTanggal(satu.berlaku_sejak)?.ke ?? Infinity, batas);
    }
  }
  for (const semua of hasil.values()) semua.sort((satu, dua) => dua.sejak - satu.sejak);
  return hasil;
}

function add(hasil: Map<string, Masa[]>, kunci: string, sejak: number, batas: Batas): void {
  const semua = hasil.get(kunci) ?? [];
  hasil.set(kunci, semua);
  const masa = semua.find((satu) => satu.sejak === sejak);
  if (masa) masa.batas.push(batas);
  else semua.push({ sejak, batas: [batas] });
}

function keys(satu: TekananJson, setelan: Readonly<Record<string, number>>): string[] {
  if (satu.untuk === HAMIL) return [HAMIL];
  const akhir = Math.trunc(setelan[satu.umur_maks] ?? Number(satu.umur_maks || TERTUA));
  const tahun = Array.from({ length: Math.max(0, akhir + 1 - Number(satu.umur_min)) }, (_, ke) => ke);
  const siapa = satu.untuk ? [satu.untuk] : ["L", "P"];
  return siapa.flatMap((jenis) => tahun.map((ke) => jenis + (Number(satu.umur_min) + ke)));
}

/** The class of a blood pressure; null when half of it is missing or no row is for this person. */
export function judgeTekanan(
  tabel: Tekanan,
  profil: Profil,
  tahun: number,
  tanggal: Tanggal,
  nilai: Pengukuran,
): string | null {
  const [atas, bawah] = [angka(nilai[ATAS]), angka(nilai[BAWAH])];
  if (atas === null || bawah === null) return null;
  const hamil = profil.hamil && profil.jenis_kelamin === "P";
  const masa = tabel.get(hamil ? HAMIL : profil.jenis_kelamin + tahun)?.find((satu) => satu.sejak <= tanggal.ke);
  if (masa === undefined) return null;
  const kena = masa.batas.filter(([, sistole, diastole]) => atas >= sistole || bawah >= diastole);
  return kena[kena.length - 1]?.[0] ?? NORMAL;
}
