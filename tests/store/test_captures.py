"""People captured, and taken back as long as nobody changed them."""

from pathlib import Path

import pytest

from netkeep.errors import ConflictError, RefusedError
from netkeep.store.captures import Capture, capture, engage, take_back
from netkeep.store.load import load
from netkeep.store.sweep_state import answered, keep_answered
from netkeep.text.new import NewContact
from tests.cli.conftest import files
from tests.vaults import make_vault

ADA = "---\r\nname: Ada Example  # since 1815\r\nworked_with: [{job: other}]\r\n---\r\nText.\r\n"


def test_somebody_new_is_written_and_taken_back(tmp_path: Path) -> None:
    before = files(make_vault(tmp_path, {"people/ada.md": ADA}))
    new = NewContact("Gus Green", org="Acme Corp", title="Clerk", team="Finance", job="acme", relation="peer")
    made = capture(load(tmp_path), new)
    assert (made.person, made.name, made.path, made.new) == ("gus-green", "Gus Green", "people/gus-green.md", True)
    assert files(tmp_path)["people/gus-green.md"] == (
        b"---\nname: Gus Green\nroles:\n  - org: Acme Corp\n    title: Clerk\n    team: Finance\n"
        b"worked_with:\n  - {job: acme, as: peer}\n---\n"
    )
    take_back(tmp_path, made)
    assert files(tmp_path) == before


def test_somebody_known_is_of_a_job_and_is_not_again(tmp_path: Path) -> None:
    before = files(make_vault(tmp_path, {"people/ada.md": ADA}))
    vault = load(tmp_path)
    made = engage(vault, vault.contacts["ada"], "acme", "peer")
    assert made is not None
    assert not made.new
    changed = ADA.replace("[{job: other}]", "[{job: other}, {job: acme, as: peer}]").encode()
    assert files(tmp_path)["people/ada.md"] == changed
    vault = load(tmp_path)
    assert engage(vault, vault.contacts["ada"], "acme", "vendor") is None
    assert engage(vault, vault.contacts["ada"], "acme", None) is None
    take_back(tmp_path, made)
    assert files(tmp_path) == before


def test_what_somebody_was_is_added_where_it_was_not_said(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, {"people/ada.md": ADA}))
    assert engage(vault, vault.contacts["ada"], "other", "customer")
    assert files(tmp_path)["people/ada.md"] == ADA.replace("{job: other}", "{job: other, as: customer}").encode()


def test_a_file_that_was_changed_since_stays(tmp_path: Path) -> None:
    vault = load(make_vault(tmp_path, {"people/ada.md": ADA}))
    made = [capture(vault, NewContact("Gus")), engage(vault, vault.contacts["ada"], "acme", None)]
    for one in made:
        assert isinstance(one, Capture)
        with (tmp_path / one.path).open("ab") as file:
            file.write(b"More.\n")
        before = files(tmp_path)
        with pytest.raises(ConflictError):
            take_back(tmp_path, one)
        assert files(tmp_path) == before


def test_a_file_that_cannot_say_it_stays(tmp_path: Path) -> None:
    bad = "---\nname: Ada\nworked_with: 7\n---\n"
    vault = load(make_vault(tmp_path, {"people/ada.md": bad}))
    with pytest.raises(RefusedError):
        engage(vault, vault.contacts["ada"], "acme", None)
    assert files(tmp_path)["people/ada.md"] == bad.encode()


def test_answers_are_kept_by_job(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    keep_answered(tmp_path, "acme", ["b", "a"])
    keep_answered(tmp_path, "other", ["c"])
    assert (answered(tmp_path, "acme"), answered(tmp_path, "other")) == (frozenset("ab"), frozenset("c"))
    keep_answered(tmp_path, "acme", [])
    assert (answered(tmp_path, "acme"), answered(tmp_path, "other")) == (frozenset[str](), frozenset("c"))
    assert (tmp_path / ".netkeep/swept").read_text() == "other c\nacme\n"
