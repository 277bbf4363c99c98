"""One card of a folder beside what the vault says: what each has, and where the source has said it."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from netkeep.exchange.candidate import Candidate, Fact, FactValue, Field
from netkeep.exchange.exporters.vcard.card import Wish
from netkeep.exchange.exporters.vcard.splice import Splice
from netkeep.exchange.vcard.cards import Card
from netkeep.exchange.vcard.lines import Line
from netkeep.model.people import Contact

_T = TypeVar("_T")
Said = Mapping[Field, tuple[FactValue, ...]]


@dataclass(frozen=True, slots=True)
class FolderCard:
    """A card in the folder: its lines, and what importing reads in it; ``others`` are the person's other cards.

    ``said`` is what the source is known to have said; None where nothing is stored, and the card itself counts as
    said. ``number`` gives the key of a telephone number, ``alike`` tells whether two texts have the same words.
    """

    data: bytes
    card: Card
    candidate: Candidate
    others: tuple[Candidate, ...]
    said: Said | None
    number: Callable[[str], str]
    alike: Callable[[str, str], bool]


class CardUpdate:
    """The update of one person's card: what it is made of, and the splices that it collects."""

    def __init__(self, there: FolderCard, contact: Contact, wish: Wish) -> None:
        self.there, self.contact, self.wish = there, contact, wish
        self.splice = Splice(there.data, there.card)

    def facts(self, field: Field, kind: type[_T]) -> list[tuple[Line, _T]]:
        """Return the values that the card has of a field, each with its line."""
        facts = (fact for fact in self.there.candidate.facts if fact.field == field)
        return [(line, fact.value) for fact in facts if isinstance(fact.value, kind) and (line := self._line(fact))]

    def _line(self, fact: Fact) -> Line | None:
        number = int(fact.where.rpartition(":")[2])
        return self.splice.line(number) if number != self.there.card.begin else None

    def elsewhere(self) -> Iterator[FactValue]:
        """Yield the values on the person's other cards."""
        return (fact.value for candidate in self.there.others for fact in candidate.facts)

    def was_said(self, field: Field, key: Hashable, form: Callable[[FactValue], Hashable]) -> bool:
        """Return whether the source is known to have said a value, so that the vault must have removed it."""
        return self.there.said is None or key in {form(value) for value in self.there.said.get(field, ())}

    def is_new(self, field: Field, key: Hashable, form: Callable[[FactValue], Hashable]) -> bool:
        """Return whether neither the source nor another of their cards has said a value."""
        elsewhere = {
            form(fact.value) for candidate in self.there.others for fact in candidate.facts if fact.field == field
        }
        return key not in elsewhere and (self.there.said is None or not self.was_said(field, key, form))
