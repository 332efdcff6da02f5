"""The page of one person: the whole life, for those who may see it, and every look noted."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pghistory
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from klaster.aturan import muat_aturan
from posyandu.gabung import merge_warga
from posyandu.kiriman import parse_kiriman
from posyandu.kunjungan import record_kunjungan
from posyandu.models import Kunjungan, Warga
from posyandu.register import confirm_entry, end_entry
from posyandu.warga import change_warga
from puskesmas.models import JejakBaca, Pengguna, Setelan
from pustu.models import JatuhTempo, Rujukan
from pustu.rujukan import answer_rujukan, mark_arrived
from pustu.tindak_lanjut import Tujuan, decide
from tests.cast import (
    Pemeran,
    Wilayah,
    browse,
    make_kehamilan,
    make_kiriman,
    make_kunjungan,
    make_penyakit,
    make_tugas,
    make_unit,
    make_warga,
)

PALING_BANYAK_KUERI = 15


@pytest.fixture
def rafif(wilayah: Wilayah) -> Warga:
    return make_warga(wilayah.melati, "Rafif Maulana")


def look(pengguna: Pengguna, warga: Warga, query: str = "") -> str:
    answer = browse(pengguna).get(f"/warga/{warga.pk}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def write(warga: Warga, oleh: Pengguna, tanggal: date, **pengukuran: object) -> str:
    kiriman = make_kiriman(warga, warga.unit, tanggal, **pengukuran)
    assert record_kunjungan(petugas=oleh, perangkat=None, kiriman=parse_kiriman(kiriman)).status == "diterima"
    return str(kiriman["id"])


def test_a_child_that_does_not_gain_is_told_with_its_curve(rafif: Warga, pemeran: Pemeran) -> None:
    write(rafif, pemeran.ani, date(2026, 9, 14), berat_kg=8.4)
    write(rafif, pemeran.ani, date(2026, 10, 14), berat_kg=8.4)
    isi = look(pemeran.citra, rafif)
    assert "<polyline" in isi
    assert "14\u00a0Okt\u00a02026: 8,4 kg, tidak naik" in isi


def test_only_those_who_may_open_a_visit_are_led_to_it(rafif: Warga, pemeran: Pemeran) -> None:
    alamat = f"/kunjungan/{write(rafif, pemeran.ani, date(2026, 10, 14), berat_kg=8.4)}/"
    for siapa in (pemeran.ani, pemeran.citra, pemeran.dewi, pemeran.eko):
        boleh = browse(siapa).get(alamat).status_code == 200
        assert (alamat in look(siapa, rafif)) is boleh
    assert "14\u00a0Okt" in look(pemeran.dewi, rafif)


def test_the_curve_begins_with_the_weight_at_birth(rafif: Warga, pemeran: Pemeran) -> None:
    write(rafif, pemeran.citra, date(2025, 10, 3), berat_kg=4.1, berat_lahir_gram=3100, panjang_lahir_cm=49.5)
    assert "1\u00a0Sep\u00a02025: 3,1 kg" in look(pemeran.citra, rafif)
    assert "1\u00a0Sep\u00a02025: 49,5 cm" in look(pemeran.citra, rafif, "?kurva=tbu")


def test_a_child_weighed_on_its_first_day_stands_there_once(rafif: Warga, pemeran: Pemeran) -> None:
    write(rafif, pemeran.citra, date(2025, 9, 1), berat_kg=3.0, berat_lahir_gram=3100)
    isi = look(pemeran.citra, rafif)
    assert "1\u00a0Sep\u00a02025: 3 kg" in isi
    assert "2025: 3,1 kg" not in isi


@pytest.mark.parametrize("kurva", ["bbu", "tbu", "bbtb", "lku", "entah", "' OR 1=1"])
def test_every_chart_can_be_chosen_and_nonsense_shows_the_first(rafif: Warga, pemeran: Pemeran, kurva: str) -> None:
    write(rafif, pemeran.ani, date(2026, 10, 14), berat_kg=8.4, panjang_cm=72.5, lingkar_kepala_cm=45)
    isi = look(pemeran.citra, rafif, f"?kurva={kurva}")
    assert isi.count('aria-current="true"') == 1


def test_numbers_of_a_drawing_are_never_written_the_indonesian_way(rafif: Warga, pemeran: Pemeran) -> None:
    write(rafif, pemeran.ani, date(2026, 10, 14), berat_kg=8.4)
    gambar = look(pemeran.citra, rafif).split('class="grafik-warga"')[1].split("</svg>")[0]
    assert 'cx="' in gambar
    assert not any("," in bagian.split('"')[0] for bagian in gambar.split('cx="')[1:])


def test_late_doses_are_named_on_top(rafif: Warga, pemeran: Pemeran) -> None:
    write(rafif, pemeran.ani, date(2026, 10, 14), berat_kg=8.4, imun_hb0="2025-09-01", imun_bcg="2025-10-01")
    isi = look(pemeran.citra, rafif)
    assert "Imunisasi lewat jatuh tempo" in isi
    assert "1\u00a0Okt\u00a02025" in isi


@pytest.mark.parametrize(("genap", "ada"), [(6, True), (11, True), (12, True), (13, False)])
def test_a_pupil_has_the_card_of_school_until_the_last_class(
    wilayah: Wilayah, pemeran: Pemeran, genap: int, ada: bool
) -> None:
    lahir = date(timezone.localdate().year - genap, 1, 1)
    murid = make_warga(wilayah.melati, "Murid", lahir, jk="P")
    isi = look(pemeran.citra, murid)

    assert ("Kelas 5" in isi) == ada
    assert ("HPV kelas 5" in isi) == ada


def test_a_mother_sees_her_contacts(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sari = make_warga(wilayah.melati, "Sari", date(1996, 5, 1), "P")
    make_kehamilan(sari, date(2026, 6, 1))
    make_kunjungan(sari, wilayah.melati, date(2026, 7, 1), pemeran.citra, ["k1"], pengukuran={"anc": True})
    isi = look(pemeran.citra, sari)
    assert "1\u00a0Jul\u00a02026" in isi
    assert "K6" in isi


def test_pressures_are_drawn_for_the_register(wilayah: Wilayah, pemeran: Pemeran) -> None:
    usman = make_warga(wilayah.melati, "Usman", date(1962, 5, 1))
    make_penyakit(usman, "hipertensi", date(2025, 1, 1))
    write(usman, pemeran.citra, date(2026, 9, 1), sistole=150, diastole=95)
    write(usman, pemeran.citra, date(2026, 10, 1), sistole=138, diastole=85)
    isi = look(pemeran.citra, usman)
    assert "Hipertensi" in isi
    assert "138/85 mmHg" in isi


def test_a_correction_is_told_with_both_values(rafif: Warga, pemeran: Pemeran) -> None:
    salah = write(rafif, pemeran.ani, date(2026, 10, 14), berat_kg=9.4)
    benar = make_kiriman(rafif, rafif.unit, date(2026, 10, 14), berat_kg=8.4) | {"menggantikan": salah}
    record_kunjungan(petugas=pemeran.ani, perangkat=None, kiriman=parse_kiriman(benar))
    assert "9,4 kg → 8,4 kg" in look(pemeran.citra, rafif)


def test_a_change_of_the_person_is_told_without_its_numbers(rafif: Warga, pemeran: Pemeran) -> None:
    change_warga(warga=rafif, petugas=pemeran.citra, nama="Rafif M.", telepon="081234567890")
    isi = look(pemeran.citra, rafif)
    assert "Nama: Rafif Maulana → Rafif M." in isi
    assert "Telepon diisi" in isi


def test_every_look_is_noted_with_the_relatives_that_were_named(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sari = make_warga(wilayah.melati, "Sari", date(1996, 5, 1), "P")
    anak = make_warga(wilayah.melati, "Rafif", ibu=sari)
    look(pemeran.citra, sari)
    jejak = JejakBaca.objects.get(halaman="warga")
    assert set(jejak.warga) == {sari.pk, anak.pk}


def test_a_merged_row_leads_to_the_person(rafif: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    kembar = make_warga(wilayah.melati, "Rafif Maulna")
    merge_warga(dari=kembar, ke=rafif, petugas=pemeran.citra)
    answer = browse(pemeran.citra).get(f"/warga/{kembar.pk}/")
    assert answer.headers["Location"] == f"/warga/{rafif.pk}/"


def test_nobody_outside_learns_that_the_person_exists(rafif: Warga, pemeran: Pemeran) -> None:
    for asing in (pemeran.hana, pemeran.gita, pemeran.budi, pemeran.fajar):
        assert browse(asing).get(f"/warga/{rafif.pk}/").status_code == 404


def test_nothing_of_another_kabupaten_is_shown(rafif: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    saudara = make_warga(wilayah.dahlia, "Orang Jauh", ibu=None)
    Warga.objects.filter(pk=saudara.pk).update(ibu=rafif.pk)
    assert "Orang Jauh" not in look(pemeran.citra, rafif)


def test_the_trail_and_the_page_never_show_a_whole_nik(rafif: Warga, pemeran: Pemeran) -> None:
    change_warga(warga=rafif, petugas=pemeran.citra, nik="1906010109250001")
    isi = look(pemeran.citra, rafif)
    assert "1906010109250001" not in isi
    assert "0001" in isi


def test_only_reading_is_possible(rafif: Warga, pemeran: Pemeran) -> None:
    assert browse(pemeran.citra).post(f"/warga/{rafif.pk}/").status_code == 405


def test_the_queries_do_not_grow_with_a_life(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tua = make_warga(wilayah.melati, "Saidah", date(1950, 1, 1), "P")
    make_tugas(tua, pemeran.citra, date(2026, 11, 9))
    client = browse(pemeran.citra)
    with CaptureQueriesContext(connection) as sedikit:
        client.get(f"/warga/{tua.pk}/")
    for bulan in range(240):
        hari = date(2026, 11, 1) - timedelta(days=30 * bulan)
        make_kunjungan(tua, wilayah.melati, hari, pemeran.citra, [], pengukuran={"sistole": 130, "diastole": 80})
    with CaptureQueriesContext(connection) as banyak:
        assert client.get(f"/warga/{tua.pk}/").status_code == 200
    assert len(banyak) <= max(len(sedikit), PALING_BANYAK_KUERI)
    assert len(banyak) <= PALING_BANYAK_KUERI


def test_the_first_lines_are_shown_and_the_rest_is_one_link_away(
    rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    for nomor in range(11):
        make_kunjungan(rafif, wilayah.melati, date(2026, 10, 1) - timedelta(days=nomor), pemeran.ani, [])
    assert "Tampilkan 3 lainnya" in look(pemeran.citra, rafif)
    assert "Tampilkan" not in look(pemeran.citra, rafif, "?semua=1")
    assert Kunjungan.objects.count() == 11


def test_a_guest_and_a_person_who_died_have_a_page_too(wilayah: Wilayah, pemeran: Pemeran) -> None:
    tamu = make_warga(wilayah.melati, "Tamu Jauh", tamu=True)
    wafat = make_warga(
        wilayah.melati, "Almarhum", date(1940, 1, 1), status="meninggal", status_sejak=timezone.localdate()
    )
    assert "tamu" in look(pemeran.citra, tamu)
    assert "Meninggal" in look(pemeran.citra, wafat)
    assert "Catat pelayanan" not in look(pemeran.citra, wafat)


def test_a_long_name_is_shown_whole(wilayah: Wilayah, pemeran: Pemeran) -> None:
    panjang = make_warga(make_unit("posyandu", "P" * 60, wilayah.kelubi), "Siti Nur'aini " * 10)
    assert "Siti Nur&#x27;aini" in look(pemeran.citra, panjang)


# --- what became of it, what comes next ------------------------------------------------------------------------------


def refer_to_manggar(warga: Warga, wilayah: Wilayah, pemeran: Pemeran) -> Rujukan:
    hari = warga.unit.hari_ini
    kunjungan = make_kunjungan(warga, warga.unit, hari, pemeran.ani, ["bb_tidak_naik_2x"])
    baris = decide(
        oleh=pemeran.citra,
        id=uuid.uuid4(),
        warga=warga,
        kunjungan=[kunjungan.pk],
        unit=wilayah.kelubi,
        keputusan="rujuk",
        hasil="Curiga TB",
        tujuan=Tujuan("Berat tidak naik", wilayah.manggar),
    )
    assert baris.rujukan is not None
    return baris.rujukan


def test_what_became_of_a_finding_is_told_to_each_as_far_as_it_is_theirs(
    rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    surat = refer_to_manggar(rafif, wilayah, pemeran)
    isi = look(pemeran.ani, rafif)
    assert "Rujukan belum tercatat datang" in isi
    assert "dirujuk ke Pustu" not in isi.split("</ul>")[0]
    mark_arrived(oleh=pemeran.dewi, rujukan=surat)
    answer_rujukan(oleh=pemeran.dewi, rujukan=surat, pesan_kader="PMT 90 hari", jawaban="Gizi kurang")
    bidan, kader, dinas = (look(siapa, rafif) for siapa in (pemeran.citra, pemeran.ani, pemeran.eko))
    assert all("PMT 90 hari" in isi and "sudah dijawab" in isi for isi in (bidan, kader, dinas))
    assert [("Curiga TB" in isi, "Gizi kurang" in isi) for isi in (bidan, kader, dinas)] == [
        (True, True),
        (False, False),
        (False, False),
    ]


def test_what_comes_next_is_told_for_the_person_and_for_who_lives_with_them(wilayah: Wilayah, pemeran: Pemeran) -> None:
    sari = make_warga(wilayah.melati, "Sari", date(1996, 5, 1), "P")
    anak = make_warga(wilayah.melati, "Rafif", ibu=sari)
    hari = sari.unit.hari_ini
    for satu, nama, geser in ((sari, "K6", 3), (sari, "Kontrol tekanan darah", -40), (anak, "MR1", -5)):
        JatuhTempo.objects.create(
            warga=satu,
            posyandu=satu.unit,
            kode=nama.lower().replace(" ", "_"),
            nama=nama,
            kelompok="kontrol",
            mulai=hari + timedelta(days=geser),
            tenggat=hari + timedelta(days=geser + 4),
        )
    isi = look(pemeran.citra, sari)
    assert isi.index("Kontrol tekanan darah</b>") < isi.index("K6</b>")
    assert "MR1, lewat sejak" in isi


def test_a_mother_of_another_kabupaten_is_not_named(wilayah: Wilayah, pemeran: Pemeran) -> None:
    jauh = make_warga(wilayah.dahlia, "Ibu Jauh", date(1996, 5, 1), "P")
    anak = make_warga(wilayah.melati, "Rafif", ibu=jauh)
    assert "Ibu Jauh" not in look(pemeran.citra, anak)


def test_the_whole_life_of_a_family_costs_no_more_queries(wilayah: Wilayah, pemeran: Pemeran) -> None:
    """Twenty years: visits, decisions, letters, pregnancies, children, things that are due."""
    sari = make_warga(wilayah.melati, "Sari", date(1990, 5, 1), "P")
    fill_life(sari, wilayah, pemeran)
    with pghistory.context(user=pemeran.citra.pk):
        change_warga(warga=sari, petugas=pemeran.citra, nama="Sari W.")
    client = browse(pemeran.citra)
    with CaptureQueriesContext(connection) as kueri:
        isi = client.get(f"/warga/{sari.pk}/?semua=1").content.decode()
    assert "Nama: Sari → Sari W.<small>Citra</small>" in isi
    assert len(kueri) <= PALING_BANYAK_KUERI


def fill_life(ibu: Warga, wilayah: Wilayah, pemeran: Pemeran) -> None:
    hari = ibu.unit.hari_ini
    for bulan in range(240):
        isi = {"sistole": 130, "diastole": 80, "gds_mgdl": 120, "berat_kg": 60}
        make_kunjungan(ibu, wilayah.melati, hari - timedelta(days=30 * bulan), pemeran.citra, [], pengukuran=isi)
    for ke in range(4):
        hpht = hari - timedelta(days=700 * (ke + 1))
        make_kehamilan(ibu, hpht, selesai=hpht + timedelta(days=270), hasil="lahir_hidup")
        make_warga(wilayah.melati, f"Anak {ke}", hpht + timedelta(days=270), ibu=ibu)
        refer_to_manggar(ibu, wilayah, pemeran)
    make_penyakit(ibu, "hipertensi", hari - timedelta(days=900))
    make_tugas(ibu, pemeran.citra, hari)


@pytest.mark.parametrize(("zona", "jam"), [("Asia/Jakarta", "10.22"), ("Asia/Jayapura", "12.22")])
def test_times_are_those_of_the_clock_on_the_wall(
    wilayah: Wilayah, pemeran: Pemeran, rafif: Warga, zona: str, jam: str
) -> None:
    Setelan.objects.filter(pk=wilayah.beltim.pk).update(zona_waktu=zona)
    with time_machine.travel("2026-11-16T03:22:00+00:00"):
        kunjungan = make_kunjungan(rafif, wilayah.melati, date(2026, 11, 15), pemeran.ani, ["bb_tidak_naik_2x"])
        decide(
            oleh=pemeran.citra,
            id=uuid.uuid4(),
            warga=rafif,
            keputusan="obati",
            kunjungan=[kunjungan.pk],
            unit=wilayah.kelubi,
            hasil="Diberi obat",
        )
    assert f"Sen\u00a016\u00a0Nov\u00a0{jam}" in look(pemeran.citra, rafif)
    assert f"Sen\u00a016\u00a0Nov\u00a0{jam}" in browse(pemeran.citra).get(f"/kerja/{rafif.pk}/").content.decode()


# --- as the worklist asks --------------------------------------------------------------------------------------------


def test_a_finding_that_nobody_dealt_with_is_on_top_also_after_a_later_visit(
    rafif: Warga, wilayah: Wilayah, pemeran: Pemeran
) -> None:
    """The worklist asks for it, so the page does; whoever decides is one button away from it."""
    hari = rafif.unit.hari_ini
    kunjungan = make_kunjungan(rafif, rafif.unit, hari - timedelta(days=9), pemeran.ani, ["tanda_bahaya"])
    make_kunjungan(rafif, rafif.unit, hari - timedelta(days=2), pemeran.ani, ["bb_naik"])
    nama = muat_aturan().temuan["tanda_bahaya"].nama
    atas = look(pemeran.citra, rafif).split('<dl class="keterangan">')[0]
    assert nama in atas
    assert f"/kerja/{rafif.pk}/" in atas
    assert "/kerja/" not in look(pemeran.ani, rafif).split('<dl class="keterangan">')[0].split('class="perlu-warga"')[1]
    decide(
        oleh=pemeran.citra,
        id=uuid.uuid4(),
        warga=rafif,
        kunjungan=[kunjungan.pk],
        unit=wilayah.kelubi,
        keputusan="obati",
        hasil="Diperiksa",
    )
    assert nama not in look(pemeran.citra, rafif).split('<dl class="keterangan">')[0]


def test_the_trail_says_who_entered_and_took_out_of_a_register_to_health_workers(
    rafif: Warga, pemeran: Pemeran
) -> None:
    hari = rafif.unit.hari_ini
    with pghistory.context(user=pemeran.citra.pk):
        masuk = confirm_entry(
            oleh=pemeran.citra, warga=rafif, penyakit="gizi", sejak=hari - timedelta(days=9), id=uuid.uuid4()
        )
        end_entry(oleh=pemeran.citra, terdaftar=masuk, sampai=hari, alasan="lulus")
    jejak = look(pemeran.citra, rafif).split("Jejak perubahan")[1]
    assert "Masuk register Gizi kurang atau buruk<small>Citra</small>" in jejak
    assert "Keluar dari register Gizi kurang atau buruk: Lulus" in jejak
    assert "register" not in look(pemeran.ani, rafif).split("Jejak perubahan")[1]
