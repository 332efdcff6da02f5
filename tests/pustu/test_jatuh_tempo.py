"""What is due follows whatever becomes known of a person, and one way of making it gives what the other gives."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posyandu.domisili import move_domisili, set_status_warga
from posyandu.gabung import merge_warga, undo_merge
from posyandu.models import Kehamilan, Penggabungan, PenyakitTerdaftar, Warga
from posyandu.riwayat import close_kehamilan, enter_register, leave_register, open_kehamilan
from posyandu.sinkron import receive
from posyandu.warga import change_warga
from puskesmas.errors import DomainError
from puskesmas.models import Unit
from pustu.jatuh_tempo import refresh_tempo
from pustu.models import JatuhTempo, UrutTempo
from pustu.persalinan import Bayi, Persalinan, record_persalinan
from pustu.tasks import refresh_due_dates
from tests.cast import Pemeran, Wilayah, browse, make_kehamilan, make_kiriman, make_kunjungan, make_penyakit, make_warga

pytestmark = pytest.mark.usefixtures("senin")

HARI_INI = date(2026, 11, 16)
Baris = set[tuple[uuid.UUID, str, date, date, date | None, date | None]]


def lines(*orang: Warga) -> Baris:
    rows = JatuhTempo.objects.filter(warga__in=orang) if orang else JatuhTempo.objects.all()
    return set(rows.values_list("warga", "kode", "mulai", "tenggat", "sampai", "terakhir"))


def codes(warga: Warga, kelompok: str = "") -> set[str]:
    rows = JatuhTempo.objects.filter(warga=warga)
    return set((rows.filter(kelompok=kelompok) if kelompok else rows).values_list("kode", flat=True))


def follow(kabupaten: Unit) -> int:
    return refresh_tempo(kabupaten=kabupaten)


def measure(pemeran: Pemeran, warga: Warga, tanggal: date = HARI_INI, **isi: object) -> dict[str, Any]:
    kiriman = make_kiriman(warga, warga.unit, tanggal, **isi or {"sistole": 128, "diastole": 82})
    receive(petugas=pemeran.citra, perangkat=None, kunjungan=[kiriman])
    return kiriman


@pytest.fixture
def usman(wilayah: Wilayah) -> Warga:
    usman = make_warga(wilayah.melati, "Usman", date(1970, 5, 4))
    make_penyakit(usman, "hipertensi", date(2025, 1, 1))
    follow(wilayah.beltim)
    return usman


@pytest.fixture
def sari(wilayah: Wilayah) -> Warga:
    sari = make_warga(wilayah.melati, "Sari", date(1998, 5, 4), "P")
    make_kehamilan(sari, HARI_INI - timedelta(days=100))
    follow(wilayah.beltim)
    return sari


def due(warga: Warga, kode: str) -> JatuhTempo:
    return JatuhTempo.objects.get(warga=warga, kode=kode)


def test_a_visit_moves_the_next_control(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    measure(pemeran, usman)
    assert follow(wilayah.beltim) > 0
    assert due(usman, "kontrol_ht").mulai == date(2026, 12, 16)
    assert due(usman, "kontrol_ht").terakhir == HARI_INI


def test_a_withdrawn_visit_moves_it_back(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    sebelum = lines(usman)
    kiriman = measure(pemeran, usman)
    follow(wilayah.beltim)
    batal = {"id": str(uuid.uuid4()), "menggantikan": kiriman["id"], "batal": "Salah orang"}
    receive(petugas=pemeran.citra, perangkat=None, kunjungan=[batal])
    follow(wilayah.beltim)
    assert lines(usman) == sebelum


def test_a_corrected_day_moves_it_too(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    kiriman = measure(pemeran, usman)
    ganti = kiriman | {"id": str(uuid.uuid4()), "menggantikan": kiriman["id"], "tanggal": "2026-11-02"}
    receive(petugas=pemeran.citra, perangkat=None, kunjungan=[ganti])
    follow(wilayah.beltim)
    assert due(usman, "kontrol_ht").terakhir == date(2026, 11, 2)


def test_who_moves_is_due_where_they_live_now(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    move_domisili(warga=usman, posyandu=wilayah.seroja, sejak=HARI_INI, petugas=pemeran.citra)
    follow(wilayah.beltim)
    assert JatuhTempo.objects.under(wilayah.seroja).filter(kode="kontrol_ht").count() == 1
    assert not JatuhTempo.objects.under(wilayah.manggar).exists()


def test_nothing_is_due_for_the_dead(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    set_status_warga(warga=usman, status="meninggal", sejak=HARI_INI, petugas=pemeran.citra)
    follow(wilayah.beltim)
    assert lines() == set()


@pytest.mark.parametrize(("hasil", "nifas"), [("lahir_mati", {"kf1", "kf2", "kf3", "kf4"}), ("keguguran", set())])
def test_a_closed_pregnancy_ends_its_contacts_and_begins_those_after_a_birth(
    sari: Warga, wilayah: Wilayah, pemeran: Pemeran, hasil: str, nifas: set[str]
) -> None:
    assert "k2" in codes(sari, "hamil")
    hamil = Kehamilan.objects.get(warga=sari)
    close_kehamilan(kehamilan=hamil, selesai=HARI_INI, hasil=hasil, petugas=pemeran.citra)
    follow(wilayah.beltim)
    assert codes(sari, "hamil") == set()
    assert codes(sari, "nifas") == nifas


def test_family_planning_comes_back_as_the_midwife_wrote_and_only_health_workers_read_it(
    wilayah: Wilayah, pemeran: Pemeran
) -> None:
    dewi = make_warga(wilayah.melati, "Dewi", date(1996, 5, 1), "P")
    make_kunjungan(dewi, wilayah.kelubi, HARI_INI, pemeran.citra, [], pengukuran={"kb_metode": "pil", "kb_hari": 30})
    follow(wilayah.beltim)
    assert due(dewi, "kb").mulai == HARI_INI + timedelta(days=30)
    assert JatuhTempo.objects.visible_to(pemeran.citra).filter(kode="kb").exists()
    assert set(JatuhTempo.objects.visible_to(pemeran.ani).values_list("kode", flat=True)) == {"skrining_tekanan"}


def test_merged_rows_are_due_once_and_parted_ones_twice(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    lain = make_warga(wilayah.kenanga, "Usman B", date(1970, 5, 4))
    change_warga(warga=lain, petugas=pemeran.citra, nama="Usman Bakri")
    follow(wilayah.beltim)
    gabung = merge_warga(dari=lain, ke=usman, petugas=pemeran.citra)
    follow(wilayah.beltim)
    assert codes(lain) == set()
    undo_merge(penggabungan=gabung, petugas=pemeran.citra)
    follow(wilayah.beltim)
    assert "skrining_tekanan" in codes(lain)


def test_leaving_the_register_ends_the_control(usman: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    daftar = PenyakitTerdaftar.objects.get(warga=usman)
    leave_register(terdaftar=daftar, sampai=HARI_INI, alasan="Salah catat", petugas=pemeran.citra)
    follow(wilayah.beltim)
    assert codes(usman, "kontrol") == set()


def test_a_guest_is_called_by_their_own_posyandu(wilayah: Wilayah) -> None:
    tamu = make_warga(wilayah.melati, "Tamu", date(1990, 1, 1), tamu=True)
    follow(wilayah.beltim)
    assert codes(tamu) == set()


@pytest.mark.parametrize("tempat", ["melati", "kelubi"])
def test_a_guest_who_gave_birth_is_followed_where_she_stays(wilayah: Wilayah, pemeran: Pemeran, tempat: str) -> None:
    unit: Unit = getattr(wilayah, tempat)
    ibu = make_warga(unit, "Tamu", date(1998, 5, 4), "P", tamu=True)
    make_kehamilan(ibu, HARI_INI - timedelta(weeks=39))
    bayi = (Bayi(hidup=True, jenis_kelamin="P"),)
    isi = Persalinan(HARI_INI - timedelta(days=1), "03:20", "pustu", "bidan", "normal", bayi)
    record_persalinan(petugas=pemeran.citra, id=uuid.uuid4(), ibu=ibu, unit=wilayah.kelubi, isi=isi)
    follow(wilayah.beltim)
    assert codes(ibu) == {"kf1", "kf2", "kf3", "kf4"}
    assert codes(Warga.objects.get(ibu=ibu)) == {"kn1", "kn2", "kn3"}
    browser = browse(pemeran.citra)
    halaman = browser.get("/jatuh-tempo/?kelompok=nifas").content.decode()
    assert 'Tamu</a> <span class="lencana">tamu</span>' in halaman
    assert f'value="{ibu.pk}"' not in halaman


def test_at_home_again_or_found_there_she_is_followed_here_no_longer(wilayah: Wilayah, pemeran: Pemeran) -> None:
    selesai = HARI_INI - timedelta(days=3)
    tamu = [make_warga(wilayah.melati, nama, date(1998, 5, 4), "P", tamu=True) for nama in ("Pulang", "Dikenal")]
    for satu in tamu:
        make_kehamilan(satu, selesai - timedelta(weeks=39), selesai=selesai, hasil="lahir_hidup")
    rumah = make_warga(wilayah.seroja, "Dikenal", date(1998, 5, 4), "P")
    follow(wilayah.beltim)
    assert codes(tamu[0]) == codes(tamu[1]) == {"kf2", "kf3", "kf4"}
    set_status_warga(warga=tamu[0], status="pindah", sejak=HARI_INI, petugas=pemeran.citra)
    merge_warga(dari=tamu[1], ke=rumah, petugas=pemeran.citra)
    follow(wilayah.beltim)
    assert codes(tamu[0]) == codes(tamu[1]) == set()
    assert codes(rumah, "nifas") == {"kf2", "kf3", "kf4"}


def test_a_fifteenth_birthday_brings_the_first_screening_without_any_change(wilayah: Wilayah, senin: Any) -> None:
    remaja = make_warga(wilayah.melati, "Dimas", date(2011, 11, 17))
    follow(wilayah.beltim)
    assert "skrining_tekanan" not in codes(remaja)
    senin.move_to("2026-11-17T09:00:00+07:00")
    follow(wilayah.beltim)
    assert "skrining_tekanan" in codes(remaja)


def test_a_second_round_writes_nothing_and_asks_little(usman: Warga, wilayah: Wilayah) -> None:
    assert follow(wilayah.beltim) == 0
    assert refresh_tempo(kabupaten=wilayah.beltim, semua=True) == 0


def test_another_who_is_at_it_is_left_to_it(wilayah: Wilayah) -> None:
    make_warga(wilayah.melati, "Usman", date(1970, 5, 4))
    lain = connection.copy()
    try:
        with lain.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(1911, %s)", [wilayah.beltim.pk])
        assert follow(wilayah.beltim) == 0
        assert not UrutTempo.objects.exists()
    finally:
        lain.close()


def test_the_clock_and_the_command_do_the_same(wilayah: Wilayah) -> None:
    make_warga(wilayah.melati, "Usman", date(1970, 5, 4))
    assert refresh_due_dates() == 2
    keluar = StringIO()
    call_command("jatuh_tempo", kabupaten="19.06", stdout=keluar)
    assert keluar.getvalue() == "0 baris jatuh tempo berubah.\n"


def test_only_those_who_see_the_person_see_what_is_due(usman: Warga, pemeran: Pemeran) -> None:
    melihat = [p for p in vars(pemeran).values() if JatuhTempo.objects.visible_to(p).exists()]
    assert melihat == [pemeran.ani, pemeran.citra, pemeran.dewi, pemeran.eko]


# --- whatever happens ------------------------------------------------------------------------------------------------


class Kejadian:
    """Random things that become known about six people, some refused."""

    def __init__(self, wilayah: Wilayah, pemeran: Pemeran, data: st.DataObject) -> None:
        self.wilayah, self.petugas, self.data = wilayah, pemeran, data
        lahir = [date(2026, 11, 10), date(2026, 1, 3), date(2023, 2, 1), *(date(y, 3, 4) for y in (1996, 1983, 1960))]
        jk = "LPLPPL"
        self.warga = [make_warga(wilayah.melati, f"Warga {ke}", lahir[ke], jk[ke]) for ke in range(6)]
        self.kunjungan: list[dict[str, Any]] = []
        self.langkah: list[Callable[[], object]] = [
            self.visit, self.visit, self.correct, self.withdraw, self.move, self.status, self.hamil, self.bersalin,
            self.masuk, self.keluar, self.gabung, self.pisah, self.lahir,
        ]  # fmt: skip

    def step(self) -> None:
        with suppress(DomainError):
            self.data.draw(st.sampled_from(self.langkah))()

    def who(self) -> Warga:
        satu = self.data.draw(st.sampled_from(self.warga))
        satu.refresh_from_db()
        return satu

    def day(self, lalu: int = 300) -> date:
        return HARI_INI - timedelta(days=self.data.draw(st.integers(0, lalu)))

    def visit(self) -> None:
        isi: list[dict[str, Any]] = [{"sistole": 150, "diastole": 90}, {"anc": True}, {"gds_mgdl": 150}]
        warga, diukur = self.who(), self.data.draw(st.sampled_from(isi))
        kiriman = make_kiriman(warga, warga.unit, self.day(), **diukur) | {"kanal": "pustu"}
        receive(petugas=self.petugas.citra, perangkat=None, kunjungan=[kiriman])
        self.kunjungan.append(kiriman)

    def correct(self) -> None:
        self._replace(tanggal=self.day().isoformat())

    def withdraw(self) -> None:
        self._replace(batal="Salah")

    def _replace(self, **lain: Any) -> None:
        if self.kunjungan:
            lama = self.data.draw(st.sampled_from(self.kunjungan))
            ganti = lama | {"id": str(uuid.uuid4()), "menggantikan": lama["id"]} | lain
            receive(petugas=self.petugas.citra, perangkat=None, kunjungan=[ganti])

    def move(self) -> None:
        ke = self.data.draw(st.sampled_from([self.wilayah.kenanga, self.wilayah.seroja, self.wilayah.melati]))
        move_domisili(warga=self.who(), posyandu=ke, sejak=self.day(30), petugas=self.petugas.citra)

    def status(self) -> None:
        ke = self.data.draw(st.sampled_from(["aktif", "pindah", "meninggal"]))
        set_status_warga(warga=self.who(), status=ke, sejak=self.day(30), petugas=self.petugas.citra)

    def hamil(self) -> None:
        open_kehamilan(warga=self.who(), hpht=self.day(), petugas=self.petugas.citra)

    def bersalin(self) -> None:
        for satu in Kehamilan.objects.filter(selesai=None)[:1]:
            close_kehamilan(kehamilan=satu, selesai=self.day(60), hasil="lahir_hidup", petugas=self.petugas.citra)

    def masuk(self) -> None:
        enter_register(warga=self.who(), penyakit="hipertensi", sejak=self.day(), petugas=self.petugas.citra)

    def keluar(self) -> None:
        for satu in PenyakitTerdaftar.objects.filter(sampai=None)[:1]:
            leave_register(terdaftar=satu, sampai=self.day(), alasan="Salah", petugas=self.petugas.citra)

    def gabung(self) -> None:
        merge_warga(dari=self.who(), ke=self.who(), petugas=self.petugas.citra)

    def pisah(self) -> None:
        for satu in Penggabungan.objects.filter(dibatalkan_pada=None)[:1]:
            undo_merge(penggabungan=satu, petugas=self.petugas.citra)

    def lahir(self) -> None:
        change_warga(warga=self.who(), petugas=self.petugas.citra, tanggal_lahir=self.day())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_following_the_changes_gives_what_making_all_anew_gives(
    wilayah: Wilayah, pemeran: Pemeran, data: st.DataObject
) -> None:
    with transaction.atomic():
        kejadian = Kejadian(wilayah, pemeran, data)
        follow(wilayah.beltim)
        for _ in range(data.draw(st.integers(1, 4))):
            for _ in range(data.draw(st.integers(1, 4))):
                kejadian.step()
            follow(wilayah.beltim)
        ikut = lines()
        JatuhTempo.objects.all().delete()
        refresh_tempo(kabupaten=wilayah.beltim, semua=True)
        assert lines() == ikut
        transaction.set_rollback(True)  # each example begins with nobody
