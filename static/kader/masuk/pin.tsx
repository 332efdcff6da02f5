// The PIN: chosen twice after enrolment, asked at every opening.
import { useState } from "preact/hooks";
import { alasanPinLemah, buka, GalatInti, mintaKode, pasangPin } from "../inti/index.ts";
import { useKeadaan } from "../inti/pakai.ts";
import { PilihAkun } from "./daftar.tsx";

interface BidangPin {
  id: string;
  label: string;
  nilai: string;
  ketik: (nilai: string) => void;
}

function Bidang({ id, label, nilai, ketik }: BidangPin) {
  return (
    <>
      <label for={id}>{label}</label>
      <input
        {...{ id, name: id, type: "password", inputMode: "numeric", maxLength: 6, pattern: "[0-9]{6}", required: true }}
        autocomplete="one-time-code" // else the browser offers to keep the PIN
        value={nilai}
        onInput={(peristiwa) => ketik(peristiwa.currentTarget.value.replace(/\D/g, ""))}
        aria-describedby="galat-pin"
      />
    </>
  );
}

function Galat({ pesan }: { pesan: string }) {
  return (
    <p class="galat" id="galat-pin" role="alert">
      {pesan}
    </p>
  );
}

function kalimat(sebab: unknown): string {
  return sebab instanceof GalatInti ? `${sebab.pesan} ${sebab.saran}` : "Belum berhasil. Coba lagi.";
}

export function PasangPin() {
  const [pin, isiPin] = useState("");
  const [ulang, isiUlang] = useState("");
  const [galat, isiGalat] = useState("");
  const [sibuk, isiSibuk] = useState(false);

  async function simpan(peristiwa: Event): Promise<void> {
    peristiwa.preventDefault();
    const salah = alasanPinLemah(pin) || (pin === ulang ? "" : "Kedua PIN tidak sama.");
    isiGalat(salah);
    if (salah) return;
    isiSibuk(true);
    await pasangPin(pin).catch((sebab: unknown) => isiGalat(kalimat(sebab)));
    isiSibuk(false);
  }

  return (
    <main class="masuk">
      <h1>Buat PIN</h1>
      <p>Enam angka yang hanya Anda tahu. PIN ini menjaga data warga di HP.</p>
      <form onSubmit={simpan}>
        <Bidang id="pin-baru" label="PIN baru" nilai={pin} ketik={isiPin} />
        <Bidang id="pin-ulang" label="Ulangi PIN" nilai={ulang} ketik={isiUlang} />
        <Galat pesan={galat} />
        <button class="utama" type="submit" disabled={sibuk || ulang.length !== 6}>
          {sibuk ? "Menyimpan …" : "Simpan PIN"}
        </button>
      </form>
    </main>
  );
}

export function MasukPin() {
  const { akun, semuaAkun, tersimpan } = useKeadaan();
  const [pin, isiPin] = useState("");
  const [galat, isiGalat] = useState("");
  const [sibuk, isiSibuk] = useState(false);

  async function coba(peristiwa: Event): Promise<void> {
    peristiwa.preventDefault();
    isiSibuk(true);
    isiGalat("");
    await buka(pin).catch((sebab: unknown) => isiGalat(kalimat(sebab)));
    isiPin("");
    isiSibuk(false);
  }

  return (
    <main class="masuk">
      <h1>{akun?.nama ?? "Masuk"}</h1>
      {tersimpan > 0 && <p>{tersimpan} catatan di HP menunggu dikirim.</p>}
      <form onSubmit={coba}>
        <Bidang id="pin" label="PIN" nilai={pin} ketik={isiPin} />
        <Galat pesan={galat} />
        <button class="utama" type="submit" disabled={sibuk || pin.length !== 6}>
          {sibuk ? "Membuka …" : "Buka"}
        </button>
      </form>
      <LupaPin />
      <PilihAkun akun={semuaAkun.filter((satu) => satu.id !== akun?.id)} />
    </main>
  );
}

function LupaPin() {
  const { tersimpan } = useKeadaan();
  const ada = tersimpan > 0 ? ` ${tersimpan} catatan yang belum terkirim tetap di HP dan tetap dikirim.` : "";
  return (
    <details>
      <summary>Lupa PIN, atau orang lain?</summary>
      <p>Minta kode baru dari Puskesmas atau bidan, lalu unduh data warga sekali lagi.{ada}</p>
      <p>Orang lain memakai HP ini dengan kode dan PIN sendiri; data Anda tidak terbuka untuknya.</p>
      <button type="button" onClick={mintaKode}>
        Masukkan kode baru
      </button>
    </details>
  );
}
