"""`./run manage pasang`: an empty server gets its kabupaten and its first administrator."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from klaster.models import Indikator, Klaster
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi

SANDI = "kuda laut makan siang"


def install(path: Path, monkeypatch: pytest.MonkeyPatch, *, sandi: str = SANDI, **lain: str) -> None:
    """Runs the command with its password in a file."""
    path.write_text(f"{sandi}\n", encoding="utf-8")
    monkeypatch.setenv("ILP_SANDI_FILE", str(path))
    call_command(
        "pasang",
        **({"kode": "19.06", "nama": "Belitung Timur", "zona": "Asia/Makassar", "admin": "budi"} | lain),
        verbosity=0,
    )


@pytest.fixture
def berkas(tmp_path: Path) -> Path:
    return tmp_path / "sandi"


def test_it_opens_a_kabupaten_on_its_own_clock(db: None, berkas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(berkas, monkeypatch)
    kabupaten = Unit.objects.get()
    assert (kabupaten.kode, kabupaten.jenis, kabupaten.nama) == ("19.06", "kabupaten", "Belitung Timur")
    assert kabupaten.setelan.zona_waktu == "Asia/Makassar"


def test_the_administrator_may_manage_units_and_users_at_once(
    db: None, berkas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(berkas, monkeypatch)
    admin = Pengguna.objects.get(username="budi")
    assert admin.check_password(SANDI)
    assert admin.may(Aksi.KELOLA_PENGGUNA, Unit.objects.get())
    assert admin.may(Aksi.KELOLA_UNIT, Unit.objects.get())
    assert not admin.may(Aksi.CATAT_KUNJUNGAN, Unit.objects.get())


def test_it_fills_the_reference_tables(db: None, berkas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Indikator.objects.all().delete()
    Klaster.objects.all().delete()
    install(berkas, monkeypatch)
    assert Indikator.objects.exists()


def test_it_logs_in_with_an_accent_typed_on_another_keyboard(
    db: None, berkas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(berkas, monkeypatch, sandi="kopi di kafe\u0301 pagi")
    assert Pengguna.objects.get().check_password("kopi di kaf\u00e9 pagi")


@pytest.mark.parametrize(
    ("salah", "kode"),
    [
        ({"sandi": "pendek"}, "sandi_lemah"),
        ({"sandi": ""}, "sandi_lemah"),
        ({"admin": "a b"}, "username_tidak_sah"),
        ({"zona": "Asia/Manggar"}, "zona_tidak_dikenal"),
        ({"zona": "../../etc/passwd"}, "zona_tidak_dikenal"),
        ({"kode": "19 06"}, "kode_tidak_sah"),
        ({"nama": " "}, "nama_kosong"),
    ],
)
def test_it_does_all_or_nothing(
    db: None, berkas: Path, monkeypatch: pytest.MonkeyPatch, salah: dict[str, str], kode: str
) -> None:
    with pytest.raises(CommandError, match=kode):
        install(berkas, monkeypatch, **salah)
    assert not Unit.objects.exists()
    assert not Pengguna.objects.exists()


def test_it_refuses_the_same_kabupaten_twice(db: None, berkas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(berkas, monkeypatch)
    with pytest.raises(CommandError, match="kode_dipakai"):
        install(berkas, monkeypatch, admin="wati")
    assert Pengguna.objects.count() == 1


def test_it_names_the_password_file_that_is_missing(db: None, berkas: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ILP_SANDI_FILE", str(berkas))
    with pytest.raises(CommandError, match="ILP_SANDI_FILE"):
        call_command("pasang", kode="19.06", nama="Belitung Timur", admin="budi")


def test_without_a_terminal_it_says_where_to_put_the_password(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ILP_SANDI_FILE", raising=False)
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(CommandError, match=r"Tidak ada terminal.*ILP_SANDI_FILE"):
        call_command("pasang", kode="19.06", nama="Belitung Timur", admin="budi")
    assert not Unit.objects.exists()


@pytest.mark.parametrize(
    ("salah", "kode"), [({"kode": "19 06"}, "kode_tidak_sah"), ({"admin": "a b"}, "username_tidak_sah")]
)
def test_it_asks_for_a_password_only_when_the_rest_is_right(
    db: None, monkeypatch: pytest.MonkeyPatch, salah: dict[str, str], kode: str
) -> None:
    monkeypatch.delenv("ILP_SANDI_FILE", raising=False)
    monkeypatch.setattr("sys.stdin", StringIO())
    with pytest.raises(CommandError, match=kode):
        call_command("pasang", **({"kode": "19.06", "nama": "Belitung Timur", "admin": "budi"} | salah))


def test_it_says_so_when_the_typing_is_broken_off(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(prompt: str) -> str:
        raise EOFError

    at_a_terminal(monkeypatch, leave)
    with pytest.raises(CommandError, match="belum diketik"):
        call_command("pasang", kode="19.06", nama="Belitung Timur", admin="budi")


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, typed: Callable[[str], str]) -> None:
    monkeypatch.delenv("ILP_SANDI_FILE", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("puskesmas.management.commands.pasang.getpass", typed)


def test_it_refuses_two_different_typed_passwords(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter([SANDI, f"{SANDI}!"])
    at_a_terminal(monkeypatch, lambda prompt: next(typed))
    with pytest.raises(CommandError, match="tidak sama"):
        call_command("pasang", kode="19.06", nama="Belitung Timur", admin="budi")
