"""The search as files. Scripts, not data: a page that was opened from disk may load a script and nothing else."""

import json
from collections.abc import Iterable, Iterator, Mapping

from netkeep.model.body import LogEntry
from netkeep.site.bodies import plain
from netkeep.site.search.names import JOB_KIND, ORG_KIND, PEOPLE_KIND, TAG_KIND, Entry, columns, entries
from netkeep.site.search.notes import shards
from netkeep.site.site import Site

FOLDER = "search"


def search_files(site: Site, words: Mapping[str, str]) -> dict[str, str]:
    """Give the files of the search: place on the site -> content, by what its pages are found."""
    found = entries(site)
    texts = _texts(site, found, words)
    by_shard = shards(texts)
    names = {kind: columns(one for one in found if one.kind == kind) for kind in _KINDS}
    files = {f"{FOLDER}/names.js": script("names", {**names, "shards": " ".join(by_shard)})}
    files.update({f"{FOLDER}/{name}.js": script(f"notes-{name}", words) for name, words in by_shard.items()})
    return files


_KINDS = (ORG_KIND, TAG_KIND, JOB_KIND, PEOPLE_KIND)


def _texts(site: Site, found: Iterable[Entry], texts: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Give the notes of each entry. An organisation's page names all its people: they are found by themselves."""
    notes = {org.id: org for org in site.vault.organisations.values()}
    for number, entry in enumerate(found):
        if entry.kind in {PEOPLE_KIND, JOB_KIND}:
            yield number, texts.get(entry.page, "")
        elif entry.kind == ORG_KIND:
            record = notes.get(entry.page.partition("/")[2].removesuffix(".md"))
            if record is not None:
                parts = (site.bodies.prose(record.body.prose, entry.page), *_log(site, record.body.log, entry.page))
                yield number, " ".join(plain(part) for part in parts)


def _log(site: Site, log: Iterable[LogEntry], page: str) -> Iterator[str]:
    return (site.bodies.html(entry.text, page) for entry in log)


def script(name: str, value: object) -> str:
    """Give a value as a script that hands it to the search; ASCII, so that no charset can spoil it."""
    text = json.dumps(value, separators=(",", ":")).replace("<", "\\u003c")
    return f'(window.netkeepFound=window.netkeepFound||{{}})["{name}"]={text};\n'
