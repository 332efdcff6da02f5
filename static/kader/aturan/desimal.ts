// Numbers as they are written, so that comparing them with a limit is exact: what Python's Decimal does for klaster/.
// Differences and products are rounded to 28 digits, half to even, as Decimal's are.

const DIGIT = 28;

const sepuluh = (pangkat: number): bigint => 10n ** BigInt(pangkat);
const mutlak = (koef: bigint): bigint => (koef < 0n ? -koef : koef);

/** koef * 10 ** pangkat */
export class Desimal {
  constructor(
    readonly koef: bigint,
    readonly pangkat: number,
  ) {}

  /** `-12.50` and `1.5e-7`; the text must be a number. */
  static baca(teks: string): Desimal {
    const [dasar = "", eksponen = "0"] = teks.toLowerCase().split("e");
    const [bulat = "", pecahan = ""] = dasar.split(".");
    return new Desimal(BigInt(bulat + pecahan), Number(eksponen) - pecahan.length);
  }

  /** The shortest text that gives this finite number, as both languages print it. */
  static dari(angka: number): Desimal {
    return Desimal.baca(String(angka));
  }

  banding(lain: Desimal): number {
    const dasar = Math.min(this.pangkat, lain.pangkat);
    const satu = this.koef * sepuluh(this.pangkat - dasar);
    const dua = lain.koef * sepuluh(lain.pangkat - dasar);
    return satu < dua ? -1 : satu > dua ? 1 : 0;
  }

  kurang(lain: Desimal): Desimal {
    const dasar = Math.min(this.pangkat, lain.pangkat);
    const beda = this.koef * sepuluh(this.pangkat - dasar) - lain.koef * sepuluh(lain.pangkat - dasar);
    return bulatkanDigit(beda, dasar);
  }

  kali(lain: Desimal): Desimal {
    return bulatkanDigit(this.koef * lain.koef, this.pangkat + lain.pangkat);
  }

  negatif(): Desimal {
    return new Desimal(-this.koef, this.pangkat);
  }

  tanda(): number {
    return this.koef < 0n ? -1 : this.koef > 0n ? 1 : 0;
  }

  /** Without zeros at the end. */
  rapi(): Desimal {
    if (this.koef === 0n) return new Desimal(0n, 0);
    let { koef, pangkat } = this;
    while (koef % 10n === 0n) {
      koef /= 10n;
      pangkat += 1;
    }
    return new Desimal(koef, pangkat);
  }

  /** Digits behind the comma. */
  pecahan(): number {
    return Math.max(0, -this.rapi().pangkat);
  }

  angka(): number {
    return Number(`${this.koef}e${this.pangkat}`);
  }
}

function bulatkanDigit(koef: bigint, pangkat: number): Desimal {
  const lebih = mutlak(koef).toString().length - DIGIT;
  if (lebih <= 0) return new Desimal(koef, pangkat);
  const pembagi = sepuluh(lebih);
  let hasil = mutlak(koef) / pembagi;
  const sisa = (mutlak(koef) % pembagi) * 2n;
  if (sisa > pembagi || (sisa === pembagi && hasil % 2n === 1n)) hasil += 1n;
  return new Desimal(koef < 0n ? -hasil : hasil, pangkat + lebih);
}
