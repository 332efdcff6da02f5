"""Every address × method × role × place, against the table. An address without a row fails."""

from __future__ import annotations

import hashlib
import re
import uuid
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache, partial
from http.cookies import SimpleCookie
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse

from puskesmas.peran import Peran
from tests.akses.baris import API, HALAMAN, MELIHAT_NAMA, TEMPAT, UMUM, Baris, Jawab
from tests.akses.conftest import SEL
from tests.akses.dunia import LOKAL_ACAK, NIK_TERBUKA, RUMAH, TANDA, Dunia, random_unit, row_counts, writes
from tests.akses.dunia import TEMPAT as TEMPAT_DARI
from tests.akses.rute import routes
from tests.akses.tabel import TABEL

pytestmark = pytest.mark.django_db

CARA = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
MEMBACA = {"GET", "HEAD", "OPTIONS"}
RUTE = sorted({baris.rute for baris in TABEL})
BERNOMOR = ("orang", "kunjungan", "tugas", "masalah", "foto", "tindakan", "pesan", "rujukan")
BERNOMOR_HP = ("hp_kader", "ditahan", "karantina", "segera")
BERURUT = ("kader", "ganda", "gabung")
KEADAAN = ("anonim", "nonaktif", "dicabut", "tanpa_tugas", "tugas_berakhir")
MENOLAK = {302, 401, 403, 404, 405, 410}


@dataclass(frozen=True)
class Sel:
    """One request of the matrix and the answer it must get."""

    baris: Baris
    cara: str
    peran: Peran
    keadaan: str
    tempat: str
    harapan: frozenset[Jawab]

    def __str__(self) -> str:
        return f"{self.cara} {self.baris.alamat} {self.peran} {self.keadaan} {self.tempat}"


@dataclass
class Dijawab:
    """An answer: what it was, whom it names, what it wrote, and a print of its text for comparing two of them."""

    jawab: Jawab
    sidik: str
    bernama: frozenset[bytes]
    nik: bool
    tulis: tuple[str, ...]


@dataclass
class Survei:
    """All cells of one address, asked once."""

    sel: list[tuple[Sel, Dijawab]]
    baris_berubah: dict[str, tuple[int, int]]


# ── Cells ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def listed_cells(rute: str) -> Iterator[Sel]:
    """The rows of the table: every role at every place, and every login that must no longer work."""
    for baris in (b for b in TABEL if b.rute == rute):
        for peran in baris.siapa:
            for tempat in places(baris, peran):
                yield Sel(baris, baris.cara, peran, "aktif", tempat, frozenset({baris.expected(tempat)}))
            for keadaan in KEADAAN:
                if keadaan != "dicabut" or baris.jenis == API:
                    yield Sel(baris, baris.cara, peran, keadaan, "sendiri", frozenset({without_right(baris, keadaan)}))


def places(baris: Baris, peran: Peran) -> list[str]:
    """The places a row can be asked about; where neither address nor body names one, one's own stands for all."""
    nama = "|".join((*BERNOMOR, *BERNOMOR_HP, *BERURUT))
    if not re.search(rf"\{{(unit|lokal|{nama})\}}", f"{baris.alamat} {baris.isi}"):
        return ["sendiri"]
    return [tempat for tempat in TEMPAT if tempat == "acak" or tempat in TEMPAT_DARI[RUMAH[peran]]]


def without_right(baris: Baris, keadaan: str) -> Jawab:
    if keadaan in {"tanpa_tugas", "tugas_berakhir"}:
        return baris.tanpa_tugas
    return baris.tanpa_masuk if keadaan == "anonim" else baris.dicabut


def other_cells(rute: str) -> Iterator[Sel]:
    """Methods that the table does not name: refused, for everybody; HEAD as GET; OPTIONS says nothing of anybody."""
    rows = [b for b in TABEL if b.rute == rute]
    named = {b.cara for b in rows}
    for cara in (c for c in CARA if c not in named):
        reads = cara == "OPTIONS" or (cara == "HEAD" and "GET" in named)
        for peran in Peran:
            baris = next(b for b in rows if peran in b.siapa)
            here = [tempat for tempat in places(baris, peran) if tempat in {"sendiri", "lain", "acak"}]
            for keadaan, tempat in (*(("aktif", t) for t in here), *((k, "sendiri") for k in KEADAAN)):
                if keadaan != "dicabut" or baris.jenis == API:
                    harapan = MENOLAK | ({200, 400} if reads else set())
                    yield Sel(baris, cara, peran, keadaan, tempat, frozenset(harapan))


# ── One request ──────────────────────────────────────────────────────────────────────────────────────────────────────


def targets(dunia: Dunia, peran: Peran, tempat: str) -> dict[str, str]:
    """The ids that a cell is about."""
    rumah = RUMAH[peran]
    posku = TEMPAT_DARI[rumah]["sendiri"][1]
    own = {
        "hp": str(dunia.perangkat[peran].pk),
        "posku": dunia.unit[posku].kode,
        "orangku": str(dunia.warga[posku].pk),
        "id": str(uuid.UUID(int=7, version=4)),
    }
    if tempat == "acak":
        acak = {nama: str(uuid.uuid4()) for nama in (*BERNOMOR, *BERNOMOR_HP)} | dict.fromkeys(BERURUT, "987654321")
        return own | acak | {"unit": random_unit(), "lokal": LOKAL_ACAK, "kode_rujukan": "ABCDEFGH2345"}
    unit, orang = TEMPAT_DARI[rumah][tempat]
    return own | {
        "unit": dunia.unit[unit].kode,
        "orang": str(dunia.warga[orang].pk),
        "kunjungan": str(dunia.kunjungan[orang].pk),
        "tugas": str(dunia.tugas[orang].pk),
        "rujukan": str(dunia.rujukan[orang].pk),
        "kode_rujukan": dunia.rujukan[orang].kode,
        "lokal": dunia.local_of(unit),
        "kader": str(dunia.kader[orang].pk),
        "hp_kader": str(dunia.hp_kader[orang].pk),
        **asdict(dunia.meja[orang]),
        "masalah": str(dunia.masalah[orang].pk),
        "foto": str(dunia.foto[orang].pk),
        "tindakan": str(dunia.tindakan[orang].pk),
        "pesan": str((dunia.pesan[peran] if tempat == "sendiri" else dunia.pesan_di[unit]).pk),
    }


def fill(isi: object, sasaran: dict[str, str]) -> object:
    """The body with its places filled in."""
    if isinstance(isi, str):
        return isi.format(**sasaran)
    if isinstance(isi, dict):
        return {kunci.format(**sasaran): fill(nilai, sasaran) for kunci, nilai in isi.items()}
    return [fill(nilai, sasaran) for nilai in isi] if isinstance(isi, list) else isi


def ask(dunia: Dunia, sel: Sel) -> Dijawab:
    """Send the request; what it wrote is rolled back."""
    sasaran = targets(dunia, sel.peran, sel.tempat)
    alamat, isi = sel.baris.alamat.format(**sasaran), fill(sel.baris.isi, sasaran)
    with transaction.atomic(), writes() as tulis:
        if sel.baris.jenis == HALAMAN:
            client = dunia.sesi[sel.peran, sel.keadaan]
            kue = SimpleCookie(client.cookies)
            berisi = sel.cara == "POST" and isi is not None
            answer: Any = client.post(alamat, isi) if berisi else client.generic(sel.cara, alamat)
            client.cookies = kue  # logging out is rolled back too
        else:
            answer = getattr(dunia.hp[sel.peran, sel.keadaan], sel.cara.lower())(alamat, isi, format="json")
        if sel.cara not in MEMBACA:
            transaction.set_rollback(True)
    return digest(answer, tuple(tulis), sasaran)


def digest(answer: HttpResponse, tulis: tuple[str, ...], sasaran: dict[str, str]) -> Dijawab:
    isi = body_of(answer)
    bare = re.sub(rb'(name="csrfmiddlewaretoken" value=)"[^"]*"', rb"\1", isi)
    bare = re.sub(rb'"jam_server":"[^"]*"', b"", bare)
    bare = re.sub(rb'<nav class="menu".*?</nav>', b"", bare, flags=re.DOTALL)  # leads to one's own unit, always
    panjang = (nilai for nilai in sasaran.values() if not nilai.isdigit())  # a short number stands anywhere
    for nilai in sorted(panjang, key=len, reverse=True):  # one code may begin another
        bare = bare.replace(nilai.encode(), b"<id>")
    return Dijawab(
        jawab=word_of(answer),
        sidik=f"{answer.status_code} {hashlib.sha256(bare).hexdigest()}",
        bernama=frozenset(mark.lower() for mark in TANDA.findall(isi)),
        nik=bool(NIK_TERBUKA.search(isi)),
        tulis=tulis,
    )


def word_of(answer: HttpResponse) -> Jawab:
    """The status, or for a batch what became of its one item."""
    if answer.status_code == 200 and body_of(answer).startswith(b'{"hasil":[{"id"'):
        [hasil] = answer.json()["hasil"]  # type: ignore[attr-defined]  # the test client adds it
        if "status" in hasil:
            return str(hasil["kode"] if hasil["status"] == "ditolak" else hasil["status"])
    return answer.status_code


def body_of(answer: HttpResponse) -> bytes:
    """What a person can read in the answer: of a workbook, the texts inside."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(body)) as archive:
            return b"".join(
                archive.read(name) for name in sorted(archive.namelist()) if not name.startswith("docProps")
            )
    return bytes(body)


def faults(dunia: Dunia, sel: Sel, dijawab: Dijawab) -> Iterator[str]:
    """What is wrong with an answer: its status, whom it names, what reading wrote."""
    if dijawab.jawab not in sel.harapan:
        yield f"{sel}: {dijawab.jawab}, seharusnya {sorted(map(str, sel.harapan))}"
    allowed = dunia.names_for(sel.peran) if sel.keadaan == "aktif" and sel.peran in MELIHAT_NAMA else frozenset()
    if dijawab.bernama - allowed:
        yield f"{sel}: menyebut {sorted(dijawab.bernama - allowed)}"
    if dijawab.nik:
        yield f"{sel}: memuat NIK"


def survey(dunia: Dunia, rute: str) -> Survei:
    before = row_counts()
    cells = [(sel, ask(dunia, sel)) for sel in (*listed_cells(rute), *other_cells(rute))]
    after = row_counts()
    SEL[rute] = len(cells)
    return Survei(cells, {t: (before[t], after[t]) for t in before if before[t] != after[t]})


@pytest.fixture(scope="module")
def survei(dunia: Dunia, django_db_blocker: Any) -> Callable[[str], Survei]:
    return cache(partial(survey, dunia))


# ── Tests ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert {nama for nama, _ in routes()} == set(RUTE)


def test_every_role_has_a_row_for_every_listed_method() -> None:
    listed = {(b.rute, b.cara) for b in TABEL}
    gaps = {
        (rute, cara, peran)
        for rute, cara in listed
        for peran in Peran
        if not any(peran in b.siapa for b in TABEL if (b.rute, b.cara) == (rute, cara))
    }
    assert gaps == set()


@pytest.mark.parametrize("rute", RUTE)
def test_every_cell_answers_as_the_table_says(dunia: Dunia, survei: Callable[[str], Survei], rute: str) -> None:
    cells = survei(rute).sel
    found = [fault for sel, dijawab in cells for fault in faults(dunia, sel, dijawab)]
    assert not found, f"{len(found)} cacat pada {len(cells)} sel:\n" + "\n".join(found[:40])


@pytest.mark.parametrize("rute", RUTE)
def test_a_foreign_id_and_a_random_id_answer_alike(survei: Callable[[str], Survei], rute: str) -> None:
    listed = [(s, d) for s, d in survei(rute).sel if s.keadaan == "aktif" and s.cara == s.baris.cara]
    random = {(s.baris, s.peran): d for s, d in listed if s.tempat == "acak"}
    found = [
        str(sel)
        for sel, dijawab in listed
        if (acak := random.get((sel.baris, sel.peran))) and sel.harapan == {sel.baris.expected("acak")}
        if (sel.tempat not in {"sendiri", "bawah"} or dijawab.jawab != 200) and dijawab.sidik != acak.sidik
    ]
    assert not found, "\n".join(found[:20])


@pytest.mark.parametrize("rute", RUTE)
def test_reading_changes_no_row(survei: Callable[[str], Survei], rute: str) -> None:
    asked = survei(rute)
    assert [(str(sel), d.tulis) for sel, d in asked.sel if sel.cara in MEMBACA and d.tulis] == []
    assert asked.baris_berubah == {}


@pytest.mark.parametrize("rute", RUTE)
def test_a_session_without_the_forms_token_changes_nothing(dunia: Dunia, rute: str) -> None:
    for baris in (b for b in TABEL if b.rute == rute and b.cara not in MEMBACA and b.jenis != UMUM):
        peran = baris.siapa[0]
        client = dunia.sesi[peran, "aktif"]
        client.handler.enforce_csrf_checks = True
        try:
            alamat = baris.alamat.format(**targets(dunia, peran, "sendiri"))
            status = client.generic(baris.cara, alamat, b"{}", "application/json").status_code
            assert status in {401, 403}, str(baris)
        finally:
            client.handler.enforce_csrf_checks = False
