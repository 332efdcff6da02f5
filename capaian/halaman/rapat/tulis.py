"""The right side of the evaluation page: what the meeting decides, who came, when it is held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from capaian.evaluasi.bahas import DrafPokok, doubt_due, doubted_dates
from capaian.evaluasi.rapat import HARI
from capaian.halaman.akses import Akses
from capaian.halaman.model import Pilihan
from capaian.halaman.rapat.banding import read_stored
from capaian.halaman.rapat.model import Rapat, Tulisan, Undangan
from capaian.halaman.rapat.muat import Bahan
from capaian.halaman.tulisan import hari_tanggal
from capaian.models import EvaluasiPekan, PokokEvaluasi
from capaian.models.evaluasi import Sebab
from klaster.indikator import JenisIndikator
from puskesmas.errors import DomainError
from puskesmas.models import ProfilPuskesmas
from puskesmas.penanggung import name_officers

KOSONG: Final = DrafPokok(PokokEvaluasi.Jenis.PRIORITAS)


def build_writing(bahan: Bahan, jenis: JenisIndikator, pokok: Mapping[str, dict[str, Any]]) -> Tulisan:
    isi = read_stored(pokok[jenis.kode]) if jenis.kode in pokok else KOSONG
    orang = name_officers(bahan.tugas, bahan.unit.pk)
    tenggat = isi.tenggat or (_next_meeting(bahan) if bahan.evaluasi.status == "dibahas" else None)
    return Tulisan(
        sebab=tuple(Pilihan(kode, str(teks), kode == isi.sebab) for kode, teks in Sebab.choices),
        kata=isi.kata,
        apa=isi.apa,
        siapa=tuple(Pilihan(str(pk), teks, pk == isi.siapa_id) for pk, teks in orang.items()),
        tenggat=str(tenggat or ""),
        sebab_teks=str(Sebab(isi.sebab).label) if isi.sebab in Sebab.values else "",
        tenggat_teks=hari_tanggal(tenggat) if tenggat else "",
        siapa_teks=orang.get(isi.siapa_id or 0, str(pokok.get(jenis.kode, {}).get("siapa__nama") or "")),
        salah_tenggat=doubt_due(tenggat, bahan.akses.hari_ini),
        lengkap=bool(isi.sebab and isi.apa.strip() and isi.siapa_id),
    )


def _next_meeting(bahan: Bahan) -> date:
    """The day of the meeting after this one: by then an action should be done."""
    return bahan.akses.hari_ini + timedelta(days=7)


def build_meeting(bahan: Bahan) -> Rapat:
    evaluasi = bahan.evaluasi
    return Rapat(
        undangan=tuple(
            Undangan(satu["pengguna_id"], satu["pengguna__nama"], satu["jabatan"], satu["hadir"])
            for satu in bahan.hadir
        ),
        cara=tuple(Pilihan(kode, str(teks), kode == evaluasi.cara) for kode, teks in EvaluasiPekan.Cara.choices),
        cara_teks=str(evaluasi.get_cara_display()),
        catatan=evaluasi.catatan,
        bantuan=evaluasi.bantuan,
    )


def build_saved(akses: Akses, baris: EvaluasiPekan) -> dict[str, Any]:
    """What an automatic save answers: when, over which version the next one is typed, which dates are odd."""
    saat = f"tersimpan {baris.disimpan_pada.astimezone(akses.zona):%H.%M}" if baris.disimpan_pada else ""
    return {"saat": saat, "versi": baris.versi, "tenggat": doubted_dates(baris).items()}


def tell_unsaved(galat: DomainError) -> str:
    """What an automatic save says that was refused; what was typed stays on the page."""
    saran = "Tekan Simpan untuk membandingkan." if galat.kode == "versi_lain" else galat.saran
    return f"Belum tersimpan. {galat.pesan} {saran}"


def build_schedule(evaluasi: EvaluasiPekan) -> tuple[tuple[Pilihan, ...], tuple[Pilihan, ...]]:
    profil = getattr(evaluasi.unit, "profil_puskesmas", None) or ProfilPuskesmas()
    hari = tuple(Pilihan(str(ke), nama, ke == profil.hari_rapat) for ke, nama in enumerate(HARI, start=1))
    sesudah = (f"{ke} hari sesudah rapat" if ke else "hari rapat itu juga" for ke in range(len(HARI)))
    return hari, tuple(Pilihan(str(ke), kata, ke == profil.tenggat_hari) for ke, kata in enumerate(sesudah))
