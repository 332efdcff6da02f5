// The form of a person: what was typed, read into an operation or refused in words. Pure.
import type { Ringkas } from "../../inti/jenis.ts";
import { bacaLahir, lahirDariUmur, type Salah } from "../ketik.ts";
import { bacaNama, bacaTelepon } from "../nama.ts";
import { bacaKk, bacaNik, tanyaNik } from "../nik.ts";

export interface IsianWarga {
  nama: string;
  jenis_kelamin: "" | "L" | "P";
  cara: "tanggal" | "bulan" | "tahun";
  lahir: string;
  nik: string;
  kk: string;
  alamat: string;
  rt: string;
  telepon: string;
  ibu: { id: string; nama: string; lahir: string } | null;
}
export const KOSONG: IsianWarga = {
  ...{ nama: "", jenis_kelamin: "", cara: "tanggal", lahir: "", nik: "", kk: "", alamat: "", rt: "", telepon: "" },
  ibu: null,
};

export interface Terbaca {
  nama: string;
  jenis_kelamin: "L" | "P";
  tanggal_lahir: string;
  nik: string;
  kk: string;
  telepon: string;
}
export type SalahWarga = Partial<Record<keyof IsianWarga, Salah>>;

export function bacaWarga(isi: IsianWarga, hariIni: string): { baca: Terbaca | null; salah: SalahWarga; tanya: string[] } {
  const salah: SalahWarga = {};
  const ambil = (nama: keyof IsianWarga, hasil: { nilai: string } | { salah: Salah }): string => {
    if ("nilai" in hasil) return hasil.nilai;
    salah[nama] = hasil.salah;
    return "";
  };
  const nama = ambil("nama", bacaNama(isi.nama));
  const tanggal_lahir = ambil("lahir", bacaKapanLahir(isi, hariIni));
  const nik = isi.nik.trim() ? ambil("nik", bacaNik(isi.nik)) : "";
  const kk = isi.kk.trim() ? ambil("kk", bacaKk(isi.kk)) : "";
  const telepon = ambil("telepon", bacaTelepon(isi.telepon));
  if (!isi.jenis_kelamin)
    salah.jenis_kelamin = { kode: "jenis_kelamin_salah", pesan: "Pilih Laki-laki atau Perempuan.", saran: "" };
  if (isi.ibu && tanggal_lahir && isi.ibu.lahir >= tanggal_lahir)
    salah.ibu = { kode: "ibu_lebih_muda", pesan: "Ibu harus lebih tua dari anak.", saran: "Periksa kedua tanggal lahir." };
  if (Object.keys(salah).length || !isi.jenis_kelamin) return { baca: null, salah, tanya: [] };
  const baca = { nama, jenis_kelamin: isi.jenis_kelamin, tanggal_lahir, nik, kk, telepon };
  return { baca, salah, tanya: nik ? tanyaNik(nik, tanggal_lahir, isi.jenis_kelamin) : [] };
}

export function bacaKapanLahir(isi: IsianWarga, hariIni: string): { nilai: string } | { salah: Salah } {
  return isi.cara === "tanggal" ? bacaLahir(isi.lahir, hariIni) : lahirDariUmur(isi.lahir, isi.cara, hariIni);
}

/** Women who can be somebody's mother, of those who were found. */
export function calonIbu(semua: readonly Ringkas[]): Ringkas[] {
  return semua.filter((satu) => satu.jenis_kelamin === "P" && satu.status === "aktif");
}
