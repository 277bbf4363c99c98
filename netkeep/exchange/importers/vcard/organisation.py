"""Cards of organisations -> files for ``orgs/``: the name, and below ``x`` everything else in the cards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from netkeep.exchange.candidate import OwnFile
from netkeep.exchange.importers.vcard.sheet import Sheet
from netkeep.exchange.vcard.cards import Card
from netkeep.exchange.vcard.lines import Line
from netkeep.exchange.vcard.values import words
from netkeep.model.jobs import Organisation
from netkeep.model.names import fold, org_key
from netkeep.store.add import MAX_NAME, plain_id

_ITS_NAME = frozenset({"FN", "N", "ORG", "X-ABSHOWAS"})


@dataclass(slots=True)
class _Firm:
    name: str
    where: str
    lines: list[Line]


class Organisations:
    """The organisations of a reading, each once, however many cards it has."""

    def __init__(self) -> None:
        self._by_name: dict[str, _Firm] = {}

    def take(self, card: Card, name: str, file: str) -> None:
        """Add the card of an organisation."""
        name = name[:MAX_NAME].strip()
        firm = self._by_name.setdefault(org_key(name), _Firm(name, f"{file}:{card.begin}", []))
        its_own = {fold(firm.name), ""}
        firm.lines += [
            line
            for line in card.lines
            if line.name not in _ITS_NAME or fold(words(line.value).strip(";")) not in its_own
        ]

    def files(self) -> Iterator[OwnFile]:
        """Yield a file for each organisation."""
        for firm in self._by_name.values():
            kept = next((fact.value.value for fact in Sheet("", 0, firm.lines).extras()), None)  # type: ignore[union-attr]
            x = {"vcard": _on_one_line(kept)} if isinstance(kept, Mapping) else {}
            yield OwnFile(Organisation(plain_id(firm.name), firm.name, x=x), firm.where)


def _on_one_line(kept: Mapping[str, object]) -> dict[str, object]:
    """Return kept lines in the form in which a file holds them: a tab, say, would be read as a blank."""
    return {
        " ".join(head.split()): [_blanks_single(text) for text in value]
        if isinstance(value, list)
        else _blanks_single(str(value))
        for head, value in kept.items()
    }


def _blanks_single(text: str) -> str:
    """Return a text with single blanks between its words."""
    return " ".join(text.split())
