"""What phones push: each operation once, in order, with a receipt, whatever else is in the batch."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db.utils import InternalError

from capaian.bench.kacau.hp import seal
from posyandu.models import HariBuka, Karantina, Kunjungan, TerimaOperasi, Warga
from posyandu.perubahan import begin_zaman
from puskesmas.segel import public_key
from tests.cast import Pemeran, Wilayah, make_kiriman, make_tugas, make_warga
from tests.hp import Hp, enrol_hp, full_for

HARI_INI = date(2026, 11, 16)


def visit(hp: Hp, warga: Warga, **pengukuran: object) -> dict[str, Any]:
    return hp.write("kunjungan", **make_kiriman(warga, warga.unit, HARI_INI, **pengukuran))


def test_a_sealed_visit_is_stored_and_answered_with_its_findings(hp: Hp, wilayah: Wilayah) -> None:
    operasi = visit(hp, make_warga(wilayah.melati), berat_kg=8.4)
    [hasil] = hp.send(seal(operasi, public_key()), cara="Kirim")
    assert (hasil["id"], hasil["status"]) == (operasi["id"], "diterima")
    assert "ditimbang" in hasil["temuan"]
    assert Kunjungan.objects.get().perangkat == hp.perangkat


def test_what_was_checked_again_is_stored_and_an_older_app_does_not_say_it(hp: Hp, wilayah: Wilayah) -> None:
    ulang, lama = (visit(hp, make_warga(wilayah.melati), berat_kg=4.2) for _ in range(2))
    ulang["isi"]["diperiksa_ulang"] = ["berat_kg", "berat_kg", "tinggi_cm"]  # the last is not in this visit
    hp.send(ulang, lama)
    assert Kunjungan.objects.get(pk=ulang["isi"]["id"]).diperiksa_ulang == ["berat_kg"]
    assert Kunjungan.objects.get(pk=lama["isi"]["id"]).diperiksa_ulang == []


def test_the_same_operation_again_is_already_there(hp: Hp, wilayah: Wilayah) -> None:
    operasi = visit(hp, make_warga(wilayah.melati), berat_kg=8.4)
    hp.send(operasi)
    [lagi] = hp.send(seal(operasi, public_key()))
    assert lagi["status"] == "sudah_ada"
    assert (Kunjungan.objects.count(), TerimaOperasi.objects.count()) == (1, 1)


def test_twice_in_one_batch_is_once(hp: Hp, wilayah: Wilayah) -> None:
    operasi = visit(hp, make_warga(wilayah.melati), berat_kg=8.4)
    assert [satu["status"] for satu in hp.send(operasi, operasi)] == ["diterima", "sudah_ada"]
    assert Kunjungan.objects.count() == 1


def test_the_same_id_with_another_content_is_refused(hp: Hp, wilayah: Wilayah) -> None:
    operasi = visit(hp, make_warga(wilayah.melati), berat_kg=8.4)
    hp.send(operasi)
    [hasil] = hp.send(visit(hp, make_warga(wilayah.melati), berat_kg=9.0) | {"id": operasi["id"]})
    assert (hasil["status"], hasil["kode"]) == ("ditolak", "id_dipakai_ulang")


def test_a_refused_operation_keeps_its_receipt_and_a_repaired_one_is_new(hp: Hp, wilayah: Wilayah) -> None:
    salah = visit(hp, make_warga(wilayah.melati), berat_kg=8400)
    assert [satu["status"] for satu in hp.send(salah)] == ["ditolak"]
    assert hp.send(salah)[0]["kode"] == hp.send(salah)[0]["kode"] != "id_dipakai_ulang"
    benar = hp.write("kunjungan", **(salah["isi"] | {"pengukuran": {"berat_kg": 8.4}}))
    assert [satu["status"] for satu in hp.send(benar)] == ["diterima"]


def test_a_receipt_never_changes(hp: Hp, wilayah: Wilayah) -> None:
    hp.send(visit(hp, make_warga(wilayah.melati), berat_kg=8.4))
    with pytest.raises(InternalError, match="tanda_terima_beku"):
        TerimaOperasi.objects.update(status="ditolak")


def test_a_bad_item_never_stops_the_others(hp: Hp, wilayah: Wilayah) -> None:
    anak = make_warga(wilayah.melati)
    kirim: list[Any] = [
        visit(hp, anak, berat_kg=8.4),
        hp.write("tidak_ada"),
        {"urut": 3},
        "bukan objek",
        hp.write("warga", nama=5),
        visit(hp, anak, lila_cm=14.5),
    ]
    status = [satu["status"] for satu in hp.post(*kirim).json()["hasil"]]
    assert status == ["diterima", "ditolak", "ditolak", "ditolak", "ditolak", "diterima"]


def test_a_person_and_their_first_visit_come_together_in_order(hp: Hp, wilayah: Wilayah) -> None:
    pk = str(uuid.uuid4())
    orang = hp.write(
        "warga", id=pk, unit=wilayah.melati.kode, nama="Bayi Siti", jenis_kelamin="P", tanggal_lahir="2026-11-10"
    )
    isi = {"id": str(uuid.uuid4()), "warga": pk, "unit": wilayah.melati.kode, "tanggal": "2026-11-16"}
    kunjungan = hp.write("kunjungan", **isi, kanal="posyandu", pengukuran={"berat_kg": 3.2})
    hasil = hp.send(kunjungan, orang)  # the network may turn them round; their numbers say which was first
    assert [satu["status"] for satu in hasil] == ["diterima", "diterima"]


def test_a_session_nobody_planned_is_opened_and_closed(hp: Hp, wilayah: Wilayah) -> None:
    di = {"unit": wilayah.melati.kode, "tanggal": "2026-11-16"}
    hasil = hp.send(hp.write("sesi_buka", **di), hp.write("sesi_tutup", **di, jumlah=0, petugas=["Ani", "Wati"]))
    assert [satu["status"] for satu in hasil] == ["diterima", "diterima"]
    sesi = HariBuka.objects.get()
    assert (sesi.status, sesi.jumlah_dinyatakan) == ("ditutup", 0)
    assert sorted(sesi.petugas.values_list("nama", flat=True)) == ["Ani", "Wati"]


def test_a_task_that_somebody_closed_already_is_nothing_to_repair(hp: Hp, wilayah: Wilayah, pemeran: Pemeran) -> None:
    tugas = make_tugas(make_warga(wilayah.melati), pemeran.citra, HARI_INI)
    hp.send(hp.write("tugas_selesai", tugas=str(tugas.pk), hasil="Sudah ke Puskesmas"))
    [hasil] = hp.send(hp.write("tugas_tidak_bertemu", tugas=str(tugas.pk), tanggal="2026-11-16"))
    assert hasil["status"] == "sudah_ada"


def test_the_answer_says_how_far_the_sequence_is_complete(hp: Hp, wilayah: Wilayah) -> None:
    anak = make_warga(wilayah.melati)
    satu, dua, tiga = (visit(hp, anak, berat_kg=8.4) for _ in range(3))
    jawab = hp.post(tiga, satu).json()
    assert (jawab["urut_lengkap"], jawab["lubang"]) == (1, [2])
    jawab = hp.post(dua).json()
    assert (jawab["urut_lengkap"], jawab["lubang"]) == (3, [])


def test_operations_of_another_phone_are_refused_as_a_whole(hp: Hp, pemeran: Pemeran) -> None:
    lain = enrol_hp(pemeran.citra, pemeran.budi)
    jawab = hp.client().post("/api/v1/sinkron/", {"perangkat": str(lain.perangkat.pk), "operasi": []}, format="json")
    assert (jawab.status_code, jawab.json()["kode"]) == (400, "perangkat_lain")


def test_foreign_people_and_units_are_not_found(hp: Hp, wilayah: Wilayah) -> None:
    asing = make_warga(wilayah.kenanga)
    hasil = hp.send(
        hp.write("hamil", id=str(uuid.uuid4()), warga=str(asing.pk), hpht="2026-09-01"),
        hp.write("sesi_buka", unit=wilayah.kenanga.kode, tanggal="2026-11-16"),
    )
    assert [satu["kode"] for satu in hasil] == ["warga_tidak_ditemukan", "unit_tidak_ditemukan"]


def test_a_visit_waits_with_its_person_instead_of_being_refused(hp: Hp, wilayah: Wilayah) -> None:
    pk, isi = str(uuid.uuid4()), {"jenis_kelamin": "P", "tanggal_lahir": "2026-11-10"}
    orang = hp.write("warga", id=pk, unit=wilayah.melati.kode, nama="Bayi Siti", **isi)
    anak = make_warga(wilayah.melati)
    isi = make_kiriman(anak, wilayah.melati, HARI_INI, berat_kg=3.2) | {"warga": pk}
    kirim = [orang, hp.write("kunjungan", **isi), visit(hp, anak, berat_kg=8.4)]
    with full_for("posyandu_warga"):
        assert [satu["status"] for satu in hp.send(*kirim)] == ["coba_lagi", "coba_lagi", "diterima"]
    assert [satu["status"] for satu in hp.send(*kirim)] == ["diterima", "diterima", "sudah_ada"]


def test_a_closing_waits_for_the_visits_of_its_day(hp: Hp, wilayah: Wilayah) -> None:
    hari = {"unit": wilayah.melati.kode, "tanggal": HARI_INI.isoformat()}
    kirim = [visit(hp, make_warga(wilayah.melati), berat_kg=8.4), hp.write("sesi_tutup", **hari, jumlah=1)]
    with full_for("posyandu_kunjungan"):
        assert [satu["status"] for satu in hp.send(*kirim)] == ["coba_lagi", "coba_lagi"]
    assert [satu["status"] for satu in hp.send(*kirim)] == ["diterima", "diterima"]


def test_what_was_taken_before_a_restore_waits_for_another_phone_and_then_for_a_person(
    hp: Hp, wilayah: Wilayah
) -> None:
    isi = make_kiriman(make_warga(wilayah.melati), wilayah.melati, HARI_INI, berat_kg=8.4) | {
        "warga": str(uuid.uuid4())
    }
    operasi = seal(hp.write("kunjungan", **isi), public_key()) | {"ulang": True}
    begin_zaman()
    [lagi] = hp.send(operasi, cara="Kirim")
    assert (lagi["status"], TerimaOperasi.objects.count()) == ("coba_lagi", 0)
    with time_machine.travel("2026-11-20T09:00:00+07:00", tick=True):
        [hasil] = hp.send(operasi, cara="Kirim")
    assert (hasil["status"], hasil["kode"]) == ("ditahan", "menunggu_sesudah_pulih")
    assert Karantina.objects.get().isi_sandi


def test_an_operation_that_comes_again_without_its_content_closes_its_number(hp: Hp, wilayah: Wilayah) -> None:
    [hasil] = hp.send({"id": str(uuid.uuid4()), "urut": 1, "jenis": "gugur", "skema": 1, "isi": {}})
    next(hp.urut)
    assert (hasil["status"], hasil["kode"]) == ("ditolak", "gugur")
    isi = hp.post(visit(hp, make_warga(wilayah.melati), berat_kg=8.4)).json()
    assert (isi["urut_lengkap"], isi["lubang"]) == (2, [])
