"""An evaluation with everything that belongs to it, as plain rows built by the database: one query however long."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from capaian.evaluasi.bahas import SEBELUM_SAH
from capaian.models import (
    BagianEvaluasi,
    EvaluasiPekan,
    HadirEvaluasi,
    IndikatorLokal,
    IndikatorRapat,
    Isian,
    LangkahEvaluasi,
    PokokEvaluasi,
)


def with_contents(rows: QuerySet[EvaluasiPekan]) -> QuerySet[EvaluasiPekan]:
    """Adds what belongs to each evaluation.

    Lists of dicts by column: `isi_pokok`, `isi_bagian`, `isi_hadir`, `isi_langkah`. Codes of the meeting's indicators:
    `isi_rapat`. Figures typed: `isi_isian`; ids of the kabupaten's own indicators: `isi_lokal`. Mondays of earlier
    weeks left unsigned: `isi_susulan`; of all weeks that have an evaluation: `isi_pekan`.

    The caller has scoped `rows`; what belongs to an evaluation is seen by whoever sees it.
    """
    milik = {"evaluasi": OuterRef("pk")}
    sepekan = Isian.objects.filter(unit=OuterRef("unit"), pekan=OuterRef("pekan")).order_by()
    lama = EvaluasiPekan.objects.filter(unit=OuterRef("unit"), pekan__lt=OuterRef("pekan"), status__in=SEBELUM_SAH)
    lokal = IndikatorLokal.objects.filter(kabupaten=OuterRef("unit__kabupaten"))
    lokal = lokal.filter(Q(berhenti_sejak=None) | Q(berhenti_sejak__gt=OuterRef("pekan")))
    return rows.annotate(
        isi_pokok=_as_rows(
            PokokEvaluasi.objects.filter(**milik).order_by("urutan"),
            *(
                "indikator_id",
                "jenis",
                "sebab",
                "kata",
                "apa",
                "siapa_id",
                "siapa__nama",
                "tenggat",
                "orang",
                "ramalan",
            ),
        ),
        isi_bagian=_as_rows(
            BagianEvaluasi.objects.filter(**milik).order_by("-unit__jenis", "unit__nama"),
            *("unit_id", "unit__kode", "unit__nama", "status", "catatan", "oleh__nama"),
        ),
        isi_hadir=_as_rows(
            HadirEvaluasi.objects.filter(**milik).order_by("pk"), "pengguna_id", "pengguna__nama", "jabatan", "hadir"
        ),
        isi_langkah=_as_rows(
            LangkahEvaluasi.objects.filter(**milik).order_by("pada", "pk"),
            *("jenis", "oleh__nama", "sebagai", "pada", "isi", "kode"),
        ),
        isi_rapat=ArraySubquery(
            IndikatorRapat.objects.filter(kabupaten=OuterRef("unit__kabupaten")).values("indikator_id")
        ),
        isi_lokal=ArraySubquery(lokal.values("pk")),
        isi_isian=Coalesce(Subquery(sepekan.values("unit").annotate(n=Count("pk")).values("n")), 0),
        isi_susulan=ArraySubquery(lama.order_by("pekan").values("pekan")),
        isi_pekan=ArraySubquery(EvaluasiPekan.objects.filter(unit=OuterRef("unit")).order_by("pekan").values("pekan")),
    )


def _as_rows(rows: QuerySet[Any], *kolom: str) -> ArraySubquery:
    return ArraySubquery(rows.values(baris=JSONObject(**{nama: nama for nama in kolom})))
