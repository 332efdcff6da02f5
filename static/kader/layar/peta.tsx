// Every screen by the first part of the address. A new screen is one line here.
import type { JSX } from "preact";
import type { PosyanduUmum, Umum } from "../inti/index.ts";
import { Akun } from "./akun/akun.tsx";
import { Betulkan } from "./betulkan/betulkan.tsx";
import { PerluDibetulkan } from "./betulkan/daftar.tsx";
import { Capaianku } from "./capaianku/capaianku.tsx";
import { HariIni } from "./hari/hari.tsx";
import { Petugas } from "./hari/petugas.tsx";
import { Kosong, type Tab } from "./kit/index.ts";
import { Nyelik } from "./nyelik/nyelik.tsx";
import { LayarPeriksa } from "./periksa/periksa.tsx";
import type { Rute } from "./rute.ts";
import { Segera } from "./segera/segera.tsx";
import { Tutup } from "./tutup/tutup.tsx";
import { WargaBaru } from "./warga/baru.tsx";
import { KartuWarga } from "./warga/kartu.tsx";
import { LayarHamil, LayarPenyakit } from "./warga/riwayat.tsx";
import { UbahWarga } from "./warga/ubah.tsx";

export interface PropsLayar {
  umum: Umum;
  tempat: PosyanduUmum;
  rute: Rute;
  /** Work at another posyandu from now on. */
  ganti: (kode: string) => void;
}

interface Layar {
  isi: (props: PropsLayar) => JSX.Element | null;
  /** One of the three tabs; others have an arrow back to `kembali`. */
  tab?: Tab;
  kembali?: (rute: Rute) => string;
  /** The screen draws its own header. */
  polos?: true;
}

const keHari = (): string => "#/";
const keWarga = (rute: Rute): string => `#/warga/${rute.id}`;

export const PETA: Readonly<Record<string, Layar>> = {
  "": { isi: HariIni, tab: "hari" },
  nyelik: { isi: Nyelik, tab: "nyelik" },
  capaianku: { isi: Capaianku, tab: "capaian" },
  tutup: { isi: Tutup, kembali: keHari },
  segera: { isi: Segera, kembali: keHari },
  "perlu-dibetulkan": { isi: PerluDibetulkan, kembali: keHari },
  betulkan: { isi: Betulkan, kembali: () => "#/perlu-dibetulkan" },
  akun: { isi: Akun, kembali: keHari },
  petugas: { isi: Petugas, kembali: keHari },
  periksa: { isi: LayarPeriksa, polos: true },
  warga: { isi: KartuWarga, kembali: keHari },
  "warga-baru": { isi: WargaBaru, kembali: keHari },
  "warga-ubah": { isi: UbahWarga, kembali: keWarga },
  hamil: { isi: LayarHamil, kembali: keWarga },
  penyakit: { isi: LayarPenyakit, kembali: keWarga },
};

export const TIDAK_ADA: Layar = { isi: TidakAda, kembali: keHari };

function TidakAda(): JSX.Element {
  return (
    <Kosong judul="Halaman ini tidak ada">
      <a class="tombol" href="#/">
        Ke Hari ini
      </a>
    </Kosong>
  );
}
