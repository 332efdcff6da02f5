/** What went wrong, in a code for the program and in words for the cadre. */
export class GalatInti extends Error {
  constructor(
    readonly kode: string,
    readonly pesan: string,
    readonly saran = "",
  ) {
    super(kode);
  }
}

export const TERKUNCI = new GalatInti("terkunci", "Aplikasi terkunci.", "Masukkan PIN dahulu.");
export const PENUH = new GalatInti(
  "penyimpanan_penuh",
  "Penyimpanan HP penuh. Yang baru diketik belum tersimpan.",
  "Hapus foto atau aplikasi yang tidak dipakai, lalu tekan Simpan lagi.",
);
export const GAGAL_SIMPAN = new GalatInti(
  "gagal_simpan",
  "HP tidak dapat menyimpan. Yang baru diketik belum tersimpan.",
  "Tutup aplikasi lain, buka lagi halaman ini, lalu tekan Simpan lagi. Isian tadi masih ada.",
);

const PALING_ALASAN = 200;

/** A reason as it is kept and sent; an empty or endless one is refused in words. */
export function alasanBersih(alasan: string, kosong: string): string {
  const bersih = alasan.trim();
  if (!bersih) throw new GalatInti("alasan_kosong", kosong, "Tulis sebabnya, mis. salah orang.");
  if (bersih.length <= PALING_ALASAN) return bersih;
  const pesan = `Alasan ${bersih.length} huruf, paling panjang ${PALING_ALASAN}.`;
  throw new GalatInti("terlalu_panjang", pesan, "Tulis singkat sebabnya, mis. salah orang.");
}

/** A failure of the store in words. */
export function galatSimpan(sebab: unknown): GalatInti {
  if (sebab instanceof GalatInti) return sebab;
  const nama = sebab instanceof Error || sebab instanceof DOMException ? sebab.name : "";
  return nama === "QuotaExceededError" ? PENUH : GAGAL_SIMPAN;
}
