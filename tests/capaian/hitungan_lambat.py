"""The figures of a week, slowly and obviously: reads all rows and the indicator data, then loops.

No SQL, nothing shared with `capaian.hitung` but the meaning of the words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from capaian.models import EvaluasiPekan, Isian, Target
from klaster.indikator import JenisIndikator, Syarat
from klaster.umur import umur_bulan
from posyandu.models import (
    Domisili,
    HariBuka,
    Kehamilan,
    Kunjungan,
    PenyakitTerdaftar,
    PetugasHariBuka,
    Warga,
)
from puskesmas.models import Masalah, Penugasan, Tindakan, Unit
from pustu.models import TindakLanjut
from tests.capaian.angka_lambat import MINTA, Angka, bulatkan, ended, lokal, nilai_status
from tests.capaian.benda_lambat import Benda, count_stillborn, died_as, last_home, new_cases, signed_in_time


class Dunia:
    """All rows, and the questions asked of them as seen on the Sunday of one week, or on another day of it."""

    def __init__(self, kabupaten: Unit, senin: date, minggu: date) -> None:
        self.senin, self.minggu = senin, minggu
        self.kabupaten = kabupaten
        self.unit = {u.pk: u for u in Unit.objects.all()}
        self.warga = {w.pk: w for w in Warga.objects.all()}
        self.kunjungan = [k for k in Kunjungan.objects.all() if k.berlaku and k.bagian_dari_id is None]
        self.kehamilan = list(Kehamilan.objects.all())
        self.penyakit = list(PenyakitTerdaftar.objects.all())
        self.sesi = [s for s in HariBuka.objects.all() if s.status not in ("dipindah", "batal")]
        self.target = [t for t in Target.objects.all() if t.status == "berlaku"]
        self.domisili = list(Domisili.objects.all())
        self.putusan = list(TindakLanjut.objects.select_related("rujukan"))
        self.penduduk = self._penduduk()

    def pokok(self, warga_id: Any) -> Any:
        return self.warga[warga_id].digabung_ke_id or warga_id

    def di_sini(self, unit_id: int) -> bool:
        return self.kabupaten.pk in self.atas(unit_id)

    def atas(self, unit_id: int) -> list[int]:
        """The unit and all above it, nearest first."""
        jalan, kini = [], self.unit[unit_id]
        while True:
            jalan.append(kini.pk)
            if kini.induk_id is None:
                return jalan
            kini = self.unit[kini.induk_id]

    def _penduduk(self) -> dict[Any, int]:
        hasil = {}
        for d in self.domisili:
            w = self.warga[d.warga_id]
            di_rumah = d.sejak <= self.minggu and (d.sampai is None or d.sampai > self.minggu)
            ada = w.digabung_ke_id is None and w.tanggal_lahir <= self.minggu
            if di_rumah and ada and self.di_sini(d.posyandu_id):
                hasil[w.pk] = d.posyandu_id
        return hasil

    def milik(self, warga_id: Any) -> list[Kunjungan]:
        return [k for k in self.kunjungan if self.pokok(k.warga_id) == warga_id]

    def hamil(self, h: Kehamilan) -> bool:
        if h.selesai is not None:
            return h.hpht <= self.minggu < h.selesai
        return h.hpht <= self.minggu <= h.hpht + timedelta(weeks=44)

    def episode(self, warga_id: Any) -> list[Kehamilan]:
        return [h for h in self.kehamilan if self.pokok(h.warga_id) == warga_id]

    # --- what is counted ---

    def benda(self, satuan: str) -> Iterator[Benda]:
        yield from getattr(self, f"_{satuan}")()

    def _orang(self) -> Iterator[Benda]:
        for warga_id, posyandu in self.penduduk.items():
            yield Benda(warga_id, posyandu, self.milik(warga_id), warga=self.warga[warga_id])

    def _kehamilan(self) -> Iterator[Benda]:
        for warga_id, posyandu in self.penduduk.items():
            for h in self.episode(warga_id):
                if h.hpht <= self.minggu:
                    akhir = h.selesai or self.minggu
                    isi = [k for k in self.milik(warga_id) if h.hpht <= k.tanggal <= akhir]
                    yield Benda(h.pk, posyandu, isi, warga=self.warga[warga_id], kehamilan=h)

    def _nifas(self) -> Iterator[Benda]:
        for warga_id, posyandu in self.penduduk.items():
            for h in self.episode(warga_id):
                if h.selesai and h.selesai <= self.minggu and h.hasil != "keguguran":
                    akhir = h.selesai + timedelta(days=42)
                    isi = [k for k in self.milik(warga_id) if h.selesai <= k.tanggal <= akhir]
                    yield Benda(h.pk, posyandu, isi, mulai=h.selesai)

    def _kelahiran(self) -> Iterator[Benda]:
        for warga_id, posyandu in self.penduduk.items():
            w = self.warga[warga_id]
            isi = [k for k in self.milik(warga_id) if k.tanggal >= w.tanggal_lahir]
            yield Benda(warga_id, posyandu, isi, warga=w, mulai=w.tanggal_lahir)

    def _evaluasi(self) -> Iterator[Benda]:
        for e in EvaluasiPekan.objects.filter(unit__jenis="puskesmas", pekan=self.senin - timedelta(days=7)):
            if self.di_sini(e.unit_id):
                yield Benda(e.pk, e.unit_id, [], evaluasi=e)

    def _tindakan(self) -> Iterator[Benda]:
        for t in Tindakan.objects.exclude(status="batal"):
            if self.di_sini(t.unit_id) and self.senin <= t.tenggat <= self.minggu:
                yield Benda(t.pk, t.unit_id, [], selesai=lokal(t.ditutup_pada))

    def _masalah(self) -> Iterator[Benda]:
        for m in Masalah.objects.all():
            lapor, tutup = lokal(m.dilaporkan_pada), lokal(m.ditutup_pada)
            assert lapor is not None
            if self.di_sini(m.unit_id) and lapor <= self.minggu and (tutup is None or tutup > self.minggu):
                yield Benda(m.pk, m.unit_id, [], tenggat=m.tenggat)

    def _temuan(self) -> Iterator[Benda]:
        for warga_id, posyandu in self.penduduk.items():
            for k in self.milik(warga_id):
                batas = k.tanggal + timedelta(days=14)
                if MINTA & set(k.temuan) and self.senin <= batas <= self.minggu:
                    tutup = [satu for satu in map(ended, self.putusan) if satu is not None and k.pk in satu[0]]
                    hari = min((satu for _, satu in tutup), default=None)
                    yield Benda(k.pk, posyandu, [], selesai=hari if hari and hari <= batas else None)

    def _kasus(self) -> Iterator[Benda]:
        for warga_id, posyandu in self.penduduk.items():
            for tanggal, temuan in new_cases(self.milik(warga_id)):
                if self.awal("tahun") <= tanggal <= self.minggu:
                    yield Benda((warga_id, tanggal), posyandu, [], terjadi=tanggal, apa=frozenset({temuan}))

    def _kematian(self) -> Iterator[Benda]:
        for w in self.warga.values():
            rumah, mati = last_home(w, self.domisili), w.status_sejak
            if w.status != "meninggal" or w.digabung_ke_id or rumah is None or mati is None:
                continue
            if self.di_sini(rumah) and self.awal("tahun") <= mati <= self.minggu:
                yield Benda(w.pk, rumah, [], terjadi=mati, apa=died_as(w, mati, self.episode(w.pk)))
        yield from self._lahir_mati()

    def _lahir_mati(self) -> Iterator[Benda]:
        catatan = list(Kunjungan.objects.filter(berlaku=True))  # parts of a visit too
        for h in self.kehamilan:
            ibu = self.warga[self.pokok(h.warga_id)]
            rumah = last_home(ibu, self.domisili)
            if h.selesai and rumah and self.di_sini(rumah) and self.awal("tahun") <= h.selesai <= self.minggu:
                jumlah = count_stillborn(h, [k for k in catatan if self.pokok(k.warga_id) == ibu.pk])
                for ke in range(jumlah):
                    yield Benda((h.pk, ke), rumah, [], terjadi=h.selesai, apa=frozenset({"lahir_mati"}))

    def _kader(self) -> Iterator[Benda]:
        awal = self.minggu.replace(day=1)
        for p in Penugasan.objects.filter(peran="kader"):
            if not self.di_sini(p.unit_id) or p.sejak > self.minggu or (p.sampai and p.sampai <= self.minggu):
                continue
            catat = Kunjungan.objects.filter(dicatat_oleh=p.pengguna_id, berlaku=True).select_related("unit_layanan")
            hari = [k.tanggal for k in catat if self.di_sini(k.unit_layanan_id)]
            sesi = {s.pk: s for s in self.sesi}
            tugas = PetugasHariBuka.objects.filter(pengguna=p.pengguna_id, hari_buka__in=sesi)
            hari += [sesi[t.hari_buka_id].tanggal for t in tugas if self.di_sini(sesi[t.hari_buka_id].posyandu_id)]
            yield Benda(p.pk, p.unit_id, [], bertugas=[satu for satu in hari if awal <= satu])

    def _keluarga(self) -> Iterator[Benda]:
        anggota = defaultdict(list)
        for warga_id in self.penduduk:
            w = self.warga[warga_id]
            if w.keluarga_id:
                anggota[w.keluarga_id].append(w)
        for keluarga_id, semua in anggota.items():
            tertua = min(semua, key=lambda w: (w.tanggal_lahir, w.pk))
            isi = [k for w in semua for k in self.milik(w.pk)]
            yield Benda(keluarga_id, self.penduduk[tertua.pk], isi)

    def _posyandu(self) -> Iterator[Benda]:
        for u in self.unit.values():
            if u.jenis == "posyandu" and self.di_sini(u.pk) and self._buka(u):
                yield Benda(u.pk, u.pk, [k for k in self.kunjungan if k.unit_layanan_id == u.pk])

    def _buka(self, u: Unit) -> bool:
        return u.status != "tutup" or (u.ditutup_pada is not None and u.ditutup_pada > self.minggu)

    def _hari_buka(self) -> Iterator[Benda]:
        for s in self.sesi:
            if self.di_sini(s.posyandu_id) and s.tanggal <= self.minggu:
                yield Benda(s.pk, s.posyandu_id, [k for k in self.kunjungan if k.hari_buka_id == s.pk], sesi=s)

    # --- whether it counts ---

    def awal(self, mode: str) -> date:
        if mode in ("bulan", "musim"):
            return self.minggu.replace(day=1)
        if mode in ("tahun", "jatuh_tempo"):
            return date(self.minggu.year, 1, 1)
        return self.senin if mode == "pekan" else self.minggu - timedelta(days=364)

    def masuk(self, jenis: JenisIndikator, benda: Benda) -> bool:
        if benda.terjadi is not None:
            return bool(benda.apa & {jenis.pembilang.meninggal, *jenis.pembilang.temuan})
        if benda.mulai is not None:
            tempo = benda.mulai + timedelta(days=jenis.penyebut.tempo_hari or 0)
            if not date(self.minggu.year, 1, 1) <= tempo <= self.minggu:
                return False
        if jenis.satuan == "kehamilan":
            h = benda.kehamilan
            assert h is not None
            if jenis.mode == "jatuh_tempo":
                tempo = h.selesai if h.selesai and h.selesai <= self.minggu else h.hpl
                if not date(self.minggu.year, 1, 1) <= tempo <= self.minggu:
                    return False
            elif not self.hamil(h):
                return False
        return self.siapa(jenis.penyebut, benda) and self.terbukti(jenis, jenis.penyebut, benda, self.minggu)

    def siapa(self, s: Syarat, benda: Benda) -> bool:
        w = benda.warga
        if w is None:
            return True
        bulan = umur_bulan(w.tanggal_lahir, self.minggu)
        tahun = bulan // 12
        hamil = any(self.hamil(h) for h in self.episode(w.pk))
        nifas = any(h.selesai and h.selesai <= self.minggu <= h.selesai + timedelta(42) for h in self.episode(w.pk))
        sakit = {
            p.penyakit
            for p in self.penyakit
            if self.pokok(p.warga_id) == w.pk and p.sejak <= self.minggu and (not p.sampai or p.sampai > self.minggu)
        }
        return (
            (s.umur_bulan_min is None or bulan >= s.umur_bulan_min)
            and (s.umur_bulan_maks is None or bulan <= s.umur_bulan_maks)
            and (s.umur_tahun_min is None or tahun >= s.umur_tahun_min)
            and (s.umur_tahun_maks is None or tahun <= s.umur_tahun_maks)
            and (not s.umur_tahun_ini or self.minggu.year - w.tanggal_lahir.year in s.umur_tahun_ini)
            and (s.jenis_kelamin is None or w.jenis_kelamin == s.jenis_kelamin)
            and (s.hamil is None or hamil == s.hamil)
            and (s.nifas is None or nifas == s.nifas)
            and (s.penyakit is None or s.penyakit in sakit)
        )

    def terbukti(self, jenis: JenisIndikator, s: Syarat, benda: Benda, sampai: date) -> bool:
        if benda.sesi is not None:
            lengkap = benda.sesi.status == "ditutup" and len(benda.kunjungan) >= (benda.sesi.jumlah_dinyatakan or 0)
            di_dalam = self.awal(jenis.mode) <= benda.sesi.tanggal <= sampai
            return di_dalam and (s.hari_buka != "lengkap" or lengkap)
        if benda.terjadi or s.tepat_waktu or s.selesai or s.tuntas or s.lewat_tenggat or s.aktif:
            return self.tugas_sendiri(s, benda, sampai)
        if not (s.temuan or s.kanal or s.dasar):
            return True
        isi = [k for k in benda.kunjungan if k.tanggal <= sampai and (not s.kanal or k.kanal in s.kanal)]
        if jenis.mode != "jatuh_tempo":
            isi = [k for k in isi if k.tanggal >= self.awal(jenis.mode)]
        if jenis.mode != "keadaan":
            tanggal = {k.tanggal for k in isi if not s.temuan or set(k.temuan) & set(s.temuan)}
            return len(tanggal) >= s.minimal
        isi = [k for k in isi if not s.dasar or set(k.temuan) & set(s.dasar)]
        if not isi or not s.temuan:
            return bool(isi)
        terakhir = max(k.tanggal for k in isi)
        return any(set(k.temuan) & set(s.temuan) for k in isi if k.tanggal == terakhir)

    def tugas_sendiri(self, s: Syarat, benda: Benda, sampai: date) -> bool:
        """Signing, actions, problems, cadres: none of it is said by visits."""
        if benda.terjadi is not None:
            return benda.terjadi <= sampai
        if benda.evaluasi is not None:
            return signed_in_time(benda.evaluasi, self.senin, sampai)
        if s.selesai or s.tuntas:
            return benda.selesai is not None and benda.selesai <= sampai
        if s.lewat_tenggat:
            return benda.tenggat is not None and benda.tenggat < sampai
        return any(satu <= sampai for satu in benda.bertugas)

    # --- what is expected ---

    def patokan(self, unit_id: int, jenis: JenisIndikator) -> tuple[Decimal | None, bool]:
        for tahun in (self.minggu.year, self.minggu.year - 1):
            if tahun < self.minggu.year and self.minggu.month > 2:
                continue
            for atas in self.atas(unit_id):
                for t in self.target:
                    if (t.unit_id, t.indikator_id, t.tahun) == (atas, jenis.kode, tahun):
                        return t.nilai, tahun < self.minggu.year
        return jenis.target, False

    def sesi_bulan(self, posyandu: int) -> list[HariBuka]:
        bulan = (self.minggu.year, self.minggu.month)
        return [s for s in self.sesi if s.posyandu_id == posyandu and (s.tanggal.year, s.tanggal.month) == bulan]

    def bagian(self, jenis: JenisIndikator, posyandu: int) -> Fraction:
        """How much of the target is expected by the Sunday."""
        if jenis.arah == "turun" or jenis.mode in ("pekan", "jatuh_tempo"):
            return Fraction(1)
        if jenis.mode == "tahun":
            awal, akhir = date(self.minggu.year, 1, 1), date(self.minggu.year, 12, 31)
            return Fraction((self.minggu - awal).days + 1, (akhir - awal).days + 1)
        if jenis.mode == "musim" and self.minggu.month not in jenis.musim:
            return Fraction(0)
        sesi = self.sesi_bulan(posyandu)
        if any(s.pola == "bulanan" and s.tanggal <= self.minggu for s in sesi):
            return Fraction(1)
        harian = [s for s in sesi if s.pola == "harian"]
        lewat = [s for s in harian if s.tanggal <= self.minggu]
        return Fraction(len(lewat), len(harian)) if harian else Fraction(0)

    def menanti(self, jenis: JenisIndikator, posyandu: int) -> bool:
        if jenis.mode == "musim" and self.minggu.month not in jenis.musim:
            return True
        ada = any(s.tanggal > self.minggu for s in self.sesi_bulan(posyandu))
        return jenis.mode in ("bulan", "musim") and ada


def hitung_lambat(
    kabupaten: Unit, senin: date, semua: Sequence[JenisIndikator], minggu: date | None = None
) -> dict[tuple[int, str], Angka]:
    """Every figure of the week by (unit id, indicator code), as seen on its Sunday or on `minggu`."""
    dunia = Dunia(kabupaten, senin, minggu or senin + timedelta(days=6))
    hasil = {}
    di_bawah = [u for u in dunia.unit if dunia.di_sini(u)]
    for jenis in semua:
        per_posyandu = _per_posyandu(dunia, jenis)
        for unit_id in di_bawah:
            if jenis.satuan == "isian" and not any(unit_id in dunia.atas(satu) for satu in per_posyandu):
                continue  # nothing was typed there, which is not a zero
            hasil[unit_id, jenis.kode] = _unit(dunia, jenis, unit_id, per_posyandu)
    return hasil


def _per_posyandu(dunia: Dunia, jenis: JenisIndikator) -> dict[int, Angka]:
    per_posyandu: dict[int, Angka] = defaultdict(Angka)
    if jenis.satuan == "isian":
        _sum_isian(dunia, jenis, per_posyandu)
    for benda in dunia.benda(jenis.satuan) if jenis.satuan != "isian" else ():
        if not dunia.masuk(jenis, benda):
            continue
        angka = per_posyandu[benda.posyandu]
        angka.penyebut += not jenis.cacah
        if dunia.siapa(jenis.pembilang, benda) and dunia.terbukti(jenis, jenis.pembilang, benda, dunia.minggu):
            angka.pembilang += 1
            kemarin = dunia.senin - timedelta(days=1)
            baru = not dunia.terbukti(jenis, jenis.pembilang, benda, kemarin)
            angka.tambahan_pekan = (angka.tambahan_pekan or 0) + baru
        elif not jenis.cacah and dunia.menanti(jenis, benda.posyandu):
            angka.menunggu += 1
    for posyandu, angka in per_posyandu.items():
        target, _ = dunia.patokan(posyandu, jenis)
        if target is not None and jenis.mode != "keadaan":
            angka.harapan = bulatkan(Fraction(target) * angka.penyebut * dunia.bagian(jenis, posyandu))
    return per_posyandu


def _sum_isian(dunia: Dunia, jenis: JenisIndikator, per_posyandu: dict[int, Angka]) -> None:
    for i in Isian.objects.filter(indikator=jenis.kode):
        minggu = i.pekan + timedelta(days=6)
        if dunia.di_sini(i.unit_id) and dunia.awal(jenis.mode) <= minggu <= dunia.minggu:
            angka = per_posyandu.setdefault(i.unit_id, Angka(tambahan_pekan=None))
            angka.pembilang += i.pembilang
            angka.penyebut += i.penyebut or 0
            if i.pekan == dunia.senin:
                angka.tambahan_pekan = i.pembilang


def _unit(dunia: Dunia, jenis: JenisIndikator, unit_id: int, per_posyandu: dict[int, Angka]) -> Angka:
    bawah = [a for p, a in per_posyandu.items() if unit_id in dunia.atas(p)]
    target, sementara = dunia.patokan(unit_id, jenis)
    angka = Angka(
        pembilang=sum(a.pembilang for a in bawah),
        penyebut=sum(a.penyebut for a in bawah),
        tambahan_pekan=_sum_tambahan(jenis, bawah),
        menunggu=sum(a.menunggu for a in bawah),
        target=target,
        target_sementara=sementara,
    )
    if target is not None and jenis.mode != "keadaan":
        angka.harapan = sum((a.harapan or Decimal(0) for a in bawah), Decimal(0))
    angka.status = nilai_status(
        angka, jenis, musim_lain=jenis.mode == "musim" and dunia.minggu.month not in jenis.musim
    )
    return angka


def _sum_tambahan(jenis: JenisIndikator, bawah: list[Angka]) -> int | None:
    """What nobody typed is not a zero."""
    ada = [a.tambahan_pekan for a in bawah if a.tambahan_pekan is not None]
    return None if jenis.satuan == "isian" and not ada else sum(ada)
