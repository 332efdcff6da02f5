"""How quick the phone app is with a whole village on it, told as figures; `-s` shows them."""

from __future__ import annotations

import time
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page

from posyandu.models import Domisili, Kunjungan, Warga
from posyandu.perubahan import note_everybody
from tests.cast import Pemeran, Wilayah
from tests.posyandu.kader_peramban import KaderHp, enrol, state, unlock, wait

pytestmark = [pytest.mark.peramban, pytest.mark.lambat, pytest.mark.django_db(transaction=True)]

BANYAK = 2000
KUNJUNGAN = 6
LAMBAT = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
DEPAN = ("Aisyah", "Bima", "Citra", "Dimas", "Elok", "Farhan", "Gilang", "Hasna", "Intan", "Jihan")
BELAKANG = ("Maulana", "Putri", "Wulandari", "Saputra", "Lestari")
UKUR = """async (warga) => {
  const catat = [];
  for (const kata of ["ais", "bima mau", "put", "0001", "zzz", "a"]) {
    const mulai = performance.now();
    inti.cariOrang(kata);
    catat.push(performance.now() - mulai);
  }
  const simpan = [];
  for (const id of warga) {
    const orang = await inti.orang(id);
    const isi = { id: inti.idBaru(), warga: id, unit: orang.posyandu, tanggal: inti.hariIni(), kanal: "posyandu" };
    const mulai = performance.now();
    await inti.simpanOperasi("kunjungan", { ...isi, pengukuran: { berat_kg: 9.5 } });
    simpan.push(performance.now() - mulai);
    await new Promise((lanjut) => setTimeout(lanjut, 1500));
  }
  simpan.sort((a, b) => a - b);
  return { cari: Math.max(...catat), tengah: simpan[5], simpan: simpan[9] };
}"""


def fill(wilayah: Wilayah, pemeran: Pemeran) -> list[Warga]:
    lahir = date(2020, 1, 1)
    semua = [
        Warga(
            kabupaten_id=wilayah.beltim.pk,
            unit=wilayah.melati,
            nama=f"{DEPAN[ke % 10]} {BELAKANG[ke % 5]}",
            tanggal_lahir=lahir + timedelta(days=ke),
            jenis_kelamin="LP"[ke % 2],
        )
        for ke in range(BANYAK)
    ]
    Warga.objects.bulk_create(semua)
    Domisili.objects.bulk_create(Domisili(warga=s, posyandu=wilayah.melati, sejak=lahir) for s in semua)
    Kunjungan.objects.bulk_create(
        Kunjungan(
            id=uuid.uuid4(),
            warga=satu,
            unit_layanan=wilayah.melati,
            tanggal=date(2026, 1 + bulan, 10),
            dicatat_oleh=pemeran.ani,
            temuan=["ditimbang"],
            kanal="posyandu",
            pengukuran={"berat_kg": 9.1, "panjang_cm": 72.5, "lila_cm": 14.2},
            sidik="0" * 64,
            dicatat_pada="2026-01-10T08:00:00+07:00",
        )
        for satu in semua
        for bulan in range(KUNJUNGAN)
    )
    note_everybody([wilayah.melati])
    return semua


def slow_down(page: Page) -> None:
    """Slow 3G, and a processor four times slower."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", LAMBAT)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": 4})


def test_a_village_of_two_thousand_on_a_slow_phone(
    hp: KaderHp, wilayah: Wilayah, pemeran: Pemeran, capsys: pytest.CaptureFixture[str]
) -> None:
    semua = fill(wilayah, pemeran)
    angka: dict[str, Any] = {}
    page = hp.start()
    slow_down(page)
    mulai = time.monotonic()
    page.reload()
    page.get_by_label("Kode").wait_for()
    angka["pembukaan pertama (s)"] = time.monotonic() - mulai
    mulai = time.monotonic()
    enrol(page, pemeran.citra, pemeran.ani)
    angka["daftar, PIN, unduh 2.000 orang (s)"] = time.monotonic() - mulai
    assert page.evaluate("() => inti.semuaOrang().length") == BANYAK
    page.wait_for_timeout(3000)
    hasil = page.evaluate(UKUR, [str(satu.pk) for satu in semua[:10]])
    angka["cari, terlama (ms)"], angka["simpan, tengah (ms)"] = hasil["cari"], hasil["tengah"]
    angka["simpan, terlama (ms)"] = hasil["simpan"]
    wait(lambda: state(page)["tersimpan"] == 0, 60)
    mulai = time.monotonic()
    page.reload()
    page.get_by_label("PIN", exact=True).wait_for()
    angka["pembukaan berikutnya sampai PIN (s)"] = time.monotonic() - mulai
    mulai = time.monotonic()
    unlock(page)
    angka["PIN sampai layar (s)"] = time.monotonic() - mulai
    with capsys.disabled():
        print("\n" + "\n".join(f"{nama}: {nilai:.1f}" for nama, nilai in angka.items()))
