"""Who is joined, split and lost when people's address books meet: ``python -m benchmarks.truth [PEOPLE]``.

People are made up about whom everything is known: households with one telephone, switchboards and ``info@``, namesakes,
titles and middle names written differently in each place, names changed by marriage, two people with one id in a file.
They are spread over a phone, an archive of LinkedIn, a table and a later export of the phone, and imported one after
the other by the real command. ``--checkout`` names another checkout of this project, to compare with.
"""

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.address_books import KINDS, Record, write

SEED = 20261129
ROOT = Path(__file__).resolve().parent.parent
TODAY = "2026-11-29"
_GIVEN = (
    *("Ada", "Alan", "Aoife", "Bernd", "Bethan", "Carlos", "Chidi", "Clara", "Dev", "Eleni", "Faisal", "Gisela"),
    *("Hanako", "Imogen", "Joost", "José", "Katrin", "Layla", "Łukasz", "Mareike", "Oksana", "Priya", "Ruth", "Zoë"),
)
_STEMS = ("Achter", "Blag", "Castel", "Desh", "Farr", "Grzy", "Hadd", "Kran", "Linde", "Mavri", "Novot", "Prosz")
_ENDINGS = ("berg", "brough", "dahl", "feld", "grove", "holm", "kamp", "lund", "mark", "sson", "stad", "wood")
_PREFIXES = ("Dr.", "Dr. med.", "Prof. Dr.", "Dipl.-Ing.")
_MARK = re.compile(r"(?:phone|table)-(\d+)|linkedin\.com/in/p-(\d+)")


@dataclass(frozen=True)
class Somebody:
    """A person, and everything that is true of them."""

    number: int
    record: Record
    married: str = ""

    def known_as(self, source: random.Random, place: str) -> Record:
        """Return what one place has of them: their name as it is written there, and some of the rest."""
        record, mark = self.record, f"{place}-{self.number}"
        middle = source.choice((record.additional, record.additional[:1] and f"{record.additional[0]}.", ""))
        prefix = record.prefix if place != "table" and source.random() < 0.5 else ""
        # What tells father and son apart is never left out: without it nobody could know.
        named = replace(record, additional=middle, prefix=prefix, tags=(mark,), uid="")
        if place == "linkedin":
            emails = record.emails[-1:] if source.random() < 0.05 else ()
            household = record.emails[:1] and record.emails[0][0].startswith("family@") and not record.suffix
            if household and source.random() < 0.2:
                # By the given name and the address of the household nobody can tell who of them it is.
                named, emails = replace(named, family=""), record.emails[:1]
            return replace(named, emails=emails, phones=(), tags=(), slug=f"p-{self.number}", birthday="")
        if place == "table":
            return replace(named, emails=record.emails[:2], phones=record.phones[:1])
        return replace(named, uid=f"uid-{self.number}", birthday="" if source.random() < 0.7 else record.birthday)


def everyone(count: int, seed: int = SEED) -> list[Somebody]:
    """Make people: alone, in households, or namesakes of somebody before."""
    source = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    people: list[Somebody] = []
    while len(people) < count:
        chance = source.random()
        if chance < 0.06:
            people += _household(source, len(people), source.randint(2, 4))
        elif chance < 0.12 and people:
            other = source.choice(people).record
            people.append(_somebody(source, len(people), other.given, other.family))
        else:
            people.append(_somebody(source, len(people), source.choice(_GIVEN), _family(source)))
    return people[:count]


def _family(source: random.Random) -> str:
    return source.choice(_STEMS) + source.choice("aeiou") + source.choice("nrlst") + source.choice(_ENDINGS)


def _household(source: random.Random, first: int, size: int) -> list[Somebody]:
    """Return people of one family name, telephone and address; sometimes a son has his father's name."""
    family = _family(source)
    given = source.sample(_GIVEN, size)
    members = [_somebody(source, first + number, name, family) for number, name in enumerate(given)]
    home, mail = (_number(first + 700_000), "home"), (f"family@{family.lower()}{first}.example", "home")
    shared = [
        replace(one, record=replace(one.record, emails=(mail, *one.record.emails), phones=(home, *one.record.phones)))
        for one in members
    ]
    if source.random() < 0.2:
        father, son = shared[0].record, shared[1].record
        shared[1] = replace(shared[1], record=replace(son, given=father.given, additional="", suffix="Jr."))
        shared[0] = replace(shared[0], record=replace(father, additional="", suffix="Sr."))
    return shared


def _somebody(source: random.Random, number: int, given: str, family: str) -> Somebody:
    company = source.randrange(100)
    org = f"Company {company} GmbH" if source.random() < 0.8 else ""
    emails = [(f"{given[0]}.{family}.{number}@mail.example".lower(), "home")] if source.random() < 0.8 else []
    phones = [(_number(number), "")] if source.random() < 0.8 else []
    if org:
        shared = source.random() < 0.2
        emails += [(f"info@company{company}.example" if shared else f"{number}@company{company}.example", "work")]
        phones += [(_number(900_000 + company), "work")] if source.random() < 0.3 else []
    record = Record(
        given=given,
        family=family,
        additional=source.choice(_GIVEN) if source.random() < 0.2 else "",
        prefix=source.choice(_PREFIXES) if source.random() < 0.1 else "",
        emails=tuple(emails),
        phones=tuple(phones),
        birthday=f"19{source.randint(40, 99)}-{source.randint(1, 12):02}-{source.randint(1, 28):02}",
        org=org,
        title=source.choice(("Engineer", "Nurse", "CIO")) if org else "",
    )
    return Somebody(number, record, _family(source) if source.random() < 0.03 else "")


def _number(number: int) -> str:
    return f"+49 30 {number:07}"


@dataclass(frozen=True)
class Place:
    """An address book: its kind, and each record with the number of the person whom it is about."""

    kind: str
    records: Sequence[tuple[int, Record]]

    @property
    def lines(self) -> Mapping[int, int]:
        """Return the person of each line or card of the file."""
        if KINDS[self.kind][0] != "vcard":
            return {line: number for line, (number, _) in enumerate(self.records, 2)}
        text = KINDS[self.kind][2]
        found: dict[int, int] = {}
        line = 1
        for number, record in self.records:
            length = text([record]).count("\n")
            found |= dict.fromkeys(range(line, line + length), number)
            line += length
        return found

    def of(self, where: str) -> int | None:
        """Return the person of a place as a message names it: a line, or (as 0.1.0 did) a card by its number."""
        if card := re.search(r"card (\d+)", where):
            return self.records[int(card[1]) - 1][0]
        line = re.search(r":(\d+)", where)
        return self.lines.get(int(line[1])) if line else None


def places(people: Sequence[Somebody], seed: int = SEED) -> list[Place]:
    """Spread people over the places that know of them."""
    source = random.Random(seed + 1)  # noqa: S311
    phone = [(one, one.known_as(source, "phone")) for one in people if source.random() < 0.7]
    linkedin = [(one, one.known_as(source, "linkedin")) for one in people if source.random() < 0.5]
    table = [(one, one.known_as(source, "table")) for one in people if source.random() < 0.4]
    later = [
        (one, replace(record, family=one.married, emails=((f"new.{one.number}@mail.example", "home"),)))
        if one.married
        else (one, record)
        for one, record in phone
    ]
    places = (("cards 3.0", _one_uid(phone)), ("linkedin", linkedin), ("table", table), ("cards 4.0", later))
    return [Place(kind, [(one.number, record) for one, record in known]) for kind, known in places]


def _one_uid(known: list[tuple[Somebody, Record]]) -> list[tuple[Somebody, Record]]:
    """Return every hundredth card the id of the card before, as programs that copied cards have done."""
    return [
        (one, replace(record, uid=known[place - 1][1].uid) if place % 100 == 99 else record)
        for place, (one, record) in enumerate(known)
    ]


@dataclass
class Counts:
    """What became of everybody."""

    people: int = 0
    files: int = 0
    joined: int = 0
    split: int = 0
    split_unseen: int = 0
    held: int = 0
    lost: int = 0
    facts: int = 0

    def lines(self) -> Iterable[str]:
        """Yield a line for each figure."""
        yield f"people known to at least one place: {self.people:,}; files of people: {self.files:,}"
        yield f"joined wrongly (files that were of two people after some import): {self.joined:,}"
        yield f"lost (in no file, and not told): {self.lost:,}"
        yield f"addresses and numbers of those in the vault that are not in their file: {self.facts:,}"
        yield f"split (people with two files): {self.split:,}, of whom 'duplicates' does not know {self.split_unseen:,}"
        yield f"held back as unclear, or refused, and named: {self.held:,}"


def measure(people: Sequence[Somebody], checkout: Path = ROOT) -> Counts:
    """Import everything into an empty vault, and hold what is there against the truth."""
    counts = Counts()
    with tempfile.TemporaryDirectory() as folder:
        vault = Path(folder) / "vault"
        vault.mkdir()
        (vault / "netkeep.toml").write_text("format = 2\n", encoding="utf-8")
        every = places(people)
        told = []
        joined: set[frozenset[int]] = set()
        exported: list[Any] = []
        for turn, place in enumerate(every):
            told.append(_import(checkout, vault, place, Path(folder) / str(turn)))
            exported = _netkeep(checkout, vault, "export", "json")["people"]
            joined |= {frozenset(marks) for marks in map(_marks, exported) if len(marks) > 1}
        pairs = _netkeep(checkout, vault, "merge", "--format", "json")["pairs"]
    files = {str(one["id"]): (one, _marks(one)) for one in exported}
    counts.people = len({number for place in every for number, _ in place.records})
    counts.files, counts.joined = len(files), len(joined)
    counts.held = sum(map(len, told))
    of: dict[int, list[str]] = {}
    for name, (_, marks) in files.items():
        for number in marks:
            of.setdefault(number, []).append(name)
    likely = {frozenset((pair["keep"]["id"], pair["other"]["id"])) for pair in pairs}
    twice = [names for names in of.values() if len(names) > 1]
    counts.split = len(twice)
    counts.split_unseen = sum(frozenset(names[:2]) not in likely for names in twice)
    for place, held in zip(every, told, strict=True):
        for number, record in place.records:
            if number in held:
                continue
            there = [files[name][0] for name in of.get(number, ())]
            counts.lost += not there
            counts.facts += len(_reach(record) - {value for one in there for value in _reach_of(one)}) if there else 0
    return counts


def _import(checkout: Path, vault: Path, place: Place, folder: Path) -> Counter[int]:
    """Import a place; return of how many records of each person the import told that it did not take them."""
    format_, path = write(folder, place.kind, [record for _, record in place.records])
    result = _netkeep(checkout, vault, "import", format_, str(path), "--format", "json")
    # A refusal that names a field is about one value of somebody who was taken; others are about all of them.
    named = [one["where"] for one in result["unclear"]]
    named += [one["where"] for one in result["refused"] if not re.match(r"\w+: ", one["why"])]
    return Counter(number for where in named if (number := place.of(where)) is not None)


def _netkeep(checkout: Path, vault: Path, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "netkeep", "--vault", str(vault), "--today", TODAY, *arguments]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr}")
    return dict(json.loads(done.stdout))


def _marks(person: Mapping[str, object]) -> set[int]:
    """Return whose records have gone into a file."""
    return {int(first or second) for first, second in _MARK.findall(json.dumps([person["tags"], person["links"]]))}


def _reach(record: Record) -> set[str]:
    return {value for value, _ in (*record.emails, *record.phones)}


def _reach_of(person: Mapping[str, list[Mapping[str, str]]]) -> set[str]:
    return {one["address"] for one in person["emails"]} | {one["number"] for one in person["phones"]}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", nargs="?", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--checkout", type=Path, default=ROOT)
    options = parser.parse_args()
    for line in measure(everyone(options.people, options.seed), options.checkout).lines():
        print(line)


if __name__ == "__main__":
    main()
