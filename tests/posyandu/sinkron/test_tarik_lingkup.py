"""A phone gets only its own posyandu, whatever happens to its user and to the people; reading stays cheap."""

from __future__ import annotations

import random
import uuid
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from posyandu.domisili import move_domisili
from posyandu.gabung import merge_warga, undo_merge
from posyandu.models import PenyakitTerdaftar, UrutPerubahan, UsulRegister, Warga
from posyandu.perubahan import note_everybody
from posyandu.register import confirm_entry
from posyandu.tarik import pull
from puskesmas.models import JejakBaca, Pengguna, Penugasan
from puskesmas.models.unit import JenisUnit
from puskesmas.peran import Peran
from tests.cast import LAMA, Pemeran, Wilayah, make_kiriman, make_tugas, make_unit, make_warga
from tests.hp import Hp, enrol_hp

HARI_INI = date(2026, 11, 16)
KADER, DESA, WARGA_DI_DESA, PUTARAN = 200, 100, 4, 5


class Telepon:
    """What a phone holds, kept as the protocol says: by person, dropped when told."""

    def __init__(self, pengguna: Pengguna) -> None:
        self.pengguna, self.cursor = pengguna, None
        self.orang: dict[str, str] = {}

    def sync(self) -> int:
        """Returns how many people came who do not live where the user works."""
        di = {satu.unit.kode for satu in Pengguna.objects.get(pk=self.pengguna.pk).active_penugasan()}
        asing, lagi = 0, True
        while lagi:
            kini = Pengguna.objects.get(pk=self.pengguna.pk)
            jawab = pull(pengguna=kini, cursor=self.cursor, batas=3, umum=None)
            self.orang = {pk: kode for pk, kode in self.orang.items() if kode not in jawab["keluar"]}
            self.orang |= {satu["id"]: satu["posyandu"] for satu in jawab["orang"]}
            asing += sum(satu["posyandu"] not in di for satu in jawab["orang"])
            for pk in jawab["hapus"]:
                self.orang.pop(pk, None)
            self.cursor, lagi = jawab["cursor"], jawab["lagi"]
        return asing


def test_two_hundred_cadres_with_reassignments_never_see_a_foreign_person(db: None) -> None:
    acak = random.Random(7)
    induk = make_unit(JenisUnit.PUSKESMAS, "Manggar", make_unit(JenisUnit.KABUPATEN, "Belitung Timur", None))
    desa = [make_unit(JenisUnit.POSYANDU, f"Posyandu {n}", induk) for n in range(DESA)]
    assert induk.kabupaten_id is not None
    isi = {"kabupaten_id": induk.kabupaten_id, "jenis_kelamin": "L", "tanggal_lahir": date(2025, 1, 1)}
    Warga.objects.bulk_create(Warga(unit=satu, nama="Orang", **isi) for satu in desa for _ in range(WARGA_DI_DESA))
    note_everybody(desa)
    kader = Pengguna.objects.bulk_create(Pengguna(username=f"kader{n}", nama="Kader") for n in range(KADER))
    Penugasan.objects.bulk_create(
        Penugasan(pengguna=satu, unit=desa[n % DESA], peran=Peran.KADER, sejak=LAMA) for n, satu in enumerate(kader)
    )
    telepon, asing = [Telepon(satu) for satu in kader], 0
    for _ in range(PUTARAN):
        asing += sum(satu.sync() for satu in acak.sample(telepon, 60))
        for penugasan in acak.sample(list(Penugasan.objects.all()), 40):
            Penugasan.objects.filter(pk=penugasan.pk).update(unit=acak.choice(desa))
    asing += sum(satu.sync() for satu in telepon)
    di = dict(Penugasan.objects.values_list("pengguna", "unit__kode"))
    assert asing == 0
    assert [satu for satu in telepon if set(satu.orang.values()) != {di[satu.pengguna.pk]}] == []
    assert {len(satu.orang) for satu in telepon} == {WARGA_DI_DESA}


def test_a_reassigned_cadre_is_told_which_posyandu_to_drop(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    make_warga(wilayah.kenanga, "Baru")
    note_everybody([wilayah.kenanga])
    awal = hp.pull().json()["cursor"]
    pemeran.ani.penugasan.update(unit=wilayah.kenanga)
    jawab = hp.pull(awal).json()
    assert (jawab["keluar"], [satu["nama"] for satu in jawab["orang"]]) == ([wilayah.melati.kode], ["Baru"])
    assert hp.pull(jawab["cursor"]).json()["keluar"] == []


def test_whoever_moves_away_leaves_one_phone_and_comes_to_the_other(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    anak = make_warga(wilayah.melati, "Rafif")
    note_everybody([wilayah.melati])
    budi, citra = enrol_hp(pemeran.citra, pemeran.budi), enrol_hp(pemeran.citra, pemeran.citra)
    awal = {satu.perangkat.pk: satu.pull().json()["cursor"] for satu in (hp, budi, citra)}
    move_domisili(warga=anak, posyandu=wilayah.kenanga, sejak=HARI_INI, petugas=pemeran.citra)
    lama, baru, dua = (satu.pull(awal[satu.perangkat.pk]).json() for satu in (hp, budi, citra))
    assert (lama["hapus"], lama["orang"]) == ([str(anak.pk)], [])
    assert [satu["posyandu"] for satu in baru["orang"]] == [wilayah.kenanga.kode]
    assert ([satu["posyandu"] for satu in dua["orang"]], dua["hapus"]) == ([wilayah.kenanga.kode], [])


def test_a_merged_row_leaves_and_comes_back_when_that_is_undone(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    satu, dua = make_warga(wilayah.melati, "Rafif"), make_warga(wilayah.melati, "Rafip")
    note_everybody([wilayah.melati])
    awal = hp.pull().json()["cursor"]
    gabung = merge_warga(dari=dua, ke=satu, petugas=pemeran.citra)
    jawab = hp.pull(awal).json()
    assert (jawab["hapus"], [orang["id"] for orang in jawab["orang"]]) == ([str(dua.pk)], [str(satu.pk)])
    undo_merge(penggabungan=gabung, petugas=pemeran.citra)
    assert {orang["id"] for orang in hp.pull(jawab["cursor"]).json()["orang"]} == {str(satu.pk), str(dua.pk)}


def test_a_restore_to_an_earlier_point_is_noticed_without_being_told(hp: Hp, wilayah: Wilayah) -> None:
    make_warga(wilayah.melati)
    note_everybody([wilayah.melati])
    awal = hp.pull().json()["cursor"]
    UrutPerubahan.objects.update(n=0)
    assert (hp.pull(awal).status_code, hp.pull(awal).json()["kode"]) == (409, "zaman_baru")


def test_who_was_shown_is_noted_and_a_pull_without_news_notes_nobody(hp: Hp, wilayah: Wilayah) -> None:
    anak = make_warga(wilayah.melati)
    note_everybody([wilayah.melati])
    awal = hp.pull().json()["cursor"]
    hp.pull(awal)
    jejak = JejakBaca.objects.get()
    assert (jejak.halaman, jejak.warga) == ("api-tarik", [anak.pk])


def test_those_who_record_no_visits_pull_nobody(wilayah: Wilayah, pemeran: Pemeran) -> None:
    hp = enrol_hp(pemeran.citra, pemeran.ani)
    pemeran.ani.penugasan.update(peran=Peran.PJ_KLASTER, unit=wilayah.manggar)
    assert hp.pull().status_code == 403
    pemeran.ani.penugasan.all().delete()
    assert (hp.pull().status_code, hp.pull().json()["kode"]) == (403, "tanpa_tugas")


def test_a_pull_of_many_people_asks_as_often_as_one_of_few(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    def fill(jumlah: int) -> int:
        for _ in range(jumlah):
            ibu = make_warga(wilayah.melati, "Ibu", date(1990, 1, 1), "P")
            anak = make_warga(wilayah.melati, "Anak", ibu=ibu)
            make_tugas(anak, pemeran.citra, HARI_INI)
            hp.send(hp.write("kunjungan", **make_kiriman(anak, wilayah.melati, HARI_INI, berat_kg=8.4)))
        with CaptureQueriesContext(connection) as kueri:
            assert hp.pull(batas=500).status_code == 200
        return len(kueri)

    fill(1)
    assert fill(1) == fill(12)


def test_a_long_run_of_visits_asks_as_often_as_a_short_one(hp: Hp, wilayah: Wilayah) -> None:
    def send(jumlah: int) -> int:
        anak = [make_warga(wilayah.melati) for _ in range(jumlah)]
        isi = [hp.write("kunjungan", **make_kiriman(satu, wilayah.melati, HARI_INI, berat_kg=8.4)) for satu in anak]
        with CaptureQueriesContext(connection) as kueri:
            assert {satu["status"] for satu in hp.send(*isi)} == {"diterima"}
        return len(kueri)

    send(2)
    assert send(2) == send(60)


def test_a_persons_document_has_what_the_protocol_says(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    pk = str(uuid.uuid4())
    baru = {"id": pk, "unit": wilayah.melati.kode, "nama": "Siti", "jenis_kelamin": "P", "tanggal_lahir": "1995-05-05"}
    hp.send(
        hp.write("warga", **baru, nik="1906054505950001", kk="1906050101200003", alamat="Jl. Melati", rt="02"),
        hp.write("hamil", id=str(uuid.uuid4()), warga=pk, hpht="2026-08-01"),
        hp.write("penyakit", id=str(uuid.uuid4()), warga=pk, penyakit="hipertensi", sejak="2026-10-01"),
    )
    [isi] = hp.pull().json()["orang"]
    assert isi.keys() == DOKUMEN
    assert (isi["nik"], isi["nik_akhir"], isi["keluarga"]["kk_akhir"]) == ("************0001", "0001", "0003")
    assert (isi["kehamilan"][0]["hpl"], isi["penyakit"]) == ("2027-05-08", [])
    [usul] = UsulRegister.objects.all()
    assert (isi["kabar"][0]["id"], isi["kabar"][0]["keadaan"]) == (str(usul.pk), "diusulkan")
    confirm_entry(oleh=pemeran.citra, warga=usul.warga, penyakit="hipertensi", sejak=usul.sejak, id=uuid.uuid4())
    [isi] = hp.pull().json()["orang"]
    assert (isi["penyakit"][0]["sejak"], isi["kabar"][0]["keadaan"]) == ("2026-10-01", "ditangani")


def test_an_illness_written_on_a_phone_is_taken_and_waits_for_a_health_worker(
    hp: Hp, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    """Phones of before send the same operation: nothing is refused or lost; a midwife's own enters at once."""
    warga = make_warga(wilayah.melati, "Pak Ali", date(1970, 1, 1))
    isi = {"id": str(uuid.uuid4()), "warga": str(warga.pk), "penyakit": "tbc", "sejak": "2026-10-01"}
    for lain in ({}, {}, {"id": str(uuid.uuid4())}):
        assert [satu["status"] for satu in hp.send(hp.write("penyakit", **isi | lain))] == ["diterima"]
    assert (UsulRegister.objects.count(), PenyakitTerdaftar.objects.count()) == (1, 0)
    bidan = enrol_hp(pemeran.dewi, pemeran.citra)
    bidan.send(bidan.write("penyakit", **isi | {"id": str(uuid.uuid4())}))
    assert PenyakitTerdaftar.objects.get().warga == warga
    assert UsulRegister.objects.get().keputusan == "masuk"


DOKUMEN = {
    *(
        "id",
        "n",
        "posyandu",
        "nama",
        "jenis_kelamin",
        "tanggal_lahir",
        "ibu",
        "keluarga",
        "telepon",
        "nik",
        "nik_akhir",
    ),
    *("status", "status_sejak", "tamu", "kehamilan", "penyakit", "kunjungan", "tugas", "kabar"),
}
