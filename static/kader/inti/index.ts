// The core of the phone app, as the screens see it. Screens import from here and from "./pakai.ts" (hooks) only.
//
//   const { tersimpan, terkirim, perluDibetulkan } = useKeadaan();       // re-renders on change
//   const hasil = useBaca(() => cariOrang(kata), [kata]);                 // read again when data change
//   await simpanOperasi("kunjungan", isi, { draf });                      // resolved = on the disk
//
// Functions that read answer from the phone alone and never wait for the network. Those that write throw `GalatInti`
// ({kode, pesan, saran}) with words to show; what was typed is still in its draft then.
import { cadangkan } from "./cadangan.ts";
import { bukaDenganPin, kunciSekarang, pasangPin as pasang } from "./gembok.ts";
import { alasanBersih, GalatInti, galatSimpan } from "./galat.ts";
import * as gudang from "./gudang.ts";
import { kurangiHitungan } from "./hitungan.ts";
import { kabari } from "./kabar.ts";
import type { Capaian, Catatan, IsiOperasi, JenisOperasi, Orang, Ringkas, Tugas, Umum } from "./jenis.ts";
import { akunKini, bukaData, konteks, terbukaKini, tutupData } from "./konteks.ts";
import { hitung, taruhOperasi, type OpsiSimpan } from "./kotak.ts";
import { dataBerubah } from "./keadaan.ts";
import { segeraSinkron, sinkron } from "./sinkron.ts";

export { alasanBersih, GalatInti } from "./galat.ts";
export type * from "./jenis.ts";
export { keadaan, langgan } from "./keadaan.ts";
export { jumlahKunjungan } from "./hitungan.ts";
export { hariIni, idBaru, saatIni } from "./waktu.ts";
export { keluarAkun } from "./akhir.ts";
export { ADA_KODE, mintaKode, pilihAkun } from "./akun.ts";
export { daftarkan } from "./pendaftaran.ts";
export { alasanPinLemah } from "./pin.ts";
export { muatVersiBaru } from "./versi.ts";

// ── The lock ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Opens the app with the PIN; throws `pin_salah`, `tunggu`, `pin_habis`, `perlu_kode`. */
export async function buka(pin: string): Promise<void> {
  await bukaDenganPin(pin);
  segeraSinkron(true);
}

/** Sets the PIN after enrolment; throws `pin_lemah`. */
export async function pasangPin(pin: string): Promise<void> {
  await pasang(pin);
  segeraSinkron(true);
}

/** Locks at once, in every tab. */
export function kunci(): void {
  kunciSekarang();
}

// ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** People by name, mother's name, last four digits of NIK or family card; best first. All words typed must fit. */
export function cariOrang(kata: string, batas = 30): Ringkas[] {
  return gudang.cariOrang(kata, batas);
}

/** Everything about a person, what was saved here included; null when the phone does not know them. */
export function orang(id: string): Promise<Orang | null> {
  return gudang.orang(id);
}

/** Summaries of everybody on the phone, or of one posyandu; in no order. For lists, counts and targets of a session. */
export function semuaOrang(posyandu?: string): Ringkas[] {
  return gudang.semuaOrang(posyandu);
}

/** Open home-visit tasks with their people; overdue first, then by due date. */
export function daftarTugas(): { tugas: Tugas; orang: Ringkas }[] {
  const semua = gudang.semuaOrang().flatMap((satu) => satu.tugas.map((tugas) => ({ tugas, orang: satu })));
  return semua.sort((a, b) => (a.tugas.tenggat ?? "9999").localeCompare(b.tugas.tenggat ?? "9999"));
}

// ── Common data ──────────────────────────────────────────────────────────────────────────────────────────────────────

/** The user, their posyandu with sessions, cadres and telephone numbers; own opened and closed sessions laid over. */
export function umum(): Umum | null {
  return gudang.umum();
}

/** Rows of achievement of a posyandu as last pulled; empty before the first. What waits on the phone is not in them. */
export async function capaian(posyandu: string): Promise<Capaian[]> {
  if (!konteks.terbuka) return [];
  const rekaman = await akunKini().db.get("capaian", posyandu);
  return rekaman ? bukaData<Capaian[]>(`capaian/${posyandu}`, rekaman) : [];
}

/** The rules bundle of `/api/v1/aturan/`; null before the first pull. */
export async function aturan(): Promise<unknown> {
  return konteks.akun ? ((await konteks.akun.db.get("aturan", "bundel"))?.isi ?? null) : null;
}

// ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * Saves an operation. When it resolves the operation is on the disk ("Tersimpan di HP") and will be sent by itself.
 *
 * The screen makes the id of what it makes (`idBaru()`) when the form opens and keeps it in the draft: saving the same
 * id twice, by a double tap or after a crash, gives one operation. `opsi.draf` names the draft to remove with it.
 * Throws `GalatInti` (`penyimpanan_penuh`, `gagal_simpan`, `terkunci`): nothing was saved then.
 */
export async function simpanOperasi<J extends JenisOperasi>(
  jenis: J,
  isi: IsiOperasi[J],
  opsi: OpsiSimpan = {},
): Promise<Catatan<J>> {
  const catatan = await taruhOperasi(jenis, isi, opsi);
  segeraSinkron();
  return catatan;
}

/** Own operations still on the phone or still laid over, newest first; of one person when given. */
export function catatanSendiri(warga?: string): Catatan[] {
  if (!konteks.terbuka) return [];
  const semua = [...konteks.terbuka.catatan.values()].reverse();
  return warga === undefined ? semua : semua.filter((satu) => satu.warga === warga);
}

/** Refused operations with what was typed and why (`jawaban`): the list "perlu dibetulkan". */
export function perluDibetulkan(): Catatan[] {
  return catatanSendiri().filter((satu) => satu.jawaban?.status === "ditolak");
}

/** Operations that a person at the Pustu or Puskesmas decides on: "sudah diteruskan ke bidan". */
export function diteruskan(): Catatan[] {
  return catatanSendiri().filter((satu) => ["konflik", "ditahan"].includes(satu.jawaban?.status ?? ""));
}

/** Sends a refused operation again with mended content, as a new operation about the same thing. */
export async function betulkan<J extends JenisOperasi>(id: string, isiBaru: IsiOperasi[J]): Promise<Catatan<J>> {
  const lama = ditolak(id);
  return simpanOperasi(lama.jenis as J, isiBaru, { ganti: id });
}

/** Gives a refused operation up. The reason is kept on the phone with it. */
export async function buang(id: string, alasan: string): Promise<void> {
  const { jenis, isi } = ditolak(id);
  const sebab = alasanBersih(alasan, "Alasan belum diisi.");
  const { db } = akunKini();
  const alasanTertutup = await tutupData(`draf/buang:${id}`, { alasan: sebab, catatan: terbukaKini().catatan.get(id) });
  const tx = db.transaction(["jawaban", "catatan", "draf"], "readwrite", { durability: "strict" });
  const jawaban = await tx.objectStore("jawaban").get(id);
  if (jawaban) void tx.objectStore("jawaban").put({ ...jawaban, usai: "dibuang" });
  void tx.objectStore("catatan").delete(id);
  void tx.objectStore("draf").put(alasanTertutup, `buang:${id}`);
  await tx.done;
  await cadangkan(akunKini());
  if (jenis === "kunjungan" && "id" in isi) await kurangiHitungan(isi.id);
  await gudang.muatCatatan(terbukaKini());
  await hitung();
  dataBerubah();
  kabari("operasi");
}

function ditolak(id: string): Catatan {
  const lama = terbukaKini().catatan.get(id);
  if (lama?.jawaban?.status !== "ditolak") throw new GalatInti("tidak_ada", "Catatan ini sudah tidak perlu dibetulkan.");
  return lama;
}

// ── Drafts: every field as it is typed ───────────────────────────────────────────────────────────────────────────────

/** Keeps what is being typed, under a key without personal data, for instance `periksa:<id of the person>`. */
export async function simpanDraf(kunci: string, isi: unknown): Promise<void> {
  try {
    await akunKini().db.put("draf", await tutupData(`draf/${kunci}`, isi), kunci);
    void cadangkan(akunKini());
  } catch (sebab) {
    throw galatSimpan(sebab);
  }
}

export async function bacaDraf<T>(kunci: string): Promise<T | null> {
  const rekaman = await akunKini().db.get("draf", kunci);
  return rekaman ? bukaData<T>(`draf/${kunci}`, rekaman) : null;
}

export async function hapusDraf(kunci: string): Promise<void> {
  await akunKini().db.delete("draf", kunci);
  void cadangkan(akunKini());
}

/** Keys of unfinished drafts that begin so. */
export async function daftarDraf(awalan: string): Promise<string[]> {
  return akunKini().db.getAllKeys("draf", IDBKeyRange.bound(awalan, `${awalan}\uffff`));
}

// ── Exchange ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Exchanges now, for a button "Kirim sekarang". It also happens by itself. */
export function kirimSekarang(): Promise<void> {
  return sinkron(true);
}
