"""Repositories: whom the owner writes code with. Nobody becomes a contact just by being seen here.

A repository may be untrusted: git runs without its hooks, its file-system monitor, pagers and text converters,
without system and user settings, and without network access. Commits are only listed.
"""

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from netkeep.errors import NetkeepError
from netkeep.exchange.candidate import Gathering, Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.counted import Person, sighting
from netkeep.exchange.importers.display_names import display_name, one_line
from netkeep.exchange.importers.owner import owner_keys
from netkeep.exchange.importers.trouble import Trouble
from netkeep.model.contact_points import email_key, email_problem
from netkeep.model.dates import parse_date
from netkeep.model.names import fold
from netkeep.network.contact_scoring import github_login, is_robot, ranked

_MOST_COMMITS = 200_000
_LONGEST = 64 * 1024
_MOST_AUTHORS = 20
_FIRST_DAY = date(1980, 1, 1)
_UNIT, _RECORD = "\x1f", "\x1e"
_FORMAT = "%x1e%as%x1f%aN <%aE>%x1f%cN <%cE>%x1f%(trailers:key=Co-authored-by,valueonly,unfold)"
_SAFE = (
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "core.pager=cat"),
    *("-c", "log.showSignature=false", "-c", "diff.external=", "-c", "protocol.allow=never"),
    *("-c", "core.attributesFile=", "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "log.mailmap=true"),
    *("-c", "mailmap.file=", "-c", "mailmap.blob=", "-c", "i18n.logOutputEncoding=UTF-8"),
)
_PERSON = re.compile(r"(.*?)<([^<>]*)>\s*")
_WEB = frozenset({"noreply@github.com", "noreply@gitlab.com"})
_BOT = re.compile(r".*\[bot\].*|(?:.*[\s_-])?bot", re.IGNORECASE)


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read the histories of repositories: who committed there, and the months in which the owner did, too.

    Raises :class:`NetkeepError` if the owner's addresses are not set, or git is missing.
    """
    reader = _Reader(options)
    if shutil.which("git") is None:
        raise NetkeepError("git is not installed; install it to read histories")
    for path in paths:
        reader.take(path)
    return reader.reading()


@dataclass(slots=True)
class _Months:
    """The commits of one repository by month and address, and the last day of each."""

    count: Counter[tuple[str, str]] = field(default_factory=Counter)
    last: dict[tuple[str, str], date] = field(default_factory=dict)

    def add(self, address: str, day: date) -> None:
        key = (f"{day:%Y-%m}", address)
        self.count[key] += 1
        self.last[key] = max(self.last.get(key, day), day)


class _Reader:
    def __init__(self, options: Options) -> None:
        self._trouble = Trouble()
        self._today = options.today
        self._own = owner_keys(options)
        self._name = fold(options.owner_name or "")
        self._people: dict[str, Person] = {}
        self._gatherings: list[Gathering] = []
        self._counts: Counter[str] = Counter()

    def take(self, path: Path) -> None:
        """Read one repository; if it cannot be read, note a problem."""
        where, months = path.name or str(path), _Months()
        try:
            for record in _records(path):
                self._counts["commits"] += 1
                self._commit(record, months)
        except (OSError, subprocess.SubprocessError, ValueError):
            self._trouble.add(
                where, "this is not a repository that git can read", "name a folder with a history that is your own"
            )
        self._gatherings += _together(months, self._own, where, self._today)

    def _commit(self, record: str, months: _Months) -> None:
        day_text, _, rest = record.partition(_UNIT)
        day = self._day(day_text)
        names_by_address = dict(_people(rest))
        if not names_by_address:
            self._counts["left out: robots"] += 1
        self._own |= {address for address, name in names_by_address.items() if name and fold(name) == self._name}
        others = [address for address in names_by_address if address not in self._own]
        for address in others:
            person = self._people.setdefault(address, Person())
            person.seen(names_by_address[address], day)
            person.with_others([other for other in others if other != address])
        for address in names_by_address:
            if day:
                months.add(address, day)

    def _day(self, text: str) -> date | None:
        with suppress(ValueError):
            day = parse_date(text.strip())
            return day if _FIRST_DAY <= day <= self._today + timedelta(days=1) else None
        return None

    def reading(self) -> Reading:
        """Return the combined result of all histories."""
        return Reading(
            problems=self._trouble.problems("git"),
            gatherings=tuple(sorted(self._gatherings, key=lambda gathering: (gathering.day, gathering.key))),
            sightings=ranked((sighting("git", *item) for item in self._people.items()), self._today),
            counts=dict(self._counts),
        )


def _people(rest: str) -> Iterator[tuple[str, str]]:
    """Yield the addresses and names of a commit's author, committer and co-authors, without robots."""
    author, committer, *trailers = [*rest.split(_UNIT), ""][:3]
    lines = [author, committer, *"".join(trailers).splitlines()]
    for line in lines[: _MOST_AUTHORS + 2]:
        match = _PERSON.match(line.strip())
        address = match[2].strip() if match else ""
        if match is None or email_problem(address):
            continue
        name, key = match[1].strip(), email_key(address)
        robot = is_robot(key) and github_login(key) is None
        if not (robot or key in _WEB or _BOT.fullmatch(name)):
            yield key, display_name(name, address)


def _together(months: _Months, own: frozenset[str], where: str, today: date) -> Iterator[Gathering]:
    """Yield a gathering for each other person and each month in which the owner committed as well."""
    busy = {month for month, address in months.count if address in own}
    for (month, address), times in sorted(months.count.items()):
        if month in busy and address not in own:
            text = f"{'1 commit' if times == 1 else f'{times} commits'} to {one_line(where) or 'a repository'}"
            day = min(months.last[month, address], today)
            yield Gathering(f"git {where} {month} {address}", day, "note", text, (address,), where)


def _records(path: Path) -> Iterator[str]:
    """Yield one text a commit. Raises ``OSError``, ``ValueError`` or ``SubprocessError`` if git fails."""
    command = ["git", "--no-pager", "--no-replace-objects", *_SAFE, "log", "--all", "--use-mailmap", "--no-color"]
    command += ["--no-ext-diff", "--no-textconv", "--no-show-signature", f"--max-count={_MOST_COMMITS}"]
    command += [f"--format={_FORMAT}", "--"]
    with subprocess.Popen(  # noqa: S603 (no shell; the arguments are ours)
        command,
        cwd=path,
        env=_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
    ) as process:
        if process.stdout is None:
            return
        pending = ""
        while chunk := process.stdout.read(_LONGEST):
            *whole, pending = (pending + chunk).split(_RECORD)
            pending = pending[:_LONGEST]
            yield from (record[:_LONGEST] for record in whole if record)
        if pending:
            yield pending
    if process.returncode:
        raise ValueError


def _environment() -> dict[str, str]:
    """Return an environment in which git reads only the repository's own settings, which ours override."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "LC_", "LANG"))}
    return {
        **kept,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C.UTF-8",
    }
