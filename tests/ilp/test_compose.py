"""What docker-compose.yml starts, started here on the test run's own servers, since no Docker engine may be at hand."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ilp.stack.binaries import valkey_binary
from ilp.stack.process import ROOT
from ilp.stack.secrets import fresh_secrets
from tests.ilp.tumpukan import eventually, free_port

pytestmark = pytest.mark.lambat

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if service["image"] == "ilp"}
ENV_FILE = {"ILP_HOST": "ilp.example.go.id", "POSTGRES_PASSWORD": "tidak-dipakai", **fresh_secrets()}


def from_env_file(found: re.Match[str]) -> str:
    """The value in `.env`, or what `${NAME:-…}` says where it may be missing."""
    return ENV_FILE[found[1]] if found[2] is None else ENV_FILE.get(found[1], found[2])


def environment(name: str, **here: str) -> dict[str, str]:
    """The service's environment with `.env` filled in; only the addresses are this machine's."""
    filled = {
        key: re.sub(r"\$\{(\w+)(?::-([^}]*)|:[^}]*)?\}", from_env_file, str(value))
        for key, value in SERVICES[name]["environment"].items()
    }
    kept = {key: os.environ[key] for key in ("PATH", "DATABASE_URL", "REDIS_URL", "HOME") if key in os.environ}
    return {**filled, **kept, **here}


def start(name: str, var: Path, **here: str) -> subprocess.Popen[bytes]:
    entry, *words = OURS[name]["command"]
    assert entry == "./run"
    with (var / f"{name}.txt").open("wb") as out:
        env = environment(name, ILP_VAR=str(var), **here)
        return subprocess.Popen([sys.executable, "-m", "ilp.stack", *words], cwd=ROOT, env=env, stdout=out, stderr=out)


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one container, after the migrate service has run to its end, as the others wait for."""
    folder = tmp_path_factory.mktemp("wadah")
    assert start("migrate", folder).wait(120) == 0, (folder / "migrate.txt").read_text()
    (folder / "static").mkdir()
    return folder


@pytest.fixture
def running(var: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    started: list[subprocess.Popen[bytes]] = []
    yield started
    for process in started:
        process.send_signal(signal.SIGTERM)
    for process in started:
        process.wait(30)


def health(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/sehat/", headers={"Host": "ilp.example.go.id"})
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def test_the_web_service_answers_the_health_check(var: Path, running: list[subprocess.Popen[bytes]]) -> None:
    port = free_port()
    running.append(start("web", var, BIND=f"127.0.0.1:{port}"))
    assert eventually(lambda: health(port) == 200), (var / "web.txt").read_text()
    probe = SERVICES["web"]["healthcheck"]["test"]
    assert probe == ["CMD", "./run", "sehat"]
    env = environment("web", BIND=f"127.0.0.1:{port}")
    assert subprocess.run([sys.executable, "-m", "ilp.stack", "sehat"], cwd=ROOT, env=env, check=False).returncode == 0


def test_a_plain_http_page_is_sent_to_https(var: Path, running: list[subprocess.Popen[bytes]]) -> None:
    port = free_port()
    running.append(start("web", var, BIND=f"127.0.0.1:{port}"))
    assert eventually(lambda: health(port) == 200), (var / "web.txt").read_text()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/", headers={"Host": "ilp.example.go.id"})
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Location")) == (301, "https://ilp.example.go.id/")
    connection.close()


@pytest.mark.parametrize(("name", "words"), [("worker", "ready"), ("beat", "beat: Starting")])
def test_the_background_services_start(
    var: Path, running: list[subprocess.Popen[bytes]], name: str, words: str
) -> None:
    running.append(start(name, var))
    said = var / f"{name}.txt"
    assert eventually(lambda: words in said.read_text()), said.read_text()


def test_two_workers_run_side_by_side(tmp_path: Path, var: Path, running: list[subprocess.Popen[bytes]]) -> None:
    said = [tmp_path / name / "worker.txt" for name in ("satu", "dua")]
    for file in said:
        file.parent.mkdir()
        running.append(start("worker", file.parent))
    assert eventually(lambda: all("ready" in file.read_text() for file in said))


def test_valkey_accepts_its_command(tmp_path: Path) -> None:
    name, *options = SERVICES["valkey"]["command"]
    assert name == "valkey-server"
    argv = [str(valkey_binary()), *options, "--port", "0", "--unixsocket", str(tmp_path / "s")]
    with subprocess.Popen(argv, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert any("Server initialized" in line or "Ready to accept" in line for line in process.stdout)
        process.terminate()


def test_a_service_without_its_secrets_stops_with_a_sentence(tmp_path: Path) -> None:
    env = environment("web", ILP_VAR=str(tmp_path))
    del env["NIK_HASH_KEY"]
    argv = [sys.executable, "-m", "ilp.stack", "web"]
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert "variabel NIK_HASH_KEY (atau NIK_HASH_KEY_FILE) belum diisi" in done.stderr
    assert "Traceback" not in done.stderr


def test_only_the_front_is_reachable_from_outside() -> None:
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"front"}


def test_what_can_be_scaled_has_no_fixed_name() -> None:
    assert not any("container_name" in SERVICES[name] for name in ("web", "worker"))


@pytest.mark.parametrize(
    ("broken", "address", "state"),
    [
        ("DATABASE_URL", "postgres://ilp@/ilp?host=/tidak-ada", "basis_data"),
        ("REDIS_URL", "unix:///tidak-ada", "antrean"),
    ],
)
def test_health_names_the_dependency_that_is_down(
    var: Path, running: list[subprocess.Popen[bytes]], broken: str, address: str, state: str
) -> None:
    port = free_port()
    running.append(start("web", var, BIND=f"127.0.0.1:{port}", **{broken: address}))
    assert eventually(lambda: health(port) == 503), (var / "web.txt").read_text()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/sehat/", headers={"Host": "ilp.example.go.id"})
    states = json.loads(connection.getresponse().read())
    connection.close()
    assert {name for name, value in states.items() if value == "mati"} == {"status", state}


def test_demo_settings_are_refused_on_a_real_database() -> None:
    env = environment("web", ILP_DEMO="1", DATABASE_URL="postgres://ilp@db.example/ilp")
    done = subprocess.run([sys.executable, "manage.py", "check"], cwd=ROOT, env=env, capture_output=True, check=False)
    assert b"ILP_DEMO hanya untuk ./run" in done.stderr
