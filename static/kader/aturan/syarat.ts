// Pair of klaster/syarat.py: conditions over one visit, compiled once to closures. docs/aturan-data.md lists the words.
// A missing or unreadable value makes its own condition false, never the whole judgement fail.
import { angka } from "./angka.ts";
import type { SyaratJson, Tipe, UntukBoleh } from "./bundel.ts";
import { AturanSalah } from "./galat.ts";
import { isObjek } from "./kasus.ts";
import { BAHAN, BAHAN_LAIN, TURUNAN, type Hitung } from "./konteks.ts";
import type { Skor } from "./skor.ts";
import { readTanggal } from "./tanggal.ts";
import { allOf, anyOf, compileUntuk, readUntuk, type Uji } from "./untuk.ts";

/** What conditions may name: fields with their type, and scores. */
export interface Kamus {
  readonly tipe: ReadonlyMap<string, Tipe>;
  readonly skor: ReadonlyMap<string, Skor>;
}

const OPERATOR: Record<string, (isi: number, batas: number) => boolean> = {
  kurang_dari: (isi, batas) => isi < batas,
  paling_banyak: (isi, batas) => isi <= batas,
  lebih_dari: (isi, batas) => isi > batas,
  minimal: (isi, batas) => isi >= batas,
};

function salah(teks: string, syarat: unknown): never {
  throw new AturanSalah(`${teks}: ${JSON.stringify(syarat)}`);
}

const PENYUSUN: Record<string, (syarat: SyaratJson, kamus: Kamus) => Uji> = {
  bidang: compileBidang,
  turunan: compileTurunan,
  untuk: (syarat) => compileUntuk(readUntuk(syarat.untuk as UntukBoleh)),
  semua: (syarat, kamus) => allOf(listAnak(syarat.semua).map((anak) => compileSyarat(anak, kamus))),
  salah_satu: (syarat, kamus) => anyOf(listAnak(syarat.salah_satu).map((anak) => compileSyarat(anak, kamus))),
  jumlah_ya: compileJumlahYa,
  skor: compileSkor,
  pilih: compilePilih,
};

export function compileSyarat(syarat: unknown, kamus: Kamus): Uji {
  if (!isObjek(syarat)) salah("Syarat harus berupa tabel", syarat);
  const [bentuk, ...lain] = Object.keys(PENYUSUN).filter((satu) => satu in syarat);
  const susun = bentuk === undefined || lain.length ? undefined : PENYUSUN[bentuk];
  return susun ? susun(syarat, kamus) : salah("Bentuk syarat tidak dikenal", syarat);
}

function listAnak(isi: unknown): readonly SyaratJson[] {
  return Array.isArray(isi) && isi.length ? (isi as SyaratJson[]) : salah("Syarat kosong", isi);
}

/** The words beside the form itself. */
function words(syarat: SyaratJson, bentuk: string): SyaratJson {
  const { [bentuk]: _, ...kata } = syarat;
  return kata;
}

function compileBidang(syarat: SyaratJson, kamus: Kamus): Uji {
  const kode = String(syarat.bidang);
  const tipe = kamus.tipe.get(kode) ?? salah("Bidang tidak dikenal pada syarat", syarat);
  return leaf((k) => k.nilai[kode], words(syarat, "bidang"), tipe);
}

function compileTurunan(syarat: SyaratJson): Uji {
  return leaf(findTurunan(syarat), words(syarat, "turunan"), "turunan");
}

function findTurunan(syarat: SyaratJson): Hitung {
  return TURUNAN[String(syarat.turunan)] ?? salah("Turunan tidak dikenal pada syarat", syarat);
}

function leaf(ambil: Hitung, kata: SyaratJson, tipe: Tipe | "turunan" | "skor"): Uji {
  if ("ada" in kata) return ada(ambil, tipe);
  if ("sama" in kata) return sama(ambil, kata.sama);
  return banding(ambil, kata);
}

function banding(ambil: Hitung, kata: SyaratJson): Uji {
  const batas = Object.entries(kata).map(([kunci, isi]) => {
    const [operator, nilai] = [OPERATOR[kunci], angka(isi)];
    return operator && nilai !== null ? (ini: number) => operator(ini, nilai) : salah("Pembanding tidak dikenal", kata);
  });
  if (!batas.length) salah("Syarat tanpa pembanding", kata);
  return (k) => {
    const isi = angka(ambil(k));
    return isi !== null && batas.every((uji) => uji(isi));
  };
}

function sama(ambil: Hitung, harap: unknown): Uji {
  if (Array.isArray(harap)) {
    const semua = new Set<unknown>(harap);
    return (k) => semua.has(ambil(k));
  }
  if (typeof harap !== "boolean" && typeof harap !== "string") salah("'sama' hanya untuk ya/tidak dan teks", harap);
  return (k) => ambil(k) === harap;
}

function ada(ambil: Hitung, tipe: Tipe | "turunan" | "skor"): Uji {
  if (tipe === "desimal" || tipe === "bulat") return (k) => angka(ambil(k)) !== null;
  if (tipe === "ya_tidak") return (k) => typeof ambil(k) === "boolean";
  if (tipe === "turunan") return (k) => ambil(k) !== null;
  if (tipe === "tanggal") return (k) => readTanggal(ambil(k)) !== null;
  return (k) => {
    const isi = ambil(k);
    return typeof isi === "string" && isi !== "";
  };
}

function compileJumlahYa(syarat: SyaratJson): Uji {
  const bidang = syarat.jumlah_ya as readonly string[];
  const minimal = angka(syarat.minimal) ?? salah("'minimal' harus ada", syarat);
  return (k) => bidang.filter((kode) => k.nilai[kode] === true).length >= minimal;
}

function compileSkor(syarat: SyaratJson, kamus: Kamus): Uji {
  const skor = kamus.skor.get(String(syarat.skor)) ?? salah("Skor tidak dikenal pada syarat", syarat);
  const kata = words(syarat, "skor");
  if ("lengkap" in kata) return (k) => skor.read(k).lengkap;
  const jumlah = leaf((k) => skor.read(k).jumlah, kata, "skor");
  const rendah = "kurang_dari" in kata || "paling_banyak" in kata; // only a complete score can be said to be low
  return rendah ? (k) => jumlah(k) && skor.read(k).lengkap : jumlah;
}

function compilePilih(syarat: SyaratJson, kamus: Kamus): Uji {
  const dari = isObjek(syarat.dari) ? syarat.dari : salah("Syarat pilih harus punya 'dari'", syarat);
  const anak = dari[String(syarat.pilih)];
  return anak === undefined ? () => false : compileSyarat(anak, kamus);
}

const gabung = (semua: readonly (readonly string[])[]): readonly string[] => [...new Set(semua.flat())];

/** Fields of which at least one must be filled for `syarat` to hold; empty when it can hold without any. */
export function findPemicu(syarat: SyaratJson, kamus: Kamus): readonly string[] {
  if ("bidang" in syarat) return [String(syarat.bidang)];
  if ("turunan" in syarat) return BAHAN[String(syarat.turunan)] ?? BAHAN_LAIN;
  if ("jumlah_ya" in syarat) return syarat.jumlah_ya as readonly string[];
  if ("skor" in syarat) return kamus.skor.get(String(syarat.skor))?.bidang.map(([kode]) => kode) ?? [];
  if ("untuk" in syarat) return [];
  const anak = syarat.semua ?? syarat.salah_satu ?? Object.values(isObjek(syarat.dari) ? syarat.dari : {});
  const semua = (anak as readonly SyaratJson[]).map((satu) => findPemicu(satu, kamus));
  if ("semua" in syarat) return semua.find((pemicu) => pemicu.length) ?? [];
  return semua.every((pemicu) => pemicu.length) ? gabung(semua) : [];
}
