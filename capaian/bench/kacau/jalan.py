"""One chaos run: start a stack, let phones push through a bad network while it is killed, let it heal, and check."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final

from django.utils import timezone

from capaian.bench.kacau.hp import SINKRON, Hp, NetworkError, wait_all
from capaian.bench.kacau.proksi import Jaringan, Proksi
from capaian.bench.kacau.rencana import Rencana, make_rencana, visits_of
from capaian.bench.kacau.tumpukan import Tumpukan, victims

BUNTU: Final = timedelta(minutes=6)
"""So long without a single new answer, and the run is given up."""
BUNTU_GIGI: Final = timedelta(seconds=20)
"""The same without idempotency, where some operations never come to an end: they meet what they did themselves."""
Isi = dict[str, Any]
Lapor = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Ukuran:
    """How large and how wild. `sabar`: seconds a phone waits for an answer; the network delays in proportion."""

    kunjungan: int
    hp: int
    bunuh: int
    benih: int
    sabar: float
    gigi: bool = False


def run(ukuran: Ukuran, lapor: Lapor, simpan: Path | None = None) -> Isi:
    """The result as JSON; what each check found wrong stands in `salah`."""
    folder = Path(tempfile.mkdtemp(prefix="kacau-"))
    folder.chmod(0o711)  # PostgreSQL's own user must reach its data
    rencana = make_rencana(benih=ukuran.benih, hp=ukuran.hp, kunjungan=ukuran.kunjungan, hari_ini=timezone.localdate())
    try:
        hasil = _run(ukuran, rencana, folder, lapor)
        if simpan is not None:
            (simpan / "hasil.json").write_text(json.dumps(hasil, indent=1))
        return hasil
    finally:
        if simpan is not None:
            for berkas in ("proksi.jsonl", "rencana.json", "jurnal.json", "tumpukan.txt"):
                with suppress(OSError):
                    shutil.copy(folder / berkas, simpan)
            with suppress(OSError):
                shutil.copytree(folder / "var" / "log", simpan / "log", dirs_exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)


def _run(ukuran: Ukuran, rencana: Rencana, folder: Path, lapor: Lapor) -> Isi:
    lapor("menyalakan tumpukan …")
    (folder / "rencana.json").write_text(json.dumps(asdict(rencana)))
    tumpukan = Tumpukan(folder, gigi=ukuran.gigi)
    try:
        kode = tumpukan.manage("chaos", "--tahap", "dunia", "--folder", str(folder))
        mulai = time.monotonic()
        with (folder / "proksi.jsonl").open("w") as catatan:
            kacau = _Kacau(ukuran, rencana, tumpukan, lambda baris: catatan.write(f"{baris}\n"), lapor)
            jurnal = kacau.run(kode)
        lama = time.monotonic() - mulai
        (folder / "jurnal.json").write_text(json.dumps(jurnal))
        lapor("memeriksa; pekerja menghitung ulang dulu …")
        periksa: Isi = tumpukan.manage("chaos", "--tahap", "periksa", "--folder", str(folder))
    finally:
        tumpukan.stop()
    return {
        **asdict(ukuran),
        "kunjungan": sum(1 for _ in visits_of(rencana)),
        "operasi": sum(len(hp.operasi) for hp in rencana.hp),
        "detik": round(lama),
        "dibunuh": kacau.dibunuh,
        "jaringan": dict(sum((satu.hitung for satu in kacau.proksi), Counter())),
        "jawaban": jurnal["jawaban"],
        **periksa,
    }


class _Kacau:
    """The phones, their networks, and the killer."""

    def __init__(
        self, ukuran: Ukuran, rencana: Rencana, tumpukan: Tumpukan, tulis: Callable[[str], object], lapor: Lapor
    ) -> None:
        self.ukuran, self.rencana, self.tumpukan, self.lapor = ukuran, rencana, tumpukan, lapor
        self.acak = random.Random(f"{ukuran.benih}/bunuh")
        self.langsung = ("127.0.0.1", tumpukan.port)
        self.dibunuh: Counter[str] = Counter()
        self.cukup = Event()
        self.proksi = [
            Proksi(
                nama=hp.pengguna,
                tujuan=self.langsung,
                benih=f"{ukuran.benih}/{hp.pengguna}",
                sabar=ukuran.sabar,
                tulis=tulis,
            )
            for hp in rencana.hp
        ]

    def run(self, kode: dict[str, str]) -> Isi:
        jaringan = Jaringan(self.proksi)
        with jaringan:
            self.hp = [
                self._phone(satu, proksi.alamat) for satu, proksi in zip(self.rencana.hp, self.proksi, strict=True)
            ]
            for hp in self.hp:
                hp.enrol(self.langsung, kode[hp.nama])
            utas = [Thread(target=hp.run, args=(self.cukup,), daemon=True) for hp in self.hp]
            for satu in utas:
                satu.start()
            self._kill_all()
            self._finish()
            self.cukup.set()
            for satu in utas:
                satu.join()
            while not jaringan.settled():
                time.sleep(0.1)
        return {
            "hp": [self._journal(hp) for hp in self.hp],
            "jawaban": dict(sum((hp.hitung for hp in self.hp), Counter())),
        }

    def _phone(self, satu: Any, alamat: tuple[str, int]) -> Hp:
        acak = random.Random(f"{self.ukuran.benih}/{satu.pengguna}/hp")
        return Hp(satu.pengguna, alamat, satu.operasi, acak, self.ukuran.sabar)

    def _kill_all(self) -> None:
        """Between two kills the cadres type on, and mostly something arrives; sometimes the next kill hits what is
        still coming up."""
        semua = victims(self.ukuran.bunuh, self.acak)
        for ke, korban in enumerate(semua, 1):
            for hp in self.hp:
                hp.boleh = len(hp.operasi) * ke // (len(semua) + 1)
            if self.acak.random() < 0.75:
                wait_all(self.hp, self.ukuran.hp, self.cukup, timedelta(seconds=60))
            self.cukup.wait(self.acak.uniform(0.2, 2.0))
            while not self.tumpukan.kill(korban, self.acak):
                self.cukup.wait(0.2)
            self.dibunuh[korban] += 1
            self.lapor(f"{ke}/{len(semua)} {korban}; {sum(len(hp.jawaban) for hp in self.hp)} operasi selesai")

    def _finish(self) -> None:
        """No more kills: what is left arrives."""
        for hp in self.hp:
            hp.boleh = len(hp.operasi)
        buntu = BUNTU_GIGI if self.ukuran.gigi else BUNTU
        while not all(hp.done or hp.galat for hp in self.hp):
            if not wait_all(self.hp, 1, self.cukup, buntu):
                return

    def _journal(self, hp: Hp) -> Isi:
        """What the phone knows in the end, asked over a good network."""
        hp.alamat, hp.sabar = self.langsung, 60
        isi: Isi = {"pengguna": hp.nama, "jawaban": {pk: satu["status"] for pk, satu in hp.jawaban.items()}}
        try:
            akhir = hp._ask(SINKRON, {"perangkat": hp.masuk["perangkat"], "operasi": []})
            hp.pull()
            segar = hp.pull_afresh()
        except NetworkError as galat:
            return isi | {"urut_lengkap": None, "lubang": [str(galat)], "replika_beda": [hp.galat]}
        beda = [pk for pk in {*segar, *hp.orang} if segar.get(pk) != hp.orang.get(pk)]
        beda += [hp.galat] if hp.galat else []
        return isi | {"urut_lengkap": akhir["urut_lengkap"], "lubang": akhir["lubang"], "replika_beda": beda}
