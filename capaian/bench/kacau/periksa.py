"""What stands in the database after the chaos, against the plan: each check answers with what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from django.db.models import Count

from capaian.bench.kacau.tenang import compare_calm, wait_for_worker
from posyandu.models import (
    BedaWarga,
    HariBuka,
    Karantina,
    Keluarga,
    Kunjungan,
    KunjunganDitahan,
    TerimaOperasi,
    Warga,
)
from posyandu.models.operasi import StatusOperasi

Isi = dict[str, Any]


def check_all(rencana: Isi, jurnal: Isi) -> Isi:
    """`salah`: the name of each check, and what it found wrong; nothing where all is well."""
    lama = wait_for_worker()
    salah = {nama: list(periksa(rencana, jurnal)) for nama, periksa in PERIKSA.items()}
    salah |= {"antrean_macet": [] if lama is not None else ["PerluHitung"]} | compare_calm()
    return {"hitung_ulang_detik": lama and round(lama), "salah": salah}


def lost(rencana: Isi, jurnal: Isi) -> Iterator[str]:
    """Accepted or answered, and not there."""
    del jurnal
    harapan = rencana["harapan"]
    ada = {str(pk) for pk in Kunjungan.objects.values_list("pk", flat=True)}
    yield from sorted(set(harapan["kunjungan"]) - ada)
    ditahan = {str(pk) for pk in KunjunganDitahan.objects.values_list("pk", flat=True)}
    yield from (pk for grup in harapan["satu_dari"].values() for pk in grup if pk not in ada | ditahan)
    orang = {str(pk) for pk in Warga.objects.values_list("pk", flat=True)}
    yield from sorted(set(harapan["warga"]) - orang)


def duplicate(rencana: Isi, jurnal: Isi) -> Iterator[str]:
    """The same thing twice: one content under two ids, one place with two visits, one number with two receipts."""
    del jurnal
    yield from repeated(Kunjungan.objects.values_list("sidik"))
    tempat = Kunjungan.objects.filter(berlaku=True, bagian_dari=None)
    yield from repeated(tempat.values_list("warga", "tanggal", "kanal", "unit_layanan"))
    yield from repeated(TerimaOperasi.objects.values_list("perangkat", "urut"))
    yield from repeated(Warga.objects.values_list("nama", "tanggal_lahir"))
    yield from repeated(Keluarga.objects.exclude(alamat="").values_list("unit", "alamat"))
    ganti = Kunjungan.objects.exclude(menggantikan=None)
    yield from repeated(ganti.values_list("menggantikan"))
    for satu, dua in rencana["harapan"]["bersama"]:
        bagian = Kunjungan.objects.filter(pk__in=[satu, dua], berlaku=True)
        if bagian.filter(bagian_dari=None).count() != 1:
            yield f"bersama {satu} {dua}"


def unexpected(rencana: Isi, jurnal: Isi) -> Iterator[str]:
    """Rows that nobody sent, or that should not have come through."""
    del jurnal
    harapan = rencana["harapan"]
    grup = {pk for semua in harapan["satu_dari"].values() for pk in semua}
    kenal = set(harapan["kunjungan"]) | grup
    yield from (str(pk) for pk in Kunjungan.objects.values_list("pk", flat=True) if str(pk) not in kenal)
    sisa = KunjunganDitahan.objects.exclude(pk__in=grup, sebab=KunjunganDitahan.Sebab.KONFLIK)
    yield from (f"ditahan {pk}" for pk in sisa.values_list("pk", flat=True))
    anak = {pk for semua in rencana["anak"].values() for pk in semua}
    orang = set(harapan["warga"]) | anak
    yield from (f"warga {pk}" for pk in Warga.objects.values_list("pk", flat=True) if str(pk) not in orang)
    yield from (f"karantina {pk}" for pk in Karantina.objects.values_list("pk", flat=True))
    operasi = {satu["id"] for hp in rencana["hp"] for satu in hp["operasi"]}
    yield from (f"terima {pk}" for pk in TerimaOperasi.objects.values_list("pk", flat=True) if str(pk) not in operasi)


def changed(rencana: Isi, jurnal: Isi) -> Iterator[str]:
    """Content that is not what was sent; corrections that do not hold; two numbers of which neither stands."""
    del jurnal
    harapan = rencana["harapan"]
    diganti = set(Kunjungan.objects.exclude(menggantikan=None).values_list("menggantikan", flat=True))
    for row in Kunjungan.objects.select_related("unit_layanan"):
        sent = harapan["kunjungan"].get(str(row.pk))
        if sent and content(row) != [sent[nama] for nama in ("warga", "tanggal", "kanal", "unit", "pengukuran")]:
            yield f"isi {row.pk}"
        if row.berlaku != (row.pk not in diganti and not row.alasan_batal):
            yield f"berlaku {row.pk}"
    for pk, nomor in harapan["telepon"].items():
        beda = BedaWarga.objects.filter(warga=pk).count()
        if Warga.objects.get(pk=pk).telepon[-9:] not in {satu[-9:] for satu in nomor} or beda != len(nomor) - 1:
            yield f"telepon {pk}: {beda} pertanyaan"


def content(row: Kunjungan) -> list[object]:
    return [str(row.warga_id), row.tanggal.isoformat(), row.kanal, row.unit_layanan.kode, row.pengukuran]


def unfinished(rencana: Isi, jurnal: Isi) -> Iterator[str]:
    """Operations without a final answer on the phone, without a receipt, or with another one than the phone read."""
    terima = {str(pk): status for pk, status in TerimaOperasi.objects.values_list("pk", "status")}
    for hp, catatan in zip(rencana["hp"], jurnal["hp"], strict=True):
        for satu in hp["operasi"]:
            jawab, ada = catatan["jawaban"].get(satu["id"]), terima.get(satu["id"])
            if jawab is None or ada is None:
                yield f"{hp['pengguna']} {satu['urut']} {satu['jenis']}: {jawab} {ada}"
            elif jawab != ada and {jawab, ada} != {StatusOperasi.DITERIMA, StatusOperasi.SUDAH_ADA}:
                yield f"{hp['pengguna']} {satu['urut']} {satu['jenis']}: HP {jawab}, server {ada}"
    ditolak = set(rencana["harapan"]["ditolak"])
    for hp in rencana["hp"]:
        for satu in hp["operasi"]:
            if (terima.get(satu["id"]) == StatusOperasi.DITOLAK) != (satu["isi"].get("id") in ditolak):
                yield f"{hp['pengguna']} {satu['urut']} {satu['jenis']}: {terima.get(satu['id'])}"


def gaps(rencana: Isi, jurnal: Isi) -> Iterator[str]:
    """Phones whose numbers did not all arrive, as the server tells it."""
    for hp, catatan in zip(rencana["hp"], jurnal["hp"], strict=True):
        if catatan["urut_lengkap"] != len(hp["operasi"]) or catatan["lubang"]:
            yield f"{hp['pengguna']}: {catatan['urut_lengkap']} dari {len(hp['operasi'])}, lubang {catatan['lubang']}"


def replicas(rencana: Isi, jurnal: Isi) -> Iterator[str]:
    """People on phones that kept up page by page who differ from what a new phone is given."""
    del rencana
    return (f"{catatan['pengguna']} {pk}" for catatan in jurnal["hp"] for pk in catatan["replika_beda"])


def sessions(rencana: Isi, jurnal: Isi) -> Iterator[str]:
    """Opening days that are not closed, or whose declared number is not the number received."""
    del jurnal
    semua = HariBuka.objects.with_received().select_related("posyandu")
    hari = {(row.posyandu.kode, row.tanggal.isoformat()): row for row in semua}
    for kode, tanggal in rencana["harapan"]["sesi"]:
        row = hari.get((kode, tanggal))
        if row is None or row.status != "ditutup":
            yield f"{kode} {tanggal}: {row.status if row else 'tidak ada'}"
        elif row.jumlah_dinyatakan != (diterima := getattr(row, "diterima", None)):
            yield f"{kode} {tanggal}: dinyatakan {row.jumlah_dinyatakan}, diterima {diterima}"
    lepas = Kunjungan.objects.filter(kanal="posyandu", hari_buka=None, alasan_batal="")
    yield from (f"tanpa hari buka {pk}" for pk in lepas.values_list("pk", flat=True))


def repeated(nilai: Any) -> Iterator[str]:
    return (f"{satu[:-1]} {satu[-1]}x" for satu in nilai.annotate(n=Count("pk")).filter(n__gt=1).order_by())


PERIKSA: Final[dict[str, Callable[[Isi, Isi], Iterator[str]]]] = {
    "hilang": lost,
    "ganda": duplicate,
    "tak_terduga": unexpected,
    "berubah": changed,
    "tanpa_akhir": unfinished,
    "lubang": gaps,
    "replika_beda": replicas,
    "hari_buka": sessions,
}
