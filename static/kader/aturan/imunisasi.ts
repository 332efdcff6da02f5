// Pair of klaster/imunisasi.py: which doses of a child are known, which are due, which are late.
import type { DosisJson } from "./bundel.ts";
import type { Pengukuran, Profil } from "./profil.ts";
import { readTanggal, sesudah, sebutTanggal, type Tanggal } from "./tanggal.ts";

export const DIBERI = "diberi"; // given
export const TERLALU_DINI = "terlalu_dini"; // given before the least age or the least interval
export const BELUM_WAKTUNYA = "belum_waktunya"; // `mulai` says when
export const MENUNGGU = "menunggu"; // for the dose before it
export const WAKTUNYA = "waktunya"; // due, not late
export const TERTINGGAL = "tertinggal"; // late, may still be given
export const LEWAT_UMUR = "lewat_umur"; // too old for it now
export type NamaStatus =
  | typeof DIBERI
  | typeof TERLALU_DINI
  | typeof BELUM_WAKTUNYA
  | typeof MENUNGGU
  | typeof WAKTUNYA
  | typeof TERTINGGAL
  | typeof LEWAT_UMUR;

/** One dose. Ages count from birth, `jeda` from the dose `sesudah`; from `sampai` on it is no longer given. */
export interface Dosis extends DosisJson {
  readonly sejak: number;
  readonly akhir: number;
}

/** Where one dose stands. `mulai`: from when it may be given, null while the dose before it is missing. */
export interface Status {
  readonly dosis: Dosis;
  readonly status: NamaStatus;
  readonly diberi: Tanggal | null;
  readonly mulai: Tanggal | null;
}

/** All doses in force on a date, in the order of the data. */
export class Imunisasi {
  constructor(readonly semua: readonly Status[]) {}

  ada(status: NamaStatus): boolean {
    return this.semua.some((satu) => satu.status === status);
  }

  names(status: NamaStatus): string {
    return this.semua
      .filter((satu) => satu.status === status)
      .map((satu) => satu.dosis.nama)
      .join(", ");
  }

  dasarLengkap(): boolean {
    return this.semua.every((satu) => !satu.dosis.dasar || satu.diberi !== null);
  }

  /** The next doses and their date, in words; empty when no date is known. */
  berikut(): string {
    const nanti = this.semua.filter((satu) => satu.status === BELUM_WAKTUNYA);
    const hari = nanti.flatMap((satu) => satu.mulai ?? []);
    const awal = hari.reduce<Tanggal | null>((dulu, satu) => (dulu === null || satu.ke < dulu.ke ? satu : dulu), null);
    if (awal === null) return "";
    const nama = nanti.filter((satu) => satu.mulai?.ke === awal.ke).map((satu) => satu.dosis.nama);
    return `${nama.join(", ")} mulai ${sebutTanggal(awal)}`;
  }
}

export function readImunisasi(baris: readonly DosisJson[]): readonly Dosis[] {
  return baris.map((satu) => ({
    ...satu,
    sejak: readTanggal(satu.berlaku_sejak)?.ke ?? Infinity,
    akhir: readTanggal(satu.berlaku_sampai)?.ke ?? Infinity,
  }));
}

/** Known doses and their dates; what was written last holds. Dates before birth or after the visit do not count. */
export function listDiberi(
  kode: readonly string[],
  profil: Profil,
  nilai: Pengukuran,
  tanggal: Tanggal,
): ReadonlyMap<string, Tanggal> {
  const hasil = new Map<string, Tanggal>();
  for (const isi of [...profil.riwayat.map((lalu) => lalu.pengukuran), nilai]) {
    for (const satu of kode) {
      const diberi = readTanggal(isi[satu]);
      if (diberi && profil.tanggal_lahir.ke <= diberi.ke && diberi.ke <= tanggal.ke) hasil.set(satu, diberi);
    }
  }
  return hasil;
}

/** The state of every dose in force; null when no dose at all is known, which says nothing about the child. */
export function judgeImunisasi(
  jadwal: readonly Dosis[],
  profil: Profil,
  nilai: Pengukuran,
  tanggal: Tanggal,
): Imunisasi | null {
  const dipakai = jadwal.filter((satu) => isDipakai(satu, tanggal));
  const kode = dipakai.map((satu) => satu.kode);
  const diberi = listDiberi(kode, profil, nilai, tanggal);
  return diberi.size ? new Imunisasi(judgeSemua(dipakai, profil.tanggal_lahir, diberi, tanggal)) : null;
}

function isDipakai(dosis: Dosis, tanggal: Tanggal): boolean {
  return Boolean(dosis.dipakai ?? 1) && dosis.sejak <= tanggal.ke && tanggal.ke <= dosis.akhir;
}

function judgeSemua(
  dipakai: readonly Dosis[],
  lahir: Tanggal,
  diberi: ReadonlyMap<string, Tanggal>,
  tanggal: Tanggal,
): Status[] {
  const hasil = new Map<string, Status>();
  return dipakai.map((dosis) => {
    const sebelum = (dosis.sesudah && hasil.get(dosis.sesudah)) || null;
    const satu = judgeSatu(dosis, sebelum, lahir, diberi.get(dosis.kode) ?? null, tanggal);
    hasil.set(dosis.kode, satu);
    return satu;
  });
}

function judgeSatu(
  dosis: Dosis,
  sebelum: Status | null,
  lahir: Tanggal,
  diberi: Tanggal | null,
  tanggal: Tanggal,
): Status {
  const jadi = (status: NamaStatus, mulai: Tanggal | null = null): Status => ({ dosis, status, diberi, mulai });
  if (diberi !== null) return jadi(isDini(dosis, sebelum, lahir, diberi) ? TERLALU_DINI : DIBERI);
  const sampai = sesudah(dosis.sampai, lahir);
  if (tanggal.ke >= sampai.ke) return jadi(LEWAT_UMUR);
  if (sebelum !== null && sebelum.diberi === null) {
    return jadi(sebelum.status === LEWAT_UMUR ? LEWAT_UMUR : MENUNGGU);
  }
  let mulai = sesudah(dosis.mulai, lahir);
  if (sebelum?.diberi && dosis.jeda) {
    const jeda = sesudah(dosis.jeda, sebelum.diberi);
    if (jeda.ke > mulai.ke) mulai = jeda;
  }
  // The dose before it may have come so late that this one's time will be over.
  if (mulai.ke >= sampai.ke) return jadi(LEWAT_UMUR);
  return jadi(statusOf(dosis, mulai, lahir, tanggal), mulai);
}

function isDini(dosis: Dosis, sebelum: Status | null, lahir: Tanggal, diberi: Tanggal): boolean {
  if (diberi.ke < sesudah(dosis.paling_dini, lahir).ke) return true;
  if (!sebelum?.diberi || !dosis.jeda_paling_dini) return false;
  return diberi.ke < sesudah(dosis.jeda_paling_dini, sebelum.diberi).ke;
}

function statusOf(dosis: Dosis, mulai: Tanggal, lahir: Tanggal, tanggal: Tanggal): NamaStatus {
  if (tanggal.ke < mulai.ke) return BELUM_WAKTUNYA;
  return tanggal.ke >= sesudah(dosis.terlambat, lahir).ke ? TERTINGGAL : WAKTUNYA;
}
