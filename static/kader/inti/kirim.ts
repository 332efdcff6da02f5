// Push: takes the outbox to the server in its order; an operation leaves it only with a final answer.
import { bagiKiriman } from "./bagi.ts";
import { cadangkan } from "./cadangan.ts";
import { lapisi } from "./gudang.ts";
import { kabari } from "./kabar.ts";
import { dataBerubah } from "./keadaan.ts";
import { hitung } from "./kotak.ts";
import type { Jawaban } from "./jenis.ts";
import { akunKini, konteks, type Akun } from "./konteks.ts";
import { kirim, type Balasan } from "./jaringan.ts";
import { galatSimpan, PENUH } from "./galat.ts";
import { ambilAlih, lupakanTerkirim, pulihkan, punyaTerkirim, terkirimDari } from "./pulih.ts";
import { buka, tutup } from "./sandi.ts";
import type { RekamanJawaban, RekamanKotak } from "./simpanan.ts";
import { sudahMacet, Tertunda } from "./tertunda.ts";

export interface HasilKirim {
  /** True when the server said that this phone was revoked. */
  dicabut: boolean;
  /** An answer that stops the exchange: 401, 426, 429, 503 … */
  berhenti: Balasan | null;
  /** Something stays that is to be sent again. */
  sisa: boolean;
  selisih: number | null;
}

/** What waits of the account in front. */
export async function kirimSemua(): Promise<HasilKirim> {
  return kirimAkun(akunKini());
}

/** One round over an account's outbox. */
interface Putaran {
  akun: Akun;
  hasil: HasilKirim;
  tertunda: Tertunda;
  /** An earlier device's operations have just been numbered anew: what was read of the outbox holds no longer. */
  diambilAlih: boolean;
}

function usai({ hasil, diambilAlih }: Putaran): boolean {
  return hasil.berhenti !== null || diambilAlih;
}

/** Needs no PIN: each device's `token_kirim` lies under the device key. */
export async function kirimAkun(akun: Akun): Promise<HasilKirim> {
  const hasil: HasilKirim = { dicabut: false, berhenti: null, sisa: false, selisih: null };
  const putaran: Putaran = { akun, hasil, tertunda: new Tertunda(), diambilAlih: false };
  const perangkat = await akun.db.getAll("perangkat");
  // What an earlier device numbered was written before: it goes first.
  for (const { id, token_kirim } of perangkat.sort((a, b) => Number(a.id === akun.hp) - Number(b.id === akun.hp))) {
    const token = await buka<string>(akun.perangkat.aes, `perangkat/${id}`, token_kirim);
    await kirimPerangkat(putaran, { id, token, lengkap: null });
    if (usai(putaran)) break;
  }
  if (putaran.diambilAlih) return kirimAkun(akun);
  await lupakanTerkirim(akun.db);
  return hasil;
}

interface Pengirim {
  id: string;
  token: string;
  /** `urut_lengkap` of its last answer. */
  lengkap: number | null;
}

async function kirimPerangkat(putaran: Putaran, dari: Pengirim): Promise<void> {
  await kirimKotak(putaran, dari);
  const lupa = dari.lengkap !== null && (await pulihkan(putaran.akun, dari.id, dari.lengkap));
  if (lupa && !usai(putaran)) await kirimKotak(putaran, dari);
}

async function kirimKotak(putaran: Putaran, dari: Pengirim): Promise<void> {
  const { akun, hasil, tertunda } = putaran;
  const menunggu = await akun.db.getAll("kotak", IDBKeyRange.bound([dari.id, 0], [dari.id, Infinity]));
  const macet = menunggu.filter(sudahMacet);
  for (const satu of macet) tertunda.tunda(satu);
  const segar = bagiKiriman(menunggu.filter((satu) => !sudahMacet(satu)));
  // An empty push asks whether the device was revoked, and how much the server has; also while the app is locked.
  const perlu = dari.id === akun.hp || (await punyaTerkirim(akun.db, dari.id));
  const tanya = !menunggu.length && perlu ? [[]] : [];
  for (const bagian of [...segar, ...tanya]) {
    const siap = tertunda.yangSiap(bagian);
    if (siap.length < bagian.length) hasil.sisa = true;
    if (siap.length || !bagian.length) await kirimBagian(putaran, dari, siap);
    if (usai(putaran)) return;
  }
  // Who was turned away again and again goes last: it holds up nobody, and is never given up.
  for (const bagian of bagiKiriman(macet)) {
    await kirimBagian(putaran, dari, bagian);
    if (usai(putaran)) return;
  }
}

async function kirimBagian(putaran: Putaran, dari: Pengirim, bagian: RekamanKotak[]): Promise<void> {
  const { hasil } = putaran;
  const operasi = bagian.map(sebagaiKiriman);
  const balasan = await kirim("/api/v1/sinkron/", { perangkat: dari.id, operasi }, `Kirim ${dari.token}`);
  hasil.selisih = balasan.selisih ?? hasil.selisih;
  if (bagian.length && (balasan.status === 400 || balasan.status === 413)) {
    await kirimTerbelah(putaran, dari, bagian);
    return;
  }
  if (balasan.status === 401 && putaran.akun.hp && dari.id !== putaran.akun.hp) {
    await ambilAlih(putaran.akun, dari.id);
    putaran.diambilAlih = true;
    return;
  }
  if (balasan.status !== 200) {
    hasil.berhenti = balasan;
    return;
  }
  const isi = balasan.isi as Terkirim;
  dari.lengkap = isi.urut_lengkap ?? null;
  await terima(putaran, bagian, isi);
}

function sebagaiKiriman({ id, urut, segel, ulang }: RekamanKotak): object {
  if (!segel) return { id, urut, jenis: "gugur", skema: 1, isi: {} };
  return { id, urut, segel, ...(ulang ? { ulang } : {}) };
}

/** The envelope was refused: halves find the one operation at fault, which then never holds up the others. */
async function kirimTerbelah(putaran: Putaran, dari: Pengirim, bagian: RekamanKotak[]): Promise<void> {
  const { akun, hasil, tertunda } = putaran;
  if (bagian.length === 1) {
    const macet = tertunda.tidakDiambil(bagian);
    for (const satu of macet) await akun.db.put("kotak", satu);
    hasil.sisa ||= !macet.every(sudahMacet);
    return;
  }
  const tengah = Math.ceil(bagian.length / 2);
  for (const belah of [bagian.slice(0, tengah), bagian.slice(tengah)]) {
    const siap = tertunda.yangSiap(belah);
    if (!usai(putaran) && siap.length) await kirimBagian(putaran, dari, siap);
  }
}

interface Terkirim {
  hasil: Jawaban[];
  urut_lengkap?: number;
  dicabut?: boolean;
}

async function terima({ akun, hasil, tertunda }: Putaran, bagian: RekamanKotak[], isi: Terkirim): Promise<void> {
  const dikirim = new Set(bagian.map((satu) => satu.id));
  const akhir = isi.hasil.filter((satu) => dikirim.has(satu.id) && satu.status !== "coba_lagi");
  const usai = new Set(akhir.map((satu) => satu.id));
  if (isi.dicabut || akhir.some((satu) => satu.kode === "perangkat_dicabut")) hasil.dicabut = true;
  const lagi = tertunda.tidakDiambil(bagian.filter((satu) => !usai.has(satu.id)));
  if (akhir.length < bagian.length) hasil.sisa = true;
  const lama = new Map(bagian.map((satu) => [satu.id, satu]));
  const baru = akhir.filter((satu) => perluDicatat(satu, lama.get(satu.id)));
  const rekaman = await Promise.all(
    baru.map(async (satu) => ({
      ...(await tutup(akun.perangkat.aes, `jawaban/${satu.id}`, satu)),
      ...{ id: satu.id, status: satu.status, pada: Date.now() },
    })),
  );
  const terkirim = akhir.flatMap((satu) => terkirimDari(lama.get(satu.id)!, satu.status));
  await tulisJawaban(akun, { rekaman, lagi, terkirim }).catch(async (sebab: unknown) => {
    if (galatSimpan(sebab) !== PENUH) throw sebab;
    await akun.db.clear("terkirim"); // a full phone rather remembers less than to send for ever
    await tulisJawaban(akun, { rekaman, lagi, terkirim }, false);
  });
  void cadangkan(akun);
  await ingatJawaban(baru);
  await hitung();
  dataBerubah();
  kabari("operasi");
}

/** What was sent again after a restore was answered before: only what went otherwise now is told. */
function perluDicatat(jawaban: Jawaban, satu: RekamanKotak | undefined): boolean {
  return !satu?.ulang || !(satu.segel === undefined || ["diterima", "sudah_ada"].includes(jawaban.status));
}

interface Tulisan {
  rekaman: RekamanJawaban[];
  lagi: RekamanKotak[];
  terkirim: ReturnType<typeof terkirimDari>[];
}

async function tulisJawaban({ db }: Akun, { rekaman, lagi, terkirim }: Tulisan, simpan = true): Promise<void> {
  const tx = db.transaction(["kotak", "terkirim", "jawaban"], "readwrite", { durability: "strict" });
  for (const satu of rekaman) void tx.objectStore("jawaban").put(satu);
  for (const satu of lagi) void tx.objectStore("kotak").put(satu);
  for (const satu of terkirim) {
    void tx.objectStore("kotak").delete([satu.kirim_ke, satu.urut]);
    if (simpan) void tx.objectStore("terkirim").put(satu);
  }
  await tx.done;
}

/** While the app is open its own operations carry their answers. */
async function ingatJawaban(akhir: Jawaban[]): Promise<void> {
  const { terbuka } = konteks;
  if (!terbuka) return;
  const kena = akhir.flatMap((jawaban) => {
    const catatan = terbuka.catatan.get(jawaban.id);
    if (catatan) terbuka.catatan.set(jawaban.id, { ...catatan, jawaban });
    return catatan ? [catatan.warga] : [];
  });
  await lapisi(kena);
}
