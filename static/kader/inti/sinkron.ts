// When and in which order the phone talks to the server: push, then pull; one tab at a time; again after a while.
import { TERKUNCI } from "./galat.ts";
import { kabari } from "./kabar.ts";
import { jedaUlang } from "./jeda.ts";
import { keadaan, ubah } from "./keadaan.ts";
import { kirimSemua } from "./kirim.ts";
import { konteks } from "./konteks.ts";
import { TanpaSinyal, type Balasan } from "./jaringan.ts";
import { mulaiUlang, tarikLain, tarikSemua } from "./tarik.ts";
import { curigaiSemua } from "./pulih.ts";
import { cabut } from "./akhir.ts";
import { kirimAkunLain } from "./akun.ts";
import { catatKontak, ingatSelisih } from "./sewa.ts";

const TARIK_TIAP = 5 * 60_000;
const LAIN_TIAP = 30 * 60_000;
const SELISIH_WAJAR = 10;
const TERHENTI = { kode: "gagal_sinkron", pesan: "Pengiriman terhenti. HP akan mencoba lagi." };
let gagal = 0;
let alarm: { pada: number; paksa: boolean; nomor: ReturnType<typeof setTimeout> } | null = null;
let terakhirTarik = 0;
let terakhirLain = 0;
let lagiNanti = false;

/** Exchanges now; `paksa` also pulls when the last pull is recent. Resolves when this round is over. */
export async function sinkron(paksa = false): Promise<void> {
  const akun = konteks.akun;
  if (!akun || keadaan().versiBaru === "wajib") return;
  await navigator.locks.request(`ilp-sinkron-${akun.id}`, { ifAvailable: true }, async (kunci) => {
    if (!kunci) {
      lagiNanti = true; // the round under way in this tab goes once more; another tab's is enough for this one
      jadwalkan(null);
      return;
    }
    do {
      lagiNanti = false;
      await satuPutaran(paksa);
    } while (lagiNanti && gagal === 0 && konteks.akun);
  });
}

async function satuPutaran(paksa: boolean): Promise<void> {
  ubah({ sedangKirim: true });
  let tunggu: number | null = null;
  try {
    const { henti, sisa } = await tukarData(paksa);
    gagal = henti || sisa ? gagal + 1 : 0;
    tunggu = henti?.tunggu ?? null;
    if (!konteks.akun) return; // revoked and erased: what was said about it stays
    ubah({ galat: henti ? galatDari(henti) : null, luring: false, ...(henti ? {} : { perluKode: false }) });
  } catch (sebab) {
    gagal += 1;
    if (!konteks.akun) return;
    const luring = sebab instanceof TanpaSinyal;
    const tenang = luring || sebab === TERKUNCI; // locked in the middle of a round: the next one is after the PIN
    ubah({ luring, galat: tenang ? null : TERHENTI });
  } finally {
    ubah({ sedangKirim: false, unduhan: null });
    jadwalkan(tunggu);
  }
}

interface Putaran {
  /** The answer that stopped the round. */
  henti: Balasan | null;
  /** Something is to be sent again. */
  sisa: boolean;
}

async function tukarData(paksa: boolean): Promise<Putaran> {
  const dorong = await kirimSemua().catch((sebab: unknown) => {
    if (keadaan().tahap !== "unduh") throw sebab;
    return null; // a first download does not wait for what cannot be sent yet
  });
  catatSelisih(dorong?.selisih ?? null);
  const sisa = dorong?.sisa ?? true;
  if (dorong?.dicabut || keadaan().tahap === "dicabut") {
    await cabut();
    return { henti: null, sisa };
  }
  if (dorong?.berhenti) return { henti: await putuskan(dorong.berhenti), sisa };
  if (dorong) await kirimAkunLain();
  const perlu = paksa || keadaan().tahap === "unduh" || Date.now() - terakhirTarik > TARIK_TIAP;
  if (!konteks.terbuka || !perlu) return { henti: null, sisa };
  return { henti: await tarik(), sisa };
}

async function tarik(): Promise<Balasan | null> {
  const hasil = await tarikSemua();
  catatSelisih(hasil.selisih);
  if (hasil.zamanBaru) {
    if (konteks.akun) await curigaiSemua(konteks.akun);
    await mulaiUlang();
    lagiNanti = true;
    return null;
  }
  if (hasil.berhenti) return putuskan(hasil.berhenti);
  terakhirTarik = Date.now();
  if (Date.now() - terakhirLain > LAIN_TIAP) {
    await tarikLain();
    terakhirLain = Date.now();
  }
  await catatKontak(); // last: the app opens only when the rules are there, too
  kabari("orang");
  return null;
}

async function putuskan(balasan: Balasan): Promise<Balasan | null> {
  if (balasan.status === 410) {
    await cabut();
    return null;
  }
  if (balasan.status === 401) ubah({ perluKode: true });
  if (balasan.status === 426) ubah({ versiBaru: "wajib" });
  return balasan;
}

function catatSelisih(menit: number | null): void {
  if (menit === null) return;
  const selisihJam = Math.abs(menit) > SELISIH_WAJAR ? menit : null;
  if (selisihJam !== null || keadaan().selisihJam !== null) void ingatSelisih(selisihJam);
  ubah({ selisihJam });
}

function galatDari(balasan: Balasan): { kode: string; pesan: string } {
  const isi = balasan.isi as { kode?: string; pesan?: string } | null;
  return { kode: isi?.kode ?? `http_${balasan.status}`, pesan: isi?.pesan ?? "Server belum dapat menerima. HP akan mencoba lagi." };
}

function jadwalkan(tunggu: number | null): void {
  pasangAlarm(gagal ? Math.max(jedaUlang(gagal), (tunggu ?? 0) * 1000) : TARIK_TIAP, false);
}

/** Soon, for instance after a save; several calls become one. */
export function segeraSinkron(paksa = false): void {
  pasangAlarm(300, paksa);
}

/** A round that ends while a save asks for the next one must not put it off: the earlier time holds. */
function pasangAlarm(jeda: number, paksa: boolean): void {
  const pada = Date.now() + jeda;
  if (alarm && alarm.pada <= pada) {
    alarm.paksa ||= paksa;
    return;
  }
  clearTimeout(alarm?.nomor);
  const ini = { pada, paksa: paksa || (alarm?.paksa ?? false), nomor: setTimeout(() => berbunyi(ini.paksa), jeda) };
  alarm = ini;
}

function berbunyi(paksa: boolean): void {
  alarm = null;
  void sinkron(paksa);
}

/** Listens to everything that may mean a connection. Called once. */
export function mulaiSinkron(): void {
  addEventListener("online", () => {
    gagal = 0;
    segeraSinkron();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") segeraSinkron();
  });
}
