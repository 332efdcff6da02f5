// Pair of klaster/temuan.py: findings, the lines of data and what they become once compiled.
import { angka, tulis } from "./angka.ts";
import type { Sumber, TemuanJson, Tingkat } from "./bundel.ts";
import { AturanSalah } from "./galat.ts";
import { TURUNAN, type Hitung, type Konteks } from "./konteks.ts";
import { tulisSumber } from "./sumber.ts";
import { compileSyarat, findPemicu, type Kamus } from "./syarat.ts";
import { readTanggal } from "./tanggal.ts";
import { allOf, compileUntuk, readUntuk, type Uji } from "./untuk.ts";

const ISIAN = /\{(\w+)\}/g;

/** One finding of one visit, ready to be shown. */
export interface Temuan {
  readonly kode: string;
  readonly tingkat: Tingkat;
  readonly pesan: string;
  readonly tindakan: string;
  readonly rujuk_ke: string;
  readonly sumber: string;
}

/** A kind of finding: its line of data. `pesan` may hold placeholders. */
export interface JenisTemuan extends Temuan {
  readonly nama: string;
  readonly klaster: string;
}

/** A compiled line. `pemicu`: fields of which at least one must be filled, empty when none is needed. */
export interface Lini {
  readonly jenis: JenisTemuan;
  readonly uji: Uji;
  readonly pemicu: readonly string[];
  readonly sejak: number;
  readonly sampai: number;
  readonly isian: readonly (readonly [tempat: string, hitung: Hitung])[];
}

export function compileLini(baris: TemuanJson, dokumen: Sumber, kamus: Kamus): Lini {
  const untuk = baris.untuk === undefined ? [] : [compileUntuk(readUntuk(baris.untuk))];
  return {
    jenis: {
      kode: baris.kode,
      nama: baris.nama,
      tingkat: baris.tingkat,
      klaster: baris.klaster,
      pesan: baris.pesan,
      tindakan: baris.tindakan ?? "",
      rujuk_ke: baris.rujuk_ke ?? "",
      sumber: tulisSumber(baris.sumber, dokumen),
    },
    uji: allOf([...untuk, compileSyarat(baris.syarat, kamus)]),
    pemicu: findPemicu(baris.syarat, kamus),
    sejak: readTanggal(baris.berlaku_sejak)?.ke ?? Infinity,
    sampai: readTanggal(baris.berlaku_sampai)?.ke ?? Infinity,
    isian: (baris.pesan.match(ISIAN) ?? []).map((tempat) => [tempat, findIsian(tempat.slice(1, -1), kamus)] as const),
  };
}

function findIsian(kode: string, kamus: Kamus): Hitung {
  const skor = kamus.skor.get(kode);
  const hitung = skor ? (k: Konteks) => skor.read(k).jumlah : TURUNAN[kode];
  if (hitung === undefined) throw new AturanSalah(`isian pesan tidak dikenal: ${kode}`);
  return hitung;
}

/** The finding with `{kbm_gram}` and the like in its message filled in. */
export function fill(lini: Lini, konteks: Konteks): Temuan {
  const { kode, tingkat, tindakan, rujuk_ke, sumber } = lini.jenis;
  const pesan = lini.isian.reduce(
    (teks, [tempat, hitung]) => teks.split(tempat).join(tulisIsian(hitung(konteks))),
    lini.jenis.pesan,
  );
  return { kode, tingkat, pesan, tindakan, rujuk_ke, sumber };
}

function tulisIsian(isi: unknown): string {
  const nilai = angka(isi);
  return nilai !== null ? tulis(nilai) : typeof isi === "string" ? isi : "-";
}
