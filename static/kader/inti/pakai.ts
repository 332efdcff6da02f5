// The core as hooks, for the screens.
import { useEffect, useState } from "preact/hooks";
import type { Keadaan } from "./jenis.ts";
import { keadaan, langgan } from "./keadaan.ts";

/** The state, re-rendering when it changes. */
export function useKeadaan(): Keadaan {
  const [kini, simpan] = useState(keadaan());
  useEffect(() => {
    simpan(keadaan());
    return langgan(() => simpan(keadaan()));
  }, []);
  return kini;
}

/**
 * What `baca` answers, read again when data change or one of `bergantung` does; undefined until the first answer.
 * An answer that comes after a newer question is dropped.
 */
export function useBaca<T>(baca: () => Promise<T> | T, bergantung: readonly unknown[] = []): T | undefined {
  const { versi, tahap } = useKeadaan();
  const [nilai, simpan] = useState<{ isi: T } | undefined>(undefined);
  useEffect(() => {
    let berlaku = true;
    Promise.resolve()
      .then(baca)
      .then((isi) => berlaku && simpan({ isi }))
      .catch(() => undefined);
    return () => {
      berlaku = false;
    };
  }, [versi, tahap, ...bergantung]);
  return nilai?.isi;
}
