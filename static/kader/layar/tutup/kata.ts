// The recap as text for WhatsApp: counts only, never a name. Pure.
import { tulisHari } from "../tulis.ts";
import { belumBalita, type Rekap } from "./rekap.ts";

export interface Tempat {
  nama: string;
  desa: string;
}

export function teksRekap(rekap: Rekap, tempat: Tempat, petugas: number, belumTerkirim: number): string {
  const { balita } = rekap;
  const baris = [
    `*${tempat.nama}*${tempat.desa ? `, Desa ${tempat.desa}` : ""}`,
    `Hari buka ${tulisHari(rekap.tanggal)} ${rekap.tanggal.slice(0, 4)}`,
    "",
    `Hadir ${rekap.hadir} dari ${rekap.sasaran} sasaran${rekap.tamu ? `, ditambah ${rekap.tamu} tamu` : ""}`,
    ...rekap.kelompok.map((satu) => `- ${satu.nama} ${satu.hadir} dari ${satu.sasaran}`),
    `Balita ditimbang ${balita.ditimbang}: ${kalimatTimbang(rekap)}`,
    `Normal ${rekap.normal}, perlu perhatian ${rekap.bermasalah}, perlu dirujuk ${rekap.dirujuk.length}`,
    `Belum datang ${rekap.belum.length}, di antaranya ${belumBalita(rekap)} balita`,
    `Petugas ${petugas} orang`,
    ...(belumTerkirim ? ["", `${belumTerkirim} catatan masih di HP, belum terkirim ke server.`] : []),
  ];
  return baris.join("\n");
}

/** "naik 12 (N), tidak naik 4 (T), tidak dinilai 1 (O), baru 1 (B)". */
export function kalimatTimbang({ balita }: Rekap): string {
  const { naik, tidakNaik, tidakDinilai, baru } = balita;
  return `naik ${naik} (N), tidak naik ${tidakNaik} (T), bulan lalu tidak ditimbang ${tidakDinilai} (O), baru ${baru} (B)`;
}

/** Opens WhatsApp with the text; without a number WhatsApp asks to whom. */
export function tautanWa(teks: string, telepon = ""): string {
  return `https://wa.me/${telepon.replace(/\D/g, "")}?text=${encodeURIComponent(teks)}`;
}
