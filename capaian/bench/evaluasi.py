"""`bench evaluasi`: a whole week against one hand-written statement, and against a loop of indexed queries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.db import connection
from django.db.models import Q, QuerySet

from capaian.bench.dunia import analyze, make_world, scratch_database
from capaian.bench.ukur import ratio, take_turns
from capaian.hitung.hitung import compute_week
from capaian.hitung.pekan import Pekan
from capaian.hitung.syarat import months_before, window_start
from capaian.models import Capaian
from klaster.indikator import JenisIndikator, weekly_indikator
from posyandu.models import Kunjungan, Warga
from puskesmas.models import Unit

PEKAN: Final = Pekan(date(2026, 11, 9))
INDIKATOR: Final = weekly_indikator()
"""Those of the weekly meeting: the hand-written statement computes the same ones."""
Angka = dict[tuple[int, str], tuple[int, int]]


def run(*, kunjungan: int, posyandu: tuple[int, ...], sejarah: tuple[int, ...], putaran: int) -> dict[str, Any]:
    """Every size in a database of its own; the loop runs in the first size only."""
    hasil = [_size(kunjungan, jumlah, 1, putaran, loop=ke == 0) for ke, jumlah in enumerate(posyandu)]
    hasil += [_size(kunjungan, posyandu[0], kali, putaran, loop=False) for kali in sejarah if kali > 1]
    pertama, sepuluh = hasil[0], hasil[1] if len(posyandu) > 1 else hasil[0]
    return {
        "bench": "evaluasi",
        "ukuran": hasil,
        "posyandu_10x": round(sepuluh["kami"]["median_ms"] / pertama["kami"]["median_ms"], 2),
        "pernyataan_tetap": len({satu["pernyataan"] for satu in hasil}) == 1,
    }


def _size(kunjungan: int, posyandu: int, sejarah: int, putaran: int, *, loop: bool) -> dict[str, Any]:
    with scratch_database():
        kabupaten = make_world(posyandu=posyandu, kunjungan=kunjungan, sejarah=sejarah, minggu=PEKAN.minggu)
        analyze()
        jumlah = count_statements(lambda: compute_week(kabupaten=kabupaten, pekan=PEKAN, indikator=INDIKATOR))
        waktu = take_turns(
            {
                "kami": lambda: compute_week(kabupaten=kabupaten, pekan=PEKAN, indikator=INDIKATOR),
                "tangan": lambda: by_hand(kabupaten, PEKAN),
            },
            putaran,
        )
        hasil: dict[str, Any] = {
            "posyandu": posyandu,
            "kunjungan": kunjungan * sejarah,
            "pernyataan": jumlah,
            **{nama: isi.as_dict() for nama, isi in waktu.items()},
            "kami_banding_tangan": ratio(waktu["kami"], waktu["tangan"]),
        }
        _assert_equal("tulisan tangan", by_hand(kabupaten, PEKAN), ours(PEKAN))
        if loop:
            hasil |= _against_loop(kabupaten)
        return hasil


def _against_loop(kabupaten: Unit) -> dict[str, Any]:
    kept: list[Angka] = []
    waktu = take_turns(
        {
            "kami": lambda: compute_week(kabupaten=kabupaten, pekan=PEKAN, indikator=INDIKATOR),
            "putaran": lambda: kept.append(by_loop(kabupaten, PEKAN)),
        },
        putaran=1,
        pemanasan=0,
    )
    _assert_equal("putaran ORM", kept[0], {k: v for k, v in ours(PEKAN).items() if k in kept[0]})
    return {"putaran_orm": waktu["putaran"].as_dict(), "putaran_banding_kami": ratio(waktu["putaran"], waktu["kami"])}


def ours(pekan: Pekan) -> Angka:
    """Posyandu rows as stored; rows about nobody are left out, the alternatives do not make them."""
    rows = Capaian.objects.filter(unit__jenis="posyandu", pekan=pekan.senin).exclude(penyebut=0)
    return {(u, i): (s, p) for u, i, s, p in rows.values_list("unit", "indikator", "penyebut", "pembilang")}


def by_hand(kabupaten: Unit, pekan: Pekan) -> Angka:
    text = (Path(__file__).parent / "tulisan_tangan.sql").read_text(encoding="utf-8")
    nilai: dict[str, Any] = {
        "jalur": kabupaten.jalur,
        "senin": pekan.senin,
        "minggu": pekan.minggu,
        "awal_bulan": pekan.awal_bulan,
        "awal_tahun": pekan.awal_tahun,
    }
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
        cursor.execute(text, nilai)
        return {(u, i): (s, p) for u, i, s, p in cursor.fetchall() if s}


def by_loop(kabupaten: Unit, pekan: Pekan) -> Angka:
    """The way it is usually written: for every unit and indicator one query for each side, all on indexes.

    Indicators that the plain ORM cannot say in one query (latest state, six contacts, families, sessions) are left out,
    which favours the loop.
    """
    hasil: Angka = {}
    for unit in Unit.objects.under(kabupaten).order_by("jalur"):
        for jenis in INDIKATOR:
            if jenis.satuan == "orang" and jenis.mode in ("bulan", "musim", "tahun"):
                orang = _people(unit, jenis, pekan)
                hasil[unit.pk, jenis.kode] = (
                    orang.count(),
                    orang.filter(_has(jenis.pembilang.temuan, jenis, pekan)).count(),
                )
    posyandu = set(Unit.objects.filter(jenis="posyandu").values_list("pk", flat=True))
    return {kunci: isi for kunci, isi in hasil.items() if isi[0] and kunci[0] in posyandu}


def _people(unit: Unit, jenis: JenisIndikator, pekan: Pekan) -> QuerySet[Warga]:
    orang = Warga.objects.pokok().living_at(pekan.minggu).filter(domisili__posyandu__jalur__startswith=unit.jalur)
    syarat = jenis.penyebut
    tua = syarat.umur_bulan_min if syarat.umur_tahun_min is None else syarat.umur_tahun_min * 12
    if tua:
        orang = orang.filter(tanggal_lahir__lte=months_before(pekan.minggu, tua))
    if syarat.umur_bulan_maks is not None:
        orang = orang.filter(tanggal_lahir__gt=months_before(pekan.minggu, syarat.umur_bulan_maks + 1))
    return orang.filter(_has(syarat.temuan, jenis, pekan)) if syarat.temuan else orang


def _has(temuan: Iterable[str], jenis: JenisIndikator, pekan: Pekan) -> Q:
    rentang = (window_start(jenis.mode, pekan), pekan.minggu)
    visits = Kunjungan.objects.in_force().filter(tanggal__range=rentang, temuan__overlap=list(temuan))
    return Q(pk__in=visits.values("warga"))


def _assert_equal(nama: str, lain: Angka, kami: Angka) -> None:
    if lain != kami:
        beda = [(k, lain.get(k), kami.get(k)) for k in sorted(lain.keys() | kami.keys()) if lain.get(k) != kami.get(k)]
        raise AssertionError(f"{nama}: {len(beda)} angka berbeda, mis. {beda[:3]}")


def count_statements(jalankan: Callable[[], object]) -> int:
    """How many SQL statements a job sends."""
    jumlah = 0

    def wrapper(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal jumlah
        jumlah += 1
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wrapper):
        jalankan()
    return jumlah
