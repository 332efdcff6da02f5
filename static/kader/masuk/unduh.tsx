// The first download, and the end of a phone that was revoked.
import { kirimSekarang } from "../inti/index.ts";
import { useKeadaan } from "../inti/pakai.ts";

export function Unduh() {
  const { luring, sedangKirim, unduhan } = useKeadaan();
  return (
    <main class="masuk">
      <h1>Mengunduh data warga</h1>
      <label for="unduhan">{unduhan ? `${unduhan.selesai} dari ${unduhan.semua} orang` : "Menyiapkan …"}</label>
      <progress id="unduhan" max={unduhan?.semua ?? 1} value={unduhan?.selesai ?? 0} />
      <p>Sekali saja, selagi ada sinyal. Bila terputus, unduhan berlanjut dari tempatnya berhenti.</p>
      {!sedangKirim && (
        <>
          {luring && <p role="alert">Server belum terjangkau. HP akan mencoba lagi sendiri.</p>}
          <button class="utama" type="button" onClick={() => void kirimSekarang()}>
            Coba sekarang
          </button>
        </>
      )}
    </main>
  );
}

export function Dicabut() {
  const { tersimpan } = useKeadaan();
  return (
    <main class="masuk">
      <h1>Izin HP ini dicabut</h1>
      <p>Data warga di HP ini sudah dihapus.</p>
      {tersimpan > 0 && <p>{tersimpan} catatan masih menunggu dikirim. Biarkan halaman ini terbuka selagi ada sinyal.</p>}
      <p>Bila ini keliru, hubungi Puskesmas.</p>
    </main>
  );
}
