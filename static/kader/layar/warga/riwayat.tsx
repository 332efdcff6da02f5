// A pregnancy that begins or ends, and registers of illness.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { GalatInti, hariIni, idBaru, orang as bacaOrang, simpanOperasi, type Catatan, type Orang } from "../../inti/index.ts";
import { useBaca } from "../../inti/pakai.ts";
import { kabarkan } from "../kabar.tsx";
import { IsianPilih, IsianTeks, KotakGalat, Tombol } from "../kit/index.ts";
import { bentukTanggal } from "../ketik.ts";
import type { PropsLayar } from "../peta.tsx";
import { pergi, tulisRute } from "../rute.ts";
import { bacaHpht, bacaPersalinan, bacaSejak, type Bacaan } from "./kejadian.ts";

export const NAMA_PENYAKIT: Readonly<Record<string, string>> = {
  hipertensi: "Darah tinggi",
  diabetes: "Kencing manis",
  tbc: "TBC",
  odgj_berat: "Gangguan jiwa berat",
  gizi: "Gizi kurang atau buruk",
  stunting: "Stunting",
  kek: "Kurang energi kronis",
};
/** What a cadre may hear of; weight and height propose the rest by themselves. */
const DIUSULKAN = ["hipertensi", "diabetes", "tbc", "odgj_berat"];
const HASIL = [
  ["lahir_hidup", "Lahir hidup"],
  ["lahir_mati", "Lahir mati"],
  ["keguguran", "Keguguran"],
] as const;

function useOrang(id: string): Orang | null | undefined {
  return useBaca(() => bacaOrang(id), [id]);
}

export function LayarHamil({ rute }: PropsLayar) {
  const orang = useOrang(rute.id);
  if (!orang) return null;
  const terbuka = orang.kehamilan.find((satu) => !satu.selesai);
  return terbuka ? <Bersalin orang={orang} hamil={terbuka} /> : <MulaiHamil orang={orang} />;
}

interface PropsKejadian {
  judul: string;
  ket: string;
  labelTanggal: string;
  boleh: boolean;
  children?: ComponentChildren;
  baca: (teks: string) => Bacaan;
  simpan: (tanggal: string) => Promise<void>;
}

/** A date that something happened on, with what belongs to it. */
function Kejadian(props: PropsKejadian) {
  const [teks, ketik] = useState("");
  const [galat, isiGalat] = useState<{ pesan: string; saran: string } | null>(null);
  const [salah, isiSalah] = useState<{ pesan: string; saran: string } | undefined>();
  async function simpan(): Promise<void> {
    const hasil = props.baca(teks);
    isiSalah("salah" in hasil ? hasil.salah : undefined);
    if ("salah" in hasil) return;
    try {
      await props.simpan(hasil.nilai);
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      isiGalat(sebab);
    }
  }
  return (
    <div class="halaman">
      <div class="blok">
        <h1>{props.judul}</h1>
        <p class="ket">{props.ket}</p>
      </div>
      {props.children}
      <IsianTeks
        id="tanggal-kejadian"
        label={props.labelTanggal}
        nilai={teks}
        ubah={(nilai) => ketik(bentukTanggal(nilai))}
        salah={salah}
        atribut={{ inputMode: "numeric", maxLength: 10, placeholder: "tgl/bln/tahun" }}
      />
      {galat && <KotakGalat {...galat} />}
      <div class="kaki-tetap">
        <Tombol jenis="utama" penuh mati={!props.boleh} tekan={() => void simpan()}>
          Simpan
        </Tombol>
      </div>
    </div>
  );
}

function MulaiHamil({ orang }: { orang: Orang }) {
  const [id] = useState(idBaru);
  return (
    <Kejadian
      judul="Catat hamil"
      ket={orang.nama}
      labelTanggal="Hari pertama haid terakhir (HPHT)"
      boleh
      baca={(teks) => bacaHpht(teks, orang, hariIni())}
      simpan={async (hpht) => {
        const catatan = await simpanOperasi("hamil", { id, warga: orang.id, hpht });
        selesai(catatan as unknown as Catatan, orang);
      }}
    />
  );
}

function Bersalin({ orang, hamil }: { orang: Orang; hamil: Orang["kehamilan"][number] }) {
  const [hasil, pilih] = useState("");
  return (
    <Kejadian
      judul="Catat persalinan"
      ket={orang.nama}
      labelTanggal="Tanggal"
      boleh={hasil !== ""}
      baca={(teks) => bacaPersalinan(teks, hamil.hpht ?? "", hariIni())}
      simpan={async (tanggal) => {
        const catatan = await simpanOperasi("hamil_selesai", { kehamilan: hamil.id, selesai: tanggal, hasil });
        kabarkan(catatan as unknown as Catatan, orang.nama);
        const bayi = hasil === "lahir_hidup";
        pergi(bayi ? tulisRute("warga-baru", "", { ibu: orang.id }) : tulisRute("warga", orang.id), true);
      }}
    >
      <IsianPilih id="hasil" label="Hasil kehamilan" nilai={hasil} pilihan={HASIL} ubah={pilih} />
    </Kejadian>
  );
}

export function LayarPenyakit({ rute }: PropsLayar) {
  const orang = useOrang(rute.id);
  const [id] = useState(idBaru);
  const [penyakit, pilih] = useState("");
  if (!orang) return null;
  const sudah = new Set(orang.penyakit.filter((satu) => !satu.sampai).map((satu) => satu.penyakit));
  const pilihan = Object.entries(NAMA_PENYAKIT).filter(([kode]) => DIUSULKAN.includes(kode) && !sudah.has(kode));
  return (
    <Kejadian
      judul="Usulkan masuk register"
      ket={`${orang.nama}. Bidan memastikan dahulu, lalu orangnya masuk register.`}
      labelTanggal="Diketahui sejak"
      boleh={penyakit !== ""}
      baca={(teks) => bacaSejak(teks, orang, hariIni())}
      simpan={async (sejak) => {
        const catatan = await simpanOperasi("penyakit", { id, warga: orang.id, penyakit, sejak });
        selesai(catatan as unknown as Catatan, orang);
      }}
    >
      <IsianPilih id="penyakit" label="Penyakit" nilai={penyakit} pilihan={pilihan} ubah={pilih} />
    </Kejadian>
  );
}

function selesai(catatan: Catatan, orang: Orang): void {
  kabarkan(catatan, orang.nama);
  pergi(tulisRute("warga", orang.id), true);
}
