// The shell: one screen per stage, and above all of them what the cadre has to know about the phone.
import { useKeadaan } from "../inti/pakai.ts";
import { Layar } from "../layar/index.tsx";
import { Daftar } from "./daftar.tsx";
import { Pemberitahuan } from "./pemberitahuan.tsx";
import { PasangPin, MasukPin } from "./pin.tsx";
import { Dicabut, Unduh } from "./unduh.tsx";

export function Kerangka() {
  const { tahap } = useKeadaan();
  return (
    <>
      <Pemberitahuan />
      {tahap === "memuat" && <p class="sebentar">Sebentar …</p>}
      {tahap === "daftar" && <Daftar />}
      {tahap === "pasang_pin" && <PasangPin />}
      {tahap === "terkunci" && <MasukPin />}
      {tahap === "unduh" && <Unduh />}
      {tahap === "dicabut" && <Dicabut />}
      {tahap === "siap" && <Layar />}
    </>
  );
}
