"""Lines that are nearly a log or a reminder and are not read: reported, so that no history is lost unnoticed."""

import re
from collections.abc import Iterator, Sequence

from netkeep.model.body import Span
from netkeep.text.lines import Line, LineKind
from netkeep.text.problem import Problem

_HEADING = {
    "seen": "this is not the heading of a log, so nothing below it is read",
    "mend": "a log has the heading '## Log', at the beginning of a line",
}
_LONGEST = 1000  # characters: no longer line is looked at
_BLANKS = " \t\u00a0\u2007\u202f\u3000"
_BLANK = f"[{_BLANKS}]"
_LOG_HEADING = re.compile(
    rf"{_BLANK}*(?:#{{1,6}}{_BLANK}*|\*\*|__)log{_BLANK}*:?(?:\*\*|__)?:?{_BLANK}*#*{_BLANK}*", re.IGNORECASE
)
_LOG_WORD = re.compile(r" {0,3}log:?[ \t]*", re.IGNORECASE)
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_ENTRY = re.compile(r"[-*+][ \t\u00a0]+\d{4}-\d{2}-\d{2}[ \t\u00a0]+\S")
_DAY = r"\d{4}-\d{2}-\d{2}|\d{8}|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_BOX = re.compile(
    rf"(?P<mark>[ \t]*(?:>[ \t]*)*(?:[-*+]|\d{{1,9}}[.)]|){_BLANK}*\[(?P<tick>[ xX]?)\])(?![(:]){_BLANK}*"
    r"(?P<words>\S.*)"
)
_TICK = re.compile(r"\[[ xX]?\]")
_DAY_FIRST = re.compile(rf"(?:\*\*|__|\[\[|[(@*_])*(?P<day>{_DAY})(?:\*\*|__|\]\]|[):*_,])*(?={_BLANK}|\Z)")
_TAGGED = re.compile(
    rf"\(?@{_BLANK}*(?P<at>\d{{4}}-\d{{2}}-\d{{2}})\)?|[\[(]?\bdue:{{1,2}}{_BLANK}*(?P<due>\d{{4}}-\d{{2}}-\d{{2}})[\])]?",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:\b(?:on|by|until|due|before)[ \t]+)?(?P<day>\d{4}-\d{2}-\d{2})[.!]?[ \t]*\Z")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def near_logs(lines: Sequence[Line], log: Sequence[Line]) -> Iterator[Problem]:
    """Yield headings that only look like a log's, and entries that stand below no such heading."""
    if log and not any("log" in line.text.casefold() for line in lines if line.start != log[0].start):
        return  # by far the most files: one log, and nothing else that is called one
    in_log = {line.start for line in log}
    reported = False
    for number, line in enumerate(lines):
        if not line.text or line.kind is not LineKind.PLAIN or len(line.text) > _LONGEST:
            continue
        if line.start in in_log:
            reported = False
        elif heading := _near_heading(line, lines[number + 1 : number + 2]):
            yield Problem("near-log", heading, _HEADING)
            reported = True
        elif line.text.lstrip().startswith("#"):
            reported = False
        elif not log and not reported and _ENTRY.match(line.text):
            count = sum(bool(_ENTRY.match(below.text)) for below in lines[number:])
            seen = f"what looks like a log ({count} line{'' if count == 1 else 's'}) is not below a heading '## Log'"
            facts = {"seen": seen, "mend": "write a line '## Log' above it; what is not a log begins with a word"}
            yield Problem("near-log", Span(line.start, line.end), facts)
            reported = True


def _near_heading(line: Line, below: Sequence[Line]) -> Span | None:
    """Return where a heading stands that is nearly a log's, with the line below that makes it one."""
    if _LOG_HEADING.fullmatch(line.text):
        return Span(line.start, line.end)
    if _LOG_WORD.fullmatch(line.text) and below and _UNDERLINE.fullmatch(below[0].text):
        return Span(line.start, below[0].end)
    return None


def near_reminder(line: Line) -> Problem | None:
    """Return the problem of a line that is nearly a reminder: a box to tick, and a day that is not read."""
    looks_so = line.kind is LineKind.PLAIN and len(line.text) <= _LONGEST and _TICK.search(line.text)
    match = _BOX.fullmatch(line.text) if looks_so else None
    if not match:
        return None
    words = match["words"]
    date = _DAY_FIRST.match(words) or _TAGGED.search(words) or _LAST.search(words)
    if not date:
        return None
    day = next(filter(None, date.groupdict().values()))
    return Problem("near-reminder", Span(line.start, line.end), {"instead": _instead(match, day)})


def _instead(match: re.Match[str], day: str) -> str:
    """Return the reminder that a line is meant to be, where only signs and blanks have to change; else nothing."""
    date = _DAY_FIRST.match(match["words"])
    if not date or not _ISO.fullmatch(day):
        return ""
    indent = match["mark"][: -len(match["mark"].lstrip(_BLANKS))]
    rest = match["words"][date.end() :].strip(_BLANKS)
    return f"{indent}- [{match['tick'] or ' '}] {day} {rest}".rstrip()
