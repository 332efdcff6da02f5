// Own operations: what needs repair, what was passed on, what is still on the phone, what has arrived.
import { bidang as cariBidang, type Aturan } from "../../aturan/index.ts";
import { catatanSendiri, hariIni, kirimSekarang, orang as bacaOrang, type Catatan } from "../../inti/index.ts";
import { useBaca, useKeadaan } from "../../inti/pakai.ts";
import { Ikon, JudulDaftar, Kosong, Tombol } from "../kit/index.ts";
import { useAturan } from "../pakai_aturan.ts";
import { tulisNilai } from "../periksa/isi.ts";
import { tulisRute } from "../rute.ts";
import { judulCatatan, nasib, rincian, tulisSaat, type Nasib, type TulisBidang } from "./uraian.ts";

interface Baris {
  catatan: Catatan;
  nama: string;
}

export async function muatCatatan(): Promise<Baris[]> {
  return Promise.all(
    catatanSendiri().map(async (catatan) => ({
      catatan,
      nama: (catatan.warga && (await bacaOrang(catatan.warga))?.nama) || namaBaru(catatan),
    })),
  );
}

/** A person who was refused is not among the people; the name is in what was typed. */
export function namaBaru(catatan: Catatan): string {
  return "nama" in catatan.isi ? String(catatan.isi.nama) : "";
}

export function penulisBidang(aturan: Aturan | null | undefined): TulisBidang {
  return (kode, nilai) => {
    const bidang = aturan ? cariBidang(aturan, kode) : null;
    return { label: bidang?.label ?? kode, nilai: bidang ? tulisNilai(bidang, nilai) : String(nilai ?? "") };
  };
}

const BAGIAN: readonly { nasib: Nasib; judul: string; ket: string }[] = [
  { nasib: "perlu_dibetulkan", judul: "Perlu dibetulkan", ket: "Isiannya masih ada. Ketuk untuk membetulkan dan mengirim lagi." },
  {
    nasib: "diteruskan",
    judul: "Sudah diteruskan ke bidan",
    ket: "Tidak ada yang perlu Anda kerjakan. Bidan atau Puskesmas yang memutuskan; tidak ada yang hilang.",
  },
  { nasib: "di_hp", judul: "Di HP, menunggu sinyal", ket: "Dikirim sendiri begitu ada sinyal." },
  { nasib: "terkirim", judul: "Terkirim", ket: "" },
];

export function PerluDibetulkan() {
  const { tersimpan, terkirim, sedangKirim, luring } = useKeadaan();
  const semua = useBaca(muatCatatan, []);
  const aturan = useAturan();
  if (!semua) return null;
  const tulis = penulisBidang(aturan);
  return (
    <div class="halaman catatan-daftar">
      <div class="blok">
        <h1>Catatan di HP ini</h1>
        <p class="ket">
          {tersimpan} di HP, {terkirim} terkirim hari ini.{luring && " Server belum terjangkau."}
        </p>
        {tersimpan > 0 && (
          <Tombol mati={sedangKirim} tekan={() => void kirimSekarang()}>
            <Ikon nama="panah" /> {sedangKirim ? "Mengirim …" : "Kirim sekarang"}
          </Tombol>
        )}
      </div>
      {!semua.length && (
        <Kosong judul="Tidak ada yang menunggu">
          <p>Semua catatan sudah sampai. Yang dicatat nanti tampil di sini sampai diterima server.</p>
        </Kosong>
      )}
      {BAGIAN.map((bagian) => (
        <Bagian key={bagian.nasib} {...bagian} semua={semua.filter((satu) => nasib(satu.catatan) === bagian.nasib)} tulis={tulis} />
      ))}
      {semua.some((satu) => nasib(satu.catatan) === "terkirim") && <p class="ket blok kaki">Yang sudah diterima server hilang dari daftar ini setelah data warga ditarik kembali.</p>}
    </div>
  );
}

function Bagian(props: { judul: string; ket: string; nasib: Nasib; semua: readonly Baris[]; tulis: TulisBidang }) {
  if (!props.semua.length) return null;
  return (
    <section aria-label={props.judul}>
      <JudulDaftar judul={props.judul} jumlah={props.semua.length} />
      {props.ket && <p class="ket blok">{props.ket}</p>}
      <ul class="catatan">
        {props.semua.map((satu) => (
          <li key={satu.catatan.id}>
            {props.nasib === "perlu_dibetulkan" ? <BarisDitolak baris={satu} /> : <BarisCatatan baris={satu} tulis={props.tulis} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Kepala({ catatan, nama }: Baris) {
  return (
    <>
      <span class="nama">{nama || judulCatatan(catatan)}</span>
      <span class="jam">{tulisSaat(catatan.dibuat, hariIni())}</span>
      {nama && <span class="ket">{judulCatatan(catatan)}</span>}
    </>
  );
}

function BarisDitolak({ baris }: { baris: Baris }) {
  const { jawaban } = baris.catatan;
  return (
    <a class="ditolak" href={tulisRute("betulkan", baris.catatan.id)}>
      <Kepala {...baris} />
      <span class="pesan">{jawaban?.pesan || "Server tidak menerima catatan ini."}</span>
      <Ikon nama="kanan" />
    </a>
  );
}

function BarisCatatan({ baris, tulis }: { baris: Baris; tulis: TulisBidang }) {
  const isi = rincian(baris.catatan, tulis);
  return (
    <details>
      <summary>
        <Kepala {...baris} />
      </summary>
      <dl>
        {isi.map((satu) => (
          <div key={satu.bidang}>
            <dt>{satu.label}</dt>
            <dd>{satu.nilai}</dd>
          </div>
        ))}
      </dl>
      {baris.catatan.warga && <a href={tulisRute("warga", baris.catatan.warga)}>Buka orangnya</a>}
    </details>
  );
}
