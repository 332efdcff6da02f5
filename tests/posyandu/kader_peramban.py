"""A cadre's phone in the tests: a real Chromium of its own, that can lose its signal and be killed.

The app is built as it is served, with one addition: its core is reachable as `inti`, so that a test can save a visit
without depending on how the screens ask for it. What a person does before the lock is done through the screens.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from ilp.stack.assets import TARGET, javascript
from ilp.stack.process import ROOT
from posyandu.halaman import kader
from posyandu.models import Kunjungan, Warga
from posyandu.perubahan import note_everybody
from puskesmas.hp import make_kode_hp
from puskesmas.models import Pengguna
from tests.cast import Wilayah, make_warga

PIN = "739164"
MASUK = """
import "./main.tsx";
import * as inti from "./inti/index.ts";
globalThis.inti = inti;
"""
BEKERJA = """SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"""
# Saves a visit of each person who has none today, one after the other, and says so aloud.
CATAT = """async (warga, jeda = 0, kabari = () => {}) => {
  for (const id of warga) {
    const orang = await inti.orang(id);
    if (orang.kunjungan.some((satu) => satu.tanggal === inti.hariIni())) continue;
    const isi = {
      id: inti.idBaru(), warga: id, unit: orang.posyandu, tanggal: inti.hariIni(), kanal: "posyandu",
      pengukuran: { berat_kg: 9.5 },
    };
    await inti.simpanOperasi("kunjungan", isi);
    console.log("tersimpan " + id);
    kabari();
    if (jeda) await new Promise((lanjut) => setTimeout(lanjut, jeda));
  }
}"""
# Begins to save, answers when so many more are saved, and goes on.
CATAT_TERUS = f"""([warga, banyak]) => new Promise((ya) => {{
  const kurangi = () => banyak-- <= 0 && ya();
  kurangi();
  ({CATAT})(warga, 15, kurangi).finally(ya);
}})"""
TARUH = """(semua) => new Promise((ya) => {
  indexedDB.open("ilp-" + inti.keadaan().akun.id).onsuccess = ({ target }) => {
    const tx = target.result.transaction("kotak", "readwrite");
    for (const satu of semua) tx.objectStore("kotak").add(satu);
    tx.oncomplete = () => (target.result.close(), ya());
  };
})"""
# What waits to be sent, of all accounts of the phone, counted in its store.
MENUNGGU = """async () => {
  let banyak = 0;
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith("ilp-")) continue;
    const db = await new Promise((ya, tidak) => {
      const minta = indexedDB.open(name);
      minta.onsuccess = () => ya(minta.result);
      minta.onerror = tidak;
    });
    banyak += await new Promise((ya) => {
      db.transaction("kotak").objectStore("kotak").count().onsuccess = ({ target }) => ya(target.result);
    });
    db.close();
  }
  return banyak;
}"""
# The accounts in the phone's second copy.
SALINAN = """async () => {
  const { indexedDB } = await navigator.storageBuckets.open("cadangan");
  return (await indexedDB.databases()).map((satu) => satu.name);
}"""
# Records of one store of it.
DISALIN = """async (toko) => {
  const { indexedDB } = await navigator.storageBuckets.open("cadangan");
  const db = await new Promise((ya, tidak) => {
    const minta = indexedDB.open("ilp-" + inti.keadaan().akun.id);
    minta.onsuccess = () => ya(minta.result);
    minta.onerror = tidak;
  });
  const banyak = await new Promise((ya) => {
    db.transaction(toko).objectStore(toko).count().onsuccess = ({ target }) => ya(target.result);
  });
  db.close();
  return banyak;
}"""
# A round under way in this tab goes once more, and holds the lock until that is over.
TUKAR = """async () => {
  await inti.kirimSekarang();
  const { akun } = inti.keadaan();
  if (akun) await navigator.locks.request("ilp-sinkron-" + akun.id, () => {});
}"""
ISI_SIMPANAN = """async () => {
  const teks = [];
  const baca = (nilai) => {
    if (nilai instanceof ArrayBuffer || ArrayBuffer.isView(nilai)) {
      const bita = new Uint8Array(nilai.buffer ?? nilai);
      teks.push(new TextDecoder("latin1").decode(bita), new TextDecoder("utf-16le").decode(bita));
    } else if (Array.isArray(nilai)) nilai.forEach(baca);
    else if (nilai && typeof nilai === "object") Object.entries(nilai).forEach(([k, v]) => (teks.push(k), baca(v)));
    else teks.push(String(nilai));
  };
  const tunggu = (minta) => new Promise((ya, tidak) => {
    minta.onsuccess = () => ya(minta.result);
    minta.onerror = tidak;
  });
  const cadangan = await navigator.storageBuckets.open("cadangan");
  for (const simpanan of [indexedDB, cadangan.indexedDB])
    for (const { name } of await simpanan.databases()) {
      const db = await tunggu(simpanan.open(name));
      for (const toko of db.objectStoreNames) {
        const isi = db.transaction(toko).objectStore(toko);
        baca(await tunggu(isi.getAllKeys()));
        if (toko !== "aturan") baca(await tunggu(db.transaction(toko).objectStore(toko).getAll()));
      }
      db.close();
    }
  for (const nama of await caches.keys())
    for (const minta of await (await caches.open(nama)).keys()) teks.push(minta.url);
  return teks.concat(Object.entries(localStorage).flat(), Object.entries(sessionStorage).flat(), location.href);
}"""


def build_app(tujuan: Path) -> Path:
    """The built files, with `inti` reachable."""
    shutil.copytree(TARGET, tujuan)
    esbuild = javascript(str(ROOT / "node_modules/esbuild/bin/esbuild"), "--bundle", "--minify", "--loader=tsx")
    jsx = ["--jsx=automatic", "--jsx-import-source=preact", "--log-level=error", "--loader:.svg=file"]
    argv = [*esbuild, *jsx, "--target=es2020", f"--outfile={tujuan / 'kader/main.js'}"]
    subprocess.run(argv, input=MASUK, text=True, cwd=ROOT / "static/kader", check=True)
    return tujuan


@dataclass
class KaderHp:
    """One phone: a Chromium with a folder of its own that outlives each kill."""

    peramban: Browser
    program: str
    folder: Path
    alamat: str
    proses: subprocess.Popen[bytes] | None = None
    sambungan: Browser | None = None
    tersimpan: list[str] = field(default_factory=list)

    def start(self, kuota: int | None = None) -> Page:
        """The browser, as after the phone was switched on; its first page is the app. `kuota`: bytes it may store."""
        port = self.folder / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        argv = [self.program, "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        argv += ["--remote-debugging-port=0", f"--user-data-dir={self.folder}", "--no-first-run", "about:blank"]
        self.proses = subprocess.Popen(
            argv, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        wait(lambda: port.exists() and port.read_text().count("\n") > 0)
        nomor = port.read_text().split()[0]
        self.sambungan = self.peramban.browser_type.connect_over_cdp(f"http://127.0.0.1:{nomor}")
        return self.open_app(kuota)

    def open_app(self, kuota: int | None = None) -> Page:
        assert self.sambungan is not None
        page = self.sambungan.contexts[0].new_page()
        page.on("console", lambda pesan: self._hear(pesan.text))
        page.set_viewport_size({"width": 360, "height": 740})
        if kuota is not None:
            batas = {"origin": self.alamat, "quotaSize": kuota}
            page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", batas)
        page.goto(f"{self.alamat}/kader/")
        return page

    def _hear(self, teks: str) -> None:
        if teks.startswith("tersimpan "):
            self.tersimpan.append(teks.removeprefix("tersimpan "))

    def kill(self) -> None:
        """-9, the whole group."""
        if self.proses is not None:
            os.killpg(self.proses.pid, signal.SIGKILL)
            self.proses.wait()
        self.proses = self.sambungan = None

    def break_store(self) -> None:
        """What a kill in the middle of a write leads to two starts later: the browser finds its file broken."""
        for berkas in self.folder.glob("Default/IndexedDB/*.leveldb/*.log"):
            isi = bytearray(berkas.read_bytes())
            isi[len(isi) // 2] ^= 0xFF
            berkas.write_bytes(isi)


def wait(benar: Callable[[], object], detik: float = 30.0) -> None:
    """Until it is true; a phone does most things by itself, a moment later."""
    batas = time.monotonic() + detik
    while not benar():
        assert time.monotonic() < batas, "belum terjadi"
        time.sleep(0.05)


def enrol(page: Page, oleh: Pengguna, untuk: Pengguna, pin: str = PIN) -> None:
    """Type a fresh code, choose a PIN, wait for the first download."""
    _, kode = make_kode_hp(oleh=oleh, untuk=untuk)
    page.get_by_label("Kode").fill(kode)
    page.get_by_role("button", name="Daftarkan").click()
    set_pin(page, pin)


def set_pin(page: Page, pin: str = PIN) -> None:
    page.get_by_label("PIN baru").fill(pin)
    page.get_by_label("Ulangi PIN").fill(pin)
    page.get_by_role("button", name="Simpan PIN").click()
    wait(lambda: state(page)["tahap"] == "siap", 120)


def unlock(page: Page, pin: str = PIN) -> None:
    page.get_by_label("PIN", exact=True).fill(pin)
    page.get_by_role("button", name="Buka").click()
    wait(lambda: state(page)["tahap"] == "siap")


def state(page: Page) -> dict[str, Any]:
    return dict(page.evaluate("() => inti.keadaan()"))


def save_visits(page: Page, warga: list[Warga]) -> None:
    page.evaluate(CATAT, [str(satu.pk) for satu in warga])


def exchange(page: Page) -> None:
    """A whole round with the server from now on, or as far as it came."""
    page.evaluate(TUKAR)


def waiting(page: Page) -> int:
    """Operations in the outbox. `state` counts them a moment later."""
    return int(page.evaluate(MENUNGGU))


def copied(page: Page, toko: str) -> int:
    """Records of a store in the second copy."""
    return int(page.evaluate(DISALIN, toko))


def send_all(page: Page) -> None:
    exchange(page)
    wait(lambda: waiting(page) == state(page)["tersimpan"] == 0)


def dump(page: Page) -> str:
    """All that the browser keeps for this address, as one text."""
    return json.dumps(page.evaluate(ISI_SIMPANAN), ensure_ascii=False)


def expect_locked(page: Page) -> None:
    expect(page.get_by_role("button", name="Buka")).to_be_visible()


def running(hp: KaderHp) -> Iterator[KaderHp]:
    try:
        yield hp
    finally:
        hp.kill()
        settle()


def settle() -> None:
    """Waits for what the server still does for a browser that is gone: the tables are emptied next.

    Looks twice: between two statements of a request nothing is to be seen.
    """
    for _ in range(2):
        wait(lambda: not busy())
        time.sleep(0.1)


def busy() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(BEKERJA)
        return bool(cursor.fetchone()[0])


def forget_files() -> None:
    """Django remembers its folders, and the page the hashes of its files."""
    get_finder: Any = finders.get_finder
    get_finder.cache_clear()
    kader.revision.cache_clear()


def register(wilayah: Wilayah, banyak: int) -> list[Warga]:
    semua = [make_warga(wilayah.melati, f"Anak {ke:02} Melati") for ke in range(banyak)]
    note_everybody([wilayah.melati])
    return semua


def go_offline(*pages: Page) -> None:
    for page in pages:
        page.context.set_offline(offline=True)


def go_online(*pages: Page) -> None:
    for page in pages:
        page.context.set_offline(offline=False)


def seen(page: Page, anak: list[Warga]) -> set[str]:
    """People whose visit the phone shows."""
    return {satu for satu in ids(anak) if page.evaluate("(id) => inti.orang(id)", satu)["kunjungan"]}


def arrived() -> list[str]:
    return sorted(str(pk) for pk in Kunjungan.objects.values_list("warga", flat=True))


def ids(anak: list[Warga]) -> list[str]:
    return sorted(str(satu.pk) for satu in anak)
