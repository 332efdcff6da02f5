/** Milliseconds to wait after `gagal` failures in a row: 2 s doubling to 15 min, between half and whole of it. */
export function jedaUlang(gagal: number, acak: () => number = Math.random): number {
  const penuh = Math.min(900_000, 2_000 * 2 ** Math.max(0, gagal - 1));
  return Math.round(penuh * (0.5 + acak() / 2));
}
