"""The search as files. Scripts, not data: a page that was opened from disk may load a script and nothing else."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from netkeep.model.body import LogEntry
from netkeep.site.bodies import plain
from netkeep.site.search.names import JOB_KIND, ORG_KIND, PEOPLE_KIND, TAG_KIND, Entry, columns, entries
from netkeep.site.search.notes import Shards, amended, shards
from netkeep.site.site import Site
from netkeep.store.carried import kept, leave, left
from netkeep.store.vault import Vault

FOLDER = "search"
_KINDS = (ORG_KIND, TAG_KIND, JOB_KIND, PEOPLE_KIND)
_NOTES = "notes of the search"


class _Notes(NamedTuple):
    """The text of each entry by its number, empty where it has none, and what was made of all of them."""

    pages: Sequence[str]
    texts: Sequence[str]
    shards: Shards
    scripts: Mapping[str, str]


def search_files(site: Site, words: Callable[[str], str]) -> dict[str, str]:
    """Give the files of the search: place on the site -> content. ``words`` gives by what a page is found."""
    found = {kind: tuple(some) for kind, some in groupby(entries(site), attrgetter("kind"))}
    names = {kind: columns(found.get(kind, ())) for kind in _KINDS}
    notes = _notes(site.vault, *_texts(site, found, words))
    told = {**names, "shards": " ".join(notes.shards)}
    first = kept(site.vault, "names of the search", told, lambda: script("names", told))
    return {f"{FOLDER}/names.js": first, **{f"{FOLDER}/{name}.js": text for name, text in notes.scripts.items()}}


def _texts(
    site: Site, found: Mapping[str, Sequence[Entry]], words: Callable[[str], str]
) -> tuple[list[str], list[str]]:
    """Give the page of each entry, and its notes; those of tags are their people's."""
    pages = [one.page for kind in _KINDS for one in found.get(kind, ())]
    orgs = [_of_org(site, one.page) for one in found.get(ORG_KIND, ())]
    tags = [""] * len(found.get(TAG_KIND, ()))
    return pages, [*orgs, *tags, *map(words, pages[len(orgs) + len(tags) :])]


def _of_org(site: Site, page: str) -> str:
    """Give the notes of an organisation. Its page names all its people: they are found by themselves."""
    record = site.vault.organisations.get(page.partition("/")[2].removesuffix(".md"))
    if record is None:
        return ""
    parts = (site.bodies.prose(record.body.prose, page), *_log(site, record.body.log, page))
    return " ".join(plain(part) for part in parts)


def _log(site: Site, log: Iterable[LogEntry], page: str) -> Iterator[str]:
    return (site.bodies.html(entry.text, page) for entry in log)


def _notes(vault: Vault, pages: Sequence[str], texts: Sequence[str]) -> _Notes:
    """Make the scripts of all notes; only those in which something has changed, where the numbers are as before."""
    former: _Notes | None = left(vault, _NOTES)
    if former is None or former.pages != pages:
        former = _Notes(pages, texts, shards(enumerate(texts)), {})
    both = zip(former.texts, texts, strict=True)
    changes = [(number, before, after) for number, (before, after) in enumerate(both) if before != after]
    found = amended(former.shards, changes) if changes else former.shards
    scripts = {name: _script(former, name, words) for name, words in found.items()}
    notes = _Notes(pages, texts, found, scripts)
    leave(vault, _NOTES, notes)
    return notes


def _script(former: _Notes, name: str, words: Mapping[str, str]) -> str:
    known = former.scripts.get(name) if former.shards.get(name) is words else None
    return known or script(f"notes-{name}", words)


def script(name: str, value: object) -> str:
    """Give a value as a script that hands it to the search; ASCII, so that no charset can spoil it."""
    text = json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
    return f'(window.netkeepFound=window.netkeepFound||{{}})["{name}"]={text};\n'
