"""Discuss an evaluation: cut the figures, write the draft, confirm the parts of the Pustu."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from capaian.evaluasi.potong import cut_figures
from capaian.evaluasi.prioritas import BANYAK, foretell_shown, people_of_interest, propose_priorities
from capaian.models import (
    AngkaEvaluasi,
    BagianEvaluasi,
    EvaluasiPekan,
    HadirEvaluasi,
    LangkahEvaluasi,
    PokokEvaluasi,
)
from capaian.models.evaluasi import Sebab
from klaster.indikator import muat_indikator
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Penugasan
from puskesmas.penanggung import TERJAUH, name_officers
from puskesmas.peran import Aksi, Peran
from puskesmas.teks import check_prose

Status = EvaluasiPekan.Status
SEBELUM_SAH: Final = (Status.DISIAPKAN, Status.DIBAHAS)
KATA, APA, CATATAN, BANTUAN = 500, 300, 2000, 1000
"""Longest texts, in characters."""


@dataclass(frozen=True, slots=True)
class DrafPokok:
    """What was typed about one indicator; all of it may be empty while it is a draft."""

    jenis: PokokEvaluasi.Jenis
    sebab: str = ""
    kata: str = ""
    apa: str = ""
    siapa_id: int | None = None
    tenggat: date | None = None


@dataclass(frozen=True, slots=True)
class Draf:
    """The whole page as typed. `pokok` by code of the indicator, priorities in their order."""

    pokok: Mapping[str, DrafPokok] = field(default_factory=dict)
    cara: str = EvaluasiPekan.Cara.TATAP_MUKA
    catatan: str = ""
    bantuan: str = ""
    hadir: frozenset[int] | None = None
    """Ids of those who came; None leaves the list as it is."""


def lock_evaluasi(evaluasi: EvaluasiPekan, oleh: Pengguna, aksi: Aksi) -> EvaluasiPekan:
    """The row, locked until the transaction ends; DomainError for whoever may not."""
    baris = EvaluasiPekan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=evaluasi.pk)
    if not oleh.may(aksi, baris.unit):
        raise DomainError("tidak_boleh", "Langkah ini bukan tugas peran Anda di unit ini.", "", "", 403)
    return baris


def require_status(baris: EvaluasiPekan, *boleh: str) -> None:
    """The other one was quicker, or nobody has begun: say what the evaluation is now."""
    if baris.status not in boleh and baris.status == Status.DISIAPKAN:
        raise DomainError("status_lain", "Evaluasi ini belum dibahas.", "status", "Tekan Mulai bahas dahulu.", 409)
    if baris.status not in boleh:
        raise DomainError(
            "status_lain",
            f"Evaluasi ini sudah {baris.get_status_display().lower()}.",
            "status",
            "Muat ulang halaman untuk melihat keadaannya sekarang.",
            409,
        )


def require_version(baris: EvaluasiPekan, versi: int) -> None:
    if baris.versi != versi:
        siapa = f" oleh {baris.disimpan_oleh}" if baris.disimpan_oleh else ""
        raise DomainError(
            "versi_lain",
            f"Evaluasi ini baru saja diubah{siapa}.",
            "versi",
            "Bandingkan, lalu simpan lagi.",
            409,
        )


def take_step(baris: EvaluasiPekan, jenis: LangkahEvaluasi.Jenis, oleh: Pengguna | None, isi: str = "") -> None:
    """Write the step that just happened."""
    LangkahEvaluasi.objects.create(evaluasi=baris, jenis=jenis, oleh=oleh, sebagai=office_of(oleh, baris), isi=isi)


def office_of(oleh: Pengguna | None, baris: EvaluasiPekan) -> str:
    """The hat under which somebody acts here: "Plt Kepala Puskesmas"."""
    if oleh is None:
        return ""
    tugas = [satu for satu in oleh.active_penugasan() if baris.unit.jalur.startswith(satu.unit.jalur)]
    return describe_office(tugas[-1]) if tugas else ""


def describe_office(tugas: Penugasan) -> str:
    depan = "" if tugas.jenis == "definitif" else f"{tugas.get_jenis_display()} "
    return f"{depan}{tugas.get_peran_display()}"


@transaction.atomic
def start_discussion(*, oleh: Pengguna, evaluasi: EvaluasiPekan) -> EvaluasiPekan:
    """Cut the figures, propose the priorities, list who is invited. Again while it is discussed: newer figures."""
    baris = lock_evaluasi(evaluasi, oleh, Aksi.SUSUN_EVALUASI)
    require_status(baris, *SEBELUM_SAH)
    cut_figures(baris)
    if baris.status == Status.DISIAPKAN:
        baris.status = Status.DIBAHAS
        milik = AngkaEvaluasi.objects.filter(evaluasi=baris, unit=baris.unit_id)
        propose_priorities(baris, {satu.indikator_id: satu for satu in milik})
        _invite(baris)
        take_step(baris, LangkahEvaluasi.Jenis.MULAI_BAHAS, oleh)
    else:
        _foretell_again(baris)
    baris.dibahas_pada = timezone.now()
    baris.versi += 1
    baris.save()
    return baris


DIUNDANG: Final = (
    Peran.KEPALA_PUSKESMAS,
    Peran.PJ_ILP,
    Peran.PJ_KLASTER,
    Peran.PJ_LINTAS_KLASTER,
    Peran.KEPALA_PUSTU,
)


def _invite(baris: EvaluasiPekan) -> None:
    """Everyone who holds an office of the meeting; the first hat names them."""
    tugas = Penugasan.objects.active().under(baris.unit).filter(peran__in=DIUNDANG).select_related("unit")
    jabatan: dict[int, str] = {}
    for satu in tugas.order_by("unit__jalur", "pk"):
        di = "" if satu.unit_id == baris.unit_id else f" {satu.unit.nama}"
        jabatan.setdefault(satu.pengguna_id, describe_office(satu) + di)
    HadirEvaluasi.objects.bulk_create(
        HadirEvaluasi(evaluasi=baris, pengguna_id=siapa, jabatan=nama) for siapa, nama in jabatan.items()
    )


@transaction.atomic
def save_draft(*, oleh: Pengguna, evaluasi: EvaluasiPekan, versi: int, draf: Draf) -> EvaluasiPekan:
    """Keep what is typed so far. `versi` is the one that was read; DomainError `versi_lain` when it moved on."""
    baris = lock_evaluasi(evaluasi, oleh, Aksi.SUSUN_EVALUASI)
    require_status(baris, Status.DIBAHAS)
    require_version(baris, versi)
    check_draft(baris, draf)
    write_draft(baris, oleh, draf)
    return baris


def doubt_due(tenggat: date | None, hari_ini: date) -> str:
    """What is odd about a due date; a draft keeps it all the same, signing refuses it."""
    if tenggat is None or hari_ini <= tenggat <= hari_ini + TERJAUH:
        return ""
    return "Tanggal ini sudah lewat." if tenggat < hari_ini else "Lebih dari setahun lagi; periksa tahunnya."


def doubted_dates(baris: EvaluasiPekan) -> dict[str, str]:
    """By code of each priority, empty where its date is sound."""
    prioritas = baris.pokok.filter(jenis=PokokEvaluasi.Jenis.PRIORITAS).values_list("indikator_id", "tenggat")
    return {kode: doubt_due(tenggat, baris.unit.hari_ini) for kode, tenggat in prioritas}


def check_draft(baris: EvaluasiPekan, draf: Draf) -> None:
    """Shape only: a draft may be incomplete, never nonsense."""
    if draf.cara not in EvaluasiPekan.Cara.values:
        raise DomainError("cara_tidak_dikenal", "Cara rapat tidak dikenal.", "cara", "Pilih dari daftar.")
    check_prose(draf.catatan, bidang="catatan", paling=CATATAN)
    check_prose(draf.bantuan, bidang="bantuan", paling=BANTUAN)
    if sum(satu.jenis == PokokEvaluasi.Jenis.PRIORITAS for satu in draf.pokok.values()) > BANYAK:
        raise DomainError(
            "terlalu_banyak_prioritas",
            f"Prioritas paling banyak {BANYAK}.",
            "prioritas",
            "Jadikan salah satunya dipantau dahulu.",
        )
    boleh = people_of(baris)
    for kode, satu in draf.pokok.items():
        _check_pokok(kode, satu, boleh)


def _check_pokok(kode: str, satu: DrafPokok, boleh: Mapping[int, str]) -> None:
    if satu.sebab and satu.sebab not in Sebab.values:
        raise DomainError("sebab_tidak_dikenal", "Sebab tidak dikenal.", f"sebab-{kode}", "Pilih dari daftar.")
    check_prose(satu.kata, bidang=f"kata-{kode}", paling=KATA)
    check_prose(satu.apa, bidang=f"apa-{kode}", paling=APA)
    if satu.siapa_id is not None and satu.siapa_id not in boleh:
        raise DomainError(
            "di_luar_wilayah",
            "Penanggung jawab tidak bertugas di Puskesmas ini.",
            f"siapa-{kode}",
            "Pilih orang dari daftar.",
        )


def people_of(baris: EvaluasiPekan) -> dict[int, str]:
    """Who may be given an action: everyone with an office in this Puskesmas today, "Nama, jabatan" by id."""
    tugas = Penugasan.objects.active().under(baris.unit).exclude(peran__in=(Peran.KADER, Peran.TAMU_DESA))
    return name_officers(
        tugas.select_related("unit", "pengguna").order_by("unit__jalur", "pengguna__nama"), baris.unit_id
    )


def write_draft(baris: EvaluasiPekan, oleh: Pengguna, draf: Draf) -> None:
    """Store a checked draft on a locked row."""
    PokokEvaluasi.objects.filter(evaluasi=baris).exclude(indikator__in=draf.pokok).delete()
    for urutan, (kode, satu) in enumerate(draf.pokok.items(), start=1):
        isi = {"jenis": satu.jenis, "urutan": urutan, "sebab": satu.sebab, "kata": satu.kata, "apa": satu.apa}
        isi |= {"siapa_id": satu.siapa_id, "tenggat": satu.tenggat}
        PokokEvaluasi.objects.update_or_create(evaluasi=baris, indikator_id=kode, defaults=isi)
    _name_new_ones(baris)
    if draf.hadir is not None:
        HadirEvaluasi.objects.filter(evaluasi=baris, pengguna__in=draf.hadir, hadir=False).update(hadir=True)
        HadirEvaluasi.objects.filter(evaluasi=baris, hadir=True).exclude(pengguna__in=draf.hadir).update(hadir=False)
    baris.cara, baris.catatan, baris.bantuan = draf.cara, draf.catatan, draf.bantuan
    baris.disimpan_oleh, baris.disimpan_pada = oleh, timezone.now()
    baris.versi += 1
    baris.save()


def _name_new_ones(baris: EvaluasiPekan) -> None:
    """What the meeting made a priority itself gets its names and its forecast too."""
    jenis = {satu.kode: satu for satu in muat_indikator()}
    for satu in PokokEvaluasi.objects.filter(evaluasi=baris, jenis=PokokEvaluasi.Jenis.PRIORITAS, orang=[]):
        if orang := people_of_interest(baris, jenis[satu.indikator_id]):
            ramalan = foretell_shown(baris, [jenis[satu.indikator_id]]).get(satu.indikator_id)
            PokokEvaluasi.objects.filter(pk=satu.pk).update(orang=orang, ramalan=ramalan)


def _foretell_again(baris: EvaluasiPekan) -> None:
    """Newer figures, newer forecasts."""
    jenis = {satu.kode: satu for satu in muat_indikator()}
    pokok = list(PokokEvaluasi.objects.filter(evaluasi=baris, jenis=PokokEvaluasi.Jenis.PRIORITAS))
    ramalan = foretell_shown(baris, [jenis[satu.indikator_id] for satu in pokok if satu.indikator_id in jenis])
    for satu in pokok:
        PokokEvaluasi.objects.filter(pk=satu.pk).update(ramalan=ramalan.get(satu.indikator_id))


@transaction.atomic
def confirm_part(*, oleh: Pengguna, bagian: BagianEvaluasi, catatan: str = "", dibahas: bool = True) -> BagianEvaluasi:
    """ "Sudah dibahas", by the head of the Pustu or a substitute; not `dibahas` reads "tidak dibahas" and says why."""
    if not oleh.may(Aksi.BAHAS_BAGIAN, bagian.unit):
        raise DomainError("tidak_boleh", "Bagian ini disampaikan oleh Kepala Pustunya.", "", "", 403)
    check_prose(catatan, bidang="catatan", paling=1000)
    if not dibahas and not catatan.strip():
        raise DomainError("alasan_kosong", "Sebab tidak dibahas belum diisi.", "catatan", "Tulis dengan singkat.")
    evaluasi = EvaluasiPekan.objects.select_for_update().get(pk=bagian.evaluasi_id)
    require_status(evaluasi, *SEBELUM_SAH)
    baris = BagianEvaluasi.objects.get(pk=bagian.pk)
    baris.status = BagianEvaluasi.Status.DIBAHAS if dibahas else BagianEvaluasi.Status.TIDAK_DIBAHAS
    baris.catatan, baris.oleh, baris.pada = catatan, oleh, timezone.now()
    baris.save()
    return baris
