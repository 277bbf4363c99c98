"""Guesses for days, spans of time and time zones, in the form that the format wants."""

import re

from netkeep.check.mend.values import Meant
from netkeep.text.document import Document

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/. ])(\d{1,2})(?:\2(\d{1,2}))?", re.ASCII)
_RUN = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NO_YEAR = re.compile(r"--(\d{1,2})-?(\d{1,2})", re.ASCII)
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\.? )?([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?")
# Any time but midnight says more than a day does, and with a zone it may be another day elsewhere.
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?", re.ASCII)

_UNITS = {"d": "day", "day": "day", "w": "week", "wk": "week", "week": "week", "m": "month", "mo": "month"} | {
    "mth": "month",
    "month": "month",
    "y": "year",
    "yr": "year",
    "year": "year",
}
_NUMBERS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_SPAN = re.compile(rf"(?:(?:every|each) )?(\d{{1,4}}|{'|'.join(_NUMBERS)}|an)? ?([a-z]+?)s?\.?")
_ADVERBS = {
    "daily": "1 day",
    "fortnightly": "2 weeks",
    "half-yearly": "6 months",
    "half yearly": "6 months",
    "biannually": "6 months",
    "semiannually": "6 months",
    "annual": "yearly",
    "annually": "yearly",
    "never": "none",
}
_KNOWN_ADVERBS = ("weekly", "monthly", "quarterly", "yearly", "none")


def day(text: str, document: Document) -> Meant | None:
    """Return a day, month or year in ISO 8601, if the order of its parts is clear."""
    del document
    words = " ".join(text.replace(",", " ").split())
    if match := _MIDNIGHT.fullmatch(words):
        return Meant(match[1])
    if match := _YEAR_FIRST.fullmatch(words):
        return Meant(_joined(match[1], match[3], match[4]))
    if match := _RUN.fullmatch(words):
        return Meant(_joined(match[1], match[2], match[3]))
    if match := _NO_YEAR.fullmatch(words):
        return Meant(_joined("-", match[1], match[2]))
    match = _WORDS.fullmatch(words.lower())
    return _in_words(match) if match else None


def _in_words(match: re.Match[str]) -> Meant | None:
    leading, name, trailing, year = match.groups()
    months = [
        number for number, month in enumerate(_MONTHS, 1) if month.startswith(name) or name == "sept" == month[:4]
    ]
    if len(months) != 1 or (leading and trailing) or not (year or leading or trailing):
        return None
    return Meant(_joined(year or "-", str(months[0]), leading or trailing))


def _joined(year: str, month: str, day: str | None) -> str:
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def duration(text: str, document: Document) -> Meant | None:
    """Return a span of time as a whole number and a unit, or as the adverb for it."""
    del document
    words = " ".join(text.lower().split())
    if words in _ADVERBS or words in _KNOWN_ADVERBS:
        return Meant(_ADVERBS.get(words, words))
    match = _SPAN.fullmatch(words)
    unit = _UNITS.get(match[2]) if match else None
    if not match or not unit:
        return None
    if not match[1] and words.endswith("s"):
        return None  # a plural without a number
    number = _number(match[1])
    return Meant(f"{number} {unit}{'' if number == 1 else 's'}")


def _number(word: str | None) -> int:
    if not word or word == "an":
        return 1
    return int(word) if word.isdigit() else max(1, _NUMBERS.index(word))


def zone(text: str, document: Document) -> Meant | None:
    """Return the name of a time zone, with its own case and signs."""
    from zoneinfo import available_timezones

    del document
    wanted = "_".join(text.casefold().split())
    names = [name for name in available_timezones() if name.casefold() == wanted]
    return Meant(names[0]) if len(names) == 1 else None
