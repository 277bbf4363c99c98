"""Files drawn at random, mended: only declared words go, no entry becomes another, and every comment stays.

What is held against them here shares no code with what ``--fix`` itself verifies. Every word that no fix has any
business with has a number of its own, so that its loss, a second one of it and another order are seen.
``NETKEEP_CASES=10000`` draws so many files.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from netkeep.check.mending import Mending, mend
from netkeep.check.runner import check
from netkeep.config import Settings
from netkeep.model.body import LogEntry
from netkeep.model.schema import PERSON
from netkeep.store.vault import Vault
from netkeep.text.document import Document, read_document
from tests.check.cases import TODAY
from tests.repeats import cases

# Each file is checked some times over, together with nine others, at 20 ms: 200 of them take 4 s.
_FILES = cases(200)
_TOGETHER = 10  # files in a vault
_NUMBERED = re.compile(r"q\d+q")
_WORD = re.compile(r"\w+")
_HIDDEN, _DIVIDES = "\u200b", "\u2028"

_FIELDS = (
    *("location: NO", "location: Le\u200beds", "location: [ York ]", "tags: mentor", "tags: mentor, data"),
    *("birthday: 14 May 1979", "birthdy: 1979-05-14", "birthday: '1979-05-13T23:00:00Z'", "birthday: 1979/5/14"),
    *("cadence: Every 2 weeks", "cadense: annually", "cadence: sometimes", "pronouns: on", "timezone: europe/london"),
    *("emails: ['mailto:a@x.example']", "emails: ['Ada Sample <a@x.example>']", "emails: [Bob <b@x.example>]"),
    *("email: a at x.example", "phones: ['tel:+44 20 7946 0018']", "phones: ['mobile: 020 7946 0018']"),
    *("introduced_by: p-0#Work", 'introduced_by: "[[Old Name]]"', "introduced_by: Old Name"),
    *("introduced_by: people/p-0.md", 'knows: ["[[p-0#Work]]", Old Name]', 'knows: ["[[Old Name|her]]"]'),
    *("roles: [{org: A, from: May 2021, title: 'x'}]", "role: {org: A}", "check_ignore: [log order]"),
    *(
        "links: {home: <https://x.example/a>}",
        "links: {home: www.x.example}",
        "tags: [a]\ntags: [a]",
        "zone: Asia/Tokyo",
    ),
    *(
        "x: {kind: no call, at: 012}",
        "x: [ON, {q: 'it''s'}]",
        "worked_with: [{job: acme, as: manger}]",
        "zone: Asia/Tokyo",
    ),
)
_KINDS = (
    *(
        "call",
        "Call",
        "coffee",
        "Coffee",
        "note",
        "cofee",
        "emial",
        "meeeting",
        "Gave  reference",
        "asked recomendation",
    ),
    *("call Bob", "Call Bob Sample", "lunch Ada", "no call", "No Call", "declined", "didn't meet"),
    *(
        "call declined",
        "call Declined",
        "nocall",
        "recall",
        "met",
        "cancelled",
        "talked about it",
        "coffee off",
        "ca\u200bll",
        "fall",
    ),
)
_DAYS = ("2024-05-{day:02}", "2024-05-{day:02}", "2024/05/{day:02}", "2024.5.{day}", "{day}.5.2024")
_PEOPLE = ("", "", " with [[p-0]]", " with [[Old Name]]", " with [[Old Name#top]], [[p-1|her]]", " with Bob")
_PROSE = (
    "Met {w} <!-- {w} [[Old Name]] --> her at\u200b `{w}`, {w}.",
    "- [ ] 2024-6-30 ring {w} <!-- {w} -->",
    "- [ ] 2024-06-29 ring {w}",
    "[[Old Name]] {w} [[Old Name|{w}]] ![[Old Name]]",
    "| [[Old Name]] | {w} |",
    "```\n- 2024-6-1 Coffee {w}\n```",
    "<!-- {w}: birthdy: on\n\n- 2024/01/01 Call {w} -->",
    "{w} one\u2028two {w}",
)
_NOISE = (
    "[[",
    "]]",
    "<!--",
    "-->",
    "`",
    "\n",
    "  ",
    "#",
    "'",
    '"',
    ": ",
    "- ",
    "|",
    "\u200b",
    "\t",
    "## Log\n",
    "{",
    "]",
)


class _Drawn:
    """A file, by its number."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)  # noqa: S311 (not for secrets)
        self._next = 0
        front = [f"{one}{self._comment()}" for one in self.random.sample(_FIELDS, self.random.randint(0, 5))]
        prose = [self._filled(one) for one in self.random.sample(_PROSE, self.random.randint(0, 4))]
        entries = [self._entry() for _ in range(self.random.randint(0, 5))]
        log = ["## Log", "", *entries, ""] if entries else []
        text = "\n".join(["---", f"name: Ada Sample{self._comment()}", *front, "---", *prose, "", *log])
        for _ in range(self.random.choice((0, 0, 0, 1, 2))):
            at = self.random.randint(0, len(text))
            text = text[:at] + self.random.choice(_NOISE) + text[at:]
        self.text = text.replace("\n", self.random.choice(("\n", "\n", "\r\n")))

    def _word(self) -> str:
        self._next += 1
        return f"q{self._next}q"

    def _filled(self, text: str) -> str:
        while "{w}" in text:
            text = text.replace("{w}", self._word(), 1)
        return text

    def _comment(self) -> str:
        return self._filled("  # {w}: 'NO\" {w}") if self.random.random() < 0.4 else ""

    def _entry(self) -> str:
        day = self.random.choice(_DAYS).format(day=self.random.randint(1, 28))
        head = f"- {day} {self.random.choice(_KINDS)}{self.random.choice(_PEOPLE)}"
        return head + self._filled(self.random.choice((": {w}", ": {w} <!-- {w} -->\n  {w}", ": {w}\n  - {w} [[p-1]]")))


def _vault(first: int) -> Vault:
    """Make a vault of files by their numbers; one of them has a name that is no id, and many name it."""
    names = ["Old Name", *(f"p-{number}" for number in range(_TOGETHER - 1))]
    texts = [_Drawn(first + number).text for number in range(_TOGETHER)]
    pairs = zip(names, texts, strict=True)
    return Vault(
        Path(), Settings(), tuple(read_document(f"people/{name}.md", text.encode(), PERSON) for name, text in pairs)
    )


def _mend(vault: Vault, *, unsafe: bool) -> Mending:
    return mend(vault, lambda now, _: check(now, TODAY), TODAY, unsafe=unsafe)


def _text(document: Document) -> str:
    assert document.source
    return document.source.text.replace(_HIDDEN, "")


def _numbered(text: str) -> list[tuple[str, ...]]:
    """Return the words with a number of each line."""
    lines = (tuple(_NUMBERED.findall(line)) for line in re.split(r"\r\n|[\n\r]", text))
    return [line for line in lines if line]


def _comments(text: str) -> Counter[str]:
    """Count the comments, those of front matter by their numbers."""
    front, _, body = text.replace(_DIVIDES, " ").partition("\n---")
    hidden = (re.sub(r"\[\[[^\]]*\]\]", "[[]]", one) for one in re.findall(r"<!--.*?-->", body, re.DOTALL))
    return Counter([*hidden, *re.findall(r"(?<=\s)# q\d+q.*", front)])


def _declared(found: Mending, path: str) -> tuple[Counter[str], Counter[str]]:
    """Count the words that the fixes of a file declare to replace, and those that they put in their place."""
    old: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for one in found.mended:
        for swap in one.fix.swaps if one.fix and one.path == path else ():
            if swap and swap.kind != "moved":
                old.update(_words(swap.old))
                new.update(_words(swap.new))
    return old, new


def _words(text: str) -> list[str]:
    return _WORD.findall(text.replace(_HIDDEN, ""))


def _said(document: Document) -> Iterator[tuple[str, LogEntry]]:
    """Yield the entries of a log by the first word with a number in each."""
    for entry in document.item.body.log if document.item else ():
        if numbers := _NUMBERED.findall(entry.text.replace(_HIDDEN, "")):
            yield numbers[0], entry


def _people(entry: LogEntry) -> list[str]:
    return ["old-name" if link.id == "Old Name" else link.id for link in entry.others]


def _kinds(text: str) -> str:
    return " ".join(text.replace(_HIDDEN, "").lower().split())


_OTHER_KINDS = {
    "cofee": "coffee",
    "emial": "email",
    "meeeting": "meeting",
    "asked recomendation": "asked recommendation",
    "call bob": "call",
    "call bob sample": "call",
    "lunch ada": "lunch",
}
"""The kinds that another one may take the place of, if that is asked for; of the others none may."""


def _assert_kept(before: Document, after: Document, found: Mending, renamed: bool) -> None:  # noqa: FBT001
    old_text, new_text = _text(before), _text(after)
    moved = any(one.code == "NK304" for one in found.mended if one.path == before.path)
    lines = [_numbered(text) for text in (old_text, new_text)]
    assert sorted(lines[0]) == sorted(lines[1]) if moved else lines[0] == lines[1]
    assert _comments(old_text) == _comments(new_text)
    gone, come = (Counter(_words(text)) for text in (old_text, new_text))
    old, new = _declared(found, before.path)
    if renamed:  # names of links stay to be read behind their ids
        links = old_text.count("Old Name")
        old.update({"Old": links, "Name": links})
        new.update({"Old": links, "Name": links, "old": links, "name": links})
    assert (gone - come) - old == Counter()
    assert (come - gone) - new == Counter()
    assert new_text.count("Old") >= old_text.count("[[Old Name]]") - new_text.count("old-name]]")
    _assert_same_history(before, after, {"kind": any(one.code == "NK302" for one in found.mended)})


def _assert_same_history(before: Document, after: Document, mended: dict[str, bool]) -> None:
    now = dict(_said(after))
    for number, entry in _said(before):
        kind = _kinds(entry.kind)
        assert now[number].date == entry.date
        assert _people(now[number]) == _people(entry)
        assert _kinds(now[number].kind) in ({kind, _OTHER_KINDS.get(kind, kind)} if mended["kind"] else {kind})
    known = dict(_said(before))
    for number, entry in now.items():
        if number not in known:  # its day was none before; its kind is the one that was written
            assert re.search(rf"{re.escape(_kinds(entry.kind))}.*?{number}", _kinds(_text(before)), re.DOTALL) or (
                _kinds(entry.kind) in _OTHER_KINDS.values()
            )


@pytest.mark.parametrize("wish", ["safe", "unsafe"])
def test_only_what_is_declared_changes(wish: str) -> None:
    files = mended = changed = 0
    for first in range(0, _FILES, _TOGETHER):
        vault = _vault(first)
        found = _mend(vault, unsafe=wish == "unsafe")
        changes = {before.path: (before, after) for before, after in found.changes()}
        for before, after in changes.values():
            _assert_kept(before, after, found, any(one.code == "NK501" for one in found.mended))
        again = _mend(found.vault, unsafe=wish == "unsafe")
        assert (again.mended, again.originals) == ([], {})
        files, mended, changed = files + _TOGETHER, mended + len(found.mended), changed + len(changes)
    print(f"{wish}: {files} files, {changed} changed, {mended} findings mended")  # noqa: T201 (pytest -s shows it)
    assert changed > files / 2
