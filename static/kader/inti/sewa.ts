// For how long people may be read without contact, and whether the browser keeps what we store.
import { keadaan, ubah } from "./keadaan.ts";
import { akunKini, konteks } from "./konteks.ts";

const SEWA_HARI = 45;
/** A clock that goes back by more was set by somebody. */
const MUNDUR = 10 * 60_000;

interface Kontak {
  pada: number;
  /** The highest clock ever seen: setting the clock back does not lengthen the lease. */
  jam: number;
  hari: number;
}

export async function mulaiSewa(): Promise<void> {
  const kini = Date.now();
  const hari = konteks.terbuka?.umum?.sewa_hari ?? SEWA_HARI;
  await akunKini().db.put("tanda", { pada: kini, jam: kini, hari } satisfies Kontak, "kontak");
}

export async function catatKontak(): Promise<void> {
  await mulaiSewa();
  ubah({ sewaHabis: false, ...(keadaan().tahap === "unduh" ? { tahap: "siap" as const } : {}) });
}

export async function sewaHabis(): Promise<boolean> {
  const { db } = akunKini();
  const kontak = (await db.get("tanda", "kontak")) as Kontak | undefined;
  if (!kontak) return true;
  const jam = Math.max(kontak.jam, Date.now());
  await db.put("tanda", { ...kontak, jam } satisfies Kontak, "kontak");
  return jam - kontak.pada > kontak.hari * 86_400_000;
}

interface Selisih {
  menit: number;
  pada: number;
}

/** How wrong the clock was at the last contact: without signal nobody else can say it, and every date follows it. */
export async function ingatSelisih(menit: number | null): Promise<void> {
  const { db } = akunKini();
  if (menit === null) await db.delete("tanda", "selisih_jam");
  else await db.put("tanda", { menit, pada: Date.now() } satisfies Selisih, "selisih_jam");
}

/** Null when it was right, and when a clock that was ahead has been set back since. */
export async function selisihTeringat(): Promise<number | null> {
  const { db } = akunKini();
  const lama = (await db.get("tanda", "selisih_jam")) as Selisih | undefined;
  const kontak = (await db.get("tanda", "kontak")) as Kontak | undefined;
  return lama && Date.now() >= Math.max(lama.pada, kontak?.jam ?? 0) - MUNDUR ? lama.menit : null;
}

let terlihat = Date.now();

/** While the app is open: a clock that jumped back was set right, so what the server said of it holds no longer. */
export function awasiJam(): void {
  const kini = Date.now();
  if (kini < terlihat - MUNDUR && (keadaan().selisihJam ?? 0) > 0) ubah({ selisihJam: null });
  terlihat = kini;
}

export async function mintaSimpananTetap(): Promise<void> {
  const tetap = (await navigator.storage?.persist?.().catch(() => false)) ?? false;
  ubah({ simpananTetap: tetap });
}

export async function periksaSimpananTetap(): Promise<void> {
  ubah({ simpananTetap: (await navigator.storage?.persisted?.().catch(() => false)) ?? false });
}
