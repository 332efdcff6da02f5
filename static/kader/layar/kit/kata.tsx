// What is said to people: findings (what was measured means something) and errors (what was typed cannot be).
import type { ComponentChildren } from "preact";
import type { Tingkat } from "../../aturan/index.ts";
import { Bentuk, BENTUK_TINGKAT } from "./lambang.tsx";

/** The first sentence in bold is the finding, the rest says what to do first. */
export function KotakTemuan({ tingkat, pesan }: { tingkat: Tingkat; pesan: string }) {
  const [kepala, sisa] = belah(pesan);
  return (
    <div class={`temuan ${tingkat === "fakta" ? "baik" : tingkat}`}>
      <p class="kepala">
        <Bentuk nama={BENTUK_TINGKAT[tingkat]} />
        <span>{kepala}</span>
      </p>
      {sisa && <p>{sisa}</p>}
    </div>
  );
}

function belah(pesan: string): [string, string] {
  const titik = pesan.search(/[.:] /);
  return titik < 0 ? [pesan, ""] : [pesan.slice(0, titik + 1), pesan.slice(titik + 2)];
}

export function KotakGalat({ pesan, saran, id }: { pesan: string; saran?: string; id?: string }) {
  return (
    <div class="galat" role="alert" id={id}>
      <p class="pesan">{pesan}</p>
      {saran && <p>{saran}</p>}
    </div>
  );
}

export function Pita({ awas, children }: { awas?: boolean; children: ComponentChildren }) {
  return (
    <div class={awas ? "pita awas" : "pita"} role="status">
      {children}
    </div>
  );
}
