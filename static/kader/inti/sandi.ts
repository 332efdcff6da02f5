// Everything that is enciphered on the phone, with the browser's own WebCrypto.

export interface Segel {
  /** Id of the server's key. */
  kunci: string;
  /** The ephemeral public key, raw, base64url. */
  titik: string;
  iv: string;
  isi: string;
}
/** A record under a symmetric key. */
export interface Tertutup {
  iv: Uint8Array<ArrayBuffer>;
  isi: ArrayBuffer;
}
export interface KunciServer {
  id: string;
  kunci: string;
}

const PUTARAN_PIN = 600_000;
const kodeTeks = new TextEncoder();
const bacaTeks = new TextDecoder();
const kosong = new Uint8Array(0);
const P256 = { name: "ECDH", namedCurve: "P-256" };

export function acak(panjang: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(panjang));
}

export function keB64(data: ArrayBuffer | Uint8Array): string {
  let teks = "";
  for (const satu of new Uint8Array(data)) teks += String.fromCharCode(satu);
  return btoa(teks).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

export function dariB64(teks: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(teks.replace(/-/g, "+").replace(/_/g, "/")), (huruf) => huruf.charCodeAt(0));
}

/** Seals `isi` so that only the server reads it; `id` goes with it unchanged or the seal does not open. */
export async function segelkan(server: KunciServer, id: string, isi: unknown): Promise<Segel> {
  const tujuan = await crypto.subtle.importKey("raw", dariB64(server.kunci), P256, false, []);
  const sekali = await crypto.subtle.generateKey(P256, false, ["deriveBits"]);
  const bersama = await crypto.subtle.deriveBits({ name: "ECDH", public: tujuan }, sekali.privateKey, 256);
  const kunci = await turunkan(bersama, kosong, "ilp-segel-1", ["encrypt"]);
  const iv = acak(12);
  const polos = kodeTeks.encode(JSON.stringify(isi));
  const tertutup = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: kodeTeks.encode(id) },
    kunci,
    polos,
  );
  const titik = await crypto.subtle.exportKey("raw", sekali.publicKey);
  return { kunci: server.id, titik: keB64(titik), iv: keB64(iv), isi: keB64(tertutup) };
}

/** Two keys that never leave this browser: one to mix into the PIN's, one for what must be read without a PIN. */
export interface KunciPerangkat {
  hmac: CryptoKey;
  aes: CryptoKey;
}

export async function buatKunciPerangkat(): Promise<KunciPerangkat> {
  const hmac = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const aes = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return { hmac: hmac as CryptoKey, aes: aes as CryptoKey };
}

/** A new data key. It can be exported only so that a new PIN can wrap it again. */
export async function buatKunciData(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
}

export async function bungkusKunci(data: CryptoKey, pin: string, hmac: CryptoKey): Promise<Tertutup & { garam: Uint8Array<ArrayBuffer> }> {
  const garam = acak(16);
  const iv = acak(12);
  const isi = await crypto.subtle.wrapKey("raw", data, await kunciPin(pin, garam, hmac), { name: "AES-GCM", iv });
  return { garam, iv, isi };
}

/** Throws when the PIN is wrong. */
export async function bukaKunci(
  bungkus: Tertutup & { garam: Uint8Array<ArrayBuffer> },
  pin: string,
  hmac: CryptoKey,
): Promise<CryptoKey> {
  const pembungkus = await kunciPin(pin, bungkus.garam, hmac);
  const cara = { name: "AES-GCM", iv: bungkus.iv };
  return crypto.subtle.unwrapKey("raw", bungkus.isi, pembungkus, cara, "AES-GCM", true, ["encrypt", "decrypt"]);
}

/** HKDF over PBKDF2(PIN) and what the device key makes of it: neither alone opens anything. */
async function kunciPin(pin: string, garam: Uint8Array<ArrayBuffer>, hmac: CryptoKey): Promise<CryptoKey> {
  const bahan = await crypto.subtle.importKey("raw", kodeTeks.encode(pin), "PBKDF2", false, ["deriveBits"]);
  const cara = { name: "PBKDF2", hash: "SHA-256", salt: garam, iterations: PUTARAN_PIN };
  const lambat = await crypto.subtle.deriveBits(cara, bahan, 256);
  const campur = await crypto.subtle.sign("HMAC", hmac, lambat);
  const gabung = new Uint8Array(64);
  gabung.set(new Uint8Array(lambat));
  gabung.set(new Uint8Array(campur), 32);
  return turunkan(gabung, garam, "ilp-pin-1", ["wrapKey", "unwrapKey"]);
}

async function turunkan(
  bahan: BufferSource,
  garam: BufferSource,
  tujuan: string,
  guna: KeyUsage[],
): Promise<CryptoKey> {
  const dasar = await crypto.subtle.importKey("raw", bahan, "HKDF", false, ["deriveKey"]);
  const cara = { name: "HKDF", hash: "SHA-256", salt: garam, info: kodeTeks.encode(tujuan) };
  return crypto.subtle.deriveKey(cara, dasar, { name: "AES-GCM", length: 256 }, false, guna);
}

/** Enciphers a record; `tempat` (store and id) is bound to it, so that two records cannot change places. */
export async function tutup(kunci: CryptoKey, tempat: string, nilai: unknown): Promise<Tertutup> {
  const iv = acak(12);
  const cara = { name: "AES-GCM", iv, additionalData: kodeTeks.encode(tempat) };
  return { iv, isi: await crypto.subtle.encrypt(cara, kunci, kodeTeks.encode(JSON.stringify(nilai))) };
}

export async function buka<T>(kunci: CryptoKey, tempat: string, rekaman: Tertutup): Promise<T> {
  const cara = { name: "AES-GCM", iv: rekaman.iv, additionalData: kodeTeks.encode(tempat) };
  return JSON.parse(bacaTeks.decode(await crypto.subtle.decrypt(cara, kunci, rekaman.isi))) as T;
}
