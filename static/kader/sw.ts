// The service worker: keeps the shell of the app, so that it opens without signal. It never touches an answer with people.
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from "workbox-precaching";

interface Pekerja {
  /** The shell and its files, each with the hash of its content; the page view writes it in front of this script. */
  __BERKAS: PrecacheEntry[];
  skipWaiting(): Promise<void>;
  addEventListener(nama: "message", fungsi: (pesan: MessageEvent) => void): void;
  addEventListener(nama: "fetch", fungsi: (peristiwa: Peristiwa) => void): void;
}
interface Peristiwa extends Event {
  request: Request;
  respondWith(jawaban: Promise<Response>): void;
}
const pekerja = self as unknown as Pekerja;

cleanupOutdatedCaches();
precacheAndRoute(pekerja.__BERKAS, { ignoreURLParametersMatching: [/.*/] });

const kerangka = createHandlerBoundToURL("/kader/");
pekerja.addEventListener("fetch", (peristiwa) => {
  const { pathname } = new URL(peristiwa.request.url);
  if (peristiwa.request.mode !== "navigate" || !pathname.startsWith("/kader/")) return;
  peristiwa.respondWith(kerangka({ request: peristiwa.request, event: peristiwa as never, url: new URL(peristiwa.request.url) } as never));
});

// A newer app starts only when the person asks, or when no page of the old one is open.
pekerja.addEventListener("message", (pesan) => {
  if (pesan.data === "mulai") void pekerja.skipWaiting();
});
