// A person: who they are, who lives with them, what was found, their visits, their curve.
import { bidang as cariBidang, jenisTemuan, type Aturan } from "../../aturan/index.ts";
import { hariIni, orang as bacaOrang, semuaOrang, type Orang, type Ringkas } from "../../inti/index.ts";
import { useBaca } from "../../inti/pakai.ts";
import { KabarSimpan } from "../kabar.tsx";
import { Baris, Bentuk, BENTUK_TINGKAT, Ikon, Kosong } from "../kit/index.ts";
import { useAturan } from "../pakai_aturan.ts";
import { KurvaBerat, titikBerat } from "../periksa/berat.tsx";
import { tulisNilai } from "../periksa/isi.ts";
import type { PropsLayar } from "../peta.tsx";
import { gabungkan, KANAL, profilPada, type Gabungan } from "../profil.ts";
import { tulisRute } from "../rute.ts";
import { mingguHamil, tulisDekat, tulisKelamin, tulisLengkap, tulisSebutan, tulisUmur } from "../tulis.ts";
import { bolehHamil } from "./kejadian.ts";
import { KabarPetugas } from "./kabar.tsx";
import { NAMA_PENYAKIT } from "./riwayat.tsx";

const KUNJUNGAN = 8;

export function KartuWarga({ rute, tempat }: PropsLayar) {
  const orang = useBaca(() => bacaOrang(rute.id), [rute.id]);
  const aturan = useAturan();
  const serumah = useBaca(() => (orang ? cariSerumah(orang, semuaOrang()) : []), [orang]) ?? [];
  if (orang === null)
    return (
      <Kosong judul="Orang ini tidak ada di HP ini">
        <p>Mungkin sudah pindah ke posyandu lain.</p>
      </Kosong>
    );
  if (!orang) return null;
  const kini = hariIni();
  const hamil = orang.kehamilan.find((satu) => !satu.selesai) ?? null;
  return (
    <div class="halaman">
      <KabarSimpan />
      <div class="blok">
        <h1 class="nama-besar">{orang.nama}</h1>
        <p class="ket">
          {tulisSebutan({ tanggal_lahir: orang.tanggal_lahir, hamil }, kini)} · {tulisKelamin(orang.jenis_kelamin)}
          {orang.tamu && " · tamu"}
          {orang.status !== "aktif" && ` · ${orang.status}`}
        </p>
      </div>
      <div class="blok sejajar">
        <a class="tombol utama" href={tulisRute("periksa", orang.id)}>
          Periksa
        </a>
        <a class="tombol" href={tulisRute("warga-ubah", orang.id)}>
          <Ikon nama="pena" /> Ubah data
        </a>
      </div>
      <KabarPetugas kabar={orang.kabar ?? []} kini={kini} />
      <Identitas orang={orang} kini={kini} />
      <Kehamilan orang={orang} kini={kini} />
      {aturan && <Riwayat orang={orang} aturan={aturan} kini={kini} />}
      <Serumah serumah={serumah} kini={kini} posyandu={tempat.kode} orang={orang} />
    </div>
  );
}

function Identitas({ orang, kini }: { orang: Orang; kini: string }) {
  const alamat = [orang.keluarga?.rt && `RT ${orang.keluarga.rt.replace(/^RT\s*/i, "")}`, orang.keluarga?.alamat];
  const fakta: [string, string][] = [
    ["Lahir", `${tulisLengkap(orang.tanggal_lahir)} (${tulisUmur(orang.tanggal_lahir, kini)})`],
    ["Ibu", orang.ibu?.nama ?? ""],
    ["NIK", orang.nik || "belum ada"],
    ["KK", orang.keluarga?.kk_akhir ? `…${orang.keluarga.kk_akhir}` : ""],
    ["Alamat", alamat.filter(Boolean).join(", ")],
    ["HP", orang.telepon],
  ];
  return (
    <section class="seksi">
      <h2>Data</h2>
      <dl class="fakta">
        {fakta
          .filter(([, isi]) => isi)
          .map(([nama, isi]) => [<dt key={nama}>{nama}</dt>, <dd key={`${nama}-isi`}>{isi}</dd>])}
      </dl>
    </section>
  );
}

function Kehamilan({ orang, kini }: { orang: Orang; kini: string }) {
  const hamil = orang.kehamilan.find((satu) => !satu.selesai);
  const penyakit = orang.penyakit.filter((satu) => !satu.sampai);
  return (
    <section class="seksi">
      <h2>Kehamilan dan penyakit</h2>
      {hamil && (
        <p>
          Hamil {mingguHamil(hamil.hpht, kini) ?? "?"} minggu
          {hamil.hpl && `, perkiraan lahir ${tulisLengkap(hamil.hpl)}`}
        </p>
      )}
      {penyakit.map((satu) => (
        <p key={satu.id}>
          {NAMA_PENYAKIT[satu.penyakit] ?? satu.penyakit}, sejak {tulisLengkap(satu.sejak)}
        </p>
      ))}
      {!hamil && penyakit.length === 0 && <p class="ket">Tidak ada yang tercatat.</p>}
      <div class="sejajar atas">
        {bolehHamil(orang, kini) && (
          <a class="tombol diam" href={tulisRute("hamil", orang.id)}>
            {hamil ? "Catat persalinan" : "Catat hamil"}
          </a>
        )}
        <a class="tombol diam" href={tulisRute("penyakit", orang.id)}>
          Usulkan penyakit
        </a>
      </div>
    </section>
  );
}

function Riwayat({ orang, aturan, kini }: { orang: Orang; aturan: Aturan; kini: string }) {
  const semua = gabungkan(orang.kunjungan).reverse();
  const titik = titikBerat(aturan, orang, "9999-12-31", null);
  const balita = /bln|hr/.test(tulisUmur(orang.tanggal_lahir, kini));
  return (
    <section class="seksi">
      <h2>Kunjungan</h2>
      {balita && titik.length > 0 && (
        <KurvaBerat aturan={aturan} profil={profilPada(orang, kini, "posyandu")} titik={titik} kini={kini} />
      )}
      {semua.length === 0 && <p class="ket">Belum pernah dicatat. Tekan Periksa untuk mencatat yang pertama.</p>}
      {semua.slice(0, KUNJUNGAN).map((satu) => (
        <SatuKunjungan key={satu.tanggal + satu.kanal + satu.unit} satu={satu} aturan={aturan} kini={kini} warga={orang.id} />
      ))}
    </section>
  );
}

function SatuKunjungan({ satu, aturan, kini, warga }: { satu: Gabungan; aturan: Aturan; kini: string; warga: string }) {
  const temuan = satu.temuan
    .map((kode) => jenisTemuan(aturan, kode))
    .filter((jenis) => jenis !== null && jenis.tingkat !== "fakta")
    .slice(0, 4);
  const nilai = Object.entries(satu.pengukuran)
    .map(([kode, isi]) => ({ bidang: cariBidang(aturan, kode), isi }))
    .filter(({ bidang }) => bidang && ["desimal", "bulat"].includes(bidang.tipe));
  return (
    <div class="kunjungan">
      <p class="atas">
        <b>
          {tulisDekat(satu.tanggal, kini)} <span>{KANAL.find(([kode]) => kode === satu.kanal)?.[1] ?? satu.kanal}</span>
        </b>
        <a href={tulisRute("periksa", warga, { ganti: satu.bagian[0]?.id ?? "" })}>Betulkan</a>
      </p>
      <p class="ket">
        {nilai.map(({ bidang, isi }) => bidang && `${bidang.label.replace(/ \(.*\)| badan/g, "")} ${tulisNilai(bidang, isi)}`).join(" · ")}
        {satu.bagian.some((bagian) => bagian.lokal) && " · belum terkirim"}
      </p>
      {temuan.map(
        (jenis) =>
          jenis && (
            <p class="alasan" key={jenis.kode}>
              <Bentuk nama={BENTUK_TINGKAT[jenis.tingkat]} /> {jenis.nama}
            </p>
          ),
      )}
    </div>
  );
}

function Serumah(props: { serumah: Ringkas[]; kini: string; posyandu: string; orang: Orang }) {
  return (
    <section class="seksi">
      <h2>Keluarga</h2>
      {props.serumah.length === 0 && <p class="ket">Belum ada anggota keluarga lain yang tercatat.</p>}
      {props.serumah.map((satu) => (
        <Baris
          key={satu.id}
          ke={tulisRute("warga", satu.id)}
          nama={satu.nama}
          umur={tulisSebutan(satu, props.kini)}
          bawah={hubungan(satu, props.orang)}
        />
      ))}
      {bolehHamil(props.orang, props.kini) && (
        <a class="tombol diam penuh" href={tulisRute("warga-baru", "", { ibu: props.orang.id })}>
          <Ikon nama="tambah" /> Anak atau bayi baru
        </a>
      )}
    </section>
  );
}

function hubungan(satu: Ringkas, orang: Orang): string {
  if (satu.id === orang.ibu?.id) return "Ibu";
  if (satu.ibu !== "" && satu.ibu === orang.nama) return "Anak";
  return satu.ibu !== "" && satu.ibu === orang.ibu?.nama ? "Saudara" : "";
}

/** The mother, her other children, own children, and those with the same end of the family card in the same RT. */
function cariSerumah(orang: Orang, semua: readonly Ringkas[]): Ringkas[] {
  const kk = orang.keluarga?.kk_akhir ?? "";
  return semua
    .filter((satu) => satu.id !== orang.id)
    .filter(
      (satu) =>
        satu.id === orang.ibu?.id ||
        (satu.ibu !== "" && (satu.ibu === orang.nama || satu.ibu === orang.ibu?.nama)) ||
        (kk !== "" && satu.kk_akhir === kk && satu.rt === (orang.keluarga?.rt ?? "")),
    )
    .slice(0, 10);
}
