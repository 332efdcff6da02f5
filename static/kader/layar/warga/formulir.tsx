// The fields of a person, for a new one and for changes.
import { useState } from "preact/hooks";
import { cariOrang } from "../../inti/index.ts";
import { useBaca } from "../../inti/pakai.ts";
import { IsianPilih, IsianTeks, Tombol } from "../kit/index.ts";
import { bentukTanggal } from "../ketik.ts";
import { tulisLengkap, tulisUmur } from "../tulis.ts";
import { bacaKapanLahir, calonIbu, type IsianWarga, type SalahWarga } from "./isian.ts";

export interface PropsFormulir {
  isi: IsianWarga;
  ubah: (bagian: Partial<IsianWarga>) => void;
  salah: SalahWarga;
  hariIni: string;
  /** A NIK that is on the card already, masked; empty for a new person. */
  nikLama?: string;
  kk?: boolean;
}

const KELAMIN = [
  ["L", "Laki-laki"],
  ["P", "Perempuan"],
] as const;
const CARA = [
  ["tanggal", "Tanggal"],
  ["bulan", "Umur (bulan)"],
  ["tahun", "Umur (tahun)"],
] as const;

export function FormulirWarga({ isi, ubah, salah, hariIni, nikLama, kk }: PropsFormulir) {
  return (
    <>
      <IsianTeks
        id="nama"
        label="Nama sesuai KTP atau KK"
        nilai={isi.nama}
        ubah={(nama) => ubah({ nama })}
        salah={salah.nama}
        bantuan='Bayi belum bernama: tulis "By. Ny." lalu nama ibu.'
        atribut={{ autocapitalize: "words", maxLength: 200 }}
      />
      <IsianPilih
        id="jenis-kelamin"
        label="Jenis kelamin"
        nilai={isi.jenis_kelamin}
        pilihan={KELAMIN}
        ubah={(jenis_kelamin) => ubah({ jenis_kelamin })}
        salah={salah.jenis_kelamin}
      />
      <Lahir {...{ isi, ubah, salah, hariIni }} />
      <Ibu {...{ isi, ubah, salah }} />
      <IsianTeks
        id="nik"
        label={
          <>
            NIK <small>boleh kosong bila belum punya</small>
          </>
        }
        nilai={isi.nik}
        ubah={(nik) => ubah({ nik })}
        salah={salah.nik}
        bantuan={nikLama ? `Sekarang ${nikLama}. Isi hanya bila berubah.` : hitungAngka(isi.nik)}
        atribut={{ inputMode: "numeric", maxLength: 40 }}
      />
      {kk && (
        <IsianTeks
          id="kk"
          label={
            <>
              Nomor KK <small>boleh kosong</small>
            </>
          }
          nilai={isi.kk}
          ubah={(nilai) => ubah({ kk: nilai })}
          salah={salah.kk}
          bantuan={hitungAngka(isi.kk)}
          atribut={{ inputMode: "numeric", maxLength: 40 }}
        />
      )}
      <IsianTeks
        id="alamat"
        label="Alamat atau patokan rumah"
        nilai={isi.alamat}
        ubah={(alamat) => ubah({ alamat })}
        bantuan={isi.ibu ? "Kosongkan bila serumah dengan ibunya." : ""}
        atribut={{ maxLength: 200 }}
      />
      <IsianTeks id="rt" label="RT" nilai={isi.rt} ubah={(rt) => ubah({ rt })} atribut={{ maxLength: 10 }} />
      <IsianTeks
        id="telepon"
        label={
          <>
            Nomor HP <small>boleh kosong</small>
          </>
        }
        nilai={isi.telepon}
        ubah={(telepon) => ubah({ telepon })}
        salah={salah.telepon}
        atribut={{ inputMode: "tel", maxLength: 30 }}
      />
    </>
  );
}

function hitungAngka(teks: string): string {
  const ada = teks.replace(/\D/g, "").length;
  return ada ? `${ada} dari 16 angka` : "";
}

/** A date that is typed, or an age; never a wheel. */
function Lahir({ isi, ubah, salah, hariIni }: Omit<PropsFormulir, "nikLama" | "kk">) {
  const baca = isi.lahir ? bacaKapanLahir(isi, hariIni) : null;
  const jadi = baca && "nilai" in baca ? `${tulisLengkap(baca.nilai)}, ${tulisUmur(baca.nilai, hariIni)}` : "";
  return (
    <>
      <IsianPilih
        id="cara-lahir"
        label="Lahir, diisi sebagai"
        nilai={isi.cara}
        pilihan={CARA}
        ubah={(cara) => cara && ubah({ cara, lahir: "" })}
      />
      <IsianTeks
        id="lahir"
        label={isi.cara === "tanggal" ? "Tanggal lahir" : `Umur (${isi.cara})`}
        nilai={isi.lahir}
        ubah={(teks) => ubah({ lahir: isi.cara === "tanggal" ? bentukTanggal(teks) : teks })}
        salah={salah.lahir}
        bantuan={jadi && (isi.cara === "tanggal" ? jadi : `Dicatat lahir ${jadi} (perkiraan)`)}
        atribut={{
          inputMode: "numeric",
          maxLength: 10,
          placeholder: isi.cara === "tanggal" ? "tgl/bln/tahun" : "",
        }}
      />
    </>
  );
}

/** The mother is searched among the people of this phone. */
function Ibu({ isi, ubah, salah }: Pick<PropsFormulir, "isi" | "ubah" | "salah">) {
  const [kata, ketik] = useState("");
  const hasil = useBaca(() => (kata.trim() ? calonIbu(cariOrang(kata, 20)).slice(0, 5) : []), [kata]) ?? [];
  if (isi.ibu)
    return (
      <div class="isian">
        <span class="label">Ibu</span>
        <div class="kotak">
          <span>{isi.ibu.nama}</span>
          <Tombol jenis="diam" tekan={() => ubah({ ibu: null })}>
            Ganti
          </Tombol>
        </div>
        {salah.ibu && <p class="galat">{salah.ibu.pesan}</p>}
      </div>
    );
  return (
    <IsianTeks
      id="ibu"
      label={
        <>
          Ibu <small>cari namanya; penting untuk bayi dan balita</small>
        </>
      }
      nilai={kata}
      ubah={ketik}
    >
      {hasil.map((satu) => (
        <button
          key={satu.id}
          type="button"
          class="baris"
          onClick={() => ubah({ ibu: { id: satu.id, nama: satu.nama, lahir: satu.tanggal_lahir } })}
        >
          <span>
            <span class="nama">{satu.nama}</span>
            <span class="bawah">{[satu.rt && `RT ${satu.rt}`, `lahir ${tulisLengkap(satu.tanggal_lahir)}`].filter(Boolean).join(" · ")}</span>
          </span>
        </button>
      ))}
      {kata.trim() !== "" && hasil.length === 0 && <p class="bantuan">Tidak ada perempuan bernama itu di HP ini.</p>}
    </IsianTeks>
  );
}
