"""Cases as JSON: a person, a visit and, in golden cases, what must come out. The phone reads the same files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from klaster.profil import KANAL, JenisKelamin, Profil, Riwayat
from klaster.tanggal import read_tanggal


class KasusSalah(ValueError):  # noqa: N818  # "salah" is Indonesian for error
    """The JSON is not a case; the text says where, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Kasus:
    """`harapan` holds whichever of the keys in `HARAPAN` the case states."""

    nama: str
    profil: Profil
    pengukuran: Mapping[str, object]
    tanggal: date
    harapan: Mapping[str, list[Any]]


HARAPAN = ("temuan", "tahap", "salah", "peringatan", "imunisasi", "perkembangan", "jatuh")


def read_kasus(isi: object) -> Kasus:
    """Raises KasusSalah for anything that is not `{profil, pengukuran, tanggal, …}`."""
    objek = _objek(isi, "kasus")
    return Kasus(
        nama=str(objek.get("nama", ""))[:200],
        profil=read_profil(objek.get("profil")),
        pengukuran=_objek(objek.get("pengukuran"), "pengukuran"),
        tanggal=_tanggal(objek.get("tanggal"), "tanggal"),
        harapan={kunci: objek[kunci] for kunci in HARAPAN if kunci in objek},
    )


def read_profil(isi: object) -> Profil:
    objek = _objek(isi, "profil")
    if asing := objek.keys() - set(Profil.__dataclass_fields__):
        _tolak("profil", f"kunci tidak dikenal: {', '.join(sorted(map(str, asing)))}")
    return Profil(
        tanggal_lahir=_tanggal(objek.get("tanggal_lahir"), "profil.tanggal_lahir"),
        jenis_kelamin=_jenis_kelamin(objek.get("jenis_kelamin")),
        hamil=_ya_tidak(objek, "hamil"),
        hpht=_tanggal_boleh_kosong(objek, "hpht"),
        nifas=_ya_tidak(objek, "nifas"),
        tanggal_bersalin=_tanggal_boleh_kosong(objek, "tanggal_bersalin"),
        lahir_hidup=_ya_tidak(objek, "lahir_hidup", bawaan=True),
        keguguran=_ya_tidak(objek, "keguguran"),
        penyakit=frozenset(_teks_semua(objek.get("penyakit", []), "profil.penyakit")),
        kanal=_kanal(objek.get("kanal", "posyandu")),
        riwayat=_riwayat(objek.get("riwayat", [])),
    )


def _tolak(tempat: str, alasan: str) -> NoReturn:
    raise KasusSalah(f"{tempat}: {alasan}")


def _objek(isi: object, tempat: str) -> Mapping[str, Any]:
    return isi if isinstance(isi, dict) else _tolak(tempat, "harus berupa objek JSON")


def _tanggal(isi: object, tempat: str) -> date:
    """ISO dates only, with their dashes."""
    return read_tanggal(isi) or _tolak(tempat, "harus tanggal yang ada, ditulis 2026-11-16")


def _tanggal_boleh_kosong(objek: Mapping[str, Any], kunci: str) -> date | None:
    isi = objek.get(kunci)
    return None if isi is None else _tanggal(isi, f"profil.{kunci}")


def _jenis_kelamin(isi: object) -> JenisKelamin:
    if isi in ("L", "P"):
        return JenisKelamin(isi)
    _tolak("profil.jenis_kelamin", 'harus "L" atau "P"')


def _ya_tidak(objek: Mapping[str, Any], kunci: str, *, bawaan: bool = False) -> bool:
    isi = objek.get(kunci, bawaan)
    return isi if isinstance(isi, bool) else _tolak(f"profil.{kunci}", "harus true atau false")


def _teks_semua(isi: object, tempat: str) -> list[str]:
    if isinstance(isi, list) and all(isinstance(satu, str) for satu in isi):
        return isi
    _tolak(tempat, "harus daftar teks")


def _kanal(isi: object) -> str:
    return (
        isi
        if isinstance(isi, str) and isi in KANAL
        else _tolak("profil.kanal", f"harus salah satu dari {', '.join(KANAL)}")
    )


def _riwayat(isi: object) -> tuple[Riwayat, ...]:
    if not isinstance(isi, list):
        _tolak("profil.riwayat", "harus daftar")
    semua = [_objek(satu, "profil.riwayat") for satu in isi]
    hasil = [
        Riwayat(
            _tanggal(satu.get("tanggal"), "profil.riwayat.tanggal"),
            _objek(satu.get("pengukuran"), "profil.riwayat.pengukuran"),
        )
        for satu in semua
    ]
    return tuple(sorted(hasil, key=lambda lalu: lalu.tanggal))
