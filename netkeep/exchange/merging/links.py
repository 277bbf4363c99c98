"""People whom a text of a source names with ``[[id]]``: a link where the vault has them, and else only words."""

import re
from collections.abc import Callable, Iterable

from netkeep.exchange.candidate import Entry
from netkeep.model.body import LogEntry
from netkeep.text.links import Link, links_in, replaced

_Person = Callable[[str], str | None]
_SOMEONE = "a private contact"  # what exports without private people write in the place of a link
_APART = re.compile(r"\[ (?=\[)|< (?=!--)|% (?=%)")


def linked(text: str, person: _Person) -> str:
    """Return a text with links to those of its people whom ``person`` knows; the brackets of others are set apart."""
    meant: list[str] = []

    def here(link: Link) -> str | None:
        if not link.wiki:
            return None
        if (found := person(link.id)) is None:
            return unlinked(text[slice(*link.span)])
        meant.append(found)
        return _link(found, link.text)

    parts = replaced(text, here)
    return parts if [link.id for link in links_in(parts) if link.wiki] == meant else unlinked(text)


def unlinked(text: str) -> str:
    """Return a text in which nothing is a link."""
    return re.sub(r"\[(?=\[)", "[ ", text)


def _link(person: str, text: str | None) -> str:
    return f"[[{person}]]" if text is None else f"[[{person}|{text}]]"


def with_people(entry: Entry, person: _Person) -> Entry:
    """Return an entry that names those who were there by their ids; whoever is not in the vault stands in its words."""
    there = tuple(found for other in entry.others if (found := person(other)))
    away = ", ".join(other for other in entry.others if person(other) is None)
    text = ": ".join(filter(None, (f"with {away}" if away else "", entry.text)))
    return entry._replace(others=tuple(dict.fromkeys(there)), text=linked(text, person))


def gist(text: str) -> str:
    """Return what two texts have in common that differ by blanks, and by what was set apart."""
    return _APART.sub(lambda found: found[0].rstrip(), " ".join(text.split()))


def has_words(there: str, told: str) -> bool:
    """Return whether a text has these words in it; where an export named nobody in them, any link stands for it."""
    if gist(told) in gist(there):
        return True
    return _SOMEONE in told and _nameless(told) in _nameless(there)


def _nameless(text: str) -> str:
    return replaced(gist(text), lambda link: _SOMEONE if link.id else None)


def written(log: Iterable[LogEntry], entry: Entry) -> bool:
    """Return whether a log has an entry already; an export may have left out private people who were there."""
    return any(
        (one.date, one.kind) == (entry.day, entry.kind)
        and {link.id for link in one.others}.issuperset(entry.others)
        and len(_nameless(one.text)) == len(_nameless(entry.text))
        and has_words(one.text, entry.text)
        for one in log
    )
