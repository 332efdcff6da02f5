// Entry of the phone app: starts the core, shows what the state asks for.
import { render } from "preact";
import { mulaiAkun } from "./inti/akun.ts";
import { mulaiPenjaga } from "./inti/gembok.ts";
import { periksaSimpananTetap } from "./inti/sewa.ts";
import { mulaiSinkron, segeraSinkron } from "./inti/sinkron.ts";
import { pasangPekerja } from "./inti/versi.ts";
import { Kerangka } from "./masuk/kerangka.tsx";
import "./gaya.css";

const akar = document.getElementById("aplikasi");
if (akar) {
  akar.textContent = "";
  render(<Kerangka />, akar);
}
mulaiSinkron();
mulaiPenjaga();
void mulaiAkun().then(() => segeraSinkron());
void periksaSimpananTetap();
void pasangPekerja();
