// The rules on the phone. This file is all that the screens need; the rest of the folder is the pair of klaster/*.py.
//
//   const aturan = muatAturan(bundel);                        // the JSON of GET /api/v1/aturan/, once per start
//   const { isi, salah } = periksa(aturan, profil, mentah, "2026-11-16");   // canonical values, refusals
//   const tanya = peringatan(aturan, profil, isi, "2026-11-16");            // "sudah diperiksa ulang?"
//   const temuan = evaluate(aturan, profil, isi, "2026-11-16");             // with messages filled in
//
// Pure: no DOM, no network, no clock. The date is always given, as `2026-11-16` in the kabupaten's own calendar.
// A profile is given as it is stored (`ProfilJson`); ProfilSalah when it is none, or the date does not exist. No value of
// a visit, however strange, makes any of these functions raise. `profil.kanal` says where the person is met.
import { buildAturan, type Aturan } from "./aturan.ts";
import { asing, buatSalah, checkPengukuran, findRentang, type Bidang, type Salah } from "./bidang.ts";
import type { Bundel } from "./bundel.ts";
import { evaluateKunjungan } from "./evaluate.ts";
import { listPertanyaan, type Pertanyaan } from "./formulir.ts";
import { judgeImunisasi, type NamaStatus } from "./imunisasi.ts";
import { isObjek, readHari, readProfil } from "./kasus.ts";
import type { Timbangan } from "./kbm.ts";
import { Konteks } from "./konteks.ts";
import { readNilai, readTeks, Tolak, unquote } from "./nilai.ts";
import { warnPengukuran } from "./peringatan.ts";
import { findCeklis, type Ceklis } from "./perkembangan.ts";
import { listKurva, type BarisKurva } from "./pertumbuhan/kurva.ts";
import type { NamaTabel } from "./pertumbuhan/tabel.ts";
import type { Pertumbuhan } from "./pertumbuhan/ukur.ts";
import type { JenisKelamin, Kanal, Pengukuran, ProfilJson } from "./profil.ts";
import { listTahap } from "./tahap.ts";
import { tulisIso } from "./tanggal.ts";
import { fill, type JenisTemuan, type Temuan } from "./temuan.ts";
import { umurBulan, umurHari, umurTahun } from "./umur.ts";

export type { Aturan } from "./aturan.ts";
export type { Bidang, Salah } from "./bidang.ts";
export type { Bundel, Tingkat, Tipe } from "./bundel.ts";
export type { Lembar, Pertanyaan } from "./formulir.ts";
export { AturanSalah, ProfilSalah } from "./galat.ts";
export type { NamaStatus } from "./imunisasi.ts";
export type { Timbangan } from "./kbm.ts";
export type { Ceklis } from "./perkembangan.ts";
export type { BarisKurva } from "./pertumbuhan/kurva.ts";
export type { NamaTabel } from "./pertumbuhan/tabel.ts";
export type { Pertumbuhan, SkorZ } from "./pertumbuhan/ukur.ts";
export type { JenisKelamin, Kanal, Pengukuran, ProfilJson } from "./profil.ts";
export type { JenisTemuan, Temuan } from "./temuan.ts";

/** Ranges of a number field for one person, for hints: outside the hard ones is refused, outside the soft ones asked. */
export interface Batas {
  readonly minimum: number;
  readonly maksimum: number;
  readonly lunak_min: number | null;
  readonly lunak_maks: number | null;
}

/** Where one dose stands on a date. `mulai`: from when it may be given; both dates `2026-11-16`. */
export interface StatusDosis {
  readonly kode: string;
  readonly nama: string;
  readonly status: NamaStatus;
  readonly diberi: string | null;
  readonly mulai: string | null;
}

/** What a typed text became: a value, null for nothing, or why it is refused. */
export type Bacaan = { readonly nilai: unknown } | { readonly salah: Salah };

/** Reads the bundle. AturanSalah when this build is too old for it: keep the bundle that stands and ask to update. */
export function muatAturan(bundel: Bundel): Aturan {
  return buildAturan(bundel);
}

/** The findings of a visit, in the order to be shown. Give it the `isi` of `periksa`. */
export function evaluate(aturan: Aturan, profil: ProfilJson, pengukuran: Pengukuran, tanggal: string): Temuan[] {
  return evaluateKunjungan(aturan, readProfil(profil), pengukuran, readHari(tanggal, "tanggal"));
}

/** Canonical values of whatever was typed, to be stored and sent, and what is wrong with the rest of it. */
export function periksa(
  aturan: Aturan,
  profil: ProfilJson,
  pengukuran: unknown,
  tanggal: string,
): { readonly isi: Pengukuran; readonly salah: Salah[] } {
  return checkPengukuran(aturan, readProfil(profil), pengukuran, readHari(tanggal, "tanggal"));
}

/** Questions about values that `periksa` accepted: possible, but rare or far from the last visit. Never a refusal. */
export function peringatan(aturan: Aturan, profil: ProfilJson, isi: Pengukuran, tanggal: string): Salah[] {
  return warnPengukuran(aturan, konteks(aturan, profil, isi, tanggal));
}

/**
 * One typed text as the value of its field, before anything is known about the person: `12,5` and `12.5` are 12.5, and
 * `3.000` is asked about. Yes/no fields are not typed. Ranges are the matter of `periksa`.
 */
export function bacaNilai(aturan: Aturan, bidang: string, teks: string): Bacaan {
  const milik = aturan.bidang.get(bidang);
  if (milik === undefined) return { salah: asing(bidang) };
  const nilai = unquote(milik, teks);
  const angka = milik.tipe === "desimal" || milik.tipe === "bulat";
  const hasil = angka && typeof nilai === "string" ? readTeks(milik, nilai) : readNilai(milik, nilai, null);
  return hasil instanceof Tolak ? { salah: buatSalah(bidang, hasil) } : { nilai: hasil };
}

/** The forms of a person met in this channel on this date, with their groups of fields, in order. */
export function pertanyaan(aturan: Aturan, kanal: Kanal, profil: ProfilJson, tanggal: string): Pertanyaan[] {
  return listPertanyaan(aturan, konteks(aturan, { ...profil, kanal }, {}, tanggal));
}

/** One field by its code; null for a code that this bundle does not know. */
export function bidang(aturan: Aturan, kode: string): Bidang | null {
  return aturan.bidang.get(kode) ?? null;
}

/** The ranges of a number field for this person; null where it has none. */
export function batas(aturan: Aturan, bidang: string, profil: ProfilJson, tanggal: string): Batas | null {
  const milik = aturan.bidang.get(bidang);
  const ada = milik ? findRentang(milik, konteks(aturan, profil, {}, tanggal)) : null;
  return (
    ada && {
      minimum: ada.minimum.angka(),
      maksimum: ada.maksimum.angka(),
      lunak_min: ada.lunak_min?.angka() ?? null,
      lunak_maks: ada.lunak_maks?.angka() ?? null,
    }
  );
}

/** Codes of every life stage the person is in, in the order of the data. */
export function tahap(aturan: Aturan, profil: ProfilJson, tanggal: string): string[] {
  return listTahap(aturan.tahap, konteks(aturan, profil, {}, tanggal)).map((satu) => satu.kode);
}

/** The kind of a finding by its code, by its newest line; null for a code that this bundle does not know. */
export function jenisTemuan(aturan: Aturan, kode: string): JenisTemuan | null {
  return aturan.temuan.get(kode)?.jenis ?? null;
}

/** A finding by its code with its message filled in from this visit, whether or not its condition holds. */
export function pesan(
  aturan: Aturan,
  kode: string,
  profil: ProfilJson,
  pengukuran: Pengukuran,
  tanggal: string,
): Temuan | null {
  const lini = aturan.temuan.get(kode);
  return lini ? fill(lini, konteks(aturan, profil, pengukuran, tanggal)) : null;
}

/** z-scores and classes of today's weight, length, head and arm. */
export function pertumbuhan(
  aturan: Aturan,
  profil: ProfilJson,
  pengukuran: Pengukuran,
  tanggal: string,
): Pertumbuhan {
  return konteks(aturan, profil, pengukuran, tanggal).tumbuh;
}

/** Lines of a growth curve: every `setiap`-th row of the table and the last one. */
export function kurva(aturan: Aturan, tabel: NamaTabel, jenisKelamin: JenisKelamin, setiap = 1): BarisKurva[] {
  return listKurva(aturan.tabel.pertumbuhan.load(tabel, jenisKelamin), setiap);
}

/** The letter of today's weight among the earlier weighings; null without a weight. */
export function timbangan(
  aturan: Aturan,
  profil: ProfilJson,
  pengukuran: Pengukuran,
  tanggal: string,
): Timbangan | null {
  return konteks(aturan, profil, pengukuran, tanggal).timbang;
}

/** The state of every dose in force; null when no dose at all is known, which says nothing about the child. */
export function imunisasi(
  aturan: Aturan,
  profil: ProfilJson,
  pengukuran: Pengukuran,
  tanggal: string,
): StatusDosis[] | null {
  const k = konteks(aturan, profil, pengukuran, tanggal);
  const hasil = judgeImunisasi(aturan.tabel.imunisasi, k.profil, k.nilai, k.tanggal);
  const semua = hasil?.semua.map(({ dosis, status, diberi, mulai }) => ({
    kode: dosis.kode,
    nama: dosis.nama,
    status,
    diberi: diberi && tulisIso(diberi),
    mulai: mulai && tulisIso(mulai),
  }));
  return semua ?? null;
}

/** The development checklist of the child's age; null for an age without one. */
export function ceklis(aturan: Aturan, profil: ProfilJson, tanggal: string): Ceklis | null {
  return findCeklis(aturan.perkembangan, konteks(aturan, profil, {}, tanggal));
}

/** Completed days, months and years between two dates. */
export function umur(lahir: string, pada: string): Readonly<Record<"hari" | "bulan" | "tahun", number>> {
  const [awal, akhir] = [readHari(lahir, "lahir"), readHari(pada, "tanggal")];
  return { hari: umurHari(awal, akhir), bulan: umurBulan(awal, akhir), tahun: umurTahun(awal, akhir) };
}

function konteks(aturan: Aturan, profil: ProfilJson, pengukuran: Pengukuran, tanggal: string): Konteks {
  const nilai = isObjek(pengukuran) ? pengukuran : {};
  return new Konteks(aturan.tabel, readProfil(profil), nilai, readHari(tanggal, "tanggal"));
}
