"""Whom to contact in a week: seven people at most, what is open first, then the others in turns.

Nothing is stored. A week is an ISO week, Monday to Sunday. What has nothing open is judged by what happened before
Monday, so that a log entry marks somebody as done and moves nobody else; whose turn it is follows from the id and the
week alone, so that every clone and the site name the same people. ``docs/week.md`` tells the order, and why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple
from zlib import crc32

from netkeep.agenda.agenda import SOURCES
from netkeep.agenda.catch_ups import every, next_catch_up, wish_for
from netkeep.agenda.item import Due
from netkeep.model.dates import Duration
from netkeep.model.people import Contact
from netkeep.network.employment import in_jobs
from netkeep.network.hunt import FAVOUR_OF, hunt
from netkeep.network.ledger import account
from netkeep.network.schedule import A_DAY
from netkeep.network.strength import measure
from netkeep.store.vault import Vault
from netkeep.words import ago, full_date, on_day, role_line, to_you

MOST = 7
"""People in a week."""
PERIODS = {"close": 4, "warm": 8, "acquainted": 16, "weak": 52, "none": 104}
"""Weeks from one turn to the next of somebody without a wish; all even, so that nobody is named two weeks running."""
_GREET = 26  # weeks from one turn to the next of somebody from a job with whom there was never a contact
_LAST_CHANCE = timedelta(weeks=4)  # before a wish has been waited for twice
_MOST_EARLY = timedelta(weeks=4)  # a wish may be named a third of its time early, and so much at most
_HELPS = {"refer": "can refer you to", "introduce": "can introduce you to people of", "tell": "can tell you about"}
_LEADS = {"reminder": "you promised: ", "birthday": "birthday: ", "date": "a date: "}
_MORE = {
    "reminder": ("promise", "promises"),
    "follow-up": ("answer to ask for", "answers to ask for"),
    "give-back": ("favour to return", "favours to return"),
}
_WEAK_PLACES = ((4, 2), (2, 1))  # with so many free places, so many are for weak ties


class Pick(NamedTuple):
    """Somebody to contact: ``due`` holds the reason, ``turn`` says why this week, ``done`` whether it was done.

    ``group`` is ``open``, ``ask``, ``wish``, ``news``, ``target``, ``day``, ``hello``, ``fading``, ``greet`` or
    ``weak``.
    """

    group: str
    due: Due
    turn: str
    done: bool = False


class Week(NamedTuple):
    """The people of a week, from ``monday``; ``more`` counts what is open besides, by kind."""

    monday: date
    picks: tuple[Pick, ...]
    more: tuple[tuple[str, int], ...]


def lead(due: Due) -> str:
    """Return the words that come before a reason: ``you promised: ``; most reasons need none."""
    return _LEADS.get(due.kind, "")


def left_over(found: Week) -> Iterator[tuple[str, str]]:
    """Yield what is open beyond seven people, as ``4 more promises`` with the command that lists them."""
    for kind, number in found.more:
        yield f"{number:,} more {_MORE[kind][number != 1]}", f"netkeep due --kind {kind}"


def week(vault: Vault, today: date) -> Week:
    """Return whom to contact in the week of a day."""
    return _Planner(vault, today).week()


class _Wished(NamedTuple):
    """Somebody whose wish is due or nearly: the day by which it was waited for twice, and how close they were."""

    pick: Pick
    twice: date
    closeness: float


class _Turn(NamedTuple):
    """Somebody without a wish: why, weeks from turn to turn and since the last one, and how close they were."""

    contact: Contact
    group: str
    reason: str
    period: int
    weeks: int
    closeness: float


class _Planner:
    def __init__(self, vault: Vault, today: date) -> None:
        self._vault = vault
        self._today = today
        self._monday = today - timedelta(days=today.weekday())
        self._sunday = self._monday + timedelta(days=6)
        self._before = self._monday - timedelta(days=1)
        self._number = self._monday.toordinal() // 7
        self._named: dict[str, Pick] = {}

    def week(self) -> Week:
        """Return the week: what is open, then the groups in their order, with places kept for weak ties."""
        opened = self._open()
        self._name(opened, MOST)
        beyond = [pick.due.kind for pick in opened if self._named.get(pick.due.who) is not pick]
        free = MOST - len(self._named)
        turns = self._turns()
        weak = [turn for turn in turns if turn.group == "weak"]
        kept = min(next((places for room, places in _WEAK_PLACES if free >= room), 0), len(weak))
        wishes = self._wishes()
        last_chance = [wished for wished in wishes if wished.twice <= self._monday + _LAST_CHANCE]
        last_chance.sort(key=lambda wished: (-wished.closeness, wished.twice, wished.pick.due.who))
        for group in (
            self._of_agenda("ask", "ask"),
            (wished.pick for wished in last_chance),
            self._of_agenda("news", "congratulate"),
            islice(self._of_targets(), A_DAY),
            self._of_agenda("day", "birthday", "date"),
            (wished.pick for wished in wishes),
            self._of_agenda("hello", "hello"),
            (self._pick(turn) for turn in turns if turn.group == "fading"),
            (self._pick(turn) for turn in turns if turn.group == "greet"),
        ):
            self._name(group, MOST - kept)
        self._name(map(self._pick, weak), MOST)
        more = tuple((kind, beyond.count(kind)) for kind in dict.fromkeys(beyond))
        return Week(self._monday, tuple(map(self._with_done, self._named.values())), more)

    def _name(self, picks: Iterable[Pick], most: int) -> None:
        """Name people in their order while there is room; nobody twice."""
        for pick in picks:
            if len(self._named) >= most:
                return
            self._named.setdefault(pick.due.who, pick)

    def _with_done(self, pick: Pick) -> Pick:
        return pick if pick.group == "open" else pick._replace(done=self._is_in_touch(pick.due.who))

    def _is_in_touch(self, person: str) -> bool:
        last = next(iter(self._vault.contacts_with(person, self._today)), None)
        return last is not None and last.date >= self._monday

    def _open(self) -> list[Pick]:
        """Return what is promised, asked and owed up to Sunday; of what is owed a few at a time, in turns."""
        owed = [due for due in self._due("give-back") if self._may_be_named(due.who)]
        turns = {
            "reminder": "you promised it; it stays until you tick it",
            "follow-up": "you asked, and are waiting for an answer",
            "give-back": "you owe it; every second week",
        }
        items = (*self._due("reminder"), *self._due("follow-up"), *owed[:A_DAY])
        return [Pick("open", due, turns[due.kind]) for due in items]

    def _due(self, kind: str) -> list[Due]:
        """Return what is due of a kind up to Sunday, the oldest first, of one day in the agenda's order."""
        return sorted(SOURCES[kind](self._vault, self._today, self._sunday), key=lambda item: item.on)

    def _of_agenda(self, group: str, *kinds: str) -> Iterator[Pick]:
        """Yield a few whom the agenda names, each every second week at most."""
        items = (due for kind in kinds for due in self._due(kind) if self._may_be_named(due.who))
        return islice((Pick(group, due, "it is due; every second week at most") for due in items), A_DAY)

    def _of_targets(self) -> Iterator[Pick]:
        """Yield who can help where the owner wants to work: first whom to ask, then whom to say hello to."""
        hunted = hunt(self._vault, self._today)
        for step in ("ask", "hello"):
            for place in hunted:
                for helper in (helper for helper in place.helpers if helper.step == step):
                    contact, org = helper.way.contact, place.target.org.name
                    favour = FAVOUR_OF.get(helper.help) if step == "ask" else None
                    todo = f"netkeep log {contact.id} -k " + (f'"asked {favour}"' if favour else "message")
                    why = f"{_HELPS[helper.help]} {org}{'' if step == 'ask' else '; say hello first'}"
                    due = Due("target", contact.id, contact.name, self._monday, why, todo)
                    if self._may_be_named(contact.id):
                        yield Pick("target", due, "you want to work there; every second week at most")

    def _wishes(self) -> list[_Wished]:
        """Return those whose wish is due or nearly, whose second time ends first before the others."""
        wishes = (wished for contact in self._people() if self._has_wish(contact) for wished in self._wished(contact))
        return sorted(wishes, key=lambda wished: (wished.twice, -wished.closeness, wished.pick.due.who))

    def _has_wish(self, contact: Contact) -> bool:
        """Return whether the owner said how often: for this person, or for a tag of theirs."""
        return contact.cadence is not None or any(tag in self._vault.settings.tag_cadences for tag in contact.tags)

    def _wished(self, contact: Contact) -> Iterator[_Wished]:
        """Yield the wish of somebody, if it is due by Sunday, or a little later."""
        cadence = wish_for(contact, self._vault.settings).cadence
        due = next_catch_up(self._vault, contact, self._today, self._before)
        if due is None or not isinstance(cadence, Duration):
            return
        if due.on <= self._sunday + min(timedelta(days=cadence.days() / 3), _MOST_EARLY):
            last = next(iter(self._vault.contacts_with(contact.id, self._before)), None)
            twice = cadence.after(cadence.after(last.date if last else self._before))
            turn = f"you wanted {every(cadence)}; twice that is on {full_date(twice)}"
            if due.on > self._sunday:
                due = replace(due, why=f"{due.why}, so by {on_day(due.on, self._today)}")
            yield _Wished(Pick("wish", due, turn), twice, self._closeness(contact.id)[0])

    def _turns(self) -> list[_Turn]:
        """Return those without a wish, whose turn began last first; among them the closest first."""
        turns = (self._turn(contact) for contact in self._people() if not self._has_wish(contact))
        return sorted(filter(None, turns), key=lambda turn: (turn.weeks, -turn.closeness, turn.contact.id))

    def _turn(self, contact: Contact) -> _Turn | None:
        """Return the turn of somebody without a wish; None where they were in touch not long ago."""
        contacts = self._vault.contacts_with(contact.id, self._before)
        if contacts and (self._monday - contacts[0].date) * 4 < self._fades_after(contacts[0].date):
            return None
        closeness, level = self._closeness(contact.id)
        group, reason, period = self._reason(contact, level)
        weeks = (crc32(contact.id.encode()) + self._number) % period
        return _Turn(contact, group, reason, period, weeks, closeness)

    def _pick(self, turn: _Turn) -> Pick:
        contact = turn.contact
        contacts = self._vault.contacts_with(contact.id, self._before)
        last = f"last: {contacts[0].kind}, {ago(contacts[0].date, self._today)}" if contacts else "no contact on file"
        work = next((f"now {role_line(role)}" for role in contact.roles if role.current(self._today)), "")
        why = "; ".join(filter(None, (turn.reason, last, work)))
        todo = f"netkeep log {contact.id} -k message"
        due = Due("catch-up", contact.id, contact.name, self._monday, why, todo)
        return Pick(turn.group, due, f"no cadence set; {turn.reason}: a turn every {turn.period} weeks")

    def _fades_after(self, day: date) -> timedelta:
        return self._vault.settings.fades_after.after(day) - day

    def _reason(self, contact: Contact, level: str) -> tuple[str, str, int]:
        """Return the group of somebody without a wish, the reason in words, and the weeks between their turns."""
        if level not in {"weak", "none"}:
            return "fading", f"once {level}", PERIODS[level]
        if level == "weak":
            return "weak", "a weak tie", PERIODS[level]
        job = next((there for there in in_jobs(self._vault, contact) if there.certain), None)
        if job:
            return "greet", f"{to_you(job.relation, job.job.org)}", _GREET
        if account(self._vault, contact.id, self._before).received():
            return "greet", "put in a good word for you", _GREET
        return "weak", "a weak tie", PERIODS[level]

    def _people(self) -> Iterator[Contact]:
        """Yield those who may be named this week: every other week, unless they are paused or archived."""
        for contact in self._vault.contacts.values():
            if self._may_be_named(contact.id) and not contact.is_paused_or_archived(self._today):
                yield contact

    def _may_be_named(self, person: str) -> bool:
        return (crc32(person.encode()) + self._number) % 2 == 0

    def _closeness(self, person: str) -> tuple[float, str]:
        """Return how close somebody was when last in touch, and the word for it."""
        history = self._vault.contacts_with(person, self._before)
        if not history:
            return 0.0, "none"
        strength = measure(history, self._vault.settings, history[0].date)
        return strength.score, strength.level
