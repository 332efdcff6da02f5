// Pair of klaster/bidang.py: the fields of a visit, and what a value must look like.
import type { Aturan } from "./aturan.ts";
import type { BidangJson, Sumber, Tipe, UntukJson } from "./bundel.ts";
import { isObjek } from "./kasus.ts";
import { Konteks } from "./konteks.ts";
import { checkTanggal, readNilai, Tolak, unquote } from "./nilai.ts";
import { dropSeparuh, findTerbalik, without } from "./pasangan.ts";
import type { Pengukuran, Profil } from "./profil.ts";
import { readRentang, type Rentang } from "./rentang.ts";
import { tulisSumber } from "./sumber.ts";
import type { Tanggal } from "./tanggal.ts";
import { umurTahun } from "./umur.ts";
import { compileUntuk, readUntuk, type Uji } from "./untuk.ts";

const UMUR_TERTUA = 120;

/** A field as it is asked. `pilihan`: code and label, in the order to be shown. */
export interface Bidang {
  readonly kode: string;
  readonly label: string;
  readonly tipe: Tipe;
  readonly satuan: string;
  readonly desimal: number;
  readonly bantuan: string;
  readonly layanan: string;
  readonly sumber: string;
  readonly maks_huruf: number;
  /** Of a date: between birth and the visit, or (an expiry) from the visit on. */
  readonly masa: "lalu" | "depan";
  readonly pilihan: readonly (readonly [kode: string, label: string])[];
  readonly pesan_luar: string;
  readonly rentang: readonly Rentang[];
  readonly untuk: readonly UntukJson[];
  readonly cocok: Uji;
}

/** What is wrong with one field, or doubtful, and what to do about it: sentences to be shown as they are. */
export interface Salah {
  readonly bidang: string;
  readonly kode: string;
  readonly pesan: string;
  readonly saran: string;
}

export function readBidang(baris: BidangJson, dokumen: Sumber): Bidang {
  const untuk = readUntuk(baris.untuk);
  return {
    kode: baris.kode,
    label: baris.label,
    tipe: baris.tipe,
    satuan: baris.satuan ?? "",
    desimal: baris.desimal ?? 0,
    bantuan: baris.bantuan,
    layanan: baris.layanan,
    sumber: tulisSumber(baris.sumber, dokumen),
    maks_huruf: baris.maks_huruf ?? 2000,
    masa: baris.masa ?? "lalu",
    pilihan: Object.entries(baris.pilihan ?? {}),
    pesan_luar: baris.pesan_luar ?? "",
    rentang: readRentang(baris.rentang),
    untuk,
    cocok: compileUntuk(untuk),
  };
}

/** Canonical values of whatever came from outside, and what is wrong with the rest of it. */
export function checkPengukuran(
  aturan: Aturan,
  profil: Profil,
  pengukuran: unknown,
  tanggal: Tanggal,
): { readonly isi: Pengukuran; readonly salah: Salah[] } {
  const salah = checkProfil(profil, tanggal);
  if (!isObjek(pengukuran)) {
    salah.push(buatSalah("pengukuran", new Tolak("tipe_salah", "Pengukuran harus berupa objek berisi bidang.")));
    return { isi: {}, salah };
  }
  salah.push(...Object.keys(pengukuran).filter((kode) => !aturan.bidang.has(kode)).map(asing));
  const konteks = new Konteks(aturan.tabel, profil, {}, tanggal);
  const [asli, isi]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}];
  for (const [kode, bidang] of aturan.bidang) {
    if (!(kode in pengukuran)) continue;
    asli[kode] = unquote(bidang, pengukuran[kode]);
    const hasil = checkSatu(bidang, konteks, asli[kode]);
    if (hasil instanceof Tolak) salah.push(buatSalah(kode, hasil));
    else if (hasil !== null) isi[kode] = hasil;
  }
  return checkPasangan(aturan, konteks, asli, isi, salah);
}

export function buatSalah(bidang: string, { kode, pesan, saran }: Tolak): Salah {
  return { bidang, kode, pesan, saran };
}

function checkProfil(profil: Profil, tanggal: Tanggal): Salah[] {
  if (tanggal.ke < profil.tanggal_lahir.ke) {
    const tolak = new Tolak("sebelum_lahir", "Tanggal kunjungan lebih awal dari tanggal lahir.");
    return [buatSalah("tanggal", tolak)];
  }
  if (umurTahun(profil.tanggal_lahir, tanggal) > UMUR_TERTUA) {
    const pesan = "Tanggal lahir tidak masuk akal (umur lebih dari 120 tahun).";
    return [buatSalah("tanggal_lahir", new Tolak("umur_tidak_masuk_akal", pesan))];
  }
  return profil.hamil && profil.jenis_kelamin === "L" ? [buatSalah("hamil", hamilLaki())] : [];
}

function hamilLaki(): Tolak {
  const saran = "Periksa jenis kelamin, atau kosongkan data kehamilan.";
  return new Tolak("kehamilan_bukan_perempuan", "Data kehamilan hanya untuk perempuan.", saran);
}

export function asing(kode: string): Salah {
  const nama = [...kode].slice(0, 60).join("");
  const pesan = `Bidang "${nama}" tidak dikenal.`;
  return buatSalah(nama, new Tolak("bidang_tidak_dikenal", pesan, "Perbarui aplikasi, atau hapus bidang ini."));
}

/** The canonical value, null for an empty one, or what is wrong. */
function checkSatu(bidang: Bidang, konteks: Konteks, nilai: unknown): unknown {
  let hasil = readNilai(bidang, nilai, findRentang(bidang, konteks));
  if (bidang.tipe === "tanggal") {
    hasil = checkTanggal(bidang, hasil, konteks.profil.tanggal_lahir, konteks.tanggal);
  }
  if (hasil instanceof Tolak || hasil === null || isBolehJenisKelamin(bidang, konteks.profil)) return hasil;
  if (bidang.untuk.some((satu) => satu.hamil || satu.nifas)) return hamilLaki();
  const orang = konteks.profil.jenis_kelamin === "L" ? "perempuan" : "laki-laki";
  return new Tolak("jenis_kelamin_lain", `${bidang.label} hanya untuk ${orang}.`, "Kosongkan isian ini.");
}

/** Only what is impossible is refused here; a wrong age or status is asked about by `warnPengukuran`. */
function isBolehJenisKelamin({ untuk }: Bidang, profil: Profil): boolean {
  const boleh = ({ jenis_kelamin }: UntukJson): boolean =>
    jenis_kelamin === undefined || jenis_kelamin === profil.jenis_kelamin;
  return !untuk.length || untuk.some(boleh);
}

export function findRentang(bidang: Bidang, konteks: Konteks): Rentang | null {
  return bidang.rentang.find((satu) => satu.cocok(konteks)) ?? null;
}

/** Fields that only make sense together; a pair that is wrong is reported once and leaves the canonical values. */
function checkPasangan(
  aturan: Aturan,
  konteks: Konteks,
  asli: Pengukuran,
  diterima: Pengukuran,
  ditolak: Salah[],
): { readonly isi: Pengukuran; readonly salah: Salah[] } {
  const rentang = (kode: string): Rentang | null => {
    const bidang = aturan.bidang.get(kode);
    return bidang && kode in asli ? findRentang(bidang, konteks) : null;
  };
  let [isi, salah] = [diterima, ditolak];
  for (const [tolak, pasangan] of findTerbalik(asli, diterima, rentang)) {
    salah = [...salah.filter((satu) => !pasangan.includes(satu.bidang)), buatSalah(pasangan[0], tolak)];
    isi = without(isi, pasangan);
  }
  return { isi: dropSeparuh(isi), salah };
}
