"""The search as files. Scripts, not data: a page that was opened from disk may load a script and nothing else."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from netkeep.model.body import LogEntry
from netkeep.site.bodies import plain
from netkeep.site.search.names import JOB_KIND, ORG_KIND, PEOPLE_KIND, TAG_KIND, Entry, columns, entries
from netkeep.site.search.notes import shards
from netkeep.site.site import Site

FOLDER = "search"
_KINDS = (ORG_KIND, TAG_KIND, JOB_KIND, PEOPLE_KIND)


def search_files(site: Site, words: Callable[[str], str]) -> dict[str, str]:
    """Return the files of the search: place on the site -> content; ``words`` returns the text of a page to search."""
    by_kind = {kind: tuple(group) for kind, group in groupby(entries(site), attrgetter("kind"))}
    names = {kind: columns(by_kind.get(kind, ())) for kind in _KINDS}
    notes = shards(enumerate(_texts(site, by_kind, words)))
    files = {f"{FOLDER}/{name}.js": script(f"notes-{name}", texts) for name, texts in notes.items()}
    return {f"{FOLDER}/names.js": script("names", {**names, "shards": " ".join(notes)}), **files}


def _texts(site: Site, by_kind: Mapping[str, Sequence[Entry]], words: Callable[[str], str]) -> list[str]:
    """Return the notes of each entry, in the order of their numbers; tags have none of their own."""
    orgs = [_org_notes(site, entry.page) for entry in by_kind.get(ORG_KIND, ())]
    tags = [""] * len(by_kind.get(TAG_KIND, ()))
    return [*orgs, *tags, *(words(entry.page) for kind in (JOB_KIND, PEOPLE_KIND) for entry in by_kind.get(kind, ()))]


def _org_notes(site: Site, page: str) -> str:
    """Return the notes of an organisation, without its people, who are found by their own pages."""
    record = site.vault.organisations.get(page.partition("/")[2].removesuffix(".md"))
    if record is None:
        return ""
    parts = (site.bodies.prose(record.body.prose, page), *_log(site, record.body.log, page))
    return " ".join(plain(part) for part in parts)


def _log(site: Site, log: Iterable[LogEntry], page: str) -> Iterator[str]:
    return (site.bodies.html(entry.text, page) for entry in log)


def script(name: str, value: object) -> str:
    """Return a value as a script that hands it to the search; ASCII, so that no charset can spoil it."""
    text = json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
    return f'(window.netkeepFound=window.netkeepFound||{{}})["{name}"]={text};\n'
