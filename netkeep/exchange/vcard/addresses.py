"""Postal addresses as cards have them: seven parts (RFC 6350, 6.3.1), and addresses kept below ``x: vcard``."""

import re
from collections.abc import Iterable, Mapping

from netkeep.exchange.vcard.values import escape, parts, unescape
from netkeep.model.names import fold
from netkeep.model.people import Address, Contact

_ORDER = ("box", "extended", "street", "city", "region", "postcode", "country")
_BREAK = re.compile(r"\s*,?\s*[\r\n]+\s*")
_ADR = re.compile(r"(?:[\w-]+\.)?ADR(?:;.*)?", re.IGNORECASE | re.DOTALL)
_PLAIN_PARAMETERS = frozenset({"TYPE", "PREF"})


def address_of(value: str, label: str | None = None) -> Address | None:
    """Return the address in a value of ADR, lines within a part joined by commas; None if all parts are empty."""
    texts = (" ".join(_BREAK.sub(", ", unescape(part).strip()).split()) or None for part in (*parts(value), *[""] * 7))
    values = dict(zip(_ORDER, texts, strict=False))
    return Address(**values, label=label) if any(values.values()) else None


def address_value(address: Address) -> str:
    """Return the value of ADR of an address."""
    return ";".join(escape(getattr(address, part) or "") for part in _ORDER)


def address_form(address: Address) -> tuple[str, ...]:
    """Return the form in which two addresses are the same, whatever their labels."""
    return tuple(fold(getattr(address, part) or "") for part in _ORDER)


def is_plain(names: Iterable[str], value: str) -> bool:
    """Return whether the field holds all that an address says: no place on a map, say, and no eighth part."""
    return _PLAIN_PARAMETERS.issuperset(names) and len(parts(value)) <= len(_ORDER)


def kept_addresses(contact: Contact) -> dict[tuple[str, ...], Address]:
    """Return the addresses kept below ``x: vcard``, by their forms."""
    kept = contact.x.get("vcard")
    addresses = {}
    for head, value in kept.items() if isinstance(kept, Mapping) else ():
        for text in (value if isinstance(value, list | tuple) else [value]) if is_address(str(head)) else ():
            if isinstance(text, str) and (address := address_of(text)):
                addresses[address_form(address)] = address
    return addresses


def is_address(head: str) -> bool:
    """Return whether the text before the colon of a kept property is that of an address."""
    return bool(_ADR.fullmatch(head))
