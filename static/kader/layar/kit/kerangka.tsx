// What stands around every screen: header, status line, the three tabs.
import type { ComponentChildren } from "preact";
import { Ikon, Merek, type NamaIkon } from "./lambang.tsx";

/** `kembali`: where the arrow leads when there is nothing to go back to; without it the mark stands there. */
export function Kepala(props: { judul: string; bawah: string; kembali?: string; kanan?: ComponentChildren }) {
  return (
    <header class="kepala-atas">
      {props.kembali === undefined ? <Merek /> : <Kembali ke={props.kembali} />}
      <div>
        <div class="judul">{props.judul}</div>
        {props.bawah && <div class="bawah">{props.bawah}</div>}
      </div>
      {props.kanan ?? (
        <a class="tombol-kepala" href="#/akun" aria-label="Akun dan HP ini">
          <Ikon nama="orang" />
        </a>
      )}
    </header>
  );
}

function Kembali({ ke }: { ke: string }) {
  return (
    <a class="tombol-kepala kembali" href={ke} aria-label="Kembali">
      <Ikon nama="kiri" />
    </a>
  );
}

/** "n di HP · n terkirim · n perlu dibetulkan"; leads to what needs repair. */
export function Status(props: { diHp: number; terkirim: number; perlu: number }) {
  return (
    <a class="status" href="#/perlu-dibetulkan">
      <span>
        <Ikon nama="hp" /> <b>{props.diHp}</b> di HP
      </span>
      <span>
        <Ikon nama="centang" /> <b>{props.terkirim}</b> terkirim
      </span>
      <span class={props.perlu ? "perlu" : ""}>
        <Ikon nama="info" /> <b>{props.perlu}</b> perlu dibetulkan
      </span>
    </a>
  );
}

export type Tab = "hari" | "nyelik" | "capaian";
const TAB: readonly { tab: Tab; nama: string; ke: string; ikon: NamaIkon }[] = [
  { tab: "hari", nama: "Hari ini", ke: "#/", ikon: "jadwal" },
  { tab: "nyelik", nama: "Nyelik", ke: "#/nyelik", ikon: "rumah" },
  { tab: "capaian", nama: "Capaianku", ke: "#/capaianku", ikon: "batang" },
];

export function TabBawah({ kini }: { kini: Tab }) {
  return (
    <nav class="tab-bawah" aria-label="Bagian aplikasi">
      {TAB.map(({ tab, nama, ke, ikon }) => (
        <a key={tab} href={ke} aria-current={tab === kini ? "page" : undefined}>
          <Ikon nama={ikon} />
          {nama}
        </a>
      ))}
    </nav>
  );
}
