// The PIN and the lock.
import { bacaKunci } from "./akun.ts";
import { cadangkan } from "./cadangan.ts";
import { GalatInti } from "./galat.ts";
import { adaSesiHariIni, muatIngatan } from "./gudang.ts";
import { dengarkan, kabari } from "./kabar.ts";
import { dataBerubah, keadaan, ubah } from "./keadaan.ts";
import { akunKini, konteks, terbukaKini } from "./konteks.ts";
import { hitung } from "./kotak.ts";
import { alasanPinLemah, jedaPin, PALING_SALAH } from "./pin.ts";
import { buatKunciData, buka, bukaKunci, bungkusKunci, tutup, type Tertutup } from "./sandi.ts";
import { awasiJam, mintaSimpananTetap, mulaiSewa, selisihTeringat, sewaHabis } from "./sewa.ts";
import type { Simpanan } from "./simpanan.ts";

const KUNCI_MENIT = 5;
const KUNCI_MENIT_SESI = 30;

/** The data key under the PIN. */
interface Bungkus extends Tertutup {
  garam: Uint8Array<ArrayBuffer>;
}
/** How often the PIN was wrong, and until when nobody may try (ms). */
interface Percobaan {
  salah: number;
  sampai: number;
}

/** Sets the PIN after enrolment and opens the app. Weak ones are refused in words. */
export async function pasangPin(pin: string): Promise<void> {
  const lemah = alasanPinLemah(pin);
  if (lemah) throw new GalatInti("pin_lemah", lemah, "Pilih enam angka yang tidak mudah ditebak.");
  const { db, perangkat } = akunKini();
  const awal = await bacaKunci<Tertutup>(db, "token_awal");
  const token = awal ? await buka<string>(perangkat.aes, "kunci/token_awal", awal) : terbukaKini().token;
  const kunci = konteks.terbuka?.kunci ?? (await buatKunciData());
  const bungkus = await bungkusKunci(kunci, pin, perangkat.hmac);
  const tertutup = await tutup(kunci, "kunci/token", token);
  const tx = db.transaction("kunci", "readwrite", { durability: "strict" });
  void tx.store.put(bungkus, "data");
  void tx.store.put(tertutup, "token");
  for (const nama of ["token_awal", "percobaan"]) void tx.store.delete(nama);
  await tx.done;
  await mulaiSewa();
  await cadangkan(akunKini());
  await masuk(kunci, token);
  void mintaSimpananTetap();
}

/** Opens with the PIN. Every try is counted on the disk before it is made. */
export async function bukaDenganPin(pin: string): Promise<void> {
  const { db, perangkat } = akunKini();
  const bungkus = await bacaKunci<Bungkus>(db, "data");
  if (!bungkus) throw new GalatInti("perlu_kode", "PIN tidak berlaku lagi.", "Minta kode baru dari Puskesmas atau bidan.");
  await hitungPercobaan(db);
  let kunci: CryptoKey;
  try {
    kunci = await bukaKunci(bungkus, pin, perangkat.hmac);
  } catch {
    throw await pinSalah(db);
  }
  await db.delete("kunci", "percobaan");
  const token = await bacaKunci<Tertutup>(db, "token");
  await masuk(kunci, token ? await buka<string>(kunci, "kunci/token", token) : "");
}

async function hitungPercobaan(db: Simpanan): Promise<void> {
  const tx = db.transaction("kunci", "readwrite", { durability: "strict" });
  const lama = ((await tx.store.get("percobaan")) as Percobaan | undefined) ?? { salah: 0, sampai: 0 };
  const sisa = lama.sampai - Date.now();
  if (sisa > 0) {
    await tx.done;
    const detik = Math.ceil(sisa / 1000);
    throw new GalatInti("tunggu", `Terlalu sering salah. Tunggu ${detik} detik, lalu coba lagi.`);
  }
  const salah = lama.salah + 1;
  void tx.store.put({ salah, sampai: Date.now() + jedaPin(salah) } satisfies Percobaan, "percobaan");
  await tx.done;
}

async function pinSalah(db: Simpanan): Promise<GalatInti> {
  const { salah } = (await bacaKunci<Percobaan>(db, "percobaan")) ?? { salah: 0 };
  if (salah < PALING_SALAH) {
    return new GalatInti("pin_salah", `PIN salah. Sisa ${PALING_SALAH - salah} kali.`, "Ingat-ingat dahulu, lalu coba lagi.");
  }
  await db.delete("kunci", "data");
  await db.delete("kunci", "token");
  await cadangkan(akunKini());
  ubah({ tahap: "daftar" });
  const saran = "Minta kode baru dari Puskesmas atau bidan. Catatan yang belum terkirim tetap aman dan tetap dikirim.";
  return new GalatInti("pin_habis", "PIN salah sepuluh kali.", saran);
}

async function masuk(kunci: CryptoKey, token: string): Promise<void> {
  const peta = { dasar: new Map(), indeks: new Map(), catatan: new Map() };
  konteks.terbuka = { kunci, token, ...peta, umum: null, generasi: 1 };
  await muatIngatan();
  const { db } = akunKini();
  const terakhirTarik = ((await db.get("tanda", "terakhir_tarik")) as string | undefined) ?? null;
  bergerak();
  ubah({ selisihJam: keadaan().selisihJam ?? (await selisihTeringat()) });
  dataBerubah({ tahap: terakhirTarik ? "siap" : "unduh", terakhirTarik, sewaHabis: await sewaHabis() });
}

/** Forgets the keys and everybody in memory. */
export function kunciSekarang(beriTahu = true): void {
  if (!konteks.terbuka) return;
  konteks.terbuka = null;
  ubah({ tahap: "terkunci" });
  if (beriTahu) kabari("kunci");
}

let gerakTerakhir = 0;

function bergerak(): void {
  gerakTerakhir = Date.now();
}

/** Locks after five minutes without a touch, thirty while a session is open. Called once. */
export function mulaiPenjaga(): void {
  for (const gerak of ["pointerdown", "keydown", "scroll"]) addEventListener(gerak, bergerak, { passive: true });
  const periksa = () => {
    awasiJam();
    if (!konteks.terbuka) return;
    const menit = adaSesiHariIni() ? KUNCI_MENIT_SESI : KUNCI_MENIT;
    if (Date.now() - gerakTerakhir > menit * 60_000) kunciSekarang(false);
  };
  setInterval(periksa, 10_000);
  document.addEventListener("visibilitychange", periksa);
  dengarkan((kabar) => void dengarTabLain(kabar));
}

async function dengarTabLain(kabar: string): Promise<void> {
  if (kabar === "kunci") kunciSekarang(false);
  else if (kabar === "hapus") location.reload();
  else if (konteks.akun) {
    if (konteks.terbuka) await muatIngatan();
    await hitung();
    dataBerubah();
  }
}
