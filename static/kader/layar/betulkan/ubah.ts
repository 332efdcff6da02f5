// A refused operation as fields to type, and back. Pure.
import { bacaNilai, type Aturan, type Bidang } from "../../aturan/index.ts";
import type { Catatan, IsiOperasi, JenisOperasi, Nilai } from "../../inti/jenis.ts";
import { bacaTanggal, type Salah } from "../ketik.ts";
import { bacaNama, bacaTelepon } from "../nama.ts";
import { bacaKk, bacaNik } from "../nik.ts";
import { adalah } from "../operasi.ts";
import { tulisTeks } from "../periksa/isi.ts";
import { tulisKetik } from "../tulis.ts";

/** What a person typed, by field; the fields of a visit stand under their own codes. */
export type Ketikan = Record<string, string>;

/** Fields of each kind that may be mended here; others only go again, or are given up. */
const BOLEH: Partial<Record<JenisOperasi, readonly string[]>> = {
  kunjungan: ["tanggal", "diperiksa_oleh"],
  warga: ["nama", "tanggal_lahir", "jenis_kelamin", "nik", "kk", "alamat", "rt", "telepon"],
  hamil: ["hpht"],
  hamil_selesai: ["selesai"],
  penyakit: ["sejak"],
  tugas_selesai: ["hasil"],
};
const TANGGAL = /^(tanggal|tanggal_lahir|hpht|selesai|sejak)$/;

function datar(catatan: Catatan): Record<string, Nilai> {
  return (adalah(catatan, "warga_ubah") ? catatan.isi.baru : catatan.isi) as unknown as Record<string, Nilai>;
}

export function bidangBoleh(catatan: Catatan): readonly string[] {
  return adalah(catatan, "warga_ubah") ? Object.keys(catatan.isi.baru) : (BOLEH[catatan.jenis] ?? []);
}

export function ketikanAwal(catatan: Catatan): Ketikan {
  const isi = datar(catatan);
  const umum = bidangBoleh(catatan).map((kode) => {
    const teks = String(isi[kode] ?? "");
    return [kode, TANGGAL.test(kode) && teks ? tulisKetik(teks) : teks];
  });
  const ukuran = adalah(catatan, "kunjungan") ? tulisTeks(catatan.isi.pengukuran) : {};
  return { ...Object.fromEntries(umum), ...ukuran };
}

export type Dibaca = { isi: IsiOperasi[JenisOperasi] } | { salah: Record<string, Salah> };

/** The content anew. `bidang`: the fields of a visit that the rules know. */
export function bacaKetikan(catatan: Catatan, teks: Ketikan, aturan: Aturan | null, bidang: ReadonlyMap<string, Bidang>): Dibaca {
  const salah: Record<string, Salah> = {};
  const nilai: Record<string, Nilai> = {};
  for (const kode of bidangBoleh(catatan)) {
    const hasil = bacaUmum(kode, teks[kode] ?? "");
    if ("salah" in hasil) salah[kode] = hasil.salah;
    else nilai[kode] = hasil.nilai;
  }
  const pengukuran: Record<string, Nilai> = {};
  if (adalah(catatan, "kunjungan"))
    for (const kode of Object.keys(catatan.isi.pengukuran)) {
      const hasil = bacaUkuran(aturan, bidang.get(kode), kode, teks[kode] ?? "", catatan.isi.pengukuran[kode] ?? null);
      if ("salah" in hasil) salah[kode] = hasil.salah;
      else if (hasil.nilai !== null) pengukuran[kode] = hasil.nilai;
    }
  if (Object.keys(salah).length) return { salah };
  return { isi: susunIsi(catatan, nilai, pengukuran) };
}

function susunIsi(catatan: Catatan, nilai: Record<string, Nilai>, pengukuran: Record<string, Nilai>): IsiOperasi[JenisOperasi] {
  if (adalah(catatan, "warga_ubah")) return { ...catatan.isi, baru: nilai as Record<string, string | null> };
  const asal = catatan.isi as unknown as Record<string, Nilai>;
  const terisi = Object.fromEntries(Object.entries(nilai).filter(([kode, satu]) => satu !== "" || (asal[kode] ?? "") !== ""));
  const isi = { ...catatan.isi, ...terisi, ...(adalah(catatan, "kunjungan") ? { pengukuran } : {}) };
  return isi as unknown as IsiOperasi[JenisOperasi];
}

function bacaUmum(kode: string, teks: string): { nilai: string } | { salah: Salah } {
  if (kode === "nama") return bacaNama(teks);
  if (kode === "telepon") return bacaTelepon(teks);
  if (kode === "nik") return teks.trim() ? bacaNik(teks) : { nilai: "" };
  if (kode === "kk") return teks.trim() ? bacaKk(teks) : { nilai: "" };
  return TANGGAL.test(kode) && teks.trim() ? bacaTanggal(teks) : { nilai: teks.trim() };
}

function bacaUkuran(
  aturan: Aturan | null,
  bidang: Bidang | undefined,
  kode: string,
  teks: string,
  lama: Nilai,
): { nilai: Nilai } | { salah: Salah } {
  if (!teks.trim()) return { nilai: null };
  if (!bidang || !aturan) return { nilai: lama };
  if (bidang.tipe === "ya_tidak") return { nilai: teks === "ya" };
  if (bidang.tipe === "tanggal") return bacaTanggal(teks);
  if (bidang.tipe !== "desimal" && bidang.tipe !== "bulat") return { nilai: teks.trim() };
  const hasil = bacaNilai(aturan, kode, teks.trim());
  return "salah" in hasil ? { salah: hasil.salah } : { nilai: hasil.nilai as Nilai };
}
