// What was saved last: "Tersimpan di HP", then "Terkirim".
import { catatanSendiri, type Catatan } from "../inti/index.ts";
import { useBaca } from "../inti/pakai.ts";
import { Ikon, Pita } from "./kit/index.ts";

let terakhir: { id: string; kata: string } | null = null;

/** `kata` says who or what, for instance a name. */
export function kabarkan(catatan: Pick<Catatan, "id">, kata: string): void {
  terakhir = { id: catatan.id, kata };
}

export function KabarSimpan() {
  const keadaan = useBaca(() => (terakhir ? bacaKeadaan(terakhir.id) : null), []);
  if (!terakhir || !keadaan) return null;
  return (
    <Pita>
      <span class="kabar">
        <Ikon nama={keadaan === "Terkirim" ? "centang" : "hp"} />
        <span>
          <b>{keadaan}</b> {terakhir.kata}
        </span>
      </span>
    </Pita>
  );
}

/** One that is no longer among the own operations has come back from the server. */
function bacaKeadaan(id: string): string {
  const catatan = catatanSendiri().find((satu) => satu.id === id);
  if (!catatan) return "Terkirim";
  if (!catatan.jawaban) return "Tersimpan di HP";
  if (catatan.jawaban.status === "ditolak") return "Perlu dibetulkan";
  return ["konflik", "ditahan"].includes(catatan.jawaban.status) ? "Sudah diteruskan ke bidan" : "Terkirim";
}
