"""What a source changed is taken over; what the owner changed, or removed, stays."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.exchange.candidate import Candidate, Entry, Extra, Fact, FactValue, Field, Link
from netkeep.exchange.merging.facts import Said, said_by
from netkeep.exchange.merging.ids import Ids
from netkeep.exchange.merging.roles import Following
from netkeep.exchange.merging.three_way import Merged, Policy, merge
from netkeep.model.body import Body
from netkeep.model.dates import Birthday, Duration, Never, PartialDate
from netkeep.model.names import fold
from netkeep.model.people import Acquaintance, Contact, Email, Engagement, Phone, Role
from tests.repeats import cases

DAY = date(2024, 6, 7)
HERE = {"ada": "ada", "bo": "bo", "cy": "cy", "hid": "hid", "di": "di", "uid:di": "di"}
IDS = Ids(HERE.get, {"acme": "acme", "hooli": "hooli"}.get, lambda person: person == "hid")
ADDS = Policy(DAY, ids=IDS)
FOLLOWS = Policy(DAY, snapshot=True, absence_means_removed=True, work="follows", ids=IDS)
NEW = Contact("ada", "")


def said(**fields: FactValue | list[FactValue]) -> Said:
    facts: list[Fact] = []
    for name, values in fields.items():
        facts += [Fact(name, value, "x:1") for value in (values if isinstance(values, list) else [values])]
    return said_by(Candidate(tuple(facts), "x:1"))


def after(base: Said | None, ours: Contact, theirs: Said, policy: Policy = FOLLOWS) -> Contact:
    return merge(base, ours, theirs, policy).contact


def test_somebody_new_is_all_that_the_source_says() -> None:
    told = said(
        name="Ada Sample",
        aliases=["Ada S.", "ADA S."],
        emails=[Email("ada@acme.example", "work"), Email("ADA@acme.example")],
        phones=Phone("+44 20 7946 0018"),
        links=[Link("website", "https://a.example"), Link("website", "https://b.example")],
        birthday=Birthday(6, 14, 1979),
        tags="chess",
        roles=Role("Acme", "VP"),
        log=Entry("m1", DAY, "message", "Hello"),
        note="Likes trails.",
        x=Extra("jabber", "ada"),
    )
    result = merge(None, NEW, told, ADDS)
    wanted = Contact(
        "ada",
        "Ada Sample",
        aliases=("Ada S.",),
        emails=(Email("ada@acme.example", "work"),),
        phones=(Phone("+44 20 7946 0018"),),
        links={"website": "https://a.example", "website-2": "https://b.example"},
        birthday=Birthday(6, 14, 1979),
        tags=("chess",),
        roles=(Role("Acme", "VP"),),
        x={"jabber": "ada"},
    )
    assert (result.contact, result.entries) == (wanted, (Entry("m1", DAY, "message", "Hello"),))
    again = merge(result.said, wanted, told, ADDS)
    assert again == Merged(wanted, (), result.said)


@pytest.mark.parametrize(("policy", "name"), [(ADDS, "+44 20 7946 0018"), (FOLLOWS, "ada@x.example")])
def test_a_number_gives_way_to_an_address_for_a_name_where_the_number_goes(policy: Policy, name: str) -> None:
    phone = Phone("+44 20 7946 0018")
    before = said(name="+44 20 7946 0018", phones=phone)
    ours = replace(NEW, name="+44 20 7946 0018", phones=(phone,))
    now = after(before, ours, said(name="ada@x.example", emails=Email("ada@x.example")), policy)
    assert now == replace(
        NEW, name=name, emails=(Email("ada@x.example"),), phones=() if policy is FOLLOWS else (phone,)
    )


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        # added where there is nothing, else the owner's stays
        ({}, {}, {"location": "Leeds"}, {"location": "Leeds"}),
        ({}, {"location": "York"}, {"location": "Leeds"}, {"location": "York"}),
        # said before: nothing happens, whatever the owner has made of it
        ({"location": "Leeds"}, {}, {"location": "Leeds"}, {}),
        ({"location": "Leeds"}, {"location": "York"}, {"location": "Leeds"}, {"location": "York"}),
        # changed there: followed where the owner has it as it was
        ({"location": "Leeds"}, {"location": "Leeds"}, {"location": "Bath"}, {"location": "Bath"}),
        ({"location": "Leeds"}, {"location": "York"}, {"location": "Bath"}, {"location": "York"}),
        ({"location": "Leeds"}, {}, {"location": "Bath"}, {}),
        # gone there: removed where the owner has it as it was
        ({"location": "Leeds"}, {"location": "Leeds"}, {}, {}),
        ({"location": "Leeds"}, {"location": "York"}, {}, {"location": "York"}),
        # a changed name leaves the old one behind
        ({"name": "Ada Old"}, {"name": "Ada Old"}, {"name": "Ada New"}, {"name": "Ada New", "aliases": ("Ada Old",)}),
        ({"name": "Ada Old"}, {"name": "Ada Own"}, {"name": "Ada New"}, {"name": "Ada Own"}),
        ({"name": "ada old"}, {"name": "ada old"}, {"name": "Ada Old"}, {"name": "Ada Old"}),
        ({"name": "Ada"}, {"name": "Ada"}, {}, {"name": "Ada"}),
        # lists go by their keys, and keep the owner's order
        (
            {"emails": [Email("a@x.example"), Email("b@x.example")]},
            {"emails": (Email("own@x.example"), Email("b@x.example"), Email("a@x.example", "home"))},
            {"emails": [Email("A@x.example"), Email("c@x.example")]},
            {"emails": (Email("own@x.example"), Email("a@x.example", "home"), Email("c@x.example"))},
        ),
        ({}, {"phones": (Phone("0044 20 79460018"),)}, {"phones": Phone("+44 20 7946 0018")}, None),
        (
            {},
            {"links": {"in": "http://linkedin.com/in/A/"}},
            {"links": Link("linkedin", "https://www.linkedin.com/in/a")},
            None,
        ),
        ({"tags": "chess"}, {}, {"tags": ["Chess", "go"]}, {"tags": ("go",)}),
        ({"x": Extra("a", "1")}, {"x": {"a": "1", "b": "2"}}, {"x": Extra("a", "3")}, {"x": {"a": "3", "b": "2"}}),
        # wishes: the owner's go first, and nobody is made public
        ({}, {}, {"cadence": "3 months"}, {"cadence": Duration(3, "month")}),
        ({}, {"cadence": Never.NEVER}, {"cadence": "3 months"}, None),
        ({"paused_until": "2030-01-31"}, {"paused_until": date(2030, 1, 31)}, {}, {}),
        ({"archived": "left"}, {"archived": "left"}, {"archived": "moved"}, {"archived": "moved"}),
        ({}, {}, {"private": "true"}, {"private": True}),
        ({"private": "true"}, {"private": True}, {}, None),
        ({"private": "true"}, {}, {"private": "true"}, {}),
        ({}, {"check_ignore": ("NK304",)}, {"check_ignore": ["NK304", "NK601"]}, {"check_ignore": ("NK304", "NK601")}),
        # ties: those to whom or what is not here are left out, those to private people are not taken back
        (
            {},
            {"worked_with": (Engagement("acme", "peer"),)},
            {"worked_with": [Engagement("acme", "manager"), Engagement("hooli"), Engagement("unknown")]},
            {"worked_with": (Engagement("acme", "peer"), Engagement("hooli"))},
        ),
        (
            {"knows": [Acquaintance("bo"), Acquaintance("cy"), Acquaintance("hid")]},
            {"knows": (Acquaintance("bo"), Acquaintance("hid"), Acquaintance("cy", "own"))},
            {"knows": [Acquaintance("uid:di", "school"), Acquaintance("ada"), Acquaintance("unknown")]},
            {"knows": (Acquaintance("hid"), Acquaintance("cy", "own"), Acquaintance("di", "school"))},
        ),
        ({}, {}, {"introduced_by": "uid:di"}, {"introduced_by": "di"}),
        ({"introduced_by": "bo"}, {"introduced_by": "bo"}, {"introduced_by": "unknown"}, {}),
        ({"introduced_by": "hid"}, {"introduced_by": "hid"}, {}, None),
        # nothing the owner wrote twice is lost
        ({}, {"tags": ("go", "Go")}, {"tags": "go"}, None),
    ],
)
def test_the_rule(
    base: dict[Field, FactValue | list[FactValue]],
    ours: dict[str, object],
    theirs: dict[Field, FactValue | list[FactValue]],
    wanted: dict[str, object] | None,
) -> None:
    mine = replace(Contact("ada", "Ada"), **ours)  # type: ignore[arg-type]  # the keywords are fields
    expected = replace(Contact("ada", "Ada"), **(ours if wanted is None else wanted))  # type: ignore[arg-type]  # the keywords are fields
    assert after(said(**base), mine, said(**theirs)) == expected


def test_silence_of_an_archive_means_nothing() -> None:
    told = said(emails=Email("a@x.example"))
    mine = Contact("ada", "Ada", emails=(Email("a@x.example"),))
    silent = merge(told, mine, said(), ADDS)
    assert silent.contact == mine
    owners = Contact("ada", "Ada")
    assert merge(silent.said, owners, told, ADDS).contact == owners  # removed, and said again: it stays removed


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted", "kept"),
    [
        # the vault wins, also where it has what the source said before
        ({"location": "Leeds"}, {"location": "Leeds"}, {"location": "Bath"}, None, ("location",)),
        ({"location": "Leeds"}, {"location": "Leeds"}, {}, None, ()),
        ({}, {}, {"location": "Bath"}, {"location": "Bath"}, ()),
        # nothing is taken back, nothing changes its place
        (
            {"emails": Email("a@x.example")},
            {"emails": (Email("a@x.example"),)},
            {"emails": [Email("b@x.example"), Email("a@x.example", "home")]},
            {"emails": (Email("a@x.example"), Email("b@x.example"))},
            (),
        ),
        # what was removed stays so, whatever was said in between
        ({"tags": ["a", "b"]}, {"tags": ("b",)}, {"tags": ["a", "c"]}, {"tags": ("b", "c")}, ()),
        # another name is one more alias; a title, or the order of the words, makes no other name
        ({}, {"name": "Ada Bell"}, {"name": "Ada Wed"}, {"name": "Ada Bell", "aliases": ("Ada Wed",)}, ("name",)),
        ({"name": "Ada Wed"}, {"name": "Ada Bell"}, {"name": "Ada Wed"}, None, ()),
        ({}, {"name": "Ada Bell"}, {"name": "Bell, Dr. Ada"}, None, ()),
        # a name that is only an address gives way to one that somebody has
        (
            {"name": "a@x.example"},
            {"name": "a@x.example", "emails": (Email("a@x.example"),)},
            {"name": "Ada Bell", "emails": Email("a@x.example")},
            {"name": "Ada Bell", "emails": (Email("a@x.example"),)},
            (),
        ),
        (
            {},
            {"name": "Ada Bell", "emails": (Email("a@x.example"),)},
            {"name": "a@x.example", "emails": Email("a@x.example")},
            None,
            (),
        ),
        # the parts of a name come with that name alone
        ({}, {"name": "Ada Bell"}, {"x": Extra("name_parts", {"of": "Ada Wed", "family": "Wed"})}, None, ()),
        (
            {},
            {"name": "Ada Le Bell"},
            {"x": Extra("name_parts", {"of": "Ada Le Bell", "family": "Le Bell"})},
            {"name": "Ada Le Bell", "x": {"name_parts": {"of": "Ada Le Bell", "family": "Le Bell"}}},
            (),
        ),
        # properties of two cards add up, and their groups stay apart
        (
            {},
            {"x": {"vcard": {"item1.ADR": ";;A", "item1.X-ABLABEL": "one", "NOTE2": "n"}, "own": "o"}},
            {"x": Extra("vcard", {"NOTE2": ["n", "m"], "item1.ADR": ";;B", "item1.X-ABLABEL": "two"})},
            {
                "x": {
                    "vcard": {
                        "item1.ADR": ";;A",
                        "item1.X-ABLABEL": "one",
                        "NOTE2": ("n", "m"),
                        "item2.ADR": ";;B",
                        "item2.X-ABLABEL": "two",
                    },
                    "own": "o",
                }
            },
            (),
        ),
        # work: what is new is added below what goes on, nothing ends, another title is told
        (
            {"roles": Role("Acme", "VP")},
            {"roles": (Role("Acme", "VP", start=PartialDate(2020)), Role("Old", end=PartialDate(2019)))},
            {"roles": Role("Initech", "CTO")},
            {
                "roles": (
                    Role("Acme", "VP", start=PartialDate(2020)),
                    Role("Initech", "CTO"),
                    Role("Old", end=PartialDate(2019)),
                )
            },
            (),
        ),
        ({"roles": Role("Acme", "VP")}, {"roles": (Role("Acme", "VP"),)}, {}, None, ()),
        (
            {"roles": Role("Acme", "VP")},
            {"roles": (Role("Acme", "VP"),)},
            {"roles": Role("ACME Inc.", "CTO")},
            None,
            ("roles",),
        ),
        ({"roles": Role("Acme", "VP")}, {}, {"roles": [Role("Acme", "CTO")]}, None, ()),
        ({}, {"roles": (Role("Acme", end=PartialDate(2020)),)}, {"roles": Role("Acme", "VP")}, None, ("roles",)),
        (
            {},
            {"roles": (Role("Acme"),)},
            {"roles": Role("Acme", "VP", "Data", PartialDate(2020))},
            {"roles": (Role("Acme", "VP", "Data", PartialDate(2020)),)},
            (),
        ),
    ],
)
def test_whoever_adds_takes_nothing_back(
    base: dict[Field, FactValue | list[FactValue]],
    ours: dict[str, object],
    theirs: dict[Field, FactValue | list[FactValue]],
    wanted: dict[str, object] | None,
    kept: tuple[str, ...],
) -> None:
    mine = replace(Contact("ada", "Ada"), **ours)  # type: ignore[arg-type]  # the keywords are fields
    expected = replace(Contact("ada", "Ada"), **(ours if wanted is None else wanted))  # type: ignore[arg-type]  # the keywords are fields
    result = merge(said(**base), mine, said(**theirs), ADDS)
    assert (result.contact, result.kept, result.taken_back) == (expected, kept, {})
    again = merge(result.said, result.contact, said(**theirs), ADDS)
    assert (again.contact, again.said) == (result.contact, result.said)


def test_what_a_snapshot_takes_back_is_counted() -> None:
    emails = (Email("a@x.example"), Email("b@x.example"))
    base = said(emails=[*emails], aliases="Addy", roles=Role("Acme"), location="Bath")
    mine = Contact(
        "ada",
        "Ada",
        aliases=("Addy",),
        emails=emails,
        roles=(Role("Acme"), Role("Own")),
        location="Bath",
    )
    result = merge(base, mine, said(emails=Email("a@x.example")), FOLLOWS)
    assert result.contact == replace(
        mine, emails=(Email("a@x.example"),), roles=(Role("Acme", end=PartialDate(2024, 6)), Role("Own")), location=None
    )
    assert result.taken_back == {"emails": 1, "location": 1, "roles": 1}


def test_nothing_begins_or_ends_while_nobody_knows_which_archive_is_the_newer() -> None:
    base = said(roles=Role("Acme", "VP"))
    mine = Contact("ada", "Ada", roles=(Role("Acme", "VP"),))
    policy = replace(ADDS, work="waits")
    result = merge(base, mine, said(roles=Role("Initech")), policy)
    assert (result.contact, result.said["roles"], result.waits) == (mine, (Role("Acme", "VP"),), True)
    assert not merge(base, mine, said(roles=Role("Acme", "VP")), policy).waits
    moved = merge(result.said, mine, said(roles=Role("Initech")), replace(ADDS, work="moves"))
    assert moved.contact.roles == (Role("Initech", start=M(2024, 6)), Role("Acme", "VP", end=M(2024, 6)))


def test_a_row_without_an_employer_ends_nothing() -> None:
    base = said(roles=Role("Acme", "VP"))
    mine = Contact("ada", "Ada", roles=(Role("Acme", "VP"),))
    result = merge(base, mine, said(), replace(ADDS, work="moves"))
    assert (result.contact, result.said["roles"]) == (mine, (Role("Acme", "VP"),))


def test_an_older_archive_only_adds() -> None:
    base = said(location="Leeds", emails=Email("a@x.example"))
    mine = Contact("ada", "Ada", location="Leeds", emails=(Email("a@x.example"),))
    older = replace(FOLLOWS, older=True)
    result = merge(base, mine, said(location="Bath", pronouns="she/her", emails=Email("b@x.example")), older)
    added = replace(mine, pronouns="she/her", emails=(Email("a@x.example"), Email("b@x.example")))
    assert result.contact == added
    assert result.said["location"] == ("Leeds",)


@pytest.mark.parametrize("policy", [replace(ADDS, work="moves"), FOLLOWS])
def test_the_name_of_an_older_archive_becomes_an_alias_once(policy: Policy) -> None:
    older = replace(policy, older=True)
    mine = Contact("ada", "Ada Wed")
    first = merge(said(name="Ada Wed"), mine, said(name="Ada Maiden"), older)
    assert first.contact == replace(mine, aliases=("Ada Maiden",))
    assert first.kept == ()
    assert merge(first.said, first.contact, said(name="Ada Maiden"), older).contact == first.contact
    assert merge(first.said, mine, said(name="Ada Maiden"), older).contact == mine  # the owner has taken it out
    elsewhere = replace(older, may_be_called=lambda name: name != "Ada Maiden")
    assert merge(said(name="Ada Wed"), mine, said(name="Ada Maiden"), elsewhere).contact == mine
    assert merge(said(name="Ada Wed"), mine, said(name="Dr. Ada Wed"), replace(ADDS, older=True)).contact == mine


def test_what_is_somebody_elses_is_not_added_and_told() -> None:
    policy = replace(ADDS, free=lambda value: value != Email("b@x.example"))
    told = said(name="Ada", emails=[Email("a@x.example"), Email("b@x.example")])
    result = merge(None, NEW, told, policy)
    assert (result.contact.emails, result.refused) == ((Email("a@x.example"),), ("emails",))
    assert result.said["emails"] == (Email("a@x.example"),)  # so it is added once it is theirs alone


def test_what_stays_the_owners_is_told_unless_it_is_a_matter_of_case() -> None:
    mine = Contact("ada", "ADA", location="York", links={"linkedin": "https://linkedin.com/in/b"})
    told = said(name="Ada", location="Leeds", links=Link("linkedin", "https://linkedin.com/in/a"))
    assert merge(None, mine, told, ADDS).kept == ("links", "location")


def test_an_entry_is_written_once_whatever_becomes_of_it() -> None:
    told = said(log=[Entry("1", DAY, "message", "Hello"), Entry("2", DAY, "call", "")])
    result = merge(None, Contact("ada", "Ada"), told, ADDS)
    assert [entry.key for entry in result.entries] == ["1", "2"]
    changed = said(log=[Entry("1", DAY, "message", "Other words"), Entry("3", DAY, "call", "x")])
    assert [entry.key for entry in merge(result.said, Contact("ada", "Ada"), changed, ADDS).entries] == ["3"]


def test_a_note_goes_into_the_log_of_a_file_that_has_its_owners_text() -> None:
    mine = Contact("ada", "Ada", body=Body(prose="\nLikes  trails.\n"))
    assert merge(None, mine, said(note="Likes trails."), ADDS).entries == ()
    result = merge(None, mine, said(note="Likes\n\nmaps."), ADDS)
    assert result.entries == (Entry("", DAY, "note", "Likes\n\nmaps."),)
    assert merge(result.said, mine, said(note="Likes\n\nmaps."), ADDS).entries == ()


M = PartialDate


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        # a first word has no from
        (None, [], [Role("Acme", "VP")], [Role("Acme", "VP")]),
        (None, [Role("Own", "CTO")], [Role("Acme")], [Role("Acme"), Role("Own", "CTO")]),
        (None, [Role("ACME, Inc.", "Boss")], [Role("Acme", "VP")], [Role("ACME, Inc.", "Boss")]),
        (None, [Role("ACME, Inc.")], [Role("Acme", "VP")], [Role("ACME, Inc.", "VP")]),
        (None, [Role("Acme", end=M(2020))], [Role("Acme", "VP")], [Role("Acme", end=M(2020))]),
        # a new company
        (
            [Role("Acme", "VP")],
            [Role("Acme", "VP", "Data", M(2021))],
            [Role("Initech", "CTO")],
            [Role("Initech", "CTO", start=M(2024, 6)), Role("Acme", "VP", "Data", M(2021), M(2024, 6))],
        ),
        ([Role("Acme")], [], [Role("Initech")], [Role("Initech", start=M(2024, 6))]),
        (
            [Role("Acme")],
            [Role("Acme", end=M(2023))],
            [Role("Initech")],
            [Role("Initech", start=M(2024, 6)), Role("Acme", end=M(2023))],
        ),
        ([Role("Acme", "VP")], [Role("Acme", "Boss")], [], [Role("Acme", "Boss", end=M(2024, 6))]),
        ([Role("Acme")], [Role("Initech"), Role("Acme", end=M(2024))], [Role("INITECH Ltd")], None),
        # the same company, another title
        ([Role("Acme", "Vice-President")], [Role("Acme", "Vice-President")], [Role("ACME", "vice president")], None),
        (
            [Role("Acme", "VP")],
            [Role("Acme", "VP")],
            [Role("Acme", "CTO")],
            [Role("Acme", "CTO", start=M(2024, 6)), Role("Acme", "VP", end=M(2024, 6))],
        ),
        ([Role("Acme", "VP")], [Role("Acme", "Own")], [Role("Acme", "CTO")], None),
        ([Role("Acme", "VP")], [], [Role("Acme", "CTO")], None),
        ([Role("Acme", "VP")], [Role("Acme", "CTO"), Role("Acme", "VP", end=M(2024))], [Role("Acme", "CTO")], None),
        ([Role("Acme", "VP")], [Role("Acme", "VP")], [Role("Acme")], None),
        ([Role("Acme")], [Role("Acme")], [Role("Acme", "VP")], [Role("Acme", "VP")]),
        # gone, and back again
        (
            [Role("Initech")],
            [Role("Initech", start=M(2023)), Role("Acme", end=M(2023))],
            [Role("Acme")],
            [
                Role("Acme", start=M(2024, 6)),
                Role("Initech", None, None, M(2023), M(2024, 6)),
                Role("Acme", end=M(2023)),
            ],
        ),
        ([Role("Acme")], [Role("Acme")], [], [Role("Acme", end=M(2024, 6))]),
        ([Role("Acme")], [Role("Acme", start=M(2025))], [], None),
        # dates and teams that the source has learned
        ([Role("Acme")], [Role("Acme")], [Role("Acme", end=M(2023))], [Role("Acme", end=M(2023))]),
        ([Role("Acme")], [Role("Acme", end=M(2022))], [Role("Acme", end=M(2023))], None),
        ([Role("Acme")], [Role("Acme")], [Role("Acme", start=M(2020))], [Role("Acme", start=M(2020))]),
        # but none that would end before it begins
        ([Role("Acme", start=M(2020))], [Role("Acme", start=M(2020))], [Role("Acme", end=M(2019))], None),
        ([Role("Acme", team="A")], [Role("Acme", team="A")], [Role("Acme", team="B")], [Role("Acme", team="B")]),
        (None, [Role("Acme")], [Role("Old", end=M(2001))], [Role("Acme"), Role("Old", end=M(2001))]),
        # several of one organisation without titles, told as before
        (
            [Role("Acme"), Role("Acme", team="A"), Role("Acme", start=M(2016))],
            [Role("Acme", team="A"), Role("Acme"), Role("Acme", start=M(2016))],
            [Role("Acme", team="A"), Role("Acme"), Role("Acme", start=M(2016))],
            None,
        ),
    ],
)
def test_roles(base: list[Role] | None, ours: list[Role], theirs: list[Role], wanted: list[Role] | None) -> None:
    before = None if base is None else said(name="Ada", roles=[*base])
    mine = Contact("ada", "Ada", roles=tuple(ours))
    result = merge(before, mine, said(name="Ada", roles=[*theirs]), FOLLOWS)
    assert list(result.contact.roles) == (ours if wanted is None else wanted)
    again = merge(result.said, result.contact, said(name="Ada", roles=[*theirs]), FOLLOWS)
    assert (again.contact, again.said) == (result.contact, result.said)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([Role("Acme", end=M(2020))], [Role("Acme", "VP")]),
        ([Role("Acme", "Own")], [Role("Acme", "VP")]),
        ([Role("Acme", "Own"), Role("Hooli")], [Role("Acme", "VP"), Role("Hooli", "Clerk")]),
        ([Role("Hooli"), Role("Acme", "Own")], [Role("Hooli", "Clerk"), Role("Acme", "VP")]),
    ],
)
def test_roles_that_stay_the_owners_are_told(ours: list[Role], theirs: list[Role]) -> None:
    assert merge(None, Contact("ada", "Ada", roles=tuple(ours)), said(roles=[*theirs]), FOLLOWS).kept == ("roles",)


def test_a_role_that_had_yet_to_begin_is_remembered_as_over_when_it_would_have_begun() -> None:
    coming = Role("Acme", start=M(2025))
    result = merge(said(roles=coming), Contact("ada", "Ada", roles=(coming,)), said(), FOLLOWS)
    assert (result.contact.roles, result.said["roles"]) == ((coming,), (replace(coming, end=M(2025)),))


def _import(
    state: tuple[Said | None, date | None, Contact], day: date, roles: list[Role]
) -> tuple[Said, date, Contact]:
    base, newest, ours = state
    older = newest is not None and day < newest
    policy = Policy(newest if newest and older else day, older=older, work="moves")
    result = merge(base, ours, said(name="Ada", roles=[*roles]), policy)
    return result.said, max(day, newest or day), result.contact


def test_archives_of_three_days_give_the_history() -> None:
    state = _import((None, None, NEW), date(2020, 3, 1), [Role("Acme", "Engineer")])
    state = _import(state, date(2022, 5, 1), [Role("Acme, Inc.", "Manager")])
    state = _import(state, date(2024, 6, 1), [Role("Initech", "CTO")])
    history = (
        Role("Initech", "CTO", start=M(2024, 6)),
        Role("Acme, Inc.", "Manager", None, M(2022, 5), M(2024, 6)),
        Role("Acme", "Engineer", end=M(2022, 5)),
    )
    assert state[2].roles == history
    for day, role in ((date(2020, 3, 1), Role("Acme", "Engineer")), (date(2022, 5, 1), Role("Acme", "Manager"))):
        assert _import(state, day, [role]) == state  # an older one again undoes nothing
    earlier = _import(state, date(2018, 1, 1), [Role("Hooli")])[2].roles
    assert earlier == (*history[:2], Role("Hooli", end=M(2024, 6)), history[2])


def test_what_an_older_archive_added_and_the_owner_removed_stays_removed() -> None:
    state = _import((None, None, NEW), date(2024, 6, 1), [Role("Initech")])
    state = _import(state, date(2020, 1, 1), [Role("Acme")])
    assert state[2].roles == (Role("Initech"), Role("Acme", end=M(2024, 6)))
    without = (state[0], state[1], replace(state[2], roles=(Role("Initech"),)))
    assert _import(without, date(2020, 1, 1), [Role("Acme")]) == without


_TEXT = st.sampled_from(["a", "b", "c", "A"])
_ROLES = st.lists(st.builds(Role, st.sampled_from(["Acme", "ACME Inc", "Hooli"]), st.none() | _TEXT), max_size=2)
_EMAILS = st.lists(st.builds(Email, _TEXT.map(lambda name: f"{name}@x.example"), st.none() | _TEXT), max_size=3)
_KNOWS = st.lists(st.builds(Acquaintance, st.sampled_from(["bo", "cy", "hid"]), st.none() | _TEXT), max_size=2)
_SAID = st.builds(
    lambda name, location, emails, tags, roles, knows, private: said(
        name=name,
        **({"location": location} if location else {}),
        emails=emails,
        tags=tags,
        roles=roles,
        knows=knows,
        **({"private": "true"} if private else {}),
    ),
    st.sampled_from(["Ada Sample", "Ada Other"]),
    st.none() | _TEXT,
    _EMAILS,
    st.lists(_TEXT, max_size=3),
    _ROLES,
    _KNOWS,
    st.booleans(),
)
_OURS = st.builds(
    lambda name, location, emails, tags, roles, knows, private: Contact(
        "ada",
        name,
        location=location,
        emails=tuple(emails),
        tags=tuple(tags),
        roles=tuple(roles),
        knows=tuple(knows),
        private=private,
    ),
    st.sampled_from(["Ada Sample", "Ada Own"]),
    st.none() | _TEXT,
    _EMAILS,
    st.lists(_TEXT, max_size=3),
    _ROLES,
    _KNOWS,
    st.booleans(),
)
_POLICY = st.builds(
    lambda snapshot, older, work: Policy(
        DAY, older=older, snapshot=snapshot, absence_means_removed=snapshot, work=work, ids=IDS
    ),
    st.booleans(),
    st.booleans(),
    st.sampled_from(get_args(Following)),
)


@settings(deadline=None, max_examples=cases(200))
@given(st.none() | _SAID, _OURS, _SAID, _POLICY)
def test_the_same_again_changes_nothing(base: Said | None, ours: Contact, theirs: Said, policy: Policy) -> None:
    once = merge(base, ours, theirs, policy)
    twice = merge(once.said, once.contact, theirs, policy)
    assert (twice.contact, twice.entries, twice.said) == (once.contact, (), once.said)


@settings(deadline=None, max_examples=cases(200))
@given(st.none() | _SAID, _OURS, _SAID, _POLICY)
def test_what_the_owner_edited_or_removed_is_as_they_left_it(
    base: Said | None, ours: Contact, theirs: Said, policy: Policy
) -> None:
    wanted = merge(base, ours, theirs, policy).contact
    before = base or {}
    if ours.location and (ours.location,) != before.get("location"):
        assert wanted.location == ours.location
    if not ours.location and "location" in before:
        assert wanted.location is None
    assert wanted.private or not ours.private
    known = {one.id for one in before.get("knows", ()) if isinstance(one, Acquaintance)}
    assert not (known - {one.id for one in ours.knows}) & {one.id for one in wanted.knows}
    assert {*ours.knows} - {*before.get("knows", ())} <= {*wanted.knows}
    told = {*before.get("emails", ())}
    assert set(ours.emails) - told <= set(wanted.emails)
    addresses = {email.address.casefold() for email in ours.emails}
    gone = {email.address.casefold() for email in told if isinstance(email, Email)} - addresses
    assert not gone & {email.address.casefold() for email in wanted.emails}
    assert {fold(name) for name in (ours.name, *ours.aliases)} <= {
        fold(name) for name in (wanted.name, *wanted.aliases)
    }
    for role in ours.roles:  # no role is lost or retitled; at most it is over
        assert any((one.org, one.title or role.title) == (role.org, role.title or one.title) for one in wanted.roles)
