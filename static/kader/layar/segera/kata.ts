// What is sent when there is a danger sign: enough to call back, nothing that tells who is ill with what. Pure.

export interface Perihal {
  nama: string;
  /** "14 bln", "hamil 22 mgg". */
  sebutan: string;
  desa: string;
  posyandu: string;
  kader: string;
}

/** "Rafif Maulana" as "R.M."; at most three letters. */
export function inisial(nama: string): string {
  const huruf = nama
    .split(/\s+/)
    .map((kata) => /\p{L}/u.exec(kata)?.[0] ?? "")
    .filter(Boolean);
  return huruf
    .slice(0, 3)
    .map((satu) => `${satu.toUpperCase()}.`)
    .join("");
}

export function teksSms(perihal: Perihal): string {
  const { nama, sebutan, desa, posyandu, kader } = perihal;
  const tempat = [posyandu, desa && `Desa ${desa}`].filter(Boolean).join(", ");
  return `Tanda bahaya, mohon dihubungi. Warga ${inisial(nama)}, ${sebutan}, ${tempat}. Dari kader ${kader}.`;
}

export function tautanSms(telepon: string, teks: string): string {
  return `sms:${telepon}?body=${encodeURIComponent(teks)}`;
}
