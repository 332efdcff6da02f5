// Pair of klaster/nilai.py: one value of one field, strict about its type, and always written the same way.
import { isRibuan, readDesimal, strip, tulis } from "./angka.ts";
import type { Bidang } from "./bidang.ts";
import { Desimal } from "./desimal.ts";
import type { Rentang } from "./rentang.ts";
import { readTanggal, sebutTanggal, type Tanggal } from "./tanggal.ts";

const TERBESAR = Desimal.dari(1_000_000); // longer numbers are not spelled out in a sentence
const BILANGAN_BULAT = 1e21; // from here on JSON writes a number with an exponent, which the server reads as a fraction
// Control characters but newline and tab, half characters, and format characters that turn text around or hide it.
const TERSEMBUNYI =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\u200e\u200f]/u;

/** Why a value is refused, in Indonesian, with a code for machines. */
export class Tolak {
  constructor(
    readonly kode: string,
    readonly pesan: string,
    readonly saran = "",
  ) {}
}

type Baca = (bidang: Bidang, nilai: unknown, rentang: Rentang | null) => unknown;

const PEMBACA: Record<Bidang["tipe"], Baca> = {
  desimal: readAngka,
  bulat: readAngka,
  ya_tidak: readYaTidak,
  pilihan: readPilihan,
  teks: readTeksPanjang,
  tanggal: readHari,
};

/** The canonical value, null when there is nothing, or a Tolak that says why it is refused. */
export function readNilai(bidang: Bidang, nilai: unknown, rentang: Rentang | null): unknown {
  return nilai === null || nilai === undefined ? null : PEMBACA[bidang.tipe](bidang, nilai, rentang);
}

/** Text that is plainly a number in a field for numbers, as that number; everything else as it is. */
export function unquote(bidang: Bidang, nilai: unknown): unknown {
  if (typeof nilai !== "string" || !(bidang.tipe === "desimal" || bidang.tipe === "bulat")) return nilai;
  if (!strip(nilai)) return null;
  const hasil = readTeks(bidang, nilai);
  return hasil instanceof Tolak ? nilai : hasil;
}

/** A number that was typed. */
export function readTeks(bidang: Bidang, teks: string): Desimal | Tolak {
  const bersih = strip(teks);
  if (isRibuan(bersih)) return rancu(bidang);
  const saran = "Pakai angka 0-9, misalnya 12,5.";
  return readDesimal(bersih) ?? new Tolak("bukan_angka", `${bidang.label} harus angka lebih dari 0.`, saran);
}

function rancu(bidang: Bidang): Tolak {
  if (bidang.tipe === "bulat") {
    return new Tolak("ribuan_rancu", "Tulis 3000 untuk tiga ribu.", "Angka bulat ditulis tanpa titik dan tanpa koma.");
  }
  const pesan = `Tulis 12,5 untuk dua belas setengah${bidang.satuan === "kg" ? " kilogram" : ""}.`;
  return new Tolak("ribuan_rancu", pesan, "Pakai koma untuk pecahan, tanpa titik.");
}

function readAngka(bidang: Bidang, nilai: unknown, rentang: Rentang | null): unknown {
  if (typeof nilai === "string" && isRibuan(strip(nilai))) return rancu(bidang);
  if (typeof nilai !== "number" && !(nilai instanceof Desimal)) {
    const saran = "Tulis angkanya saja, misalnya 12,5 atau 12.5.";
    return new Tolak("tipe_salah", `Bidang "${bidang.label}" harus berupa angka.`, saran);
  }
  if (typeof nilai === "number" && !Number.isFinite(nilai)) {
    return new Tolak("bukan_angka", `${bidang.label} harus angka lebih dari 0.`);
  }
  if (bidang.tipe === "bulat" && !isBulat(nilai)) {
    return new Tolak("harus_bulat", `${bidang.label} harus angka bulat, tanpa koma.`);
  }
  const tepat = typeof nilai === "number" ? Desimal.dari(nilai) : nilai;
  return checkLuar(bidang, tepat, rentang) ?? checkDesimal(bidang, tepat) ?? tepat.angka();
}

function isBulat(nilai: number | Desimal): boolean {
  if (nilai instanceof Desimal) return nilai.pecahan() === 0;
  return Number.isInteger(nilai) && Math.abs(nilai) < BILANGAN_BULAT;
}

const rapikan = (kalimat: string): string => kalimat.replace(/ \./g, ".");

function checkLuar(bidang: Bidang, nilai: Desimal, rentang: Rentang | null): Tolak | null {
  if (rentang === null || (rentang.minimum.banding(nilai) <= 0 && nilai.banding(rentang.maksimum) <= 0)) return null;
  const batas = `${tulis(rentang.minimum)} sampai ${tulis(rentang.maksimum)}`;
  const saran = rapikan(`Isi antara ${batas} ${bidang.satuan}.`);
  if (nilai.tanda() <= 0 && rentang.minimum.tanda() > 0) {
    return new Tolak("di_luar_rentang", `${bidang.label} harus angka lebih dari 0.`, saran);
  }
  if (bidang.pesan_luar && nilai.banding(TERBESAR) < 0 && nilai.negatif().banding(TERBESAR) < 0) {
    const pesan = bidang.pesan_luar.split("{nilai}").join(tulis(nilai)).split("{batas}").join(batas);
    return new Tolak("di_luar_rentang", pesan, saran);
  }
  return new Tolak("di_luar_rentang", rapikan(`${bidang.label} harus ${batas} ${bidang.satuan}.`), saran);
}

function checkDesimal(bidang: Bidang, nilai: Desimal): Tolak | null {
  if (nilai.pecahan() <= bidang.desimal) return null;
  return new Tolak("terlalu_banyak_desimal", `Paling banyak ${bidang.desimal} angka di belakang koma.`);
}

function readYaTidak(bidang: Bidang, nilai: unknown): unknown {
  if (typeof nilai === "boolean") return nilai;
  return new Tolak("tipe_salah", `Bidang "${bidang.label}" harus ya atau tidak (true atau false).`);
}

const bukanTeks = (bidang: Bidang): Tolak => new Tolak("tipe_salah", `Bidang "${bidang.label}" harus berupa teks.`);

function readPilihan(bidang: Bidang, nilai: unknown): unknown {
  if (typeof nilai !== "string") return bukanTeks(bidang);
  if (nilai === "") return null;
  if (bidang.pilihan.some(([kode]) => kode === nilai)) return nilai;
  const boleh = bidang.pilihan.map(([kode]) => `"${kode}"`).join(", ");
  const pesan = `${bidang.label}: pilihan ini tidak ada.`;
  return new Tolak("pilihan_tidak_dikenal", pesan, `Pilih salah satu: ${boleh}.`);
}

/** Sixteen digits of a NIK or a family card, alone or written as 4-4-4-4 or 6-6-4; never two dates or telephones. */
const NIK_TERTULIS =
  /(?<!\p{Nd})(?:\p{Nd}{16}|\p{Nd}{4}(?:[ .-]\p{Nd}{4}){3}|\p{Nd}{6}[ .-]\p{Nd}{6}[ .-]\p{Nd}{4})(?!\p{Nd})/u;

function readTeksPanjang(bidang: Bidang, nilai: unknown): unknown {
  if (typeof nilai !== "string") return bukanTeks(bidang);
  if (TERSEMBUNYI.test(nilai)) {
    const pesan = `${bidang.label} berisi karakter tersembunyi.`;
    return new Tolak("karakter_tersembunyi", pesan, "Ketik ulang teksnya.");
  }
  const bersih = strip(nilai.normalize("NFC"));
  if ([...bersih].length > bidang.maks_huruf) {
    return new Tolak("terlalu_panjang", `${bidang.label} paling panjang ${bidang.maks_huruf} huruf.`);
  }
  if (NIK_TERTULIS.test(bersih)) {
    return new Tolak("nik_dalam_tulisan", `${bidang.label} berisi NIK atau nomor KK.`, "Hapus nomornya.");
  }
  return bersih || null;
}

function readHari(bidang: Bidang, nilai: unknown): unknown {
  if (nilai === "") return null;
  if (readTanggal(nilai) !== null) return nilai;
  const saran = "Tulis tahun-bulan-hari, misalnya 2026-11-16.";
  return new Tolak("tanggal_tidak_dikenal", `${bidang.label}: tanggal ini tidak ada.`, saran);
}

/** A date that was read: it lies between birth and the day of the visit, both included; an expiry, after. */
export function checkTanggal(bidang: Bidang, nilai: unknown, lahir: Tanggal, kunjungan: Tanggal): unknown {
  const tanggal = readTanggal(nilai);
  if (bidang.masa === "depan") return checkDepan(bidang, nilai, tanggal, kunjungan);
  if (tanggal === null || (lahir.ke <= tanggal.ke && tanggal.ke <= kunjungan.ke)) return nilai;
  if (tanggal.ke < lahir.ke) {
    const saran = `Tanggal lahirnya ${sebutTanggal(lahir)}. Periksa keduanya.`;
    return new Tolak("tanggal_sebelum_lahir", `${bidang.label}: tanggal lebih awal dari tanggal lahir.`, saran);
  }
  const saran = `Tanggal kunjungan ${sebutTanggal(kunjungan)}. Isi yang sudah terjadi saja.`;
  return new Tolak("tanggal_belum_terjadi", `${bidang.label}: tanggal sesudah hari kunjungan.`, saran);
}

function checkDepan(bidang: Bidang, nilai: unknown, tanggal: Tanggal | null, kunjungan: Tanggal): unknown {
  if (tanggal === null || kunjungan.ke <= tanggal.ke) return nilai;
  const saran = `Hari pelayanan ${sebutTanggal(kunjungan)}. Jangan dipakai; periksa lagi tulisan pada vialnya.`;
  return new Tolak("kedaluwarsa", `${bidang.label}: sudah lewat pada hari pelayanan.`, saran);
}
