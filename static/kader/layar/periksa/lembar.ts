// From the forms of the rules to the tabs of the screen, in the order of the posyandu's steps. Pure.
import type { Bidang, Pertanyaan } from "../../aturan/index.ts";

export interface Kelompok {
  judul: string;
  bidang: readonly Bidang[];
}
export interface Lembar {
  kode: string;
  judul: string;
  kelompok: Kelompok[];
}

const TIMBANG = new Set(["berat_kg", "bb_hamil_kurva"]);
const UTAMA = ["Timbang", "Ukur", "Tanya", "Beri", "Pesan"];
/** Signs of illness: "tidak" is what a healthy person answers to every one of them. */
const TANDA = /^(bahaya_|tbc_|tanda_bahaya$|edema$)/;
/** What goes well when the answer is "ya". */
const BAIK = new Set([
  ...["punya_buku_kia", "asi_eksklusif", "mpasi_sesuai", "imunisasi_lengkap", "perkembangan_lengkap", "ke_posyandu"],
  ...["ttd_diminum", "mt_dimakan", "kelas_ibu", "menyusui", "anc_sesuai_jadwal", "kn_sesuai_jadwal"],
  ...["kf_sesuai_jadwal", "obat_ada", "obat_diminum", "isi_piringku"],
]);

export function susunLembar(semua: readonly Pertanyaan[]): Lembar[] {
  const lembar = new Map<string, Lembar>();
  const taruh = (judul: string, kelompok: Kelompok): void => {
    if (!kelompok.bidang.length) return;
    const ada = lembar.get(judul) ?? { kode: kodeDari(judul), judul, kelompok: [] };
    ada.kelompok.push(kelompok);
    lembar.set(judul, ada);
  };
  for (const { judul, bidang } of semua.flatMap((satu) => satu.bagian)) {
    const tab = tabDari(judul);
    if (tab !== "Ukur") taruh(tab, { judul, bidang });
    else {
      taruh("Timbang", { judul, bidang: bidang.filter((satu) => TIMBANG.has(satu.kode)) });
      taruh("Ukur", { judul, bidang: bidang.filter((satu) => !TIMBANG.has(satu.kode)) });
    }
  }
  const urut = (satu: Lembar): number => (UTAMA.includes(satu.judul) ? UTAMA.indexOf(satu.judul) : UTAMA.length);
  return [...lembar.values()].sort((a, b) => urut(a) - urut(b));
}

function kodeDari(judul: string): string {
  return judul.toLowerCase().replace(/[^a-z]+/g, "-");
}

function tabDari(judul: string): string {
  if (/^(timbang|ukur)/i.test(judul)) return "Ukur";
  if (/^(tanya|tanda|periksa$)/i.test(judul)) return "Tanya";
  if (/^pesan/i.test(judul)) return "Pesan";
  if (/^beri/i.test(judul)) return "Beri";
  if (/^imunisasi/i.test(judul)) return "Imunisasi";
  if (/^(kelahiran|riwayat)/i.test(judul)) return "Riwayat";
  return judul.replace(/ *\(.*\)$/, "");
}

/** The questions that one tap answers, where it is honest: all of them are signs, or all of them go well. */
export function sekaligus(kelompok: Kelompok): { jawab: "ya" | "tidak"; bidang: string[] }[] {
  const tanya = kelompok.bidang.filter((satu) => satu.tipe === "ya_tidak").map((satu) => satu.kode);
  const tanda = tanya.filter((kode) => TANDA.test(kode));
  const baik = tanya.filter((kode) => BAIK.has(kode));
  return [
    { jawab: "tidak" as const, bidang: tanda },
    { jawab: "ya" as const, bidang: baik },
  ].filter((satu) => satu.bidang.length > 1);
}
