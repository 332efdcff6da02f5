"""Who is told of which step of the weekly evaluation, and where each deals with it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from capaian.hitung.hitung import zona_of
from capaian.hitung.pekan import Pekan, last_closed
from capaian.models import EvaluasiPekan, LangkahEvaluasi
from puskesmas.alamat import link
from puskesmas.models import Pengguna, Pesan, Unit
from puskesmas.models.pesan import JenisPesan
from puskesmas.peran import Aksi
from puskesmas.pesan import notify, read_about, settle, staff_at


def evaluation_matter(baris: EvaluasiPekan) -> str:
    """What every notice about this evaluation begins with."""
    return f"evaluasi:{baris.pk}"


def note_opened(*, baris: EvaluasiPekan, oleh: Pengguna) -> None:
    """Whoever looks at the evaluation has read what they were told of it."""
    read_about(perihal=evaluation_matter(baris), oleh=oleh)


def tell_prepared(kabupaten: Unit, evaluasi: Iterable[EvaluasiPekan]) -> None:
    """Heads and PJ ILP, of the week that has just ended; weeks caught up after a standstill lie there unannounced."""
    akhir = last_closed(timezone.now(), zona_of(kabupaten))
    notify(
        pesan=[
            pesan
            for satu in evaluasi
            if satu.pekan == akhir.senin
            for pesan in _write(satu, staff_at(satu.unit_id, Aksi.SUSUN_EVALUASI), "siap", "siap dibahas")
        ]
    )


def tell_help(baris: EvaluasiPekan) -> None:
    """Dinas, when a signed evaluation asks for help, to be answered below it; nobody is asked to discuss it now."""
    settle(perihal=evaluation_matter(baris))
    if baris.bantuan.strip():
        dinas = staff_at(baris.unit.kabupaten_id, Aksi.JAWAB_EVALUASI)
        jawab = f"{link('evaluasi-kabupaten', Pekan(baris.pekan).kode)}#unit-{baris.unit.kode}"
        notify(pesan=_write(baris, dinas, f"bantuan:{baris.versi}", "disahkan dan meminta bantuan Dinas", jawab))


def tell_answered(baris: EvaluasiPekan, oleh: Pengguna) -> None:
    """Those who asked; every further answer is news of its own. Dinas is not asked any more."""
    settle(perihal=f"{evaluation_matter(baris)}:bantuan")
    siapa = staff_at(baris.unit_id, Aksi.SUSUN_EVALUASI) - {oleh.pk}
    ke = baris.langkah.filter(jenis=LangkahEvaluasi.Jenis.DITANGGAPI).count()
    notify(pesan=_write(baris, siapa, f"jawab:{ke}", "dijawab Dinas"))


def tell_reopened(baris: EvaluasiPekan, oleh: Pengguna) -> None:
    """Everybody who relied on the signature: the Puskesmas itself, and Dinas."""
    dinas = staff_at(baris.unit.kabupaten_id, Aksi.JAWAB_EVALUASI)
    siapa = (staff_at(baris.unit_id, Aksi.SUSUN_EVALUASI) | dinas) - {oleh.pk}
    notify(pesan=_write(baris, siapa, f"buka:{baris.versi}", "dibuka lagi sesudah disahkan"))


def _write(baris: EvaluasiPekan, siapa: Iterable[int], apa: str, kata: str, alamat: str = "") -> list[Pesan]:
    """ "Evaluasi pekan 9–15 Nov 2026 Puskesmas Manggar siap dibahas."; `apa` tells its notices apart."""
    pekan = Pekan(baris.pekan)
    return [
        Pesan(
            pengguna_id=satu,
            kunci=f"{evaluation_matter(baris)}:{apa}",
            jenis=JenisPesan.EVALUASI,
            kalimat=f"Evaluasi p{pekan.label[1:]} {baris.unit.nama_lengkap} {kata}.",
            alamat=alamat or link("evaluasi", pekan.kode, baris.unit.kode),
        )
        for satu in siapa
    ]
