"""One register: the people in it by how they fare, those proposed, those who left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404, QueryDict
from django.urls import reverse

from klaster.register import Register, muat_register
from posyandu.halaman.nyelik import read_units
from posyandu.models import PenyakitTerdaftar, Warga
from posyandu.querysets import of_living
from puskesmas.alamat import link
from puskesmas.aturan import rules_for
from puskesmas.errors import DomainError
from puskesmas.jejak import log_read
from puskesmas.lembar import describe_if_many
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from pustu.daftar import Keadaan, Kontrol, Usulan, count_portions, find_proposed, last_controls
from pustu.halaman.register.model import BarisRegister, BarisUsul, HalamanRegister
from pustu.halaman.tempo.model import Pilihan, show_places
from pustu.models import JatuhTempo

SELEMBAR: Final = 50
USUL, KELUAR = "usul", "keluar"
TANDA: Final = {Keadaan.TIDAK: "jauh_tertinggal", Keadaan.BELUM: "tertinggal", Keadaan.BAIK: "tercapai"}
TIDAK_BOLEH: Final = DomainError(
    "tidak_boleh", "Register dibuka bidan, perawat atau dokter.", "", "Hubungi Pustu atau Puskesmas.", 403
)


@dataclass(frozen=True, slots=True)
class Saring:
    register: Register
    unit: Sequence[Unit]
    kode_unit: str
    lihat: str
    hari_ini: date

    def params(self, **lain: object) -> dict[str, object]:
        return {"penyakit": self.register.kode, "unit": self.kode_unit, "lihat": self.lihat} | lain

    def in_places(self, jalur: str) -> Q:
        """Rows whose column `jalur` lies below one of the places."""
        tempat = Q(pk__in=[])
        for satu in self.unit:
            tempat |= Q(**{f"{jalur}__startswith": satu.jalur})
        return tempat


def require_worker(pengguna: Pengguna) -> None:
    if not pengguna.paths_for(Aksi.TINDAK_LANJUT):
        raise TIDAK_BOLEH


def read_saring(pengguna: Pengguna, query: QueryDict) -> Saring:
    """Http404 for a register that there is none of and for a place that is missing or someone else's."""
    require_worker(pengguna)
    semua = muat_register()
    kode = query.get("penyakit", "") or next(iter(semua))
    if kode not in semua or query.get("lihat", "") not in ("", USUL, KELUAR, *Keadaan.values):
        raise Http404
    unit = read_units(pengguna, query.get("unit", ""), Aksi.TINDAK_LANJUT)
    return Saring(semua[kode], unit, query.get("unit", ""), query.get("lihat", ""), unit[0].hari_ini)


def build_register(pengguna: Pengguna, saring: Saring, hal: str) -> HalamanRegister:
    """Whole registers are counted, one page of names is shown and noted."""
    terbuka = list(_entries(pengguna, saring, terbuka=True))
    kontrol = last_controls(pengguna, saring.register, {_root(satu) for satu in terbuka}, saring.hari_ini)
    menurut = {satu.pk: _state(kontrol.get(_root(satu))) for satu in terbuka}
    usul = _proposed(pengguna, saring, {_root(satu) for satu in terbuka})
    masuk = Paginator(_shown(pengguna, saring, terbuka, menurut), SELEMBAR).get_page(hal)
    calon = Paginator(usul, SELEMBAR).get_page(hal)
    diusulkan = saring.lihat == USUL
    lembar = calon if diusulkan else masuk
    baris = [] if diusulkan else _rows(pengguna, saring, list(masuk.object_list), kontrol)
    baris_usul = _proposed_rows(pengguna, saring, list(calon.object_list)) if diusulkan else []
    tempat = Unit.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT)
    return HalamanRegister(
        judul=saring.register.nama,
        tempat=saring.unit[0].nama_lengkap if len(saring.unit) == 1 else f"{len(saring.unit)} tempat tugas Anda",
        hari_ini=saring.hari_ini,
        daftar=_registers(pengguna, saring),
        keadaan=_tabs(saring, len(terbuka), Counter(menurut.values()), len(usul)),
        lihat=saring.lihat,
        baris=baris,
        usul=baris_usul,
        lembar=describe_if_many(lembar, lambda ke: link("register", **saring.params(hal=ke))),
        berporsi=saring.register.porsi is not None,
        berkontrol=bool(saring.register.kontrol),
        pilih_tempat=show_places(tempat.order_by("jalur"), saring.kode_unit),
        saring={kunci: str(nilai) for kunci, nilai in saring.params().items()},
    )


def _entries(pengguna: Pengguna, saring: Saring, *, terbuka: bool) -> Sequence[PenyakitTerdaftar]:
    """Of people who live here: those in the register now, each once, or those who left it, the last first."""
    rows = _rows_here(pengguna, saring).filter(penyakit=saring.register.kode)
    rows = rows.select_related("warga__unit", "warga__digabung_ke__unit")
    if not terbuka:
        return list(rows.exclude(sampai=None).order_by("-sampai", "pk"))
    menurut: dict[UUID, PenyakitTerdaftar] = {}
    for satu in rows.filter(of_living(), sampai=None).order_by("sejak", "pk"):
        menurut.setdefault(_root(satu), satu)
    return list(menurut.values())


def _rows_here(pengguna: Pengguna, saring: Saring) -> QuerySet[PenyakitTerdaftar]:
    """By where the person lives, also of rows that were merged into another."""
    sendiri = Q(warga__digabung_ke=None) & saring.in_places("warga__unit__jalur")
    return PenyakitTerdaftar.objects.visible_to(pengguna).filter(
        sendiri | saring.in_places("warga__digabung_ke__unit__jalur")
    )


def _root(satu: PenyakitTerdaftar) -> UUID:
    return satu.warga.pokok_id


def _state(kontrol: Kontrol | None) -> Keadaan:
    return kontrol.keadaan if kontrol else Keadaan.BELUM


def _shown(
    pengguna: Pengguna, saring: Saring, terbuka: Sequence[PenyakitTerdaftar], menurut: Mapping[UUID, Keadaan]
) -> list[PenyakitTerdaftar]:
    """Worst first, then who is in it longest."""
    if saring.lihat == KELUAR:
        return list(_entries(pengguna, saring, terbuka=False))
    urut = list(Keadaan)
    dipilih = [satu for satu in terbuka if saring.lihat in ("", menurut[satu.pk])]
    return sorted(dipilih, key=lambda satu: (urut.index(menurut[satu.pk]), satu.sejak, str(satu.pk)))


def _rows(
    pengguna: Pengguna, saring: Saring, isi: Sequence[PenyakitTerdaftar], kontrol: Mapping[UUID, Kontrol]
) -> list[BarisRegister]:
    orang = {_root(satu): satu.sejak for satu in isi}
    log_read(pengguna=pengguna, halaman="register", warga=orang)
    porsi = count_portions(pengguna, orang) if saring.register.porsi else {}
    jatuh = JatuhTempo.objects.visible_to(pengguna).filter(warga__in=orang, kode=saring.register.kontrol)
    tenggat = dict(jatuh.values_list("warga", "tenggat"))
    return [_row(saring, satu, kontrol.get(_root(satu)), porsi, tenggat.get(_root(satu))) for satu in isi]


def _row(
    saring: Saring,
    satu: PenyakitTerdaftar,
    kontrol: Kontrol | None,
    porsi: Mapping[UUID, int],
    tenggat: date | None,
) -> BarisRegister:
    warga, hari_ini = satu.warga.digabung_ke or satu.warga, saring.hari_ini
    keadaan, utang = _state(kontrol), min(saring.register.porsi or 0, (hari_ini - satu.sejak).days)
    return BarisRegister(
        nama=warga.nama,
        url=reverse("warga", args=[warga.pk]),
        jenis_kelamin=warga.jenis_kelamin,
        tanggal_lahir=warga.tanggal_lahir,
        posyandu=warga.unit.nama,
        sejak=satu.sejak,
        tanda=TANDA[keadaan],
        keadaan=str(keadaan.label),
        kontrol=kontrol.tanggal if kontrol else None,
        berikut=tenggat if satu.sampai is None else None,
        lewat=max((hari_ini - tenggat).days, 0) if tenggat and satu.sampai is None else 0,
        porsi=f"{porsi[warga.pk]} dari {utang}" if warga.pk in porsi else "",
        keluar_url=reverse("register-keluar", args=[satu.pk]) if satu.sampai is None else "",
        alasan=satu.alasan_keluar,
        sampai=satu.sampai,
    )


def _proposed_rows(pengguna: Pengguna, saring: Saring, isi: Sequence[tuple[Warga, Usulan]]) -> list[BarisUsul]:
    aturan = rules_for(pengguna)
    log_read(pengguna=pengguna, halaman="register-usul", warga=[orang.pk for orang, _ in isi])
    return [
        BarisUsul(
            nama=orang.nama,
            url=reverse("warga", args=[orang.pk]),
            jenis_kelamin=orang.jenis_kelamin,
            tanggal_lahir=orang.tanggal_lahir,
            posyandu=orang.unit.nama,
            sebab=f"Diusulkan {satu.oleh}" if satu.oleh else ", ".join(aturan.temuan[k].nama for k in satu.temuan),
            tanggal=satu.tanggal,
            masuk_url=link("register-masuk", str(orang.pk), penyakit=saring.register.kode),
            bukan_url=link("register-bukan", str(orang.pk), penyakit=saring.register.kode),
        )
        for orang, satu in isi
    ]


def _proposed(pengguna: Pengguna, saring: Saring, sudah: Collection[UUID]) -> list[tuple[Warga, Usulan]]:
    """Of those who live in the places that were asked for."""
    usul = find_proposed(pengguna, saring.register, sudah, saring.hari_ini)
    orang = Warga.objects.allowed_to(pengguna, Aksi.TINDAK_LANJUT).filter(pk__in=usul)
    ada = orang.filter(saring.in_places("unit__jalur")).select_related("unit").in_bulk()
    return [(ada[pk], satu) for pk, satu in usul.items() if pk in ada]


def _registers(pengguna: Pengguna, saring: Saring) -> list[Pilihan]:
    """How many stand in each, of the same places."""
    rows = _rows_here(pengguna, saring).filter(of_living(), sampai=None)
    orang = set(rows.values_list("penyakit", Coalesce("warga__digabung_ke_id", "warga_id")))
    jumlah = Counter(penyakit for penyakit, _ in orang)
    return [
        Pilihan(
            satu.nama,
            link("register", penyakit=kode, unit=saring.kode_unit),
            jumlah[kode],
            kode == saring.register.kode,
        )
        for kode, satu in muat_register().items()
    ]


def _tabs(saring: Saring, semua: int, jumlah: Mapping[Keadaan, int], usul: int) -> list[Pilihan]:
    isi: list[tuple[str, str, int]] = [
        ("", "Semua", semua),
        *((satu.value, str(satu.label), jumlah.get(satu, 0)) for satu in Keadaan),
        (USUL, "Diusulkan", usul),
        (KELUAR, "Sudah keluar", -1),
    ]
    return [
        Pilihan(nama, link("register", **saring.params(lihat=kode)), n, kode == saring.lihat) for kode, nama, n in isi
    ]
