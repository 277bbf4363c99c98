"""``netkeep log`` with people who wait for triage: contact ends it, in the same write."""

from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep, files
from tests.vaults import make_vault

ADA = "---\r\nname: Ada Bell  # hers\r\ntags: [crew, to-triage]\r\nx: {a: 1}\r\n---\r\n\r\nText\r\n"
BO = "---\nname: Bo Sample\ntags:\n  - to-triage # new\n---\n\n## Log\n\n- 2024-05-01 connected\n"
CY = "---\nname: Cy Doe\ntags: [crew]\n---\n"
VAULT = {
    "people/ada-bell.md": ADA,
    "people/bo-sample.md": BO,
    "people/cy-doe.md": CY,
    "jobs/acme.md": "---\norg: Acme\nfrom: 2023\n---\n",
}
ADA_SEEN = ADA.replace("[crew, to-triage]", "[crew]")
BO_SEEN = "---\nname: Bo Sample\n---\n\n## Log\n\n- 2024-05-01 connected\n"


def test_contact_ends_the_triage_of_everybody_there(tmp_path: Path, netkeep: Netkeep) -> None:
    before = files(make_vault(tmp_path, VAULT))
    said = "people/cy-doe.md: coffee with Cy Doe, Ada Bell and Bo Sample on Friday 7 June\n"
    assert netkeep("log", "cy", "ada", "bo", "-k", "coffee") == (
        0,
        f"{said}Triage done: Ada Bell and Bo Sample\n",
        "",
    )
    assert files(tmp_path) == {
        **before,
        "people/ada-bell.md": ADA_SEEN.encode(),
        "people/bo-sample.md": BO_SEEN.encode(),
        "people/cy-doe.md": f"{CY}\n## Log\n\n- 2024-06-07 coffee with [[ada-bell]], [[bo-sample]]\n".encode(),
    }
    assert netkeep("undo", "--yes").code == 0
    assert files(tmp_path) == before


def test_in_the_file_of_whom_the_entry_is_about(tmp_path: Path, netkeep: Netkeep) -> None:
    before = files(make_vault(tmp_path, VAULT))
    assert netkeep("log", "ada", "-k", "asked reference").out.endswith("\nTriage done: Ada Bell\n")
    written = f"{ADA_SEEN}\r\n## Log\r\n\r\n- 2024-06-07 asked reference\r\n"
    assert files(tmp_path) == {**before, "people/ada-bell.md": written.encode()}
    assert netkeep("log", "ada", "-k", "call").out.count("\n") == 1


def test_in_a_job(tmp_path: Path, netkeep: Netkeep) -> None:
    before = files(make_vault(tmp_path, VAULT))
    assert netkeep("log", "acme", "bo", "-k", "event").out.endswith("\nTriage done: Bo Sample\n")
    entry = "\n## Log\n\n- 2024-06-07 event with [[bo-sample]]\n"
    assert files(tmp_path) == {
        **before,
        "people/bo-sample.md": BO_SEEN.encode(),
        "jobs/acme.md": f"{VAULT['jobs/acme.md']}{entry}".encode(),
    }


@pytest.mark.parametrize("kind", ["note", "connected", "declined reference"])
def test_what_is_no_contact_leaves_triage_to_come(tmp_path: Path, netkeep: Netkeep, kind: str) -> None:
    make_vault(tmp_path, VAULT)
    assert "Triage" not in netkeep("log", "ada", "bo", "-k", kind).out
    assert b"to-triage" in files(tmp_path)["people/ada-bell.md"]
    assert files(tmp_path)["people/bo-sample.md"] == BO.encode()


def test_where_one_file_cannot_be_written_none_is(tmp_path: Path, netkeep: Netkeep) -> None:
    before = files(make_vault(tmp_path, {**VAULT, "people/cy-doe.md": f"{CY}```\nopen"}))
    result = netkeep("log", "cy", "ada", "-k", "coffee")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("netkeep: people/cy-doe.md was left as it was: written this way")
    assert files(tmp_path) == before


def test_who_is_added_as_met_does_not_wait(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    netkeep("add", "Dee New", "--tag", "to-triage", "--tag", "crew", "--met", "yesterday")
    netkeep("add", "Eve New", "--tag", "to-triage")
    assert files(tmp_path)["people/dee-new.md"] == (
        b"---\nname: Dee New\ntags: [crew]\n---\n\n## Log\n\n- 2024-06-06 meeting: First met.\n"
    )
    assert b"to-triage" in files(tmp_path)["people/eve-new.md"]
