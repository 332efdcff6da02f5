// Tabs of the app tell each other what has changed.
export type Kabar = "operasi" | "orang" | "kunci" | "hapus";

const saluran = new BroadcastChannel("ilp-kader");

export function kabari(kabar: Kabar): void {
  saluran.postMessage(kabar);
}

export function dengarkan(fungsi: (kabar: Kabar) => void): void {
  saluran.onmessage = (pesan: MessageEvent<Kabar>) => fungsi(pesan.data);
}
