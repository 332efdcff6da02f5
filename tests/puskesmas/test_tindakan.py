"""Actions: who does what by when, and what came of it."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from puskesmas.errors import DomainError
from puskesmas.models import Penugasan, PerluHitung, Tindakan
from puskesmas.penanggung import name_owners
from puskesmas.peran import Peran
from puskesmas.tindakan import assign_tindakan, cancel_tindakan, close_tindakan, postpone_tindakan
from tests.cast import Pemeran, Wilayah, make_pengguna

HARI_INI = date(2026, 11, 18)
pytestmark = pytest.mark.usefixtures("rabu")


def assign(wilayah: Wilayah, pemeran: Pemeran, **lain: Any) -> Tindakan:
    isi: dict[str, Any] = {"apa": "Sweeping balita", "unit": wilayah.kelubi, "penanggung_jawab": pemeran.citra} | lain
    return assign_tindakan(oleh=isi.pop("oleh", pemeran.dewi), tenggat=isi.pop("tenggat", date(2026, 11, 24)), **isi)


def refused(wilayah: Wilayah, pemeran: Pemeran, **lain: Any) -> str:
    with pytest.raises(DomainError) as galat:
        assign(wilayah, pemeran, **lain)
    return galat.value.kode


def test_an_action_says_who_does_what_by_when(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tindakan = assign(wilayah, pemeran, apa="  Sweeping \n balita ")
    assert (tindakan.apa, tindakan.status, tindakan.terlambat) == ("Sweeping balita", "berjalan", False)


def test_it_refuses_a_due_date_in_the_past_and_takes_today(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert refused(wilayah, pemeran, tenggat=HARI_INI - timedelta(days=1)) == "tenggat_lewat"
    assert refused(wilayah, pemeran, tenggat=date(2062, 1, 1)) == "tenggat_terlalu_jauh"
    assert assign(wilayah, pemeran, tenggat=HARI_INI).tenggat == HARI_INI


def test_the_owner_works_in_the_puskesmas_or_at_dinas(wilayah: Wilayah, pemeran: Pemeran) -> None:
    for orang in (pemeran.ani, pemeran.dewi, pemeran.eko):
        assert assign(wilayah, pemeran, penanggung_jawab=orang).penanggung_jawab == orang
    for orang in (pemeran.gita, pemeran.hana, pemeran.fajar):
        assert refused(wilayah, pemeran, penanggung_jawab=orang) == "penanggung_jawab_di_luar"


def test_whose_assignment_ended_or_who_only_reads_counts_is_no_owner(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tamu = make_pengguna("Tamu", wilayah.kelubi, Peran.TAMU_DESA)
    assert refused(wilayah, pemeran, penanggung_jawab=tamu) == "penanggung_jawab_di_luar"
    Penugasan.objects.filter(pengguna=pemeran.citra).update(sampai=HARI_INI)
    assert refused(wilayah, pemeran) == "penanggung_jawab_di_luar"


def test_people_of_the_place_are_offered_first_then_those_above_it(wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_pengguna("Abdul", wilayah.melati)
    make_pengguna("Agus", wilayah.manggar, "pj_ilp")
    urut = [nama.split(",")[0] for nama in name_owners(wilayah.kelubi).values()]
    assert urut.index("Citra") < urut.index("Agus") < urut.index("Dewi") < urut.index("Eko") < urut.index("Abdul")


def test_it_refuses_empty_words(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert refused(wilayah, pemeran, apa=" \n ") == "wajib_diisi"
    assert refused(wilayah, pemeran, apa="x" * 301) == "terlalu_panjang"


def test_only_those_who_manage_the_place_assign(wilayah: Wilayah, pemeran: Pemeran) -> None:
    assert refused(wilayah, pemeran, unit=wilayah.lenggang, penanggung_jawab=pemeran.gita) == "tidak_boleh"
    assert refused(wilayah, pemeran, oleh=pemeran.ani, unit=wilayah.melati) == "tidak_boleh"
    assert assign(wilayah, pemeran, oleh=pemeran.eko, unit=wilayah.beltim, penanggung_jawab=pemeran.gita)


def test_assigning_the_same_id_again_makes_no_second_action(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sama = uuid.uuid4()
    assert assign(wilayah, pemeran, id=sama) == assign(wilayah, pemeran, id=sama)
    assert refused(wilayah, pemeran, id=sama, oleh=pemeran.citra) == "id_dipakai_ulang"
    assert Tindakan.objects.count() == 1


def test_closing_asks_for_the_outcome(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tindakan = assign(wilayah, pemeran)
    with pytest.raises(DomainError, match="wajib_diisi"):
        close_tindakan(oleh=pemeran.citra, tindakan=tindakan, hasil="  ")
    assert close_tindakan(oleh=pemeran.citra, tindakan=tindakan, hasil="12 anak datang").status == "selesai"


def test_what_is_closed_or_cancelled_stays_so(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tindakan = assign(wilayah, pemeran)
    cancel_tindakan(oleh=pemeran.dewi, tindakan=tindakan, alasan="Sudah ada kegiatan lain")
    with pytest.raises(DomainError, match="tindakan_sudah_ditutup"):
        close_tindakan(oleh=pemeran.citra, tindakan=tindakan, hasil="Beres")
    with pytest.raises(DomainError, match="tindakan_sudah_ditutup"):
        cancel_tindakan(oleh=pemeran.citra, tindakan=tindakan, alasan="Batal")
    with pytest.raises(DomainError, match="tindakan_sudah_ditutup"):
        postpone_tindakan(oleh=pemeran.citra, tindakan=tindakan, tenggat=date(2026, 12, 1), alasan="Hujan")


def test_carrying_over_is_counted_and_only_forward(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tindakan = assign(wilayah, pemeran)
    with pytest.raises(DomainError, match="tenggat_tidak_mundur"):
        postpone_tindakan(oleh=pemeran.citra, tindakan=tindakan, tenggat=tindakan.tenggat, alasan="Hujan")
    baru = postpone_tindakan(oleh=pemeran.citra, tindakan=tindakan, tenggat=date(2026, 12, 1), alasan="Hujan")
    assert (baru.ditunda, baru.tenggat, baru.alasan) == (1, date(2026, 12, 1), "Hujan")


def test_who_saw_an_older_date_is_told_that_it_moved(wilayah: Wilayah, pemeran: Pemeran) -> None:
    lama = assign(wilayah, pemeran)
    postpone_tindakan(oleh=pemeran.citra, tindakan=lama, tenggat=date(2026, 12, 1), alasan="Hujan")
    with pytest.raises(DomainError, match="sudah_ditunda"):
        postpone_tindakan(oleh=pemeran.dewi, tindakan=lama, tenggat=date(2026, 12, 4), alasan="Libur")


def test_an_action_past_its_date_is_late_until_it_ends(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tindakan = assign(wilayah, pemeran, tenggat=HARI_INI)
    with time_machine.travel("2026-11-19T00:01+07:00", tick=False):
        assert tindakan.terlambat
        assert not close_tindakan(oleh=pemeran.citra, tindakan=tindakan, hasil="Beres").terlambat


def test_others_do_not_end_somebody_elses_action(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tindakan = assign(wilayah, pemeran)
    for orang in (pemeran.ani, pemeran.gita, pemeran.hana):
        with pytest.raises(DomainError, match="tidak_boleh"):
            close_tindakan(oleh=orang, tindakan=tindakan, hasil="Beres")


def test_actions_are_seen_below_oneself_and_where_one_is_named(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tamu = make_pengguna("Tamu", wilayah.kelubi, Peran.TAMU_DESA)
    assign(wilayah, pemeran, unit=wilayah.manggar, penanggung_jawab=pemeran.ani)
    sees = [bool(Tindakan.objects.visible_to(satu)) for satu in (pemeran.ani, pemeran.dewi, pemeran.eko)]
    blind = [bool(Tindakan.objects.visible_to(satu)) for satu in (pemeran.budi, pemeran.citra, pemeran.gita, tamu)]
    assert (all(sees), any(blind)) == (True, False)
    assert not Tindakan.objects.visible_to(AnonymousUser())


def test_figures_are_computed_again_from_the_week_in_which_it_was_due(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tindakan = assign(wilayah, pemeran, tenggat=HARI_INI)
    with time_machine.travel("2026-11-30T09:00+07:00", tick=False):
        PerluHitung.objects.all().delete()
        postpone_tindakan(oleh=pemeran.citra, tindakan=tindakan, tenggat=date(2026, 12, 4), alasan="Hujan")
        assert PerluHitung.objects.get().sejak_tanggal == HARI_INI
