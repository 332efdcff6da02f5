"""What the signed weeks of the demo decided, from their own figures: each Puskesmas about what lagged there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from time import sleep
from typing import Any, Final, NamedTuple

import pghistory
from django.db import transaction

from capaian.demo.cerita import audit_of
from capaian.demo.muat import BENIH
from capaian.demo.peta import read_toml
from capaian.demo.petugas import SISTEM
from capaian.demo.saat import ZONA, Saat
from capaian.evaluasi.buat import part_units
from capaian.evaluasi.potong import cut_figures
from capaian.evaluasi.prioritas import propose_priorities
from capaian.hitung.antrean import recompute_marked
from capaian.models import AngkaEvaluasi, EvaluasiPekan, LangkahEvaluasi, PokokEvaluasi
from capaian.models.evaluasi import SAH
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.kabar import tell_assigned
from puskesmas.models import Pengguna, Penugasan, PerluHitung, Tindakan, Unit
from puskesmas.models.masalah import StatusTindakan
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran

LAMA: Final = timedelta(days=21)
"""Actions due longer ago than this are all done."""
MENYUSUL: Final = (Peran.KEPALA_PUSTU, Peran.BIDAN_DESA, Peran.PJ_ILP)
"""Who gets an action, in this order."""


class Putusan(NamedTuple):
    """What was decided, and what came of it."""

    sebab: str
    kata: str
    apa: str
    hasil: str


def finish_demo(kabupaten: Unit, saat: Saat) -> int:
    """Computes what is marked, then writes what each signed week decided; returns how many. Can run twice."""
    while not recompute_marked(kabupaten_id=kabupaten.pk) and PerluHitung.objects.filter(pk=kabupaten.pk).exists():
        sleep(1)  # a worker was quicker and is at it
    sistem = Pengguna.objects.get(username=SISTEM)
    with transaction.atomic(), pghistory.context(**audit_of(sistem)):
        return write_decisions(kabupaten, saat)


def write_decisions(kabupaten: Unit, saat: Saat) -> int:
    """In one transaction of the caller; actions are counted too, so the weeks are marked once more."""
    rows = EvaluasiPekan.objects.under(kabupaten).exclude(unit=kabupaten).filter(status__in=SAH)
    semua = list(rows.select_related("unit__kabupaten", "disahkan_oleh").order_by("pekan", "unit__kode"))
    if not semua or PokokEvaluasi.objects.filter(evaluasi__in=semua).exists():
        return 0
    penulis = _Penulis(kabupaten, saat)
    for satu in semua:
        penulis.decide(satu)
    mark_perlu_hitung(kabupaten_id=kabupaten.pk, sejak=semua[0].pekan)
    return len(semua)


class _Penulis:
    """Chance is that of the place and the indicator: a meeting does not say the same again the week after."""

    def __init__(self, kabupaten: Unit, saat: Saat) -> None:
        self.saat = saat
        self.isi: dict[str, Any] = read_toml("putusan")
        self.jawab: list[str] = []
        """Answers that have not been given since all were."""
        self.bawah = list(Unit.objects.under(kabupaten).filter(induk__jenis=JenisUnit.PUSKESMAS))
        self.tugas = list(
            Penugasan.objects.under(kabupaten).filter(peran__in=MENYUSUL).select_related("pengguna").order_by("pk")
        )
        self.dinas = Penugasan.objects.under(kabupaten).filter(peran=Peran.STAF_DINAS).order_by("pk").first()

    def decide(self, evaluasi: EvaluasiPekan) -> None:
        """Figures cut and priorities proposed as "Mulai bahas" does it; then what was written about them."""
        cut_figures(evaluasi)
        milik = AngkaEvaluasi.objects.filter(evaluasi=evaluasi, unit=evaluasi.unit_id)
        propose_priorities(evaluasi, {satu.indikator_id: satu for satu in milik})
        pokok = list(evaluasi.pokok.select_related("indikator"))
        tindakan = [self._write(evaluasi, ke, satu) for ke, satu in enumerate(pokok)]
        Tindakan.objects.bulk_create(tindakan)
        kolom = ["sebab", "kata", "apa", "siapa", "tenggat", "tindakan"]
        PokokEvaluasi.objects.bulk_update(pokok, kolom)
        for satu in tindakan:
            if satu.status == StatusTindakan.BERJALAN:
                tell_assigned(satu)
        if evaluasi.ditanggapi_pada is not None:
            self._answer(evaluasi, pokok, evaluasi.ditanggapi_pada)

    def _write(self, evaluasi: EvaluasiPekan, ke: int, pokok: PokokEvaluasi) -> Tindakan:
        """Fills `pokok`; its action is not stored yet."""
        pada = evaluasi.disahkan_pada or evaluasi.disiapkan_pada
        acak = Random(f"{BENIH}-putusan-{evaluasi.unit.kode}-{pokok.indikator_id}-{evaluasi.pekan}")
        putusan = self._pick(evaluasi, pokok.indikator_id)
        siapa = self._whose(evaluasi, ke)
        tenggat = pada.astimezone(ZONA).date() + timedelta(days=acak.choice((3, 3, 6, 6, 9, 13)))
        pokok.sebab, pokok.kata, pokok.apa = putusan.sebab, putusan.kata, putusan.apa
        pokok.siapa, pokok.tenggat = siapa, tenggat
        pokok.tindakan = tindakan = Tindakan(
            unit=evaluasi.unit,
            apa=putusan.apa,
            penanggung_jawab=siapa,
            tenggat=tenggat,
            dibuat_oleh=evaluasi.disahkan_oleh or siapa,
            dibuat_pada=pada,
        )
        if self._is_done(tenggat, acak):
            tindakan.status, tindakan.hasil, tindakan.ditutup_oleh = StatusTindakan.SELESAI, putusan.hasil, siapa
            tindakan.ditutup_pada = max(pada, self._closed(tenggat))
        return tindakan

    def _pick(self, evaluasi: EvaluasiPekan, kode: str) -> Putusan:
        """Another one every week, and not the same at every Puskesmas."""
        pilihan = self.isi.get(kode, self.isi["umum"])
        awal = Random(f"{BENIH}-{evaluasi.unit.kode}-{kode}").randrange(len(pilihan))
        return Putusan(*pilihan[(awal + evaluasi.pekan.toordinal() // 7) % len(pilihan)])

    def _whose(self, evaluasi: EvaluasiPekan, ke: int) -> Pengguna:
        di = (*part_units(evaluasi.unit_id, self.bawah), evaluasi.unit_id)
        urut = sorted((t for t in self.tugas if t.unit_id in di), key=lambda t: (MENYUSUL.index(Peran(t.peran)), t.pk))
        semua = [*dict.fromkeys(t.pengguna for t in urut)]
        return semua[(ke + evaluasi.pekan.toordinal() // 7) % len(semua)]

    def _is_done(self, tenggat: date, acak: Random) -> bool:
        if tenggat < self.saat.hari_ini - LAMA:
            return True
        return acak.random() < (0.75 if tenggat < self.saat.hari_ini else 0.3)

    def _closed(self, tenggat: date) -> datetime:
        return self.saat.at(min(tenggat, self.saat.hari_ini) - timedelta(days=1), 240)

    def _answer(self, evaluasi: EvaluasiPekan, pokok: Sequence[PokokEvaluasi], pada: datetime) -> None:
        """To the help that was asked for, else about one of the decisions."""
        if self.dinas is None:
            return
        acak = Random(f"{BENIH}-jawab-{evaluasi.pekan}-{evaluasi.unit.kode}")
        if not self.jawab:
            self.jawab = acak.sample(self.isi["jawab"], len(self.isi["jawab"]))
        teks = self.isi["bantuan"][evaluasi.unit.kode][1] if evaluasi.bantuan else self.jawab.pop()
        satu = acak.choice(pokok) if pokok else None
        LangkahEvaluasi.objects.create(
            evaluasi=evaluasi,
            jenis=LangkahEvaluasi.Jenis.DITANGGAPI,
            oleh=self.dinas.pengguna,
            sebagai="Staf Dinas Kesehatan",
            pada=pada,
            isi=teks.format(
                apa=f"“{satu.apa}”" if satu else "pekan ini",
                indikator=satu.indikator.nama.lower() if satu else "capaian pekan ini",
            ),
        )
