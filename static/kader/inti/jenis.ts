// What the phone keeps and sends: the shapes of docs/protokol-hp.md, and nothing that is not in it.

export type Nilai = number | string | boolean | string[] | null;
export type Pengukuran = Record<string, Nilai>;
/** A local date, `2026-11-16`. */
export type Tanggal = string;

export interface Kehamilan {
  id: string;
  hpht: Tanggal | null;
  hpl: Tanggal | null;
  selesai: Tanggal | null;
  hasil: string | null;
}

export interface Penyakit {
  id: string;
  penyakit: string;
  sejak: Tanggal;
  sampai: Tanggal | null;
}

export interface Kunjungan {
  id: string;
  tanggal: Tanggal;
  kanal: string;
  /** Code of the place of service. */
  unit: string;
  pengukuran: Pengukuran;
  temuan: string[];
  bagian_dari: string | null;
  /** Only on this phone so far; the server has not sent it back yet. */
  lokal?: true;
}

export interface Tugas {
  id: string;
  sebab_kode: string;
  sebab: string;
  tenggat: Tanggal | null;
  sekeluarga: boolean;
  status: string;
  percobaan: number;
}

/** What became of a finding, as a health worker told it. */
export interface Kabar {
  id: string;
  tanggal: Tanggal;
  /** diusulkan, ditangani, dipantau, bersama, dirujuk, tiba, dijawab, batal */
  keadaan: string;
  tempat: string;
  /** What is to be done in the village. */
  pesan: string;
  sampai: Tanggal | null;
}

/** Everything the phone needs of one person. */
export interface Orang {
  id: string;
  n: number;
  /** Code of the posyandu of domicile. */
  posyandu: string;
  nama: string;
  jenis_kelamin: "L" | "P";
  tanggal_lahir: Tanggal;
  ibu: { id: string; nama: string } | null;
  keluarga: { id: string; alamat: string; rt: string; kk_akhir: string } | null;
  telepon: string;
  /** Masked. */
  nik: string;
  nik_akhir: string;
  status: string;
  status_sejak: Tanggal | null;
  tamu: boolean;
  kehamilan: Kehamilan[];
  penyakit: Penyakit[];
  /** Newest first. */
  kunjungan: Kunjungan[];
  tugas: Tugas[];
  /** Newest first; missing in documents that were fetched before there was any. */
  kabar?: Kabar[];
  /** Written on this phone, not yet known to the server. */
  lokal?: true;
}

/** What lists and the search need of a person; held in memory while the app is open. */
export interface Ringkas {
  id: string;
  posyandu: string;
  nama: string;
  jenis_kelamin: "L" | "P";
  tanggal_lahir: Tanggal;
  ibu: string;
  nik_akhir: string;
  kk_akhir: string;
  rt: string;
  status: string;
  tamu: boolean;
  /** The open pregnancy. */
  hamil: { id: string; hpht: Tanggal | null; hpl: Tanggal | null } | null;
  penyakit: string[];
  tugas: Tugas[];
  /** The newest word from a health worker. */
  kabar?: Kabar | null;
  /** The newest visits, at most three, newest first. */
  terakhir: { id: string; tanggal: Tanggal; kanal: string; unit: string; temuan: string[] }[];
  lokal?: true;
}

export interface Kontak {
  nama: string;
  peran: string;
  telepon: string;
}

export interface Sesi {
  tanggal: Tanggal;
  /** direncanakan, dibuka, ditutup, dipindah, batal */
  status: string;
  jumlah_dinyatakan: number | null;
  diterima: number;
  petugas: string[];
}

export interface PosyanduUmum {
  kode: string;
  nama: string;
  desa: string;
  jenis: string;
  pola: string;
  petugas: string[];
  kontak: Kontak[];
  sesi: Sesi[];
}

export interface Umum {
  pengguna: { nama: string };
  posyandu: PosyanduUmum[];
  kunci: { id: string; kunci: string };
  sewa_hari: number;
}

/** One row of GET /api/v1/capaian/. */
export interface Capaian {
  unit: string;
  indikator: string;
  nama_indikator: string;
  pekan: string;
  pembilang: number;
  penyebut: number;
  persen: number | null;
  tambahan_pekan: number | null;
  target: number | null;
  harapan: number | null;
  status: string;
  dihitung_pada: string;
}

/** The content of every operation, by its `jenis`. */
export interface IsiOperasi {
  kunjungan: {
    id: string;
    warga: string;
    unit: string;
    tanggal: Tanggal;
    kanal: string;
    pengukuran: Pengukuran;
    menggantikan?: string;
    batal?: string;
    dicatat_pada?: string;
    diperiksa_oleh?: string;
    temuan_saat_entri?: string[];
    /** Fields whose unlikely value the cadre has checked again. */
    diperiksa_ulang?: string[];
  };
  warga: {
    id: string;
    unit: string;
    nama: string;
    jenis_kelamin: "L" | "P";
    tanggal_lahir: Tanggal;
    nik?: string;
    kk?: string;
    alamat?: string;
    rt?: string;
    ibu?: string;
    telepon?: string;
    tamu?: boolean;
  };
  warga_ubah: { warga: string; dasar: Record<string, string | null>; baru: Record<string, string | null> };
  sesi_buka: { unit: string; tanggal: Tanggal };
  sesi_petugas: { unit: string; tanggal: Tanggal; petugas: string[] };
  sesi_tutup: { unit: string; tanggal: Tanggal; jumlah: number; petugas: string[] };
  hamil: { id: string; warga: string; hpht: Tanggal };
  hamil_selesai: { kehamilan: string; selesai: Tanggal; hasil: string };
  penyakit: { id: string; warga: string; penyakit: string; sejak: Tanggal };
  tugas_tidak_bertemu: { tugas: string; tanggal: Tanggal };
  tugas_selesai: { tugas: string; hasil: string };
  dihubungi: { kunjungan: string; cara: "telepon" | "sms"; pada: string };
}
export type JenisOperasi = keyof IsiOperasi;

/** The server's answer to one operation. */
export interface Jawaban {
  id: string;
  status: "diterima" | "sudah_ada" | "konflik" | "ditahan" | "ditolak" | "coba_lagi";
  kode?: string;
  bidang?: string;
  pesan?: string;
  saran?: string;
  temuan?: string[];
}

/** An own operation in clear, and what became of it; `jawaban` is null while it waits on the phone. */
export interface Catatan<J extends JenisOperasi = JenisOperasi> {
  id: string;
  urut: number;
  jenis: J;
  isi: IsiOperasi[J];
  /** The person it is about, also where `isi` names only a task or a pregnancy. */
  warga: string | null;
  /** Phone clock with zone. */
  dibuat: string;
  jawaban: Jawaban | null;
}

/** Where the app is: what the shell shows. */
export type Tahap =
  | "memuat"
  | "daftar" // no account here, or its keys are gone: a code is needed
  | "pasang_pin"
  | "terkunci"
  | "unduh" // first download under way
  | "siap"
  | "dicabut"; // revoked: people erased, what waits is still being sent

export interface Keadaan {
  tahap: Tahap;
  /** The account in use and those on this phone. */
  akun: { id: string; nama: string } | null;
  semuaAkun: { id: string; nama: string }[];
  /** Operations on the phone that wait to be sent. */
  tersimpan: number;
  /** Operations of today that the server has. */
  terkirim: number;
  /** Refused ones that wait for the cadre. */
  perluDibetulkan: number;
  sedangKirim: boolean;
  /** End of the last complete pull, ISO; null before the first. */
  terakhirTarik: string | null;
  /** Progress of a download; null when none is under way. */
  unduhan: { selesai: number; semua: number } | null;
  /** What stopped the last exchange, in words; null when it went through. Being offline is not an error. */
  galat: { kode: string; pesan: string } | null;
  /** The last attempt reached no server. */
  luring: boolean;
  /** Minutes the phone's clock is ahead of the server's; null when unknown or within ten minutes. Dates follow it. */
  selisihJam: number | null;
  /** False when the browser may throw the store away; the shell says so. */
  simpananTetap: boolean | null;
  /** The server no longer knows this phone: writing goes on, a new code is needed to exchange. */
  perluKode: boolean;
  /** No contact for longer than the lease: people are hidden, writing and sending go on. */
  sewaHabis: boolean;
  /** A newer app waits (`muatVersiBaru`); `wajib` when the server no longer takes this one. */
  versiBaru: "tidak" | "ada" | "wajib";
  /** Rises with every change of people, operations or common data; screens read again when it moves. */
  versi: number;
}
