// What of the outbox must wait: nothing is sent before what it names has been taken. The server reads the same names.
import type { IsiOperasi, JenisOperasi } from "./jenis.ts";
import type { RekamanKotak } from "./simpanan.ts";

/** Fields of `isi` that name what an earlier operation may have made. */
const BUTUH = ["warga", "ibu", "kunjungan", "kehamilan", "menggantikan"];
const SERING_MACET = 5;

/** Ids and days, nothing personal: they lie beside the seal, so that the rule holds while the app is locked. */
export interface Sebutan {
  /** Its own id; of a visit also the day it belongs to. */
  buat: string[];
  /** What must be there before it; a closing counts the visits of its day. */
  butuh: string[];
}

export function sebutanDari<J extends JenisOperasi>(jenis: J, isi: IsiOperasi[J]): Sebutan {
  const bidang = isi as unknown as Record<string, unknown>;
  const teks = (nilai: unknown) => (typeof nilai === "string" ? nilai.toLowerCase() : "");
  const hari = `${teks(bidang.unit)} ${teks(bidang.tanggal)}`;
  const ibu = jenis === "warga_ubah" ? (bidang.baru as Record<string, unknown>).ibu : null;
  const butuh = [...BUTUH.map((nama) => teks(bidang[nama])), teks(ibu), jenis === "sesi_tutup" ? hari : ""];
  return {
    buat: [teks(bidang.id), jenis === "kunjungan" ? hari : ""].filter(Boolean),
    butuh: [...new Set(butuh)].filter(Boolean),
  };
}

/** Turned away again and again: it goes last, and holds up only what cannot be without it. */
export function sudahMacet(satu: RekamanKotak): boolean {
  return (satu.macet ?? 0) >= SERING_MACET;
}

/** Names that were not taken in this round of the exchange. */
export class Tertunda {
  private nama = new Set<string>();

  menahan(satu: RekamanKotak): boolean {
    return (satu.butuh ?? []).some((nama) => this.nama.has(nama));
  }

  /** A day is not left open for ever because one of its visits is stuck. */
  tunda(satu: RekamanKotak): void {
    const buat = satu.buat ?? [];
    for (const nama of sudahMacet(satu) ? buat.slice(0, 1) : buat) this.nama.add(nama);
  }

  /** Of these what may go now, in their order; what waits makes wait what needs it. */
  yangSiap(bagian: readonly RekamanKotak[]): RekamanKotak[] {
    return bagian.filter((satu) => {
      const tahan = this.menahan(satu);
      if (tahan) this.tunda(satu);
      return !tahan;
    });
  }

  /** Sent, not taken: those that waited for no other are counted, the others only wait. */
  tidakDiambil(bagian: readonly RekamanKotak[]): RekamanKotak[] {
    return bagian.flatMap((satu) => {
      const ikut = this.menahan(satu);
      this.tunda(satu);
      return ikut ? [] : [{ ...satu, macet: (satu.macet ?? 0) + 1 }];
    });
  }
}
