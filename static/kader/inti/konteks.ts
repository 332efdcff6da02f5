// The account in use in this tab: its open store and, while unlocked, its data key and what is held in memory.
import { TERKUNCI } from "./galat.ts";
import { pasangIndeks, type Indeks } from "./cari.ts";
import type { Catatan, Ringkas, Umum } from "./jenis.ts";
import { buka, tutup, type KunciPerangkat, type Tertutup } from "./sandi.ts";
import type { Simpanan } from "./simpanan.ts";

/** Everything that is lost when the app locks. */
export interface Terbuka {
  kunci: CryptoKey;
  token: string;
  /** As the server sent them. */
  dasar: Map<string, Ringkas>;
  /** With own operations laid over; what is searched. */
  indeks: Indeks;
  /** Own operations that are laid over or wait for repair, by `urut`. */
  catatan: Map<string, Catatan>;
  umum: Umum | null;
  generasi: number;
}
export interface Akun {
  id: string;
  nama: string;
  db: Simpanan;
  perangkat: KunciPerangkat;
  /** Id of the enrolled device; null when a new code is needed. */
  hp: string | null;
}

export const konteks: { akun: Akun | null; terbuka: Terbuka | null } = { akun: null, terbuka: null };

export function akunKini(): Akun {
  if (!konteks.akun) throw TERKUNCI;
  return konteks.akun;
}

export function terbukaKini(): Terbuka {
  if (!konteks.terbuka) throw TERKUNCI;
  return konteks.terbuka;
}

export function tutupData(tempat: string, nilai: unknown): Promise<Tertutup> {
  return tutup(terbukaKini().kunci, tempat, nilai);
}

export function bukaData<T>(tempat: string, rekaman: Tertutup): Promise<T> {
  return buka<T>(terbukaKini().kunci, tempat, rekaman);
}

export function semuaRingkas(): Ringkas[] {
  return [...terbukaKini().indeks.values()].map((baris) => baris.ringkas);
}

export function taruhRingkas(terbuka: Terbuka, ringkas: Ringkas | null, id: string): void {
  if (ringkas) pasangIndeks(terbuka.indeks, ringkas);
  else terbuka.indeks.delete(id);
}
