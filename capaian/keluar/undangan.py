"""Papers before and beside the meeting: the invitation, the list to sign, the minutes in full."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

from capaian.evaluasi.bahas import DIUNDANG, describe_office
from capaian.halaman.evaluasi import due_day
from capaian.halaman.rapat.model import Undangan
from capaian.halaman.tulisan import hari_tanggal, hari_tanggal_panjang
from capaian.keluar.isi import Isi, attendance, by_pustu, figure_sentence, frame, group_offices, priority, signers
from capaian.keluar.muat import Rapat
from puskesmas.models import Unit
from puskesmas.peran import Peran

ACARA: Final = (
    "Tindakan dari rapat sebelumnya: selesai, terlambat, berlanjut",
    "Tiga prioritas pekan ini: sebab, tindakan, siapa, kapan",
    "Bagian tiap Pustu dan posyandu langsung Puskesmas",
    "Angka yang diisi Puskesmas dan hari buka yang belum mengirim",
    "Bantuan yang diminta dari Dinas Kesehatan",
)
KEPALA: Final = str(Peran.KEPALA_PUSKESMAS.label)
"""Who invites is not invited."""
PALING_SEDIKIT: Final = 18
"""Lines of a list to sign, so that guests have room."""


def build_undangan(rapat: Rapat, lengkapi: Callable[[str], str]) -> Isi:
    """An invitation is sent before anything is signed, so it is never a draft."""
    return frame(rapat, "Undangan rapat evaluasi pekanan", lengkapi=lengkapi) | {
        "keterangan": "",
        "kepada": [satu for satu in group_offices(invited(rapat)) if not satu.endswith(KEPALA)],
        "pekan": rapat.bahan.pekan.label.removeprefix("Pekan "),
        "hari": hari_tanggal_panjang(meeting_day(rapat)),
        "tempat": rapat.akses.unit.nama_lengkap,
        "acara": list(ACARA),
        "prioritas": [priority(satu) for satu in rapat.halaman.prioritas],
        "tanda_tangan": signers(rapat)[-1],
    }


def build_daftar_hadir(rapat: Rapat, lengkapi: Callable[[str], str]) -> Isi:
    """Printed to be signed by hand; who was ticked present is marked."""
    orang = invited(rapat)
    return frame(rapat, "Daftar hadir rapat evaluasi pekanan", lengkapi=lengkapi) | {
        "orang": [{"nama": satu.nama, "jabatan": satu.jabatan, "hadir": satu.hadir} for satu in orang],
        "kosong": max(PALING_SEDIKIT - len(orang), 3),
        "tanda_tangan": signers(rapat)[-1],
    }


def build_notulen(rapat: Rapat, lengkapi: Callable[[str], str]) -> Isi:
    """Everything that was said, nothing cut, on as many pages as it takes."""
    halaman = rapat.halaman
    return frame(rapat, "Notulen rapat evaluasi pekanan", lengkapi=lengkapi, isi_rapat=True) | {
        "cara": halaman.rapat.cara_teks,
        "hadir": attendance(rapat),
        "tindakan": [
            {
                "rupa": satu.rupa.capitalize(),
                "apa": satu.apa,
                "siapa": satu.siapa,
                "kapan": hari_tanggal(satu.tenggat),
                "hasil": satu.hasil,
            }
            for satu in rapat.tindakan
        ],
        "prioritas": [priority(satu) for satu in halaman.prioritas],
        "menurut_pustu": by_pustu(halaman.prioritas),
        "lain": [
            {
                "keadaan": str(satu.ukur.keadaan),
                "nama": satu.nama,
                "teks": figure_sentence(satu.ukur),
                "kata": satu.ukur.kata + (", dipantau" if satu.pantau else ""),
            }
            for satu in (*halaman.lainnya, *(baris for kelompok in halaman.tenang for baris in kelompok.baris))
        ],
        "bagian": [
            {"nama": s.nama, "kata": ", ".join(filter(None, (s.kata, s.siapa))), "catatan": s.catatan}
            for s in halaman.bagian
        ],
        "catatan": halaman.rapat.catatan.strip(),
        "bantuan": halaman.rapat.bantuan.strip(),
        "jawaban": [
            {"judul": f"{satu.kata}, {satu.oleh}, {hari_tanggal(satu.pada.date())}", "isi": satu.isi}
            for satu in halaman.jawaban
        ],
        "tanda_tangan": signers(rapat),
    }


def invited(rapat: Rapat) -> Sequence[Undangan]:
    """As the meeting wrote it; before it began, whoever holds an office of it today."""
    if rapat.halaman.rapat.undangan:
        return rapat.halaman.rapat.undangan
    pk = rapat.akses.unit.pk
    semua: dict[int, Undangan] = {}
    for satu in rapat.bahan.tugas:
        if satu.peran in DIUNDANG:
            di = "" if satu.unit_id == pk else f" {satu.unit.nama}"
            jabatan = describe_office(satu) + di
            semua.setdefault(satu.pengguna_id, Undangan(satu.pengguna_id, str(satu.pengguna), jabatan, hadir=False))
    return list(semua.values())


def meeting_day(rapat: Rapat) -> date:
    """When it was held; before that the day of the Puskesmas after the week, or its next one once that has passed."""
    if rapat.evaluasi.dibahas_pada is not None:
        return rapat.local(rapat.evaluasi.dibahas_pada).date()
    unit = Unit.objects.visible_to(rapat.akses.pengguna).filter(pk=rapat.akses.unit.pk)
    hari = unit.values_list("profil_puskesmas__hari_rapat", flat=True).first() or 1
    hari_ini = rapat.akses.hari_ini
    berikut = hari_ini + timedelta(days=(hari - hari_ini.isoweekday()) % 7)
    return max(due_day(rapat.bahan.pekan, hari), berikut)
