"""A simulated phone: an outbox of sealed operations, pushed again and again until each has a final answer."""

from __future__ import annotations

import json
import os
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from threading import Event
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from posyandu.operasi_baca import Operasi
from puskesmas.segel import decode, derive, encode

SINKRON: Final = "/api/v1/sinkron/"
TARIK: Final = "/api/v1/sinkron/tarik/"
DAFTAR: Final = "/api/v1/hp/daftar/"
AKHIR: Final = frozenset({"diterima", "sudah_ada", "konflik", "ditahan", "ditolak"})
MUNDUR: Final = 3.0
"""The longest pause between two tries, in seconds; a real phone waits up to minutes."""
Isi = dict[str, Any]


class NetworkError(Exception):
    """No whole answer came."""


def seal(operasi: Isi, kunci: dict[str, str]) -> Isi:
    """The operation as the phone seals it to the server's public key `{id, kunci}`."""
    sekali = ec.generate_private_key(ec.SECP256R1())
    umum = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decode(kunci["kunci"]))
    iv = os.urandom(12)
    isi = {nama: operasi[nama] for nama in operasi if nama not in ("id", "urut")}
    sandi = AESGCM(derive(sekali.exchange(ec.ECDH(), umum))).encrypt(
        iv, json.dumps(isi).encode(), operasi["id"].encode()
    )
    titik = sekali.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    segel = {"kunci": kunci["id"], "titik": encode(titik), "iv": encode(iv), "isi": encode(sandi)}
    return {"id": operasi["id"], "urut": operasi["urut"], "segel": segel}


def post(alamat: tuple[str, int], path: str, isi: object, kepala: dict[str, str], sabar: float) -> tuple[int, Isi]:
    """Status and body; NetworkError where the answer is missing, cut, or not ours."""
    sambungan = HTTPConnection(*alamat, timeout=sabar)
    head = {"Content-Type": "application/json", "Connection": "close", "Host": "localhost", **kepala}
    try:
        sambungan.request("POST", path, json.dumps(isi), head)
        jawaban = sambungan.getresponse()
        with jawaban:
            teks = jawaban.read()
        return jawaban.status, json.loads(teks)
    except (OSError, HTTPException, ValueError) as galat:
        raise NetworkError(str(galat)) from galat
    finally:
        sambungan.close()


@dataclass
class Hp:
    """One phone. `boleh` is how many of its operations its cadre has typed by now."""

    nama: str
    alamat: tuple[str, int]
    operasi: list[Isi]
    acak: random.Random
    sabar: float
    masuk: Isi = field(default_factory=dict)
    boleh: int = 0
    ditulis: int = 0
    kotak: dict[str, Isi] = field(default_factory=dict)
    sebutan: dict[str, Operasi] = field(default_factory=dict)
    jawaban: dict[str, Isi] = field(default_factory=dict)
    orang: dict[str, Isi] = field(default_factory=dict)
    cursor: str | None = None
    hitung: Counter[str] = field(default_factory=Counter)
    galat: str = ""

    def enrol(self, alamat: tuple[str, int], kode: str) -> None:
        """With a good network: a code is good for one answer."""
        status, self.masuk = post(alamat, DAFTAR, {"kode": kode, "nama": self.nama}, {}, 60)
        if status != 201:
            raise AssertionError(f"{status}: {self.masuk}")

    @property
    def done(self) -> bool:
        return len(self.jawaban) == len(self.operasi)

    def run(self, cukup: Event) -> None:
        """Until everything has a final answer, or it was `cukup`."""
        try:
            self._run(cukup)
        except Exception as galat:  # a thread's fault is told by the one who started it
            self.galat = repr(galat)

    def _run(self, cukup: Event) -> None:
        gagal = 0
        while not self.done and not cukup.is_set():
            self._write()
            if not self.kotak:
                cukup.wait(0.05)
                continue
            try:
                self.push()
                if self.acak.random() < 0.25:
                    self.pull()
                gagal = 0
            except NetworkError:
                gagal += 1
                self.hitung["tanpa_jawaban"] += 1
                cukup.wait(min(MUNDUR, 0.1 * 2**gagal) * self.acak.random())

    def _write(self) -> None:
        """What was typed since, sealed as it is saved. The cadre types on meanwhile: `boleh` is read once."""
        sampai = self.boleh
        for satu in self.operasi[self.ditulis : sampai]:
            self.kotak[satu["id"]] = seal(satu, self.masuk["segel"])
            self.sebutan[satu["id"]] = Operasi(UUID(satu["id"]), satu["urut"], satu["jenis"], satu["isi"])
        self.ditulis = sampai

    def push(self) -> None:
        """One round over the outbox, a few or many at a time: what needs something that was not taken now waits."""
        menunggu, tertunda, awal = list(self.kotak), set[str](), len(self.kotak)
        while menunggu:
            batas = self.acak.choice((1, 3, 10, 30, 100))
            bagian, menunggu = menunggu[:batas], menunggu[batas:]
            siap = []
            for pk in bagian:
                tahan = not self.sebutan[pk].butuh.isdisjoint(tertunda)
                tertunda |= self.sebutan[pk].buat if tahan else set()
                siap += [] if tahan else [pk]
            if siap:
                tertunda |= self._push_some(siap)
        if len(self.kotak) == awal:
            raise NetworkError("coba_lagi")

    def _push_some(self, bagian: list[str]) -> set[str]:
        """What has a final answer leaves the outbox; returns the names that were not taken."""
        batch = [self.kotak[pk] for pk in bagian]
        isi = self._ask(SINKRON, {"perangkat": self.masuk["perangkat"], "operasi": batch})
        self.hitung["kiriman_terjawab"] += 1
        tertunda: set[str] = set()
        for hasil in isi["hasil"]:
            self.hitung[hasil["status"]] += 1
            if hasil["status"] in AKHIR:
                del self.kotak[hasil["id"]]
                self.jawaban[hasil["id"]] = hasil
            else:
                self.hitung[f"lagi_{hasil.get('kode')}"] += 1
                tertunda |= self.sebutan[hasil["id"]].buat
        return tertunda

    def pull(self) -> None:
        """Until there is no more; each page is kept as it comes."""
        lagi = True
        while lagi:
            isi = self._ask(TARIK, {"cursor": self.cursor, "batas": 50, "umum": None})
            self.orang.update({satu["id"]: satu for satu in isi["orang"]})
            for pk in isi["hapus"]:
                self.orang.pop(pk, None)
            self.cursor, lagi = isi["cursor"], isi["lagi"]

    def pull_afresh(self) -> dict[str, Isi]:
        """Everybody as a new phone of this user sees them."""
        lain = Hp(self.nama, self.alamat, [], self.acak, self.sabar, masuk=self.masuk)
        lain.pull()
        return lain.orang

    def _ask(self, path: str, isi: object) -> Isi:
        status, jawaban = post(self.alamat, path, isi, {"Authorization": f"Token {self.masuk['token']}"}, self.sabar)
        self.hitung[f"http_{status}"] += 1
        if status != 200:
            raise NetworkError(f"{status} {jawaban}")
        return jawaban


def wait_all(semua: list[Hp], jumlah: int, cukup: Event, sabar: timedelta) -> bool:
    """Whether so many more answers came in time."""
    awal, tenggat = answered(semua), time.monotonic() + sabar.total_seconds()
    while answered(semua) < awal + jumlah and not all(hp.done for hp in semua):
        if time.monotonic() > tenggat or cukup.wait(0.05):
            return False
    return True


def answered(semua: list[Hp]) -> int:
    return sum(len(hp.jawaban) for hp in semua)
