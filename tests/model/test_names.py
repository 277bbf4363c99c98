import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from netkeep.model.names import fold, org_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Grace SAMPLE", "grace sample"),
        ("Zoë Müller", "zoe muller"),
        ("Zoe\u0308", "zoe"),
        ("Łukasz Đorđević Ørsted", "lukasz dordevic orsted"),
        ("Straße", "strasse"),
        ("Ｇｒａｃｅ", "grace"),  # full width
        ("İstanbul ışık", "istanbul isik"),
        ("Ξένια", "ξενια"),
        ("Фёдор", "федор"),
        ("김하늘", "김하늘"),
        ("田中 ガラ", "田中 ガラ"),
        ("", ""),
    ],
)
def test_the_form_to_search_in(text: str, folded: str) -> None:
    assert fold(text) == folded


TOUCHY = "AeΣςİıẞØŉﬁ–…Åå\u0301\u0327\u0345かが\u3099한ᄒ\u1161\u11ab\u0995\u09be"
PLAIN = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})


@given(st.text(st.characters() | st.sampled_from(TOUCHY)))
@example("".join(map(chr, range(0x250))))
def test_letter_by_letter_it_is_the_same_form_as_of_the_whole_text(text: str) -> None:
    bare = re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFKD", text).casefold())
    assert fold(text) == unicodedata.normalize("NFC", bare).translate(PLAIN)


@pytest.mark.parametrize(
    "names",
    [
        ["Acme Corp", "Acme Corp.", "ACME, Inc", "acme", "Acme Corporation", "  Acme  Ltd. ", "acme co", "Ácme, Inc."],
        ["Müller GmbH & Co. KG", "Muller", "MÜLLER GmbH"],
        ["Rossi S.p.A.", "Rossi SpA", "rossi"],
        ["Ivanov ООО", "ivanov"],
        ["株式会社サンプル", "サンプル株式会社", "サンプル"],
        ["Johnson & Johnson", "Johnson and Johnson", "johnson & johnson, inc."],
        ["O'Reilly", "O’Reilly Ltd", "OReilly"],
        ["Smith-Jones", "Smith Jones LLP"],
        ["A.C.M.E.", "ACME"],
        ["Example Sp. z o.o.", "Example", "EXAMPLE SP ZOO", "example sp. z.o.o."],
        ["Sample spol. s r.o.", "Sample s.r.o.", "Sample"],
        ["Eksempel A/S", "Eksempel"],
        ["Muestra S.A. de C.V.", "Muestra"],
        ["Sample Pty Ltd", "Sample"],
        ["C++", "C"],  # punctuation does not tell two apart
    ],
)
def test_spellings_that_are_one_organisation(names: list[str]) -> None:
    assert len({org_key(name) for name in names}) == 1, [org_key(name) for name in names]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Meta", "Metabolic"),
        ("Meta", "Meta Health"),
        ("Acme", "Acme Labs"),
        ("Acme Corp", "Acne Corp"),
        ("Co-op Bank", "Bank"),
        ("Inc Magazine", "Magazine"),
        ("AB", "SE"),  # names that are nothing but a suffix
        ("Inc", "Ltd"),
        ("東京", "京東"),
        ("!!!", "???"),
    ],
)
def test_near_misses_are_two_organisations(one: str, other: str) -> None:
    assert org_key(one) != org_key(other)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Acme Corp.", "acme"),
        ("Inc", "inc"),
        ("Co. Ltd", "co"),
        ("Bell & Co", "bell and"),
        ("Bell, Sons & Co", "bell sons"),
        ("!!!", "!!!"),
        ("", ""),
        ("  ", ""),
        ("2016", "2016"),
    ],
)
def test_the_key_of_a_name(name: str, key: str) -> None:
    assert org_key(name) == key


@given(st.text())
def test_a_key_knows_no_case_and_no_blanks_around(name: str) -> None:
    assert org_key(f"  {name}\t") == org_key(name)
    if name.isascii():
        assert org_key(name.upper()) == org_key(name.lower()) == org_key(name)


@given(st.text(min_size=1).filter(lambda text: bool(text.strip())))
def test_a_name_is_never_lost(name: str) -> None:
    assert org_key(name)


@given(st.lists(st.sampled_from(["acme", "labs", "meta", "blue", "sky"]), min_size=1, max_size=4))
def test_a_legal_suffix_and_punctuation_change_nothing(words: list[str]) -> None:
    plain = " ".join(words)
    assert org_key(f"{', '.join(words).title()} GmbH.") == org_key(plain) == plain


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
