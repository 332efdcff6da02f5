// Pair of klaster/ibu_anak.py: derived values of mother and child, by the names under which the data lines use them.
import { angka, bulatkan, gram } from "./angka.ts";
import { judgeImunisasi, TERLALU_DINI, TERTINGGAL, WAKTUNYA, type Imunisasi } from "./imunisasi.ts";
import { BIDANG_KONTAK, judgeKontak, type JenisKontak, type Kontak } from "./kontak.ts";
import type { Hitung, Konteks } from "./konteks.ts";
import { judgeTd, nextWords, type Td } from "./td.ts";

const BUKU = "imunisasi_lengkap";
const TABLET = "tablet_tambah_darah";
const TABLET_TERBANYAK = 10_000; // more in one visit is no count of tablets
const BERAT_AWAL = "bb_awal_hamil_kg";
const TINGGI = "panjang_cm";
const TANYA_BUKU = "lihat Buku KIA";

function imunisasi(k: Konteks): Imunisasi | null {
  return k.ingat("imunisasi", () => judgeImunisasi(k.tabel.imunisasi, k.profil, k.nilai, k.tanggal));
}

/** `tertinggal`, `waktunya` or `lengkap`; what the KIA book says decides where no dose is known. */
function imunisasiStatus(k: Konteks): string | null {
  const [buku, hasil] = [k.nilai[BUKU], imunisasi(k)];
  if (buku === false || hasil?.ada(TERTINGGAL)) return TERTINGGAL;
  if (hasil !== null) return hasil.ada(WAKTUNYA) ? WAKTUNYA : "lengkap";
  return buku === true ? "lengkap" : null;
}

function imunisasiKurang(k: Konteks): string {
  const hasil = imunisasi(k);
  return hasil?.names(TERTINGGAL) || hasil?.names(WAKTUNYA) || TANYA_BUKU;
}

function td(k: Konteks): Td | null {
  return k.ingat("td", () => judgeTd(k.tabel.td, k.profil, k.nilai, k.tanggal));
}

function tdStatus(k: Konteks): string | null {
  const hasil = td(k);
  return hasil && `T${hasil.ke}`;
}

function tdWaktunya(k: Konteks): boolean {
  const mulai = td(k)?.mulai ?? null;
  return mulai !== null && mulai.ke <= k.tanggal.ke;
}

function tdBerikut(k: Konteks): string {
  const hasil = td(k);
  return hasil ? nextWords(hasil, k.tanggal) : TANYA_BUKU;
}

const hpht = (k: Konteks) => (k.profil.hamil ? k.profil.hpht : null);

/** Completed weeks since the first day of the last menses. */
function mingguHamil(k: Konteks): number | null {
  const awal = hpht(k);
  return awal === null || awal.ke > k.tanggal.ke ? null : Math.floor((k.tanggal.ke - awal.ke) / 7);
}

/** Iron tablets handed out since the pregnancy began, with those of this visit. */
function tabletHamil(k: Konteks): number | null {
  const awal = hpht(k);
  if (awal === null) return null;
  const lalu = k.profil.riwayat.filter((x) => awal.ke <= x.tanggal.ke && x.tanggal.ke <= k.tanggal.ke);
  return [...lalu.map((x) => x.pengukuran), k.nilai].reduce((jumlah, isi) => jumlah + butir(isi[TABLET]), 0);
}

function butir(nilai: unknown): number {
  const jumlah = angka(nilai) ?? 0;
  return jumlah > 0 && jumlah <= TABLET_TERBANYAK ? jumlah : 0;
}

/** Body mass index before the pregnancy, with today's height or the latest known; one division of whole numbers. */
function imtAwalHamil(k: Konteks): number | null {
  const [berat, tinggi] = [gram(k.nilai[BERAT_AWAL]), tinggiMm(k)];
  return berat === null || tinggi === null ? null : (berat * 1000) / (tinggi * tinggi);
}

function tinggiMm(k: Konteks): number | null {
  for (const isi of [...k.profil.riwayat.map((lalu) => lalu.pengukuran), k.nilai].reverse()) {
    const tinggi = angka(isi[TINGGI]);
    if (tinggi !== null && tinggi > 50 && tinggi < 300) return bulatkan(tinggi * 10);
  }
  return null;
}

function kontak(k: Konteks, jenis: JenisKontak): Kontak | null {
  return k.ingat(jenis, () => judgeKontak(k.tabel.kontak, jenis, k.profil, k.nilai, k.tanggal));
}

export const IBU_ANAK: Record<string, Hitung> = {
  imunisasi_status: imunisasiStatus,
  imunisasi_kurang: imunisasiKurang,
  imunisasi_berikut: (k) => imunisasi(k)?.berikut() || TANYA_BUKU,
  imunisasi_dini: (k) => imunisasi(k)?.names(TERLALU_DINI) ?? "",
  ada_imunisasi_dini: (k) => imunisasi(k)?.ada(TERLALU_DINI) ?? false,
  imunisasi_dasar: (k) => imunisasi(k)?.dasarLengkap() ?? false,
  td_status: tdStatus,
  td_waktunya: tdWaktunya,
  td_berikut: tdBerikut,
  td_dini: (k) => td(k)?.dini.join(", ") ?? "",
  ada_td_dini: (k) => Boolean(td(k)?.dini.length),
  minggu_hamil: mingguHamil,
  tablet_hamil: tabletHamil,
  imt_awal_hamil: imtAwalHamil,
};
/** Derived value -> the fields without which it cannot exist; none where earlier visits suffice. */
export const BAHAN_IBU_ANAK: Record<string, readonly string[]> = {};
for (const kode of Object.keys(IBU_ANAK)) BAHAN_IBU_ANAK[kode] = [];
BAHAN_IBU_ANAK.tablet_hamil = [TABLET];
BAHAN_IBU_ANAK.imt_awal_hamil = [BERAT_AWAL];
for (const jenis of Object.keys(BIDANG_KONTAK) as JenisKontak[]) {
  const per: Record<string, (hasil: Kontak) => unknown> = {
    "": (hasil) => hasil.kode,
    _pertama: (hasil) => hasil.pertama,
    _inti: (hasil) => hasil.inti_lengkap,
    _lengkap: (hasil) => hasil.lengkap,
  };
  for (const [akhiran, ambil] of Object.entries(per)) {
    const kode = `kontak_${jenis}${akhiran}`;
    IBU_ANAK[kode] = (k) => {
      const hasil = kontak(k, jenis);
      return hasil && ambil(hasil);
    };
    BAHAN_IBU_ANAK[kode] = [BIDANG_KONTAK[jenis]];
  }
}
