// One heading of a visit with its fields, and the taps that answer several at once.
import { ceklis, imunisasi } from "../../aturan/index.ts";
import { Ikon, Tombol } from "../kit/index.ts";
import { IsianBidang, urutDosis } from "./bidang.tsx";
import { tandaTanya } from "./isi.ts";
import { sekaligus, type Kelompok } from "./lembar.ts";
import type { Kunjungan, PropsFormulir } from "./pakai_kunjungan.ts";

interface PropsKelompok extends PropsFormulir {
  kelompok: Kelompok;
  kunjungan: Kunjungan;
  fokus: (kode: string | null) => void;
}

export function KelompokBidang(props: PropsKelompok) {
  const { kelompok, aturan, draf, pegang } = props;
  const { profil, hasil, lalu, ubahTeks } = props.kunjungan;
  const dosis = kelompok.bidang.some((satu) => satu.kode.startsWith("imun_"))
    ? imunisasi(aturan, profil, hasil.isi, draf.tanggal)
    : null;
  const urut = urutDosis(kelompok.bidang, dosis);
  const jawabSemua = (kode: readonly string[], jawab: string): void =>
    pegang.ubah({ teks: { ...draf.teks, ...Object.fromEntries(kode.map((satu) => [satu, jawab])) } });
  return (
    <section aria-label={kelompok.judul}>
      {!/^(timbang|ukur|tanya$|beri$|pesan)/i.test(kelompok.judul) && <h2 class="bagian-judul">{kelompok.judul}</h2>}
      <div class="semua-tidak sejajar">
        {sekaligus(kelompok).map(({ jawab, bidang }) => (
          <Tombol key={jawab} jenis="diam" tekan={() => jawabSemua(bidang, jawab)}>
            <Ikon nama="centang" /> Semua {jawab} ({bidang.length})
          </Tombol>
        ))}
      </div>
      {urut.map((satu) => (
          <IsianBidang
            key={satu.kode}
            bidang={satu}
            teks={draf.teks[satu.kode] ?? ""}
            tanggal={draf.tanggal}
            lalu={lalu[satu.kode]}
            salah={hasil.salah.find((s) => s.bidang === satu.kode)}
            tanya={hasil.tanya.filter((s) => s.bidang === satu.kode)}
            sudah={(tanya) => draf.sudah.includes(tandaTanya(tanya))}
            tandai={(tanya, ya) => {
              const sisa = draf.sudah.filter((tanda) => tanda !== tandaTanya(tanya));
              pegang.ubah({ sudah: ya ? [...sisa, tandaTanya(tanya)] : sisa });
            }}
            temuan={hasil.letak[satu.kode] ?? []}
            ceklis={satu.kode === "perkembangan_lengkap" ? ceklis(aturan, profil, draf.tanggal) : null}
            ubah={(teks, langsung) => ubahTeks(satu.kode, teks, langsung)}
            fokus={props.fokus}
          />
      ))}
    </section>
  );
}
