// The service worker and the newer app it may hold. Nothing here touches the stores.
import { ubah } from "./keadaan.ts";

let menunggu: ServiceWorker | null = null;

/** Registers the service worker and says when a newer app is ready. */
export async function pasangPekerja(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const daftar = await navigator.serviceWorker.register("/kader/sw.js", { scope: "/kader/" }).catch(() => null);
  if (!daftar) return;
  const lihat = () => {
    if (!daftar.waiting || !navigator.serviceWorker.controller) return;
    menunggu = daftar.waiting;
    ubah({ versiBaru: "ada" });
  };
  lihat();
  daftar.addEventListener("updatefound", () => daftar.installing?.addEventListener("statechange", lihat));
  setInterval(() => void daftar.update().catch(() => undefined), 60 * 60_000);
}

/** Starts the newer app; drafts and outbox are where they were. */
export function muatVersiBaru(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  if (menunggu) menunggu.postMessage("mulai");
  else location.reload();
}
