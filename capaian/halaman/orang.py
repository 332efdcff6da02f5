"""People in lists: by life stage, by name. NIK never appears, every page of names is noted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse

from capaian.halaman.akses import Akses
from capaian.halaman.jadwal import guests, place_name, residents
from capaian.halaman.kelompok import count_stages, in_stage, service_stages
from capaian.halaman.lembar import cut_page
from capaian.halaman.model import BarisOrang, Keadaan, KelompokUmur, TabOrang
from capaian.halaman.param import TAMU
from capaian.halaman.tulisan import TETAP, bilangan, umur
from klaster.berkas import shared_data
from posyandu.klinis import told_findings
from posyandu.models import Kunjungan, Warga
from posyandu.querysets import WargaQuerySet
from puskesmas.alamat import link
from puskesmas.jejak import log_read
from puskesmas.models import Penugasan
from puskesmas.peran import Peran


class Kontak(NamedTuple):
    """The last visit of a person."""

    tanggal: date
    kanal: str
    pengukuran: dict[str, Any]
    temuan: list[str]


def list_people(akses: Akses, pekan: str, tahap: str, hal: int) -> TabOrang:
    """The Orang tab: life stages with counts, and one page of names where the reader may see names."""
    kelompok = stage_links(akses, pekan, tahap)
    if not akses.nama:
        return TabOrang(kelompok=kelompok, baris=(), lembar=None, boleh_nama=False)
    jumlah = next(satu.jumlah for satu in kelompok if satu.aktif)
    potong, lembar = cut_page(
        jumlah, hal, lambda ke: link("unit", akses.unit.kode, tab="orang", pekan=pekan, tahap=tahap, hal=ke)
    )
    urut = list(_chosen(akses, tahap).order_by("nama", "pk").values_list("pk", flat=True)[potong])
    return TabOrang(kelompok=kelompok, baris=show_people(akses, "unit", urut, akses.hari_ini), lembar=lembar)


def _chosen(akses: Akses, tahap: str) -> WargaQuerySet:
    """The residents of a stage, all of them, or the guests."""
    if tahap == TAMU:
        return guests(akses)
    dipilih = next((t for t in service_stages() if t.kode == tahap), None)
    return in_stage(residents(akses), dipilih, akses.hari_ini) if dipilih else residents(akses)


def stage_links(akses: Akses, pekan: str, tahap: str) -> tuple[KelompokUmur, ...]:
    """All residents first, then the stages that some are in (they may overlap), and last the guests, who are extra."""
    jumlah = {**count_stages(residents(akses), akses.hari_ini), TAMU: guests(akses).count()}
    nama = {"": "Semua umur", **{t.kode: t.nama for t in service_stages()}, TAMU: "Tamu"}
    return tuple(
        KelompokUmur(
            teks, jumlah[kode], link("unit", akses.unit.kode, tab="orang", pekan=pekan, tahap=kode), kode == tahap
        )
        for kode, teks in nama.items()
        if jumlah[kode] or kode in ("", tahap)
    )


def show_people(akses: Akses, halaman: str, urut: Sequence[UUID], pada: date) -> tuple[BarisOrang, ...]:
    """Rows for the people with these ids, in this order; notes that the reader saw them. Five queries."""
    ada = Warga.objects.visible_to(akses.pengguna).filter(pk__in=urut).select_related("unit__induk", "keluarga", "ibu")
    per_id = {satu.pk: satu for satu in ada}
    warga = [per_id[satu] for satu in urut if satu in per_id]
    log_read(pengguna=akses.pengguna, halaman=halaman, warga=[satu.pk for satu in warga])
    kontak = last_contacts(akses, urut)
    kader = cadres_of(akses, {satu.unit_id for satu in warga})
    return tuple(_row(akses, satu, kontak.get(satu.pk), kader[satu.unit_id], pada) for satu in warga)


def _row(akses: Akses, satu: Warga, kontak: Kontak | None, kader: Sequence[str], pada: date) -> BarisOrang:
    temuan = _worst_finding(told_findings(akses.pengguna, kontak.temuan)) if kontak else ""
    return BarisOrang(
        nama=satu.nama,
        url=reverse("warga", args=[satu.pk]),
        jenis_kelamin=satu.jenis_kelamin,
        umur=umur(satu.tanggal_lahir, pada),
        posyandu=place_name(akses, satu.unit),
        kontak=kontak.tanggal if kontak else None,
        kontak_catatan=_remark(kontak, pada) if kontak else "",
        alasan=temuan,
        alasan_keadaan=Keadaan.TERTINGGAL if temuan else None,
        alamat=_address(satu),
        kader=", ".join(kader[:2]),
        id=satu.pk,
        telepon=satu.telepon or (satu.ibu.telepon if satu.ibu else ""),
    )


def last_contacts(akses: Akses, warga: Sequence[UUID]) -> dict[UUID, Kontak]:
    """The last visit in force of each person, also when it was written under a merged row. Two queries."""
    alias = dict(
        Warga.objects.visible_to(akses.pengguna).filter(digabung_ke__in=warga).values_list("pk", "digabung_ke_id")
    )
    rows = (
        Kunjungan.objects.visible_to(akses.pengguna)
        .in_force()
        .filter(warga__in=[*warga, *alias])
        .order_by("warga", "-tanggal", "-diterima_pada")
        .distinct("warga")
    )
    isi = (
        (alias.get(pk, pk), Kontak(*sisa))
        for pk, *sisa in rows.values_list("warga_id", "tanggal", "kanal", "pengukuran", "temuan")
    )
    terakhir: dict[UUID, Kontak] = {}
    for pokok, kontak in isi:
        if pokok not in terakhir or kontak.tanggal > terakhir[pokok].tanggal:
            terakhir[pokok] = kontak
    return terakhir


def cadres_of(akses: Akses, posyandu: Iterable[int]) -> dict[int, list[str]]:
    """Names of the cadres of each posyandu."""
    rows = (
        Penugasan.objects.visible_to(akses.pengguna)
        .active()
        .filter(unit_id__in=posyandu, peran=Peran.KADER)
        .order_by("pengguna__nama")
        .values_list("unit_id", "pengguna__nama")
    )
    nama: dict[int, list[str]] = defaultdict(list)
    for unit_id, satu in rows:
        nama[unit_id].append(satu)
    return nama


@cache
def _notable() -> dict[str, tuple[int, str]]:
    """Findings worth a word in a list, with their urgency."""
    tingkat = {"perhatian": 1, "rujuk": 2, "segera": 3}
    return {b["kode"]: (tingkat[b["tingkat"]], b["nama"]) for b in shared_data()["temuan"] if b["tingkat"] in tingkat}


def _worst_finding(temuan: Sequence[str]) -> str:
    ada = [_notable()[kode] for kode in temuan if kode in _notable()]
    return max(ada, key=lambda satu: satu[0])[1] if ada else ""


def _remark(kontak: Kontak, pada: date) -> str:
    """What was measured, in a word: "8,4 kg", "tensi 150/100"; said when it came too late for the figures of `pada`."""
    kata = _measured(kontak)
    if kontak.tanggal <= pada:
        return kata
    return f"{kata}, sesudah pekan ini" if kata else "sesudah pekan ini"


def _measured(kontak: Kontak) -> str:
    ukur = kontak.pengukuran
    if isinstance(berat := ukur.get("berat_kg"), int | float):
        return f"{bilangan(berat, 1)}{TETAP}kg"
    if "sistole" in ukur and "diastole" in ukur:
        return f"tensi {ukur['sistole']}/{ukur['diastole']}"
    return "di rumah" if kontak.kanal == "rumah" else ""


def _address(satu: Warga) -> str:
    if satu.keluarga is None:
        return ""
    rt = f"RT {satu.keluarga.rt}" if satu.keluarga.rt else ""
    return ", ".join(kata for kata in (rt, satu.keluarga.alamat) if kata)
