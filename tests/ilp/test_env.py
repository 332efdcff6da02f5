from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from ilp import env
from ilp.stack.secrets import MAKERS


def refusal(monkeypatch: pytest.MonkeyPatch, value: str) -> pytest.RaisesExc[ImproperlyConfigured]:
    monkeypatch.setenv("UJI", value)
    return pytest.raises(ImproperlyConfigured, match="UJI")


def test_a_missing_value_names_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UJI", raising=False)
    with pytest.raises(ImproperlyConfigured, match="variabel UJI \\(atau UJI_FILE\\) belum diisi"):
        env.text("UJI")


def test_an_empty_value_is_a_missing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with refusal(monkeypatch, "  "):
        env.text("UJI")


def test_a_secret_may_come_from_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "rahasia").write_text("x" * 40 + "\n")
    monkeypatch.setenv("UJI_FILE", str(tmp_path / "rahasia"))
    assert env.secret("UJI") == "x" * 40


def test_a_secret_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("UJI_FILE", str(tmp_path / "tidak-ada"))
    with pytest.raises(ImproperlyConfigured, match=r"tidak-ada pada UJI_FILE"):
        env.secret("UJI")


def test_a_short_secret_is_refused_without_being_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    with refusal(monkeypatch, "pendek") as refused:
        env.secret("UJI")
    assert "pendek:" in str(refused.value)
    assert "'pendek'" not in str(refused.value)


@pytest.mark.parametrize("value", ["ya", "2", "on"])
def test_a_flag_is_one_or_zero(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with refusal(monkeypatch, value):
        env.flag("UJI", default=False)


@pytest.mark.parametrize("value", ["0", "65536", "delapan", "-1", "8.5"])
def test_a_number_stays_within_its_limits(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    with refusal(monkeypatch, value):
        env.number("UJI", 8000, low=1, high=65535)


def test_the_second_nik_key_is_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    good = Fernet.generate_key().decode()
    with refusal(monkeypatch, f"{good},bukan-kunci") as refused:
        env.fernet_keys("UJI")
    assert "ke-2" in str(refused.value)


@pytest.mark.parametrize("buruk", ["bukan-kunci", "AAAA", "A" * 43 + "=", "_" * 43 + "="])
def test_the_second_seal_key_is_checked_too(monkeypatch: pytest.MonkeyPatch, buruk: str) -> None:
    """Too short, zero, and beyond the order of the curve are no private keys."""
    with refusal(monkeypatch, f"{MAKERS['SEGEL_KEYS']()},{buruk}") as refused:
        env.segel_keys("UJI")
    assert "ke-2" in str(refused.value)


def test_every_host_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with refusal(monkeypatch, "ilp.example.go.id,*"):
        env.hosts("UJI")


def test_a_database_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with refusal(monkeypatch, "sqlite:///ilp.db"):
        env.url("UJI", ("postgres", "postgresql"))
