"""A contact: who someone is. The history with them is in the body's log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from netkeep.model.body import Body
from netkeep.model.dates import Birthday, Duration, Never, PartialDate

RELATIONS = (
    "manager",
    "report",
    "peer",
    "other-team",
    "leadership",
    "vendor",
    "customer",
    "recruiter",
    "other",
)
_YES = frozenset({"true", "yes", "on", "y", "1"})


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address; ``label`` is free text, ``home`` and ``work`` are known."""

    address: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as written; :func:`netkeep.model.contact_points.phone_key` gives the form to compare."""

    number: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; one that is not split into parts is all ``street``."""

    street: str | None = None
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None
    box: str | None = None
    extended: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A day of theirs besides the birthday, such as a wedding; without ``every`` it does not recur."""

    name: str
    on: Birthday
    every: Duration | None = None

    def next_on_or_after(self, day: date) -> date | None:
        """Return the next day on which it recurs, counted from the first; None where that is unknown.

        29 February becomes the 28th in a common year. Where the year is unknown, only a yearly date recurs.
        """
        if self.every is None:
            return None
        if self.on.year is None:
            return self.on.next_on_or_after(day) if self.every.after(date(2000, 1, 1)) == date(2001, 1, 1) else None
        first = self.on.in_year(self.on.year)
        times = max(0, (day - first).days // self.every.days() - 1)
        while (occurrence := self._again(first, times)) < day and occurrence < date.max:
            times += 1
        while times and self._again(first, times - 1) >= day:
            times -= 1
        return self._again(first, times) if self._again(first, times) >= day else None

    def _again(self, first: date, times: int) -> date:
        return Duration(self.every.count * times, self.every.unit).after(first) if self.every and times else first


@dataclass(frozen=True, slots=True)
class Role:
    """An employment of theirs; without ``end`` it is current."""

    org: str
    title: str | None = None
    team: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None

    def current(self, today: date) -> bool:
        """Return whether it goes on today."""
        return self.end is None or self.end.latest() >= today


@dataclass(frozen=True, slots=True)
class Engagement:
    """What someone was to the owner in one of the owner's jobs."""

    job: str
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Someone they know; read in both directions."""

    id: str
    how: str | None = None


Item = Email | Phone | Address | NamedDate | Role | Engagement | Acquaintance
"""The records that fields of a contact list."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A person in the vault. Lists keep the order of the file.

    ``properties`` are the keys of other programs, such as Obsidian's ``cssclasses``.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    pronouns: str | None = None
    emails: tuple[Email, ...] = ()
    phones: tuple[Phone, ...] = ()
    links: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    addresses: tuple[Address, ...] = ()
    location: str | None = None
    timezone: str | None = None
    birthday: Birthday | None = None
    dates: tuple[NamedDate, ...] = ()
    tags: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    worked_with: tuple[Engagement, ...] = ()
    introduced_by: str | None = None
    knows: tuple[Acquaintance, ...] = ()
    cadence: Duration | Never | None = None
    paused_until: date | None = None
    private: bool = False
    archived: str | None = None
    check_ignore: tuple[str, ...] = ()
    x: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    properties: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    body: Body = field(default_factory=Body)

    @property
    def published(self) -> bool:
        """Return whether the site may show them: any value of ``publish`` but a clear yes keeps them off it."""
        said = self.properties.get("publish", "true")
        return isinstance(said, str) and said.strip().casefold() in _YES

    def is_paused_or_archived(self, today: date) -> bool:
        """Return whether they are archived, or paused until a later day."""
        return self.archived is not None or (self.paused_until or today) > today
