import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.exchange.importers.linkedin.names import Name, tidy
from netkeep.model.person_names import NameParts, composed, parts_of
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
        ("DOE, JANE", "", "DOE, JANE", ()),
        ("Ada Mary King", "PhD", "Ada Mary King PhD", ()),
        ("ジョン", "スミス", "ジョン スミス", ()),
        ("Wei", "王", "Wei 王", ()),
        ("علی\u200cرضا", "محمدی", "علی\u200cرضا محمدی", ()),
        ("नरेन्द्र", "शर्मा", "नरेन्द्र शर्मा", ()),
        ("A\u202eda\u200b", "Love\u00adlace", "Ada Lovelace", ()),
        ("Ada Mary", "King", "Ada Mary King", ()),
        ("Dr. Ada", "King", "Dr. Ada King", ()),
        ("Dr. med. Ada", "King", "Dr. med. Ada King", ()),
        ("Herr Alan", "King", "Alan King", ()),
        ("Mrs. Ada", "King", "Ada King", ()),
        ("M. Ada", "King", "M. Ada King", ()),
        ("Taro", "Ii", "Taro Ii", ()),
        ("Anna O'Neil, Jr.", "", "Anna O'Neil Jr.", ()),
        ("", "van der Berg", "van der Berg", ()),
        ("Jan van der Berg", "", "Jan van der Berg", ()),
        ("🦄", "", "🦄", ()),
        ("", "", "", ()),
    ],
)
def test_name_as_they_would_sign(first: str, last: str, name: str, aliases: tuple[str, ...]) -> None:
    assert tidy(first, last) == Name(name, aliases)


@pytest.mark.parametrize(
    ("first", "last", "name", "parts"),
    [
        ("Jan", "van der Berg", "Jan van der Berg", {"family": "van der Berg", "given": "Jan"}),
        ("Ana", "García Márquez", "Ana García Márquez", {"family": "García Márquez", "given": "Ana"}),
        ("Dr. Ana", "García Márquez, PhD", "Dr. Ana García Márquez", {"family": "García Márquez", "given": "Dr. Ana"}),
        ("Anna", "O'Neil, Jr.", "Anna O'Neil Jr.", {"family": "O'Neil", "given": "Anna", "suffix": "Jr."}),
        ("Anna", "O'Neil Jr, MBA", "Anna O'Neil Jr", {"family": "O'Neil", "given": "Anna", "suffix": "Jr"}),
        ("Anna", "O'Neil, III, PhD", "Anna O'Neil III", {"family": "O'Neil", "given": "Anna", "suffix": "III"}),
        ("John", "Smith III", "John Smith III", {"family": "Smith", "given": "John", "suffix": "III"}),
        ("Chantal", "Ngo Mba", "Chantal Ngo Mba", {"family": "Ngo Mba", "given": "Chantal"}),
        ("CHANTAL", "NGO MBA", "CHANTAL NGO MBA", {"family": "NGO MBA", "given": "CHANTAL"}),
        ("伟", "王", "王伟", {"family": "王", "given": "伟"}),
        ("민수", "김", "김민수", {"family": "김", "given": "민수"}),
    ],
)
def test_parts_that_the_name_does_not_tell_are_kept(first: str, last: str, name: str, parts: dict[str, str]) -> None:
    found = tidy(first, last)
    assert (found.name, found.pronouns, found.parts) == (name, "", {"of": name, **parts})
    assert parts_of(name, {"name_parts": found.parts}) == NameParts(**{key: (text,) for key, text in parts.items()})


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_name_is_written_as_cards_would_write_its_parts(first: str, last: str) -> None:
    found = tidy(first, last)
    if found.parts:
        assert composed(parts_of(found.name, {"name_parts": found.parts})) == found.name


def test_pronouns_are_no_part_of_the_name() -> None:
    assert tidy("Zoë (She/Her)", "Sample") == Name("Zoë Sample", ("Zoë (She/Her) Sample",), "she/her")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_is_one_visible_line(first: str, last: str) -> None:
    name = tidy(first, last).name
    assert name == " ".join(name.split())
    assert not list(invisible(name))
