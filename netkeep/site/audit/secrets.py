"""What must not be on the site of a vault, and what may although someone private has it too.

A value that a public file tells as well is no secret: a name that the owner typed into somebody else's notes is text,
and stays. Nor is a word of the pages themselves: somebody can be called June.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from netkeep import resources
from netkeep.model.contact_points import phone_problem
from netkeep.model.people import Contact
from netkeep.site.audit.needles import NOTHING_HELD, Matches, Needle, PreparedSecret, SecretIndex, sought
from netkeep.site.audit.phones import forms
from netkeep.site.audit.plain import plain
from netkeep.site.audit.values import Item, Value, values
from netkeep.site.fields import JOB_FIELDS, ORG_FIELDS, PERSON_FIELDS
from netkeep.site.private import unpublished_ids
from netkeep.site.unnamed import has_telling_id, is_hidden_way, telling_ids
from netkeep.store.vault import Vault
from netkeep.text.links import target_id
from netkeep.words import MONTHS

_WIKILINK = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")
_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*+<?([^()<>\s]*+)[^()]*+\)")
_WEB = re.compile(r"[a-z][a-z0-9+.-]{0,30}://\S+|<[^<>]*>", re.IGNORECASE)
_PIECE = re.compile(r"[.!?;:()\[\]\n]+")
_WORD = re.compile(r"[^\W_]+")
_WINDOW = 6
_ENOUGH, _ENOUGH_LETTERS = 3, 14
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_IN_BODY = frozenset({"body", "log", "reminders"})
_SHOWN = {
    "Contact": frozenset({"name", *PERSON_FIELDS}),
    "Job": frozenset({"name", *JOB_FIELDS}),
    "Organisation": frozenset({"name", *ORG_FIELDS}),
}


class _Kept(NamedTuple):
    """What a file has to keep to itself."""

    needles: tuple[PreparedSecret, ...] = ()
    numbers: tuple[str, ...] = ()


_NOTHING = _Kept()


def secrets(vault: Vault, own_words: str = "") -> SecretIndex:
    """Return all that must not be on the site; ``own_words`` is what its pages say whoever is in the vault."""
    hide, unpublished = vault.settings.hide, unpublished_ids(vault)
    needles = _every(_kept_back(document.item, unpublished, hide) for document in vault.documents)
    if not needles:
        return needles
    unnamed = unpublished | telling_ids(vault, hide)
    public = (_told(document.item, unnamed, unpublished, hide, needles) for document in vault.documents)
    return needles.without((*public, needles.held(plain(f"{own_words}\n{vault.settings.site_title}"))))


def _every(kept_back: Iterable[_Kept]) -> SecretIndex:
    withheld = [kept for kept in kept_back if kept is not _NOTHING]
    return SecretIndex(
        chain.from_iterable(kept.needles for kept in withheld), chain.from_iterable(kept.numbers for kept in withheld)
    )


def _kept_back(item: Item | None, private: frozenset[str], hide: frozenset[str]) -> _Kept:
    """Return all that a file says, of someone private; else what stands in fields that are not shown."""
    if item is None:
        return _NOTHING
    closed = _key(item.id) in private
    whose = "private " if closed else "hidden "
    shown = frozenset[str]() if closed else _shown(type(item).__name__, hide)
    withheld = [value for value in values(item, shown) if closed or not _may_show(hide, item, value)]
    # An id of digits alone is looked for as the number that it is.
    telling = isinstance(item, Contact) and item.id.strip("0123456789-") and has_telling_id(item, hide)
    ids = [Needle(f"{whose}id", item.id, loose=False)] if telling or (closed and "-" in item.id) else []
    words = (needle for value in withheld for needle in _needles(value, whose))
    numbers = (form for value in withheld if value.kind == "phone" for form in forms(value.text))
    return _Kept(tuple(map(sought, (*ids, *words))), tuple(numbers)) if withheld or ids else _NOTHING


def own_words() -> str:
    """Return the words that pages have whoever is in the vault: templates, Material's own, months and days."""
    home = resources.site_templates()
    texts = [
        file.read_text("utf-8") for folder in ("pages", "theme") for file in sorted((home / folder).rglob("*.html"))
    ]
    package = find_spec("material")
    for place in package.submodule_search_locations or () if package else ():
        language = Path(place) / "templates/partials/languages/en.html"
        texts += [language.read_text("utf-8")] if language.is_file() else []
    return "\n".join([*texts, *MONTHS, _DAYS])


def _key(name: str) -> str:
    return target_id(name).casefold()


def _may_show(hide: frozenset[str], item: Item, value: Value) -> bool:
    if value.field in {"name", "aliases"} and isinstance(item, Contact) and is_hidden_way(item, value.text, hide):
        return False
    return value.field not in hide and (value.field in _IN_BODY or value.field in _SHOWN[type(item).__name__])


@cache
def _shown(kind: str, hide: frozenset[str]) -> frozenset[str]:
    """Return the fields of which nothing is kept back; who is called by a hidden address has a name that is."""
    return (_IN_BODY | _SHOWN[kind]) - hide - {"name", "aliases"}


def _needles(value: Value, whose: str) -> Iterator[Needle]:
    """Yield what to look for. A single plain word is no secret that could be told from any other word."""
    kind = whose + (value.field if whose == "hidden " else value.kind)
    if value.kind in {"e-mail", "link", "date"}:
        yield Needle(kind, value.text, loose=value.kind == "date")
    elif value.kind == "text":
        yield from (Needle(kind, window) for window in _windows(value.text))
    elif value.kind in {"name", "alias", "word"} and not (whose == "hidden " and phone_problem(value.text) is None):
        number = len(_WORD.findall(value.text))
        telling = value.kind != "word" or not value.text.islower()
        if number > 1 or (number and telling and len(value.text) > 1):
            yield Needle(kind, value.text, cased=number == 1)


def _windows(text: str) -> Iterator[str]:
    """Yield every piece of a text that can be told from any other: rows of words without links between them."""
    bare = _WEB.sub("\n", _LINK.sub("\n", _WIKILINK.sub("\n", text)))
    for piece in _PIECE.split(bare):
        words = _WORD.findall(piece)
        for start in range(0, len(words), _WINDOW):
            window = words[start : start + _WINDOW]
            if len(window) >= _ENOUGH and len("".join(window)) >= _ENOUGH_LETTERS:
                yield " ".join(window)


def _told(
    item: Item | None, unnamed: frozenset[str], private: frozenset[str], hide: frozenset[str], needles: SecretIndex
) -> Matches:
    """Return what of the values to look for a file tells in what may be shown of it; ``unnamed`` ids are not."""
    if item is None or _key(item.id) in private:
        return NOTHING_HELD
    parts = [
        *(() if _key(item.id) in unnamed else (item.id,)),
        *(value.text for value in values(item) if _may_show(hide, item, value)),
    ]
    return needles.held(plain(_without_links("\n".join(parts), unnamed)))


def _without_links(text: str, private: frozenset[str]) -> str:
    """Take out links to private people, label and all, by a reading of its own: the pages' may have failed."""

    def kept(label: str, target: str) -> str:
        return "\n" if _key(target) in private else label

    text = _WIKILINK.sub(lambda match: kept(match[2] or match[1], match[1]), text)
    return _LINK.sub(lambda match: kept(f"{match[1]} {match[2]}", match[2]), text)
