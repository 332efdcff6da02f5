// Enrolment with a one-time code.
import { bacaKunci, tutupKarenaBaru, ubahDaftarAkun } from "./akun.ts";
import { cadangkan } from "./cadangan.ts";
import { GalatInti } from "./galat.ts";
import { kirim, type Balasan } from "./jaringan.ts";
import { keadaanKosong, ubah } from "./keadaan.ts";
import { konteks } from "./konteks.ts";
import { hitung } from "./kotak.ts";
import { buatKunciPerangkat, buka, tutup, type KunciPerangkat, type KunciServer } from "./sandi.ts";
import { akunDiHp, BERISI_ORANG, bukaSimpanan, catatAkun } from "./simpanan.ts";

interface Pendaftaran {
  perangkat: string;
  token: string;
  token_kirim: string;
  pengguna: { id: number; nama: string };
  segel: KunciServer;
}

/** Enrols this phone with a one-time code. What waits in the outbox stays, under the device that numbered it. */
export async function daftarkan(kode: string, nama: string): Promise<void> {
  const ganti = await gantiDari();
  let balasan = await mintaDaftar({ kode, nama, ...ganti });
  // The code of another person on a shared phone: their phone replaces none.
  if (ganti && kodeGalat(balasan) === "ganti_dari_salah") balasan = await mintaDaftar({ kode, nama });
  if (balasan.status === 201) return simpanPendaftaran(balasan.isi as Pendaftaran);
  const isi = balasan.isi as { kode?: string; pesan?: string; saran?: string } | null;
  throw new GalatInti(isi?.kode ?? "gagal", isi?.pesan ?? "Pendaftaran belum berhasil.", isi?.saran ?? "Coba lagi.");
}

async function mintaDaftar(isi: object): Promise<Balasan> {
  return kirim("/api/v1/hp/daftar/", isi, null).catch(() => {
    throw new GalatInti("tanpa_sinyal", "Server tidak terjangkau.", "Cari tempat bersinyal, lalu coba lagi.");
  });
}

function kodeGalat(balasan: Balasan): string {
  return (balasan.isi as { kode?: string } | null)?.kode ?? "";
}

async function gantiDari(): Promise<{ ganti_dari: { perangkat: string; token_kirim: string } } | null> {
  const { akun } = konteks;
  const lama = akun?.hp ? await akun.db.get("perangkat", akun.hp) : undefined;
  if (!akun || !lama) return null;
  const token_kirim = await buka<string>(akun.perangkat.aes, `perangkat/${lama.id}`, lama.token_kirim);
  return { ganti_dari: { perangkat: lama.id, token_kirim } };
}

async function simpanPendaftaran(baru: Pendaftaran): Promise<void> {
  const { nama } = baru.pengguna;
  const id = String(baru.pengguna.id);
  const sama = konteks.akun?.id === id;
  const terbuka = sama ? konteks.terbuka : null;
  const db = sama && konteks.akun ? konteks.akun.db : await bukaSimpanan(id, tutupKarenaBaru);
  const perangkat = (await bacaKunci<KunciPerangkat>(db, "perangkat")) ?? (await buatKunciPerangkat());
  const { aes } = perangkat;
  const token_kirim = await tutup(aes, `perangkat/${baru.perangkat}`, baru.token_kirim);
  const token = await tutup(aes, "kunci/token_awal", baru.token);
  const tertutup = await tutup(aes, "kunci/nama", nama);
  const tx = db.transaction(["kunci", "tanda", "perangkat", ...BERISI_ORANG], "readwrite", { durability: "strict" });
  const kunci = tx.objectStore("kunci");
  void kunci.put(perangkat, "perangkat");
  void kunci.put(token, "token_awal");
  void kunci.put(tertutup, "nama");
  void kunci.delete("data");
  void kunci.delete("token");
  void kunci.delete("percobaan");
  void tx.objectStore("perangkat").put({ id: baru.perangkat, token_kirim });
  const tanda = tx.objectStore("tanda");
  void tanda.put(baru.segel, "segel");
  void tanda.put(baru.perangkat, "hp");
  for (const nama of ["letak", "dicabut", "umum_etag"]) void tanda.delete(nama);
  // Without the old PIN nobody can read them any more; with the app open the same key is wrapped anew.
  if (!terbuka) for (const toko of BERISI_ORANG) void tx.objectStore(toko).clear();
  await tx.done;
  konteks.akun = { id, nama, db, perangkat, hp: baru.perangkat };
  await catatAkun(id);
  await cadangkan(konteks.akun);
  ubah({ ...keadaanKosong(), akun: { id, nama }, tahap: "pasang_pin" });
  await ubahDaftarAkun(await akunDiHp());
  await hitung();
}
