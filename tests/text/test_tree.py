import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from netkeep.model.body import Span
from netkeep.text import tree
from netkeep.text.problem import Problem
from netkeep.text.quote import quote
from netkeep.text.tree import Mapping, Node, Scalar, Sequence, parse_tree, walk
from tests.effort import soon
from tests.text.reading import found, front, read

LOADERS = [yaml.CSafeLoader, yaml.SafeLoader]


@pytest.fixture(params=LOADERS, ids=["libyaml", "pure Python"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "_Loader", request.param)


def parsed(text: str) -> Mapping:
    result = parse_tree(text, Span(0, len(text)))
    assert isinstance(result, Mapping)
    return result


def shape(text: str, node: Node) -> object:
    """Return a tree as plain values, each scalar with the text it stands on."""
    if isinstance(node, Scalar):
        return (node.value, text[slice(*node.span)])
    if isinstance(node, Sequence):
        return [shape(text, item) for item in node.items]
    return {key.value: shape(text, value) for key, value in node.entries}


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_scalar_knows_its_place(newline: str) -> None:
    text = newline.join(
        [
            "a: 😀 plain   # comment",
            "'b': 'single ''quoted'''",
            '"c": "double \\u00e9 😀"',
            "d: {e: [f, 'g'], h: }",
            "i:",
            "- j",
            "-   k: l",
            "    m: n",
            "# comment",
            "o: |",
            "  literal",
            "p: >-",
            "  folded",
            "  text",
            "q:",
            "",
        ]
    )
    assert shape(text, parsed(text)) == {
        "a": ("😀 plain", "😀 plain"),
        "b": ("single 'quoted'", "'single ''quoted'''"),
        "c": ("double é 😀", '"double \\u00e9 😀"'),
        "d": {"e": [("f", "f"), ("g", "'g'")], "h": ("", "")},
        "i": [("j", "j"), {"k": ("l", "l"), "m": ("n", "n")}],
        "o": ("literal\n", f"|{newline}  literal{newline}"),
        "p": ("folded text", f">-{newline}  folded{newline}  text{newline}"),
        "q": ("", ""),
    }


@pytest.mark.usefixtures("_either_parser")
def test_collections_end_with_their_last_item() -> None:
    text = "a:\n  - b\n  - c\n\n# comment\n\nd: {e: f}   # comment\ng:\n  h: i\n\n"
    spans = [text[slice(*node.span)] for _, node in parsed(text).entries]
    assert spans == ["- b\n  - c", "{e: f}", "h: i"]


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(
    ("yaml_text", "wanted"),
    [
        ("name: &a A\n", [("anchor-or-alias", 2, 7)]),
        ("name: A\ntags: *a\n", [("anchor-or-alias", 3, 7)]),
        ("name: A\n<<: {a: b}\n", [("anchor-or-alias", 3, 1)]),
        ("name: A\nx: {<<: {a: b}}\n", [("anchor-or-alias", 3, 5)]),
        ("name: !!str A\n", [("yaml-tag", 2, 7)]),
        ("name: ! A\n", [("yaml-tag", 2, 7)]),
        ("name: !!python/object/apply:os.system [ls]\n", [("yaml-tag", 2, 7)]),
        ("!!map\nname: A\n", [("yaml-tag", 2, 1)]),
        ("? [a]\n: 1\n", [("yaml-syntax", 2, 3)]),
        ("{a: b}: 1\n", [("yaml-syntax", 2, 1)]),
        ("name: A\n - b\n", []),
        ("name: A: B\n", [("yaml-syntax", 2, 8)]),
        ("name: A\n@b: 1\n", [("yaml-syntax", 3, 1)]),
        ("name: 'A\n", [("yaml-syntax", 2, 7)]),
        ("tags: [a\n", [("yaml-syntax", 2, 7)]),
        ("name: é\x01\n", [("invisible-character", 2, 8), ("yaml-syntax", 2, 8)]),
        ("x: [[[[[[[[a]]]]]]]]\nname: A\n", [("too-deep", 2, 11)]),
        ("x: [[[[[[[a]]]]]]]\nname: A\n", []),
    ],
)
def test_what_is_refused(yaml_text: str, wanted: list[tuple[str, int, int]]) -> None:
    document = front(yaml_text)
    unreadable = {"anchor-or-alias", "yaml-tag", "yaml-syntax", "too-deep"}
    assert found(document) == wanted
    assert document.readable == (not unreadable & {kind for kind, _, _ in wanted})
    assert (document.item is None) == (not document.readable)


def test_a_merge_key_in_quotes_is_a_name() -> None:
    assert found(front("name: A\nx: {'<<': b}\n")) == []


BILLION = "a: &a [x,x,x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)},' * 9}]\n" for n in range(20))
MERGE = "a0: &a0 {k: v}\n" + "".join(f"a{n + 1}: &a{n + 1} {{<<: [*a{n}, *a{n}]}}\n" for n in range(24))


@pytest.mark.parametrize(
    ("yaml_text", "kind"),
    [
        pytest.param("[" * 990_000 + "\n", "too-deep", id="brackets"),
        pytest.param("name: " + "{a: " * 240_000 + "\n", "too-deep", id="braces"),
        pytest.param("- " * 490_000 + "\n", "too-deep", id="dashes on one line"),
        pytest.param("? " * 490_000 + "\n", "yaml-syntax", id="keys of keys"),
        pytest.param("".join(" " * n + "a:\n" for n in range(1400)), "too-deep", id="a staircase"),
        pytest.param(BILLION, "anchor-or-alias", id="a billion laughs"),
        pytest.param(MERGE, "anchor-or-alias", id="merge keys"),
        pytest.param("name: A\n" + "z" * 900_000 + ": 1\n", "yaml-syntax", id="a key of a megabyte"),
    ],
)
def test_bombs_are_refused_at_once(yaml_text: str, kind: str) -> None:
    with soon(2):
        document = front(yaml_text)
    assert [problem.kind for problem in document.problems] == [kind]
    assert document.item is None


LINES = "a: b\n" * 20_000


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(
    ("text", "kind", "at"),
    [
        pytest.param("x: " + "[" * 500 + "]" * 500, "too-deep", 10, id="what libyaml itself still reads"),
        pytest.param("x: " + "[" * 1001 + "]" * 1001, "too-deep", 10, id="one more than libyaml 0.2.6 reads"),
        pytest.param("x: " + "[" * 5000, "too-deep", 10, id="brackets without an end"),
        pytest.param("x: " + "[a, " * 5000, "too-deep", 31, id="items before each"),
        pytest.param("x: " + "[{a: " * 5000, "too-deep", 19, id="brackets and braces"),
        pytest.param("x: " + "[\n " * 5000, "too-deep", 24, id="each on its line"),
        pytest.param("- " * 5000, "too-deep", 16, id="dashes"),
        pytest.param("".join(" " * n + "-\n" for n in range(1200)), "too-deep", 52, id="dashes, each on its line"),
        pytest.param("a:\n b:\n  c:\n   d: " + "[" * 5000, "too-deep", 22, id="brackets below blocks"),
        pytest.param(f"{LINES}x: " + "[" * 5000, "too-deep", len(LINES) + 10, id="at the end of a long file"),
        pytest.param("n: 😀\nx: " + "[" * 5000, "too-deep", 15, id="behind an emoji"),
        pytest.param("x: " + "[" * 9 + "@", "too-deep", 10, id="right before an error"),
        pytest.param("x: " + "[" * 9 + "\x01", "too-deep", 10, id="right before a character that is none"),
        pytest.param("x: " + "[" * 7 + "@", "yaml-syntax", 10, id="an error, and not too deep"),
        pytest.param("x: '" + "[" * 5000 + "'\n@", "yaml-syntax", 5006, id="brackets in quotes, then an error"),
        pytest.param("x: [ #" + "[" * 5000 + "\n@", "yaml-syntax", 5007, id="brackets in a comment, then an error"),
        pytest.param("x: " + "{" * 5000, "yaml-syntax", 4, id="braces in the place of keys"),
        pytest.param("? " * 5000, "yaml-syntax", 2, id="keys of keys"),
    ],
)
def test_how_deep_is_too_deep_is_ours_to_say(text: str, kind: str, at: int) -> None:
    problem = parse_tree(text, Span(0, len(text)))
    assert isinstance(problem, Problem)
    assert (problem.kind, problem.span.start) == (kind, at)


def test_a_number_of_five_thousand_digits_is_text() -> None:
    digits = "9" * 5000
    document = front(f"name: {digits}\n")
    assert found(document) == [("ambiguous-value", 2, 7)]
    assert getattr(document.item, "name", None) == digits


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


def written(value: object) -> str:
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, list):
        return "[" + ", ".join(written(item) for item in value) + "]"
    assert isinstance(value, dict)
    return "{" + ", ".join(f"? {quote(key)} : {written(item)}" for key, item in value.items()) + "}"


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.entries}


@given(st.dictionaries(words, values, max_size=4), st.sampled_from(["", "# 😀\n", "# c\r\n\r\n"]))
def test_a_tree_says_what_was_written_and_its_spans_read_again(value: dict[str, object], before: str) -> None:
    text = before + written(value)
    result = parsed(text)
    assert plain(result) == value
    for scalar in walk(result):
        again = parsed(f"{{a: {text[slice(*scalar.span)]} }}")
        assert plain(again) == {"a": scalar.value}


@given(st.lists(st.text(":-[]{}#'\"|>&*!%@,? ab\n\r\té\x00😀", max_size=8), max_size=8))
def test_no_yaml_raises(parts: list[str]) -> None:
    document = read("---\nname: A\n" + "".join(parts) + "\n---\n")
    if document.readable:
        assert document.source is not None
        for span in document.places.values():
            assert 0 <= span.start <= span.end <= len(document.source.text)
