"""The world of the access matrix: one of everything around one puskesmas, and somebody unmistakable living everywhere.

provinsi
  kab                           kab_lain
    pkm            pkm_sebelah    pkm_lain
      pst  pst_sebelah  pst_pkm_sebelah   pst_lain
        pos  pos_sebelah  pos_pst_sebelah  pos_pkm_sebelah   pos_lain
      pos_langsung (right under pkm)
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection
from django.test import Client
from rest_framework.test import APIClient

from capaian.evaluasi.buat import make_week
from capaian.hitung.pekan import Pekan
from capaian.lokal import Kata, Sifat, add_lokal
from capaian.models import IndikatorLokal
from klaster.acuan import load_acuan
from posyandu.models import Kunjungan, TugasKunjungan, Warga
from posyandu.perubahan import note_everybody
from puskesmas.masalah import report_masalah
from puskesmas.models import FotoMasalah, Masalah, Pengguna, Perangkat, Pesan, Tindakan, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from puskesmas.perangkat import issue_token, revoke
from pustu.models import Rujukan
from tests.akses.dunia_meja import Meja, add_desk
from tests.cast import LAMA, SENIN, make_kunjungan, make_pengguna, make_sesi, make_tugas, make_unit, make_warga

LOKAL_ACAK = "lokal_987654321"
PEKAN_LALU = Pekan.from_tanggal(SENIN - timedelta(days=7))

# Nobody is called like this, so a name found anywhere can only have come from its row.
TANDA = re.compile(rb"qzx[a-z]+xzq", re.IGNORECASE)
NIK_TERBUKA = re.compile(rb"(?<!\d)190605\d{10}(?!\d)")

INDUK: dict[str, tuple[str, str | None]] = {
    "provinsi": (JenisUnit.PROVINSI, None),
    "kab": (JenisUnit.KABUPATEN, "provinsi"),
    "kab_lain": (JenisUnit.KABUPATEN, "provinsi"),
    "pkm": (JenisUnit.PUSKESMAS, "kab"),
    "pkm_sebelah": (JenisUnit.PUSKESMAS, "kab"),
    "pkm_lain": (JenisUnit.PUSKESMAS, "kab_lain"),
    "pst": (JenisUnit.PUSTU, "pkm"),
    "pst_sebelah": (JenisUnit.PUSTU, "pkm"),
    "pst_pkm_sebelah": (JenisUnit.PUSTU, "pkm_sebelah"),
    "pst_lain": (JenisUnit.PUSTU, "pkm_lain"),
    "pos": (JenisUnit.POSYANDU, "pst"),
    "pos_sebelah": (JenisUnit.POSYANDU, "pst"),
    "pos_langsung": (JenisUnit.POSYANDU, "pkm"),
    "pos_pst_sebelah": (JenisUnit.POSYANDU, "pst_sebelah"),
    "pos_pkm_sebelah": (JenisUnit.POSYANDU, "pst_pkm_sebelah"),
    "pos_lain": (JenisUnit.POSYANDU, "pst_lain"),
}

# Where each role works.
RUMAH: dict[Peran, str] = {
    Peran.ADMIN_KABUPATEN: "kab",
    Peran.STAF_DINAS: "kab",
    Peran.KEPALA_PUSKESMAS: "pkm",
    Peran.PJ_ILP: "pkm",
    Peran.PJ_KLASTER: "pkm",
    Peran.PJ_LINTAS_KLASTER: "pkm",
    Peran.PJ_POSYANDU: "pst",
    Peran.KEPALA_PUSTU: "pst",
    Peran.BIDAN_DESA: "pst",
    Peran.KADER: "pos",
    Peran.TAMU_DESA: "pst",
}

# What each place means, seen from where a role works: the unit, and a posyandu whose people stand for it.
TEMPAT: dict[str, dict[str, tuple[str, str]]] = {
    "kab": {
        "sendiri": ("kab", "pos"),
        "bawah": ("pkm", "pos_pkm_sebelah"),
        "atas": ("provinsi", "pos_lain"),
        "sebelah": ("kab_lain", "pos_lain"),
        "lain": ("pos_lain", "pos_lain"),
    },
    "pkm": {
        "sendiri": ("pkm", "pos_langsung"),
        "bawah": ("pos", "pos"),
        "atas": ("kab", "pos_pkm_sebelah"),
        "sebelah": ("pkm_sebelah", "pos_pkm_sebelah"),
        "bawah_sebelah": ("pos_pkm_sebelah", "pos_pkm_sebelah"),
        "lain": ("pkm_lain", "pos_lain"),
    },
    "pst": {
        "sendiri": ("pst", "pos"),
        "bawah": ("pos_sebelah", "pos_sebelah"),
        "atas": ("pkm", "pos_langsung"),
        "sebelah": ("pst_sebelah", "pos_pst_sebelah"),
        "bawah_sebelah": ("pos_pst_sebelah", "pos_pst_sebelah"),
        "lain": ("pst_lain", "pos_lain"),
    },
    "pos": {
        "sendiri": ("pos", "pos"),
        "atas": ("pst", "pos_sebelah"),
        "sebelah": ("pos_sebelah", "pos_sebelah"),
        "bawah_sebelah": ("pos_pst_sebelah", "pos_pst_sebelah"),
        "lain": ("pos_lain", "pos_lain"),
    },
}


@dataclass
class Dunia:
    """Units by key, people by the posyandu where they live, one user per role, and the logins that must not work."""

    unit: dict[str, Unit] = field(default_factory=dict)
    warga: dict[str, Warga] = field(default_factory=dict)
    kunjungan: dict[str, Kunjungan] = field(default_factory=dict)
    rujukan: dict[str, Rujukan] = field(default_factory=dict)
    tugas: dict[str, TugasKunjungan] = field(default_factory=dict)
    kader: dict[str, Pengguna] = field(default_factory=dict)
    """Who wrote the visits of a posyandu, and the phone it was done with."""
    hp_kader: dict[str, Perangkat] = field(default_factory=dict)
    meja: dict[str, Meja] = field(default_factory=dict)
    masalah: dict[str, Masalah] = field(default_factory=dict)
    foto: dict[str, FotoMasalah] = field(default_factory=dict)
    tindakan: dict[str, Tindakan] = field(default_factory=dict)
    pengguna: dict[Peran, Pengguna] = field(default_factory=dict)
    sesi: dict[tuple[str, str], Client] = field(default_factory=dict)
    hp: dict[tuple[str, str], APIClient] = field(default_factory=dict)
    token: dict[Peran, str] = field(default_factory=dict)
    perangkat: dict[Peran, Perangkat] = field(default_factory=dict)
    lokal: dict[str, IndikatorLokal] = field(default_factory=dict)
    pesan: dict[Peran, Pesan] = field(default_factory=dict)
    pesan_di: dict[str, Pesan] = field(default_factory=dict)
    """A notice of somebody who works at the unit and has no other part in the matrix."""

    def local_of(self, kunci: str) -> str:
        """Code of the local indicator of the kabupaten above a place; above a kabupaten one that does not exist."""
        jalur = self.unit[kunci].jalur
        atas = (kab for kab in self.lokal if jalur.startswith(self.unit[kab].jalur))
        return next((self.lokal[kab].kode for kab in atas), LOKAL_ACAK)

    def names_for(self, peran: str) -> frozenset[bytes]:
        """Marks of the people whose names this role may be shown: those below its own unit."""
        jalur = self.unit[RUMAH[Peran(peran)]].jalur
        return frozenset(mark_of(kunci) for kunci, warga in self.warga.items() if warga.unit.jalur.startswith(jalur))


def mark_of(kunci: str) -> bytes:
    """The mark in the names of a posyandu's people."""
    return f"qzx{kunci.replace('_', '')}xzq".encode()


def build_dunia() -> Dunia:
    load_acuan()
    dunia = Dunia()
    for kunci, (jenis, induk) in INDUK.items():
        dunia.unit[kunci] = make_unit(jenis, f"U {kunci}", dunia.unit[induk] if induk else None, f"kode.{kunci}")
    for kunci, unit in dunia.unit.items():
        if unit.jenis == JenisUnit.POSYANDU:
            add_people(dunia, kunci, unit)
            note_everybody([unit])
    for kabupaten in ("kab", "kab_lain"):
        add_local(dunia, kabupaten)
        make_week(kabupaten=dunia.unit[kabupaten], pekan=PEKAN_LALU)
    for peran, kunci in RUMAH.items():
        add_user(dunia, peran, dunia.unit[kunci])
    for kunci, unit in dunia.unit.items():
        dunia.pesan_di[kunci] = add_notice(make_pengguna(f"p-{kunci}", unit, Peran.TAMU_DESA))
    return dunia


def add_people(dunia: Dunia, kunci: str, unit: Unit) -> None:
    """A child who was weighed last week and one who was not, both with the posyandu's mark in the name."""
    nomor = len(dunia.warga)
    nama = mark_of(kunci).decode().capitalize()
    dunia.warga[kunci] = make_warga(unit, nama, telepon=f"08997770{nomor:04}", nik_hash=f"{nomor:064}")
    belum = make_warga(unit, f"{nama} Belum")
    make_sesi(unit, PEKAN_LALU.senin)
    petugas = make_pengguna("Pencatat", unit)
    dunia.kader[kunci] = petugas
    dunia.hp_kader[kunci] = Perangkat.objects.create(
        pengguna=petugas, nama="HP", token_hash=f"t-{kunci}", kirim_hash=f"k-{kunci}"
    )
    dunia.tugas[kunci] = make_tugas(belum, petugas, sejak=SENIN)
    dunia.kunjungan[kunci] = make_kunjungan(dunia.warga[kunci], unit, PEKAN_LALU.senin, petugas, ["ditimbang"])
    dunia.meja[kunci] = add_desk(unit, dunia.kunjungan[kunci], dunia.hp_kader[kunci])
    dunia.rujukan[kunci] = add_letter(dunia.warga[kunci], petugas, kunci)
    add_problem(dunia, kunci, unit, petugas)


def add_letter(warga: Warga, petugas: Pengguna, kunci: str) -> Rujukan:
    """From the Pustu to the Puskesmas above it, or from the Puskesmas to a hospital."""
    dari = warga.unit.induk
    assert dari is not None
    ke = dari.induk if dari.jenis == JenisUnit.PUSTU else None
    return Rujukan.objects.create(
        warga=warga,
        dari=dari,
        ke=ke,
        ke_nama="" if ke else "RSUD",
        kode=uuid.uuid4().hex[:12].upper(),
        tanggal=SENIN,
        alasan=f"Surat {mark_of(kunci).decode()}",
        dibuat_oleh=petugas,
    )


def add_problem(dunia: Dunia, kunci: str, unit: Unit, petugas: Pengguna) -> None:
    """A problem with a photo and an action, all of them with the posyandu's mark."""
    nama = mark_of(kunci).decode().capitalize()
    masalah = report_masalah(oleh=petugas, unit=unit, jenis="alat", judul=f"Timbangan {nama}")
    dunia.masalah[kunci] = masalah
    dunia.foto[kunci] = FotoMasalah.objects.create(masalah=masalah, oleh=petugas, lebar=1, tinggi=1, isi=mark_of(kunci))
    dunia.tindakan[kunci] = Tindakan.objects.create(
        unit=unit, apa=f"Pinjam dari {nama}", penanggung_jawab=petugas, tenggat=SENIN, dibuat_oleh=petugas
    )


def add_local(dunia: Dunia, kunci: str) -> None:
    dunia.lokal[kunci] = add_lokal(
        petugas=make_pengguna(f"Dinas {kunci}", dunia.unit[kunci], Peran.STAF_DINAS),
        kabupaten=dunia.unit[kunci],
        kata=Kata(
            "Gigitan anjing", "Kasus gigitan anjing yang dilaporkan.", "kasus dilaporkan", "laporan", "SK 1/2026"
        ),
        sifat=Sifat("penyakit_menular", "turun", "kasus"),
    )


def add_user(dunia: Dunia, peran: Peran, unit: Unit) -> None:
    """The role's user, and four whose login must no longer open anything."""
    sampai = SENIN - timedelta(days=1)
    orang = {
        "aktif": make_pengguna(f"u-{peran}", unit, peran),
        "nonaktif": make_pengguna(f"n-{peran}", unit, peran),
        "dicabut": make_pengguna(f"d-{peran}", unit, peran),
        "tanpa_tugas": make_pengguna(f"t-{peran}"),
        "tugas_berakhir": make_pengguna(f"b-{peran}", unit, peran, sejak=LAMA, sampai=sampai),
    }
    for keadaan, pengguna in orang.items():
        dunia.sesi[peran, keadaan] = client = Client(raise_request_exception=False)
        client.force_login(pengguna, backend="django.contrib.auth.backends.ModelBackend")
        perangkat, token = issue_token(pengguna=pengguna, nama="HP uji")
        dunia.hp[peran, keadaan] = APIClient(raise_request_exception=False, headers={"authorization": f"Token {token}"})
        if keadaan == "aktif":
            dunia.token[peran], dunia.perangkat[peran] = token, perangkat
        if keadaan == "dicabut":
            revoke(perangkat=perangkat)
    Pengguna.objects.filter(pk=orang["nonaktif"].pk).update(is_active=False)
    dunia.sesi[peran, "anonim"] = Client(raise_request_exception=False)
    dunia.hp[peran, "anonim"] = APIClient(raise_request_exception=False)
    dunia.pengguna[peran] = orang["aktif"]
    dunia.pesan[peran] = add_notice(orang["aktif"])


def add_notice(siapa: Pengguna) -> Pesan:
    return Pesan.objects.create(
        pengguna=siapa, kunci="matriks", jenis="masalah", kalimat=f"Kabar {siapa}", alamat="/masalah/"
    )


def random_unit() -> str:
    return f"kode.x{uuid.uuid4().hex[:5]}"


# ── What a request did to the database ───────────────────────────────────────────────────────────────────────────────

# A read may note who read whom, that a notice of one's own was read, a session or a token used, and nothing else.
BOLEH_SAAT_BACA = re.compile(
    r"puskesmas_jejakbaca|SET .dibaca_pada. = %s WHERE|django_session|dipakai_pada|pghistory_context|set_config",
    re.IGNORECASE,
)
TULIS = re.compile(
    r"^\s*(INSERT|UPDATE|DELETE|TRUNCATE|MERGE|COPY)\b|\bINTO\s+puskesmas_|\bUPDATE\s+\w+_\w+\s+SET", re.IGNORECASE
)


@contextmanager
def writes() -> Iterator[list[str]]:
    """The statements that change rows while the block runs."""
    found: list[str] = []

    def note(execute, sql, params, many, context):  # type: ignore[no-untyped-def]  # Django's own signature
        text = str(sql)
        if TULIS.search(text) and not BOLEH_SAAT_BACA.search(text):
            found.append(text[:120])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def row_counts() -> dict[str, int]:
    """How many rows every table has, the ledger of reads and the sessions left out."""
    counts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in {"puskesmas_jejakbaca", "django_session"}:
                cursor.execute(f'SELECT count(*) FROM "{table}"')
                counts[table] = cursor.fetchone()[0]
    return counts
