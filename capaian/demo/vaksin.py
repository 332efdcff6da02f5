"""What each child was vaccinated with, by the national schedule: most in time, some late, some families stop coming."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Final

from capaian.demo.buku import Buku
from klaster.imunisasi import Dosis
from posyandu.models import Warga

TELAT: Final = 11
"""Days after the first possible one, on average."""
TIDAK_PERNAH: Final = 0.15
"""Of the families that stop, those that never began."""


class KartuVaksin:
    """The child's vaccination card; what stands there is copied at the next visit."""

    def __init__(self, buku: Buku, anak: Warga) -> None:
        self.acak = Random(f"{anak.pk}-vaksin")  # its own, so that nothing else of the demo moves with it
        self.lahir = anak.tanggal_lahir
        self.berhenti = self._stop(buku.tempat.watak.imunisasi)
        self.sisa: dict[str, date] = {}
        for dosis in buku.aturan.tabel.imunisasi.at(buku.saat.hari_ini)[0]:
            if (hari := self._given(dosis)) is not None:
                self.sisa[dosis.kode] = hari

    def copy(self, hari: date) -> dict[str, object]:
        """What has been given by that day and is not written down yet."""
        baru = {kode: diberi for kode, diberi in self.sisa.items() if diberi <= hari}
        for kode in baru:
            del self.sisa[kode]
        return {kode: diberi.isoformat() for kode, diberi in baru.items()}

    def _stop(self, lengkap: float) -> date:
        if self.acak.random() < lengkap:
            return date.max
        bulan = 0 if self.acak.random() < TIDAK_PERNAH else self.acak.uniform(1, 16)
        return self.lahir + timedelta(days=round(bulan * 30.44))

    def _given(self, dosis: Dosis) -> date | None:
        hari = dosis.mulai.sesudah(self.lahir)
        if dosis.sesudah is not None:
            if (sebelum := self.sisa.get(dosis.sesudah)) is None:
                return None
            hari = max(hari, dosis.jeda.sesudah(sebelum) if dosis.jeda else sebelum)
        paling_lama = (dosis.sampai.sesudah(self.lahir) - hari).days - 1
        paling = max(paling_lama, 0) // 7  # so that a dose for the first week comes on its day or the next
        hari += timedelta(days=min(round(self.acak.expovariate(1 / TELAT)), paling))
        return hari if hari < self.berhenti else None
