"""A birth: one transaction ends the pregnancy, writes the mother's visit, and registers the living babies with theirs.

What falls due afterwards (KF of the mother, KN of each baby) follows from these records and is stored nowhere.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from klaster.aturan import Aturan
from klaster.tanggal import sebut_tanggal
from posyandu.domisili import set_status_warga
from posyandu.kiriman import parse_kiriman
from posyandu.kunci import alias_ids, lock_pokok
from posyandu.kunjungan import DITERIMA, record_kunjungan
from posyandu.models import Kehamilan, Kunjungan, Warga
from posyandu.models.orang import StatusWarga
from posyandu.nama import PALING_PANJANG
from posyandu.riwayat import close_kehamilan, open_kehamilan, reopen_kehamilan
from posyandu.turunan import load_orang
from posyandu.warga import register_warga
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi

FASKES: Final = frozenset({"rs", "puskesmas", "pustu", "klinik"})
KANAL: Final = {"pustu": "pustu", "puskesmas": "puskesmas"}
JAM: Final = re.compile(r"([01]\d|2[0-3])[:.]([0-5]\d)")
BARU: Final = timedelta(days=300)
"""A pregnancy that ended so lately is the one that somebody is about to write down a second time."""
SEPERSALINAN: Final = timedelta(days=60)
"""What is noted of a mother within two months is of one birth: the next child needs longer."""


@dataclass(frozen=True, slots=True)
class Bayi:
    """One child of the birth; values as typed fields of a visit. A stillborn is counted on the mother's visit."""

    hidup: bool
    jenis_kelamin: str = ""
    nilai: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Persalinan:
    """`keguguran` has no child. `hpht`: for a mother who was not followed, so that there is a pregnancy to end."""

    tanggal: date
    jam: str
    tempat: str
    penolong: str
    cara: str
    bayi: tuple[Bayi, ...]
    keguguran: bool = False
    hpht: date | None = None
    ibu_meninggal: date | None = None
    diperiksa_oleh: str = ""


@transaction.atomic
def record_persalinan(
    *,
    petugas: Pengguna,
    id: UUID,
    ibu: Warga,
    unit: Unit,
    isi: Persalinan,
) -> Kunjungan:
    """Everything or nothing. The same id answers the birth that is there."""
    ibu = lock_pokok(ibu)
    if (ada := Kunjungan.objects.filter(pk=id).first()) is not None:
        return _same(ada, ibu)
    if not petugas.may(Aksi.KLINIS, unit):
        raise DomainError("tidak_boleh", "Persalinan dicatat bidan, perawat, atau dokter.", "unit", "", 403)
    _check_time(isi, unit)
    kehamilan = _pregnancy(ibu, petugas, isi)
    aturan = load_orang([ibu.pk])[ibu.pk].aturan
    minggu = (isi.tanggal - kehamilan.hpht).days // 7
    _check_order(isi, kehamilan)
    _check_outcome(isi, minggu, aturan)
    close_kehamilan(kehamilan=kehamilan, selesai=isi.tanggal, hasil=_outcome(isi), petugas=petugas)
    _visit(petugas, id, ibu, unit, isi, _of_mother(isi))
    terdaftar = _known_babies(ibu, isi)
    for ke, bayi in enumerate(_living(isi), start=1):
        warga = next((satu for satu in terdaftar if satu.jenis_kelamin == bayi.jenis_kelamin), None)
        if warga is None:
            warga = _register(petugas, id, ibu, isi, bayi, ke)
        else:
            terdaftar.remove(warga)
        ukuran = {**dict(bayi.nilai), "minggu_lahir": minggu}
        _visit(petugas, uuid.uuid5(id, f"lahir-{ke}"), warga, unit, isi, ukuran)
    if isi.ibu_meninggal is not None:
        set_status_warga(warga=ibu, status=StatusWarga.MENINGGAL, sejak=isi.ibu_meninggal, petugas=petugas)
    return Kunjungan.objects.get(pk=id)


def _same(ada: Kunjungan, ibu: Warga) -> Kunjungan:
    if ada.warga_id not in alias_ids(ibu.pk) or "persalinan_penolong" not in ada.pengukuran:
        raise DomainError("id_dipakai_ulang", "Id ini sudah dipakai catatan lain.", "id", "Muat ulang halaman.")
    return ada


# --- checks ----------------------------------------------------------------------------------------------------------


def _check_time(isi: Persalinan, unit: Unit) -> None:
    """On the clock of the kabupaten: neither tomorrow nor later today."""
    check_hour(isi.tanggal, isi.jam, unit)
    for nama, satu in (("penolong", isi.penolong), ("cara", isi.cara), ("tempat", isi.tempat)):
        if not satu:
            raise DomainError(f"{nama}_kosong", f"{nama.capitalize()} persalinan belum dipilih.", nama, "Pilih satu.")


def check_hour(tanggal: date, jam: str, unit: Unit) -> None:
    """There is such an hour, and it has come where the kabupaten is."""
    cocok = JAM.fullmatch(jam)
    if cocok is None:
        raise DomainError("jam_tidak_dikenal", "Jam bersalin belum diisi, atau tidak ada.", "jam", "Misalnya 23:40.")
    zona = unit.zona
    kini = timezone.now().astimezone(zona)
    saat = datetime(tanggal.year, tanggal.month, tanggal.day, int(cocok[1]), int(cocok[2]), tzinfo=zona)
    if saat > kini:
        raise DomainError(
            "tanggal_masa_depan", "Waktu bersalin tidak boleh di masa depan.", "tanggal", "Periksa tanggal dan jamnya."
        )


def _pregnancy(ibu: Warga, petugas: Pengguna, isi: Persalinan) -> Kehamilan:
    """The open one; else one that a cadre has ended without the birth; else one begun now from `hpht`."""
    terbuka = find_unfinished(ibu, isi.tanggal - SEPERSALINAN)
    baru = terbuka is not None and isi.hpht is not None and isi.hpht >= (terbuka.selesai or isi.tanggal)
    if terbuka is not None and not baru:
        return terbuka if terbuka.selesai is None else reopen_kehamilan(kehamilan=terbuka, petugas=petugas)
    semua = Kehamilan.objects.filter(warga__in=alias_ids(ibu.pk))
    lalu = semua.filter(selesai__gt=isi.tanggal - BARU).order_by("-selesai").first()
    if lalu is not None and lalu.selesai is not None and (isi.hpht is None or isi.hpht < lalu.selesai):
        raise DomainError(
            "sudah_bersalin",
            f"Persalinan ibu ini sudah dicatat, {sebut_tanggal(lalu.selesai)}.",
            "tanggal",
            "Buka riwayatnya; yang salah dibetulkan di sana.",
        )
    if isi.hpht is None:
        raise DomainError(
            "tidak_hamil",
            "Ibu ini belum tercatat hamil.",
            "hpht",
            "Isi HPHT-nya di bawah; kehamilannya dicatat sekaligus.",
        )
    return open_kehamilan(warga=ibu, hpht=isi.hpht, petugas=petugas)


def find_unfinished(ibu: Warga, sejak: date) -> Kehamilan | None:
    """The pregnancy whose birth is to be written down: open, or ended after `sejak` by somebody who wrote no more."""
    baris = alias_ids(ibu.pk)
    semua = Kehamilan.objects.filter(warga__in=baris)
    terbuka = semua.filter(selesai=None).first()
    lalu = terbuka or semua.filter(selesai__gt=sejak).order_by("-selesai").first()
    if lalu is None or lalu.selesai is None:
        return lalu
    lahir = Kunjungan.objects.filter(warga__in=baris, berlaku=True, pengukuran__has_key="persalinan_penolong")
    return None if lahir.filter(tanggal__gt=lalu.hpht).exists() else lalu


def _check_order(isi: Persalinan, kehamilan: Kehamilan) -> None:
    """Conception, birth, death of the mother: in this order."""
    if isi.tanggal <= kehamilan.hpht:
        raise DomainError(
            "sebelum_hpht",
            f"Tanggal bersalin tidak sesudah HPHT kehamilan ini, {sebut_tanggal(kehamilan.hpht)}.",
            "tanggal",
            "Periksa kedua tanggal.",
        )
    if isi.ibu_meninggal is not None and isi.ibu_meninggal < isi.tanggal:
        raise DomainError(
            "meninggal_sebelum_bersalin",
            "Tanggal ibu meninggal lebih awal dari tanggal bersalin.",
            "ibu_meninggal_pada",
            "Periksa kedua tanggal.",
        )


def _check_outcome(isi: Persalinan, minggu: int, aturan: Aturan) -> None:
    """`minggu`: completed weeks. A child is born from the first week that the field of its age at birth knows."""
    termuda = int(aturan.bidang["minggu_lahir"].minimum or 0)
    if isi.keguguran == bool(isi.bayi):
        raise DomainError(
            "hasil_tidak_cocok", "Isi bayinya, atau pilih keguguran tanpa bayi.", "hasil", "Periksa hasil persalinan."
        )
    if isi.keguguran and minggu >= termuda:
        raise DomainError(
            "terlalu_tua",
            f"Umur kehamilan {minggu} minggu: sejak {termuda} minggu disebut lahir, hidup atau mati.",
            "hasil",
            "Periksa HPHT dan tanggalnya, atau isi bayinya.",
        )
    if isi.bayi and minggu < termuda:
        raise DomainError(
            "terlalu_dini",
            f"Umur kehamilan baru {max(minggu, 0)} minggu, terlalu dini untuk bersalin.",
            "tanggal",
            f"Periksa HPHT dan tanggal bersalin; sebelum {termuda} minggu pilih keguguran.",
        )
    if any(satu.jenis_kelamin not in ("L", "P") for satu in _living(isi)):
        raise DomainError(
            "jenis_kelamin_kosong", "Jenis kelamin bayi belum dipilih.", "jenis_kelamin", "Pilih untuk tiap bayi."
        )


# --- writing ---------------------------------------------------------------------------------------------------------


def _living(isi: Persalinan) -> Sequence[Bayi]:
    return [satu for satu in isi.bayi if satu.hidup]


def _outcome(isi: Persalinan) -> str:
    """Of twins of whom one lives: born alive."""
    if isi.keguguran:
        return Kehamilan.Hasil.KEGUGURAN
    return Kehamilan.Hasil.LAHIR_HIDUP if _living(isi) else Kehamilan.Hasil.LAHIR_MATI


def _of_mother(isi: Persalinan) -> dict[str, object]:
    tempat = {} if isi.keguguran else {"bersalin_di_faskes": isi.tempat in FASKES}
    mati = len(isi.bayi) - len(_living(isi))
    return {
        "persalinan_jam": isi.jam.replace(".", ":"),
        "persalinan_tempat": isi.tempat,
        "persalinan_penolong": isi.penolong,
        "persalinan_cara": isi.cara,
        **tempat,
        **({"persalinan_lahir_mati": mati} if mati else {}),
    }


def _known_babies(ibu: Warga, isi: Persalinan) -> list[Warga]:
    """Children of that day whom a cadre has registered before; one of another day is the same child, or a slip."""
    anak = Warga.objects.pokok().filter(ibu__in=alias_ids(ibu.pk), status=StatusWarga.AKTIF)
    dekat = list(anak.filter(tanggal_lahir__gt=isi.tanggal - SEPERSALINAN).order_by("dibuat_pada", "pk"))
    lain = next((satu for satu in dekat if satu.tanggal_lahir != isi.tanggal), None)
    if lain is not None and _living(isi):
        raise DomainError(
            "bayi_terdaftar",
            f"{lain.nama} sudah terdaftar sebagai anak ibu ini, lahir {sebut_tanggal(lain.tanggal_lahir)}.",
            "tanggal",
            "Samakan tanggal bersalin, atau betulkan tanggal lahir anak itu.",
        )
    return dekat


def _register(petugas: Pengguna, id_: UUID, ibu: Warga, isi: Persalinan, bayi: Bayi, ke: int) -> Warga:
    """A baby has no name and no NIK yet; both can be written later, and its ids follow from the mother's visit."""
    urut = f" ({ke})" if len(_living(isi)) > 1 else ""
    return register_warga(
        petugas=petugas,
        id=uuid.uuid5(id_, f"bayi-{ke}"),
        unit=ibu.unit,
        nama=f"By. Ny. {ibu.nama}"[: PALING_PANJANG - len(urut)] + urut,
        jenis_kelamin=bayi.jenis_kelamin,
        tanggal_lahir=isi.tanggal,
        keluarga=ibu.keluarga,
        ibu=ibu,
        telepon=ibu.telepon,
        sejak=isi.tanggal,
        tamu=ibu.tamu,
    )


def _visit(
    petugas: Pengguna, id_: UUID, warga: Warga, unit: Unit, isi: Persalinan, pengukuran: dict[str, object]
) -> None:
    kiriman = {
        "id": str(id_),
        "warga": str(warga.pk),
        "unit": unit.kode,
        "tanggal": isi.tanggal.isoformat(),
        "kanal": KANAL.get(unit.jenis, "faskes_lain"),
        "pengukuran": pengukuran,
        "diperiksa_oleh": isi.diperiksa_oleh,
    }
    hasil = record_kunjungan(petugas=petugas, perangkat=None, kiriman=parse_kiriman(kiriman))
    if hasil.status != DITERIMA:
        raise hasil.galat or DomainError("belum_tersimpan", "Persalinan belum tersimpan.", saran="Coba simpan lagi.")
