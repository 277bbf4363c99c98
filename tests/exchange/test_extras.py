"""What stands below ``x``, in pieces: a card by its properties, and everything else as it is."""

import pytest

from netkeep.exchange.candidate import Extra
from netkeep.exchange.merging.extras import Extras, without
from netkeep.exchange.vcard.addresses import address_form
from netkeep.model.people import Address


def test_a_card_falls_into_its_properties_and_its_groups() -> None:
    card = Extra("vcard", {"NOTE": "n", "item1.ADR": "a", "item1.X.LABEL": "b"})
    extras = Extras()
    pieces = extras.split((card,))
    assert pieces == (Extra("vcard", (("NOTE", "n"),)), Extra("vcard", (("ADR", "a"), ("X.LABEL", "b"))))
    assert extras.together(pieces) == (card,)


@pytest.mark.parametrize("value", [{"NOTE": 7}, {"NOTE": ["n", 7]}, "text", ("a", "b")])
def test_what_is_no_card_stays_as_it_is(value: object) -> None:
    assert Extras().split((Extra("vcard", value),)) == (Extra("vcard", value),)


def test_a_piece_that_was_never_a_part_of_a_card_becomes_one() -> None:
    assert Extras().together((Extra("vcard", (("NOTE", "n"),)),)) == (Extra("vcard", {"NOTE": "n"}),)


@pytest.mark.parametrize(
    ("head", "moved"), [("ADR", True), ("ADR;TYPE=home", True), ("ADR;TYPE=a=b", True), ("ADR;LANGUAGE=en", False)]
)
def test_an_address_goes_out_of_the_card_where_it_stands_in_a_field(head: str, *, moved: bool) -> None:
    piece = Extra("vcard", ((head, ";;1 High St;Leeds;;;"), ("X-ABLabel", "home")))
    form = address_form(Address(street="1 High St", city="Leeds"))
    assert without((piece,), {form}) == (() if moved else (piece,))
