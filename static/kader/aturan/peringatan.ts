// Pair of klaster/peringatan.py: values that are possible but unlikely. They ask, they never refuse.
import { tepat, tulis } from "./angka.ts";
import type { Aturan } from "./aturan.ts";
import { findRentang, type Bidang, type Salah } from "./bidang.ts";
import { Desimal } from "./desimal.ts";
import type { Konteks } from "./konteks.ts";
import type { Rentang } from "./rentang.ts";
import { sebutTanggal, type Tanggal } from "./tanggal.ts";

const SARAN = "Periksa sekali lagi, atau beri tanda sudah diperiksa.";
const JEDA_TERLAMA = 62; // days: older values say little about the change
const SERATUS = Desimal.dari(100);

/** Questions about values that `checkPengukuran` accepted, in the order of the data. */
export function warnPengukuran(aturan: Aturan, konteks: Konteks): Salah[] {
  return [...aturan.bidang.values()].flatMap((bidang) => {
    const nilai = konteks.nilai[bidang.kode];
    return nilai === null || nilai === undefined ? [] : warnSatu(bidang, konteks);
  });
}

function warnSatu(bidang: Bidang, konteks: Konteks): Salah[] {
  const hasil: Salah[] = [];
  const tanya = (kode: string, pesan: string) => hasil.push({ bidang: bidang.kode, kode, pesan, saran: SARAN });
  if (!bidang.cocok(konteks)) tanya("bukan_sasaran", `${bidang.label} biasanya tidak diisi untuk orang ini.`);
  const [nilai, rentang] = [tepat(konteks.nilai[bidang.kode]), findRentang(bidang, konteks)];
  if (nilai === null || rentang === null) return hasil;
  if (isDiLuarLunak(nilai, rentang)) {
    const pesan = `${bidang.label} ${tulis(nilai)} ${bidang.satuan} jarang terjadi. Ukur ulang.`;
    tanya("periksa_ulang", pesan.replace(/ {2}/g, " "));
  }
  const berubah = compareLalu(bidang, rentang, nilai, konteks);
  if (berubah) tanya("berubah_banyak", berubah);
  return hasil;
}

function isDiLuarLunak(nilai: Desimal, { lunak_min, lunak_maks }: Rentang): boolean {
  return (
    (lunak_min !== null && nilai.banding(lunak_min) < 0) || (lunak_maks !== null && nilai.banding(lunak_maks) > 0)
  );
}

function compareLalu(bidang: Bidang, rentang: Rentang, nilai: Desimal, konteks: Konteks): string {
  const lalu = findLalu(bidang.kode, konteks);
  if (lalu === null || lalu.nilai.tanda() <= 0) return "";
  const beda = nilai.kurang(lalu.nilai);
  const turun = beda.negatif();
  const sejak = `${bidang.satuan} sejak ${sebutTanggal(lalu.tanggal)}. Ukur ulang atau beri tanda sudah diperiksa.`;
  const lebih = (perubahan: Desimal, persen: Desimal | null): boolean =>
    persen !== null && perubahan.kali(SERATUS).banding(lalu.nilai.kali(persen)) > 0;
  if (lebih(turun, rentang.turun_persen) || (rentang.turun !== null && turun.banding(rentang.turun) > 0)) {
    return `${bidang.label} turun ${tulis(turun)} ${sejak}`;
  }
  return lebih(beda, rentang.naik_persen) ? `${bidang.label} naik ${tulis(beda)} ${sejak}` : "";
}

/** The latest earlier value of the field, when it is not older than `JEDA_TERLAMA`. */
function findLalu(kode: string, konteks: Konteks): { readonly tanggal: Tanggal; readonly nilai: Desimal } | null {
  const { riwayat } = konteks.profil;
  for (let ke = riwayat.length - 1; ke >= 0; ke -= 1) {
    const lalu = riwayat[ke];
    const nilai = lalu === undefined ? null : tepat(lalu.pengukuran[kode]);
    if (lalu === undefined || nilai === null) continue;
    return konteks.tanggal.ke - lalu.tanggal.ke <= JEDA_TERLAMA ? { tanggal: lalu.tanggal, nilai } : null;
  }
  return null;
}
