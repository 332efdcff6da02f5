"""The evaluations of one week for Dinas: who signed, what they decided, what they ask for, and the answer inline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from django.db.models import F

from capaian.evaluasi.isi import with_contents
from capaian.evaluasi.jawab import Tutupan, closable
from capaian.halaman.akses import Akses
from capaian.halaman.angka import KOLOM, KOLOM_POTONG, Angka, measure
from capaian.halaman.evaluasi import SELESAI, Evaluasi, load_evaluasi
from capaian.halaman.identitas import trail
from capaian.halaman.jaringan import Simpul, load_jaringan
from capaian.halaman.model import Tautan
from capaian.halaman.param import indikator_by_kode
from capaian.halaman.rapat.bentuk import build_answer
from capaian.halaman.rapat.model import BarisKabupaten, HalamanEvaluasiKabupaten, PokokRingkas
from capaian.halaman.waktu import choose_week
from capaian.hitung.pekan import Pekan
from capaian.models import AngkaEvaluasi, Capaian, EvaluasiPekan, PokokEvaluasi
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi


def build_kabupaten(
    akses: Akses, pekan: Pekan, *, salah: Mapping[str, tuple[DomainError, str]] | None = None
) -> HalamanEvaluasiKabupaten:
    """One row per Puskesmas. `salah` holds what was refused, by code of the unit, with what was typed."""
    baris = _rows(akses, pekan, salah or {})
    return HalamanEvaluasiKabupaten(
        judul=f"Evaluasi p{pekan.label[1:]}",
        unit=Tautan(akses.unit.nama, link("unit", akses.unit.kode, pekan=pekan.kode)),
        jejak=(*trail(akses, pekan), Tautan(akses.unit.nama, link("beranda", pekan=pekan.kode))),
        pekan=choose_week(akses, pekan, lambda kode: link("evaluasi-kabupaten", kode), akses.pekan(None)),
        baris=baris,
        disahkan=sum(satu.status in SELESAI for satu in baris),
        menunggu=sum(satu.menunggu_jawaban for satu in baris),
        boleh_jawab=akses.pengguna.may(Aksi.JAWAB_EVALUASI, akses.unit),
        pilih_url=link("evaluasi-indikator") if akses.pengguna.may(Aksi.ATUR_TARGET, akses.unit) else None,
    )


def _rows(akses: Akses, pekan: Pekan, salah: Mapping[str, tuple[DomainError, str]]) -> tuple[BarisKabupaten, ...]:
    jaringan = load_jaringan(akses)
    keadaan = load_evaluasi(akses, pekan, jaringan)
    rows = EvaluasiPekan.objects.visible_to(akses.pengguna).under(akses.unit).filter(pekan=pekan.senin)
    evaluasi = {satu.unit_id: satu for satu in with_contents(rows.select_related("disahkan_oleh", "unit"))}
    angka = _figures(akses, pekan)
    tutupan = _closable(akses, evaluasi.values())
    return tuple(
        replace(
            _row(akses, pekan, satu, keadaan[satu.pk], evaluasi.get(satu.pk), angka, salah.get(satu.kode)),
            tutupan=tuple(tutupan.get(satu.pk, ())),
        )
        for satu in sorted(jaringan.of_jenis(JenisUnit.PUSKESMAS), key=lambda simpul: simpul.nama)
    )


def _closable(akses: Akses, semua: Iterable[EvaluasiPekan]) -> dict[int, list[Tutupan]]:
    """By id of the Puskesmas, for the evaluations that wait for this reader's answer."""
    tunggu = {satu.pk: satu for satu in semua if satu.status == EvaluasiPekan.Status.DISAHKAN}
    if not tunggu or not akses.pengguna.may(Aksi.JAWAB_EVALUASI, akses.unit):
        return {}
    return {tunggu[pk].unit_id: isi for pk, isi in closable(akses.pengguna, akses.unit, [*tunggu.values()]).items()}


def _figures(akses: Akses, pekan: Pekan) -> dict[tuple[int, str], Angka]:
    """By unit and indicator: the figure that was discussed; the live one where nothing was cut. Two queries."""
    kode = PokokEvaluasi.objects.visible_to(akses.pengguna).of_week(pekan.senin)
    hidup = Capaian.objects.visible_to(akses.pengguna).filter(unit__induk=akses.unit, pekan=pekan.senin)
    potong = AngkaEvaluasi.objects.visible_to(akses.pengguna).filter(
        unit=F("evaluasi__unit"), evaluasi__pekan=pekan.senin
    )
    baris = [
        *hidup.filter(indikator__in=kode).values_list(*KOLOM),
        *potong.filter(indikator__in=kode).values_list(*KOLOM_POTONG),
    ]
    return {(satu.unit_id, satu.indikator): satu for satu in map(Angka._make, baris)}


def _row(
    akses: Akses,
    pekan: Pekan,
    satu: Simpul,
    keadaan: Evaluasi,
    evaluasi: EvaluasiPekan | None,
    angka: Mapping[tuple[int, str], Angka],
    salah: tuple[DomainError, str] | None,
) -> BarisKabupaten:
    galat, diketik = salah or (None, "")
    unit_url = link("unit", satu.kode, pekan=pekan.kode)
    kosong = BarisKabupaten(satu.nama, unit_url, satu.kode, keadaan.status, keadaan.status.kata, keadaan.catatan)
    if evaluasi is None:
        return kosong
    isi = cast("Any", evaluasi)  # the annotations of with_contents
    return replace(
        kosong,
        url=link("evaluasi", pekan.kode, satu.kode),
        oleh=str(evaluasi.disahkan_oleh or ""),
        prioritas=tuple(
            _decision(pekan, satu, p, angka) for p in isi.isi_pokok if p["jenis"] == PokokEvaluasi.Jenis.PRIORITAS
        ),
        bantuan=evaluasi.bantuan,
        menunggu_jawaban=evaluasi.status == EvaluasiPekan.Status.DISAHKAN,
        jawaban=tuple(build_answer(akses, p) for p in isi.isi_langkah if p["jenis"] == "ditanggapi"),
        salah=f"{galat.pesan} {galat.saran}" if galat else "",
        diketik=diketik,
    )


def _decision(
    pekan: Pekan, satu: Simpul, pokok: dict[str, Any], angka: Mapping[tuple[int, str], Angka]
) -> PokokRingkas:
    jenis = indikator_by_kode()[pokok["indikator_id"]]
    url = link("indikator", jenis.kode, unit=satu.kode, pekan=pekan.kode)
    return PokokRingkas(jenis.nama, url, measure(angka.get((satu.pk, jenis.kode)), jenis), pokok["apa"])
