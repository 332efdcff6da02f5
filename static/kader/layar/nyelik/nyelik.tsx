// "Yuk Gi Nyelik Pasien": whom to visit at home, why, until when, and what came of it.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { catatanSendiri, daftarTugas, hariIni, orang as bacaOrang, type Catatan, type Orang } from "../../inti/index.ts";
import { useBaca, useKeadaan } from "../../inti/pakai.ts";
import { tulisKapan } from "../betulkan/uraian.ts";
import type { BundelLayar } from "../bundel.ts";
import { Ikon, JudulDaftar, Kosong } from "../kit/index.ts";
import { adalah } from "../operasi.ts";
import { useBundel } from "../pakai_bundel.ts";
import type { PropsLayar } from "../peta.tsx";
import { KartuTugas } from "./kartu.tsx";
import { hitungRumah, pilihanRt, rumahPertama, susunNyelik, type KartuNyelik } from "./susun.ts";

const SEKALI = 8;

interface Daftar {
  kartu: KartuNyelik[];
  /** Telephone of the mother, for a child without one. */
  telepon: ReadonlyMap<string, string>;
  ditutup: { catatan: Catatan; nama: string }[];
}

async function muat(unit: string, tanggal: string): Promise<Daftar> {
  const id = new Set(daftarTugas().filter((satu) => satu.orang.posyandu === unit).map((satu) => satu.orang.id));
  const orang = (await Promise.all([...id].map(bacaOrang))).filter((satu): satu is Orang => satu !== null);
  const ibu = new Set(orang.filter((satu) => !satu.telepon && satu.ibu).map((satu) => satu.ibu?.id ?? ""));
  const telepon = await Promise.all([...ibu].map(async (satu) => [satu, (await bacaOrang(satu))?.telepon ?? ""] as const));
  const usai = catatanSendiri().filter((satu) => adalah(satu, "tugas_selesai") && satu.jawaban?.status !== "ditolak");
  const nama = await Promise.all(usai.map(async (satu) => (satu.warga ? ((await bacaOrang(satu.warga))?.nama ?? "") : "")));
  return {
    kartu: susunNyelik(orang, catatanSendiri(), tanggal),
    telepon: new Map(telepon),
    ditutup: usai.map((catatan, ke) => ({ catatan, nama: nama[ke] || "Warga" })),
  };
}

export function Nyelik({ tempat }: PropsLayar) {
  const tanggal = hariIni();
  const daftar = useBaca(() => muat(tempat.kode, tanggal), [tempat.kode, tanggal]);
  const bundel = useBundel();
  const [rt, pilih] = useState<string | null>(null);
  const [paling, ubah] = useState(SEKALI);
  if (!daftar || bundel === undefined) return null;
  const terbuka = daftar.kartu.filter((satu) => !satu.dicatat);
  const dipilih = rt === null ? terbuka : terbuka.filter((satu) => satu.rt === rt);
  const tampil = rumahPertama(dipilih, paling);
  const sisa = hitungRumah(dipilih) - hitungRumah(tampil);
  return (
    <div class="halaman nyelik">
      <div class="blok">
        <h1>Yuk Gi Nyelik Pasien</h1>
        <p class="ket">{kalimatJumlah(terbuka)}</p>
        <PilihRt kartu={terbuka} rt={rt} pilih={pilih} />
      </div>
      {terbuka.length === 0 && <TidakAda />}
      <ul class="nyelik-daftar">
        {tampil.map((satu, ke) => (
          <li key={satu.orang.id}>
            <KartuTugas {...{ kartu: satu, bundel, tanggal, telepon: daftar.telepon }} utama={ke === 0} />
          </li>
        ))}
      </ul>
      {sisa > 0 && (
        <button type="button" class="lagi" onClick={() => ubah(paling + SEKALI * 2)}>
          {sisa} rumah lagi <Ikon nama="bawah" />
        </button>
      )}
      <SudahDikerjakan daftar={daftar} bundel={bundel} tanggal={tanggal} />
      <Kesegaran tanggal={tanggal} />
    </div>
  );
}

function kalimatJumlah(kartu: readonly KartuNyelik[]): string {
  if (!kartu.length) return "Tidak ada kunjungan rumah yang menunggu";
  const rumah = hitungRumah(kartu);
  const lewat = kartu.filter((satu) => satu.lewat > 0).length;
  const jumlah = rumah === kartu.length ? `${rumah} rumah` : `${kartu.length} orang di ${rumah} rumah`;
  return lewat ? `${jumlah}, ${lewat} lewat tenggat` : jumlah;
}

function PilihRt(props: { kartu: readonly KartuNyelik[]; rt: string | null; pilih: (rt: string | null) => void }) {
  const semua = pilihanRt(props.kartu);
  if (semua.length < 2) return null;
  const cip = (nama: string, nilai: string | null): JSX.Element => (
    <button key={nama} type="button" class="cip" aria-pressed={props.rt === nilai} onClick={() => props.pilih(nilai)}>
      {nama}
    </button>
  );
  return (
    <div class="sejajar" role="group" aria-label="Saring menurut RT">
      {cip(`Semua ${hitungRumah(props.kartu)}`, null)}
      {semua.map(({ rt, rumah }) => cip(`${rt ? `RT ${rt}` : "Tanpa RT"} · ${rumah}`, rt))}
    </div>
  );
}

function TidakAda() {
  return (
    <Kosong judul="Tidak ada yang perlu dikunjungi sekarang">
      <p>Nama muncul di sini setelah Puskesmas atau Pustu mengirimnya, dan HP terhubung sebentar.</p>
      <a class="tombol" href="#/akun">
        Ambil daftar baru
      </a>
    </Kosong>
  );
}

function SudahDikerjakan({ daftar, bundel, tanggal }: { daftar: Daftar; bundel: BundelLayar | null; tanggal: string }) {
  const dicatat = daftar.kartu.filter((satu) => satu.dicatat);
  const jumlah = dicatat.length + daftar.ditutup.length;
  if (!jumlah) return null;
  return (
    <section aria-label="Sudah dikerjakan di HP ini">
      <JudulDaftar judul="Sudah dikerjakan di HP ini" jumlah={jumlah} />
      <ul class="nyelik-daftar usai">
        {dicatat.map((satu) => (
          <li key={satu.orang.id}>
            <KartuTugas kartu={satu} bundel={bundel} tanggal={tanggal} telepon={daftar.telepon} />
          </li>
        ))}
        {daftar.ditutup.map(({ catatan, nama }) => (
          <li key={catatan.id}>
            <p class="nama">{nama}</p>
            <p class="ket">{adalah(catatan, "tugas_selesai") && catatan.isi.hasil}</p>
            <p class="nasib">{catatan.jawaban ? "Selesai, terkirim" : "Selesai, menunggu terkirim"}</p>
          </li>
        ))}
      </ul>
      <p class="ket blok">Server memeriksa apakah sebabnya sudah terjawab. Bila belum, namanya kembali ke daftar.</p>
    </section>
  );
}

function Kesegaran({ tanggal }: { tanggal: string }) {
  const { terakhirTarik } = useKeadaan();
  const saat = terakhirTarik ? `Diambil dari server ${tulisKapan(terakhirTarik, tanggal)}. ` : "";
  return <p class="ket blok kaki">{saat}Daftar ini tersimpan di HP dan bisa dibuka tanpa sinyal.</p>;
}
