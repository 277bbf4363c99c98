"""vCard 2.1, 3.0 and 4.0: files with one card or many, and folders of them.

The lines are read by :mod:`netkeep.exchange.vcard`, not by vobject: vobject gives up a whole stream at a line it
cannot read (or, told to go on, prints that line, with what it says of somebody, to the log), joins folds after
decoding, so that a fold inside a character breaks it, leaves the backslash in a link of Google's as it is, and knows
neither the doubled carriage returns of some iPhones nor a card in a card. Here each card is read by itself, and each
line that is none is one :class:`Problem` that says where, never what.
"""

import codecs
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from netkeep.errors import ConfigError
from netkeep.exchange.candidate import Candidate, Problem, Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.vcard.files import card_files
from netkeep.exchange.importers.vcard.person import person
from netkeep.exchange.vcard.cards import Card, read_cards

__all__ = ["read", "read_bytes"]

_ORGANISATIONS = {"org", "organization", "organisation", "company"}
_MOST_PROBLEMS = 50  # of one card


def read(paths: Sequence[Path], options: Options, /) -> Reading:
    """Give what the cards in files, and in folders at any depth, say.

    Raises :class:`ConfigError` where a path is not there, the encoding is unknown, or no card is found at all.
    """
    _check(options.encoding)
    candidates: list[Candidate] = []
    problems: list[Problem] = []
    counts: Counter[str] = Counter()
    for name, data in card_files(paths, problems):
        for found in _each(name, data, options.encoding, counts):
            (problems if isinstance(found, Problem) else candidates).append(found)  # type: ignore[arg-type]
    if not counts["cards"]:
        raise ConfigError("no vCard was found; a file with cards has a line BEGIN:VCARD for each")
    return Reading(tuple(candidates), tuple(problems), as_of=options.as_of, counts=dict(counts))


def read_bytes(data: bytes, name: str) -> Reading:
    """Give what the cards of one file say; ``name`` is how its places are called. Never fails."""
    counts: Counter[str] = Counter()
    found = list(_each(name, data, None, counts))
    return Reading(
        tuple(item for item in found if isinstance(item, Candidate)),
        tuple(item for item in found if isinstance(item, Problem)),
        counts=dict(counts),
    )


def _check(encoding: str | None) -> None:
    try:
        known = encoding is None or isinstance(b"".decode(encoding), str)
        codecs.lookup(encoding or "utf-8")
    except (LookupError, ValueError):
        known = False
    if not known:
        raise ConfigError("no encoding has this name; common ones are utf-8, cp1252, iso-8859-1, utf-16")


def _each(name: str, data: bytes, encoding: str | None, counts: Counter[str]) -> Iterator[Candidate | Problem]:
    for card in read_cards(data, encoding):
        counts["cards"] += 1
        yield from _one(card, f"{name}: card {card.number}", counts)


def _one(card: Card, where: str, counts: Counter[str]) -> Iterator[Candidate | Problem]:
    pictures = sum(line.picture for line in card.unread)
    if pictures:
        counts["pictures left out"] += pictures
    unread = [line for line in card.unread if not line.picture]
    yield from (Problem(f"{where}, line {line.number}", line.why) for line in unread[:_MOST_PROBLEMS])
    if len(unread) > _MOST_PROBLEMS:
        yield Problem(where, f"{len(unread) - _MOST_PROBLEMS:,} more lines could not be read")
    if card.guessed:
        yield Problem(where, "is not UTF-8; it was read as Windows-1252", "name the right one with --encoding")
    if kind := _not_a_person(card):
        counts[kind] += 1
    else:
        yield from person(card, where)


def _not_a_person(card: Card) -> str | None:
    """Say what else a card is of (RFC 6350, 6.1.4), in the plural; iPhones and Macs say it in words of their own."""
    kind = (card.first("KIND") or card.first("X-ADDRESSBOOKSERVER-KIND")).strip().casefold()
    if kind == "group":
        return "groups"
    if kind in _ORGANISATIONS or card.first("X-ABSHOWAS").strip().casefold() == "company":
        return "organisations"
    return "places and things" if kind in {"location", "application", "device"} else None
