// Own operations laid over what the server sent, so that what was just saved is seen at once. Pure.
import type { Catatan, IsiOperasi, JenisOperasi, Kunjungan, Orang, Ringkas, Tugas } from "./jenis.ts";

const TERAKHIR = 3;
const TUGAS_USAI = ["selesai", "batal"];

function ini<J extends JenisOperasi>(catatan: Catatan, jenis: J): catatan is Catatan<J> & Catatan {
  return catatan.jenis === jenis;
}

/** Whether it still shows: it waits, or the server has taken it and no pull has brought it back. */
export function masihBerlaku(catatan: Catatan): boolean {
  return catatan.jawaban?.status !== "ditolak";
}

/** The person with the operations about them in order; null when neither server nor phone knows them. */
export function terapkan(dasar: Orang | null, operasi: readonly Catatan[]): Orang | null {
  let orang = dasar;
  for (const satu of operasi) {
    if (!masihBerlaku(satu)) continue;
    if (ini(satu, "warga")) orang ??= orangBaru(satu.isi);
    else if (orang) orang = ubahOrang(orang, satu);
  }
  return orang;
}

function ubahOrang(orang: Orang, satu: Catatan): Orang {
  if (ini(satu, "kunjungan")) return { ...orang, kunjungan: taruhKunjungan(orang.kunjungan, satu.isi) };
  if (ini(satu, "warga_ubah")) return ubahBidang(orang, satu.isi.baru);
  if (ini(satu, "hamil")) return { ...orang, kehamilan: taruh(orang.kehamilan, kehamilanBaru(satu.isi)) };
  if (ini(satu, "hamil_selesai")) {
    const { kehamilan: id, selesai, hasil } = satu.isi;
    return { ...orang, kehamilan: orang.kehamilan.map((k) => (k.id === id ? { ...k, selesai, hasil } : k)) };
  }
  if (ini(satu, "penyakit")) {
    // A cadre proposes; the person stands in the register once a midwife has confirmed.
    const usul = { keadaan: "diusulkan", tempat: "", pesan: "", sampai: null };
    return { ...orang, kabar: taruh(orang.kabar ?? [], { id: satu.isi.id, tanggal: satu.dibuat.slice(0, 10), ...usul }) };
  }
  if (ini(satu, "tugas_selesai")) {
    return { ...orang, tugas: orang.tugas.filter((t) => t.id !== satu.isi.tugas) };
  }
  if (ini(satu, "tugas_tidak_bertemu")) {
    const lagi = (t: Tugas) => (t.id === satu.isi.tugas ? { ...t, percobaan: t.percobaan + 1 } : t);
    return { ...orang, tugas: orang.tugas.map(lagi) };
  }
  return orang;
}

function taruh<T extends { id: string }>(daftar: T[], baru: T): T[] {
  return daftar.some((satu) => satu.id === baru.id) ? daftar : [baru, ...daftar];
}

function taruhKunjungan(daftar: Kunjungan[], isi: IsiOperasi["kunjungan"]): Kunjungan[] {
  const lain = daftar.filter((satu) => satu.id !== isi.menggantikan);
  if (isi.batal || lain.some((satu) => satu.id === isi.id)) return lain;
  const { id, tanggal, kanal, unit, pengukuran } = isi;
  const baru: Kunjungan = {
    ...{ id, tanggal, kanal, unit, pengukuran },
    temuan: isi.temuan_saat_entri ?? [],
    bagian_dari: null,
    lokal: true,
  };
  return [baru, ...lain].sort(terbaruDahulu);
}

export function terbaruDahulu(a: Kunjungan, b: Kunjungan): number {
  return a.tanggal < b.tanggal ? 1 : a.tanggal > b.tanggal ? -1 : 0;
}

function kehamilanBaru({ id, hpht }: IsiOperasi["hamil"]): Orang["kehamilan"][number] {
  return { id, hpht, hpl: null, selesai: null, hasil: null };
}

function ubahBidang(orang: Orang, baru: Record<string, string | null>): Orang {
  const { alamat, rt, nik, ibu, ...lain } = baru;
  const rumah = orang.keluarga ?? { id: "", alamat: "", rt: "", kk_akhir: "" };
  return {
    ...orang,
    ...(lain as Partial<Orang>),
    ...(nik ? samar(nik) : {}),
    ...(ibu === undefined ? {} : { ibu: ibu ? { id: ibu, nama: orang.ibu?.id === ibu ? orang.ibu.nama : "" } : null }),
    keluarga: { ...rumah, alamat: alamat ?? rumah.alamat, rt: rt ?? rumah.rt },
  };
}

function orangBaru(isi: IsiOperasi["warga"]): Orang {
  const { id, unit, nama, jenis_kelamin, tanggal_lahir } = isi;
  return {
    ...{ id, nama, jenis_kelamin, tanggal_lahir, posyandu: unit, n: 0 },
    ibu: isi.ibu ? { id: isi.ibu, nama: "" } : null,
    keluarga: { id: "", alamat: isi.alamat ?? "", rt: isi.rt ?? "", kk_akhir: (isi.kk ?? "").slice(-4) },
    telepon: isi.telepon ?? "",
    ...samar(isi.nik ?? ""),
    status: "aktif",
    status_sejak: null,
    tamu: isi.tamu ?? false,
    ...{ kehamilan: [], penyakit: [], kunjungan: [], tugas: [], lokal: true },
  };
}

function samar(nik: string): { nik: string; nik_akhir: string } {
  return nik ? { nik: `${nik.slice(0, 6)}••••••••${nik.slice(-2)}`, nik_akhir: nik.slice(-4) } : { nik: "", nik_akhir: "" };
}

/** What lists need of a person. */
export function ringkaskan(orang: Orang): Ringkas {
  const hamil = orang.kehamilan.find((k) => !k.selesai);
  return {
    id: orang.id,
    posyandu: orang.posyandu,
    nama: orang.nama,
    jenis_kelamin: orang.jenis_kelamin,
    tanggal_lahir: orang.tanggal_lahir,
    ibu: orang.ibu?.nama ?? "",
    nik_akhir: orang.nik_akhir,
    kk_akhir: orang.keluarga?.kk_akhir ?? "",
    rt: orang.keluarga?.rt ?? "",
    status: orang.status,
    tamu: orang.tamu,
    hamil: hamil ? { id: hamil.id, hpht: hamil.hpht, hpl: hamil.hpl } : null,
    penyakit: orang.penyakit.filter((p) => !p.sampai).map((p) => p.penyakit),
    tugas: orang.tugas.filter((t) => !TUGAS_USAI.includes(t.status)),
    kabar: orang.kabar?.[0] ?? null,
    terakhir: orang.kunjungan
      .slice(0, TERAKHIR)
      .map(({ id, tanggal, kanal, unit, temuan }) => ({ id, tanggal, kanal, unit, temuan })),
    ...(orang.lokal ? { lokal: true as const } : {}),
  };
}

/** The person an operation is about; tasks and pregnancies are looked up among the people known. */
export function wargaDari(jenis: JenisOperasi, isi: IsiOperasi[JenisOperasi], semua: Iterable<Ringkas>): string | null {
  if (jenis === "warga") return (isi as IsiOperasi["warga"]).id;
  if ("warga" in isi) return isi.warga;
  for (const satu of semua) {
    if ("tugas" in isi && satu.tugas.some((t) => t.id === isi.tugas)) return satu.id;
    if ("kehamilan" in isi && satu.hamil?.id === isi.kehamilan) return satu.id;
    if (jenis === "dihubungi" && satu.terakhir.some((k) => k.id === (isi as IsiOperasi["dihubungi"]).kunjungan))
      return satu.id;
  }
  return null;
}

/** `jenis:id` of what an operation makes or does once, by which a second save of the same is known; empty where again is new. */
export function entitasDari(jenis: JenisOperasi, isi: IsiOperasi[JenisOperasi]): string {
  const sekali = "id" in isi ? isi.id : sekaliSaja(jenis, isi as unknown as Record<string, string>);
  return sekali ? `${jenis}:${sekali}` : "";
}

/** A double tap opens one day, and says once that nobody was met or that the midwife was called. */
function sekaliSaja(jenis: JenisOperasi, isi: Record<string, string>): string {
  if (jenis === "sesi_buka") return `${isi.unit}:${isi.tanggal}`;
  if (jenis === "tugas_tidak_bertemu") return `${isi.tugas}:${isi.tanggal}`;
  if (jenis === "tugas_selesai") return isi.tugas ?? "";
  if (jenis === "hamil_selesai") return isi.kehamilan ?? "";
  return jenis === "dihubungi" ? (isi.kunjungan ?? "") : "";
}
