// Whom to visit at home, house by house. Pure: people with tasks and own operations in, cards out.
import type { Catatan, Orang, Tugas } from "../../inti/jenis.ts";
import { adalah, kunjunganSendiri } from "../operasi.ts";
import { hariAntara } from "../tulis.ts";

export interface KartuNyelik {
  orang: Orang;
  tugas: Tugas[];
  /** People of one house are visited in one walk. */
  rumah: string;
  rt: string;
  tenggat: string;
  /** Days since the due date; 0 while it is not over. */
  lewat: number;
  percobaan: number;
  /** Nobody was met today; it counts once a day. */
  dicobaHariIni: boolean;
  /** A visit was written on this phone and the server has not yet sent the person back. */
  dicatat: "" | "menunggu" | "terkirim";
}

const JAUH = "9999-12-31";

export function susunNyelik(orang: readonly Orang[], catatan: readonly Catatan[], hariIni: string): KartuNyelik[] {
  const kartu = orang.filter((satu) => satu.tugas.length > 0).map((satu) => buatKartu(satu, catatan, hariIni));
  const awal = new Map<string, string>();
  for (const satu of kartu) {
    const ada = awal.get(satu.rumah) ?? JAUH;
    awal.set(satu.rumah, satu.tenggat < ada ? satu.tenggat : ada);
  }
  const kunci = (satu: KartuNyelik): string[] => [
    ...[awal.get(satu.rumah) ?? JAUH, satu.rt, satu.orang.keluarga?.alamat ?? "", satu.rumah, satu.tenggat],
    satu.orang.nama,
  ];
  return kartu.sort((a, b) => banding(kunci(a), kunci(b)));
}

function banding(a: readonly string[], b: readonly string[]): number {
  const ke = a.findIndex((satu, letak) => satu !== b[letak]);
  return ke < 0 ? 0 : (a[ke] ?? "").localeCompare(b[ke] ?? "", "id");
}

function buatKartu(orang: Orang, semua: readonly Catatan[], hariIni: string): KartuNyelik {
  const tenggat = orang.tugas.map((satu) => satu.tenggat ?? JAUH).sort()[0] ?? JAUH;
  const sendiri = semua.filter((satu) => satu.warga === orang.id);
  const nomor = new Set(orang.tugas.map((satu) => satu.id));
  return {
    orang,
    tugas: orang.tugas,
    rumah: orang.keluarga?.id || orang.id,
    rt: rapiRt(orang.keluarga?.rt ?? ""),
    tenggat,
    lewat: tenggat === JAUH ? 0 : Math.max(0, hariAntara(tenggat, hariIni)),
    percobaan: Math.max(...orang.tugas.map((satu) => satu.percobaan)),
    dicobaHariIni: sendiri.some(
      (satu) => adalah(satu, "tugas_tidak_bertemu") && satu.isi.tanggal === hariIni && nomor.has(satu.isi.tugas),
    ),
    dicatat: keadaanCatat(orang, sendiri),
  };
}

function keadaanCatat(orang: Orang, sendiri: readonly Catatan[]): KartuNyelik["dicatat"] {
  const rumah = orang.tugas.every((satu) => satu.sekeluarga);
  const temu = kunjunganSendiri(sendiri).filter((satu) => !rumah || satu.isi.kanal === "rumah");
  if (!temu.length) return "";
  return temu.some((satu) => satu.jawaban === null) ? "menunggu" : "terkirim";
}

export function rapiRt(rt: string): string {
  return rt.replace(/^RT[\s.]*/i, "").trim();
}

/** RT with the number of their houses, in order; those without one last. */
export function pilihanRt(kartu: readonly KartuNyelik[]): { rt: string; rumah: number }[] {
  const semua = [...new Set(kartu.map((satu) => satu.rt))].sort((a, b) => (a === "" ? 1 : b === "" ? -1 : banding([a], [b])));
  return semua.map((rt) => ({ rt, rumah: hitungRumah(kartu.filter((satu) => satu.rt === rt)) }));
}

export function hitungRumah(kartu: readonly KartuNyelik[]): number {
  return new Set(kartu.map((satu) => satu.rumah)).size;
}

/** The first houses, whole. */
export function rumahPertama(kartu: readonly KartuNyelik[], banyak: number): KartuNyelik[] {
  const rumah = new Set([...new Set(kartu.map((satu) => satu.rumah))].slice(0, banyak));
  return kartu.filter((satu) => rumah.has(satu.rumah));
}
