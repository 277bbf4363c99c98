"""Fields set from the command line: exact bytes, and what is refused."""

import io
import re
import shlex
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netkeep.cli.main import run
from netkeep.model.names import fold
from netkeep.store.load import load
from netkeep.text import layout
from netkeep.text.assignments import Words, parse_assignment, value_of
from tests.cli.conftest import TODAY, Netkeep, files
from tests.cli.people import GRACE, VAULT
from tests.vaults import make_vault

PATH = "people/grace-sample.md"
_NO_WORDS = Words(date(2024, 6, 7), str, str)
DIFF = """\
--- people/grace-sample.md
+++ people/grace-sample.md
@@ -23,7 +23,8 @@
   - {{job: acme-2023, as: manager}}
 introduced_by: alan-sample
 knows: [alan-sample, {{id: ada-example, how: same choir}}]
-cadence: 3 months
+cadence: 6 months
+paused_until: 2024-07-05
 ---
{blank}
 Met at the platform kick-off. Trail runner; asks
people/grace-sample.md: changed
"""


def test_it_shows_what_it_changed(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("set", "grace", "cadence=6m", "paused_until=in 4 weeks") == (0, DIFF.format(blank=" "), "")
    wanted = GRACE.replace("cadence: 3 months\n", "cadence: 6 months\npaused_until: 2024-07-05\n")
    assert files(tmp_path) == {**_bytes(VAULT), "netkeep.toml": b"format = 2\n", PATH: wanted.encode()}
    assert netkeep("undo", "--yes").out.endswith("Undone: netkeep set grace-sample.\n")
    assert files(tmp_path)[PATH] == GRACE.encode()


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("cadence=none", "cadence: 3 months", "cadence: none"),
        ("cadence=", "cadence: 3 months\n", ""),
        ("location='Paris, France'", "location: Leeds, UK", 'location: "Paris, France"'),
        ("location=NO", "location: Leeds, UK", 'location: "NO"'),
        ("location='a: b #c'", "location: Leeds, UK", 'location: "a: b #c"'),
        ("birthday=--06-15", "birthday: 1979-06-14", "birthday: --06-15"),
        ("private=yes", "cadence: 3 months", "cadence: 3 months\nprivate: true"),
        ("archived=retired", "cadence: 3 months", "cadence: 3 months\narchived: retired"),
        ("paused_until=friday", "cadence: 3 months", "cadence: 3 months\npaused_until: 2024-06-14"),
        ("introduced_by='Ada Éxample'", "introduced_by: alan-sample", "introduced_by: ada-example"),
        ("tags+=chess", "tags: [mentor, data]", "tags: [mentor, data, chess]"),
        ("tag+='[chess, go]'", "tags: [mentor, data]", "tags: [mentor, data, chess, go]"),
        ("tags+=MENTOR", "", ""),
        ("tags-=Data", "tags: [mentor, data]", "tags: [mentor]"),
        ("tags-=chess", "", ""),
        ("tags=chess", "tags: [mentor, data]", "tags: [chess]"),
        ("tags='[a, \"b, c\"]'", "tags: [mentor, data]", 'tags: [a, "b, c"]'),
        ("tags=", "tags: [mentor, data]\n", ""),
        (
            "'emails+=g@new.example label=at the club'",
            "    label: home\n",
            "    label: home\n  - address: g@new.example\n    label: at the club\n",
        ),
        ("'emails+=GRACE@home.example label=old'", "    label: home\n", "    label: old\n"),
        ("emails-=Grace@home.example", "  - address: grace@home.example\n    label: home\n", ""),
        ("emails.2.label=private", "label: home", "label: private"),
        ("emails.grace@home.example.label=", "    label: home\n", ""),
        ("phones.label=work", '["+44 20 7946 0018"]', "[{number: +44 20 7946 0018, label: work}]"),
        ("links.linkedin=", "links:\n  linkedin: https://www.linkedin.com/in/grace-sample\n", ""),
        (
            "links.blog=https://grace.example/?a=b",
            "in/grace-sample\n",
            'in/grace-sample\n  blog: "https://grace.example/?a=b"\n',
        ),
        ("roles.1.to=yesterday", "    from: 2021-05\n", "    from: 2021-05\n    to: 2024-06-06\n"),
        ("roles.acme.to=2024-05", "    from: 2021-05\n", "    from: 2021-05\n    to: 2024-05\n"),
        ("roles.initech.title=", "org: Initech, title: Engineering Manager,", "org: Initech,"),
        (
            "'roles+=New Corp title=CTO from=2024'",
            "roles:\n",
            "roles:\n  - org: New Corp\n    title: CTO\n    from: 2024\n",
        ),
        (
            "roles-=initech",
            "  - {org: Initech, title: Engineering Manager, from: 2016, to: 2021-04}\n",
            "",
        ),
        ("'knows-=Alan Sample'", "knows: [alan-sample, {", "knows: [{"),
        ("'knows+=alan how=chess'", "knows: [alan-sample,", "knows: [{id: alan-sample, how: chess},"),
        ("'worked_with+=acme as=peer'", "as: manager}\n", "as: manager}\n  - {job: acme-2023, as: peer}\n"),
        (
            "'dates+=Wedding on=2010-06-01 every=1y'",
            "tags:",
            'dates:\n  - {name: Wedding, "on": 2010-06-01, every: 1 year}\ntags:',
        ),
        ("'addresses+=city=Leeds country=UK'", "location:", "addresses:\n  - {city: Leeds, country: UK}\nlocation:"),
        ("x.shoe=42", "cadence: 3 months\n", 'cadence: 3 months\nx:\n  shoe: "42"\n'),
    ],
)  # fmt: skip
def test_only_the_lines_of_the_field_change(tmp_path: Path, netkeep: Netkeep, words: str, old: str, new: str) -> None:
    make_vault(tmp_path, VAULT)
    result = netkeep("set", "grace-sample", *shlex.split(words))
    wanted = GRACE.replace(old, new, 1) if old else GRACE
    assert (result.code, result.err, files(tmp_path)[PATH].decode()) == (0, "", wanted)
    if not old:
        assert result.out == "Nothing to change.\n"


_FIELDS = (
    "name, aliases, pronouns, emails, phones, links, addresses, location, timezone, birthday, dates, tags, roles, "
    "worked_with, introduced_by, knows, cadence, paused_until, private, archived, check_ignore, x"
)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("cadence=often", "cadence: a duration is a whole number and a unit, such as '6 months', or weekly to yearly"),
        ("paused_until=3/4/2026", "paused_until: this may be 3 April or 4 March; write 2026-04-03 or 2026-03-04"),
        ("emails+=grace", "emails: an e-mail address is written name@domain.example"),
        ("timezone=Leeds", "timezone: a time zone has an IANA name, such as Europe/London"),
        ("private=perhaps", "private: true or false"),
        ("links.blog=ftp://a.example", "links: a link begins with https:// or http:// and a host name"),
        (
            "'worked_with+=acme as=boss'",
            (
                "worked_with: it is one of manager, report, peer, other-team, leadership, vendor, customer, recruiter, "
                "other"
            ),
        ),
        ("'dates+=Wedding every=1y'", "dates: 'on' is missing"),
        ("'roles+={title: CTO}'", "roles: 'org' is missing"),
        ("'roles+={org: A, position: CTO}'", "roles: there is no 'position' in it"),
        (
            "'roles+={org: A'",
            "roles: what begins with [ or { is read as it would be in a file: [one, two], {key: value}",
        ),
        ("'addresses+={}'", "addresses: an item is empty"),
        ("'tags=[a] b'", "tags: what begins with [ or { is read as it would be in a file: [one, two], {key: value}"),
        ("'emails+=a@x.example address=b@x.example'", "emails: a part is given twice"),
        ("colour=red", f"there is no field 'colour'; the fields are: {_FIELDS}"),
        ("cadance=3m", f"there is no field 'cadance' (did you mean 'cadence'?); the fields are: {_FIELDS}"),
        (
            "paused-until=friday",
            f"there is no field 'paused-until' (did you mean 'paused_until'?); the fields are: {_FIELDS}",
        ),
        ("title=CTO", "there is no field 'title'; it is a part of roles: roles.title=…"),
        ("label=home", "there is no field 'label'; it is a part of emails and phones and addresses: emails.label=…"),
        ("roles.1.salary=5", "roles has no part 'salary'; the parts are: org, title, team, from, to"),
        ("name=", "name is required and cannot be cleared"),
        ("roles.1.org=", "roles.org is required and cannot be cleared"),
        ("name+=x", "name is a single value, not a list: name=value"),
        ("roles.1.title+=x", "roles.title is a single value, not a list: roles.title=value"),
        ("tags+=", "tags+= needs an item"),
        ("tags.1=x", "tags is a list of texts: tags+=item or tags-=item"),
        ("name.first=x", "name has no parts: name=value"),
        ("links=https://a.example", "links has a name for each value: links.NAME=value, or links.NAME= to clear it"),
        ("x+=y", "x has a name for each value: x.NAME=value, or x.NAME= to clear it"),
        ("=x", "a change is written field=value, field+=item, field-=item or field= (to clear it)"),
    ],
)
def test_a_wrong_value_is_refused_with_the_readers_message(
    tmp_path: Path, netkeep: Netkeep, words: str, complaint: str
) -> None:
    make_vault(tmp_path, VAULT)
    before = files(tmp_path)
    result = netkeep("set", "grace", "tags+=new", *shlex.split(words))
    assert (result.code, result.out, result.err.partition("\n\n")[2]) == (2, "", f"Error: {complaint}\n")
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("roles.3.title=CTO", "roles: there is no item of this number"),
        ("phones.2.label=home", "phones: there is no item of this number"),
        ("roles.globex.title=CTO", "roles: 0 of 2 items fit; say which by its number: roles.1.title=…"),
        ("roles.title=CTO", "roles: 2 of 2 items fit; say which by its number: roles.1.title=…"),
        ("addresses.city=York", "addresses: it is empty; say which by its number: addresses.1.city=…"),
        ("knows+=grace-sample", "nobody knows, or is introduced by, themselves"),
        ("'worked_with-=acme'", "worked_with: 2 items fit; say more of the one to take out"),
    ],
)
def test_what_is_not_clear_in_this_file_is_refused(
    tmp_path: Path, netkeep: Netkeep, words: str, complaint: str
) -> None:
    peer = GRACE.replace("as: manager}\n", "as: manager}\n  - {job: acme-2023, as: peer}\n")
    make_vault(tmp_path, {**VAULT, PATH: peer})
    assert netkeep("set", "grace", *shlex.split(words)) == (
        2,
        "",
        f"netkeep: people/grace-sample.md was left as it was: {complaint}\n",
    )
    assert files(tmp_path)[PATH] == peer.encode()


def test_an_item_without_its_last_part_goes(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\nname: Bo\naddresses: [{city: York}, {city: Leeds}]\n---\n"})
    assert netkeep("set", "bo", "addresses.1.city=").code == 0
    assert files(tmp_path)["people/bo.md"] == b"---\nname: Bo\naddresses: [{city: Leeds}]\n---\n"


def test_what_the_format_documents_is_understood() -> None:
    text = (Path(__file__).parents[2] / "docs" / "format.md").read_text()
    table = text.partition("### Fields on the command line")[2].partition("\nA list of texts")[0]
    written = [
        word for row in re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE) for word in re.findall(r"`(.*?)`", row)
    ]
    assert len(written) == 18
    assert [parse_assignment(*shlex.split(words)).row.key for words in written if words]


def test_several_people_are_changed_in_one_step_once_they_are_shown(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    before = files(tmp_path)
    result = netkeep("set", "--where", "has:roles", "tags+=acme")
    assert (result.code, result.err) == (
        2,
        "netkeep: nothing was changed: without a terminal to ask on, add --yes\n",
    )
    shown = (
        "--- people/alan-sample.md\n+++ people/alan-sample.md\n@@ -1,5 +1,6 @@\n ---\n name: Alan Sample\n"
        '+tags: [acme]\n roles: [{org: "ACME, Inc.", title: Plumber}]\n ---\n \n'
        "--- people/grace-sample.md\n+++ people/grace-sample.md\n@@ -12,7 +12,7 @@\n location: Leeds, UK\n"
        " timezone: Europe/London\n birthday: 1979-06-14\n-tags: [mentor, data]\n+tags: [mentor, data, acme]\n"
        " roles:\n   - org: Acme Corp\n     title: VP Engineering\n"
    )
    assert result.out == shown
    assert netkeep("set", "--where", "has:roles", "tags+=acme", "--dry-run") == (0, shown, "")
    assert files(tmp_path) == before
    assert netkeep("set", "--where", "has:roles", "tags+=acme", "--yes") == (0, f"{shown}Changed 2 people.\n", "")
    assert netkeep("set", "grace", "alan", "tags+=acme") == (0, "Nothing to change.\n", "")
    assert netkeep("undo", "--yes").code == 0
    assert files(tmp_path) == before


def test_only_who_is_archived_is_chosen_where_the_condition_says_so(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    assert netkeep("set", "--where", "tags=mentor", "cadence=1y", "--dry-run").out.count("+++") == 1
    assert netkeep("set", "--where", "has:archived", "archived=").out.endswith("people/old/ada-example.md: changed\n")
    assert netkeep("set", "--where", "tags=nobody", "cadence=1y") == (0, "Nothing to change: no match.\n", "")


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 130)])
def test_a_terminal_asks_before_several_people_are_changed(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    make_vault(tmp_path, VAULT)
    before = files(tmp_path)
    monkeypatch.setattr("netkeep.cli.set_fields.can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{answer}\n"))
    result = netkeep("set", "grace", "alan", "tags+=acme")
    assert (result.code, "Change 2 people? [y/N]: " in result.out) == (code, True)
    assert (files(tmp_path) == before) == (answer == "n")


def test_a_file_that_changed_while_it_asked_leaves_all_as_they_are(
    tmp_path: Path, netkeep: Netkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_vault(tmp_path, VAULT)
    theirs = GRACE.replace("Leeds", "York").encode()

    def confirm(*_: object, **__: object) -> None:
        (tmp_path / PATH).write_bytes(theirs)

    monkeypatch.setattr("netkeep.cli.set_fields.can_ask", lambda: True)
    monkeypatch.setattr("click.confirm", confirm)
    result = netkeep("set", "alan", "grace", "tags+=acme")
    assert (result.code, result.err.partition(" ")[0]) == (4, "netkeep:")
    expected = {**_bytes(VAULT), "netkeep.toml": b"format = 2\n", PATH: theirs}
    assert files(tmp_path) == expected


def test_names_and_conditions_are_not_mixed(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, VAULT)
    for arguments in (("grace",), ("cadence=3m",), ("grace", "cadence=3m", "--where", "has:tags")):
        result = netkeep("set", *arguments)
        assert (result.code, result.err.splitlines()[-1]) == (
            2,
            "Error: say who and what: names or --where, and FIELD=VALUE, such as cadence=3m",
        )


_ODD = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), min_size=1, max_size=20
).map(lambda text: " ".join(text.split()))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=_ODD.filter(bool))
def test_any_text_of_a_single_value_is_taken_as_it_is(tmp_path: Path, value: str) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\nname: Bo\nlocation: there  # a note\n---\nText\n"})
    code = run(["--vault", str(tmp_path), "--today", TODAY, "set", "bo", f"location={value}"])
    assert code == 0
    contact = load(tmp_path).contacts["bo"]
    assert (contact.location, contact.name, contact.body.text) == (value, "Bo", "Text\n")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=st.lists(_ODD.filter(lambda text: text and text[0] not in "[{"), min_size=1, max_size=4, unique_by=fold))
def test_what_is_added_and_taken_out_again_leaves_every_byte(tmp_path: Path, items: list[str]) -> None:
    text = "---\r\nname:   Bo  # c\r\ntags: [one,  two]   # kept\r\n---\r\nText"
    items = [item for item in items if fold(item) not in {"one", "two", ""}]
    make_vault(tmp_path, {"people/bo.md": text})
    arguments = ["--vault", str(tmp_path), "--today", TODAY, "set", "bo"]
    assert run([*arguments, "check_ignore=", *(f"tags+={item}" for item in items)]) == 0
    assert load(tmp_path).contacts["bo"].tags == ("one", "two", *items)
    assert run([*arguments, "check_ignore=", *(f"tags-={item}" for item in items)]) == 0
    assert (tmp_path / "people/bo.md").read_bytes() == text.encode()


_WORD = (
    st.text("abcÄß #:'\"\\\\,[]{}=&*!-", min_size=1, max_size=9).map(lambda text: " ".join(text.split())).filter(bool)
)
_ITEMS = st.fixed_dictionaries({"org": _WORD}, optional={"title": _WORD, "team": _WORD})


@given(items=st.lists(_ITEMS, min_size=1, max_size=3))
def test_what_stands_in_a_file_can_be_typed(items: list[dict[str, str]]) -> None:
    whole = parse_assignment(f"roles={layout.inline(tuple(items))}")
    assert value_of(whole, _NO_WORDS) == tuple(items)
    first = parse_assignment(f"roles+={layout.inline(items[0])}")
    assert value_of(first, _NO_WORDS) == (items[0],)


def _bytes(vault: dict[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in vault.items()}
