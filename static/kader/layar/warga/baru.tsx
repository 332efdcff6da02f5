// Somebody new: a resident, a newborn with the mother, or a guest. Who may be the same person is shown before saving.
import { useEffect, useState } from "preact/hooks";
import { GalatInti, hariIni, idBaru, orang as bacaOrang, semuaOrang, simpanOperasi, type Catatan } from "../../inti/index.ts";
import { kabarkan } from "../kabar.tsx";
import { Baris, Ikon, KotakGalat, Pita, Tombol } from "../kit/index.ts";
import { useDraf } from "../periksa/draf.ts";
import type { PropsLayar } from "../peta.tsx";
import { pergi, tulisRute } from "../rute.ts";
import { namaTempat } from "../tempat.ts";
import { tulisUmur } from "../tulis.ts";
import { FormulirWarga } from "./formulir.tsx";
import { bacaWarga, KOSONG, type IsianWarga, type Terbaca } from "./isian.ts";
import { cariMirip, type Mirip } from "./mirip.ts";

interface DrafWarga extends IsianWarga {
  id: string;
}

export function WargaBaru({ rute, tempat }: PropsLayar) {
  const tamu = rute.tanya.get("tamu") === "1";
  const idIbu = rute.tanya.get("ibu");
  const kunci = `warga-baru:${tamu ? "tamu" : (idIbu ?? "")}`;
  const { draf, ubah, lanjutan, buang } = useDraf<DrafWarga>(kunci, true, () => ({
    ...KOSONG,
    id: idBaru(),
    nama: rute.tanya.get("nama") ?? "",
  }));
  const [dicoba, coba] = useState(false);
  const [mirip, isiMirip] = useState<Mirip[] | null>(null);
  const [tanya, isiTanya] = useState<string[]>([]);
  const [galat, isiGalat] = useState<GalatInti | null>(null);
  useEffect(() => {
    if (!idIbu || !draf || draf.ibu) return;
    void bacaOrang(idIbu).then(
      (ibu) => ibu && ubah({ ibu: { id: ibu.id, nama: ibu.nama, lahir: ibu.tanggal_lahir }, rt: ibu.keluarga?.rt ?? "" }),
    );
  }, [draf === undefined]);
  if (!draf) return null;
  const hasil = bacaWarga(draf, hariIni());

  function periksa(): void {
    coba(true);
    if (!hasil.baca || !draf) return fokusSalah();
    const { nama, jenis_kelamin, tanggal_lahir, nik } = hasil.baca;
    const dicari = { id: draf.id, nama, jenis_kelamin, tanggal_lahir, nik_akhir: nik.slice(-4), ibu: draf.ibu?.nama ?? "" };
    const sama = cariMirip(dicari, semuaOrang());
    if (!sama.length && !hasil.tanya.length) return void simpan(hasil.baca);
    isiMirip(sama);
    isiTanya(hasil.tanya);
    window.scrollTo(0, 0);
  }
  async function simpan(baca: Terbaca): Promise<void> {
    if (!draf) return;
    try {
      const isi = operasi(draf, baca, tempat.kode, tamu);
      const catatan = await simpanOperasi("warga", isi, { draf: kunci });
      kabarkan(catatan as unknown as Catatan, baca.nama);
      pergi(tulisRute("periksa", draf.id), true);
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      isiGalat(sebab);
    }
  }
  if (mirip && hasil.baca)
    return <Pertanyaan mirip={mirip} tanya={tanya} nama={hasil.baca.nama} kembali={() => isiMirip(null)} simpan={() => void simpan(hasil.baca as Terbaca)} />;
  return (
    <div class="halaman">
      <div class="blok">
        <h1>{tamu ? "Tamu" : "Warga baru"}</h1>
        <p class="ket">
          {tamu
            ? "Orang dari posyandu lain yang dilayani hari ini. Catatannya dihubungkan lewat NIK."
            : `Didaftarkan di ${namaTempat(tempat)}.`}
        </p>
      </div>
      {lanjutan && draf.nama && (
        <Pita>
          Melanjutkan isian yang belum disimpan. <Tombol jenis="diam" tekan={() => void buang()}>Kosongkan</Tombol>
        </Pita>
      )}
      <FormulirWarga isi={draf} ubah={ubah} salah={dicoba ? hasil.salah : {}} hariIni={hariIni()} kk={!tamu} />
      {galat && <KotakGalat pesan={galat.pesan} saran={galat.saran} />}
      <div class="kaki-tetap">
        <Tombol jenis="utama" penuh tekan={periksa}>
          Simpan, lanjut periksa <Ikon nama="kanan" />
        </Tombol>
      </div>
    </div>
  );
}

function operasi(draf: DrafWarga, baca: Terbaca, unit: string, tamu: boolean) {
  const { nik, kk, telepon, ...wajib } = baca;
  const boleh = { nik, kk, telepon, alamat: draf.alamat.trim(), rt: draf.rt.trim(), ibu: draf.ibu?.id ?? "" };
  const terisi = Object.fromEntries(Object.entries(boleh).filter(([, nilai]) => nilai));
  return { id: draf.id, unit, ...wajib, ...terisi, ...(tamu ? { tamu } : {}) };
}

function fokusSalah(): void {
  setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 50);
}

function Pertanyaan(props: { mirip: Mirip[]; tanya: string[]; nama: string; kembali: () => void; simpan: () => void }) {
  return (
    <div class="halaman">
      <div class="blok">
        <h1>{props.mirip.length ? "Apakah ini orang yang sama?" : "Periksa sekali lagi"}</h1>
        <p class="ket">{props.mirip.length ? `${props.nama} mungkin sudah tercatat.` : props.nama}</p>
      </div>
      {props.mirip.map(({ orang, sebab }) => (
        <Baris
          key={orang.id}
          ke={tulisRute("periksa", orang.id)}
          nama={orang.nama}
          umur={tulisUmur(orang.tanggal_lahir, hariIni())}
          alasan={[{ bentuk: "lambat", teks: sebab }]}
          bawah={[orang.ibu && `Ibu ${orang.ibu}`, orang.rt && `RT ${orang.rt}`, "ketuk untuk membuka"].filter(Boolean).join(" · ")}
        />
      ))}
      <div class="blok">
        {props.tanya.map((satu) => (
          <p class="tanya" key={satu}>
            {satu}
          </p>
        ))}
      </div>
      <div class="kaki-tetap sejajar">
        <Tombol tekan={props.kembali}>Betulkan isian</Tombol>
        <Tombol jenis="utama" tekan={props.simpan}>
          {props.mirip.length ? "Orang lain, simpan" : "Sudah benar, simpan"}
        </Tombol>
      </div>
    </div>
  );
}
