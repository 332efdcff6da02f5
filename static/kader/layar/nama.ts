// Pair of posyandu/nama.py: what a name and a phone number may look like. Real names stay as typed.
import { salah, type Salah, type Terbaca } from "./ketik.ts";

const PALING_PANJANG = 150;
const BERTUMPUK = 4; // marks on one letter
const PENGGANTI = new Set(["nn", "n n", "n.n", "n.n.", "test", "tes", "coba", "tidak ada", "belum ada nama"]);
const EMOJI = /[\p{So}\u{fe0f}\u{20e3}\u{1f3fb}-\u{1f3ff}]/u;
const TANDA = /[\p{Mn}\p{Me}]/u;
/** Controls, formatting that is not seen, private use, unassigned and surrogate halves. */
const TERSEMBUNYI = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/u;
const ULANG = "Ketik ulang namanya.";

/** The name in NFC with single spaces. */
export function bacaNama(teks: string): Terbaca<string> {
  const nama = teks
    .normalize("NFC")
    .replace(/[ \u00a0]+/g, " ")
    .replace(/^ +| +$/g, "");
  if ([...nama].length > PALING_PANJANG)
    return salah("nama_panjang", `Nama paling panjang ${PALING_PANJANG} huruf.`, "Singkatkan namanya.");
  const tanda = tandaSalah(nama);
  if (tanda) return { salah: tanda };
  if (PENGGANTI.has(nama.toLowerCase()) || !/\p{L}/u.test(nama))
    return salah("nama_kosong", "Isi nama sesuai KTP atau KK.", 'Bayi belum bernama: tulis "By. Ny." lalu nama ibu.');
  return { nilai: nama };
}

function tandaSalah(nama: string): Salah | null {
  let tumpuk = 0;
  for (const huruf of nama) {
    if (EMOJI.test(huruf)) return salah("nama_emoji", "Nama tidak boleh berisi emoji.", ULANG).salah;
    tumpuk = TANDA.test(huruf) ? tumpuk + 1 : 0;
    if (tumpuk > BERTUMPUK)
      return salah("nama_bertumpuk", "Nama berisi tanda huruf yang bertumpuk.", ULANG).salah;
  }
  if (!TERSEMBUNYI.test(nama)) return null;
  return salah("karakter_terlarang", "Nama berisi karakter tersembunyi.", ULANG).salah;
}

/** As it is stored, `+62…`; mobile and landline numbers; empty stays empty. */
export function bacaTelepon(teks: string): Terbaca<string> {
  const angka = teks.trim().replace(/[\s().-]/g, "");
  if (!angka) return { nilai: "" };
  const bentuk = /^(?:\+62|62(?=[0-9]{8})|0|(?=8))0*([0-9]+)$/.exec(angka);
  const sisa = bentuk?.[1] ?? "";
  if (!/^(?:8[0-9]{8,11}|[2-79][0-9]{6,10})$/.test(sisa))
    return salah("telepon_tidak_sah", "Nomor HP tidak sah.", "Contoh: 0812 3456 7890.");
  return { nilai: `+62${sisa}` };
}
