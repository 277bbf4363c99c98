"""Obsidian's property editor writes all front matter anew; what netkeep reads in it stays."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from netkeep.check.runner import check
from netkeep.model.schema import PERSON
from netkeep.store.load import load
from netkeep.text.document import Item, read_document
from tests.vaults import make_vault

TODAY = date(2026, 11, 22)
PATH = "people/grace.md"
GRACE = """\
---
name: Grace Sample  # as she signs
aliases: ["G. Example", 'Grace #2']
emails:
  - grace@acme.example
  - address: grace@home.example
    label: home
phones: ["+44 20 7946 0018"]
links: {linkedin: "https://www.linkedin.com/in/grace-sample"}
birthday: 1979-06-14
tags: [mentor, data]
roles:
  # the new one
  - org: "Acme: Corp"
    from: 2021-05
  - {org: Initech, title: Manager, from: 2016, to: 2021-04}
knows: ["[[ada]]", {id: ben, how: same choir}]
cadence: 3 months
private: true
---

Met at the kick-off. See [[ada|Ada]].

## Log

- 2026-05-20 coffee with [[ben]]: Reorg.
"""
REWRITTEN = """\
---
name: Grace Sample
aliases:
  - G. Example
  - "Grace #2"
emails:
  - grace@acme.example
  - address: grace@home.example
    label: home
phones:
  - +44 20 7946 0018
links:
  linkedin: https://www.linkedin.com/in/grace-sample
birthday: 1979-06-14
tags:
  - mentor
  - data
roles:
  - org: "Acme: Corp"
    from: 2021-05
  - org: Initech
    title: Manager
    from: 2016
    to: 2021-04
knows:
  - "[[ada]]"
  - id: ben
    how: same choir
cadence: 3 months
private: true
---
"""
OTHERS = {"people/ada.md": "---\nname: Ada\n---\n", "people/ben.md": "---\nname: Ben\n---\n"}
_PLAIN = re.compile(r"(?!-(?:\s|$))[\w+./-](?:(?!: |:$| #)[^\n\\])*(?<! )")


def rewritten(text: str) -> str:
    """Return a file as the editor leaves it: no comments, lists in blocks, quotes only where YAML needs them."""
    front, body = text.removeprefix("---\n").split("\n---\n", 1)
    lines = _lines(yaml.load(front, yaml.BaseLoader))  # noqa: S506 (texts only)
    return "\n".join(["---", *lines, "---", body])


def _lines(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, dict | list) and part:
                yield f"{key}:"
                yield from (f"  {line}" for line in _lines(part))
            else:
                yield f"{key}: {''.join(_lines(part))}"
    elif isinstance(value, list) and value:
        for item in value:
            first, *rest = _lines(item)
            yield from (f"- {first}", *(f"  {line}" for line in rest))
    else:
        yield "[]" if isinstance(value, list) else _scalar(str(value or ""))


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def item(text: str) -> Item:
    """Return what a file says, without the places where it says it."""
    document = read_document(PATH, text.encode(), PERSON)
    assert document.flawless
    assert document.item
    body = document.item.body
    log = tuple(entry.text for entry in body.log)
    assert log == ("Reorg.",) * len(log)
    return replace(document.item, body=replace(body, links=(), reminders=(), log=(), log_at=None))


def codes(root: Path, text: str) -> list[str]:
    return [finding.code for finding in check(load(make_vault(root, {**OTHERS, PATH: text})), TODAY)]


def test_a_contact_reads_as_before(tmp_path: Path) -> None:
    after = rewritten(GRACE)
    assert after == REWRITTEN + GRACE.partition("\n---\n")[2]
    assert item(after) == item(GRACE)
    assert codes(tmp_path / "after", after) == codes(tmp_path / "before", GRACE) == []


def test_a_word_that_needs_its_quotes_is_found(tmp_path: Path) -> None:
    text = '---\nname: Grace\ntags: ["yes"]\n---\n'
    before, after = (codes(tmp_path / name, each) for name, each in (("before", text), ("after", rewritten(text))))
    assert (before, after) == ([], ["NK116"])


TEXT = st.text(st.sampled_from("aé0-+:#'\"[]{}, 漢🌱&*!|>%@`~?="), min_size=1).map(str.strip).filter(bool)


@given(st.lists(TEXT, min_size=1, max_size=4, unique=True))
def test_any_text_in_a_list_reads_as_before(aliases: list[str]) -> None:
    text = f"---\nname: Grace\naliases: {json.dumps(aliases, ensure_ascii=False)}\n---\n"
    before, after = (read_document(PATH, each.encode(), PERSON) for each in (text, rewritten(text)))
    assert before.item == after.item
