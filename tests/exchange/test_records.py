"""The records of one reading: whose they are, what several of one person say together, and what is left out."""

import pytest

from netkeep.exchange.candidate import Candidate, Extra, Link, Problem
from netkeep.exchange.merging.combine import combined
from netkeep.exchange.merging.sanitize import sanitize
from netkeep.exchange.merging.units import SAME_ADDRESS, SAME_ID, units
from netkeep.model.dates import Birthday
from netkeep.model.people import Email, Role
from tests.exchange.test_plan import TODAY, person

OFFICE = Email("office@x.example")


def keys(*records: Candidate) -> list[tuple[str, ...]]:
    return [unit.keys for unit in units(records, None)]


def doubts(*records: Candidate) -> list[tuple[list[str], str]]:
    return [(sorted(unit.doubts), unit.why) for unit in units(records, None)]


@pytest.mark.parametrize(
    ("one", "other"), [("Ann Bell", "Ann Bell Cole"), ("Ann Bell Cole", "Ann Bell"), ("Ann Bell", "A. Bell")]
)
def test_one_id_and_one_surname_or_one_word_more_are_one_person(one: str, other: str) -> None:
    assert keys(person("c: 1", one, "7"), person("c: 2", other, "7")) == [("uid:7",)]


def test_another_name_of_somebody_may_be_the_others() -> None:
    zed = person("c: 2", "Zed Pool", "7")
    perhaps = [(["c: 2"], SAME_ID), (["c: 1"], SAME_ID)]
    assert doubts(person("c: 1", "Ada Bell", "7", aliases="Zed Pool"), zed) == perhaps
    assert doubts(person("c: 1", "Ada Bell", "7", aliases="Cy Fox"), zed) == [([], ""), ([], "")]


def test_two_profiles_at_one_service_are_two_people() -> None:
    ann, abe = (Link("linkedin", f"https://www.linkedin.com/in/{name}") for name in ("ann", "abe"))
    first = person("c: 1", "Ann Bell", emails=OFFICE, links=ann)
    assert doubts(first, person("c: 2", "A. Bell", emails=OFFICE, links=abe)) == [([], ""), ([], "")]
    other = person("c: 2", "A. Bell", emails=OFFICE, links=Link("github", "https://github.com/abe"))
    assert doubts(first, other) == [(["c: 2"], SAME_ADDRESS), (["c: 1"], SAME_ADDRESS)]


def test_namesakes_are_told_apart_by_where_they_work() -> None:
    both = (
        person("c: 1", "Ann Bell", roles=Role("Acme")),
        person("c: 2", "Ann Bell", roles=[Role("Hooli"), Role("Burr")]),
    )
    assert keys(*both) == [("name:ann bell|acme",), ("name:ann bell|hooli,burr",)]


def test_what_two_records_say_together() -> None:
    first = person("c: 1", "Ann Bell", emails=Email("a@x.example"), location="Leeds")
    second = person("c: 2", "Ann Bell", "u-2", emails=Email("A@x.example", "home"))
    both = combined([first, second])
    assert [(fact.field, fact.value) for fact in both.facts] == [
        ("name", "Ann Bell"),
        ("location", "Leeds"),
        ("emails", Email("A@x.example", "home")),
    ]
    assert (both.where, both.uid) == ("c: 1", "u-2")


def test_what_is_left_out_is_said_with_the_name_as_it_will_be() -> None:
    many = person("c: 1", " Ann  Bell", birthday=Birthday(1, 1, 2030), tags=[str(number) for number in range(2000)])
    fit, problems = sanitize(many, TODAY)
    assert (len(fit.facts), problems) == (
        1998 + 1,
        (
            Problem("c: 1", "has more than 2,000 facts; the others are left out", who="Ann Bell"),
            Problem("c: 1", "birthday: this day is in the future; left out", who="Ann Bell"),
        ),
    )


def test_lists_are_taken_to_the_sixth_level() -> None:
    six: tuple[object, ...] = ("a",)
    for _ in range(5):
        six = (six,)
    told = [Extra("pair", ("a", ("b",))), Extra("six", six), Extra("seven", (six,))]
    fit, problems = sanitize(person("c: 1", "Ada", x=[*told]), TODAY)
    assert [fact.value for fact in fit.facts] == ["Ada", *told[:2]]
    assert problems == (Problem("c: 1", "x: nested too deeply; left out", who="Ada"),)
