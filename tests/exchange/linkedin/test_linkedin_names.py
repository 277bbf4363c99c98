import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netkeep.exchange.importers.linkedin.names import Name, tidy
from netkeep.text.document import invisible


@pytest.mark.parametrize(
    ("first", "last", "name", "aliases"),
    [
        (" Ada ", " Lovelace ", "Ada Lovelace", ()),
        ("Ada", "Lovelace 🚀", "Ada Lovelace", ()),
        ("✔ Ada", "👩🏽\u200d💻 Lovelace", "Ada Lovelace", ()),
        ("𝓐𝓭𝓪", "𝕃ovelace", "Ada Lovelace", ()),
        ("Ａｄａ", "Ⓛovelace", "Ada Lovelace", ()),
        ("Ada", "Lovelace, PhD", "Ada Lovelace", ("Ada Lovelace, PhD",)),
        ("Ada", "Lovelace, Ph.D., CISSP, PMP®", "Ada Lovelace", ("Ada Lovelace, Ph.D., CISSP, PMP®",)),
        ("Ada", "Lovelace MBA", "Ada Lovelace", ("Ada Lovelace MBA",)),
        ("Ada", "Lovelace | We are hiring", "Ada Lovelace", ("Ada Lovelace | We are hiring",)),
        ("Ada", "L", "Ada L", ()),
        ("Ada", "L.", "Ada L.", ()),
        ("Yo-Yo", "Ma", "Yo-Yo Ma", ()),
        ("Li", "MA", "Li MA", ()),
        ("Chantal", "Ngo Mba", "Chantal Ngo Mba", ()),
        ("CHANTAL", "NGO MBA", "CHANTAL NGO MBA", ()),
        ("DOE, JANE", "", "DOE, JANE", ()),
        ("Anna", "O'Neil, Jr.", "Anna O'Neil, Jr.", ()),
        ("John", "Smith III", "John Smith III", ()),
        ("Ada Mary King", "PhD", "Ada Mary King PhD", ()),
        ("伟", "王", "王伟", ("伟 王",)),
        ("민수", "김", "김민수", ("민수 김",)),
        ("ジョン", "スミス", "ジョン スミス", ()),
        ("Wei", "王", "Wei 王", ()),
        ("علی\u200cرضا", "محمدی", "علی\u200cرضا محمدی", ()),
        ("नरेन्द्र", "शर्मा", "नरेन्द्र शर्मा", ()),
        ("A\u202eda\u200b", "Love\u00adlace", "Ada Lovelace", ()),
        ("🦄", "", "🦄", ()),
        ("", "", "", ()),
    ],
)
def test_name_as_they_would_sign(first: str, last: str, name: str, aliases: tuple[str, ...]) -> None:
    assert tidy(first, last) == Name(name, aliases)


def test_pronouns_are_no_part_of_the_name() -> None:
    assert tidy("Zoë (She/Her)", "Sample") == Name("Zoë Sample", ("Zoë (She/Her) Sample",), "she/her")


@given(st.text(max_size=60), st.text(max_size=60))
@settings(deadline=None, max_examples=100)
def test_any_name_is_one_visible_line(first: str, last: str) -> None:
    name = tidy(first, last).name
    assert name == " ".join(name.split())
    assert not list(invisible(name))
