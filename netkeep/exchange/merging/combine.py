"""Several records of one person combined: nothing is lost, and their order affects only the order of the facts."""

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
    """Return the name of a candidate; empty where it is only one of their addresses or numbers."""
    addresses = (email.address for email in candidate.values("emails", Email))
    numbers = (phone.number for phone in candidate.values("phones", Phone))
    return "" if names_nobody(candidate.name, addresses, numbers) else candidate.name


def combined(candidates: Sequence[Candidate]) -> Candidate:
    """Return one candidate for several records of a person, in any order; other spellings of the name are aliases."""
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
    """Return the facts of fields that hold several values, in their order; of duplicates the fuller one.

    Links are sorted, as the second to one service gets a number, which must not depend on the order of the records.
    """
    by_form: dict[tuple[Field, object], Fact] = {}
    for fact in facts:
        key = (fact.field, _form(fact))
        by_form[key] = min(by_form.get(key, fact), fact, key=_fullness)
    return sorted(by_form.values(), key=lambda fact: repr(fact.value) if fact.field == "links" else "")


def _form(fact: Fact) -> object:
    """Return the form in which equal facts of a field are equal."""
    row = field_of(fact.field)
    if row and row.known_by and not row.several:
        return form_of(row, fact.value)
    return fold(fact.value) if isinstance(fact.value, str) and fact.field != "note" else repr(fact.value)


def _fullness(fact: Fact) -> tuple[int, str]:
    """Return a sort key that puts the fullest fact first."""
    record = RECORDS.get(fact.field)
    missing = sum(value is None for value in values_of(record, fact.value).values()) if record else 0
    return missing, repr(fact.value)


def _by_name_and_weight(candidate: Candidate) -> tuple[bool, bool, int, str]:
    """Return a sort key that puts real names first, and those not written ``Last, First``."""
    return not name_of(candidate), "," in candidate.name, *weight(candidate)


def weight(candidate: Candidate) -> tuple[int, str]:
    """Return a sort key that puts the fullest records first, whatever their order in the source.

    Among equals the words decide, before the id: that may be a number by the order of the records.
    """
    return -len(candidate.facts), f"{digest(replace(candidate, uid=None))} {candidate.uid or ''}"


def digest(candidate: Candidate) -> str:
    """Return a hash that is equal for records that say exactly the same."""
    said = sorted(f"{fact.field} {fact.value!r}" for fact in candidate.facts)
    return sha256("\n".join((candidate.uid or "", *said)).encode("utf-8", "surrogatepass")).hexdigest()
