"""`./run manage chaos`: phones push through a bad network while the stack is killed; nothing lost, nothing twice."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from capaian.bench.kacau.dunia import make_dunia
from capaian.bench.kacau.jalan import Ukuran, run
from capaian.bench.kacau.periksa import check_all


class Command(BaseCommand):
    help = "Menguji kiriman HP di jaringan buruk sambil mematikan web, pekerja, antrean, dan basis data berulang kali."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kunjungan", type=int, default=1000)
        parser.add_argument("--hp", type=int, default=10, help="Jumlah HP, dua di tiap posyandu.")
        parser.add_argument("--bunuh", type=int, help="Berapa kali kill -9; bawaan 13 tiap 2.000 kunjungan.")
        parser.add_argument("--benih", type=int, default=1)
        parser.add_argument("--sabar", type=float, default=3, help="Detik HP menunggu; jaringan lambat sebandingnya.")
        parser.add_argument("--gigi", action="store_true", help="Tanpa penjaga kiriman ganda: harus merah.")
        parser.add_argument("--simpan", type=Path, help="Folder untuk hasil dan catatan tiap gangguan.")
        parser.add_argument(
            "--tahap", choices=("dunia", "periksa"), help="Langkah di dalam; dipakai perintah ini saja."
        )
        parser.add_argument("--folder", type=Path)

    def handle(self, **options: Any) -> None:
        if options["tahap"]:
            self.stdout.write(json.dumps(_step(options["tahap"], options["folder"])))
            return
        if options["kunjungan"] < 1 or not 1 <= options["hp"] <= 200:
            raise CommandError("Sedikitnya satu kunjungan, dan 1 sampai 200 HP.")
        if options["simpan"]:
            options["simpan"].mkdir(parents=True, exist_ok=True)
        signal.signal(signal.SIGTERM, _end)
        hasil = run(_size(options), self.stderr.write, options["simpan"])
        self.stdout.write("\n".join(write_table(hasil)))
        if any(hasil["salah"].values()):
            raise CommandError("MERAH: ada yang salah.")


def _end(*signal_and_frame: object) -> NoReturn:
    """Asked to end, as by Ctrl-C: the stack of its own must not outlive it."""
    raise KeyboardInterrupt


def _size(options: dict[str, Any]) -> Ukuran:
    bunuh = max(13, options["kunjungan"] * 13 // 2000) if options["bunuh"] is None else options["bunuh"]
    satu = {nama: options[nama] for nama in ("kunjungan", "hp", "benih", "sabar", "gigi")}
    return Ukuran(bunuh=bunuh, **satu)


def _step(tahap: str, folder: Path) -> dict[str, Any]:
    """One step inside the throw-away stack, on the files that the run left in its folder."""
    rencana = json.loads((folder / "rencana.json").read_text())
    if tahap == "dunia":
        return dict(make_dunia(rencana))
    return dict(check_all(rencana, json.loads((folder / "jurnal.json").read_text())))


def write_table(hasil: dict[str, Any]) -> Iterator[str]:
    """What was done, then each check with how many faults it found and the first of them."""
    for nama, isi in hasil.items():
        if nama != "salah":
            teks = ", ".join(f"{satu} {n}" for satu, n in sorted(isi.items())) if isinstance(isi, dict) else isi
            yield f"{nama:<20}{teks}"
    for nama, salah in hasil["salah"].items():
        yield f"{nama:<20}{len(salah):>6}  {'; '.join(salah[:3])}"
