// A danger sign: call now, or send a short message; both work without data. Reachable again until somebody was reached.
import { useState } from "preact/hooks";
import { jenisTemuan, type JenisTemuan } from "../../aturan/index.ts";
import {
  catatanSendiri,
  daftarDraf,
  GalatInti,
  hariIni,
  orang as bacaOrang,
  saatIni,
  semuaOrang,
  simpanDraf,
  simpanOperasi,
  type Kontak,
  type Orang,
  type PosyanduUmum,
  type Umum,
} from "../../inti/index.ts";
import { useBaca } from "../../inti/pakai.ts";
import { tulisPukul } from "../betulkan/uraian.ts";
import { Bentuk, Ikon, Kosong, KotakGalat, Tombol } from "../kit/index.ts";
import { adalah } from "../operasi.ts";
import { useAturan } from "../pakai_aturan.ts";
import type { PropsLayar } from "../peta.tsx";
import { tulisRute } from "../rute.ts";
import { namaTempat } from "../tempat.ts";
import { tulisHari, tulisSebutan } from "../tulis.ts";
import { tautanSms, teksSms } from "./kata.ts";
import { menungguDihubungi, type Menunggu } from "./tunggu.ts";

const SUDAH = "dihubungi:";

/** Danger signs of the last days about which this phone knows of no call. */
export function useMenunggu(): Menunggu[] {
  const aturan = useAturan();
  const sudah = useBaca(async () => new Set((await daftarDraf(SUDAH)).map((kunci) => kunci.slice(SUDAH.length))), []);
  const semua = useBaca(() => {
    if (!aturan || !sudah) return [];
    return menungguDihubungi(semuaOrang(), catatanSendiri(), sudah, hariIni(), (kode) => jenisTemuan(aturan, kode));
  }, [aturan, sudah]);
  return semua ?? [];
}

/** Above every screen until it is done. */
export function PitaSegera({ kecuali = "" }: { kecuali?: string }) {
  const menunggu = useMenunggu().filter((satu) => satu.kunjungan !== kecuali);
  if (!menunggu.length) return null;
  return (
    <aside class="pita-segera" aria-label="Tanda bahaya belum dihubungi">
      {menunggu.slice(0, 3).map(({ kunjungan, orang }) => (
        <a key={kunjungan} href={tulisRute("segera", kunjungan, { warga: orang.id })}>
          <Bentuk nama="jauh" />
          <span>
            <b>{orang.nama}</b>: tanda bahaya, bidan belum dihubungi
          </span>
          <Ikon nama="kanan" />
        </a>
      ))}
    </aside>
  );
}

export function Segera({ umum, tempat, rute }: PropsLayar) {
  const warga = rute.tanya.get("warga") ?? semuaOrang().find((satu) => satu.terakhir.some((k) => k.id === rute.id))?.id ?? "";
  const orang = useBaca(() => bacaOrang(warga), [warga]);
  const aturan = useAturan();
  if (orang === undefined || aturan === undefined) return null;
  const kunjungan = orang?.kunjungan.find((satu) => satu.id === rute.id);
  if (!orang || !kunjungan)
    return (
      <Kosong judul="Catatan ini tidak ada di HP ini">
        <a class="tombol" href="#/">
          Ke Hari ini
        </a>
      </Kosong>
    );
  const temuan = kunjungan.temuan.map((kode) => (aturan ? jenisTemuan(aturan, kode) : null));
  const bahaya = temuan.filter((satu): satu is JenisTemuan => satu?.tingkat === "segera");
  return <Hubungi key={rute.id} {...{ umum, tempat, orang, bahaya }} kunjungan={rute.id} tanggal={kunjungan.tanggal} />;
}

interface PropsHubungi {
  umum: Umum;
  tempat: PosyanduUmum;
  orang: Orang;
  bahaya: readonly JenisTemuan[];
  kunjungan: string;
  tanggal: string;
}

function Hubungi(props: PropsHubungi) {
  const { umum, tempat, orang, bahaya, kunjungan } = props;
  const kini = hariIni();
  const hamil = orang.kehamilan.find((satu) => !satu.selesai) ?? null;
  const sebutan = tulisSebutan({ tanggal_lahir: orang.tanggal_lahir, hamil }, kini);
  const [dipilih, pilih] = useState(0);
  const kontak = tempat.kontak[dipilih] ?? null;
  const teks = teksSms({ nama: orang.nama, sebutan, desa: tempat.desa, posyandu: namaTempat(tempat), kader: umum.pengguna.nama });
  return (
    <div class="halaman segera">
      <div class="blok bahaya">
        <h1>
          <Bentuk nama="jauh" /> Hubungi bidan sekarang
        </h1>
        <p>
          <a href={tulisRute("warga", orang.id)}>
            <b>{orang.nama}</b>
          </a>{" "}
          {sebutan} · {tulisHari(props.tanggal)}
        </p>
        {bahaya.map((satu) => (
          <p key={satu.kode}>
            <b>{satu.nama}.</b> {satu.tindakan}
          </p>
        ))}
      </div>
      {kontak ? (
        <>
          <PilihKontak kontak={tempat.kontak} dipilih={dipilih} pilih={pilih} />
          <div class="blok tumpuk">
            <a class="tombol utama penuh" href={`tel:${kontak.telepon}`}>
              <Ikon nama="telepon" /> Telepon {kontak.nama}
            </a>
            <a class="tombol penuh" href={tautanSms(kontak.telepon, teks)}>
              SMS ke {kontak.nama}
            </a>
            <p class="ket">Keduanya jalan tanpa internet, memakai pulsa. Isi SMS, tanpa nama lengkap, NIK, atau sakitnya:</p>
            <blockquote>{teks}</blockquote>
          </div>
        </>
      ) : (
        <Kosong judul="Nomor bidan belum ada di HP ini">
          <p>Antar segera ke Pustu atau Puskesmas terdekat. Minta Puskesmas mengisi nomor telepon bidan, lalu kirim dan terima data sekali.</p>
        </Kosong>
      )}
      <Sudah kunjungan={kunjungan} />
    </div>
  );
}

function PilihKontak(props: { kontak: readonly Kontak[]; dipilih: number; pilih: (ke: number) => void }) {
  if (props.kontak.length < 2) return null;
  return (
    <div class="isian">
      <label for="kontak">Siapa yang dihubungi</label>
      <div class="masukan">
        <select id="kontak" value={String(props.dipilih)} onChange={(e) => props.pilih(Number(e.currentTarget.value))}>
          {props.kontak.map((satu, ke) => (
            <option key={satu.telepon + satu.nama} value={String(ke)}>
              {satu.nama}, {satu.peran}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}

/** Noted after it was done; kept on the phone also when the server has taken the note. */
function Sudah({ kunjungan }: { kunjungan: string }) {
  const [galat, isiGalat] = useState<GalatInti | null>(null);
  const tanda = useBaca(async () => (await daftarDraf(SUDAH + kunjungan)).length > 0, [kunjungan]);
  const catatan = useBaca(
    () => catatanSendiri().find((satu) => adalah(satu, "dihubungi") && satu.isi.kunjungan === kunjungan) ?? null,
    [kunjungan],
  );
  const catat = async (cara: "telepon" | "sms"): Promise<void> => {
    try {
      await simpanDraf(SUDAH + kunjungan, { pada: saatIni() });
      await simpanOperasi("dihubungi", { kunjungan, cara, pada: saatIni() });
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      isiGalat(sebab);
    }
  };
  if (tanda || catatan)
    return (
      <div class="blok">
        <p class="nasib" role="status">
          Sudah dihubungi{catatan ? ` jam ${tulisPukul(catatan.dibuat)}` : ""}.
        </p>
        <a class="tombol penuh" href="#/">
          Kembali ke Hari ini
        </a>
      </div>
    );
  return (
    <section class="blok tumpuk" aria-labelledby="sudah-dihubungi">
      <h2 id="sudah-dihubungi">Sudah tersambung?</h2>
      <p class="ket">Catat setelah bidan menjawab. Sampai dicatat, pengingat ini tetap muncul.</p>
      <div class="dua">
        <Tombol tekan={() => void catat("telepon")}>Sudah ditelepon</Tombol>
        <Tombol tekan={() => void catat("sms")}>SMS terkirim</Tombol>
      </div>
      {galat && <KotakGalat pesan={galat.pesan} saran={galat.saran} />}
    </section>
  );
}
