"""Puts the statement of one week together: sources, one column set per indicator, roll-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from psycopg2.sql import SQL, Composable, Identifier, Literal

from capaian.hitung.pekan import Pekan, TutupBulan
from capaian.hitung.syarat import FALSE, Kolom, Penyusun, window_start
from klaster.aturan import muat_aturan
from klaster.indikator import JEDA_KASUS, TEMPO_TEMUAN, TEMPO_TERLAMA, JenisIndikator
from posyandu.turunan import HAMIL_TERLAMA, LAMA_NIFAS
from puskesmas.models import Unit
from pustu.kerja import action_codes

FOLDER: Final = Path(__file__).parent
PENYEBUT_KECIL: Final = 10
"""Below this a figure is people, not a percentage, and never red."""


@cache
def read_sql(nama: str) -> SQL:
    """A template without its comment lines."""
    baris = (FOLDER / f"{nama}.sql").read_text(encoding="utf-8").splitlines()
    return SQL("\n".join(satu for satu in baris if not satu.lstrip().startswith("--")))


@dataclass(frozen=True, slots=True)
class Sumber:
    """One satuan ready to run: its rows, and for each indicator the names of its three columns."""

    isi: Composable
    kolom: tuple[tuple[JenisIndikator, str], ...]


def shared_sources(jalur: str, pekan: Pekan) -> Composable:
    """The CTEs `penduduk` and `jejak` for the people below `jalur`."""
    return read_sql("sumber/penduduk").format(jalur=Literal(jalur), minggu=Literal(pekan.minggu))


def build_sumber(satuan: str, semua: Iterable[JenisIndikator], jalur: str, pekan: Pekan) -> Sumber:
    """The source of one satuan with columns p0, n0, s0 … for its indicators."""
    penyusun = Penyusun(pekan, satuan)
    kolom = [(jenis, penyusun.kolom(jenis)) for jenis in semua]
    jumlah = list(penyusun.jumlah.values())
    isi = read_sql(f"sumber/{satuan}").format(
        kolom=SQL(", ").join(column for ke, (_, satu) in enumerate(kolom) for column in _columns(ke, satu)),
        jumlah=SQL(", ").join([SQL("count(*) AS n"), *(satu.isi for satu in jumlah)]),
        saring=SQL("({})").format(SQL(" OR ").join([satu.saring for satu in jumlah] or [FALSE])),
        jalur=Literal(jalur),
        awal=Literal(min(window_start(jenis.mode, pekan) for jenis, _ in kolom)),
        minggu=Literal(pekan.minggu),
        hamil_terlama=Literal(HAMIL_TERLAMA.days),
        lama_nifas=Literal(LAMA_NIFAS.days),
        tempo_terlama=Literal(TEMPO_TERLAMA),
        senin=Literal(pekan.senin),
        perlu=Literal(action_codes(muat_aturan())),
        tempo_temuan=Literal(TEMPO_TEMUAN),
        dicacah=Literal(sorted({temuan for jenis, _ in kolom for temuan in jenis.pembilang.temuan})),
        jeda=Literal(JEDA_KASUS),
    )
    return Sumber(isi, tuple((jenis, str(ke)) for ke, (jenis, _) in enumerate(kolom)))


def _columns(ke: int, kolom: Kolom) -> list[Composable]:
    pasangan = (("p", kolom.penyebut), ("n", kolom.pembilang), ("s", kolom.sebelum))
    return [SQL("{} AS {}").format(isi, Identifier(f"{huruf}{ke}")) for huruf, isi in pasangan]


def build_week(kabupaten: Unit, pekan: Pekan, semua: Sequence[JenisIndikator], sekarang: datetime) -> Composable:
    """One statement that writes every Capaian of the kabupaten's week, or every CapaianBulan of a month's end."""
    per_satuan: dict[str, dict[int, JenisIndikator]] = defaultdict(dict)
    for nomor, jenis in enumerate(semua):
        per_satuan[jenis.satuan][nomor] = jenis
    isian = per_satuan.pop("isian", {})
    baris = [
        _per_posyandu(build_sumber(satuan, isi.values(), kabupaten.jalur, pekan), list(isi))
        for satuan, isi in per_satuan.items()
    ]
    if isian:
        baris.append(_typed(isian, kabupaten, pekan))
    nilai = {nama: Literal(isi) for nama, isi in _values(kabupaten, pekan, sekarang).items()}
    return read_sql("rangkum").format(
        sumber=shared_sources(kabupaten.jalur, pekan),
        indikator=SQL(", ").join(_line(nomor, jenis, pekan) for nomor, jenis in enumerate(semua)),
        baris=SQL(" UNION ALL ").join(baris),
        status=read_sql("status").format(penyebut_kecil=Literal(PENYEBUT_KECIL)),
        tulis=read_sql("tulis_bulan" if isinstance(pekan, TutupBulan) else "tulis_pekan").format(**nilai),
        **nilai,
    )


def _values(kabupaten: Unit, pekan: Pekan, sekarang: datetime) -> dict[str, object]:
    return {
        "kabupaten": kabupaten.pk,
        "jalur": kabupaten.jalur,
        "kedalaman": len(kabupaten.path_ids()),
        "senin": pekan.senin,
        "minggu": pekan.minggu,
        "awal_bulan": pekan.awal_bulan,
        "akhir_bulan": pekan.akhir_bulan,
        "hari_ke": pekan.hari_ke,
        "hari_setahun": pekan.hari_setahun,
        "tahun": pekan.tahun,
        "tahun_terlama": pekan.tahun - 1 if pekan.bulan <= 2 else pekan.tahun,
        "sekarang": sekarang,
    }


def _line(nomor: int, jenis: JenisIndikator, pekan: Pekan) -> Composable:
    di_luar = jenis.mode == "musim" and pekan.bulan not in jenis.musim
    isian = jenis.satuan == "isian"
    awal = (nomor, jenis.kode, jenis.mode, jenis.arah, jenis.target, jenis.ambang)
    # What is counted from records is a true zero where nothing is.
    selalu = jenis.mingguan or (jenis.cacah and not isian)
    akhir = (jenis.selalu_merah, di_luar, selalu, isian)
    return SQL("({}, {}, {}, {}, {}::numeric, {}::numeric, {}, {}, {}, {})").format(*map(Literal, (*awal, *akhir)))


def _per_posyandu(sumber: Sumber, nomor: list[int]) -> Composable:
    """Count the source's rows per posyandu: arrays over the indicators, then one row for each."""
    ke = [nama for _, nama in sumber.kolom]
    return SQL(
        "SELECT b.posyandu_id, x.* FROM ("
        "SELECT e.posyandu_id, ARRAY[{penyebut}] AS p, ARRAY[{pembilang}] AS n, ARRAY[{tambahan}] AS t FROM ({isi}) e"
        " GROUP BY e.posyandu_id) b CROSS JOIN unnest({nomor}, b.p, b.n, b.t) AS x"
    ).format(
        isi=sumber.isi,
        nomor=Literal(nomor),
        penyebut=SQL(", ").join(
            SQL("0::bigint") if jenis.cacah else SQL("count(*) FILTER (WHERE {})").format(Identifier("e", f"p{nama}"))
            for jenis, nama in sumber.kolom
        ),
        pembilang=_counts("count(*) FILTER (WHERE {p} AND {n})", ke),
        tambahan=_counts("count(*) FILTER (WHERE {p} AND {n} AND NOT {s})", ke),
    )


def _typed(isian: Mapping[int, JenisIndikator], kabupaten: Unit, pekan: Pekan) -> Composable:
    """Figures that somebody typed: they are counts already, so they are only summed."""
    jenis = (
        SQL("({}, {}, {}::date)").format(*map(Literal, (ke, satu.kode, window_start(satu.mode, pekan))))
        for ke, satu in isian.items()
    )
    return read_sql("sumber/isian").format(
        jenis=SQL(", ").join(jenis), jalur=Literal(kabupaten.jalur), senin=Literal(pekan.senin)
    )


def _counts(bentuk: str, ke: list[str]) -> Composable:
    return SQL(", ").join(
        SQL(bentuk).format(**{huruf: Identifier("e", f"{huruf}{satu}") for huruf in "pns"}) for satu in ke
    )
