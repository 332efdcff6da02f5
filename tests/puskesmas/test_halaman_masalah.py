"""The pages about problems: nothing typed is lost, nobody sees what is not theirs, and the story can be walked."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from puskesmas.masalah import report_masalah
from puskesmas.models import JamMasalah, Masalah, Tindakan
from puskesmas.peran import Peran
from puskesmas.tindakan import assign_tindakan
from puskesmas.unggah import PALING_BESAR
from tests.cast import Pemeran, Wilayah, browse, make_pengguna
from tests.puskesmas.test_foto import picture

pytestmark = pytest.mark.usefixtures("rabu")

LAPOR = {"jenis": "obat_vaksin", "judul": "Vaksin MR habis", "uraian": "Sejak Senin", "unit": "19.06.01.2004.001"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def masalah(wilayah: Wilayah, pemeran: Pemeran) -> Masalah:
    return report_masalah(oleh=pemeran.ani, unit=wilayah.melati, jenis="alat", judul="Timbangan rusak")


def send(client: Client, masalah: Masalah, langkah: str, **isi: Any) -> Any:
    return client.post(f"/masalah/{masalah.pk}/", {"langkah": langkah, **isi})


def test_a_problem_is_reported_climbed_by_hand_solved_and_accepted(wilayah: Wilayah, pemeran: Pemeran) -> None:
    kader, bidan, kapus = browse(pemeran.ani), browse(pemeran.citra), browse(pemeran.dewi)
    assert kader.post("/masalah/baru/", LAPOR).status_code == 302
    masalah = Masalah.objects.get()
    assert "Naik ke Kepala Puskesmas Manggar dalam 3 hari kerja" in text(kader.get(f"/masalah/{masalah.pk}/"))
    send(bidan, masalah, "naikkan", isi="Stok Pustu nol")
    send(kapus, masalah, "tangani", pemilik=pemeran.dewi.pk, tenggat="2026-11-20")
    send(kapus, masalah, "usul_selesai", isi="Dua vial dikirim")
    send(kader, masalah, "terima")
    halaman = text(kader.get(f"/masalah/{masalah.pk}/"))
    for kata in ("Naik ke Puskesmas Manggar", "Dua vial dikirim", "Diterima selesai"):
        assert kata in halaman
    assert Masalah.objects.get().keadaan == "selesai"


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"judul": ""}, "wajib diisi"),
        ({"judul": "Anak 1906011203860001 sakit"}, "berisi NIK"),
        ({"uraian": "Sejak Senin, bayi NIK 1906 0112 0386 0001"}, "berisi NIK"),
        ({"jenis": ""}, "Jenis masalah belum dipilih"),
        ({"unit": "19.06.01.2004.002"}, "Tempatnya belum dipilih"),
        ({"jumlah_orang": "dua"}, "Isi angka bulat"),
        ({"jumlah_orang": "١٢"}, "Isi angka bulat"),
        ({"tenggat": "2026-11-17"}, "sudah lewat"),
        ({"tenggat": "kemarin"}, "tidak sah"),
    ],
)
def test_a_refused_report_keeps_what_was_typed(
    wilayah: Wilayah, pemeran: Pemeran, isi: dict[str, str], pesan: str
) -> None:
    answer = browse(pemeran.ani).post("/masalah/baru/", LAPOR | isi)
    assert (answer.status_code, Masalah.objects.count()) == (400, 0)
    assert pesan in text(answer)
    assert "Sejak Senin" in text(answer)


def test_a_report_sent_twice_makes_one_problem(wilayah: Wilayah, pemeran: Pemeran) -> None:
    isi = LAPOR | {"id": "0193aaaa-0000-4000-8000-000000000001"}
    kader = browse(pemeran.ani)
    assert [kader.post("/masalah/baru/", isi).status_code for _ in range(2)] == [302, 302]
    assert Masalah.objects.count() == 1


def test_a_photo_comes_with_the_report_and_is_served_in_scope(wilayah: Wilayah, pemeran: Pemeran) -> None:
    foto = SimpleUploadedFile("a.jpg", picture().getvalue(), "image/jpeg")
    browse(pemeran.ani).post("/masalah/baru/", LAPOR | {"foto": foto})
    masalah = Masalah.objects.get()
    alamat = f"/masalah/{masalah.pk}/foto/{masalah.foto.get().pk}/"
    answer = browse(pemeran.dewi).get(alamat)
    assert (answer["Content-Type"], answer.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    assert browse(pemeran.budi).get(alamat).status_code == 404


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [(b"bukan foto", "bukan foto"), (b"0" * (PALING_BESAR + 1), "lebih dari 10 MB")],
    ids=["bukan gambar", "terlalu besar"],
)
def test_a_bad_photo_is_refused_and_the_words_stay(wilayah: Wilayah, pemeran: Pemeran, isi: bytes, pesan: str) -> None:
    berkas = BytesIO(isi)
    berkas.name = "foto.jpg"
    answer = browse(pemeran.ani).post("/masalah/baru/", {"foto": berkas, **LAPOR})
    assert (answer.status_code, Masalah.objects.count()) == (400, 0)
    assert pesan in text(answer)
    assert "Sejak Senin" in text(answer)


def test_closing_without_an_outcome_is_refused_in_its_form(masalah: Masalah, pemeran: Pemeran) -> None:
    bidan = browse(pemeran.citra)
    send(bidan, masalah, "tangani", pemilik=pemeran.citra.pk, tenggat="2026-11-20")
    answer = send(bidan, masalah, "usul_selesai", isi=" ")
    assert answer.status_code == 400
    assert "Hasilnya belum diisi." in text(answer)


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"tenggat": "2026-11-17"}, "sudah lewat"),
        ({"tenggat": ""}, "belum diisi"),
        ({"pemilik": ""}, "belum dipilih"),
        ({"pemilik": "gita"}, "belum dipilih"),
    ],
)
def test_a_refused_step_keeps_its_words(masalah: Masalah, pemeran: Pemeran, isi: dict[str, str], pesan: str) -> None:
    pemilik = str(pemeran.gita.pk) if isi.get("pemilik") == "gita" else isi.get("pemilik", str(pemeran.citra.pk))
    kirim = {"tenggat": "2026-11-20", "isi": "Pinjam dulu"} | isi | {"pemilik": pemilik}
    answer = send(browse(pemeran.citra), masalah, "tangani", **kirim)
    assert answer.status_code == 400
    assert pesan in text(answer)
    assert "Pinjam dulu" in text(answer)


def test_who_comes_second_is_told_and_reads_the_own_words(masalah: Masalah, pemeran: Pemeran) -> None:
    lama = {"versi": masalah.versi, "isi": "Sudah ada yang baru"}
    send(browse(pemeran.ani), masalah, "batal", isi="Salah lapor")
    answer = send(browse(pemeran.citra), masalah, "tangani", pemilik=pemeran.citra.pk, tenggat="2026-11-20", **lama)
    assert answer.status_code == 409
    assert "Sudah ada yang baru" in text(answer)


def test_who_may_be_given_a_problem_is_named_with_office_and_place(masalah: Masalah, pemeran: Pemeran) -> None:
    teks = text(browse(pemeran.citra).get(f"/masalah/{masalah.pk}/"))
    assert f'<option value="{pemeran.citra.pk}">Citra, Bidan desa Kelubi</option>' in teks
    assert "Eko, Staf Dinas Kesehatan Belitung Timur</option>" in teks
    assert ">Gita" not in teks


def test_an_unknown_step_is_refused(masalah: Masalah, pemeran: Pemeran) -> None:
    assert send(browse(pemeran.citra), masalah, "hapus").status_code == 400


def test_the_board_shows_its_scope_and_what_to_do_when_empty(
    wilayah: Wilayah, masalah: Masalah, pemeran: Pemeran
) -> None:
    assert "Timbangan rusak" in text(browse(pemeran.eko).get("/masalah/"))
    assert "Laporkan yang tidak bisa diselesaikan sendiri" in text(browse(pemeran.budi).get("/masalah/"))
    assert "Timbangan rusak" not in text(browse(pemeran.eko).get("/masalah/?jenis=data"))
    assert "Timbangan rusak" in text(browse(pemeran.eko).get("/masalah/?tampil=daftar&pemegang=pustu"))


@pytest.mark.parametrize("query", ["jenis=cuaca", "pemegang=x", "hal=0", "hal=١", "unit=%27", "keadaan=x", "tampil=x"])
def test_the_board_refuses_filters_it_does_not_know(wilayah: Wilayah, pemeran: Pemeran, query: str) -> None:
    assert browse(pemeran.eko).get(f"/masalah/?{query}").status_code == 400


def test_a_village_guest_is_shown_nothing(masalah: Masalah, wilayah: Wilayah) -> None:
    tamu = browse(make_pengguna("Tamu", wilayah.kelubi, Peran.TAMU_DESA))
    for alamat in ("/masalah/", "/masalah/baru/", "/masalah/jam/", f"/masalah/{masalah.pk}/"):
        answer = tamu.get(alamat)
        assert answer.status_code == 403
        assert "Timbangan" not in text(answer)


def test_dinas_sets_the_clocks_and_a_wrong_one_keeps_the_others(wilayah: Wilayah, pemeran: Pemeran) -> None:
    dinas = browse(pemeran.eko)
    isi = {f"{j}-{t}": "7" for j in _kinds() for t in ("pustu", "puskesmas", "kabupaten")}
    answer = dinas.post("/masalah/jam/", isi | {"alat-pustu": "99", "data-pustu": "8"})
    assert (answer.status_code, JamMasalah.objects.count()) == (400, 0)
    assert 'value="8"' in text(answer)
    assert dinas.post("/masalah/jam/", isi).status_code == 200
    assert JamMasalah.objects.count() == len(isi)


def _kinds() -> tuple[str, ...]:
    return ("tenaga", "alat", "obat_vaksin", "data", "akses", "perilaku", "lintas_sektor", "wabah", "lain")


@pytest.fixture
def tindakan(wilayah: Wilayah, pemeran: Pemeran) -> Tindakan:
    return assign_tindakan(
        oleh=pemeran.dewi,
        unit=wilayah.manggar,
        apa="Sweeping",
        penanggung_jawab=pemeran.ani,
        tenggat=date(2026, 11, 20),
    )


def test_the_owner_closes_an_action_on_its_page(tindakan: Tindakan, pemeran: Pemeran) -> None:
    kader, alamat = browse(pemeran.ani), f"/tindakan/{tindakan.pk}/"
    assert "Sweeping" in text(kader.get("/masalah/"))
    assert "Hasilnya belum diisi." in text(kader.post(alamat, {"aksi": "tutup", "hasil": ""}))
    assert kader.post(alamat, {"aksi": "tutup", "hasil": "12 anak"}).status_code == 302
    assert "12 anak" in text(kader.get(alamat))
    assert kader.post(alamat, {"aksi": "tutup", "hasil": "lagi"}).status_code == 409


def test_a_refused_postponement_keeps_its_words(tindakan: Tindakan, pemeran: Pemeran) -> None:
    isi = {"aksi": "tunda", "tenggat": "2026-11-19", "alasan": "Hujan lebat"}
    answer = browse(pemeran.ani).post(f"/tindakan/{tindakan.pk}/", isi)
    assert answer.status_code == 400
    assert "Hujan lebat" in text(answer)


def test_somebody_else_s_action_is_not_there(tindakan: Tindakan, pemeran: Pemeran) -> None:
    assert browse(pemeran.budi).get(f"/tindakan/{tindakan.pk}/").status_code == 404


def test_an_action_becomes_a_problem_and_stays_part_of_it(tindakan: Tindakan, pemeran: Pemeran) -> None:
    kader, alamat = browse(pemeran.ani), f"/masalah/baru/?tindakan={tindakan.pk}"
    assert alamat in text(kader.get(f"/tindakan/{tindakan.pk}/"))
    form = text(kader.get(alamat))
    assert f'value="{tindakan.apa}"' in form
    isi = LAPOR | {"tindakan": str(tindakan.pk)}
    assert kader.post("/masalah/baru/", isi).status_code == 302
    [masalah] = Masalah.objects.all()
    assert Tindakan.objects.get().masalah == masalah
    assert tindakan.apa in text(kader.get(f"/masalah/{masalah.pk}/"))
    assert alamat not in text(kader.get(f"/tindakan/{tindakan.pk}/"))


def test_an_action_is_part_of_one_problem_only(tindakan: Tindakan, pemeran: Pemeran) -> None:
    kader, isi = browse(pemeran.ani), LAPOR | {"tindakan": str(tindakan.pk)}
    kader.post("/masalah/baru/", isi)
    answer = kader.post("/masalah/baru/", isi)
    assert (answer.status_code, "sudah bagian dari sebuah masalah" in text(answer)) == (409, True)
    assert Masalah.objects.count() == 1


def test_a_report_sent_twice_links_its_action_once(tindakan: Tindakan, pemeran: Pemeran) -> None:
    kader = browse(pemeran.ani)
    isi = LAPOR | {"tindakan": str(tindakan.pk), "id": "5b1c9d1e-8d0a-4f52-9f2e-3d9a52b5f0aa"}
    assert [kader.post("/masalah/baru/", isi).status_code for _ in range(2)] == [302, 302]
    assert (Masalah.objects.count(), Masalah.objects.get().langkah.filter(langkah="tindakan").count()) == (1, 1)


@pytest.mark.parametrize("pk", ["bukan-id", "5b1c9d1e-8d0a-4f52-9f2e-3d9a52b5f0aa"])
def test_an_action_that_there_is_not_opens_no_form(pemeran: Pemeran, pk: str) -> None:
    kader = browse(pemeran.ani)
    assert kader.get(f"/masalah/baru/?tindakan={pk}").status_code == 404
    assert kader.post("/masalah/baru/", LAPOR | {"tindakan": pk}).status_code == 404


def test_somebody_else_s_action_cannot_be_linked(tindakan: Tindakan, pemeran: Pemeran) -> None:
    isi = LAPOR | {"tindakan": str(tindakan.pk), "unit": "19.06.01.2004.002"}
    assert browse(pemeran.budi).post("/masalah/baru/", isi).status_code == 404
    assert not Masalah.objects.exists()


@pytest.mark.parametrize("langkah", ["komentar", "naikkan", "usul_selesai"])
def test_no_nik_enters_the_story(masalah: Masalah, pemeran: Pemeran, langkah: str) -> None:
    answer = send(browse(pemeran.citra), masalah, langkah, isi="Ibu 1906011203860001 menolak")
    assert (answer.status_code, masalah.langkah.count()) in {(400, 1), (409, 1)}
    assert "Ibu 1906011203860001 menolak" in text(answer)


@pytest.mark.parametrize("versi", ["1" * 40, "-1", "١", "1.0", "satu"])
def test_a_version_that_no_form_had_does_not_pass_the_check(masalah: Masalah, pemeran: Pemeran, versi: str) -> None:
    answer = send(browse(pemeran.citra), masalah, "naikkan", isi="Stok nol", versi=versi)
    assert (answer.status_code, "Stok nol" in text(answer)) == (409, True)
    assert masalah.langkah.count() == 1
