"""Texts that Markdown would take too long for are shown as they are."""

import pytest

from netkeep.site.bodies import Bodies
from netkeep.site.tangled import tangled


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "[" * 10_000 + "]" * 10_000,
        "[a](" * 10_000,
        " <a" * 10_000,
        "# x\n" * 20_000,
        "a\n" * 50_001,
    ],
)
def test_what_would_take_long_is_shown_as_it_is(text: str) -> None:
    assert tangled(text)
    escaped = text.strip("\n").replace("<", "&lt;")
    assert Bodies({}, {}).html(text, "people/ada.md") == f"<p>{escaped}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "A [link](https://a.example/) and [[ada]], a [ ] box, 1 < 2 (or not).\n\n" * 800,
        "- met [[ada|Ada]] (and others) at [a place](https://a.example/)\n" * 600,
        "[" * 500,
        "a < b\n" * 500,
    ],
)
def test_long_notes_are_not_tangled(text: str) -> None:
    assert not tangled(text)


def test_blocks_are_weighed_one_by_one() -> None:
    assert tangled("[" * 3_000)
    assert not tangled("\n\n".join(["[" * 300] * 10))
