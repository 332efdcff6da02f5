"""What stands on the papers, as plain values; `naskah/*.typ` lays them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, Final

import segno

from capaian.halaman.model import Keadaan, Ukur
from capaian.halaman.rapat.model import Prioritas, Undangan
from capaian.halaman.tulisan import (
    BULAN,
    BULAN_PANJANG,
    bilangan,
    dari,
    hari_tanggal_panjang,
    persen,
    tanggal_pendek,
    waktu,
)
from capaian.keluar.muat import Rapat, group_code
from puskesmas.alamat import link
from puskesmas.models import Penugasan
from puskesmas.peran import Peran

Isi = dict[str, Any]
KOLOM_PUSTU: Final = 9
"""Pustu beside each other in one table of a paper."""
KEPALA_PUSTU: Final = "Kepala Pustu "


def frame(rapat: Rapat, judul: str, *, lengkapi: Callable[[str], str], isi_rapat: bool = False) -> Isi:
    """What every paper carries: whose it is, what it is, how to check it; with `isi_rapat` it says what was decided, so
    that it is a draft until it is signed. `lengkapi` turns a path into a whole address."""
    unit, kesegaran = rapat.akses.unit, rapat.halaman.kesegaran
    dinas = unit.kabupaten.nama if unit.kabupaten else ""
    return {
        "judul": judul,
        "kop": {"dinas": f"Dinas Kesehatan {dinas}", "unit": unit.nama_lengkap, "alamat": unit.alamat},
        "keterangan": " · ".join(filter(None, (long_week(rapat), _when_held(rapat)))),
        "nomor": f"{rapat.bahan.pekan.kode} / {unit.kode}",
        "angka_per": f"angka per {_moment(rapat, rapat.evaluasi.dibahas_pada or kesegaran.dihitung_pada)}",
        "contoh": kesegaran.data_contoh,
        "rancangan": isi_rapat and not rapat.evaluasi.sah,
        "kaki": _foot(rapat, lengkapi if isi_rapat else None),
    }


def long_week(rapat: Rapat) -> str:
    """ "Pekan 9–15 November 2026"."""
    teks = rapat.bahan.pekan.label
    for pendek, panjang in zip(BULAN, BULAN_PANJANG, strict=True):
        teks = teks.replace(f" {pendek}", f" {panjang}")
    return teks


def _moment(rapat: Rapat, saat: datetime | None) -> str:
    return f"{waktu(rapat.local(saat))} {rapat.halaman.kesegaran.zona}".strip() if saat else "belum dihitung"


def _when_held(rapat: Rapat) -> str:
    """ "rapat Selasa, 17 November 2026, 13.00–13.42 WIB"; a signature on another day is named apart."""
    langkah = next((satu["pada"] for satu in rapat.bahan.langkah if satu["jenis"] == "mulai_bahas"), None)
    mulai = datetime.fromisoformat(langkah) if langkah else rapat.evaluasi.dibahas_pada
    if mulai is None:
        return ""
    awal = rapat.local(mulai)
    zona, hari = rapat.halaman.kesegaran.zona, hari_tanggal_panjang(awal)
    if not rapat.evaluasi.disahkan_pada:
        return f"rapat {hari}, mulai {awal:%H.%M} {zona}"
    akhir = rapat.local(rapat.evaluasi.disahkan_pada)
    if akhir.date() == awal.date():
        return f"rapat {hari}, {awal:%H.%M}–{akhir:%H.%M} {zona}"
    return f"rapat {hari}, disahkan {hari_tanggal_panjang(akhir)}"


def _foot(rapat: Rapat, lengkapi: Callable[[str], str] | None) -> Isi:
    """Without `lengkapi` nothing about a signature."""
    kesegaran, kode = rapat.halaman.kesegaran, rapat.kode
    baris: list[str] = []
    qr = ""
    if lengkapi is None:
        pass
    elif kode:
        alamat = lengkapi(link("periksa", group_code(kode)))
        qr = segno.make(alamat, error="m", micro=False).svg_inline(border=0, dark="#16232B")
        baris.append(f"Disahkan {_moment(rapat, rapat.evaluasi.disahkan_pada)} oleh {rapat.halaman.disahkan_oleh}.")
        baris.append(f"Periksa keasliannya: {alamat}")
    elif rapat.evaluasi.sah:
        baris.append(f"Disahkan {_moment(rapat, rapat.evaluasi.disahkan_pada)} oleh {rapat.halaman.disahkan_oleh}.")
    else:
        baris.append("Belum disahkan: isi lembar ini masih dapat berubah.")
    baris.append(f"Angka per {_moment(rapat, rapat.evaluasi.dibahas_pada or kesegaran.dihitung_pada)}. {_late(rapat)}")
    return {"qr": qr, "baris": baris, "skdr": f"SKDR {kesegaran.skdr}{' · data contoh' * kesegaran.data_contoh}"}


def _late(rapat: Rapat) -> str:
    jumlah = rapat.halaman.kesegaran.belum_mengirim
    return f"{jumlah} hari buka belum mengirim." if jumlah else "Semua hari buka sudah mengirim."


# ── Figures ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def short_figure(ukur: Ukur) -> str:
    """ "52 %"; people where they are few; a dash where nothing is known."""
    if ukur.penyebut is None:
        return bilangan(ukur.pembilang) if ukur.cacah else "–"
    return dari(ukur.pembilang, ukur.penyebut) if ukur.kecil else persen(ukur.tercapai or 0)


def figure_sentence(ukur: Ukur) -> str:
    """ "52 %, 230 dari 442 · harapan 67 % · target 80 %"."""
    depan = short_figure(ukur)
    if not ukur.kecil:
        depan += f", {dari(ukur.pembilang, ukur.penyebut)}"
    harapan = ukur.diharapkan
    lain = [f"harapan {persen(harapan)}"] if harapan and not ukur.kecil else []
    lain += [f"target {persen(ukur.target)}"] if ukur.target is not None else []
    return " · ".join([depan, *lain])


def figure(ukur: Ukur) -> Isi:
    return {
        "keadaan": str(ukur.keadaan),
        "kata": ukur.kata,
        "kalimat": figure_sentence(ukur),
        "batang": not ukur.kecil,
        "capaian": ukur.tercapai,
        "harapan": ukur.diharapkan,
        "target": ukur.target,
    }


def priority(satu: Prioritas, *, titik: str = "…………") -> Isi:
    tulisan = satu.tulisan
    tenggat = date.fromisoformat(tulisan.tenggat) if tulisan.tenggat else None
    return {
        "nomor": satu.nomor,
        "nama": satu.nama,
        "ukur": figure(satu.ukur),
        "sebab": ": ".join(filter(None, (tulisan.sebab_teks, tulisan.kata.strip()))) or titik,
        "tindakan": tulisan.apa.strip() or titik,
        "siapa": tulisan.siapa_teks or titik,
        "kapan": f"paling lambat {tanggal_pendek(tenggat)}" if tenggat and tulisan.siapa_teks else "",
    }


def by_pustu(semua: Sequence[Prioritas]) -> list[Isi]:
    """The priorities across the Pustu, in tables of at most `KOLOM_PUSTU` columns."""
    unit = list(dict.fromkeys(kolom.unit.teks for satu in semua for kolom in satu.unit))
    isi = {(satu.kode, kolom.unit.teks): kolom.ukur for satu in semua for kolom in satu.unit}
    kelompok = [unit[awal : awal + KOLOM_PUSTU] for awal in range(0, len(unit), KOLOM_PUSTU)]
    return [
        {
            "unit": nama,
            "baris": [{"nama": s.nama, "angka": [_cell(isi.get((s.kode, n))) for n in nama]} for s in semua],
        }
        for nama in kelompok
    ]


def _cell(ukur: Ukur | None) -> Isi:
    if ukur is None:
        return {"keadaan": str(Keadaan.BELUM_ADA_DATA), "teks": "–"}
    return {"keadaan": str(ukur.keadaan), "teks": short_figure(ukur)}


# ── People ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def group_offices(orang: Sequence[Undangan]) -> list[str]:
    """Each office once, "PJ Klaster (4 orang)", the heads of Pustu as one group: "Kepala Pustu Kelubi, Lalang"."""
    jumlah = Counter(satu.jabatan for satu in orang if not satu.jabatan.startswith(KEPALA_PUSTU))
    lain = [f"{jabatan} ({n} orang)" if n > 1 else jabatan for jabatan, n in jumlah.items()]
    pustu = [satu.jabatan.removeprefix(KEPALA_PUSTU) for satu in orang if satu.jabatan.startswith(KEPALA_PUSTU)]
    return [*lain, *([KEPALA_PUSTU + ", ".join(pustu)] if pustu else [])]


def list_offices(orang: Sequence[Undangan]) -> str:
    return ", ".join(group_offices(orang))


def attendance(rapat: Rapat) -> str:
    semua = rapat.halaman.rapat.undangan
    hadir, tidak = [s for s in semua if s.hadir], [s for s in semua if not s.hadir]
    if not semua:
        return "Belum ada rapat."
    teks = f"{len(hadir)} dari {len(semua)} yang diundang: {list_offices(hadir)}." if hadir else "Belum dicatat."
    return teks + (f" Tidak hadir: {list_offices(tidak)}." if hadir and tidak else "")


def signers(rapat: Rapat) -> list[Isi]:
    """Who signs by hand: PJ ILP, a PJ klaster where there is one, and who signed in the system."""
    tugas = rapat.bahan.tugas
    e, unit = rapat.evaluasi, rapat.akses.unit
    kepala = _holder(tugas, Peran.KEPALA_PUSKESMAS)
    jabatan = kepala.get_jenis_display() + " " if kepala and kepala.jenis != "definitif" else ""
    pengesah = rapat.last_step("disahkan") if e.sah else None
    tanggal = rapat.local(e.disahkan_pada) if e.disahkan_pada else None
    klaster = _holder(tugas, Peran.PJ_KLASTER)
    return [
        {"tempat": "", "jabatan": "PJ ILP", "nama": _name(_holder(tugas, Peran.PJ_ILP))},
        {
            "tempat": "",
            "jabatan": f"PJ {klaster.klaster.nama}" if klaster and klaster.klaster else "Notulis",
            "nama": _name(klaster),
        },
        {
            "tempat": f"{unit.nama}, {tanggal.day} {BULAN_PANJANG[tanggal.month - 1]} {tanggal.year}"
            if tanggal
            else f"{unit.nama}, ……………………",
            "jabatan": f"{pengesah['sebagai'] if pengesah else f'{jabatan}Kepala Puskesmas'} {unit.nama}",
            "nama": str(e.disahkan_oleh or _name(kepala)),
        },
    ]


def _holder(tugas: Sequence[Penugasan], peran: Peran) -> Penugasan | None:
    return next((satu for satu in tugas if satu.peran == peran), None)


def _name(tugas: Penugasan | None) -> str:
    return str(tugas.pengguna) if tugas else ""
