// Pair of klaster/skor.py: named scores, the points of answers added up.
import type { BidangJson, SkorJson } from "./bundel.ts";
import { AturanSalah } from "./galat.ts";
import type { Konteks } from "./konteks.ts";
import { compileUntuk, readUntuk, type Uji } from "./untuk.ts";

type Poin = ReadonlyMap<unknown, number>;

/** Points so far, a lower bound as all are 0 or more; and whether every answer is there. */
interface Hasil {
  readonly jumlah: number;
  readonly lengkap: boolean;
}

/** `tambahan`: points for who the person is. */
export class Skor {
  constructor(
    readonly kode: string,
    readonly bidang: readonly (readonly [kode: string, poin: Poin])[],
    private readonly tambahan: readonly (readonly [poin: number, uji: Uji])[],
  ) {}

  read(k: Konteks): Hasil {
    return k.ingat(`skor ${this.kode}`, () => {
      const poin = this.bidang.map(([kode, isi]) => isi.get(k.nilai[kode]));
      const orang = this.tambahan.map(([satu, uji]) => (uji(k) ? satu : 0));
      const jumlah = [...poin, ...orang].reduce<number>((semua, satu) => semua + (satu ?? 0), 0);
      return { jumlah, lengkap: !poin.includes(undefined) };
    });
  }
}

export function readSkor(baris: SkorJson, bidang: ReadonlyMap<string, BidangJson>): Skor {
  return new Skor(
    baris.kode,
    baris.bidang.map((kode) => [kode, readPoin(baris.kode, bidang.get(kode))] as const),
    (baris.tambahan ?? []).map((satu) => [satu.poin, compileUntuk(readUntuk(satu.untuk))] as const),
  );
}

function readPoin(skor: string, bidang: BidangJson | undefined): Poin {
  if (bidang?.tipe === "ya_tidak") return new Map([[true, bidang.poin?.ya ?? 1], [false, bidang.poin?.tidak ?? 0]]);
  if (bidang?.tipe === "pilihan" && bidang.poin) return new Map(Object.entries(bidang.poin));
  throw new AturanSalah(`Skor ${skor}: bidang tidak dikenal, atau bukan ya/tidak dan bukan pilihan`);
}
