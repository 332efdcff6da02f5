// The page for the village: A4, black and grey, counts only. On the screen it is not shown.
import type { PosyanduUmum } from "../../inti/index.ts";
import { namaTempat } from "../tempat.ts";
import { tulisHari } from "../tulis.ts";
import { belumBalita, type Rekap } from "./rekap.ts";

interface Props {
  tempat: PosyanduUmum;
  rekap: Rekap;
  kader: string;
  petugas: readonly string[];
}

export function CetakDesa({ tempat, rekap, kader, petugas }: Props) {
  const { balita } = rekap;
  const baris: readonly (readonly [string, string | number])[] = [
    ["Balita ditimbang", balita.ditimbang],
    ["Berat naik (N)", balita.naik],
    ["Berat tidak naik (T)", balita.tidakNaik],
    ["Bulan lalu tidak ditimbang (O)", balita.tidakDinilai],
    ["Baru pertama ditimbang (B)", balita.baru],
    ["Tanpa temuan", rekap.normal],
    ["Perlu perhatian", rekap.bermasalah],
    ["Di antaranya perlu dirujuk", rekap.dirujuk.length],
    ["Tamu dari tempat lain", rekap.tamu],
    ["Belum datang", `${rekap.belum.length} (${belumBalita(rekap)} balita)`],
  ];
  return (
    <section class="cetak-desa" aria-hidden="true">
      <h1>Rekap hari buka {namaTempat(tempat)}</h1>
      <p>
        {tempat.desa && `Desa ${tempat.desa} · `}
        {tulisHari(rekap.tanggal)} {rekap.tanggal.slice(0, 4)}
      </p>
      <table>
        <thead>
          <tr>
            <th>Kelompok</th>
            <th>Sasaran</th>
            <th>Hadir</th>
            <th>Tidak hadir</th>
          </tr>
        </thead>
        <tbody>
          {rekap.kelompok.map((satu) => (
            <tr key={satu.kode}>
              <td>{satu.nama}</td>
              <td>{satu.sasaran}</td>
              <td>{satu.hadir}</td>
              <td>{satu.sasaran - satu.hadir}</td>
            </tr>
          ))}
          <tr class="jumlah">
            <td>Jumlah</td>
            <td>{rekap.sasaran}</td>
            <td>{rekap.hadir}</td>
            <td>{rekap.sasaran - rekap.hadir}</td>
          </tr>
        </tbody>
      </table>
      <table>
        <tbody>
          {baris.map(([nama, nilai]) => (
            <tr key={nama}>
              <td>{nama}</td>
              <td>{nilai}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>Petugas: {petugas.join(", ") || "belum dicatat"}</p>
      <div class="tanda-tangan">
        <p>Ketua posyandu</p>
        <p>Kader: {kader}</p>
      </div>
      <p class="kaki-cetak">Dihitung dari catatan di HP ini. Jumlah saja, tanpa nama warga.</p>
    </section>
  );
}
