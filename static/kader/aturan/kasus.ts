// Pair of klaster/kasus.py: a person as JSON, read strictly.
import { ProfilSalah } from "./galat.ts";
import { KANAL, type JenisKelamin, type Pengukuran, type Profil, type Riwayat } from "./profil.ts";
import { readTanggal, type Tanggal } from "./tanggal.ts";

type Objek = Readonly<Record<string, unknown>>;

const KUNCI = new Set([
  "tanggal_lahir",
  "jenis_kelamin",
  "hamil",
  "hpht",
  "nifas",
  "tanggal_bersalin",
  "lahir_hidup",
  "keguguran", // read by due dates only, which the server keeps
  "penyakit",
  "kanal",
  "riwayat",
]);

export function isObjek(isi: unknown): isi is Objek {
  return typeof isi === "object" && isi !== null && !Array.isArray(isi);
}

/** Raises ProfilSalah for anything that is not a profile. */
export function readProfil(isi: unknown): Profil {
  const objek = readObjek(isi, "profil");
  const asing = Object.keys(objek).filter((kunci) => !KUNCI.has(kunci));
  if (asing.length) tolak("profil", `kunci tidak dikenal: ${asing.sort().join(", ")}`);
  return {
    tanggal_lahir: readHari(objek.tanggal_lahir, "profil.tanggal_lahir"),
    jenis_kelamin: readJenisKelamin(objek.jenis_kelamin),
    hamil: readYaTidak(objek, "hamil", false),
    hpht: readHariBoleh(objek, "hpht"),
    nifas: readYaTidak(objek, "nifas", false),
    tanggal_bersalin: readHariBoleh(objek, "tanggal_bersalin"),
    lahir_hidup: readYaTidak(objek, "lahir_hidup", true),
    penyakit: new Set(readTeksSemua(objek.penyakit === undefined ? [] : objek.penyakit, "profil.penyakit")),
    kanal: readKanal(objek.kanal === undefined ? "posyandu" : objek.kanal),
    riwayat: readRiwayat(objek.riwayat === undefined ? [] : objek.riwayat),
  };
}

function tolak(tempat: string, alasan: string): never {
  throw new ProfilSalah(tempat, alasan);
}

function readObjek(isi: unknown, tempat: string): Objek {
  return isObjek(isi) ? isi : tolak(tempat, "harus berupa objek JSON");
}

/** ISO dates only, with their dashes. */
export function readHari(isi: unknown, tempat: string): Tanggal {
  return readTanggal(isi) ?? tolak(tempat, "harus tanggal yang ada, ditulis 2026-11-16");
}

function readHariBoleh(objek: Objek, kunci: string): Tanggal | null {
  const isi = objek[kunci];
  return isi === undefined || isi === null ? null : readHari(isi, `profil.${kunci}`);
}

function readJenisKelamin(isi: unknown): JenisKelamin {
  return isi === "L" || isi === "P" ? isi : tolak("profil.jenis_kelamin", 'harus "L" atau "P"');
}

function readYaTidak(objek: Objek, kunci: string, bawaan: boolean): boolean {
  const isi = objek[kunci] === undefined ? bawaan : objek[kunci];
  return typeof isi === "boolean" ? isi : tolak(`profil.${kunci}`, "harus true atau false");
}

function readTeksSemua(isi: unknown, tempat: string): string[] {
  if (Array.isArray(isi) && isi.every((satu): satu is string => typeof satu === "string")) return isi;
  return tolak(tempat, "harus daftar teks");
}

function readKanal(isi: unknown): string {
  const ada = KANAL.find((satu) => satu === isi);
  return ada ?? tolak("profil.kanal", `harus salah satu dari ${KANAL.join(", ")}`);
}

function readRiwayat(isi: unknown): Riwayat[] {
  if (!Array.isArray(isi)) tolak("profil.riwayat", "harus daftar");
  const semua = (isi as unknown[]).map((satu) => readObjek(satu, "profil.riwayat"));
  return semua
    .map((satu) => ({
      tanggal: readHari(satu.tanggal, "profil.riwayat.tanggal"),
      pengukuran: readObjek(satu.pengukuran, "profil.riwayat.pengukuran") as Pengukuran,
    }))
    .sort((satu, dua) => satu.tanggal.ke - dua.tanggal.ke);
}
