"""Reading mail, beside the standard library: ``python -m benchmarks.mail [MESSAGES]``.

A mailbox is made of people whose closeness is known, lists, robots, broken headers and names in many charsets. It is
measured what is found of the people, how well they are ranked, and how fast the file is read, each reader in a process
of its own. The same number and seed give the same bytes.
"""

import json
import mailbox
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from email.header import Header
from email.utils import getaddresses
from pathlib import Path

from netkeep.exchange.importer import Options
from netkeep.exchange.importers.mail import read
from netkeep.model.sighting import Sighting

SEED = 20261123
TODAY = date(2026, 11, 22)
OWNER = "sam@home.example"
_PEOPLE = 600
_TOP = 50
_MACHINES = 60
_NAMES = (
    "Zoë Åkerblom",
    "José Castellanos",
    "Łukasz Grzybowiak",
    "Ngọc Trần",
    "Иван Петров",
    "山田 太郎",
    "Ada Example",
)
_CHARSETS = ("utf-8", "iso-8859-1", "iso-8859-2", "koi8-r", "iso-2022-jp", "windows-1252")
_WORDS = "the reorg and who to ask about data over a long lunch near the station From here on it rains"


@dataclass
class Truth:
    """What was put into a mailbox: how close each person is, and the messages to and from each, by address."""

    closeness: dict[str, float] = field(default_factory=dict)
    to_them: Counter[str] = field(default_factory=Counter)
    from_them: Counter[str] = field(default_factory=Counter)
    nobody: set[str] = field(default_factory=set)


class Generator:
    """Makes messages; the random source and the truth are the only state."""

    def __init__(self, seed: int = SEED) -> None:
        self._random = random.Random(seed)  # noqa: S311 (repeatable, not secret)
        self.truth = Truth()
        for number in range(_PEOPLE):
            address = f"person-{number:04}@org{number % 40}.example"
            self.truth.closeness[address] = self._random.lognormvariate(0, 1.6)
        self._addresses = list(self.truth.closeness)
        self._weights = list(self.truth.closeness.values())
        self._names = {address: self._random.choice(_NAMES) for address in self._addresses}

    def messages(self, count: int) -> Iterator[bytes]:
        """Yield messages of an mbox, each with its ``From `` line."""
        kinds = (self._letter, self._newsletter, self._list, self._robot, self._broken)
        for number in range(count):
            (kind,) = self._random.choices(kinds, (50, 20, 15, 13, 2))
            yield b"From x@y Thu Jan  1 00:00:00 1970\n" + kind(number) + b"\n" + self._body() + b"\n\n"

    def _letter(self, number: int) -> bytes:
        (person,) = self._random.choices(self._addresses, self._weights)
        answered = self._random.random() < 0.3 + 0.4 * min(1.0, self.truth.closeness[person] / 5)
        sent = answered and self._random.random() < 0.6
        (self.truth.to_them if sent else self.truth.from_them)[person] += 1
        pair = (OWNER, self._party(person)) if sent else (self._party(person), OWNER)
        return self._head(number, *pair)

    def _party(self, address: str) -> str:
        name, charset = self._names[address], self._random.choice(_CHARSETS)
        try:
            word = Header(name, charset, maxlinelen=70).encode()
        except (UnicodeError, LookupError):
            word = Header(name, "utf-8", maxlinelen=70).encode()
        return f"{word.replace(charset, 'x-unheard-of') if self._random.random() < 0.02 else word} <{address}>"

    def _newsletter(self, number: int) -> bytes:
        address = self._nobody("news")
        return self._head(number, f"News <{address}>", OWNER, "List-Unsubscribe: <https://news.example>")

    def _list(self, number: int) -> bytes:
        address = self._nobody("member")
        return self._head(number, address, "crew@club.example", "List-Id: <crew.club.example>", "Precedence: list")

    def _robot(self, number: int) -> bytes:
        mark = self._random.choice(("Auto-Submitted: auto-generated", "Return-Path: <>", "X-Autoreply: yes", "X-Id: 1"))
        address = self._nobody("no-reply")
        return self._head(number, f"Shop <{address}>", OWNER, mark)

    def _broken(self, number: int) -> bytes:
        wrong = self._random.choice(("=?utf-8?B?!!!?=", '"unclosed', "\xff\xfe", "<<<>>>", "=?x?Q?=ZZ?= <", ""))
        return self._head(number, wrong, OWNER)

    def _nobody(self, kind: str) -> str:
        address = f"{kind}-{self._random.randrange(_MACHINES)}@machines.example"
        self.truth.nobody.add(address)
        return address

    def _head(self, number: int, sender: str, to: str, *more: str) -> bytes:
        day = TODAY - timedelta(days=self._random.randrange(1, 2000))
        lines = [
            *(f"Received: from mx{hop}.example by mx.example; {day:%a, %d %b %Y} 10:00:00 +0000" for hop in range(4)),
            *("MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Subject: =?utf-8?Q?Hall=C3=B6?="),
            *(f"From: {sender}", f"To: {to}", f"Date: {day:%a, %d %b %Y} 12:00:00 +0100", f"Message-ID: <{number}@x>"),
            *more,
        ]
        return "\n".join([*lines, ""]).encode("utf-8", "replace")

    def _body(self) -> bytes:
        words = _WORDS.split()
        lines = (" ".join(self._random.choices(words, k=11)) for _ in range(5))
        text = "\n".join(line.replace("From ", ">From ", 1) if line.startswith("From ") else line for line in lines)
        return ((text + "\n") * self._random.randrange(1, 30)).encode()


def write_box(count: int, path: Path, seed: int = SEED) -> Truth:
    """Write an mbox; gives what is in it."""
    generator = Generator(seed)
    with path.open("wb") as file:
        file.writelines(generator.messages(count))
    return generator.truth


def plain(path: Path) -> Mapping[str, int]:
    """Count senders as a script by the standard library would: whoever is in ``From``."""
    found: Counter[str] = Counter()
    box = mailbox.mbox(path)
    for message in box:
        for name in ("from", "to", "cc"):
            for _, address in getaddresses([str(value) for value in message.get_all(name, [])]):
                if address and address != OWNER:
                    found[address] += 1
    box.close()
    return found


def ours(path: Path) -> tuple[Sighting, ...]:
    """Read the mailbox as an import does."""
    return read([path], Options(TODAY, owner_emails=(OWNER,))).sightings


def hits(order: list[str], truth: Truth) -> float:
    """Return how many of the fifty closest people are among the first fifty found."""
    closest = sorted(truth.closeness, key=lambda address: -truth.closeness[address])[:_TOP]
    return len(set(order[:_TOP]) & set(closest)) / _TOP


def exact(found: tuple[Sighting, ...], truth: Truth) -> tuple[int, int, int]:
    """Return how many people are counted exactly, how many there are, and how many found are nobody."""
    right = sum(
        (one.to_them, one.from_them) == (truth.to_them[one.address], truth.from_them[one.address])
        for one in found
        if one.address in truth.closeness
    )
    written = set(truth.to_them) | set(truth.from_them)
    return right, len(written), sum(one.address not in truth.closeness for one in found)


def _timed(path: Path, how: str) -> dict[str, float]:
    """Read the mailbox in a process of its own; seconds and the most memory it held, in MB."""
    command = [sys.executable, "-m", "benchmarks.mail", how, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 (ourselves)
    return dict(json.loads(result.stdout))


def _measure(how: Callable[[Path], object], path: Path) -> None:
    start = time.perf_counter()
    how(path)
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


def table(count: int, folder: Path) -> list[str]:
    """Return the table, in Markdown."""
    path = folder / "box"
    truth = write_box(count, path)
    size = path.stat().st_size / 1e6
    runs = {"netkeep": _timed(path, "--ours"), "mailbox + email": _timed(path, "--plain")}
    found = ours(path)
    counted = plain(path)
    orders = {
        "netkeep": [one.address for one in found],
        "mailbox + email": sorted(counted, key=lambda address: (-counted[address], address)),
    }
    right, people, nobody = exact(found, truth)
    lines = [
        f"{count:,} messages, {size:.0f} MB; of {people} people {right} are counted exactly; {nobody} found are nobody",
        "",
        f"| reader | seconds | MB/s | messages/s | memory, MB | of the {_TOP} closest among its first {_TOP} |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, run in runs.items():
        speed = f"{run['seconds']:.1f} | {size / run['seconds']:.0f} | {count / run['seconds']:,.0f} | {run['mb']:.0f}"
        lines.append(f"| {name} | {speed} | {hits(orders[name], truth):.0%} |")
    return lines


def main() -> None:
    """Measure what the command line asks for."""
    if sys.argv[1:2] in (["--ours"], ["--plain"]):
        _measure(ours if sys.argv[1] == "--ours" else plain, Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        print("\n".join(table(int(sys.argv[1]) if sys.argv[1:] else 50_000, Path(folder))))


if __name__ == "__main__":
    main()
