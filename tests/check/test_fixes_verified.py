"""What a mended file is held against: every fix that would do more than it says is refused."""

import pytest

from netkeep.check.apply import mend_file
from netkeep.check.diagnostic import Diagnostic
from netkeep.check.fix import WITHOUT_MARK, Fix, Swap, from_json, to_json
from netkeep.check.verify import objection
from netkeep.config import Settings
from netkeep.model.schema import PERSON
from netkeep.text.document import Document, read_document
from netkeep.text.edit import Splice, apply
from tests.check.cases import TODAY, log, person

_TEXT = person("location: NO  # why\ntags: [a]\nroles:\n  - {org: Acme} # c\n", "Hi <!-- there --> [[bo]]\n")


_WORDS = "a word would be lost or changed that the fix does not name"


def _read(text: str) -> Document:
    return read_document("people/ada-example.md", text.encode(), PERSON)


def _swapped(text: str, old: str, new: str) -> tuple[Splice, ...]:
    at = text.index(old)
    return (Splice(at, at + len(old), new),)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("NO", '"NO"', None),
        ("tags: [a]", "tags: [a, b]", None),
        ("  # why", "", "a comment would be lost"),
        ("# why", "# how", "a comment would be lost"),
        (" <!-- there -->", "", "a comment would be lost"),
        ("NO", "[", "the file could no longer be read"),
        ("NO", "NO\nlinks: {a: b}\nx: {y:", "the file could no longer be read"),
        ("tags: [a]", "x:\n  tags: [a]", None),
        ("tags: [a]\n", "tags: [a]\naliases: &a [b]\n", "the file could no longer be read"),
        ("Hi", "Hi `", None),
        ("Hi", "Hi ``` <!-- x -->\n```\n", "it would change more than this"),
    ],
)
def test_objections(old: str, new: str, why: str | None) -> None:
    splices = _swapped(_TEXT, old, new)
    swaps = (Swap("value", old, new),)
    assert objection(_read(_TEXT), _read(apply(_TEXT, splices)), [Fix(splices, swaps=swaps)]) == why


def test_another_value_that_changes_where_nothing_was_named() -> None:
    text = "---\n{name: Ada, aliases: [x], location: B, tags: [c]}\n---\n"
    splices = (*_swapped(text, "aliases", "x: {aliases"), *_swapped(text, "[c]", "[c]}"))
    fixes = [Fix((one,), swaps=(Swap("value", text[one.start : one.end], one.new),)) for one in splices]
    assert objection(_read(text), _read(apply(text, splices)), fixes) == "it would change another value"


def test_lines_that_move_must_say_the_same() -> None:
    text = log("- 2024-05-02 call: a", "  - 2024-05-01 call: b", "  - 2024-05-03 call: c")
    first, second = "2024-05-02 call: a\n", "  - 2024-05-01 call: b\n"
    splices = (*_swapped(text, first, second), *_swapped(text, second, first))
    swaps = (Swap("moved", first, second), Swap("moved", second, first))
    fixes = [Fix(splices, swaps=swaps)]
    assert objection(_read(text), _read(apply(text, splices)), fixes) == "the log would say something else"


def _objection(text: str, old: str, new: str, *swaps: Swap) -> str | None:
    """Say what speaks against one splice with what it declares."""
    splices = _swapped(text, old, new)
    return objection(_read(text), _read(apply(text, splices)), [Fix(splices, swaps=swaps)])


@pytest.mark.parametrize(
    ("old", "new", "swap", "why"),
    [
        ("Hi <!-- there -->", "Hi  <!--  there -->", None, None),
        ("Hi", "Ho", None, _WORDS),
        ("Hi", "Ho", Swap("value", "Hi", "Ho"), None),
        ("Hi", "Ho", Swap("value", "Hi", "Hu"), _WORDS),
        ("Hi", "Ho", Swap("value", "Ho", "Hi"), _WORDS),
        ("Hi", "Ho Hi", None, _WORDS),
        ("H", "Ha", None, _WORDS),
        ("# c\n", "# c, d\n", None, "a comment would be lost"),
        ("[a]", "['a']", None, None),
        ("[a]", "[]", Swap("repeated", "a", ""), _WORDS),
        ("tags: [a]\n", "", Swap("repeated", "tags: [a]", ""), _WORDS),
        ("[[bo]]", "[[bo|Bo]]", Swap("link", "bo", "bo|Bo"), None),
        ("[[bo]]", "[[bo|Bo]]", None, _WORDS),
        ("Ada Example", "Ada  Exam\u200bple", None, None),
        ("Hi", "```\nHi", None, "it would change more than this"),
    ],
)
def test_only_declared_words_change(old: str, new: str, swap: Swap | None, why: str | None) -> None:
    assert _objection(_TEXT, old, new, *([swap] if swap else [])) == why


_LOG = log("- 2024-05-02 no call", "- 2024-05-01 call Bob with [[bo]]: b", "- 2024-04-30 met", "- 2024-04-29 lunch?")
_HISTORY = "the log would say something else"


@pytest.mark.parametrize(
    ("old", "new", "swap", "why"),
    [
        ("no call", "call", Swap("kind", "no call", "call"), _WORDS),
        ("no call", "note call", Swap("kind", "no call", "note call"), None),
        ("no call", "note call", Swap("value", "no call", "note call"), _HISTORY),
        ("no call", "no: call", Swap("kind", "no call", "no: call"), None),
        ("no call", "no: call", None, _HISTORY),
        ("call Bob with", "call: Bob with", Swap("kind", "call Bob", "call: Bob"), _HISTORY),
        ("2024-04-30", "2024-04-29", Swap("day", "2024-04-30", "2024-04-29"), _HISTORY),
        ("- 2024-04-30 met", "2024-04-30 met", None, _HISTORY),
        ("lunch?", "lunch", None, _HISTORY),
        ("lunch?", "lun\u200bch?", None, None),
        ("[[bo]]", "[[bob]]", Swap("link", "bo", "bob"), None),
        ("[[bo]]", "[[bob]]", Swap("value", "bo", "bob"), _HISTORY),
    ],
)
def test_no_entry_changes_but_as_declared(old: str, new: str, swap: Swap | None, why: str | None) -> None:
    assert _objection(_LOG, old, new, *([swap] if swap else [])) == why


def test_a_reminder_stays_one() -> None:
    text = person(body="- [ ] 2024-06-02 ring\n")
    assert _objection(text, "[ ]", "[x]", Swap("value", "", "x")) == _HISTORY
    assert _objection(text, "- [", "[") == _HISTORY
    assert _objection(text, "- [", "* [") is None


def _declared(old: str, new: str, what: str = "value") -> Fix:
    return Fix(_swapped(_TEXT, old, new), swaps=(Swap(what, old, new),))


def _finding(fix: Fix, code: str = "NK116", column: int = 11) -> Diagnostic:
    return Diagnostic("people/ada-example.md", 3, column, code, 3, column + 2, "x", "m", "h", fix)


@pytest.mark.parametrize(
    ("code", "fix", "why"),
    [
        ("NK116", _declared("NO", "ON"), "the finding would still be there"),
        ("NK116", _declared("NO", "'NO'\nzzz: 1"), "it would cause another finding"),
        ("NK116", Fix(_swapped(_TEXT, "NO", "'ON'")), _WORDS),
        ("NK407", Fix(value="x"), None),
        ("NK407", Fix(), "it spans several lines, which only a person can fix without changing how they read"),
    ],
)
def test_what_is_refused_leaves_the_file_as_it_was(code: str, fix: Fix, why: str | None) -> None:
    one = _finding(fix, code)
    found = mend_file(_read(_TEXT), [one], Settings(), TODAY)
    assert found.refused == ({one: why} if why else {})
    assert found.findings == ([] if why else [one])
    assert found.document.source is not None
    assert found.document.source.text == (_TEXT if why else _TEXT.replace("NO", "x"))


def test_one_that_is_refused_does_not_stop_the_others() -> None:
    good, bad = _finding(Fix(_swapped(_TEXT, "NO", '"NO"'))), _finding(Fix(_swapped(_TEXT, " # c", "")), "NK407", 20)
    found = mend_file(_read(_TEXT), [bad, good], Settings(), TODAY)
    assert found.findings == [good]
    assert found.refused == {bad: "a comment would be lost"}


def test_of_fixes_that_overlap_the_first_is_applied_and_the_other_waits() -> None:
    first, second = (_finding(Fix(_swapped(_TEXT, "NO", f'"{word}"')), column=11) for word in ("NO", "no"))
    found = mend_file(_read(_TEXT), [first, second], Settings(), TODAY)
    assert (found.findings, found.refused) == ([first], {})


@pytest.mark.parametrize(
    "fix",
    [
        None,
        Fix((WITHOUT_MARK,)),
        Fix((Splice(1, 2, "é\u200b"),), safe=False),
        Fix(value="v"),
        Fix(rename="r"),
        Fix(log=True),
        Fix((Splice(1, 2, "b"), Splice(3, 3, "]")), swaps=(Swap("key", "a", "b"), None)),
    ],
)
def test_fixes_are_kept_as_they_are(fix: Fix | None) -> None:
    assert from_json(to_json(fix)) == fix
