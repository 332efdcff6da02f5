// One refused operation: the server's sentence, what was typed, send again or give up with a reason.
import { useState } from "preact/hooks";
import { bidang as cariBidang, type Aturan, type Bidang } from "../../aturan/index.ts";
import { betulkan, buang, GalatInti, orang as bacaOrang, perluDibetulkan, type Catatan } from "../../inti/index.ts";
import { useBaca } from "../../inti/pakai.ts";
import { IsianPilih, IsianTeks, Kosong, KotakGalat, Tombol, type SalahIsian } from "../kit/index.ts";
import { bentukTanggal } from "../ketik.ts";
import { useAturan } from "../pakai_aturan.ts";
import { useDraf } from "../periksa/draf.ts";
import type { PropsLayar } from "../peta.tsx";
import { pergi } from "../rute.ts";
import { namaBaru } from "./daftar.tsx";
import { bacaKetikan, bidangBoleh, ketikanAwal, type Ketikan } from "./ubah.ts";
import { judulCatatan, LABEL } from "./uraian.ts";

const DAFTAR = "#/perlu-dibetulkan";

export function Betulkan({ rute }: PropsLayar) {
  const aturan = useAturan();
  const catatan = useBaca(() => perluDibetulkan().find((satu) => satu.id === rute.id) ?? null, [rute.id]);
  if (catatan === undefined || aturan === undefined) return null;
  if (!catatan)
    return (
      <Kosong judul="Catatan ini sudah tidak perlu dibetulkan">
        <a class="tombol" href={DAFTAR}>
          Lihat catatan lain
        </a>
      </Kosong>
    );
  return <Formulir catatan={catatan} aturan={aturan} />;
}

function Formulir({ catatan, aturan }: { catatan: Catatan; aturan: Aturan | null }) {
  const orang = useBaca(() => (catatan.warga ? bacaOrang(catatan.warga) : null), [catatan.warga]);
  const kunci = `betulkan:${catatan.id}`;
  const pegang = useDraf<Ketikan>(kunci, true, () => ketikanAwal(catatan));
  const [salah, isiSalah] = useState<Record<string, SalahIsian>>({});
  const [galat, isiGalat] = useState<SalahIsian | null>(null);
  const teks = pegang.draf;
  if (!teks) return null;
  const bidang = petaBidang(aturan, catatan);
  const kirim = async (): Promise<void> => {
    const hasil = bacaKetikan(catatan, teks, aturan, bidang);
    isiSalah("salah" in hasil ? hasil.salah : {});
    if ("salah" in hasil) return;
    try {
      await betulkan(catatan.id, hasil.isi);
      await pegang.buang();
      pergi(DAFTAR, true);
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      isiGalat(sebab);
    }
  };
  const ditolak = catatan.jawaban?.bidang ?? "";
  const semua = urutkan([...bidang.keys(), ...bidangBoleh(catatan)], ditolak);
  return (
    <div class="halaman betulkan">
      <div class="blok">
        <h1>{orang?.nama || namaBaru(catatan) || judulCatatan(catatan)}</h1>
        <p class="ket">{judulCatatan(catatan)}</p>
        <KotakGalat
          pesan={catatan.jawaban?.pesan ?? "Server tidak menerima catatan ini."}
          saran={catatan.jawaban?.saran ?? "Periksa isiannya, lalu kirim lagi."}
        />
      </div>
      {semua.map((kode) => (
        <Isian
          key={kode}
          kode={kode}
          bidang={bidang.get(kode)}
          teks={teks[kode] ?? ""}
          salah={salah[kode]}
          ubah={(baru) => pegang.ubah({ [kode]: baru })}
        />
      ))}
      <div class="blok tumpuk">
        {galat && <KotakGalat {...galat} />}
        <Tombol jenis="utama" penuh tekan={() => void kirim()}>
          Kirim lagi
        </Tombol>
        <Buang id={catatan.id} />
      </div>
    </div>
  );
}

function petaBidang(aturan: Aturan | null, catatan: Catatan): ReadonlyMap<string, Bidang> {
  const ukuran = "pengukuran" in catatan.isi ? Object.keys(catatan.isi.pengukuran) : [];
  const ada = ukuran.map((kode) => (aturan ? cariBidang(aturan, kode) : null)).filter((satu) => satu !== null);
  return new Map(ada.map((satu) => [satu.kode, satu]));
}

/** The field that was refused comes first. */
function urutkan(kode: readonly string[], ditolak: string): string[] {
  return [...kode].sort((a, b) => Number(b === ditolak) - Number(a === ditolak));
}

function Isian(props: {
  kode: string;
  bidang: Bidang | undefined;
  teks: string;
  salah: SalahIsian | undefined;
  ubah: (teks: string) => void;
}) {
  const { kode, bidang, teks, salah, ubah } = props;
  const dasar = { id: `b-${kode}`, label: bidang?.label ?? LABEL[kode] ?? kode, salah };
  const pilihan = pilihanDari(kode, bidang);
  if (pilihan) return <IsianPilih {...dasar} nilai={teks} pilihan={pilihan} ubah={ubah} bolehKosong={Boolean(bidang)} />;
  const tanggal = bidang?.tipe === "tanggal" || /^(tanggal|tanggal_lahir|hpht|selesai|sejak)$/.test(kode);
  const angka = tanggal || bidang?.tipe === "desimal" || bidang?.tipe === "bulat" || /^(nik|kk|telepon)$/.test(kode);
  return (
    <IsianTeks
      {...dasar}
      nilai={teks}
      ubah={(baru) => ubah(tanggal ? bentukTanggal(baru) : baru)}
      {...(bidang?.satuan ? { satuan: bidang.satuan } : {})}
      atribut={angka ? { inputMode: bidang?.tipe === "desimal" ? "decimal" : "numeric" } : { maxLength: 200 }}
    />
  );
}

function pilihanDari(kode: string, bidang: Bidang | undefined): readonly (readonly [string, string])[] | null {
  if (bidang?.tipe === "ya_tidak") return [["ya", "Ya"], ["tidak", "Tidak"]]; // prettier-ignore
  if (bidang?.tipe === "pilihan") return bidang.pilihan;
  return kode === "jenis_kelamin" ? [["L", "Laki-laki"], ["P", "Perempuan"]] : null; // prettier-ignore
}

function Buang({ id }: { id: string }) {
  const [buka, tampilkan] = useState(false);
  const [alasan, ketik] = useState("");
  const [galat, isiGalat] = useState<SalahIsian | undefined>();
  const ya = async (): Promise<void> => {
    try {
      await buang(id, alasan);
      pergi(DAFTAR, true);
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      isiGalat(sebab);
    }
  };
  if (!buka)
    return (
      <Tombol jenis="bahaya" penuh tekan={() => tampilkan(true)}>
        Buang catatan ini
      </Tombol>
    );
  return (
    <>
      <IsianTeks
        id="alasan-buang"
        label="Mengapa dibuang?"
        nilai={alasan}
        ubah={ketik}
        salah={galat}
        bantuan="Misalnya: sudah dicatat di HP lain. Yang dibuang tidak pernah sampai ke server."
        atribut={{ maxLength: 200 }}
      />
      <Tombol jenis="bahaya" penuh tekan={() => void ya()}>
        Ya, buang
      </Tombol>
    </>
  );
}
