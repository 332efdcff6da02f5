// People on the phone: read from the store, with own operations laid over.
import { cariDalam } from "./cari.ts";
import type { Catatan, Jawaban, Orang, Ringkas, Umum } from "./jenis.ts";
import { ringkaskan, terapkan } from "./lapis.ts";
import { akunKini, bukaData, konteks, taruhRingkas, terbukaKini, type Terbuka } from "./konteks.ts";
import { keadaan } from "./keadaan.ts";
import { buka } from "./sandi.ts";
import { hariIni } from "./waktu.ts";

/** Summaries lie in sixteen records, so that opening the app deciphers sixteen and not two thousand. */
export const EMBER = [..."0123456789abcdef"];
export type Ember = Record<string, Ringkas>;

export function emberDari(id: string): string {
  return id.slice(-1);
}

export function rentang(generasi: number): IDBKeyRange {
  return IDBKeyRange.bound([generasi, ""], [generasi, "\uffff"]);
}

/** Fills the memory after the data key is there. */
export async function muatIngatan(): Promise<void> {
  const terbuka = terbukaKini();
  terbuka.generasi = ((await akunKini().db.get("tanda", "generasi")) as number | undefined) ?? 1;
  const umum = await akunKini().db.get("umum", "umum");
  terbuka.umum = umum ? await bukaData<Umum>("umum/umum", umum) : null;
  await muatRingkas(terbuka);
  await muatCatatan(terbuka);
}

async function muatRingkas(terbuka: Terbuka): Promise<void> {
  const baca = EMBER.map(async (ember) => bacaEmber(terbuka.generasi, ember));
  terbuka.dasar.clear();
  terbuka.indeks.clear();
  for (const isi of await Promise.all(baca))
    for (const ringkas of Object.values(isi)) {
      terbuka.dasar.set(ringkas.id, ringkas);
      taruhRingkas(terbuka, ringkas, ringkas.id);
    }
}

export async function bacaEmber(generasi: number, ember: string): Promise<Ember> {
  const rekaman = await akunKini().db.get("ringkas", [generasi, ember]);
  return rekaman ? bukaData<Ember>(`ringkas/${generasi}/${ember}`, rekaman) : {};
}

/** Reads own operations and their answers anew and lays them over. */
export async function muatCatatan(terbuka: Terbuka): Promise<void> {
  const lama = new Set([...terbuka.catatan.values()].map((satu) => satu.warga));
  const semua = await Promise.all((await akunKini().db.getAll("catatan")).map(bacaCatatan));
  terbuka.catatan.clear();
  for (const satu of semua.sort((a, b) => (a.dibuat < b.dibuat ? -1 : a.dibuat > b.dibuat ? 1 : a.urut - b.urut)))
    terbuka.catatan.set(satu.id, satu);
  await lapisi(new Set([...lama, ...semua.map((satu) => satu.warga)]));
}

type IsiCatatan = Omit<Catatan, "id" | "urut" | "jawaban">;

async function bacaCatatan(rekaman: { id: string; urut: number; iv: Uint8Array<ArrayBuffer>; isi: ArrayBuffer }): Promise<Catatan> {
  const isi = await bukaData<IsiCatatan>(`catatan/${rekaman.id}`, rekaman);
  return { ...isi, id: rekaman.id, urut: rekaman.urut, jawaban: await bacaJawaban(rekaman.id) };
}

export async function bacaJawaban(id: string): Promise<Jawaban | null> {
  const { db, perangkat } = akunKini();
  const rekaman = await db.get("jawaban", id);
  return rekaman ? buka<Jawaban>(perangkat.aes, `jawaban/${id}`, rekaman) : null;
}

/** Makes the summaries of these people anew from what the server sent and what was done here. */
export async function lapisi(warga: Iterable<string | null>): Promise<void> {
  const terbuka = terbukaKini();
  for (const id of new Set(warga)) {
    if (!id) continue;
    const operasi = operasiTentang(terbuka, id);
    if (!operasi.length) taruhRingkas(terbuka, terbuka.dasar.get(id) ?? null, id);
    else {
      const orang = await rakit(id, operasi);
      taruhRingkas(terbuka, orang ? ringkaskan(orang) : null, id);
    }
  }
}

function operasiTentang(terbuka: Terbuka, warga: string): Catatan[] {
  return [...terbuka.catatan.values()].filter((satu) => satu.warga === warga);
}

async function rakit(id: string, operasi: Catatan[]): Promise<Orang | null> {
  const terbuka = terbukaKini();
  const rekaman = await akunKini().db.get("orang", [terbuka.generasi, id]);
  const dasar = rekaman ? await bukaData<Orang>(`orang/${terbuka.generasi}/${id}`, rekaman) : null;
  const orang = terapkan(dasar, operasi);
  if (!orang?.ibu || orang.ibu.nama) return orang;
  return { ...orang, ibu: { id: orang.ibu.id, nama: terbuka.indeks.get(orang.ibu.id)?.ringkas.nama ?? "" } };
}

// ── What screens ask ─────────────────────────────────────────────────────────────────────────────────────────────────

function terlihat(): Terbuka | null {
  return keadaan().sewaHabis ? null : konteks.terbuka;
}

export async function orang(id: string): Promise<Orang | null> {
  const terbuka = terlihat();
  return terbuka ? rakit(id, operasiTentang(terbuka, id)) : null;
}

export function cariOrang(kata: string, batas = 30): Ringkas[] {
  const terbuka = terlihat();
  return terbuka ? cariDalam(terbuka.indeks, kata, batas) : [];
}

export function semuaOrang(posyandu?: string): Ringkas[] {
  const terbuka = terlihat();
  if (!terbuka) return [];
  const semua = [...terbuka.indeks.values()].map((baris) => baris.ringkas);
  return posyandu === undefined ? semua : semua.filter((satu) => satu.posyandu === posyandu);
}

/** Common data with own opened and closed sessions laid over. */
export function umum(): Umum | null {
  const terbuka = terlihat();
  if (!terbuka?.umum) return null;
  const sesi = [...terbuka.catatan.values()].filter((satu) => satu.jenis.startsWith("sesi_"));
  return { ...terbuka.umum, posyandu: terbuka.umum.posyandu.map((satu) => lapisiSesi(satu, sesi)) };
}

function lapisiSesi(posyandu: Umum["posyandu"][number], operasi: Catatan[]): Umum["posyandu"][number] {
  let { sesi } = posyandu;
  for (const { jenis, isi, jawaban } of operasi) {
    if (!("unit" in isi && "tanggal" in isi) || isi.unit !== posyandu.kode || jawaban?.status === "ditolak") continue;
    const lama = sesi.find((satu) => satu.tanggal === isi.tanggal);
    const baru = { tanggal: isi.tanggal, status: "dibuka", jumlah_dinyatakan: null, diterima: 0, petugas: [], ...lama };
    if (jenis === "sesi_buka" && baru.status === "direncanakan") baru.status = "dibuka";
    if (jenis === "sesi_tutup") baru.status = "ditutup";
    if ("jumlah" in isi) baru.jumlah_dinyatakan = isi.jumlah;
    if ("petugas" in isi) baru.petugas = isi.petugas;
    sesi = [...sesi.filter((satu) => satu !== lama), baru];
  }
  return { ...posyandu, sesi: [...sesi].sort((a, b) => (a.tanggal < b.tanggal ? -1 : 1)) };
}

export function adaSesiHariIni(): boolean {
  const tanggal = hariIni();
  const semua = umum()?.posyandu ?? [];
  return semua.some((satu) => satu.sesi.some((sesi) => sesi.tanggal === tanggal && sesi.status === "dibuka"));
}
