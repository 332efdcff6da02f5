// Who is on duty today, by name; nobody needs an account for it.
import { useState } from "preact/hooks";
import { GalatInti, hariIni, simpanOperasi, type PosyanduUmum } from "../../inti/index.ts";
import { KotakGalat, Tombol } from "../kit/index.ts";
import { IsianPetugas } from "../petugas.tsx";
import { pergi } from "../rute.ts";
import { sesiPada } from "../tempat.ts";
import { tulisHari } from "../tulis.ts";

export function Petugas({ tempat }: { tempat: PosyanduUmum }) {
  const tanggal = hariIni();
  const [dipilih, pilih] = useState<string[]>(sesiPada(tempat, tanggal)?.petugas ?? []);
  const [galat, isiGalat] = useState<GalatInti | null>(null);
  async function simpan(): Promise<void> {
    try {
      await simpanOperasi("sesi_petugas", { unit: tempat.kode, tanggal, petugas: dipilih });
      pergi("#/", true);
    } catch (sebab) {
      if (sebab instanceof GalatInti) isiGalat(sebab);
      else throw sebab;
    }
  }
  return (
    <div class="halaman">
      <div class="blok">
        <h1>Petugas hari ini</h1>
        <p class="ket">
          {tulisHari(tanggal)}. Beri tanda siapa saja yang bertugas. Insentif dihitung dari daftar ini, bukan dari siapa yang
          mengetik.
        </p>
      </div>
      <IsianPetugas semua={tempat.petugas} dipilih={dipilih} pilih={pilih} />
      {galat && <KotakGalat pesan={galat.pesan} saran={galat.saran} />}
      <div class="blok">
        <Tombol jenis="utama" penuh mati={!dipilih.length} tekan={() => void simpan()}>
          Simpan daftar
        </Tombol>
      </div>
    </div>
  );
}
