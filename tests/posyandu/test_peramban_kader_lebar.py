"""Every screen of the phone with the longest names, and with nobody: nothing runs out of a narrow screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from posyandu.models import Warga
from posyandu.tugas import assign
from tests.cast import Pemeran, Wilayah, make_kehamilan, make_kunjungan, make_sesi, make_warga
from tests.posyandu.hp import HP, close_hp, open_hp

pytestmark = [pytest.mark.peramban, pytest.mark.django_db(transaction=True)]

PANJANG = "Siti Nurhaliza Khairunnisa Ramadhani Putri Maharani Kusumaningrum Sastrowardoyo"
TANPA_SPASI = "Raden" + "mangkoe" * 9
TANPA_ORANG = ("", "nyelik", "capaianku", "tutup", "petugas", "warga-baru", "perlu-dibetulkan", "akun")
MELEBAR = """() => {
  const gulung = (satu) => satu && (["auto", "scroll", "hidden"].includes(getComputedStyle(satu).overflowX)
    || gulung(satu.parentElement));
  const keluar = [...document.querySelectorAll("main *, header *, .halaman *")].filter((satu) => {
    const { left, right, width } = satu.getBoundingClientRect();
    return width > 2 && (left < -1 || right > innerWidth + 1) && !gulung(satu.parentElement);
  });
  return [document.documentElement.scrollWidth > innerWidth, ...keluar.slice(0, 3).map((satu) => satu.outerHTML)];
}"""


def fill_with_long_names(wilayah: Wilayah, pemeran: Pemeran) -> tuple[Warga, Warga]:
    wilayah.melati.nama = "Mawar Melati Anggrek Kenanga Teratai Putih Bersemi Selamanya"
    wilayah.melati.save()
    pemeran.ani.nama = PANJANG
    pemeran.ani.save()
    kini = timezone.localdate()
    ibu = make_warga(wilayah.melati, TANPA_SPASI, date(1996, 3, 2), "P")
    make_kehamilan(ibu, kini - timedelta(weeks=22))
    anak = make_warga(wilayah.melati, PANJANG, kini - timedelta(days=430), "P", ibu=ibu)
    lalu = kini - timedelta(days=30)
    make_kunjungan(
        anak, wilayah.melati, lalu, pemeran.ani, ["ditimbang", "bb_tidak_naik"], pengukuran={"berat_kg": 8.6}
    )
    sebab = f"{PANJANG} belum ditimbang tiga bulan berturut-turut dan belum diimunisasi"
    assign(oleh=pemeran.citra, warga=[anak, ibu], sebab_kode="x", sebab=sebab[:100], tenggat=kini + timedelta(days=1))
    make_sesi(wilayah.melati, kini)
    return anak, ibu


@pytest.fixture
def buka(live_server: LiveServer, peramban: Browser, wilayah: Wilayah, pemeran: Pemeran) -> Iterator[list[HP]]:
    """Opened when the people are there."""
    semua: list[HP] = []
    yield semua
    for hp in semua:
        close_hp(hp)


@pytest.mark.parametrize("lebar", [320, 360])
def test_the_longest_names_fit(
    live_server: LiveServer, peramban: Browser, wilayah: Wilayah, pemeran: Pemeran, buka: list[HP], lebar: int
) -> None:
    anak, ibu = fill_with_long_names(wilayah, pemeran)
    buka.append(open_hp(live_server, peramban, pemeran.dewi, pemeran.ani, wilayah.melati))
    satu = [f"{layar}/{orang.pk}" for layar in ("warga", "warga-ubah", "periksa") for orang in (anak, ibu)]
    assert find_faults(buka[0], [*TANPA_ORANG, *satu, f"hamil/{ibu.pk}", f"segera/{ibu.pk}"], lebar) == []


@pytest.mark.parametrize("lebar", [320, 360])
def test_a_phone_without_people_says_so_on_every_screen(
    live_server: LiveServer, peramban: Browser, wilayah: Wilayah, pemeran: Pemeran, buka: list[HP], lebar: int
) -> None:
    buka.append(open_hp(live_server, peramban, pemeran.dewi, pemeran.ani, wilayah.melati))
    layar = [*TANPA_ORANG, "warga/tidak-ada", "periksa/tidak-ada", "segera/tidak-ada"]
    assert find_faults(buka[0], layar, lebar) == []


def find_faults(hp: HP, layar: list[str], lebar: int) -> list[tuple[str, object]]:
    """By screen: empty, wider than the phone, or not accessible."""
    hp.page.set_viewport_size({"width": lebar, "height": 740})
    salah: list[tuple[str, object]] = []
    for satu in layar:
        hp.page.goto(f"/kader/#/{satu}")
        hp.page.wait_for_timeout(400)
        if not hp.page.locator("main, .halaman").first.inner_text().strip():
            salah.append((satu, "kosong"))
        if hp.page.evaluate(MELEBAR) != [False]:
            salah.append((satu, "melebar"))
        parah = [v for v in Axe().run(hp.page).response["violations"] if v["impact"] in ("serious", "critical")]
        salah += [(satu, (v["id"], [n["html"] for n in v["nodes"]])) for v in parah]
    return salah
