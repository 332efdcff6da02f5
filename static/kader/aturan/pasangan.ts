// Pair of klaster/pasangan.py: fields that only make sense together.
import { angka, tepat } from "./angka.ts";
import { Tolak } from "./nilai.ts";
import type { Pengukuran } from "./profil.ts";
import type { Rentang } from "./rentang.ts";
import { ATAS, BAWAH } from "./tekanan.ts";

const BERAT = "berat_kg";
const PANJANG = "panjang_cm";
const WADAH = "wadah_diperiksa";
const JENTIK = "wadah_jentik";
/** A count, the count it is part of, and what to say when it is larger. */
const SEBAGIAN = [
  [
    JENTIK,
    WADAH,
    "Tempat air yang ada jentiknya tidak mungkin lebih banyak dari yang diperiksa.",
  ],
  ["kontak_diperiksa", "kontak_serumah", "Kontak yang sudah ditanya tidak mungkin lebih banyak dari jumlah kontak."],
] as const;

export type Pasangan = readonly [tolak: Tolak, bidang: readonly [string, string]];
type CariRentang = (kode: string) => Rentang | null;

/** Pairs that are wrong together. `asli` is what was sent, `isi` what was accepted field by field. */
export function findTerbalik(asli: Pengukuran, isi: Pengukuran, rentang: CariRentang): Pasangan[] {
  const hasil: Pasangan[] = [];
  if (isTertukar(asli, isi, rentang)) {
    const saran = "Isi berat dalam kilogram dan tinggi dalam sentimeter.";
    const tolak = new Tolak("berat_tinggi_tertukar", "Berat dan tinggi tampaknya tertukar.", saran);
    hasil.push([tolak, [BERAT, PANJANG]]);
  }
  const tekanan = checkTekanan(asli, isi);
  if (tekanan) hasil.push([tekanan, [ATAS, BAWAH]]);
  if (JENTIK in isi && (asli[WADAH] ?? null) === null) {
    const pesan = "Tempat air yang ada jentiknya diisi tanpa jumlah yang diperiksa.";
    const tolak = new Tolak("jumlah_belum_diisi", pesan, "Isi juga berapa tempat air yang diperiksa.");
    hasil.push([tolak, [JENTIK, WADAH]]);
  }
  for (const [sebagian, semua, pesan] of SEBAGIAN) {
    const [satu, dua] = [angka(isi[sebagian]), angka(isi[semua])];
    if (satu !== null && dua !== null && satu > dua) {
      hasil.push([new Tolak("sebagian_lebih_banyak", pesan, "Periksa kedua angka."), [sebagian, semua]]);
    }
  }
  return hasil;
}

/** Half a blood pressure says nothing: it goes when its other half was refused. */
export function dropSeparuh(isi: Pengukuran): Pengukuran {
  return ATAS in isi === BAWAH in isi ? isi : without(isi, [ATAS, BAWAH]);
}

export function without(isi: Pengukuran, bidang: readonly string[]): Pengukuran {
  return Object.fromEntries(Object.entries(isi).filter(([kode]) => !bidang.includes(kode)));
}

function isTertukar(asli: Pengukuran, isi: Pengukuran, rentang: CariRentang): boolean {
  if (BERAT in isi && PANJANG in isi) return false;
  const [berat, panjang] = [tepat(asli[BERAT]), tepat(asli[PANJANG])];
  const [batasBerat, batasPanjang] = [rentang(BERAT), rentang(PANJANG)];
  if (berat === null || panjang === null || batasBerat === null || batasPanjang === null) return false;
  return (
    berat.banding(panjang) > 0 &&
    batasBerat.minimum.banding(panjang) <= 0 &&
    panjang.banding(batasBerat.maksimum) <= 0 &&
    batasPanjang.minimum.banding(berat) <= 0 &&
    berat.banding(batasPanjang.maksimum) <= 0
  );
}

function checkTekanan(asli: Pengukuran, isi: Pengukuran): Tolak | null {
  const kosong = (kode: string): boolean => asli[kode] === null || asli[kode] === undefined;
  if ((ATAS in isi && kosong(BAWAH)) || (BAWAH in isi && kosong(ATAS))) {
    return new Tolak("tekanan_tidak_lengkap", "Isi tekanan darah atas dan bawah, misalnya 120/80.");
  }
  const [atas, bawah] = [angka(isi[ATAS]), angka(isi[BAWAH])];
  if (atas === null || bawah === null || atas > bawah) return null;
  return new Tolak("tekanan_terbalik", "Tekanan darah atas harus lebih besar dari bawah, misalnya 120/80.");
}
