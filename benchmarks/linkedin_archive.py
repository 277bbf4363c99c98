"""LinkedIn archives of any size, with the quirks of real ones at their rates, and the truth about who is in them.

The same number and seed give the same people. Archives of several years tell of the same people: they change
companies, join, and close their accounts.
"""

import csv
import io
import random
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

SEED = 20261123
OWNER = "Sam Owner"
OWNER_URL = "https://www.linkedin.com/in/sam-owner-0"
YEARS = (2022, 2024, 2026)

_GIVEN = (
    *("Ada", "Alan", "Aoife", "Bethan", "Chidi", "Dev", "Eleni", "Faisal", "Gisela", "Hanako", "Imogen", "Joost"),
    *("José", "Katrin", "Layla", "Łukasz", "Mareike", "Ngọc", "Oksana", "Priya", "Ruth", "Siobhán", "Tuva", "Zoë"),
)
_ENDINGS = ("berg", "brough", "dahl", "feld", "grove", "holm", "kamp", "lund", "mark", "sson", "stad", "wood")
_STEMS = ("Achter", "Blag", "Castel", "Desh", "Farr", "Grzy", "Hadd", "Kran", "Linde", "Mavri", "Novot", "Prosz")
_WORDS = ("Analog", "Basalt", "Copper", "Delta", "Ember", "Fjord", "Granite", "Harbour", "Indigo", "Juniper")
_TITLES = ("Platform engineer", "Data analyst, senior", "Head of procurement", "CIO", "Nurse", 'Lead "at large"')
_SKILLS = ("Python", "SQL", "Writing", "C++", "Public speaking", "Mentoring")
_DRESSED = ("{0} {1} ", " {0} {1}", "{0} {1} 🚀", "{0} {1}, PhD", "{0} {1}, MBA, PMP®", "✔ {0} {1}")
_NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. '
    'You will only see email addresses for connections who have allowed it ""by default""."\n\n'
)


class Job(NamedTuple):
    """Where somebody works from a year on; ``org`` is empty where they do not say."""

    since: int
    org: str
    title: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """The truth about a person: ``name`` is as they sign, ``first`` and ``last`` are as they wrote it."""

    number: int
    name: str
    first: str
    last: str
    slug: str
    email: str
    connected: date
    jobs: tuple[Job, ...]
    closed: int | None = None
    messages: dict[str, int] = field(default_factory=dict)

    def job(self, year: int) -> Job:
        """Return their job at the end of a year."""
        return [job for job in self.jobs if job.since <= year][-1]

    def open(self, year: int) -> bool:
        """Return whether an archive of that year's end names them."""
        return self.connected.year <= year and (self.closed is None or self.closed > year)

    @property
    def key(self) -> str:
        """Return what tells them from everyone else: the key of their profile."""
        return f"linkedin.com/in/{quote(self.slug.casefold())}"

    @property
    def url(self) -> str:
        """Return their profile as LinkedIn writes it."""
        return f"https://www.linkedin.com/in/{quote(self.slug)}"


def everyone(count: int, seed: int = SEED) -> list[Somebody]:
    """Make ``count`` people, of whom about one in ten shares a full name with another."""
    source = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    people: list[Somebody] = []
    for number in range(1, count + 1):
        if people and source.random() < 0.05:
            given, _, family = source.choice(people).name.partition(" ")
        else:
            given, family = source.choice(_GIVEN), _family(source, number)
        people.append(_somebody(source, number, given, family))
    return people


def _family(source: random.Random, number: int) -> str:
    if source.random() < 0.01:
        return source.choice("ABCDEFGHIJKLMNOPRSTVW")
    # Enough surnames that only those meant to be namesakes are, nearly.
    return source.choice(_STEMS) + "aeiou"[number % 5] + "nrlst"[number // 5 % 5] + source.choice(_ENDINGS)


def _somebody(source: random.Random, number: int, given: str, family: str) -> Somebody:
    first, last = given, family
    chance = source.random()
    if chance < 0.08 and len(family) > 1:
        dressed = source.choice(_DRESSED).format(first, last)
        first, last = dressed[: dressed.index(last)], dressed[dressed.index(last) :]
    elif chance < 0.09:
        first = "".join(chr(0x1D400 + ord(one) - 65) if "A" <= one <= "Z" else one for one in first)
    accent = "é" if source.random() < 0.1 else "e"
    slug = f"p{accent}rson-{given.lower() if given.isascii() else 'x'}-{number}"
    return Somebody(
        number,
        f"{given} {family}",
        first,
        last,
        slug,
        f"person{number}@mail.example" if source.random() < 0.03 else "",
        date(2016, 1, 1) + timedelta(days=source.randrange(365 * 10)),
        _jobs(source),
        source.choice((2023, 2024, 2025, 2026)) if source.random() < 0.03 else None,
    )


def _jobs(source: random.Random) -> tuple[Job, ...]:
    jobs = [_job(source, 0)]
    for year in range(2023, 2027):
        if source.random() < 0.12:
            jobs.append(_job(source, year, jobs[-1].org))
    return tuple(jobs)


def _job(source: random.Random, since: int, before: str = "") -> Job:
    if source.random() < 0.1 and not before:
        return Job(since, "", "")
    org = f"{source.choice(_WORDS)} {source.choice(_WORDS)} {source.randrange(50)}"
    return Job(since, org if org != before else f"{org} Two", source.choice(_TITLES))


@dataclass(frozen=True, slots=True)
class Archive:
    """What LinkedIn would send at the end of a year, table by table."""

    people: list[Somebody]
    year: int
    messages: int = 0
    seed: int = SEED

    def tables(self) -> dict[str, str]:
        """Return the text of each table, by its file's name."""
        return {
            "Connections.csv": _NOTES + self._connections(),
            "messages.csv": self._messages(),
            "Invitations.csv": self._invitations(),
            "Endorsement_Received_Info.csv": self._endorsements(),
            "Positions.csv": _csv([_POSITIONS, ("Acme Corp", "Engineer", "", "Leeds", "Mar 2019", "")]),
        }

    def write(self, path: Path) -> Path:
        """Write the .zip, each table as of the year's last day; gives ``path``."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self.tables().items():
                archive.writestr(zipfile.ZipInfo(name, (self.year, 12, 31, 12, 0, 0)), text)
        return path

    def _connections(self) -> str:
        return _csv([_CONNECTIONS, *(self._connection(one) for one in self.people if one.connected.year <= self.year)])

    def _connection(self, one: Somebody) -> tuple[str, ...]:
        day = f"{one.connected:%d} {_MONTHS[one.connected.month - 1]} {one.connected.year}"
        if not one.open(self.year):
            return ("", "", "", "", "", "", day)
        job = one.job(self.year)
        return (one.first, one.last, one.url, one.email, job.org, job.title, day)

    def written_with(self) -> Iterator[tuple[Somebody, date, bool]]:
        """Yield who wrote with the owner, on which day, and whether the owner did the writing."""
        source = random.Random(self.seed + self.year)  # noqa: S311 (repeatable, not secret)
        there = [one for one in self.people if one.open(self.year)]
        for _ in range(self.messages):
            one = there[min(source.randrange(len(there)), source.randrange(len(there)))]
            yield one, date(self.year, 1, 1) + timedelta(days=source.randrange(365)), source.random() < 0.5

    def _messages(self) -> str:
        rows = (_message(one, day, sent=sent) for one, day, sent in self.written_with())
        return _csv([_MESSAGES, *rows, *_noise(self.year)])

    def _invitations(self) -> str:
        day = f"7/8/{self.year % 100}, 3:43 PM"
        return _csv(
            [_INVITATIONS, (OWNER, "Nora Nobody", day, "", "OUTGOING", OWNER_URL, "https://www.linkedin.com/in/nora-n")]
        )

    def _endorsements(self) -> str:
        there = [one for one in self.people if one.open(self.year)]
        rows = [
            (f"{self.year}/06/10 23:13:46 UTC", _SKILLS[one.number % 6], one.first, one.last, one.url[8:], status)
            for one, status in zip(there[::10], ("ACCEPTED", "ACCEPTED", "PENDING") * len(there), strict=False)
        ]
        return _csv([_ENDORSEMENTS, *rows])


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CONNECTIONS = ("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On")
_MESSAGES = (
    *("CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE"),
    *("SUBJECT", "CONTENT", "FOLDER", "ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"),
)
_INVITATIONS = ("From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl")
_ENDORSEMENTS = (
    *("Endorsement Date", "Skill Name", "Endorser First Name", "Endorser Last Name", "Endorser Public Url"),
    "Endorsement Status",
)
_POSITIONS = ("Company Name", "Title", "Description", "Location", "Started On", "Finished On")
_TEXT = '<p class="x">Thank you, "that" was kind.</p>\nUntil soon'


def _message(one: Somebody, day: date, *, sent: bool) -> tuple[str, ...]:
    them, us = (f"{one.first} {one.last}".strip(), one.url), (OWNER, OWNER_URL)
    ends = (*us, *them) if sent else (*them, *us)
    return (f"2-{one.number}==", "", *ends, f"{day} 09:41:53 UTC", "", _TEXT, "INBOX", "", "No", "No")


def _noise(year: int) -> Iterator[tuple[str, ...]]:
    """Yield an advertisement, a draft, and a message of a closed account."""
    day, ad = f"{year}-05-05 10:00:00 UTC", "https://www.linkedin.com/in/ad-vertiser"
    yield ("n1", "Sponsored", "Ad Vertiser", ad, OWNER, OWNER_URL, day, "", "Buy", "INBOX", "", "No", "No")
    yield ("n2", "", OWNER, OWNER_URL, "Ad Vertiser", ad, day, "", "Not sent", "INBOX", "", "Yes", "Yes")
    yield ("n3", "", "LinkedIn Member", "", OWNER, OWNER_URL, day, "", "Gone", "INBOX", "", "No", "No")


def _csv(rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
