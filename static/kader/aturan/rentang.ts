// Pair of klaster/rentang.py: hard ranges refuse, soft ones ask to check again. The first that fits the person holds.
import type { RentangJson } from "./bundel.ts";
import { Desimal } from "./desimal.ts";
import { compileUntuk, readUntuk, type Uji } from "./untuk.ts";

/** `turun_persen`, `naik_persen`, `turun` limit the change since the last visit, softly. */
export interface Rentang {
  readonly minimum: Desimal;
  readonly maksimum: Desimal;
  readonly lunak_min: Desimal | null;
  readonly lunak_maks: Desimal | null;
  readonly turun_persen: Desimal | null;
  readonly naik_persen: Desimal | null;
  readonly turun: Desimal | null;
  readonly cocok: Uji;
}

const desimal = (nilai: number | undefined): Desimal | null => (nilai === undefined ? null : Desimal.dari(nilai));

function readSatu(baris: RentangJson): Rentang {
  return {
    minimum: Desimal.dari(baris.minimum),
    maksimum: Desimal.dari(baris.maksimum),
    lunak_min: desimal(baris.lunak_min),
    lunak_maks: desimal(baris.lunak_maks),
    turun_persen: desimal(baris.turun_persen),
    naik_persen: desimal(baris.naik_persen),
    turun: desimal(baris.turun),
    cocok: compileUntuk(readUntuk(baris.untuk)),
  };
}

export function readRentang(baris: readonly RentangJson[] | undefined): readonly Rentang[] {
  return (baris ?? []).map(readSatu);
}
