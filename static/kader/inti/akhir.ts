// Leaving an account, and erasing a revoked phone.
import { cadangkan, hapusCadangan } from "./cadangan.ts";
import { kirim, TanpaSinyal } from "./jaringan.ts";
import { kabari } from "./kabar.ts";
import { keadaan, keadaanKosong, ubah } from "./keadaan.ts";
import { akunKini, konteks, type Akun } from "./konteks.ts";
import { hitung } from "./kotak.ts";
import { buka } from "./sandi.ts";
import { BERISI_ORANG, hapusSimpanan, lupakanAkun } from "./simpanan.ts";

const DICABUT = { kode: "perangkat_dicabut", pesan: "Izin HP ini dicabut. Data warga di HP sudah dihapus." };

/** Leaves this account: keys and people go, the sealed outbox stays and is sent. */
export async function keluarAkun(): Promise<void> {
  await hapusKunciDanOrang(akunKini());
  konteks.terbuka = null;
  kabari("kunci");
  ubah({ tahap: "daftar" });
}

async function hapusKunciDanOrang(akun: Akun): Promise<void> {
  const { db } = akun;
  const kunci = db.transaction("kunci", "readwrite", { durability: "strict" });
  for (const nama of ["data", "token", "token_awal"]) void kunci.store.delete(nama);
  await kunci.done;
  const tx = db.transaction([...BERISI_ORANG, "tanda"], "readwrite", { durability: "strict" });
  for (const toko of BERISI_ORANG) void tx.objectStore(toko).clear();
  for (const nama of ["letak", "umum_etag", "terakhir_tarik"]) void tx.objectStore("tanda").delete(nama);
  await tx.done;
  await cadangkan(akun);
}

/** Revoked: keys first, then people; what waits is still sent; then the receipt, and nothing is left. */
export async function cabut(): Promise<void> {
  const akun = akunKini();
  await akun.db.put("tanda", true, "dicabut");
  await hapusKunciDanOrang(akun);
  konteks.terbuka = null;
  ubah({ ...keadaanKosong(), akun: keadaan().akun, tahap: "dicabut" });
  await hitung();
  if ((await akun.db.count("kotak")) > 0) return;
  await lapor(akun);
  await hapusSemua(akun);
}

async function lapor({ db, hp, perangkat }: Akun): Promise<void> {
  const lama = hp ? await db.get("perangkat", hp) : undefined;
  if (!lama) return;
  const token = await buka<string>(perangkat.aes, `perangkat/${lama.id}`, lama.token_kirim);
  const balasan = await kirim("/api/v1/hp/terhapus/", {}, `Kirim ${token}`);
  if (balasan.status >= 500) throw new TanpaSinyal();
}

async function hapusSemua({ db, id }: Akun): Promise<void> {
  await hapusCadangan(id); // first: while the account stands, whatever fails here is tried again
  konteks.akun = null;
  db.close();
  await lupakanAkun(id);
  await hapusSimpanan(id);
  for (const nama of await caches.keys()) await caches.delete(nama);
  kabari("hapus");
  const semuaAkun = keadaan().semuaAkun.filter((satu) => satu.id !== id);
  ubah({ ...keadaanKosong(), semuaAkun, akun: null, tahap: "daftar", galat: DICABUT });
}
