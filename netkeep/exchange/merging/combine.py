"""Several records of one person, put together: nothing of any is lost, and their order matters to nothing but order."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from netkeep.exchange.candidate import SCALARS, Candidate, Fact, Field
from netkeep.exchange.matching.forms import form_of
from netkeep.exchange.matching.verdict import verdict
from netkeep.model.fields import field_of
from netkeep.model.names import fold
from netkeep.model.people import Email, Phone
from netkeep.model.shapes import values_of
from netkeep.model.unnamed import names_nobody
from netkeep.text.items import RECORDS

_ONE_OF_A_KIND: frozenset[Field] = SCALARS | {"x", "properties"}  # fields of which a file has one value, or one a key


def name_of(candidate: Candidate) -> str:
    """Return the name of a candidate; empty where it is only an address or a number of theirs."""
    addresses = (email.address for email in candidate.values("emails", Email))
    numbers = (phone.number for phone in candidate.values("phones", Phone))
    return "" if names_nobody(candidate.name, addresses, numbers) else candidate.name


def together(candidates: Sequence[Candidate]) -> Candidate:
    """Return what several records of one person say, whatever their order; other spellings of the name are aliases."""
    if len(candidates) == 1:
        return candidates[0]
    first, *others = sorted(candidates, key=_by_name_and_weight)
    facts = [fact for fact in first.facts if fact.field in _ONE_OF_A_KIND]
    facts += _listed(fact for candidate in candidates for fact in candidate.facts if fact.field not in _ONE_OF_A_KIND)
    for candidate in others:
        facts += (fact for fact in candidate.facts if fact.field in _ONE_OF_A_KIND - {"name"})
        if name_of(candidate) and verdict(candidate.name, first.name) != "same":
            facts.append(Fact("aliases", candidate.name, candidate.where))
    uid = next((candidate.uid for candidate in (first, *others) if candidate.uid), None)
    return replace(first, facts=tuple(facts), where=candidates[0].where, uid=uid)


def _listed(facts: Iterable[Fact]) -> Iterable[Fact]:
    """Return facts of which a file has several, in their order; what is said twice, as the fuller one says it.

    Of two links to one service the second gets a number: which one is that does not depend on the records.
    """
    found: dict[tuple[Field, object], Fact] = {}
    for fact in facts:
        key = (fact.field, _form(fact))
        found[key] = min(found.get(key, fact), fact, key=_fullness)
    return sorted(found.values(), key=lambda fact: repr(fact.value) if fact.field == "links" else "")


def _form(fact: Fact) -> object:
    """Return the form in which two facts of a field are the same."""
    row = field_of(fact.field)
    if row and row.known_by and not row.several:
        return form_of(row, fact.value)
    return fold(fact.value) if isinstance(fact.value, str) and fact.field != "note" else repr(fact.value)


def _fullness(fact: Fact) -> tuple[int, str]:
    """Return what sorts the one first that says the most."""
    record = RECORDS.get(fact.field)
    missing = sum(value is None for value in values_of(record, fact.value).values()) if record else 0
    return missing, repr(fact.value)


def _by_name_and_weight(candidate: Candidate) -> tuple[bool, bool, int, str]:
    """Return what sorts those first whose name is one, and is not written ``Last, First``."""
    return not name_of(candidate), "," in candidate.name, *weight(candidate)


def weight(candidate: Candidate) -> tuple[int, str]:
    """Return what sorts records by how much they say, the most first, whatever their order in the source.

    Of those who say as much, the words decide: an id may be a number by the order of the records.
    """
    return -len(candidate.facts), f"{digest(replace(candidate, uid=None))} {candidate.uid or ''}"


def digest(candidate: Candidate) -> str:
    """Return what is the same for records that say the very same."""
    said = sorted(f"{fact.field} {fact.value!r}" for fact in candidate.facts)
    return sha256("\n".join((candidate.uid or "", *said)).encode("utf-8", "surrogatepass")).hexdigest()
