"""What must not be on the site of a vault, and what may although someone private has it too.

A value that a public file tells as well is no secret: a name that the owner typed into somebody else's notes is text,
and stays. Nor is a word of the pages themselves: somebody can be called June.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from netkeep import resources
from netkeep.agenda.words import MONTHS
from netkeep.site.audit.needles import Needle, Needles
from netkeep.site.audit.phones import forms
from netkeep.site.audit.plain import plain
from netkeep.site.audit.values import Item, Value, values
from netkeep.site.fields import JOB_FIELDS, ORG_FIELDS, PERSON_FIELDS
from netkeep.site.private import private_ids, stem
from netkeep.store.vault import Vault

_WIKILINK = re.compile(r"\[\[([^\[\]|\n]*)(?:\|([^\[\]\n]*))?\]\]")
_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*+<?([^()<>\s]*+)[^()]*+\)")
_WEB = re.compile(r"[a-z][a-z0-9+.-]*://\S+|<[^<>]*>", re.IGNORECASE)
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


def secrets(vault: Vault, own_words: str = "") -> Needles:
    """Give all that must not be on the site; ``own_words`` is what its pages say whoever is in the vault."""
    private = private_ids(vault)
    open_items, closed_items = _parted(vault, private)
    hidden = [(item, value) for item in open_items for value in values(item) if not _may_show(vault, item, value)]
    closed = [value for item in closed_items for value in values(item)]
    every = [*closed, *(value for _, value in hidden)]
    ids = (Needle("private id", name, loose=False) for name in sorted(_ids(closed_items)) if "-" in name)
    words = [needle for value in closed for needle in _needles(value, "private ")]
    words += [needle for _, value in hidden for needle in _needles(value, "hidden ")]
    numbers = (form for value in every if value.kind == "phone" for form in forms(value.text))
    needles = Needles.of([*ids, *words], numbers)
    return needles.without(_told(vault, open_items, private, own_words)) if needles else needles


def own_words() -> str:
    """Give the words that pages have whoever is in the vault: templates, Material's own, months and days."""
    home = resources.site_templates()
    texts = [
        file.read_text("utf-8") for folder in ("pages", "theme") for file in sorted((home / folder).rglob("*.html"))
    ]
    found = find_spec("material")
    for place in found.submodule_search_locations or () if found else ():
        language = Path(place) / "templates/partials/languages/en.html"
        texts += [language.read_text("utf-8")] if language.is_file() else []
    return "\n".join([*texts, *MONTHS, _DAYS])


def _parted(vault: Vault, private: frozenset[str]) -> tuple[list[Item], list[Item]]:
    items = [document.item for document in vault.documents if document.item is not None]
    return [item for item in items if _key(item.id) not in private], [
        item for item in items if _key(item.id) in private
    ]


def _key(name: str) -> str:
    return stem(name).casefold()


def _ids(items: Iterable[Item]) -> set[str]:
    return {item.id for item in items}


def _may_show(vault: Vault, item: Item, value: Value) -> bool:
    return value.field not in vault.settings.hide and (
        value.field in _IN_BODY or value.field in _SHOWN[type(item).__name__]
    )


def _needles(value: Value, whose: str) -> Iterator[Needle]:
    """Give what to look for. A single plain word is no secret that could be told from any other word."""
    kind = whose + (value.field if whose == "hidden " else value.kind)
    if value.kind in {"e-mail", "link", "date"}:
        yield Needle(kind, value.text, loose=value.kind == "date")
    elif value.kind == "text":
        yield from (Needle(kind, window) for window in _windows(value.text))
    elif value.kind in {"name", "alias", "word"}:
        number = len(_WORD.findall(value.text))
        telling = value.kind != "word" or not value.text.islower()
        if number > 1 or (number and telling and len(value.text) > 1):
            yield Needle(kind, value.text, cased=number == 1)


def _windows(text: str) -> Iterator[str]:
    """Give every piece of a text that can be told from any other: rows of words without links between them."""
    bare = _WEB.sub("\n", _LINK.sub("\n", _WIKILINK.sub("\n", text)))
    for piece in _PIECE.split(bare):
        words = _WORD.findall(piece)
        for start in range(0, len(words), _WINDOW):
            window = words[start : start + _WINDOW]
            if len(window) >= _ENOUGH and len("".join(window)) >= _ENOUGH_LETTERS:
                yield " ".join(window)


def _told(vault: Vault, items: Iterable[Item], private: frozenset[str], own_words: str) -> Iterator[str]:
    """Give all that may be shown, a text for each file."""
    yield plain(f"{own_words}\n{vault.settings.site_title}")
    for item in items:
        parts = [item.id, *(value.text for value in values(item) if _may_show(vault, item, value))]
        yield plain(_without_links("\n".join(parts), private))


def _without_links(text: str, private: frozenset[str]) -> str:
    """Take out links to private people, label and all, by a reading of its own: the pages' may have failed."""

    def kept(label: str, target: str) -> str:
        return "\n" if _key(target) in private else label

    text = _WIKILINK.sub(lambda match: kept(match[2] or match[1], match[1]), text)
    return _LINK.sub(lambda match: kept(f"{match[1]} {match[2]}", match[2]), text)
