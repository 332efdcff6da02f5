// "Capaianku": the figures of the posyandu as the server counted them, and what this phone has not sent yet.
import { capaian as bacaCapaian, catatanSendiri, hariIni, semuaOrang } from "../../inti/index.ts";
import { useBaca, useKeadaan } from "../../inti/pakai.ts";
import { tulisKapan } from "../betulkan/uraian.ts";
import { Bentuk, Kosong } from "../kit/index.ts";
import { useBundel } from "../pakai_bundel.ts";
import type { PropsLayar } from "../peta.tsx";
import { namaTempat } from "../tempat.ts";
import { tulisAngka } from "../tulis.ts";
import { Bilah } from "./bilah.tsx";
import { belah, dihitungPada, KEADAAN, susunCapaian, tulisPekan, type KartuCapaian } from "./susun.ts";

export function Capaianku({ tempat }: PropsLayar) {
  const baris = useBaca(() => bacaCapaian(tempat.kode), [tempat.kode]);
  const bundel = useBundel();
  const { tersimpan } = useKeadaan();
  const catatan = useBaca(() => catatanSendiri(), [tersimpan]) ?? [];
  const warga = useBaca(() => new Set(semuaOrang(tempat.kode).map((satu) => satu.id)), [tempat.kode]) ?? new Set<string>();
  if (!baris || bundel === undefined) return null;
  const { utama, lain, kosong } = belah(susunCapaian(baris, bundel, catatan, warga));
  return (
    <div class="halaman capaianku">
      <div class="blok">
        <h1>Capaian {namaTempat(tempat)}</h1>
        <Kesegaran pekan={baris[0]?.pekan ?? ""} pada={dihitungPada(baris)} menunggu={tersimpan} />
      </div>
      {!utama.length && (
        <Kosong judul="Belum ada angka di HP ini">
          <p>Angka dihitung di server. Hubungkan HP ke internet sekali, lalu lihat lagi.</p>
        </Kosong>
      )}
      <Daftar kartu={utama} />
      {lain.length > 0 && (
        <details class="lipat">
          <summary>Angka lain ({lain.length})</summary>
          <Daftar kartu={lain} />
        </details>
      )}
      {kosong.length > 0 && (
        <details class="lipat">
          <summary>Belum ada data ({kosong.length})</summary>
          <ul class="blok">
            {kosong.map((satu) => (
              <li key={satu.kode}>{satu.nama}</li>
            ))}
          </ul>
        </details>
      )}
      {utama.length > 0 && (
        <p class="ket blok kaki">
          Batang: yang sudah. Garis tebal: yang seharusnya sudah sekarang. Bendera: target. Nama mereka yang belum dikirim
          Puskesmas ke tab <a href="#/nyelik">Nyelik</a>.
        </p>
      )}
    </div>
  );
}

function Daftar({ kartu }: { kartu: readonly KartuCapaian[] }) {
  return (
    <ul class="capaian-daftar">
      {kartu.map((satu) => (
        <li key={satu.kode}>
          <Baris kartu={satu} />
        </li>
      ))}
    </ul>
  );
}

/** Counted by whom, when, and what is not in it. */
function Kesegaran({ pekan, pada, menunggu }: { pekan: string; pada: string; menunggu: number }) {
  if (!pada) return null;
  return (
    <p class="ket">
      {tulisPekan(pekan)}, dihitung server, angka per {tulisKapan(pada, hariIni())}.
      {menunggu > 0 && ` ${menunggu} catatan di HP ini belum ikut dihitung.`}
    </p>
  );
}

function Baris({ kartu }: { kartu: KartuCapaian }) {
  const keadaan = KEADAAN[kartu.keadaan] ?? { bentuk: "belum" as const, kata: "Belum ada data" };
  const pecahan = `${tulisAngka(kartu.pembilang)} dari ${tulisAngka(kartu.penyebut)}`;
  return (
    <article>
      <h2>{kartu.nama}</h2>
      <p class="angka">
        {kartu.sedikit || kartu.bagian === null ? (
          <b>{pecahan}</b>
        ) : (
          <>
            <b>{persen(kartu.bagian)}</b> <span>{pecahan}</span>
          </>
        )}
      </p>
      <Bilah kartu={kartu} />
      <p class={`keadaan k-${kartu.keadaan}`}>
        <Bentuk nama={keadaan.bentuk} /> {keadaan.kata}
        <span class="ket">{kalimatTarget(kartu)}</span>
      </p>
      {kartu.belumTerkirim > 0 && (
        <p class="belum-terkirim">
          + {kartu.belumTerkirim} {kartu.sebutan} di HP ini belum terkirim; mungkin sebagian sudah terhitung.
        </p>
      )}
    </article>
  );
}

function persen(bagian: number): string {
  return `${Math.floor(bagian * 100 + 1e-9)} %`;
}

function kalimatTarget({ target, turun, sedikit, penyebut }: KartuCapaian): string {
  if (target === null) return "";
  const batas = sedikit ? `${tulisAngka(Math.ceil(target * penyebut - 1e-9))} dari ${penyebut}` : persen(target);
  return turun ? `target paling banyak ${batas}` : `target ${batas}`;
}
