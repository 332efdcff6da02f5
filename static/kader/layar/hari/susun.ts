// The people of a day in their lists. Pure: summaries in, lists out.
import type { JenisTemuan } from "../../aturan/index.ts";
import { readTanggal } from "../../aturan/tanggal.ts";
import { umurBulan } from "../../aturan/umur.ts";
import type { Ringkas } from "../../inti/jenis.ts";
import { BENTUK_TINGKAT } from "../kit/lambang.tsx";
import type { Alasan } from "../kit/daftar.tsx";
import { tulisKabar } from "../warga/kabar.tsx";
import { geserHari, tulisDekat } from "../tulis.ts";

export type Kelompok = "semua" | "balita" | "ibu" | "sekolah" | "dewasa" | "lansia";
export const KELOMPOK: readonly (readonly [Kelompok, string])[] = [
  ["semua", "Semua"],
  ["balita", "Balita"],
  ["ibu", "Ibu hamil"],
  ["sekolah", "Sekolah"],
  ["dewasa", "Dewasa"],
  ["lansia", "Lansia"],
];
/** A finding older than this is not a reason for today. */
const INGAT_HARI = 100;
/** A word of the midwife this old is still news. */
const KABAR_HARI = 30;
const BERAT: Record<string, number> = { segera: 4, rujuk: 3, perhatian: 2 };

export interface BarisHari {
  orang: Ringkas;
  alasan: Alasan[];
}
export interface Hari {
  sasaran: number;
  hadir: number;
  perhatian: BarisHari[];
  belum: BarisHari[];
  sudah: BarisHari[];
}
export type CariJenis = (kode: string) => JenisTemuan | null;

/** Residents are the sasaran; whoever was served here today came, guests too. */
export function susunHari(semua: readonly Ringkas[], unit: string, tanggal: string, jenis: CariJenis): Hari {
  const hari: Hari = { sasaran: 0, hadir: 0, perhatian: [], belum: [], sudah: [] };
  for (const orang of semua) {
    const warga = orang.posyandu === unit && orang.status === "aktif" && !orang.tamu;
    const datang = kunjunganPada(orang, unit, tanggal);
    if (warga) hari.sasaran += 1;
    if (datang) {
      hari.hadir += 1;
      hari.sudah.push({ orang, alasan: alasanTemuan(datang.temuan, jenis, "") });
    } else if (warga) {
      const alasan = alasanHariIni(orang, tanggal, jenis);
      (alasan.length ? hari.perhatian : hari.belum).push({ orang, alasan });
    }
  }
  hari.perhatian.sort((a, b) => mendesak(b, jenis) - mendesak(a, jenis) || urutNama(a, b));
  hari.belum.sort(urutNama);
  hari.sudah.sort(urutNama);
  return hari;
}

const urutNama = (a: BarisHari, b: BarisHari): number => a.orang.nama.localeCompare(b.orang.nama, "id");

export function kunjunganPada(orang: Ringkas, unit: string, tanggal: string): Ringkas["terakhir"][number] | undefined {
  return orang.terakhir.find((satu) => satu.tanggal === tanggal && satu.unit === unit && satu.kanal !== "rumah");
}

function alasanHariIni(orang: Ringkas, tanggal: string, jenis: CariJenis): Alasan[] {
  const akhir = orang.terakhir.find((satu) => satu.temuan.length > 0) ?? orang.terakhir[0];
  const segar = akhir && akhir.tanggal >= geserHari(tanggal, -INGAT_HARI) && akhir.tanggal < tanggal;
  const lama = segar ? alasanTemuan(akhir.temuan, jenis, `, ${tulisDekat(akhir.tanggal, tanggal)}`) : [];
  const kabar = orang.kabar && orang.kabar.tanggal >= geserHari(tanggal, -KABAR_HARI) ? tulisKabar(orang.kabar, tanggal) : null;
  const bidan = kabar ? [{ bentuk: kabar.bentuk, teks: orang.kabar?.pesan ? `${kabar.judul}: ${orang.kabar.pesan}` : kabar.judul }] : [];
  const tugas = orang.tugas.slice(0, 1).map((satu): Alasan => ({ bentuk: "lambat", teks: satu.sebab }));
  return [...bidan, ...lama, ...tugas].slice(0, 2);
}

function alasanTemuan(kode: readonly string[], jenis: CariJenis, ekor: string): Alasan[] {
  return kode
    .map(jenis)
    .filter((satu): satu is JenisTemuan => satu !== null && satu.tingkat in BERAT)
    .sort((a, b) => (BERAT[b.tingkat] ?? 0) - (BERAT[a.tingkat] ?? 0))
    .slice(0, 2)
    .map((satu) => ({ bentuk: BENTUK_TINGKAT[satu.tingkat], teks: `${satu.nama.replace(/ \([A-Z0-9]+\)$/, "")}${ekor}` }));
}

function mendesak({ orang }: BarisHari, jenis: CariJenis): number {
  const kode = orang.terakhir.find((satu) => satu.temuan.length > 0)?.temuan ?? [];
  return Math.max(0, ...kode.map((satu) => BERAT[jenis(satu)?.tingkat ?? ""] ?? 0));
}

export function kelompokDari(orang: Ringkas, tanggal: string): Kelompok {
  if (orang.hamil) return "ibu";
  const lahir = readTanggal(orang.tanggal_lahir);
  const kini = readTanggal(tanggal);
  const bulan = lahir && kini ? umurBulan(lahir, kini) : 0;
  if (bulan < 72) return "balita";
  if (bulan < 18 * 12) return "sekolah";
  return bulan < 60 * 12 ? "dewasa" : "lansia";
}

/** "Anak Bu Mega · RT 03". */
export function keterangan(orang: Ringkas, tanggal: string, posyandu: string): string {
  const anak = orang.ibu && ["balita", "sekolah"].includes(kelompokDari(orang, tanggal));
  return [
    orang.tamu ? "Tamu" : orang.posyandu !== posyandu ? "Posyandu lain" : "",
    anak ? `Anak ${sapa(orang.ibu)}` : "",
    orang.rt ? `RT ${orang.rt.replace(/^RT\s*/i, "")}` : "",
    orang.status === "aktif" ? "" : orang.status,
  ]
    .filter(Boolean)
    .join(" · ");
}

function sapa(ibu: string): string {
  return /^(bu|ibu|ny)\b/i.test(ibu) ? ibu : `Bu ${ibu}`;
}
