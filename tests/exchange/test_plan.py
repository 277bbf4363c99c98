"""A whole import: who is created, changed, left, held back and refused, and every file as it is then."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.check.runner import check
from netkeep.errors import ConflictError
from netkeep.exchange.candidate import (
    Candidate,
    Entry,
    Extra,
    Fact,
    FactValue,
    Field,
    Gathering,
    Link,
    OwnFile,
    OwnJob,
    Problem,
    Reading,
)
from netkeep.exchange.matching.match import Pair
from netkeep.exchange.merging.apply import apply
from netkeep.exchange.merging.base import read_base
from netkeep.exchange.merging.plan import plan
from netkeep.exchange.merging.plan_types import Plan, Request
from netkeep.exchange.merging.tombstones import Forgotten, read_forgotten
from netkeep.model.dates import Birthday, Duration, PartialDate
from netkeep.model.jobs import Job, Organisation
from netkeep.model.people import Acquaintance, Email, Engagement, Phone, Role
from netkeep.store.load import load
from netkeep.text.source import digest
from tests.vaults import make_vault

TODAY = date(2024, 6, 7)
ADA = "Ada Bell"
GRACE = "---\nname: Grace Sample   # a friend\nemails: [grace@acme.example]\n---\n\nMy own words.\n"
_DOG = "Has a dog.\n\n- [ ] no reminder"


def person(where: str, name: str = "", uid: str | None = None, **fields: FactValue | list[FactValue]) -> Candidate:
    facts = [Fact("name", name, where)] if name else []
    for field, values in fields.items():
        listed = values if isinstance(values, list) else [values]
        facts += [Fact(field, value, where) for value in listed]
    return Candidate(tuple(facts), where, uid)


def planned(root: Path, *people: Candidate, request: Request | None = None, **reading: object) -> Plan:
    wanted = request or Request("vcard", Reading(), TODAY)
    told = replace(wanted.reading, candidates=people, **reading)  # type: ignore[arg-type]  # the keywords are fields
    return plan(load(root), read_base(root, wanted.format), read_forgotten(root), replace(wanted, reading=told))


def imported(root: Path, *people: Candidate, request: Request | None = None, **reading: object) -> Plan:
    found = planned(root, *people, request=request, **reading)
    apply(root, found)
    return found


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".netkeep" not in path.parts
    }


def sizes(found: Plan) -> tuple[int, ...]:
    every = (found.created, found.changed, found.unchanged, found.unclear, found.refused, found.away)
    return tuple(map(len, every))


def test_people_come_in_and_again_nothing_changes(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/grace-sample.md": GRACE})
    people = (
        person(
            "c.vcf: card 1",
            "Grace Sample",
            emails=[Email("GRACE@acme.example"), Email("g@home.example", "home")],
            note="Likes maps.",
        ),
        person(
            "c.vcf: card 2",
            "Alan Bell",
            "u-2",
            roles=Role("Acme", "Plumber"),
            note=_DOG,
            log=[Entry("1", date(2020, 1, 2), "connected"), Entry("2", date(2030, 1, 2), "call")],
        ),
        person("c.vcf: card 3", "Alan Bell", "u-3"),
        person("c.vcf: card 4", phones=Phone("+44 20 7946 0018")),
    )
    found = imported(tmp_path, *people)
    assert sizes(found) == (2, 1, 0, 0, 1, 0)
    assert found.refused == (Problem("c.vcf: card 4", "has no name"),)
    assert files(tmp_path) == {
        "imports/vcard.jsonl": (
            '{"format": 1}\n'
            '{"id": "alan-bell", "keys": ["uid:u-2"], "said": {"log": [{"day": "2020-01-02", "key": "1", '
            '"kind": "connected"}], "name": ["Alan Bell"], "note": ['
            f'"{digest(_DOG.encode())}"], '
            '"roles": [{"org": "Acme", "title": "Plumber"}]}}\n'
            '{"id": "alan-bell-2", "keys": ["uid:u-3"], "said": {"name": ["Alan Bell"]}}\n'
            '{"id": "grace-sample", "keys": ["email:g@home.example", "email:grace@acme.example"], "said": {"emails": '
            '[{"address": "GRACE@acme.example"}, {"address": "g@home.example", "label": "home"}], '
            '"name": ["Grace Sample"], "note": ['
            f'"{digest(b"Likes maps.")}"]}}}}\n'
        ),
        "netkeep.toml": "format = 2\n",
        "people/alan-bell-2.md": "---\nname: Alan Bell\ntags: [to-triage]\n---\n",
        "people/alan-bell.md": (
            "---\nname: Alan Bell\ntags: [to-triage]\nroles:\n  - org: Acme\n    title: Plumber\n---\n\n"
            "Has a dog.\n\n- [ ] no reminder\n\n## Log\n\n- 2020-01-02 connected\n"
        ),
        "people/grace-sample.md": (
            "---\nname: Grace Sample   # a friend\nemails: [grace@acme.example, "
            "{address: g@home.example, label: home}]\n---\n\n"
            "My own words.\n\n## Log\n\n- 2024-06-07 note: Likes maps.\n"
        ),
    }
    before = files(tmp_path)
    again = imported(tmp_path, *people)
    assert (sizes(again), files(tmp_path)) == ((0, 0, 3, 0, 1, 0), before)


def test_namesakes_get_their_ids_in_the_order_of_the_source(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    more = person("c: 2", "Ann Bell", "u2", location="Leeds", tags="chess")
    found = imported(tmp_path, person("c: 1", "Ann Bell", "u1"), more)
    assert [(one.where, one.id) for one in found.created] == [("c: 1", "ann-bell"), ("c: 2", "ann-bell-2")]


def test_an_entry_of_the_same_day_in_other_words_is_another(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/grace-sample.md": f"{GRACE}\n## Log\n\n- 2024-05-01 call: One.\n"})
    told = [Entry("1", date(2024, 5, 1), "call", "Two."), Entry("2", date(2024, 5, 1), "call", "One.")]
    imported(tmp_path, person("c: 1", "Grace Sample", emails=Email("grace@acme.example"), log=[*told]))
    assert files(tmp_path)["people/grace-sample.md"] == (
        f"{GRACE}\n## Log\n\n- 2024-05-01 call: Two.\n- 2024-05-01 call: One.\n"
    )


def test_what_the_owner_removed_stays_away(tmp_path: Path) -> None:
    make_vault(tmp_path, {"netkeep.toml": '[owner]\nemails = ["me@home.example"]\n'})
    keyless = person("c: 2", "Bo Bell")
    people = (person("c: 1", "Ada Bell", "u-1"), keyless, person("c: 3", "Me", emails=Email("ME@home.example")))
    assert sizes(imported(tmp_path, *people)) == (2, 0, 0, 0, 0, 1)
    (tmp_path / "people/ada-bell.md").unlink()
    (tmp_path / "people/bo-bell.md").unlink()
    before = files(tmp_path)
    found = imported(tmp_path, *people)
    assert (sizes(found), found.away, files(tmp_path)) == ((0, 0, 0, 0, 0, 3), ("c: 1", "c: 2", "c: 3"), before)


def test_who_was_forgotten_stays_away(tmp_path: Path) -> None:
    stones = Forgotten(b"salt").with_keys(["uid:u-1", "name:bo bell"]).text()
    make_vault(tmp_path, {"imports/forgotten.json": stones})
    assert sizes(imported(tmp_path, person("c: 1", "Ada", "u-1"), person("c: 2", "Bo Bell"))) == (0, 0, 0, 0, 0, 2)


def test_a_file_with_another_name_is_the_same_person(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    ada = person("c: 1", "Ada Bell", emails=Email("ada@x.example"), location="Leeds")
    imported(tmp_path, ada)
    (tmp_path / "people/ada-bell.md").rename(tmp_path / "people/ada.md")
    (tmp_path / "people/ada.md").write_text("---\nname: Ada Bell\nemails:\n  - ada@x.example\n---\n")
    assert sizes(imported(tmp_path, ada)) == (0, 0, 1, 0, 0, 0)  # the place that the owner removed stays removed
    assert list(read_base(tmp_path, "vcard").by_id) == ["ada"]


def test_a_name_alone_decides_nothing(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/grace-sample.md": GRACE})
    grace = person("c: 1", "Grace Sample", phones=Phone("+44 20 7946 0018"))
    held = imported(tmp_path, grace)
    assert (sizes(held), [pair.id for pair in held.unclear[0].pairs]) == ((0, 0, 0, 1, 0, 0), ["grace-sample"])
    assert list(files(tmp_path)) == ["netkeep.toml", "people/grace-sample.md"]
    request = Request("vcard", Reading(), TODAY)
    resolved = planned(tmp_path, grace, request=replace(request, resolve={"c: 1": "grace-sample"}))
    assert [one.id for one in resolved.changed] == ["grace-sample"]
    for anew in (replace(request, resolve={"c: 1": "new"}), replace(request, namesakes=True)):
        assert [one.id for one in planned(tmp_path, grace, request=anew).created] == ["grace-sample-2"]
    nobody = planned(tmp_path, grace, request=replace(request, resolve={"c: 1": "nobody"}))
    assert nobody.refused == (Problem("c: 1", "nobody in the vault has the id that was chosen", who="Grace Sample"),)
    apply(tmp_path, resolved)
    assert sizes(imported(tmp_path, grace)) == (0, 0, 1, 0, 0, 0)  # once said, it is known


def test_namesakes_without_a_key_are_told_apart_again(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    people = [person(f"c: {n}", "Ada Bell", roles=Role(org)) for n, org in enumerate(("Acme", "Hooli", "Hooli"))]
    people[2] = person("c: 2", "Ada Bell", roles=Role("Hooli", "CTO"))
    assert [one.id for one in imported(tmp_path, *people).created] == ["ada-bell", "ada-bell-2", "ada-bell-3"]
    before = files(tmp_path)
    assert (sizes(imported(tmp_path, *people)), files(tmp_path)) == ((0, 0, 3, 0, 0, 0), before)


def test_two_candidates_for_one_person(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/grace-sample.md": GRACE})
    link = Link("linkedin", "https://www.linkedin.com/in/grace")
    found = imported(
        tmp_path,
        person("c: 1", "Grace Sample", links=link, emails=Email("grace@acme.example")),
        person("c: 2", "Grace S.", links=replace_url(link), location="Leeds"),
        person("c: 3", "Grace Sample", emails=Email("grace@acme.example")),
        person("c: 4", "Bo Bell", emails=Email("bo@x.example")),
        person("c: 5", "Bob Bell", emails=Email("bo@x.example")),
    )
    assert (sizes(found), found.unclear) == ((2, 1, 0, 0, 0, 0), ())  # Bo and Bob are two, and share a mailbox
    assert "location: Leeds\n" in files(tmp_path)["people/grace-sample.md"]
    assert files(tmp_path)["people/bob-bell.md"] == (
        "---\nname: Bob Bell\nemails:\n  - bo@x.example\ntags: [to-triage]\n---\n"
    )


def replace_url(link: Link) -> Link:
    return link._replace(url="http://uk.linkedin.com/in/Grace/")


@pytest.mark.parametrize("fields", [{"note": "Likes pie."}, {"phones": Phone("112")}, {"birthday": Birthday(3, 4)}])
def test_an_export_of_ours_is_known_where_the_file_says_all_of_it(tmp_path: Path, fields: dict[str, FactValue]) -> None:
    imported(tmp_path, person("1", ADA, **fields))  # type: ignore[arg-type]  # the keywords are fields
    exported = planned(tmp_path, person("2", ADA, uid="ada-bell", **fields))
    assert ([one.id for one in exported.unchanged], exported.unclear) == (["ada-bell"], ())
    another = planned(tmp_path, person("2", ADA, uid="ada-bell", note="Likes cake."))
    assert [one.candidate.where for one in another.unclear] == ["2"]


def test_an_export_of_ours_is_known_where_an_office_named_somebody(tmp_path: Path) -> None:
    office = Email("info@acme.example")
    people = [person("1", ADA, uid="a", emails=office), person("2", "Bob Cole", uid="b", emails=office)]
    imported(tmp_path, *people, person("3", office.address, emails=office))
    exported = planned(tmp_path, person("4", office.address, uid="info-acme-example", emails=office))
    assert ([one.id for one in exported.unchanged], exported.created) == (["info-acme-example"], ())


@pytest.mark.parametrize("others", [("Ada Bell", "Bob Cole"), ("Ada Bell", "Ada Cole")])
def test_a_number_without_a_name_may_be_anybodys_who_has_it(tmp_path: Path, others: tuple[str, ...]) -> None:
    """It is held back, however much is known of it, whatever became of the others, and again the next time."""
    number, address = Phone("+44 20 7946 0018"), Email("home@x.example")
    people = [person(name, name, phones=number) for name in others]
    nameless = person("3", number.number, phones=number, emails=address, location="Leeds")
    for created in (1 if others[1] == "Ada Cole" else 2, 0):  # Ada Cole may be Ada Bell, married
        found = imported(tmp_path, nameless, *people)
        assert (len(found.created), found.changed, found.refused) == (created, (), ())
        assert "3" in {unsure.where for unsure in found.unclear}
    assert all(one.phones == (number,) and not one.emails for one in load(tmp_path).contacts.values())


def test_what_may_be_somebody_elses_is_told(tmp_path: Path) -> None:
    """One address in two files whose names may be one person's would be a finding."""
    make_vault(tmp_path, {"people/grace-sample.md": GRACE})
    link = Link("linkedin", "https://linkedin.com/in/gs")
    imported(tmp_path, person("c: 1", "Zoe Pool", links=link))
    told = person("c: 1", "Grace Anna Sample", links=link, emails=Email("grace@acme.example"))
    help_ = "if it is theirs, write it into their file; if the two are one person, join the files"
    for _ in range(2):
        found = imported(tmp_path, told)
        assert found.refused == (Problem("c: 1", "emails: somebody else's already; not added", help_, who="Zoe Pool"),)


PHONE, OFFICE = Phone("+44 20 7946 0018"), Email("bells@x.example")


def test_a_household_shares_what_it_shares_and_nobody_is_held_back(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    people = (
        person("c: 1", "Ada Bell", phones=PHONE),
        person("c: 2", "Bo Bell", phones=PHONE),
        person("c: 3", "Cy Bell", phones=PHONE, emails=OFFICE),
        person("c: 4", "Di Bell", emails=OFFICE),
        person("c: 5", "Cy Bell", emails=[OFFICE, Email("cy@x.example")]),
    )
    assert sizes(imported(tmp_path, *people)) == (4, 0, 0, 0, 0, 0)
    before = files(tmp_path)
    assert before["people/ada-bell.md"] == "---\nname: Ada Bell\nphones: [+44 20 7946 0018]\ntags: [to-triage]\n---\n"
    assert before["people/cy-bell.md"] == (
        "---\nname: Cy Bell\nemails:\n  - bells@x.example\n  - cy@x.example\nphones: [+44 20 7946 0018]\n"
        "tags: [to-triage]\n---\n"
    )
    for again in (people, people[::-1]):
        assert (sizes(imported(tmp_path, *again)), files(tmp_path)) == ((0, 0, 4, 0, 0, 0), before)
    other = (person("t: 1", "Ada Bell", phones=PHONE, location="Leeds"), person("t: 2", "Eve Bell", phones=PHONE))
    found = imported(tmp_path, *other, request=Request("csv", Reading(), TODAY))
    assert (sizes(found), [one.id for one in found.changed]) == ((1, 1, 0, 0, 0, 0), ["ada-bell"])


def test_one_name_and_one_address_are_one_person_unless_something_speaks_against_it(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    people = (
        person("c: 1", "Dr. Ada Bell", "u1", emails=OFFICE, phones=PHONE),
        person("c: 2", "Bell, Ada", "u2", emails=OFFICE, location="Leeds"),
        person("c: 3", "John Pool", emails=Email("pool@x.example"), birthday=Birthday(5, 1, 1950), location="Bath"),
        person("c: 4", "John Pool", emails=Email("pool@x.example"), birthday=Birthday(6, 2, 1980)),
        person("c: 5", "Max Fox Sr.", phones=Phone("+44 20 7946 0019"), location="York"),
        person("c: 6", "Max Fox Jr.", phones=Phone("+44 20 7946 0019")),
    )
    found = imported(tmp_path, *people)
    assert [one.id for one in found.created] == ["dr-ada-bell", "john-pool", "max-fox-sr"]
    why = "somebody in this source has the same name and address, but another birthday or suffix"
    assert [(one.where, one.why) for one in found.unclear] == [("c: 4", why), ("c: 6", why)]
    assert files(tmp_path)["people/dr-ada-bell.md"] == (
        "---\nname: Dr. Ada Bell\nemails:\n  - bells@x.example\n"
        "phones: [+44 20 7946 0018]\nlocation: Leeds\ntags: [to-triage]\n---\n"
    )
    before = files(tmp_path)
    again = imported(tmp_path, *people)
    assert (sizes(again), files(tmp_path)) == ((0, 0, 3, 2, 0, 0), before)
    answered = Request("vcard", Reading(), TODAY, resolve={"c: 4": "new", "c: 6": "new"})
    imported(tmp_path, *people, request=answered)
    before = files(tmp_path)
    assert (sizes(imported(tmp_path, *people))[:4], files(tmp_path)) == ((0, 0, 5, 0), before)


@pytest.mark.parametrize(
    ("birthday", "held"), [(Birthday(5, 1, 1980), ["c: 2"]), (Birthday(5, 1), []), (Birthday(5, 1, 1950), [])]
)
def test_one_day_in_two_years_is_two_birthdays(tmp_path: Path, birthday: Birthday, held: list[str]) -> None:
    make_vault(tmp_path, {})
    people = (
        person("c: 1", "John Pool", emails=Email("pool@x.example"), birthday=Birthday(5, 1, 1950), location="Bath"),
        person("c: 2", "John Pool", emails=Email("pool@x.example"), birthday=birthday),
    )
    found = imported(tmp_path, *people)
    assert ([one.id for one in found.created], [one.where for one in found.unclear]) == (["john-pool"], held)


def test_father_and_son_are_told_apart_by_the_parts_of_their_names(tmp_path: Path) -> None:
    """Their cards show one name, and have ``Jr.`` and ``Sr.`` among its parts alone."""
    make_vault(tmp_path, {})
    son, father = (
        person(f"c: {number}", "John Pool", emails=Email("pool@x.example"), x=Extra("name_parts", parts))
        for number, suffix in ((1, "Jr."), (2, "Sr."))
        for parts in [{"of": "John Pool", "family": "Pool", "given": "John", "suffix": suffix}]
    )
    found = imported(tmp_path, son, father)
    assert sizes(found) == (1, 0, 0, 1, 0, 0)
    again = imported(tmp_path, father, son)
    assert (sizes(again), [one.where for one in again.unclear]) == ((0, 0, 1, 1, 0, 0), [found.unclear[0].where])
    other = tmp_path / "other"
    make_vault(other, {})
    assert sizes(imported(other, son)) == (1, 0, 0, 0, 0, 0)
    later = person("c: 1", "John Pool Sr.", emails=Email("pool@x.example"))
    assert sizes(imported(other, later)) == (0, 0, 0, 1, 0, 0)


def test_who_may_be_somebody_is_held_back_wherever_their_records_stand(tmp_path: Path) -> None:
    people = (
        person("c: 1", "Ada Bell", emails=OFFICE, location="Leeds"),
        person("c: 2", "Ada Bell", emails=OFFICE, phones=PHONE, birthday=Birthday(5, 1, 1980)),
        person("c: 3", "A. Bell", phones=PHONE),
    )
    for number, order in enumerate(permutations(people)):
        root = tmp_path / str(number)
        make_vault(root, {})
        found = imported(root, *order)
        assert (sizes(found), [one.where for one in found.unclear]) == ((1, 0, 0, 1, 0, 0), ["c: 3"])


def test_who_may_be_somebody_is_held_back_whatever_number_their_id_has(tmp_path: Path) -> None:
    for number in range(8):
        root = tmp_path / str(number)
        make_vault(root, {})
        short = person("c: 1", "A. Bell", f"bell-{number}", phones=PHONE)
        found = imported(root, short, person("c: 2", "Ada Bell", f"bell-{number + 1}", phones=PHONE))
        assert (sizes(found), [one.where for one in found.unclear]) == ((1, 0, 0, 1, 0, 0), ["c: 2"])


def test_who_may_be_somebody_of_the_source_is_offered_those_of_them_who_are_in_the_vault(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    ann = person("c: 1", "Ann Bell", "u1", emails=OFFICE, location="Leeds")
    others = (person("c: 2", "A. Bell", emails=OFFICE), person("c: 3", "Anne Bell", emails=OFFICE))
    found = imported(tmp_path, ann, *others)
    assert [(one.where, one.pairs) for one in found.unclear] == [("c: 2", ()), ("c: 3", ())]
    file = tmp_path / "people/ann-bell.md"
    file.write_text(file.read_text().replace("Ann Bell", "Zoe Pool"))
    found = planned(tmp_path, ann, *others)
    assert [(one.where, one.pairs) for one in found.unclear] == [
        ("c: 2", (Pair("ann-bell", 0, ()),)),
        ("c: 3", (Pair("ann-bell", 0, ()),)),
    ]


def test_one_id_on_two_names_is_two_people_who_are_known_again(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    people = (
        person("c: 1", "Ada Bell", "0", emails=Email("ada@x.example")),
        person("c: 2", "Zed Pool", "0", phones=PHONE),
        person("c: 3", "Cy Fox", "0"),
        person("c: 4", "Cy Fox", "0", location="Leeds"),
    )
    found = imported(tmp_path, *people)
    assert [one.id for one in found.created] == ["ada-bell", "cy-fox", "zed-pool"]
    note = "has the same id (UID) as somebody else in this source; they are two people"
    assert [(one.where, one.message, one.who) for one in found.noted] == [
        ("c: 1", note, "Ada Bell"),
        ("c: 2", note, "Zed Pool"),
        ("c: 3", note, "Cy Fox"),
    ]
    before = files(tmp_path)
    for again in (people, people[::-1]):
        assert (sizes(imported(tmp_path, *again)), files(tmp_path)) == ((0, 0, 3, 0, 0, 0), before)
    alone = person("c: 1", "Zed Pool", "0", location="Bath")
    assert [one.id for one in imported(tmp_path, alone).changed] == ["zed-pool"]


def test_one_id_on_two_namesakes_leaves_the_second_unclear_each_time(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    people = (
        person("c: 1", "Cy Fox", "0", emails=Email("cy@x.example"), birthday=Birthday(5, 1, 1980)),
        person("c: 2", "Cy Fox", "0", phones=PHONE, birthday=Birthday(5, 1, 1990), location="Leeds"),
    )
    assert sizes(imported(tmp_path, *people)) == (1, 0, 0, 1, 0, 0)
    before = files(tmp_path)
    for again in (people, people[::-1]):
        found = imported(tmp_path, *again)
        assert (sizes(found), files(tmp_path)) == ((0, 0, 1, 1, 0, 0), before)
        assert [one.where for one in found.unclear] == ["c: 1"]


def test_a_later_file_knows_somebody_by_the_id_whatever_became_of_the_name(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    imported(tmp_path, person("c: 1", "Ada Bell", "u1", emails=Email("ada@bell.example")))
    imported(tmp_path, person("c: 1", "Ada Wed", "u1", emails=Email("ada@wed.example")))
    assert files(tmp_path)["people/ada-bell.md"] == (
        "---\nname: Ada Bell\naliases: [Ada Wed]\nemails:\n  - ada@bell.example\n  - ada@wed.example\n"
        "tags: [to-triage]\n---\n"
    )


def test_who_has_no_name_is_named_by_an_address_until_somebody_knows_better(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    nobody = person("c: 1", "ada@x.example", emails=Email("ada@x.example"))
    assert [one.name for one in imported(tmp_path, nobody).created] == ["ada@x.example"]
    before = files(tmp_path)
    assert (sizes(imported(tmp_path, nobody)), files(tmp_path)) == ((0, 0, 1, 0, 0, 0), before)
    imported(
        tmp_path, person("t: 9", "Ada Bell", emails=Email("Ada@x.example")), request=Request("csv", Reading(), TODAY)
    )
    (text,) = (text for path, text in files(tmp_path).items() if path.startswith("people/"))
    assert text == "---\nname: Ada Bell\nemails:\n  - ada@x.example\ntags: [to-triage]\n---\n"


@pytest.mark.parametrize("turned", [False, True])
def test_records_of_one_office_address_without_a_name_are_one(tmp_path: Path, *, turned: bool) -> None:
    make_vault(tmp_path, {})
    desk = Phone("+44 20 7946 0000")
    records = [
        person("c: 1", "info@x.example", emails=Email("info@x.example")),
        person("c: 2", "info@x.example", emails=Email("info@x.example"), phones=desk),
    ]
    imported(tmp_path, *(reversed(records) if turned else records))
    (text,) = (text for path, text in files(tmp_path).items() if path.startswith("people/"))
    assert text == (
        "---\nname: info@x.example\nemails:\n  - info@x.example\nphones: [+44 20 7946 0000]\ntags: [to-triage]\n---\n"
    )


def test_a_snapshot_takes_back_what_it_said_itself_and_nothing_else(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    snapshot = Request("vcard", Reading(), TODAY, snapshot=True)
    whole = person("c: 1", "Ada Bell", "u1", emails=[Email("a@x.example"), Email("b@x.example")], roles=Role("Acme"))
    less = person("c: 1", "Ada Bell", "u1", emails=Email("b@x.example"))
    added = person("c: 1", "Ada Bell", "u1", emails=Email("c@x.example"))
    imported(tmp_path, whole)
    assert sizes(imported(tmp_path, less, request=snapshot)) == (
        0,
        0,
        1,
        0,
        0,
        0,
    )  # it has not said more under its name
    imported(tmp_path, whole, request=snapshot)
    found = imported(tmp_path, less, request=snapshot)
    assert [(one.id, dict(one.taken_back)) for one in found.losing] == [("ada-bell", {"emails": 1, "roles": 1})]
    text = (
        "---\nname: Ada Bell\nemails:\n  - b@x.example\ntags: [to-triage]\nroles:\n"
        "  - org: Acme\n    to: 2024-06\n---\n"
    )
    assert files(tmp_path)["people/ada-bell.md"] == text
    imported(tmp_path, added)  # a file in between that only adds
    assert sizes(imported(tmp_path, less, request=snapshot)) == (0, 0, 1, 0, 0, 0)
    assert files(tmp_path)["people/ada-bell.md"] == text.replace(
        "  - b@x.example\n", "  - b@x.example\n  - c@x.example\n"
    )
    assert not imported(tmp_path, person("c: 1", "Bo Pool", "u2"), request=snapshot).losing  # absence means nothing


def test_a_snapshot_has_not_said_what_a_file_without_a_name_said_before_it(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    snapshot = Request("csv", Reading(), TODAY, snapshot=True)
    imported(
        tmp_path,
        person("a: 2", "Ada Bell", emails=Email("a@x.example"), roles=Role("Acme")),
        request=Request("csv", Reading(), TODAY),
    )
    newer = person("b: 2", "Ada Bell", emails=Email("a@x.example"), roles=Role("Boot"))
    assert sizes(imported(tmp_path, newer, request=snapshot)) == (0, 1, 0, 0, 0, 0)
    before = files(tmp_path)
    assert (sizes(imported(tmp_path, newer, request=snapshot)), files(tmp_path)) == ((0, 0, 1, 0, 0, 0), before)
    text = "tags: [to-triage]\nroles:\n  - org: Acme\n  - org: Boot\n---\n"
    assert before["people/ada-bell.md"] == f"---\nname: Ada Bell\nemails:\n  - a@x.example\n{text}"


@pytest.mark.parametrize(("people", "losing", "many"), [(4, 4, False), (5, 1, True), (10, 1, False), (11, 2, True)])
def test_a_snapshot_that_takes_much_back_needs_a_word(tmp_path: Path, people: int, losing: int, many: bool) -> None:  # noqa: FBT001
    make_vault(tmp_path, {})
    snapshot = Request("vcard", Reading(), TODAY, snapshot=True)
    names = [f"{letter}da {letter}ell" for letter in "BCDFGHJKLMNP"[:people]]
    whole = [person(f"c: {n}", name, f"u{n}", tags="a") for n, name in enumerate(names)]
    less = [person(f"c: {n}", name, f"u{n}", tags=[] if n < losing else "a") for n, name in enumerate(names)]
    imported(tmp_path, *whole, request=snapshot)
    found = planned(tmp_path, *less, request=snapshot)
    assert (found.followed, len(found.losing), found.loses_many) == (people, losing, many)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("emails", Email("nobody"), "emails: an e-mail address is written name@domain.example; left out"),
        (
            "links",
            Link("x", "javascript:alert(1)"),
            "links: a link begins with https:// or http:// and a host name; left out",
        ),
        ("location", "x" * 1001, "location: longer than 1,000 characters; left out"),
        ("tags", "\ud800\u202e", None),
    ],
)
def test_what_no_file_may_hold_is_left_out(tmp_path: Path, field: Field, value: FactValue, message: str | None) -> None:
    make_vault(tmp_path, {})
    found = imported(tmp_path, person("c: 1", "Ada\u202e\n  Bell", "u-1", **{field: value}))
    assert [(one.message, one.who) for one in found.refused] == ([(message, "Ada Bell")] if message else [])
    assert files(tmp_path)["people/ada-bell.md"].startswith("---\nname: Ada Bell\n")


@pytest.mark.parametrize(
    ("note", "body"),
    [
        ("Plain.\n\nTwo.", "Plain.\n\nTwo."),
        ("## Log\n\n- nonsense", "> ## Log\n>\n> - nonsense"),
        ("See [[nobody]] <!-- x", "See [ [nobody]] < !-- x"),
        ("---\nname: x\n---", "---\nname: x\n---"),
        ("```\nnever closed", "~~~~\n```\nnever closed\n~~~~"),
    ],
)
def test_a_note_is_only_a_note(tmp_path: Path, note: str, body: str) -> None:
    make_vault(tmp_path, {})
    ada = person("c: 1", "Ada", note=note, log=Entry("1", TODAY, "call", "a [[b]] <!-- c"))
    assert [one.notes for one in imported(tmp_path, ada).created] == [()]
    assert files(tmp_path)["people/ada.md"] == (
        f"---\nname: Ada\ntags: [to-triage]\n---\n\n{body}\n\n## Log\n\n- 2024-06-07 call: a [ [b]] < !-- c\n"
    )


def test_a_note_that_could_stand_nowhere_is_left_out_and_told(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    found = imported(tmp_path, person("c: 1", "Ada", note="~~~~\nnever closed"), person("c: 2", "Bo"))
    assert [one.notes for one in found.created] == [("note: cannot be written into a file as it is; left out",), ()]
    assert files(tmp_path)["people/ada.md"] == "---\nname: Ada\ntags: [to-triage]\n---\n"


def test_a_gathering_is_one_entry_for_all_who_are_here(tmp_path: Path) -> None:
    make_vault(
        tmp_path, {"people/zoe.md": "---\nname: Zoe\nemails: [zoe@x.example]\n---\n", "people/grace-sample.md": GRACE}
    )
    both = ("ZOE@x.example", "grace@acme.example", "nobody@x.example", "new@x.example")
    meeting = Gathering("e1", date(2024, 5, 2), "meeting", "Plan\nB", both, "c.ics: event 1")
    coming = Gathering("e2", date(2025, 5, 2), "meeting", "", both, "c.ics: event 2")
    nobody = Gathering("e3", date(2024, 5, 2), "meeting", "", ("x@x.example",), "c.ics: event 3")
    ann = person("c: 1", "Ann", emails=Email("new@x.example"))
    found = imported(tmp_path, ann, gatherings=(meeting, coming, nobody))
    assert (sizes(found), found.entries) == ((1, 0, 0, 0, 0, 0), 1)
    assert files(tmp_path)["people/ann.md"].endswith(
        "## Log\n\n- 2024-05-02 meeting with [[grace-sample]], [[zoe]]: Plan B\n"
    )
    (tmp_path / "people/aaron.md").write_text("---\nname: Aaron\nemails: [nobody@x.example]\n---\n")
    before = files(tmp_path)
    assert (sizes(imported(tmp_path, ann, gatherings=(meeting,))), files(tmp_path)) == ((0, 0, 1, 0, 0, 0), before)
    assert sizes(imported(tmp_path, gatherings=(replace(meeting, key="e4", kind="?"),))) == (0, 1, 0, 0, 0, 0)
    assert "- 2024-05-02 note with [[ann]], [[grace-sample]], [[zoe]]: Plan B\n" in files(tmp_path)["people/aaron.md"]
    assert imported(tmp_path, gatherings=(replace(meeting, key="e5", day=TODAY),)).entries == 1
    assert imported(tmp_path, gatherings=(replace(meeting, key="e6", day=TODAY + timedelta(days=1)),)).entries == 0


def test_the_owners_own_jobs(tmp_path: Path) -> None:
    make_vault(tmp_path, {"jobs/acme.md": "---\norg: ACME Inc\nfrom: 2020\nto: 2022-03\n---\n"})
    jobs = (
        OwnJob(Role("Acme", "Engineer", start=PartialDate(2021)), "p: 1"),
        OwnJob(Role("Acme", "Manager: all", None, PartialDate(2023, 1)), "p: 2"),
        OwnJob(Role(" "), "p: 3"),
    )
    found = imported(tmp_path, jobs=jobs)
    assert (found.jobs, found.refused) == (("jobs/acme-2023.md",), (Problem("p: 3", "names no organisation"),))
    assert files(tmp_path)["jobs/acme-2023.md"] == '---\norg: Acme\ntitle: "Manager: all"\nfrom: 2023-01\n---\n'
    (tmp_path / "jobs/acme-2023.md").unlink()
    assert imported(tmp_path, jobs=jobs).jobs == ()
    earlier = OwnJob(Role("Acme", start=PartialDate(2015), end=PartialDate(2019, 12)), "p: 1")
    assert imported(tmp_path, jobs=(earlier,)).jobs == ("jobs/acme-2015.md",)


def test_who_comes_from_a_vault_comes_as_they_were(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/bo.md": "---\nname: Bo Other\n---\n", "jobs/acme.md": "---\norg: Acme\n---\n"})
    ada = person(
        "v: 1",
        "Ada Bell",
        "ada-b",
        worked_with=[Engagement("acme", "peer"), Engagement("gone")],
        knows=[Acquaintance("bo"), Acquaintance("cy-c")],
        introduced_by="nobody",
        cadence="3 months",
        private="true",
    )
    chosen = tuple(replace(one, chosen=True) for one in (ada, person("v: 2", "Bo", "bo"), person("v: 3", "Cy", "cy-c")))
    found = imported(tmp_path, *chosen)
    assert [one.id for one in found.created] == ["ada-b", "bo-2", "cy-c"]  # no id is taken twice
    assert files(tmp_path)["people/ada-b.md"] == (
        "---\nname: Ada Bell\nworked_with:\n  - {job: acme, as: peer}\nknows: [bo-2, cy-c]\ncadence: 3 months\n"
        "private: true\n---\n"
    )
    left = "not in this vault; left out"
    assert found.refused == (
        Problem(
            "v: 1", f"worked_with: {left}", "bring the file of the job into jobs/, and import again", who="Ada Bell"
        ),
        Problem("v: 1", f"introduced_by: {left}", "bring them in, and import again", who=ADA),
    )
    (tmp_path / "jobs/gone.md").write_text("---\norg: Hooli\n---\n")
    assert [one.help for one in imported(tmp_path, *chosen).refused] == ["bring them in, and import again"]
    assert "  - {job: acme, as: peer}\n  - {job: gone}\n" in files(tmp_path)["people/ada-b.md"]


def test_jobs_and_organisations_of_another_vault(tmp_path: Path) -> None:
    make_vault(tmp_path, {"jobs/old.md": "---\norg: ACME Inc\nfrom: 2020\n---\nMine.\n"})
    told = (
        OwnFile(Job("acme-2023", "Acme", start=PartialDate(2023)), "v: 1", "Theirs."),
        OwnFile(
            Job("hooli", "Hooli"), "v: 2", "With [[ada-b]].", (Entry("", date(2024, 1, 2), "review", "", ("ada-b",)),)
        ),
        OwnFile(Organisation("hooli-inc", "Hooli", domains=("hooli.example",)), "v: 3", "<!-- open"),
    )
    ada = replace(person("v: 4", "Ada", "ada-b", worked_with=Engagement("acme-2023")), chosen=True)
    found = imported(tmp_path, ada, files=told)
    assert (found.files, found.refused) == (("jobs/hooli.md", "orgs/hooli-inc.md"), ())
    written = files(tmp_path)
    assert written["jobs/hooli.md"] == (
        "---\norg: Hooli\n---\n\nWith [[ada-b]].\n\n## Log\n\n- 2024-01-02 review with [[ada-b]]\n"
    )
    assert written["orgs/hooli-inc.md"] == "---\nname: Hooli\ndomains:\n  - hooli.example\n---\n\n<!-- open\n"
    assert "worked_with:\n  - {job: old}\n" in written["people/ada-b.md"]  # the same job, by another id
    assert written["jobs/old.md"].endswith("Mine.\n")
    (tmp_path / "jobs/hooli.md").unlink()
    before = files(tmp_path)
    again = imported(tmp_path, ada, files=told)
    assert (again.files, files(tmp_path)) == ((), before)  # what the owner has deleted stays away


def test_the_text_of_another_vaults_job_is_no_log_of_it(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    imported(tmp_path, files=(OwnFile(Job("acme", "Acme"), "v: 1", "## Log\n\n- 2024-01-01 sweep"),))
    assert files(tmp_path)["jobs/acme.md"] == "---\norg: Acme\n---\n\n> ## Log\n>\n> - 2024-01-01 sweep\n"


def test_roles_of_another_vault_keep_their_order(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    roles = [Role("Old", end=PartialDate(2001)), Role("Acme"), Role("Boot", end=PartialDate(2010))]
    imported(tmp_path, replace(person("v: 1", "Ada Bell", "ada", roles=[*roles]), chosen=True))
    assert load(tmp_path).contacts["ada"].roles == tuple(roles)


def test_an_organisation_is_written_without_what_no_file_may_hold(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    told = (
        OwnFile(
            Organisation("acme", "Ac\u202eme\n Corp", x={"vcard": {"TE\u200bL": "+44\x00 1", "NOTE": "a: [b]\n# c"}}),
            "v:1",
        ),
        OwnFile(Organisation("x", "\u202e"), "v:9"),
    )
    found = imported(tmp_path, files=told)
    assert files(tmp_path)["orgs/acme.md"] == (
        '---\nname: Acme Corp\nx:\n  vcard:\n    TEL: +44 1\n    NOTE: "a: [b]\\n# c"\n---\n'
    )
    assert found.refused == (Problem("v:9", "what the source says here cannot be written into a file"),)
    assert check(load(tmp_path), TODAY) == ()


def test_first_reminders_are_spread(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    people = [person(f"c: {n}", name) for n, name in enumerate(("Cy", "Bo", "Ada", "Di"))]
    imported(tmp_path, *people, request=Request("vcard", Reading(), TODAY, Duration(8, "week")))
    days = [text.rpartition("- [ ] ")[2] for path, text in files(tmp_path).items() if path.startswith("people/")]
    assert days == [f"2024-{day} first catch-up\n" for day in ("06-21", "07-05", "07-19", "08-02")]


def test_a_file_changed_meanwhile_stops_everything(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/grace-sample.md": GRACE})
    found = planned(
        tmp_path,
        person("c: 1", "Grace Sample", emails=[Email("grace@acme.example"), Email("g@home.example")]),
        person("c: 2", "Ada"),
    )
    (tmp_path / "people/grace-sample.md").write_text(GRACE + "More.\n")
    before = files(tmp_path)
    with pytest.raises(ConflictError):
        apply(tmp_path, found)
    assert files(tmp_path) == before


def test_a_file_in_which_an_entry_would_not_be_read_is_left_as_it_was(tmp_path: Path) -> None:
    make_vault(tmp_path, {"people/grace-sample.md": GRACE + "<!-- never closed\n"})
    before = files(tmp_path)
    call = Entry("1", date(2024, 5, 1), "call", "The reorg.")
    meeting = Gathering("e1", date(2024, 5, 2), "meeting", "", ("grace@acme.example",), "c.ics: event 1")
    why = "people/grace-sample.md was left as it was: with what is new it would be read differently"
    found = imported(tmp_path, person("c: 1", "Grace Sample", emails=Email("grace@acme.example"), log=call))
    assert (sizes(found), found.refused) == ((0, 0, 0, 0, 1, 0), (Problem("c: 1", why, who="Grace Sample"),))
    assert imported(tmp_path, gatherings=(meeting,)).refused == (Problem("people/grace-sample.md", why),)
    assert {path: text for path, text in files(tmp_path).items() if path in before} == before


def test_a_number_is_the_same_with_and_without_the_country_of_the_region(tmp_path: Path) -> None:
    text = "---\nname: Grace Sample\nphones: [020 7946 0018]\n---\n"
    settings = 'format = 1\n\n[owner]\nregion = "GB"\n'
    make_vault(tmp_path, {"netkeep.toml": settings, "people/grace-sample.md": text})
    assert sizes(imported(tmp_path, person("c: 1", "Grace Sample", phones=PHONE))) == (0, 0, 1, 0, 0, 0)
    assert files(tmp_path)["people/grace-sample.md"] == text


def test_a_card_with_an_address_alone_is_whoever_has_that_address(tmp_path: Path) -> None:
    make_vault(tmp_path, {})
    email = Email("a@x.example")
    people = (
        person("c: 1", "Bo Bell", phones=PHONE),
        person("c: 2", emails=email),
        person("c: 3", "Bo Bell", emails=email, phones=PHONE),
    )
    assert sizes(imported(tmp_path, *people)) == (1, 0, 0, 0, 0, 0)
    before = files(tmp_path)
    assert (sizes(imported(tmp_path, *people)), files(tmp_path)) == ((0, 0, 1, 0, 0, 0), before)


def test_a_number_without_a_name_does_not_tell_two_apart_who_may_be_one(tmp_path: Path) -> None:
    number = (person("c: 1", PHONE.number, phones=PHONE),)
    bells = (
        person("c: 1", "Ada Maria Bell", emails=OFFICE, phones=PHONE),
        person("c: 2", "Ada M. Bell", emails=OFFICE, location="Leeds", birthday=Birthday(5, 1, 1980)),
    )
    for sources in permutations((number, bells)):
        root = tmp_path / str(len(sources[0]))
        make_vault(root, {})
        for people in sources:
            imported(root, *people)
        before = files(root)
        assert {"people/44-20-7946-0018.md", "people/ada-m-bell.md"} == {one for one in before if "people/" in one}
        for people in sources:
            held = imported(root, *people).unclear
            assert [one.candidate.name for one in held] == ["Ada Maria Bell"] * (people == bells)
        assert files(root) == before
        assert sizes(imported(root, person("c: 1", "Ada Maria Bell", phones=PHONE))) == (0, 1, 0, 0, 0, 0)
        assert files(root)["people/44-20-7946-0018.md"].startswith("---\nname: Ada Maria Bell\n")


def test_archives_of_different_days_write_the_history(tmp_path: Path) -> None:
    make_vault(tmp_path, {"orgs/acme.md": "---\nname: Acme Corp\naliases: [The Anvil Makers]\n---\n"})
    days = {
        date(2020, 3, 1): "Acme",
        date(2022, 5, 1): "Initech",
        date(2021, 1, 1): "The Anvil Makers",
        date(2023, 5, 1): "Initech",
    }
    for day, org in days.items():
        imported(
            tmp_path,
            person("c: 1", "Ada", "u-1", roles=Role(org)),
            as_of=day,
            request=Request("linkedin", Reading(), TODAY),
        )
    assert files(tmp_path)["people/ada.md"] == (
        "---\nname: Ada\ntags: [to-triage]\nroles:\n"
        "  - org: Initech\n    from: 2022-05\n  - org: Acme\n    to: 2022-05\n---\n"
    )
    assert read_base(tmp_path, "linkedin").as_of == date(2023, 5, 1)


_SHARED = st.lists(st.sampled_from([Email("a@x.example"), Email("b@x.example"), Phone("+442079460018")]), max_size=2)
_PEOPLE = st.lists(
    st.tuples(st.sampled_from(["Ada Bell", "Bo Bell", ""]), st.none() | st.sampled_from("uvw"), _SHARED), max_size=5
)


_Told = list[tuple[str, str | None, list[Email | Phone]]]


def _candidates(told: _Told) -> list[Candidate]:
    return [
        person(
            f"c: {number}",
            name,
            uid,
            emails=[one for one in shared if isinstance(one, Email)],
            phones=[one for one in shared if isinstance(one, Phone)],
        )
        for number, (name, uid, shared) in enumerate(told)
    ]


@given(_PEOPLE, _PEOPLE)
def test_any_people_twice_are_the_same_people(
    tmp_path_factory: pytest.TempPathFactory, before: _Told, people: _Told
) -> None:
    """Where others of the source were here before, what is learned of one may tell who another is, and so on."""
    root = make_vault(tmp_path_factory.mktemp("vault"), {})
    for told in (before, *[people] * (len(people) + 1)) if before else (people,):
        imported(root, *_candidates(told))
    after = files(root)
    again = imported(root, *_candidates(people))
    assert (again.created, again.changed, files(root)) == ((), (), after)
    assert not [one for one in check(load(root), TODAY) if one.code in {"NK404", "NK405", "NK406"}]
