// Pair of posyandu/turunan.py: a person and their visits as the rules see them on a date. Pure.
import type { Kanal, Pengukuran, ProfilJson } from "../aturan/index.ts";
import type { Kunjungan, Orang } from "../inti/jenis.ts";
import { geserHari } from "./tulis.ts";

const LAMA_NIFAS = 42; // KMK HK.01.07/MENKES/2015/2023: KF4 ends 42 days after birth
const HAMIL_TERLAMA = 44 * 7;
export const KANAL: readonly (readonly [Kanal, string])[] = [
  ["posyandu", "Posyandu"],
  ["rumah", "Kunjungan rumah"],
  ["pustu", "Pustu"],
  ["puskesmas", "Puskesmas"],
  ["sekolah", "Sekolah"],
  ["faskes_lain", "Faskes lain"],
];

/** Visits of one date, channel and place, joined: the first received value wins, as on the server. */
export interface Gabungan {
  tanggal: string;
  kanal: string;
  unit: string;
  bagian: Kunjungan[];
  pengukuran: Pengukuran;
  temuan: readonly string[];
}

/** Oldest first. */
export function gabungkan(kunjungan: readonly Kunjungan[]): Gabungan[] {
  const per = new Map<string, Kunjungan[]>();
  for (const satu of kunjungan) {
    const kunci = `${satu.tanggal} ${satu.kanal} ${satu.unit}`;
    per.set(kunci, [...(per.get(kunci) ?? []), satu]);
  }
  return [...per.keys()].sort().map((kunci) => satukan(per.get(kunci) ?? []));
}

function satukan(bagian: Kunjungan[]): Gabungan {
  const urut = [...bagian].sort((a, b) => Number(a.bagian_dari !== null) - Number(b.bagian_dari !== null));
  const { tanggal, kanal, unit } = urut[0] as Kunjungan;
  const pengukuran: Pengukuran = Object.assign({}, ...urut.map((satu) => satu.pengukuran).reverse());
  return { tanggal, kanal, unit, bagian: urut, pengukuran, temuan: [...new Set(urut.flatMap((satu) => satu.temuan))] };
}

export function profilPada(orang: Orang, tanggal: string, kanal: Kanal): ProfilJson {
  const hamil = orang.kehamilan.find((satu) => sedangHamil(satu, tanggal));
  const usai = orang.kehamilan
    .filter((satu) => satu.selesai && satu.selesai <= tanggal)
    .sort((a, b) => ((a.selesai ?? "") < (b.selesai ?? "") ? 1 : -1))[0];
  const bersalin = usai?.selesai ?? null;
  return {
    tanggal_lahir: orang.tanggal_lahir,
    jenis_kelamin: orang.jenis_kelamin,
    hamil: hamil !== undefined,
    hpht: hamil?.hpht ?? null,
    nifas: bersalin !== null && tanggal <= geserHari(bersalin, LAMA_NIFAS),
    tanggal_bersalin: bersalin,
    lahir_hidup: ["", "lahir_hidup"].includes(usai?.hasil ?? ""),
    penyakit: orang.penyakit
      .filter((satu) => satu.sejak <= tanggal && (!satu.sampai || satu.sampai > tanggal))
      .map((satu) => satu.penyakit),
    kanal,
    riwayat: gabungkan(orang.kunjungan.filter((satu) => satu.tanggal < tanggal)).map((satu) => ({
      tanggal: satu.tanggal,
      pengukuran: satu.pengukuran,
    })),
  };
}

export function sedangHamil(satu: { hpht: string | null; selesai: string | null }, tanggal: string): boolean {
  if (!satu.hpht || satu.hpht > tanggal) return false;
  return satu.selesai ? tanggal < satu.selesai : tanggal <= geserHari(satu.hpht, HAMIL_TERLAMA);
}
