// A day of the last week that was opened here, or has visits of this phone, and was never closed.
import { hariIni, jumlahKunjungan, type PosyanduUmum } from "../../inti/index.ts";
import { useBaca } from "../../inti/pakai.ts";
import { Ikon } from "../kit/index.ts";
import { tulisRute } from "../rute.ts";
import { geserHari, tulisHari } from "../tulis.ts";

const HARI = 7;

async function belumDitutup(tempat: PosyanduUmum, kini: string): Promise<string[]> {
  const awal = geserHari(kini, -HARI);
  const lalu = tempat.sesi.filter(({ tanggal }) => tanggal >= awal && tanggal < kini);
  const hari: string[] = [];
  for (const { tanggal, status } of lalu)
    if (status === "dibuka" || (status === "direncanakan" && (await jumlahKunjungan(tempat.kode, tanggal)))) hari.push(tanggal);
  return hari;
}

export function PitaBelumTutup({ tempat }: { tempat: PosyanduUmum }) {
  const kini = hariIni();
  const hari = useBaca(() => belumDitutup(tempat, kini), [tempat, kini]) ?? [];
  if (!hari.length) return null;
  return (
    <aside class="pita-segera biasa" aria-label="Hari buka belum ditutup">
      {hari.map((tanggal) => (
        <a key={tanggal} href={tulisRute("tutup", "", { tanggal })}>
          <Ikon nama="jadwal" />
          <span>Hari buka {tulisHari(tanggal)} belum ditutup</span>
          <Ikon nama="kanan" />
        </a>
      ))}
    </aside>
  );
}
