"""Meetings to find in the demo: weeks signed, parts spoken for, who came, a help that was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from capaian.demo.jaringan import Jaringan
from capaian.demo.peta import read_toml
from capaian.demo.saat import Saat
from capaian.evaluasi.bahas import DIUNDANG, describe_office
from capaian.evaluasi.buat import part_units
from capaian.hitung.pekan import Pekan
from capaian.models import BagianEvaluasi, EvaluasiPekan, HadirEvaluasi, LangkahEvaluasi
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran

PEKAN_DISAHKAN: Final = 11
MINTA: Final = 2
"""In so many of them help was asked for; that of the latest is not answered yet."""
Status, Langkah = EvaluasiPekan.Status, LangkahEvaluasi.Jenis


def write_evaluations(jaringan: Jaringan, saat: Saat) -> None:
    """Eleven weeks signed on the Tuesday after; the latest is left to the clock. `putusan` says what they decided."""
    kantor = _offices(jaringan.kabupaten)
    bantuan = {kode: minta for kode, (minta, _) in read_toml("putusan")["bantuan"].items()}
    bawah = list(Unit.objects.under(jaringan.kabupaten).filter(induk__jenis=JenisUnit.PUSKESMAS))
    pekan = saat.pekan_lalu
    for mundur in range(PEKAN_DISAHKAN):
        pekan = pekan.previous
        minta = bantuan if mundur < MINTA else {}
        semua = EvaluasiPekan.objects.bulk_create(_signed(jaringan, pekan, saat, kantor, minta, terbaru=not mundur))
        for evaluasi in semua[1:]:
            _tell(evaluasi, bawah, kantor)


def _offices(kabupaten: Unit) -> dict[int, list[Penugasan]]:
    """Who holds an office, by id of the unit."""
    kantor: dict[int, list[Penugasan]] = {}
    for satu in Penugasan.objects.under(kabupaten).select_related("pengguna", "unit").order_by("pk"):
        kantor.setdefault(satu.unit_id, []).append(satu)
    return kantor


def _signed(
    jaringan: Jaringan,
    pekan: Pekan,
    saat: Saat,
    kantor: dict[int, list[Penugasan]],
    bantuan: Mapping[str, str],
    *,
    terbaru: bool,
) -> Iterator[EvaluasiPekan]:
    """Signed by the head, and answered but for the latest calls for help."""
    for ke, unit in enumerate((jaringan.kabupaten, *jaringan.puskesmas)):
        kepala = _holder(kantor, unit, Peran.KEPALA_PUSKESMAS)
        sah = saat.at(pekan.next.senin + timedelta(days=1), 300 + ke * 9)
        dijawab = not (terbaru and unit.kode in bantuan)
        yield EvaluasiPekan(
            unit=unit,
            pekan=pekan.senin,
            status=Status.DITANGGAPI if dijawab else Status.DISAHKAN,
            ditanggapi_pada=saat.at(pekan.next.senin + timedelta(days=2), 75 + ke * 26) if dijawab else None,
            disiapkan_pada=saat.at(pekan.next.senin, -235),
            dibahas_pada=sah - timedelta(minutes=35) if kepala else None,
            disahkan_pada=sah,
            disahkan_oleh=kepala.pengguna if kepala else None,
            disahkan_sebagai=kepala.jenis if kepala else "",
            bantuan=bantuan.get(unit.kode, ""),
        )


def _holder(kantor: dict[int, list[Penugasan]], unit: Unit, peran: Peran) -> Penugasan | None:
    return next((satu for satu in kantor.get(unit.pk, []) if satu.peran == peran), None)


def _tell(evaluasi: EvaluasiPekan, bawah: list[Unit], kantor: dict[int, list[Penugasan]]) -> None:
    """Parts, guests and steps of one meeting."""
    pada = evaluasi.disahkan_pada or evaluasi.disiapkan_pada
    anak = part_units(evaluasi.unit_id, bawah)
    hadir = [t for pk in (evaluasi.unit_id, *anak) for t in kantor.get(pk, []) if t.peran in DIUNDANG]
    _write_parts(evaluasi, anak, kantor, pada)
    HadirEvaluasi.objects.bulk_create(
        HadirEvaluasi(evaluasi=evaluasi, pengguna=t.pengguna, jabatan=_office(t, evaluasi), hadir=ke % 5 != 4)
        for ke, t in enumerate({t.pengguna_id: t for t in reversed(hadir)}.values())
    )
    _write_steps(evaluasi, pada)


def _office(tugas: Penugasan, evaluasi: EvaluasiPekan) -> str:
    di = "" if tugas.unit_id == evaluasi.unit_id else f" {tugas.unit.nama}"
    return describe_office(tugas) + di


def _write_parts(evaluasi: EvaluasiPekan, anak: list[int], kantor: dict[int, list[Penugasan]], pada: datetime) -> None:
    BagianEvaluasi.objects.bulk_create(
        BagianEvaluasi(
            evaluasi=evaluasi,
            unit_id=pk,
            status=BagianEvaluasi.Status.DIBAHAS if siapa else BagianEvaluasi.Status.MENUNGGU,
            oleh=siapa,
            pada=pada if siapa else None,
        )
        for pk, siapa in ((pk, _speaker(kantor, pk)) for pk in anak)
    )


def _speaker(kantor: dict[int, list[Penugasan]], unit_id: int) -> Pengguna | None:
    return next((t.pengguna for t in kantor.get(unit_id, []) if t.peran in (Peran.KEPALA_PUSTU, Peran.PJ_ILP)), None)


def _write_steps(evaluasi: EvaluasiPekan, pada: datetime) -> None:
    sebagai = "Kepala Puskesmas" if evaluasi.disahkan_sebagai == "definitif" else "Plt Kepala Puskesmas"
    mulai, oleh = evaluasi.dibahas_pada or pada, evaluasi.disahkan_oleh
    LangkahEvaluasi.objects.bulk_create(
        LangkahEvaluasi(evaluasi=evaluasi, jenis=jenis, oleh=oleh, sebagai=sebagai, pada=kapan)
        for jenis, kapan in ((Langkah.MULAI_BAHAS, mulai), (Langkah.DISAHKAN, pada))
    )
