// After a restore of the server from an older backup: what it had taken and no longer knows is sent again.
import type { Akun } from "./konteks.ts";
import type { RekamanKotak, Simpanan } from "./simpanan.ts";

const SIMPAN = 14 * 86_400_000;
/** About four megabytes: more than a posyandu writes in two weeks. */
const PALING_BANYAK = 4000;
const diakui = (hp: string): string => `diakui:${hp}`;
const milik = (hp: string, dari = 0): IDBKeyRange => IDBKeyRange.bound([hp, dari], [hp, Infinity]);

/** What is kept of an operation that was answered; of a refused one only its number, so that none is missing later. */
export function terkirimDari(satu: RekamanKotak, status: string): RekamanKotak & { pada: number } {
  const { kirim_ke, urut, id, dibuat } = satu;
  const pada = Date.now();
  return status === "ditolak" ? { kirim_ke, urut, id, dibuat, pada } : { ...satu, macet: 0, pada };
}

/** Puts back into the outbox what this device sent beyond `lengkap`, when the server says less than it has said before. */
export async function pulihkan({ db }: Akun, hp: string, lengkap: number): Promise<boolean> {
  const tx = db.transaction(["tanda", "kotak", "terkirim"], "readwrite", { durability: "strict" });
  const tanda = tx.objectStore("tanda");
  const pernah = ((await tanda.get(diakui(hp))) as number | undefined) ?? 0;
  if (lengkap !== pernah) void tanda.put(lengkap, diakui(hp));
  const hilang = lengkap < pernah ? await tx.objectStore("terkirim").getAll(milik(hp, lengkap + 1)) : [];
  for (const { pada: _, ...satu } of hilang) {
    void tx.objectStore("kotak").put({ ...satu, ulang: true });
    void tx.objectStore("terkirim").delete([hp, satu.urut]);
  }
  await tx.done;
  return hilang.length > 0;
}

/** The server said that it was restored: whatever it now says that it has is less than before. */
export async function curigaiSemua({ db }: Akun): Promise<void> {
  for (const hp of await db.getAllKeys("perangkat")) await db.put("tanda", Number.MAX_SAFE_INTEGER, diakui(hp));
}

export async function punyaTerkirim(db: Simpanan, hp: string): Promise<boolean> {
  return (await db.count("terkirim", milik(hp))) > 0;
}

/** The server does not know an earlier device any more: the one in use sends for it, in the order of writing. */
export async function ambilAlih({ db, hp }: Akun, lama: string): Promise<void> {
  if (!hp) return;
  const tx = db.transaction(["tanda", "kotak", "terkirim", "perangkat"], "readwrite", { durability: "strict" });
  const [kotak, terkirim, tanda] = [tx.objectStore("kotak"), tx.objectStore("terkirim"), tx.objectStore("tanda")];
  const sendiri = await kotak.getAll(milik(hp));
  const lupa = (await terkirim.getAll(milik(lama))).filter((satu) => satu.segel);
  const asing = [...(await kotak.getAll(milik(lama))), ...lupa.map(({ pada: _, ...satu }) => ({ ...satu, ulang: true }))];
  let urut = ((await tanda.get(`urut:${hp}`)) as number | undefined) ?? 0;
  const nomor = [...sendiri.map((satu) => satu.urut), ...asing.map(() => ++urut)];
  void tanda.put(urut, `urut:${hp}`);
  for (const toko of [kotak, terkirim]) void toko.delete(milik(lama));
  void kotak.delete(milik(hp));
  // Ids are ordered by time; what was numbered already leaves no number unused.
  const semua = [...asing, ...sendiri].sort((a, b) => (a.id < b.id ? -1 : 1));
  semua.forEach((satu, ke) => void kotak.put({ ...satu, kirim_ke: hp, urut: nomor[ke] ?? 0 }));
  void tx.objectStore("perangkat").delete(lama);
  await tx.done;
}

/** Keeps the store of what was sent small. */
export async function lupakanTerkirim(db: Simpanan, kini = Date.now()): Promise<void> {
  const tx = db.transaction("terkirim", "readwrite");
  const lewat = (await tx.store.count()) - PALING_BANYAK;
  let ke = 0;
  for (let kursor = await tx.store.index("pada").openCursor(); kursor; kursor = await kursor.continue(), ke++) {
    if (ke >= lewat && kursor.value.pada > kini - SIMPAN) break;
    void kursor.delete();
  }
  await tx.done;
}
