// The recap on the screen, before and after closing.
import type { ComponentChildren } from "preact";
import { hariIni, type PosyanduUmum } from "../../inti/index.ts";
import { useBaca, useKeadaan } from "../../inti/pakai.ts";
import { tulisPukul } from "../betulkan/uraian.ts";
import { Batang, Bentuk, Ikon, Tombol } from "../kit/index.ts";
import { pergi, tulisRute } from "../rute.ts";
import { namaTempat } from "../tempat.ts";
import { tulisHari } from "../tulis.ts";
import { tautanWa, teksRekap } from "./kata.ts";
import { belumBalita, type Rekap } from "./rekap.ts";
import { hariDitutup, type Penutupan } from "./simpanan.ts";

export function GambarRekap({ rekap }: { rekap: Rekap }) {
  const { balita } = rekap;
  return (
    <>
      <dl class="empat">
        <Angka nama="Hadir" besar={rekap.hadir} kecil={`dari ${rekap.sasaran}${rekap.tamu ? ` · ${rekap.tamu} tamu` : ""}`} />
        <Angka nama="Perlu dirujuk" besar={rekap.dirujuk.length} kecil={`dari ${rekap.bermasalah} perlu perhatian`} />
        <Angka nama="Berat naik (N)" besar={balita.naik} kecil={`dari ${balita.ditimbang} balita`} />
        <Angka nama="Tidak naik (T)" besar={balita.tidakNaik} kecil={`O ${balita.tidakDinilai} · B ${balita.baru}`} />
      </dl>
      <p class="ket blok">
        O: bulan lalu tidak ditimbang. B: baru pertama ditimbang. Tanpa temuan: {rekap.normal} orang.
      </p>
      <SiapaDatang rekap={rekap} />
      <DaftarDirujuk rekap={rekap} />
      <BelumDatang rekap={rekap} />
    </>
  );
}

function SiapaDatang({ rekap }: { rekap: Rekap }) {
  if (!rekap.kelompok.length) return null;
  return (
    <section class="blok garis" aria-labelledby="siapa-datang">
      <h2 id="siapa-datang">Siapa yang datang</h2>
      <ul class="kelompok">
        {rekap.kelompok.map((satu) => (
          <li key={satu.kode}>
            <span>{satu.nama}</span>
            <Batang isi={satu.hadir} dari={satu.sasaran} />
            <span>
              <b>{satu.hadir}</b> dari {satu.sasaran}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Angka({ nama, besar, kecil }: { nama: string; besar: number; kecil: string }) {
  return (
    <div>
      <dt>{nama}</dt>
      <dd>
        <b>{besar}</b> <span>{kecil}</span>
      </dd>
    </div>
  );
}

function DaftarDirujuk({ rekap }: { rekap: Rekap }) {
  return (
    <section class="blok garis" aria-labelledby="dirujuk-hari">
      <h2 id="dirujuk-hari">Perlu dirujuk hari ini</h2>
      {!rekap.dirujuk.length && <p class="ket">Tidak ada.</p>}
      <ul class="dirujuk">
        {rekap.dirujuk.map((satu) => (
          <li key={satu.id}>
            <Bentuk nama={satu.bentuk} />
            <a href={tulisRute("warga", satu.id)}>
              <span class="nama">{satu.nama}</span> {satu.sebutan}
            </a>
            <span class="ket">{[satu.sebab, satu.ke && `ke ${satu.ke}`].filter(Boolean).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function BelumDatang({ rekap }: { rekap: Rekap }) {
  if (!rekap.sasaran) return <p class="ket blok">Belum ada daftar sasaran di HP ini.</p>;
  if (!rekap.belum.length) return <p class="blok">Semua sasaran datang.</p>;
  return (
    <details class="blok">
      <summary>
        {rekap.belum.length} belum datang, {belumBalita(rekap)} di antaranya balita
      </summary>
      <p class="ket">
        Puskesmas atau Pustu mengirim yang perlu didatangi ke tab <a href="#/nyelik">Nyelik</a>.
      </p>
      <ul class="belum">
        {rekap.belum.map((satu) => (
          <li key={satu.id}>
            <a href={tulisRute("warga", satu.id)}>{satu.nama}</a> <span class="ket">{satu.sebutan}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

interface PropsDitutup {
  tempat: PosyanduUmum;
  rekap: Rekap;
  kader: string;
  petugas: readonly string[];
  penutupan: Penutupan | null;
  children?: ComponentChildren;
}

export function SudahDitutup({ tempat, rekap, kader, petugas, penutupan, children }: PropsDitutup) {
  const { tersimpan } = useKeadaan();
  const jam = penutupan ? ` · ditutup ${tulisPukul(penutupan.pada)}` : "";
  const teks = teksRekap(rekap, { nama: namaTempat(tempat), desa: tempat.desa }, petugas.length, tersimpan);
  return (
    <div class="halaman tutup">
      <div class="blok">
        <h1>Terima kasih, {kader}.</h1>
        <p class="ket">
          {tulisHari(rekap.tanggal)}
          {jam}. {rekap.hadir + rekap.tamu} orang dilayani
          {tersimpan ? `; ${tersimpan} catatan masih di HP, dikirim sendiri bila ada sinyal.` : ", semua sudah terkirim."}
        </p>
        <p class="ket">Rekap dari catatan yang ada di HP ini. Catatan HP lain ikut terhitung sesudah terkirim.</p>
      </div>
      {children}
      <GambarRekap rekap={rekap} />
      <Kirim tempat={tempat} teks={teks} />
      <HariLain tempat={tempat} tanggal={rekap.tanggal} />
    </div>
  );
}

/** Counts only: names stay on the phone. */
function Kirim({ tempat, teks }: { tempat: PosyanduUmum; teks: string }) {
  const bagikan = (): void => void navigator.share({ text: teks }).catch(() => undefined);
  const bidan = tempat.kontak.find((satu) => /bidan/i.test(satu.peran)) ?? tempat.kontak[0];
  return (
    <div class="blok tumpuk">
      <a class="tombol utama penuh" href={tautanWa(teks, bidan?.telepon)} target="_blank" rel="noopener">
        <Ikon nama="panah" /> Kirim rekap ke bidan
      </a>
      <p class="ket">
        Lewat WhatsApp{bidan ? ` ke ${bidan.nama} (${bidan.peran})` : ", pilih penerimanya di WhatsApp"}. Isinya jumlah saja, tanpa nama
        warga.
      </p>
      {"share" in navigator && (
        <Tombol penuh tekan={bagikan}>
          <Ikon nama="bagikan" /> Kirim lewat aplikasi lain
        </Tombol>
      )}
      <Tombol penuh tekan={() => window.print()}>
        <Ikon nama="cetak" /> Cetak untuk desa
      </Tombol>
    </div>
  );
}

function HariLain({ tempat, tanggal }: { tempat: PosyanduUmum; tanggal: string }) {
  const hari = (useBaca(() => hariDitutup(tempat.kode), [tempat.kode]) ?? []).filter((satu) => satu !== tanggal);
  if (!hari.length) return null;
  const kini = hariIni();
  return (
    <div class="isian">
      <label for="hari-lain">Lihat hari lain yang ditutup di HP ini</label>
      <div class="masukan">
        <select id="hari-lain" value="" onChange={(e) => pergi(tulisRute("tutup", "", { tanggal: e.currentTarget.value }))}>
          <option value="" disabled>
            Pilih hari
          </option>
          {hari.map((satu) => (
            <option key={satu} value={satu}>
              {satu === kini ? "Hari ini" : `${tulisHari(satu)} ${satu.slice(0, 4)}`}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
