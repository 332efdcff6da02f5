// Pair of posyandu/nik.py and posyandu/nama.py: the same refusals in the same words, checked by tests/posyandu/contoh-isian.json.
import { readTanggal } from "../aturan/tanggal.ts";
import { salah, type Salah, type Terbaca } from "./ketik.ts";

const EXCEL = /^[0-9][.,][0-9]+[eE]\+?[0-9]+$/;
const MIRIP: Readonly<Record<string, string>> = { o: "0", i: "1", l: "1", b: "8", s: "5", z: "2" };
const KARANGAN = /^(?:1234567890123456|(.)\1{15})$/;
const KARTU = "Lihat KTP atau KK.";
const PERIKSA = "Periksa kembali KTP atau KK.";

/** 16 ASCII digits, spaces and dashes removed. */
export function bacaNik(teks: string): Terbaca<string> {
  const rapi = teks.replace(/^ +| +$/g, "");
  if (EXCEL.test(rapi))
    return salah("nik_rusak_excel", "NIK rusak karena format angka Excel.", "Ubah kolom menjadi Teks lalu isi ulang.");
  const angka = rapi.replace(/[ \u00a0-]/g, "");
  const asing = tandaLain(angka);
  if (asing) return { salah: asing };
  if (angka.length !== 16) return salah("nik_bukan_16", `NIK harus 16 angka. Anda mengisi ${angka.length} angka.`, KARTU);
  if (KARANGAN.test(angka)) return salah("nik_tidak_sah", "NIK tidak sah.", PERIKSA);
  if (!tanggalAda(angka))
    return salah("nik_tanggal_salah", "NIK tidak sah: bagian tanggal lahir (angka ke-7 sampai 12) salah.", PERIKSA);
  return angka.endsWith("0000") ? salah("nik_tidak_sah", "NIK tidak sah.", PERIKSA) : { nilai: angka };
}

/** As a NIK, of a family card. */
export function bacaKk(teks: string): Terbaca<string> {
  const hasil = bacaNik(teks);
  if ("nilai" in hasil) return hasil;
  return salah("kk_tidak_sah", hasil.salah.pesan.replace(/NIK/g, "Nomor KK"), hasil.salah.saran);
}

function tandaLain(angka: string): Salah | null {
  for (const huruf of angka) {
    if (/^[0-9]$/.test(huruf)) continue;
    if (/^\p{N}$/u.test(huruf))
      return salah("nik_angka_lain", "NIK hanya boleh memakai angka 0-9.", "Ketik ulang dengan angka biasa.").salah;
    if (/^\p{L}$/u.test(huruf)) {
      const mirip = MIRIP[huruf.toLowerCase()];
      const tebak = mirip ? ` Mungkin maksudnya angka ${mirip}?` : "";
      return salah("nik_berisi_huruf", `NIK berisi huruf "${huruf}".${tebak}`, KARTU).salah;
    }
    return salah("nik_bukan_angka", "NIK hanya boleh berisi angka.", "Hapus tanda lain.").salah;
  }
  return null;
}

/** Day + 40 for women; the century is not in the number. */
function tanggalAda(nik: string): boolean {
  const hari = Number(nik.slice(6, 8));
  const potong = `-${nik.slice(8, 10)}-${String(hari > 40 ? hari - 40 : hari).padStart(2, "0")}`;
  return ["19", "20"].some((abad) => readTanggal(`${abad}${nik.slice(10, 12)}${potong}`) !== null);
}

/** Provinces as Kemendagri numbers them. */
const PROVINSI = /^(1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-6])/;

/** Things to look at again, as sentences; none of them is a reason to refuse. */
export function tanyaNik(nik: string, lahir: string, kelamin: string): string[] {
  const hari = Number(nik.slice(6, 8));
  const perempuan = hari > 40;
  const dua = String(perempuan ? hari - 40 : hari).padStart(2, "0");
  const tanya: string[] = [];
  if (!PROVINSI.test(nik)) tanya.push("Kode wilayah NIK tidak dikenal. Lanjutkan bila sesuai KTP.");
  if (`${nik.slice(10, 12)}-${nik.slice(8, 10)}-${dua}` !== lahir.slice(2))
    tanya.push("Tanggal lahir di NIK berbeda dengan tanggal lahir yang diisi. Lanjutkan bila sesuai KTP.");
  if ((perempuan ? "P" : "L") !== kelamin)
    tanya.push("Jenis kelamin di NIK berbeda dengan yang diisi. Lanjutkan bila sesuai KTP.");
  return tanya;
}
