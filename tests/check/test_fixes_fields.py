"""Fixes in front matter: each line before and after, with a comment behind it, whatever the line ends."""

from pathlib import Path

import pytest

from tests.check.cases import person
from tests.check.mended import ADA, codes, mended, mending

_AROUND = {
    "people/alan-sample.md": person(name="Alan Sample"),
    "jobs/acme-2023.md": "---\norg: Acme Corp\n---\n",
}
# Code, whether it is safe, the lines before, the lines after.
_LINES = (
    ("NK107", True, "location: Leeds\ntags: [a,  b]\ntags: [a, b]\n", "location: Leeds\ntags: [a,  b]\n"),
    ("NK107", True, "x: {a: 1}\nx:\n  a: 1\n", "x: {a: 1}\n"),
    ("NK107", True, "tags:\n- a\ntags:\n- a\n", "tags:\n- a\n"),
    ("NK116", True, "location: NO", 'location: "NO"'),
    ("NK116", True, "phones: [+442079460018, 020]", 'phones: ["+442079460018", "020"]'),
    ("NK116", True, "phones:\n  - number: 020\n    label: on", 'phones:\n  - number: "020"\n    label: "on"'),
    ("NK116", False, "location: ~", 'location: "~"'),
    ("NK201", True, "birthdy: 1979-05-14", "birthday: 1979-05-14"),
    ("NK201", True, "introduced-by:   alan-sample", "introduced_by:   alan-sample"),
    ("NK201", True, "'Location': Leeds", "location: Leeds"),
    ("NK201", True, "phone: '+44 20 7946 0018'", "phones: ['+44 20 7946 0018']"),
    ("NK201", True, "e-mail: ada@x.example", "emails: [ada@x.example]"),
    ("NK201", True, "email: mailto:ada@x.example", "emails: [ada@x.example]"),
    ("NK201", True, "roles:\n  - {org: Initech, titel: Dev}", "roles:\n  - {org: Initech, title: Dev}"),
    ("NK201", True, "role: {org: Initech}", "roles: [{org: Initech}]"),
    ("NK201", False, "zone: Europe/London", "timezone: Europe/London"),
    ("NK201", True, "phone: +442079460018", 'phones: ["+442079460018"]'),
    ("NK201", False, "archive: false", 'archived: "false"'),
    ("NK203", False, "tags: on", 'tags: ["on"]'),
    ("NK203", True, "tags: mentor", "tags: [mentor]"),
    ("NK203", True, "introduced_by: [[alan-sample]]", 'introduced_by: "[[alan-sample]]"'),
    ("NK203", True, "knows: [[alan-sample|Al]]", 'knows: ["[[alan-sample|Al]]"]'),
    ("NK203", True, "knows:\n  - [[alan-sample]]", 'knows:\n  - "[[alan-sample]]"'),
    ("NK218", True, "birthday: 1604-05-14", "birthday: --05-14"),
    ("NK218", True, "birthday: '1604-02-29'", "birthday: '--02-29'"),
    ("NK203", True, "tags: 'mentor'", "tags: ['mentor']"),
    ("NK203", True, "aliases: The {Ada}", 'aliases: ["The {Ada}"]'),
    ("NK203", True, "emails: a@x.example,b@x.example", "emails: [a@x.example, b@x.example]"),
    ("NK203", True, "worked_with: {job: acme-2023}", "worked_with: [{job: acme-2023}]"),
    ("NK203", True, "location: [ Leeds ]", "location: Leeds"),
    ("NK203", True, "location: ['Leeds, UK']", "location: 'Leeds, UK'"),
    ("NK203", False, "tags: mentor, data", "tags: [mentor, data]"),
    ("NK204", True, "birthday: 1979/5/14", "birthday: 1979-05-14"),
    ("NK204", True, "birthday: '19790514'", "birthday: '1979-05-14'"),
    ("NK204", True, "birthday: 14th May 1979", "birthday: 1979-05-14"),
    ("NK204", True, 'birthday: "Sept. 3"', 'birthday: "--09-03"'),
    ("NK204", True, "paused_until: 2025-06-01T00:00", "paused_until: 2025-06-01"),
    ("NK205", True, "roles: [{org: A, from: May 2021}]", "roles: [{org: A, from: 2021-05}]"),
    ("NK205", True, "roles: [{org: A, from: 2021/5}]", "roles: [{org: A, from: 2021-05}]"),
    ("NK206", True, "cadence: every 3 Months", "cadence: 3 months"),
    ("NK206", True, "cadence: 2wks", "cadence: 2 weeks"),
    ("NK206", True, "cadence: every month", "cadence: 1 month"),
    ("NK206", True, "cadence: a year", "cadence: 1 year"),
    ("NK206", True, "cadence: Quarterly", "cadence: quarterly"),
    ("NK206", True, "cadence: fortnightly", "cadence: 2 weeks"),
    ("NK206", True, "cadence: never", "cadence: none"),
    ("NK208", True, "emails: [mailto:ada@x.example]", "emails: [ada@x.example]"),
    ("NK208", True, "emails: ['<ada@x.example>']", "emails: ['ada@x.example']"),
    ("NK208", True, 'emails: ["Ada Example <ada@x.example>"]', 'emails: ["ada@x.example"]'),
    ("NK208", True, "emails:\n  - ada@x.example;", "emails:\n  - ada@x.example"),
    ("NK208", False, "emails: [ada at x.example]", "emails: [ada@x.example]"),
    ("NK209", True, "phones: ['tel:+44-20-7946-0018']", "phones: ['+44-20-7946-0018']"),
    ("NK209", True, "phones: ['+44 20 7946–0018']", "phones: ['+44 20 7946-0018']"),
    ("NK209", True, "phones:\n  - {number: 'Tel.: 020 7946 0018'}", "phones:\n  - {number: '020 7946 0018'}"),
    ("NK209", True, "phones: [tel:+442079460018]", 'phones: ["+442079460018"]'),
    ("NK210", True, "links: {home: <https://x.example/a>}", "links: {home: https://x.example/a}"),
    ("NK210", False, "links:\n  home: www.x.example/a", "links:\n  home: https://www.x.example/a"),
    ("NK210", False, "links:\n  home: https:/x.example", "links:\n  home: https://x.example"),
    (
        "NK211",
        True,
        "worked_with: [{job: acme-2023, as: Other Team}]",
        "worked_with: [{job: acme-2023, as: other-team}]",
    ),
    ("NK211", False, "worked_with: [{job: acme-2023, as: manger}]", "worked_with: [{job: acme-2023, as: manager}]"),
    (
        "NK211",
        False,
        "worked_with: [{job: acme-2023, as: othr-team}]",
        "worked_with: [{job: acme-2023, as: other-team}]",
    ),
    ("NK212", True, "introduced_by: people/alan-sample.md", "introduced_by: alan-sample"),
    ("NK212", True, "introduced_by: '[[people/alan-sample]]'", "introduced_by: 'alan-sample'"),
    ("NK212", False, "introduced_by: Alan Sample", "introduced_by: alan-sample"),
    ("NK212", True, 'introduced_by: "alan-sample#Work"', 'introduced_by: "[[alan-sample#Work]]"'),
    ("NK212", True, "introduced_by: people/alan-sample.md#Work", 'introduced_by: "[[alan-sample#Work]]"'),
    ("NK212", False, "introduced_by: '[[Alan Sample]]'", "introduced_by: '[[alan-sample|Alan Sample]]'"),
    ("NK212", False, "introduced_by: '[[Alan Sample#Work]]'", "introduced_by: '[[alan-sample#Work|Alan Sample]]'"),
    ("NK212", False, "introduced_by: '[[Alan Sample|him]]'", "introduced_by: '[[alan-sample|him]]'"),
    ("NK212", False, "introduced_by: Álan Sample", 'introduced_by: "[[alan-sample|Álan Sample]]"'),
    ("NK213", True, "timezone: europe/london", "timezone: Europe/London"),
    ("NK213", True, "timezone: America/New York", "timezone: America/New_York"),
    ("NK216", True, "check_ignore: [nk304]", "check_ignore: [NK304]"),
    ("NK216", True, "check_ignore: [log order]", "check_ignore: [NK304]"),
)
# What looks like one of these and is left alone.
_LEFT = (
    "tags: [a]\ntags: [b]",
    "{name: Ada, name: Ada}",
    "tags: [a] # one\ntags: [a] # two",
    "x:\n  - a: |\n      1\n    a: |\n      1",
    "birthdy: in May",
    "skills: [a]",
    "emails: [ask Ada]",
    "emails: [Bob <bob@x.example>]",
    "phones: [ask at reception]",
    "phones: ['mobile: 020 7946 0018']",
    "links: {home: 'ftp://x.example'}",
    "links: {home: 'see www.x.example'}",
    "birthday: 04/05/1979",
    "birthday: 1979-02-30",
    'birthday: "1979-05-13T23:00:00Z"',
    "paused_until: 2025-06-01 14:30",
    "birthday: 14 Ma 1979",
    "cadence: sometimes",
    "cadence: 3 moons",
    "cadence: every few months",
    "cadence: months",
    "cadence: twice a year",
    "worked_with: [{job: acme-2023, as: boss}]",
    "worked_with: [{job: acme-2023, as: not manager}]",
    "worked_with: [{job: acme-2023, as: ex-manager}]",
    "old_emails: [a@x.example]",
    "work-phone: '+44 20 7946 0018'",
    "no birthday: 1979-05-14",
    "location: [Leeds, York]",
    "location: [ # where\n  Leeds ]",
    "location: {city: Leeds}",
    "timezone: London",
    "check_ignore: [NK999]",
    "aliases: |\n  Ada",
)


def _comments(lines: str) -> str:
    """Put a comment behind every line."""
    return "".join(f'{line}  # \'{number}: "so"\n' for number, line in enumerate(lines.split("\n"), 1))


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("case", _LINES, ids=[f"{one[0]}-{one[2]}" for one in _LINES])
def test_only_what_is_named_changes(case: tuple[str, bool, str, str], newline: str, tmp_path: Path) -> None:
    code, safe, before, after = case
    repeated = code == "NK107"  # there the comment would go with the line; see below
    old, new = (lines if repeated else _comments(lines) for lines in (before, after))
    data = [person(f"pronouns: she # !\n{lines}", "Body.\n").replace("\n", newline).encode() for lines in (old, new)]
    found = mended(tmp_path, {**_AROUND, ADA: data[0]}, unsafe=not safe)
    assert (tmp_path / ADA).read_bytes() == data[1]
    assert set(codes(found)) == {code}
    assert [one for one in found.left if one.code == code] == []
    assert mending(tmp_path, unsafe=True).mended == []


@pytest.mark.parametrize(
    ("code", "before"), [(one[0], one[2]) for one in _LINES if not one[1]], ids=[one[2] for one in _LINES if not one[1]]
)
def test_what_may_not_be_meant_is_left_unless_asked_for(code: str, before: str, tmp_path: Path) -> None:
    text = person(f"{before}\n")
    found = mended(tmp_path, {**_AROUND, ADA: text})
    assert (tmp_path / ADA).read_text() == text
    assert found.mended == []
    assert [one.fix.safe for one in found.left if one.code == code and one.fix] == [False]


@pytest.mark.parametrize("line", _LEFT)
def test_what_nobody_can_know_is_left(line: str, tmp_path: Path) -> None:
    text = f"---\n{line}\n---\n" if line.startswith("{") else person(f"{line}\n")
    found = mended(tmp_path, {**_AROUND, ADA: text}, unsafe=True)
    assert (tmp_path / ADA).read_text() == text
    assert found.mended == []
    assert found.left


def test_domain_of_an_organisation(tmp_path: Path) -> None:
    files = {"orgs/acme.md": "---\nname: Acme\ndomains: ['https://Acme.example/', \"@x.example\"] # ours\n---\n"}
    assert codes(mended(tmp_path, files)) == ["NK214", "NK214"]
    after = "---\nname: Acme\ndomains: ['acme.example', \"x.example\"] # ours\n---\n"
    assert (tmp_path / "orgs/acme.md").read_text() == after


def test_what_is_accepted_is_not_mended(tmp_path: Path) -> None:
    text = person("location: NO\ncheck_ignore: [NK116]\n")
    assert mended(tmp_path, {ADA: text}, unsafe=True).mended == []
    assert (tmp_path / ADA).read_text() == text


def test_a_file_without_a_last_line_end_stays_without(tmp_path: Path) -> None:
    mended(tmp_path, {ADA: "---\nname: Ada Example\nlocation: NO\n---"})
    assert (tmp_path / ADA).read_text() == '---\nname: Ada Example\nlocation: "NO"\n---'


def test_several_in_one_file_and_one_that_cannot_be(tmp_path: Path) -> None:
    found = mended(tmp_path, {ADA: person("location: NO\nemails: a@x.example\nphones: [ask]\nbirthdy: 1979-05-14\n")})
    assert codes(found) == ["NK116", "NK201", "NK203"]
    assert [one.code for one in found.left] == ["NK209"]
    after = person('location: "NO"\nemails: [a@x.example]\nphones: [ask]\nbirthday: 1979-05-14\n')
    assert (tmp_path / ADA).read_text() == after
