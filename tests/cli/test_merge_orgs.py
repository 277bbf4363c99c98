"""Two names of an organisation become one."""

from dataclasses import fields, replace
from pathlib import Path

import pytest

from netkeep.exchange.joining.orgs import joined_records
from netkeep.model.dates import PartialDate
from netkeep.model.jobs import Organisation
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


ACME = "---\nname: Acme   # ours\ndomains: [acme.example]\nlinks: {web: https://acme.example}\n---\n\nOurs.\n"
BO = (
    "---\nname: Bo Inc\naliases: [Bo Works]\ndomains: [bo.example, acme.example]\nlinks: {blog: https://bo.example}\n"
    "tags: [tea]\n---\n\nTheirs.\n\n- [ ] 2024-07-01 write to [[bo-inc]]\n"
)
COMMENT = "# Ids that were changed, old -> new: 'netkeep check --fix' mends links to the old ones.\n"
NOTE = "---\nname: Cy\n---\nWorks at [[bo-inc]].\n"


def test_two_files_become_one(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"orgs/acme.md": ACME, "orgs/bo-inc.md": BO, "people/cy.md": NOTE})
    before = files(tmp_path)
    assert netkeep("merge", "acme", "Bo Inc") == (
        0,
        (
            "orgs/acme.md: now has what orgs/bo-inc.md had, which is removed\n"
            "Links to it lead to acme now, in people/cy.md.\n"
        ),
        "",
    )
    assert {path: data.decode() for path, data in files(tmp_path).items()} == {
        "netkeep.toml": "format = 2\n",
        "imports/renames.txt": f"{COMMENT}bo-inc -> acme\n",
        "orgs/acme.md": (
            "---\nname: Acme   # ours\naliases: [Bo Inc, Bo Works]\ndomains: [acme.example, bo.example]\n"
            "links: {web: https://acme.example, blog: https://bo.example}\ntags: [tea]\n---\n\nOurs.\n\nTheirs.\n\n"
            "- [ ] 2024-07-01 write to [[acme]]\n"
        ),
        "people/cy.md": NOTE.replace("bo-inc", "acme"),
    }
    assert netkeep("undo", "--yes").code == 0
    assert files(tmp_path) == before


def test_nothing_that_the_other_file_says_is_lost() -> None:
    other = Organisation(
        id="bo-inc",
        name="Bo Inc",
        aliases=("Bo Works",),
        domains=("bo.example",),
        links={"web": "https://bo.example"},
        target=PartialDate(2026, 11),
        tags=("tea",),
        check_ignore=("NK501",),
        x={"size": "9"},
        properties={"rating": "5"},
    )
    joined = joined_records(Organisation("acme", "Acme"), other)
    assert joined == replace(other, id="acme", name="Acme", aliases=("Bo Inc", "Bo Works"))
    assert {field.name for field in fields(Organisation) if getattr(other, field.name) == field.default} == set()


def test_two_files_that_say_something_else_under_one_key_stay(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"orgs/acme.md": ACME, "orgs/bo-inc.md": BO.replace("blog", "web")})
    before = files(tmp_path)
    assert netkeep("merge", "acme", "bo-inc") == (
        2,
        "",
        "netkeep: the files of acme and bo-inc say different things under links.web; make them one\n",
    )
    assert files(tmp_path) == before


def test_a_person_of_that_name_goes_before(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**PEOPLE, "people/acme-cloud.md": "---\nname: Acme Cloud\n---\n"})
    assert netkeep("merge", "Acme Corp", "Acme Cloud").err == (
        "netkeep: nobody is called 'Acme Corp'; 'netkeep find' searches everything\n"
    )


def test_one_name_alone_is_refused(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, PEOPLE)
    assert netkeep("merge", "ada").err.splitlines()[-1] == (
        "Error: merge needs two names; without any, it lists likely duplicates"
    )
