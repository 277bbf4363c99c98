"""The table of people as data: a script, which a page opened from disk may load where no data may be fetched."""

import json
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple, TypeVar

from netkeep.model.people import Contact
from netkeep.site.cards import Card
from netkeep.site.site import Site, job_name

_T = TypeVar("_T", str, tuple[str, str])
_dump = json.JSONEncoder(separators=(",", ":")).encode


class Row(NamedTuple):
    """What somebody's own file and history say; ``last`` is the last contact's date as ISO text, or empty.

    ``line`` is what a plain list says: address, name, organisation.
    """

    card: Card
    contact: Contact
    org: str
    role: str
    last: str
    last_words: str
    tags: tuple[tuple[str, str], ...]
    marks: int
    level: str
    line: tuple[str, str, str]


class Common(NamedTuple):
    """Values that many rows share, sorted: each is in the data once, and rows hold its number."""

    tags: Mapping[tuple[str, str], int]
    orgs: Mapping[tuple[str, str], int]
    jobs: Mapping[str, int]


class Table(NamedTuple):
    """All rows by id, in the order of names.

    ``jobs`` are those in which somebody and the owner worked together; ``urls`` are those of organisations.
    """

    rows: Mapping[str, Row]
    jobs: Mapping[str, tuple[str, ...]]
    urls: Mapping[str, str]
    common: Common

    def script(self) -> str:
        """Return all rows as a script that hands them to the site's own; ASCII, so that no charset can spoil it."""
        head = _dump({name: [*items] for name, items in self.common._asdict().items()})
        rows = ",".join([_dump(_compact(self, person)) for person in self.rows])
        text = f'{head[:-1]},"rows":[{rows}]}}'.replace("<", "\\u003c")
        return f'(window.netkeep=window.netkeep||{{}})["people"]={text};\n'


def table(site: Site, rows: Mapping[str, Row]) -> Table:
    """Return the table of some rows."""
    ranked = dict(sorted(rows.items(), key=lambda item: (item[1].card.name.casefold(), item[0])))
    names = {job_id: job_name(job) for job_id, job in site.vault.jobs.items()}
    jobs = {
        person: tuple([names[in_job.job.id] for in_job in site.shared[person] if in_job.certain]) for person in ranked
    }
    urls = {name: site.org_url(name) or "" for name in {row.org for row in rows.values()} if name}
    common = Common(
        _numbered(chain.from_iterable(row.tags for row in rows.values())),
        _numbered(urls.items()),
        _numbered(chain.from_iterable(jobs.values())),
    )
    return Table(ranked, jobs, urls, common)


def _numbered(items: Iterable[_T]) -> dict[_T, int]:
    return {item: at for at, item in enumerate(sorted(set(items)))}


def _compact(table: Table, person: str) -> list[object]:
    """Return a row in the order that netkeep-people.js expects."""
    row, common = table.rows[person], table.common
    card = row.card
    return [
        card.url,
        card.name,
        card.initials,
        card.hue,
        card.picture or "",
        int(card.archived),
        ", ".join(row.contact.aliases),
        common.orgs[row.org, table.urls[row.org]] if row.org else -1,
        row.role,
        row.contact.location or "",
        row.last,
        row.last_words,
        row.marks,
        [common.tags[tag] for tag in row.tags],
        [common.jobs[job] for job in table.jobs.get(person, ())],
    ]
