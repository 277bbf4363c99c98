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
_LEAST = 6  # digits of a whole number: an area code has fewer


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each invalid number, and for two in the place of one."""
    by_span = values(document) if any(problem.kind == "bad-phone" for problem in document.problems) else {}
    for finding in _OF_PROBLEM(document, settings):
        if finding.span in by_span and _holds_several(by_span[finding.span][0].value):
            yield _two_numbers(finding.span)
        else:
            yield finding
    for index, phone_ in enumerate(document.item.phones if isinstance(document.item, Contact) else ()):
        if _holds_several(phone_.number):
            yield _two_numbers(document.place("phones", index, "number"))


def _two_numbers(place: Span) -> Finding:
    return Finding(place, "phones: two numbers in one item", "make each of them an item of the list")


def _holds_several(text: str) -> bool:
    parts = _BETWEEN.split(text) if len(text) < _LONGEST else []
    return len(parts) > 1 and all(phone_problem(part) is None and _digits(part) >= _LEAST for part in parts)


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


RULE = Rule("NK209", "bad-phone", __name__, _check, fixes="safe")
