from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netkeep.exchange.joining.bodies import with_body
from netkeep.exchange.joining.facts import joined
from netkeep.model.dates import Birthday
from netkeep.model.people import Acquaintance, Contact, Email, Engagement, Phone, Role
from netkeep.model.schema import PERSON
from netkeep.store.renames import NO_RENAMES
from netkeep.text.document import Document, read_document
from tests.cli.conftest import Netkeep, files
from tests.cli.people import ADA, VAULT
from tests.vaults import make_vault

OTHER = """\
---
name: Grace S.
emails: [GRACE@acme.example, {address: g@new.example, label: work}]
location: York
links: {github: "https://github.com/gsample"}
roles: [{org: ACME, title: vp engineering}]
knows: [grace-sample, bo]
---

Plays *chess*.

- [ ] 2024-09-01 chess set

## Log

- 2024-05-01 call with [[grace-sample]], [[alan-sample]]: About chess.
    - nested
- 2021-05-01 note: Old one.
"""
BO = """\
---
name: Bo
introduced_by: grace-s   # at the fair
knows: [grace-s, {id: grace-sample, how: chess}]
---

Saw [[grace-s]] and [[grace-sample|Grace]].

## Log

- 2024-01-01 lunch with [[grace-s]], [[grace-sample]]: Soup.
- 2023-01-01 lunch with [[alan-sample]], [[grace-s]]: Pie.
"""
JOINED = """\
---
name: Grace Sample
aliases: [G. Example, Grace S.]
pronouns: she/her
emails:
  - grace@acme.example            # the first is the preferred one
  - address: grace@home.example
    label: home
  - address: g@new.example
    label: work
phones: ["+44 20 7946 0018"]
links:
  linkedin: https://www.linkedin.com/in/grace-sample
  github: https://github.com/gsample
location: Leeds, UK
timezone: Europe/London
birthday: 1979-06-14
tags: [mentor, data]
roles:
  - org: Acme Corp
    title: VP Engineering
    team: Platform
    from: 2021-05
  - {org: Initech, title: Engineering Manager, from: 2016, to: 2021-04}
worked_with:
  - {job: acme-2023, as: manager}
introduced_by: alan-sample
knows: [alan-sample, {id: ada-example, how: same choir}, bo]
cadence: 3 months
x:
  also:
    location: York
---

Met at the platform kick-off. Trail runner; asks
**good** questions. Knows [[alan-sample]] and [[ada-example|Ada]].

- likes trails
- [ ] 2024-06-20 send her the migration write-up
- [x] 2024-01-01 done already

Plays *chess*.

- [ ] 2024-09-01 chess set

## Log

- 2024-05-20 coffee with [[alan-sample]], [[ada-example]]: Reorg, and who to ask about
  data.
- 2024-05-01 call with [[alan-sample]]: About chess.
    - nested
- 2024-04-20 asked recommendation: By e-mail, before the contract ends.
- 2021-05-01 note: Old one.
"""
BO_AFTER = """\
---
name: Bo
introduced_by: grace-sample   # at the fair
knows: [{id: grace-sample, how: chess}]
---

Saw [[grace-sample]] and [[grace-sample|Grace]].

## Log

- 2024-01-01 lunch with [[grace-sample]]: Soup.
- 2023-01-01 lunch with [[alan-sample]], [[grace-sample]]: Pie.
"""
SAID = (
    '{"id": "grace-s", "keys": ["uid:2"], "said": {"name": ["Grace S."]}}\n'
    '{"id": "grace-sample", "keys": ["uid:1"], "said": {"name": ["Grace Sample"]}}\n'
)
BEFORE = {
    **VAULT,
    "people/grace-s.md": OTHER,
    "people/bo.md": BO,
    "imports/phone.jsonl": '{"format": 1}\n' + SAID,
}


def test_two_become_one(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, BEFORE)
    assert netkeep("merge", "grace-sample", "grace-s") == (
        0,
        (
            "people/grace-sample.md: now has what people/grace-s.md had, which is removed\n"
            "people/grace-sample.md: different in both, and kept under x: location\n"
            "Links to it lead to grace-sample now, in people/bo.md.\n"
        ),
        "",
    )
    wanted = {"netkeep.toml": "format = 2\n", **BEFORE, "people/grace-sample.md": JOINED, "people/bo.md": BO_AFTER}
    del wanted["people/grace-s.md"]
    keys = '"name:grace s.|+", "name:grace sample|+", "uid:1", "uid:2"'
    line = f'{{"id": "grace-sample", "keys": [{keys}], "said": {{"name": ["Grace Sample", "Grace S."]}}}}\n'
    wanted["imports/phone.jsonl"] = '{"format": 1}\n' + line
    wanted["imports/renames.txt"] = f"{NO_RENAMES.decode()}grace-s -> grace-sample\n"
    assert {path: data.decode() for path, data in files(tmp_path).items()} == wanted
    assert netkeep("check", "--select", "NK3", "--select", "NK4").out.splitlines()[-1].startswith("5 files checked")


def test_a_dry_run_writes_nothing(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, BEFORE)
    before = files(tmp_path)
    result = netkeep("merge", "grace-sample", "grace-s", "--dry-run")
    assert (result.code, result.err) == (0, "people/grace-s.md would be removed.\n")
    assert "+- 2024-05-01 call with [[alan-sample]]: About chess.\n" in result.out
    assert "-introduced_by: grace-s   # at the fair\n" in result.out
    assert files(tmp_path) == before


@pytest.mark.parametrize(
    ("changed", "arguments", "said"),
    [
        ({}, ("grace-sample", "grace-sample"), "these two are one already: the same file"),
        ({}, ("grace-sample", "zed"), "nobody is called 'zed'; 'netkeep find' searches everything"),
        (
            {"people/bo.md": "---\nname: [\n---\n[[grace-s]]"},
            ("grace-sample", "grace-s"),
            "people/bo.md may name grace-s, and cannot be read; nothing was written",
        ),
        (
            {"people/grace-s.md": "---\nname: G\n---\n```\nnever closed\n"},
            ("grace-sample", "grace-s"),
            (
                "nothing can be added to people/grace-sample.md: in one file the two texts would be read differently. "
                "Look for an unclosed code block or comment, or a line of the log that is no entry ('netkeep check')."
            ),
        ),
        (
            {"people/grace-s.md": OTHER + "\n## Log\n\n- 2020-01-01 note: x\n"},
            ("grace-sample", "grace-s"),
            "people/grace-sample.md has two logs; put them together first ('netkeep edit')",
        ),
        (
            {"people/old/grace-s.md": "---\nname: G\n---\n"},
            ("grace-sample", "grace-s"),
            "several files are called grace-s, so it is unclear which of them a link means; rename them first",
        ),
    ],
)
def test_what_would_lose_something_is_refused(
    tmp_path: Path, netkeep: Netkeep, changed: dict[str, str], arguments: tuple[str, str], said: str
) -> None:
    make_vault(tmp_path, {**BEFORE, **changed})
    before = files(tmp_path)
    left = (
        "netkeep: left out, because unreadable: people/bo.md; see 'netkeep check'\n" if "cannot be read" in said else ""
    )
    assert netkeep("merge", *arguments) == (2, "", f"{left}netkeep: {said}\n")
    assert files(tmp_path) == before


def test_a_file_with_little_in_it(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(
        tmp_path, {"people/a.md": ADA, "people/b.md": "---\nname: B\n---\r\n\r\n## Log\r\n\r\n* 2020-01-01 note: x"}
    )
    assert netkeep("merge", "a", "b").code == 0
    assert files(tmp_path)["people/a.md"].decode() == (
        "---\nname: Ada Éxample\naliases: [B]\narchived: moved to the moon\ntags: [mentor]\n---\n"
        "\n## Log\n\n* 2020-01-01 note: x\n"
    )


def test_single_values_that_differ_go_aside() -> None:
    keep = Contact(
        "a",
        "A",
        knows=(Acquaintance("a"), Acquaintance("b")),
        birthday=Birthday.parse("--05-14"),
        introduced_by="b",
        archived="why",
        x={"k": "1"},
    )
    other = Contact(
        "b",
        "B",
        birthday=Birthday.parse("1979-05-14"),
        location="York",
        introduced_by="c",
        archived="else",
        private=True,
        x={"k": "2", "also": "taken"},
    )
    found = joined(keep, other)
    assert found.aside == ("archived",)
    assert found.contact == Contact(
        "a",
        "A",
        aliases=("B",),
        birthday=Birthday.parse("1979-05-14"),
        location="York",
        introduced_by="c",
        archived="why",
        private=True,
        x={"k": "1", "k-2": "2", "also": "taken", "also-2": {"archived": "else"}},
    )


_TEXT = st.sampled_from(("a", "A", "b", "c d", "Acme"))
_MAYBE = st.none() | _TEXT


def _contacts(person: str) -> st.SearchStrategy[Contact]:
    return st.builds(
        Contact,
        id=st.just(person),
        name=_TEXT,
        aliases=st.lists(_TEXT, max_size=3).map(tuple),
        pronouns=_MAYBE,
        emails=st.lists(st.builds(Email, _TEXT, _MAYBE), max_size=3).map(tuple),
        phones=st.lists(st.builds(Phone, st.sampled_from(("123", "1 23", "4")), _MAYBE), max_size=3).map(tuple),
        links=st.dictionaries(
            _TEXT, st.sampled_from(("https://x.example/a", "http://x.example/a/", "https://y.example"))
        ),
        location=_MAYBE,
        roles=st.lists(st.builds(Role, _TEXT, _MAYBE, _MAYBE), max_size=3).map(tuple),
        worked_with=st.lists(st.builds(Engagement, _TEXT, st.none() | st.just("peer")), max_size=3).map(tuple),
        knows=st.lists(st.builds(Acquaintance, st.sampled_from(("bo", "cy")), _MAYBE), max_size=3).map(tuple),
        introduced_by=st.sampled_from((None, "one", "two", "bo")),
        archived=_MAYBE,
        x=st.dictionaries(_TEXT, _TEXT, max_size=2),
    )


def _said(value: object) -> set[str]:
    """Return every text in a value, folded as keys are."""
    if isinstance(value, str):
        return {value.casefold().replace(" ", "").removeprefix("https://").removeprefix("http://").rstrip("/")}
    if isinstance(value, dict):
        return {text for inner in value.values() for text in _said(inner)}
    if isinstance(value, tuple | list):
        return {text for inner in value for text in _said(inner)}
    fields = getattr(value, "__slots__", ())
    return {text for name in fields if name not in {"id", "body"} for text in _said(getattr(value, name))}


@given(keep=_contacts("one"), other=_contacts("two"))
@example(
    keep=Contact("one", "A", emails=(Email("a@x.example", "A"), Email("a@x.example", "b"))),
    other=Contact("two", "A", emails=(Email("a@x.example", "a"),)),
)
def test_joining_loses_no_fact(keep: Contact, other: Contact) -> None:
    found = joined(keep, other).contact
    gone = {"one", "two"}  # nobody introduces themselves
    assert (_said(keep) | _said(other)) - gone <= _said(found)
    for field in ("pronouns", "location", "archived"):
        assert getattr(keep, field) in {None, getattr(found, field)}


_LINES = st.sampled_from(
    (
        "- 2024-05-20 call: A.",
        "- 2024-05-20 call: B.\n  goes on\n\n  and on",
        "* 2023-01-01 note",
        "- 2022-01-01 lunch with [[bo]]: C.\n    - nested\n- [ ] 2025-01-01 to do",
        "<!-- a comment -->",
        "### A heading",
    )
)
_BODY = st.builds(
    lambda prose, log, behind: "\n".join([*prose, *(["", "## Log", "", *log] if log else []), *behind, ""]),
    st.lists(st.sampled_from(("", "Prose.", "- [ ] 2024-01-01 to do", "# Heading", "    code")), max_size=4),
    st.lists(_LINES, max_size=5),
    st.sampled_from(([], ["", "# Behind", "", "text"])),
)


def _document(body: str) -> Document:
    return read_document("people/a.md", f"---\nname: A\n---\n{body}".encode(), PERSON)


def _lines(body: str) -> Counter[str]:
    lines = (line.strip().removeprefix("-").removeprefix("*") for line in body.splitlines())
    return Counter(filter(None, lines))


@given(one=_BODY, two=_BODY)
def test_joining_loses_no_line(one: str, two: str) -> None:
    after = with_body(_document(one), _document(two))
    text = after.source.text if after.source else ""
    assert not (_lines(one) | _lines(two)) - _lines(text)
    days = [entry.date for entry in after.item.body.log] if after.item else []
    assert set(days) == {entry.date for body in (one, two) if (item := _document(body).item) for entry in item.body.log}


def test_logs_keep_their_order() -> None:
    one = "## Log\n\n- 2020-01-01 note: a\n- 2024-01-01 note: b\n"
    two = "## Log\n\n- 2024-01-01 note: d\n- 2022-01-01 note: c\n- 2020-01-01 note: a\n"
    after = with_body(_document(one), _document(two))
    assert after.source is not None
    assert after.source.text == (
        "---\nname: A\n---\n\n## Log\n\n"
        "- 2020-01-01 note: a\n- 2022-01-01 note: c\n- 2024-01-01 note: d\n- 2024-01-01 note: b\n"
    )


def test_two_of_one_source_who_were_joined_stay_one(tmp_path: Path, netkeep: Netkeep) -> None:
    make_vault(tmp_path, {})
    table = tmp_path.parent / "two.csv"
    rows = "Zed Quill,zed@quill.example,Quill Ltd\nZed Quill,zq@home.example,\n"
    table.write_text(f"Name,E-mail,Company\n{rows}", encoding="utf-8")
    assert netkeep("import", "csv", str(table)).out.startswith("2 created,")
    netkeep("merge", "zed-quill", "zed-quill-2")
    joined = (tmp_path / "people/zed-quill.md").read_text(encoding="utf-8")
    assert "zed@quill.example" in joined
    assert "zq@home.example" in joined
    for _ in range(2):
        said = "0 created, 0 changed, 1 unchanged.\n"
        assert netkeep("import", "csv", str(table)).out.startswith(said)
        assert (tmp_path / "people/zed-quill.md").read_text(encoding="utf-8") == joined
