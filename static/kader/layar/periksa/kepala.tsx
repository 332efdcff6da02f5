// What stays above a visit: where and when, who, the groups, and what has to be known before writing.
import { hariIni, type Orang } from "../../inti/index.ts";
import { Ikon, KotakGalat, Pita, Tombol } from "../kit/index.ts";
import { tulisRute, type Rute } from "../rute.ts";
import { mingguHamil, tulisHari, tulisKelamin, tulisLengkap, tulisSebutan, tulisUmur } from "../tulis.ts";
import { adaKetikan, type Draf } from "./isi.ts";
import type { Lembar } from "./lembar.ts";
import type { PropsFormulir } from "./pakai_kunjungan.ts";

/** The list that this person was picked from. */
export function asal(rute: Rute): string {
  return rute.tanya.get("dari") === "nyelik" ? "#/nyelik" : "#/";
}

export function KepalaPeriksa({ tempat, draf, pegang, keKapan, rute }: PropsFormulir & { keKapan: () => void }) {
  const rumah = draf.kanal === "rumah";
  const keadaan = tulisKeadaan(draf, pegang);
  return (
    <header class="kepala-atas tipis">
      <a class="tombol-kepala kembali" href={asal(rute)} aria-label="Kembali">
        <Ikon nama="kiri" />
      </a>
      <button type="button" class="kapan" onClick={keKapan}>
        {rumah ? "Di rumah" : tempat.nama.replace(/^Posyandu /, "")} · {tulisHari(draf.tanggal)}
      </button>
      <span class="tersimpan" role="status">
        {keadaan && <Ikon nama="hp" />} {keadaan}
      </span>
    </header>
  );
}

/** "Tersimpan di HP" is said of a visit only: what was typed is kept too, and counts nowhere yet. */
function tulisKeadaan(draf: Draf, { galat, tersimpan }: PropsFormulir["pegang"]): string {
  if (galat) return "Belum tersimpan";
  if (!tersimpan) return "Menyimpan …";
  return adaKetikan(draf) ? "Belum selesai" : "";
}

export function Siapa({ orang, tanggal }: { orang: Orang; tanggal: string }) {
  const hamil = orang.kehamilan.find((satu) => !satu.selesai) ?? null;
  const minggu = mingguHamil(hamil?.hpht ?? null, tanggal);
  const rinci = [
    tulisKelamin(orang.jenis_kelamin),
    `lahir ${tulisLengkap(orang.tanggal_lahir)}`,
    hamil && minggu !== null ? tulisUmur(orang.tanggal_lahir, tanggal) : "",
    orang.ibu?.nama ? `ibu: ${orang.ibu.nama}` : "",
  ];
  return (
    <a class="siapa" href={tulisRute("warga", orang.id)}>
      <h1>{orang.nama}</h1>
      <span class="umur">{tulisSebutan({ tanggal_lahir: orang.tanggal_lahir, hamil }, tanggal)}</span>
      <span class="ket">{rinci.filter(Boolean).join(" · ")}</span>
    </a>
  );
}

interface PropsTab {
  lembar: readonly Lembar[];
  kini: Lembar | undefined;
  draf: Draf;
  pilih: (kode: string) => void;
}

/** The groups; a dot where something was typed. */
export function TabLembar({ lembar, kini, draf, pilih }: PropsTab) {
  const terisi = (satu: Lembar): boolean =>
    satu.kelompok.some((kelompok) => kelompok.bidang.some((bidang) => draf.teks[bidang.kode]));
  return (
    <div class="tab-atas" role="tablist" aria-label="Langkah">
      {lembar.map((satu) => (
        <button
          key={satu.kode}
          type="button"
          role="tab"
          aria-selected={satu === kini}
          aria-controls="lembar"
          class={terisi(satu) ? "isi-tab" : ""}
          onClick={() => pilih(satu.kode)}
        >
          {satu.judul}
          {terisi(satu) && <span class="hanya-baca"> terisi</span>}
        </button>
      ))}
    </div>
  );
}

export function Peringatan({ draf, pegang, orang, lain }: PropsFormulir & { lain: boolean }) {
  if (pegang.galat) return <KotakGalat pesan={pegang.galat.pesan} saran={pegang.galat.saran} />;
  if (orang.status !== "aktif")
    return <KotakGalat pesan={`Warga ini tercatat ${orang.status}.`} saran="Perbaiki statusnya di Puskesmas, atau pilih orang lain." />;
  if (draf.ganti) return <Pita awas>Membetulkan catatan {tulisHari(draf.tanggal)}. Catatan lama tetap tersimpan sebagai riwayat.</Pita>;
  if (pegang.lanjutan && draf.tanggal !== hariIni())
    return (
      <Pita awas>
        Isian {tulisHari(draf.tanggal)} belum disimpan.{" "}
        <Tombol jenis="diam" tekan={() => void pegang.buang()}>
          Mulai baru
        </Tombol>
      </Pita>
    );
  return lain ? <Pita>Sudah dicatat hari ini. Isian di sini ditambahkan ke catatan itu.</Pita> : null;
}
