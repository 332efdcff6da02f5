"""From the words of an indicator (klaster.indikator.Syarat) to boolean SQL columns of a source.

In the sources `o` is the entity, `v` its visits reduced to one row, `k` a single visit. All values are quoted by
psycopg2; nothing here comes from a user.
"""

from __future__ import annotations

import calendar
from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from psycopg2.sql import SQL, Composable, Composed, Identifier, Literal

from capaian.hitung.pekan import Pekan
from klaster.galat import DataSalah
from klaster.indikator import CACAH, MODE_SATUAN, TEMPO, JenisIndikator, Syarat

JENDELA_KEADAAN: Final = timedelta(days=365)
TRUE, FALSE = SQL("TRUE"), SQL("FALSE")
_SIAPA: Final = (
    "umur_bulan_min",
    "umur_bulan_maks",
    "umur_tahun_min",
    "umur_tahun_maks",
    "umur_tahun_ini",
    "jenis_kelamin",
    "hamil",
    "nifas",
    "penyakit",
)
_KUNJUNGAN: Final = ("temuan", "minimal", "kanal", "dasar")
# Which words a source can answer.
KATA: Final[dict[str, frozenset[str]]] = {
    "orang": frozenset((*_SIAPA, *_KUNJUNGAN)),
    "kehamilan": frozenset((*_SIAPA[:4], *_KUNJUNGAN)),
    "nifas": frozenset(("tempo_hari", *_KUNJUNGAN)),
    "kelahiran": frozenset(("tempo_hari", "jenis_kelamin", *_KUNJUNGAN)),
    "keluarga": frozenset(_KUNJUNGAN),
    "posyandu": frozenset(_KUNJUNGAN),
    "hari_buka": frozenset({"hari_buka"}),
    "evaluasi": frozenset({"tepat_waktu"}),
    "tindakan": frozenset({"selesai"}),
    "masalah": frozenset({"lewat_tenggat"}),
    "kader": frozenset({"aktif"}),
    "temuan": frozenset({"tuntas"}),
    "kasus": frozenset({"temuan"}),
    "kematian": frozenset({"meninggal"}),
    "isian": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Kolom:
    """One indicator of a source: in the denominator, reached by the Sunday, reached before the Monday."""

    penyebut: Composable
    pembilang: Composable
    sebelum: Composable


@dataclass(frozen=True, slots=True)
class Jumlah:
    """One aggregate over visits: its column, its SQL, and which visits it looks at."""

    nama: Identifier
    isi: Composable
    saring: Composable


@dataclass(slots=True)
class Penyusun:
    """Writes the columns of one satuan and gathers the aggregates over visits that they need, each once."""

    pekan: Pekan
    satuan: str
    jumlah: dict[Hashable, Jumlah] = field(default_factory=dict)

    def kolom(self, jenis: JenisIndikator) -> Kolom:
        _check(jenis)
        akhir = self.pekan.akhir_hari
        reached = self._reached(jenis, jenis.pembilang, akhir)
        milik = jenis.pembilang if jenis.cacah else jenis.penyebut  # a count is of those who are counted, nobody else
        return Kolom(
            penyebut=all_of(self._base(jenis), *self._who(milik), self._reached(jenis, milik, akhir)),
            pembilang=all_of(*self._who(jenis.pembilang), reached),
            sebelum=self._reached(jenis, jenis.pembilang, self.pekan.senin),
        )

    def _base(self, jenis: JenisIndikator) -> Composable:
        tempo = jenis.penyebut.tempo_hari
        if tempo is not None:
            batas = [Literal(hari) for hari in (tempo, self.pekan.awal_tahun, self.pekan.minggu)]
            return SQL("o.mulai + {} BETWEEN {} AND {}").format(*batas)
        if self.satuan in CACAH:
            return _counted(jenis.pembilang)
        if self.satuan != "kehamilan":
            return TRUE
        if jenis.mode != "jatuh_tempo":
            return SQL("o.hamil")
        return SQL("o.jatuh_tempo BETWEEN {} AND {}").format(Literal(self.pekan.awal_tahun), Literal(self.pekan.minggu))

    def _who(self, syarat: Syarat) -> list[Composable]:
        tua = (syarat.umur_bulan_min, _months(syarat.umur_tahun_min))
        muda = (_next(syarat.umur_bulan_maks), _months(_next(syarat.umur_tahun_maks)))
        uji = [self._born("<=", bulan) for bulan in tua if bulan is not None]
        uji += [self._born(">", bulan) for bulan in muda if bulan is not None]
        if syarat.umur_tahun_ini:
            tahun = [self.pekan.tahun - umur for umur in syarat.umur_tahun_ini]
            uji.append(SQL("EXTRACT(year FROM o.tanggal_lahir) = ANY({})").format(Literal(tahun)))
        if syarat.jenis_kelamin is not None:
            uji.append(SQL("o.jenis_kelamin = {}").format(Literal(syarat.jenis_kelamin)))
        for nama, nilai in (("hamil", syarat.hamil), ("nifas", syarat.nifas)):
            if nilai is not None:
                uji.append(SQL("o.{} IS {}").format(Identifier(nama), TRUE if nilai else FALSE))
        if syarat.penyakit is not None:
            uji.append(SQL("COALESCE({} = ANY(o.penyakit), FALSE)").format(Literal(syarat.penyakit)))
        return uji

    def _born(self, banding: str, bulan: int) -> Composable:
        return SQL("o.tanggal_lahir {} {}").format(SQL(banding), Literal(months_before(self.pekan.minggu, bulan)))

    def _reached(self, jenis: JenisIndikator, syarat: Syarat, sampai: date) -> Composable:
        """Whether visits before `sampai` show what the condition asks for."""
        if self.satuan == "hari_buka":
            return self._session(jenis.mode, syarat, sampai)
        if self.satuan in ("evaluasi", *MODE_SATUAN):
            return _own_work(syarat, sampai)
        if not (syarat.temuan or syarat.kanal or syarat.dasar):
            return TRUE
        if jenis.mode == "keadaan":
            return self._latest(syarat, sampai)
        if syarat.minimal > 1:
            return self._often(jenis.mode, syarat, sampai)
        kunci = ("pertama", jenis.mode, syarat.temuan, syarat.kanal)
        pertama = self._add(kunci, SQL("min(k.tanggal)"), self._filter(jenis.mode, syarat, syarat.temuan))
        return SQL("COALESCE({} < {}, FALSE)").format(pertama, Literal(sampai))

    def _session(self, mode: str, syarat: Syarat, sampai: date) -> Composable:
        batas = SQL("o.tanggal >= {} AND o.tanggal < {}").format(
            Literal(window_start(mode, self.pekan)), Literal(sampai)
        )
        return all_of(batas, SQL("o.lengkap") if syarat.hari_buka == "lengkap" else TRUE)

    def _often(self, mode: str, syarat: Syarat, sampai: date) -> Composable:
        """On at least `minimal` distinct dates."""
        kunci = ("semua", mode, syarat.temuan, syarat.kanal)
        semua = self._add(kunci, SQL("array_agg(k.tanggal)"), self._filter(mode, syarat, syarat.temuan))
        return SQL("(SELECT count(DISTINCT t) FROM unnest({}) t WHERE t < {}) >= {}").format(
            semua, Literal(sampai), Literal(syarat.minimal)
        )

    def _latest(self, syarat: Syarat, sampai: date) -> Composable:
        """What the latest visit that says anything says: one max over day * 2 + flag finds both.

        This week's visits have a max of their own, so that the state before Monday costs no second look at the year.
        """
        senin = Literal(self.pekan.senin)
        saring = self._filter("keadaan", syarat, syarat.dasar)
        kunci = (syarat.temuan, syarat.kanal, syarat.dasar)
        isi = SQL("max((k.tanggal - DATE '2000-01-01') * 2 + ({})::int)").format(_overlaps(syarat.temuan))
        lalu = self._add(("lalu", *kunci), isi, all_of(SQL("k.tanggal < {}").format(senin), saring))
        if sampai == self.pekan.senin:
            return SQL("COALESCE({} % 2 = 1, FALSE)").format(lalu)
        kini = self._add(("kini", *kunci), isi, all_of(SQL("k.tanggal >= {}").format(senin), saring))
        return SQL("COALESCE(COALESCE({}, {}) % 2 = 1, FALSE)").format(kini, lalu)

    def _filter(self, mode: str, syarat: Syarat, temuan: tuple[str, ...]) -> Composable:
        awal = SQL("k.tanggal >= {}").format(Literal(window_start(mode, self.pekan)))
        kanal = SQL("k.kanal = ANY({})").format(Literal(list(syarat.kanal)))
        return all_of(TRUE if mode == "jatuh_tempo" else awal, kanal if syarat.kanal else TRUE, _overlaps(temuan))

    def _add(self, kunci: Hashable, isi: Composable, saring: Composable) -> Composable:
        if kunci not in self.jumlah:
            nama = Identifier(f"a{len(self.jumlah)}")
            lengkap = SQL("{} FILTER (WHERE {}) AS {}").format(isi, saring, nama)
            self.jumlah[kunci] = Jumlah(nama, lengkap, saring)
        return SQL("v.{}").format(self.jumlah[kunci].nama)


def window_start(mode: str, pekan: Pekan) -> date:
    """The first day whose visits count for a week in this mode; `jatuh_tempo` looks at the whole pregnancy instead."""
    return {
        "bulan": pekan.awal_bulan,
        "musim": pekan.awal_bulan,
        "tahun": pekan.awal_tahun,
        "pekan": pekan.senin,
        "keadaan": pekan.minggu - JENDELA_KEADAAN + timedelta(days=1),
        "jatuh_tempo": pekan.awal_tahun,
    }[mode]


def _check(jenis: JenisIndikator) -> None:
    """Refuse a line of data that this satuan cannot answer."""
    if jenis.mode == "jatuh_tempo" and jenis.satuan not in ("kehamilan", *TEMPO):
        raise DataSalah(f"Indikator {jenis.kode}: jatuh_tempo hanya untuk satuan kehamilan, {', '.join(TEMPO)}")
    if jenis.mode != "jatuh_tempo" and jenis.satuan in TEMPO:
        raise DataSalah(f"Indikator {jenis.kode}: satuan {jenis.satuan} hanya untuk mode jatuh_tempo")
    if jenis.mode not in MODE_SATUAN.get(jenis.satuan, (jenis.mode,)):
        raise DataSalah(f"Indikator {jenis.kode}: satuan {jenis.satuan} hanya untuk mode {MODE_SATUAN[jenis.satuan]}")
    bawaan = Syarat()
    for syarat in (jenis.penyebut, jenis.pembilang):
        dipakai = {nama for nama in Syarat.__slots__ if getattr(syarat, nama) != getattr(bawaan, nama)}
        if asing := dipakai - KATA[jenis.satuan]:
            raise DataSalah(f"Indikator {jenis.kode}: satuan {jenis.satuan} tidak mengenal {sorted(asing)}")
        if jenis.mode == "keadaan" and syarat.minimal > 1:
            raise DataSalah(f"Indikator {jenis.kode}: 'minimal' tidak berarti pada mode keadaan")
        if jenis.mode != "keadaan" and syarat.dasar:
            raise DataSalah(f"Indikator {jenis.kode}: 'dasar' hanya untuk mode keadaan")


def _counted(syarat: Syarat) -> Composable:
    """Which rows of cases and deaths a line counts."""
    if syarat.meninggal is not None:
        return SQL("{} = ANY(o.siapa)").format(Literal(syarat.meninggal))
    return SQL("o.temuan = ANY({})").format(Literal(list(syarat.temuan)))


def _own_work(syarat: Syarat, sampai: date) -> Composable:
    """Signed, closed or happened before `sampai`, the date over on the day before it, cadres seen before it."""
    if syarat.temuan or syarat.meninggal:
        return SQL("o.tanggal < {}").format(Literal(sampai))
    if syarat.tepat_waktu:
        return SQL("o.disahkan <= o.batas AND o.disahkan < {}").format(Literal(sampai))
    if syarat.selesai or syarat.tuntas:
        return SQL("COALESCE(o.selesai < {}, FALSE)").format(Literal(sampai))
    if syarat.lewat_tenggat:
        return SQL("COALESCE(o.tenggat < {}, FALSE)").format(Literal(sampai - timedelta(days=1)))
    return SQL("COALESCE(o.mulai < {}, FALSE)").format(Literal(sampai)) if syarat.aktif else TRUE


def all_of(*uji: Composable) -> Composable:
    isi = [satu for satu in uji if satu is not TRUE]
    return Composed([SQL("("), SQL(" AND ").join(isi), SQL(")")]) if isi else TRUE


def _overlaps(temuan: tuple[str, ...]) -> Composable:
    if not temuan:
        return TRUE
    if len(temuan) == 1:
        return SQL("{} = ANY(k.temuan)").format(Literal(temuan[0]))
    return SQL("k.temuan && {}::varchar[]").format(Literal(list(temuan)))


def months_before(pada: date, bulan: int) -> date:
    """The latest day of birth that has completed `bulan` months on `pada`; the same rule as klaster.umur."""
    ke = pada.year * 12 + pada.month - 1 - bulan
    tahun, bulan_ke = divmod(ke, 12)
    return date(tahun, bulan_ke + 1, min(pada.day, calendar.monthrange(tahun, bulan_ke + 1)[1]))


def _months(tahun: int | None) -> int | None:
    return None if tahun is None else tahun * 12


def _next(nilai: int | None) -> int | None:
    return None if nilai is None else nilai + 1
