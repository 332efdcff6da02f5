// The rules of the kabupaten, read once per bundle.
import { muatAturan, type Aturan, type Bundel } from "../aturan/index.ts";
import { aturan as bacaBundel } from "../inti/index.ts";
import { useBaca } from "../inti/pakai.ts";

let siap: { versi: string; aturan: Aturan } | null = null;

async function muat(): Promise<Aturan | null> {
  const bundel = (await bacaBundel()) as Bundel | null;
  if (!bundel) return siap?.aturan ?? null;
  if (siap?.versi !== bundel.versi) siap = { versi: bundel.versi, aturan: muatAturan(bundel) };
  return siap.aturan;
}

/** Undefined while it is read, null before the first download. */
export function useAturan(): Aturan | null | undefined {
  return useBaca(muat, []);
}
