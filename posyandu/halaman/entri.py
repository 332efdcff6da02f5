"""One visit being written: from typed text to `record_kunjungan`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import Http404, QueryDict

from klaster.bidang import Salah
from klaster.evaluate import Temuan
from posyandu.halaman.isian import Kartu, Kotak, Pena, outside, place_temuan, read_isian, write_isian
from posyandu.halaman.orang import get_warga, to_uuid, visits_of
from posyandu.halaman.sesi import Sesi, read_sesi
from posyandu.kiriman import parse_kiriman
from posyandu.klinis import check_own
from posyandu.kunjungan import DITERIMA, SUDAH_ADA, Hasil, record_kunjungan
from posyandu.models import Kunjungan, Warga
from posyandu.pratinjau import Berkas, Nilai, load_berkas, most_urgent_first, preview
from puskesmas.errors import DomainError
from puskesmas.halaman.isian import read_id
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi

KOSONG: Final = Salah("", "kosong", "Belum ada yang diisi.", "Isi paling sedikit satu isian, lalu simpan lagi.")
SEBELUMNYA: Final = 6
PEMERIKSA: Final = "diperiksa_oleh"
TERSIMPAN: Final = frozenset({DITERIMA, SUDAH_ADA})


@dataclass(frozen=True, slots=True)
class Entri:
    """A form in front of somebody: for whom, where, what was typed, what came of it."""

    id: UUID
    warga: Warga
    sesi: Sesi
    berkas: Berkas
    teks: dict[str, str]
    nilai: Nilai
    salah: tuple[Salah, ...]
    menggantikan: UUID | None = None
    diperiksa_oleh: str = ""
    """Name of the midwife or doctor who examined."""
    diperiksa: str = ""
    """The questions that were ticked "sudah diperiksa ulang", as `tanda`."""
    dicoba: bool = False
    """Saving was asked for: from then on faults are shown."""

    @property
    def tanda(self) -> str:
        """Stands for exactly these questions, so that a tick does not cover later ones."""
        teks = "\n".join(f"{satu.bidang} {satu.kode} {satu.pesan}" for satu in self.nilai.peringatan)
        return hashlib.sha256(teks.encode()).hexdigest()[:16] if teks else ""

    @property
    def siap(self) -> bool:
        return not self.salah and self.diperiksa == self.tanda

    @property
    def kartu(self) -> tuple[Kartu, ...]:
        return self.pena.draw()

    @property
    def pena(self) -> Pena:
        salah = self.salah if self.dicoba else ()
        peringatan = self.nilai.peringatan if self.dicoba else ()
        return self._pena(salah, peringatan)

    @property
    def terketik(self) -> tuple[Kotak, ...]:
        """The fields of the page with all that is to be said of them now, also before saving was asked for."""
        return self._pena(self.salah, self.nilai.peringatan).asked()

    def _pena(self, salah: tuple[Salah, ...], peringatan: tuple[Salah, ...]) -> Pena:
        temuan = place_temuan(self.berkas.aturan, self._said(), self.nilai.pengukuran)
        return Pena(
            self.berkas.aturan,
            self.nilai.profil,
            self.sesi.tanggal,
            self.teks,
            salah,
            peringatan,
            temuan,
            klinis=self.sesi.klinis,
        )

    def _said(self) -> tuple[Temuan, ...]:
        """The visit may have a part that a health worker wrote today."""
        tutup = frozenset() if self.sesi.klinis else self.berkas.aturan.temuan_klinis
        return tuple(satu for satu in self.nilai.temuan if satu.kode not in tutup)

    @property
    def salah_umum(self) -> tuple[Salah, ...]:
        """Faults that have no field on the page."""
        return outside(self.salah, self.kartu) if self.dicoba else ()

    @property
    def salah_bidang(self) -> tuple[Salah, ...]:
        umum = self.salah_umum
        return tuple(satu for satu in self.salah if satu not in umum) if self.dicoba else ()

    @property
    def tanya_ulang(self) -> bool:
        """Saving waits for one tick."""
        return self.dicoba and bool(self.nilai.peringatan) and not self.salah

    @property
    def sebelumnya(self) -> list[Kunjungan]:
        """The last visits, latest first."""
        return sorted(self.berkas.kunjungan, key=lambda row: (row.tanggal, row.diterima_pada), reverse=True)[
            :SEBELUMNYA
        ]

    @property
    def sudah_dicatat(self) -> Kunjungan | None:
        """The visit of the same day and channel, which this one becomes a part of."""
        kini = (self.sesi.tanggal, self.sesi.kanal)
        return next((row for row in self.berkas.kunjungan if (row.tanggal, row.kanal) == kini), None)

    @property
    def temuan(self) -> tuple[Temuan, ...]:
        return most_urgent_first(self._said())


def open_entri(pengguna: Pengguna, warga: UUID | str, data: QueryDict, *, asal: Kunjungan | None = None) -> Entri:
    """The form as it stands: empty, with what was typed, or with the values of the visit to correct."""
    satu = get_warga(pengguna, warga)
    berkas = load_berkas(satu.pokok_id).tanpa(asal.pk if asal else None)
    if asal is not None:
        check_own(pengguna, asal, berkas.aturan)
    sesi = read_sesi(pengguna, data) if asal is None or "unit" in data else read_sesi(pengguna, _where(asal))
    log_read(pengguna=pengguna, halaman="kunjungan", warga=[satu.pk])
    mentah, salah, teks = read_isian(berkas.aturan, data)
    if asal is not None and not teks:
        mentah, teks = dict(asal.pengukuran), write_isian(asal.pengukuran)
    nilai = preview(berkas, sesi.unit, sesi.tanggal, sesi.kanal, mentah)
    aksi = data.get("aksi", "")
    kosong = (KOSONG,) if aksi == "simpan" and not mentah and not salah else ()
    return Entri(
        id=read_id(data.get("id", "")),
        warga=satu,
        sesi=sesi,
        berkas=berkas,
        teks=teks,
        nilai=nilai,
        salah=(*sesi.salah, *_merge(salah, nilai.salah), *kosong),
        menggantikan=asal.pk if asal else None,
        diperiksa_oleh=_examiner(pengguna, sesi, data, asal),
        diperiksa=data.get("diperiksa", ""),
        dicoba=aksi in ("simpan", "ubah"),
    )


def _examiner(pengguna: Pengguna, sesi: Sesi, data: QueryDict, asal: Kunjungan | None) -> str:
    """What was typed; else as in the visit to correct; else whom this user named last at this place on this day."""
    if PEMERIKSA in data:
        bersih = "".join(huruf for huruf in data.get(PEMERIKSA, "") if huruf.isprintable())
        return bersih.strip()[:150]
    if asal is not None:
        return asal.diperiksa_oleh
    milikku = visits_of(pengguna, sesi).filter(dicatat_oleh=pengguna).order_by("-diterima_pada")
    return next(iter(milikku.values_list("diperiksa_oleh", flat=True)[:1]), "")


def _merge(teks: tuple[Salah, ...], nilai: tuple[Salah, ...]) -> tuple[Salah, ...]:
    """What could not be read says enough about its field."""
    sudah = {satu.bidang for satu in teks}
    return (*teks, *(satu for satu in nilai if satu.bidang not in sudah))


def _where(asal: Kunjungan) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"unit": asal.unit_layanan.kode, "tanggal": asal.tanggal.isoformat(), "kanal": asal.kanal})
    return data


def save_entri(pengguna: Pengguna, entri: Entri) -> Hasil:
    """Store the visit; the answer says what became of it."""
    isi: dict[str, object] = {
        "id": str(entri.id),
        "warga": str(entri.warga.pk),
        "unit": entri.sesi.unit.kode,
        "tanggal": entri.sesi.tanggal.isoformat(),
        "kanal": entri.sesi.kanal,
        "pengukuran": dict(entri.nilai.pengukuran),
        "diperiksa_oleh": entri.diperiksa_oleh,
        "temuan_saat_entri": [satu.kode for satu in entri.nilai.temuan][:50],
        "diperiksa_ulang": [satu.bidang for satu in entri.nilai.peringatan][:50],
    }
    if entri.menggantikan is not None:
        isi["menggantikan"] = str(entri.menggantikan)
    return record_kunjungan(petugas=pengguna, perangkat=None, kiriman=parse_kiriman(isi))


def refuse(hasil: Hasil) -> Salah:
    """A refusal of `record_kunjungan` beside the form."""
    galat = hasil.galat or DomainError("belum_tersimpan", "Kunjungan belum tersimpan.", saran="Coba simpan lagi.")
    bidang = galat.bidang.removeprefix("pengukuran.")
    return Salah(bidang, galat.kode, galat.pesan, galat.saran)


def get_kunjungan(pengguna: Pengguna, kunjungan: UUID | str) -> Kunjungan:
    """A visit this user may correct; Http404 alike for a missing one and someone else's."""
    ada = Kunjungan.objects.allowed_to(pengguna, Aksi.CATAT_KUNJUNGAN).filter(pk=to_uuid(kunjungan))
    row = ada.select_related("warga__unit", "unit_layanan__kabupaten__setelan", "dicatat_oleh").first()
    if row is None:
        raise Http404
    return row
