"""What can be typed at a place: keys, values, people, kinds and days; what it means is told when somebody asks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from zoneinfo import available_timezones

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    CompletionItemLabelDetails,
    CompletionList,
    InsertTextFormat,
    MarkupContent,
    MarkupKind,
    Range,
    TextEdit,
)

from netkeep.check.registry import RULES
from netkeep.lsp.cards import card, rule_page
from netkeep.lsp.cursor import Typed, shape_at, typed_at, value_in
from netkeep.lsp.directory import MOST, Listed
from netkeep.lsp.session import Session, Spot
from netkeep.model.body import Span
from netkeep.model.kinds import JOB_KINDS_OF_ENTRY
from netkeep.model.names import fold
from netkeep.model.schema import ABOUT, JOB_FILE, NOTE_FILE, PERSON
from netkeep.model.shapes import Record, Value
from netkeep.store.index import rows
from netkeep.text.quote import quote

_DURATIONS = ("2 weeks", "1 month", "6 weeks", "2 months", "3 months", "6 months", "1 year", "2 years")
_NEW_CONTACT = "---\nname: ${1:Name}\nroles:\n  - {org: ${2:Organisation}, title: ${3:Title}}\n---\n\n$0\n"

_TOP_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


class Choice(NamedTuple):
    """One thing to choose: what is shown and written, what stands beside it, and what it is to be explained by."""

    label: str
    text: str
    about: str = ""
    data: dict[str, str] | None = None
    kind: CompletionItemKind = CompletionItemKind.Value
    snippet: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """What is typed at a place in an open file, the day, and whether the editor fills in snippets."""

    spot: Spot
    typed: Typed
    today: date
    snippets: bool

    def choices(self) -> Iterable[Choice]:
        """Return what can be chosen."""
        typed = self.typed
        if typed.kind in {"link", "company"}:
            kinds = (rows.PERSON,) if typed.kind == "company" else (rows.PERSON, rows.JOB, rows.ORGANISATION)
            return self._linked(self.spot.vault.directory.closest(typed.word, kinds))
        if typed.kind == "day":
            return self._days()
        if typed.kind == "log kind":
            return self._kinds()
        if typed.kind == "empty":
            return self._new()
        return [*self._values(), *self._keys()]

    def _linked(self, listed: Sequence[Listed]) -> Iterator[Choice]:
        text, at = self.spot.text, self.spot.offset
        opening = "" if self.typed.kind == "link" else "[["
        closing = "" if text.startswith("]]", at) else "]]"
        for each in listed:
            yield self._person(each, f"{opening}{each.id}{closing}")

    def _person(self, listed: Listed, text: str) -> Choice:
        data = {"card": listed.id, "root": str(self.spot.vault.root)}
        return Choice(listed.name, text, listed.about or listed.id, data, CompletionItemKind.Reference)

    def _days(self) -> Iterator[Choice]:
        for back in range(8):
            day = self.today - timedelta(days=back)
            words = ("today", "yesterday")[back] if back < 2 else f"{day:%A}"  # noqa: PLR2004 (these two have a name)
            yield Choice(f"{day.isoformat()}", f"{day.isoformat()} ", words)

    def _kinds(self) -> Iterator[Choice]:
        kinds = self.spot.vault.settings.kinds
        own = sorted(JOB_KINDS_OF_ENTRY) if self.spot.document.kind is JOB_FILE else ()
        for name in (*own, *kinds.names()):
            yield Choice(name, name, "counts as contact" if kinds.counts(name) else "")

    def _new(self) -> Iterator[Choice]:
        if self.snippets and self.spot.document.kind is PERSON:
            yield Choice("new contact", _NEW_CONTACT, kind=CompletionItemKind.Snippet, snippet=True)

    def _keys(self) -> Iterator[Choice]:
        kind, keys = self.spot.document.kind, self.typed.keys
        shape = shape_at(kind.shape, keys)
        if self.typed.kind != "key" or not isinstance(shape, Record):
            return
        text, at = self.spot.text, self.spot.offset
        there = set(_TOP_KEY.findall(text, 0, max(at, text.find("\n---", at)))) if not keys else set()
        colon = "" if text.startswith(":", at) else ": "
        for key in shape.fields:
            if key.startswith(self.typed.word) and key not in there:
                about = ".".join((kind.name, *keys, key))
                yield Choice(key, f"{key}{colon}", data={"about": about}, kind=CompletionItemKind.Property)

    def _values(self) -> Iterator[Choice]:
        value, keys = value_in(shape_at(self.spot.document.kind.shape, self.typed.keys), self.typed.keys)
        if value is None:
            return
        if value.kind == "id":
            kinds = (rows.JOB,) if keys[-1] == "job" else (rows.PERSON,)
            word = self.typed.word.lstrip("\"'[")
            yield from (self._person(each, each.id) for each in self.spot.vault.directory.closest(word, kinds))
        elif value.kind == "code":
            yield from (Choice(rule.code, rule.code, rule.name, {"rule": rule.code}) for rule in RULES)
        elif value.kind == "text":
            yield from (Choice(text, quote(text)) for text in self._texts(keys[-1]))
        else:
            yield from (Choice(text, text) for text in self._plain(value))

    def _plain(self, value: Value) -> Iterable[str]:
        day = self.today.isoformat()
        plain: dict[str, Iterable[str]] = {
            "choice": value.choices,
            "duration": _DURATIONS,
            "cadence": (*_DURATIONS, "none"),
            "date": (day,),
            "birthday": (day,),
            "partial date": (day[:7], day, day[:4]),
            "flag": ("true", "false"),
            "timezone": sorted(available_timezones()),
        }
        return plain.get(value.kind, ())

    def _texts(self, key: str) -> Iterable[str]:
        """Return the texts that the vault has in the place of a key, the likeliest first."""
        vault = self.spot.vault
        texts: Iterable[str] = ()
        if key == "tags":
            texts = vault.vault.tags()
        elif key == "org":
            texts = vault.organisations()
        elif key == "title":
            texts = dict.fromkeys(title for listed in vault.directory.by_path.values() for title in listed.titles)
        wanted = fold(self.typed.word.lstrip("\"'"))
        fitting = [text for text in texts if wanted in fold(text)]
        return sorted(fitting, key=lambda text: not fold(text).startswith(wanted))[:MOST]


def complete(session: Session, spot: Spot, *, snippets: bool) -> CompletionList:
    """Return what can be typed at a place."""
    typed = typed_at(spot.text, spot.offset)
    if typed is None or (spot.document.kind is NOTE_FILE and typed.kind != "link"):
        return CompletionList(is_incomplete=False, items=[])
    positions = session.positions_of(spot.document)
    place = positions.range(Span(typed.start, spot.offset))
    choices = Completion(spot, typed, session.today(), snippets).choices()
    items = [_item(choice, number, place, typed.word) for number, choice in enumerate(choices)]
    return CompletionList(is_incomplete=True, items=items)


def _item(choice: Choice, number: int, place: Range, word: str) -> CompletionItem:
    """Return a choice as the editor shows it."""
    return CompletionItem(
        label=choice.label,
        label_details=CompletionItemLabelDetails(description=choice.about) if choice.about else None,
        kind=choice.kind,
        sort_text=f"{number:04}",
        filter_text=_filter_text(choice, word),
        text_edit=TextEdit(place, choice.text),
        insert_text_format=InsertTextFormat.Snippet if choice.snippet else None,
        data=choice.data,
    )


def _filter_text(choice: Choice, word: str) -> str:
    """Return what the editor holds against the typed word; Neovim heeds case, and no editor knows other names."""
    head, rest = choice.label[: len(word)], choice.label[len(word) :]
    if fold(head) == fold(word):
        return f"{word}{rest}"
    return word if choice.kind is CompletionItemKind.Reference else choice.label


def explained(session: Session, item: CompletionItem) -> CompletionItem:
    """Return a choice with what it means."""
    data: Any = item.data if isinstance(item.data, dict) else {}
    words: str | None = None
    if "about" in data:
        words = ABOUT.get(data["about"])
    elif "rule" in data:
        words = next((rule_page(rule) for rule in RULES if rule.code == data["rule"]), None)
    elif "card" in data:
        opened = next((vault for root, vault in session.vaults.items() if str(root) == data.get("root")), None)
        words = card(opened.vault, data["card"], session.today()) if opened else None
    item.documentation = MarkupContent(MarkupKind.Markdown, words) if words else None
    return item
