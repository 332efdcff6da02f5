// Which visits were written on this phone, by place and day: closing a day declares their number. Ids, nothing personal.
import type { IsiOperasi } from "./jenis.ts";
import { akunKini } from "./konteks.ts";
import { hariIni, jamKini } from "./waktu.ts";

export const HITUNGAN = "kunjungan";
const SIMPAN_HARI = 45;
/** Id of a visit to the place and day where it counts. */
export type Hitungan = Record<string, string>;

const letak = (unit: string, tanggal: string): string => `${tanggal} ${unit}`;

/** After one more visit was written: a correction takes the place of what it corrects, a withdrawal leaves none. */
export function tambahHitungan(lama: Hitungan, isi: IsiOperasi["kunjungan"], kini = jamKini()): Hitungan {
  const batas = hariIni(new Date(kini.getTime() - SIMPAN_HARI * 86_400_000));
  const baru = Object.fromEntries(Object.entries(lama).filter(([, di]) => di >= batas));
  const sendiri = !isi.menggantikan || isi.menggantikan in lama;
  if (isi.menggantikan) delete baru[isi.menggantikan];
  if (sendiri && !isi.batal && isi.kanal === "posyandu") baru[isi.id] = letak(isi.unit, isi.tanggal);
  return baru;
}

/** How many visits at that place on that day this phone holds. */
export async function jumlahKunjungan(unit: string, tanggal: string): Promise<number> {
  const semua = ((await akunKini().db.get("tanda", HITUNGAN)) ?? {}) as Hitungan;
  return Object.values(semua).filter((di) => di === letak(unit, tanggal)).length;
}

/** A refused visit was given up. */
export async function kurangiHitungan(id: string): Promise<void> {
  const tx = akunKini().db.transaction("tanda", "readwrite");
  const { [id]: _, ...sisa } = ((await tx.store.get(HITUNGAN)) ?? {}) as Hitungan;
  void tx.store.put(sisa, HITUNGAN);
  await tx.done;
}
