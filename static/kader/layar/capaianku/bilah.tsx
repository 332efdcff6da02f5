// The bullet: bar = so far, thick tick = by now, flagged line = target. Decoration: the same stands beside it in words.
import type { KartuCapaian } from "./susun.ts";

const LEBAR = 320;
const TINGGI = 26;
const ATAS = 11;
const WARNA: Readonly<Record<string, string>> = {
  ...{ jauh_tertinggal: "jauh", tertinggal: "lambat", sesuai_jalur: "sesuai", tercapai: "capai" },
};

export function Bilah({ kartu }: { kartu: KartuCapaian }) {
  if (kartu.bagian === null) return null;
  const paling = Math.max(kartu.turun ? (kartu.target ?? 0) * 2 : 1, kartu.bagian, kartu.target ?? 0, kartu.harapan ?? 0);
  const x = (nilai: number): number => Math.round((nilai / (paling || 1)) * LEBAR);
  const menyatu = kartu.harapan !== null && kartu.target !== null && Math.abs(x(kartu.harapan) - x(kartu.target)) < 3;
  return (
    <svg class={`bilah b-${WARNA[kartu.keadaan] ?? "diam"}`} viewBox={`-2 0 ${LEBAR + 10} ${TINGGI}`} aria-hidden="true">
      <rect class="alas" y={ATAS} width={LEBAR} height="10" />
      <rect class="isi" y={ATAS} width={x(kartu.bagian)} height="10" />
      {kartu.harapan !== null && !menyatu && <rect class="harapan" x={x(kartu.harapan) - 1.5} y={ATAS - 4} width="3" height="18" />}
      {kartu.target !== null && (
        <g class="target">
          <rect x={x(kartu.target) - (menyatu ? 1.5 : 0.75)} y="1" width={menyatu ? 3 : 1.5} height="24" />
          <path d={`M${x(kartu.target)} 1h8l-2 3 2 3h-8z`} />
        </g>
      )}
    </svg>
  );
}
