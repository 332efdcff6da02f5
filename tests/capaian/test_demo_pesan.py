"""The demo's inboxes: whoever has a problem or an action to deal with finds a notice of it, and nobody else."""

from __future__ import annotations

from django.utils import timezone

from capaian.demo.masalah import write_problems
from capaian.demo.saat import Saat
from puskesmas.models import Masalah, Pesan, Tindakan
from puskesmas.peran import Peran
from tests.cast import Pemeran, Wilayah, make_pengguna


def test_open_problems_and_running_actions_of_the_demo_are_in_the_inboxes(pemeran: Pemeran, wilayah: Wilayah) -> None:
    make_pengguna("Rudi", wilayah.gantung, Peran.KEPALA_PUSKESMAS)
    write_problems(wilayah.beltim, Saat(timezone.now()))
    milik_dinas = Pesan.objects.visible_to(pemeran.eko).values_list("alamat", flat=True)
    assert f"/masalah/{Masalah.objects.get(judul__startswith='Vaksin MR').pk}/" in milik_dinas
    assert f"/tindakan/{Tindakan.objects.get(apa__startswith='Antar 2 vial').pk}/" in milik_dinas
    assert not Pesan.objects.visible_to(pemeran.hana).exists()
