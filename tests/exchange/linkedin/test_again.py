"""Two archives of one account, in either order; and the first commit after an import."""

import csv
import os
import shutil
from pathlib import Path

import pytest

from netkeep.store.init_vault import start_vault
from tests.exchange.importing import Book, Import
from tests.exchange.linkedin.archives import ADA, HEADER, IN, make
from tests.exchange.reported import CORPUS, SKIP
from tests.store.test_init_vault import commit

BO = f"Bo,Sample,{IN}bo-sample,,Initech,Nurse,14 Jan 2023\n"
ADA_MOVED = ADA.replace("Acme Corp,Engineer", "Newco,CTO")
LATER = f"Cleo,Third,{IN}cleo-third,,,,10 Oct 2026\n"
BEFORE, AFTER = HEADER + ADA + BO, HEADER + LATER + ADA_MOVED + BO
Roles = dict[str, list[tuple[str, str | None, bool]]]


def roles(book: Book) -> Roles:
    """Return each person's roles, newest first: organisation, title, and whether it is over."""
    return {
        contact.id: [(role.org, role.title, role.end is not None) for role in contact.roles]
        for contact in book.people()
        if contact.roles
    }


def connections(path: Path) -> list[list[str]]:
    """Return the header and the rows of a table of connections."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return rows[next(number for number, row in enumerate(rows) if row[:1] == ["First Name"]) :]


def archives(root: Path, *tables: str) -> list[Import]:
    """Write archives that were unpacked in the wrong order: the first one last."""
    found = []
    for number, table in enumerate(tables):
        folder = make(root / str(number), {"Connections.csv": table})
        for path in (folder / "Connections.csv", folder):
            os.utime(path, (1_790_000_000 - number * 86_400 * 90,) * 2)
        found.append(Import("linkedin", (folder,)))
    return found


@pytest.mark.parametrize("order", [(0, 1, 0, 1), (1, 0, 1, 0)])
def test_a_later_archive_moves_people_and_an_earlier_one_moves_nobody_back(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    book, imports = Book(tmp_path / "vault"), archives(tmp_path, BEFORE, AFTER)
    for number in order:
        done = book.take(imports[number])
        assert done.code == 0, done.out
    found = roles(book)
    assert found["bo-sample"] == [("Initech", "Nurse", False)]
    assert [role for role in found["ada-example"] if not role[2]] == [("Newco", "CTO", False)]
    assert found["ada-example"][1:] in ([], [("Acme Corp", "Engineer", True)])


def test_in_their_order_the_old_role_ends_in_the_month_of_the_later_archive(tmp_path: Path) -> None:
    book = Book(tmp_path / "vault")
    for wanted in archives(tmp_path, BEFORE, AFTER):
        book.take(wanted)
    new, old = book.contacts()["ada-example"].roles
    assert (new.org, str(new.start), new.end) == ("Newco", "2026-10", None)
    assert (old.org, old.start, str(old.end)) == ("Acme Corp", None, "2026-10")


def test_an_earlier_archive_ends_no_role_of_whom_the_later_one_does_not_name_with_an_employer(tmp_path: Path) -> None:
    """Ada has left LinkedIn since, Bo has no employer there any more, and of Cleo the title alone is new."""
    cleo = f"Cleo,Third,{IN}cleo-third,,Hooli,{{}},14 Feb 2023\n"
    earlier = HEADER + ADA + BO + cleo.format("")
    later = HEADER + LATER.replace("leo", "lea") + BO.replace("Initech,Nurse", ",") + cleo.format("Boss")
    expected = {
        "ada-example": [("Acme Corp", "Engineer", False)],
        "bo-sample": [("Initech", "Nurse", False)],
        "cleo-third": [("Hooli", "Boss", False)],
    }
    for order in ((0, 1, 0, 1), (1, 0, 1, 0, 1)):
        book, imports = Book(tmp_path / str(order)), archives(tmp_path / f"of {order}", earlier, later)
        for number in order:
            book.take(imports[number])
        assert roles(book) == expected


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_where_nobody_can_tell_which_is_the_newer_no_role_begins_or_ends(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    """Both archives end with the same day: what their folders say of when they were unpacked is no answer."""
    book, imports = Book(tmp_path / "vault"), archives(tmp_path, BEFORE, HEADER + ADA_MOVED + BO)
    book.take(imports[order[0]])
    before = roles(book)
    done = book.take(imports[order[1]])
    assert (roles(book), "--as-of" in done.out) == (before, True), done.out


@pytest.mark.skipif(SKIP[0], reason=SKIP[1])
@pytest.mark.parametrize("first", ["as it came", "changed"])
def test_the_public_archive_unpacked_and_changed(tmp_path: Path, first: str) -> None:
    """Of its first 200 connections every tenth has another employer, and no table has another day."""
    header, *rows = connections(CORPUS / "linkedin" / "Connections.csv")
    company, folders = header.index("Company"), [tmp_path / "as it came", tmp_path / "changed"]
    for folder in folders:
        shutil.copytree(CORPUS / "linkedin", folder)
        for row in rows[::10] if folder.name == "changed" else []:
            row[company] = "Newco"
        with (folder / "Connections.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows[:200]])
    book = Book(tmp_path / "vault")
    folders.sort(key=lambda folder: folder.name != first)
    assert book.take(Import("linkedin", (folders[0],))).code == 0
    before = roles(book)
    done = book.take(Import("linkedin", (folders[1],)))
    assert done.code == 0, done.out
    assert {person: (before.get(person), now) for person, now in roles(book).items() if now != before.get(person)} == {}


@pytest.mark.skipif(SKIP[0], reason=SKIP[1])
def test_the_first_commit_after_an_import_is_accepted(tmp_path: Path) -> None:
    start_vault(tmp_path / "vault")
    book = Book(tmp_path / "vault")
    assert book.take(Import("linkedin", (CORPUS / "linkedin",))).code == 0
    assert commit(book.root, "What LinkedIn knows") == 0
    assert commit(book.root, "Nothing more") == 1  # git has nothing to commit, so all of it was
