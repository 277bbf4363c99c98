"""Dates of cards other than the birthday: ANNIVERSARY (RFC 6350, 6.2.6), and X-ABDATE with a label, from iPhones."""

import re
from collections.abc import Mapping

from netkeep.exchange.vcard.values import APPLE_LABEL, words
from netkeep.model.dates import Birthday, Duration
from netkeep.model.names import fold
from netkeep.model.people import Contact, NamedDate

ANNIVERSARIES = ("ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY")
LABELLED = "X-ABDATE"
ANNIVERSARY = "anniversary"
EVERY = "X-NETKEEP-EVERY"
YEARLY = Duration(1, "year")
NO_YEAR = 1604
"""The year in which iPhones write a day whose year is unknown."""
_DAY = re.compile(r"(\d{4}|-)-?(\d{2})-?(\d{2})", re.ASCII)
_PLAIN_PARAMETERS = frozenset({"TYPE", "PREF", "VALUE", "X-APPLE-OMIT-YEAR", EVERY})
_HEAD = re.compile(r"(?:(?P<group>[\w-]+)\.)?(?P<name>[\w-]+)(?P<params>;.*)?", re.DOTALL)


def date_of(name: str, params: Mapping[str, tuple[str, ...]], value: str, label: str) -> NamedDate | None:
    """Return the date in a property; None if it holds none, or says more than the field can hold."""
    match = _DAY.fullmatch(words(value))
    if not match or not _PLAIN_PARAMETERS.issuperset(params):
        return None
    date_name = ANNIVERSARY if name in ANNIVERSARIES else _name(label)
    try:
        on = Birthday.parse(f"{'-' if match[1] in {str(NO_YEAR), '0000'} else match[1]}-{match[2]}-{match[3]}")
        every = Duration.parse(interval) if (interval := next(iter(params.get(EVERY, ())), "")) else None
    except ValueError:
        return None
    return NamedDate(date_name, on, every or (YEARLY if date_name == ANNIVERSARY else None)) if date_name else None


def _name(label: str) -> str:
    apple = APPLE_LABEL.fullmatch(label)
    return apple[1].casefold() if apple else label


def date_form(named_date: NamedDate) -> tuple[str, str]:
    """Return the form in which two dates are the same, however often they recur."""
    return fold(named_date.name), str(named_date.on)


def kept_dates(contact: Contact) -> dict[tuple[str, str], NamedDate]:
    """Return the dates kept below ``x: vcard``, by their forms."""
    kept = contact.x.get("vcard")
    lines = [
        (match, str(value))
        for head, value in (kept.items() if isinstance(kept, Mapping) else ())
        if (match := _HEAD.fullmatch(str(head)))
    ]
    labels = {match["group"]: value for match, value in lines if match["name"].upper() == "X-ABLABEL"}
    dates = (
        dated(f"{match['name']}{match['params'] or ''}", value, labels.get(match["group"], ""))
        for match, value in lines
    )
    return {date_form(named_date): named_date for named_date in dates if named_date}


def dated(head: str, value: str, label: str) -> NamedDate | None:
    """Return the date in a kept property, whose head has lost its group."""
    name, *parameters = head.split(";")
    if name.upper() not in {*ANNIVERSARIES, LABELLED}:
        return None
    pairs = (part.partition("=") for part in parameters)
    return date_of(name.upper(), {key.upper(): (text,) for key, _, text in pairs}, value, label)
