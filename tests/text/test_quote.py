import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netkeep.text.quote import quote
from tests.repeats import cases

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]))
tricky = st.text("ab01: -#,[]{}'\"&*!|>%@`=<~.?\\\n\t\r\u0085\u2028\ufeffé😀_+eEyYnNoO", max_size=8)
LOADERS: list[type[yaml.SafeLoader | yaml.CSafeLoader]] = [yaml.SafeLoader, yaml.CSafeLoader]


@settings(max_examples=cases(400))
@given(texts | tricky)
@example("NO")
@example("0?")
@example("2024-05-01")
@example("2016")
@example("=")
@example("<<")
@example("a: b")
@example("a #b")
@example("---")
@example("\ufeff")
def test_every_reader_gives_back_the_text(text: str) -> None:
    written = quote(text)
    for loader in LOADERS:
        assert yaml.load(f"a: {written}\n", loader) == {"a": text}  # noqa: S506 (both are safe loaders)
        assert yaml.load(f"- {written}\n", loader) == [text]  # noqa: S506
        assert yaml.load(f"{{a: {written}, b: [{written}, {written}]}}\n", loader) == {"a": text, "b": [text] * 2}  # noqa: S506
        if len(written) < 100:  # YAML looks no further than 1,024 characters for the colon of a key
            assert yaml.load(f"{written}: 1\n", loader) == {text: 1}  # noqa: S506


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Grace Sample", "Grace Sample"),
        ("Zoë 田中 😀", "Zoë 田中 😀"),
        ("https://acme.example/a#b", "https://acme.example/a#b"),
        ("O'Brien", "O'Brien"),
        ("C++ (senior)", "C++ (senior)"),
        ("VP, Engineering", '"VP, Engineering"'),
        ("NO", '"NO"'),
        ("1.10", '"1.10"'),
        ("2016", '"2016"'),
        ("2024-05-01", '"2024-05-01"'),
        ("2021-05", "2021-05"),
        ("+44 20 7946 0018", "+44 20 7946 0018"),
        ("+442079460018", '"+442079460018"'),
        ("[[grace-sample]]", '"[[grace-sample]]"'),
        ("", '""'),
        (" a", '" a"'),
        ("a: b", '"a: b"'),
        ('say "hi"\\', 'say "hi"\\'),
        ("Who?", '"Who?"'),  # PyYAML in flow style
        ('"hi"', '"\\"hi\\""'),
        ("two\nlines\t\r", '"two\\nlines\\t\\r"'),
        ("\x00\u00a0\u200b\U000e0041", '"\\x00\\xa0\\u200b\\U000e0041"'),
    ],
)
def test_plain_where_that_is_safe(text: str, written: str) -> None:
    assert quote(text) == written
