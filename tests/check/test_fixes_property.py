"""Thousands of files, each by its number, damaged in every way that can be fixed: nothing else changes."""

import itertools
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.check.mending import Mending, mend
from netkeep.check.runner import check
from netkeep.config import Settings
from netkeep.model.schema import ORG_FILE, PERSON
from netkeep.store.vault import Vault
from netkeep.text.document import Document, read_document
from tests.check.cases import TODAY
from tests.check.test_robust import GOOD, MANY, telling
from tests.repeats import cases

# By key, lines and what becomes of them; where nothing stands behind the bar they are sound.
_CHOICES = (
    (
        'location: NO | location: "NO"',
        "'location': Leeds",
        "location: [ York ] | location: York",
        "location: Le\u200beds | location: Leeds",
    ),
    ("tags: mentor | tags: [mentor]", "tags: [a,   'b']", "tags:\n- a{}\n-   b", "tag: 'it''s' | tags: ['it''s']"),
    (
        "birthday: 14 May 1979 | birthday: 1979-05-14",
        "birthday:   --05-14",
        'birthdy: "1979-5-4" | birthday: "1979-05-04"',
    ),
    ("cadence: Every 2 weeks | cadence: 2 weeks", "cadence: 3 months", "cadense: annually | cadence: yearly"),
    ("pronouns: she/her", 'pronouns: on | pronouns: "on"', "pronouns: >-\n  she\n  her"),
    (
        (
            "emails:\n  - address: mailto:{id}@x.example{}\n    label: home"
            " | emails:\n  - address: {id}@x.example{}\n    label: home"
        ),
        "emails: ['<{id}@x.example>', \"{id}@y.example\"] | emails: ['{id}@x.example', \"{id}@y.example\"]",
        "email: {id}@x.example; | emails: [{id}@x.example]",
    ),
    (
        (
            "roles:\n  # newest first{}\n  - {org: ACME, from: May 2020}"
            " | roles:\n  # newest first{}\n  - {org: ACME, from: 2020-05}"
        ),
        "roles:\n  - org:   'Acme Corp'{}\n    to: 2020/1/2{} | roles:\n  - org:   'Acme Corp'{}\n    to: 2020-01-02{}",
        'role: {org: "acme"} | roles: [{org: "acme"}]',
    ),
    ("introduced_by: people/q-0.md | introduced_by: q-0", 'introduced-by: "[[q-0]]" | introduced_by: "[[q-0]]"'),
    ("timezone: europe/london | timezone: Europe/London", "timezone: Asia/Tokyo"),
    ("x:\n  Key: [NO,{}\n    ~]\n  birthdy: on{}", "x: {a: 1, # b{}\n  c: 2}"),
)
_PROSE = (
    "Met <!-- c{id} --> her at\u200b `x`. | Met <!-- c{id} --> her at `x`.",
    "- [ ] 2024-6-30 ring | - [ ] 2024-06-30 ring",
    "Trail runner; ## Log is no heading [[p-0|here]].",
    "```\n- [ ] 2024-6-1 code, NO\n```",
    "<!-- birthdy: on\n\n- 2024/01/01 Call -->",
)
_KINDS = ("call", "Coffee", "note", "Gave  reference", "meeting")
_TEXTS = ("", ": a", " with [[p-0]], [[p-1|her]]: b", ": c\n  d   \n\n  e <!-- f -->", ": g\n\t- h")


class _File:
    """A file before and after, made of pieces; every comment in it has a number of its own."""

    def __init__(self, number: int, ident: str) -> None:
        self.random = random.Random(number)  # noqa: S311 (not for secrets)
        self.before = self.after = ""
        self.comments: list[str] = []
        self._id = ident
        self._make()

    def _make(self) -> None:
        self._add("---{}")
        self._add(f"name: {self._id} Sample{{}}")
        for choices in self.random.sample(_CHOICES, self.random.randint(0, len(_CHOICES))):
            block = self.random.choice(choices)
            old, _, new = block.partition(" | ")
            end = "" if ">-" in block else "{}"  # nothing but text can stand in a folded block
            self._add(old + end, (new or old) + end)
            if self.random.random() < 0.2:
                self._add(f"{' ' * self.random.randint(0, 3)}#{{}}")
        self._add("---")
        for prose in self.random.sample(_PROSE, self.random.randint(0, len(_PROSE))):
            old, _, new = prose.partition(" | ")
            self._add(old, new or old)
            self._add("")
        if self.random.random() < 0.8:
            self._log()
        self._end()

    def _add(self, old: str, new: str | None = None) -> None:
        """Add lines; braces in both stand for the same comments, or for none."""
        new = old if new is None else new
        for _ in range(old.count("{}")):
            comment = self._comment()
            old, new = old.replace("{}", comment, 1), new.replace("{}", comment, 1)
        self.before += f"{old}\n".replace("{id}", self._id)
        self.after += f"{new}\n".replace("{id}", self._id)

    def _comment(self) -> str:
        if self.random.random() < 0.5 or not self.before:
            return ""
        text = f"# {self._id}-{len(self.comments)}: 'NO\" [&x"
        self.comments.append(text)
        return " " * self.random.randint(1, 4) + text

    def _log(self) -> None:
        self._add("## Log")
        self._add("")
        days = [self.random.randint(1, 28) for _ in range(self.random.randint(1, 6))]
        entries = [(day, f"2024-04-{day:02} {self.random.choice(_KINDS)}{self.random.choice(_TEXTS)}") for day in days]
        steps = [(later > earlier) - (later < earlier) for earlier, later in itertools.pairwise(days)]
        moved = sorted(entries, key=lambda entry: entry[0], reverse=sum(steps) <= 0)
        for (_, old), (_, new) in zip(entries, moved, strict=True):
            self._add(f"- {old}", f"- {new.replace('Coffee', 'coffee').replace('Gave  ref', 'gave ref')}")
            if self.random.random() < 0.3:
                self._add("")

    def _end(self) -> None:
        newline = self.random.choice(("\n", "\n", "\r\n"))
        mark = self.random.choice(("", "", "\ufeff"))
        last = self.random.choice((0, 1))
        self.before, self.after = (
            text.removesuffix("\n" * last).replace("\n", newline) for text in (self.before, self.after)
        )
        self.before = mark + self.before


def _vault(texts: list[str]) -> Vault:
    org = read_document("orgs/acme.md", b"---\nname: Acme Corp\n---\n", ORG_FILE)
    people = [read_document(f"people/p-{number}.md", text.encode(), PERSON) for number, text in enumerate(texts)]
    other = read_document("people/q-0.md", b"---\nname: Q\n---\n", PERSON)
    return Vault(Path(), Settings(), (org, *people, other))


def _mend(vault: Vault) -> Mending:
    return mend(vault, lambda now, _: check(now, TODAY), TODAY, unsafe=False)


def _bytes(document: Document) -> bytes:
    assert document.source
    return document.source.encode(document.source.text)


@pytest.mark.parametrize("start", range(0, cases(2400), 40))
def test_exactly_what_is_damaged_changes(start: int) -> None:
    files = [_File(start + number, f"p-{number}") for number in range(40)]
    found = _mend(_vault([file.before for file in files]))
    assert found.mended
    assert [(one.path, one.code, one.message) for one in found.left] == []
    for file, document in zip(files, found.vault.documents[1:-1], strict=True):
        number = int(document.stem.removeprefix("p-"))
        text = _bytes(document).decode()
        assert text == files[number].after
        assert all(text.count(comment) == 1 for comment in file.comments) or file is not files[number]
    again = _mend(found.vault)
    assert (again.mended, again.originals) == ([], {})


@MANY
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD)), st.integers(0, 8), telling), min_size=1, max_size=6),
    st.sampled_from(["grace-sample", "Grace Sample"]),
    st.sampled_from(["safe", "unsafe"]),
)
def test_whatever_is_damaged_mending_is_done_at_once(
    changes: list[tuple[int, int, bytes]], stem: str, wish: str
) -> None:
    data = GOOD.encode()
    for at, dropped, put in changes:
        data = data[:at] + put + data[at + dropped :]
    document = read_document(f"people/{stem}.md", data, PERSON)
    once = mend(
        Vault(Path(), Settings(), (document,)), lambda now, _: check(now, TODAY), TODAY, unsafe=wish == "unsafe"
    )
    again = mend(once.vault, lambda now, _: check(now, TODAY), TODAY, unsafe=wish == "unsafe")
    assert (again.mended, again.left) == ([], once.left)
    assert not document.readable or once.vault.documents[0].readable
    assert bool(once.mended) == bool(once.changes())
