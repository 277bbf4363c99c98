"""Birthdays in tables: ISO 8601, RFC 6350, and the ways in which people and programs write a day."""

import re
from collections.abc import Iterable
from typing import Final

from netkeep.model.dates import Birthday
from netkeep.model.names import fold

_ISO = re.compile(r"(\d{4}|-)[-/]?-?(\d{2})[-/]?(\d{2})(?:[t ]\d{2}:?\d{2}.*)?", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})[.日]?(?: \d{1,2}:\d{2}.*)?", re.ASCII)
_DOTS = re.compile(r"(\d{1,2})\. ?(\d{1,2})\.(?: ?(\d{4}|\d{2}))?", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?(?: \d{1,2}:\d{2}.*)?", re.ASCII)
_DAY_MONTH = re.compile(
    r"([0-9]{1,2})(?:\.|er|º)?[ \-/](?:de )?([^\W\d_]{3,12})\.?,?(?:[ \-/](?:de )?([0-9]{4}|[0-9]{2}))?(?: г\.?)?"
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?", re.ASCII)
_MONTH_NAMES = "january february march april may june july august september october november december"
_MONTHS: Final = _MONTH_NAMES.split()
_OTHER_MONTHS = """
    januar jänner janvier enero gennaio janeiro januari tammikuuta styczeń stycznia leden ledna január január ocak
    января январь січня;
    februar feber février febrero febbraio fevereiro februari helmikuuta luty lutego únor února február şubat
    февраля февраль лютого;
    märz maerz mars marzo março maart mrt marts maaliskuuta marzec marca březen března marec marca március mart
    марта березня;
    april avril abril aprile april huhtikuuta kwiecień kwietnia duben dubna apríl apríla április nisan апреля
    апрель квітня;
    mai mayo maggio maio mei maj toukokuuta maja květen května máj mája május mayıs мая май травня;
    juni juin junio giugno junho kesäkuuta czerwiec czerwca červen června jún júna június haziran июня июнь червня;
    juli juillet julio luglio julho heinäkuuta lipiec lipca červenec července júl júla július temmuz июля июль
    липня;
    august août agosto augustus augusti elokuuta sierpień sierpnia srpen srpna augusta augusztus ağustos августа
    серпня;
    september septembre septiembre settembre setembro syyskuuta wrzesień września září septembra szeptember eylül
    сентября сентябрь вересня;
    oktober octobre octubre ottobre outubro lokakuuta październik października říjen října október októbra ekim
    октября октябрь жовтня;
    november novembre noviembre novembro marraskuuta listopad listopada novembra kasım ноября ноябрь листопада;
    dezember décembre diciembre dicembre dezembro desember joulukuuta grudzień grudnia prosinec prosince decembra
    aralık декабря декабрь грудня
    """
_ELSEWHERE: Final = [fold(names).split() for names in _OTHER_MONTHS.split(";")]
_EMPTY = re.compile(r"0{1,4}[-/.]0{1,2}[-/.]0{1,4}(?: 0?0:00.*)?", re.ASCII)
_NO_YEAR = frozenset({0, 1604})  # written by Apple's programs, among others, for an unknown year
_LAST_MONTH = 12
_SHORTEST = 3  # letters of a month


class AmbiguousError(ValueError):
    """A date whose month and day may be in either order."""


def is_empty_date(text: str) -> bool:
    """Return whether a text is what programs write for no date, such as Outlook's ``0/0/00``."""
    return not text.strip() or bool(_EMPTY.fullmatch(text.strip()))


def parse_birthday(text: str, *, day_first: bool | None = None) -> Birthday:
    """Return a day with or without a year; a year of two digits is left out, as its century is unknown.

    Raises ``ValueError``, and :class:`AmbiguousError` if the order is unclear and ``day_first`` is None.
    """
    words = " ".join(text.lower().split())
    if match := _ISO.fullmatch(words):
        return _birthday(match[1].strip("-"), match[2], match[3])
    if match := _YEAR_FIRST.fullmatch(words):
        return _birthday(match[1], match[2], match[3])
    if match := _DOTS.fullmatch(words):
        return _birthday(match[3], match[2], match[1])
    if match := _SLASHES.fullmatch(words):
        return _slashes(int(match[1]), int(match[2]), match[3], day_first)
    if match := _DAY_MONTH.fullmatch(words):
        return _birthday(match[3], _month(match[2]), match[1])
    if match := _MONTH_DAY.fullmatch(words):
        return _birthday(match[3], _month(match[1]), match[2])
    raise ValueError("a day is written YYYY-MM-DD, or --MM-DD where the year is unknown")


def birthday_of(year: str, month: str, day: str) -> Birthday:
    """Return a birthday given in separate parts. Raises ``ValueError`` if they form no date."""
    number = re.sub(r"\D", "", month)
    return _birthday(
        re.sub(r"\D", "", year) or None, number or _month(" ".join(month.lower().split())), re.sub(r"\D", "", day)
    )


def day_first_in(texts: Iterable[str]) -> bool | None:
    """Return whether the dates of a column have the day first; None if none of them shows it, or they disagree."""
    orders = set()
    for text in texts:
        match = _SLASHES.fullmatch(text.strip())
        if match and (int(match[1]) > _LAST_MONTH) != (int(match[2]) > _LAST_MONTH):
            orders.add(int(match[1]) > _LAST_MONTH)
    return orders.pop() if len(orders) == 1 else None


def _slashes(first: int, second: int, year: str | None, day_first: bool | None) -> Birthday:  # noqa: FBT001 (or None)
    if first > _LAST_MONTH or second > _LAST_MONTH or first == second:
        day_first = first > _LAST_MONTH
    if day_first is None:
        raise AmbiguousError("the month may as well be the day")
    day, month = (first, second) if day_first else (second, first)
    return _birthday(year, str(month), str(day))


def _month(name: str) -> str:
    word = fold(name).rstrip(".")
    exact = [number for number, names in enumerate(_ELSEWHERE, 1) if word in names]
    english = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(word)]
    short = [number for number, names in enumerate(_ELSEWHERE, 1) if any(month.startswith(word) for month in names)]
    for numbers in (exact, english, short):  # "mar" is March before it may be "marraskuuta"
        if len(numbers) == 1 and len(word) >= _SHORTEST:
            return str(numbers[0])
    raise ValueError("there is no such month")


def _birthday(year: str | None, month: str, day: str) -> Birthday:
    full_year = int(year) if year and len(year) == len("YYYY") else 0
    year_text = f"{full_year:04}" if full_year not in _NO_YEAR else "-"
    return Birthday.parse(f"{year_text}-{int(month):02}-{int(day):02}")
