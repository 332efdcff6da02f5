// Screens by the part of the address after `#`, so that the phone's own back button works: `#/warga/<id>?tamu=1`.
import { useEffect, useState } from "preact/hooks";

export interface Rute {
  /** The first part, "" for the day. */
  layar: string;
  id: string;
  tanya: URLSearchParams;
}

export function bacaRute(pagar: string): Rute {
  const [jalan = "", tanya = ""] = pagar.replace(/^#\/?/, "").split("?");
  const [layar = "", id = ""] = jalan.split("/");
  return { layar, id, tanya: new URLSearchParams(tanya) };
}

export function tulisRute(layar: string, id = "", tanya: Record<string, string> = {}): string {
  const sisa = new URLSearchParams(tanya).toString();
  return `#/${layar}${id ? `/${id}` : ""}${sisa ? `?${sisa}` : ""}`;
}

/** `ganti`: the screen that is left is not one to come back to, such as a form that was saved. */
export function pergi(ke: string, ganti = false): void {
  if (ganti) location.replace(ke);
  else location.hash = ke;
}

export function useRute(): Rute {
  const [rute, simpan] = useState(() => bacaRute(location.hash));
  useEffect(() => {
    const baca = (): void => {
      simpan(bacaRute(location.hash));
      window.scrollTo(0, 0);
    };
    window.addEventListener("hashchange", baca);
    return () => window.removeEventListener("hashchange", baca);
  }, []);
  return rute;
}
