"""The phone keeps the order of what it sends, and heals a server that was restored from an older backup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from posyandu.models import Kunjungan, TerimaOperasi, UrutPerangkat, Warga
from posyandu.perubahan import begin_zaman
from puskesmas.models import Perangkat
from tests.cast import Pemeran, Wilayah
from tests.hp import full_for, take_backup
from tests.posyandu.kader_peramban import (
    TARUH,
    KaderHp,
    arrived,
    enrol,
    exchange,
    go_offline,
    go_online,
    ids,
    save_visits,
    seen,
    send_all,
    state,
    wait,
)

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

BAYI = """async (unit) => {
  const lahir = { id: inti.idBaru(), unit, nama: "Bayi Baru", jenis_kelamin: "P", tanggal_lahir: inti.hariIni() };
  await inti.simpanOperasi("warga", lahir);
  const hari = { unit, tanggal: inti.hariIni() };
  for (let ke = 0; ke < 100; ke++) await inti.simpanOperasi("sesi_petugas", { ...hari, petugas: ["Ani " + ke] });
  const isi = { id: inti.idBaru(), warga: lahir.id, ...hari, kanal: "posyandu", pengukuran: { berat_kg: 3.2 } };
  await inti.simpanOperasi("kunjungan", isi);
}"""


def test_a_visit_of_the_next_push_waits_for_its_person(halaman: Page, wilayah: Wilayah) -> None:
    go_offline(halaman)
    halaman.evaluate(BAYI, wilayah.melati.kode)
    with full_for("posyandu_warga"):
        go_online(halaman)
        wait(lambda: TerimaOperasi.objects.count() == 100)
        exchange(halaman)
        wait(lambda: state(halaman)["tersimpan"] == 2)
    send_all(halaman)
    assert state(halaman)["perluDibetulkan"] == 0
    assert Kunjungan.objects.get().warga.nama == "Bayi Baru"


def test_a_seal_that_nobody_can_open_blocks_nothing(halaman: Page, anak: list[Warga]) -> None:
    contoh = json.loads((Path(__file__).parent / "contoh/kotak_hp.json").read_text())["rekaman"][0]["kotak"]
    halaman.evaluate(TARUH, [{**contoh, "kirim_ke": str(Perangkat.objects.get().pk), "urut": 0}])
    save_visits(halaman, anak)
    for _ in range(7):
        exchange(halaman)
    wait(lambda: arrived() == ids(anak))
    wait(lambda: state(halaman)["tersimpan"] == 1)
    assert state(halaman)["perluDibetulkan"] == 0


SALAH = """async (id) => inti.simpanOperasi("kunjungan", {
  id: inti.idBaru(), warga: id, unit: (await inti.orang(id)).posyandu, tanggal: inti.hariIni(), kanal: "posyandu",
  pengukuran: { berat_kg: 9500 },
})"""


@pytest.mark.parametrize("dinyatakan", [True, False], ids=["zaman-baru", "tanpa-kabar"])
def test_what_a_restored_server_has_forgotten_is_sent_again(halaman: Page, anak: list[Warga], dinyatakan: bool) -> None:
    save_visits(halaman, anak[:2])
    send_all(halaman)
    restore = take_backup()
    halaman.evaluate(SALAH, str(anak[4].pk))
    save_visits(halaman, anak[2:4])
    send_all(halaman)
    go_offline(halaman)
    restore()
    if dinyatakan:
        begin_zaman()
    go_online(halaman)
    for _ in range(2):
        exchange(halaman)
    wait(lambda: arrived() == ids(anak[:4]))
    wait(lambda: state(halaman)["tersimpan"] == 0)
    assert (UrutPerangkat.objects.get().lengkap, TerimaOperasi.objects.count()) == (5, 5)
    assert state(halaman)["perluDibetulkan"] == 1
    assert seen(halaman, anak) == set(ids(anak[:4]))


def test_a_phone_that_the_restored_server_does_not_know_sends_everything_under_its_new_name(
    hp: KaderHp, anak: list[Warga], pemeran: Pemeran
) -> None:
    restore = take_backup()
    page = hp.start()
    enrol(page, pemeran.citra, pemeran.ani)
    save_visits(page, anak[:2])
    send_all(page)
    go_offline(page)
    restore()
    save_visits(page, anak[2:4])
    go_online(page)
    exchange(page)
    wait(lambda: state(page)["perluKode"])
    page.evaluate("() => inti.mintaKode()")
    enrol(page, pemeran.citra, pemeran.ani)
    send_all(page)
    assert arrived() == ids(anak[:4])
    assert UrutPerangkat.objects.get().lengkap == 4


def test_what_was_sent_is_kept_for_two_weeks_and_not_without_bound(halaman: Page, anak: list[Warga]) -> None:
    save_visits(halaman, anak[:1])
    send_all(halaman)
    halaman.evaluate(PENUHI, str(Perangkat.objects.get().pk))
    exchange(halaman)
    wait(lambda: halaman.evaluate(HITUNG_TERKIRIM) == [4000, 0])
    assert halaman.evaluate(HITUNG_TERKIRIM) == [4000, 0]


PENUHI = """(kirim_ke) => new Promise((ya) => {
  indexedDB.open("ilp-" + inti.keadaan().akun.id).onsuccess = ({ target }) => {
    const tx = target.result.transaction("terkirim", "readwrite");
    const hari = 86400000;
    for (let urut = 2; urut < 4500; urut++) {
      const pada = Date.now() - (urut < 50 ? 15 * hari : hari);
      tx.objectStore("terkirim").add({ kirim_ke: "lama" + kirim_ke, urut, id: "x" + urut, dibuat: "", pada });
    }
    tx.oncomplete = () => (target.result.close(), ya());
  };
})"""
HITUNG_TERKIRIM = """() => new Promise((ya) => {
  indexedDB.open("ilp-" + inti.keadaan().akun.id).onsuccess = ({ target }) => {
    target.result.transaction("terkirim").objectStore("terkirim").getAll().onsuccess = (jawab) => {
      const semua = jawab.target.result;
      target.result.close();
      ya([semua.length, semua.filter((satu) => satu.pada < Date.now() - 14 * 86400000).length]);
    };
  };
})"""
