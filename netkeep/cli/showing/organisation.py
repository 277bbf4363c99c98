"""An organisation on one screen: who is and was there, who can introduce the owner, and what is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from shlex import quote

from netkeep.cli.layout import hang_short, shorten
from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import clean
from netkeep.cli.showing.favours import open_favours
from netkeep.cli.showing.words import entry_in_words, time_in_words
from netkeep.model.jobs import Job
from netkeep.network.employers import Employers
from netkeep.network.ledger import account
from netkeep.network.who import Standing, Way, grouped, who
from netkeep.store.lookup import names
from netkeep.store.orgs import Org
from netkeep.store.vault import HistoryEntry, Vault
from netkeep.text.plain import one_line, plain
from netkeep.text.reminders import without_reminders
from netkeep.words import ago, ahead, join_words, partial_date

_LABELS, _NAMED, _WITH_TITLES, _OPEN = 15, 5, 3, 3
_GROUPS: dict[Standing, str] = {"now": "There now", "before": "Was there", "knows": "Knows someone"}


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation, the vault, the day, and how many columns there are."""

    vault: Vault
    org: Org
    today: date
    room: int

    def lines(self) -> Iterator[str]:
        """Yield all that is known, in 24 lines at most."""
        record = self.org.record
        yield heading(clean(self.org.name))
        if head := " · ".join(self._head()):
            yield shorten(head, self.room)
        yield ""
        ways = self.ways()
        for standing, label in _GROUPS.items():
            yield from self._fact(label, _listed(grouped(ways)[standing]), most=2)
        for number, job in enumerate(self.jobs()[:_OPEN]):
            yield from self._fact("" if number else "Your jobs", f"{job.id}: {_job(job)}")
        if last := self.last(ways):
            words = f"{ago(last[1].date, self.today)}, {last[0].contact.name}: {entry_in_words(self.vault, last[1])}"
            yield from self._fact("Last contact", words)
        for number, words in enumerate(self._open(ways)[:_OPEN]):
            yield from self._fact("" if number else "Favours", words)
        for number, words in enumerate(self._reminders()[:_OPEN]):
            yield from self._fact("" if number else "Promised", words)
        if record:
            notes = plain(without_reminders(record.body.prose), names(self.vault))
            yield from self._fact("Notes", " ".join(notes.split()), most=2)
        yield from self._fact("Not known", join_words(self._unknown(ways)))
        place = f"{self.vault.path(record)} · " if record else ""
        command = "hunt" if record and record.target else f"who {quote(self.org.name)}"
        yield quiet(shorten(f"{place}who can help, and why: netkeep {command}", self.room))

    def ways(self) -> tuple[Way, ...]:
        """Return everyone on the way into it."""
        return who(self.vault, Employers(exact=(self.org,)), self.today)

    def jobs(self) -> list[Job]:
        """Return the owner's own jobs there, the newest first."""
        own = [job for job in self.vault.jobs.values() if job.org in self.org.spellings]
        return sorted(own, key=lambda job: (str(job.start or ""), job.id), reverse=True)

    def last(self, ways: Sequence[Way]) -> tuple[Way, HistoryEntry] | None:
        """Return the last contact with somebody who is there now."""
        met = [(way, way.last) for way in ways if way.last and way.standing == "now"]
        return max(met, key=lambda pair: pair[1].date, default=None)

    def _head(self) -> Iterator[str]:
        record = self.org.record
        if record and record.target:
            yield f"a target by {partial_date(record.target)}"
        if record and record.domains:
            yield ", ".join(record.domains)
        aliases = dict.fromkeys((*(record.aliases if record else ()), *self.org.spellings))
        if others := [alias for alias in aliases if alias != self.org.name]:
            yield f"also called {join_words(others, 3)}"

    def _open(self, ways: Sequence[Way]) -> list[str]:
        return [
            f"{way.contact.name}: {words}"
            for way in ways
            if way.standing != "knows"
            for words in open_favours(account(self.vault, way.contact.id, self.today), self.today)
        ]

    def _reminders(self) -> list[str]:
        reminders = self.org.record.body.reminders if self.org.record else ()
        waiting = sorted((item for item in reminders if not item.done), key=lambda item: item.due)
        return [f"{one_line(item.text, names(self.vault))} ({ahead(item.due, self.today)})" for item in waiting]

    def _unknown(self, ways: Sequence[Way]) -> Iterator[str]:
        if not any(way.standing == "now" for way in ways):
            yield "anybody who works there now"
        if not (self.org.record and self.org.record.domains):
            yield "its e-mail addresses (domains)"

    def _fact(self, label: str, text: str, most: int = 1) -> Iterator[str]:
        if text:
            yield from hang_short(f"  {label}", text, indent=_LABELS + 2, room=self.room, most=most)


def _listed(ways: Sequence[Way]) -> str:
    names = map(_who, ways) if len(ways) <= _WITH_TITLES else (way.contact.name for way in ways)
    number = f"{len(ways)}: " if len(ways) > 1 else ""
    return number + join_words(names, _NAMED) if ways else ""


def _who(way: Way) -> str:
    title = next((role.title for role in way.roles if role.title), None)
    known = f"knows {join_words([other.contact.name for other in way.through], 2)}" if way.through else None
    return f"{way.contact.name} ({words})" if (words := title or known) else way.contact.name


def _job(job: Job) -> str:
    return " · ".join(filter(None, (job.title or job.org, time_in_words(job))))
