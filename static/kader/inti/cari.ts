// Finding people in memory. What is compared is prepared when a person is put in: a search only looks.
import type { Ringkas } from "./jenis.ts";

interface Baris {
  ringkas: Ringkas;
  /** The words, each after a blank: " siti nuraini". */
  nama: string;
  ibu: string;
}
export type Indeks = Map<string, Baris>;

const TANDA = /[\u0300-\u036f'’`.,]/g;
const ANGKA = /^\d+$/;

export function kataDari(teks: string): string[] {
  return teks.normalize("NFD").replace(TANDA, "").toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
}

export function pasangIndeks(indeks: Indeks, ringkas: Ringkas): void {
  indeks.set(ringkas.id, { ringkas, nama: siapkan(ringkas.nama), ibu: siapkan(ringkas.ibu) });
}

function siapkan(teks: string): string {
  return ["", ...kataDari(teks)].join(" ");
}

/** One word that was typed. */
interface Dicari {
  kata: string;
  awal: string;
  /** The last four digits, where four were typed; null where it is no number. */
  akhir: string | null;
}

/** People who fit every word typed, by name, mother, last four digits of NIK or of the family card; best first. */
export function cariDalam(indeks: Indeks, kata: string, batas: number): Ringkas[] {
  const dicari = kataDari(kata).map((satu) => ({ kata: satu, awal: ` ${satu}`, akhir: empatAkhir(satu) }));
  if (!dicari.length) return [];
  const temu = new Map<number, Baris[]>();
  for (const baris of indeks.values()) {
    const nilai = nilaiBaris(baris, dicari);
    if (nilai === 0) continue;
    const sama = temu.get(nilai);
    if (sama) sama.push(baris);
    else temu.set(nilai, [baris]);
  }
  return terbaik(temu, batas);
}

function empatAkhir(kata: string): string | null {
  return ANGKA.test(kata) && kata.length >= 4 ? kata.slice(-4) : null;
}

/** Only as many are put in order as are shown. */
function terbaik(temu: Map<number, Baris[]>, batas: number): Ringkas[] {
  const hasil: Ringkas[] = [];
  for (const nilai of [...temu.keys()].sort((a, b) => b - a)) {
    if (hasil.length >= batas) break;
    const urut = (temu.get(nilai) ?? []).sort((a, b) => (a.nama < b.nama ? -1 : a.nama > b.nama ? 1 : 0));
    for (const { ringkas } of urut.slice(0, batas - hasil.length)) hasil.push(ringkas);
  }
  return hasil;
}

/** 0 when one of the words fits nothing. */
function nilaiBaris(baris: Baris, dicari: readonly Dicari[]): number {
  let jumlah = 0;
  for (const satu of dicari) {
    const nilai = nilaiKata(baris, satu);
    if (nilai === 0) return 0;
    jumlah += nilai;
  }
  return jumlah;
}

function nilaiKata({ ringkas, nama, ibu }: Baris, { kata, awal, akhir }: Dicari): number {
  if (akhir !== null && (ringkas.nik_akhir.endsWith(akhir) || ringkas.kk_akhir.endsWith(akhir))) return 4;
  if (nama.startsWith(awal)) return 4;
  if (nama.includes(awal)) return 3;
  if (ibu.includes(awal)) return 2;
  return kata.length > 2 && nama.includes(kata) ? 1 : 0;
}
