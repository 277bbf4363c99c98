"""Keys of names of people and organisations, equal for different spellings of one name."""

import re
import unicodedata
from functools import lru_cache

# Endings of companies' legal names that nobody says aloud; folded, and without punctuation.
_SUFFIXES = """
    ab ag aps as asa berhad bhd bv bvba cic co company corp corporation cvba cyf dd doo dooel eg ehf eirl eood
    ev fzco fze gbr gesmbh ggmbh gmbh gmbhcokg hf incorporated inc jdoo nyrt ohg ood ou pbc sasu sca sdn sia uab vof
    jsc kft kg kgaa kk lda limited limitada llc llp lp ltd ltda mbh nv oao ooo oy oyj pjsc plc pllc pt pte pty
    pvt private sa sab sarl sas scs se sl slu sl snc sp spa spol spk spolka spzoo srl sro tbk ug zao zoo zrt
    ооо оао зао пао оу ео еад ад
    株式会社 有限会社 合同会社 有限公司 股份有限公司 주식회사
    """
_LEGAL = frozenset(_SUFFIXES.split())
_LONG_FORMS = tuple(
    tuple(form.split())
    for form in (
        *("sp z oo", "sp z o o", "spol s ro", "spol s r o", "sa de cv", "a s", "s a", "sa rl", "s a r l", "s r l"),
        *("s p a", "b v", "n v", "ab publ", "ug haftungsbeschrankt", "ltd sti", "public limited company"),
        *("limited liability company",),
    )
)
# In Russian the legal form comes first.
_LEADING = frozenset(("ооо", "оао", "зао", "пао", "ао", "тов"))
_CJK_LEGAL = re.compile(
    r"^(?:株式会社|有限会社|合同会社|주식회사|㈜)|(?:株式会社|有限会社|合同会社|股份有限公司|有限公司|주식회사)$",
)
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_DROPPED = re.compile(r"(?<=\w)['’ʼ.](?=\w)|\.")
_LETTERS = {"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
_ASCII = bytes(range(128))
_BYTES = ("utf-8", "surrogatepass")
_MOST_LETTERS = 64  # beyond this, replacing letter by letter is slower


def fold(text: str) -> str:
    """Return a text folded for searching: no case, no accents, one width; letters of other scripts stay."""
    if text.isascii():
        return text.lower()
    # A text repeats few letters beyond ASCII; replacing these alone takes a tenth of the time.
    data = text.encode(*_BYTES)
    letters = set(data.translate(None, _ASCII).decode(*_BYTES))
    if len(letters) > _MOST_LETTERS:
        return _fold_whole(text)
    folded = data.lower().decode(*_BYTES)
    for letter in letters:
        alone = _fold_letter(letter)
        if alone is None:
            return _fold_whole(text)
        if alone != letter:
            folded = folded.replace(letter, alone)
    return folded


def _fold_whole(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    folded = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))
    for letter, plain in _LETTERS.items():
        folded = folded.replace(letter, plain)
    return folded


@lru_cache(maxsize=8192)
def _fold_letter(letter: str) -> str | None:
    """Return the folded form of a letter; None where that depends on the letters beside it."""
    folded = _fold_whole(letter)
    parts = unicodedata.normalize("NFKD", letter)
    left = unicodedata.normalize("NFD", _ACCENTS.sub("", parts.casefold()))
    if _clings(parts) or _clings(left) or any(_fold_whole(part) != part for part in (folded, *folded)):
        return None
    return folded


def _clings(parts: str) -> bool:
    """Return whether a decomposed letter begins with a mark, or with a vowel or an ending of Korean."""
    return not parts or unicodedata.category(parts[0]).startswith("M") or "\u1160" <= parts[0] <= "\u11ff"


@lru_cache(maxsize=65536)
def org_key(name: str) -> str:
    """Return the key that names of one organisation share: no case, accents, punctuation or legal suffix.

    ``Acme Corp.``, ``ACME, Inc`` and ``acme`` have one key; a name that is nothing but a suffix stays as it is.
    """
    folded = _CJK_LEGAL.sub("", fold(name).strip()) or fold(name)
    tokens = re.findall(r"\w+", _DROPPED.sub("", folded.replace("&", " and ")))
    if len(tokens) > 1 and tokens[0] in _LEADING:
        del tokens[0]
    while ending := _legal_ending(tokens):
        del tokens[-ending:]
    return " ".join(tokens) or fold(name).strip() or name.strip()


def _legal_ending(tokens: list[str]) -> int:
    """Return how many words at the end are only the legal form; one word always stays."""
    for form in _LONG_FORMS:
        if len(tokens) > len(form) and tuple(tokens[-len(form) :]) == form:
            return len(form)
    last = tokens[-1] if len(tokens) > 1 else ""
    return int(last in _LEGAL or (last == "and" and len(tokens) > 2))  # noqa: PLR2004
