// Enrolment: a one-time code, typed or brought by the QR in the address.
import { useState } from "preact/hooks";
import { ADA_KODE, daftarkan, GalatInti, pilihAkun } from "../inti/index.ts";
import { useKeadaan } from "../inti/pakai.ts";

/** The code in `#kode=12345678`; taken out of the address so that it does not stay in the history. */
function kodeDariAlamat(): string {
  const kode = ADA_KODE.exec(location.hash)?.[1] ?? "";
  if (kode) history.replaceState(null, "", location.pathname);
  return kode;
}

function namaHp(): string {
  const model = /\(Linux; Android [^;]+; ([^;)]+)/.exec(navigator.userAgent)?.[1];
  return model && model !== "K" ? model : "HP Android";
}

export function Daftar() {
  const { semuaAkun, tersimpan } = useKeadaan();
  const [kode, isiKode] = useState(kodeDariAlamat);
  const [galat, isiGalat] = useState<GalatInti | null>(null);
  const [sibuk, isiSibuk] = useState(false);

  async function kirim(peristiwa: Event): Promise<void> {
    peristiwa.preventDefault();
    isiSibuk(true);
    isiGalat(null);
    try {
      await daftarkan(kode.replace(/\D/g, ""), namaHp());
    } catch (sebab) {
      isiGalat(sebab instanceof GalatInti ? sebab : new GalatInti("gagal", "Pendaftaran belum berhasil.", "Coba lagi."));
      isiSibuk(false);
    }
  }

  return (
    <main class="masuk">
      <h1>Daftarkan HP ini</h1>
      <p>Minta kode delapan angka dari Puskesmas, kepala Pustu, atau bidan. Kode berlaku sepuluh menit.</p>
      {tersimpan > 0 && <p>{tersimpan} catatan masih di HP. Semuanya tetap aman dan tetap dikirim.</p>}
      <form onSubmit={kirim}>
        <label for="kode">Kode</label>
        <input
          {...{ id: "kode", name: "kode", inputMode: "numeric", autocomplete: "one-time-code", maxLength: 9 }}
          value={kode}
          onInput={(peristiwa) => isiKode(peristiwa.currentTarget.value)}
          aria-describedby={galat ? "galat-kode" : undefined}
          required
        />
        {galat && (
          <p class="galat" id="galat-kode" role="alert">
            {galat.pesan} {galat.saran}
          </p>
        )}
        <button class="utama" type="submit" disabled={sibuk || kode.replace(/\D/g, "").length !== 8}>
          {sibuk ? "Mendaftarkan …" : "Daftarkan"}
        </button>
      </form>
      <PilihAkun akun={semuaAkun} />
    </main>
  );
}

/** The accounts of a shared phone. */
export function PilihAkun({ akun }: { akun: { id: string; nama: string }[] }) {
  if (!akun.length) return null;
  return (
    <section>
      <h2>Akun di HP ini</h2>
      <ul class="akun">
        {akun.map((satu) => (
          <li key={satu.id}>
            <button type="button" onClick={() => void pilihAkun(satu.id)}>
              {satu.nama || "Tanpa nama"}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
