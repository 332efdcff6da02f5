// The six state shapes and the line icons, the same drawings as templates/bagian/lambang.html. SVG, never font glyphs.
import type { JSX } from "preact";
import type { Tingkat } from "../../aturan/index.ts";

export type NamaBentuk = "jauh" | "lambat" | "sesuai" | "capai" | "waktunya" | "belum";

const ISI: Record<NamaBentuk, JSX.Element> = {
  jauh: <rect x=".5" y=".5" width="11" height="11" fill="currentColor" />,
  lambat: <path d="M6 .5 12 11.5H0z" fill="currentColor" />,
  sesuai: (
    <>
      <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M6 1a5 5 0 0 0 0 10z" fill="currentColor" />
    </>
  ),
  capai: <circle cx="6" cy="6" r="5.75" fill="currentColor" />,
  waktunya: <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 1.93" />,
  belum: <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.5" />,
};
const WARNA: Record<NamaBentuk, string> = {
  ...{ jauh: "jauh", lambat: "lambat", sesuai: "sesuai", capai: "capai" },
  ...{ waktunya: "diam", belum: "diam" },
};

/** A word always stands beside it. */
export function Bentuk({ nama }: { nama: NamaBentuk }) {
  return (
    <svg class={`bentuk b-${WARNA[nama]}`} viewBox="0 0 12 12" aria-hidden="true">
      {ISI[nama]}
    </svg>
  );
}

/** Which shape a level of finding wears. */
export const BENTUK_TINGKAT: Record<Tingkat, NamaBentuk> = {
  ...{ segera: "jauh", rujuk: "lambat", perhatian: "lambat", info: "belum", fakta: "capai" },
};

const JALUR = {
  cari: "M11.75 7a4.75 4.75 0 1 1-9.5 0 4.75 4.75 0 0 1 9.5 0M10.5 10.5l4 4",
  kiri: "m10 3-5 5 5 5",
  kanan: "m6 3 5 5-5 5",
  bawah: "m3 6 5 5 5-5",
  centang: "m2.5 8.5 4 4 7-9",
  tambah: "M8 3v10M3 8h10",
  hp: "M5 1.75h6v12.5H5zM7 12.25h2",
  info: "M14.25 8a6.25 6.25 0 1 1-12.5 0 6.25 6.25 0 0 1 12.5 0M8 7v4.5M8 4.25v1",
  orang: "M10.75 5a2.75 2.75 0 1 1-5.5 0 2.75 2.75 0 0 1 5.5 0M2.5 14c.4-3 2.5-4.5 5.5-4.5s5.1 1.5 5.5 4.5",
  jadwal: "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.5v3m5-3v3",
  rumah: "M1.75 7.5 8 2l6.25 5.5M3.5 6v8h9V6",
  batang: "M3 14V9m5 5V3m5 11V6.5M1.5 14h13",
  telepon: "M3 2.5h2.5l1 3-1.5 1a8 8 0 0 0 4.500 4.500l1-1.500 3 1V13a1 1 0 0 1-1 1A11 11 0 0 1 2 3.500a1 1 0 0 1 1-1z",
  cetak: "M4.5 5.5V2h7v3.5M4.5 11.5H2.75A.75.75 0 0 1 2 10.75v-4.5a.75.75 0 0 1 .75-.75h10.5a.75.75 0 0 1 .75.75v4.5a.75.75 0 0 1-.75.75H11.5M4.5 9h7v5h-7z",
  silang: "m4 4 8 8m0-8-8 8",
  panah: "M2 8h11M9 4l4 4-4 4",
  mundur: "M5.500 3.500H14v9H5.500L1.750 8zM7.500 6.250l3.500 3.500m0-3.500-3.500 3.500",
  pena: "M2.5 13.5l.75-3.25 7.5-7.5 2.5 2.5-7.5 7.5zM9.25 4.25l2.5 2.5",
  bagikan: "M8 10V1.75M4.75 5 8 1.75 11.25 5M3 8.5V14h10V8.5",
} as const;
export type NamaIkon = keyof typeof JALUR;

export function Ikon({ nama }: { nama: NamaIkon }) {
  return (
    <svg class="ikon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={JALUR[nama]} />
    </svg>
  );
}

export function Merek() {
  return (
    <svg class="merek" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M6 2.5h4V5H6z" fill="#8fb6ff" />
      <path d="M4 6.750h8v2.5H4zM1.5 11h13v2.5h-13z" fill="currentColor" />
    </svg>
  );
}
