"""The frame around every page of every room: who reads, the menu; and what a page answers to nonsense."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from puskesmas.alamat import link, refuse_repeated
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.pengguna import JenisPenugasan
from puskesmas.peran import Aksi, Peran

P = ParamSpec("P")


SEBARIS: Final = 5
"""Entries that a phone of 320 pixels shows side by side, wide enough for a thumb."""


@dataclass(frozen=True, slots=True)
class Menu:
    """One entry of the main menu. `tanda` picks the icon: beranda, catat, nyelik, indikator, masalah, orang, jadwal."""

    teks: str
    url: str
    tanda: str
    aktif: bool = False


@dataclass(frozen=True, slots=True)
class Kerangka:
    """Header of every page after login, as template variable `kerangka`. Without it the header is only the logo."""

    tempat: str
    """Where the reader works: "Belitung Timur"."""
    pengguna: str
    peran: str
    """ "Dinas Kesehatan", "Plt Kepala Pustu Kelubi"."""
    beranda_url: str
    keluar_url: str
    """Takes POST."""
    cari_url: str | None
    """GET shows the search page, POST `kata` searches."""
    menu: tuple[Menu, ...] = ()
    alat: tuple[Menu, ...] = ()
    """What is not for everybody and not for every day, behind the reader's name."""
    pesan_baru: int = 0
    """Notices not read yet, on the bell."""

    @property
    def pokok(self) -> tuple[Menu, ...]:
        """What stands on the bar of a phone: all that fits, else one less and "Lainnya"."""
        return self.menu if len(self.menu) <= SEBARIS else self.menu[: SEBARIS - 1]

    @property
    def lain(self) -> tuple[Menu, ...]:
        """What "Lainnya" opens."""
        return self.menu[len(self.pokok) :]

    @property
    def lain_aktif(self) -> bool:
        return any(satu.aktif for satu in self.lain)


ENTRI: Final = {
    "beranda": "beranda",
    "evaluasi": "evaluasi",
    "evaluasi-bagian": "evaluasi",
    "evaluasi-kabupaten": "evaluasi",
    "evaluasi-indikator": "evaluasi",
    "berkas": "evaluasi",
    "lokmin-bulan": "evaluasi",
    "lokmin-tribulan": "evaluasi",
    "isian": "evaluasi",
    "daftar-indikator": "indikator",
    "indikator": "indikator",
    "klaster": "indikator",
    "indikator-lokal": "indikator",
    "indikator-lokal-satu": "indikator",
    "target": "indikator",
    "target-tempel": "indikator",
    "sasaran": "indikator",
    "sasaran-tempel": "indikator",
    "sasaran-bagi": "indikator",
    "sasaran-pendataan": "indikator",
    "orang": "orang",
    "warga": "orang",
    "warga-ubah": "orang",
    "kerja": "kerja",
    "jatuh-tempo": "kerja",
    "register": "kerja",
    "register-masuk": "kerja",
    "register-keluar": "kerja",
    "kerja-putuskan": "kerja",
    "rujukan": "kerja",
    "imunisasi": "catat",
    "lembar": "catat",
    "persalinan": "catat",
    "kunjungan-baru": "catat",
    "kunjungan-isi": "catat",
    "kunjungan-orang": "catat",
    "kunjungan-hasil": "catat",
    "kunjungan-perbaiki": "catat",
    "kunjungan-tumpukan": "catat",
    "kunjungan-daftar": "catat",
    "nyelik": "nyelik",
    "masalah-papan": "masalah",
    "masalah-baru": "masalah",
    "masalah-jam": "masalah",
    "masalah": "masalah",
    "tindakan": "masalah",
}
"""Name of a page -> the menu entry it belongs to."""
RAPAT: Final = (Aksi.SUSUN_EVALUASI, Aksi.JAWAB_EVALUASI, Aksi.BAHAS_BAGIAN, Aksi.ISI_ANGKA)
"""Who has a part in the weekly meeting."""


class Permintaan(HttpRequest):
    """A request of someone who is logged in."""

    user: Pengguna


View = Callable[Concatenate[Permintaan, P], HttpResponse]


def page(view: View[P]) -> Callable[..., HttpResponse]:
    """Only for people who are logged in; never kept by a browser or proxy; a refusal is a page in plain words."""

    @never_cache
    @login_required
    @wraps(view)
    def wrapped(request: Permintaan, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            refuse_repeated(request.GET)
            return view(request, *args, **kwargs)
        except DomainError as galat:
            return render(request, "galat.html", {"galat": galat}, status=galat.status)

    return wrapped


def kerangka(request: HttpRequest) -> dict[str, Kerangka]:
    """Context processor: the frame of someone who is logged in; without one the page has only the logo."""
    pengguna = getattr(request, "user", None)
    if not isinstance(pengguna, Pengguna) or not pengguna.is_authenticated:
        return {}
    return {"kerangka": frame(pengguna, _open_entry(request))}


def frame(pengguna: Pengguna, aktif: str) -> Kerangka:
    tugas = pengguna.active_penugasan()
    return Kerangka(
        tempat=_place(tugas[0].unit) if tugas else "",
        pengguna=str(pengguna),
        peran=_hats(tugas),
        beranda_url=reverse("beranda"),
        keluar_url=reverse("keluar"),
        cari_url=reverse("cari") if tugas else None,
        menu=_menu(pengguna, tugas, aktif) if tugas else (),
        alat=_tools(pengguna),
        pesan_baru=pengguna.unread(),
    )


def _open_entry(request: HttpRequest) -> str:
    """The menu entry that the page belongs to."""
    nama = request.resolver_match.url_name if request.resolver_match else None
    if nama == "unit":
        return "jadwal" if request.GET.get("tab") == "jadwal" else ""
    return ENTRI.get(nama or "", "")


def _place(unit: Unit) -> str:
    return unit.kabupaten.nama if unit.kabupaten else unit.nama


def _menu(pengguna: Pengguna, tugas: list[Penugasan], aktif: str) -> tuple[Menu, ...]:
    teratas = min((satu.unit for satu in tugas), key=lambda unit: unit.jalur.count("/"))
    isi: list[tuple[str, str, str]] = [
        ("beranda", "Beranda", link("beranda")),
        *([("evaluasi", "Evaluasi", link("evaluasi-kini"))] if any(map(pengguna.paths_for, RAPAT)) else []),
        *([("kerja", "Kerja", link("kerja"))] if pengguna.paths_for(Aksi.TINDAK_LANJUT) else []),
        *(_writing() if pengguna.paths_for(Aksi.CATAT_KUNJUNGAN) else ()),
        ("indikator", "Indikator", link("daftar-indikator")),
        *([("masalah", "Masalah", link("masalah-papan"))] if pengguna.paths_for(Aksi.LIHAT_MASALAH) else []),
        ("orang", "Orang", link("orang")),
        ("jadwal", "Jadwal", link("unit", teratas.kode, tab="jadwal")),
    ]
    return tuple(Menu(teks, url, tanda, tanda == aktif) for tanda, teks, url in isi)


def _tools(pengguna: Pengguna) -> tuple[Menu, ...]:
    isi = (
        ("Jatuh tempo", "jatuh-tempo", Aksi.LIHAT_ORANG),
        ("Register", "register", Aksi.TINDAK_LANJUT),
        ("Tanda bahaya", "segera", Aksi.KELOLA_MASALAH),
        ("Meja perbaikan", "meja", Aksi.PUTUS_MEJA),
        ("HP kader", "hp", Aksi.KELOLA_HP),
    )
    return tuple(Menu(teks, link(nama), "") for teks, nama, aksi in isi if pengguna.paths_for(aksi))


def _writing() -> tuple[tuple[str, str, str], ...]:
    """For those who write visits."""
    return ("catat", "Catat", link("kunjungan-baru")), ("nyelik", "Nyelik", link("nyelik"))


def _hats(tugas: list[Penugasan]) -> str:
    """ "Plt Kepala Pustu Kelubi"; further hats as a number."""
    if not tugas:
        return "Belum ditugaskan"
    lebih = f" (+{len(tugas) - 1})" if len(tugas) > 1 else ""
    return _hat(tugas[0]) + lebih


def _hat(tugas: Penugasan) -> str:
    if tugas.peran == Peran.STAF_DINAS:
        return "Dinas Kesehatan"
    peran, jenis = str(tugas.get_peran_display()), str(tugas.unit.get_jenis_display())
    di = tugas.unit.nama if peran.endswith(jenis) else tugas.unit.nama_lengkap
    depan = "" if tugas.jenis == JenisPenugasan.DEFINITIF else f"{tugas.get_jenis_display()} "
    return f"{depan}{peran} {di}"
