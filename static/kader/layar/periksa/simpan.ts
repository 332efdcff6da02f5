// From a finished draft to a saved operation.
import { alasanBersih, saatIni, simpanOperasi, type Catatan, type Pengukuran } from "../../inti/index.ts";
import { tandaTanya, type Draf, type Hasil } from "./isi.ts";

export async function simpanKunjungan(warga: string, draf: Draf, hasil: Hasil, kunci: string): Promise<Catatan> {
  const ditandai = hasil.tanya.filter((satu) => draf.sudah.includes(tandaTanya(satu)));
  const ulang = [...new Set(ditandai.map((satu) => satu.bidang))];
  const isi = {
    id: draf.id,
    warga,
    unit: draf.unit,
    tanggal: draf.tanggal,
    kanal: draf.kanal,
    pengukuran: hasil.isi as Pengukuran,
    dicatat_pada: saatIni(),
    temuan_saat_entri: hasil.temuan.map((satu) => satu.kode),
    ...(ulang.length ? { diperiksa_ulang: ulang } : {}),
    ...(draf.ganti ? { menggantikan: draf.ganti } : {}),
    ...(draf.diperiksa_oleh ? { diperiksa_oleh: draf.diperiksa_oleh } : {}),
  };
  return (await simpanOperasi("kunjungan", isi, { draf: kunci })) as unknown as Catatan;
}

export async function batalkanKunjungan(warga: string, draf: Draf, alasan: string, kunci: string): Promise<Catatan> {
  const { id, unit, tanggal, kanal } = draf;
  const batal = alasanBersih(alasan, "Alasan pembatalan belum diisi.");
  const isi = { id, warga, unit, tanggal, kanal, pengukuran: {}, menggantikan: draf.ganti ?? "", batal };
  return (await simpanOperasi("kunjungan", isi, { draf: kunci })) as unknown as Catatan;
}
