// Pair of klaster/aturan.py: the rules as one value, built from the bundle.
import { readBidang, type Bidang } from "./bidang.ts";
import type { Bundel, FormulirJson } from "./bundel.ts";
import { AturanSalah } from "./galat.ts";
import { readImunisasi } from "./imunisasi.ts";
import { readKbm } from "./kbm.ts";
import type { Tabel } from "./konteks.ts";
import { readPerkembangan, type Ceklis } from "./perkembangan.ts";
import { readPatokan } from "./pertumbuhan/kelas.ts";
import { SemuaTabel } from "./pertumbuhan/tabel.ts";
import { readSkor } from "./skor.ts";
import { readTahap, type Tahap } from "./tahap.ts";
import { readTekanan } from "./tekanan.ts";
import { compileLini, type Lini } from "./temuan.ts";

const BENTUK = 1; // the shape of the bundle that this build reads

/**
 * The rules, ready to be used. `versi` goes out with each visit. `lini` are all findings in the order of judgement,
 * `temuan` the newest line of each code. `lini_bidang`: which of them, by number, a field can call; `selalu`: those
 * that need no field.
 */
export interface Aturan {
  readonly versi: string;
  readonly setelan: Readonly<Record<string, number>>;
  readonly bidang: ReadonlyMap<string, Bidang>;
  readonly formulir: readonly FormulirJson[];
  readonly tahap: readonly Tahap[];
  readonly perkembangan: readonly Ceklis[];
  readonly temuan: ReadonlyMap<string, Lini>;
  readonly lini: readonly Lini[];
  readonly lini_bidang: ReadonlyMap<string, readonly number[]>;
  readonly selalu: readonly number[];
  readonly tabel: Tabel;
}

/** AturanSalah for a bundle of another shape, or one that uses words this build does not know. */
export function buildAturan(bundel: Bundel): Aturan {
  if (bundel.bentuk !== BENTUK) throw new AturanSalah("Aturan ini untuk aplikasi versi lain. Perbarui aplikasi.");
  const { sumber } = bundel;
  const mentah = new Map(bundel.bidang.map((satu) => [satu.kode, satu]));
  const skor = new Map(bundel.skor.map((satu) => [satu.kode, readSkor(satu, mentah)]));
  const kamus = { tipe: new Map(bundel.bidang.map((satu) => [satu.kode, satu.tipe])), skor };
  const lini = bundel.temuan.map((satu) => compileLini(satu, sumber, kamus));
  const nomor = lini.map((_, ke) => ke);
  return {
    versi: bundel.versi,
    setelan: bundel.setelan,
    bidang: new Map(bundel.bidang.map((satu) => [satu.kode, readBidang(satu, sumber)])),
    formulir: bundel.formulir,
    tahap: bundel.tahap.map(readTahap),
    perkembangan: bundel.perkembangan.map((satu) => readPerkembangan(satu, sumber)),
    temuan: new Map([...lini].sort((a, b) => a.sejak - b.sejak).map((satu) => [satu.jenis.kode, satu])),
    lini,
    lini_bidang: groupByField(lini),
    selalu: nomor.filter((ke) => !lini[ke]?.pemicu.length),
    tabel: readTabel(bundel),
  };
}

function groupByField(lini: readonly Lini[]): ReadonlyMap<string, readonly number[]> {
  const hasil = new Map<string, number[]>();
  lini.forEach(({ pemicu }, ke) => {
    for (const kode of pemicu) {
      const semua = hasil.get(kode) ?? [];
      semua.push(ke);
      hasil.set(kode, semua);
    }
  });
  return hasil;
}

function readTabel(bundel: Bundel): Tabel {
  return {
    kbm: readKbm(bundel.kbm),
    tekanan: readTekanan(bundel.tekanan, bundel.setelan),
    imunisasi: readImunisasi(bundel.imunisasi),
    td: bundel.td,
    bias: bundel.bias ?? [], // not in a bundle that was stored by an older build
    kontak: bundel.kontak,
    patokan: readPatokan(bundel),
    pertumbuhan: new SemuaTabel(bundel.pertumbuhan),
  };
}
