// People who may be the one that is being written down. Pure; offered before saving, decided by a person.
import type { Ringkas } from "../../inti/jenis.ts";
import { hariAntara } from "../tulis.ts";

export interface Dicari {
  id: string;
  nama: string;
  jenis_kelamin: string;
  tanggal_lahir: string;
  nik_akhir: string;
  ibu: string;
}
export interface Mirip {
  orang: Ringkas;
  sebab: string;
}

const SAPAAN = new Set(["bu", "ibu", "pak", "bapak", "ny", "tn", "an", "by", "dr", "hj", "haji", "h"]);
const EJAAN: readonly (readonly [RegExp, string])[] = [
  [/dj/g, "j"],
  [/tj/g, "c"],
  [/oe/g, "u"],
  [/[yj](?=[aeiou])/g, "i"],
  [/y/g, "i"],
  [/kh|ch|q/g, "k"],
  [/sy|sj|sh/g, "s"],
  [/ph|v/g, "f"],
  [/dz|dh|z/g, "d"],
  [/th/g, "t"],
  [/(.)\1+/g, "$1"],
];

/** Words as they sound, without titles: "Bu Sitti Noer" is siti nur. */
export function bunyi(nama: string): string[] {
  const kata = nama.normalize("NFD").replace(/[\u0300-\u036f'’`]/g, "").toLowerCase().split(/[^a-z]+/);
  return kata
    .filter((satu) => satu && !SAPAAN.has(satu))
    .map((satu) => EJAAN.reduce((teks, [lama, baru]) => teks.replace(lama, baru), satu).replace(/h$/, ""));
}

/** Whether the shorter name is in the longer one, one letter of each longer word forgiven, but not its first. */
export function namaMirip(satu: string, dua: string): boolean {
  const [pendek, panjang] = [bunyi(satu), bunyi(dua)].sort((a, b) => a.length - b.length) as [string[], string[]];
  return pendek.length > 0 && pendek.every((kata) => panjang.some((lain) => samaKata(kata, lain)));
}

function samaKata(a: string, b: string): boolean {
  return a === b || (a[0] === b[0] && Math.min(a.length, b.length) >= 4 && jarak(a, b) <= 1);
}

/** Edits between two words, counted up to 2. */
function jarak(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 1) return 2;
  let ke = 0;
  while (ke < a.length && a[ke] === b[ke]) ke += 1;
  const [sisaA, sisaB] = [a.slice(ke), b.slice(ke)];
  const satu = sisaA.slice(1) === sisaB.slice(1) || sisaA.slice(1) === sisaB || sisaA === sisaB.slice(1);
  return sisaA === sisaB ? 0 : satu ? 1 : 2;
}

export function cariMirip(dicari: Dicari, semua: readonly Ringkas[]): Mirip[] {
  const temu: (Mirip & { nilai: number })[] = [];
  for (const orang of semua) {
    const hasil = orang.id === dicari.id ? null : bandingkan(dicari, orang);
    if (hasil) temu.push({ orang, ...hasil });
  }
  return temu.sort((a, b) => b.nilai - a.nilai).slice(0, 3);
}

function bandingkan(dicari: Dicari, orang: Ringkas): { sebab: string; nilai: number } | null {
  const selisih = Math.abs(hariAntara(orang.tanggal_lahir, dicari.tanggal_lahir));
  const nik = dicari.nik_akhir !== "" && dicari.nik_akhir === orang.nik_akhir;
  const nama = namaMirip(dicari.nama, orang.nama);
  if (nik && (nama || selisih === 0)) return { sebab: "4 angka akhir NIK sama", nilai: 4 };
  if (orang.jenis_kelamin !== dicari.jenis_kelamin) return null;
  if (nama && selisih === 0) return { sebab: "nama mirip, tanggal lahir sama", nilai: 3 };
  if (dicari.ibu && orang.ibu && namaMirip(dicari.ibu, orang.ibu) && selisih <= 3)
    return { sebab: "ibu dan tanggal lahir sama", nilai: 3 };
  const tahunSama = orang.tanggal_lahir.slice(0, 4) === dicari.tanggal_lahir.slice(0, 4);
  const tukar = orang.tanggal_lahir.slice(5).split("-").reverse().join("-") === dicari.tanggal_lahir.slice(5);
  if (nama && (selisih <= 31 || (tahunSama && tukar))) return { sebab: "nama mirip, tanggal lahir berdekatan", nilai: 2 };
  return nama && selisih <= 366 && bunyi(dicari.nama).length > 1 ? { sebab: "nama mirip, umur mirip", nilai: 1 } : null;
}
