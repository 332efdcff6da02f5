// Fields of a form. Labels stand above, what is wrong below; the red edge is for errors only.
import type { ComponentChildren, InputHTMLAttributes, Ref } from "preact";
import { KotakGalat } from "./kata.tsx";

export interface SalahIsian {
  pesan: string;
  saran?: string;
}

interface Dasar {
  id: string;
  label: ComponentChildren;
  bantuan?: string;
  salah?: SalahIsian | undefined;
  children?: ComponentChildren;
}

/** A line of text. `padAngka`: our own number pad types into it, so the phone's keyboard stays away. */
export function IsianTeks(
  props: Dasar & {
    nilai: string;
    ubah: (teks: string) => void;
    selesai?: (() => void) | undefined;
    fokus?: (() => void) | undefined;
    satuan?: string;
    besar?: boolean;
    padAngka?: boolean;
    banyak?: boolean;
    kanan?: ComponentChildren;
    rujukan?: Ref<HTMLInputElement> | undefined;
    atribut?: InputHTMLAttributes<HTMLInputElement>;
  },
) {
  const bersama = {
    id: props.id,
    value: props.nilai,
    "aria-invalid": Boolean(props.salah),
    ...(props.salah ? { "aria-describedby": `${props.id}-salah` } : {}),
    onInput: (e: Event) => props.ubah((e.currentTarget as HTMLInputElement).value),
    onBlur: () => props.selesai?.(),
    onFocus: () => props.fokus?.(),
  };
  return (
    <div class="isian">
      <label for={props.id}>{props.label}</label>
      <div class={props.kanan ? "kotak" : ""}>
        <div class={`masukan${props.besar ? " besar" : ""}${props.salah ? " salah" : ""}`}>
          {props.banyak ? (
            <textarea rows={3} {...(bersama as object)} />
          ) : (
            <input
              type="text"
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              ref={props.rujukan ?? null}
              inputMode={props.padAngka ? "none" : "text"}
              {...bersama}
              {...props.atribut}
            />
          )}
          {props.satuan && <span class="satuan">{props.satuan}</span>}
        </div>
        {props.kanan}
      </div>
      <Ekor {...props} />
    </div>
  );
}

function Ekor(props: Dasar) {
  return (
    <>
      {props.salah && <KotakGalat id={`${props.id}-salah`} {...props.salah} />}
      {props.children}
      {props.bantuan && !props.salah && <p class="bantuan">{props.bantuan}</p>}
    </>
  );
}

/** One of a few. `ringkas`: question and answers on one line. Tapping the chosen one again takes the answer away. */
export function IsianPilih<T extends string>(
  props: Dasar & {
    nilai: T | "";
    pilihan: readonly (readonly [T, string])[];
    ubah: (nilai: T | "") => void;
    bolehKosong?: boolean;
    ringkas?: boolean;
  },
) {
  const satuKolom = props.pilihan.some(([, nama]) => nama.length > 16) || props.pilihan.length > 3;
  return (
    <fieldset
      class={props.ringkas ? "isian ringkas" : "isian"}
      aria-describedby={props.salah ? `${props.id}-salah` : undefined}
    >
      <legend class={props.ringkas ? "hanya-baca" : ""}>{props.label}</legend>
      {props.ringkas && (
        <span class="label" aria-hidden="true">
          {props.label}
        </span>
      )}
      <div class={satuKolom ? "jawab satu-kolom" : "jawab"}>
        {props.pilihan.map(([kode, nama], ke) => (
          <label key={kode}>
            <input
              type="radio"
              id={ke === 0 ? props.id : undefined}
              name={props.id}
              value={kode}
              checked={props.nilai === kode}
              onChange={() => props.ubah(kode)}
              onClick={() => props.bolehKosong && props.nilai === kode && props.ubah("")}
            />
            <span>{nama}</span>
          </label>
        ))}
      </div>
      <Ekor {...props} />
    </fieldset>
  );
}

export function Tombol(props: {
  jenis?: "utama" | "diam" | "bahaya" | "teks";
  penuh?: boolean;
  mati?: boolean;
  tekan: () => void;
  children: ComponentChildren;
}) {
  const kelas = ["tombol", props.jenis ?? "", props.penuh ? "penuh" : ""].filter(Boolean).join(" ");
  return (
    <button type="button" class={kelas} disabled={props.mati} onClick={props.tekan}>
      {props.children}
    </button>
  );
}
