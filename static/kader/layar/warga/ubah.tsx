// Changes to what is known about a person; only what changed is sent, with what stood there before.
import { useState } from "preact/hooks";
import { GalatInti, hariIni, orang as bacaOrang, simpanOperasi, type Catatan, type Orang } from "../../inti/index.ts";
import { useBaca } from "../../inti/pakai.ts";
import { kabarkan } from "../kabar.tsx";
import { Kosong, KotakGalat, Tombol } from "../kit/index.ts";
import { useDraf } from "../periksa/draf.ts";
import type { PropsLayar } from "../peta.tsx";
import { pergi, tulisRute } from "../rute.ts";
import { tulisKetik } from "../tulis.ts";
import { FormulirWarga } from "./formulir.tsx";
import { bacaWarga, KOSONG, type IsianWarga } from "./isian.ts";
import { perubahan } from "./perubahan.ts";

export function UbahWarga({ rute }: PropsLayar) {
  const orang = useBaca(() => bacaOrang(rute.id), [rute.id]);
  const kunci = `warga-ubah:${rute.id}`;
  const { draf, ubah } = useDraf<IsianWarga>(kunci, Boolean(orang), () => isianDari(orang as Orang));
  const [dicoba, coba] = useState(false);
  const [galat, isiGalat] = useState<{ pesan: string; saran: string } | null>(null);
  if (orang === null) return <Kosong judul="Orang ini tidak ada di HP ini" />;
  if (!orang || !draf) return null;
  const hasil = bacaWarga(draf, hariIni());

  async function simpan(): Promise<void> {
    coba(true);
    if (!orang || !draf || !hasil.baca) return;
    const isi = perubahan(orang, draf, hasil.baca);
    if (!isi) return isiGalat({ pesan: "Belum ada yang diubah.", saran: "Ubah dahulu, atau tekan panah untuk kembali." });
    try {
      const catatan = await simpanOperasi("warga_ubah", isi, { draf: kunci });
      kabarkan(catatan as unknown as Catatan, `Data ${hasil.baca.nama}`);
      pergi(tulisRute("warga", orang.id), true);
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      isiGalat(sebab);
    }
  }
  return (
    <div class="halaman">
      <div class="blok">
        <h1>Ubah data {orang.nama}</h1>
      </div>
      <FormulirWarga isi={draf} ubah={ubah} salah={dicoba ? hasil.salah : {}} hariIni={hariIni()} nikLama={orang.nik} />
      {galat && <KotakGalat {...galat} />}
      <div class="kaki-tetap">
        <Tombol jenis="utama" penuh tekan={() => void simpan()}>
          Simpan perubahan
        </Tombol>
      </div>
    </div>
  );
}

function isianDari(orang: Orang): IsianWarga {
  return {
    ...KOSONG,
    nama: orang.nama,
    jenis_kelamin: orang.jenis_kelamin,
    lahir: tulisKetik(orang.tanggal_lahir),
    alamat: orang.keluarga?.alamat ?? "",
    rt: orang.keluarga?.rt ?? "",
    telepon: orang.telepon,
    ibu: orang.ibu ? { ...orang.ibu, lahir: "" } : null,
  };
}
