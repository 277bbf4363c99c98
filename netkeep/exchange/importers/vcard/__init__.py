"""vCard 2.1, 3.0 and 4.0: files with one card or many, and folders of them.

The lines are read by :mod:`netkeep.exchange.vcard`, not by vobject: vobject gives up a whole stream at a line it
cannot read (or, if asked to continue, prints that line with its personal data to the log), joins folds after decoding,
so that a fold inside a character breaks it, leaves the backslash in a link of Google's as it is, and knows neither the
doubled carriage returns of some iPhones nor nested cards. Here each card is read by itself, and each unreadable line
becomes one :class:`Problem` that says where it is, never what it holds.
"""

import codecs
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from netkeep.errors import ConfigError
from netkeep.exchange.candidate import Candidate, Problem, Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.vcard.files import card_files
from netkeep.exchange.importers.vcard.names import company, name_parts, organisation_name
from netkeep.exchange.importers.vcard.organisation import Organisations
from netkeep.exchange.importers.vcard.person import person
from netkeep.exchange.vcard.cards import Card, read_cards
from netkeep.exchange.vcard.lines import Unread
from netkeep.exchange.vcard.values import words
from netkeep.model.person_names import composed

__all__ = ["read", "read_bytes"]

_ORGANISATIONS = {"org", "organization", "organisation", "company"}
_PEOPLE = {"individual", "person", "contact"}
_MOST_PROBLEMS = 50  # of one card


def read(paths: Sequence[Path], options: Options, /) -> Reading:
    """Return what the cards in files, and in folders at any depth, say.

    Raises :class:`ConfigError` if a path does not exist, the encoding is unknown, or there is no card at all.
    """
    _check_encoding(options.encoding)
    problems: list[Problem] = []
    reader = _Reader(options.encoding)
    for name, data in card_files(paths, problems):
        reader.take(name, data)
    if not reader.counts["cards"]:
        raise ConfigError("no vCard was found; a file with cards has a line BEGIN:VCARD for each")
    reading = reader.reading()
    return Reading(
        reading.candidates,
        (*problems, *reading.problems),
        files=reading.files,
        as_of=options.as_of,
        counts=reading.counts,
    )


def read_bytes(data: bytes, name: str) -> Reading:
    """Return what the cards of one file say; ``name`` is the file's name in places. Never fails."""
    reader = _Reader(None)
    reader.take(name, data)
    return reader.reading()


def _check_encoding(encoding: str | None) -> None:
    try:
        exists = encoding is None or isinstance(b"".decode(encoding), str)
        codecs.lookup(encoding or "utf-8")
    except (LookupError, ValueError):
        exists = False
    if not exists:
        raise ConfigError("no encoding has this name; common ones are utf-8, cp1252, iso-8859-1, utf-16")


class _Reader:
    def __init__(self, encoding: str | None) -> None:
        self._encoding = encoding
        self._candidates: list[Candidate] = []
        self._problems: list[Problem] = []
        self._organisations = Organisations()
        self.counts: Counter[str] = Counter()

    def take(self, file: str, data: bytes) -> None:
        """Read the cards of a file; ``file`` is its name in places."""
        for piece in read_cards(data, self._encoding):
            if isinstance(piece, Unread):
                self._problems.append(Problem(f"{file}:{piece.number}", piece.why, fate=piece.fate))
            else:
                self.counts["cards"] += 1
                self._card(piece, file)

    def reading(self) -> Reading:
        """Return everything that was read."""
        files = tuple(self._organisations.files())
        return Reading(tuple(self._candidates), tuple(self._problems), files=files, counts=dict(self.counts))

    def _card(self, card: Card, file: str) -> None:
        self._problems += self._oddities(card, file)
        kind = (card.first("KIND") or card.first("X-ADDRESSBOOKSERVER-KIND")).strip().casefold().removeprefix("x-")
        declared = kind in _ORGANISATIONS or card.first("X-ABSHOWAS").strip().casefold() == "company"
        if kind == "group":
            self.counts["groups"] += 1
        elif kind not in {"", *_PEOPLE, *_ORGANISATIONS}:
            self.counts["places and things"] += 1
        elif (declared or kind not in _PEOPLE) and (name := organisation_name(card, declared=declared)):
            self.counts["organisations"] += 1
            self._organisations.take(card, name, file)
        else:
            self._person(card, file, (company(card) or words(card.first("FN"))) if declared else "")

    def _person(self, card: Card, file: str, firm: str) -> None:
        for result in person(card, file, firm=firm):
            if isinstance(result, Problem):
                self._problems.append(result)
            else:
                self._candidates.append(result)

    def _oddities(self, card: Card, file: str) -> Iterator[Problem]:
        """Yield the problems of a card's unreadable lines, and count its pictures."""
        pictures = sum(line.picture for line in card.unread)
        if pictures:
            self.counts["pictures left out"] += pictures
        who = words(card.first("FN")) or next(
            (composed(name_parts(line)) for line in card.lines if line.name == "N"), ""
        )
        unread = [line for line in card.unread if not line.picture]
        for line in unread[:_MOST_PROBLEMS]:
            yield Problem(f"{file}:{line.number}", line.why, fate=line.fate, who=who)
        where = f"{file}:{card.begin}"
        if len(unread) > _MOST_PROBLEMS:
            yield Problem(where, f"{len(unread) - _MOST_PROBLEMS:,} more lines could not be read", who=who)
        if card.guessed:
            help_ = "name the right one with --encoding"
            yield Problem(where, "is not UTF-8; it was read as Windows-1252", help_, "noted", who)
