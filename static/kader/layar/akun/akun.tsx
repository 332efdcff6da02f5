// Who uses this phone, how it is with its store and its contact, and the ways out.
import { useState } from "preact/hooks";
import { hariIni, keluarAkun, kirimSekarang, kunci, muatVersiBaru, pilihAkun, type PosyanduUmum } from "../../inti/index.ts";
import { useBaca, useKeadaan } from "../../inti/pakai.ts";
import { tulisKapan } from "../betulkan/uraian.ts";
import { Ikon, Tombol } from "../kit/index.ts";
import type { PropsLayar } from "../peta.tsx";
import { tulisRute } from "../rute.ts";
import { namaTempat } from "../tempat.ts";
import { hariDitutup } from "../tutup/simpanan.ts";
import { tulisAngka, tulisHari } from "../tulis.ts";
import { Bantuan } from "./bantuan.tsx";
import { GantiPin } from "./pin.tsx";

export function Akun({ umum, tempat }: PropsLayar) {
  const { akun } = useKeadaan();
  return (
    <div class="halaman akun-layar">
      <div class="blok">
        <h1>{umum.pengguna.nama || akun?.nama}</h1>
        <p class="ket">{umum.posyandu.map(namaTempat).join(", ")}</p>
      </div>
      <Kiriman />
      <Penyimpanan />
      <HariDitutup tempat={tempat} />
      <Pengaman />
      <Bantuan />
      <Versi />
      <Keluar />
    </div>
  );
}

function Kiriman() {
  const { terakhirTarik, tersimpan, terkirim, perluDibetulkan, sedangKirim, luring, galat } = useKeadaan();
  return (
    <section class="blok garis" aria-labelledby="judul-kiriman">
      <h2 id="judul-kiriman">Kirim dan terima</h2>
      <dl class="rinci">
        <Satu nama="Terakhir terhubung" isi={terakhirTarik ? tulisKapan(terakhirTarik, hariIni()) : "belum pernah"} />
        <Satu nama="Masih di HP" isi={`${tersimpan} catatan`} />
        <Satu nama="Terkirim hari ini" isi={`${terkirim} catatan`} />
        <Satu nama="Perlu dibetulkan" isi={`${perluDibetulkan} catatan`} />
      </dl>
      {luring && <p class="ket">Server belum terjangkau. HP mencoba lagi sendiri.</p>}
      {galat && <p class="ket">{galat.pesan}</p>}
      <div class="tumpuk">
        <Tombol jenis="utama" penuh mati={sedangKirim} tekan={() => void kirimSekarang()}>
          <Ikon nama="panah" /> {sedangKirim ? "Mengirim …" : "Kirim dan terima sekarang"}
        </Tombol>
        <a class="tombol penuh" href="#/perlu-dibetulkan">
          Lihat catatan di HP ini
        </a>
      </div>
    </section>
  );
}

function Satu({ nama, isi }: { nama: string; isi: string }) {
  return (
    <div>
      <dt>{nama}</dt>
      <dd>{isi}</dd>
    </div>
  );
}

async function ruang(): Promise<{ pakai: number; dari: number } | null> {
  const kira = await navigator.storage?.estimate?.().catch(() => null);
  return kira?.quota ? { pakai: kira.usage ?? 0, dari: kira.quota } : null;
}

function Penyimpanan() {
  const { simpananTetap } = useKeadaan();
  const kini = useBaca(ruang, []);
  const penuh = kini && kini.pakai / kini.dari > 0.9;
  const mega = (byte: number): string => `${tulisAngka(Math.round(byte / 1048576))} MB`;
  return (
    <section class="blok garis" aria-labelledby="judul-simpanan">
      <h2 id="judul-simpanan">Penyimpanan HP</h2>
      <p>
        {simpananTetap
          ? "HP menjaga data aplikasi ini."
          : "HP boleh menghapus data aplikasi ini bila ruangnya habis. Pasang aplikasi ke layar utama, dan kirim setiap hari."}
      </p>
      {kini && (
        <p class={penuh ? "awas" : "ket"}>
          Terpakai {mega(kini.pakai)} dari {mega(kini.dari)}.{penuh && " Hampir penuh: hapus foto atau aplikasi yang tidak dipakai."}
        </p>
      )}
    </section>
  );
}

function HariDitutup({ tempat }: { tempat: PosyanduUmum }) {
  const hari = useBaca(() => hariDitutup(tempat.kode), [tempat.kode]) ?? [];
  if (!hari.length) return null;
  return (
    <section class="blok garis" aria-labelledby="judul-rekap">
      <h2 id="judul-rekap">Rekap hari buka</h2>
      <ul class="tumpuk">
        {hari.slice(0, 12).map((tanggal) => (
          <li key={tanggal}>
            <a class="tombol diam penuh" href={tulisRute("tutup", "", { tanggal })}>
              {tulisHari(tanggal)} {tanggal.slice(0, 4)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Pengaman() {
  const { semuaAkun, akun } = useKeadaan();
  const lain = semuaAkun.filter((satu) => satu.id !== akun?.id);
  return (
    <section class="blok garis" aria-labelledby="judul-pengaman">
      <h2 id="judul-pengaman">Kunci dan PIN</h2>
      <div class="tumpuk">
        <Tombol penuh tekan={kunci}>
          Kunci sekarang
        </Tombol>
        <GantiPin />
      </div>
      {lain.length > 0 && (
        <>
          <h3>Akun lain di HP ini</h3>
          <div class="tumpuk">
            {lain.map((satu) => (
              <Tombol key={satu.id} penuh tekan={() => void pilihAkun(satu.id)}>
                Pindah ke {satu.nama || "akun tanpa nama"}
              </Tombol>
            ))}
          </div>
        </>
      )}
    </section>
  );
}

function Versi() {
  const { versiBaru } = useKeadaan();
  return (
    <section class="blok garis" aria-labelledby="judul-versi">
      <h2 id="judul-versi">Versi aplikasi</h2>
      {versiBaru === "tidak" ? (
        <p class="ket">Ini versi terbaru yang diketahui HP. Pembaruan datang sendiri saat ada sinyal.</p>
      ) : (
        <>
          <p>{versiBaru === "wajib" ? "Versi ini sudah lama; server tidak menerimanya lagi." : "Ada versi baru."} Catatan tidak hilang.</p>
          <Tombol penuh tekan={muatVersiBaru}>
            Muat versi baru
          </Tombol>
        </>
      )}
    </section>
  );
}

function Keluar() {
  const { tersimpan } = useKeadaan();
  const [buka, tanya] = useState(false);
  return (
    <section class="blok garis" aria-labelledby="judul-keluar">
      <h2 id="judul-keluar">Keluar dari HP ini</h2>
      {!buka ? (
        <Tombol jenis="bahaya" penuh tekan={() => tanya(true)}>
          Keluar
        </Tombol>
      ) : (
        <div role="alertdialog" aria-labelledby="judul-keluar" class="tumpuk">
          <p>
            Data warga dihapus dari HP ini. Untuk masuk lagi perlu kode baru dari Puskesmas atau bidan.
            {tersimpan > 0 && (
              <b> {tersimpan} catatan yang belum terkirim tetap di HP, terkunci, dan dikirim selama aplikasi ini dibuka ada sinyal.</b>
            )}
          </p>
          <Tombol jenis="bahaya" penuh tekan={() => void keluarAkun()}>
            Ya, keluar
          </Tombol>
          <Tombol penuh tekan={() => tanya(false)}>
            Tidak jadi
          </Tombol>
        </div>
      )}
    </section>
  );
}
