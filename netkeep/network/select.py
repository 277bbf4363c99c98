"""Choosing people: by tag, organisation, job, last contact, and by conditions on any field."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from netkeep.model.contact_points import phone_key
from netkeep.model.dates import Duration
from netkeep.model.jobs import Job
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.network.employment import colleagues
from netkeep.network.values import FIRST_OF, current_roles, field_name, last_contact, values
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault

_COMPARED = re.compile(r"\s*([a-z_]+(?:\.[^=!~]+)?)\s*(!=|=|~)(.*)", re.DOTALL)
_PRESENT = re.compile(r"\s*(has|no):\s*([a-z_]+(?:\.\S+)?)\s*")
_PARTS = {"roles": ("roles.org", "roles.title", "roles.team"), "worked_with": ("worked_with.job", "worked_with.as")}
_OF_ORGANISATIONS = frozenset({"org", "former", "roles", "roles.org"})
_OF_NUMBERS = frozenset({"phones", "phones.number"})


class Condition(NamedTuple):
    """One condition on one field: ``sign`` is ``=``, ``!=``, ``~`` (contains), ``has`` or ``no``."""

    field: str
    sign: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The selection: everything set must hold. ``not_seen_for`` includes people never in touch."""

    tags: tuple[str, ...] = ()
    org: Org | None = None
    job: Job | None = None
    relation: str | None = None
    not_seen_for: Duration | None = None
    conditions: tuple[Condition, ...] = ()
    archived: bool = False


def parse_condition(text: str) -> Condition:
    """Read ``field=value``, ``field!=value``, ``field~part``, ``has:field`` or ``no:field``. Raises ``ValueError``."""
    if match := _PRESENT.fullmatch(text):
        condition = Condition(match[2], match[1])
    elif match := _COMPARED.fullmatch(text):
        condition = Condition(match[1].strip(), match[2], match[3].strip())
    else:
        raise ValueError("a condition is written field=value, field!=value, field~part, has:field or no:field")
    name = field_name(condition.field)
    return condition._replace(field=FIRST_OF.get(name, name))


def select(vault: Vault, wanted: Wanted, today: date) -> tuple[Contact, ...]:
    """Return the people who fit, by name."""
    tests = list(_tests(vault, wanted, today))
    people = [contact for contact in vault.contacts.values() if all(test(contact) for test in tests)]
    return tuple(sorted(people, key=lambda contact: (fold(contact.name), contact.id)))


def _tests(vault: Vault, wanted: Wanted, today: date) -> Iterator[Callable[[Contact], bool]]:
    if not wanted.archived:
        yield lambda contact: contact.archived is None
    if wanted.tags:
        tags = {fold(tag) for tag in wanted.tags}
        yield lambda contact: tags <= {fold(tag) for tag in contact.tags}
    if wanted.org:
        yield lambda contact: any(vault.orgs.of(role.org) is wanted.org for role in current_roles(contact, today))
    if wanted.job or wanted.relation:
        people = _of_job(vault, wanted)
        yield lambda contact: contact.id in people
    if wanted.not_seen_for:
        since = wanted.not_seen_for.before(today)
        yield lambda contact: (last_contact(vault, contact, today) or date.min) <= since
    yield fits(vault, wanted.conditions, today)


def _of_job(vault: Vault, wanted: Wanted) -> set[str]:
    jobs = [wanted.job] if wanted.job else vault.jobs.values()
    people = [colleague for job in jobs for colleague in colleagues(vault, job)]
    return {
        colleague.contact.id for colleague in people if wanted.relation is None or colleague.relation == wanted.relation
    }


def fits(vault: Vault, conditions: Iterable[Condition], today: date) -> Callable[[Contact], bool]:
    """Return a function that returns whether all conditions hold for somebody."""
    tests = [_condition_test(vault, condition, today) for condition in conditions]
    return lambda contact: all(test(contact) for test in tests)


def is_reachable(contact: Contact) -> bool:
    """Return whether somebody has an address, a number or a link."""
    return bool(contact.emails or contact.phones or contact.links or contact.addresses)


def _condition_test(vault: Vault, condition: Condition, today: date) -> Callable[[Contact], bool]:
    field = condition.field
    wanted = _forms(vault, field, condition.value)

    def values_of(contact: Contact) -> list[str]:
        return [fold(value) for value in _spellings(vault, contact, field, today) if value]

    return {
        "has": lambda contact: bool(values_of(contact)),
        "no": lambda contact: not values_of(contact),
        "=": lambda contact: bool(wanted & set(values_of(contact))),
        "!=": lambda contact: not wanted & set(values_of(contact)),
        "~": lambda contact: any(fold(condition.value) in value for value in values_of(contact)),
    }[condition.sign]


def _forms(vault: Vault, field: str, value: str) -> set[str]:
    """Return every spelling of a condition's value that means the same."""
    forms = {fold(value)}
    if field in _OF_ORGANISATIONS and (org := vault.orgs.of(value)):
        forms |= {fold(name) for name in (org.name, *org.spellings)}
    if field in _OF_NUMBERS and value:
        forms.add(phone_key(value))
    return forms


def _spellings(vault: Vault, contact: Contact, field: str, today: date) -> Iterator[str]:
    """Yield what a field says, and what else means the same: an organisation's name and id, the name of a link."""
    if field == "links":
        yield from contact.links
    for part in _PARTS.get(field, ()):
        yield from _spellings(vault, contact, part, today)
    for value in values(vault, contact, field, today):
        yield value
        if field in _OF_NUMBERS:
            yield phone_key(value)
        if field in _OF_ORGANISATIONS and (org := vault.orgs.of(value)):
            yield from (org.name, org.id)
