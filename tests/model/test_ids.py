import pytest
from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from netkeep.model.ids import is_id, slug, unlink


@pytest.mark.parametrize("text", ["a", "ada-example", "a1", "1", "acme-2023", "a" * 100, "com", "com10", "console"])
def test_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-a",
        "a-",
        "a--b",
        "A",
        "a b",
        "a_b",
        "a.b",
        "é",
        "a/b",
        "..",
        "a\n",
        "a" * 101,
        "con",
        "nul",
        "com1",
        "lpt9",
        "[[a]]",
        "２",
    ],
)
def test_no_id(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("[[grace-sample]]", "grace-sample"),
        ("[[grace-sample|Grace]]", "grace-sample"),
        ("[[ grace-sample |]]", "grace-sample"),
        ("grace-sample", "grace-sample"),
        ("[[grace-sample", "[[grace-sample"),
        ("[grace-sample]", "[grace-sample]"),
        ("x [[grace-sample]]", "x [[grace-sample]]"),
        ("[[a]] [[b]]", "[[a]] [[b]]"),
        ("[[]]", ""),
    ],
)
def test_an_id_out_of_a_link(text: str, id_: str) -> None:
    assert unlink(text) == id_


@given(st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True), st.text("abc #é", max_size=5))
def test_a_link_is_the_same_as_its_id(text: str, shown: str) -> None:
    assert unlink(f"[[{text}]]") == unlink(f"[[{text}|{shown}]]") == unlink(text) == text


EUROPEAN = "".join(map(chr, [*range(32, 127), *range(0xC0, 0x180), *range(0x1E00, 0x1F00)]))


@given(st.text(EUROPEAN, max_size=40))
def test_a_plain_slug_is_the_librarys(text: str) -> None:
    assert slug(text) == slugify(text, entities=False, decimal=False, hexadecimal=False).strip("-")


@given(st.text(EUROPEAN, max_size=40))
def test_a_slug_is_no_longer_than_it_may_be(text: str) -> None:
    assert len(slug(text, 10)) <= 10
