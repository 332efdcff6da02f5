// The figures of the posyandu: what the server counted, and what waits on this phone beside it. Pure.
import type { Capaian, Catatan } from "../../inti/jenis.ts";
import { jawaban, type BundelLayar } from "../bundel.ts";
import type { NamaBentuk } from "../kit/lambang.tsx";
import { kunjunganSendiri } from "../operasi.ts";
import { geserHari, hariAntara, tulisLengkap } from "../tulis.ts";

/** A denominator under this is people, not a percentage; the server never calls it red. */
const SEDIKIT = 10;
export const KEADAAN: Readonly<Record<string, { bentuk: NamaBentuk; kata: string; urut: number }>> = {
  jauh_tertinggal: { bentuk: "jauh", kata: "Jauh tertinggal", urut: 0 },
  tertinggal: { bentuk: "lambat", kata: "Tertinggal", urut: 1 },
  sesuai_jalur: { bentuk: "sesuai", kata: "Sesuai jalur", urut: 2 },
  tercapai: { bentuk: "capai", kata: "Tercapai", urut: 3 },
  belum_waktunya: { bentuk: "waktunya", kata: "Belum waktunya", urut: 4 },
  belum_ada_data: { bentuk: "belum", kata: "Belum ada data", urut: 5 },
};

export interface KartuCapaian {
  kode: string;
  nama: string;
  keadaan: string;
  pembilang: number;
  penyebut: number;
  /** As a share of one; null without a denominator. */
  bagian: number | null;
  target: number | null;
  /** By now, as a share of one. */
  harapan: number | null;
  /** More is worse. */
  turun: boolean;
  sedikit: boolean;
  sebutan: string;
  /** Spoken of every week; the others stand folded. */
  utama: boolean;
  /** People of whom a visit waits on this phone that bears on this figure. */
  belumTerkirim: number;
}

export function susunCapaian(
  baris: readonly Capaian[],
  bundel: BundelLayar | null,
  catatan: readonly Catatan[],
  warga: ReadonlySet<string>,
): KartuCapaian[] {
  const indikator = new Map((bundel?.indikator ?? []).map((satu) => [satu.kode, satu]));
  const menunggu = kunjunganSendiri(catatan).filter((satu) => satu.jawaban === null && warga.has(satu.isi.warga));
  const kartu = baris.map((satu): KartuCapaian => {
    const jenis = indikator.get(satu.indikator);
    const dicari = new Set(jenis ? jawaban(jenis) : []);
    const orang = menunggu.filter(({ isi }) => (isi.temuan_saat_entri ?? []).some((kode) => dicari.has(kode)));
    const per = (jumlah: number | null): number | null =>
      jumlah === null || !satu.penyebut ? null : jumlah / satu.penyebut;
    return {
      kode: satu.indikator,
      nama: satu.nama_indikator,
      keadaan: satu.status in KEADAAN ? satu.status : "belum_ada_data",
      pembilang: satu.pembilang,
      penyebut: satu.penyebut,
      bagian: per(satu.pembilang),
      target: satu.target,
      harapan: per(satu.harapan),
      turun: jenis?.arah === "turun",
      sedikit: satu.penyebut > 0 && satu.penyebut < SEDIKIT,
      sebutan: jenis?.sebutan ?? "orang",
      utama: jenis?.rapat ?? false,
      belumTerkirim: new Set(orang.map(({ isi }) => isi.warga)).size,
    };
  });
  return kartu.sort((a, b) => urutan(a) - urutan(b));
}

/** Sort is stable: inside a state the server's order holds. */
function urutan(satu: KartuCapaian): number {
  return KEADAAN[satu.keadaan]?.urut ?? 9;
}

export interface Belahan {
  utama: KartuCapaian[];
  lain: KartuCapaian[];
  /** They can not say anything yet. */
  kosong: KartuCapaian[];
}

/** Those of the weekly meeting first; where none of them says anything, all that do. */
export function belah(kartu: readonly KartuCapaian[]): Belahan {
  const ada = kartu.filter((satu) => satu.penyebut > 0 && satu.keadaan !== "belum_ada_data");
  const utama = ada.some((satu) => satu.utama) ? ada.filter((satu) => satu.utama) : ada;
  return { utama, lain: ada.filter((satu) => !utama.includes(satu)), kosong: kartu.filter((satu) => !ada.includes(satu)) };
}

/** The newest moment at which one of these was counted, ISO; empty without any. */
export function dihitungPada(baris: readonly Capaian[]): string {
  return baris.reduce((baru, satu) => (satu.dihitung_pada > baru ? satu.dihitung_pada : baru), "");
}

/** "2026-M46" as "Pekan 9–15 Nov 2026". */
export function tulisPekan(kode: string): string {
  const [tahun = "", pekan = ""] = kode.split("-M");
  if (!/^\d{4}$/.test(tahun) || !Number(pekan)) return kode;
  const empat = `${tahun}-01-04`; // always in the first ISO week
  const hari = (hariAntara("1970-01-05", empat) % 7) + 7 * (1 - Number(pekan));
  const senin = geserHari(empat, -hari);
  const minggu = geserHari(senin, 6);
  const [a, b] = [tulisLengkap(senin), tulisLengkap(minggu)];
  if (a.slice(-8) === b.slice(-8)) return `Pekan ${a.split(" ")[0]}–${b}`;
  return `Pekan ${a.slice(-4) === b.slice(-4) ? a.slice(0, -5) : a} – ${b}`;
}
