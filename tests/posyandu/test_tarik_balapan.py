"""Nothing is skipped: writers that commit out of step, readers that poll meanwhile; and the naive cursor that fails."""

from __future__ import annotations

import random
import threading
import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, transaction

from posyandu.models import Kunjungan, PerubahanWarga, TerimaOperasi, UrutPerubahan, Warga
from posyandu.operasi import push
from posyandu.perubahan import note_perubahan
from posyandu.tarik import pull
from puskesmas.models import Pengguna, Perangkat, Unit
from puskesmas.perangkat import issue_token
from tests.cast import make_kiriman, make_pengguna, make_unit, make_warga

pytestmark = pytest.mark.django_db(transaction=True)
PENULIS, PEMBACA, SEKALI, KALI = 8, 4, 25, 50


@pytest.fixture
def posyandu(transactional_db: None) -> list[Unit]:
    puskesmas = make_unit("puskesmas", "Manggar", make_unit("kabupaten", "Balapan", None))
    pustu = make_unit("pustu", "Kelubi", puskesmas)
    return [make_unit("posyandu", nama, pustu) for nama in ("Melati", "Kenanga", "Anggrek")]


def run_all(*acts: Callable[[], object]) -> list[str]:
    """All at once, each on its own connection; what they died of."""
    faults: list[str] = []

    def run(act: Callable[[], object]) -> None:
        try:
            act()
        except Exception as error:
            faults.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


def people(unit: Unit, jumlah: int) -> list[uuid.UUID]:
    assert unit.kabupaten_id is not None
    rows = [
        Warga(kabupaten_id=unit.kabupaten_id, unit=unit, nama="Orang", jenis_kelamin="L", tanggal_lahir="2025-01-01")
        for _ in range(jumlah)
    ]
    return [satu.pk for satu in Warga.objects.bulk_create(rows)]


def test_eight_writers_and_four_readers_skip_nothing(posyandu: list[Unit]) -> None:
    """10,000 changes: each writer stamps people of its own, in posyandu of any order, and dawdles before the commit."""
    orang = [[pk for unit in posyandu for pk in people(unit, 20)] for _ in range(PENULIS)]
    pembaca = [make_pengguna(f"Bidan{n}", posyandu[0].induk, "bidan_desa") for n in range(PEMBACA)]
    selesai, dilihat = threading.Event(), [dict[uuid.UUID, int]() for _ in pembaca]

    def write(ke: int) -> None:
        acak = random.Random(ke)
        for _ in range(KALI):
            with transaction.atomic():
                note_perubahan(acak.sample(orang[ke], SEKALI))
                if acak.random() < 0.2:
                    connection.cursor().execute("SELECT pg_sleep(%s)", [acak.random() / 100])

    def read(ke: int) -> None:
        cursor, terakhir = None, False
        while not terakhir:
            terakhir = selesai.is_set()
            lagi = True
            while lagi:
                jawab = pull(pengguna=Pengguna.objects.get(pk=pembaca[ke].pk), cursor=cursor, batas=500, umum=None)
                cursor, lagi = jawab["cursor"], jawab["lagi"]
                dilihat[ke].update({uuid.UUID(satu["id"]): satu["n"] for satu in jawab["orang"]})

    baca = threading.Thread(target=lambda: faults.extend(run_all(*[lambda ke=ke: read(ke) for ke in range(PEMBACA)])))
    faults: list[str] = []
    baca.start()
    faults += run_all(*[lambda ke=ke: write(ke) for ke in range(PENULIS)])
    selesai.set()
    baca.join()
    assert faults == []
    akhir = dict(PerubahanWarga.objects.values_list("warga", "n"))
    assert sum(UrutPerubahan.objects.values_list("n", flat=True)) == PENULIS * KALI * SEKALI == 10_000
    assert [len(akhir.items() - satu.items()) for satu in dilihat] == [0] * PEMBACA


def test_transactions_over_two_posyandu_never_wait_in_a_ring(posyandu: list[Unit]) -> None:
    a, b = people(posyandu[0], 2), people(posyandu[1], 2)
    maju = [a[0], b[0]]
    mundur = [b[1], a[1]]

    def write(orang: list[uuid.UUID]) -> None:
        for _ in range(100):
            with transaction.atomic():
                note_perubahan(orang)

    assert run_all(lambda: write(maju), lambda: write(mundur), lambda: write(maju)) == []


def test_a_cursor_by_plain_sequence_would_skip_what_commits_late(posyandu: list[Unit]) -> None:
    """Why there are counters: with numbers from a sequence a reader passes a slow writer, and never sees its row."""
    satu, dua = people(posyandu[0], 2)
    diberi, dibaca = threading.Event(), threading.Event()
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE urut_naif")

    def write(pk: uuid.UUID, sebelum: Callable[[], object]) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT nextval('urut_naif')")
            PerubahanWarga.objects.create(unit=posyandu[0], warga_id=pk, n=cursor.fetchone()[0])
            sebelum()

    def wait() -> None:
        diberi.set()
        dibaca.wait(10)

    def slow() -> None:
        write(satu, wait)

    def quick_then_read() -> None:
        diberi.wait(10)
        write(dua, lambda: None)
        naif = PerubahanWarga.objects.order_by("n")
        sampai = max(naif.values_list("n", flat=True))
        terlihat.update(naif.values_list("warga", flat=True))
        dibaca.set()
        lambat.join()
        terlihat.update(naif.filter(n__gt=sampai).values_list("warga", flat=True))

    terlihat: set[uuid.UUID] = set()
    lambat = threading.Thread(target=lambda: run_all(slow))
    lambat.start()
    try:
        assert run_all(quick_then_read) == []
    finally:
        dibaca.set()
        lambat.join()
        with connection.cursor() as cursor:
            cursor.execute("DROP SEQUENCE urut_naif")
    assert terlihat == {dua}, "the naive cursor was expected to skip the slow writer's row"


def test_the_counter_makes_the_reader_wait_its_turn_instead(posyandu: list[Unit]) -> None:
    """The same two writers with counters: the quick one is held until the slow one committed, and both are seen."""
    satu, dua = people(posyandu[0], 2)
    bidan = make_pengguna("Bidan", posyandu[0].induk, "bidan_desa")
    diberi, terlihat = threading.Event(), set[str]()

    def slow() -> None:
        with transaction.atomic():
            note_perubahan([satu])
            diberi.set()
            connection.cursor().execute("SELECT pg_sleep(0.3)")

    def quick_then_read() -> None:
        diberi.wait(10)
        note_perubahan([dua])
        jawab = pull(pengguna=bidan, cursor=None, batas=500, umum=None)
        terlihat.update(orang["id"] for orang in jawab["orang"])
        assert pull(pengguna=bidan, cursor=jawab["cursor"], batas=500, umum=None)["orang"] == []

    assert run_all(slow, quick_then_read) == []
    assert terlihat == {str(satu), str(dua)}


def test_the_same_push_twice_at_once_takes_effect_once(posyandu: list[Unit]) -> None:
    """A phone that heard no answer sends again while the first request still runs."""
    kader = make_pengguna("Kader", posyandu[0])
    perangkat, _ = issue_token(pengguna=kader, nama="HP")
    anak = make_warga(posyandu[0])
    isi = [make_kiriman(anak, posyandu[0], date(2026, 11, 16), berat_kg=8.4) for _ in range(5)]
    operasi = [
        {"id": str(uuid.uuid4()), "urut": n, "jenis": "kunjungan", "skema": 1, "isi": satu}
        for n, satu in enumerate(isi, 1)
    ]
    status: list[str] = []

    def send() -> None:
        hp = Perangkat.objects.select_related("pengguna").get(pk=perangkat.pk)
        status.extend(satu["status"] for satu in push(perangkat=hp, operasi=operasi)["hasil"])

    assert run_all(*[send] * 4) == []
    assert sorted(status) == ["diterima"] * 5 + ["sudah_ada"] * 15
    assert Kunjungan.objects.count() == TerimaOperasi.objects.count() == 5
