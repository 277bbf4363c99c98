"""Links ``[[id]]`` in texts of a source: they stay links where the vault has the person, and become words elsewhere."""

import re
from collections.abc import Callable, Iterable

from netkeep.exchange.candidate import Entry
from netkeep.model.body import LogEntry
from netkeep.text.links import Link, links_in, replaced

_Person = Callable[[str], str | None]
_SOMEONE = "a private contact"  # what exports without private people write instead of a link
_APART = re.compile(r"\[ (?=\[)|< (?=!--)|% (?=%)")


def linked(text: str, person: _Person) -> str:
    """Return a text with links to the people whom ``person`` finds; the brackets of others are set apart.

    What leads to no file of the vault stays as it is: a day's note, a picture, empty brackets.
    """
    meant: list[str] = []

    def here(link: Link) -> str | None:
        if not link.wiki or not link.id:
            return None
        if (target := person(link.id)) is None:
            return unlinked(text[slice(*link.span)])
        meant.append(target)
        return _link(target, link.text)

    parts = replaced(text, here)
    return parts if [link.id for link in links_in(parts) if link.wiki and link.id] == meant else unlinked(text)


def unlinked(text: str) -> str:
    """Return a text in which nothing is a link."""
    return re.sub(r"\[(?=\[)", "[ ", text)


def _link(person: str, text: str | None) -> str:
    return f"[[{person}]]" if text is None else f"[[{person}|{text}]]"


def with_people(entry: Entry, person: _Person) -> Entry:
    """Return an entry that links those who were there; whoever is not in the vault is named in its text."""
    there = tuple(target for other in entry.others if (target := person(other)))
    away = ", ".join(other for other in entry.others if person(other) is None)
    text = ": ".join(filter(None, (f"with {away}" if away else "", entry.text)))
    return entry._replace(others=tuple(dict.fromkeys(there)), text=linked(text, person))


def gist(text: str) -> str:
    """Return the form in which texts are equal that differ only in blanks and in set-apart brackets."""
    return _APART.sub(lambda match: match[0].rstrip(), " ".join(text.split()))


def has_words(text: str, words: str) -> bool:
    """Return whether a text contains these words; where an export left out a name, any link matches it."""
    if gist(words) in gist(text):
        return True
    return _SOMEONE in words and _nameless(words) in _nameless(text)


def _nameless(text: str) -> str:
    return replaced(gist(text), lambda link: _SOMEONE if link.id else None)


def is_logged(log: Iterable[LogEntry], entry: Entry) -> bool:
    """Return whether a log has an entry already; an export may have left out private people."""
    return any(
        (logged.date, logged.kind) == (entry.day, entry.kind)
        and {link.id for link in logged.others}.issuperset(entry.others)
        and len(_nameless(logged.text)) == len(_nameless(entry.text))
        and has_words(logged.text, entry.text)
        for logged in log
    )
