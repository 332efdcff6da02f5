// One field of a visit: how it is asked, what it was last time, what its value means.
import { useState } from "preact/hooks";
import type { Bidang, Ceklis, Salah, StatusDosis, Temuan } from "../../aturan/index.ts";
import { IsianPilih, IsianTeks, KotakTemuan, Tombol, type SalahIsian } from "../kit/index.ts";
import { bentukTanggal } from "../ketik.ts";
import { tulisDekat, tulisKetik } from "../tulis.ts";
import { tulisNilai } from "./isi.ts";

export interface PropsBidang {
  bidang: Bidang;
  teks: string;
  tanggal: string;
  lalu: { tanggal: string; nilai: unknown } | undefined;
  salah: Salah | undefined;
  tanya: readonly Salah[];
  sudah: (tanya: Salah) => boolean;
  tandai: (tanya: Salah, ya: boolean) => void;
  temuan: readonly Temuan[];
  ceklis: Ceklis | null;
  ubah: (teks: string, langsung: boolean) => void;
  fokus: (kode: string | null) => void;
}

export function IsianBidang(props: PropsBidang) {
  const { tipe } = props.bidang;
  if (tipe === "ya_tidak" || tipe === "pilihan") return <Pilihan {...props} />;
  if (tipe === "tanggal") return <IsianHari {...props} />;
  return <Ketikan {...props} />;
}

const YA_TIDAK = [
  ["ya", "Ya"],
  ["tidak", "Tidak"],
] as const;

export const idBidang = (kode: string): string => `isi-${kode}`;

function salahIsian(salah: Salah | undefined): SalahIsian | undefined {
  return salah && { pesan: salah.pesan, saran: salah.saran };
}

function Pilihan(props: PropsBidang) {
  const { bidang, teks, ubah } = props;
  return (
    <IsianPilih
      id={idBidang(bidang.kode)}
      label={bidang.label}
      nilai={teks}
      pilihan={bidang.tipe === "ya_tidak" ? YA_TIDAK : bidang.pilihan}
      ubah={(nilai) => ubah(nilai, true)}
      bolehKosong
      ringkas={bidang.tipe === "ya_tidak"}
      salah={salahIsian(props.salah)}
      bantuan={bidang.tipe === "pilihan" ? bidang.bantuan : ""}
    >
      {props.ceklis && <Daftar ceklis={props.ceklis} />}
      <Ekor {...props} />
    </IsianPilih>
  );
}

function Daftar({ ceklis }: { ceklis: Ceklis }) {
  return (
    <details class="bantuan">
      <summary>{ceklis.nama}: satu saja "tidak", jawab Tidak</summary>
      <ul class="butir">
        {ceklis.butir.map((satu) => (
          <li key={satu}>{satu}</li>
        ))}
      </ul>
    </details>
  );
}

function Ketikan(props: PropsBidang) {
  const { bidang, teks } = props;
  const angka = bidang.tipe !== "teks";
  return (
    <IsianTeks
      id={idBidang(bidang.kode)}
      label={bidang.label}
      nilai={teks}
      ubah={(nilai) => props.ubah(nilai, false)}
      fokus={() => props.fokus(angka ? bidang.kode : null)}
      selesai={() => props.fokus(null)}
      satuan={bidang.satuan}
      besar={angka}
      padAngka={angka}
      banyak={!angka && bidang.maks_huruf > 200}
      salah={salahIsian(props.salah)}
      bantuan={props.temuan.length ? "" : bidang.bantuan}
      kanan={angka ? <Lalu {...props} /> : undefined}
      atribut={angka ? { "aria-label": `${bidang.label}, ${bidang.satuan}`, maxLength: 12 } : { maxLength: bidang.maks_huruf }}
    >
      <Ekor {...props} />
    </IsianTeks>
  );
}

function Lalu({ bidang, lalu, tanggal }: PropsBidang) {
  if (!lalu) return null;
  return (
    <div class="lalu">
      {lalu.tanggal === tanggal ? "tadi" : "terakhir"}
      <b>{tulisNilai(bidang, lalu.nilai)}</b>
      {lalu.tanggal !== tanggal && tulisDekat(lalu.tanggal, tanggal)}
    </div>
  );
}

/** A date that can be today, or another day that is typed. */
function IsianHari(props: PropsBidang) {
  const { bidang, teks, lalu } = props;
  const [buka, bukakan] = useState(false);
  if (!teks && !buka)
    return (
      <div class="isian dosis">
        <span class="label" id={`${idBidang(bidang.kode)}-nama`}>
          {bidang.label}
        </span>
        {lalu ? (
          <span class="ket">sudah, {tulisDekat(String(lalu.nilai), props.tanggal)}</span>
        ) : (
          <span class="pilih" role="group" aria-labelledby={`${idBidang(bidang.kode)}-nama`}>
            <Tombol tekan={() => props.ubah(tulisKetik(props.tanggal), true)}>Hari ini</Tombol>
            <Tombol jenis="diam" tekan={() => bukakan(true)}>
              Tanggal
            </Tombol>
          </span>
        )}
        <Ekor {...props} />
      </div>
    );
  return (
    <IsianTeks
      id={idBidang(bidang.kode)}
      label={bidang.label}
      nilai={teks}
      ubah={(nilai) => props.ubah(bentukTanggal(nilai), false)}
      selesai={() => props.fokus(null)}
      salah={salahIsian(props.salah)}
      kanan={
        <Tombol jenis="diam" tekan={() => (bukakan(false), props.ubah("", true))}>
          Hapus
        </Tombol>
      }
      atribut={{ placeholder: "tgl/bln/tahun", inputMode: "numeric", maxLength: 10 }}
    >
      <Ekor {...props} />
    </IsianTeks>
  );
}

/** "Timbang ulang dulu" is one tap: the field is empty again and ready. */
function Ulang({ bidang, ubah }: PropsBidang) {
  const ulangi = (): void => {
    ubah("", true);
    document.getElementById(idBidang(bidang.kode))?.focus();
  };
  return (
    <Tombol jenis="teks" tekan={ulangi}>
      {bidang.kode === "berat_kg" ? "Timbang ulang" : "Ukur ulang"}
    </Tombol>
  );
}

function Ekor(props: PropsBidang) {
  const { bidang, tanya, sudah, tandai, temuan } = props;
  const ulang = ["desimal", "bulat"].includes(bidang.tipe) && temuan.some((satu) => /ulang/i.test(satu.pesan));
  return (
    <>
      {tanya.map((satu) => (
        <div class="tanya" key={satu.kode + satu.pesan} role="status">
          <p>{satu.pesan}</p>
          <label>
            <input
              type="checkbox"
              class="centang"
              checked={sudah(satu)}
              onChange={(e) => tandai(satu, e.currentTarget.checked)}
            />
            Sudah diperiksa ulang
          </label>
        </div>
      ))}
      <div aria-live="polite">
        {temuan.map((satu) => (
          <KotakTemuan key={satu.kode} tingkat={satu.tingkat} pesan={satu.pesan} />
        ))}
      </div>
      {ulang && <Ulang {...props} />}
    </>
  );
}

/** Doses that are due stand first; those whose time has not come are left out. */
export function urutDosis(bidang: readonly Bidang[], dosis: readonly StatusDosis[] | null): Bidang[] {
  if (!dosis) return [...bidang];
  const status = new Map(dosis.map((satu) => [`imun_${satu.kode.replace(/^imun_/, "")}`, satu.status]));
  const urut = ["tertinggal", "waktunya", "menunggu", "diberi", "terlalu_dini"];
  const nilai = (satu: Bidang): number => urut.indexOf(status.get(satu.kode) ?? "waktunya");
  return bidang.filter((satu) => nilai(satu) >= 0).sort((a, b) => nilai(a) - nilai(b));
}
