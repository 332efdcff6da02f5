// Closing the day: how many visits this phone holds, who was on duty, and the recap that nobody writes a second time.
import { useState } from "preact/hooks";
import { jenisTemuan } from "../../aturan/index.ts";
import {
  GalatInti,
  hariIni,
  jumlahKunjungan,
  saatIni,
  semuaOrang,
  simpanDraf,
  simpanOperasi,
  type PosyanduUmum,
  type Sesi,
} from "../../inti/index.ts";
import { useBaca, useKeadaan } from "../../inti/pakai.ts";
import { Kosong, KotakGalat, Pita, Tombol } from "../kit/index.ts";
import { useAturan } from "../pakai_aturan.ts";
import type { PropsLayar } from "../peta.tsx";
import { tulisRute } from "../rute.ts";
import { sesiPada } from "../tempat.ts";
import { tulisHari } from "../tulis.ts";
import { CetakDesa } from "./cetak.tsx";
import { GambarRekap, SudahDitutup } from "./gambar.tsx";
import { IsianPetugas } from "../petugas.tsx";
import { hitungRekap } from "./rekap.ts";
import { bacaPenutupan, kartuBelumSelesai, kunciPenutupan, type Penutupan } from "./simpanan.ts";

export function Tutup({ umum, tempat, rute }: PropsLayar) {
  const tanggal = rute.tanya.get("tanggal") ?? hariIni();
  const aturan = useAturan();
  const lama = useBaca(() => bacaPenutupan(tempat.kode, tanggal), [tempat.kode, tanggal]);
  const jumlah = useBaca(() => jumlahKunjungan(tempat.kode, tanggal), [tempat.kode, tanggal]);
  const hidup = useBaca(
    () => hitungRekap(semuaOrang(), tempat.kode, tanggal, (kode) => (aturan ? jenisTemuan(aturan, kode) : null)),
    [tempat.kode, tanggal, aturan],
  );
  const sesi = sesiPada(tempat, tanggal);
  if (lama === undefined || jumlah === undefined || !hidup || aturan === undefined) return null;
  if (!sesi || (sesi.status === "direncanakan" && !jumlah)) return <BelumDibuka tanggal={tanggal} hariIni={hariIni()} />;
  const rekap = tanggal === hariIni() || !lama ? hidup : lama.rekap;
  const bagian = { tempat, rekap, kader: umum.pengguna.nama, petugas: sesi.petugas };
  if (sesi.status !== "ditutup")
    return <SebelumTutup {...bagian} sesi={sesi} tanggal={tanggal} jumlah={jumlah} lama={null} />;
  return (
    <>
      <SudahDitutup {...bagian} penutupan={lama}>
        <TutupLagi {...bagian} sesi={sesi} tanggal={tanggal} jumlah={jumlah} lama={lama} />
      </SudahDitutup>
      <CetakDesa {...bagian} />
    </>
  );
}

function BelumDibuka({ tanggal, hariIni }: { tanggal: string; hariIni: string }) {
  return (
    <Kosong judul={`${tulisHari(tanggal)} belum dibuka`}>
      <p>{tanggal === hariIni ? 'Tekan "Buka hari ini" di Hari ini dahulu.' : "Hari itu tidak dibuka dari HP ini."}</p>
      <a class="tombol" href="#/">
        Ke Hari ini
      </a>
    </Kosong>
  );
}

interface PropsTutup {
  tempat: PosyanduUmum;
  rekap: ReturnType<typeof hitungRekap>;
  kader: string;
  sesi: Sesi;
  tanggal: string;
  /** Visits of that day that were written on this phone. */
  jumlah: number;
  lama: Penutupan | null;
}

async function tutupHari(props: PropsTutup, petugas: string[]): Promise<void> {
  const { tempat, tanggal, jumlah, rekap, sesi } = props;
  const isi: Penutupan = { rekap, jumlah, petugas, pada: saatIni() };
  await simpanDraf(kunciPenutupan(tempat.kode, tanggal), isi);
  if (sesi.status === "direncanakan") await simpanOperasi("sesi_buka", { unit: tempat.kode, tanggal });
  await simpanOperasi("sesi_tutup", { unit: tempat.kode, tanggal, jumlah, petugas });
}

function SebelumTutup(props: PropsTutup) {
  const { tempat, sesi, tanggal, jumlah, rekap } = props;
  const [dipilih, pilih] = useState<string[]>(sesi.petugas);
  const [galat, isiGalat] = useState<{ pesan: string; saran: string } | null>(null);
  const [sibuk, sibukkan] = useState(false);
  const tutup = async (): Promise<void> => {
    if (!dipilih.length) return isiGalat({ pesan: "Petugas belum dipilih.", saran: "Beri tanda siapa yang bertugas hari ini." });
    sibukkan(true);
    try {
      await tutupHari(props, dipilih);
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      isiGalat(sebab);
    }
    sibukkan(false);
  };
  return (
    <div class="halaman tutup">
      <div class="blok">
        <h1>Tutup hari buka</h1>
        <p class="ket">
          {tulisHari(tanggal)}. HP ini mencatat <b>{jumlah} kunjungan</b>. Server menunggu sebanyak itu sebelum hari ini dianggap
          lengkap.
        </p>
        <p class="ket">Ada HP lain di meja ini? Tutup juga di HP itu. Jumlahnya digabung sesudah terkirim.</p>
        {jumlah === 0 && <Pita awas>Belum ada kunjungan dari HP ini. Tutup hanya bila memang tidak ada yang dicatat di sini.</Pita>}
      </div>
      <BelumSelesai unit={tempat.kode} tanggal={tanggal} />
      <GambarRekap rekap={rekap} />
      <section class="blok garis bertugas" aria-labelledby="judul-petugas">
        <h2 id="judul-petugas">Siapa yang bertugas</h2>
        <p class="ket">Diperiksa ketua posyandu. Insentif dihitung dari daftar ini, bukan dari siapa yang mengetik.</p>
        <IsianPetugas semua={[...tempat.petugas, ...sesi.petugas]} dipilih={dipilih} pilih={pilih} />
        {galat && <KotakGalat pesan={galat.pesan} saran={galat.saran} />}
        <Tombol jenis="utama" penuh mati={sibuk} tekan={() => void tutup()}>
          Tutup hari buka
        </Tombol>
      </section>
    </div>
  );
}

function BelumSelesai({ unit, tanggal }: { unit: string; tanggal: string }) {
  const kartu = useBaca(() => kartuBelumSelesai(unit, tanggal), [unit, tanggal]) ?? [];
  if (!kartu.length) return null;
  return (
    <Pita awas>
      <b>{kartu.length} kartu belum selesai</b> dan belum ikut dihitung. Buka lalu simpan:{" "}
      {kartu.map(({ orang, tanya }, ke) => (
        <span key={ke}>
          {ke > 0 && ", "}
          <a href={tulisRute("periksa", orang.id, tanya)}>{orang.nama}</a>
        </span>
      ))}
      .
    </Pita>
  );
}

/** Visits came in after the closing: the number that was declared is told anew. */
function TutupLagi(props: PropsTutup) {
  const { jumlah, lama, sesi } = props;
  const { tersimpan } = useKeadaan();
  const [galat, isiGalat] = useState<GalatInti | null>(null);
  if (!lama || lama.jumlah === jumlah) return null;
  const lagi = (): void => {
    tutupHari(props, sesi.petugas).catch((sebab: GalatInti) => isiGalat(sebab));
  };
  const beda = jumlah - lama.jumlah;
  return (
    <Pita awas>
      {beda > 0 ? `${beda} kunjungan dicatat sesudah ditutup.` : `${-beda} kunjungan dibatalkan sesudah ditutup.`}{" "}
      <Tombol jenis="diam" tekan={lagi}>
        Tutup lagi dengan {jumlah} kunjungan
      </Tombol>
      {tersimpan > 0 && " Dikirim sendiri bila ada sinyal."}
      {galat && <KotakGalat pesan={galat.pesan} saran={galat.saran} />}
    </Pita>
  );
}
