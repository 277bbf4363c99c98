"""What a server answers is, byte for byte, what a build from nothing writes, but for what it adds to each page."""

import random
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape
from http import HTTPStatus
from pathlib import Path
from socketserver import BaseServer
from urllib.parse import quote

import pytest

from benchmarks.generate import write_vault
from netkeep.check.reader import reader
from netkeep.errors import VaultError
from netkeep.site import serve
from netkeep.site.build import build_into, build_site
from netkeep.site.page import Page
from netkeep.site.serve import Served, serve_site
from netkeep.store.index.refresh import open_index
from netkeep.store.index.tables import NAME
from netkeep.store.settings import read_settings
from netkeep.store.write import PRIVATE_FOLDER
from tests.repeats import usually
from tests.site.edits import PEOPLE, edit
from tests.site.vaults import TODAY
from tests.vaults import make_vault

_DAY = date(2026, 11, 22)
_ADDED = re.compile(rb'<div role="alert".*?</div>|<script>\(function\(version\).*?</script>')
_SMALL = {
    "people/ada.md": "---\nname: Ada\ntags: [data]\nroles: [{org: Acme}]\n---\n",
    "people/bob.md": "---\nname: Bob\nknows: [ada]\n---\n",
    "people/zelda-quill.md": "---\nname: Zelda Quill\nprivate: true\nemails: [zelda@quill.example]\n---\n",
}


def _plain(answer: serve.Answer) -> bytes:
    return _ADDED.sub(b"", answer.content)


# 15 vaults, edited and compared four times each: MkDocs' frames, which take most of the time, are made once a vault.
# Every second server begins with what an index knows.
@pytest.mark.parametrize("seed", usually(range(15), 0, 1, 2))
def test_answers_are_what_a_build_from_nothing_writes(tmp_path: Path, seed: int) -> None:
    draw, vault = random.Random(seed), tmp_path / "vault"  # noqa: S311 - repeatable, not secret
    write_vault(PEOPLE, vault, seed)
    index = vault / PRIVATE_FOLDER / NAME
    if seed % 2:
        open_index(vault, reader(read_settings(vault))).close()
        edit(vault, draw)
    served = Served(vault, _DAY)
    served.answer("index.html")
    if seed % 2:
        index.unlink()  # what it is compared with is made of the files alone
    for turn in range(4):
        for _ in range(draw.randrange(1, 4)):
            edit(vault, draw)
            served.answer(draw.choice(("index.html", "people.html", "map.html", "data/people.js")))
        site = tmp_path / f"site{turn}"
        built = build_into(vault, _DAY, site)
        ours = [path for path in built if turn == 0 or not path.startswith(("assets/", "vendor/"))]
        wrong = [path for path in ours if _plain(served.answer(path)) != (site / path).read_bytes()]
        assert wrong == []
        version = served._version  # noqa: SLF001 (there is no other list of what can be asked for)
        assert version is not None
        assert sorted(version.paths()) == sorted(built)


def test_a_page_that_is_not_there_is_the_page_that_says_so(tmp_path: Path) -> None:
    served = Served(make_vault(tmp_path / "vault", _SMALL), TODAY)
    for path in ("people/nobody.html", "people/zelda-quill.html", "../netkeep.toml", "people/ada.md", ""):
        assert served.answer(path).status == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("leak", ["Zelda Quill", "zelda@quill.example", "zelda-quill"])
def test_a_leak_is_refused_in_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leak: str) -> None:
    vault = make_vault(tmp_path / "vault", _SMALL)
    served = Served(vault, TODAY)
    assert served.answer("people/bob.html").status == HTTPStatus.OK
    html = Page.html.fget  # type: ignore[attr-defined] # it is a property
    leaking = property(lambda page: html(page) + (f"<p>{leak}</p>" if page.path == "people/bob.md" else ""))
    monkeypatch.setattr(Page, "html", leaking)
    (vault / "people" / "bob.md").write_text("---\nname: Bob Two\n---\n")
    for _ in range(2):
        answer = served.answer("people/bob.html")
        assert answer.status == HTTPStatus.INTERNAL_SERVER_ERROR
        assert b"did not pass its audit" in answer.content
        assert b"people/bob.html" in answer.content
        assert leak.encode() not in answer.content.replace(b"people/", b"")
    assert served.answer("people/ada.html").status == HTTPStatus.OK


def test_who_becomes_private_is_gone_with_the_next_answer(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", _SMALL)
    served = Served(vault, TODAY)
    assert b"Ada" in served.answer("people/bob.html").content
    (vault / "people" / "ada.md").write_text("---\nname: Ada\nprivate: true\n---\n")
    assert served.answer("people/ada.html").status == HTTPStatus.NOT_FOUND
    assert b"Ada" not in served.answer("people/bob.html").content


def test_a_broken_file_is_named_above_pages_that_go_on(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", _SMALL)
    served = Served(vault, TODAY)
    served.answer("index.html")
    (vault / "people" / "ada.md").write_text("---\nname: [Ada\nemails: x\n---\n")
    answer = served.answer("people/bob.html")
    assert answer.status == HTTPStatus.OK
    assert re.findall(rb'<div role="alert"[^>]*>(.*?)</div>', answer.content) == [
        b"Not read, and left out: people/ada.md:2: yaml-syntax; see netkeep check"
    ]
    # Nobody knows whether its owner meant to say that they are private: they are nowhere until that can be read.
    assert served.answer("people/ada.html").status == HTTPStatus.NOT_FOUND
    assert b"people/ada" not in _plain(answer)
    (vault / "people" / "ada.md").write_text("---\nname: Ada\n---\n")
    assert served.answer("people/ada.html").status == HTTPStatus.OK
    assert b"alert" not in served.answer("people/bob.html").content


def test_settings_that_cannot_be_read_are_told_until_they_can(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", _SMALL)
    served = Served(vault, TODAY)
    (vault / "netkeep.toml").write_text("format = 1\n[site\n")
    answer = served.answer("index.html")
    assert answer.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert b"netkeep.toml" in answer.content
    (vault / "netkeep.toml").write_text("format = 1\n")
    assert served.answer("index.html").status == HTTPStatus.OK


def test_a_new_day_and_a_new_folder_need_no_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = make_vault(tmp_path / "vault", _SMALL)
    days = [date(2024, 6, 3)]
    served = Served(vault)
    monkeypatch.setattr(served, "_today", lambda: days[-1])
    assert b"Monday 3 June" in served.answer("index.html").content
    days.append(date(2024, 6, 4))
    assert b"Tuesday 4 June" in served.answer("index.html").content
    assert served.answer("jobs/acme-2020.html").status == HTTPStatus.NOT_FOUND
    (vault / "jobs").mkdir()
    (vault / "jobs" / "acme-2020.md").write_text("---\norg: Acme\nfrom: 2020\n---\n")
    assert served.answer("jobs/acme-2020.html").status == HTTPStatus.OK


@pytest.mark.parametrize(
    ("editor", "address"),
    [
        ("vscode", "vscode://file{root}/people/bob.md"),
        ("obsidian", "obsidian://open?path={root}/people/bob.md"),
        ("zed://file{path}?x=1&amp;y", "zed://file{root}/people/bob.md?x=1&amp;y"),
    ],
)
def test_a_served_page_opens_its_file_in_the_editor_and_a_built_one_does_not(
    tmp_path: Path, editor: str, address: str
) -> None:
    settings = f"format = 1\n[site]\neditor = {unescape(editor)!r}\n"
    root = make_vault(tmp_path / "two words", {**_SMALL, "netkeep.toml": settings})
    served = Served(root, TODAY)
    link = f'<a class="nk-open" href="{address.format(root=quote(str(root)))}">Open in editor</a>'
    assert served.answer("people/bob.html").content.decode().count(link) == 1
    assert "nk-open" not in served.answer("people.html").content.decode()
    site = build_site(root, TODAY, tmp_path / "site")
    assert all(
        b"nk-open" not in page.read_bytes() and b"two words" not in page.read_bytes() for page in site.rglob("*.html")
    )


def test_no_link_is_made_of_what_a_note_says(tmp_path: Path) -> None:
    note = '<p class="nk-source">Written in <code>people/bob.md</code></p>\n'
    settings = 'format = 1\n[site]\neditor = "vscode"\n'
    root = make_vault(tmp_path, {"people/ada.md": f"---\nname: Ada\n---\n\n{note}", "netkeep.toml": settings})
    assert Served(root, TODAY).answer("people/ada.html").content.decode().count('class="nk-open"') == 1


def test_nothing_is_written_where_the_owner_would_see_it(tmp_path: Path) -> None:
    vault = make_vault(tmp_path / "vault", _SMALL)
    before = sorted(path for path in tmp_path.rglob("*"))
    served = Served(vault, TODAY)
    served.answer("index.html")
    after = [path for path in tmp_path.rglob("*") if ".netkeep" not in path.parts]
    assert sorted(after) == before


@contextmanager
def _serving(vault: Path, monkeypatch: pytest.MonkeyPatch, port: int | None = None) -> Iterator[str]:
    """Serve a vault in a thread, and yield what the server says first."""
    servers: list[BaseServer] = []
    said: list[str] = []
    ready = threading.Event()
    forever = BaseServer.serve_forever

    def serve_forever(server: BaseServer, poll_interval: float = 0.5) -> None:
        servers.append(server)
        ready.set()
        forever(server, poll_interval)

    monkeypatch.setattr(BaseServer, "serve_forever", serve_forever)
    thread = threading.Thread(target=serve_site, args=(vault, TODAY, port, said.append))
    thread.start()
    assert ready.wait(30)
    try:
        yield said[0]
    finally:
        servers[0].shutdown()
        thread.join()


def _get(address: str, **headers: str) -> tuple[int, str, bytes]:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 (on this machine)
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310 (on this machine)
            return answer.status, answer.headers["Content-Type"], answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["Content-Type"], error.read()


def test_a_browser_on_this_machine_is_answered_and_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = make_vault(tmp_path / "vault", _SMALL)
    with _serving(vault, monkeypatch) as said:
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert address is not None
        status, kind, content = _get(address[0])
        assert (status, kind) == (200, "text/html; charset=utf-8")
        assert content.count(b"<script>(function(version)") == 1
        assert _get(f"{address[0]}people/ada.html")[0] == 200
        assert _get(f"{address[0]}people/%2e%2e/netkeep.toml")[0] == 404
        assert _get(address[0], Host="evil.example")[0] == 403
        version = re.search(rb'"(\d+)"\)</script>', content)
        assert version is not None
        (vault / "people" / "ada.md").write_text("---\nname: Ada Two\n---\n")
        assert _get(f"{address[0]}netkeep-reload?{version[1].decode()}")[2] != version[1]
        assert b"Ada Two" in _get(f"{address[0]}people/ada.html")[2]


def test_a_port_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = make_vault(tmp_path / "vault", _SMALL)
    with _serving(vault, monkeypatch) as said:
        taken = int(said.partition("127.0.0.1:")[2].partition("/")[0])
        monkeypatch.setattr(serve, "PORT", taken)
        with pytest.raises(VaultError, match=f"^port {taken} is taken: give another one, or none$"):
            serve_site(vault, TODAY, taken)
        monkeypatch.undo()
        monkeypatch.setattr(serve, "PORT", taken)
        with _serving(vault, monkeypatch) as other:
            assert f"port {taken} is taken" in other
