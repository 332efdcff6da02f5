// Danger signs about which nobody has been called yet. Pure.
import type { Catatan, Ringkas } from "../../inti/jenis.ts";
import type { CariJenis } from "../hari/susun.ts";
import { adalah } from "../operasi.ts";
import { geserHari } from "../tulis.ts";

/** After that many days the midwife has seen it on her own list. */
const HARI = 2;

export interface Menunggu {
  kunjungan: string;
  tanggal: string;
  orang: Ringkas;
  /** Codes of the findings that are urgent. */
  temuan: string[];
}

/** `sudah`: visits for which a call was noted on this phone, also long ago. */
export function menungguDihubungi(
  semua: readonly Ringkas[],
  catatan: readonly Catatan[],
  sudah: ReadonlySet<string>,
  tanggal: string,
  jenis: CariJenis,
): Menunggu[] {
  const awal = geserHari(tanggal, -HARI);
  const usai = new Set([...sudah, ...catatan.filter((c) => adalah(c, "dihubungi")).map((c) => kunjunganDari(c))]);
  return semua.flatMap((orang) =>
    orang.terakhir
      .filter((satu) => satu.tanggal >= awal && satu.tanggal <= tanggal && !usai.has(satu.id))
      .map((satu) => ({
        ...{ kunjungan: satu.id, tanggal: satu.tanggal, orang },
        temuan: satu.temuan.filter((kode) => jenis(kode)?.tingkat === "segera"),
      }))
      .filter((satu) => satu.temuan.length > 0),
  );
}

function kunjunganDari(catatan: Catatan): string {
  return adalah(catatan, "dihubungi") ? catatan.isi.kunjungan : "";
}
