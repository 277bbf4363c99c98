"""Strong keys, ``uid:…``, ``url:…``, ``email:…`` and ``phone:…``: values of one person, in a form to compare."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from netkeep.exchange.candidate import Candidate, Link
from netkeep.exchange.matching.profiles import profile
from netkeep.model.contact_points import ROLE_MAILBOXES, email_key, mailbox, phone_key
from netkeep.model.people import Contact, Email, Phone

UID, URL, EMAIL, PHONE = "uid", "url", "email", "phone"
_INTERNATIONAL = re.compile(r"\s*(?:\+|00)")
_FEWEST_DIGITS = 7  # shorter ones are extensions and service numbers
_MOST = 100  # of one kind, of one person


def candidate_keys(candidate: Candidate, region: str | None = None) -> tuple[str, ...]:
    """Return the strong keys of a candidate, the strongest first.

    ``region`` is the country (ISO 3166, two letters) of numbers without one.
    """
    return _keys(
        candidate.uid,
        (link.url for link in candidate.values("links", Link)),
        (email.address for email in candidate.values("emails", Email)),
        (phone.number for phone in candidate.values("phones", Phone)),
        region,
    )


def contact_keys(contact: Contact, region: str | None = None) -> tuple[str, ...]:
    """Return the strong keys of a person in the vault, the strongest first; ``x.uid`` is their id in a source."""
    uid = contact.x.get("uid")
    return _keys(
        uid if isinstance(uid, str) else None,
        contact.links.values(),
        (email.address for email in contact.emails),
        (phone.number for phone in contact.phones),
        region,
    )


def kind_of(key: str) -> str:
    """Return the kind of a key: ``uid``, ``url``, ``email`` or ``phone``."""
    return key.partition(":")[0]


def of_source(key: str) -> bool:
    """Return whether a key was assigned to one person by a service or source: unlike a mailbox, nobody shares it."""
    return kind_of(key) in {UID, URL}


@lru_cache(maxsize=65536)
def international(number: str, region: str | None) -> str:
    """Return the form in which two numbers are the same, with the country of ``region`` if the number has none."""
    if not region or _INTERNATIONAL.match(number):
        return phone_key(number)
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region.upper())
    except phonenumbers.NumberParseException:
        return phone_key(number)
    if not phonenumbers.is_possible_number(parsed):
        return phone_key(number)
    main = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return f"{main};ext={parsed.extension}" if parsed.extension else main


def _keys(
    uid: str | None, urls: Iterable[str], addresses: Iterable[str], numbers: Iterable[str], region: str | None
) -> tuple[str, ...]:
    keys = [
        *([f"{UID}:{uid.strip()}"] if uid and uid.strip() else ()),
        *_at_most(f"{URL}:{key}" for url in urls if (key := profile(url))),
        *_at_most(f"{EMAIL}:{email_key(address)}" for address in addresses if _is_personal(address)),
        *_at_most(f"{PHONE}:{key}" for key in _phone_keys(numbers, region)),
    ]
    return tuple(dict.fromkeys(keys))


def _at_most(keys: Iterator[str]) -> Iterator[str]:
    return islice(keys, _MOST)


def _is_personal(address: str) -> bool:
    """Return whether an address is one person's, not an office's."""
    return "@" in address and mailbox(address) not in ROLE_MAILBOXES


def _phone_keys(numbers: Iterable[str], region: str | None) -> Iterator[str]:
    for number in numbers:
        key = international(number, region)
        if sum(map(str.isdigit, key.partition(";")[0])) >= _FEWEST_DIGITS:
            yield key
