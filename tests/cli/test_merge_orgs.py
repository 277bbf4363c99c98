"""Two names of an organisation become one."""

from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault

PEOPLE = {
    "people/ada.md": "---\nname: Ada\nemails: [ada@acme.example]\nroles: [{org: Acme Corp}, {org: ACME}]\n---\n",
    "people/bo.md": "---\nname: Bo\nroles: [{org: Acme Cloud Ltd}, {org: Acme Cloud}, {org: A-Cloud}]\n---\n",
}


def test_the_other_name_becomes_an_alias_in_a_new_file(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, PEOPLE)
    before = files(tmp_path)
    shown = (
        "--- orgs/acme-corp.md\n+++ orgs/acme-corp.md\n@@ -0,0 +1,4 @@\n"
        "+---\n+name: Acme Corp\n+aliases: [Acme Cloud]\n+---\n"
    )
    assert netkeep("merge", "Acme Corp", "acme cloud", "--dry-run") == (0, shown, "")
    assert files(tmp_path) == before
    said = "orgs/acme-corp.md: Acme Cloud is Acme Corp by another name\n"
    assert netkeep("merge", "Acme Corp", "acme cloud") == (0, said, "")
    new = {"orgs/acme-corp.md": b"---\nname: Acme Corp\naliases: [Acme Cloud]\n---\n"}
    assert files(tmp_path) == {**before, **new}
    assert "perhaps also" not in netkeep("who", "acme").out
    assert netkeep("merge", "acme", "acme cloud") == (2, "", "netkeep: these two are one organisation already\n")
    assert netkeep("undo", "--yes").code == 0
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("keep", "other", "front"),
    [
        ("Acme Corp", "Acme Cloud", "name: Acme Corp   # the big one\naliases: [AC, Acme Cloud]\n"),
        ("Acme Cloud", "Acme Corp", "name: Acme Cloud   # the big one\naliases: [AC, Acme Corp]\n"),
    ],
)
def test_a_file_gets_one_alias_more_and_the_name_that_is_kept(
    tmp_path: Path, netkeep: Netkeep, keep: str, other: str, front: str
) -> None:
    record = "---\nname: Acme Corp   # the big one\naliases: [AC]\ndomains: [acme.example]\n---\nNotes, [[ada]].\n"
    make_vault(tmp_path, {**PEOPLE, "orgs/acme.md": record})
    assert netkeep("merge", keep, other).out == f"orgs/acme.md: {other} is {keep} by another name\n"
    wanted = f"---\n{front}domains: [acme.example]\n---\nNotes, [[ada]].\n"
    assert files(tmp_path)["orgs/acme.md"].decode() == wanted


def test_two_files_are_not_joined(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"orgs/acme.md": "---\nname: Acme\n---\n", "orgs/bo.md": "---\nname: Bo Inc\n---\n"})
    before = files(tmp_path)
    assert netkeep("merge", "acme", "bo") == (
        2,
        "",
        (
            "netkeep: both have a file, orgs/acme.md and orgs/bo.md; put into one what the other says, and remove that "
            "one\n"
        ),
    )
    assert files(tmp_path) == before


def test_a_person_of_that_name_goes_before(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**PEOPLE, "people/acme-cloud.md": "---\nname: Acme Cloud\n---\n"})
    assert netkeep("merge", "Acme Corp", "Acme Cloud").err == (
        "netkeep: nobody here is called 'Acme Corp'; 'netkeep find' looks through everything\n"
    )


def test_one_name_alone_is_refused(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, PEOPLE)
    assert netkeep("merge", "ada").err.splitlines()[-1] == (
        "Error: merge joins two: say OTHER, too, or no name at all for the likely duplicates"
    )
