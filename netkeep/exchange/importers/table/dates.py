"""Birthdays as tables have them: ISO 8601, RFC 6350, and the ways people and programs write a day."""

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
_NO_YEAR = frozenset({0, 1604})  # what Apple's programs, among others, write where the year is unknown
_LAST_MONTH = 12
_SHORTEST = 3  # letters of a month


class AmbiguousError(ValueError):
    """A day whose month may as well be its day."""


def is_empty_date(text: str) -> bool:
    """Return what programs write for no date: Outlook's ``0/0/00``, and its like."""
    return not text.strip() or bool(_EMPTY.fullmatch(text.strip()))


def parse_birthday(text: str, *, day_first: bool | None = None) -> Birthday:
    """Read a day with or without a year; a year of two digits is left out, for its century is anyone's guess.

    Raises ``ValueError``, and :class:`AmbiguousError` where ``day_first`` is None and only that could tell.
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
    """Return the birthday of which each part was told by itself. Raises ``ValueError`` where they make up none."""
    number = re.sub(r"\D", "", month)
    return _birthday(
        re.sub(r"\D", "", year) or None, number or _month(" ".join(month.lower().split())), re.sub(r"\D", "", day)
    )


def day_first_in(texts: Iterable[str]) -> bool | None:
    """Return how the dates of a column are meant, by all of them; None where none of them tells, or they disagree."""
    found = set()
    for text in texts:
        match = _SLASHES.fullmatch(text.strip())
        if match and (int(match[1]) > _LAST_MONTH) != (int(match[2]) > _LAST_MONTH):
            found.add(int(match[1]) > _LAST_MONTH)
    return found.pop() if len(found) == 1 else None


def _slashes(one: int, two: int, year: str | None, day_first: bool | None) -> Birthday:  # noqa: FBT001 (a third state)
    if one > _LAST_MONTH or two > _LAST_MONTH or one == two:
        day_first = one > _LAST_MONTH
    if day_first is None:
        raise AmbiguousError("the month may as well be the day")
    day, month = (one, two) if day_first else (two, one)
    return _birthday(year, str(month), str(day))


def _month(name: str) -> str:
    word = fold(name).rstrip(".")
    whole = [number for number, names in enumerate(_ELSEWHERE, 1) if word in names]
    here = [number for number, month in enumerate(_MONTHS, 1) if month.startswith(word)]
    short = [number for number, names in enumerate(_ELSEWHERE, 1) if any(one.startswith(word) for one in names)]
    for found in (whole, here, short):  # "mar" is March before it may be "marraskuuta"
        if len(found) == 1 and len(word) >= _SHORTEST:
            return str(found[0])
    raise ValueError("there is no such month")


def _birthday(year: str | None, month: str, day: str) -> Birthday:
    whole = int(year) if year and len(year) == len("YYYY") else 0
    known = f"{whole:04}" if whole not in _NO_YEAR else "-"
    return Birthday.parse(f"{known}-{int(month):02}-{int(day):02}")
