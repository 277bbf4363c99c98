import pytest

from netkeep.model.person_names import NameParts, composed, derived, kept, parts_of


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (NameParts(), ""),
        (NameParts(("van Samplehoven",), ("Ludwig",)), "Ludwig van Samplehoven"),
        (NameParts(("Doktorz",), ("Eva",), (), ("Dr. med.",)), "Dr. med. Eva Doktorz"),
        (NameParts(("Pool",), ("Ann",), ("Mary", "Sue"), ("Mrs.",), ("MBE",)), "Ann Mary Sue Pool MBE"),
        (NameParts(("Pool",), ("Ann",), (), ("Frau Dr.",)), "Dr. Ann Pool"),
        (NameParts(("Pool",), ("Ann",), (), ("Herr", "Prof. Dr.")), "Prof. Dr. Ann Pool"),
        (NameParts(("Pool",), ("Ann",), (), ("Mr. and Mrs.",)), "Mr. and Mrs. Ann Pool"),
        (NameParts(("Rossi",), ("Pia",), (), ("Sig.ra",)), "Pia Rossi"),
        (NameParts(("Чайковский",), ("Пётр",), ("Ильич",), ("г-н",)), "Пётр Ильич Чайковский"),
        (NameParts(("García", "Márquez"), ("Gabriel",)), "Gabriel García Márquez"),
        (NameParts(("王",), ("伟",)), "王伟"),
        (NameParts(("김",), ("민준",)), "김민준"),
        (NameParts(("Wang",), ("伟",)), "伟 Wang"),
    ],
)
def test_parts_are_written_in_one_way(parts: NameParts, name: str) -> None:
    assert composed(parts) == name


def test_what_a_name_tells_by_itself_is_not_kept() -> None:
    assert derived("Ada Anne Example") == NameParts(("Example",), ("Ada Anne",))
    assert derived("Ada") == NameParts(given=("Ada",))
    assert derived("王 伟") == NameParts(("王",), ("伟",))
    assert derived("김 민준") == NameParts(("김",), ("민준",))
    assert kept("Ada Example", NameParts(("Example",), ("Ada",))) is None
    assert kept("Ada Example", NameParts()) is None


def test_parts_are_kept_with_the_name_that_they_belong_to() -> None:
    parts = NameParts(("van Samplehoven",), ("Ludwig",), prefix=("Dr.", "Prof."))
    value = kept("Ludwig van Samplehoven", parts)
    assert value == {
        "of": "Ludwig van Samplehoven",
        "family": "van Samplehoven",
        "given": "Ludwig",
        "prefix": ["Dr.", "Prof."],
    }
    assert parts_of("Ludwig van Samplehoven", {"name_parts": value}) == parts
    assert parts_of("Louis Samplehoven", {"name_parts": value}) == derived("Louis Samplehoven")


@pytest.mark.parametrize("value", ["text", {}, {"of": "Ada Example"}, {"of": "Ada Example", "family": {"a": "b"}}, []])
def test_what_is_not_ours_under_the_key_is_no_error(value: object) -> None:
    assert parts_of("Ada Example", {"name_parts": value}) == derived("Ada Example")
