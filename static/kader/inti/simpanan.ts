// The stores of one account on this phone. An update of the app may add stores; it never empties `kotak`.
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Segel, Tertutup } from "./sandi.ts";

/** One sealed operation, waiting. `kirim_ke` is the device under which it was numbered. */
export interface RekamanKotak {
  kirim_ke: string;
  urut: number;
  id: string;
  /** Missing where an operation was refused before a restore: its number alone is told. */
  segel?: Segel;
  dibuat: string;
  /** Taken once, and sent again after a restore of the server. */
  ulang?: boolean;
  /** What it makes and needs, see `tertunda.ts`; not in records of earlier builds. */
  buat?: string[];
  butuh?: string[];
  /** Times the server turned it away: the whole envelope because of it, or `coba_lagi`. */
  macet?: number;
}
export interface RekamanJawaban extends Tertutup {
  id: string;
  status: string;
  /** Time of the answer, ms. */
  pada: number;
  /** Of a refused one: repaired by a new operation, or given up with a reason. */
  usai?: "diganti" | "dibuang";
}
export interface RekamanCatatan extends Tertutup {
  id: string;
  urut: number;
  /** `jenis:id` of what is made, so that one visit is not saved twice; empty where nothing is made. */
  entitas: string;
  /** 1 while it is laid over what the server sent. */
  lapis: 0 | 1;
  dibuat: number;
}
export interface RekamanPerangkat {
  id: string;
  token_kirim: Tertutup;
}

interface Skema extends DBSchema {
  kotak: { key: [string, number]; value: RekamanKotak };
  /** What was answered, for two weeks; see `pulih.ts`. `pada`: time of the answer, ms. */
  terkirim: { key: [string, number]; value: RekamanKotak & { pada: number }; indexes: { pada: number } };
  jawaban: { key: string; value: RekamanJawaban };
  catatan: { key: string; value: RekamanCatatan; indexes: { entitas: string } };
  /** Keyed by generation and id: a full download fills a new generation beside the one in use. */
  orang: { key: [number, string]; value: Tertutup };
  ringkas: { key: [number, string]; value: Tertutup };
  umum: { key: string; value: Tertutup };
  capaian: { key: string; value: Tertutup };
  draf: { key: string; value: Tertutup };
  perangkat: { key: string; value: RekamanPerangkat };
  kunci: { key: string; value: unknown };
  tanda: { key: string; value: unknown };
  aturan: { key: string; value: { etag: string; isi: unknown } };
}
export type Simpanan = IDBPDatabase<Skema>;

/** Stores whose content is people or what was written about them. */
export const BERISI_ORANG = ["orang", "ringkas", "umum", "capaian", "draf", "catatan"] as const;
export const BENTUK = 2;

export async function bukaSimpanan(pengguna: string, diblokir: () => void): Promise<Simpanan> {
  return openDB<Skema>(`ilp-${pengguna}`, BENTUK, {
    upgrade(db, lama) {
      if (lama < 2) db.createObjectStore("terkirim", { keyPath: ["kirim_ke", "urut"] }).createIndex("pada", "pada");
      if (lama >= 1) return;
      db.createObjectStore("kotak", { keyPath: ["kirim_ke", "urut"] });
      db.createObjectStore("jawaban", { keyPath: "id" });
      db.createObjectStore("catatan", { keyPath: "id" }).createIndex("entitas", "entitas");
      for (const nama of ["orang", "ringkas", "umum", "capaian", "draf", "kunci", "tanda", "aturan"] as const)
        db.createObjectStore(nama);
      db.createObjectStore("perangkat", { keyPath: "id" });
    },
    blocking: diblokir, // a newer app in another tab wants to change the store
  });
}

export async function hapusSimpanan(pengguna: string): Promise<void> {
  await deleteDB(`ilp-${pengguna}`);
}

// ── Which accounts live on this phone; their names are inside their own stores ───────────────────────────────────────

interface Daftar extends DBSchema {
  akun: { key: string; value: { id: string; dipakai: number } };
}

function bukaDaftar(): Promise<IDBPDatabase<Daftar>> {
  return openDB<Daftar>("ilp", 1, { upgrade: (db) => void db.createObjectStore("akun", { keyPath: "id" }) });
}

/** Ids of the accounts, the last used first. */
export async function akunDiHp(): Promise<string[]> {
  const db = await bukaDaftar();
  const semua = await db.getAll("akun");
  db.close();
  return semua.sort((a, b) => b.dipakai - a.dipakai).map((satu) => satu.id);
}

export async function catatAkun(id: string): Promise<void> {
  const db = await bukaDaftar();
  await db.put("akun", { id, dipakai: Date.now() });
  db.close();
}

export async function lupakanAkun(id: string): Promise<void> {
  const db = await bukaDaftar();
  await db.delete("akun", id);
  db.close();
}
