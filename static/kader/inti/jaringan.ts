// Calls to the server. `navigator.onLine` is never asked: only an answer proves a connection.

/** No server answered; not an error to show, the phone tries again. */
export class TanpaSinyal extends Error {}

export interface Balasan {
  status: number;
  /** Parsed JSON; null when there is none. */
  isi: unknown;
  etag: string;
  /** Seconds the server asks to wait; null when it does not say. */
  tunggu: number | null;
  /** Minutes this phone's clock is ahead of the server's; null when the answer does not tell. */
  selisih: number | null;
}

const HABIS_WAKTU = 60_000;

export async function kirim(jalur: string, isi: unknown, otorisasi: string | null): Promise<Balasan> {
  return panggil(jalur, { method: "POST", body: JSON.stringify(isi) }, otorisasi, {
    "Content-Type": "application/json",
  });
}

export async function ambil(jalur: string, otorisasi: string, etag = ""): Promise<Balasan> {
  return panggil(jalur, {}, otorisasi, etag ? { "If-None-Match": etag } : {});
}

async function panggil(
  jalur: string,
  cara: RequestInit,
  otorisasi: string | null,
  kepala: Record<string, string>,
): Promise<Balasan> {
  const henti = new AbortController();
  const alarm = setTimeout(() => henti.abort(), HABIS_WAKTU);
  const mulai = performance.now();
  try {
    const jawaban = await fetch(jalur, {
      ...cara,
      headers: { Accept: "application/json", ...kepala, ...(otorisasi ? { Authorization: otorisasi } : {}) },
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      signal: henti.signal,
    });
    const isi = uraikan(await jawaban.text());
    return {
      status: jawaban.status,
      isi,
      etag: jawaban.headers.get("ETag") ?? "",
      tunggu: Number(jawaban.headers.get("Retry-After")) || null,
      selisih: selisihJam(isi, performance.now() - mulai),
    };
  } catch {
    throw new TanpaSinyal();
  } finally {
    clearTimeout(alarm);
  }
}

/** A portal of a free wifi answers 200 with a page: that is no answer of ours. */
function uraikan(teks: string): unknown {
  if (!teks) return null;
  return JSON.parse(teks) as unknown;
}

/** Minutes by which this clock is ahead of the server's; `lama`, in ms, by a clock that nobody can set meanwhile. */
function selisihJam(isi: unknown, lama: number): number | null {
  const jam = (isi as { jam_server?: string } | null)?.jam_server;
  const server = jam ? Date.parse(jam) : NaN;
  return Number.isNaN(server) ? null : Math.round((Date.now() - lama / 2 - server) / 60_000);
}
