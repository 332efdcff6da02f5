// What to take along, from the reason why somebody is sent. Pure.
import { jawaban, type BundelLayar } from "../bundel.ts";

/** By the beginning of the code of what a visit must show. */
const ALAT: readonly (readonly [RegExp, string])[] = [
  [/^(ditimbang|bb_|bgm|gizi_|obesitas)/, "timbangan"],
  [/^(diukur_tinggi|tb_|pendek|sangat_pendek)/, "pengukur panjang atau tinggi"],
  [/^(lila_|kek)/, "pita LILA"],
  [/^(td_(diukur|optimal|normal|rendah|anak|remaja|tinggi|derajat|sangat))/, "tensimeter"],
  [/^(gds_|gdp_)/, "alat cek gula darah"],
  [/^(lp_|obesitas_sentral)/, "pita pengukur"],
  [/^vitamin_a/, "kapsul vitamin A"],
  [/^obat_cacing/, "obat cacing"],
  [/^ttd_/, "tablet tambah darah"],
  [/^(mt_|kek_tanpa_mt)/, "makanan tambahan"],
  [/^jentik_/, "senter"],
  [/^(imunisasi_|perkembangan_|anc|k[1-6]$|kn|kf|mpasi_|asi_|tanpa_buku_kia)/, "Buku KIA untuk dilihat"],
];

/** "Bawa timbangan dan pita LILA."; empty where nothing special is needed. */
export function kalimatBawa(sebabKode: readonly string[], bundel: BundelLayar | null): string {
  const kode = sebabKode.flatMap((satu) => yangDicari(satu, bundel));
  const alat = [...new Set(ALAT.filter(([pola]) => kode.some((satu) => pola.test(satu))).map(([, nama]) => nama))];
  return alat.length ? `Bawa ${gabung(alat)}.` : "";
}

function yangDicari(kode: string, bundel: BundelLayar | null): readonly string[] {
  const indikator = bundel?.indikator.find((satu) => satu.kode === kode);
  return indikator ? jawaban(indikator) : [kode];
}

/** What the rules say to do about a finding; empty when the reason is a figure. */
export function tindakanSebab(sebabKode: string, bundel: BundelLayar | null): string {
  return bundel?.temuan.find((satu) => satu.kode === sebabKode)?.tindakan ?? "";
}

/** "a, b dan c". */
export function gabung(kata: readonly string[]): string {
  if (kata.length < 2) return kata.join("");
  return `${kata.slice(0, -1).join(", ")} dan ${kata[kata.length - 1]}`;
}
