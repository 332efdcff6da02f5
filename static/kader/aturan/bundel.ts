// Pair of klaster/bundel.py: the shape of the document at GET /api/v1/aturan/, settings applied.
import type { Lama } from "./tanggal.ts";

export type Sumber = Readonly<Record<string, { readonly nama: string; readonly bacaan: string }>>;

/** The words of `untuk`; see docs/aturan-data.md. */
export interface UntukJson {
  readonly umur_hari_min?: number;
  readonly umur_hari_maks?: number;
  readonly umur_bulan_min?: number;
  readonly umur_bulan_maks?: number;
  readonly umur_tahun_min?: number;
  readonly umur_tahun_maks?: number;
  readonly jenis_kelamin?: string;
  readonly hamil?: boolean;
  readonly nifas?: boolean;
  readonly penyakit?: string;
  readonly bersalin_bulan_maks?: number;
  readonly kanal?: readonly string[];
  readonly bulan?: readonly number[];
}
export type UntukBoleh = UntukJson | readonly UntukJson[];
export type SyaratJson = Readonly<Record<string, unknown>>;
export type Tipe = "desimal" | "bulat" | "ya_tidak" | "pilihan" | "teks" | "tanggal";
export type Tingkat = "fakta" | "info" | "perhatian" | "rujuk" | "segera";

export interface RentangJson {
  readonly untuk?: UntukBoleh;
  readonly minimum: number;
  readonly maksimum: number;
  readonly lunak_min?: number;
  readonly lunak_maks?: number;
  readonly turun_persen?: number;
  readonly naik_persen?: number;
  readonly turun?: number;
}

export interface BidangJson {
  readonly kode: string;
  readonly label: string;
  readonly layanan: string;
  readonly tipe: Tipe;
  readonly bantuan: string;
  readonly sumber: string;
  readonly satuan?: string;
  readonly desimal?: number;
  readonly maks_huruf?: number;
  readonly masa?: "lalu" | "depan";
  readonly pesan_luar?: string;
  readonly untuk?: UntukBoleh;
  readonly rentang?: readonly RentangJson[];
  readonly pilihan?: Readonly<Record<string, string>>;
  readonly poin?: Readonly<Record<string, number>>;
}

export interface TemuanJson {
  readonly kode: string;
  readonly nama: string;
  readonly tingkat: Tingkat;
  readonly klaster: string;
  readonly untuk?: UntukBoleh;
  readonly syarat: SyaratJson;
  readonly pesan: string;
  readonly tindakan?: string;
  readonly rujuk_ke?: string;
  readonly sumber: string;
  readonly berlaku_sejak: string;
  readonly berlaku_sampai?: string;
}

export interface SkorJson {
  readonly kode: string;
  readonly nama: string;
  readonly maksimum: number;
  readonly bidang: readonly string[];
  readonly tambahan?: readonly { readonly poin: number; readonly untuk: UntukBoleh }[];
}

export interface FormulirJson {
  readonly kode: string;
  readonly nama: string;
  readonly bantuan: string;
  readonly kanal: readonly string[];
  readonly tahap: readonly string[];
  readonly bagian: readonly { readonly judul: string; readonly bidang: readonly string[] }[];
}

export interface TahapJson {
  readonly kode: string;
  readonly nama: string;
  readonly tujuan: string;
  readonly untuk: UntukBoleh;
}

export interface PerkembanganJson {
  readonly kode: string;
  readonly nama: string;
  readonly untuk: UntukBoleh;
  readonly butir: readonly string[];
  readonly sumber: string;
}

export interface DosisJson {
  readonly kode: string;
  readonly nama: string;
  readonly mulai: Lama;
  readonly terlambat: Lama;
  readonly sampai: Lama;
  readonly paling_dini: Lama;
  readonly sesudah?: string;
  readonly jeda?: Lama;
  readonly jeda_paling_dini?: Lama;
  readonly dasar?: boolean;
  readonly dipakai?: number;
  readonly berlaku_sejak: string;
  readonly berlaku_sampai?: string;
}

export interface DosisTdJson {
  readonly kode: string;
  readonly nama: string;
  readonly jeda?: Lama;
}

export interface DosisBiasJson {
  readonly kode: string;
  readonly tahun: number;
  readonly jenis_kelamin?: string;
  readonly berlaku_sejak: string;
  readonly berlaku_sampai?: string;
}

export interface JendelaJson {
  readonly kode: string;
  readonly jenis: string;
  readonly hari_min: number;
  readonly hari_maks: number;
  readonly isi: readonly string[];
  readonly inti?: number;
}

export interface KelasGiziJson {
  readonly indeks: string;
  readonly kode: string;
  readonly nama: string;
  readonly kurang_dari?: number;
  readonly paling_banyak?: number;
  readonly berlaku_sejak: string;
}

export interface BatasWajarJson {
  readonly indeks: string;
  readonly minimal: number;
  readonly paling_banyak: number;
}

export interface KbmJson {
  readonly jenis_kelamin: string;
  readonly bulan: string;
  readonly gram: number;
  readonly berlaku_sejak: string;
}

/** Numbers as text, as in the file; an empty one is none. */
export interface TekananJson {
  readonly untuk: string;
  readonly umur_min: string;
  readonly umur_maks: string;
  readonly kelas: string;
  readonly sistole: string;
  readonly diastole: string;
  readonly berlaku_sejak: string;
}

/** The first number and then the differences, as whole numbers of 1 / 10 ** desimal. */
export interface KolomJson {
  readonly desimal: number;
  readonly beda: readonly number[];
}
export type LmsJson = Readonly<Record<"l" | "m" | "s", KolomJson>>;

/** Row i belongs to x = (awal + i) / per_satuan. */
export interface TabelJson {
  readonly awal: number;
  readonly per_satuan: number;
  readonly terbatas: boolean;
  readonly L: LmsJson;
  readonly P: LmsJson;
}

/** All rules of a kabupaten. Tables that no visit is judged by (indikator, klaster, …) are left out of the type. */
export interface Bundel {
  readonly bentuk: number;
  readonly versi: string;
  readonly setelan: Readonly<Record<string, number>>;
  readonly sumber: Sumber;
  readonly bidang: readonly BidangJson[];
  readonly skor: readonly SkorJson[];
  readonly formulir: readonly FormulirJson[];
  readonly tahap: readonly TahapJson[];
  readonly temuan: readonly TemuanJson[];
  readonly imunisasi: readonly DosisJson[];
  readonly td: readonly DosisTdJson[];
  readonly bias?: readonly DosisBiasJson[];
  readonly kontak: readonly JendelaJson[];
  readonly perkembangan: readonly PerkembanganJson[];
  readonly kelas_gizi: readonly KelasGiziJson[];
  readonly batas_wajar: readonly BatasWajarJson[];
  readonly kbm: readonly KbmJson[];
  readonly tekanan: readonly TekananJson[];
  readonly pertumbuhan: Readonly<Record<string, TabelJson>>;
}
