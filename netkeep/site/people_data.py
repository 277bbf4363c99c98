"""The table of people as data: a script, which a page opened from disk may load where no data may be fetched."""

import json
from bisect import insort
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from netkeep.model.people import Contact
from netkeep.site.cards import Card
from netkeep.site.site import Site, job_name
from netkeep.store.carried import different, leave, left
from netkeep.store.vault import Vault

_T = TypeVar("_T", str, tuple[str, str])
_TABLE = "table of people"
_dump = json.JSONEncoder(separators=(",", ":")).encode


class Row(NamedTuple):
    """What somebody's own file and history tell of them; ``last`` is the last contact's date as ISO text, or empty.

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
    """What many rows have in common, each sorted: it is in the data once, and a row has its number."""

    tags: Mapping[tuple[str, str], int]
    orgs: Mapping[tuple[str, str], int]
    jobs: Mapping[str, int]


class Table(NamedTuple):
    """All rows by id, the order by name in which they stand, and each as it is in the data.

    ``jobs`` are those in which somebody and the owner worked together; ``urls`` are the organisations' addresses;
    ``shared`` is what the jobs were taken from.
    """

    rows: Mapping[str, Row]
    jobs: Mapping[str, tuple[str, ...]]
    urls: Mapping[str, str]
    common: Common
    order: Sequence[str] = ()
    texts: Mapping[str, str] = MappingProxyType({})
    shared: Mapping[str, object] = MappingProxyType({})

    def script(self) -> str:
        """Give all rows as a script that hands them to the site's own; ASCII, so that no charset can spoil it."""
        head = _dump({name: [*items] for name, items in self.common._asdict().items()})
        rows = ",".join([self.texts[person] for person in self.order])
        text = f'{head[:-1]},"rows":[{rows}]}}'.replace("<", "\\u003c")
        return f'(window.netkeep=window.netkeep||{{}})["people"]={text};\n'


def table(site: Site, rows: Mapping[str, Row]) -> Table:
    """Make the table of some rows; what the vault before has made of the same is taken over."""
    former = _former(site.vault) or Table({}, {}, {}, Common({}, {}, {}))
    others = different(former.rows, rows)
    urls = {name: site.org_url(name) or "" for name in {row.org for row in rows.values()} if name}
    made = Table(rows, _jobs(site, former), urls, former.common, shared=site.shared)
    made = made._replace(common=_common(former, made, others))
    moved = {one for one in others if one not in former.rows or _name(former.rows[one]) != _name(rows[one])}
    order = _order(former.order, rows, moved) if moved or len(rows) != len(former.order) else former.order
    made = made._replace(order=order, texts=_texts(former, made, others))
    leave(site.vault, _TABLE, made)
    return made


def _jobs(site: Site, former: Table) -> Mapping[str, tuple[str, ...]]:
    """Give what the jobs are called in which everyone and the owner worked together."""
    named = {job: job_name(one) for job, one in site.vault.jobs.items()}
    new = {
        one: tuple([named[each.job.id] for each in site.shared[one] if each.certain])
        for one in different(former.shared, site.shared)
    }
    found = {**former.jobs, **new}
    return found if len(found) == len(site.shared) else {one: found[one] for one in site.shared}


def _common(former: Table, made: Table, others: Collection[str]) -> Common:
    """Give what many rows have in common, with its numbers."""
    kept = made.jobs.keys() == former.jobs.keys() and former.rows.keys() == made.rows.keys()
    same = kept and all(former.rows[one].tags == made.rows[one].tags for one in others)
    tags = former.common.tags if same else _numbered(chain.from_iterable([row.tags for row in made.rows.values()]))
    same = kept and all(former.jobs[one] == made.jobs[one] for one in different(former.jobs, made.jobs))
    jobs = former.common.jobs if same else _numbered(chain.from_iterable(made.jobs.values()))
    return Common(tags, _numbered(made.urls.items()), jobs)


def _former(vault: Vault) -> Table | None:
    found: Table | None = left(vault, _TABLE)
    return found


def _numbered(items: Iterable[_T]) -> dict[_T, int]:
    return {item: at for at, item in enumerate(sorted(set(items)))}


def _name(row: Row) -> str:
    return row.card.name


def _order(former: Sequence[str], rows: Mapping[str, Row], others: Collection[str]) -> list[str]:
    """Give all by name: those who stood in order before stay so, the others come in between."""

    def by_name(person: str) -> tuple[str, str]:
        return _name(rows[person]).casefold(), person

    order = [person for person in former if person in rows and person not in others]
    if not order:
        return sorted(others, key=by_name)
    for person in others:
        insort(order, person, key=by_name)
    return order


def _texts(former: Table, made: Table, others: Collection[str]) -> dict[str, str]:
    """Give each row as it is in the data; it is as it was, where it has the same numbers in it too."""
    if former.common != made.common:
        return {person: _dump(_compact(made, person)) for person in made.rows}
    moved = {one for one in different(former.jobs, made.jobs) if former.jobs.get(one) != made.jobs[one]}
    anew = moved.intersection(made.rows).union(others)
    found = {**former.texts, **{person: _dump(_compact(made, person)) for person in anew}}
    return found if len(found) == len(made.rows) else {person: found[person] for person in made.rows}


def _compact(table: Table, person: str) -> list[object]:
    """Give a row in the order that netkeep-people.js knows."""
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
