// The visit: name and age fixed on top, one group of questions at a time, findings as soon as a value is typed.
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { GalatInti, hariIni, idBaru, orang as bacaOrang, type Orang } from "../../inti/index.ts";
import { useBaca } from "../../inti/pakai.ts";
import { kabarkan } from "../kabar.tsx";
import { Ikon, Kepala, Kosong, KotakGalat, Tombol, TombolAngka } from "../kit/index.ts";
import { useAturan } from "../pakai_aturan.ts";
import type { PropsLayar } from "../peta.tsx";
import { pergi, tulisRute } from "../rute.ts";
import { tulisUmur } from "../tulis.ts";
import { BulanLalu, KurvaBerat, titikBerat } from "./berat.tsx";
import { idBidang } from "./bidang.tsx";
import { pemeriksaTerakhir, useDraf } from "./draf.ts";
import { tandaTanya, tulisTeks, type Draf } from "./isi.ts";
import { KelompokBidang } from "./kelompok.tsx";
import { asal, KepalaPeriksa, Peringatan, Siapa, TabLembar } from "./kepala.tsx";
import type { Lembar } from "./lembar.ts";
import { useKunjungan, type Kunjungan, type PropsFormulir } from "./pakai_kunjungan.ts";
import { Pelayanan, RingkasTemuan } from "./pesan.tsx";
import { simpanKunjungan } from "./simpan.ts";

export function LayarPeriksa(props: PropsLayar) {
  const { rute, tempat } = props;
  const aturan = useAturan();
  const orang = useBaca(() => bacaOrang(rute.id), [rute.id]);
  const ganti = rute.tanya.get("ganti");
  const kanal = rute.tanya.get("kanal") ?? (tempat.jenis === "posyandu" ? "posyandu" : tempat.jenis);
  const kunci = `periksa:${rute.id}${ganti ? `:${ganti}` : kanal === "posyandu" ? "" : `:${kanal}`}`;
  const oleh = useBaca(pemeriksaTerakhir, []);
  const siap = Boolean(orang) && oleh !== undefined;
  const pegang = useDraf<Draf>(kunci, siap, () => mulai(orang as Orang, tempat.kode, kanal, ganti, oleh ?? ""));
  if (orang === null || aturan === null)
    return (
      <>
        <Kepala judul="Periksa" bawah="" kembali="#/" />
        <main>
          <Kosong judul={orang === null ? "Orang ini tidak ada di HP ini" : "Aturan belum terunduh"}>
            <p>Hubungkan HP ke internet sekali, lalu buka lagi.</p>
          </Kosong>
        </main>
      </>
    );
  if (!orang || !aturan || !pegang.draf) return <Kepala judul="Periksa" bawah="" kembali="#/" />;
  return <Formulir {...props} aturan={aturan} orang={orang} pegang={pegang} draf={pegang.draf} kunci={kunci} />;
}

function mulai(orang: Orang, unit: string, kanal: string, ganti: string | null, oleh: string): Draf {
  const asal = ganti ? orang.kunjungan.find((satu) => satu.id === ganti) : undefined;
  return {
    id: idBaru(),
    tanggal: asal?.tanggal ?? hariIni(),
    kanal: asal?.kanal ?? kanal,
    unit: asal?.unit ?? unit,
    teks: asal ? tulisTeks(asal.pengukuran) : {},
    diperiksa_oleh: oleh,
    sudah: [],
    tanggalKetik: null,
    ganti,
  };
}

function Formulir(props: PropsFormulir) {
  const { draf, orang, rute } = props;
  const kunjungan = useKunjungan(props);
  const { lembar, hasil, nilai, tenangkan } = kunjungan;
  const [aktif, fokus] = useState<string | null>(null);
  const [dicoba, coba] = useState(false);
  const [galat, isiGalat] = useState<GalatInti | null>(null);
  const [kode, pindah] = useState(lembar[0]?.kode ?? "");
  const ke = lembar.findIndex((satu) => satu.kode === kode);
  const kini = lembar[ke] ?? lembar[0];
  useLayoutEffect(() => fokusPertama(kini, draf), [kode]); // later it would take the focus from a quick finger

  async function simpan(): Promise<void> {
    const akhir = nilai();
    tenangkan(draf);
    coba(true);
    const tahan = akhir.salah[0] ?? akhir.tanya.find((satu) => !draf.sudah.includes(tandaTanya(satu)));
    if (tahan) return tunjuk(tahan.bidang);
    if (!Object.keys(akhir.isi).length) return isiGalat(KOSONG);
    if (draf.tanggalKetik !== null || draf.tanggal > hariIni()) {
      pindah("pesan");
      return isiGalat(TANGGAL);
    }
    try {
      kabarkan(await simpanKunjungan(orang.id, draf, akhir, props.kunci), orang.nama);
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      return isiGalat(sebab);
    }
    const segera = akhir.temuan.some((satu) => satu.tingkat === "segera");
    pergi(segera ? tulisRute("segera", draf.id, { warga: orang.id }) : asal(rute), true);
  }
  function tunjuk(nama: string): void {
    const di = lembar.find((satu) => satu.kelompok.some((k) => k.bidang.some((b) => b.kode === nama)));
    if (di) pindah(di.kode);
    setTimeout(() => document.getElementById(idBidang(nama))?.focus(), 50);
  }
  function lanjut(): void {
    tenangkan(draf);
    const isian = isianBerikut();
    if (isian) isian.focus();
    else if (lembar[ke + 1]) pindah(lembar[ke + 1]?.kode ?? "");
  }
  const umum = dicoba ? hasil.salah.filter((satu) => !kunjungan.bidang.has(satu.bidang)) : [];
  return (
    <>
      <KepalaPeriksa {...props} keKapan={() => pindah("pesan")} />
      <main>
        <div class="orang-tetap">
          <Siapa orang={orang} tanggal={draf.tanggal} />
          <TabLembar lembar={lembar} kini={kini} draf={draf} pilih={pindah} />
        </div>
        <div key={kini?.kode} class="halaman" role="tabpanel" tabIndex={-1} aria-label={kini?.judul} id="lembar" onKeyDown={enter(lanjut)}>
          <Peringatan {...props} lain={kunjungan.ada} />
          {[...(galat ? [galat] : []), ...umum].map((satu) => (
            <KotakGalat key={satu.kode} pesan={satu.pesan} saran={satu.saran} />
          ))}
          <IsiLembar {...props} kini={kini} kunjungan={kunjungan} fokus={fokus} />
        </div>
        <Kaki
          aktif={aktif}
          berikut={aktif && isianBerikut() ? "" : (lembar[ke + 1]?.judul ?? "")}
          selesai={kini?.kode === "pesan" || ke === lembar.length - 1}
          simpan={() => void simpan()}
          lanjut={lanjut}
        />
      </main>
    </>
  );
}

const TANGGAL = new GalatInti(
  "tanggal_belum_sah",
  "Tanggal pelayanan belum benar.",
  "Betulkan tanggalnya, lalu simpan lagi.",
);
const KOSONG = new GalatInti("kosong", "Belum ada yang diisi.", "Isi paling sedikit satu isian, lalu simpan lagi.");

/** Enter in a number field goes on, as the button does. */
function enter(lanjut: () => void): (e: KeyboardEvent) => void {
  return (e) => {
    if (e.key === "Enter" && (e.target as HTMLElement).closest(".besar")) lanjut();
  };
}

interface PropsIsi extends PropsFormulir {
  kini: Lembar | undefined;
  kunjungan: Kunjungan;
  fokus: (kode: string | null) => void;
}

function IsiLembar(props: PropsIsi) {
  const { kini, kunjungan, orang, draf, pegang, tempat, kunci } = props;
  return (
    <>
      {kini?.kelompok.map((satu) => <KelompokBidang key={satu.judul} {...props} kelompok={satu} />)}
      {kini?.kode === "timbang" && draf.kanal !== "rumah" && <Berat {...props} />}
      {(kini?.kode === "pesan" || !kini) && (
        <>
          <RingkasTemuan temuan={kunjungan.hasil.temuan} />
          <Pelayanan {...{ orang, draf, pegang, tempat, kunci }} hariIni={hariIni()} />
        </>
      )}
    </>
  );
}

/** A young child's months and curve, with the weight that is being typed. */
function Berat({ aturan, orang, draf, kunjungan }: PropsIsi) {
  const { berat_kg } = kunjungan.hasil.isi;
  const kini = typeof berat_kg === "number" ? berat_kg : null;
  const titik = useMemo(() => titikBerat(aturan, orang, draf.tanggal, kini), [aturan, orang, draf.tanggal, kini]);
  if (!titik.length || !/bln|hr/.test(tulisUmur(orang.tanggal_lahir, draf.tanggal))) return null;
  return (
    <div class="blok rapat">
      <BulanLalu titik={titik} />
      <KurvaBerat aturan={aturan} profil={kunjungan.profil} titik={titik} kini={draf.tanggal} />
    </div>
  );
}

/** The next field of this group that takes typed numbers. */
function isianBerikut(): HTMLInputElement | null {
  const semua = [...document.querySelectorAll<HTMLInputElement>("#lembar .masukan.besar input")];
  const ke = semua.indexOf(document.activeElement as HTMLInputElement);
  return ke >= 0 ? (semua[ke + 1] ?? null) : null;
}

/** Where measuring is all there is to do, the first empty field is ready for its number. */
function fokusPertama(lembar: Lembar | undefined, draf: Draf): void {
  document.querySelector('[role="tab"][aria-selected="true"]')?.scrollIntoView({ inline: "center", block: "nearest" });
  const pertama = lembar?.kelompok[0]?.bidang[0];
  const mengukur = lembar && ["timbang", "ukur"].includes(lembar.kode) && pertama && !draf.teks[pertama.kode];
  const tuju = mengukur ? document.getElementById(idBidang(pertama.kode)) : document.getElementById("lembar");
  tuju?.focus({ preventScroll: true });
}

function Kaki(props: { aktif: string | null; berikut: string; selesai: boolean; simpan: () => void; lanjut: () => void }) {
  const tahan = (e: Event): void => e.preventDefault();
  return (
    <div class="kaki-tetap">
      <div class="sejajar" onMouseDown={tahan}>
        {!props.selesai && (
          <Tombol tekan={props.simpan}>Simpan</Tombol>
        )}
        {props.selesai ? (
          <Tombol jenis="utama" penuh tekan={props.simpan}>
            Simpan
          </Tombol>
        ) : (
          <Tombol jenis="utama" tekan={props.lanjut}>
            Lanjut {props.berikut} <Ikon nama="kanan" />
          </Tombol>
        )}
      </div>
      {props.aktif && <TombolAngka />}
    </div>
  );
}
