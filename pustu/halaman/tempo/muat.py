"""The due list of a week, name by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.core.paginator import Paginator
from django.urls import reverse

from klaster.tanggal import sebut_tanggal
from klaster.umur import umur_tahun
from posyandu.halaman.kirim import BilahKirim, Ketikan, draw_bar
from posyandu.halaman.nyelik import DEWASA, write_address
from posyandu.models import TugasKunjungan, Warga
from posyandu.models.orang import StatusWarga
from puskesmas.alamat import link
from puskesmas.jejak import log_read
from puskesmas.lembar import describe_if_many
from puskesmas.models import Pengguna
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi
from pustu.halaman.tempo.baca import (
    NAMA,
    Jumlah,
    Saring,
    chosen,
    count_codes,
    count_kinds,
    count_people,
    due_in,
    last_seen,
    lines_of,
    order_people,
    sub_units,
)
from pustu.halaman.tempo.model import (
    SEBARIS,
    BarisTempo,
    HalamanTempo,
    Pilihan,
    show_due,
    show_places,
)
from pustu.halaman.tempo.wa import share_url
from pustu.models import JatuhTempo
from pustu.models.jatuh_tempo import JatuhTempoQuerySet

SELEMBAR = 50


def build_tempo(pengguna: Pengguna, saring: Saring, hal: str, ketikan: Ketikan) -> HalamanTempo:
    """One page of names; notes that the reader saw them. Queries do not grow with how many there are."""
    semua = due_in(pengguna, saring)
    rows = chosen(semua, saring)
    jumlah = count_kinds(semua, saring.hari_ini)
    orang = count_people(rows, saring.hari_ini)
    lembar = _paginate(rows, orang.orang).get_page(hal)
    baris = show_rows(pengguna, saring, rows, list(lembar.object_list), halaman="jatuh-tempo")
    return HalamanTempo(
        tempat=saring.tempat,
        hari_ini=saring.hari_ini,
        senin=saring.minggu - timedelta(days=6),
        minggu=saring.minggu,
        orang=orang.orang,
        lewat=orang.lewat,
        kelompok=_kinds(saring, jumlah),
        kode=_codes(saring, semua),
        hanya_lewat=_only_late(saring),
        judul=NAMA[saring.kelompok] if saring.kelompok else "Semua kecuali skrining tahunan",
        baris=baris,
        lembar=describe_if_many(lembar, lambda ke: link("jatuh-tempo", **saring.params(), hal=ke)),
        pilih_tempat=show_places(sub_units(pengguna), saring.kode_unit),
        saring=saring.params(),
        cetak_url=link("jatuh-tempo-cetak", **saring.params()),
        wa_url=share_url(saring, jumlah),
        banyak_tempat=len(saring.unit) > 1 or saring.unit[0].jenis != JenisUnit.POSYANDU,
        kirim=_send_bar(saring, lembar.number, ketikan) if baris and may_send(pengguna, saring) else None,
    )


def _paginate(rows: JatuhTempoQuerySet, jumlah: int) -> Paginator[UUID]:
    """Only the page that is shown is fetched; how many there are is known."""
    halaman = Paginator(order_people(rows), SELEMBAR)
    halaman.count = jumlah
    return halaman


def may_send(pengguna: Pengguna, saring: Saring) -> bool:
    return all(pengguna.may(Aksi.KIRIM_NYELIK, satu) for satu in saring.unit)


def show_rows(
    pengguna: Pengguna, saring: Saring, rows: JatuhTempoQuerySet, orang: Sequence[UUID], *, halaman: str
) -> list[BarisTempo]:
    """Rows for these people, in this order; notes that the reader saw them. Five queries and the note."""
    ada = Warga.objects.visible_to(pengguna).filter(pk__in=orang, status=StatusWarga.AKTIF)
    ada = ada.select_related("unit", "keluarga", "ibu")
    warga = {satu.pk: satu for satu in ada}
    log_read(pengguna=pengguna, halaman=halaman, warga=[pk for pk in orang if pk in warga])
    jatuh, kontak, tugas = lines_of(rows, orang), last_seen(pengguna, orang), _on_list(pengguna, orang)
    return [
        _row(warga[pk], jatuh[pk], saring.hari_ini, kontak.get(pk), tugas.get(pk, "")) for pk in orang if pk in warga
    ]


def _row(warga: Warga, jatuh: Sequence[JatuhTempo], hari_ini: date, kontak: date | None, nyelik: str) -> BarisTempo:
    ibu = warga.ibu if umur_tahun(warga.tanggal_lahir, hari_ini) < DEWASA else None
    return BarisTempo(
        id=warga.pk,
        nama=warga.nama,
        url=reverse("warga", args=[warga.pk]),
        jenis_kelamin=warga.jenis_kelamin,
        tanggal_lahir=warga.tanggal_lahir,
        posyandu=warga.unit.nama,
        tamu=warga.tamu,
        ibu=ibu.nama if ibu else "",
        hal=[show_due(satu, hari_ini) for satu in jatuh[:SEBARIS]],
        sisa=max(0, len(jatuh) - SEBARIS),
        kontak=kontak,
        alamat=write_address(warga),
        telepon=warga.telepon or (ibu.telepon if ibu else ""),
        nyelik=nyelik,
    )


def _on_list(pengguna: Pengguna, orang: Sequence[UUID]) -> dict[UUID, str]:
    """Why somebody is sent to these people already."""
    ada = TugasKunjungan.objects.visible_to(pengguna).terbuka().of_orang(list(orang))
    rows = ada.select_related("warga__digabung_ke").order_by("-tenggat")
    return {satu.orang.pk: f"{satu.sebab}, tenggat {sebut_tanggal(satu.tenggat)}" for satu in rows}


def _kinds(saring: Saring, jumlah: dict[str, Jumlah]) -> list[Pilihan]:
    tanpa = saring.params() | {"kelompok": "", "kode": ""}
    semua = Pilihan("Semua kecuali skrining", link("jatuh-tempo", **tanpa), -1, not saring.kelompok)
    return [
        semua,
        *(
            Pilihan(
                NAMA[kode], link("jatuh-tempo", **tanpa | {"kelompok": kode}), n.orang, kode == saring.kelompok, n.lewat
            )
            for kode, n in jumlah.items()
        ),
    ]


def _codes(saring: Saring, semua: JatuhTempoQuerySet) -> list[Pilihan]:
    """The things of the kind that was picked; none where it has only one."""
    if not saring.kelompok:
        return []
    ada = [
        Pilihan(nama, link("jatuh-tempo", **saring.params() | {"kode": kode}), n, kode == saring.kode)
        for kode, nama, n in count_codes(semua, saring.kelompok)
    ]
    return ada if len(ada) > 1 else []


def _only_late(saring: Saring) -> Pilihan:
    ke = saring.params() | {"lihat": "" if saring.lewat else "lewat"}
    return Pilihan("Hanya yang lewat", link("jatuh-tempo", **ke), -1, saring.lewat)


def _send_bar(saring: Saring, hal: int, ketikan: Ketikan) -> BilahKirim:
    url = link("jatuh-tempo", **saring.params(), hal=hal if hal > 1 else "")
    return draw_bar(ketikan, saring.hari_ini, url=url, daftar_url=link("nyelik", unit=saring.kode_unit))
