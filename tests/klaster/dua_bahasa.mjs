// The phone's rules as a program: one question per line, one answer per line.
// Run by tests/klaster/dua_bahasa.py, with Node or deno.
import { createInterface } from "node:readline";
import process from "node:process";
import * as mesin from "../../static/kader/aturan/index.ts";

const aturan = new Map();

function judge(a, { profil, pengukuran, tanggal }) {
  const { isi, salah } = mesin.periksa(a, profil, pengukuran, tanggal);
  const daftar = (kanal) =>
    mesin.pertanyaan(a, kanal, profil, tanggal).map((form) => [
      form.kode,
      form.bagian.map(({ judul, bidang }) => [judul, bidang.map((satu) => satu.kode)]),
    ]);
  return {
    isi: Object.entries(isi),
    salah,
    temuan: mesin.evaluate(a, profil, pengukuran, tanggal),
    temuan_isi: mesin.evaluate(a, profil, isi, tanggal),
    peringatan: mesin.peringatan(a, profil, pengukuran, tanggal),
    tahap: mesin.tahap(a, profil, tanggal),
    imunisasi: mesin.imunisasi(a, profil, pengukuran, tanggal),
    perkembangan: mesin.ceklis(a, profil, tanggal)?.kode ?? null,
    timbangan: mesin.timbangan(a, profil, pengukuran, tanggal),
    pertumbuhan: mesin.pertumbuhan(a, profil, pengukuran, tanggal),
    pertanyaan: ["posyandu", "rumah", "sekolah"].map(daftar),
    batas: Object.keys(isi).map((kode) => mesin.batas(a, kode, profil, tanggal)),
    umur: mesin.umur(profil.tanggal_lahir, tanggal),
  };
}

const JAWAB = {
  muat: (_, { nama, bundel }) => {
    aturan.set(nama, mesin.muatAturan(bundel));
    return aturan.get(nama).versi;
  },
  nilai: judge,
  baca: (a, { baca }) => baca.map(([bidang, teks]) => mesin.bacaNilai(a, bidang, teks)),
  kurva: (a, { tabel, jenis_kelamin, setiap }) => mesin.kurva(a, tabel, jenis_kelamin, setiap),
  pesan: (a, { profil, pengukuran, tanggal, kode }) =>
    kode.map((satu) => mesin.pesan(a, satu, profil, pengukuran, tanggal)?.pesan ?? null),
};

function answer(baris) {
  const { soal, aturan: nama, ...isi } = JSON.parse(baris);
  try {
    return JAWAB[soal](aturan.get(nama), isi);
  } catch (galat) {
    return { galat: galat.constructor.name, pesan: String(galat.message) };
  }
}

for await (const baris of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(answer(baris))}\n`);
}
