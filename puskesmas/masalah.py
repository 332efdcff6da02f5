"""Change a problem: report it and take the steps of one table; each step is a line of its story and moves its clock."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from puskesmas.errors import DomainError
from puskesmas.hitung import mark_perlu_hitung
from puskesmas.jam import deadline, jam_of, next_rung, rung_of
from puskesmas.kabar import tell_step
from puskesmas.models import LangkahMasalah, Masalah, Pengguna, Unit
from puskesmas.models.masalah import TERTUTUP, JenisMasalah, KeadaanMasalah, Langkah
from puskesmas.models.unit import JenisUnit
from puskesmas.penanggung import check_due, check_owner, check_place
from puskesmas.peran import Aksi
from puskesmas.teks import clean_line, clean_note, refuse_nik

K = KeadaanMasalah
ORANG_PALING: Final = 1_000_000


class Aturan(NamedTuple):
    """From which states a step leads where; `penerima` says that the reporter or a level above takes it."""

    dari: frozenset[str]
    ke: str
    penerima: bool
    isi: str
    """What is said when its words are missing; empty where none are asked for."""


_BERJALAN: Final = frozenset({K.DILAPORKAN, K.DITANGANI, K.DIBUKA_KEMBALI})
LANGKAH: Final[dict[str, Aturan]] = {
    Langkah.TANGANI: Aturan(_BERJALAN, K.DITANGANI, penerima=False, isi=""),
    Langkah.USUL_SELESAI: Aturan(
        frozenset({K.DITANGANI}), K.DIUSULKAN_SELESAI, penerima=False, isi="Hasilnya belum diisi."
    ),
    Langkah.TERIMA: Aturan(frozenset({K.DIUSULKAN_SELESAI}), K.SELESAI, penerima=True, isi=""),
    Langkah.TOLAK: Aturan(
        frozenset({K.DIUSULKAN_SELESAI}), K.DIBUKA_KEMBALI, penerima=True, isi="Apa yang belum selesai?"
    ),
    Langkah.BUKA_KEMBALI: Aturan(
        frozenset({K.SELESAI}), K.DIBUKA_KEMBALI, penerima=True, isi="Apa yang belum selesai?"
    ),
    Langkah.BATAL: Aturan(_BERJALAN, K.BATAL, penerima=True, isi="Alasannya belum diisi."),
}
"""Every way from one state to another; there is no other."""


@transaction.atomic
def report_masalah(
    *,
    oleh: Pengguna | None,
    unit: Unit,
    jenis: str,
    judul: str,
    uraian: str = "",
    jumlah_orang: int | None = None,
    tenggat: date | None = None,
    pemilik: Pengguna | None = None,
    kunci: str = "",
    id: uuid.UUID | None = None,
) -> Masalah:
    """Open a problem; a rule (`oleh` None) names in `kunci` what it opened, and gets the one already open for it.

    Reporting the same `id` again gives the problem that was made the first time; with other words it is refused, so
    that nobody thinks those were stored.
    """
    isi: dict[str, Any] = {
        "unit": unit,
        "jenis": jenis,
        "judul": clean_line(judul, bidang="judul", paling=120),
        "uraian": clean_note(uraian, bidang="uraian", paling=2000) if uraian.strip() else "",
        "jumlah_orang": jumlah_orang,
    }
    if (sama := _already(oleh, id, kunci, isi)) is not None:
        return sama
    _check_report(oleh, unit, jenis, jumlah_orang, tenggat, pemilik, kunci)
    refuse_nik(judul, bidang="judul")
    masalah = Masalah(
        **isi,
        id=id or uuid.uuid4(),
        dipegang=_first_rung(oleh, unit),
        pemilik=pemilik,
        tenggat=tenggat,
        pelapor=oleh,
        kunci=kunci,
    )
    set_clock(masalah)
    try:
        with transaction.atomic():
            masalah.save(force_insert=True)
    except IntegrityError as error:
        if (sama := _already(oleh, id, kunci, isi)) is not None:
            return sama
        raise DomainError("id_dipakai_ulang", "Id ini sudah dipakai.", "id", "Muat ulang halaman.") from error
    write_step(masalah, Langkah.LAPOR, oleh)
    _mark(masalah.unit, masalah.unit.hari_ini)
    return masalah


def handle_masalah(
    *, oleh: Pengguna, masalah: Masalah, pemilik: Pengguna, tenggat: date, isi: str = "", versi: int | None = None
) -> Masalah:
    """Say who deals with it, and by when; also to hand it on."""
    check_owner(pemilik, masalah.unit, bidang="pemilik")
    check_due(tenggat, masalah.unit)
    return _take(Langkah.TANGANI, oleh, masalah, isi, versi, pemilik=pemilik, tenggat=tenggat)


def propose_done(*, oleh: Pengguna, masalah: Masalah, hasil: str, versi: int | None = None) -> Masalah:
    """What came of it; the reporter or a level above says whether that is enough."""
    jalan = masalah.tindakan.running().count()
    if jalan:
        raise DomainError(
            "tindakan_masih_berjalan",
            f"Masih ada {jalan} tindakan yang berjalan.",
            "hasil",
            "Tutup tindakannya dahulu.",
        )
    return _take(Langkah.USUL_SELESAI, oleh, masalah, hasil, versi)


def accept_done(*, oleh: Pengguna, masalah: Masalah, isi: str = "", versi: int | None = None) -> Masalah:
    return _take(Langkah.TERIMA, oleh, masalah, isi, versi)


def reject_done(*, oleh: Pengguna, masalah: Masalah, alasan: str, versi: int | None = None) -> Masalah:
    """Not solved after all; counted as a reopening."""
    return _take(Langkah.TOLAK, oleh, masalah, alasan, versi)


def reopen_masalah(*, oleh: Pengguna, masalah: Masalah, alasan: str, versi: int | None = None) -> Masalah:
    return _take(Langkah.BUKA_KEMBALI, oleh, masalah, alasan, versi)


def cancel_masalah(*, oleh: Pengguna, masalah: Masalah, alasan: str, versi: int | None = None) -> Masalah:
    """It was no problem, or is reported elsewhere."""
    return _take(Langkah.BATAL, oleh, masalah, alasan, versi)


@transaction.atomic
def raise_masalah(*, oleh: Pengguna, masalah: Masalah, alasan: str, versi: int | None = None) -> Masalah:
    """Hand it up before the clock does."""
    baris = lock(masalah)
    _check_version(baris, masalah.versi if versi is None else versi)
    _check_may(may_manage(oleh, baris) or is_receiver(oleh, baris))
    check_open(baris)
    isi = clean_note(alasan, bidang="isi")
    if not climb(baris, oleh=oleh, isi=isi):
        raise DomainError("sudah_di_dinas", "Masalah ini sudah di Dinas.", "isi", "Hubungi Dinas.")
    return baris


@transaction.atomic
def comment(*, oleh: Pengguna, masalah: Masalah, isi: str) -> LangkahMasalah:
    """Words alone are no step: the clock runs on. The same ones sent again are written once."""
    baris = lock(masalah)
    bersih = clean_note(isi, bidang="isi", paling=1000, kosong="Catatannya belum diisi.")
    akhir = baris.langkah.last()
    if akhir is not None and (akhir.langkah, akhir.oleh, akhir.isi) == (Langkah.KOMENTAR, oleh, bersih):
        return akhir
    return write_step(baris, Langkah.KOMENTAR, oleh, bersih)


# ── Who may ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def may_manage(pengguna: Pengguna, masalah: Masalah) -> bool:
    """Those who deal with problems at its place, and whoever it was given to."""
    return pengguna.pk == masalah.pemilik_id or pengguna.may(Aksi.KELOLA_MASALAH, masalah.unit)


def is_receiver(pengguna: Pengguna, masalah: Masalah) -> bool:
    """The reporter, or a level above the holder. At Dinas: anybody there but the one it was given to."""
    if pengguna.pk == masalah.pelapor_id:
        return True
    jalur = masalah.dipegang.jalur
    atas = [satu for satu in pengguna.paths_for(Aksi.KELOLA_MASALAH) if jalur.startswith(satu)]
    if masalah.dipegang.jenis == JenisUnit.KABUPATEN:
        return bool(atas) and pengguna.pk != masalah.pemilik_id
    return any(satu != jalur for satu in atas)


def steps_for(pengguna: Pengguna, masalah: Masalah) -> tuple[str, ...]:
    """The steps of the table that this user may take now."""
    boleh = {False: may_manage(pengguna, masalah), True: is_receiver(pengguna, masalah)}
    return tuple(
        langkah for langkah, aturan in LANGKAH.items() if masalah.keadaan in aturan.dari and boleh[aturan.penerima]
    )


# ── The step itself ──────────────────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def _take(langkah: Langkah, oleh: Pengguna, masalah: Masalah, isi: str, versi: int | None, **ubah: object) -> Masalah:
    aturan, baris = LANGKAH[langkah], lock(masalah)
    if baris.keadaan not in aturan.dari:
        raise _refused(baris)
    _check_version(baris, masalah.versi if versi is None else versi)
    _check_may(is_receiver(oleh, baris) if aturan.penerima else may_manage(oleh, baris))
    bersih = clean_note(isi, bidang="isi", paling=1000, kosong=aturan.isi) if aturan.isi or isi.strip() else ""
    baris.keadaan = aturan.ke
    baris.dibuka_ulang += aturan.ke == K.DIBUKA_KEMBALI
    _mark(baris.unit, _closed_on(baris) or baris.unit.hari_ini)
    baris.ditutup_pada = timezone.now() if aturan.ke in TERTUTUP else None
    for nama, nilai in ubah.items():
        setattr(baris, nama, nilai)
    _save_moved(baris)
    write_step(baris, langkah, oleh, bersih)
    return baris


def _closed_on(masalah: Masalah) -> date | None:
    """The local day on which it had ended; opened again, it counts as open from there on."""
    if masalah.ditutup_pada is None or masalah.unit.kabupaten is None:
        return None
    return timezone.localdate(masalah.ditutup_pada, masalah.unit.kabupaten.setelan.zona)


def _mark(unit: Unit, sejak: date) -> None:
    if unit.kabupaten_id is not None:
        mark_perlu_hitung(kabupaten_id=unit.kabupaten_id, sejak=sejak)


def climb(masalah: Masalah, *, oleh: Pengguna | None, isi: str = "") -> bool:
    """The locked problem goes one rung up and its clock starts anew; False at the top."""
    atas = next_rung(masalah.dipegang)
    if atas is None:
        return False
    masalah.dipegang = atas
    _save_moved(masalah)
    write_step(masalah, Langkah.NAIK, oleh, isi)
    return True


def move(masalah: Masalah, langkah: Langkah, oleh: Pengguna, isi: str) -> None:
    """Something else was done about the locked problem: a line of its story, and its clock starts anew."""
    _save_moved(masalah)
    write_step(masalah, langkah, oleh, isi)


def lock(masalah: Masalah) -> Masalah:
    """The row as it is now, held until the end of the transaction.

    Locked alone, then read with its units: PostgreSQL drops a row whose joined columns changed while it waited.
    """
    Masalah.objects.select_for_update().get(pk=masalah.pk)
    return Masalah.objects.select_related("unit__kabupaten__setelan", "dipegang").get(pk=masalah.pk)


def check_open(masalah: Masalah) -> None:
    if not masalah.terbuka:
        raise _refused(masalah)


def set_clock(masalah: Masalah) -> None:
    """A step was taken today."""
    jam = jam_of(masalah.unit.kabupaten_id or 0)
    masalah.bergerak_pada = masalah.unit.hari_ini
    masalah.batas_gerak = deadline(
        jam, jenis=masalah.jenis, tingkat=masalah.dipegang.jenis, sejak=masalah.bergerak_pada
    )


def write_step(masalah: Masalah, langkah: Langkah, oleh: Pengguna | None, isi: str = "") -> LangkahMasalah:
    """A line of its story; whoever must act next is told."""
    tell_step(masalah, langkah, oleh)
    return LangkahMasalah.objects.create(
        masalah=masalah, langkah=langkah, keadaan=masalah.keadaan, dipegang=masalah.dipegang, oleh=oleh, isi=isi
    )


def _save_moved(masalah: Masalah) -> None:
    masalah.versi += 1
    set_clock(masalah)
    masalah.save()


def _first_rung(oleh: Pengguna | None, unit: Unit) -> Unit:
    """Who is asked first: the rung of the place, or the next above where the reporter stands on it."""
    rung = rung_of(unit)
    if rung is None:
        raise DomainError("bukan_tempatnya", f"{unit.nama} bukan unit sebuah kabupaten.", "unit", "Pilih unit lain.")
    while oleh is not None and rung.jalur in oleh.paths_for(Aksi.KELOLA_MASALAH):
        atas = next_rung(rung)
        if atas is None:
            break
        rung = atas
    return rung


def _already(oleh: Pengguna | None, pk: uuid.UUID | None, kunci: str, isi: Mapping[str, object]) -> Masalah | None:
    if kunci and (ada := Masalah.objects.open().filter(kunci=kunci).first()) is not None:
        return ada
    ada = Masalah.objects.filter(pk=pk).first() if pk else None
    if ada is not None and ada.pelapor_id != (oleh.pk if oleh else None):
        raise DomainError("id_dipakai_ulang", "Id ini sudah dipakai.", "id", "Muat ulang halaman.")
    if ada is not None and any(getattr(ada, nama) != nilai for nama, nilai in isi.items()):
        cara = "Buka masalah itu dan beri catatan di sana; untuk masalah lain, buka formulir baru."
        raise DomainError("sudah_dilaporkan", f"Laporan ini sudah tersimpan sebagai “{ada.judul}”.", "judul", cara, 409)
    return ada


def _check_report(
    oleh: Pengguna | None,
    unit: Unit,
    jenis: str,
    jumlah_orang: int | None,
    tenggat: date | None,
    pemilik: Pengguna | None,
    kunci: str,
) -> None:
    if (oleh is None) != bool(kunci):
        raise DomainError("tanpa_pelapor", "Pelapornya tidak jelas.", "", "Masuk lagi, lalu laporkan.")
    if oleh is not None and not oleh.may(Aksi.LAPOR_MASALAH, unit):
        raise DomainError("tidak_boleh", "Anda tidak bertugas melaporkan masalah di unit ini.", "unit", "", 403)
    check_place(unit)
    if jenis not in JenisMasalah.values:
        raise DomainError("jenis_tidak_dikenal", "Jenis masalah belum dipilih.", "jenis", "Pilih satu dari daftar.")
    if jumlah_orang is not None and not 0 <= jumlah_orang <= ORANG_PALING:
        raise DomainError("angka_di_luar_batas", "Jumlah orang harus 0 sampai 1.000.000.", "jumlah_orang", "Periksa.")
    if tenggat is not None:
        check_due(tenggat, unit)
    if pemilik is not None:
        check_owner(pemilik, unit, bidang="pemilik")


def _check_version(baris: Masalah, versi: int) -> None:
    if baris.versi != versi:
        raise DomainError(
            "sudah_berubah", "Masalah ini baru saja diubah orang lain.", "", "Baca ceritanya, lalu ulangi.", 409
        )


def _check_may(boleh: bool) -> None:
    if not boleh:
        raise DomainError(
            "tidak_boleh", "Langkah ini bukan wewenang Anda.", "", "Minta pelapor atau tingkat di atasnya.", 403
        )


def _refused(masalah: Masalah) -> DomainError:
    return DomainError(
        "langkah_tidak_bisa",
        f"Masalah ini sudah berstatus {masalah.get_keadaan_display().lower()}; langkah itu tidak bisa.",
        "",
        "Muat ulang halaman, lalu pilih langkah yang tersedia.",
        409,
    )
