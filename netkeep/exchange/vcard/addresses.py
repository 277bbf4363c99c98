"""Postal addresses as cards have them: seven parts (RFC 6350, 6.3.1), and what of a card is kept as it was said."""

import re
from collections.abc import Iterable, Mapping

from netkeep.exchange.vcard.values import escape, parts, unescape
from netkeep.model.names import fold
from netkeep.model.people import Address, Contact

_ORDER = ("box", "extended", "street", "city", "region", "postcode", "country")
_BREAK = re.compile(r"\s*,?\s*[\r\n]+\s*")
_ADR = re.compile(r"(?:[\w-]+\.)?ADR(?:;.*)?", re.IGNORECASE | re.DOTALL)
_TELLING_NOTHING_MORE = frozenset({"TYPE", "PREF"})


def address_of(value: str, label: str | None = None) -> Address | None:
    """Return the address of a value of ADR, lines of a part with commas between them; None where it says nothing."""
    texts = (" ".join(_BREAK.sub(", ", unescape(part).strip()).split()) or None for part in (*parts(value), *[""] * 7))
    said = dict(zip(_ORDER, texts, strict=False))
    return Address(**said, label=label) if any(said.values()) else None


def address_value(address: Address) -> str:
    """Return the value of ADR of an address."""
    return ";".join(escape(getattr(address, part) or "") for part in _ORDER)


def address_form(address: Address) -> tuple[str, ...]:
    """Return the form in which two addresses are the same, whatever they are called."""
    return tuple(fold(getattr(address, part) or "") for part in _ORDER)


def is_plain(names: Iterable[str], value: str) -> bool:
    """Return whether an address says no more than the field holds: its place on a map, say, or an eighth part."""
    return _TELLING_NOTHING_MORE.issuperset(names) and len(parts(value)) <= len(_ORDER)


def kept_addresses(contact: Contact) -> dict[tuple[str, ...], Address]:
    """Return the addresses that stand below ``x: vcard``, as cards said them, by their forms."""
    kept = contact.x.get("vcard")
    found = {}
    for head, value in kept.items() if isinstance(kept, Mapping) else ():
        for one in (value if isinstance(value, list | tuple) else [value]) if is_address(str(head)) else ():
            if isinstance(one, str) and (address := address_of(one)):
                found[address_form(address)] = address
    return found


def is_address(head: str) -> bool:
    """Return whether what stands before the colon of a kept property is that of an address."""
    return bool(_ADR.fullmatch(head))
