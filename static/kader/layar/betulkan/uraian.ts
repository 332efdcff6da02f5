// What an own operation is, in words: for the lists of what waits, was sent, or was refused. Pure.
import type { Catatan, Nilai, Pengukuran } from "../../inti/jenis.ts";
import { adalah } from "../operasi.ts";
import { tulisDekat, tulisHari, tulisKelamin, tulisKetik } from "../tulis.ts";

export interface Rincian {
  bidang: string;
  label: string;
  nilai: string;
}
/** Label and value of a field of a visit; the rules know both. */
export type TulisBidang = (kode: string, nilai: Nilai) => { label: string; nilai: string };

const JUDUL: Readonly<Record<string, string>> = {
  kunjungan: "Kunjungan",
  warga: "Warga baru",
  warga_ubah: "Data warga diubah",
  sesi_buka: "Hari buka dibuka",
  sesi_petugas: "Petugas hari buka",
  sesi_tutup: "Hari buka ditutup",
  hamil: "Kehamilan",
  hamil_selesai: "Akhir kehamilan",
  penyakit: "Usul masuk register",
  tugas_tidak_bertemu: "Nyelik: tidak bertemu",
  tugas_selesai: "Nyelik: selesai",
  dihubungi: "Bidan dihubungi",
};
const KANAL: Readonly<Record<string, string>> = {
  rumah: "Kunjungan rumah",
  posyandu: "Kunjungan posyandu",
  sekolah: "Kunjungan sekolah",
  pustu: "Kunjungan Pustu",
  puskesmas: "Kunjungan Puskesmas",
};
export const LABEL: Readonly<Record<string, string>> = {
  ...{ nama: "Nama", nik: "NIK", kk: "Nomor KK", alamat: "Alamat", rt: "RT", telepon: "Nomor HP" },
  ...{ tanggal_lahir: "Tanggal lahir", jenis_kelamin: "Jenis kelamin", tanggal: "Tanggal", hpht: "HPHT" },
  ...{ selesai: "Tanggal berakhir", hasil: "Hasil", sejak: "Sejak", penyakit: "Penyakit", jumlah: "Jumlah kunjungan" },
  ...{ petugas: "Petugas", diperiksa_oleh: "Diperiksa oleh", cara: "Cara", pada: "Jam", unit: "Tempat" },
};
/** What the phone made and no cadre types. */
const DIAM = new Set(["id", "warga", "ibu", "tugas", "kehamilan", "kunjungan", "dasar", "temuan_saat_entri", "diperiksa_ulang"]);
const DIAM_LAGI = new Set(["dicatat_pada", "menggantikan", "kanal", "unit", "tamu", "pengukuran", "baru", "batal"]);

export function judulCatatan(catatan: Catatan): string {
  if (!adalah(catatan, "kunjungan")) return JUDUL[catatan.jenis] ?? "Catatan";
  const { kanal, tanggal, menggantikan, batal } = catatan.isi;
  const nama = KANAL[kanal] ?? "Kunjungan";
  return `${nama}, ${tulisHari(tanggal)}${batal ? ", dibatalkan" : menggantikan ? ", diperbaiki" : ""}`;
}

/** Fields as they were typed, in order. */
export function rincian(catatan: Catatan, tulisBidang: TulisBidang): Rincian[] {
  const isi = catatan.isi as unknown as Record<string, Nilai>;
  const datar = adalah(catatan, "warga_ubah") ? (catatan.isi.baru as Record<string, Nilai>) : isi;
  const umum = Object.entries(datar)
    .filter(([kode, nilai]) => !DIAM.has(kode) && !DIAM_LAGI.has(kode) && nilai !== "" && nilai !== null)
    .map(([kode, nilai]) => ({ bidang: kode, label: LABEL[kode] ?? kode, nilai: tulisUmum(kode, nilai) }));
  if (!adalah(catatan, "kunjungan")) return umum;
  return [...ukuran(catatan.isi.pengukuran, tulisBidang), ...umum];
}

function ukuran(pengukuran: Pengukuran, tulisBidang: TulisBidang): Rincian[] {
  return Object.entries(pengukuran).map(([bidang, nilai]) => ({ bidang, ...tulisBidang(bidang, nilai) }));
}

function tulisUmum(kode: string, nilai: Nilai): string {
  if (Array.isArray(nilai)) return nilai.join(", ");
  if (kode === "jenis_kelamin") return tulisKelamin(String(nilai));
  if (kode === "pada") return tulisPukul(String(nilai));
  const teks = String(nilai);
  return /^\d{4}-\d{2}-\d{2}$/.test(teks) ? tulisKetik(teks) : teks;
}

/** "11.48" of a moment in ISO, on the phone's clock. */
export function tulisPukul(iso: string): string {
  const saat = new Date(iso);
  if (Number.isNaN(saat.getTime())) return "";
  return `${String(saat.getHours()).padStart(2, "0")}.${String(saat.getMinutes()).padStart(2, "0")}`;
}

/** "11.48", with the day when it is not `hariIni`. */
export function tulisSaat(iso: string, hariIni: string): string {
  const saat = new Date(iso);
  if (Number.isNaN(saat.getTime())) return "";
  const dua = (angka: number): string => String(angka).padStart(2, "0");
  const hari = `${saat.getFullYear()}-${dua(saat.getMonth() + 1)}-${dua(saat.getDate())}`;
  return hari === hariIni ? tulisPukul(iso) : `${tulisDekat(hari, hariIni)} ${tulisPukul(iso)}`;
}

/** "hari ini 11.48", "16 Nov 11.48". */
export function tulisKapan(iso: string, hariIni: string): string {
  const saat = tulisSaat(iso, hariIni);
  return saat.includes(" ") || !saat ? saat : `hari ini ${saat}`;
}

export type Nasib = "di_hp" | "terkirim" | "diteruskan" | "perlu_dibetulkan";

/** What became of it. A cadre never settles a conflict: that is passed on. */
export function nasib(catatan: Catatan): Nasib {
  const status = catatan.jawaban?.status;
  if (!status || status === "coba_lagi") return "di_hp";
  if (status === "ditolak") return "perlu_dibetulkan";
  return status === "konflik" || status === "ditahan" ? "diteruskan" : "terkirim";
}
