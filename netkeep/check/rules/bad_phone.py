"""A phone number that is none.

Nobody could call it, and no import would find the person by it.

Bad:

    phones: ["ask at reception"]

Good:

    phones: ["+44 20 7946 0018"]

Two numbers in one value are none, either.

To mend: write the number alone; what it is for goes into ``label``, and another number into an item of its own.
"""

import re
from collections.abc import Iterator

from netkeep.check.mend.nodes import values
from netkeep.check.mend.reach import phone
from netkeep.check.mend.values import of_value
from netkeep.check.rule import Finding, ProblemRule, Rule
from netkeep.config import Settings
from netkeep.model.body import Span
from netkeep.model.contact_points import phone_problem
from netkeep.model.people import Contact
from netkeep.text.document import Document

_LONGEST = 200

_MEND = "write the number alone; what it is for goes into label:"
_OF_PROBLEM = ProblemRule("bad-phone", "{field}: {wanted}", _MEND, of_value(phone))
_BETWEEN = re.compile(r"\s*(?:[/,;|&]|\bor\b|\band\b)\s*")
_LEAST = 6  # digits of a number by itself: a code for an area has fewer


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each number that is none, and for two in the place of one."""
    known = values(document) if any(one.kind == "bad-phone" for one in document.problems) else {}
    for one in _OF_PROBLEM(document, settings):
        if one.span in known and _are_several(known[one.span][0].value):
            yield _several(one.span)
        else:
            yield one
    for index, phone_ in enumerate(document.item.phones if isinstance(document.item, Contact) else ()):
        if _are_several(phone_.number):
            yield _several(document.place("phones", index, "number"))


def _several(place: Span) -> Finding:
    return Finding(place, "phones: two numbers in the place of one", "make each an item of the list by itself")


def _are_several(text: str) -> bool:
    parts = _BETWEEN.split(text) if len(text) < _LONGEST else []
    return len(parts) > 1 and all(phone_problem(one) is None and _digits(one) >= _LEAST for one in parts)


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


RULE = Rule("NK209", "bad-phone", __name__, _check, fixes="safe")
