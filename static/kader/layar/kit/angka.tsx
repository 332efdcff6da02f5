// The number pad: types into the field that has the focus, which keeps it. The keys of a keyboard do the same.
import { Ikon } from "./lambang.tsx";

const TOMBOL = ["1", "2", "3", "4", "5", "6", "7", "8", "9", ",", "0"] as const;

/** Puts text where the caret is, or takes the sign before it away, and says so to the field. */
function ketik(sisip: string | null): void {
  const isian = document.activeElement;
  if (!(isian instanceof HTMLInputElement) || isian.type !== "text") return;
  const awal = isian.selectionStart ?? isian.value.length;
  const akhir = isian.selectionEnd ?? awal;
  const mulai = sisip === null && awal === akhir ? Math.max(0, awal - 1) : awal;
  isian.setRangeText(sisip ?? "", mulai, akhir, "end");
  isian.dispatchEvent(new Event("input", { bubbles: true }));
}

const tahanFokus = (e: Event): void => e.preventDefault();

export function TombolAngka({ pemisah = "," }: { pemisah?: "," | "/" | "" }) {
  return (
    <div class="tombol-angka" role="group" aria-label="Tombol angka">
      {TOMBOL.map((teks) => {
        const isi = teks === "," ? pemisah : teks;
        const nama = isi === "," ? "koma" : isi === "/" ? "garis miring" : isi;
        return (
          <button
            key={teks}
            type="button"
            tabIndex={-1}
            aria-label={nama || "kosong"}
            disabled={!isi}
            onPointerDown={tahanFokus}
            onMouseDown={tahanFokus}
            onClick={() => ketik(isi)}
          >
            {isi}
          </button>
        );
      })}
      <button
        type="button"
        class="hapus"
        tabIndex={-1}
        aria-label="hapus"
        onPointerDown={tahanFokus}
        onMouseDown={tahanFokus}
        onClick={() => ketik(null)}
      >
        <Ikon nama="mundur" />
      </button>
    </div>
  );
}
