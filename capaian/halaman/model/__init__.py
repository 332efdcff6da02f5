"""What the pages print: frozen view models, filled by the queries and read by the templates.

Conventions that hold for every field:
- rates are fractions (0.52, not 52); counts are whole numbers; `harapan` is a count and may be fractional;
- `url` fields are ready to print; None means "not a link for this reader" and the text stands alone;
- dates and times are already in the kabupaten's own time zone;
- tuples are already in the order in which they are shown.
"""

from __future__ import annotations

from capaian.halaman.model.cari import (
    HalamanCari,
    HalamanOrang,
    HalamanPilih,
    HasilUnit,
    Memuat,
    TempatKerja,
)
from capaian.halaman.model.indikator import (
    BatangPekan,
    GrafikTren,
    HalamanIndikator,
    KelompokBatang,
    Keterangan,
    Perkiraan,
    Saringan,
    Siapa,
)
from capaian.halaman.model.kabupaten import (
    BarisAgenda,
    BarisPuskesmas,
    BlokTren,
    HalamanKabupaten,
    HitungEvaluasi,
    HitungKunjunganRumah,
    HitungSesi,
    KolomKlaster,
    Menuju2027,
    PerluDilihat,
    Sel,
    TingkatIlp,
    TrenKecil,
)
from capaian.halaman.model.kerangka import (
    Kesegaran,
    PekanPilihan,
    Pilihan,
    PilihPekan,
    Tab,
    Tautan,
)
from capaian.halaman.model.ukur import (
    PENYEBUT_KECIL,
    Arah,
    Keadaan,
    StatusEvaluasi,
    StatusSesi,
    Ukur,
)
from capaian.halaman.model.unit import (
    BarisBawahan,
    BarisIndikator,
    BarisOrang,
    BarisSesi,
    Bawahan,
    HalamanDaftarIndikator,
    HalamanUnit,
    Identitas,
    KelompokIndikator,
    KelompokUmur,
    KepalaUnit,
    TabJadwal,
    TabMasalah,
    TabOrang,
)

__all__ = [
    "PENYEBUT_KECIL",
    "Arah",
    "BarisAgenda",
    "BarisBawahan",
    "BarisIndikator",
    "BarisOrang",
    "BarisPuskesmas",
    "BarisSesi",
    "BatangPekan",
    "Bawahan",
    "BlokTren",
    "GrafikTren",
    "HalamanCari",
    "HalamanDaftarIndikator",
    "HalamanIndikator",
    "HalamanKabupaten",
    "HalamanOrang",
    "HalamanPilih",
    "HalamanUnit",
    "HasilUnit",
    "HitungEvaluasi",
    "HitungKunjunganRumah",
    "HitungSesi",
    "Identitas",
    "Keadaan",
    "KelompokBatang",
    "KelompokIndikator",
    "KelompokUmur",
    "KepalaUnit",
    "Kesegaran",
    "Keterangan",
    "KolomKlaster",
    "Memuat",
    "Menuju2027",
    "PekanPilihan",
    "Perkiraan",
    "PerluDilihat",
    "PilihPekan",
    "Pilihan",
    "Saringan",
    "Sel",
    "Siapa",
    "StatusEvaluasi",
    "StatusSesi",
    "Tab",
    "TabJadwal",
    "TabMasalah",
    "TabOrang",
    "Tautan",
    "TempatKerja",
    "TingkatIlp",
    "TrenKecil",
    "Ukur",
]
