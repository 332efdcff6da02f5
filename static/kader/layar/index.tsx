// The screens behind the lock: the frame, and in it the screen that the address asks for.
import { hariIni, umum as bacaUmum, type PosyanduUmum, type Umum } from "../inti/index.ts";
import { useBaca, useKeadaan } from "../inti/pakai.ts";
import { Kepala, Kosong, Status, TabBawah } from "./kit/index.ts";
import { PETA, TIDAK_ADA } from "./peta.tsx";
import { PitaSegera } from "./segera/segera.tsx";
import { PitaBelumTutup } from "./tutup/pita.tsx";
import { useRute } from "./rute.ts";
import { namaTempat, tempatKini, useGantiTempat } from "./tempat.ts";

export function Layar() {
  const rute = useRute();
  const umum = useBaca(bacaUmum, []);
  const ganti = useGantiTempat();
  if (umum === undefined) return null;
  const tempat = umum && tempatKini(umum, hariIni());
  if (!umum || !tempat) return <BelumAda />;
  const layar = PETA[rute.layar] ?? TIDAK_ADA;
  const isi = <layar.isi key={rute.layar + rute.id + rute.tanya} umum={umum} tempat={tempat} rute={rute} ganti={ganti} />;
  if (layar.polos) return <div class="kader polos">{isi}</div>;
  return (
    <div class="kader">
      <Kepala
        judul={namaTempat(tempat)}
        bawah={bawahKepala(umum, tempat)}
        {...(layar.kembali ? { kembali: layar.kembali(rute) } : {})}
      />
      <StatusKini />
      <PitaSegera kecuali={rute.layar === "segera" ? rute.id : ""} />
      {layar.tab && <PitaBelumTutup tempat={tempat} />}
      <main>{isi}</main>
      {layar.tab && <TabBawah kini={layar.tab} />}
    </div>
  );
}

function bawahKepala(umum: Umum, tempat: PosyanduUmum): string {
  return [tempat.desa && `Desa ${tempat.desa}`, umum.pengguna.nama].filter(Boolean).join(" · ");
}

export function StatusKini() {
  const { tersimpan, terkirim, perluDibetulkan } = useKeadaan();
  return <Status diHp={tersimpan} terkirim={terkirim} perlu={perluDibetulkan} />;
}

function BelumAda() {
  return (
    <div class="kader">
      <Kepala judul="Posyandu" bawah="" />
      <StatusKini />
      <main>
        <Kosong judul="Belum ada posyandu di HP ini">
          <p>Hubungkan HP ke internet sekali. Bila tetap kosong, minta Puskesmas memeriksa penugasan Anda.</p>
        </Kosong>
      </main>
    </div>
  );
}
