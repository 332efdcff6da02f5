"""Targets and projections: drafted under a document, put in force, replaced; who may, what is refused, and races."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
import time_machine
from django.db import connection

from capaian.evaluasi.bahas import start_discussion
from capaian.evaluasi.buat import make_week
from capaian.evaluasi.sah import sign
from capaian.hitung.antrean import recompute_marked
from capaian.hitung.hitung import compute_week
from capaian.hitung.pekan import Pekan
from capaian.models import AngkaEvaluasi, Capaian, EvaluasiPekan, PokokEvaluasi, Sasaran, StatusDokumen, Target
from capaian.target import (
    SASARAN,
    TARGET,
    Dokumen,
    discard_drafts,
    find_document,
    fingerprint,
    put_in_force,
    record_sasaran,
    record_target,
)
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, PerluHitung, Unit
from tests.capaian.angka import M46
from tests.capaian.test_lokal import add as add_local
from tests.capaian.test_lokal import add_count
from tests.cast import Pemeran, Wilayah, make_kunjungan, make_sesi, make_warga, refused

pytestmark = pytest.mark.usefixtures("selasa")

SK = Dokumen("SK 440/1/2026", date(2026, 1, 5))
SK_BARU = Dokumen("SK 440/9/2026", date(2026, 9, 1))
DITIMBANG = "balita_ditimbang"


def draft(
    pemeran: Pemeran, wilayah: Wilayah, unit: Unit, nilai: str | None, dokumen: Dokumen = SK, **lain: object
) -> int:
    isi = {(unit.pk, str(lain.pop("kode", DITIMBANG))): Decimal(nilai) if nilai is not None else None}
    siapa = {"petugas": pemeran.eko, "kabupaten": wilayah.beltim, "tahun": 2026} | lain
    return record_target(dokumen=dokumen, isi=isi, **siapa)  # type: ignore[arg-type]  # the tests send wrong ones too


def project(pemeran: Pemeran, wilayah: Wilayah, unit: Unit, jumlah: int | None, kode: str = "balita") -> int:
    return record_sasaran(
        petugas=pemeran.eko, kabupaten=wilayah.beltim, tahun=2026, dokumen=SK, isi={(unit.pk, kode): jumlah}
    )


def enforce(pemeran: Pemeran, wilayah: Wilayah, tahun: int = 2026, **lain: str) -> int:
    return put_in_force(petugas=pemeran.eko, kabupaten=wilayah.beltim, macam=TARGET, tahun=tahun, **lain)


def standing(unit: Unit) -> list[tuple[str, Decimal | None]]:
    rows = Target.objects.filter(unit=unit, indikator=DITIMBANG).order_by("pk")
    return list(rows.values_list("status", "nilai"))


def live(unit: Unit, pekan: Pekan = M46) -> tuple[Decimal | None, bool]:
    angka = Capaian.objects.get(unit=unit, indikator=DITIMBANG, pekan=pekan.senin)
    return angka.target, angka.target_sementara


# ── Draft, in force, replaced ────────────────────────────────────────────────────────────────────────────────────────


def test_a_draft_counts_only_once_it_is_in_force(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.manggar, "0.9")
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    assert live(wilayah.manggar)[0] != Decimal("0.9")
    assert enforce(pemeran, wilayah) == 1
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    assert [live(unit)[0] for unit in (wilayah.manggar, wilayah.melati)] == [Decimal("0.9")] * 2
    assert live(wilayah.gantung)[0] != Decimal("0.9")


def test_a_newer_document_replaces_and_the_old_one_is_kept(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.manggar, "0.8")
    enforce(pemeran, wilayah)
    draft(pemeran, wilayah, wilayah.manggar, "0.85", SK_BARU)
    enforce(pemeran, wilayah)
    assert standing(wilayah.manggar) == [("diganti", Decimal("0.8")), ("berlaku", Decimal("0.85"))]
    assert find_document(unit=wilayah.melati, indikator=DITIMBANG, pekan=M46) == (SK_BARU.nomor, False)


def test_a_figure_taken_away_gives_way_to_the_one_above(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for unit, nilai in ((wilayah.beltim, "0.7"), (wilayah.manggar, "0.9")):
        draft(pemeran, wilayah, unit, nilai)
    enforce(pemeran, wilayah)
    draft(pemeran, wilayah, wilayah.manggar, None, SK_BARU)
    enforce(pemeran, wilayah)
    compute_week(kabupaten=wilayah.beltim, pekan=M46)
    assert live(wilayah.manggar)[0] == Decimal("0.7")
    assert standing(wilayah.manggar) == [("diganti", Decimal("0.9")), ("diganti", None)]


def test_what_stands_already_needs_no_draft(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.manggar, "0.8")
    enforce(pemeran, wilayah)
    assert draft(pemeran, wilayah, wilayah.manggar, "0.80", SK_BARU) == 0
    draft(pemeran, wilayah, wilayah.manggar, "0.9", SK_BARU)
    assert draft(pemeran, wilayah, wilayah.manggar, "0.8", SK_BARU) == 1  # back again: the draft is gone
    assert standing(wilayah.manggar) == [("berlaku", Decimal("0.8"))]


def test_the_same_draft_twice_is_one_draft(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert [draft(pemeran, wilayah, wilayah.manggar, "0.8") for _ in range(2)] == [1, 0]
    assert draft(pemeran, wilayah, wilayah.manggar, "0.8", SK_BARU) == 1
    assert Target.objects.get().dokumen == SK_BARU.nomor


def test_discarded_drafts_leave_what_is_in_force(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.manggar, "0.8")
    enforce(pemeran, wilayah)
    draft(pemeran, wilayah, wilayah.manggar, "0.9")
    assert discard_drafts(petugas=pemeran.eko, kabupaten=wilayah.beltim, macam=TARGET, tahun=2026) == 1
    assert standing(wilayah.manggar) == [("berlaku", Decimal("0.8"))]


def test_putting_targets_in_force_marks_the_year_and_projections_mark_nothing(
    wilayah: Wilayah, pemeran: Pemeran
) -> None:
    PerluHitung.objects.all().delete()  # opening the units of the cast marked them
    project(pemeran, wilayah, wilayah.manggar, 120)
    put_in_force(petugas=pemeran.eko, kabupaten=wilayah.beltim, macam=SASARAN, tahun=2026)
    assert Sasaran.objects.get().status == StatusDokumen.BERLAKU
    assert not PerluHitung.objects.exists()
    draft(pemeran, wilayah, wilayah.manggar, "0.8")
    assert not PerluHitung.objects.exists()
    enforce(pemeran, wilayah)
    assert PerluHitung.objects.get().sejak_tanggal == date(2026, 1, 1)


def test_a_local_indicator_takes_a_target_and_a_count_of_cases_does_not(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lokal, cacah = add_local(pemeran, wilayah), add_count(pemeran, wilayah)
    assert draft(pemeran, wilayah, wilayah.manggar, "0.8", kode=lokal.kode) == 1
    refused("indikator_tidak_dikenal", lambda: draft(pemeran, wilayah, wilayah.manggar, "0.8", kode=cacah.kode))


def test_last_years_document_is_named_only_while_it_stands_in(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.beltim, "0.66", Dokumen("SK 440/1/2025", date(2025, 1, 6)), tahun=2025)
    enforce(pemeran, wilayah, tahun=2025)
    pekan = [Pekan.from_tanggal(date(2026, bulan, 10)) for bulan in (2, 3)]
    dokumen = [find_document(unit=wilayah.melati, indikator=DITIMBANG, pekan=satu)[0] for satu in pekan]
    assert dokumen == ["SK 440/1/2025", ""]


@pytest.mark.parametrize(("hari", "sementara"), [("2026-01-20", True), ("2026-02-17", True), ("2026-03-10", False)])
def test_january_and_february_stand_on_last_year(
    wilayah: Wilayah, pemeran: Pemeran, hari: str, sementara: bool
) -> None:
    with time_machine.travel(f"{hari}T10:00:00+07:00", tick=False):
        draft(pemeran, wilayah, wilayah.beltim, "0.66", Dokumen("SK 440/1/2025", date(2025, 1, 6)), tahun=2025)
        enforce(pemeran, wilayah, tahun=2025)
        pekan = Pekan.from_tanggal(date.fromisoformat(hari))
        compute_week(kabupaten=wilayah.beltim, pekan=pekan)
    assert (live(wilayah.melati, pekan) == (Decimal("0.66"), True)) is sementara


# ── A signed week stays ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_changed_target_moves_live_figures_and_never_a_signed_week(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_sesi(wilayah.melati, M46.senin)
    make_kunjungan(make_warga(wilayah.melati), wilayah.melati, M46.senin, pemeran.ani, ["ditimbang"])
    draft(pemeran, wilayah, wilayah.beltim, "0.8")
    enforce(pemeran, wilayah)
    evaluasi = sign_week(wilayah, pemeran)
    draft(pemeran, wilayah, wilayah.beltim, "0.95", SK_BARU)
    enforce(pemeran, wilayah)
    recompute_marked(kabupaten_id=wilayah.beltim.pk)
    potongan = AngkaEvaluasi.objects.get(evaluasi=evaluasi, unit=wilayah.manggar, indikator=DITIMBANG)
    assert (potongan.target, live(wilayah.manggar)[0]) == (Decimal("0.8"), Decimal("0.95"))


def sign_week(wilayah: Wilayah, pemeran: Pemeran) -> EvaluasiPekan:
    recompute_marked(kabupaten_id=wilayah.beltim.pk)
    make_week(kabupaten=wilayah.beltim, pekan=M46)
    baris = start_discussion(
        oleh=pemeran.dewi, evaluasi=EvaluasiPekan.objects.get(unit=wilayah.manggar, pekan=M46.senin)
    )
    PokokEvaluasi.objects.filter(evaluasi=baris).update(jenis=PokokEvaluasi.Jenis.PANTAU)
    return sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)


# ── Refused ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("siapa", ["ani", "citra", "dewi", "fajar", "hana"])
def test_only_dinas_of_the_kabupaten_writes(wilayah: Wilayah, pemeran: Pemeran, siapa: str) -> None:
    petugas: Pengguna = getattr(pemeran, siapa)
    refused("tidak_boleh", lambda: draft(pemeran, wilayah, wilayah.manggar, "0.8", petugas=petugas))
    assert not Target.objects.exists()


def test_it_refuses_a_unit_of_another_kabupaten(wilayah: Wilayah, pemeran: Pemeran) -> None:
    refused("unit_tidak_dikenal", lambda: draft(pemeran, wilayah, wilayah.dahlia, "0.8"))


@pytest.mark.parametrize("nilai", ["-0.1", "1.01"])
def test_it_refuses_a_rate_outside_0_to_100_percent(wilayah: Wilayah, pemeran: Pemeran, nilai: str) -> None:
    refused("angka_di_luar_batas", lambda: draft(pemeran, wilayah, wilayah.manggar, nilai))


@pytest.mark.parametrize("jumlah", [-1, 1_000_001])
def test_it_refuses_a_projection_out_of_reason(wilayah: Wilayah, pemeran: Pemeran, jumlah: int) -> None:
    refused("angka_di_luar_batas", lambda: project(pemeran, wilayah, wilayah.manggar, jumlah))


def test_it_refuses_an_unknown_group(wilayah: Wilayah, pemeran: Pemeran) -> None:
    refused("kelompok_tidak_dikenal", lambda: project(pemeran, wilayah, wilayah.manggar, 3, kode="kucing"))


@pytest.mark.parametrize(
    ("dokumen", "kode"),
    [
        (Dokumen(" ", date(2026, 1, 5)), "wajib_diisi"),
        (Dokumen("SK 1", date(2026, 11, 18)), "tanggal_dokumen_salah"),
        (Dokumen("SK 1", date(1999, 12, 31)), "tanggal_dokumen_salah"),
    ],
)
def test_it_refuses_a_document_without_a_number_or_with_a_date_that_cannot_be(
    wilayah: Wilayah, pemeran: Pemeran, dokumen: Dokumen, kode: str
) -> None:
    refused(kode, lambda: draft(pemeran, wilayah, wilayah.manggar, "0.8", dokumen))


@pytest.mark.parametrize("tahun", [2024, 2028])
def test_it_refuses_a_year_that_is_too_far(wilayah: Wilayah, pemeran: Pemeran, tahun: int) -> None:
    refused("tahun_tidak_sah", lambda: draft(pemeran, wilayah, wilayah.manggar, "0.8", tahun=tahun))


def test_it_refuses_to_put_nothing_in_force(wilayah: Wilayah, pemeran: Pemeran) -> None:
    refused("tanpa_rancangan", lambda: enforce(pemeran, wilayah))


def test_it_refuses_to_write_over_a_change_that_was_not_seen(wilayah: Wilayah, pemeran: Pemeran) -> None:
    cap = fingerprint(macam=TARGET, kabupaten=wilayah.beltim, tahun=2026)
    draft(pemeran, wilayah, wilayah.gantung, "0.7", cap=cap)
    refused("sudah_berubah", lambda: draft(pemeran, wilayah, wilayah.manggar, "0.8", cap=cap))
    refused("sudah_berubah", lambda: enforce(pemeran, wilayah, cap=cap))


# ── At once ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
def test_two_who_put_in_force_at_once_leave_one_target(wilayah: Wilayah, pemeran: Pemeran) -> None:
    draft(pemeran, wilayah, wilayah.manggar, "0.8")
    assert sorted(at_once(lambda: enforce(pemeran, wilayah))) == ["1", "tanpa_rancangan"]
    assert standing(wilayah.manggar) == [("berlaku", Decimal("0.8"))]


@pytest.mark.django_db(transaction=True)
def test_two_who_draft_the_same_figure_at_once_leave_one_draft(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert sorted(at_once(lambda: draft(pemeran, wilayah, wilayah.manggar, "0.8"))) == ["0", "1"]
    assert standing(wilayah.manggar) == [("draf", Decimal("0.8"))]


def at_once(lakukan: Callable[[], int]) -> list[str]:
    mulai = Barrier(2)

    def satu(_: int) -> str:
        try:
            mulai.wait()
            return str(lakukan())
        except DomainError as galat:
            return galat.kode
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as kolam:
        return list(kolam.map(satu, range(2)))
