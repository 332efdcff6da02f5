// A second copy of what only this phone has: the browser can lose the first one whole.
//
// A browser that is killed in the middle of a write leaves half a record; the next start writes behind it, and the one
// after that finds the file broken and empties the whole store (`docs/keputusan/0028-simpanan-kedua.md`). The copy lies
// in a storage bucket, which has files of its own. People are not copied: the server sends them again.
import { wrap, type IDBPDatabase } from "idb";
import { konteks, type Akun } from "./konteks.ts";
import { akunDiHp, bukaSimpanan, catatAkun, type Simpanan } from "./simpanan.ts";

declare global {
  interface Navigator {
    /** Missing in browsers that know no buckets: there the phone has one copy. */
    readonly storageBuckets?: { open(nama: string): Promise<{ indexedDB: IDBFactory }> };
  }
}

/** Short and often changed: copied whole. */
const UTUH = ["kunci", "tanda", "perangkat", "draf"] as const;
/** Long, and what stands under a key stays as it is: only what is new or gone is copied. */
const BERTAMBAH = ["kotak", "catatan", "jawaban"] as const;
const TOKO = [...UTUH, ...BERTAMBAH] as const;
/** How far people were fetched: they are fetched anew. */
const BUKAN_LAGI = new Set(["letak", "umum_etag", "terakhir_tarik"]);
const AWALAN = "ilp-";
const PALING_LAMA = 1000;

type Toko = (typeof TOKO)[number];
interface Satu {
  toko: Toko;
  kunci: IDBValidKey;
  nilai: unknown;
}
const teks = (kunci: IDBValidKey): string => JSON.stringify(kunci);
const antre = new Map<string, Promise<void>>();
const terbuka = new Map<string, IDBPDatabase>();
/** Held as long as the app runs: a bucket that nobody holds is collected, and its transactions never end. */
let bucket: Promise<{ indexedDB: IDBFactory } | null> | null = null;

/** Makes the copy like the store; resolves when it is, or after a second: it holds up nobody. */
export function cadangkan(akun: Akun): Promise<void> {
  return Promise.race([giliranDari(akun), new Promise<void>((ya) => setTimeout(ya, PALING_LAMA))]);
}

/** Calls that wait for their turn become one. */
function giliranDari({ id, db }: Akun): Promise<void> {
  const lama = antre.get(id);
  if (lama) return lama;
  const giliran = berbaris(id, async () => {
    antre.delete(id);
    await samakan(id, konteks.akun?.id === id ? konteks.akun.db : db); // the account may have been opened anew meanwhile
  }).catch(() => undefined); // what was saved stands in the store; the copy follows with the next change
  antre.set(id, giliran);
  return giliran;
}

/** The account is erased: nothing of it comes back. */
export async function hapusCadangan(id: string): Promise<void> {
  await berbaris(id, async () => {
    terbuka.get(id)?.close();
    terbuka.delete(id);
    const wadah = await bukaWadah();
    if (wadah) await wrap(wadah.deleteDatabase(AWALAN + id));
  });
}

/** Accounts whose store the browser has lost are filled from their copies. Asked where the phone knows no account. */
export async function pulihkanCadangan(): Promise<void> {
  await navigator.locks.request("ilp-pulih", async () => {
    const wadah = (await akunDiHp()).length ? null : await bukaWadah();
    for (const { name } of (await wadah?.databases()) ?? []) if (name?.startsWith(AWALAN)) await pulihkan(name.slice(4));
  });
}

function berbaris(id: string, fungsi: () => Promise<void>): Promise<void> {
  return navigator.locks.request(`ilp-cadangan-${id}`, fungsi);
}

function bukaWadah(): Promise<IDBFactory | null> {
  bucket ??= navigator.storageBuckets?.open("cadangan").catch(() => null) ?? Promise.resolve(null);
  return bucket.then((satu) => satu?.indexedDB ?? null);
}

async function bukaCadangan(id: string): Promise<IDBPDatabase | null> {
  const lama = terbuka.get(id);
  if (lama) return lama;
  const minta = (await bukaWadah())?.open(AWALAN + id, 1);
  if (!minta) return null;
  minta.onupgradeneeded = () => TOKO.forEach((nama) => minta.result.createObjectStore(nama));
  const db = (await wrap(minta)) as IDBPDatabase;
  const lepas = () => terbuka.delete(id);
  db.addEventListener("close", lepas);
  db.addEventListener("versionchange", () => {
    lepas();
    db.close();
  });
  terbuka.set(id, db);
  return db;
}

async function samakan(id: string, db: Simpanan): Promise<void> {
  const cadangan = await bukaCadangan(id);
  if (!cadangan) return;
  const lama = await kunciLama(cadangan);
  const { baru, hilang } = await bedanya(db, lama);
  const tx = cadangan.transaction(TOKO, "readwrite", { durability: "strict" });
  for (const { toko, kunci, nilai } of baru) void tx.objectStore(toko).put(nilai, kunci);
  for (const { toko, kunci } of hilang) void tx.objectStore(toko).delete(kunci);
  await tx.done;
}

async function kunciLama(cadangan: IDBPDatabase): Promise<Map<Toko, IDBValidKey[]>> {
  const tx = cadangan.transaction(TOKO);
  const semua = TOKO.map(async (toko) => [toko, await tx.objectStore(toko).getAllKeys()] as const);
  return new Map(await Promise.all(semua));
}

/** Read in one transaction: a number given and the operation that bears it are copied together. */
async function bedanya(db: Simpanan, lama: Map<Toko, IDBValidKey[]>): Promise<{ baru: Satu[]; hilang: Omit<Satu, "nilai">[] }> {
  const tx = db.transaction(TOKO);
  const beda = TOKO.map(async (toko) => {
    const ada: IDBValidKey[] = await tx.objectStore(toko).getAllKeys();
    const [tetap, sudah] = [new Set(ada.map(teks)), new Set((lama.get(toko) ?? []).map(teks))];
    const salin = (UTUH as readonly string[]).includes(toko) ? ada : ada.filter((kunci) => !sudah.has(teks(kunci)));
    const baru = salin.map(async (kunci) => ({ toko, kunci, nilai: await tx.objectStore(toko).get(kunci as never) }));
    const hilang = (lama.get(toko) ?? []).filter((kunci) => !tetap.has(teks(kunci)));
    return { baru: await Promise.all(baru), hilang: hilang.map((kunci) => ({ toko, kunci })) };
  });
  const semua = await Promise.all(beda);
  return { baru: semua.flatMap((satu) => satu.baru), hilang: semua.flatMap((satu) => satu.hilang) };
}

async function pulihkan(id: string): Promise<void> {
  const cadangan = await bukaCadangan(id);
  if (!cadangan || !(await cadangan.get("kunci", "perangkat"))) return;
  const isi = await semuaIsi(cadangan);
  const db = await bukaSimpanan(id, () => db.close());
  const tx = db.transaction(TOKO, "readwrite", { durability: "strict" });
  for (const { toko, kunci, nilai } of isi) {
    const tujuan = tx.objectStore(toko);
    void (tujuan.keyPath === null ? tujuan.put(nilai as never, kunci as never) : tujuan.put(nilai as never));
  }
  await tx.done;
  db.close();
  await catatAkun(id);
}

async function semuaIsi(cadangan: IDBPDatabase): Promise<Satu[]> {
  const tx = cadangan.transaction(TOKO);
  const isi = TOKO.map(async (toko) => {
    const [kunci, nilai] = await Promise.all([tx.objectStore(toko).getAllKeys(), tx.objectStore(toko).getAll()]);
    return kunci.map((satu, ke) => ({ toko, kunci: satu, nilai: nilai[ke] as unknown }));
  });
  return (await Promise.all(isi)).flat().filter(({ toko, kunci }) => toko !== "tanda" || !BUKAN_LAGI.has(String(kunci)));
}
