// What a health worker did about what was found here: the state, where, and what to do in the village.
import type { Kabar } from "../../inti/jenis.ts";
import { Bentuk, type NamaBentuk } from "../kit/index.ts";
import { tulisDekat } from "../tulis.ts";

const KEADAAN: Record<string, readonly [NamaBentuk, string]> = {
  diusulkan: ["waktunya", "Diusulkan ke register, menunggu bidan"],
  ditangani: ["capai", "Sudah diperiksa"],
  dipantau: ["waktunya", "Dipantau"],
  bersama: ["waktunya", "Dikunjungi bersama"],
  dirujuk: ["lambat", "Dirujuk, belum tercatat datang"],
  tiba: ["waktunya", "Rujukan sudah sampai"],
  dijawab: ["capai", "Rujukan dijawab"],
  batal: ["belum", "Rujukan dibatalkan"],
};

export function tulisKabar(kabar: Kabar, kini: string): { bentuk: NamaBentuk; judul: string; ket: string } {
  const [bentuk, judul] = KEADAAN[kabar.keadaan] ?? (["belum", kabar.keadaan] as const);
  const sampai = kabar.sampai ? `dilihat lagi ${tulisDekat(kabar.sampai, kini)}` : "";
  return { bentuk, judul, ket: [kabar.tempat, tulisDekat(kabar.tanggal, kini), sampai].filter(Boolean).join(" · ") };
}

export function KabarPetugas({ kabar, kini }: { kabar: readonly Kabar[]; kini: string }) {
  if (!kabar.length) return null;
  return (
    <section class="seksi">
      <h2>Kabar dari bidan</h2>
      {kabar.map((satu) => {
        const { bentuk, judul, ket } = tulisKabar(satu, kini);
        return (
          <div class="kunjungan" key={satu.id}>
            <p class="atas">
              <b>
                <Bentuk nama={bentuk} /> {judul}
              </b>
            </p>
            {satu.pesan && <p>{satu.pesan}</p>}
            <p class="ket">{ket}</p>
          </div>
        );
      })}
    </section>
  );
}
