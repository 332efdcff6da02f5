// Pair of klaster/kontak.py: K1–K6 in pregnancy, KF1–KF4 after birth, KN1–KN3 of the newborn.
import type { JendelaJson } from "./bundel.ts";
import type { Pengukuran, Profil } from "./profil.ts";
import type { Tanggal } from "./tanggal.ts";

/** Kind of contact -> the yes/no field that says a check-up took place. */
export const BIDANG_KONTAK = { hamil: "anc", nifas: "kf", neonatal: "kn" } as const;
export type JenisKontak = keyof typeof BIDANG_KONTAK;

/** `kode`: which contact this visit is, null for one too many. `pertama`: no check-up before this one. */
export interface Kontak {
  readonly kode: string | null;
  readonly pertama: boolean;
  readonly lengkap: boolean;
  readonly inti_lengkap: boolean;
}

function findAwal(profil: Profil, jenis: JenisKontak): Tanggal | null {
  if (jenis === "hamil") return profil.hamil ? profil.hpht : null;
  return jenis === "nifas" ? profil.tanggal_bersalin : profil.tanggal_lahir;
}

/** What this check-up is among those since the start; null when there was none today or the start is not known. */
export function judgeKontak(
  semua: readonly JendelaJson[],
  jenis: JenisKontak,
  profil: Profil,
  nilai: Pengukuran,
  tanggal: Tanggal,
): Kontak | null {
  const bidang = BIDANG_KONTAK[jenis];
  const awal = findAwal(profil, jenis);
  if (awal === null || awal.ke > tanggal.ke || nilai[bidang] !== true) return null;
  const hari = profil.riwayat
    .filter((x) => awal.ke <= x.tanggal.ke && x.tanggal.ke < tanggal.ke && x.pengukuran[bidang] === true)
    .map((x) => x.tanggal.ke - awal.ke);
  const lalu = [...new Set(hari)].sort((satu, dua) => satu - dua);
  const jendela = semua.filter((satu) => satu.jenis === jenis);
  const terisi = fillJendela(jendela, lalu);
  const kini = fillJendela(jendela, [...lalu, tanggal.ke - awal.ke]);
  return {
    kode: [...kini].find((kode) => !terisi.has(kode)) ?? null,
    pertama: lalu.length === 0,
    lengkap: jendela.every((satu) => satu.isi.every((kode) => kini.has(kode))),
    inti_lengkap: jendela.every((satu) => satu.isi.filter((kode) => kini.has(kode)).length >= (satu.inti ?? 0)),
  };
}

/** The contacts that check-ups on these days after the start are. */
function fillJendela(jendela: readonly JendelaJson[], hari: readonly number[]): Set<string> {
  const hasil = new Set<string>();
  for (const ke of hari) {
    const dalam = jendela.filter((satu) => satu.hari_min <= ke && ke <= satu.hari_maks);
    const kode = dalam.flatMap((satu) => satu.isi).find((satu) => !hasil.has(satu));
    if (kode !== undefined) hasil.add(kode);
  }
  return hasil;
}
