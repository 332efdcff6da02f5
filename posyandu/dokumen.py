"""A person as the phone holds them: one document, whole, built for many people with a number of queries of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from klaster.aturan import muat_aturan
from posyandu.kabar_warga import TERBANYAK, latest_kabar
from posyandu.klinis import open_fields, open_findings
from posyandu.models import Kehamilan, Keluarga, Kunjungan, PenyakitTerdaftar, TugasKunjungan, Warga
from posyandu.nik import mask_nik, open_nik
from puskesmas.models import Unit

Isi = dict[str, Any]


def find_orang(ids: Collection[UUID], unit: Collection[int]) -> dict[UUID, Warga]:
    """Those of these people who stand at one of these units now, with all that their documents show of other rows."""
    rows = Warga.objects.pokok().filter(pk__in=ids, unit__in=unit)
    return {satu.pk: satu for satu in rows.select_related("unit", "keluarga", "ibu__digabung_ke")}


def build_dokumen(orang: Mapping[UUID, Warga], nomor: Mapping[UUID, int]) -> list[Isi]:
    """Their documents in the order of `nomor`; seven queries, however many people."""
    pokok: dict[UUID, UUID] = {pk: pk for pk in orang}
    for pk, milik in Warga.objects.filter(digabung_ke__in=orang).values_list("pk", "digabung_ke"):
        pokok[pk] = milik or pk
    hamil, penyakit = _pregnancies(pokok), _registers(pokok)
    kunjungan, tugas, kabar = _visits(pokok), _tasks(pokok), _news(pokok)
    return [
        _describe(orang[pk])
        | {
            "n": n,
            "kehamilan": hamil[pk],
            "penyakit": penyakit[pk],
            "kunjungan": kunjungan[pk],
            "tugas": tugas[pk],
            "kabar": kabar[pk],
        }
        for pk, n in nomor.items()
        if pk in orang
    ]


def _describe(warga: Warga) -> Isi:
    nik = mask_nik(open_nik(warga.nik_sandi))
    return {
        "id": str(warga.pk),
        "posyandu": warga.unit.kode,
        "nama": warga.nama,
        "jenis_kelamin": warga.jenis_kelamin,
        "tanggal_lahir": warga.tanggal_lahir.isoformat(),
        "ibu": _mother(warga.ibu),
        "keluarga": _family(warga.keluarga),
        "telepon": warga.telepon,
        "nik": nik,
        "nik_akhir": nik[-4:],
        "status": warga.status,
        "status_sejak": _iso(warga.status_sejak),
        "tamu": warga.tamu,
    }


def _mother(ibu: Warga | None) -> Isi | None:
    ibu = (ibu.digabung_ke or ibu) if ibu else None
    return {"id": str(ibu.pk), "nama": ibu.nama} if ibu else None


def _family(keluarga: Keluarga | None) -> Isi | None:
    if keluarga is None:
        return None
    akhir = open_nik(keluarga.kk_sandi)[-4:]
    return {"id": str(keluarga.pk), "alamat": keluarga.alamat, "rt": keluarga.rt, "kk_akhir": akhir}


def _pregnancies(pokok: Mapping[UUID, UUID]) -> dict[UUID, list[Isi]]:
    di: dict[UUID, list[Isi]] = defaultdict(list)
    for satu in Kehamilan.objects.filter(warga__in=pokok).order_by("hpht"):
        isi = {"id": str(satu.pk), "hpht": _iso(satu.hpht), "hpl": _iso(satu.hpl), "selesai": _iso(satu.selesai)}
        di[pokok[satu.warga_id]].append(isi | {"hasil": satu.hasil})
    return di


def _registers(pokok: Mapping[UUID, UUID]) -> dict[UUID, list[Isi]]:
    di: dict[UUID, list[Isi]] = defaultdict(list)
    for satu in PenyakitTerdaftar.objects.filter(warga__in=pokok).order_by("sejak"):
        isi = {"id": str(satu.pk), "penyakit": satu.penyakit, "sejak": _iso(satu.sejak), "sampai": _iso(satu.sampai)}
        di[pokok[satu.warga_id]].append(isi)
    return di


KOLOM = ("pk", "warga", "tanggal", "kanal", "unit_layanan", "pengukuran", "temuan", "bagian_dari")


def _visits(pokok: Mapping[UUID, UUID]) -> dict[UUID, list[Isi]]:
    """All that hold, oldest first: doses and heights of long ago still decide what the rules find today."""
    di: dict[UUID, list[Isi]] = defaultdict(list)
    rows = Kunjungan.objects.filter(warga__in=pokok, berlaku=True).order_by("tanggal", "diterima_pada", "pk")
    baris = list(rows.values_list(*KOLOM))
    kode = dict(Unit.objects.filter(pk__in={satu[4] for satu in baris}).values_list("pk", "kode"))
    aturan = muat_aturan()  # what is for health workers alone depends on no setting
    for pk, warga, tanggal, kanal, unit, pengukuran, temuan, bagian in baris:
        di[pokok[warga]].append(
            {
                "id": str(pk),
                "tanggal": _iso(tanggal),
                "kanal": kanal,
                "unit": kode[unit],
                "pengukuran": open_fields(aturan, pengukuran),
                "temuan": open_findings(aturan, temuan),
                "bagian_dari": str(bagian) if bagian else None,
            }
        )
    return di


def _tasks(pokok: Mapping[UUID, UUID]) -> dict[UUID, list[Isi]]:
    """Open ones."""
    di: dict[UUID, list[Isi]] = defaultdict(list)
    for satu in TugasKunjungan.objects.terbuka().filter(warga__in=pokok).order_by("tenggat", "pk"):
        di[pokok[satu.warga_id]].append(
            {
                "id": str(satu.pk),
                "sebab_kode": satu.sebab_kode,
                "sebab": satu.sebab,
                "tenggat": _iso(satu.tenggat),
                "sekeluarga": satu.sekeluarga,
                "status": satu.status,
                "percobaan": satu.percobaan,
            }
        )
    return di


def _news(pokok: Mapping[UUID, UUID]) -> dict[UUID, list[Isi]]:
    """What became of findings, the newest few."""
    di: dict[UUID, list[Isi]] = defaultdict(list)
    for satu in latest_kabar(pokok):
        if len(di[pokok[satu.warga_id]]) < TERBANYAK:
            isi = {"id": str(satu.pk), "tanggal": _iso(satu.tanggal), "keadaan": satu.keadaan, "tempat": satu.tempat}
            di[pokok[satu.warga_id]].append(isi | {"pesan": satu.pesan, "sampai": _iso(satu.sampai)})
    return di


def _iso(tanggal: date | None) -> str | None:
    return tanggal.isoformat() if tanggal else None
