"""A danger sign is told at once, follows its visit, and climbs while nobody answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from posyandu.models import Segera
from posyandu.segera import acknowledge_segera, climb_segera
from puskesmas.errors import DomainError
from puskesmas.models import Pesan
from tests.cast import Pemeran, Wilayah, make_kiriman, make_warga
from tests.hp import Hp

HARI_INI = date(2026, 11, 16)


def danger(hp: Hp, wilayah: Wilayah, **lain: object) -> dict[str, Any]:
    orang = make_warga(wilayah.melati, "Slamet", date(1960, 1, 1))
    return hp.write("kunjungan", **make_kiriman(orang, wilayah.melati, HARI_INI, sistole=200, diastole=125), **lain)


def readers(segera: Segera) -> set[str]:
    return set(Pesan.objects.filter(kunci__contains=str(segera.pk)).values_list("pengguna__nama", flat=True))


def test_a_danger_sign_is_told_to_the_nearest_rung_without_saying_what(
    hp: Hp, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    operasi = danger(hp, wilayah)
    assert hp.send(operasi)[0]["status"] == "diterima"
    segera = Segera.objects.get()
    assert (str(segera.kunjungan_id), segera.dipegang, readers(segera)) == (
        operasi["isi"]["id"],
        wilayah.kelubi,
        {"Citra"},
    )
    kalimat = Pesan.objects.get().kalimat
    assert "Slamet" not in kalimat
    assert "Posyandu Melati" in kalimat


def test_a_healthy_visit_alarms_nobody(hp: Hp, wilayah: Wilayah) -> None:
    hp.send(hp.write("kunjungan", **make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4)))
    assert not Segera.objects.exists()


def test_sent_twice_alarms_once(hp: Hp, wilayah: Wilayah) -> None:
    operasi = danger(hp, wilayah)
    hp.send(operasi)
    hp.send(operasi)
    assert (Segera.objects.count(), Pesan.objects.count()) == (1, 1)


def test_a_correction_that_takes_it_away_ends_it_and_one_that_brings_it_back_opens_it(hp: Hp, wilayah: Wilayah) -> None:
    asal = danger(hp, wilayah)
    hp.send(asal)
    baik = asal["isi"] | {"id": "00000000-0000-4000-8000-000000000001", "menggantikan": asal["isi"]["id"]}
    baik["pengukuran"] = {"sistole": 120, "diastole": 80}
    hp.send(hp.write("kunjungan", **baik))
    assert Segera.objects.get().gugur_pada is not None
    lagi = asal["isi"] | {"id": "00000000-0000-4000-8000-000000000002", "menggantikan": baik["id"]}
    hp.send(hp.write("kunjungan", **lagi))
    segera = Segera.objects.get()
    assert (segera.gugur_pada, str(segera.kunjungan_id)) == (None, lagi["id"])


def test_a_withdrawn_visit_takes_its_alarm_along(hp: Hp, wilayah: Wilayah) -> None:
    asal = danger(hp, wilayah)
    batal = {"id": "00000000-0000-4000-8000-000000000001", "menggantikan": asal["isi"]["id"], "batal": "Salah orang"}
    hp.send(asal, hp.write("kunjungan", **batal))
    assert not Segera.objects.terbuka().exists()


def test_the_call_of_the_cadre_is_written_down_once(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    asal = danger(hp, wilayah)
    isi = {"kunjungan": asal["isi"]["id"], "cara": "telepon", "pada": "2026-11-16T08:40:00+07:00"}
    nanti = isi | {"cara": "sms", "pada": "2026-11-16T08:50:00+07:00"}
    hasil = hp.send(asal, hp.write("dihubungi", **isi), hp.write("dihubungi", **nanti))
    assert [satu["status"] for satu in hasil] == ["diterima"] * 3
    segera = Segera.objects.get()
    assert (segera.dihubungi_cara, segera.dihubungi_oleh) == ("telepon", pemeran.ani)


def test_two_hours_of_silence_and_it_climbs_once(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    hp.send(danger(hp, wilayah))
    nanti = timezone.now() + timedelta(minutes=119)
    assert climb_segera(kabupaten=wilayah.beltim, sekarang=nanti) == 0
    nanti += timedelta(minutes=2)
    assert [climb_segera(kabupaten=wilayah.beltim, sekarang=nanti) for _ in range(2)] == [1, 0]
    segera = Segera.objects.get()
    assert (segera.dipegang, readers(segera)) == (wilayah.manggar, {"Citra", "Dewi"})
    assert climb_segera(kabupaten=wilayah.beltim, sekarang=nanti + timedelta(hours=3)) == 1
    assert climb_segera(kabupaten=wilayah.beltim, sekarang=nanti + timedelta(hours=9)) == 0


def test_what_somebody_has_in_hand_does_not_climb(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    hp.send(danger(hp, wilayah))
    segera = Segera.objects.get()
    acknowledge_segera(oleh=pemeran.citra, segera=segera, catatan="Sedang ke rumahnya")
    acknowledge_segera(oleh=pemeran.dewi, segera=segera)
    assert climb_segera(kabupaten=wilayah.beltim, sekarang=timezone.now() + timedelta(hours=9)) == 0
    segera.refresh_from_db()
    assert (segera.diketahui_oleh, segera.catatan) == (pemeran.citra, "Sedang ke rumahnya")


def test_those_who_do_not_lead_there_cannot_acknowledge(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    hp.send(danger(hp, wilayah))
    for asing in (pemeran.ani, pemeran.gita, pemeran.fajar):
        with pytest.raises(DomainError, match="segera_tidak_ditemukan"):
            acknowledge_segera(oleh=asing, segera=Segera.objects.get())
