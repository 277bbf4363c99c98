"""A vault of any size, shaped like the sample's: ``python -m benchmarks.generate 10000 /tmp/vault``.

The same number and seed give the same bytes. Of a hundred people about a sixth have a long log, half a short one, and
the rest were captured once; who knows whom stays within a neighbourhood, as in life.
"""

import random
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

SEED = 20261122
_T = TypeVar("_T")
TODAY = date(2026, 11, 22)

_GIVEN = (
    *("Ada", "Alan", "Aoife", "Bethan", "Callum", "Chidi", "Daragh", "Dev", "Doreen", "Eleni", "Faisal", "Gisela"),
    *("Hanako", "Hartmut", "Imogen", "Ingeborg", "Jadwiga", "Joost", "José", "Katrin", "Layla", "Łukasz", "Mareike"),
    *("Mo", "Ngọc", "Nils", "Oksana", "Osric", "Pauline", "Petra", "Priya", "Ruth", "Siobhán", "Tuva", "Zoë"),
)
_FAMILY = (
    *("Achterberg", "Blagbrough", "Broadbent", "Castellanos", "Deshmankar", "Example", "Farrow", "Grzybowiak"),
    *("Haddad", "Holroyd", "Iqbal", "Kaminke", "Kranich", "Lindegren", "Macalister", "Marsh", "Mavridou", "Mokoena"),
    *("Novotná", "Ohlsen", "Pietzke", "Prosser", "Raghunathan", "Reay", "Sample", "Tillery", "Trần", "Åkerblom"),
)
_TITLES = ("Platform engineer", "Data analyst", "Facilities manager", "Head of procurement", "CIO", "Nurse")
_TAGS = ("mentor", "data", "platform", "hiring", "cycling", "leeds", "berlin", "security", "vendor")
_KINDS = ("coffee", "call", "email", "meeting", "lunch", "message", "chat", "event", "visit", "note")
_WORDS = (
    *("the", "reorg", "and", "who", "to", "ask", "about", "data", "migration", "over", "a", "long", "lunch", "near"),
    *("station", "she", "knows", "everyone", "in", "procurement", "he", "will", "write", "next", "week", "hand-over"),
    *("there", "is", "new", "baby", "broken", "sorter", "three", "bicycles", "one", "allotment", "story", "of", "lift"),
)
_RELATIONS = ("manager", "report", "peer", "other-team", "leadership", "vendor", "customer", "recruiter", "other")
_CADENCES = ("3 months", "6 months", "1 year", "none", "quarterly")
_LEGAL = ("GmbH", "Ltd", "Inc", "AG", "plc")
_LOG_SIZES = (0, 0, 1, 2, 3, 4, 12)
_THIS_YEAR, _NEIGHBOURHOOD = 2026, 20


def main() -> None:
    """Write the vault that the command line asks for."""
    write_vault(int(sys.argv[1]), Path(sys.argv[2]))


def write_vault(count: int, root: Path, seed: int = SEED) -> None:
    """Write a vault of ``count`` people, with jobs and organisations in proportion."""
    for folder in ("people", "jobs", "orgs"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "netkeep.toml").write_text('format = 2\n\n[cadence]\ntags = { mentor = "3 months" }\n', encoding="utf-8")
    generator = Generator(count, seed)
    for job in generator.jobs:
        (root / "jobs" / f"{job}.md").write_text(generator.job(), encoding="utf-8")
    for number in range(count):
        (root / "people" / f"{person_id(number)}.md").write_text(generator.person(number), encoding="utf-8")


def person_id(number: int) -> str:
    """Return the id of the n-th person."""
    return f"person-{number:06}"


class Generator:
    """Makes the text of each file; the random source is the only state."""

    def __init__(self, count: int, seed: int) -> None:
        self._count = count
        self._random = random.Random(seed)  # noqa: S311 (repeatable, not secret)
        self._orgs = [self._new_org(number) for number in range(max(5, count // 50))]
        self.jobs = [f"job-{number:03}" for number in range(max(3, count // 1000))]

    @property
    def org(self) -> str:
        """Return the name of an organisation, as people's roles have it."""
        return self._orgs[0]

    def job(self) -> str:
        """Return the file of a job."""
        year = 2015 + self._random.randrange(10)
        lines = [f"org: {self._pick(self._orgs)}", f"title: {self._pick(_TITLES)}", "kind: contract"]
        return "\n".join(["---", *lines, f"from: {year}-03-01", f"to: {year + 1}-06-30", "---"]) + "\n"

    def person(self, number: int) -> str:
        """Return the file of a person."""
        front = [f"name: {self._pick(_GIVEN)} {self._pick(_FAMILY)}", *self._reach(number)]
        front += [f"tags: [{', '.join(self._random.sample(_TAGS, self._random.randrange(3)))}]", *self._roles()]
        prose = " ".join(self._random.choices(_WORDS, k=self._random.randrange(5, 60))).capitalize()
        lines = ["---", *front, *self._ties(number), "---", "", f"{prose}.", *self._log(number)]
        return "\n".join(lines) + "\n"

    def _reach(self, number: int) -> list[str]:
        lines = [f"links:\n  linkedin: https://linkedin.example/in/{person_id(number)}"]
        if self._chance(70):
            lines.append(f"emails:\n  - {person_id(number)}@mail.example   # preferred")
        if self._chance(30):
            lines.append(f'phones: ["+44 7700 {900000 + number % 1000} x{number}"]')
        if self._chance(20):
            month, day = self._random.randrange(1, 13), self._random.randrange(1, 29)
            lines.append(f"birthday: {1950 + self._random.randrange(50)}-{month:02}-{day:02}")
        return lines

    def _roles(self) -> list[str]:
        lines = ["roles:"]
        year = _THIS_YEAR
        for _ in range(self._pick((1, 1, 1, 2, 3))):
            start = year - self._random.randrange(1, 5)
            end = "" if year == _THIS_YEAR else f", to: {year}-0{self._random.randrange(1, 10)}"
            lines.append(f"  - {{org: {self._pick(self._orgs)}, title: {self._pick(_TITLES)}, from: {start}{end}}}")
            year = start
        return lines

    def _ties(self, number: int) -> list[str]:
        lines: list[str] = []
        if self._chance(50):
            lines.append(f"worked_with:\n  - {{job: {self._pick(self.jobs)}, as: {self._pick(_RELATIONS)}}}")
        near = [person_id(other) for other in self._neighbours(number, 3)]
        if near and self._chance(40):
            lines.append(f"knows: [{', '.join(near)}]")
        if self._chance(20):
            lines.append(f"cadence: {self._pick(_CADENCES)}")
        return lines

    def _log(self, number: int) -> list[str]:
        size = self._pick(_LOG_SIZES)
        day = TODAY - timedelta(days=self._random.randrange(1, 600))
        lines = ["", "## Log", ""] if size else []
        for _ in range(size):
            others = [f"[[{person_id(other)}]]" for other in self._neighbours(number, self._pick((0, 0, 1, 2)))]
            company = f" with {', '.join(others)}" if others else ""
            words = " ".join(self._random.choices(_WORDS, k=12))
            lines.append(f"- {day} {self._pick(_KINDS)}{company}: {words}.")
            day -= timedelta(days=self._random.randrange(1, 200))
        return lines

    def _neighbours(self, number: int, count: int) -> list[int]:
        nearby = range(max(0, number - _NEIGHBOURHOOD), min(self._count, number + _NEIGHBOURHOOD))
        around = [other for other in nearby if other != number]
        return self._random.sample(around, min(count, len(around)))

    def _new_org(self, number: int) -> str:
        # One spelling for one organisation: the legal form goes with the number.
        return f"{self._pick(_FAMILY)} {self._pick(_WORDS).title()} {number} {_LEGAL[number % len(_LEGAL)]}"

    def _chance(self, percent: int) -> bool:
        return self._random.randrange(100) < percent

    def _pick(self, choices: Sequence[_T]) -> _T:
        return self._random.choice(choices)


if __name__ == "__main__":
    main()
