import type { RekamanKotak } from "./simpanan.ts";

const PALING_BANYAK = 100;
/** Bytes of a push; the server takes 1 MiB, the rest is for the envelope. */
const PALING_BESAR = 1_000_000;

/**
 * Splits what waits into pushes of at most `PALING_BANYAK` operations and `PALING_BESAR` bytes, each sealed to one key:
 * the server cannot tell what is in a seal whose key it lacks, so it must not see in the same push what depends on it.
 */
export function bagiKiriman(semua: readonly RekamanKotak[]): RekamanKotak[][] {
  const bagian: RekamanKotak[][] = [];
  let berat = 0;
  let kunci: string | undefined;
  for (const satu of semua) {
    const tambah = (satu.segel?.isi.length ?? 0) + 300;
    const kini = bagian[bagian.length - 1];
    const kunciLain = kunci !== undefined && satu.segel !== undefined && kunci !== satu.segel.kunci;
    kunci = satu.segel?.kunci ?? kunci;
    if (!kini || kunciLain || kini.length >= PALING_BANYAK || berat + tambah > PALING_BESAR) {
      bagian.push([satu]);
      berat = tambah;
    } else {
      kini.push(satu);
      berat += tambah;
    }
  }
  return bagian;
}
