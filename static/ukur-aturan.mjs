// `./run manage bench dua-bahasa`: size of the phone's rules, and how long one visit takes. Reads `{bundel, kunjungan,
// putaran}` on stdin, prints JSON. Times are of this machine; a cheap phone takes five to ten times as long.
import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const { bundel, kunjungan, putaran } = JSON.parse(readFileSync("/dev/stdin", "utf8"));
const { outputFiles } = await build({
  entryPoints: [join(here, "kader/aturan/index.ts")],
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2020"],
  write: false,
});
const kode = outputFiles[0].contents;
const mesin = await import(`data:text/javascript;base64,${Buffer.from(kode).toString("base64")}`);

function median(kali, kerja) {
  const waktu = Array.from({ length: kali }, () => {
    const mulai = performance.now();
    kerja();
    return (performance.now() - mulai) * 1000;
  });
  return Math.round(waktu.sort((satu, dua) => satu - dua)[Math.floor(kali / 2)] * 10) / 10;
}

const aturan = mesin.muatAturan(bundel);
const hasil = { mesin_byte: kode.length, mesin_gzip_byte: gzipSync(kode, { level: 9 }).length };
hasil.muat_aturan_us = median(50, () => mesin.muatAturan(bundel));
for (const [nama, { profil, isi, tanggal }] of Object.entries(kunjungan)) {
  const satu = (kerja) => median(putaran, kerja);
  hasil[nama] = {
    evaluate_us: satu(() => mesin.evaluate(aturan, profil, isi, tanggal)),
    periksa_us: satu(() => mesin.periksa(aturan, profil, isi, tanggal)),
    peringatan_us: satu(() => mesin.peringatan(aturan, profil, isi, tanggal)),
    pertanyaan_us: satu(() => mesin.pertanyaan(aturan, profil.kanal, profil, tanggal)),
    temuan: mesin.evaluate(aturan, profil, isi, tanggal).map(({ kode }) => kode),
  };
}
process.stdout.write(JSON.stringify(hasil));
