"""Merges that do not come out as they should: each is to move to the other cases once it does."""

import pytest

from tests.versions.merging import body, front, log, merged, text_of

CALL, MAIL = "2026-05-20 call", "2026-05-21 email"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "wanted"),
    [
        pytest.param(
            log(CALL),
            log(MAIL, CALL),
            log(CALL).replace("- 2026", "<!-- a\nb -->\n- 2026"),
            log(MAIL, CALL).replace("- 2026-05-20", "<!-- a\nb -->\n- 2026-05-20"),
            id="a comment of two lines above an entry",
            marks=pytest.mark.xfail(strict=True, reason="it is put in below the log: only one of one line goes along"),
        ),
        pytest.param(
            front("tags: [\n  a,  # one\n  b,\n]\n"),
            front("tags: [\n  a,  # one\n  b,\n  c,\n]\n"),
            front("tags: [\n  a,  # one\n  d,\n  b,\n]\n"),
            front("tags: [\n  a,  # one\n  d,\n  b,\n  c,\n]\n"),
            id="a comment between brackets",
            marks=pytest.mark.xfail(strict=True, reason="what is new is put in before the comment: a, d,  # one"),
        ),
        pytest.param(
            body("Hi.\n\n## Log\n\n- 2026-05-20 call\n"),
            body("Hi!\n\n## Log\n\n- 2026-05-20 call\n"),
            body("Hi.\n"),
            body("Hi!\n"),
            id="a log that goes whole",
            marks=pytest.mark.xfail(strict=True, reason="its heading stays in ours, with nothing below"),
        ),
    ],
)
def test_not_yet(base: str, ours: str, theirs: str, wanted: str) -> None:
    assert text_of(merged(base, ours, theirs)) == wanted
