"""What leaves a meeting: papers, workbook, text, and the check of a printed sheet."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

import pypdfium2
import pytest
import time_machine
from django.test import Client
from PIL import Image, ImageChops

from capaian.evaluasi.bahas import Draf, DrafPokok, start_discussion, write_draft
from capaian.evaluasi.sah import reopen, sign
from capaian.halaman.akses import open_access
from capaian.hitung.pekan import Pekan
from capaian.keluar.muat import Rapat, load_rapat
from capaian.keluar.undangan import meeting_day
from capaian.keluar.views import NASKAH
from capaian.keluar.wa import write_text
from capaian.models import EvaluasiPekan, PokokEvaluasi
from posyandu.models import Warga
from puskesmas.cetak import print_pdf, print_png
from puskesmas.models import Pengguna, ProfilPuskesmas
from tests.capaian.angka import M46
from tests.cast import Pemeran, Wilayah, browse, make_warga

pytestmark = pytest.mark.usefixtures("selasa")

ALAMAT = "/evaluasi/2026-M46/19.06.01-PKM/berkas/"
GANAS = '#import "/etc/passwd": * $x$ `raw` \\ *tebal* _miring_ <a> @b ~ // /* = + - "kutip" 😀🙏 \u202e ثنا'


def read_rapat(pengguna: Pengguna, pekan: Pekan = M46) -> Rapat:
    return load_rapat(open_access(pengguna, "19.06.01-PKM"), pekan)


@pytest.mark.parametrize(
    ("hari_ini", "hari_rapat", "tanggal"),
    [
        ("2026-11-16", 1, "2026-11-16"),
        ("2026-11-16", 4, "2026-11-19"),
        ("2026-11-17", 1, "2026-11-23"),
        ("2026-11-19", 4, "2026-11-19"),
        ("2026-11-20", 4, "2026-11-26"),
        ("2026-12-10", 4, "2026-12-10"),
    ],
)
def test_an_invitation_never_names_a_day_that_has_passed(
    pemeran: Pemeran, evaluasi: EvaluasiPekan, hari_ini: str, hari_rapat: int, tanggal: str
) -> None:
    ProfilPuskesmas.objects.update_or_create(unit=evaluasi.unit, defaults={"hari_rapat": hari_rapat})
    with time_machine.travel(f"{hari_ini}T10:42:00+07:00"):
        assert str(meeting_day(read_rapat(pemeran.dewi))) == tanggal


def test_the_invitation_to_a_meeting_that_was_held_names_its_day(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    with time_machine.travel("2026-12-24T10:42:00+07:00"):
        assert str(meeting_day(read_rapat(pemeran.dewi))) == "2026-11-17"


def paper(jenis: str, rapat: Rapat) -> dict[str, Any]:
    return NASKAH[jenis](rapat, lambda alamat: f"https://ilp.contoh{alamat}")


def text_of(isi: bytes) -> str:
    """All words of a PDF, a space between lines."""
    berkas = pypdfium2.PdfDocument(isi)
    return " ".join(" ".join(h.get_textpage().get_text_bounded() for h in berkas).replace("\u200b", "").split())


def write_all(pemeran: Pemeran, evaluasi: EvaluasiPekan, huruf: Callable[[int], str]) -> EvaluasiPekan:
    """Every text as long as it may be; stored as it is, for what is refused today may stand in older weeks."""
    baris = start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    prioritas, siapa = PokokEvaluasi.Jenis.PRIORITAS, pemeran.citra.pk
    satu = DrafPokok(prioritas, "lain", huruf(500), huruf(300), siapa, M46.next.next.minggu)
    kode = baris.pokok.values_list("indikator_id", flat=True)
    draf = Draf(dict.fromkeys(kode, satu), "daring", huruf(2000), huruf(1000), frozenset([pemeran.dewi.pk]))
    write_draft(baris, pemeran.dewi, draf)
    return baris


# ── Papers ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_signed_sheet_says_what_was_decided_and_how_to_check_it(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    answer = browse(pemeran.eko).get(f"{ALAMAT}berita-acara.pdf")
    teks = text_of(answer.content)
    kode = read_rapat(pemeran.dewi).kode
    assert answer["Content-Type"] == "application/pdf"
    assert all(kata in teks for kata in ("Balita ditimbang", "52 %, 52 dari 100", "Sweeping bersama kader", "SKDR 45"))
    assert f"http://testserver/v/{kode[:4]}-{kode[4:8]}-" in teks
    assert "RANCANGAN" not in teks
    assert disahkan.sah


@pytest.mark.parametrize("langkah", ["disiapkan", "dibahas"])
def test_an_unsigned_sheet_says_so_and_bears_no_code(pemeran: Pemeran, evaluasi: EvaluasiPekan, langkah: str) -> None:
    if langkah == "dibahas":
        start_discussion(oleh=pemeran.dewi, evaluasi=evaluasi)
    teks = text_of(browse(pemeran.dewi).get(f"{ALAMAT}berita-acara.pdf").content)
    assert "RANCANGAN" in teks
    assert "/v/" not in teks


@pytest.mark.parametrize("pola", ["W", "kata panjang ", "i\n"])
def test_the_longest_texts_still_fit_on_one_page(pemeran: Pemeran, evaluasi: EvaluasiPekan, pola: str) -> None:
    write_all(pemeran, evaluasi, lambda n: (pola * n)[:n])
    rapat = read_rapat(pemeran.dewi)
    [gambar] = print_png("berita-acara", paper("berita-acara", rapat), saat=rapat.saat, titik=60)
    kanan = Image.open(BytesIO(gambar)).convert("L").crop((461, 0, 496, 640))
    assert ImageChops.invert(kanan).getbbox() is None  # nothing stands in the right margin


@pytest.mark.parametrize("jenis", sorted(NASKAH))
def test_typed_text_is_never_read_as_markup(pemeran: Pemeran, evaluasi: EvaluasiPekan, jenis: str) -> None:
    write_all(pemeran, evaluasi, lambda n: (GANAS * 9)[:n])
    rapat = read_rapat(pemeran.dewi)
    isi = paper(jenis, rapat) | {"keterangan": f"{GANAS}\x00\x07", "tempat": GANAS, "nomor": '"]) #panic()'}
    teks = text_of(print_pdf(jenis, isi, saat=rapat.saat))
    assert '#import "/etc/passwd": * $x$ `raw` \\ *tebal* _miring_' in teks
    assert "root:" not in teks


def test_the_same_meeting_makes_the_same_file(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    client = browse(pemeran.dewi)
    dua = [client.get(f"{ALAMAT}berita-acara.pdf").content for _ in range(2)]
    assert disahkan.sah
    assert dua[0] == dua[1]


def test_a_paper_that_is_not_made_is_no_address(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    for jenis in ("surat", "lembar", "berita_acara"):
        assert browse(pemeran.dewi).get(f"{ALAMAT}{jenis}.pdf").status_code == 404
    assert evaluasi.pk


# ── The check of a sheet ─────────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_holds_the_sheet_may_check_it_and_learns_no_name(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    """All its words are compared: the code is random, and looked for in the page any figure may stand in it."""
    kode = read_rapat(pemeran.dewi).kode
    for tulisan in (kode, kode.lower(), f"{kode[:4]}-{kode[4:]}"):
        teks = Client().get(f"/v/{tulisan}/").content.decode()
        assert " ".join(unescape(re.sub(r"<[^>]+>", " ", teks)).split()) == (
            "Periksa berita acara · ILP Lompat ke isi ILP "
            f"Periksa berita acara kode {kode[:4]}-{kode[4:8]}-{kode[8:12]}-{kode[12:]} "
            "Asli. Evaluasi Pekan 9–15 Nov 2026 Puskesmas Manggar disahkan Sel 17 Nov 2026 10.42. "
            "Cocokkan pekan, Puskesmas, dan tanggal ini dengan lembar di tangan Anda."
        )
        assert not any(nama in teks for nama in ("Dewi", "Citra", "Sweeping"))
    assert disahkan.sah


def test_a_sheet_from_before_a_reopening_is_no_longer_valid(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    lama = read_rapat(pemeran.dewi).kode
    baris = reopen(oleh=pemeran.dewi, evaluasi=disahkan, alasan="Salah sebab")
    assert "Sudah tidak berlaku" in Client().get(f"/v/{lama}/").content.decode()
    sign(oleh=pemeran.dewi, evaluasi=baris, versi=baris.versi)
    assert read_rapat(pemeran.dewi).kode != lama
    assert "Sudah tidak berlaku" in Client().get(f"/v/{lama}/").content.decode()


def test_only_a_signature_can_be_checked(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    mulai = disahkan.langkah.get(jenis="mulai_bahas").kode
    for kode in (mulai, "0000-0000-0000-0000", "x", "A" * 60):
        assert Client().get(f"/v/{kode}/").status_code == 404
    assert Client().post(f"/v/{read_rapat(pemeran.dewi).kode}/").status_code == 405


# ── WhatsApp and workbook ────────────────────────────────────────────────────────────────────────────────────────────


def test_the_message_holds_figures_cause_action_who_and_when(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    teks = write_text(read_rapat(pemeran.dewi))
    assert teks.startswith("*Evaluasi pekan 9–15 Nov 2026, Puskesmas Manggar*\nDisahkan Sel 17 Nov 10.42 oleh")
    assert "*1. Balita ditimbang*: jauh tertinggal, 52 %, 52 dari 100 · harapan 67 % · target 80 %" in teks
    assert "Sebab: Warga tidak datang\nTindakan: Sweeping bersama kader\nSiapa: Citra, " in teks
    assert "paling lambat Jum 20 Nov" in teks
    assert disahkan.sah


def test_the_link_carries_the_same_text_to_whatsapp(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    teks = browse(pemeran.dewi).get(ALAMAT).content.decode()
    awal = teks.index("https://wa.me/?text=")
    assert unquote(teks[awal : teks.index('"', awal)]).endswith(write_text(read_rapat(pemeran.dewi)))
    assert disahkan.sah


@pytest.mark.parametrize("angka", ["1906050101900001", "1906 0501 0190 0001", "19.06.05-0101900001"])
def test_no_nik_goes_to_whatsapp(pemeran: Pemeran, evaluasi: EvaluasiPekan, angka: str) -> None:
    write_all(pemeran, evaluasi, lambda _: f"Jemput {angka}, telepon 081234567890")
    teks = write_text(read_rapat(pemeran.dewi))
    assert "Jemput [16 angka dihapus], telepon 081234567890" in teks
    assert angka not in teks


def test_nobody_behind_a_figure_is_named_in_what_leaves(
    pemeran: Pemeran, wilayah: Wilayah, disahkan: EvaluasiPekan
) -> None:
    warga: Warga = make_warga(wilayah.melati, "Qzxnamaxzq")
    disahkan.pokok.update(orang=[warga.pk])
    client = browse(pemeran.dewi)
    assert "Qzxnamaxzq" in client.get(ALAMAT.removesuffix("berkas/")).content.decode()
    assert "Qzxnamaxzq" not in client.get(ALAMAT).content.decode()
    assert not any("Qzxnamaxzq" in text_of(client.get(f"{ALAMAT}{jenis}.pdf").content) for jenis in NASKAH)
    assert b"Qzxnamaxzq" not in workbook(client.get(f"{ALAMAT}evaluasi.xlsx").content)


def workbook(isi: bytes) -> bytes:
    with ZipFile(BytesIO(isi)) as berkas:
        return b"".join(berkas.read(nama) for nama in berkas.namelist() if not nama.startswith("docProps"))


def test_the_workbook_holds_decisions_and_every_pustu_and_no_formula(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    write_all(pemeran, evaluasi, lambda n: '=HYPERLINK("http://jahat","klik")'[:n])
    isi = workbook(browse(pemeran.dewi).get(f"{ALAMAT}evaluasi.xlsx").content)
    assert b"<f>" not in isi
    assert b"RANCANGAN, belum disahkan" in isi
    for kata in ("=HYPERLINK", "Balita ditimbang", "Kelubi", "Lain-lain", "30\u00a0% jauh tertinggal", "<v>54</v>"):
        assert kata.encode() in isi, kata


def test_the_page_of_the_meeting_leads_to_its_papers(pemeran: Pemeran, disahkan: EvaluasiPekan) -> None:
    teks = browse(pemeran.eko).get(ALAMAT.removesuffix("berkas/")).content.decode()
    assert all(f'href="berkas/{ke}"' in teks for ke in ("", "#whatsapp", "evaluasi.xlsx"))
    assert disahkan.sah


def test_the_page_of_papers_offers_each_of_them(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    teks = browse(pemeran.dewi).get(ALAMAT).content.decode()
    assert evaluasi.pk
    assert all(f'href="{ALAMAT}{jenis}.pdf"' in teks for jenis in NASKAH)
    assert '/evaluasi/bulan/2026-11/19.06.01-PKM/"' in teks


def test_an_invitation_is_no_draft_and_names_day_and_guests(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    teks = text_of(browse(pemeran.dewi).get(f"{ALAMAT}undangan.pdf").content)
    assert evaluasi.pk
    assert "Senin, 23 November 2026" in teks
    assert "RANCANGAN" not in teks


def test_the_minutes_hold_what_the_sheet_had_to_cut(pemeran: Pemeran, evaluasi: EvaluasiPekan) -> None:
    write_all(pemeran, evaluasi, lambda n: ("panjang sekali " * n)[: n - 5] + " ekor")
    rapat = read_rapat(pemeran.dewi)
    utuh, lembar = (text_of(print_pdf(j, paper(j, rapat), saat=rapat.saat)) for j in ("notulen", "berita-acara"))
    assert utuh.count("ekor") == 8
    assert lembar.count("ekor") < 8
    assert "…" in lembar
