// Pull: people, whole, page by page; what was read is kept with the cursor, so a cut download goes on where it stopped.
import { ambil, kirim, type Balasan } from "./jaringan.ts";
import { bacaEmber, bacaJawaban, emberDari, muatCatatan, muatIngatan, rentang, type Ember } from "./gudang.ts";
import type { Capaian, Orang, Umum } from "./jenis.ts";
import { ringkaskan, terbaruDahulu } from "./lapis.ts";
import { dataBerubah, keadaan, ubah } from "./keadaan.ts";
import { akunKini, taruhRingkas, terbukaKini, tutupData } from "./konteks.ts";

export const SEKALI = 500;
const SIMPAN_CATATAN = 14 * 86_400_000;
const SIMPAN_JAWABAN = 35 * 86_400_000;
const TAMU_TAMPIL = 2 * 86_400_000;

interface Halaman {
  zaman: string;
  orang: Orang[];
  hapus: string[];
  keluar: string[];
  umum?: Umum;
  umum_etag?: string;
  cursor: string;
  lagi: boolean;
  sisa: number;
}
/** Where a pull stands. `baru`: it fills a new generation because the server was restored. */
interface Letak {
  cursor: string | null;
  baru: boolean;
  selesai: number;
}
export interface HasilTarik {
  berhenti: Balasan | null;
  zamanBaru: boolean;
  selisih: number | null;
}

async function letakKini(): Promise<Letak> {
  const letak = (await akunKini().db.get("tanda", "letak")) as Letak | undefined;
  return letak ?? { cursor: null, baru: false, selesai: 0 };
}

/** The server was restored from a backup: the next pull starts anew, beside the people in use. */
export async function mulaiUlang(): Promise<void> {
  const { db } = akunKini();
  const { generasi } = terbukaKini();
  const tx = db.transaction(["tanda", "orang", "ringkas"], "readwrite");
  void tx.objectStore("orang").delete(rentang(generasi + 1));
  void tx.objectStore("ringkas").delete(rentang(generasi + 1));
  void tx.objectStore("tanda").put({ cursor: null, baru: true, selesai: 0 } satisfies Letak, "letak");
  await tx.done;
}

export async function tarikSemua(): Promise<HasilTarik> {
  const terjawab = await catatanTerjawab();
  const hasil: HasilTarik = { berhenti: null, zamanBaru: false, selisih: null };
  const hilang = new Set<string>();
  for (let lagi = true; lagi; ) {
    const { db } = akunKini();
    const letak = await letakKini();
    const umum = ((await db.get("tanda", "umum_etag")) as string | undefined) ?? null;
    const tanya = { cursor: letak.cursor, batas: SEKALI, umum };
    const balasan = await kirim("/api/v1/sinkron/tarik/", tanya, `Token ${terbukaKini().token}`);
    hasil.selisih = balasan.selisih ?? hasil.selisih;
    if (balasan.status !== 200) {
      hasil.zamanBaru = balasan.status === 409;
      hasil.berhenti = balasan;
      return hasil;
    }
    const isi = balasan.isi as Halaman;
    for (const satu of isi.orang) satu.kunjungan.sort(terbaruDahulu);
    for (const id of isi.hapus) hilang.add(id);
    await simpanHalaman(letak, isi);
    lagi = isi.lagi;
  }
  await tuntas(terjawab, hilang);
  return hasil;
}

async function simpanHalaman(letak: Letak, isi: Halaman): Promise<void> {
  const { db } = akunKini();
  const terbuka = terbukaKini();
  const generasi = terbuka.generasi + (letak.baru ? 1 : 0);
  const orang = await Promise.all(isi.orang.map(async (satu) => tutupData(`orang/${generasi}/${satu.id}`, satu)));
  const { ember, hapus } = await ubahEmber(generasi, isi);
  const umum = isi.umum ? await tutupData("umum/umum", isi.umum) : null;
  const selesai = letak.selesai + isi.orang.length;
  const tx = db.transaction(["orang", "ringkas", "umum", "tanda"], "readwrite");
  isi.orang.forEach((satu, ke) => void tx.objectStore("orang").put(orang[ke]!, [generasi, satu.id]));
  for (const id of hapus) void tx.objectStore("orang").delete([generasi, id]);
  for (const [nama, rekaman] of ember) void tx.objectStore("ringkas").put(rekaman, [generasi, nama]);
  if (umum) void tx.objectStore("umum").put(umum, "umum");
  if (isi.umum) void tx.objectStore("tanda").put(isi.umum.kunci, "segel");
  if (isi.umum_etag) void tx.objectStore("tanda").put(isi.umum_etag, "umum_etag");
  void tx.objectStore("tanda").put({ ...letak, cursor: isi.cursor, selesai } satisfies Letak, "letak");
  await tx.done;
  if (isi.umum) terbuka.umum = isi.umum;
  if (!letak.baru) ingat(isi, hapus);
  if (isi.sisa > 0 || keadaan().unduhan) ubah({ unduhan: { selesai, semua: selesai + isi.sisa } });
}

/** The summaries that this page changes, enciphered, and everybody who leaves the phone with it. */
async function ubahEmber(generasi: number, isi: Halaman) {
  const keluar = new Set(isi.keluar);
  const pergi = new Set(isi.hapus);
  for (const satu of keluar.size ? terbukaKini().dasar.values() : []) if (keluar.has(satu.posyandu)) pergi.add(satu.id);
  const kena = new Set([...isi.orang.map((satu) => satu.id), ...pergi].map(emberDari));
  const ember = [...kena].map(async (nama) => {
    const kini: Ember = await bacaEmber(generasi, nama);
    for (const id of pergi) delete kini[id];
    for (const satu of isi.orang) if (emberDari(satu.id) === nama) kini[satu.id] = ringkaskan(satu);
    return [nama, await tutupData(`ringkas/${generasi}/${nama}`, kini)] as const;
  });
  const datang = new Set(isi.orang.map((satu) => satu.id));
  return { ember: await Promise.all(ember), hapus: [...pergi].filter((id) => !datang.has(id)) };
}

function ingat(isi: Halaman, hapus: string[]): void {
  const terbuka = terbukaKini();
  for (const id of hapus) {
    terbuka.dasar.delete(id);
    taruhRingkas(terbuka, null, id);
  }
  for (const satu of isi.orang) {
    const ringkas = ringkaskan(satu);
    terbuka.dasar.set(satu.id, ringkas);
    taruhRingkas(terbuka, ringkas, satu.id);
  }
}

/** Own operations that the server had answered before this pull began: what it sends now contains them. */
async function catatanTerjawab(): Promise<Set<string>> {
  const terjawab = new Set<string>();
  for (const id of terbukaKini().catatan.keys()) if (await bacaJawaban(id)) terjawab.add(id);
  return terjawab;
}

async function tuntas(terjawab: Set<string>, hilang: Set<string>): Promise<void> {
  const { db } = akunKini();
  const letak = await letakKini();
  if (letak.baru) await tukar(letak);
  await muatCatatan(terbukaKini());
  await lepasCatatan(terjawab, hilang);
  await lupakanLama();
  await db.put("tanda", new Date().toISOString(), "terakhir_tarik");
  dataBerubah({ terakhirTarik: new Date().toISOString(), unduhan: null });
}

/** The new generation is complete: it takes the place of the old one in one transaction. */
async function tukar(letak: Letak): Promise<void> {
  const terbuka = terbukaKini();
  const tx = akunKini().db.transaction(["tanda", "orang", "ringkas"], "readwrite", { durability: "strict" });
  void tx.objectStore("tanda").put(terbuka.generasi + 1, "generasi");
  void tx.objectStore("tanda").put({ ...letak, baru: false } satisfies Letak, "letak");
  void tx.objectStore("orang").delete(rentang(terbuka.generasi));
  void tx.objectStore("ringkas").delete(rentang(terbuka.generasi));
  await tx.done;
  await muatIngatan();
}

/** Takes away own operations that the pull has brought back; what waits for the cadre or for a person stays. */
async function lepasCatatan(terjawab: Set<string>, hilang: Set<string>): Promise<void> {
  const { db } = akunKini();
  const terbuka = terbukaKini();
  for (const satu of [...terbuka.catatan.values()]) {
    if (!terjawab.has(satu.id) || !satu.jawaban || satu.jawaban.status === "ditolak") continue;
    const umur = Date.now() - Date.parse(satu.dibuat);
    const dikenal = !satu.warga || terbuka.dasar.has(satu.warga) || hilang.has(satu.warga);
    const menunggu = satu.jawaban.status === "ditahan" && umur < SIMPAN_CATATAN;
    if (menunggu || (!dikenal && umur < TAMU_TAMPIL)) continue;
    await db.delete("catatan", satu.id);
  }
  await muatCatatan(terbuka);
}

/** Answers that nobody waits for any more, and what was given up long ago. */
async function lupakanLama(): Promise<void> {
  const { db } = akunKini();
  const batas = Date.now() - SIMPAN_JAWABAN;
  for (const satu of await db.getAll("jawaban")) {
    if (satu.pada > batas || (satu.status === "ditolak" && !satu.usai)) continue;
    await db.delete("jawaban", satu.id);
    await db.delete("draf", `buang:${satu.id}`);
  }
}

/** Rules and achievement, which come from addresses of their own; a failure here waits for the next time. */
export async function tarikLain(): Promise<void> {
  const { db } = akunKini();
  const token = `Token ${terbukaKini().token}`;
  const lama = await db.get("aturan", "bundel");
  const aturan = await ambil("/api/v1/aturan/", token, lama?.etag);
  if (aturan.status === 200) await db.put("aturan", { etag: aturan.etag, isi: aturan.isi }, "bundel");
  for (const { kode } of terbukaKini().umum?.posyandu ?? []) {
    const capaian = await ambil(`/api/v1/capaian/?unit=${encodeURIComponent(kode)}`, token);
    if (capaian.status !== 200) continue;
    await db.put("capaian", await tutupData(`capaian/${kode}`, capaian.isi as Capaian[]), kode);
  }
  dataBerubah();
}
