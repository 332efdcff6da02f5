"""The people behind a figure: reached, missed, still waiting for a session; and those not registered, as a count."""

from __future__ import annotations

from typing import Final

from capaian.halaman.akses import Akses
from capaian.halaman.angka import Angka, paces
from capaian.halaman.lembar import cut_page
from capaian.halaman.model import BarisOrang, Siapa, Tab
from capaian.halaman.nyelik import add_tasks, may_send
from capaian.halaman.orang import show_people
from capaian.halaman.param import Param
from capaian.halaman.tulisan import bilangan
from capaian.hitung.orang import BERNAMA, Bagian, people_behind
from capaian.hitung.pekan import Pekan
from capaian.models import Sasaran, StatusDokumen
from klaster.aturan import muat_aturan
from klaster.indikator import JenisIndikator
from klaster.tahap import muat_tahap
from klaster.untuk import Untuk
from posyandu.halaman.kirim import Ketikan, draw_bar
from puskesmas.alamat import link
from puskesmas.lembar import Lembar
from puskesmas.peran import Aksi

TERLEWAT: Final = "terlewat"
MENUNGGU: Final = "menunggu"
BELUM_TERDATA: Final = "belum_terdata"
SUDAH: Final = "sudah"


def list_behind(
    akses: Akses, pekan: Pekan, jenis: JenisIndikator, angka: Angka | None, param: Param, ketikan: Ketikan
) -> Siapa | None:
    """None for indicators that do not count people, and while nothing is computed."""
    if jenis.satuan not in BERNAMA or angka is None:
        return None
    sasaran = find_sasaran(akses, pekan, jenis)
    jumlah = count_parts(jenis, angka, sasaran)
    bagian = param.bagian if param.bagian in jumlah else _first(jenis, jumlah)
    baris: tuple[BarisOrang, ...] = ()
    lembar = None
    bernama = may_name(akses, jenis)
    if bernama and bagian != BELUM_TERDATA:
        baris, lembar = _people(akses, pekan, jenis, bagian, param.hal)
        baris = add_tasks(akses, jenis, baris, ketikan.dipilih)
    kirim = may_send(akses, jenis, bagian)
    return Siapa(
        tab=tuple(
            Tab(kode, _word(kode, jenis), _link(akses, pekan, jenis, kode), kode == bagian, n)
            for kode, n in jumlah.items()
        ),
        baris=baris,
        lembar=lembar,
        satuan=jenis.sebutan,
        ringkas=summarise(jenis, angka),
        boleh_nama=bernama,
        belum_terdata=jumlah.get(BELUM_TERDATA) if bagian == BELUM_TERDATA else None,
        dokumen_sasaran=sasaran.dokumen if sasaran else "",
        pendataan_url=_register_link(akses, sasaran) if jumlah.get(BELUM_TERDATA) else None,
        kirim=draw_bar(
            ketikan,
            akses.hari_ini,
            url=_link(akses, pekan, jenis, bagian, param.hal),
            daftar_url=link("nyelik", unit=akses.unit.kode),
        )
        if kirim and bernama
        else None,
    )


def may_name(akses: Akses, jenis: JenisIndikator) -> bool:
    """What only health workers read names nobody to a cadre: a list that follows from it is a count there."""
    syarat = (jenis.pembilang, jenis.penyebut)
    temuan = {kode for satu in syarat for kode in (*satu.temuan, *satu.dasar)}
    tertutup = not temuan.isdisjoint(muat_aturan().temuan_klinis)
    return akses.nama and (not tertutup or akses.pengguna.may(Aksi.KELOLA_MASALAH, akses.unit))


def _register_link(akses: Akses, sasaran: Sasaran | None) -> str | None:
    if sasaran is None or not akses.pengguna.may(Aksi.KELOLA_MASALAH, akses.unit):
        return None
    return link("sasaran-pendataan", unit=akses.unit.kode, tahun=sasaran.tahun, kelompok=sasaran.kelompok)


def explain_nameless(jenis: JenisIndikator) -> str:
    """Why nobody is named behind a figure; empty where people are."""
    if jenis.satuan in BERNAMA:
        return ""
    if jenis.satuan == "isian":
        return "Tanpa daftar nama: angka ini diisi Puskesmas, bukan dihitung dari catatan kunjungan."
    return f"Tanpa daftar nama: yang dihitung {jenis.sebutan}, bukan orang."


def count_parts(jenis: JenisIndikator, angka: Angka, sasaran: Sasaran | None) -> dict[str, int]:
    """How many stand in each list, in the order of the tabs."""
    menunggu = angka.menunggu if paces(jenis) else 0
    jumlah = {TERLEWAT: max(angka.penyebut - angka.pembilang - menunggu, 0)}
    if paces(jenis):
        jumlah[MENUNGGU] = menunggu
    if sasaran is not None:
        jumlah[BELUM_TERDATA] = max((sasaran.jumlah or 0) - angka.penyebut, 0)
    jumlah[SUDAH] = angka.pembilang
    if jenis.arah == "turun":
        return {SUDAH: jumlah.pop(SUDAH), **jumlah}
    return jumlah


def _first(jenis: JenisIndikator, jumlah: dict[str, int]) -> str:
    """The list to open: the affected where less is better, else the missed, else those who wait."""
    if jenis.arah == "turun":
        return SUDAH
    return MENUNGGU if not jumlah[TERLEWAT] and jumlah.get(MENUNGGU) else TERLEWAT


def _word(kode: str, jenis: JenisIndikator) -> str:
    if kode == SUDAH:
        kata = _plain(jenis.label_pembilang)
        return kata[0].upper() + kata[1:]  # capitalize() would turn LILA into Lila
    if kode == TERLEWAT and not paces(jenis):
        return "Lainnya" if jenis.arah == "turun" else "Tidak" if jenis.mode == "keadaan" else "Belum"
    return {TERLEWAT: "Terlewat", MENUNGGU: "Menunggu hari buka", BELUM_TERDATA: "Belum terdata"}[kode]


def _plain(label: str) -> str:
    """ "ditimbang (D)" as "ditimbang"."""
    return label.split(" (", maxsplit=1)[0]


def summarise(jenis: JenisIndikator, angka: Angka) -> str:
    """ "212 anak belum ditimbang"."""
    if jenis.arah == "turun":
        return f"{bilangan(angka.pembilang)} {jenis.sebutan} {_plain(jenis.label_pembilang)}"
    kata = "tidak" if jenis.mode == "keadaan" else "belum"
    belum = max(angka.penyebut - angka.pembilang, 0)
    return f"{bilangan(belum)} {jenis.sebutan} {kata} {_plain(jenis.label_pembilang)}"


def _link(akses: Akses, pekan: Pekan, jenis: JenisIndikator, bagian: str, hal: int | str = "") -> str:
    alamat = link("indikator", jenis.kode, unit=akses.unit.kode, pekan=pekan.kode, bagian=bagian, hal=hal)
    return f"{alamat}#siapa"


def find_sasaran(akses: Akses, pekan: Pekan, jenis: JenisIndikator) -> Sasaran | None:
    """The official projection of the very group that the denominator is made of, for this unit itself."""
    kelompok = projected_group(jenis)
    if not kelompok:
        return None
    berlaku = Sasaran.objects.visible_to(akses.pengguna).filter(status=StatusDokumen.BERLAKU)
    return berlaku.filter(unit=akses.unit, kelompok=kelompok, tahun=pekan.tahun).first()


def projected_group(jenis: JenisIndikator) -> str:
    """The life stage whose bounds are exactly those of the denominator; empty where there is none."""
    syarat = jenis.penyebut
    if jenis.satuan != "orang" or syarat.temuan or syarat.dasar or syarat.penyakit or syarat.hamil or syarat.nifas:
        return ""
    umur = ("umur_bulan_min", "umur_bulan_maks", "umur_tahun_min", "umur_tahun_maks", "jenis_kelamin")
    sama = Untuk(**{nama: getattr(syarat, nama) for nama in umur})
    return next((t.kode for t in muat_tahap() if t.tujuan == "layanan" and t.untuk == (sama,)), "")


def _people(
    akses: Akses, pekan: Pekan, jenis: JenisIndikator, bagian: str, hal: int
) -> tuple[tuple[BarisOrang, ...], Lembar | None]:
    """One page of names, counted anew: a visit that came since the last computation shows here first."""
    semua = people_behind(user=akses.pengguna, jenis=jenis, unit=akses.unit, pekan=pekan, bagian=Bagian(bagian))
    urut = list(semua.values_list("pk", flat=True))  # the costly question is asked once, for the count and for the page
    potong, lembar = cut_page(len(urut), hal, lambda ke: _link(akses, pekan, jenis, bagian, ke))
    return show_people(akses, "indikator", urut[potong], pekan.minggu), lembar
