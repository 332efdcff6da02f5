// What was typed on a visit, and what follows from it. Pure: the draft in, sentences out.
import {
  bacaNilai,
  evaluate,
  peringatan,
  periksa,
  type Aturan,
  type Bidang,
  type Pengukuran,
  type ProfilJson,
  type Salah,
  type Temuan,
} from "../../aturan/index.ts";
import { bacaTanggal } from "../ketik.ts";
import { tulisAngka, tulisKetik } from "../tulis.ts";

/** Kept field by field while it is typed; `teks` holds every field as it stands on the screen. */
export interface Draf {
  id: string;
  tanggal: string;
  /** The date as it is being typed while it is none yet; null when `tanggal` is what stands in its field. */
  tanggalKetik: string | null;
  kanal: string;
  unit: string;
  teks: Record<string, string>;
  diperiksa_oleh: string;
  /** Questions that were ticked "sudah diperiksa ulang", by `tandaTanya`. */
  sudah: string[];
  /** The visit that this one corrects. */
  ganti: string | null;
}

export function adaKetikan({ teks }: Draf): boolean {
  return Object.values(teks).some((satu) => satu.trim() !== "");
}

export interface Hasil {
  isi: Pengukuran;
  salah: Salah[];
  tanya: Salah[];
  temuan: Temuan[];
  /** The field under which a finding is shown: the last filled one without which it would not stand. */
  letak: Record<string, Temuan[]>;
}

export function nilaiDraf(
  aturan: Aturan,
  profil: ProfilJson,
  draf: Draf,
  bidang: ReadonlyMap<string, Bidang>,
  sudahAda: Pengukuran,
): Hasil {
  const { mentah, salah } = bacaDraf(aturan, draf.teks, bidang);
  const hasil = periksa(aturan, profil, mentah, draf.tanggal);
  const sudah = new Set(salah.map((satu) => satu.bidang));
  const isi = hasil.isi;
  const penuh = { ...isi, ...sudahAda };
  const temuan = evaluate(aturan, profil, penuh, draf.tanggal);
  return {
    isi,
    salah: [...salah, ...hasil.salah.filter((satu) => !sudah.has(satu.bidang))],
    tanya: peringatan(aturan, profil, isi, draf.tanggal),
    temuan,
    letak: letakkan(aturan, profil, penuh, draf.tanggal, temuan),
  };
}

function bacaDraf(
  aturan: Aturan,
  teks: Readonly<Record<string, string>>,
  bidang: ReadonlyMap<string, Bidang>,
): { mentah: Record<string, unknown>; salah: Salah[] } {
  const mentah: Record<string, unknown> = {};
  const salah: Salah[] = [];
  for (const [kode, satu] of Object.entries(teks)) {
    const jenis = bidang.get(kode);
    if (!satu.trim() || !jenis) continue;
    const hasil = bacaSatu(aturan, jenis, satu.trim());
    if ("salah" in hasil) salah.push(hasil.salah);
    else if (hasil.nilai !== null) mentah[kode] = hasil.nilai;
  }
  return { mentah, salah };
}

function bacaSatu(aturan: Aturan, bidang: Bidang, teks: string): { nilai: unknown } | { salah: Salah } {
  if (bidang.tipe === "ya_tidak") return { nilai: teks === "ya" };
  if (bidang.tipe === "tanggal") {
    const hasil = bacaTanggal(teks);
    return "salah" in hasil ? { salah: { bidang: bidang.kode, ...hasil.salah } } : hasil;
  }
  if (bidang.tipe === "desimal" || bidang.tipe === "bulat") return bacaNilai(aturan, bidang.kode, teks);
  return { nilai: teks };
}

/** Stored values as they would be typed. */
export function tulisTeks(pengukuran: Pengukuran): Record<string, string> {
  return Object.fromEntries(Object.entries(pengukuran).map(([kode, nilai]) => [kode, satuTeks(nilai)]));
}

function satuTeks(nilai: unknown): string {
  if (typeof nilai === "boolean") return nilai ? "ya" : "tidak";
  if (typeof nilai === "number") return String(nilai).replace(".", ",");
  const teks = String(nilai ?? "");
  return /^\d{4}-\d{2}-\d{2}$/.test(teks) ? tulisKetik(teks) : teks;
}

/** A stored value for people: "8,6 kg", "Ya", the name of the choice, "14/10/2026". */
export function tulisNilai(bidang: Bidang, nilai: unknown): string {
  if (typeof nilai === "boolean") return nilai ? "Ya" : "Tidak";
  if (typeof nilai === "number") return `${tulisAngka(nilai)} ${bidang.satuan}`.trim();
  const teks = String(nilai ?? "");
  if (bidang.tipe === "tanggal") return tulisKetik(teks);
  return bidang.pilihan.find(([kode]) => kode === teks)?.[1] ?? teks;
}

/** Each field's latest value before the visit, with its date. */
export function nilaiLalu(profil: ProfilJson): Record<string, { tanggal: string; nilai: unknown }> {
  const lalu: Record<string, { tanggal: string; nilai: unknown }> = {};
  for (const satu of profil.riwayat ?? [])
    for (const [kode, nilai] of Object.entries(satu.pengukuran))
      if (nilai !== null) lalu[kode] = { tanggal: satu.tanggal, nilai };
  return lalu;
}

function letakkan(
  aturan: Aturan,
  profil: ProfilJson,
  isi: Pengukuran,
  tanggal: string,
  temuan: readonly Temuan[],
): Record<string, Temuan[]> {
  const letak: Record<string, Temuan[]> = {};
  const tampil = tampakkan(temuan);
  if (!tampil.length) return letak;
  const sisa = new Set(tampil);
  for (const kode of Object.keys(isi).reverse()) {
    if (!sisa.size) break;
    const { [kode]: _, ...tanpa } = isi;
    const masih = new Set(evaluate(aturan, profil, tanpa, tanggal).map((satu) => satu.kode));
    for (const satu of [...sisa].filter((lain) => !masih.has(lain.kode))) {
      (letak[kode] ??= []).push(satu);
      sisa.delete(satu);
    }
  }
  return letak;
}

/** What is said to people: facts stay unsaid but for the one that praises, and 2T says what T says. */
export function tampakkan(temuan: readonly Temuan[]): Temuan[] {
  const duaKali = temuan.some((satu) => satu.kode === "bb_tidak_naik_2x");
  return temuan.filter((satu) => (duaKali ? satu.kode !== "bb_tidak_naik" : true)).filter(ucapkan);
}

function ucapkan(satu: Temuan): boolean {
  return satu.tingkat !== "fakta" || satu.kode === "bb_naik";
}

/** Stands for exactly this question about exactly this value. */
export function tandaTanya(satu: Salah): string {
  return `${satu.bidang} ${satu.kode} ${satu.pesan}`;
}
