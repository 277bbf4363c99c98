"""A file's front matter made to say something else, and every other line left as it was."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.errors import RefusedError
from netkeep.model.dates import Birthday, PartialDate
from netkeep.model.people import Acquaintance, Contact, Email, Engagement, Phone, Role
from netkeep.text.document import Document
from netkeep.text.rewrite import rewritten
from netkeep.text.values import contact_values
from tests.text.odd_layouts import Draw, changed, files
from tests.text.reading import contact, read

ADA, BO, CY = Email("ada@x.org"), Email("bo@x.org"), Email("cy@x.org", "work")


def front(yaml: str, **wanted: Any) -> str:  # noqa: ANN401 (fields of any kind)
    """Return front matter, ``name: A`` above it, after some fields are made to say something else."""
    document = read(f"---\nname: A\n{yaml}---\nBody\n")
    assert isinstance(document.item, Contact)
    text = rewritten(document, replace(document.item, **wanted))
    return text.removeprefix("---\nname: A\n").removesuffix("---\nBody\n")


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("", {"location": "Here, there"}, 'location: "Here, there"\n'),
        ("location: X  # c\n", {"location": "Y"}, "location: Y  # c\n"),
        ("location: 'X'\n", {"location": "it's"}, "location: 'it''s'\n"),
        ('location: "X"\n', {"location": 'a"b'}, 'location: "a\\"b"\n'),
        ("location: |\n  X\n  Y\n\n# c\n", {"location": "Z"}, "location: Z\n\n# c\n"),
        ("location: X\n  Y  # c\n", {"location": "Z"}, "location: Z  # c\n"),
        ("location:   # c\n", {"location": "Z"}, "location: Z   # c\n"),
        ("# a\nlocation: X # b\n# c\n", {"location": None}, "# a\n# c\n"),
        ("cadence: quarterly\n", {"birthday": Birthday(2, 29)}, "birthday: --02-29\ncadence: quarterly\n"),
        ("tags: [a]\nmine: x\n", {"private": True}, "tags: [a]\nprivate: true\nmine: x\n"),
        ("private: false\n", {"private": True}, "private: true\n"),
        ("private: yes\n", {"private": False}, ""),
        ("private: false\nlocation: X\n", {"location": None}, "private: false\n"),
        (
            "location: |-\n  X\ntags: [\n    # a\n  b,  # b\n\t# c\n]\n# d\n",
            {"tags": ()},
            "location: |-\n  X\n# a\n# c\n# d\n",
        ),
    ],
)
def test_a_single_value(before: str, wanted: dict[str, object], after: str) -> None:
    assert front(before, **wanted) == after


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("", ("a", "b c"), "tags: [a, b c]\n"),
        ("tags:\n", ("a",), "tags: [a]\n"),
        ("tags: []  # c\n", ("a",), "tags: [a]  # c\n"),
        ("tags: [ ]\n", ("a",), "tags: [a]\n"),
        ("tags: [ a, 'b',c ]\n", ("a", "c", "d"), "tags: [ a,c, d ]\n"),
        ("tags: [a, b, c]\n", ("n", "c"), "tags: [n, c]\n"),
        ("tags: [a, b]\n", ("c", "d"), "tags: [c, d]\n"),
        ("tags: [a, b,]\n", ("a",), "tags: [a,]\n"),
        ("tags: [a]  # c\n", (), ""),
        ("tags:\n- a  # a\n# b\n- b\n", ("b", "c"), "tags:\n# b\n- b\n- c\n"),
        ("tags:\n    -   a\n    -   b\n", ("a", "x", "b"), "tags:\n    -   a\n    -   x\n    -   b\n"),
        ("tags:  # t\n  # a\n  - a\n", (), "  # a\n"),
        ("tags:\n  - a  # a\n", ("b",), "tags:\n  - b\n"),
        ("tags:\n  - a\n    # of a\n  # c\ncadence: none\n", ("a", "b"), None),
        (
            "tags: [  # t\n  a,  # a\n  # b\n  b,\n  c   # c\n]\n",
            ("a", "c", "d"),
            "tags: [  # t\n  a,  # a\n  # b\n  c,   # c\n  d\n]\n",
        ),
        ("tags: [\n  a,\n  # b\n  b\n]\n", ("a",), "tags: [\n  a,\n  # b\n]\n"),
        ("tags: [\n  # a\n  a, b,\n]\n", ("c",), "tags: [c\n  # a\n  \n]\n"),
    ],
)
def test_a_list_of_texts(before: str, wanted: tuple[str, ...], after: str | None) -> None:
    below = "tags:\n  - a\n    # of a\n  - b\n  # c\ncadence: none\n"
    assert front(before, tags=wanted) == (below if after is None else after)


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("", (ADA, CY), "emails:\n  - ada@x.org\n  - {address: cy@x.org, label: work}\n"),
        ("emails:  # e\n", (ADA,), "emails:  # e\n  - ada@x.org\n"),
        ("emails: [ada@x.org]\n", (ADA, CY), "emails: [ada@x.org, {address: cy@x.org, label: work}]\n"),
        ("emails: [cy@x.org]  # c\n", (CY,), "emails: [{address: cy@x.org, label: work}]  # c\n"),
        ("emails:\n- cy@x.org  # c\n", (CY,), "emails:\n- {address: cy@x.org, label: work}  # c\n"),
        (
            "emails:\n- {address: cy@x.org, label: home}  # c\n",
            (replace(CY, label=None),),
            "emails:\n- {address: cy@x.org}  # c\n",
        ),
        (
            "emails:\n  - address: cy@x.org  # c\n    label: 'home'\n",
            (BO, CY),
            "emails:\n  - bo@x.org\n  - address: cy@x.org  # c\n    label: 'work'\n",
        ),
        (
            "emails:\n  - address: ada@x.org\n",
            (ADA, CY),
            "emails:\n  - address: ada@x.org\n  - address: cy@x.org\n    label: work\n",
        ),
        ("emails:\n  - label: work  # l\n    address: ada@x.org\n", (ADA,), "emails:\n  - address: ada@x.org\n"),
        (
            "emails:\n  - label: work\n    # own\n    address: ada@x.org\n",
            (ADA,),
            "emails:\n  - \n    # own\n    address: ada@x.org\n",
        ),
        ("emails: [no address, ada@x.org]\n", (CY,), "emails: [no address, {address: cy@x.org, label: work}]\n"),
        ("emails: [no address, ada@x.org]\n", (), "emails: [no address]\n"),
    ],
)
def test_addresses(before: str, wanted: tuple[Email, ...], after: str) -> None:
    assert front(before, emails=wanted) == after


ACME, NEW = Role("Acme", "CTO", start=PartialDate(2020)), Role("New: Co", "Boss", "Team", PartialDate(2024, 3))
FLOW = "roles:\n  # current\n  - {org: Acme, title: CTO, from: 2020}  # c\n"
BLOCK = "roles:\n# current\n- org: Acme  # a\n  title: CTO  # t\n  # own\n  from: 2020\n"


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("", (ACME,), "roles:\n  - org: Acme\n    title: CTO\n    from: 2020\n"),
        (
            FLOW,
            (NEW, replace(ACME, end=PartialDate(2023, 12))),
            (
                'roles:\n  - {org: "New: Co", title: Boss, team: Team, from: 2024-03}\n  # current\n'
                "  - {org: Acme, title: CTO, from: 2020, to: 2023-12}  # c\n"
            ),
        ),
        (FLOW, (replace(ACME, title=None, start=None),), "roles:\n  # current\n  - {org: Acme}  # c\n"),
        (
            BLOCK,
            (NEW, replace(ACME, team="T", end=PartialDate(2023))),
            (
                'roles:\n- org: "New: Co"\n  title: Boss\n  team: Team\n  from: 2024-03\n# current\n- org: Acme  # a\n'
                "  title: CTO  # t\n  team: T\n  # own\n  from: 2020\n  to: 2023\n"
            ),
        ),
        (
            BLOCK,
            (replace(ACME, title="CEO", start=None),),
            "roles:\n# current\n- org: Acme  # a\n  title: CEO  # t\n  # own\n",
        ),
        (BLOCK, (), "# current\n  # own\n"),
        ("roles: [{org: Acme}]\n", (Role("Acme", "X"), Role("B")), "roles: [{org: Acme, title: X}, {org: B}]\n"),
        ("roles:\n- org: Acme\n  salary: 5\n", (Role("Acme", "X"),), "roles:\n- org: Acme\n  title: X\n  salary: 5\n"),
    ],
)
def test_roles(before: str, wanted: tuple[Role, ...], after: str) -> None:
    assert front(before, roles=wanted) == after


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ("links: {a: https://a.org}\n", {"links": {"b": "https://b.org"}}, "links: {b: https://b.org}\n"),
        (
            "links:\n    a: https://a.org  # a\n",
            {"links": {"a": "https://b.org", "c d": "https://c.org"}},
            "links:\n    a: https://b.org  # a\n    c d: https://c.org\n",
        ),
        ("links:\n  # a\n  a: https://a.org\n", {"links": {}}, "  # a\n"),
        ("knows: [a, b]\n", {"knows": (Acquaintance("b", "us"),)}, "knows: [{id: b, how: us}]\n"),
        ("knows: ['[[a]]']\n", {"knows": (Acquaintance("a"), Acquaintance("b"))}, "knows: ['[[a]]', b]\n"),
        (
            "worked_with: [{job: a}]\n",
            {"worked_with": (Engagement("a", "peer"),)},
            "worked_with: [{job: a, as: peer}]\n",
        ),
        ("phones: ['012345']\n", {"phones": (Phone("067890"), Phone("+1555", "x"))}, None),
        (
            "x:\n  a: 1\n  b: [c]\n",
            {"x": {"b": ("c", "d"), "e": {"f": ("g", {"h": "i"})}}},
            "x:\n  b: [c, d]\n  e:\n    f:\n      - g\n      - h: i\n",
        ),
        ("x:\n  a:\n  - b\n", {"x": {"a": "c"}}, "x:\n  a: c\n"),
        ("x:\n  a: b\n", {"x": {"a": {}}}, "x:\n  a: {}\n"),
        ("x: [a]\n", {"x": {"b": "c"}}, "x:\n  b: c\n"),
        ("x:\n  a:\n  - - b\n    - c\n", {"x": {"a": (("c",),)}}, "x:\n  a:\n  - - c\n"),
        ("x:\n  a:\n  - - b\n", {"x": {"a": (("c", "b"),)}}, "x:\n  a:\n  - - c\n    - b\n"),
    ],
)
def test_other_lists_and_mappings(before: str, wanted: dict[str, object], after: str | None) -> None:
    phones = 'phones: ["067890", {number: "+1555", label: x}]\n'
    assert front(before, **wanted) == (phones if after is None else after)


def test_windows_line_ends_byte_order_mark_and_no_last_line_end() -> None:
    document = read("\ufeff---\r\nname: A\r\ntags:\r\n- a\r\n---\r\nBody")
    assert isinstance(document.item, Contact)
    assert document.source
    wanted = replace(document.item, tags=("b", "a"), roles=(ACME,))
    assert (
        document.source.encode(rewritten(document, wanted))
        == (
            "\ufeff---\r\nname: A\r\ntags:\r\n- b\r\n- a\r\nroles:\r\n  - org: Acme\r\n"
            "    title: CTO\r\n    from: 2020\r\n"
            "---\r\nBody"
        ).encode()
    )


def test_a_name_where_there_was_none() -> None:
    document = read("---\ntags: [a]\n---\n")
    assert isinstance(document.item, Contact)
    assert rewritten(document, document.item) == "---\ntags: [a]\n---\n"
    assert rewritten(document, replace(document.item, name="A")) == "---\nname: A\ntags: [a]\n---\n"


@pytest.mark.parametrize(
    ("yaml", "wanted", "message"),
    [
        ("birthday: May\n", {"birthday": Birthday(5, 1)}, "what it has under 'birthday' cannot be read"),
        ("tags: a\n", {"tags": ("b",)}, "what it has under 'tags' cannot be read"),
        ("tags: [a]\ntags: [b]\n", {"tags": ()}, "its front matter would not say what was meant"),
        ("? tags\n: [a]\n? location\n: b\n", {"tags": ()}, "its front matter would not say what was meant"),
        ("", {"location": " a"}, "its front matter would not say what was meant"),
        ("", {"location": "\udcff"}, "its front matter would not say what was meant"),
        ("", {"emails": (Email("nobody"),)}, "its front matter would not say what was meant"),
    ],
)
def test_what_cannot_be_written_is_refused(yaml: str, wanted: dict[str, object], message: str) -> None:
    with pytest.raises(RefusedError) as error:
        front(yaml, **wanted)
    assert message in str(error.value)
    assert "May" not in str(error.value)


def test_a_file_that_cannot_be_read() -> None:
    with pytest.raises(RefusedError, match=r"people/grace-sample\.md cannot be read; run 'netkeep check"):
        rewritten(read("---\nname: [\n---\n"), contact("---\nname: A\n---\n"))


def _again(document: Document, text: str) -> Document:
    assert document.source
    return read(document.source.encode(text))


def _comments(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("# c")]


def _pieces(document: Document) -> dict[str, str]:
    """Return the text of every key with its value."""
    assert document.source
    assert document.tree
    text = document.source.text
    return {
        key.value: text[key.span.start : max(key.span.end, value.span.end)].rstrip()
        for key, value in document.tree.entries
    }


@st.composite
def edits(draw: Draw) -> tuple[str, Contact]:
    """Make a file, and what it is to say."""
    text = draw(files())
    return text, draw(changed(contact(text)))


@given(edits())
def test_any_file_says_what_is_wanted_and_keeps_what_is_not_concerned(edit: tuple[str, Contact]) -> None:
    text, wanted = edit
    before = read(text)
    assert isinstance(before.item, Contact)
    after = _again(before, rewritten(before, wanted))
    assert isinstance(after.item, Contact)
    said, says = contact_values(before.item), contact_values(after.item)
    assert says == contact_values(wanted)
    assert after.item.body.text == before.item.body.text
    assert after.source
    assert _comments(after.source.text) == _comments(text)
    assert after.source.bom == text.startswith("\ufeff")
    old, new = _pieces(before), _pieces(after)
    assert {key: new[key] for key in said if said[key] == says.get(key)} == {
        key: old[key] for key in said if said[key] == says.get(key)
    }
    back = _again(after, rewritten(after, before.item))
    assert isinstance(back.item, Contact)
    assert contact_values(back.item) == said
