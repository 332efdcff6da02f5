"""What a phone knows beside people: its posyandu, their sessions and cadres, whom to call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

from lokal.wilayah import wilayah_name

from posyandu.models import HariBuka, PetugasHariBuka, ProfilPosyandu
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from puskesmas.segel import public_key

SEWA_HARI: Final = 45
"""Days for which a phone shows people without having asked the server."""
RENTANG: Final = timedelta(days=62)
MENOLONG: Final = (Peran.BIDAN_DESA, Peran.KEPALA_PUSTU, Peran.PJ_POSYANDU, Peran.KEPALA_PUSKESMAS)
Isi = dict[str, Any]


def build_umum(pengguna: Pengguna, unit: Sequence[Unit]) -> Isi:
    """Units where this user records visits; a number of queries that does not depend on how many."""
    tempat = [satu for satu in unit if satu.jenis in (JenisUnit.POSYANDU, JenisUnit.PUSTU, JenisUnit.PUSKESMAS)]
    pola = dict(ProfilPosyandu.objects.filter(pk__in=[satu.pk for satu in tempat]).values_list("pk", "pola"))
    sesi, petugas = _sessions(tempat), _cadres(tempat)
    kontak = _contacts(tempat)
    return {
        "pengguna": {"nama": pengguna.nama},
        "posyandu": [
            {
                "kode": satu.kode,
                "nama": satu.nama,
                "desa": (wilayah_name(satu.kode_wilayah) or "") if satu.kode_wilayah else "",
                "jenis": satu.jenis,
                "pola": pola.get(satu.pk, ""),
                "petugas": sorted(petugas[satu.pk]),
                "kontak": _once(orang for atas in reversed(satu.path_ids()) for orang in kontak[atas]),
                "sesi": sesi[satu.pk],
            }
            for satu in tempat
        ],
        "kunci": public_key(),
        "sewa_hari": SEWA_HARI,
    }


def _sessions(tempat: Sequence[Unit]) -> dict[int, list[Isi]]:
    di: dict[int, list[Isi]] = defaultdict(list)
    if not tempat:
        return di
    kini = tempat[0].hari_ini
    rows = HariBuka.objects.held().filter(posyandu__in=[satu.pk for satu in tempat])
    rows = rows.between(kini - RENTANG, kini + RENTANG).with_received().order_by("tanggal")
    for satu in rows.prefetch_related("petugas"):
        di[satu.posyandu_id].append(
            {
                "tanggal": satu.tanggal.isoformat(),
                "status": satu.status,
                "jumlah_dinyatakan": satu.jumlah_dinyatakan,
                "diterima": getattr(satu, "diterima", 0),
                "petugas": sorted(orang.nama for orang in satu.petugas.all()),
            }
        )
    return di


def _cadres(tempat: Sequence[Unit]) -> dict[int, set[str]]:
    """Names that the roster may offer: cadres with a login, and those who were on duty before."""
    di: dict[int, set[str]] = defaultdict(set)
    ids = [satu.pk for satu in tempat]
    tugas = Penugasan.objects.active().filter(unit__in=ids, peran=Peran.KADER, pengguna__is_active=True)
    for unit, nama in tugas.values_list("unit", "pengguna__nama"):
        di[unit].add(nama)
    dulu = PetugasHariBuka.objects.filter(hari_buka__posyandu__in=ids)
    for unit, nama in dulu.values_list("hari_buka__posyandu", "nama").distinct():
        di[unit].add(nama)
    return di


def _once(kontak: Iterable[Isi]) -> list[Isi]:
    """One line per number, as the nearest of its roles: a midwife is often head of the Pustu too."""
    sekali: dict[str, Isi] = {}
    for satu in kontak:
        sekali.setdefault(satu["telepon"], satu)
    return list(sekali.values())


def _contacts(tempat: Sequence[Unit]) -> dict[int, list[Isi]]:
    """Who helps, by the unit where they work; nearest first when read up the path."""
    di: dict[int, list[Isi]] = defaultdict(list)
    atas = {pk for satu in tempat for pk in satu.path_ids()}
    tugas = Penugasan.objects.active().filter(unit__in=atas, peran__in=MENOLONG, pengguna__is_active=True)
    for satu in tugas.exclude(pengguna__telepon="").select_related("pengguna").order_by("pengguna__nama", "pk"):
        isi = {"nama": satu.pengguna.nama, "peran": satu.get_peran_display(), "telepon": satu.pengguna.telepon}
        di[satu.unit_id].append(isi)
    return di
