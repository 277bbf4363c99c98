"""Somebody can be reached through their employer's address alone.

On their last day there the address dies, and the contact with it; often without a word to you. An address is known to
be an employer's by the ``domains`` of the files below ``orgs/``, or by its ``label: work``.

Bad: ``emails: [ada@acme.example]`` and nothing else, where ``orgs/acme.md`` has ``domains: [acme.example]``

Good: ``emails: [ada@acme.example, ada@home.example]``, or a link to a profile beside it

To mend: ask for a private address, a number or a profile, while this address still works.
"""

from collections.abc import Iterator
from itertools import groupby

from netkeep.check.collect_people import DOMAIN, LOST
from netkeep.check.facts import Facts
from netkeep.check.rule import Located, Rule

_MEND = "ask for a private address, a number or a profile while this one works"


def _check(facts: Facts) -> Iterator[Located]:
    domains = {fact.key for fact in facts.of_kind(DOMAIN)}
    for _, group in groupby(facts.of_kind(LOST), key=lambda fact: fact.place.path):
        addresses = list(group)
        if all(address.note == "work" or (not address.note and _within(address.key, domains)) for address in addresses):
            yield Located(addresses[0].place, "reached through an employer's address alone", _MEND)


def _within(domain: str, domains: set[str]) -> bool:
    """Return whether a domain is one of these, or below one."""
    parts = domain.split(".")
    return any(".".join(parts[start:]) in domains for start in range(len(parts)))


RULE = Rule("NK602", "only-at-work", __name__, across=_check, opt_in=True)
