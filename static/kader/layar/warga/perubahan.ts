// What a changed form changes. Pure.
import type { IsiOperasi, Orang } from "../../inti/jenis.ts";
import type { IsianWarga, Terbaca } from "./isian.ts";

/** Each changed field with what stood there before (`dasar`); null when nothing changed. A NIK is known only masked. */
export function perubahan(orang: Orang, isi: IsianWarga, baca: Terbaca): IsiOperasi["warga_ubah"] | null {
  const lama: Record<string, string | null> = {
    nama: orang.nama,
    jenis_kelamin: orang.jenis_kelamin,
    tanggal_lahir: orang.tanggal_lahir,
    telepon: orang.telepon,
    alamat: orang.keluarga?.alamat ?? "",
    rt: orang.keluarga?.rt ?? "",
    ibu: orang.ibu?.id ?? null,
  };
  const kini: Record<string, string | null> = {
    nama: baca.nama,
    jenis_kelamin: baca.jenis_kelamin,
    tanggal_lahir: baca.tanggal_lahir,
    telepon: baca.telepon,
    alamat: isi.alamat.trim(),
    rt: isi.rt.trim(),
    ibu: isi.ibu?.id ?? null,
  };
  const beda = Object.keys(kini).filter((nama) => kini[nama] !== lama[nama]);
  const ambil = (dari: Record<string, string | null>) => Object.fromEntries(beda.map((nama) => [nama, dari[nama] ?? null]));
  const [dasar, baru] = [ambil(lama), ambil(kini)];
  if (baca.nik) [dasar.nik, baru.nik] = [orang.nik, baca.nik];
  return Object.keys(baru).length ? { warga: orang.id, dasar, baru } : null;
}
