// What may stop the phone's work, in one line each.
import { useState } from "preact/hooks";
import { muatVersiBaru } from "../inti/index.ts";
import { useKeadaan } from "../inti/pakai.ts";

export function Pemberitahuan() {
  const { galat, perluKode, selisihJam, simpananTetap, sewaHabis, tahap, versiBaru } = useKeadaan();
  const bekerja = tahap === "siap" || tahap === "unduh";
  return (
    <div class="pemberitahuan" role="status">
      {versiBaru !== "tidak" && (
        <p>
          {versiBaru === "wajib" ? "Aplikasi ini sudah lama; server tidak menerimanya lagi. " : "Ada versi baru. "}
          <button type="button" onClick={muatVersiBaru}>
            Muat versi baru
          </button>
        </p>
      )}
      {bekerja && perluKode && <p>HP ini perlu kode baru dari Puskesmas atau bidan. Catatan tetap tersimpan di HP.</p>}
      {!perluKode && galat && <p>{galat.pesan}</p>}
      {selisihJam !== null && <p>{kalimatJam(selisihJam)}</p>}
      {bekerja && simpananTetap === false && <TidakTetap />}
      {sewaHabis && <p>Sudah lama tidak terhubung, jadi data warga disembunyikan. Cari sinyal sekali untuk membukanya.</p>}
    </div>
  );
}

const TAHU = "kader-simpanan-diketahui";

/** Said until it was read; the account screen goes on saying it. */
function TidakTetap() {
  const [tahu, tandai] = useState(localStorage.getItem(TAHU) === "ya");
  if (tahu) return null;
  const mengerti = (): void => {
    localStorage.setItem(TAHU, "ya");
    tandai(true);
  };
  return (
    <p>
      HP dapat menghapus data aplikasi ini bila penyimpanannya penuh. Pasang ke layar utama, dan kirim setiap hari.{" "}
      <button type="button" onClick={mengerti}>
        Mengerti
      </button>
    </p>
  );
}

function kalimatJam(menit: number): string {
  const lama = Math.abs(menit) < 120 ? `${Math.abs(menit)} menit` : `${Math.round(Math.abs(menit) / 60)} jam`;
  if (menit > 0) return `Jam HP lebih cepat ${lama}. Tanggal catatan mengikuti jam server. Betulkan di pengaturan HP.`;
  return `Jam HP terlambat ${lama}. Betulkan di pengaturan HP, dan periksa tanggal pelayanan sebelum menyimpan.`;
}
