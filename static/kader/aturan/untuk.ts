// Pair of klaster/untuk.py: for whom a field, a finding or a life stage is.
import type { UntukBoleh, UntukJson } from "./bundel.ts";
import { AturanSalah } from "./galat.ts";
import type { Konteks } from "./konteks.ts";

export type Uji = (konteks: Konteks) => boolean;

const KUNCI = new Set([
  "umur_hari_min",
  "umur_hari_maks",
  "umur_bulan_min",
  "umur_bulan_maks",
  "umur_tahun_min",
  "umur_tahun_maks",
  "jenis_kelamin",
  "hamil",
  "nifas",
  "penyakit",
  "bersalin_bulan_maks",
  "kanal",
  "bulan",
]);

/** One table or a list of tables, any of which may hold; nothing at all means everybody. */
export function readUntuk(baris: UntukBoleh = []): readonly UntukJson[] {
  const semua = Array.isArray(baris) ? (baris as readonly UntukJson[]) : [baris as UntukJson];
  for (const satu of semua) {
    const asing = Object.keys(satu).find((kunci) => !KUNCI.has(kunci));
    if (asing) throw new AturanSalah(`'untuk' tidak dikenal: ${asing}`);
  }
  return semua;
}

function rentang(ambil: (k: Konteks) => number, bawah: number | undefined, atas: number | undefined): Uji[] {
  if (bawah === undefined && atas === undefined) return [];
  const [rendah, tinggi] = [bawah ?? -Infinity, atas ?? Infinity];
  return [(k) => rendah <= ambil(k) && ambil(k) <= tinggi];
}

function status({ jenis_kelamin, hamil, nifas, penyakit, bersalin_bulan_maks, kanal, bulan }: UntukJson): Uji[] {
  const hasil: Uji[] = [];
  if (jenis_kelamin !== undefined) hasil.push((k) => k.profil.jenis_kelamin === jenis_kelamin);
  if (hamil !== undefined) hasil.push((k) => k.profil.hamil === hamil);
  if (nifas !== undefined) hasil.push((k) => k.profil.nifas === nifas);
  if (penyakit !== undefined) hasil.push((k) => k.profil.penyakit.has(penyakit));
  if (bersalin_bulan_maks !== undefined) {
    hasil.push((k) => k.bulanBersalin >= 0 && k.bulanBersalin <= bersalin_bulan_maks);
  }
  if (kanal?.length) hasil.push((k) => kanal.includes(k.profil.kanal));
  if (bulan?.length) hasil.push((k) => bulan.includes(k.tanggal.bulan));
  return hasil;
}

export function allOf(semua: readonly Uji[]): Uji {
  const [satu, dua] = semua;
  if (satu === undefined) return () => true;
  if (dua === undefined) return satu;
  return semua.length === 2 ? (k) => satu(k) && dua(k) : (k) => semua.every((uji) => uji(k));
}

export function anyOf(semua: readonly Uji[]): Uji {
  const [satu, dua] = semua;
  return satu !== undefined && dua === undefined ? satu : (k) => semua.some((uji) => uji(k));
}

function compileSatu(untuk: UntukJson): Uji {
  return allOf([
    ...rentang((k) => k.hari, untuk.umur_hari_min, untuk.umur_hari_maks),
    ...rentang((k) => k.bulan, untuk.umur_bulan_min, untuk.umur_bulan_maks),
    ...rentang((k) => k.tahun, untuk.umur_tahun_min, untuk.umur_tahun_maks),
    ...status(untuk),
  ]);
}

export function compileUntuk(untuk: readonly UntukJson[]): Uji {
  return untuk.length ? anyOf(untuk.map(compileSatu)) : () => true;
}
