// Names to tick, and one more that is not in the list yet.
import { useState } from "preact/hooks";
import { IsianTeks, Tombol, type SalahIsian } from "./kit/index.ts";
import { bacaNama } from "./nama.ts";

export function IsianPetugas(props: { semua: readonly string[]; dipilih: string[]; pilih: (nama: string[]) => void }) {
  const { dipilih, pilih } = props;
  const [nama, ketik] = useState("");
  const [salah, isiSalah] = useState<SalahIsian | undefined>();
  const semua = [...new Set([...props.semua, ...dipilih])];
  const tambah = (): void => {
    const hasil = bacaNama(nama);
    if ("salah" in hasil) return isiSalah(hasil.salah);
    pilih([...new Set([...dipilih, hasil.nilai])]);
    ketik("");
    isiSalah(undefined);
  };
  return (
    <>
      <ul class="petugas">
        {semua.map((satu) => (
          <li key={satu}>
            <label class="baris">
              <span class="nama">{satu}</span>
              <input
                type="checkbox"
                class="centang"
                checked={dipilih.includes(satu)}
                onChange={(e) => pilih(e.currentTarget.checked ? [...dipilih, satu] : dipilih.filter((lain) => lain !== satu))}
              />
            </label>
          </li>
        ))}
      </ul>
      <IsianTeks
        id="petugas-lain"
        label="Nama lain"
        nilai={nama}
        ubah={ketik}
        salah={salah}
        kanan={
          <Tombol mati={!nama.trim()} tekan={tambah}>
            Tambah
          </Tombol>
        }
      />
    </>
  );
}
