"""``netkeep undo``: the last command, taken back byte for byte, or not at all."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netkeep.cli.main import run
from netkeep.store.running import running
from netkeep.store.write import Move, Write, create_file, memory, remove_file, replace_file, write_all
from netkeep.text.source import digest
from tests.cli.conftest import TODAY, Netkeep, files
from tests.vaults import make_vault

ADA = "---\nname: Ada Example   # hers\nemails: [ada@x.example]\n---\r\n\n## Log\n\n- 2024-06-01 call: First.\n"
BO = "---\nname: Bo\nknows: [ada-example]\n---\n"
CY = "---\nname: Cy\nemails: [cy@x.example]\n---\n"
VAULT = {"people/ada-example.md": ADA, "people/bo.md": BO, "people/cy.md": CY}


@pytest.fixture
def before(tmp_path: Path) -> dict[str, bytes]:
    """Return the files of a new vault."""
    return files(make_vault(tmp_path, VAULT))


def test_an_entry_is_taken_back_and_written_again(tmp_path: Path, netkeep: Netkeep, before: dict[str, bytes]) -> None:
    netkeep("log", "ada", "-k", "coffee", "-m", "The reorg.")
    after = files(tmp_path)
    blank = " "
    diff = f"""\
--- people/ada-example.md
+++ people/ada-example.md
@@ -5,5 +5,4 @@
{blank}
 ## Log
{blank}
-- 2024-06-07 coffee: The reorg.
 - 2024-06-01 call: First.
"""
    refusal = "netkeep: nothing was changed: without a terminal to ask on, add --yes\n"
    assert netkeep("undo") == (2, diff, refusal)
    assert files(tmp_path) == after
    assert netkeep("undo", "--yes") == (0, f"{diff}Undone: netkeep log ada-example.\n", "")
    assert files(tmp_path) == before
    assert netkeep("undo", "--yes").out.endswith("Undone: netkeep undo ada-example.\n")
    assert files(tmp_path) == after


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("add", "Di"), "remove people/di.md\nUndone: netkeep add di.\n"),
        (
            ("rename", "ada-example", "ada-new"),
            """\
rename people/ada-new.md to people/ada-example.md
--- people/bo.md
+++ people/bo.md
@@ -1,4 +1,4 @@
 ---
 name: Bo
-knows: [ada-new]
+knows: [ada-example]
 ---
remove imports/renames.txt
Undone: netkeep rename ada-example ada-new bo.
""",
        ),
        (
            ("merge", "bo", "cy"),
            """\
--- people/bo.md
+++ people/bo.md
@@ -1,7 +1,4 @@
 ---
 name: Bo
-aliases: [Cy]
-emails:
-  - cy@x.example
 knows: [ada-example]
 ---
remove imports/renames.txt
bring back people/cy.md
Undone: netkeep merge bo cy.
""",
        ),
    ],
)
def test_whole_files_go_and_come_back(
    tmp_path: Path, netkeep: Netkeep, before: dict[str, bytes], words: tuple[str, ...], shown: str
) -> None:
    assert netkeep(*words).code == 0
    assert files(tmp_path) != before
    assert netkeep("undo", "--yes") == (0, shown, "")
    assert files(tmp_path) == before


@pytest.mark.usefixtures("before")
def test_what_has_changed_since_stays(tmp_path: Path, netkeep: Netkeep) -> None:
    netkeep("merge", "bo", "cy")
    bo, cy = tmp_path / "people/bo.md", tmp_path / "people/cy.md"
    bo.write_bytes(bo.read_bytes() + b"\nMine.\n")
    cy.write_text("mine")
    now = files(tmp_path)
    refusal = (
        "netkeep: 'netkeep merge bo cy' was not undone: people/bo.md and people/cy.md changed since, and that "
        "would be lost. Nothing was changed.\n"
    )
    assert netkeep("undo", "--yes") == (4, "", refusal)
    assert files(tmp_path) == now


@pytest.mark.usefixtures("before")
def test_a_renamed_file_that_was_removed_since_does_not_come_back(tmp_path: Path, netkeep: Netkeep) -> None:
    netkeep("rename", "cy", "cyd")
    (tmp_path / "people/cyd.md").unlink()
    assert "people/cyd.md changed since" in netkeep("undo", "--yes").err
    assert not (tmp_path / "people/cy.md").exists()


def test_what_the_owner_took_back_already_is_left(tmp_path: Path, netkeep: Netkeep, before: dict[str, bytes]) -> None:
    netkeep("add", "Di")
    (tmp_path / "people/di.md").unlink()
    nothing = "netkeep: there is nothing to undo: everything is as it was before 'netkeep add di'\n"
    assert netkeep("undo", "--yes") == (2, "", nothing)
    netkeep("rename", "ada", "ada-new")
    (tmp_path / "people/ada-new.md").rename(tmp_path / "people/ada-example.md")
    assert netkeep("undo", "--yes").code == 0
    assert files(tmp_path) == before


@pytest.mark.usefixtures("before")
def test_nothing_is_kept_at_first_or_of_a_file_that_is_broken(tmp_path: Path, netkeep: Netkeep) -> None:
    nothing = (2, "", "netkeep: there is nothing to undo: no command that changed the vault is on record\n")
    assert netkeep("undo", "--yes") == nothing
    netkeep("log", "ada")
    record = tmp_path / ".netkeep/undo"
    assert record.stat().st_mode & 0o777 == 0o600
    whole = record.read_bytes()
    for torn in (
        whole[:-5],
        b"",
        b"[]\n",
        whole.replace(b'"format": 1', b'"format": 2'),
        whole.replace(b"people/", b"../"),
    ):
        record.write_bytes(torn)
        assert netkeep("undo", "--yes") == nothing


@pytest.mark.usefixtures("before")
def test_forget_empties_it_and_cannot_be_taken_back(tmp_path: Path, netkeep: Netkeep) -> None:
    netkeep("log", "cy", "-m", "Secret.")
    netkeep("log", "bo", "cy", "-m", "Secret.")
    (tmp_path / ".netkeep/undo.new").write_text("Cy, as a kill left it")
    assert netkeep("forget", "cy", "--yes").code == 0
    assert netkeep("undo", "--yes") == (
        2,
        "",
        "netkeep: 'netkeep forget' cannot be undone: what it removed is kept nowhere\n",
    )
    kept = [path.read_bytes() for path in (tmp_path / ".netkeep").rglob("*") if path.is_file()]
    assert not any(word in data for data in kept for word in (b"cy.md", b"cy@x", b"Cy"))


@pytest.mark.usefixtures("before")
def test_what_is_too_large_is_not_kept(tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_LARGEST", 100)
    netkeep("log", "ada")
    assert netkeep("undo", "--yes").err == (
        "netkeep: 'netkeep log' cannot be undone: it changed more than is kept for undo\n"
    )
    assert (tmp_path / ".netkeep/undo").stat().st_size < 200


@pytest.mark.usefixtures("before")
def test_a_removed_link_is_not_taken_back(tmp_path: Path, netkeep: Netkeep) -> None:
    (tmp_path / "people/link.md").symlink_to("cy.md")
    with running(lambda: "netkeep try"):
        remove_file(tmp_path, tmp_path / "people/link.md", digest(CY.encode()))
    assert netkeep("undo", "--yes").err == (
        "netkeep: 'netkeep try link' cannot be undone: it removed a link, people/link.md\n"
    )


@pytest.mark.usefixtures("before")
def test_what_was_written_outside_of_the_vault_is_not_taken_back(tmp_path: Path, netkeep: Netkeep) -> None:
    cards, phone = (tmp_path.parent / f"{tmp_path.name}-{name}" for name in ("cards", "phone"))
    cards.mkdir()
    phone.mkdir()
    netkeep("log", "cy")
    assert netkeep("export", "vcard", "--vdir", str(cards)).code == 0
    assert "Undone: netkeep log cy.\n" in netkeep("undo", "--yes").out
    assert netkeep("export", "vcard", "--vdir", str(phone), "--source", "phone").code == 0
    assert netkeep("undo", "--yes").err == (
        "netkeep: 'netkeep export vcard' cannot be undone: it wrote outside the vault\n"
    )


@pytest.mark.usefixtures("before")
def test_a_folder_that_leads_out_of_the_vault_since_is_not_written_to(tmp_path: Path, netkeep: Netkeep) -> None:
    netkeep("merge", "bo", "cy")
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    (tmp_path / "people").rename(elsewhere)
    (tmp_path / "people").symlink_to(elsewhere)
    assert netkeep("undo", "--yes").err == (
        "netkeep: 'netkeep merge bo cy' cannot be undone: its folder leads out of the vault, people/bo.md\n"
    )


@pytest.mark.usefixtures("before")
def test_many_files_are_shown_in_part(tmp_path: Path, netkeep: Netkeep) -> None:
    with running(lambda: "netkeep try"):
        for number in range(23):
            create_file(tmp_path, tmp_path / f"people/new-{number}.md", CY.encode())
    lines = netkeep("undo", "--yes").out.splitlines()
    assert lines[19:] == [
        "remove people/new-19.md",
        "and 3 more files",
        "Undone: netkeep try new-0 new-1 new-2 and 20 more.",
    ]


def test_bytes_that_are_no_text_come_back(tmp_path: Path, netkeep: Netkeep, before: dict[str, bytes]) -> None:
    with running(lambda: "netkeep try"):
        create_file(tmp_path, tmp_path / "people/odd.md", b"\xff\xfe\x00")
    assert netkeep("undo", "--yes").code == 0
    assert files(tmp_path) == before
    assert netkeep("undo", "--yes").code == 0
    assert files(tmp_path) == {**before, "people/odd.md": b"\xff\xfe\x00"}
    assert json.loads((tmp_path / ".netkeep/undo").read_text().splitlines()[0])["command"] == "netkeep undo"


def test_what_a_command_does_bit_by_bit_is_one_step(tmp_path: Path, netkeep: Netkeep, before: dict[str, bytes]) -> None:
    bo, cy, new, newer = (tmp_path / f"people/{name}.md" for name in ("bo", "cy", "new", "newer"))

    def now(path: Path) -> str:
        return digest(path.read_bytes())

    with running(lambda: "netkeep try"):
        write_all(tmp_path, [Write(new, b"x", now(cy))], [Move(cy, new, now(cy))])
        write_all(tmp_path, [], [Move(new, newer, now(new))])
        create_file(tmp_path, cy, b"another")
        replace_file(tmp_path, bo, b"y", now(bo))
        replace_file(tmp_path, bo, b"z", now(bo))
        create_file(tmp_path, new, b"for a while")
        remove_file(tmp_path, new, now(new))
    after = files(tmp_path)
    assert netkeep("undo", "--yes").out.splitlines()[-1] == "Undone: netkeep try cy newer bo."
    assert files(tmp_path) == before
    netkeep("undo", "--yes")
    assert files(tmp_path) == after


def test_an_import_is_taken_back_with_what_it_noted(tmp_path: Path, netkeep: Netkeep, before: dict[str, bytes]) -> None:
    card = tmp_path.parent / f"{tmp_path.name}.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Di\nEMAIL:di@x.example\nEND:VCARD\n")
    assert netkeep("import", "vcard", str(card)).code == 0
    assert [*files(tmp_path)] != [*before]
    assert netkeep("undo", "--yes") == (
        0,
        "remove people/di.md\nremove imports/vcard.jsonl\nUndone: netkeep import di.\n",
        "",
    )
    assert files(tmp_path) == before


IDS = st.sampled_from(["ada-example", "bo", "cy", "di", "eve"])
COMMANDS = st.one_of(
    st.tuples(st.just("log"), IDS, IDS, st.just("-m"), st.text("ab\n# -", max_size=8)),
    st.tuples(st.just("add"), st.sampled_from(["Di", "Eve", "Bo"])),
    st.tuples(st.just("rename"), IDS, IDS),
    st.tuples(st.just("merge"), IDS, IDS),
    st.tuples(st.just("set"), IDS, IDS, st.sampled_from(["tags+=a", "tags-=a", "knows+=bo"]), st.just("--yes")),
    st.tuples(st.just("remind"), IDS, st.just("tomorrow"), st.text("ab", min_size=1, max_size=3)),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(commands=st.lists(COMMANDS, max_size=6))
def test_whatever_was_done_last_is_taken_back(
    tmp_path_factory: pytest.TempPathFactory, commands: list[tuple[str, ...]]
) -> None:
    root = make_vault(tmp_path_factory.mktemp("vault"), VAULT)

    def call(*words: str) -> int:
        return run(["--vault", str(root), "--today", TODAY, *words])

    for words in commands:
        before = files(root)
        call(*words)
        after = files(root)
        if after == before:
            continue
        assert call("undo", "--yes") == 0
        assert files(root) == before
        assert call("undo", "--yes") == 0
        assert files(root) == after
