"""Rows of a sheet: people, what was typed for them, and what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.http import Http404, QueryDict

from klaster.aturan import Aturan
from klaster.bidang import Salah
from klaster.umur import umur_tahun
from posyandu.halaman.entri import TERSIMPAN, refuse
from posyandu.halaman.isian import AWALAN, Pilihan, choices, read_isian
from posyandu.halaman.orang import residents, writable
from posyandu.halaman.sesi import Sesi
from posyandu.kiriman import Kiriman, row_kiriman
from posyandu.kunjungan import record_batch
from posyandu.models import Kunjungan, Warga
from posyandu.models.orang import StatusWarga
from posyandu.pratinjau import Berkas, Nilai, preview
from posyandu.turunan import load_orang, load_visits
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from pustu.halaman.lembar.jenis import JenisLembar

TERMUDA, TERTUA, TERBANYAK = 6, 18, 200


@dataclass(frozen=True, slots=True)
class Kolom:
    kode: str
    label: str
    satuan: str


@dataclass(frozen=True, slots=True)
class Sel:
    """One input; `pilihan` where it is chosen from a list."""

    nama: str
    kolom: Kolom
    nilai: str
    pilihan: tuple[Pilihan, ...]
    salah: bool


@dataclass(frozen=True, slots=True)
class Baris:
    """`tercatat`: what stands already from this day; `tanya`: doubtful values that want a tick."""

    warga: Warga
    sel: tuple[Sel, ...]
    salah: tuple[Salah, ...]
    tanya: tuple[Salah, ...]
    tercatat: UUID | None


@dataclass(frozen=True, slots=True)
class Ketikan:
    """What came of the typed rows, by person."""

    teks: Mapping[UUID, Mapping[str, str]]
    salah: Mapping[UUID, tuple[Salah, ...]]
    tanya: Mapping[UUID, tuple[Salah, ...]]
    tersimpan: int = 0


def list_warga(
    pengguna: Pengguna, sesi: Sesi, jenis: JenisLembar, umur: int, tambah: Collection[UUID] = ()
) -> list[Warga]:
    """Who was added by name, in that order; then those of the chosen age, or the houses of the place."""
    awal = _added(pengguna, sesi, jenis, tambah)
    sudah = {_row_of(satu, jenis) for satu in awal}
    semua = _houses(pengguna, sesi) if jenis.serumah else _class(pengguna, sesi, umur)
    return [*awal, *(satu for satu in semua if _row_of(satu, jenis) not in sudah)][:TERBANYAK]


def searchable(sesi: Sesi, jenis: JenisLembar) -> Q:
    """Whom a sheet can hold: living people, at school also of an age for it."""
    tahun = (sesi.tanggal.year - TERTUA - 1, sesi.tanggal.year - TERMUDA)
    return Q(status=StatusWarga.AKTIF) & (Q() if jenis.serumah else Q(tanggal_lahir__year__range=tahun))


def _added(pengguna: Pengguna, sesi: Sesi, jenis: JenisLembar, tambah: Collection[UUID]) -> list[Warga]:
    """Those people, a house by its eldest; Http404 for one who is out of reach or can not stand here."""
    if not tambah:
        return []
    boleh = writable(pengguna).filter(searchable(sesi, jenis))
    ada = {satu.pk: satu for satu in boleh.filter(pk__in=tambah)}
    if not set(tambah) <= ada.keys():
        raise Http404
    rumah = {satu.keluarga_id for satu in ada.values()} if jenis.serumah else set()
    tertua = {s.keluarga_id: s for s in boleh.filter(keluarga__in=rumah - {None}).order_by("-tanggal_lahir", "-pk")}
    semua = (tertua.get(ada[pk].keluarga_id, ada[pk]) for pk in tambah)
    return list({satu.pk: satu for satu in semua}.values())


def _row_of(warga: Warga, jenis: JenisLembar) -> UUID:
    return warga.keluarga_id if jenis.serumah and warga.keluarga_id else warga.pk


def _houses(pengguna: Pengguna, sesi: Sesi) -> list[Warga]:
    rumah = residents(pengguna, sesi).filter(keluarga__isnull=False)
    tertua = rumah.order_by("keluarga", "tanggal_lahir", "pk").distinct("keluarga")
    return sorted(tertua, key=lambda satu: (_house(satu), satu.nama, str(satu.pk)))


def _class(pengguna: Pengguna, sesi: Sesi, umur: int) -> list[Warga]:
    tahun = (sesi.tanggal.year - umur - 1, sesi.tanggal.year - umur)
    calon = residents(pengguna, sesi).filter(tanggal_lahir__year__range=tahun).order_by("nama", "pk")
    return [satu for satu in calon if umur_tahun(satu.tanggal_lahir, sesi.tanggal) == umur]


def _house(warga: Warga) -> tuple[str, str]:
    return (warga.keluarga.rt, warga.keluarga.alamat) if warga.keluarga else ("", "")


def read_rows(data: QueryDict, aturan: Aturan, warga: Sequence[Warga], jenis: JenisLembar) -> dict[UUID, QueryDict]:
    """The typed fields of each row that has any, named as on a card."""
    hasil: dict[UUID, QueryDict] = {}
    for satu in warga:
        isi = QueryDict(mutable=True)
        for kode in jenis.bidang:
            if teks := data.get(f"{satu.pk}.{kode}", "").strip():
                isi[f"{AWALAN}{kode}"] = teks
        if isi:
            hasil[satu.pk] = isi
    return hasil


def keep_rows(baris: Mapping[UUID, QueryDict]) -> Ketikan:
    """What was typed so far, not judged: the sheet was sent to look for somebody."""
    teks = {pk: {nama.removeprefix(AWALAN): str(nilai) for nama, nilai in isi.items()} for pk, isi in baris.items()}
    return Ketikan(teks, {}, {})


def save_rows(
    pengguna: Pengguna, sesi: Sesi, halaman: UUID, baris: Mapping[UUID, QueryDict], yakin: frozenset[str]
) -> Ketikan:
    """Every row that is right becomes a visit; one that is wrong or doubtful stays typed."""
    orang = load_orang(list(baris))
    kunjungan = load_visits(orang)
    teks, salah, tanya, kirim = {}, {}, {}, []
    for pk, satu in orang.items():
        mentah, tolak, teks[pk] = read_isian(satu.aturan, baris[pk])
        nilai = preview(Berkas(satu, tuple(kunjungan[pk])), sesi.unit, sesi.tanggal, sesi.kanal, mentah)
        if keliru := (*tolak, *nilai.salah):
            salah[pk] = keliru
        elif nilai.peringatan and str(pk) not in yakin:
            tanya[pk] = nilai.peringatan
        else:
            kirim.append(_visit(sesi, halaman, pk, nilai))
    hasil = record_batch(petugas=pengguna, perangkat=None, kiriman=kirim)
    for kiriman, jawab in zip(kirim, hasil, strict=True):
        if jawab.status not in TERSIMPAN and kiriman.warga is not None:
            salah[kiriman.warga] = (refuse(jawab),)
    tersimpan = sum(jawab.status in TERSIMPAN for jawab in hasil)
    sisa = {pk: isi for pk, isi in teks.items() if pk in salah or pk in tanya}
    return Ketikan(sisa, salah, tanya, tersimpan)


def _visit(sesi: Sesi, halaman: UUID, warga: UUID, nilai: Nilai) -> Kiriman:
    return row_kiriman(
        halaman=halaman,
        warga=warga,
        unit=sesi.unit.kode,
        tanggal=sesi.tanggal,
        kanal=sesi.kanal,
        pengukuran=nilai.pengukuran,
        temuan_saat_entri=[satu.kode for satu in nilai.temuan][:50],
    )


def columns(aturan: Aturan, jenis: JenisLembar) -> tuple[Kolom, ...]:
    return tuple(Kolom(k, aturan.bidang[k].label, aturan.bidang[k].satuan) for k in jenis.bidang)


def focus_of(baris: Sequence[Baris]) -> str:
    """The input to begin with: the first that is wrong, else the first of a row that is still to be written."""
    semua = [sel for satu in baris for sel in satu.sel]
    belum = [sel for satu in baris if satu.tercatat is None for sel in satu.sel[:1]]
    return next((sel.nama for sel in (*(s for s in semua if s.salah), *belum, *semua)), "")


def draw_rows(
    pengguna: Pengguna, sesi: Sesi, aturan: Aturan, jenis: JenisLembar, warga: Sequence[Warga], ketikan: Ketikan
) -> tuple[Baris, ...]:
    sudah = _written(pengguna, sesi, jenis)
    kolom = columns(aturan, jenis)
    return tuple(
        Baris(
            warga=satu,
            sel=tuple(_cell(aturan, satu.pk, k, ketikan) for k in kolom),
            salah=ketikan.salah.get(satu.pk, ()),
            tanya=ketikan.tanya.get(satu.pk, ()),
            tercatat=sudah.get(satu.pk),
        )
        for satu in warga
    )


def _cell(aturan: Aturan, warga: UUID, kolom: Kolom, ketikan: Ketikan) -> Sel:
    teks = ketikan.teks.get(warga, {}).get(kolom.kode, "")
    keliru = {satu.bidang for satu in (*ketikan.salah.get(warga, ()), *ketikan.tanya.get(warga, ()))}
    return Sel(f"{warga}.{kolom.kode}", kolom, teks, choices(aturan.bidang[kolom.kode], teks), kolom.kode in keliru)


def _written(pengguna: Pengguna, sesi: Sesi, jenis: JenisLembar) -> dict[UUID, UUID]:
    """Who has any of these fields from this day: the person's root row and the visit."""
    rows = Kunjungan.objects.allowed_to(pengguna, Aksi.CATAT_KUNJUNGAN).filter(
        berlaku=True, tanggal=sesi.tanggal, kanal=sesi.kanal, pengukuran__has_any_keys=list(jenis.bidang)
    )
    semua = rows.values_list("warga", "warga__digabung_ke", "pk", "bagian_dari")
    return {pokok or warga: kepala or pk for warga, pokok, pk, kepala in semua}
