export { Kepala, Status, TabBawah, type Tab } from "./kerangka.tsx";
export { Baris, Batang, JudulDaftar, Kosong, type Alasan } from "./daftar.tsx";
export { Bentuk, BENTUK_TINGKAT, Ikon, type NamaBentuk, type NamaIkon } from "./lambang.tsx";
export { IsianPilih, IsianTeks, Tombol, type SalahIsian } from "./isian.tsx";
export { KotakGalat, KotakTemuan, Pita } from "./kata.tsx";
export { TombolAngka } from "./angka.tsx";
