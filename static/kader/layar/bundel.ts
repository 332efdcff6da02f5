// The tables of the rules bundle that screens show and the engine does not judge by. Pure.

interface SyaratIndikator {
  readonly temuan?: readonly string[];
  readonly dasar?: readonly string[];
}
export interface IndikatorBundel {
  readonly kode: string;
  readonly nama: string;
  readonly arah: string;
  readonly mode: string;
  readonly sebutan?: string;
  /** Of the weekly meeting's set. */
  readonly rapat?: boolean;
  readonly penyebut?: SyaratIndikator;
  readonly pembilang?: SyaratIndikator;
}
interface TemuanBundel {
  readonly kode: string;
  readonly tindakan?: string;
}
export interface BundelLayar {
  readonly indikator: readonly IndikatorBundel[];
  readonly temuan: readonly TemuanBundel[];
}

/** Findings of which a visit must show one to bear on the figure; as `jawaban` in klaster/indikator.py. */
export function jawaban({ arah, penyebut = {}, pembilang = {} }: IndikatorBundel): readonly string[] {
  if (penyebut.dasar?.length) return penyebut.dasar;
  return (arah === "turun" ? penyebut.temuan : pembilang.temuan) ?? [];
}
