"""What other programs read: columns, tab-separated values, CSV and JSON, the same for every command that lists."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (
            ("list", "--format", "tsv"),
            (
                "id\tname\ttitle\torg\tlast_contact\n"
                "alan-sample\tAlan Sample\tPlumber\tACME, Inc.\t2024-05-20\n"
                "grace-sample\tGrace Sample\tVP Engineering\tAcme Corp\t2024-05-20\n"
            ),
        ),
        (
            ("list", "--format", "csv", "--columns", "name,org,emails"),
            (
                'name,org,emails\nAlan Sample,"ACME, Inc.",\n'
                "Grace Sample,Acme Corp,grace@acme.example; grace@home.example\n"
            ),
        ),
        (
            ("list", "--columns", "email,tags,path"),
            (
                "                                  people/alan-sample.md\n"
                "grace@acme.example  mentor; data  people/grace-sample.md\n"
            ),
        ),
        (
            ("find", "grace", "--where", "has:emails", "--columns", "email,name", "--format", "tsv"),
            "email\tname\ngrace@acme.example\tGrace Sample\n",
        ),
        (
            ("who", "acme", "--where", "tags=data", "--columns", "standing,name,links.linkedin", "--format", "tsv"),
            "standing\tname\tlinks.linkedin\nnow\tGrace Sample\thttps://www.linkedin.com/in/grace-sample\n",
        ),
        (
            ("due", "--kind", "birthday", "--kind", "sweep", "--columns", "on,kind,id,name,phone", "--format", "tsv"),
            (
                "on\tkind\tid\tname\tphone\n"
                "2024-06-14\tbirthday\tgrace-sample\tGrace Sample\t+44 20 7946 0018\n"
                "2023-11-01\tsweep\tacme-2023\tAcme Corp\t\n"
            ),
        ),
        (
            ("due", "--where", "name~alan", "--format", "csv"),
            (
                "on,kind,id,name,why,text\n"
                '2024-05-31,ask,alan-sample,Alan Sample,"at Acme Corp at the same time; it ends in 3 weeks, on '
                'Sunday 30 June. Ask for a recommendation",\n'
            ),
        ),
    ],
)
def test_rows(tmp_path: Path, netkeep: Netkeep, arguments: tuple[str, ...], out: str) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep(*arguments) == (0, out, "")


def test_json_has_the_columns_alone_and_lists_where_a_field_has_several_values(
    tmp_path: Path, netkeep: Netkeep
) -> None:
    make_vault(tmp_path, VAULT)
    out = netkeep("list", "--tag", "data", "--columns", "id,email,tags,roles.org,birthday,team", "--format", "json").out
    assert json.loads(out) == {
        "format": "netkeep.list",
        "version": 1,
        "today": "2024-06-07",
        "people": [
            {
                "id": "grace-sample",
                "email": "grace@acme.example",
                "tags": ["mentor", "data"],
                "roles.org": ["Acme Corp", "Initech"],
                "birthday": "1979-06-14",
                "team": "Platform",
            }
        ],
    }


def test_a_cell_breaks_no_row_and_starts_no_formula(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/odd.md": '---\nname: "=Odd"\nlocation: "a\\tb\\nc"\ntags: ["+1"]\n---\n'})
    columns = ("list", "--columns", "name,location,tags", "--format")
    assert netkeep(*columns, "tsv").out == "name\tlocation\ttags\n=Odd\ta b c\t+1\n"
    assert netkeep(*columns, "csv").out == "name,location,tags\n'=Odd,a b c,'+1\n"


def test_columns_that_cannot_be(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    code, out, err = netkeep("due", "--columns", "emial")
    assert (code, out) == (2, "")
    assert err.splitlines()[-1].startswith(
        "Error: Invalid value for '--columns': there is no field 'emial' (did you mean 'emails'?); the fields are: id, "
    )
    assert err.splitlines()[-1].endswith("; and for this command: on, kind, why, text, todo")
    refused = netkeep("due", "--columns", "name", "--format", "ics")
    assert (refused.code, refused.err.splitlines()[-1]) == (2, "Error: --columns and --format ics do not go together")


def test_nobody_is_a_header_and_no_row(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("find", "zzz", "--columns", "email,name", "--format", "tsv") == (1, "email\tname\n", "")
