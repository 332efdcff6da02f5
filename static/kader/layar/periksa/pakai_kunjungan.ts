// A visit while it is written: who, what is asked, what was typed and what follows from it.
import { useEffect, useMemo, useState } from "preact/hooks";
import { bidang as cariBidang, pertanyaan, type Aturan, type Bidang, type Kanal, type Pengukuran, type ProfilJson } from "../../aturan/index.ts";
import type { Orang } from "../../inti/index.ts";
import type { PropsLayar } from "../peta.tsx";
import { gabungkan, profilPada } from "../profil.ts";
import type { PegangDraf } from "./draf.ts";
import { nilaiDraf, nilaiLalu, type Draf, type Hasil } from "./isi.ts";
import { susunLembar, type Lembar } from "./lembar.ts";

/** A number is judged when the fingers rest, so that "8" on its way to "8,7" is not. */
const TENANG_MS = 400;

export interface PropsFormulir extends PropsLayar {
  aturan: Aturan;
  orang: Orang;
  pegang: PegangDraf<Draf>;
  draf: Draf;
  kunci: string;
}

export interface Kunjungan {
  profil: ProfilJson;
  lembar: Lembar[];
  bidang: ReadonlyMap<string, Bidang>;
  /** Something of this visit stands already, from here or from another phone. */
  ada: boolean;
  lalu: Record<string, { tanggal: string; nilai: unknown }>;
  hasil: Hasil;
  /** Judged now, for saving. */
  nilai: () => Hasil;
  /** What was typed is complete: judge it without waiting. */
  tenangkan: (draf: Draf) => void;
  ubahTeks: (kode: string, teks: string, langsung: boolean) => void;
}

export function useKunjungan({ aturan, orang, draf, pegang }: PropsFormulir): Kunjungan {
  const kanal = draf.kanal as Kanal;
  const profil = useMemo(() => profilPada(orang, draf.tanggal, kanal), [orang, draf.tanggal, kanal]);
  const lembar = useMemo(() => susunLembar(pertanyaan(aturan, kanal, profil, draf.tanggal)), [aturan, profil]);
  const bidang = useMemo(() => petaBidang(aturan, lembar, draf), [aturan, lembar, draf.ganti]);
  const lain = useMemo(() => bagianLain(orang, draf), [orang, draf.tanggal, draf.kanal, draf.unit]);
  const [tenang, tenangkan] = useState(draf);
  useEffect(() => {
    const jeda = setTimeout(() => tenangkan(draf), TENANG_MS);
    return () => clearTimeout(jeda);
  }, [draf]);
  const sudahAda = lain ?? {};
  const hasil = useMemo(() => nilaiDraf(aturan, profil, tenang, bidang, sudahAda), [aturan, profil, tenang, bidang, lain]);
  return {
    ...{ profil, lembar, bidang, hasil, tenangkan },
    ada: lain !== null,
    lalu: { ...nilaiLalu(profil), ...hariIniJuga(sudahAda, draf.tanggal) },
    nilai: () => nilaiDraf(aturan, profil, draf, bidang, sudahAda),
    ubahTeks: (kode, teks, langsung) => {
      const baru = { ...draf, teks: { ...draf.teks, [kode]: teks } };
      pegang.ubah({ teks: baru.teks });
      if (langsung) tenangkan(baru);
    },
  };
}

/** What other parts of this visit hold; null when it is the first. */
function bagianLain(orang: Orang, draf: Draf): Pengukuran | null {
  const hari = orang.kunjungan.filter((satu) => satu.id !== draf.ganti && satu.tanggal === draf.tanggal);
  const sama = gabungkan(hari).find((satu) => satu.kanal === draf.kanal && satu.unit === draf.unit);
  return sama?.pengukuran ?? null;
}

function hariIniJuga(isi: Readonly<Record<string, unknown>>, tanggal: string): Record<string, { tanggal: string; nilai: unknown }> {
  return Object.fromEntries(Object.entries(isi).map(([kode, nilai]) => [kode, { tanggal, nilai }]));
}

/** Every field that is asked, and those that the visit to correct holds besides. */
function petaBidang(aturan: Aturan, lembar: readonly Lembar[], draf: Draf): ReadonlyMap<string, Bidang> {
  const peta = new Map(lembar.flatMap((satu) => satu.kelompok).flatMap((satu) => satu.bidang.map((b) => [b.kode, b] as const)));
  for (const kode of Object.keys(draf.teks)) {
    const satu = peta.has(kode) ? null : cariBidang(aturan, kode);
    if (satu) peta.set(kode, satu);
  }
  return peta;
}
