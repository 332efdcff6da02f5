// Pair of klaster/pertumbuhan/skor.py: from a measure to a z-score.
import type { Lms, Tabel } from "./tabel.ts";

/** The measure that lies `sd` standard deviations from the median. */
export function measureAt([l, m, s]: Lms, sd: number): number {
  return l ? m * (1 + l * s * sd) ** (1 / l) : m * Math.exp(s * sd);
}

/**
 * z in hundredths; null outside the table. Beyond +-3 SD weight and arm are counted in steps of the distance between
 * the second and the third SD. Rounded half away from zero after 1e-9 is added to the magnitude.
 */
export function score(tabel: Tabel, x: number, nilai: number): number | null {
  const lms = tabel.at(x);
  if (lms === null) return null;
  const [l, m, s] = lms;
  let z = l ? ((nilai / m) ** l - 1) / (l * s) : Math.log(nilai / m) / s;
  if (tabel.terbatas && !(-3 <= z && z <= 3)) z = restrict(lms, nilai, z > 0 ? 1 : -1);
  const ratus = Math.trunc((Math.abs(z) + 1e-9) * 100 + 0.5);
  return z > 0 || ratus === 0 ? ratus : -ratus;
}

function restrict(lms: Lms, nilai: number, tanda: number): number {
  const tiga = measureAt(lms, 3 * tanda);
  return tanda * 3 + (nilai - tiga) / Math.abs(tiga - measureAt(lms, 2 * tanda));
}
