"""People whose roles name organisations in many spellings, of which it is known which are one: for tests of ``who``.

The truth is made before the spellings: each organisation is a name of its own, and each role takes one of the ways in
which people write it. Nothing here asks netkeep what is the same.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from netkeep.model.jobs import Organisation
from netkeep.model.people import Contact, Role

_SUFFIXES = (
    *(
        "Inc",
        "Inc.",
        "Incorporated",
        "Corp.",
        "Corporation",
        "Ltd",
        "Ltd.",
        "Limited",
        "LLC",
        "L.L.C.",
        "plc",
        "Co., Ltd.",
    ),
    *("GmbH", "gGmbH", "GmbH & Co. KG", "AG", "KGaA", "e.V.", "GesmbH", "S.A.", "S. A.", "SARL", "S.à r.l.", "SAS"),
    *(
        "S.p.A.",
        "S.r.l.",
        "B.V.",
        "N.V.",
        "BVBA",
        "AB",
        "AB (publ)",
        "A/S",
        "ApS",
        "AS",
        "Oy",
        "Oyj",
        "ehf.",
        "OÜ",
        "UAB",
    ),
    *("Sp. z o.o.", "Sp. z o. o.", "s.r.o.", "a.s.", "d.o.o.", "Kft.", "Zrt.", "Nyrt.", "EOOD", "ООО", "A.Ş.", "Lda."),
    *(
        "Ltda.",
        "S.A. de C.V.",
        "S.L.",
        "Pty Ltd",
        "Pvt. Ltd.",
        "Private Limited",
        "Pte. Ltd.",
        "Sdn. Bhd.",
        "K.K.",
        "CIC",
    ),
)
_FIRST = (
    *("Aber", "Bel", "Car", "Dor", "Esk", "Fal", "Gar", "Hol", "Ing", "Jar", "Kel", "Lor", "Mar", "Nor", "Ost", "Pen"),
    *("Quin", "Ras", "Sel", "Tor", "Ul", "Vel", "Wes", "Yar", "Zel", "Ché", "Mün", "Sø"),
)
_LAST = (
    "bury",
    "dale",
    "field",
    "gate",
    "holm",
    "mond",
    "nova",
    "port",
    "quist",
    "ridge",
    "stead",
    "tronic",
    "via",
    "wick",
)
_BUSINESS = ("Logistics", "Robotics", "Foods", "Energy", "Textiles", "Analytics", "Marine", "Optics")
_PARTS = ("Cloud", "Labs", "Digital", "Deutschland", "Research", "Ventures")
NEAR = (
    *(
        "Meta",
        "Metabolic",
        "Metal Works",
        "Delta",
        "Deltares",
        "Apple",
        "Applebee",
        "Oracle",
        "Oracular Books",
        "Target",
    ),
    *("Targeted Ads", "Intel", "Intelsat", "Uber", "Ubersuggest", "Visa", "Visalia Dairy", "SAP", "Sapient", "Gap"),
    *("General Motors", "General Electric", "General Mills", "American Airlines", "American Express", "First Bank"),
    *("First National Bank", "Bank First", "Ford", "Fordham Press", "Stanford Press", "Nova", "Novartis", "Novo"),
)
"""Names that look alike and are different organisations, none a part of another."""
PREFIXED = (("Delta", "Delta Dental"), ("Apple", "Apple Valley Dairy"), ("Shell", "Shell Lake School"))
"""Different organisations of which one's name begins with all of the other's: nothing but a file can tell them."""


@dataclass
class World:
    """What there is: contacts and organisations' files, and the truth about them.

    ``spellings`` are all by organisation; ``people`` who is where; ``parts`` which sub-brands an organisation has;
    ``initials`` by which some are known too, without a file that says so.
    """

    contacts: list[Contact] = field(default_factory=list)
    files: list[Organisation] = field(default_factory=list)
    spellings: dict[str, set[str]] = field(default_factory=dict)
    people: dict[str, set[str]] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)


def make(count: int, seed: int) -> World:
    """Make so many people at organisations of every sort; the same numbers give the same world."""
    source = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    world = World()
    for name, ways in _organisations(world, source):
        world.spellings[name] = set(ways)
        world.people[name] = set()
    names = sorted(world.spellings)
    ways_of: Mapping[str, list[str]] = {name: sorted(world.spellings[name]) for name in names}
    used: dict[str, set[str]] = {name: set() for name in names}
    for number in range(count):
        name = names[number % len(names)]
        spelling = source.choice(ways_of[name])
        used[name].add(spelling)
        world.people[name].add(f"p-{number:05}")
        world.contacts.append(Contact(f"p-{number:05}", f"P {number}", roles=(Role(spelling),)))
    world.spellings = used
    return world


def _organisations(world: World, source: random.Random) -> Iterator[tuple[str, list[str]]]:
    made = [first + last for first in _FIRST for last in _LAST]
    source.shuffle(made)
    sorts = (_with_parts, _of_two_names, _with_a_file, _with_initials, _plain, _plain)
    for number, (one, other) in enumerate(zip(made[:180], made[180:], strict=False)):
        yield from sorts[number % len(sorts)](world, source, one, other)
    for name in dict.fromkeys((*NEAR, *chain(*PREFIXED))):
        yield name, _written(name, source)


_Named = Iterator[tuple[str, list[str]]]


def _plain(_: World, source: random.Random, one: str, __: str) -> _Named:
    yield one, _written(one, source)


def _with_parts(world: World, source: random.Random, one: str, _: str) -> _Named:
    """Yield an organisation whose sub-brands stand beside it."""
    world.parts[one] = tuple(f"{one} {part}" for part in source.sample(_PARTS, 2))
    for name in (one, *world.parts[one]):
        yield name, _written(name, source)


def _of_two_names(_: World, source: random.Random, one: str, other: str) -> _Named:
    name = f"{one} & {other}"
    yield name, [*_written(name, source), *_written(f"{one} and {other}", source)]


def _with_a_file(world: World, source: random.Random, one: str, other: str) -> _Named:
    """Yield an organisation of which a file says what else it is called."""
    alias = f"{other} {source.choice(_BUSINESS)}"
    number = len(world.files)
    world.files.append(Organisation(f"file-{number}", one, (alias,), (f"{number}-mail.example",)))
    yield one, [*_written(one, source), *_written(alias, source)]


def _with_initials(world: World, source: random.Random, one: str, other: str) -> _Named:
    name = f"{one} {source.choice(_BUSINESS)} {other}"
    world.initials[name] = "".join(word[0] for word in name.split())
    yield name, _written(name, source)


def _written(name: str, source: random.Random) -> list[str]:
    """Return ways in which people write one name: legal suffixes, case, punctuation, accents."""
    plain = name.replace("é", "e").replace("ü", "u").replace("ø", "o")
    suffixed = [f"{name}{source.choice((' ', ', '))}{suffix}" for suffix in source.sample(_SUFFIXES, 6)]
    return [name, name.upper(), name.lower(), plain, f"{name}.", f"“{name}”", *suffixed, suffixed[0].upper()]
