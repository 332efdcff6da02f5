"""The demo: what its data say, and a small one of it loaded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from capaian.demo.muat import load_demo
from capaian.demo.peta import BIASA, KECIL, read_peta, read_toml
from capaian.demo.petugas import SANDI
from capaian.demo.saat import ZONA, make_saat
from capaian.hitung.hitung import compute_week
from capaian.models import Capaian, EvaluasiPekan, Sasaran, Target
from klaster.aturan import muat_aturan
from klaster.bidang import check_pengukuran
from posyandu.kiriman import parse_kiriman
from posyandu.models import DugaanGanda, HariBuka, Kunjungan, PetugasHariBuka, TugasKunjungan, Warga
from posyandu.nik import open_nik
from posyandu.sesi import plan_sessions
from posyandu.tugas_ikut import settle_tugas
from posyandu.turunan import derive_findings, load_orang
from puskesmas.models import Pengguna, Perangkat, PerluHitung, Unit
from pustu.kerja import action_codes, still_open
from pustu.models import Rujukan

MINGGU = date(2026, 11, 22)
SAAT = make_saat(MINGGU, datetime.combine(MINGGU, time(17), ZONA))


@pytest.fixture(scope="module")
def kabupaten(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Unit]:
    """A small demo for all tests of this module, rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_demo(saat=SAAT, ukuran=KECIL)
        transaction.set_rollback(True)


# --- the data ---


def test_the_kabupaten_has_7_puskesmas_37_pustu_and_133_posyandu() -> None:
    desa = [desa for satu in read_peta(BIASA) for desa in satu.desa]
    assert (len(read_peta(BIASA)), sum(bool(d.pustu) for d in desa), sum(len(d.posyandu) for d in desa)) == (7, 37, 133)
    assert (len(desa), len({d.kode for d in desa})) == (39, 39)


def test_96_of_177_facilities_are_converted() -> None:
    peta = read_peta(BIASA)
    desa = [desa for satu in peta for desa in satu.desa]
    puskesmas = sum(satu.status == "beroperasi" for satu in peta)
    assert (puskesmas, sum(d.pustu == "beroperasi" for d in desa), sum(d.beroperasi for d in desa)) == (5, 22, 69)


def test_a_desa_without_a_pustu_hangs_on_the_puskesmas() -> None:
    tanpa = [desa for satu in read_peta(BIASA) for desa in satu.desa if not desa.pustu]
    assert [(desa.nama, desa.langsung == len(desa.posyandu)) for desa in tanpa] == [("Baru", True), ("Gantung", True)]


def test_posyandu_of_one_desa_have_different_names() -> None:
    for satu in read_peta(BIASA):
        for desa in satu.desa:
            assert len(set(desa.posyandu)) == len(desa.posyandu), desa.nama


def test_no_list_of_names_holds_a_whole_name() -> None:
    parts = [nama for angkatan in read_toml("nama").values() for daftar in angkatan.values() for nama in daftar]
    assert [nama for nama in parts if not re.fullmatch(r"[A-Z][a-z]+(-[A-Z][a-z]+)?", nama)] == []


# --- the loaded demo ---


@pytest.mark.django_db
def test_judging_every_visit_again_changes_nothing(kabupaten: Unit) -> None:
    orang = set(Warga.objects.pokok().values_list("pk", flat=True))
    assert len(orang) > 150
    assert derive_findings(orang=orang, sejak=date(2000, 1, 1)) == 0


@pytest.mark.django_db
def test_every_visit_is_one_that_a_phone_could_have_sent(kabupaten: Unit) -> None:
    semua = list(Kunjungan.objects.select_related("unit_layanan"))
    orang = load_orang({k.warga_id for k in semua})
    for k in semua:
        sent = {"id": str(k.pk), "warga": str(k.warga_id), "unit": k.unit_layanan.kode, "tanggal": str(k.tanggal)}
        kiriman = parse_kiriman({**sent, "kanal": k.kanal, "pengukuran": k.pengukuran})
        profil = orang[k.warga_id].profil(k.tanggal, k.kanal)
        assert check_pengukuran(muat_aturan(), profil, k.pengukuran, k.tanggal) == (k.pengukuran, ())
        assert kiriman.sidik == k.sidik


@pytest.mark.django_db
def test_visits_lie_inside_the_life_and_the_domicile_of_a_person(kabupaten: Unit) -> None:
    for k in Kunjungan.objects.select_related("warga").prefetch_related("warga__domisili"):
        assert k.warga.tanggal_lahir <= k.tanggal <= MINGGU
        assert k.dicatat_pada <= k.diterima_pada <= SAAT.sekarang
        tinggal = [d for d in k.warga.domisili.all() if d.sejak <= k.tanggal and (not d.sampai or k.tanggal < d.sampai)]
        assert k.warga.tamu or len(tinggal) == 1


@pytest.mark.django_db
def test_children_sum_to_their_parent(kabupaten: Unit) -> None:
    compute_week(kabupaten=kabupaten, pekan=SAAT.pekan_lalu)
    jumlah: Counter[tuple[int | None, str]] = Counter()
    for satu in Capaian.objects.select_related("unit"):
        jumlah[satu.unit.induk_id, satu.indikator_id] += satu.pembilang * 10_000 + satu.penyebut
    atas = [
        satu
        for satu in Capaian.objects.select_related("unit", "indikator")
        if satu.unit.jenis in ("kabupaten", "puskesmas")
    ]
    assert sum(satu.penyebut for satu in atas) > 0
    for satu in atas:
        if satu.indikator.satuan in ("isian", "evaluasi", "tindakan", "masalah"):  # a unit's own
            continue
        assert jumlah[satu.unit_id, satu.indikator_id] == satu.pembilang * 10_000 + satu.penyebut, satu.indikator_id


@pytest.mark.django_db
def test_one_phone_of_the_evaluated_week_has_not_sent_all(kabupaten: Unit) -> None:
    belum = HariBuka.objects.between(SAAT.pekan_lalu.senin, SAAT.pekan_lalu.minggu).not_sent(MINGGU)
    assert [(s.posyandu.nama, s.status) for s in belum] == [("Seroja", "ditutup")]
    assert not HariBuka.objects.between(date(2026, 1, 1), date(2026, 11, 8)).not_sent(MINGGU).exists()


@pytest.mark.django_db
def test_a_nik_is_held_twice_and_waits_at_the_duplicate_desk(kabupaten: Unit) -> None:
    satu = DugaanGanda.objects.select_related("warga", "mirip").get()
    assert satu.warga.nik_ganda
    assert open_nik(satu.warga.nik_sandi) == open_nik(satu.mirip.nik_sandi) != ""


@pytest.mark.django_db
def test_a_guest_has_come_home_to_give_birth(kabupaten: Unit) -> None:
    tamu = Warga.objects.get(tamu=True)
    assert not tamu.domisili.exists()
    assert tamu.kehamilan.get().hpl > MINGGU
    assert tamu.kunjungan.filter(temuan__contains=["anc"]).count() == 2


@pytest.mark.django_db
def test_rafif_did_not_gain_twice_and_is_missing(kabupaten: Unit) -> None:
    rafif = Warga.objects.get(nama="Rafif Maulana", unit__nama="Kenanga")
    terakhir = rafif.kunjungan.filter(kanal="posyandu").latest("tanggal")
    assert "bb_tidak_naik_2x" in terakhir.temuan
    assert terakhir.tanggal < SAAT.pekan_lalu.senin


@pytest.mark.django_db
def test_most_children_have_every_vaccine_of_their_age_and_none_has_one_too_early(kabupaten: Unit) -> None:
    temuan = Counter(satu for kunjungan in Kunjungan.objects.under(kabupaten) for satu in kunjungan.temuan)
    assert temuan["imunisasi_lengkap"] > temuan["imunisasi_tertinggal"] > 0
    assert temuan["imunisasi_terlalu_dini"] == 0


@pytest.mark.django_db
def test_most_findings_are_dealt_with_and_referrals_have_come_back(kabupaten: Unit) -> None:
    perlu = frozenset(action_codes(muat_aturan()))
    rows = Kunjungan.objects.under(kabupaten).filter(temuan__overlap=list(perlu), warga__status="aktif")
    terbuka = still_open(rows, perlu, MINGGU)
    assert 0 < len(terbuka) < rows.count() / 2
    assert Rujukan.objects.filter(status="dijawab").exists()


@pytest.mark.django_db
def test_births_of_the_year_are_written_down_with_the_weeks_after(kabupaten: Unit) -> None:
    lahir = Kunjungan.objects.filter(pengukuran__has_key="persalinan_tempat")
    assert lahir.filter(pengukuran__bersalin_di_faskes=True).count() > lahir.count() / 2 > 0
    assert Kunjungan.objects.filter(temuan__contains=["kn_lengkap"]).exists()


@pytest.mark.django_db
def test_one_cadre_stood_alone_at_kelubi(kabupaten: Unit) -> None:
    pekan = (SAAT.pekan_lalu.senin, SAAT.pekan_lalu.minggu)
    sesi = HariBuka.objects.filter(posyandu__kode__startswith="19.06.01.2004", tanggal__range=pekan)
    assert sesi.count() == 2
    assert PetugasHariBuka.objects.filter(hari_buka__in=sesi).count() == 2


@pytest.mark.django_db
def test_the_calendar_is_the_one_that_the_clock_would_plan(kabupaten: Unit) -> None:
    posyandu = Unit.objects.under(kabupaten).of_jenis("posyandu")
    assert plan_sessions(posyandu=posyandu, dari=SAAT.awal, sampai=SAAT.akhir) == 0


@pytest.mark.django_db
def test_four_accounts_can_log_in_and_nobody_else(kabupaten: Unit) -> None:
    bisa = [p for p in Pengguna.objects.all() if p.has_usable_password()]
    assert sorted(p.username for p in bisa) == ["dinkes", "kader", "kapus", "kapustu"]
    assert all(p.check_password(SANDI) and p.active_penugasan() for p in bisa)


@pytest.mark.django_db
def test_every_audited_row_names_who_made_it(kabupaten: Unit) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'pgh_context_id'")
        tables = [row[0] for row in cursor.fetchall()]
        rows = 0
        for table in tables:
            cursor.execute(f"SELECT count(*), count(pgh_context_id) FROM {table} WHERE pgh_label = 'insert'")
            semua, bernama = cursor.fetchone()
            rows += semua
            assert table == "puskesmas_penggunaevent" or semua == bernama, table
        assert rows > 500


@pytest.mark.django_db
def test_last_week_is_left_to_the_clock_and_eleven_weeks_are_signed(kabupaten: Unit) -> None:
    pekan = EvaluasiPekan.objects.filter(unit=kabupaten, status__in=("disahkan", "ditanggapi"))
    assert (pekan.count(), pekan.filter(pekan__gte=SAAT.pekan_lalu.senin).count()) == (11, 0)
    assert PerluHitung.objects.get().sejak_tanggal < SAAT.pekan_lalu.senin


@pytest.mark.django_db
def test_targets_and_projections_say_that_they_are_examples(kabupaten: Unit) -> None:
    dokumen = {*Target.objects.values_list("dokumen", flat=True), *Sasaran.objects.values_list("dokumen", flat=True)}
    assert len(dokumen) == 2
    assert all("data contoh" in satu for satu in dokumen)


@pytest.mark.django_db
def test_every_unit_has_projections_that_add_up_but_for_small_children(kabupaten: Unit) -> None:
    rows = Sasaran.objects.under(kabupaten).values_list("unit", "unit__induk", "kelompok", "jumlah")
    jumlah = {(unit, kelompok): n for unit, _, kelompok, n in rows}
    anak: Counter[tuple[int | None, str]] = Counter()
    for _, induk, kelompok, n in rows:
        anak[induk, kelompok] += n or 0
    assert {unit for unit, _ in jumlah} == set(Unit.objects.under(kabupaten).values_list("pk", flat=True))
    beda = {kunci for kunci, n in anak.items() if kunci in jumlah and n != jumlah[kunci]}
    assert beda <= {(kabupaten.pk, "balita")}


@pytest.mark.django_db
def test_most_newborns_got_their_first_dose_once(kabupaten: Unit) -> None:
    lahir = Kunjungan.objects.filter(pengukuran__has_key="berat_lahir_gram").values_list("warga", flat=True)
    hb0 = Counter(Kunjungan.objects.filter(pengukuran__has_key="imun_hb0").values_list("warga", flat=True))
    assert sum(warga in hb0 for warga in lahir) > len(lahir) / 2 > 0
    assert set(hb0.values()) == {1}


@pytest.mark.django_db
def test_no_newborn_shrinks_between_birth_and_the_first_weighing(kabupaten: Unit) -> None:
    lahir = Kunjungan.objects.filter(pengukuran__has_key="berat_lahir_gram").select_related("warga")
    timbang = Kunjungan.objects.filter(pengukuran__has_keys=["berat_kg", "panjang_cm"]).order_by("-tanggal")
    pertama = {satu.warga_id: satu for satu in timbang}
    pasangan = [(satu.pengukuran, pertama[satu.warga_id].pengukuran) for satu in lahir if satu.warga_id in pertama]
    assert pasangan
    for awal, kini in pasangan:
        assert awal["berat_lahir_gram"] * 0.92 <= kini["berat_kg"] * 1000
        assert awal["panjang_lahir_cm"] <= kini["panjang_cm"]


@pytest.mark.django_db
def test_a_phone_was_last_heard_of_when_it_last_sent(kabupaten: Unit) -> None:
    semua = list(Perangkat.objects.select_related("pengguna"))
    assert len(semua) > 1
    for satu in semua:
        dulu = Kunjungan.objects.filter(dicatat_oleh=satu.pengguna, tanggal__lt=MINGGU)
        terakhir = dulu.latest("diterima_pada").diterima_pada
        assert satu.kirim_hash
        assert satu.pengguna.username != "kader"
        assert satu.dibuat_pada < terakhir == satu.dipakai_pada


# --- children at school ---


@pytest.mark.django_db
def test_every_pupil_lives_with_a_mother_and_is_of_age_for_school(kabupaten: Unit) -> None:
    murid = Warga.objects.filter(tanggal_lahir__gt=date(2008, 11, 22), tanggal_lahir__lte=date(2020, 11, 22))
    assert 0.08 < murid.count() / Warga.objects.count() < 0.3
    for satu in murid.select_related("ibu"):
        assert satu.ibu is not None
        assert 18 * 365 < (satu.tanggal_lahir - satu.ibu.tanggal_lahir).days < 43 * 366
        assert (satu.keluarga_id, satu.unit_id, satu.status) == (
            satu.ibu.keluarga_id,
            satu.ibu.unit_id,
            satu.ibu.status,
        )


@pytest.mark.django_db
def test_a_class_is_screened_on_one_day_and_has_something_to_find(kabupaten: Unit) -> None:
    diukur = Kunjungan.objects.under(kabupaten).filter(kanal="sekolah", pengukuran__has_key="mata_kanan")
    hari: dict[tuple[str, int], set[date]] = {}
    for satu in diukur.select_related("warga__unit"):
        kelas = satu.warga.unit.kode[:13], satu.warga.tanggal_lahir.year
        hari.setdefault(kelas, set()).add(satu.tanggal)
    assert len(hari) > 5
    assert all(len(satu) == 1 for satu in hari.values())
    temuan = {kode for satu in diukur for kode in satu.temuan}
    assert {"diukur_tinggi", "mata_diperiksa", "td_diukur", "gizi_baik"} <= temuan


@pytest.mark.django_db
@pytest.mark.parametrize("kode", ["sekolah_diskrining", "sekolah_gizi_kurang", "rematri_ttd", "imunisasi_bias"])
def test_the_figures_of_school_age_have_somebody_in_them(kabupaten: Unit, kode: str) -> None:
    compute_week(kabupaten=kabupaten, pekan=SAAT.pekan_lalu)
    assert Capaian.objects.get(unit=kabupaten, indikator_id=kode, pekan=SAAT.pekan_lalu.senin).penyebut > 0


# --- the Nyelik list ---


def test_the_nyelik_lists_are_full_of_every_outcome(kabupaten: Unit) -> None:
    status = Counter(TugasKunjungan.objects.under(kabupaten).values_list("status", flat=True))
    assert status.keys() == {"menunggu", "tidak_bertemu", "dikunjungi", "selesai"}
    assert TugasKunjungan.objects.terbuka().filter(tenggat__lt=MINGGU).exists()


def test_every_outcome_is_what_the_visits_say(kabupaten: Unit) -> None:
    """Settling all tasks anew changes nothing."""
    kolom = ("pk", "status", "posyandu", "kunjungan", "hasil", "ditemui")
    sebelum = list(TugasKunjungan.objects.order_by("pk").values_list(*kolom))
    semua = Warga.objects.filter(tugas_kunjungan__isnull=False).distinct()
    settle_tugas(warga=semua, diganti=Kunjungan.objects.filter(tugas__isnull=False))
    assert list(TugasKunjungan.objects.order_by("pk").values_list(*kolom)) == sebelum
