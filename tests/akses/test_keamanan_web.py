"""What every answer carries, what is never served, and how soon a lost right is gone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client, RequestFactory
from rest_framework.test import APIClient

from ilp.galat import server_error
from ilp.stack.lint import PRODUCTION
from ilp.stack.secrets import fresh_secrets
from puskesmas.models import Penugasan
from puskesmas.pengguna import deactivate, end_assignment
from puskesmas.peran import Peran
from puskesmas.perangkat import issue_token, revoke
from tests.akses.baris import HALAMAN, UMUM
from tests.akses.dunia import RUMAH, Dunia
from tests.akses.tabel import TABEL
from tests.akses.test_matriks import targets
from tests.arsitektur import ROOT, unlabelled_inputs, unsafe_markup
from tests.cast import SANDI, SENIN, browse, make_pengguna

pytestmark = pytest.mark.django_db

BACA = sorted({b.alamat for b in TABEL if b.cara == "GET" and b.jenis in {HALAMAN, UMUM}})
KEPALA = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
WAJIB_CSP = (
    "default-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "script-src 'self'",
)


def visit(dunia: Dunia, alamat: str, peran: Peran = Peran.STAF_DINAS) -> Any:
    sasaran = targets(dunia, peran, "sendiri")
    return dunia.sesi[peran, "aktif"].get(alamat.format(**sasaran))


# ── Every answer ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("alamat", [*BACA, "/tidak-ada/", "/unit/tidak-ada/"])
def test_every_answer_carries_its_guards(dunia: Dunia, alamat: str) -> None:
    answer = visit(dunia, alamat)
    assert {nama: answer.headers.get(nama) for nama in KEPALA} == KEPALA
    csp = answer.headers["Content-Security-Policy"]
    assert [part for part in WAJIB_CSP if part not in csp] == []
    assert re.findall(r"unsafe-\w+|https?:|\*", csp) == []
    assert {"Server", "X-Powered-By"} & answer.headers.keys() == set()


@pytest.mark.parametrize("alamat", sorted({b.alamat for b in TABEL if b.cara == "GET" and b.jenis == HALAMAN}))
def test_no_page_of_a_person_is_kept_by_a_browser(dunia: Dunia, alamat: str) -> None:
    kendali = visit(dunia, alamat).headers.get("Cache-Control", "")
    assert "no-store" in kendali or "no-cache" in kendali, kendali


@pytest.mark.parametrize("alamat", BACA)
@pytest.mark.parametrize("peran", [Peran.STAF_DINAS, Peran.BIDAN_DESA, Peran.TAMU_DESA])
def test_every_page_as_printed_has_labels_and_no_inline_code(dunia: Dunia, alamat: str, peran: Peran) -> None:
    answer = visit(dunia, alamat, peran)
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    teks = answer.content.decode()
    assert unsafe_markup(teks) == []
    assert unlabelled_inputs(teks) == []
    assert outside_addresses(teks) == []


def outside_addresses(teks: str) -> list[str]:
    """Addresses of other sites that the page would load from."""
    found: list[str] = []

    class Loads(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            names = {"a": "", "form": "action"}.get(tag, "src href data srcset poster").split()
            found.extend(v for k, v in attrs if k in names and v and re.match(r"(https?:)?//", v))

    Loads().feed(teks)
    return found


def test_a_page_that_loads_from_elsewhere_is_seen() -> None:
    assert outside_addresses('<script src="https://cdn.example/a.js"></script><link href="//x.example/a.css">') != []


# ── What is never served ─────────────────────────────────────────────────────────────────────────────────────────────

TERLARANG = [
    *(
        "/.git/config",
        "/.git/HEAD",
        "/.gitignore",
        "/.env",
        "/.venv/pyvenv.cfg",
        "/var/rahasia/SECRET_KEY",
        "/var/log/web.log",
    ),
    *("/manage.py", "/ilp/settings.py", "/ilp/settings.pyc", "/pyproject.toml", "/requirements.txt", "/Dockerfile"),
    *("/docker-compose.yml", "/db.sqlite3", "/backup.sql", "/dump.sql.gz", "/id_rsa", "/server-status", "/metrics"),
    *("/static/", "/static/../ilp/settings.py", "/static/..%2filp/settings.py", "/static/%2e%2e/ilp/settings.py"),
    *("/static/....//ilp/settings.py", "/static/..\\ilp\\settings.py", "/static/%00", "/static//etc/passwd"),
    *("/media/", "/media/../var/rahasia/SECRET_KEY", "/admin/", "/django-admin/", "/__debug__/", "/debug/", "/silk/"),
    *("/api/", "/api/v1/", "/api/v1/schema/", "/swagger.json", "/graphql", "/phpinfo.php", "/wp-login.php"),
    *("/var/", "/tests/", "/docs/", "/templates/base.html", "/node_modules/", "/aset/", "/.well-known/../.env"),
]


@pytest.mark.parametrize("alamat", TERLARANG)
def test_nothing_of_the_house_itself_is_served(dunia: Dunia, alamat: str) -> None:
    for client in (Client(), dunia.sesi[Peran.ADMIN_KABUPATEN, "aktif"]):
        answer = client.generic("GET", alamat)
        assert answer.status_code in {400, 404}, answer.status_code
        assert b"SECRET" not in answer.content


def test_an_error_of_ours_shows_nothing_of_the_inside(dunia: Dunia) -> None:
    for alamat in ("/", "/api/v1/saya/"):
        try:
            rahasia = "kata-rahasia-di-dalam"
            raise RuntimeError(rahasia)
        except RuntimeError:
            answer = server_error(RequestFactory().get(alamat))
        assert answer.status_code == 500
        assert not re.search(rb"Traceback|RuntimeError|kata-rahasia|File &quot;|settings", answer.content)


# ── Cookies ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def log_in(username: str) -> tuple[Client, Any]:
    client = Client()
    client.get("/masuk/")
    return client, client.post("/masuk/", {"username": username, "password": SANDI})


def test_the_sessions_cookie_is_out_of_reach_of_scripts_and_other_sites(dunia: Dunia) -> None:
    client, answer = log_in(make_pengguna("Kue").username)
    assert answer.status_code == 302
    for nama in ("sesi", "csrf"):
        assert client.cookies[nama]["httponly"]
        assert client.cookies[nama]["samesite"] in {"Lax", "Strict"}


def test_logging_in_starts_a_new_session_and_logging_out_ends_it(dunia: Dunia) -> None:
    pengguna = make_pengguna("Sesi")
    client, _ = log_in(pengguna.username)
    pertama = client.cookies["sesi"].value
    client.post("/keluar/")
    pencuri = Client()
    pencuri.cookies["sesi"] = pertama
    assert pencuri.get("/").status_code == 302
    kedua, _ = log_in(pengguna.username)
    assert kedua.cookies["sesi"].value != pertama


def test_in_production_cookies_go_over_tls_only() -> None:
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "DEBUG"]
    names += ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DEMO"]
    code = f"import json; from ilp import settings as s; print(json.dumps({{n: getattr(s, n) for n in {names}}}))"
    env = {"PATH": os.environ["PATH"], **PRODUCTION, **fresh_secrets()}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=True, text=True)
    found = json.loads(done.stdout)
    assert found.pop("SECURE_HSTS_SECONDS") >= 31_536_000
    assert (found.pop("SESSION_COOKIE_NAME"), found.pop("CSRF_COOKIE_NAME")) == ("__Host-sesi", "__Host-csrf")
    assert (found.pop("DEBUG"), found.pop("DEMO")) == (False, False)
    assert set(found.values()) == {True}


# ── Lost rights ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def bidan(dunia: Dunia) -> Any:
    """A midwife with a page and a phone open, both of which work."""
    pengguna = make_pengguna("Baru", dunia.unit[RUMAH[Peran.BIDAN_DESA]], Peran.BIDAN_DESA)
    client = browse(pengguna)
    perangkat, token = issue_token(pengguna=pengguna, nama="HP")
    hp = APIClient(headers={"authorization": f"Token {token}"})
    alamat = f"/unit/{dunia.unit['pst'].kode}/"
    assert (client.get(alamat).status_code, hp.get("/api/v1/warga/").status_code) == (200, 200)
    return pengguna, perangkat, client, hp, alamat


def test_a_revoked_phone_is_refused_on_its_next_request(bidan: Any) -> None:
    _, perangkat, client, hp, alamat = bidan
    revoke(perangkat=perangkat)
    assert (hp.get("/api/v1/warga/").status_code, client.get(alamat).status_code) == (410, 200)


def test_a_deactivated_user_is_refused_everywhere_on_the_next_request(bidan: Any) -> None:
    pengguna, _, client, hp, alamat = bidan
    deactivate(pengguna=pengguna)
    assert (hp.get("/api/v1/warga/").status_code, client.get(alamat).status_code) == (410, 302)
    assert APIClient().post("/api/v1/token/", {"username": pengguna.username, "password": SANDI}).status_code == 401


def test_an_ended_assignment_ends_its_rights_with_the_day(bidan: Any) -> None:
    pengguna, _, client, hp, alamat = bidan
    end_assignment(penugasan=Penugasan.objects.get(pengguna=pengguna), sampai=SENIN)
    assert (hp.get("/api/v1/warga/").status_code, client.get(alamat).status_code) == (403, 404)


def test_a_changed_password_ends_other_sessions(bidan: Any) -> None:
    pengguna, _, client, _, alamat = bidan
    pengguna.set_password("kata sandi yang lain 2026")
    pengguna.save(update_fields=["password"])
    assert client.get(alamat).status_code == 302


# ── Guessing ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("alamat", ["/masuk/", "/api/v1/token/"])
def test_guessing_is_stopped_and_says_nothing_about_who_exists(dunia: Dunia, alamat: str) -> None:
    ada = make_pengguna("Ditebak").username
    answers = {username: [guess(alamat, username) for _ in range(12)] for username in (ada, "tidak-ada-samasekali")}
    for satu, lain in zip(*answers.values(), strict=True):
        assert satu.status_code == lain.status_code
        assert plain(satu.content, ada) == plain(lain.content, "tidak-ada-samasekali")
    assert answers[ada][-1].status_code == 429


def guess(alamat: str, username: str) -> Any:
    isi = {"username": username, "password": "tebakan-salah"}
    if alamat == "/masuk/":
        return Client(REMOTE_ADDR="203.0.113.9").post(alamat, isi)
    return APIClient(REMOTE_ADDR="203.0.113.9").post(alamat, isi, format="json")


def plain(content: bytes, username: str) -> bytes:
    """The answer without the name that was typed and without the form's token."""
    bare = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", content)
    return bare.replace(username.encode(), b"?")


@pytest.mark.parametrize("kepala", ["bukan-alamat", "' OR 1=1", "203.0.113.7, x", "::1%eth0", "a" * 5000])
def test_a_forged_address_header_never_breaks_logging_in(dunia: Dunia, settings: Any, kepala: str) -> None:
    settings.DEMO = False
    answer = APIClient(headers={"x-forwarded-for": kepala}).post(
        "/api/v1/token/", {"username": "siapa", "password": "salah"}, format="json"
    )
    assert answer.status_code == 401
