"""The audit of a site that is served: what changes becomes known, what becomes secret is, and what leaks is found."""

import random
from pathlib import Path

import pytest

from netkeep.errors import RefusedError
from netkeep.site.audit import must_not_be_there, pieces
from netkeep.site.build import build_into
from netkeep.site.output import Output
from netkeep.site.private import bare
from netkeep.store.again import Shelf
from netkeep.store.load import load
from netkeep.store.vault import Vault
from tests.site.vaults import TODAY
from tests.vaults import make_vault

_ADA = "---\nname: Ada Byron\nlocation: Great Yarmouth\nphones: ['+44 20 7946 0958']\n---\n"
_ZELDA = "---\nname: Zelda Quill\nprivate: true\nemails: [zelda@quill.example]\n---\n"
_FILES = {
    "people/ada.md": _ADA,
    "people/bob.md": "---\nname: Bob Marsh\n---\n\nHe keeps bees.\n",
    "people/zelda-quill.md": _ZELDA,
}
_SETTINGS = "format = 1\n"


class _Server:
    """A vault that is served; ``leak`` is what its templates let slip into a page, ``at``."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.vault, self.site, self.leak = make_vault(folder / "vault", _FILES), folder / "site", ""
        self.at = "people/bob.html"
        self._shelf = Shelf()
        filled = Output.put

        def put(output: Output, path: str, data: bytes, key: str = "", words: str = "") -> None:
            slip = f"<p>{self.leak}</p>".encode() if self.leak and path == self.at else b""
            filled(output, path, data + slip, key, words)

        monkeypatch.setattr(Output, "put", put)

    def build(self) -> Output:
        return build_into(self.vault, TODAY, self.site, self._shelf.load)

    def write(self, path: str, text: str) -> None:
        (self.vault / path).write_text(text)


@pytest.fixture(name="server", params=[pieces.LARGE, 1], ids=["small files", "large files"])
def _server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> _Server:
    monkeypatch.setattr(pieces, "LARGE", request.param)
    return _Server(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("leak", "kind"),
    [
        ("Zelda Quill", "private name"),
        ("zelda@quill.example", "private e-mail"),
        ("zelda-quill", "private id"),
    ],
)
def test_a_leak_that_comes_with_an_edit_is_found(server: _Server, leak: str, kind: str) -> None:
    server.build()
    server.build()
    server.leak = leak
    server.write("people/bob.md", "---\nname: Bob Marsh\n---\n\nHe keeps goats now.\n")
    with pytest.raises(RefusedError, match=f"people/bob.html: {kind}"):
        server.build()
    assert not (server.site / "people" / "bob.html").exists()
    # What was refused is not taken for audited: it is found again, and gone when its cause is.
    with pytest.raises(RefusedError, match=f"people/bob.html: {kind}"):
        server.build()
    server.leak = ""
    assert "people/bob.html" in server.build().written


def test_a_leak_that_comes_after_other_edits_is_found(server: _Server) -> None:
    server.build()
    for notes in ("He keeps goats now.", "He keeps hens now."):
        server.write("people/bob.md", f"---\nname: Bob Marsh\n---\n\n{notes}\n")
        server.build()
    server.leak = "Zelda Quill"
    server.write("people/bob.md", "---\nname: Bob Marsh\n---\n\nHe keeps goats now.\n")
    with pytest.raises(RefusedError, match=r"people/bob\.html: private name"):
        server.build()


def test_what_an_edit_makes_a_secret_is_looked_for_in_all_that_stands(server: _Server) -> None:
    server.leak, server.at = "Norfolk Broads", "people/ada.html"
    server.build()
    server.write("people/zelda-quill.md", _ZELDA.replace("emails", "location: Norfolk Broads\nemails"))
    with pytest.raises(RefusedError, match=r"people/ada\.html: private word"):
        server.build()


def test_what_the_settings_hide_is_looked_for(server: _Server) -> None:
    server.leak = "Great Yarmouth, 020 7946 0958"
    server.build()
    server.write("netkeep.toml", f'{_SETTINGS}[site]\nhide = ["location"]\n')
    with pytest.raises(RefusedError, match=r"people/bob\.html: hidden location"):
        server.build()
    server.write("netkeep.toml", f'{_SETTINGS}[site]\nhide = ["phones"]\n')
    with pytest.raises(RefusedError, match=r"people/bob\.html: phone"):
        server.build()
    server.write("netkeep.toml", _SETTINGS)
    server.build()


def test_who_becomes_private_is_looked_for(server: _Server) -> None:
    server.leak = "Ada Byron"
    server.build()
    server.write("people/ada.md", _ADA.replace("location", "private: true\nlocation"))
    with pytest.raises(RefusedError, match=r"people/bob\.html: private name"):
        server.build()
    server.write("people/ada.md", _ADA)
    server.build()


def test_what_nobody_tells_any_more_is_a_secret_again(server: _Server) -> None:
    server.leak, server.at = "Zelda Quill", "people/ada.html"
    server.write("people/bob.md", "---\nname: Bob Marsh\n---\n\nHe met Zelda Quill.\n")
    server.build()  # it stands in his notes, and is no secret
    server.write("people/bob.md", "---\nname: Bob Marsh\n---\n\nHe met nobody.\n")
    with pytest.raises(RefusedError, match=r"people/ada\.html: private name"):
        server.build()


def test_a_private_word_of_any_length_is_looked_for(server: _Server) -> None:
    # Were each of its letters taken for the beginning of an address, this would not come to an end.
    server.write("people/zelda-quill.md", f"{_ZELDA}\n{'QkBB' * 200_000} and six words more.\n")
    server.build()


def test_a_file_that_somebody_put_there_is_named(server: _Server) -> None:
    server.build()
    (server.site / "people" / "mine.html").write_text("mine")
    with pytest.raises(RefusedError, match=r"people/mine\.html: unlisted"):
        server.build()


_SAID = (
    *("location: Norfolk", "location: Great Yarmouth", "phones: ['+44 20 7946 0958']", "private: true", "tags: [Moor]"),
    *("aliases: [Quill, Zelda Marsh]", "emails: [zelda@quill.example]", "pronouns: they", "birthday: 1990-02-03"),
)
_BODIES = ("", "They met Zelda Quill at the harbour.", "See [[zelda-quill|Quill]] on that.", "Call 020 7946 0958.")


def _looked_for(vault: Vault) -> list[str]:
    return sorted(must_not_be_there(vault).spelled())


@pytest.mark.parametrize("seed", range(6))
def test_after_any_edits_the_same_is_looked_for_as_at_first(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    root, shelf = make_vault(tmp_path / "vault", _FILES), Shelf()
    for _ in range(40):
        name = draw.choice(("ada", "bob", "cyd", "zelda-quill"))
        file, said = root / "people" / f"{name}.md", "\n".join(draw.sample(_SAID, draw.randrange(4)))
        file.write_text(
            f"---\nname: {draw.choice(('Ada Byron', 'Zelda Quill'))}\n{said}\n---\n\n{draw.choice(_BODIES)}\n"
        )
        if draw.randrange(5) == 0:
            file.unlink()
        if draw.randrange(5) == 0:
            hide = draw.choice(("", "location", "phones", "body", "birthday"))
            (root / "netkeep.toml").write_text(f"{_SETTINGS}[site]\nhide = [{f'{hide!r}' if hide else ''}]\n")
        assert _looked_for(bare(shelf.load(root))) == _looked_for(bare(load(root)))
