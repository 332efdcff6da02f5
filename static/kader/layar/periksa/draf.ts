// The draft of a visit: every change is on the disk before anything else happens to it.
import { useEffect, useRef, useState } from "preact/hooks";
import { bacaDraf, GalatInti, hapusDraf, simpanDraf } from "../../inti/index.ts";

const PEMERIKSA = "terakhir:pemeriksa";

/** Who examined last, offered for the next person. */
export async function pemeriksaTerakhir(): Promise<string> {
  return (await bacaDraf<string>(PEMERIKSA)) ?? "";
}

export function ingatPemeriksa(nama: string): Promise<void> {
  return simpanDraf(PEMERIKSA, nama);
}

export interface PegangDraf<T> {
  /** Undefined while it is read. */
  draf: T | undefined;
  ubah: (bagian: Partial<T>) => void;
  /** Taken up again from an earlier time, as it was left. */
  lanjutan: boolean;
  tersimpan: boolean;
  galat: GalatInti | null;
  buang: () => Promise<void>;
}

/** `awal` makes the first one; `siap` says when it can. */
export function useDraf<T extends object>(kunci: string, siap: boolean, awal: () => T): PegangDraf<T> {
  const [draf, simpan] = useState<T | undefined>();
  const [lanjutan, tandai] = useState(false);
  const [tersimpan, tandaiSimpan] = useState(true);
  const [galat, isiGalat] = useState<GalatInti | null>(null);
  const kini = useRef<T | undefined>(undefined);
  const antre = useRef<Promise<unknown>>(Promise.resolve());

  useEffect(() => {
    if (!siap || kini.current) return;
    void bacaDraf<T>(kunci).then((lama) => {
      kini.current ??= lama ? { ...awal(), ...lama } : awal();
      simpan(kini.current);
      tandai(lama !== null);
    });
  }, [siap, kunci]);

  function ubah(bagian: Partial<T>): void {
    if (!kini.current) return;
    const baru = { ...kini.current, ...bagian };
    kini.current = baru;
    simpan(baru);
    tandaiSimpan(false);
    antre.current = antre.current
      .then(() => simpanDraf(kunci, baru))
      .then(() => kini.current === baru && (tandaiSimpan(true), isiGalat(null)))
      .catch((sebab: unknown) => sebab instanceof GalatInti && isiGalat(sebab));
  }
  async function buang(): Promise<void> {
    await antre.current;
    await hapusDraf(kunci);
    kini.current = awal();
    simpan(kini.current);
    tandai(false);
  }
  return { draf, ubah, lanjutan, tersimpan, galat, buang };
}
