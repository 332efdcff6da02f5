// A new PIN, after the old one was typed.
import { useState } from "preact/hooks";
import { alasanPinLemah, buka, GalatInti, pasangPin } from "../../inti/index.ts";
import { IsianTeks, Tombol } from "../kit/index.ts";

const ENAM = { type: "password", inputMode: "numeric", maxLength: 6 } as const;

export function GantiPin() {
  const [terbuka, tampilkan] = useState(false);
  const [pin, isi] = useState({ lama: "", baru: "", ulang: "" });
  const [galat, isiGalat] = useState<{ pesan: string; saran: string } | undefined>();
  const [usai, tandai] = useState(false);
  const ganti = async (): Promise<void> => {
    const lemah = alasanPinLemah(pin.baru) || (pin.baru === pin.ulang ? "" : "Kedua PIN baru tidak sama.");
    if (lemah) return isiGalat({ pesan: lemah, saran: "Ketik lagi PIN barunya." });
    try {
      await buka(pin.lama);
      await pasangPin(pin.baru);
      tampilkan(false);
      tandai(true);
    } catch (sebab) {
      if (!(sebab instanceof GalatInti)) throw sebab;
      isiGalat(sebab);
    }
    isi({ lama: "", baru: "", ulang: "" });
  };
  const satu = (nama: keyof typeof pin, label: string): { id: string; label: string; nilai: string; ubah: (t: string) => void } => ({
    ...{ id: `pin-${nama}`, label, nilai: pin[nama] },
    ubah: (teks) => isi({ ...pin, [nama]: teks.replace(/\D/g, "") }),
  });
  if (!terbuka)
    return (
      <>
        <Tombol penuh tekan={() => tampilkan(true)}>
          Ganti PIN
        </Tombol>
        {usai && <p role="status">PIN sudah diganti.</p>}
      </>
    );
  return (
    <form
      class="tumpuk"
      onSubmit={(e) => {
        e.preventDefault();
        void ganti();
      }}
    >
      <IsianTeks {...satu("lama", "PIN lama")} atribut={{ ...ENAM, autocomplete: "current-password" }} />
      <IsianTeks {...satu("baru", "PIN baru, enam angka")} atribut={{ ...ENAM, autocomplete: "new-password" }} />
      <IsianTeks {...satu("ulang", "Ulangi PIN baru")} salah={galat} atribut={{ ...ENAM, autocomplete: "new-password" }} />
      <button type="submit" class="tombol penuh" disabled={pin.ulang.length !== 6}>
        Simpan PIN baru
      </button>
    </form>
  );
}
