// Pair of klaster/tanggal.py: calendar arithmetic on whole days, without time zones and without JavaScript's Date.

/** A day of the calendar; `ke` counts days since 1 January 1970, so that two dates compare by it. */
export interface Tanggal {
  readonly tahun: number;
  readonly bulan: number;
  readonly hari: number;
  readonly ke: number;
}

/** A stretch of time: completed months, then days. */
export interface Lama {
  readonly bulan?: number;
  readonly hari?: number;
}

const BENTUK = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const PANJANG_BULAN = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function panjangBulan(tahun: number, bulan: number): number {
  const kabisat = tahun % 4 === 0 && (tahun % 100 !== 0 || tahun % 400 === 0);
  return bulan === 2 && kabisat ? 29 : (PANJANG_BULAN[bulan - 1] ?? 0);
}

/** Years are counted from March, so that a leap day is the last of its year. */
function hitungHari(tahun: number, bulan: number, hari: number): number {
  const y = bulan > 2 ? tahun : tahun - 1;
  const dalamTahun = Math.floor((153 * (bulan > 2 ? bulan - 3 : bulan + 9) + 2) / 5) + hari - 1;
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dalamTahun - 719468;
}

function buat(tahun: number, bulan: number, hari: number): Tanggal {
  return { tahun, bulan, hari, ke: hitungHari(tahun, bulan, hari) };
}

/** The date in `2026-11-16`; null for anything else, also for days that do not exist. */
export function readTanggal(nilai: unknown): Tanggal | null {
  if (typeof nilai !== "string" || !BENTUK.test(nilai)) return null;
  const tahun = Number(nilai.slice(0, 4));
  const bulan = Number(nilai.slice(5, 7));
  const hari = Number(nilai.slice(8));
  return tahun > 0 && hari > 0 && hari <= panjangBulan(tahun, bulan) ? buat(tahun, bulan, hari) : null;
}

const dua = (angka: number): string => String(angka).padStart(2, "0");

export const BULAN = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];

/** "17 Nov 2026"; the spaces do not break. */
export function sebutTanggal(tanggal: Tanggal): string {
  return `${tanggal.hari}\u00a0${BULAN[tanggal.bulan - 1]}\u00a0${tanggal.tahun}`;
}

export function tulisIso(tanggal: Tanggal): string {
  return `${String(tanggal.tahun).padStart(4, "0")}-${dua(tanggal.bulan)}-${dua(tanggal.hari)}`;
}

/** Some days later. */
function geser(awal: Tanggal, hari: number): Tanggal {
  let { tahun, bulan } = awal;
  let ke = awal.hari + hari;
  while (ke > panjangBulan(tahun, bulan)) {
    ke -= panjangBulan(tahun, bulan);
    bulan = (bulan % 12) + 1;
    if (bulan === 1) tahun += 1;
  }
  return buat(tahun, bulan, ke);
}

/** The day on which `lama` is over. Months end as in `umurBulan`: on the 1st where the day's number is missing. */
export function sesudah(lama: Lama, awal: Tanggal): Tanggal {
  const ke = awal.tahun * 12 + awal.bulan - 1 + (lama.bulan ?? 0);
  const tahun = Math.floor(ke / 12);
  const bulan = (ke % 12) + 1;
  const ada = awal.hari <= panjangBulan(tahun, bulan);
  const hasil = ada ? buat(tahun, bulan, awal.hari) : buat(tahun, bulan + 1, 1); // no day is missing in December
  return lama.hari ? geser(hasil, lama.hari) : hasil;
}
