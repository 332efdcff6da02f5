"""A bad network between one phone and the server: an HTTP proxy that loses, repeats, delays, reorders and cuts.

Its faults follow from the seed and the number of the request alone; each decision is written to a log.
"""

from __future__ import annotations

import asyncio
import json
import random
from asyncio import StreamReader, StreamWriter
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from threading import Thread
from typing import Final

HILANG: Final = 0.30
"""Answers that are dropped after the server committed."""
GANDA: Final = 0.20
"""Requests that reach the server a second time, sooner or later than the ones after it."""
POTONG: Final = 0.05
"""Requests or answers that end in the middle of their body."""
TAHAN: Final = 0.05
"""Requests held until the phone has given up and tried again: they arrive after what was sent later."""
PALING_LAMA: Final = 90.0
"""Seconds after which the server's answer is no longer waited for."""
LEWAT: Final = 1.5
"""How many times the phone's patience a held request waits at most."""
Tulis = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Gangguan:
    """What happens to one request; times in seconds."""

    tunda: float
    hilang: bool
    ganda: float | None
    potong: str
    tahan: bool


def decide(benih: str, nomor: int, sabar: float) -> Gangguan:
    """The faults of the request with this number; `sabar` is how long a phone waits for an answer."""
    acak = random.Random(f"{benih}/{nomor}")
    tahan = acak.random() < TAHAN
    ganda = acak.uniform(0, sabar * LEWAT) if acak.random() < GANDA else None
    potong = acak.choice(("kiriman", "jawaban")) if acak.random() < POTONG else ""
    tunda = acak.uniform(sabar, sabar * LEWAT) if tahan else sabar / 4 * acak.random() ** 3
    return Gangguan(tunda, acak.random() < HILANG, ganda, potong, tahan)


class Proksi:
    """The network of one phone. `alamat` is where it listens once started."""

    def __init__(self, *, nama: str, tujuan: tuple[str, int], benih: str, sabar: float, tulis: Tulis) -> None:
        self.nama, self.tujuan, self.benih, self.sabar, self.tulis = nama, tujuan, benih, sabar, tulis
        self.nomor = 0
        self.hitung: Counter[str] = Counter()
        self.alamat = ("127.0.0.1", 0)
        self.berjalan: set[asyncio.Task[None]] = set()

    async def start(self) -> asyncio.Server:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.alamat = server.sockets[0].getsockname()[:2]
        return server

    async def _serve(self, masuk: StreamReader, keluar: StreamWriter) -> None:
        if (tugas := asyncio.current_task()) is not None:
            self._keep(tugas)
        with suppress(OSError, EOFError, ValueError, asyncio.CancelledError):  # cancelled when all is over
            kiriman = await read_request(masuk)
            self.nomor += 1
            await self._pass_on(kiriman, keluar, self.nomor, decide(self.benih, self.nomor, self.sabar))
        with suppress(OSError):
            keluar.close()
            await keluar.wait_closed()

    def _keep(self, tugas: asyncio.Task[None]) -> None:
        """The loop itself holds its tasks only weakly."""
        self.berjalan.add(tugas)
        tugas.add_done_callback(self.berjalan.discard)

    async def _pass_on(self, kiriman: bytes, keluar: StreamWriter, nomor: int, ganggu: Gangguan) -> None:
        if ganggu.ganda is not None:
            self._keep(asyncio.create_task(self._again(kiriman, nomor, ganggu.ganda)))
        await asyncio.sleep(ganggu.tunda)
        separuh = ganggu.potong == "kiriman"
        jawaban = await self._ask(kiriman[: len(kiriman) // 2] if separuh else kiriman, separuh)
        self._note(nomor, ganggu, jawaban)
        if jawaban and not separuh and not ganggu.hilang:
            keluar.write(jawaban[: len(jawaban) // 2] if ganggu.potong == "jawaban" else jawaban)
            await keluar.drain()

    async def _again(self, kiriman: bytes, nomor: int, tunda: float) -> None:
        await asyncio.sleep(tunda)
        jawaban = await self._ask(kiriman, putus=False)
        self.tulis(json.dumps({"hp": self.nama, "nomor": nomor, "susulan": True, "status": status_of(jawaban)}))

    async def _ask(self, kiriman: bytes, putus: bool) -> bytes:
        """The whole answer of the server; nothing where it is down or where the request was cut."""
        try:
            masuk, keluar = await asyncio.open_connection(*self.tujuan)
        except OSError:
            return b""
        try:
            keluar.write(kiriman)
            await keluar.drain()
            return b"" if putus else await asyncio.wait_for(masuk.read(), PALING_LAMA)
        except (OSError, TimeoutError):
            return b""
        finally:
            keluar.close()
            with suppress(OSError):
                await keluar.wait_closed()

    def _note(self, nomor: int, ganggu: Gangguan, jawaban: bytes) -> None:
        kena = {"hilang": ganggu.hilang and bool(jawaban), "ganda": ganggu.ganda is not None, "tahan": ganggu.tahan}
        self.hitung["kiriman"] += 1
        self.hitung.update(nama for nama, ya in {**kena, "potong": bool(ganggu.potong)}.items() if ya)
        self.tulis(
            json.dumps({"hp": self.nama, "nomor": nomor, "status": status_of(jawaban), **asdict(ganggu)}),
        )


async def read_request(masuk: StreamReader) -> bytes:
    """One whole request with its body, told to close the connection afterwards by its sender."""
    kepala = await masuk.readuntil(b"\r\n\r\n")
    panjang = next(
        (int(baris.split(b":")[1]) for baris in kepala.split(b"\r\n") if baris.lower().startswith(b"content-length:")),
        0,
    )
    return kepala + await masuk.readexactly(panjang)


def status_of(jawaban: bytes) -> int:
    return int(jawaban.split(b" ", 2)[1]) if jawaban.startswith(b"HTTP/") else 0


class Jaringan:
    """The proxies of all phones, in a thread of their own."""

    def __init__(self, proksi: list[Proksi]) -> None:
        self.proksi = proksi
        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self) -> list[Proksi]:
        self.thread.start()
        self.server = [asyncio.run_coroutine_threadsafe(satu.start(), self.loop).result(10) for satu in self.proksi]
        return self.proksi

    def __exit__(self, *galat: object) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result(30)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _end(self) -> None:
        for server in self.server:
            server.close()
        sisa = [tugas for tugas in asyncio.all_tasks() if tugas is not asyncio.current_task()]
        for tugas in sisa:
            tugas.cancel()
        await asyncio.gather(*sisa, return_exceptions=True)

    def settled(self) -> bool:
        """Whether nothing is still on its way, also no request that came a second time."""
        return not any(satu.berjalan for satu in self.proksi)
