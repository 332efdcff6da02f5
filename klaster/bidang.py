"""The fields of a visit: what may be measured, asked or given, and what a value must look like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from klaster.konteks import Konteks
from klaster.nilai import Tolak, check_tanggal, read_nilai, read_teks, unquote
from klaster.pasangan import TERTUKAR, drop_separuh, find_terbalik
from klaster.profil import JenisKelamin, Profil
from klaster.rentang import Rentang, read_rentang
from klaster.sumber import tulis_sumber
from klaster.umur import umur_tahun
from klaster.untuk import Uji, Untuk, compile_untuk, read_untuk

if TYPE_CHECKING:
    from klaster.aturan import Aturan

UMUR_TERTUA = 120
LAYANAN = ("promotif", "preventif", "kuratif", "rehabilitatif")
MASA = ("lalu", "depan")
TIPE = ("desimal", "bulat", "ya_tidak", "pilihan", "teks", "tanggal")


@dataclass(frozen=True, slots=True)
class Bidang:
    """A field. `minimum`/`maksimum` refuse, `lunak_*` ask to check again; `rentang` narrows both by person.

    `klinis`: for health workers alone; a cadre neither reads nor enters it.
    """

    kode: str
    label: str
    tipe: str
    satuan: str
    minimum: Decimal | None
    maksimum: Decimal | None
    lunak_min: Decimal | None
    lunak_maks: Decimal | None
    desimal: int
    untuk: tuple[Untuk, ...]
    pilihan: Mapping[str, str]
    bantuan: str
    sumber: str
    layanan: str
    pesan_luar: str
    rentang: tuple[Rentang, ...]
    maks_huruf: int = 2000
    klinis: bool = False
    masa: str = "lalu"
    """Of a date: `lalu` lies between birth and the visit, `depan` on the day of the visit or after it."""
    cocok: Uji = field(compare=False, repr=False, default=lambda konteks: True)


@dataclass(frozen=True, slots=True)
class Salah:
    """What is wrong with one field, and what to do about it."""

    bidang: str
    kode: str
    pesan: str
    saran: str = ""


class AngkaSalah(ValueError):  # noqa: N818  # "salah" is Indonesian for error
    """Typed text that is no number; `salah` says why in Indonesian."""

    def __init__(self, salah: Salah) -> None:
        super().__init__(salah.pesan)
        self.salah = salah


def read_bidang(baris: Mapping[str, Any], dokumen: Mapping[str, Any]) -> Bidang:
    rentang = read_rentang(baris)
    untuk = read_untuk(baris.get("untuk"))
    return Bidang(
        kode=baris["kode"],
        label=baris["label"],
        tipe=baris["tipe"],
        satuan=baris.get("satuan", ""),
        minimum=min((satu.minimum for satu in rentang), default=None),
        maksimum=max((satu.maksimum for satu in rentang), default=None),
        lunak_min=rentang[0].lunak_min if len(rentang) == 1 else None,
        lunak_maks=rentang[0].lunak_maks if len(rentang) == 1 else None,
        desimal=baris.get("desimal", 0),
        untuk=untuk,
        pilihan=dict(baris.get("pilihan", {})),
        bantuan=baris["bantuan"],
        sumber=tulis_sumber(baris["sumber"], dokumen),
        layanan=baris["layanan"],
        pesan_luar=baris.get("pesan_luar", ""),
        rentang=rentang,
        maks_huruf=baris.get("maks_huruf", 2000),
        klinis=baris.get("klinis", False),
        masa=baris.get("masa", MASA[0]),
        cocok=compile_untuk(untuk),
    )


def check_pengukuran(
    aturan: Aturan, profil: Profil, pengukuran: object, tanggal: date
) -> tuple[dict[str, object], tuple[Salah, ...]]:
    """Canonical values of whatever came from outside, and what is wrong with the rest of it.

    Refused values are not among the canonical ones. Canonical: the order of the data file, null and empty text
    dropped, whole numbers as int, others as float, text in NFC. Checking canonical values again gives the same.
    """
    salah = _check_profil(profil, tanggal)
    if not isinstance(pengukuran, Mapping):
        return {}, (*salah, Salah("pengukuran", "tipe_salah", "Pengukuran harus berupa objek berisi bidang."))
    salah += [_asing(kode) for kode in pengukuran if kode not in aturan.bidang]
    pengukuran = {kode: unquote(aturan.bidang[kode], v) for kode, v in pengukuran.items() if kode in aturan.bidang}
    konteks = Konteks(profil, {}, tanggal)
    isi: dict[str, object] = {}
    for kode in filter(pengukuran.__contains__, aturan.bidang):
        hasil = _check_satu(aturan.bidang[kode], konteks, pengukuran[kode])
        if isinstance(hasil, Salah):
            salah.append(hasil)
        elif hasil is not None:
            isi[kode] = hasil
    return _check_pasangan(aturan, konteks, pengukuran, isi, salah)


def _check_profil(profil: Profil, tanggal: date) -> list[Salah]:
    if tanggal < profil.tanggal_lahir:
        return [Salah("tanggal", "sebelum_lahir", "Tanggal kunjungan lebih awal dari tanggal lahir.")]
    if umur_tahun(profil.tanggal_lahir, tanggal) > UMUR_TERTUA:
        pesan = "Tanggal lahir tidak masuk akal (umur lebih dari 120 tahun)."
        return [Salah("tanggal_lahir", "umur_tidak_masuk_akal", pesan)]
    if profil.hamil and profil.jenis_kelamin == JenisKelamin.L:
        return [_hamil_laki("hamil")]
    return []


def _hamil_laki(bidang: str) -> Salah:
    saran = "Periksa jenis kelamin, atau kosongkan data kehamilan."
    return Salah(bidang, "kehamilan_bukan_perempuan", "Data kehamilan hanya untuk perempuan.", saran)


def _asing(kode: object) -> Salah:
    nama = str(kode)[:60] if isinstance(kode, str) else "?"
    pesan = f'Bidang "{nama}" tidak dikenal.'
    return Salah(nama, "bidang_tidak_dikenal", pesan, "Perbarui aplikasi, atau hapus bidang ini.")


def _check_satu(bidang: Bidang, konteks: Konteks, nilai: object) -> object | Salah | None:
    """The canonical value, None for an empty one, or what is wrong."""
    hasil = read_nilai(bidang, nilai, _find_rentang(bidang, konteks))
    if bidang.tipe == "tanggal":
        hasil = check_tanggal(bidang, hasil, konteks.profil.tanggal_lahir, konteks.tanggal)
    if isinstance(hasil, Tolak):
        return Salah(bidang.kode, hasil.kode, hasil.pesan, hasil.saran)
    if hasil is None or _boleh_jenis_kelamin(bidang, konteks.profil):
        return hasil
    if any(satu.hamil or satu.nifas for satu in bidang.untuk):
        return _hamil_laki(bidang.kode)
    orang = "perempuan" if konteks.profil.jenis_kelamin == JenisKelamin.L else "laki-laki"
    return Salah(bidang.kode, "jenis_kelamin_lain", f"{bidang.label} hanya untuk {orang}.", "Kosongkan isian ini.")


def _boleh_jenis_kelamin(bidang: Bidang, profil: Profil) -> bool:
    """Only what is impossible is refused here; a wrong age or status is asked about by `warn_pengukuran`."""
    return not bidang.untuk or any(satu.jenis_kelamin in (None, profil.jenis_kelamin) for satu in bidang.untuk)


def _find_rentang(bidang: Bidang, konteks: Konteks) -> Rentang | None:
    return next((satu for satu in bidang.rentang if satu.cocok(konteks)), None)


def rentang_for(bidang: Bidang, profil: Profil, tanggal: date) -> Rentang | None:
    """The ranges of a field for this person on this date, for hints beside an input."""
    return _find_rentang(bidang, Konteks(profil, {}, tanggal))


def _check_pasangan(
    aturan: Aturan, konteks: Konteks, asli: Mapping[str, object], isi: dict[str, object], salah: list[Salah]
) -> tuple[dict[str, object], tuple[Salah, ...]]:
    """Fields that only make sense together; a pair that is wrong is reported once and leaves the canonical values."""
    rentang = {kode: _find_rentang(aturan.bidang[kode], konteks) for kode in TERTUKAR if kode in asli}
    for tolak, pasangan in find_terbalik(asli, isi, rentang):
        salah = [satu for satu in salah if satu.bidang not in pasangan]
        salah.append(Salah(pasangan[0], tolak.kode, tolak.pesan, tolak.saran))
        isi = {kode: nilai for kode, nilai in isi.items() if kode not in pasangan}
    return drop_separuh(isi), tuple(salah)


def parse_angka(teks: str, bidang: Bidang) -> Decimal:
    """A number typed in a form: `12,5` and `12.5` are 12.5; `12.500` is refused as nobody can tell what it means."""
    hasil = read_teks(bidang, teks)
    if isinstance(hasil, Tolak):
        raise AngkaSalah(Salah(bidang.kode, hasil.kode, hasil.pesan, hasil.saran))
    return hasil
