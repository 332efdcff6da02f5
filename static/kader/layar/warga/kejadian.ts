// Pair of posyandu/riwayat.py: what a date of a pregnancy or an illness may be. Pure.
import { umur } from "../../aturan/index.ts";
import type { Orang } from "../../inti/jenis.ts";
import { bacaKejadian, salah, type Terbaca } from "../ketik.ts";
import { geserHari } from "../tulis.ts";

export type Bacaan = Terbaca<string>;
const HAMIL_TERLAMA = 44 * 7;
const [UMUR_MUDA, UMUR_TUA] = [10, 55];

/** Whether a pregnancy could be written down, or is open and waits for its end. */
export function bolehHamil(orang: Orang, hariIni: string): boolean {
  const tahun = umur(orang.tanggal_lahir, hariIni).tahun;
  const usia = tahun >= UMUR_MUDA && tahun <= UMUR_TUA;
  return orang.jenis_kelamin === "P" && orang.status === "aktif" && (usia || orang.kehamilan.some((satu) => !satu.selesai));
}

export function bacaHpht(teks: string, orang: Orang, hariIni: string): Bacaan {
  const hasil = bacaKejadian(teks, orang.tanggal_lahir, hariIni);
  if ("salah" in hasil) return hasil;
  const tahun = umur(orang.tanggal_lahir, hasil.nilai).tahun;
  if (tahun < UMUR_MUDA || tahun > UMUR_TUA)
    return salah("umur_ibu", `Umur ibu ${tahun} tahun; periksa tanggal lahir.`, "Perbaiki tanggal lahir atau HPHT.");
  if (hasil.nilai < geserHari(hariIni, -HAMIL_TERLAMA)) {
    const saran = "Catat persalinan atau keguguran lebih dahulu.";
    return salah("hpht_terlalu_lama", "HPHT lebih dari 44 minggu lalu.", saran);
  }
  if (orang.kehamilan.some((satu) => satu.selesai && satu.selesai > hasil.nilai))
    return salah("hpht_tumpang", "HPHT lebih awal dari akhir kehamilan sebelumnya.", "Periksa tanggalnya.");
  return hasil;
}

export function bacaPersalinan(teks: string, hpht: string, hariIni: string): Bacaan {
  const hasil = bacaKejadian(teks, "", hariIni);
  if ("salah" in hasil) return hasil;
  if (hasil.nilai <= hpht)
    return salah("sebelum_hpht", "Tanggalnya harus sesudah HPHT kehamilan ini.", "Periksa kedua tanggal.");
  if (hpht && hasil.nilai > geserHari(hpht, HAMIL_TERLAMA))
    return salah("hamil_terlalu_lama", "Tanggalnya lebih dari 44 minggu sesudah HPHT.", "Periksa kedua tanggal.");
  return hasil;
}

export function bacaSejak(teks: string, orang: Orang, hariIni: string): Bacaan {
  return bacaKejadian(teks, orang.tanggal_lahir, hariIni);
}
