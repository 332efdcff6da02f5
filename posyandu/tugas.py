"""The Nyelik list: put people on it, say what came of each, and count what was sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import BooleanField, Count, ExpressionWrapper, Q

from posyandu.kabar import tell_cadres
from posyandu.kunci import lock_orang
from posyandu.models import Kunjungan, TugasKunjungan, Warga
from posyandu.models.kunjungan import Kanal
from posyandu.models.orang import StatusWarga
from posyandu.models.tugas import TERBUKA, StatusTugas
from posyandu.perubahan import note_perubahan
from posyandu.tugas_ikut import close_row
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from puskesmas.teks import clean_line, clean_note
from puskesmas.waktu import hari_ini

TERJAUH: Final = timedelta(days=60)
"""A due date further ahead belongs to no list that somebody works through."""


@dataclass(frozen=True, slots=True)
class HasilKirim:
    """How many people were put on the list, were on it already for this reason, and do not live here any more."""

    dibuat: int = 0
    sudah_ada: int = 0
    dilewati: int = 0

    def __add__(self, lain: HasilKirim) -> HasilKirim:
        return HasilKirim(*(a + b for a, b in zip(astuple(self), astuple(lain), strict=True)))


@transaction.atomic
def assign(
    *,
    oleh: Pengguna,
    warga: Sequence[Warga],
    sebab_kode: str,
    sebab: str,
    tenggat: date,
    jawaban: Collection[str] = (),
    sekeluarga: bool = False,
) -> HasilKirim:
    """Put these people on the list of the posyandu where they live, for one reason; who is on it for that reason stays.

    `jawaban`: findings of which a visit must show one to take the person off the list again; none: every visit does.
    `sekeluarga`: a home visit to any member of the family will do, and nothing else does. The number of queries does
    not depend on how many people there are.
    """
    sebab = clean_line(sebab, bidang="sebab", paling=200)
    if not warga:
        raise DomainError("belum_dipilih", "Belum ada orang yang dipilih.", "warga", "Centang dahulu namanya.")
    check_reach(oleh, {satu.pk for satu in warga})
    rows = lock_orang([satu.pk for satu in warga])
    orang = {satu.pokok_id: rows[satu.pokok_id] for satu in (rows[satu.pk] for satu in warga)}
    sejak = hari_ini(kabupaten_id=next(iter(orang.values())).kabupaten_id)
    check_tenggat(tenggat, sejak)
    ada = _on_list(orang, sebab_kode)
    tinggal = [satu for satu in orang.values() if satu.status == StatusWarga.AKTIF and not satu.tamu]
    baru = [satu for satu in tinggal if satu.pk not in ada]
    put_on_list(
        baru,
        oleh=oleh.pk,
        sebab_kode=sebab_kode,
        sebab=sebab,
        jawaban=jawaban,
        sejak=sejak,
        tenggat=tenggat,
        sekeluarga=sekeluarga,
    )
    return HasilKirim(len(baru), len(tinggal) - len(baru), len(orang) - len(tinggal))


def put_on_list(
    warga: Collection[Warga],
    *,
    oleh: int | None,
    sebab_kode: str,
    sebab: str,
    jawaban: Collection[str],
    sejak: date,
    tenggat: date,
    sekeluarga: bool = False,
) -> None:
    """One task for each of these locked people at the posyandu where they live; the cadres are told.

    `oleh`: id of who sends them; None: a rule does.
    """
    TugasKunjungan.objects.bulk_create(
        TugasKunjungan(
            warga=satu,
            posyandu_id=satu.unit_id,
            sebab_kode=sebab_kode,
            sebab=sebab,
            jawaban=list(jawaban),
            sekeluarga=sekeluarga,
            dibuat_oleh_id=oleh,
            sejak=sejak,
            tenggat=tenggat,
        )
        for satu in warga
    )
    tell_cadres({satu.unit_id for satu in warga}, sejak, oleh=oleh)
    note_perubahan({satu.pk for satu in warga})


def check_tenggat(tenggat: date, hari_ini: date) -> None:
    if tenggat < hari_ini:
        raise DomainError("tenggat_lewat", "Tenggatnya sudah lewat.", "tenggat", "Pilih hari ini atau sesudahnya.")
    if tenggat > hari_ini + TERJAUH:
        raise DomainError("tenggat_terlalu_jauh", "Tenggatnya terlalu jauh.", "tenggat", "Pilih paling lama 60 hari.")


def check_reach(oleh: Pengguna, warga: Collection[UUID]) -> None:
    """All of them are people whom `oleh` may send somebody to; a missing person and someone else's are the same."""
    if Warga.objects.allowed_to(oleh, Aksi.KIRIM_NYELIK).filter(pk__in=warga).count() < len(set(warga)):
        raise DomainError(
            "warga_tidak_ditemukan", "Ada orang yang tidak ditemukan di wilayah Anda.", "warga", "Muat ulang.", 404
        )


def _on_list(orang: dict[UUID, Warga], sebab_kode: str) -> set[UUID]:
    ada = TugasKunjungan.objects.terbuka().of_orang(list(orang)).filter(sebab_kode=sebab_kode)
    return {pokok or pk for pk, pokok in ada.values_list("warga_id", "warga__digabung_ke_id")}


# --- what came of it -------------------------------------------------------------------------------------------------


@transaction.atomic
def mark_absent(*, oleh: Pengguna, tugas: TugasKunjungan, tanggal: date | None = None) -> TugasKunjungan:
    """Somebody went (today, or on `tanggal`) and met nobody: it stays on the list.

    Once a day, so that a second tap does not count.
    """
    baris = _lock_open(oleh, tugas, Aksi.CATAT_KUNJUNGAN)
    hari = tanggal or baris.posyandu.hari_ini
    if hari > baris.posyandu.hari_ini:
        raise DomainError(
            "tanggal_masa_depan", "Tanggal tidak boleh di masa depan.", "tanggal", "Periksa juga jam HP Anda."
        )
    if baris.dicoba != hari:
        baris.status, baris.dicoba, baris.kader = StatusTugas.TIDAK_BERTEMU, max(hari, baris.dicoba or hari), oleh
        baris.percobaan += 1
        baris.save(update_fields=["status", "dicoba", "kader", "percobaan"])
        note_perubahan({baris.orang.pk})
    return baris


@transaction.atomic
def cancel_tugas(*, oleh: Pengguna, tugas: TugasKunjungan, alasan: str) -> TugasKunjungan:
    """Take it off the list with a reason: by those who make the visits and those who send people there."""
    if not alasan.strip():
        raise DomainError(
            "alasan_kosong", "Alasannya belum diisi.", "alasan", "Tulis sebabnya, mis. sudah pindah ke Gantung."
        )
    baris = _lock_open(oleh, tugas, Aksi.CATAT_KUNJUNGAN, Aksi.KIRIM_NYELIK)
    return _end(baris, oleh, StatusTugas.BATAL, clean_note(alasan, bidang="alasan"), None)


@transaction.atomic
def close_tugas(
    *, oleh: Pengguna, tugas: TugasKunjungan, hasil: str, kunjungan: Kunjungan | None = None
) -> TugasKunjungan:
    """Say by hand how it ended; with a home visit since then (this one, or the last) it counts as visited."""
    if not hasil.strip():
        raise DomainError("hasil_kosong", "Hasilnya belum diisi.", "hasil", "Tulis apa yang didapat.")
    baris = _lock_open(oleh, tugas, Aksi.CATAT_KUNJUNGAN)
    if kunjungan is not None and not (kunjungan.berlaku and kunjungan.warga.pokok_id == baris.orang.pk):
        raise DomainError("kunjungan_lain", "Kunjungan itu bukan kunjungan orang ini.", "kunjungan", "Pilih lagi.")
    kunjungan = kunjungan or _last_home_visit(baris)
    di_rumah = kunjungan is not None and kunjungan.kanal == Kanal.RUMAH
    status = StatusTugas.DIKUNJUNGI if di_rumah else StatusTugas.SELESAI
    return _end(baris, oleh, status, clean_note(hasil, bidang="hasil"), kunjungan)


def _last_home_visit(tugas: TugasKunjungan) -> Kunjungan | None:
    orang = tugas.orang
    rows = Kunjungan.objects.in_force().filter(Q(warga=orang) | Q(warga__digabung_ke=orang))
    return rows.filter(kanal=Kanal.RUMAH, tanggal__gte=tugas.sejak).order_by("tanggal", "pk").last()


def _end(
    baris: TugasKunjungan, oleh: Pengguna, status: StatusTugas, hasil: str, kunjungan: Kunjungan | None
) -> TugasKunjungan:
    close_row(baris, status, hasil, kunjungan.pk if kunjungan else None)
    baris.kader = oleh
    baris.save(update_fields=["status", "hasil", "selesai_pada", "kunjungan", "kader"])
    note_perubahan({baris.orang.pk})
    return baris


def _lock_open(oleh: Pengguna, tugas: TugasKunjungan, *aksi: Aksi) -> TugasKunjungan:
    boleh = TugasKunjungan.objects.none()
    for satu in aksi:
        boleh |= TugasKunjungan.objects.allowed_to(oleh, satu)
    rows = boleh.filter(pk=tugas.pk).select_related("posyandu__kabupaten__setelan", "warga__digabung_ke")
    baris = rows.select_for_update(of=("self",)).first()
    if baris is None:
        raise DomainError("tugas_tidak_ditemukan", "Tugas itu tidak ada di daftar Anda.", "", "Muat ulang.", 404)
    if not baris.terbuka:
        kata = baris.get_status_display().lower()
        raise DomainError("tugas_sudah_ditutup", f"Tugas ini sudah ditutup: {kata}.", "", "Muat ulang halaman.")
    return baris


# --- counted ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RingkasTugas:
    """What became of the tasks that were sent. `datang` were served without a home visit."""

    dikirim: int = 0
    dikunjungi: int = 0
    datang: int = 0
    tidak_bertemu: int = 0
    ditemui: int = 0
    """Met, but what they were sent for is still missing."""
    menunggu: int = 0
    batal: int = 0

    def __add__(self, lain: RingkasTugas) -> RingkasTugas:
        return RingkasTugas(*(a + b for a, b in zip(astuple(self), astuple(lain), strict=True)))

    @property
    def kalimat(self) -> str:
        """ "12 dikirim: 9 dikunjungi, 2 tidak bertemu, 1 belum"."""
        bagian = (
            (self.dikunjungi, "dikunjungi"),
            (self.datang, "datang sendiri"),
            (self.tidak_bertemu, "tidak bertemu"),
            (self.ditemui, "ditemui tetapi belum terjawab"),
            (self.menunggu, "belum"),
            (self.batal, "batal"),
        )
        isi = ", ".join(f"{jumlah} {kata}" for jumlah, kata in bagian if jumlah)
        return f"{self.dikirim} dikirim: {isi}" if self.dikirim else "Belum ada yang dikirim"


KOLOM: Final = {
    StatusTugas.DIKUNJUNGI: "dikunjungi",
    StatusTugas.SELESAI: "datang",
    StatusTugas.TIDAK_BERTEMU: "tidak_bertemu",
    StatusTugas.MENUNGGU: "menunggu",
    StatusTugas.BATAL: "batal",
}


def summarise_tugas(unit: Unit, sejak: date, sampai: date) -> dict[int, RingkasTugas]:
    """What was sent in these days (both included), by id of `unit` and of each unit below that had some. One query.

    Ask with `.get(unit.pk, RingkasTugas())`. Counts only, so also for those who may not see names.
    """
    rows = TugasKunjungan.objects.under(unit).filter(sejak__range=(sejak, sampai))
    ditemui = ExpressionWrapper(Q(status__in=TERBUKA, ditemui__isnull=False), output_field=BooleanField())
    hitung = rows.order_by().values_list("posyandu__jalur", "status", ditemui).annotate(n=Count("pk"))
    jumlah: dict[int, RingkasTugas] = defaultdict(RingkasTugas)
    for jalur, status, bertemu, n in hitung:
        satu = RingkasTugas(dikirim=n, **{"ditemui" if bertemu else KOLOM[StatusTugas(status)]: n})
        for atas in jalur.removeprefix(unit.jalur).split("/"):
            if atas:
                jumlah[int(atas)] += satu
        jumlah[unit.pk] += satu
    return dict(jumlah)
