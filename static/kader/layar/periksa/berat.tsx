// A child's weight month by month, and the curve it draws.
import { kurva, timbangan, umur, type Aturan, type JenisKelamin, type ProfilJson } from "../../aturan/index.ts";
import type { Orang } from "../../inti/jenis.ts";
import { gabungkan, profilPada } from "../profil.ts";
import { tulisAngka, tulisBulan } from "../tulis.ts";

export interface Titik {
  tanggal: string;
  kg: number;
  huruf: "N" | "T" | "O" | "B" | null;
}

/** Earlier weighings with their letter, oldest first, and today's. */
export function titikBerat(aturan: Aturan, orang: Orang, tanggal: string, kini: number | null): Titik[] {
  const lalu = gabungkan(orang.kunjungan.filter((satu) => satu.tanggal < tanggal)).map((satu) => ({
    tanggal: satu.tanggal,
    kg: Number(satu.pengukuran.berat_kg),
  }));
  const semua = [...lalu, { tanggal, kg: kini ?? NaN }].filter((satu) => satu.kg > 0);
  return semua.map((satu) => ({ ...satu, huruf: hurufPada(aturan, orang, satu.tanggal, satu.kg) }));
}

/** The weight at birth, on whichever visit it was written down; nothing where the child was weighed again that day. */
export function titikLahir(profil: ProfilJson, titik: readonly Titik[]): Titik[] {
  const { tanggal_lahir: tanggal, riwayat = [] } = profil;
  const gram = riwayat.map((satu) => Number(satu.pengukuran.berat_lahir_gram)).find((satu) => satu > 0);
  return gram && titik.every((satu) => satu.tanggal !== tanggal) ? [{ tanggal, kg: gram / 1000, huruf: null }] : [];
}

function hurufPada(aturan: Aturan, orang: Orang, tanggal: string, kg: number): Titik["huruf"] {
  const profil = profilPada(orang, tanggal, "posyandu");
  return timbangan(aturan, profil, { berat_kg: kg }, tanggal)?.huruf ?? null;
}

const KATA = { N: "naik", T: "tidak", O: "", B: "baru" } as const;

export function BulanLalu({ titik }: { titik: readonly Titik[] }) {
  if (titik.length < 2) return null;
  return (
    <dl class="bulan-lalu" aria-label="Berat dari bulan ke bulan">
      {titik.slice(-4).map(({ tanggal, kg, huruf }) => (
        <div key={tanggal}>
          <dt>{tulisBulan(tanggal)}</dt>
          <dd>
            {tulisAngka(kg)}{" "}
            {huruf && <small class={huruf === "N" ? "naik" : huruf === "T" ? "tidak" : "redup"}>{KATA[huruf]}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const [LEBAR, TINGGI, KIRI, BAWAH] = [320, 180, 22, 16];

/** Weight for age between -3 and +3 SD. WHO's lines come from the rules; x is age in days, drawn in months. */
export function KurvaBerat(props: { aturan: Aturan; profil: ProfilJson; titik: readonly Titik[]; kini: string }) {
  const { aturan, profil, titik, kini } = props;
  const usia = umur(profil.tanggal_lahir, kini).hari;
  const sampai = Math.min(1826, usia < 330 ? 365 : usia + 180);
  const dari = Math.max(0, Math.min(usia - 540, sampai - 365));
  const garis = kurva(aturan, "bbu", profil.jenis_kelamin as JenisKelamin, 15).filter(
    (satu) => satu.x >= dari - 15 && satu.x <= sampai + 15,
  );
  if (!garis.length || usia > 1856) return null;
  const bawah = Math.floor(Math.min(...garis.map((satu) => satu.nilai[0] ?? 0)));
  const atas = Math.ceil(Math.max(...garis.map((satu) => satu.nilai[6] ?? 0)));
  const x = (hari: number): number => KIRI + ((hari - dari) / (sampai - dari)) * (LEBAR - KIRI);
  const y = (kg: number): number => TINGGI - BAWAH - ((kg - bawah) / (atas - bawah)) * (TINGGI - BAWAH - 4);
  const anak = [...titikLahir(profil, titik), ...titik].map((satu) => ({ ...satu, hari: umur(profil.tanggal_lahir, satu.tanggal).hari }));
  const tampak = anak.filter((satu) => satu.hari >= dari);
  const pita = (a: number, b: number): string =>
    `M${garis.map((g) => `${x(g.x).toFixed(1)} ${y(g.nilai[a] ?? 0).toFixed(1)}`).join("L")}L${[...garis]
      .reverse()
      .map((g) => `${x(g.x).toFixed(1)} ${y(g.nilai[b] ?? 0).toFixed(1)}`)
      .join("L")}Z`;
  const bulan = Array.from({ length: 61 }, (_, ke) => ke).filter(
    (ke) => ke % 3 === 0 && ke * 30.4375 >= dari && ke * 30.4375 <= sampai,
  );
  const langkah = atas - bawah > 10 ? 4 : 2;
  const kilo = Array.from({ length: atas - bawah + 1 }, (_, ke) => bawah + ke).filter((kg) => kg % langkah === 0);
  return (
    <figure class="gambar-kurva">
      <svg class="kurva" viewBox={`0 0 ${LEBAR} ${TINGGI}`} role="img" aria-label={ucapan(tampak)}>
        <clipPath id="bidang-kurva">
          <rect x={KIRI} y="0" width={LEBAR - KIRI} height={TINGGI - BAWAH} />
        </clipPath>
        <g clip-path="url(#bidang-kurva)">
          <path class="pita-awas" d={pita(0, 6)} />
          <path class="pita-baik" d={pita(1, 5)} />
          <path class="tengah" d={`M${garis.map((g) => `${x(g.x)} ${y(g.nilai[3] ?? 0)}`).join("L")}`} />
          {kilo.map((kg) => (
            <path key={kg} class="kisi" d={`M${KIRI} ${y(kg)}H${LEBAR}`} />
          ))}
          <path class="anak" d={`M${tampak.map((satu) => `${x(satu.hari)} ${y(satu.kg)}`).join("L")}`} />
          {tampak.map((satu) => (
            <circle
              key={satu.tanggal}
              class={satu.tanggal === kini ? "titik kini" : "titik"}
              cx={x(satu.hari)}
              cy={y(satu.kg)}
              r={satu.tanggal === kini ? 4 : 2.5}
            />
          ))}
        </g>
        {kilo.map((kg) => (
          <text key={kg} x={KIRI - 4} y={y(kg) + 3} text-anchor="end">
            {kg}
          </text>
        ))}
        {bulan.map((ke) => (
          <text key={ke} x={x(ke * 30.4375)} y={TINGGI - 4} text-anchor="middle">
            {ke}
          </text>
        ))}
      </svg>
      <figcaption class="ket">Berat (kg) menurut umur (bulan). Hijau: -2 sampai +2 SD. Kuning: sampai 3 SD.</figcaption>
    </figure>
  );
}

function ucapan(titik: readonly Titik[]): string {
  const akhir = titik.slice(-6).map((satu) => `${tulisBulan(satu.tanggal)} ${tulisAngka(satu.kg)} kg`);
  return `Grafik berat menurut umur: ${akhir.join(", ") || "belum ada timbangan"}`;
}
