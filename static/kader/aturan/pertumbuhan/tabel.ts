// Pair of klaster/pertumbuhan/tabel.py: WHO's growth tables, unpacked at their first use.
import type { Bundel, KolomJson, TabelJson } from "../bundel.ts";
import { AturanSalah } from "../galat.ts";
import type { JenisKelamin } from "../profil.ts";

export type NamaTabel = "bbu" | "tbu" | "imtu" | "lku" | "lilau" | "bbpb" | "bbtb" | "tbu_2007" | "imtu_2007";
export type Lms = readonly [l: number, m: number, s: number];
export const HARI_PER_BULAN = 30.4375;

/** Row `i` belongs to x = (awal + i) / per_satuan. */
export class Tabel {
  readonly awal: number;
  readonly per_satuan: number;
  readonly terbatas: boolean;
  readonly panjang: number;
  private readonly kolom: readonly [Float64Array, Float64Array, Float64Array];

  constructor(isi: TabelJson, jenisKelamin: JenisKelamin) {
    const { l, m, s } = isi[jenisKelamin];
    this.awal = isi.awal;
    this.per_satuan = isi.per_satuan;
    this.terbatas = isi.terbatas;
    this.kolom = [unpack(l), unpack(m), unpack(s)];
    this.panjang = l.beda.length;
  }

  row(ke: number): Lms {
    const [l, m, s] = this.kolom;
    return [l[ke] ?? 0, m[ke] ?? 0, s[ke] ?? 0];
  }

  /** L, M, S at x, linear between two rows; null outside the table. */
  at(x: number): Lms | null {
    const langkah = x * this.per_satuan - this.awal;
    if (!(langkah >= 0 && langkah < this.panjang)) return null;
    const ke = Math.trunc(langkah);
    const sisa = langkah - ke;
    if (sisa === 0) return this.row(ke);
    if (ke + 1 === this.panjang) return null;
    const [l1, m1, s1] = this.row(ke);
    const [l2, m2, s2] = this.row(ke + 1);
    return [l1 + sisa * (l2 - l1), m1 + sisa * (m2 - m1), s1 + sisa * (s2 - s1)];
  }
}

/** Running sums of the differences; the division gives exactly the number in WHO's file. */
function unpack({ desimal, beda }: KolomJson): Float64Array {
  const pembagi = 10 ** desimal;
  let jumlah = 0;
  return Float64Array.from(beda, (satu) => (jumlah += satu) / pembagi);
}

/** The tables of a bundle by name and sex. */
export class SemuaTabel {
  private readonly jadi = new Map<string, Tabel>();

  constructor(private readonly isi: Bundel["pertumbuhan"]) {}

  load(nama: NamaTabel, jenisKelamin: JenisKelamin): Tabel {
    const kunci = nama + jenisKelamin;
    let tabel = this.jadi.get(kunci);
    if (tabel === undefined) {
      const isi = this.isi[nama];
      if (isi === undefined) throw new AturanSalah(`Tabel pertumbuhan tidak ada: ${nama}`);
      tabel = new Tabel(isi, jenisKelamin);
      this.jadi.set(kunci, tabel);
    }
    return tabel;
  }
}
