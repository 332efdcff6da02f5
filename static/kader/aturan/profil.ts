// Pair of klaster/profil.py: what the rules know about a person on the day of a visit.
import type { Tanggal } from "./tanggal.ts";

export const KANAL = ["posyandu", "rumah", "pustu", "puskesmas", "sekolah", "faskes_lain"] as const;
export type Kanal = (typeof KANAL)[number];
export type JenisKelamin = "L" | "P";

/** Values of a visit by the code of their field. Nothing is assumed of them: what cannot be read counts as missing. */
export type Pengukuran = Readonly<Record<string, unknown>>;

/** A person as stored and sent: dates are `2026-11-16`. What is left out is false or empty, but `lahir_hidup` true. */
export interface ProfilJson {
  readonly tanggal_lahir: string;
  readonly jenis_kelamin: JenisKelamin;
  readonly hamil?: boolean;
  /** First day of the last menses, of the pregnancy that is open on the date. */
  readonly hpht?: string | null;
  readonly nifas?: boolean;
  /** The day the latest pregnancy ended, and whether with a living child. */
  readonly tanggal_bersalin?: string | null;
  readonly lahir_hidup?: boolean;
  /** Registers open on the date: `hipertensi`, `diabetes`, `tbc`, `odgj_berat`. */
  readonly penyakit?: readonly string[];
  readonly kanal?: Kanal;
  /** Visits before this one, in any order. */
  readonly riwayat?: readonly { readonly tanggal: string; readonly pengukuran: Pengukuran }[];
}

/** One earlier visit of the person, as facts. */
export interface Riwayat {
  readonly tanggal: Tanggal;
  readonly pengukuran: Pengukuran;
}

/** The same person, read; `riwayat` oldest first. */
export interface Profil {
  readonly tanggal_lahir: Tanggal;
  readonly jenis_kelamin: JenisKelamin;
  readonly hamil: boolean;
  readonly hpht: Tanggal | null;
  readonly nifas: boolean;
  readonly tanggal_bersalin: Tanggal | null;
  readonly lahir_hidup: boolean;
  readonly penyakit: ReadonlySet<string>;
  readonly kanal: string;
  readonly riwayat: readonly Riwayat[];
}
