"""`./run` as a person meets it. Linux only, as the promise that nothing is left after a kill is."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg2
import pytest

from capaian.bench.kacau.tumpukan import command_line
from ilp.stack.process import ROOT
from ilp.stack.up import accounts
from tests.ilp.tumpukan import Tumpukan, eventually, gone, own_environment

pytestmark = pytest.mark.lambat


@pytest.fixture(scope="module")
def satu_tumpukan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tumpukan]:
    stack = Tumpukan(open_to_servers(tmp_path_factory) / "var")
    yield stack
    stack.stop()


@pytest.fixture
def tumpukan(satu_tumpukan: Tumpukan) -> Tumpukan:
    """A running stack; started again on its data when the test before has ended it."""
    if satu_tumpukan.process.poll() is not None:
        satu_tumpukan.start()
    return satu_tumpukan


def open_to_servers(factory: pytest.TempPathFactory) -> Path:
    """pytest's folders are closed to others; a clone usually lies in one that is not."""
    folder = factory.mktemp("klon")
    for each in (folder, *folder.parents[:2]):
        each.chmod(0o711)
    return folder


def query(stack: Tumpukan, sql: str) -> str:
    urls = stack.note()["urls"]
    assert isinstance(urls, dict)
    connection = psycopg2.connect(urls["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql)
        answer = str(cursor.fetchone()[0]) if cursor.description else ""  # type: ignore[index]  # one row is asked for
    connection.close()
    return answer


def process_of(stack: Tumpukan, words: str) -> int:
    return next(pid for pid in stack.pids() if words in command_line(pid))


def test_it_answers_and_names_no_account_without_the_demo(tumpukan: Tumpukan) -> None:
    assert tumpukan.health() == (200, {"status": "siap", "basis_data": "siap", "antrean": "siap", "demo": "tidak_ada"})
    assert "Akun contoh" not in tumpukan.said()


def test_with_the_demo_it_names_the_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ILP_CONTOH", raising=False)
    assert "dinkes, kapus, kapustu, kader" in accounts()
    monkeypatch.setenv("ILP_CONTOH", "0")
    assert accounts() == ""


def test_the_data_survives_a_power_cut(tumpukan: Tumpukan) -> None:
    safe = [query(tumpukan, f"SHOW {name}") for name in ("fsync", "full_page_writes", "synchronous_commit")]
    assert safe == ["on", "on", "on"]


def test_the_sockets_are_closed_to_other_users(tumpukan: Tumpukan) -> None:
    urls = tumpukan.note()["urls"]
    assert isinstance(urls, dict)
    folder = Path(parse_qs(urlsplit(urls["DATABASE_URL"]).query)["host"][0])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert query(tumpukan, "SHOW listen_addresses") == ""


def test_secrets_and_notes_are_for_the_owner_alone(tumpukan: Tumpukan) -> None:
    files = [tumpukan.var / "peladen.json", *(tumpukan.var / "rahasia").iterdir()]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_management_command_uses_the_running_database(tumpukan: Tumpukan) -> None:
    query(tumpukan, "CREATE TABLE catatan ()")
    asked = tumpukan.run("manage", "inspectdb", "catatan")
    assert "class Catatan" in asked.stdout, asked.stderr


def test_a_second_start_says_where_the_first_one_is(tumpukan: Tumpukan) -> None:
    second = tumpukan.run("up")
    assert second.returncode == 1
    assert f"sudah berjalan di http://127.0.0.1:{tumpukan.port}" in second.stderr


@pytest.mark.parametrize("words", ["-A ilp beat", "-A ilp worker", "gunicorn"])
def test_a_process_that_dies_is_noticed_and_started_again(tumpukan: Tumpukan, words: str) -> None:
    before = process_of(tumpukan, words)
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: any(words in command_line(pid) for pid in tumpukan.pids() if pid != before))
    assert eventually(lambda: tumpukan.health()[0] == 200)
    assert "berhenti sendiri" in tumpukan.said()


@pytest.mark.parametrize("words", ["bin/postgres -D", "valkey-server"])
def test_a_server_that_dies_is_started_again(tumpukan: Tumpukan, words: str) -> None:
    before = process_of(tumpukan, words)
    os.kill(before, signal.SIGKILL)
    assert eventually(lambda: any(words in command_line(pid) for pid in tumpukan.pids() if pid != before))
    assert eventually(lambda: tumpukan.health()[0] == 200)


def test_both_servers_may_die_at_once(tumpukan: Tumpukan) -> None:
    for words in ("bin/postgres -D", "valkey-server"):
        os.kill(process_of(tumpukan, words), signal.SIGKILL)
    assert eventually(lambda: tumpukan.health()[0] == 200 and "dijalankan lagi" in tumpukan.said())
    assert tumpukan.process.poll() is None


def test_ctrl_c_ends_every_process(tumpukan: Tumpukan) -> None:
    pids = tumpukan.pids()
    assert len(pids) > 8
    assert tumpukan.stop() == 0
    assert gone(pids)


def test_after_kill_9_nothing_is_left_and_the_next_start_has_the_data(tumpukan: Tumpukan) -> None:
    query(tumpukan, "CREATE TABLE tanda AS SELECT 46 AS pekan")
    pids = tumpukan.pids()
    os.kill(tumpukan.process.pid, signal.SIGKILL)
    tumpukan.process.wait()
    assert gone(pids)
    tumpukan.start()
    assert query(tumpukan, "SELECT pekan FROM tanda") == "46"


def test_it_works_in_a_folder_closed_to_other_users(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    (tmp_path / "var").mkdir()
    argv = [sys.executable, "-m", "ilp.stack", "manage", "inspectdb"]
    env = own_environment(tmp_path / "var")
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert "from django.db import models" in done.stdout, done.stderr
    if (name := tmp_path / "var" / "servers-id").exists():
        shutil.rmtree(f"/var/lib/ilp-{name.read_text()}")


def test_a_port_in_use_is_answered_with_another_one(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        answer = start_that_fails(tmp_path, PORT=str(taken.getsockname()[1]))
    assert f"Coba: PORT={taken_port(answer) + 1} ./run" in answer


def test_a_port_that_is_no_number_is_refused(tmp_path: Path) -> None:
    assert "PORT harus bilangan" in start_that_fails(tmp_path, PORT="delapan")


def test_one_server_address_alone_is_refused(tmp_path: Path) -> None:
    assert "DATABASE_URL diisi sendirian" in start_that_fails(tmp_path, DATABASE_URL="postgres://ilp@db/ilp")


def taken_port(answer: str) -> int:
    return int(answer.split("port ")[1].split(maxsplit=1)[0])


def start_that_fails(var: Path, **environment: str) -> str:
    env = own_environment(var, **environment)
    argv = [sys.executable, "-m", "ilp.stack", "up"]
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    return done.stderr
