// What helps, and what cannot be promised. The long form is the guide docs/panduan-kader.md.
const TANYA: readonly (readonly [string, string])[] = [
  ["Tidak ada sinyal", "Bekerja saja seperti biasa. Semua tersimpan di HP dan dikirim sendiri bila ada sinyal."],
  ["Lupa PIN", "Minta kode baru ke Puskesmas, kepala Pustu, atau bidan. Catatan yang belum terkirim tidak hilang."],
  ["HP hilang", "Beri tahu Puskesmas hari itu juga, supaya HP itu dicabut. Yang belum terkirim dari HP itu ikut hilang bila HP-nya tidak pernah menyala lagi."],
  ["Salah catat", "Cari orangnya, buka kunjungannya, lalu Perbaiki. Catatan lama tetap ada sebagai riwayat."],
  ["Perlu dibetulkan", "Ketuk baris paling atas, baca sebabnya, betulkan, lalu Kirim lagi."],
  ["Dua HP di satu meja", "Boleh. Isian untuk orang yang sama digabung server. Tutup hari buka di kedua HP."],
];
const TIDAK_DIJANJIKAN: readonly string[] = [
  "Angka Capaianku berasal dari server. Yang masih di HP ini belum ikut.",
  "Catatan yang belum terkirim hanya ada di HP ini. HP rusak atau data peramban dihapus sebelum terkirim: catatan itu hilang. Kirim setiap hari.",
  "PIN melindungi dari orang yang memegang HP sebentar. Ia tidak melindungi dari orang yang melihat Anda mengetiknya.",
  "Sesudah 45 hari tanpa sinyal, data warga disembunyikan sampai HP terhubung lagi.",
  "Rekap penutupan dihitung dari HP ini; catatan HP lain menyusul sesudah terkirim.",
];

export function Bantuan() {
  return (
    <section class="blok garis" aria-labelledby="judul-bantuan">
      <h2 id="judul-bantuan">Bantuan</h2>
      {TANYA.map(([judul, isi]) => (
        <details key={judul}>
          <summary>{judul}</summary>
          <p>{isi}</p>
        </details>
      ))}
      <details>
        <summary>Yang tidak dapat dijanjikan</summary>
        <ul>
          {TIDAK_DIJANJIKAN.map((satu) => (
            <li key={satu}>{satu}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}
