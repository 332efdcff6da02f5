// Rules of the PIN. Pure.

export const PALING_SALAH = 10;
const TUNGGU_MULAI = 5;

/** Why a PIN is too easy, in words; empty when it will do. */
export function alasanPinLemah(pin: string): string {
  if (!/^\d{6}$/.test(pin)) return "PIN terdiri dari enam angka.";
  const angka = [...pin].map(Number);
  const langkah = angka.slice(1).map((satu, ke) => (satu - (angka[ke] ?? 0) + 10) % 10);
  if (langkah.every((satu) => satu === langkah[0] && [0, 1, 9].includes(satu))) return "Angka kembar atau berurutan mudah ditebak.";
  if (new Set(pin).size < 3) return "PIN hanya memakai dua macam angka; mudah ditebak.";
  if (pin.slice(0, 3) === pin.slice(3) || pin.slice(0, 2).repeat(3) === pin) return "Angka berulang mudah ditebak.";
  if (mirip_tanggal(pin)) return "PIN mirip tanggal lahir; mudah ditebak.";
  return "";
}

/** DDMMYY and YYMMDD. */
function mirip_tanggal(pin: string): boolean {
  const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)].map(Number) as [number, number, number];
  const bulan = b >= 1 && b <= 12;
  return bulan && ((a >= 1 && a <= 31) || (c >= 1 && c <= 31));
}

/** Milliseconds to wait after that many wrong PINs: 30 s from the fifth on, doubling. */
export function jedaPin(salah: number): number {
  return salah < TUNGGU_MULAI ? 0 : 30_000 * 2 ** (salah - TUNGGU_MULAI);
}
