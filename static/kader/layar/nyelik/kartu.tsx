// One person to visit: who, where, why, what to take along, and the three ways it can end.
import { useState } from "preact/hooks";
import { GalatInti, simpanOperasi, type Tugas } from "../../inti/index.ts";
import { Ikon, IsianTeks, KotakGalat, Bentuk, Tombol } from "../kit/index.ts";
import type { BundelLayar } from "../bundel.ts";
import { tulisRute } from "../rute.ts";
import { tulisHari, tulisSebutan } from "../tulis.ts";
import { kalimatBawa, tindakanSebab } from "./bawa.ts";
import type { KartuNyelik } from "./susun.ts";

interface Props {
  kartu: KartuNyelik;
  bundel: BundelLayar | null;
  tanggal: string;
  telepon: ReadonlyMap<string, string>;
  /** The first of the list carries the filled button. */
  utama?: boolean;
}

export function KartuTugas(props: Props) {
  const { kartu, tanggal } = props;
  const { orang } = kartu;
  const hamil = orang.kehamilan.find((satu) => !satu.selesai) ?? null;
  return (
    <article aria-labelledby={`n-${orang.id}`}>
      <p class="tenggat">
        {kartu.lewat > 0 && <Bentuk nama="jauh" />}
        {kartu.lewat > 0 ? `lewat ${kartu.lewat} hari` : tulisTenggat(kartu.tenggat)}
      </p>
      <h2 id={`n-${orang.id}`}>
        <a href={tulisRute("warga", orang.id)}>{orang.nama}</a>{" "}
        <span class="umur">{tulisSebutan({ tanggal_lahir: orang.tanggal_lahir, hamil }, tanggal)}</span>
      </h2>
      <p class="alamat">{alamat(kartu)}</p>
      <Sebab {...props} />
      {kartu.dicatat ? (
        <p class="nasib">{kartu.dicatat === "menunggu" ? "Sudah dicatat, menunggu terkirim" : "Sudah dicatat, terkirim"}</p>
      ) : (
        <Tindakan {...props} />
      )}
    </article>
  );
}

function tulisTenggat(tenggat: string): string {
  return tenggat.startsWith("9999") ? "tanpa tenggat" : tulisHari(tenggat);
}

function alamat({ orang, rt }: KartuNyelik): string {
  const ibu = orang.ibu?.nama ?? "";
  const rumah = [rt && `RT ${rt}`, orang.keluarga?.alamat].filter(Boolean).join(", ");
  return [ibu && `ibu ${ibu}`, rumah || "alamat belum dicatat"].filter(Boolean).join(" · ");
}

function Sebab({ kartu, bundel }: Props) {
  const bawa = kalimatBawa(kartu.tugas.map((satu) => satu.sebab_kode), bundel);
  const lagi = [...new Set(kartu.tugas.map((satu) => tindakanSebab(satu.sebab_kode, bundel)).filter(Boolean))];
  return (
    <div class="sebab">
      {kartu.tugas.map((satu) => (
        <p key={satu.id}>
          <Bentuk nama="lambat" /> <b>{satu.sebab}</b>
          {satu.sekeluarga && ", untuk seluruh keluarga"}
        </p>
      ))}
      {lagi.map((satu) => (
        <p key={satu}>{satu}</p>
      ))}
      {bawa && <p>{bawa}</p>}
      {kartu.percobaan > 0 && <p class="ket">{kartu.percobaan} kali didatangi, tidak bertemu.</p>}
    </div>
  );
}

function Tindakan({ kartu, tanggal, telepon, utama }: Props) {
  const [tutup, buka] = useState(false);
  const [galat, isiGalat] = useState<GalatInti | null>(null);
  const { orang } = kartu;
  const nomor = orang.telepon || telepon.get(orang.ibu?.id ?? "") || "";
  const catat = tulisRute("periksa", orang.id, { kanal: "rumah", dari: "nyelik", tugas: kartu.tugas[0]?.id ?? "" });
  const tidakBertemu = async (): Promise<void> => {
    try {
      for (const { id } of kartu.tugas) await simpanOperasi("tugas_tidak_bertemu", { tugas: id, tanggal });
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      isiGalat(sebab);
    }
  };
  return (
    <>
      <div class="catat">
        <a class={utama ? "tombol utama" : "tombol"} href={catat}>
          <Ikon nama="rumah" /> Catat kunjungan
        </a>
        {nomor && (
          <a class="tombol diam" href={`tel:${nomor}`} aria-label={`Telepon ${orang.nama}`}>
            <Ikon nama="telepon" />
          </a>
        )}
      </div>
      <div class="sejajar lain">
        <Tombol jenis="teks" mati={kartu.dicobaHariIni} tekan={() => void tidakBertemu()}>
          {kartu.dicobaHariIni ? "Tidak bertemu: sudah dicatat hari ini" : "Tidak bertemu"}
        </Tombol>
        <Tombol jenis="teks" tekan={() => buka(!tutup)}>
          Tidak perlu didatangi
        </Tombol>
      </div>
      {tutup && <Selesai tugas={kartu.tugas} />}
      {galat && <KotakGalat pesan={galat.pesan} saran={galat.saran} />}
    </>
  );
}

/** An outcome by hand, in words; one for all reasons why this person was sent. */
function Selesai({ tugas }: { tugas: readonly Tugas[] }) {
  const [hasil, ketik] = useState("");
  const [galat, isiGalat] = useState<{ pesan: string; saran: string } | undefined>();
  const simpan = async (): Promise<void> => {
    if (!hasil.trim()) return isiGalat({ pesan: "Hasilnya belum diisi.", saran: "Misalnya: sudah ditimbang di Puskesmas." });
    try {
      for (const { id } of tugas) await simpanOperasi("tugas_selesai", { tugas: id, hasil: hasil.trim() });
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      isiGalat(sebab);
    }
  };
  return (
    <div class="selesai">
      <IsianTeks
        id={`hasil-${tugas[0]?.id}`}
        label="Mengapa tidak perlu didatangi lagi?"
        nilai={hasil}
        ubah={ketik}
        salah={galat}
        bantuan="Misalnya: sudah ditimbang di Puskesmas, atau sudah pindah."
        atribut={{ maxLength: 200 }}
      />
      <Tombol tekan={() => void simpan()}>Tutup tugas ini</Tombol>
    </div>
  );
}
