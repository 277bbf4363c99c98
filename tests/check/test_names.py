"""Titles make nobody somebody else; a generation does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netkeep.check.names import alike, folded_name, generation


@pytest.mark.parametrize(
    "name",
    [
        "Eva Quayle",
        "QUAYLE, Eva",
        "Dr. med. Eva Quayle",
        "DR. MED. EVA QUAYLE",
        "Dr med Eva Quayle",
        "Quayle, Dr. med. Eva",
        "Quayle, Eva, Dr. med.",
        "Eva Quayle (Dr. med.)",
        "Dr. rer. nat. Eva Quayle",
        "Dr.rer.nat. Eva Quayle",
        "Dr.-Ing. Eva Quayle",
        "Dipl.-Ing. Eva Quayle",
        "Dipl. Ing. Eva Quayle",
        "Dipl.-Inf. (FH) Eva Quayle",
        "Prof. Dr. h.c. Eva Quayle",
        "Prof. Dr. h. c. mult. Eva Quayle",
        "Univ.-Prof. Dr. Eva Quayle",
        "Priv.-Doz. Dr. Eva Quayle",
        "Mag. Eva Quayle",
        "Ing. Eva Quayle, CSc.",
        "Eva Quayle, M.Sc.",
        "Eva Quayle M. Sc.",
        "Eva Quayle, M.A.",
        "Eva Quayle MA",
        "Eva Quayle MBE",
        "Eva Quayle, Ph.D.",
        "Eva Quayle, Ph. D.",
        "Quayle, Ph.D., Eva",
        "Dame Eva Quayle DBE",
        "Mrs Eva Quayle",
        "Eva Quayle Jr.",
        "Quayle, Eva, Jr.",
        "Eva Quayle III",
        "Eva Quayle sen.",
    ],
)
def test_titles_are_left_out(name: str) -> None:
    assert folded_name(name) == "eva quayle"


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Jack Ma", "jack ma"),
        ("Ma, Jack", "jack ma"),
        ("Yo-Yo Ma", "yo-yo ma"),
        ("EVA LONG MA", "eva long ma"),
        ("Jack Lord", "jack lord"),
        ("M. A. Smith", "m a smith"),
        ("J.D. Salinger", "j d salinger"),
        ("Salinger, J.D.", "j d salinger"),
        ("Dr. Phil McGraw", "phil mcgraw"),
        ("Dr. E. H. Smith", "e h smith"),
        ("Kim Jun", "kim jun"),
        ("Ii Naosuke", "ii naosuke"),
        ("Md Rahman", "md rahman"),
        ("Dr.", "dr"),
        ("", ""),
    ],
)
def test_what_only_looks_like_a_title_stays(name: str, folded: str) -> None:
    assert folded_name(name) == folded


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sammy Davis", ""),
        ("Sammy Davis Jr.", "junior"),
        ("Davis, Sammy, Jr.", "junior"),
        ("Davis Jr., Sammy", "junior"),
        ("Sammy Davis jun.", "junior"),
        ("Sammy Davis, Sr.", "senior"),
        ("Sammy Davis II", "2"),
        ("Sammy Davis, 3rd", "3"),
        ("Sammy Davis IV, PhD", "4"),
        ("Kim Jun", ""),
        ("Sr. Ana García", ""),
        ("García, Sr. Ana", ""),
        ("Junior", ""),
    ],
)
def test_generations(name: str, expected: str) -> None:
    assert generation(name) == expected


@pytest.mark.parametrize(
    ("first", "second", "may_be"),
    [
        ("maria zweitz", "maria anna zweitz", True),
        ("maria a zweitz", "maria anna zweitz", True),
        ("maria berta zweitz", "maria anna zweitz", False),
        ("zweitz maria", "maria zweitz", True),
        ("m zweitz", "maria zweitz", True),
        ("maria zweitz", "peter zweitz", False),
        ("maria zweitz", "maria other", False),
        ("maria", "maria zweitz", False),
        ("", "", True),
        ("", "maria", False),
    ],
)
def test_names_that_are_alike(first: str, second: str, *, may_be: bool) -> None:
    assert alike(first, second) is may_be
    assert alike(second, first) is may_be


_WORDS = st.sampled_from(
    ("Dr.", "med.", "Prof.", "h.", "c.", "Ma", "MA", "M.A.", "Jr.", "Eva", "Quayle", ",", "(FH)", "II")
)


@given(st.one_of(st.text(max_size=40), st.lists(_WORDS, max_size=8).map(" ".join)))
def test_any_name_is_like_itself(name: str) -> None:
    assert alike(folded_name(name), folded_name(name))
    assert generation(name) in {"", "junior", "senior", "2", "3", "4"}
