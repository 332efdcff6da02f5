// Own operations, told apart by kind.
import type { Catatan, IsiOperasi, JenisOperasi } from "../inti/jenis.ts";

export type SatuCatatan<J extends JenisOperasi> = Omit<Catatan, "jenis" | "isi"> & { jenis: J; isi: IsiOperasi[J] };

export function adalah<J extends JenisOperasi>(catatan: Catatan, jenis: J): catatan is Catatan & SatuCatatan<J> {
  return catatan.jenis === jenis;
}

/** Own visits that stand: neither refused nor a withdrawal. */
export function kunjunganSendiri(semua: readonly Catatan[]): (Catatan & SatuCatatan<"kunjungan">)[] {
  return semua.filter((satu): satu is Catatan & SatuCatatan<"kunjungan"> => adalah(satu, "kunjungan") && berlaku(satu));
}

function berlaku(satu: Catatan & SatuCatatan<"kunjungan">): boolean {
  return satu.jawaban?.status !== "ditolak" && !satu.isi.batal;
}
