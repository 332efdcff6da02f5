// Pair of klaster/konteks.py: one visit under judgement, with derived values computed at most once.
import { angka, bulatkan, gram } from "./angka.ts";
import { BAHAN_BIAS, BIAS } from "./bias.ts";
import type { DosisBiasJson, DosisTdJson, JendelaJson } from "./bundel.ts";
import { BAHAN_IBU_ANAK, IBU_ANAK } from "./ibu_anak.ts";
import type { Dosis } from "./imunisasi.ts";
import { BERAT, judgeTimbangan, type Kbm, type Timbangan } from "./kbm.ts";
import { patokanAt, type Patokan } from "./pertumbuhan/kelas.ts";
import type { SemuaTabel } from "./pertumbuhan/tabel.ts";
import { BAHAN_TUMBUH, TURUNAN_TUMBUH } from "./pertumbuhan/turunan.ts";
import { TANPA, ukurPertumbuhan, type Pertumbuhan } from "./pertumbuhan/ukur.ts";
import type { Pengukuran, Profil } from "./profil.ts";
import type { Tanggal } from "./tanggal.ts";
import { ATAS, BAWAH, judgeTekanan, type Tekanan } from "./tekanan.ts";
import { umurBulan, umurHari } from "./umur.ts";

const PANJANG = "panjang_cm";

/** The tables that derived values look things up in. */
export interface Tabel {
  readonly kbm: Kbm;
  readonly tekanan: Tekanan;
  readonly imunisasi: readonly Dosis[];
  readonly td: readonly DosisTdJson[];
  readonly bias: readonly DosisBiasJson[];
  readonly kontak: readonly JendelaJson[];
  readonly patokan: readonly Patokan[];
  readonly pertumbuhan: SemuaTabel;
}

export type Hitung = (konteks: Konteks) => unknown;

export class Konteks {
  readonly hari: number;
  readonly bulan: number;
  readonly tahun: number;
  private readonly ingatan = new Map<string, unknown>();

  constructor(
    readonly tabel: Tabel,
    readonly profil: Profil,
    readonly nilai: Pengukuran,
    readonly tanggal: Tanggal,
  ) {
    this.hari = umurHari(profil.tanggal_lahir, tanggal);
    this.bulan = umurBulan(profil.tanggal_lahir, tanggal);
    this.tahun = Math.floor(this.bulan / 12);
  }

  /** The value under this name, computed the first time it is asked for. */
  ingat<T>(kunci: string, hitung: () => T): T {
    if (!this.ingatan.has(kunci)) this.ingatan.set(kunci, hitung());
    return this.ingatan.get(kunci) as T;
  }

  /** Completed months since the latest live birth; -1 where none is known. */
  get bulanBersalin(): number {
    const bersalin = this.profil.lahir_hidup ? this.profil.tanggal_bersalin : null;
    return bersalin === null ? -1 : umurBulan(bersalin, this.tanggal);
  }

  get timbang(): Timbangan | null {
    return this.ingat("timbang", () =>
      judgeTimbangan(this.tabel.kbm, this.profil, this.tanggal, this.nilai[BERAT]),
    );
  }

  get tumbuh(): Pertumbuhan {
    return this.ingat("tumbuh", () => {
      const patokan = patokanAt(this.tabel.patokan, this.tanggal);
      if (patokan === null) return TANPA;
      return ukurPertumbuhan(this.tabel.pertumbuhan, patokan, this.profil.jenis_kelamin, this.hari, this.nilai);
    });
  }
}

const tekanan: Hitung = (k) =>
  k.ingat("td_kelas", () => judgeTekanan(k.tabel.tekanan, k.profil, k.tahun, k.tanggal, k.nilai));

/** Body mass index in kg/m². One division of whole numbers, so that a value exactly on a limit stays on it. */
function imt(k: Konteks): number | null {
  const [berat, panjang] = [gram(k.nilai[BERAT]), angka(k.nilai[PANJANG])];
  if (berat === null || panjang === null || !(panjang > 0 && panjang < 1000)) return null;
  const mm = bulatkan(panjang * 10);
  return mm ? (berat * 1000) / (mm * mm) : null;
}

/** Derived value -> how to compute it. A data line may name these after `turunan`. */
export const TURUNAN: Record<string, Hitung> = {
  huruf_timbang: (k) => k.timbang?.huruf ?? null,
  tidak_naik_2x: (k) => k.timbang?.dua_kali ?? null,
  naik_gram: (k) => k.timbang?.naik_gram ?? null,
  kbm_gram: (k) => k.timbang?.kbm_gram ?? null,
  td_kelas: tekanan,
  imt,
  ...IBU_ANAK,
  ...BIAS,
};
for (const [kode, ambil] of Object.entries(TURUNAN_TUMBUH)) TURUNAN[kode] = (k) => ambil(k.tumbuh);

/** Derived value -> the fields without which it cannot exist; the weight for all that is not named. */
export const BAHAN: Record<string, readonly string[]> = {
  td_kelas: [ATAS, BAWAH],
  ...BAHAN_IBU_ANAK,
  ...BAHAN_TUMBUH,
  ...BAHAN_BIAS,
};
export const BAHAN_LAIN: readonly string[] = [BERAT];
