"""Random lives on the real database: no finding that asks for action is ever without somebody who answers for it.

What must wait is worked out here the slow way, row by row, and shares no code with the query of the worklist.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from klaster.aturan import muat_aturan
from posyandu.domisili import move_domisili, set_status_warga
from posyandu.gabung import merge_warga, undo_merge
from posyandu.kiriman import parse_kiriman
from posyandu.kunjungan import record_kunjungan
from posyandu.models import Kunjungan, Penggabungan, Warga
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi, Peran
from puskesmas.units import move_unit
from pustu.halaman.kerja.muat import build_kerja
from pustu.halaman.kerja.surat_masuk import DaftarRujukan
from pustu.kerja import find_owners, line_up, make_cards, open_findings
from pustu.models import Rujukan, TindakLanjut
from pustu.rujukan import answer_rujukan, cancel_rujukan, mark_arrived
from pustu.tindak_lanjut import Tujuan, decide
from tests.cast import Pemeran, Wilayah, make_kiriman, make_pengguna, make_warga

ATURAN = muat_aturan()
MINTA = {kode for kode, jenis in ATURAN.temuan.items() if jenis.tingkat in ("rujuk", "segera")}
MULAI = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
ISI: tuple[dict[str, object], ...] = (
    {"tanda_bahaya": True},
    {"sistole": 150, "diastole": 95},
    {"sistole": 190, "diastole": 120},
    {"suhu_c": 38.5},
    {"sistole": 120, "diastole": 80},
    {"berat_kg": 60},
)
JALAN = ("temu", "temu", "temu", "bagian", "koreksi", "batal", "putus", "putus", "putus", "tiba", "jawab", "tarik")
JARANG = ("pindah", "gabung", "pisah", "status", "tutup", "gantung", "hari", "hari", "hari")


class Dunia:
    """Three people, those who may decide about them, and a clock that only goes forward."""

    def __init__(self, acak: Random, wilayah: Wilayah, pemeran: Pemeran, jam: Any) -> None:
        self.acak, self.wilayah, self.pemeran, self.jam = acak, wilayah, pemeran, jam
        tempat = (wilayah.melati, wilayah.kenanga, wilayah.anggrek)
        lahir = date(1970, 1, 1)
        self.orang = [make_warga(satu, f"Orang {ke}", lahir, "P") for ke, satu in enumerate(tempat)]
        gantung = make_pengguna("Ika", wilayah.gantung, Peran.KEPALA_PUSKESMAS)
        lenggang = make_pengguna("Jaya", wilayah.lenggang, Peran.KEPALA_PUSTU)
        w = wilayah
        self.kader = {u.pk: make_pengguna("Kader", u) for u in (w.melati, w.kenanga, w.anggrek, w.seroja)}
        self.petugas = [pemeran.citra, pemeran.dewi, gantung, lenggang]

    def pick(self) -> Warga:
        return Warga.objects.get(pk=self.acak.choice(self.orang).pk)

    def step(self) -> None:
        """Something that somebody tries; what cannot be is refused and must change nothing."""
        self.attempt(self.acak.choice(JALAN if self.acak.random() < 0.65 else JARANG))

    def attempt(self, apa: str) -> None:
        try:
            with transaction.atomic():
                getattr(self, apa)()
        except DomainError:
            pass

    def send(self, warga: Warga, unit: Unit, tanggal: date, **lain: Any) -> None:
        isi = make_kiriman(warga, unit, tanggal, **self.acak.choice(ISI)) | lain
        record_kunjungan(petugas=fresh(self.kader[unit.pk]), perangkat=None, kiriman=parse_kiriman(isi))

    def temu(self) -> None:
        warga = self.pick()
        hari = warga.unit.hari_ini - timedelta(days=self.acak.choice((0, 0, 1, 20, 70)))
        self.send(warga, warga.unit, hari)

    def one(self) -> Kunjungan | None:
        rows = Kunjungan.objects.filter(berlaku=True).select_related("warga", "unit_layanan").order_by("tanggal", "pk")
        return self.acak.choice(list(rows)) if rows else None

    def bagian(self) -> None:
        if satu := self.one():
            self.send(satu.warga, satu.unit_layanan, satu.tanggal)

    def koreksi(self) -> None:
        if satu := self.one():
            self.send(satu.warga, satu.unit_layanan, satu.tanggal, menggantikan=str(satu.pk))

    def batal(self) -> None:
        if satu := self.one():
            isi = {"id": str(uuid.uuid4()), "menggantikan": str(satu.pk), "batal": "Salah orang"}
            oleh = fresh(self.kader[satu.unit_layanan_id])
            record_kunjungan(petugas=oleh, perangkat=None, kiriman=parse_kiriman(isi))

    def putus(self) -> None:
        """Whoever, about whatever stands on their list, in whichever way; often after others did."""
        oleh = fresh(self.acak.choice(self.petugas))
        kartu = open_findings(oleh, ATURAN, self.wilayah.beltim.hari_ini)
        if not kartu:
            return
        satu = self.acak.choice(kartu)
        warga = satu.kunjungan.warga.digabung_ke or satu.kunjungan.warga
        atas = [unit for unit in Unit.objects.ancestors_of(warga.unit) if oleh.may(Aksi.TINDAK_LANJUT, unit)]
        keputusan = self.acak.choice(("obati", "selesai", "pantau", "bersama", "rujuk", "rujuk", "rujuk", "rujuk"))
        tenggat = self.wilayah.beltim.hari_ini + timedelta(days=self.acak.choice((0, 3, 60, 92)))
        ke = self.wilayah.manggar if self.acak.random() < 0.5 else None
        decide(
            oleh=oleh,
            id=uuid.uuid4(),
            warga=warga,
            kunjungan=[satu.kunjungan.pk],
            unit=self.acak.choice(atas),
            keputusan=keputusan,
            hasil="Diperiksa",
            tenggat=tenggat if keputusan in ("pantau", "bersama") else None,
            tujuan=Tujuan("Perlu dokter", ke, "" if ke else "RSUD"),
            dilihat=self.acak.choice((None, satu.temuan, satu.temuan[:1])),
        )

    def letter(self) -> Rujukan | None:
        semua = list(Rujukan.objects.select_related("dari", "ke", "dibuat_oleh").order_by("tanggal", "pk"))
        return self.acak.choice(semua) if semua else None

    def tiba(self) -> None:
        if surat := self.letter():
            mark_arrived(oleh=self.acak.choice(self.petugas), rujukan=surat)

    def jawab(self) -> None:
        if surat := self.letter():
            answer_rujukan(oleh=self.acak.choice(self.petugas), rujukan=surat, pesan_kader="Kontrol sebulan lagi")

    def tarik(self) -> None:
        if surat := self.letter():
            cancel_rujukan(oleh=surat.dibuat_oleh, rujukan=surat, alasan="Orangnya menolak")

    def pindah(self) -> None:
        w = self.wilayah
        tempat = self.acak.choice((w.melati, w.kenanga, w.anggrek, w.seroja))
        warga = self.pick()
        move_domisili(warga=warga, posyandu=tempat, sejak=warga.unit.hari_ini, petugas=self.pemeran.dewi)

    def gabung(self) -> None:
        merge_warga(dari=self.pick(), ke=self.pick(), petugas=self.pemeran.dewi)

    def pisah(self) -> None:
        satu = Penggabungan.objects.filter(dibatalkan_pada=None).first()
        if satu:
            undo_merge(penggabungan=satu, petugas=self.pemeran.dewi)

    def status(self) -> None:
        warga = self.pick()
        status = self.acak.choice(("aktif", "pindah", "aktif"))
        set_status_warga(warga=warga, status=status, sejak=warga.unit.hari_ini, petugas=self.pemeran.dewi)

    def tutup(self) -> None:
        """The Pustu closes and nobody works there any more, or opens again."""
        unit = Unit.objects.get(pk=self.wilayah.kelubi.pk)
        tutup = unit.status != "tutup"
        Unit.objects.filter(pk=unit.pk).update(status="tutup" if tutup else "beroperasi")
        Penugasan.objects.filter(unit=unit).update(sampai=unit.hari_ini - timedelta(days=1) if tutup else None)

    def gantung(self) -> None:
        """A posyandu is hung elsewhere with all who live there."""
        w = self.wilayah
        atas = self.acak.choice((w.kelubi, w.lenggang, w.manggar))
        move_unit(unit=self.acak.choice((w.melati, w.kenanga)), induk=atas)

    def hari(self) -> None:
        self.jam.shift(timedelta(days=self.acak.choice((1, 5, 31, 61, 200))))


def fresh(pengguna: Pengguna) -> Pengguna:
    """As another request would have them: assignments read anew."""
    return Pengguna.objects.get(pk=pengguna.pk)


def person_of(row: Kunjungan) -> Warga:
    warga = row.warga
    while warga.digabung_ke is not None:
        warga = warga.digabung_ke
    return warga


def holds(satu: TindakLanjut, hari: date) -> bool:
    if satu.keputusan == "rujuk":
        return satu.rujukan is not None and satu.rujukan.status != "batal"
    return satu.tenggat is None or satu.tenggat > hari


def must_wait(hari: date) -> Iterator[tuple[uuid.UUID, str]]:
    """Visit and finding, for every finding in force of a living person that no decision deals with."""
    semua = list(Kunjungan.objects.filter(berlaku=True, bagian_dari=None).select_related("warga__digabung_ke__unit"))
    putusan = list(TindakLanjut.objects.select_related("rujukan"))
    for row in semua:
        milik = [satu for satu in putusan if row.pk in satu.mencakup]
        sesudah = any(lain.warga_id == row.warga_id and lain.tanggal > row.tanggal for lain in semua)
        umur = (hari - row.tanggal).days
        outlived = umur >= 60 and sesudah and not milik
        if person_of(row).status != "aktif" or outlived or umur >= 365:
            continue
        for kode in MINTA & set(row.temuan):
            if not any(kode in satu.temuan and holds(satu, hari) for satu in milik):
                yield row.pk, kode


@pytest.mark.timeout(600)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(acak=st.randoms(use_true_random=True), langkah=st.integers(10, 30))
def test_no_finding_is_ever_without_somebody_who_answers_for_it(
    acak: Random, langkah: int, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    """In whatever order people are seen, corrected, moved, merged and decided about, and whoever closes meanwhile."""
    with transaction.atomic(), time_machine.travel(MULAI, tick=True) as jam:
        dunia = Dunia(acak, wilayah, pemeran, jam)
        for apa in ("temu", "temu", "temu", "putus", "putus"):  # so that most lives have a letter to lose
            dunia.attempt(apa)
        for _ in range(langkah):
            dulu = standing()
            dunia.step()
            check(dunia)
            check_letters(dulu, standing())
        check_pages(dunia)
        transaction.set_rollback(True)


def check(dunia: Dunia) -> None:
    hari = dunia.wilayah.beltim.hari_ini
    menunggu = set(must_wait(hari))
    orang = {row.pk: person_of(row) for row in Kunjungan.objects.all()}
    for siapa in (fresh(satu) for satu in dunia.petugas):
        terbuka = open_findings(siapa, ATURAN, hari)
        tampak = {(t.kunjungan.pk, kode) for t in terbuka for kode in t.temuan}
        milik = {isi for isi in menunggu if siapa.may(Aksi.TINDAK_LANJUT, orang[isi[0]].unit)}
        assert tampak == milik
        kartu = [
            (not k.segera, k.kunjungan[-1].tanggal, str(k.warga.pk), k.warga.unit_id)
            for k in make_cards(terbuka, ATURAN)
        ]
        assert line_up(siapa, ATURAN, hari) == kartu
    check_owners([orang[pk].unit for pk, _ in menunggu])


def check_owners(tempat: list[Unit]) -> None:
    """Each place has one owner above it that is a Pustu or a Puskesmas, and a closed Pustu owns nothing."""
    pemilik = find_owners(tempat)
    for satu in tempat:
        assert pemilik[satu.pk].pk == nearest(satu).pk


def nearest(unit: Unit) -> Unit:
    """The slow way: up the tree, rung by rung, to a Pustu or Puskesmas where somebody who decides works today."""
    naik: Unit | None = unit
    atas = []
    while naik is not None:
        if naik.jenis in (JenisUnit.PUSTU, JenisUnit.PUSKESMAS):
            atas.append(naik)
        naik = naik.induk
    return next((satu for satu in atas if satu.status != "tutup" and staffed(satu)), atas[-1])


def staffed(unit: Unit) -> bool:
    hari = unit.hari_ini
    tugas = [
        t for t in Penugasan.objects.filter(unit=unit) if t.sejak <= hari and (t.sampai is None or t.sampai >= hari)
    ]
    return any(Aksi.TINDAK_LANJUT in t.aksi() for t in tugas)


BOLEH = {
    "dikirim": {"dikirim", "tiba", "batal"},
    "tiba": {"tiba", "dijawab"},
    "dijawab": {"dijawab"},
    "batal": {"batal"},
}
"""A letter goes forward; one that was answered or cancelled never opens again."""


def standing() -> dict[uuid.UUID, str]:
    return dict(Rujukan.objects.values_list("pk", "status"))


def check_letters(dulu: dict[uuid.UUID, str], kini: dict[uuid.UUID, str]) -> None:
    assert all(kini[pk] in BOLEH[status] for pk, status in dulu.items())


def check_pages(dunia: Dunia) -> None:
    """Whoever must answer for somebody reads their name, and whoever waits for somebody who did not arrive, too."""
    hari = dunia.wilayah.beltim.hari_ini
    orang = {row.pk: person_of(row) for row in Kunjungan.objects.all()}
    menunggu = {orang[pk] for pk, _ in must_wait(hari)}
    for siapa in (fresh(satu) for satu in dunia.petugas):
        if not siapa.paths_for(Aksi.TINDAK_LANJUT):
            continue
        halaman = build_kerja(siapa, semua=True)
        topi = {satu.unit_id for satu in siapa.active_penugasan()}
        milik = {satu.nama for satu in menunggu if nearest(satu.unit).pk in topi}
        assert milik <= {satu.nama for satu in (*halaman.segera, *halaman.periksa)}
        check_waiting(siapa, halaman.rujukan, hari)


def check_waiting(siapa: Pengguna, daftar: DaftarRujukan, hari: date) -> None:
    """An open letter is on one list of everybody who works at an end of it or where the person lives now; after three
    days without arrival those at the sending end are asked to look for the person."""
    ada = {satu.url: "belum" for satu in daftar.belum} | {satu.url: "lain" for satu in (*daftar.masuk, *daftar.jalan)}
    assert len(ada) == daftar.jumlah
    harap = {}
    for surat in Rujukan.objects.filter(status__in=["dikirim", "tiba"]).select_related("warga__digabung_ke__unit"):
        rumah = (surat.warga.digabung_ke or surat.warga).unit
        ujung = [surat.dari, rumah, surat.warga.unit, *([surat.ke] if surat.ke else [])]
        if not any(siapa.may(Aksi.TINDAK_LANJUT, unit) for unit in ujung):
            continue
        menerima = surat.ke is not None and siapa.may(Aksi.TINDAK_LANJUT, surat.ke)
        lama = surat.status == "dikirim" and (hari - surat.tanggal).days > 3
        harap[f"/rujukan/{surat.pk}/"] = "belum" if lama and not menerima else "lain"
    assert ada == harap
