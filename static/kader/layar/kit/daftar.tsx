// Rows of people, headings with a count, the bar, and what stands where there is nothing.
import type { ComponentChildren } from "preact";
import { Bentuk, Ikon, type NamaBentuk } from "./lambang.tsx";

export interface Alasan {
  bentuk: NamaBentuk;
  teks: string;
}

/** One person: name, age, then why or whose; leads to `ke`. */
export function Baris(props: {
  ke: string;
  nama: string;
  umur?: string;
  alasan?: readonly Alasan[];
  bawah?: string;
  kanan?: string;
}) {
  return (
    <a class="baris" href={props.ke}>
      <span>
        <span class="nama">
          {props.nama} {props.umur && <span class="umur">{props.umur}</span>}
        </span>
        <span class="bawah">
          {props.alasan?.map((satu) => (
            <span class="alasan" key={satu.teks}>
              <Bentuk nama={satu.bentuk} />
              {satu.teks}
            </span>
          ))}
          {props.bawah && <span>{props.bawah}</span>}
        </span>
      </span>
      {props.kanan ? <span class="kanan">{props.kanan}</span> : <Ikon nama="kanan" />}
    </a>
  );
}

export function JudulDaftar({ judul, jumlah, id }: { judul: string; jumlah?: number; id?: string }) {
  return (
    <h2 class="judul-daftar" id={id}>
      <span>{judul}</span>
      {jumlah !== undefined && <span>{jumlah}</span>}
    </h2>
  );
}

/** How much of the whole is done; the numbers stand beside it in words. */
export function Batang({ isi, dari }: { isi: number; dari: number }) {
  const lebar = dari > 0 ? Math.min(100, (100 * isi) / dari) : 0;
  return (
    <svg class="batang" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="alas" width="100" height="8" />
      <rect class="isi" width={lebar} height="8" />
    </svg>
  );
}

/** Nothing here: why, and what to do next. */
export function Kosong({ judul, children }: { judul: string; children?: ComponentChildren }) {
  return (
    <div class="kosong">
      <h2>{judul}</h2>
      {children}
    </div>
  );
}
