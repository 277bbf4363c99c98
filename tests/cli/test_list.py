import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Netkeep
from tests.cli.people import VAULT
from tests.vaults import make_vault

BO = "---\nname: Zoë Bo\ntags: [Data]\nphones: ['020 7946 0000']\nx: {likes: [tea, {of: Assam}]}\n---\n"


def _ids(netkeep: Netkeep, *arguments: str) -> list[str]:
    result = netkeep("list", *arguments)
    assert result.code == 0
    return [line.split("  ")[0] for line in result.out.splitlines()]


def test_a_table_of_everybody_who_is_not_archived(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {**VAULT, "people/bo.md": BO})
    assert netkeep("list") == (
        0,
        (
            "alan-sample   Alan Sample   Plumber, ACME, Inc.        2 weeks ago\n"
            "grace-sample  Grace Sample  VP Engineering, Acme Corp  2 weeks ago\n"
            "bo            Zoë Bo                                   never\n"
        ),
        "",
    )
    assert netkeep("list", "--archived", "--tag", "mentor").out == (
        "ada-example   Ada Éxample                              2 weeks ago (archived)\n"
        "grace-sample  Grace Sample  VP Engineering, Acme Corp  2 weeks ago\n"
    )


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (("--tag", "DATA"), ["grace-sample", "bo"]),
        (("--tag", "data", "--tag", "mentor"), ["grace-sample"]),
        (("--org", "acme"), ["alan-sample", "grace-sample"]),
        (("--org", "Acme Corp."), ["alan-sample", "grace-sample"]),
        (("--job", "acme-2023"), ["alan-sample", "grace-sample"]),
        (("--job", "platform", "--as", "manager"), ["grace-sample"]),
        (("--as", "peer"), []),
        (("--not-seen-for", "1 year"), ["bo"]),
        (("--not-seen-for", "2w"), ["alan-sample", "grace-sample", "bo"]),
        (("--not-seen-for", "3 weeks"), ["bo"]),
        (("--where", "location~LEEDS"), ["grace-sample"]),
        (("--where", "name~zoe"), ["bo"]),
        (("--where", "org=acme gmbh"), ["alan-sample", "grace-sample"]),
        (("--where", "org!=acme"), ["bo"]),
        (("--where", "former = initech"), ["grace-sample"]),
        (("--where", "phone=+442079460018"), ["grace-sample"]),
        (("--where", "phone=02079460000"), ["bo"]),
        (("--where", "has:phone", "--where", "no:email"), ["bo"]),
        (("--where", "x.likes=assam"), ["bo"]),
        (("--where", "has:x.likes"), ["bo"]),
        (("--where", "x~ssa"), ["bo"]),
        (("--where", "email~@acme.example"), ["grace-sample"]),
        (("--where", "as=manager"), ["grace-sample"]),
        (("--where", "link=linkedin"), ["grace-sample"]),
        (("--where", "cadence=3 months"), ["grace-sample"]),
        (("--where", "birthday~-06-"), ["grace-sample"]),
        (("--where", "introduced_by=alan-sample"), ["grace-sample"]),
        (("--where", "has:archived", "--archived"), ["ada-example"]),
        (("--where", "emails~@acme.example"), ["grace-sample"]),
        (("--where", "emails.label=home"), ["grace-sample"]),
        (("--where", "tags=mentor"), ["grace-sample"]),
        (("--where", "roles.org=initech"), ["grace-sample"]),
        (("--where", "roles.org=acme gmbh"), ["alan-sample", "grace-sample"]),
        (("--where", "roles.from~2016"), ["grace-sample"]),
        (("--where", "links.linkedin~grace"), ["grace-sample"]),
        (("--where", "phones=02079460000"), ["bo"]),
        (("--where", "worked_with.as=manager"), ["grace-sample"]),
        (("--where", "knows.how~choir"), ["grace-sample"]),
        (("--where", "last_contact~2024-05"), ["alan-sample", "grace-sample"]),
        (("--where", "no:private", "--where", "no:paused_until", "--tag", "mentor"), ["grace-sample"]),
    ],
)
def test_choosing(tmp_path: Path, netkeep: Netkeep, arguments: tuple[str, ...], ids: list[str]) -> None:
    make_vault(tmp_path, {**VAULT, "people/bo.md": BO})
    assert _ids(netkeep, *arguments) == ids


def test_nobody_fits(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("list", "--tag", "zzz") == (0, "", "netkeep: no match\n")
    assert json.loads(netkeep("list", "--tag", "zzz", "--format", "json").out)["people"] == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ("--where", "birth=x"),
            (
                "Error: Invalid value for '--where': there is no field 'birth' (did you mean 'birthday'?); the fields "
                "are: id, path, name, aliases, pronouns, emails, phones, links, addresses, location, timezone, "
                "birthday, dates, tags, roles, worked_with, introduced_by, knows, cadence, paused_until, private, "
                "archived, check_ignore, x, org, title, team, former, last_contact"
            ),
        ),
        (
            ("--where", "nonsense"),
            (
                "Error: Invalid value for '--where': a condition is written field=value, field!=value, field~part, "
                "has:field or no:field"
            ),
        ),
        (("--org", "Nowhere"), "netkeep: no organisation is called 'Nowhere'"),
    ],
)
def test_conditions_that_cannot_be(
    tmp_path: Path, netkeep: Netkeep, arguments: tuple[str, ...], complaint: str
) -> None:
    make_vault(tmp_path, VAULT)
    result = netkeep("list", *arguments)
    assert (result.code, result.out, result.err.splitlines()[-1]) == (2, "", complaint)


def test_organisations_with_the_same_part_are_listed(tmp_path: Path, netkeep: Netkeep) -> None:
    other = "---\nname: Cy\nroles: [{org: Acme Bakery}]\n---\n"
    make_vault(tmp_path, {**VAULT, "people/cy.md": other})
    assert netkeep("list", "--org", "acm") == (
        2,
        "",
        (
            "netkeep: 'acm' fits 2 organisations; say which by id:\n"
            "  acme-bakery  Acme Bakery\n  acme-corp    Acme Corp\n"
        ),
    )
    assert _ids(netkeep, "--org", "acme-bakery") == ["cy"]


def test_the_help_names_every_field(tmp_path: Path, netkeep: Netkeep) -> None:
    from netkeep.network.values import NAMES

    make_vault(tmp_path, {})
    words = set(netkeep("list", "--help").out.replace(",", " ").replace(";", " ").replace(".\n", " \n").split())
    assert set(NAMES) <= words


def test_json(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert json.loads(netkeep("list", "--where", "id=grace-sample", "--format", "json").out) == {
        "format": "netkeep.list",
        "version": 1,
        "today": "2024-06-07",
        "people": [
            {
                "id": "grace-sample",
                "name": "Grace Sample",
                "path": "people/grace-sample.md",
                "org": "Acme Corp",
                "title": "VP Engineering",
                "tags": ["mentor", "data"],
                "last_contact": "2024-05-20",
                "archived": False,
            }
        ],
    }


def test_in_a_terminal_every_row_keeps_to_one_line(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    role = f"roles: [{{org: {'Long Organisation ' * 5}, title: Keeper}}]\n"
    make_vault(
        tmp_path,
        {
            "people/ada-lovely-long-example.md": f"---\nname: Ada Lovely Long Example\n{role}---\n",
            "people/cy-2.md": "---\nname: Cy\n---\n",
        },
    )
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
    assert netkeep("list").out == (
        "Ada Lovely Long Example  Keeper, Long Organisation Long Organisation Lon…  never\n"
        "Cy (cy-2)                                                                  never\n"
        "2 people\n"
    )
    monkeypatch.setenv("COLUMNS", "100")
    assert netkeep("list").out == (
        "ada-lovely-long-example  Ada Lovely Long Example  Keeper, Long Organisation Long Organisatio…  never\n"
        "cy-2                     Cy                                                                    never\n"
        "2 people\n"
    )
