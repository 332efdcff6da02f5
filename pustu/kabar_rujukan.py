"""Who hears on the web that a letter came or was answered: places and days, never who or what."""

from __future__ import annotations

from posyandu.models import Warga
from puskesmas.alamat import link
from puskesmas.models import Pengguna, Pesan, Unit
from puskesmas.models.pesan import JenisPesan
from puskesmas.peran import Aksi
from puskesmas.pesan import notify, settle, staff_at, write_date
from pustu.kerja import find_owners
from pustu.models import Rujukan


def referral_matter(baris: Rujukan) -> str:
    """What its notices are about."""
    return f"rujukan:{baris.pk}"


def settle_referral(baris: Rujukan) -> None:
    """The letter was dealt with at the other end: nobody is asked any more."""
    settle(perihal=referral_matter(baris))


def tell_sent(baris: Rujukan) -> None:
    """Those who receive it; a hospital outside reads nothing here."""
    if baris.ke is None:
        return
    hari = write_date(baris.tanggal)
    notify(
        pesan=[
            Pesan(
                pengguna_id=siapa,
                kunci=f"{referral_matter(baris)}:masuk",
                jenis=JenisPesan.RUJUKAN,
                kalimat=f"Rujukan dari {baris.dari.nama_lengkap}, {hari}, menunggu kedatangan.",
                alamat=link("rujukan", str(baris.pk)),
                kelompok=f"rujukan-masuk:{baris.ke.pk}:{baris.tanggal}",
                kalimat_banyak=f"rujukan ke {baris.ke.nama_lengkap}, {hari}, menunggu kedatangan.",
                alamat_banyak=link("kerja"),
            )
            for siapa in staff_at(baris.ke, Aksi.TINDAK_LANJUT) - {baris.dibuat_oleh_id}
        ]
    )


def tell_answered(baris: Rujukan, oleh: Pengguna) -> None:
    """The sender, those who answer for the person now, and the cadres where the person lives."""
    kalimat = f"Rujukan {write_date(baris.tanggal)} ke {baris.tujuan} sudah dijawab."
    notify(
        pesan=[
            Pesan(
                pengguna_id=siapa,
                kunci=f"{referral_matter(baris)}:jawab",
                jenis=JenisPesan.RUJUKAN,
                kalimat=kalimat,
                alamat=link("rujukan", str(baris.pk)),
            )
            for siapa in _who_waits(baris) - {oleh.pk}
        ]
    )


def _who_waits(baris: Rujukan) -> set[int]:
    rumah = _home(baris.warga)
    pemegang = find_owners([baris.dari, rumah])
    kader = staff_at(rumah, Aksi.CATAT_KUNJUNGAN)
    return kader.union(*(staff_at(unit, Aksi.TINDAK_LANJUT) for unit in pemegang.values()))


def _home(warga: Warga) -> Unit:
    return (warga.digabung_ke or warga).unit
