// The accounts on this phone, and which of them is in front.
import { cadangkan, pulihkanCadangan } from "./cadangan.ts";
import { keadaanKosong, ubah } from "./keadaan.ts";
import { konteks } from "./konteks.ts";
import { kirimAkun } from "./kirim.ts";
import { hitung } from "./kotak.ts";
import { buka, type KunciPerangkat, type Tertutup } from "./sandi.ts";
import { akunDiHp, bukaSimpanan, catatAkun, type Simpanan } from "./simpanan.ts";

export const ADA_KODE = /^#kode=(\d{8})$/;
const TANPA_SIMPANAN = {
  kode: "tanpa_simpanan",
  pesan: "Peramban ini tidak mau menyimpan data. Tutup mode penyamaran, kosongkan penyimpanan HP, lalu buka lagi.",
};

export async function bacaKunci<T>(db: Simpanan, nama: string): Promise<T | undefined> {
  return (await db.get("kunci", nama)) as T | undefined;
}

/** Opens the account used last; a code in the address asks to enrol first, and changes nothing by itself. */
export async function mulaiAkun(): Promise<void> {
  try {
    await pulihkanCadangan();
    const semua = await akunDiHp();
    await ubahDaftarAkun(semua);
    if (semua[0]) await pilihAkun(semua[0]);
    if (!semua[0] || ADA_KODE.test(location.hash)) mintaKode();
  } catch {
    ubah({ galat: TANPA_SIMPANAN });
  }
}

/** Shows where a code is typed. What is on the phone stays until a code was taken; `pilihAkun` leads back. */
export function mintaKode(): void {
  konteks.terbuka = null;
  ubah({ tahap: "daftar" });
}

export async function ubahDaftarAkun(semua: string[]): Promise<void> {
  const bernama = [];
  for (const id of semua) bernama.push({ id, nama: await namaAkun(id) });
  ubah({ semuaAkun: bernama });
}

async function namaAkun(id: string): Promise<string> {
  if (konteks.akun?.id === id) return konteks.akun.nama;
  const db = await bukaSimpanan(id, () => undefined);
  const nama = await bacaNama(db);
  db.close();
  return nama;
}

async function bacaNama(db: Simpanan): Promise<string> {
  const perangkat = await bacaKunci<KunciPerangkat>(db, "perangkat");
  const nama = await bacaKunci<Tertutup>(db, "nama");
  return perangkat && nama ? buka<string>(perangkat.aes, "kunci/nama", nama) : "";
}

/** What others who share this phone have left unsent goes along; whatever stops it waits until they open the app. */
export async function kirimAkunLain(): Promise<void> {
  for (const id of await akunDiHp()) {
    if (id === konteks.akun?.id) continue;
    const db = await bukaSimpanan(id, () => db.close());
    const perangkat = await bacaKunci<KunciPerangkat>(db, "perangkat");
    if (perangkat && (await db.count("kotak")) > 0) await kirimAkun({ id, nama: "", db, perangkat, hp: null });
    db.close();
  }
}

/** Puts another account of this phone in front; it asks for its own PIN. */
export async function pilihAkun(id: string): Promise<void> {
  konteks.akun?.db.close();
  konteks.terbuka = null;
  const db = await bukaSimpanan(id, tutupKarenaBaru);
  const perangkat = await bacaKunci<KunciPerangkat>(db, "perangkat");
  if (!perangkat) {
    db.close();
    ubah({ ...keadaanKosong(), tahap: "daftar" });
    return;
  }
  const hp = ((await db.get("tanda", "hp")) as string | undefined) ?? null;
  const nama = await bacaNama(db);
  konteks.akun = { id, nama, db, perangkat, hp };
  ubah({ ...keadaanKosong(), akun: { id, nama }, tahap: await tahapAkun(db) });
  await catatAkun(id);
  void cadangkan(konteks.akun);
  await hitung();
}

/** A newer app in another tab changes the stores: this one makes way. Drafts and outbox are on the disk. */
export function tutupKarenaBaru(): void {
  konteks.akun?.db.close();
  ubah({ versiBaru: "wajib" });
}

async function tahapAkun(db: Simpanan): Promise<"dicabut" | "terkunci" | "pasang_pin" | "daftar"> {
  if (await db.get("tanda", "dicabut")) return "dicabut";
  if (await db.get("kunci", "data")) return "terkunci";
  return (await db.get("kunci", "token_awal")) ? "pasang_pin" : "daftar";
}

