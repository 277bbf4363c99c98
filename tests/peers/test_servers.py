"""The configurations of docs/publishing.md in their servers: closed without the password, and nothing outside."""

import re
import shutil
import socket
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.peers.conftest import ROOT

pytestmark = pytest.mark.peer

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
CADDY = shutil.which("caddy")
PASSPHRASE = "eleven grey geese fly home"  # noqa: S105 (of a server that lives for this test)
HEADERS = {
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}


class Answer(NamedTuple):
    """What a server said."""

    code: int
    headers: Mapping[str, str]
    body: bytes


class Server(NamedTuple):
    """A server on this machine, asked with its passphrase or without."""

    port: int

    def ask(self, path: str, passphrase: str | None = PASSPHRASE) -> Answer:
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        request = urllib.request.Request(f"https://localhost:{self.port}{path}")
        if passphrase:
            request.add_header("Authorization", "Basic " + b64encode(f"sam:{passphrase}".encode()).decode())
        try:
            with urllib.request.urlopen(request, context=context, timeout=10) as found:  # noqa: S310 (our own server)
                return Answer(found.status, dict(found.headers.items()), found.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, dict(error.headers.items()), error.read())


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> Path:
    """Return a folder with a site, a secret beside it, a key and room for what servers keep."""
    site = tmp_path / "site"
    (site / "people").mkdir(parents=True)
    (tmp_path / "tmp").mkdir()
    (site / "index.html").write_text("<p>Today</p>")
    (site / "people" / "ada.html").write_text("<p>Ada</p>")
    (site / ".netkeep-site").touch()
    (site / "way-out.html").symlink_to(tmp_path / "secret.html")
    (tmp_path / "secret.html").write_text("secret")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout key.pem -out cert.pem"
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    for path in (tmp_path, *tmp_path.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    return tmp_path


def _block(language: str) -> str:
    text = (ROOT / "docs" / "publishing.md").read_text("utf-8")
    found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1]


def _swap(text: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], place: Path, port: int) -> Iterator[Server]:
    environment = {"HOME": str(place), "PATH": "/usr/bin:/bin", "XDG_DATA_HOME": str(place / "tmp")}
    with (place / "tmp" / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=place, stdout=log, stderr=log, env=environment)
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None, (place / "tmp" / "log").read_text()
                time.sleep(0.05)
            yield Server(port)
        finally:
            process.terminate()
            process.wait(timeout=10)


@contextmanager
def _nginx(place: Path) -> Iterator[Server]:
    port = _free_port()
    salted = ["openssl", "passwd", "-6", PASSPHRASE]
    hashed = subprocess.run(salted, check=True, capture_output=True, text=True).stdout
    (place / "htpasswd").write_text(f"sam:{hashed}")
    server = _swap(
        _block("nginx"),
        {
            "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
            "/etc/ssl/people.pem": str(place / "cert.pem"),
            "/etc/ssl/people.key": str(place / "key.pem"),
            "root /srv/people": f"root {place / 'site'}",
            "/etc/nginx/people.htpasswd": str(place / "htpasswd"),
        },
    )
    kept = " ".join(f"{name}_temp_path tmp;" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    rest = f"daemon off; master_process off; pid tmp/pid; error_log tmp/errors; events {{}}\nhttp {{ {kept}\n"
    (place / "nginx.conf").write_text(f"{rest}include /etc/nginx/mime.types;\n{server}}}\n")
    with _running([str(NGINX), "-p", str(place), "-e", "tmp/errors", "-c", "nginx.conf"], place, port) as running:
        yield running


@contextmanager
def _caddy(place: Path) -> Iterator[Server]:
    port = _free_port()
    hashing = [str(CADDY), "hash-password", "--plaintext", PASSPHRASE]
    hashed = subprocess.run(hashing, check=True, capture_output=True, text=True).stdout.strip()
    version = subprocess.run([str(CADDY), "version"], check=True, capture_output=True, text=True).stdout
    number = tuple(map(int, re.findall(r"\d+", version)[:2]))
    server = _swap(
        _block("caddy"),
        {
            "people.home.example {": f"https://localhost:{port} {{\n\tbind 127.0.0.1\n\ttls cert.pem key.pem",
            "/srv/people": str(place / "site"),
            "HASH": hashed,
            "basic_auth": "basic_auth" if number >= (2, 8) else "basicauth",
        },
    )
    (place / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https disable_redirects\n}}\n{server}")
    with _running([str(CADDY), "run", "--config", "Caddyfile", "--adapter", "caddyfile"], place, port) as running:
        yield running


@pytest.fixture(
    name="server",
    params=[
        pytest.param(_nginx, id="nginx", marks=pytest.mark.skipif(not NGINX, reason="nginx is not there")),
        pytest.param(_caddy, id="caddy", marks=pytest.mark.skipif(not CADDY, reason="caddy is not there")),
    ],
)
def _server(request: pytest.FixtureRequest, place: Path) -> Iterator[Server]:
    with request.param(place) as server:
        yield server


@pytest.mark.parametrize("path", ["/", "/people/ada.html", "/nobody.html", "/.netkeep-site"])
@pytest.mark.parametrize("passphrase", [None, "wrong"])
def test_nothing_is_told_without_the_password(server: Server, path: str, passphrase: str | None) -> None:
    answer = server.ask(path, passphrase)
    assert answer.code in ({401, 404} if path == "/.netkeep-site" else {401})
    assert b"Ada" not in answer.body
    assert b"Today" not in answer.body


def test_with_it_pages_come_with_what_keeps_them_from_being_kept(server: Server) -> None:
    for path, body in (("/", b"<p>Today</p>"), ("/people/ada.html", b"<p>Ada</p>")):
        answer = server.ask(path)
        assert (answer.code, answer.body) == (200, body)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "http" not in policy


@pytest.mark.parametrize(
    "path", ["/../secret.html", "/%2e%2e/secret.html", "/people/..%2f..%2fsecret.html", "/.netkeep-site", "/people/"]
)
def test_nothing_outside_and_no_listing(server: Server, path: str) -> None:
    answer = server.ask(path)
    assert answer.code in {400, 403, 404}
    assert b"secret" not in answer.body


def test_links_out_of_the_folder_are_not_followed(place: Path) -> None:
    if not NGINX:
        pytest.skip("nginx is not there")
    with _nginx(place) as server:
        assert server.ask("/way-out.html").code == 403
