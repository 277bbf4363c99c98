"""What of a text is code or a comment, held against the parser and against the fast way without it."""

import re

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from netkeep.model.body import Span
from netkeep.text import body as reader
from netkeep.text.links import links_in
from netkeep.text.markdown import NOTHING, Hidden, blanked, hidden, without_comments
from tests.repeats import cases
from tests.text.reading import body

_CASES = cases(200)
_PIECES = st.sampled_from(
    [
        *(
            "- 2024-05-20 call",
            "- 2024-05-19 coffee with [[a]]: Hi",
            "- [ ] 2024-06-01 ask",
            "## Log",
            "# Head",
            "words",
        ),
        *("- item", "  - sub", "1. one", "> quoted", "[[ada]]", "[x](bo.md)", "*so*", "", "", "  more", "a | b", "---"),
        *(
            "```",
            "~~~",
            "    four",
            "\tb",
            "`[[a]]`",
            "<!-- x -->",
            "%%y%%",
            "   - [ ] 2024-06-02 b",
            ">     c",
            "`",
            "<b>",
        ),
    ]
)
_PLAIN = st.sampled_from(
    ["- 2024-05-20 call", "- [ ] 2024-06-01 ask", "## Log", "- a", "  - b", "[[ada]]", "> c", "", "d *e*"]
)
# Two thirds are such as most people write, and need no parser.
_BODIES = st.one_of(*[st.lists(pieces, max_size=12).map("\n".join) for pieces in (_PLAIN, _PLAIN, _PIECES)])


@settings(max_examples=_CASES, deadline=None)
@given(_BODIES)
def test_the_fast_way_reads_what_the_parser_reads(text: str) -> None:
    fast = hidden(text) is NOTHING
    event("fast" if fast else "by the parser")
    before = body(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "hidden", _by_the_parser)
        assert body(text) == before


def _by_the_parser(text: str) -> Hidden:
    from netkeep.text.markdown import _hidden

    return _hidden(text)


@settings(max_examples=_CASES, deadline=None)
@given(_BODIES.filter(lambda text: "<!--" not in text and "%%" not in text))
def test_code_is_what_the_parser_shows_as_code(text: str) -> None:
    shown = " ".join(_code(MarkdownIt("commonmark").enable("table").render(text)))
    kept = " ".join(text[slice(*span)] for span in hidden(text).code())
    assert _words(shown) == _words(re.sub(r"^[ \t>]*(?:[-*+] )?(?:`{3,}|~{3,}).*$|`+", "", kept, flags=re.MULTILINE))


def _code(html: str) -> list[str]:
    from html import unescape

    return [unescape(found) for found in re.findall(r"<code[^>]*>(.*?)</code>", html, re.DOTALL)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a `x` b", ["`x`"]),
        ("> a `x\n> y` b", ["`x\n> y`"]),
        ("- ```\n  code\n  ```\nx", ["- ```\n  code\n  ```\n"]),
        ("> [!note]\n> ```\n> x\n> ```\n", ["> ```\n> x\n> ```\n"]),
        ("text\n\n    code\n", ["    code\n"]),
        ("- a\n\n      code `x`\n", ["      code `x`\n"]),
        ("|a|b|\n|-|-|\n|`x\\|y`|z `q`|\n", ["`x\\|y`", "`q`"]),
        ("\\`a` b `c`", ["` b `"]),
        ("<pre>\n[[a]]\n</pre>\n", ["<pre>\n[[a]]\n</pre>\n"]),
        ("# a `b` #", ["`b`"]),
        ("```\nnever closed", ["```\nnever closed"]),
    ],
)
def test_code(text: str, code: list[str]) -> None:
    assert [text[slice(*span)] for span in hidden(text).code()] == code


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("a <!-- b --> c", "a  c"),
        ("a <!-- b\n\nc --> d", "a  d"),
        ("a\n<!-- b\n- [ ] c\n-->\nd", "a\nd"),
        ("a %%b%% c", "a  c"),
        ("a\n%%\nb\n\nc\n%%\nd", "a\nd"),
        ("a <!-- b", "a "),
        ("a\n\n%% b\n\n## Log\n", "a\n\n"),
        ("`<!-- a -->` `%%` b", "`<!-- a -->` `%%` b"),
        ("```\n<!-- a -->\n```\nb", "```\n<!-- a -->\n```\nb"),
        ("\\<!-- a --> \\%% b", "\\<!-- a --> \\%% b"),
        ("<!-- ` --> a <!-- ` -->", " a "),
        ("<!--> a <!---> b", " a  b"),
        ("<!--\n```\n-->\na\n<!-- b -->", "a\n"),
        ("- a <!-- b\n- c -->\n- d", "- a \n- d"),
    ],
)
def test_comments(text: str, rest: str) -> None:
    assert without_comments(text) == rest


def test_blanks_keep_places_and_line_ends() -> None:
    assert blanked("ab\r\ncd\nef", [Span(1, 5)]) == "a \r\n d\nef"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[[ada]] [[ada|A]] [[ada\\|A]]", [("ada", None), ("ada", "A"), ("ada", "A")]),
        ("[[ada#Work]] ![[ada]] [[people/ada]] [[ada.md]]", [("ada", None)] * 4),
        ("[A](ada.md) [A](../people/ada.md#x) [A](<ada.md> 'x')", [("ada", "A")] * 3),
        ("[A [b]](%61da.md) ![[a.png]] [[#x]] [[2024-05-20]]", [("ada", "A [b]"), ("", None), ("", None), ("", None)]),
        ("[A](https://x.example/ada.md) [A](ada) \\[A](ada.md)", [("", "A"), ("", "A")]),
    ],
)
def test_links_in_every_form(text: str, found: list[tuple[str, str | None]]) -> None:
    assert [(link.id, link.text) for link in links_in(text)] == found
