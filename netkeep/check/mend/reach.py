"""Guesses for addresses, numbers and links: without what was copied along with them."""

import re
import unicodedata

from netkeep.check.mend.values import Meant
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.text.document import Document

_MAILTO = re.compile(r"mailto:", re.IGNORECASE)
_NAMED = re.compile(r"\"?([^\"<>]+?)\"?\s*<([^<>\s]+)>")
_AT = re.compile(r"\s+(?:at|\(at\)|\[at\])\s+|\(at\)|\[at\]", re.IGNORECASE)
_TEL = re.compile(r"(?:tel|phone)\s*[.:]+\s*", re.IGNORECASE)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_BLANKS = re.compile(r"[\u2000-\u200a\u202f\u205f\u3000]")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?:[/?#:].*)?")
_SLIP = re.compile(r"(https?)(?::/?|//|;//)(?=[^/:])", re.IGNORECASE)
_WEB = re.compile(r"https?://(?:www\.)?([^/?#:@\s]+)/?", re.IGNORECASE)
_AROUND = " \t,;"


def email(text: str, document: Document) -> Meant | None:
    """Return the address without ``mailto:``, ``<>`` and the person's own name around it; "at" may be meant as @."""
    bare = _bare(_MAILTO.sub("", _bare(text), count=1))
    named = _NAMED.fullmatch(bare)
    if named and _is_called(named[1], document):
        return Meant(named[2])
    at = _AT.sub("@", bare)
    return Meant(at, certain=False) if at != bare else Meant(bare)


def _bare(text: str) -> str:
    """Return a text without the brackets around an address, or the commas between two in a list."""
    inner = text.strip(_AROUND)
    return inner[1:-1].strip(_AROUND) if inner.startswith("<") and inner.endswith(">") else inner


def _is_called(name: str, document: Document) -> bool:
    person = document.item
    return isinstance(person, Contact) and fold(name) in {fold(own) for own in (person.name, *person.aliases)}


def phone(text: str, document: Document) -> Meant:
    """Return the number without ``tel:``, with ordinary digits, blanks and hyphens."""
    del document
    plain = _BLANKS.sub(" ", _DASHES.sub("-", unicodedata.normalize("NFKC", text)))
    return Meant(_TEL.sub("", _bare(plain), count=1))


def url(text: str, document: Document) -> Meant | None:
    """Return the link without brackets around it; one without ``https://`` may be meant to have it."""
    del document
    bare = _bare(text)
    if bare.lower().startswith(("https://", "http://")):
        return Meant(bare)
    if slip := _SLIP.match(bare):
        return Meant(f"{slip[1].lower()}://{bare[slip.end() :]}", certain=False)
    host = bare.removeprefix("//")
    return Meant(f"https://{host}", certain=False) if _HOST.fullmatch(host) else None


def domain(text: str, document: Document) -> Meant:
    """Return the domain of a link, or without its @."""
    del document
    bare = _bare(text)
    web = _WEB.fullmatch(bare)
    return Meant((web[1] if web else bare.removeprefix("@")).lower())
