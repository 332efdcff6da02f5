"""Births of this year, and who looked after mother and child in the weeks after."""

from __future__ import annotations

import math
from datetime import timedelta
from random import Random
from typing import Final

from capaian.demo.buku import Buku
from posyandu.models import Kehamilan, Warga
from posyandu.models.kunjungan import Kanal
from pustu.persalinan import FASKES

TEMPAT: Final = ("rs", "puskesmas", "puskesmas", "klinik", "klinik", "pustu")
KF: Final = ((0, 2), (3, 7), (8, 28), (29, 42))
KN: Final = ((0, 2), (3, 7), (8, 28))
"""First and last day after birth of each contact."""
HB0, DIBERI = "imun_hb0", 0.94
AWAL, NAIK, SUSUT = 60, 60, 0.07
"""Days in which birth still shows in the weight; grams a day at most; the share that a newborn may lose at first."""
KB: Final = (("suntik3", 84), ("suntik1", 28), ("pil", 28), ("implan", 1095), ("iud", 1095))
"""Ways of family planning, with the days until the woman is expected again."""


def visit_births(buku: Buku) -> None:
    ibu = {warga.pk: warga for warga in buku.penduduk.dewasa}
    for kehamilan in buku.penduduk.kehamilan:
        if kehamilan.selesai is not None and kehamilan.warga_id in ibu:
            _birth(buku, ibu[kehamilan.warga_id], kehamilan)


def _birth(buku: Buku, ibu: Warga, kehamilan: Kehamilan) -> None:
    acak, lahir = buku.acak, kehamilan.selesai
    if lahir is None or lahir > buku.saat.hari_ini:
        return
    jauh = acak.random() < 0.7 * (1 - buku.tempat.watak.k6)
    tempat = "rumah" if jauh else acak.choice(TEMPAT)
    sesar = tempat == "rs" and acak.random() < 0.6
    _at_pustu(
        buku,
        ibu,
        kehamilan,
        0,
        {
            "persalinan_jam": f"{acak.randrange(24):02}:{acak.randrange(0, 60, 5):02}",
            "persalinan_tempat": tempat,
            "persalinan_penolong": "dokter" if sesar else "dukun" if jauh and acak.random() < 0.4 else "bidan",
            "persalinan_cara": "sesar" if sesar else "normal",
            "bersalin_di_faskes": tempat in FASKES,
        },
    )
    bayi = [anak for anak in buku.penduduk.anak if anak.ibu_id == ibu.pk and anak.tanggal_lahir == lahir]
    for satu in bayi:
        _newborn(buku, satu, kehamilan)
    _after(buku, ibu, kehamilan)


def _newborn(buku: Buku, bayi: Warga, kehamilan: Kehamilan) -> None:
    acak = buku.acak
    catatan: dict[str, object] = {
        "minggu_lahir": (bayi.tanggal_lahir - kehamilan.hpht).days // 7,
        **_size(buku, bayi, max(1700.0, acak.gauss(3120, 370)), acak.gauss(49, 1.4)),
        "imd": acak.random() < 0.85,
        "vit_k": True,
        "salep_mata": True,
        **_first_dose(buku, bayi),
    }
    _at_pustu(buku, bayi, kehamilan, 0, catatan)
    for awal, akhir in KN:
        if acak.random() < 0.965:
            isi: dict[str, object] = {
                "kn": True,
                "tali_pusat": "baik" if awal < 8 else "lepas",
                "kuning": acak.random() < 0.01,
            }
            _at_pustu(buku, bayi, kehamilan, acak.randint(max(awal, 1), akhir), isi)


def _size(buku: Buku, bayi: Warga, gram: float, cm: float) -> dict[str, object]:
    """At birth, in reach of what the child was first weighed and measured at: none shrinks, none doubles in a week."""
    for satu in buku.kunjungan.get(bayi.pk, ()):
        umur, isi = (satu.tanggal - bayi.tanggal_lahir).days, satu.pengukuran
        if umur <= AWAL and "berat_kg" in isi:
            kini = isi["berat_kg"] * 1000
            gram = min(max(gram, kini - NAIK * umur), kini / (1 - SUSUT))
            if "panjang_cm" in isi:
                cm = min(max(cm, isi["panjang_cm"] - 3 - umur / 7), isi["panjang_cm"])
    return {"berat_lahir_gram": round(gram / 10) * 10, "panjang_lahir_cm": math.floor(cm)}


def _first_dose(buku: Buku, bayi: Warga) -> dict[str, object]:
    """HB0 is given where the child is born, and written down there unless a later visit has copied it from the card."""
    disalin = any(HB0 in satu.pengukuran for satu in buku.kunjungan.get(bayi.pk, ()))
    diberi = Random(f"{bayi.pk}-hb0").random() < DIBERI  # its own, so that nothing else of the demo moves with it
    return {HB0: bayi.tanggal_lahir.isoformat()} if diberi and not disalin else {}


def _after(buku: Buku, ibu: Warga, kehamilan: Kehamilan) -> None:
    acak = buku.acak
    for awal, akhir in KF:
        if acak.random() < 0.95:
            isi: dict[str, object] = {
                "kf": True,
                "sistole": round(acak.gauss(112, 6)),
                "diastole": 72,
                "kf_lokia": "normal",
            }
            _at_pustu(buku, ibu, kehamilan, acak.randint(max(awal, 1), akhir), isi)
    if acak.random() < 0.7:
        metode, hari = acak.choice(KB)
        layanan: dict[str, object] = {"kb_peserta": "baru", "kb_metode": metode, "kb_hari": hari}
        _at_pustu(buku, ibu, kehamilan, acak.randint(43, 60), layanan)


def _at_pustu(buku: Buku, warga: Warga, kehamilan: Kehamilan, sesudah: int, isi: dict[str, object]) -> None:
    """So many days after the birth, unless that is still to come."""
    hari = (kehamilan.selesai or buku.saat.hari_ini) + timedelta(days=sesudah)
    if hari <= buku.saat.hari_ini:
        buku.write(warga, hari, isi, kanal=Kanal.PUSTU if buku.tempat.pustu else Kanal.PUSKESMAS)
