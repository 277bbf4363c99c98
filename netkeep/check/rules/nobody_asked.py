"""A job of yours ends within a month, and nobody of it has been asked for anything.

A recommendation is written while they still see you; three months later it is a favour, and a year later a memory.
From thirty days before the end until thirty days after it, this looks for an entry ``asked …`` since the job began,
with anybody who worked there with you.

Bad (on 1 June 2024): ``to: 2024-06-30`` in ``jobs/acme-2023.md``, and no ``asked`` in any log

Good: ``- 2024-05-28 asked recommendation`` in the log of somebody with ``worked_with: [{job: acme-2023}]``

To mend: ask the boss, then your peers, and log each asking: ``netkeep log WHO -k "asked recommendation"``.
"""

from collections.abc import Iterator
from datetime import date

from netkeep.check.collect import ORG_NAME
from netkeep.check.collect_people import ASKED, LEAVING
from netkeep.check.facts import Facts
from netkeep.check.references import JOB_ID
from netkeep.check.rule import Located, Rule
from netkeep.store.index.rows import ORG, FactRow

_MONTH = 30  # days
_MESSAGE = "this job ends, and nobody of it has been asked for anything"
_MEND = "ask the boss, then your peers: netkeep log WHO -k 'asked recommendation'"


def _check(facts: Facts) -> Iterator[Located]:
    asked = facts.latest(ASKED)
    people = _People(facts)
    for job in facts.of_kind(LEAVING):
        start, end = job.note.split()
        if not any(asked.get(person, "") >= start for person in people.of(job)):
            yield Located(job.place, _MESSAGE, _MEND, since=_near(end, -_MONTH), until=_near(end, _MONTH + 1))


def _near(end: str, days: int) -> date:
    """Return the day so many days from the end, within the limits of the calendar."""
    day = date.fromisoformat(end).toordinal() + days
    return date.fromordinal(min(max(day, 1), date.max.toordinal()))


class _People:
    """The people who were there: by job, and by organisation."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._by: dict[tuple[str, str], set[str]] = {}
        for kind in (JOB_ID, ORG):
            for fact in facts.of_kind(kind):
                self._by.setdefault((kind, fact.key), set()).add(_stem(fact.place.path))

    def of(self, job: FactRow) -> set[str]:
        """Return the ids of the people who worked in a job, or at any time for its organisation."""
        keys = [(JOB_ID, _stem(job.place.path))]
        keys += [(ORG, name) for name in self._facts.keys_in_same_file(ORG_NAME, job.key)]
        return set().union(*(self._by.get(key, set()) for key in keys))


def _stem(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


RULE = Rule("NK606", "nobody-asked", __name__, across=_check, opt_in=True)
