// Pair of klaster/bias.py: whether every dose that is given at school in this calendar year's class is known.
import type { DosisBiasJson } from "./bundel.ts";
import { listDiberi } from "./imunisasi.ts";
import type { Konteks } from "./konteks.ts";
import { readTanggal } from "./tanggal.ts";

export const BIDANG_BIAS = ["imun_bias_mr", "imun_bias_dt", "imun_bias_td2", "imun_bias_td5", "imun_bias_hpv"];

function biasLengkap(k: Konteks): boolean {
  const tahun = k.tanggal.tahun - k.profil.tanggal_lahir.tahun;
  const milik = k.tabel.bias.filter((satu) => satu.tahun === tahun && isMilik(satu, k)).map((satu) => satu.kode);
  const diberi = listDiberi(milik, k.profil, k.nilai, k.tanggal);
  return milik.length > 0 && milik.every((kode) => diberi.has(kode));
}

function isMilik(dosis: DosisBiasJson, k: Konteks): boolean {
  const sejak = readTanggal(dosis.berlaku_sejak)?.ke ?? Infinity;
  const akhir = readTanggal(dosis.berlaku_sampai)?.ke ?? Infinity;
  const kelamin = !dosis.jenis_kelamin || dosis.jenis_kelamin === k.profil.jenis_kelamin;
  return kelamin && sejak <= k.tanggal.ke && k.tanggal.ke <= akhir;
}

export const BIAS = { bias_lengkap: biasLengkap };
export const BAHAN_BIAS: Record<string, readonly string[]> = { bias_lengkap: BIDANG_BIAS };
