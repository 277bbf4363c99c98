import pytest

from netkeep.exchange.candidate import Candidate, Extra, Fact, Link
from netkeep.exchange.matching.keys import candidate_keys, contact_keys
from netkeep.exchange.matching.profiles import profile, service_of
from netkeep.model.people import Contact, Email, Phone


def test_the_keys_of_a_candidate_come_with_the_strongest_first() -> None:
    facts = (
        Fact("name", "Ada Example", "x:1"),
        Fact("phones", Phone("(020) 7946 0018 x 12"), "x:1"),
        Fact("emails", Email("Ada@Acme.example"), "x:1"),
        Fact("emails", Email("info@acme.example"), "x:1"),
        Fact("links", Link("linkedin", "www.linkedin.com/in/Ada-Example/?trk=x"), "x:1"),
        Fact("links", Link("website", "https://ada.example"), "x:1"),
        Fact("x", Extra("uid", "not this one"), "x:1"),
    )
    assert candidate_keys(Candidate(facts, "x:1", uid=" 7 "), "gb") == (
        "uid:7",
        "url:linkedin.com/in/ada-example",
        "email:ada@acme.example",
        "phone:+442079460018;ext=12",
    )
    assert candidate_keys(Candidate((), "x:2", uid=" ")) == ()


def test_the_keys_of_a_contact() -> None:
    contact = Contact(
        "ada",
        "Ada",
        emails=(Email("office@acme.example"), Email("ada@acme.example"), Email("ADA@acme.example")),
        phones=(Phone("+44 (0)20 7946 0018"), Phone("1234")),
        links={"work": "https://www.linkedin.com/company/acme", "code": "https://github.com/ada"},
        x={"uid": "a-1"},
    )
    assert contact_keys(contact) == (
        "uid:a-1",
        "url:github.com/ada",
        "email:ada@acme.example",
        "phone:+442079460018",
    )
    assert contact_keys(Contact("bo", "Bo", x={"uid": ("a", "b")})) == ()


@pytest.mark.parametrize(
    ("number", "region", "key"),
    [
        ("020 7946 0018", "GB", "phone:+442079460018"),
        ("020 7946 0018", None, "phone:02079460018"),
        ("030 123456", "de", "phone:+4930123456"),
        ("0044 20 7946 0018", "DE", "phone:+442079460018"),
        ("+1 415 555 0100", "GB", "phone:+14155550100"),
        ("020 7946 0018", "ZZ", "phone:02079460018"),
    ],
)
def test_numbers_get_the_country_of_the_region(number: str, region: str | None, key: str) -> None:
    assert contact_keys(Contact("a", "A", phones=(Phone(number),)), region) == (key,)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://de.linkedin.com/in/J%C3%B6rg-x/de", "linkedin.com/in/j%C3%B6rg-x"),
        ("https://www.linkedin.com/in/ada/details/experience/", "linkedin.com/in/ada"),
        ("https://linkedin.com/pub/ada-x/1/2/3", "linkedin.com/pub/ada-x/1/2/3"),
        ("https://www.linkedin.com/company/acme", None),
        ("https://www.linkedin.com/in/", None),
        ("https://github.com/Ada", "github.com/ada"),
        ("https://github.com/ada/netkeep", None),
        ("https://github.com/about", None),
        ("https://gist.github.com/ada", None),
        ("https://twitter.com/Ada", "x.com/ada"),
        ("https://x.com/ada?s=20", "x.com/ada"),
        ("https://x.com/intent", None),
        ("https://www.facebook.com/profile.php?id=12", "facebook.com/profile.php?id=12"),
        ("https://www.facebook.com/groups", None),
        ("https://t.me/joinchat", None),
        ("https://bsky.app/profile/ada.example", "bsky.app/profile/ada.example"),
        ("https://orcid.org/0000-0002-1825-0097", "orcid.org/0000-0002-1825-0097"),
        ("https://stackoverflow.com/users/22656/jon", "stackoverflow.com/users/22656"),
        ("https://mastodon.social/@ada", "mastodon.social/@ada"),
        ("https://chaos.example/users/ada", "chaos.example/@ada"),
        ("https://uni.example/~ada/", "uni.example/~ada"),
        ("https://ada.example/", None),
        ("https://acme.example/about", None),
        ("mailto:ada@acme.example", None),
        ("javascript:alert(1)", None),
        ("https://[", None),
        ("", None),
    ],
)
def test_profiles_name_a_person(url: str, key: str | None) -> None:
    assert profile(url) == key
    assert key is None or service_of(key) == key.split("/")[0]
