"""Two rows that may be one person, field by field; and what a revoked phone sent, item by item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from uuid import UUID

from django.http import Http404

from klaster.aturan import muat_aturan
from klaster.tanggal import sebut_tanggal
from posyandu.ganda import list_dugaan, list_gabung
from posyandu.halaman.meja import ALASAN, OPERASI, PASANGAN, read_id, root
from posyandu.halaman.meja_putus import label_of, say_decided, say_value
from posyandu.klinis import is_klinis
from posyandu.models import Karantina, Kehamilan, Kunjungan, PenyakitTerdaftar, Warga
from posyandu.nik import mask_nik, open_nik
from posyandu.operasi_karantina import list_karantina, read_karantina
from puskesmas.errors import DomainError
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from puskesmas.waktu import zone_of


@dataclass(frozen=True, slots=True)
class SisiGanda:
    """One of the two rows."""

    id: UUID
    nama: str
    ket: str
    bisa_tetap: bool
    """Whether the other one may be merged into this one."""


@dataclass(frozen=True, slots=True)
class BarisBanding:
    label: str
    satu: str
    lain: str
    beda: bool


@dataclass(frozen=True, slots=True)
class HalamanGanda:
    """`posyandu/meja/ganda.html`, as `halaman`."""

    alasan: str
    satu: SisiGanda
    lain: SisiGanda
    baris: tuple[BarisBanding, ...]
    """Everything known of both, what differs marked."""
    selesai: str
    gabung: int | None
    """The merge that can be undone."""
    galat: DomainError | None

    @property
    def sisi(self) -> tuple[SisiGanda, SisiGanda]:
        return self.satu, self.lain


@dataclass(frozen=True, slots=True)
class BarisKarantina:
    """One thing a revoked phone sent."""

    id: UUID
    jenis: str
    siapa: str
    isi: tuple[str, ...]
    diketik: datetime | None
    diterima: datetime


@dataclass(frozen=True, slots=True)
class HalamanKarantina:
    """`posyandu/meja/karantina.html`, as `halaman`."""

    pemakai: str
    hp: str
    dipulihkan: bool
    """The phone is allowed: it brings what a restored server had forgotten and does not find fitting."""
    dicabut: datetime | None
    alasan: str
    baris: tuple[BarisKarantina, ...]
    gagal: UUID | None
    galat: DomainError | None
    kata: str


# --- duplicates ------------------------------------------------------------------------------------------------------


def build_ganda(pengguna: Pengguna, pk: int, galat: DomainError | None = None) -> HalamanGanda:
    dugaan = list_dugaan(pengguna).select_related("diputus_oleh", *PASANGAN).filter(pk=pk).first()
    if dugaan is None:
        raise Http404
    zona = zone_of(pengguna)
    ids = [dugaan.warga_id, dugaan.mirip_id]
    rows = Warga.objects.visible_to(pengguna).filter(pk__in=ids)
    orang = {w.pk: w for w in rows.select_related("unit", "keluarga", "ibu", "dibuat_oleh")}
    log_read(pengguna=pengguna, halaman="meja-ganda", warga=ids)
    satu, lain = (_sheet(pengguna, orang[pk], zona) for pk in ids)
    gabung = list_gabung(pengguna).filter(dari__in=ids, ke__in=ids, dibatalkan_pada=None).first()
    putusan = {True: " Keduanya digabung.", False: " Keduanya orang yang berbeda."}.get(dugaan.sama or False, "")
    selesai = say_decided(dugaan.diputus_oleh, dugaan.diputus_pada, zona)
    return HalamanGanda(
        alasan=ALASAN.get(dugaan.alasan, dugaan.alasan),
        satu=_side(orang[ids[0]], satu, orang[ids[1]]),
        lain=_side(orang[ids[1]], lain, orang[ids[0]]),
        baris=tuple(BarisBanding(label, satu[label], lain[label], satu[label] != lain[label]) for label in satu),
        selesai=f"{selesai}{putusan if dugaan.diputus_oleh else ''}" if selesai else "",
        gabung=gabung.pk if gabung else None,
        galat=galat,
    )


def _side(orang: Warga, lembar: Mapping[str, str], lain: Warga) -> SisiGanda:
    ket = f"{lembar['Tanggal lahir']}, {lembar['Posyandu']}"
    return SisiGanda(orang.pk, orang.nama, ket, bisa_tetap=lain.tamu or not orang.tamu)


def _sheet(pengguna: Pengguna, w: Warga, zona: tzinfo) -> dict[str, str]:
    """Everything known about a row, numbers masked."""
    keluarga = w.keluarga
    sejak = w.domisili.filter(sampai=None).values_list("sejak", flat=True).first()
    hari = Kunjungan.objects.visible_to(pengguna).in_force().filter(warga=w).order_by("-tanggal")
    tanggal = list(hari.values_list("tanggal", flat=True))
    hamil = [sebut_tanggal(k.hpht) for k in Kehamilan.objects.visible_to(pengguna).filter(warga=w).order_by("hpht")]
    sakit = (
        PenyakitTerdaftar.objects.visible_to(pengguna).filter(warga=w, sampai=None).values_list("penyakit", flat=True)
    )
    return {
        "Nama": w.nama,
        "Jenis kelamin": w.get_jenis_kelamin_display(),
        "Tanggal lahir": sebut_tanggal(w.tanggal_lahir),
        "NIK": mask_nik(open_nik(w.nik_sandi)) or "belum ada",
        "Ibu": w.ibu.nama if w.ibu else "tidak tercatat",
        "Posyandu": f"{w.unit.nama_lengkap}{' (tamu)' if w.tamu else ''}",
        "Tinggal sejak": sebut_tanggal(sejak) if sejak else "–",
        "KK": mask_nik(open_nik(keluarga.kk_sandi)) or "belum ada" if keluarga else "belum ada",
        "Alamat": ", ".join(t for t in (f"RT {keluarga.rt}" if keluarga.rt else "", keluarga.alamat) if t) or "–"
        if keluarga
        else "–",
        "Telepon": w.telepon or "–",
        "Keadaan": w.get_status_display(),
        "Kunjungan": f"{len(tanggal)}, terakhir {sebut_tanggal(tanggal[0])}" if tanggal else "belum ada",
        "Kehamilan (HPHT)": ", ".join(hamil) or "–",
        "Penyakit terdaftar": ", ".join(sakit) or "–",
        "Ditulis": f"{w.dibuat_oleh or 'pemuatan data'}, {sebut_tanggal(w.dibuat_pada.astimezone(zona))}",
    }


# --- what a revoked phone sent ---------------------------------------------------------------------------------------


def build_karantina(
    pengguna: Pengguna, perangkat: UUID, gagal: UUID | None = None, galat: DomainError | None = None, kata: str = ""
) -> HalamanKarantina:
    rows = list(list_karantina(pengguna).filter(perangkat=perangkat))
    if not rows:
        raise Http404
    zona, hp = zone_of(pengguna), rows[0].perangkat
    dibaca = [(satu, read_karantina(satu)) for satu in rows]
    ids = {pk for _, op in dibaca if (pk := read_id(op.isi.get("warga")))}
    boleh = Warga.objects.visible_to(pengguna).filter(pk__in=ids).select_related("digabung_ke")
    orang = {satu.pk: root(satu) for satu in boleh}
    log_read(pengguna=pengguna, halaman="meja-karantina", warga=[satu.pk for satu in orang.values()])
    klinis = bool(pengguna.paths_for(Aksi.KLINIS))
    return HalamanKarantina(
        pemakai=str(rows[0].pengguna),
        hp=hp.nama,
        dipulihkan=not hp.ditolak,
        dicabut=hp.dicabut_pada and hp.dicabut_pada.astimezone(zona),
        alasan=hp.alasan_cabut,
        baris=tuple(_item(satu, op.isi, op.pada, orang, zona, klinis) for satu, op in dibaca),
        gagal=gagal,
        galat=galat,
        kata=kata,
    )


def _item(
    satu: Karantina, isi: Mapping[str, object], pada: str, orang: Mapping[UUID, Warga], zona: tzinfo, klinis: bool
) -> BarisKarantina:
    milik = read_id(isi.get("warga"))
    nama = str(isi.get("nama") or "") if satu.jenis == "warga" else ""
    if milik:
        nama = orang[milik].nama if milik in orang else "orang di luar wilayah Anda"
    return BarisKarantina(
        id=satu.pk,
        jenis=OPERASI.get(satu.jenis, satu.jenis),
        siapa=nama,
        isi=tuple(_said(isi, klinis)),
        diketik=datetime.fromisoformat(pada).astimezone(zona) if pada else None,
        diterima=satu.diterima_pada.astimezone(zona),
    )


def _said(isi: Mapping[str, object], klinis: bool) -> Iterable[str]:
    """What may be shown of it: measurements and plain fields, no number in full, no id."""
    aturan = muat_aturan()
    for nama in ("tanggal", "tanggal_lahir", "hpht", "selesai", "hasil", "penyakit", "sejak", "jumlah", "cara"):
        if isi.get(nama) not in (None, ""):
            yield f"{label_of(nama)}: {say_value(nama, isi[nama])}"
    ukuran = isi.get("pengukuran")
    for kode, nilai in (ukuran if isinstance(ukuran, dict) else {}).items():
        if is_klinis(aturan, kode) and not klinis:
            continue
        yield f"{label_of(kode)}: {say_value(kode, nilai)}"
