// The outbox: what was saved waits here, sealed, until the server has answered for it.
import { cadangkan } from "./cadangan.ts";
import { galatSimpan, PENUH } from "./galat.ts";
import { lapisi } from "./gudang.ts";
import type { Catatan, IsiOperasi, JenisOperasi } from "./jenis.ts";
import { dataBerubah, ubah } from "./keadaan.ts";
import { akunKini, semuaRingkas, terbukaKini, tutupData } from "./konteks.ts";
import { entitasDari, wargaDari } from "./lapis.ts";
import { HITUNGAN, tambahHitungan, type Hitungan } from "./hitungan.ts";
import { kabari } from "./kabar.ts";
import { sebutanDari } from "./tertunda.ts";
import { segelkan, type KunciServer } from "./sandi.ts";
import { hariIni, idBaru, saatIni } from "./waktu.ts";

export const SKEMA = 1;

export interface OpsiSimpan {
  /** Key of the draft that this operation finishes; removed in the same transaction. */
  draf?: string;
  /** Id of the refused operation that this one repairs. */
  ganti?: string;
}

/** Seals, numbers and stores an operation. Resolves when it is on the disk; see `simpanOperasi` in index.ts. */
export async function taruhOperasi<J extends JenisOperasi>(
  jenis: J,
  isi: IsiOperasi[J],
  opsi: OpsiSimpan = {},
): Promise<Catatan<J>> {
  const id = idBaru();
  const dibuat = saatIni();
  const baru = { jenis, isi, dibuat, warga: wargaDari(jenis, isi, semuaRingkas()) };
  let urut: number | null = null;
  try {
    urut = await tulis(id, baru, opsi).catch(async (sebab: unknown) => {
      if (galatSimpan(sebab) !== PENUH) throw sebab;
      await akunKini().db.clear("terkirim"); // room for what is new before memory of what arrived
      return tulis(id, baru, opsi);
    });
  } catch (sebab) {
    throw galatSimpan(sebab);
  }
  if (urut === null) return sudahAda(entitasDari(jenis, isi)) as Catatan<J>;
  const catatan: Catatan<J> = { ...baru, id, urut, jawaban: null };
  const terbuka = terbukaKini();
  if (opsi.ganti) terbuka.catatan.delete(opsi.ganti);
  terbuka.catatan.set(id, catatan as unknown as Catatan);
  await lapisi([catatan.warga]);
  await cadangkan(akunKini());
  setTimeout(() => void beritahu()); // lists and counts are made anew after the cadre has her answer
  return catatan;
}

async function beritahu(): Promise<void> {
  await hitung();
  dataBerubah();
  kabari("operasi");
}

/** The number given; null when the same thing was saved before and still stands. */
async function tulis(id: string, baru: Omit<Catatan, "id" | "urut" | "jawaban">, opsi: OpsiSimpan): Promise<number | null> {
  const { db, hp } = akunKini();
  const server = (await db.get("tanda", "segel")) as KunciServer;
  const segel = await segelkan(server, id, { jenis: baru.jenis, skema: SKEMA, isi: baru.isi, pada: baru.dibuat });
  const tertutup = await tutupData(`catatan/${id}`, baru);
  const entitas = entitasDari(baru.jenis, baru.isi);
  const toko = ["kotak", "catatan", "jawaban", "tanda", "draf"] as const;
  const tx = db.transaction(toko, "readwrite", { durability: "strict" });
  const [kotak, catatan, tanda] = [tx.objectStore("kotak"), tx.objectStore("catatan"), tx.objectStore("tanda")];
  if (opsi.draf) void tx.objectStore("draf").delete(opsi.draf);
  if (opsi.ganti) await tandaiDiganti(opsi.ganti);
  for (const lama of entitas ? await catatan.index("entitas").getAll(entitas) : []) {
    if ((await tx.objectStore("jawaban").get(lama.id))?.status === "ditolak") continue;
    await tx.done;
    return null;
  }
  const nomor = `urut:${hp}`;
  const urut = (((await tanda.get(nomor)) as number | undefined) ?? 0) + 1;
  void tanda.put(urut, nomor);
  void kotak.add({ kirim_ke: hp ?? "", urut, id, segel, dibuat: baru.dibuat, ...sebutanDari(baru.jenis, baru.isi) });
  void catatan.add({ ...tertutup, id, urut, entitas, lapis: 1, dibuat: Date.now() });
  if (baru.jenis === "kunjungan") {
    const hitungan = ((await tanda.get(HITUNGAN)) ?? {}) as Hitungan;
    void tanda.put(tambahHitungan(hitungan, baru.isi as IsiOperasi["kunjungan"]), HITUNGAN);
  }
  await tx.done;
  return urut;

  async function tandaiDiganti(ditolak: string): Promise<void> {
    const jawaban = await tx.objectStore("jawaban").get(ditolak);
    if (jawaban) void tx.objectStore("jawaban").put({ ...jawaban, usai: "diganti" });
    void catatan.delete(ditolak);
  }
}

function sudahAda(entitas: string): Catatan | undefined {
  return [...terbukaKini().catatan.values()].find((satu) => entitasDari(satu.jenis, satu.isi) === entitas);
}

/** Counts what waits, what was sent today and what needs repair (and can be read: a new PIN cannot open old notes). */
export async function hitung(): Promise<void> {
  const { db } = akunKini();
  const jawaban = await db.getAll("jawaban");
  const terbaca = new Set(await db.getAllKeys("catatan"));
  const kini = hariIni();
  ubah({
    tersimpan: await db.count("kotak"),
    terkirim: jawaban.filter((satu) => satu.status !== "ditolak" && hariIni(new Date(satu.pada)) === kini).length,
    perluDibetulkan: jawaban.filter((satu) => satu.status === "ditolak" && !satu.usai && terbaca.has(satu.id)).length,
  });
}
