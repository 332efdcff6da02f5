"""What the phones will do, written down before they start: the same seed gives the same plan.

Two phones stand at each posyandu. Beside plain visits they register children, correct and withdraw, measure one child
together, correct the same visit both, change the same telephone number both, and send what must be refused.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from itertools import cycle
from typing import Any, Final
from uuid import UUID

ANAK: Final = 30
"""Children at each posyandu before the phones start."""
SEHARI: Final = 10
"""Plain visits of one phone on one opening day."""
WIB: Final = timezone(timedelta(hours=7))
Isi = dict[str, Any]


@dataclass(slots=True)
class HpRencana:
    """One phone: its user, and its operations in the order of `urut`."""

    pengguna: str
    posyandu: str
    operasi: list[Isi] = field(default_factory=list)
    baru: list[str] = field(default_factory=list)
    """Children that this phone registered; the other one learns of them from the server alone."""


@dataclass(slots=True)
class Harapan:
    """What must be in the database in the end."""

    kunjungan: dict[str, Isi] = field(default_factory=dict)
    """Visits that must be there exactly once, as sent."""
    satu_dari: dict[str, list[str]] = field(default_factory=dict)
    """Corrections of one visit: one is in force, the others wait for a person."""
    ditolak: list[str] = field(default_factory=list)
    bersama: list[list[str]] = field(default_factory=list)
    """Two parts that are one visit."""
    warga: dict[str, str] = field(default_factory=dict)
    telepon: dict[str, list[str]] = field(default_factory=dict)
    """Numbers that two phones wrote: one stands, the other is put before a person."""
    sesi: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Rencana:
    """The whole plan. `anak` are the children of each posyandu that are there from the start, by id."""

    benih: int
    hari_ini: str
    hp: list[HpRencana]
    anak: dict[str, dict[str, Isi]]
    harapan: Harapan


def make_rencana(*, benih: int, hp: int, kunjungan: int, hari_ini: date) -> Rencana:
    """A plan with at least `kunjungan` visits sent by `hp` phones, two at each posyandu."""
    penulis = _Penulis(random.Random(benih), hari_ini)
    rencana = Rencana(benih, hari_ini.isoformat(), [], {}, penulis.harapan)
    for awal in range(0, hp, 2):
        kode = f"19.06.01.2004.{awal // 2 + 1:03}"
        rencana.anak[kode] = {penulis.new_id(): penulis.child(f"Anak {kode[-3:]}.{n:02}") for n in range(ANAK)}
        meja = [HpRencana(f"kader{ke + 1}", kode) for ke in range(awal, min(awal + 2, hp))]
        penulis.write_table(meja, list(rencana.anak[kode]), kunjungan * len(meja) / hp)
        rencana.hp += meja
    return rencana


def opening_days(hari_ini: date, jumlah: int) -> list[date]:
    """The last days on which the posyandu was open, oldest first, within a year."""
    jarak = max(1, min(7, 350 // jumlah))
    return [hari_ini - timedelta(days=jarak * ke) for ke in reversed(range(jumlah))]


class _Penulis:
    def __init__(self, acak: random.Random, hari_ini: date) -> None:
        self.acak, self.hari_ini, self.harapan = acak, hari_ini, Harapan()

    def new_id(self) -> str:
        return str(UUID(int=self.acak.getrandbits(128), version=4))

    def child(self, nama: str) -> Isi:
        lahir = self.hari_ini - timedelta(days=self.acak.randint(800, 1500))
        return {"nama": nama, "jenis_kelamin": self.acak.choice("LP"), "tanggal_lahir": lahir.isoformat()}

    def write_table(self, meja: list[HpRencana], anak: list[str], kunjungan: float) -> None:
        """The operations of the phones at one table, day after day."""
        sehari = len(meja) * (SEHARI + 3)
        hari = opening_days(self.hari_ini, max(1, round(kunjungan / sehari + 0.5)))
        telepon = cycle(list(anak))
        for ke, tanggal in enumerate(hari):
            self.harapan.sesi.append((meja[0].posyandu, tanggal.isoformat()))
            self._write_day(meja, anak, tanggal, ke)
            if ke % 4 == 1 and ke // 4 < ANAK:
                self._both_change_telepon(meja, next(telepon), tanggal)

    def _write_day(self, meja: list[HpRencana], anak: list[str], tanggal: date, ke: int) -> None:
        hadir = self.acak.sample(anak, len(meja) * SEHARI + 1)
        milik = {id(hp): 0 for hp in meja}
        for hp in meja:
            self._add(hp, "sesi_buka", tanggal, unit=hp.posyandu, tanggal=tanggal.isoformat())
            nama = {"petugas": [hp.pengguna]}
            self._add(hp, "sesi_petugas", tanggal, unit=hp.posyandu, tanggal=tanggal.isoformat(), **nama)
        for nomor, hp in enumerate(meja):
            sendiri = hadir[nomor * SEHARI + 1 : (nomor + 1) * SEHARI + 1]
            milik[id(hp)] = len(self._write_visits(hp, [*sendiri[1:], *hp.baru[-1:]], tanggal, ke))
        bagian = self._measure_together(meja, hadir[0], tanggal)
        if ke % 3 == 1:
            self._both_correct(meja, anak[ke % ANAK], tanggal - timedelta(days=1))
        for hp in meja:
            isi = {"jumlah": milik[id(hp)] + bagian, "petugas": [hp.pengguna]}
            self._add(hp, "sesi_tutup", tanggal, unit=hp.posyandu, tanggal=tanggal.isoformat(), **isi)

    def _write_visits(self, hp: HpRencana, hadir: list[str], tanggal: date, ke: int) -> list[str]:
        """Plain visits, and what goes wrong at a table; returns those of the day that hold."""
        baru = self._register(hp)
        hp.baru.append(baru)
        visits = [self._visit(hp, satu, tanggal, self._weight()) for satu in [*hadir[1:], baru]]
        if ke % 2:
            self._visit(hp, baru, tanggal, self._weight(), visits[-1])
        if ke % 5 == 2:
            salah = self._visit(hp, hadir[0], tanggal, self._weight())
            self._withdraw(hp, salah, hadir[0], tanggal)
        else:
            visits.append(self._visit(hp, hadir[0], tanggal, self._weight()))
        if ke % 4 == 0:
            self._refused(hp, hadir[0])
        return visits

    def _weight(self) -> dict[str, float]:
        return {"berat_kg": round(self.acak.uniform(9.5, 15.5), 1)}

    def _add(self, hp: HpRencana, jenis: str, hari: date, /, **isi: object) -> str:
        pada = datetime.combine(hari, time(8), WIB) + timedelta(seconds=len(hp.operasi))
        urut = len(hp.operasi) + 1
        operasi = {"id": self.new_id(), "urut": urut, "jenis": jenis, "skema": 1, "isi": isi, "pada": pada.isoformat()}
        hp.operasi.append(operasi)
        return str(operasi["id"])

    def _register(self, hp: HpRencana) -> str:
        pk = self.new_id()
        isi = self.child(f"Baru {pk[:8]}") | {"alamat": f"Jalan {pk[:8]}", "rt": "01"}
        self._add(hp, "warga", self.hari_ini, id=pk, unit=hp.posyandu, **isi)
        self.harapan.warga[pk] = isi["nama"]
        return pk

    def _visit(self, hp: HpRencana, warga: str, tanggal: date, pengukuran: dict[str, float], asal: str = "") -> str:
        isi = self._content(hp, warga, tanggal, pengukuran, asal)
        self._add(hp, "kunjungan", tanggal, **isi)
        self.harapan.kunjungan[isi["id"]] = isi
        return str(isi["id"])

    def _content(self, hp: HpRencana, warga: str, tanggal: date, pengukuran: dict[str, float], asal: str) -> Isi:
        isi: Isi = {"id": self.new_id(), "warga": warga, "unit": hp.posyandu, "tanggal": tanggal.isoformat()}
        isi |= {"kanal": "posyandu", "pengukuran": pengukuran}
        return isi | ({"menggantikan": asal} if asal else {})

    def _withdraw(self, hp: HpRencana, asal: str, warga: str, tanggal: date) -> None:
        isi = {"id": self.new_id(), "menggantikan": asal, "batal": "Salah orang."}
        self._add(hp, "kunjungan", tanggal, **isi)
        tempat = {"warga": warga, "unit": hp.posyandu, "tanggal": tanggal.isoformat(), "kanal": "posyandu"}
        self.harapan.kunjungan[isi["id"]] = isi | tempat | {"pengukuran": {}}

    def _measure_together(self, meja: list[HpRencana], warga: str, tanggal: date) -> int:
        """One child, the weight on one phone and the arm on the other; returns how many visits each phone holds."""
        ukuran = (self._weight(), {"lila_cm": round(self.acak.uniform(13.5, 16.5), 1)})
        bagian = [self._visit(hp, warga, tanggal, isi) for hp, isi in zip(meja, ukuran, strict=False)]
        if len(bagian) == 2:
            self.harapan.bersama.append(bagian)
        return 1

    def _both_correct(self, meja: list[HpRencana], warga: str, tanggal: date) -> None:
        """A visit of the first phone that each phone corrects in its own way; the second may come before the visit."""
        isi = self._content(meja[0], warga, tanggal, self._weight(), "") | {"kanal": "rumah"}
        self._add(meja[0], "kunjungan", tanggal, **isi)
        self.harapan.kunjungan[isi["id"]] = isi
        ganti = [self._content(hp, warga, tanggal, self._weight(), isi["id"]) for hp in meja]
        for hp, satu in zip(meja, ganti, strict=True):
            self._add(hp, "kunjungan", tanggal, **(satu | {"kanal": "rumah"}))
        self.harapan.satu_dari[isi["id"]] = [satu["id"] for satu in ganti]

    def _both_change_telepon(self, meja: list[HpRencana], warga: str, tanggal: date) -> None:
        nomor = [f"0812{self.acak.randint(10**7, 10**8 - 1)}" for _ in meja]
        for hp, satu in zip(meja, nomor, strict=True):
            self._add(hp, "warga_ubah", tanggal, warga=warga, dasar={"telepon": ""}, baru={"telepon": satu})
        self.harapan.telepon[warga] = nomor

    def _refused(self, hp: HpRencana, warga: str) -> None:
        """A poisoned item in the middle of the others: a visit of next week."""
        besok = self.hari_ini + timedelta(days=7)
        isi = self._content(hp, warga, besok, self._weight(), "")
        self._add(hp, "kunjungan", self.hari_ini, **isi)
        self.harapan.ditolak.append(isi["id"])


def visits_of(rencana: Rencana) -> Iterator[Isi]:
    return (satu["isi"] for hp in rencana.hp for satu in hp.operasi if satu["jenis"] == "kunjungan")
