// The day: who is expected, who came, who needs attention; the search over everybody on the phone.
import { useState } from "preact/hooks";
import { jenisTemuan } from "../../aturan/index.ts";
import {
  cariOrang,
  daftarDraf,
  GalatInti,
  hariIni,
  semuaOrang,
  simpanOperasi,
  type PosyanduUmum,
  type Umum,
} from "../../inti/index.ts";
import { useBaca } from "../../inti/pakai.ts";
import { KabarSimpan } from "../kabar.tsx";
import { Baris, Batang, Ikon, JudulDaftar, Kosong, KotakGalat, Tombol } from "../kit/index.ts";
import { useAturan } from "../pakai_aturan.ts";
import { tulisRute } from "../rute.ts";
import { sesiBerikut, sesiPada } from "../tempat.ts";
import { tulisHari, tulisSebutan } from "../tulis.ts";
import { kelompokDari, KELOMPOK, keterangan, kunjunganPada, susunHari, type BarisHari, type Hari, type Kelompok } from "./susun.ts";

const SEKALI = 40;

export function HariIni({ umum, tempat, ganti }: { umum: Umum; tempat: PosyanduUmum; ganti: (kode: string) => void }) {
  const tanggal = hariIni();
  const aturan = useAturan();
  const [kata, ketik] = useState("");
  const hari = useBaca(
    () => susunHari(semuaOrang(), tempat.kode, tanggal, (kode) => (aturan ? jenisTemuan(aturan, kode) : null)),
    [tempat.kode, tanggal, aturan],
  );
  return (
    <div class="halaman">
      <KabarSimpan />
      {umum.posyandu.length > 1 && <PilihTempat umum={umum} tempat={tempat} ganti={ganti} />}
      <div class="blok">
        <HariBuka tempat={tempat} tanggal={tanggal} hari={hari} />
        <Cari kata={kata} ketik={ketik} />
        <div class="dua">
          <a class="tombol" href={tulisRute("warga-baru")}>
            <Ikon nama="tambah" /> Warga baru
          </a>
          <a class="tombol" href={tulisRute("warga-baru", "", { tamu: "1" })}>
            <Ikon nama="tambah" /> Tamu
          </a>
        </div>
      </div>
      {kata.trim() ? (
        <HasilCari kata={kata} tempat={tempat} tanggal={tanggal} />
      ) : (
        hari && <DaftarHari hari={hari} tempat={tempat} tanggal={tanggal} />
      )}
    </div>
  );
}

function PilihTempat({ umum, tempat, ganti }: { umum: Umum; tempat: PosyanduUmum; ganti: (kode: string) => void }) {
  return (
    <div class="pilih-posyandu" role="group" aria-label="Tempat pelayanan">
      {umum.posyandu.map((satu) => (
        <button
          key={satu.kode}
          type="button"
          class="cip"
          aria-pressed={satu.kode === tempat.kode}
          onClick={() => ganti(satu.kode)}
        >
          {satu.nama.replace(/^Posyandu /, "")}
        </button>
      ))}
    </div>
  );
}

function HariBuka({ tempat, tanggal, hari }: { tempat: PosyanduUmum; tanggal: string; hari: Hari | undefined }) {
  const sesi = sesiPada(tempat, tanggal);
  const berikut = sesi ? null : sesiBerikut(tempat, tanggal);
  const [galat, isiGalat] = useState<GalatInti | null>(null);
  const buka = (): void => {
    simpanOperasi("sesi_buka", { unit: tempat.kode, tanggal }).catch((sebab: GalatInti) => isiGalat(sebab));
  };
  const posyandu = tempat.jenis === "posyandu";
  return (
    <div class="hari">
      <div>
        <h1>{sesi || !posyandu ? `Hari buka, ${tulisHari(tanggal)}` : `${tulisHari(tanggal)}, belum dibuka`}</h1>
        <p class="hitung">
          <b>{hari?.hadir ?? 0}</b> hadir dari {hari?.sasaran ?? 0} sasaran
        </p>
      </div>
      {posyandu && <AksiHari status={sesi?.status ?? ""} buka={buka} />}
      <Batang isi={hari?.hadir ?? 0} dari={hari?.sasaran ?? 0} />
      {berikut && <p class="ket lebar">Hari buka berikutnya {tulisHari(berikut.tanggal)}.</p>}
      {posyandu && sesi && sesi.status !== "direncanakan" && (
        <p class="ket lebar">
          Petugas: {sesi.petugas.join(", ") || "belum dipilih"} · <a href={tulisRute("petugas")}>Ubah</a>
        </p>
      )}
      {galat && <KotakGalat pesan={galat.pesan} saran={galat.saran} />}
    </div>
  );
}

function AksiHari({ status, buka }: { status: string; buka: () => void }) {
  if (status === "dibuka")
    return (
      <a class="tombol" href={tulisRute("tutup")}>
        Tutup hari buka
      </a>
    );
  if (status === "ditutup")
    return (
      <a class="tombol diam" href={tulisRute("tutup")}>
        Lihat rekap
      </a>
    );
  return <Tombol tekan={buka}>Buka hari ini</Tombol>;
}

function Cari({ kata, ketik }: { kata: string; ketik: (kata: string) => void }) {
  return (
    <div class="cari" role="search">
      <label class="hanya-baca" for="cari">
        Cari nama, nama ibu, atau 4 angka akhir NIK atau KK
      </label>
      <Ikon nama="cari" />
      <input
        {...{ id: "cari", type: "search", autocomplete: "off", spellcheck: false, enterkeyhint: "search" }}
        placeholder="Nama, ibu, atau 4 angka akhir NIK"
        value={kata}
        onInput={(e) => ketik(e.currentTarget.value)}
      />
    </div>
  );
}

function HasilCari({ kata, tempat, tanggal }: { kata: string; tempat: PosyanduUmum; tanggal: string }) {
  const hasil = useBaca(() => cariOrang(kata, SEKALI), [kata]);
  if (!hasil) return null;
  if (!hasil.length)
    return (
      <Kosong judul={`Tidak ada "${kata.trim()}" di HP ini`}>
        <p>Coba sebagian nama, nama ibunya, atau 4 angka akhir NIK. Bila memang belum tercatat, tambahkan.</p>
        <a class="tombol" href={tulisRute("warga-baru", "", { nama: kata.trim() })}>
          <Ikon nama="tambah" /> Catat sebagai warga baru
        </a>
      </Kosong>
    );
  return (
    <section aria-label="Hasil pencarian">
      <JudulDaftar judul="Hasil pencarian" jumlah={hasil.length} />
      {hasil.map((orang) => (
        <BarisOrang key={orang.id} baris={{ orang, alasan: [] }} tempat={tempat} tanggal={tanggal} />
      ))}
    </section>
  );
}

function DaftarHari({ hari, tempat, tanggal }: { hari: Hari; tempat: PosyanduUmum; tanggal: string }) {
  const [kelompok, pilih] = useState<Kelompok>("semua");
  const draf = useBaca(() => daftarDraf("periksa:"), []) ?? [];
  const belumUsai = new Set(draf.map((kunci) => kunci.split(":")[1]));
  if (!hari.sasaran && !hari.hadir)
    return (
      <Kosong judul="Belum ada warga di HP ini">
        <p>Hubungkan HP ke internet sekali supaya daftar warga terunduh, atau catat warga baru.</p>
      </Kosong>
    );
  const saring = (semua: BarisHari[]): BarisHari[] =>
    kelompok === "semua" ? semua : semua.filter(({ orang }) => kelompokDari(orang, tanggal) === kelompok);
  const bagian = { tempat, tanggal, belumUsai };
  return (
    <>
      <div class="pilih-posyandu" role="group" aria-label="Kelompok">
        {KELOMPOK.map(([kode, nama]) => (
          <button key={kode} type="button" class="cip" aria-pressed={kode === kelompok} onClick={() => pilih(kode)}>
            {nama}
          </button>
        ))}
      </div>
      <Bagian judul="Perlu perhatian hari ini" semua={saring(hari.perhatian)} {...bagian} />
      <Bagian judul="Belum hadir" semua={saring(hari.belum)} kosong="Semua sudah datang." {...bagian} />
      <Bagian judul="Sudah datang" semua={saring(hari.sudah)} kosong="Belum ada yang datang." {...bagian} />
    </>
  );
}

interface BagianProps {
  judul: string;
  semua: BarisHari[];
  kosong?: string;
  tempat: PosyanduUmum;
  tanggal: string;
  belumUsai: ReadonlySet<string | undefined>;
}

function Bagian({ judul, semua, kosong, tempat, tanggal, belumUsai }: BagianProps) {
  const [paling, ubah] = useState(SEKALI);
  if (!semua.length && !kosong) return null;
  return (
    <section aria-label={judul}>
      <JudulDaftar judul={judul} jumlah={semua.length} />
      {!semua.length && <p class="kosong">{kosong}</p>}
      {semua.slice(0, paling).map((baris) => (
        <BarisOrang
          key={baris.orang.id}
          baris={baris}
          tempat={tempat}
          tanggal={tanggal}
          kanan={belumUsai.has(baris.orang.id) ? "belum selesai" : ""}
        />
      ))}
      {semua.length > paling && (
        <div class="blok">
          <Tombol penuh jenis="diam" tekan={() => ubah(paling + SEKALI)}>
            Tampilkan {Math.min(SEKALI, semua.length - paling)} lagi
          </Tombol>
        </div>
      )}
    </section>
  );
}

/** Who came already is opened to be corrected; who died or moved, to be looked at. */
function BarisOrang(props: { baris: BarisHari; tempat: PosyanduUmum; tanggal: string; kanan?: string }) {
  const { orang, alasan } = props.baris;
  const datang = kunjunganPada(orang, props.tempat.kode, props.tanggal);
  return (
    <Baris
      ke={tulisRute(orang.status === "aktif" ? "periksa" : "warga", orang.id, datang ? { ganti: datang.id } : {})}
      nama={orang.nama}
      umur={tulisSebutan(orang, props.tanggal)}
      alasan={alasan}
      bawah={keterangan(orang, props.tanggal, props.tempat.kode)}
      kanan={props.kanan ?? ""}
    />
  );
}
