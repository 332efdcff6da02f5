"""The core of the phone app in a real Chromium against the real server: nothing is lost, nothing comes twice."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from posyandu.models import Karantina, Kunjungan, Warga
from posyandu.perubahan import begin_zaman, note_everybody
from puskesmas.hp import revoke_hp
from puskesmas.models import Perangkat
from tests.cast import Pemeran, Wilayah, make_warga
from tests.posyandu.kader_peramban import (
    CATAT_TERUS,
    SALINAN,
    TARUH,
    KaderHp,
    arrived,
    copied,
    dump,
    enrol,
    exchange,
    expect_locked,
    forget_files,
    go_offline,
    go_online,
    ids,
    register,
    save_visits,
    seen,
    send_all,
    state,
    unlock,
    wait,
    waiting,
)

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

NAMA = "Siti Nurhaliza Kusumaningrum"
NIK = "1906014107250003"
PETUGAS = "Ani Handayani"


def test_a_visit_saved_without_signal_survives_a_reload_and_arrives_once(halaman: Page, anak: list[Warga]) -> None:
    assert [satu["nama"] for satu in halaman.evaluate("() => inti.cariOrang('anak 03')")] == ["Anak 03 Melati"]
    halaman.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    go_offline(halaman)
    save_visits(halaman, anak[:2])
    halaman.reload()
    unlock(halaman)
    assert state(halaman)["tersimpan"] == 2
    [kunjungan] = halaman.evaluate("(id) => inti.orang(id)", str(anak[0].pk))["kunjungan"]
    assert (kunjungan["pengukuran"], kunjungan["lokal"]) == ({"berat_kg": 9.5}, True)
    go_online(halaman)
    send_all(halaman)
    assert arrived() == ids(anak[:2])
    wait(lambda: halaman.evaluate("() => inti.catatanSendiri().length") == 0)
    [kunjungan] = halaman.evaluate("(id) => inti.orang(id)", str(anak[0].pk))["kunjungan"]
    assert "lokal" not in kunjungan
    assert (state(halaman)["terkirim"], state(halaman)["tersimpan"]) == (2, 0)


@pytest.mark.lambat
def test_fifty_visits_survive_a_browser_that_is_killed_again_and_again(
    hp: KaderHp, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    anak = register(wilayah, 50)
    acak = random.Random(5)
    page = hp.start()
    enrol(page, pemeran.citra, pemeran.ani)
    putaran = 0
    while len(seen(page, anak)) < len(anak):
        page.evaluate(CATAT_TERUS, [ids(anak), acak.randint(0, 6)])
        page.wait_for_timeout(acak.uniform(0, 60))
        if acak.random() < 0.6:
            hp.kill()
            if acak.random() < 0.4:
                hp.break_store()
            page = hp.start()
        else:
            page.reload()
        expect_locked(page)
        unlock(page)
        assert set(hp.tersimpan) <= seen(page, anak), "tersimpan di HP, lalu hilang"
        putaran += 1
    assert putaran > 5, f"hanya {putaran} kali dimatikan"
    send_all(page)
    assert arrived() == ids(anak)


def test_a_store_that_the_browser_lost_comes_back_from_its_copy(hp: KaderHp, halaman: Page, anak: list[Warga]) -> None:
    halaman.route("**/api/v1/sinkron/", lambda rute: rute.abort())
    save_visits(halaman, anak)
    halaman.evaluate("() => inti.simpanDraf('periksa:1', { keluhan: 'batuk' })")
    wait(lambda: copied(halaman, "draf") == 1)
    hp.kill()
    hp.break_store()
    page = hp.start()
    expect_locked(page)
    unlock(page)
    assert page.evaluate("() => inti.bacaDraf('periksa:1')") == {"keluhan": "batuk"}
    assert seen(page, anak) == set(ids(anak))
    send_all(page)
    assert arrived() == ids(anak)
    assert Perangkat.objects.count() == 1, "HP yang sama, tanpa kode baru"


def test_what_the_phone_keeps_shows_no_name_nik_or_finding(
    hp: KaderHp, anak: list[Warga], wilayah: Wilayah, pemeran: Pemeran
) -> None:
    pemeran.ani.nama = PETUGAS  # three letters stand in ciphertext by chance
    pemeran.ani.save()
    halaman = hp.start()
    enrol(halaman, pemeran.citra, pemeran.ani)
    siti = make_warga(wilayah.melati, NAMA, jk="P")
    note_everybody([wilayah.melati])
    exchange(halaman)
    wait(lambda: halaman.evaluate("() => inti.cariOrang('nurhaliza').length") == 1)
    go_offline(halaman)
    save_visits(halaman, [siti])
    halaman.evaluate(
        """async ([unit, nik]) => {
          const lahir = { id: inti.idBaru(), unit, nama: "Bayi Kusumaningrum", jenis_kelamin: "P" };
          await inti.simpanOperasi("warga", { ...lahir, tanggal_lahir: inti.hariIni(), nik });
          await inti.simpanDraf("periksa:1", { nama: "Draf Kusumaningrum", keluhan: "batuk berdarah" });
        }""",
        [wilayah.melati.kode, NIK],
    )
    isi = dump(halaman)
    assert "kirim_ke" in isi, "isi simpanan terbaca"
    for rahasia in ("Kusumaningrum", "Nurhaliza", NIK, "Anak 03", "berat_kg", "ditimbang", "batuk", PETUGAS):
        assert rahasia not in isi, rahasia
    hp.kill()
    mentah = b"".join(path.read_bytes() for path in hp.folder.rglob("*") if path.is_file())
    for rahasia in ("Kusumaningrum", NIK, "batuk berdarah"):
        for sandi in ("utf-8", "utf-16-le"):
            assert rahasia.encode(sandi) not in mentah, (rahasia, sandi)


def test_a_forgotten_pin_loses_none_of_thirty_unsent_visits(hp: KaderHp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    anak = register(wilayah, 30)
    page = hp.start()
    enrol(page, pemeran.citra, pemeran.ani)
    page.route("**/api/v1/sinkron/", lambda rute: rute.abort())
    save_visits(page, anak)
    page.evaluate("() => inti.kunci()")
    page.get_by_text("Lupa PIN, atau orang lain?").click()
    expect(page.get_by_text("30 catatan yang belum terkirim tetap di HP")).to_be_visible()
    page.get_by_role("button", name="Masukkan kode baru").click()
    enrol(page, pemeran.citra, pemeran.ani, "482917")
    wait(lambda: state(page)["tersimpan"] == 30)
    page.unroute("**/api/v1/sinkron/")
    send_all(page)
    assert arrived() == ids(anak)
    assert Perangkat.objects.filter(diganti_oleh__isnull=False).count() == 1


def test_ten_wrong_pins_drop_the_key_and_the_outbox_is_still_sent(halaman: Page, anak: list[Warga]) -> None:
    go_offline(halaman)
    save_visits(halaman, anak)
    halaman.evaluate("() => inti.kunci()")
    salah = halaman.evaluate(
        """async () => {
          const kode = [];
          const asli = Date.now;
          for (let ke = 0; ke < 10; ke++) {
            await inti.buka("000000").catch((galat) => kode.push(galat.kode));
            if (ke === 4) await inti.buka("739164").catch((galat) => kode.push(galat.kode));
            const kini = asli() + 3600000 * (ke + 1);
            Date.now = () => kini;
          }
          Date.now = asli;
          await inti.buka("739164").catch((galat) => kode.push(galat.kode));
          return kode;
        }"""
    )
    assert salah == [*["pin_salah"] * 5, "tunggu", *["pin_salah"] * 4, "pin_habis", "perlu_kode"]
    go_online(halaman)
    send_all(halaman)
    assert arrived() == ids(anak)


def test_a_revoked_phone_erases_its_people_and_its_visits_wait_for_a_person(
    halaman: Page, anak: list[Warga], pemeran: Pemeran
) -> None:
    go_offline(halaman)
    save_visits(halaman, anak)
    perangkat = Perangkat.objects.get()
    revoke_hp(oleh=pemeran.citra, perangkat=perangkat)
    go_online(halaman)
    exchange(halaman)
    wait(lambda: state(halaman)["tahap"] == "daftar")
    assert (Karantina.objects.count(), Kunjungan.objects.count()) == (5, 0)
    perangkat.refresh_from_db()
    assert perangkat.terhapus_pada is not None
    assert "kirim_ke" not in dump(halaman)
    expect(halaman.get_by_text("Izin HP ini dicabut. Data warga di HP sudah dihapus.")).to_be_visible()
    assert halaman.evaluate(SALINAN) == [], "dan tidak kembali dari salinannya"


def test_a_revoked_phone_that_is_locked_and_empty_erases_itself_too(halaman: Page, pemeran: Pemeran) -> None:
    perangkat = Perangkat.objects.get()
    revoke_hp(oleh=pemeran.citra, perangkat=perangkat)
    halaman.reload()
    wait(lambda: state(halaman)["tahap"] == "daftar")
    perangkat.refresh_from_db()
    assert perangkat.terhapus_pada is not None


def test_a_refused_visit_is_repaired_and_arrives(halaman: Page, anak: list[Warga], wilayah: Wilayah) -> None:
    isi: dict[str, Any] = {"warga": str(anak[0].pk), "unit": wilayah.melati.kode, "kanal": "posyandu"}
    halaman.evaluate(
        """async (isi) => inti.simpanOperasi("kunjungan",
             { ...isi, id: inti.idBaru(), tanggal: inti.hariIni(), pengukuran: { berat_kg: 9500 } })""",
        isi,
    )
    wait(lambda: state(halaman)["perluDibetulkan"] == 1)
    [catatan] = halaman.evaluate("() => inti.perluDibetulkan()")
    assert catatan["isi"]["pengukuran"] == {"berat_kg": 9500}
    assert catatan["jawaban"]["pesan"]
    halaman.evaluate(
        "([id, isi]) => inti.betulkan(id, isi)", [catatan["id"], {**catatan["isi"], "pengukuran": {"berat_kg": 9.5}}]
    )
    send_all(halaman)
    assert arrived() == [str(anak[0].pk)]
    assert state(halaman)["perluDibetulkan"] == 0


def test_an_answer_that_comes_while_the_copy_is_made_is_told(halaman: Page, anak: list[Warga]) -> None:
    halaman.evaluate(
        """async (id) => {
          const { posyandu: unit } = await inti.orang(id);
          const isi = { id: inti.idBaru(), warga: id, unit, tanggal: inti.hariIni(), kanal: "posyandu" };
          void navigator.locks.request("ilp-cadangan-" + inti.keadaan().akun.id, () => new Promise(() => {}));
          globalThis.simpan = inti.simpanOperasi("kunjungan", { ...isi, pengukuran: { berat_kg: 9500 } });
        }""",
        str(anak[0].pk),
    )
    wait(lambda: waiting(halaman) == 1)
    exchange(halaman)
    halaman.evaluate("() => simpan.then(() => true)")
    assert len(halaman.evaluate("() => inti.perluDibetulkan()")) == 1


def test_what_was_turned_away_again_and_again_is_never_given_up(halaman: Page, anak: list[Warga]) -> None:
    halaman.route("**/api/v1/sinkron/", lambda rute: rute.fulfill(status=400, json={"kode": "bukan_kami"}))
    save_visits(halaman, anak[:2])
    for _ in range(6):
        exchange(halaman)
    halaman.unroute("**/api/v1/sinkron/")
    send_all(halaman)
    assert arrived() == ids(anak[:2])


def test_saving_twice_at_once_gives_one_visit(halaman: Page, anak: list[Warga]) -> None:
    nomor = halaman.evaluate(
        """async (id) => {
          const orang = await inti.orang(id);
          const di = { warga: id, unit: orang.posyandu, tanggal: inti.hariIni(), kanal: "posyandu" };
          const isi = { id: inti.idBaru(), ...di };
          const dua = [1, 2].map(() => inti.simpanOperasi("kunjungan", { ...isi, pengukuran: { berat_kg: 9 } }));
          return (await Promise.all(dua)).map((satu) => satu.urut);
        }""",
        str(anak[0].pk),
    )
    assert nomor == [1, 1]
    send_all(halaman)
    assert Kunjungan.objects.count() == 1


def test_two_tabs_number_and_send_as_one_phone(hp: KaderHp, halaman: Page, anak: list[Warga]) -> None:
    kedua = hp.open_app()
    unlock(kedua)
    go_offline(halaman, kedua)
    save_visits(halaman, anak[:2])
    save_visits(kedua, anak[2:])
    wait(lambda: state(halaman)["tersimpan"] == state(kedua)["tersimpan"] == 5)
    go_online(halaman, kedua)
    for page in (halaman, kedua):
        page.evaluate("() => void inti.kirimSekarang()")
    wait(lambda: state(halaman)["tersimpan"] == state(kedua)["tersimpan"] == 0)
    assert arrived() == ids(anak)


def test_after_a_restore_the_phone_sends_first_and_fetches_everybody_anew(halaman: Page, anak: list[Warga]) -> None:
    go_offline(halaman)
    save_visits(halaman, anak[:1])
    begin_zaman()
    go_online(halaman)
    exchange(halaman)
    wait(lambda: halaman.evaluate("() => inti.catatanSendiri().length") == 0)
    assert arrived() == ids(anak[:1])
    assert halaman.evaluate("() => inti.semuaOrang().length") == len(anak)
    assert halaman.evaluate("(id) => inti.orang(id)", str(anak[0].pk))["kunjungan"][0]["temuan"]


def test_a_full_phone_says_that_nothing_was_saved(hp: KaderHp, anak: list[Warga], pemeran: Pemeran) -> None:
    page = hp.start(kuota=4_000_000)
    enrol(page, pemeran.citra, pemeran.ani)
    kode = page.evaluate(
        """async (id) => {
          const isi = { id: inti.idBaru(), warga: id, unit: "X", tanggal: inti.hariIni(), kanal: "posyandu" };
          const pengukuran = { catatan: "x".repeat(9000000) };
          return inti.simpanOperasi("kunjungan", { ...isi, pengukuran }).then(() => "tersimpan", (galat) => galat.kode);
        }""",
        str(anak[0].pk),
    )
    assert kode == "penyimpanan_penuh"
    assert state(page)["tersimpan"] == 0


def test_a_phone_that_may_forget_says_so(halaman: Page) -> None:
    halaman.evaluate("() => (navigator.storage.persisted = () => Promise.resolve(false))")
    expect(halaman.get_by_text("HP dapat menghapus data aplikasi ini")).to_be_visible()


def test_what_earlier_builds_have_stored_is_still_sent(
    hp: KaderHp, wilayah: Wilayah, pemeran: Pemeran, settings: Any
) -> None:
    """One record for each shape that the outbox ever had; a new shape adds one, two builds later the oldest may go."""
    contoh = json.loads((Path(__file__).parent / "contoh/kotak_hp.json").read_text())
    settings.SEGEL_KEYS = [contoh["kunci_server"]]
    page = hp.start()
    enrol(page, pemeran.citra, pemeran.ani)
    perangkat = str(Perangkat.objects.get().pk)
    page.evaluate(TARUH, [{**satu["kotak"], "kirim_ke": perangkat} for satu in contoh["rekaman"]])
    page.reload()
    unlock(page)
    send_all(page)
    assert set(Warga.objects.values_list("nama", flat=True)) == {"Bayi Bentuk Satu", "Bayi Bentuk Dua"}


def test_a_newer_app_waits_to_be_asked_and_leaves_the_outbox_alone(
    halaman: Page, anak: list[Warga], aplikasi: Path
) -> None:
    halaman.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    halaman.reload()
    unlock(halaman)
    halaman.route("**/api/**", lambda rute: rute.abort())
    save_visits(halaman, anak)
    with (aplikasi / "kader/main.js").open("a") as berkas:
        berkas.write("globalThis.bangunan = 2;")
    forget_files()
    halaman.evaluate("() => navigator.serviceWorker.getRegistration().then((satu) => satu.update()).then(() => true)")
    with halaman.expect_navigation():
        halaman.get_by_role("button", name="Muat versi baru").click()
    expect_locked(halaman)
    assert halaman.evaluate("() => globalThis.bangunan") == 2
    unlock(halaman)
    assert state(halaman)["tersimpan"] == len(anak)
    halaman.unroute("**/api/**")
    send_all(halaman)
    assert arrived() == ids(anak)
