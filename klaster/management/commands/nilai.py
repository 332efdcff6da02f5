from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from klaster.aturan import Aturan, muat_aturan
from klaster.bidang import check_pengukuran
from klaster.evaluate import evaluate
from klaster.kasus import KasusSalah, read_kasus
from klaster.peringatan import warn_pengukuran
from klaster.tahap import tahap_at


class Command(BaseCommand):
    help = (
        "Baca daftar kasus (JSON) dari masukan, tulis temuan tiap kasus (JSON). Contoh: ./run manage nilai < kasus.json"
    )
    requires_system_checks: list[str] = []  # Django's own attribute, and the stub wants a list

    def handle(self, *args: Any, **options: Any) -> None:
        aturan = muat_aturan()
        hasil = [judge_kasus(aturan, satu) for satu in read_daftar(sys.stdin.read())]
        self.stdout.write(json.dumps(hasil, ensure_ascii=False, indent=1, allow_nan=False))


def read_daftar(teks: str) -> list[Any]:
    try:
        isi = json.loads(teks)
    except (ValueError, RecursionError) as galat:
        raise CommandError(f"Masukan bukan JSON yang sah: {galat}") from None
    if not isinstance(isi, list):
        raise CommandError("Masukan harus berupa daftar kasus: [{profil, pengukuran, tanggal}, …]")
    return isi


def judge_kasus(aturan: Aturan, isi: object) -> dict[str, Any]:
    """The findings of one case, or `galat` when it is no case; one bad case never stops the others."""
    try:
        kasus = read_kasus(isi)
    except KasusSalah as galat:
        return {"galat": {"kode": "kasus_tidak_sah", "pesan": str(galat)}, "temuan": []}
    rapi, salah = check_pengukuran(aturan, kasus.profil, kasus.pengukuran, kasus.tanggal)
    temuan = evaluate(aturan, kasus.profil, rapi, kasus.tanggal)
    return {
        "nama": kasus.nama,
        "temuan": [satu.kode for satu in temuan],
        "rincian": [asdict(satu) for satu in temuan],
        "salah": [asdict(satu) for satu in salah],
        "peringatan": [asdict(satu) for satu in warn_pengukuran(aturan, kasus.profil, rapi, kasus.tanggal)],
        "tahap": sorted(tahap_at(kasus.profil, kasus.tanggal)),
        "versi_aturan": aturan.versi,
    }
