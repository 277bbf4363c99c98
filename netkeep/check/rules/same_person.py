"""Two files that may be about one person.

Their names or aliases are the same, or nearly (an initial, a short form, a title, a slip of the pen in the given
name), and something else is the same as well: an organisation, a place, or what stands before the ``@`` of an e-mail
address. By the name alone nobody is taken for somebody else, nor are two of whom one names the other.

Bad: ``name: Ruth Quayle`` and ``org: Acme Corp`` in one file, ``name: R. Quayle`` and ``org: ACME`` in another

Good: one file, with ``aliases: [R. Quayle]``

To mend: join the two files; where they are two people, write ``check_ignore: [NK608]`` into both.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, groupby

from netkeep.check.collect import EMAIL, PHONE, PROFILE
from netkeep.check.collect_people import LOCATION, NAME, PERSON
from netkeep.check.duplicates import at, generations_differ
from netkeep.check.facts import Facts
from netkeep.check.names import may_be_one
from netkeep.check.rule import Located, Rule
from netkeep.model.contact_points import ROLE_MAILBOXES, mailbox
from netkeep.store.index.rows import LINK, ORG, PERSON_ID, FactRow

_MEND = "if they are one person, join the two files; if not, write 'check_ignore: [NK608]' into both"
_MANY = 100


def _check(facts: Facts) -> Iterator[Located]:
    people = {fact.place.path for fact in facts.of_kind(PERSON)}
    seen: set[tuple[str, str]] = set()
    for first, second in _alike([fact for fact in facts.rows_with_shared_key(NAME) if fact.place.path in people]):
        pair = (first.place.path, second.place.path)
        if pair in seen:
            continue
        seen.add(pair)
        if (evidence := _evidence(facts, *pair)) and not generations_differ(facts, *pair):
            for name, other in ((first, second), (second, first)):
                yield Located(name.place, f"the name and {evidence} as in {at(other.place)}: one person?", _MEND)


def _alike(names: list[FactRow]) -> Iterator[tuple[FactRow, FactRow]]:
    """Yield the names of two files that may be one person's; not if hundreds share a name, which proves nothing."""
    for _, group in groupby(names, key=lambda fact: fact.key):
        block = list(group)
        for first, second in combinations(block, 2) if len(block) <= _MANY else ():
            if first.place.path != second.place.path and may_be_one(first.note, second.note):
                yield (first, second) if first.place < second.place else (second, first)


def _evidence(facts: Facts, first: str, second: str) -> str:
    """Return what else two files share; nothing if one names the other, or if another rule reports it."""
    ones, others = (facts.keys(path) for path in (first, second))
    if any(ones[kind] & others[kind] for kind in (EMAIL, PHONE, PROFILE)):
        return ""
    if _names(ones, second) or _names(others, first):
        return ""
    if ones[ORG] & others[ORG]:
        return "an organisation"
    if _mailboxes(ones[EMAIL]) & _mailboxes(others[EMAIL]):
        return "the beginning of an e-mail address"
    return "the place" if ones[LOCATION] & others[LOCATION] else ""


def _names(keys: Mapping[str, set[str]], path: str) -> bool:
    stem = path.rpartition("/")[2].removesuffix(".md")
    return stem in keys[PERSON_ID] or stem in keys[LINK]


def _mailboxes(addresses: set[str]) -> set[str]:
    return {mailbox(address) for address in addresses} - ROLE_MAILBOXES


RULE = Rule("NK608", "same-person", __name__, across=_check, opt_in=True)
