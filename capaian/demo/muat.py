"""Loads the demo: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

import pghistory
from django.db import connection, transaction
from django.db.models import Model

from capaian.demo.anak import visit_children
from capaian.demo.berobat import visit_sick
from capaian.demo.buku import Buku
from capaian.demo.cerita import (
    audit_of,
    tell,
    write_targets,
)
from capaian.demo.dewasa import visit_adults
from capaian.demo.hp import make_phones
from capaian.demo.jaringan import Jaringan, Pembangun, Tempat
from capaian.demo.kalender import plan
from capaian.demo.lahir import visit_births
from capaian.demo.lanjut import follow_up
from capaian.demo.masalah import write_problems
from capaian.demo.nama import PembuatNik
from capaian.demo.nyelik import make_tasks
from capaian.demo.pelajar import visit_pupils
from capaian.demo.penduduk import Pencacah
from capaian.demo.peta import BIASA, Ukuran
from capaian.demo.petugas import Penugas, create_sistem
from capaian.demo.proyeksi import write_projections
from capaian.demo.rapat import PEKAN_DISAHKAN, write_evaluations
from capaian.demo.rumah import visit_homes
from capaian.demo.saat import Saat
from capaian.demo.sekolah import give_doses
from capaian.demo.tulis import copy_rows, open_audit
from klaster.acuan import load_acuan
from klaster.aturan import Aturan, muat_aturan
from posyandu.models import (
    Domisili,
    DugaanGanda,
    HariBuka,
    KabarWarga,
    Kehamilan,
    Keluarga,
    Kunjungan,
    PenyakitTerdaftar,
    PetugasHariBuka,
    TugasKunjungan,
    Warga,
)
from posyandu.perubahan import note_everybody
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.models import Pengguna, Perangkat, PerluHitung, Unit
from pustu.models import Rujukan, TindakLanjut

BENIH = 1906
Lapor = Callable[[str, int], None]
"""Told the name of the step and how many per cent are done."""


def load_demo(
    *, saat: Saat, ukuran: Ukuran = BIASA, benih: int = BENIH, lapor: Lapor = lambda langkah, persen: None
) -> Unit:
    """Writes the whole demo and marks its weeks to be computed; returns the kabupaten. The database must be empty."""
    with transaction.atomic():
        load_acuan()
        sistem = create_sistem()
        with pghistory.context(**audit_of(sistem)):
            open_audit()
            lapor("Jaringan", 3)
            jaringan = Pembangun(saat, ukuran, benih).build()
            lapor("Petugas", 8)
            Penugas(jaringan, saat, benih).assign_all()
            buku = list(_make_books(jaringan, saat, ukuran, benih, sistem, lapor))
            ganda = tell(buku, saat, Random(f"{benih}-cerita"))
            _write(buku, saat, ganda, lapor)
            copy_rows(TugasKunjungan, make_tasks(buku, saat, benih))
            copy_rows(Perangkat, make_phones(buku, saat, benih))
            _write_follow_up(buku, saat, benih)
            write_targets(jaringan, saat)
            write_projections(jaringan, saat)
            write_evaluations(jaringan, saat)
            write_problems(jaringan.kabupaten, saat)
            note_everybody(tempat.unit for tempat in jaringan.tempat)
            lapor("Memeriksa", 97)
            _finish(jaringan, saat)
    return jaringan.kabupaten


def _make_books(
    jaringan: Jaringan, saat: Saat, ukuran: Ukuran, benih: int, sistem: Pengguna, lapor: Lapor
) -> Iterator[Buku]:
    aturan, nik = muat_aturan(), PembuatNik()
    jumlah = ukuran.penduduk // len(jaringan.tempat)
    for ke, tempat in enumerate(jaringan.tempat):
        if ke % 8 == 0:
            lapor(f"Warga dan kunjungan, {tempat.puskesmas.nama}", 10 + 50 * ke // len(jaringan.tempat))
        yield _make_book(tempat, saat, ukuran, Random(f"{benih}-{tempat.unit.kode}"), nik, aturan, sistem, jumlah)


def _make_book(
    tempat: Tempat,
    saat: Saat,
    ukuran: Ukuran,
    acak: Random,
    nik: PembuatNik,
    aturan: Aturan,
    sistem: Pengguna,
    jumlah: int,
) -> Buku:
    """People, calendar and visits of one posyandu; chance is its own, so that one place does not change another."""
    penduduk = Pencacah(tempat, saat, ukuran, acak, nik, sistem).count(jumlah)
    buku = Buku(penduduk, plan(tempat, saat, acak), saat, aturan, acak)
    visit_children(buku)
    visit_adults(buku)
    visit_births(buku)
    visit_homes(buku)
    visit_sick(buku)
    give_doses(buku)
    visit_pupils(buku)
    return buku


def _write(buku: list[Buku], saat: Saat, ganda: list[DugaanGanda], lapor: Lapor) -> None:
    for b in buku:
        b.kalender.close(saat)
    isi: list[tuple[str, int, type[Model], Iterator[Model]]] = [
        ("Menyimpan keluarga", 62, Keluarga, (k for b in buku for k, _ in b.penduduk.keluarga)),
        ("Menyimpan warga", 64, Warga, (w for b in buku for w in b.penduduk.warga)),
        ("Menyimpan domisili", 70, Domisili, (d for b in buku for d in b.penduduk.domisili)),
        ("Menyimpan kehamilan", 73, Kehamilan, (k for b in buku for k in b.penduduk.kehamilan)),
        ("Menyimpan register", 74, PenyakitTerdaftar, (p for b in buku for p in b.penduduk.penyakit)),
        ("Menyimpan hari buka", 75, HariBuka, (h for b in buku for h in b.kalender.semua)),
        ("Menyimpan kader", 77, PetugasHariBuka, (p for b in buku for p in b.kalender.petugas)),
        ("Menilai dan menyimpan kunjungan", 79, Kunjungan, (k for b in buku for k in b.judged())),
    ]
    for langkah, persen, model, rows in isi:
        lapor(langkah, persen)
        copy_rows(model, rows)
    DugaanGanda.objects.bulk_create(ganda)


def _write_follow_up(buku: list[Buku], saat: Saat, benih: int) -> None:
    lanjut = follow_up(buku, saat, benih)
    copy_rows(Rujukan, lanjut.rujukan)
    copy_rows(TindakLanjut, lanjut.keputusan)
    copy_rows(KabarWarga, lanjut.kabar)
    copy_rows(PenyakitTerdaftar, lanjut.register.values())


def _finish(jaringan: Jaringan, saat: Saat) -> None:
    """Fresh statistics for the planner, and the note that twelve weeks and the open one must be computed."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    PerluHitung.objects.filter(pk=jaringan.kabupaten.pk).delete()  # opening units marks the whole year
    sejak = saat.pekan_lalu.senin - timedelta(weeks=PEKAN_DISAHKAN)
    mark_perlu_hitung(kabupaten_id=jaringan.kabupaten.pk, sejak=sejak)
