"""Merging two rows that are one person, and undoing it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posyandu.gabung import merge_warga, undo_merge
from posyandu.models import BedaBagian, DugaanGanda, Kunjungan, Penggabungan, Warga
from posyandu.turunan import derive_findings
from puskesmas.errors import DomainError
from puskesmas.models import PerluHitung
from tests.cast import Pemeran, Wilayah, make_kehamilan, make_kunjungan, make_warga

BERAT = {"berat_kg": 8.0}


def state() -> list[tuple[Any, ...]]:
    """All that a merge may touch and an undo must restore."""
    people = Warga.objects.order_by("pk").values_list("pk", "digabung_ke", "unit", "nik_ganda", "status")
    visits = Kunjungan.objects.order_by("pk").values_list("pk", "warga", "bagian_dari", "temuan", "berlaku")
    return [*people, *visits]


def test_an_alias_points_to_its_root_and_numbers_are_marked(wilayah: Wilayah, pemeran: Pemeran) -> None:
    dari, ke = make_warga(wilayah.melati, "Rafif"), make_warga(wilayah.seroja, "M Rafif")
    PerluHitung.objects.all().delete()
    merge_warga(dari=dari, ke=ke, petugas=pemeran.citra)
    dari.refresh_from_db()
    assert dari.digabung_ke == ke
    assert PerluHitung.objects.get().sejak_tanggal == date(2025, 9, 1)


def test_chains_are_flattened_and_come_apart_again(wilayah: Wilayah, pemeran: Pemeran) -> None:
    a, b, c = (make_warga(wilayah.melati, nama) for nama in "ABC")
    merge_warga(dari=a, ke=b, petugas=pemeran.citra)
    second = merge_warga(dari=b, ke=c, petugas=pemeran.citra)
    assert set(Warga.objects.filter(digabung_ke=c)) == {a, b}
    undo_merge(penggabungan=second, petugas=pemeran.citra)
    assert set(Warga.objects.filter(digabung_ke=b)) == {a}
    assert not Warga.objects.filter(digabung_ke=c).exists()


def test_merging_into_an_alias_reaches_its_root(wilayah: Wilayah, pemeran: Pemeran) -> None:
    a, b, c = (make_warga(wilayah.melati, nama) for nama in "ABC")
    merge_warga(dari=b, ke=c, petugas=pemeran.citra)
    assert merge_warga(dari=a, ke=b, petugas=pemeran.citra).ke == c


def test_a_resident_is_not_merged_into_a_guest(wilayah: Wilayah, pemeran: Pemeran) -> None:
    warga, tamu = make_warga(wilayah.melati, "A"), make_warga(wilayah.seroja, "A", tamu=True)
    with pytest.raises(DomainError, match="ke_tamu"):
        merge_warga(dari=warga, ke=tamu, petugas=pemeran.citra)
    assert merge_warga(dari=tamu, ke=warga, petugas=pemeran.citra).ke == warga


def test_a_ring_is_refused(wilayah: Wilayah, pemeran: Pemeran) -> None:
    a, b = make_warga(wilayah.melati, "A"), make_warga(wilayah.melati, "B")
    merge_warga(dari=a, ke=b, petugas=pemeran.citra)
    with pytest.raises(DomainError, match="orang_sama"):
        merge_warga(dari=b, ke=a, petugas=pemeran.citra)
    with pytest.raises(DomainError, match="sudah_digabung"):
        merge_warga(dari=a, ke=b, petugas=pemeran.citra)


def test_people_who_cannot_be_one_are_not_merged(wilayah: Wilayah, pemeran: Pemeran) -> None:
    anak = make_warga(wilayah.melati)
    gadis = make_warga(wilayah.melati, "Sari", jk="P")
    jauh = make_warga(wilayah.dahlia)
    for lain, kode in ((anak, "orang_sama"), (gadis, "jenis_kelamin_beda"), (jauh, "beda_kabupaten")):
        with pytest.raises(DomainError, match=kode):
            merge_warga(dari=anak, ke=lain, petugas=pemeran.citra)


def test_two_open_pregnancies_are_settled_before_a_merge(wilayah: Wilayah, pemeran: Pemeran) -> None:
    a, b = (make_warga(wilayah.melati, nama, date(1995, 1, 1), "P") for nama in "AB")
    make_kehamilan(a, date(2026, 5, 1))
    make_kehamilan(b, date(2026, 5, 9))
    with pytest.raises(DomainError, match="keduanya_hamil"):
        merge_warga(dari=a, ke=b, petugas=pemeran.citra)


def test_visits_of_one_day_become_one_visit_and_come_apart(wilayah: Wilayah, pemeran: Pemeran) -> None:
    a, b = make_warga(wilayah.melati, "A"), make_warga(wilayah.melati, "B")
    for warga, berat in ((a, 8.0), (b, 8.4)):
        make_kunjungan(warga, wilayah.melati, date(2026, 10, 1), pemeran.ani, [], pengukuran={"berat_kg": berat})
    gabung = merge_warga(dari=a, ke=b, petugas=pemeran.citra)
    assert Kunjungan.objects.in_force().count() == 1
    assert BedaBagian.objects.get().bidang == "berat_kg"
    undo_merge(penggabungan=gabung, petugas=pemeran.citra)
    assert Kunjungan.objects.in_force().count() == 2
    assert not BedaBagian.objects.exists()


def test_a_merge_answers_the_question_at_the_duplicate_desk(wilayah: Wilayah, pemeran: Pemeran) -> None:
    a, b = make_warga(wilayah.melati, "A"), make_warga(wilayah.melati, "B")
    tanya = DugaanGanda.objects.create(warga=b, mirip=a, alasan="nik_sama")
    merge_warga(dari=a, ke=b, petugas=pemeran.citra)
    tanya.refresh_from_db()
    assert tanya.diputus_pada is not None


def test_an_undo_is_done_once_and_keeps_its_author(wilayah: Wilayah, pemeran: Pemeran) -> None:
    a, b = make_warga(wilayah.melati, "A"), make_warga(wilayah.melati, "B")
    gabung = undo_merge(penggabungan=merge_warga(dari=a, ke=b, petugas=pemeran.citra), petugas=pemeran.dewi)
    assert (gabung.oleh, gabung.dibatalkan_oleh) == (pemeran.citra, pemeran.dewi)
    with pytest.raises(DomainError, match="sudah_dibatalkan"):
        undo_merge(penggabungan=gabung, petugas=pemeran.citra)


def roots() -> dict[UUID, UUID]:
    """Root of each row by the merges in force, followed the slow way."""
    into = dict(Penggabungan.objects.filter(dibatalkan_pada=None).values_list("dari", "ke"))
    found = {}
    for pk in Warga.objects.values_list("pk", flat=True):
        root = pk
        while root in into:
            root = into[root]
        found[pk] = root
    return found


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.booleans()), max_size=12))
def test_any_merges_and_undos_keep_pointers_at_roots_and_restore_exactly(
    wilayah: Wilayah, pemeran: Pemeran, steps: list[tuple[int, int, bool]]
) -> None:
    people = [make_warga(wilayah.melati, f"Anak {n}") for n in "ABCDE"]
    for n, warga in enumerate(people):
        make_kunjungan(warga, wilayah.melati, date(2026, 9, 1 + n % 2), pemeran.ani, [], pengukuran=BERAT)
    derive_findings(orang=[warga.pk for warga in people], sejak=date(2026, 9, 1))
    before = state()
    for dari, ke, undo in steps:
        try:
            gabung = merge_warga(dari=people[dari], ke=people[ke], petugas=pemeran.citra)
        except DomainError:
            continue
        if undo:
            undo_merge(penggabungan=gabung, petugas=pemeran.citra)
        assert {w.pk: w.pokok_id for w in Warga.objects.all()} == roots()
    for gabung in Penggabungan.objects.filter(dibatalkan_pada=None, dari__in=people):
        undo_merge(penggabungan=gabung, petugas=pemeran.citra)
    assert state() == before
