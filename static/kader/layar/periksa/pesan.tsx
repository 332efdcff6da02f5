// The last step: everything that was found, in the order of urgency; when and where; who examined; taking a visit back.
import { useState } from "preact/hooks";
import type { Tingkat, Temuan } from "../../aturan/index.ts";
import { GalatInti, type Orang, type PosyanduUmum } from "../../inti/index.ts";
import { kabarkan } from "../kabar.tsx";
import { IsianPilih, IsianTeks, KotakTemuan, Tombol } from "../kit/index.ts";
import { bacaKejadian, bentukTanggal } from "../ketik.ts";
import { KANAL } from "../profil.ts";
import { pergi } from "../rute.ts";
import { sesiPada } from "../tempat.ts";
import { hariAntara, tulisKetik } from "../tulis.ts";
import { ingatPemeriksa, type PegangDraf } from "./draf.ts";
import { tampakkan, type Draf } from "./isi.ts";
import { batalkanKunjungan } from "./simpan.ts";

const URUT: readonly Tingkat[] = ["segera", "rujuk", "perhatian", "info"];

export function RingkasTemuan({ temuan }: { temuan: readonly Temuan[] }) {
  const tampil = URUT.flatMap((tingkat) => tampakkan(temuan).filter((satu) => satu.tingkat === tingkat));
  return (
    <section class="blok" aria-label="Yang perlu disampaikan">
      <h2>Yang perlu disampaikan</h2>
      {tampil.length === 0 && <p class="ket">Tidak ada temuan dari yang diisi.</p>}
      {tampil.map((satu) => (
        <KotakTemuan key={satu.kode} tingkat={satu.tingkat} pesan={satu.pesan} />
      ))}
    </section>
  );
}

interface Props {
  orang: Orang;
  draf: Draf;
  pegang: PegangDraf<Draf>;
  tempat: PosyanduUmum;
  hariIni: string;
  kunci: string;
}

export function Pelayanan(props: Props) {
  const { draf, pegang, tempat } = props;
  const petugas = sesiPada(tempat, draf.tanggal)?.petugas ?? [];
  const oleh = draf.diperiksa_oleh;
  const nama = [...new Set([...(petugas.length ? petugas : tempat.petugas), ...(oleh ? [oleh] : [])])];
  const pilih = (baru: string): void => {
    pegang.ubah({ diperiksa_oleh: baru });
    void ingatPemeriksa(baru);
  };
  return (
    <>
      {nama.length > 0 && (
        <IsianPilih
          id="diperiksa-oleh"
          label="Diperiksa oleh"
          nilai={oleh}
          pilihan={nama.map((satu) => [satu, satu] as const)}
          ubah={pilih}
        />
      )}
      <Kapan {...props} />
      {draf.ganti && <Batalkan {...props} />}
    </>
  );
}

function Kapan({ orang, draf, pegang, hariIni }: Props) {
  const teks = draf.tanggalKetik ?? tulisKetik(draf.tanggal);
  const baca = (baru: string) => bacaKejadian(baru, orang.tanggal_lahir, hariIni, "Tanggal kunjungan");
  const ubah = (baru: string): void => {
    const ketik = bentukTanggal(baru);
    const hasil = ketik.length < 10 ? undefined : baca(ketik);
    if (hasil && "nilai" in hasil) pegang.ubah({ tanggal: hasil.nilai, tanggalKetik: null });
    else pegang.ubah({ tanggalKetik: ketik });
  };
  const hasil = draf.tanggalKetik !== null && teks.length === 10 ? baca(teks) : undefined;
  const salah = hasil && "salah" in hasil ? hasil.salah : undefined;
  return (
    <>
      <IsianTeks
        id="tanggal-pelayanan"
        label="Tanggal pelayanan"
        nilai={teks}
        ubah={ubah}
        salah={salah}
        bantuan="Ubah bila hari pelayanannya bukan hari ini."
        atribut={{ inputMode: "numeric", maxLength: 10, placeholder: "tgl/bln/tahun" }}
      >
        {!salah && hariAntara(draf.tanggal, hariIni) > 365 && (
          <p class="tanya">Kunjungan ini lebih dari 1 tahun lalu. Yakin tanggalnya benar?</p>
        )}
      </IsianTeks>
      <div class="isian">
        <label for="kanal">Dilayani di</label>
        <div class="masukan">
          <select id="kanal" value={draf.kanal} onChange={(e) => pegang.ubah({ kanal: e.currentTarget.value })}>
            {KANAL.map(([kode, nama]) => (
              <option key={kode} value={kode}>
                {nama}
              </option>
            ))}
          </select>
        </div>
      </div>
    </>
  );
}

/** Taking a visit back needs a reason; the visit stays in the history. */
function Batalkan({ orang, draf, kunci }: Props) {
  const [buka, tampilkan] = useState(false);
  const [alasan, ketik] = useState("");
  const [galat, isiGalat] = useState<{ pesan: string; saran: string } | undefined>();
  async function batal(): Promise<void> {
    try {
      kabarkan(await batalkanKunjungan(orang.id, draf, alasan, kunci), `Catatan ${orang.nama} dibatalkan`);
      pergi("#/", true);
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      isiGalat(sebab);
    }
  }
  if (!buka)
    return (
      <div class="blok">
        <Tombol jenis="bahaya" penuh tekan={() => tampilkan(true)}>
          Batalkan catatan ini
        </Tombol>
      </div>
    );
  return (
    <>
      <IsianTeks
        id="alasan-batal"
        label="Mengapa dibatalkan?"
        nilai={alasan}
        ubah={ketik}
        salah={galat}
        bantuan="Misalnya: salah orang. Catatannya tetap ada di riwayat."
        atribut={{ maxLength: 200 }}
      />
      <div class="blok">
        <Tombol jenis="bahaya" penuh tekan={() => void batal()}>
          Ya, batalkan
        </Tombol>
      </div>
    </>
  );
}
