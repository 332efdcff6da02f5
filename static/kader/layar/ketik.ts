// What people type, read: a date of birth as dd/mm/yyyy or as an age. Pure; the date of today is given.
import { readTanggal, tulisIso, type Tanggal } from "../aturan/tanggal.ts";
import { umurTahun } from "../aturan/umur.ts";

export interface Salah {
  kode: string;
  pesan: string;
  saran: string;
}
export type Terbaca<T> = { nilai: T } | { salah: Salah };

const NAMA_BULAN = [
  ...["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"],
  ...["Agustus", "September", "Oktober", "November", "Desember"],
];
const PALING_TUA = 120;

export function salah(kode: string, pesan: string, saran: string): { salah: Salah } {
  return { salah: { kode, pesan, saran } };
}

/** Puts the strokes in while digits are typed: "11092025" is "11/09/2025", "1/9/2025" is "01/09/2025". */
export function bentukTanggal(teks: string): string {
  if (!/^[0-9/]*$/.test(teks)) return teks;
  const penuh = teks.replace(/^(?=[0-9]\/)/, "0").replace(/^([0-9]{2})\/([0-9])\//, "$1/0$2/");
  const angka = penuh.replace(/\//g, "").slice(0, 8);
  return [angka.slice(0, 2), angka.slice(2, 4), angka.slice(4)].filter(Boolean).join("/");
}

/** A typed date as `2026-11-16`. */
export function bacaTanggal(teks: string): Terbaca<string> {
  const bagian = teks.trim().split(/[/.\- ]+/);
  if (!bagian[0]) return salah("tanggal_kosong", "Tanggal belum diisi.", "Ketik tanggal/bulan/tahun, misalnya 16/11/2026.");
  if (bagian.length !== 3 || bagian.some((satu) => !/^[0-9]+$/.test(satu)))
    return salah("tanggal_tidak_dikenal", "Tanggal belum lengkap.", "Ketik tanggal/bulan/tahun, misalnya 16/11/2026.");
  const [hari = "", bulan = "", tahun = ""] = bagian;
  if (tahun.length !== 4)
    return salah("tahun_dua_angka", "Tulis tahun lengkap 4 angka, misalnya 2023.", "Periksa KTP, KK, atau Buku KIA.");
  if (Number(bulan) < 1 || Number(bulan) > 12)
    return salah("bulan_salah", "Bulan harus 1 sampai 12.", "Urutannya tanggal, bulan, tahun.");
  const iso = `${tahun}-${bulan.padStart(2, "0")}-${hari.padStart(2, "0")}`;
  if (readTanggal(iso)) return { nilai: iso };
  const nama = NAMA_BULAN[Number(bulan) - 1] ?? "";
  return salah("tanggal_tidak_ada", `Tanggal ${Number(hari)} ${nama} ${tahun} tidak ada.`, "Periksa tanggalnya.");
}

/** As posyandu/nama.py check_lahir. */
export function bacaLahir(teks: string, hariIni: string): Terbaca<string> {
  const hasil = bacaTanggal(teks);
  if ("salah" in hasil) return hasil;
  const lahir = readTanggal(hasil.nilai) as Tanggal;
  const kini = readTanggal(hariIni) as Tanggal;
  if (lahir.ke > kini.ke)
    return salah("lahir_masa_depan", "Tanggal lahir tidak boleh di masa depan.", "Periksa tahunnya.");
  if (umurTahun(lahir, kini) > PALING_TUA) {
    const pesan = `Tanggal lahir tidak masuk akal (umur lebih dari ${PALING_TUA} tahun).`;
    return salah("lahir_tidak_masuk_akal", pesan, "Periksa tahunnya.");
  }
  return hasil;
}

/** The day on which somebody of this age today was born, taken as the first of that month (years: 1 July). */
export function lahirDariUmur(teks: string, satuan: "bulan" | "tahun", hariIni: string): Terbaca<string> {
  const paling = satuan === "tahun" ? PALING_TUA : 71;
  if (!/^[0-9]{1,3}$/.test(teks.trim()) || Number(teks) > paling)
    return salah("umur_salah", `Umur harus angka 0 sampai ${paling}.`, "Ketik angka saja, tanpa koma.");
  const kini = readTanggal(hariIni) as Tanggal;
  const jumlah = Number(teks);
  const ke = satuan === "bulan" ? kini.tahun * 12 + kini.bulan - 1 - jumlah : (kini.tahun - jumlah) * 12 + 6;
  const bulan = satuan === "bulan" || ke < kini.tahun * 12 + kini.bulan ? ke : kini.tahun * 12 + kini.bulan - 1;
  const tahun = Math.floor(bulan / 12);
  return { nilai: tulisIso({ tahun, bulan: (bulan % 12) + 1, hari: 1, ke: 0 }) };
}

/** A date in a person's life: not in the future, not before birth. `apa` names it at the head of the sentence. */
export function bacaKejadian(teks: string, lahir: string, hariIni: string, apa = "Tanggal"): Terbaca<string> {
  const hasil = bacaTanggal(teks);
  if ("salah" in hasil) return hasil;
  if (hasil.nilai > hariIni)
    return salah("tanggal_masa_depan", `${apa} tidak boleh di masa depan.`, "Periksa juga jam HP Anda.");
  if (hasil.nilai < lahir)
    return salah("sebelum_lahir", `${apa} lebih awal dari tanggal lahir.`, "Periksa kedua tanggal.");
  return hasil;
}
