"""Three versions of a body made one: the log by its entries, reminders one by one, and all else by lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from netkeep.model.body import LogEntry, Reminder, Span, oldest_first
from netkeep.text.document import Document
from netkeep.text.edit import Splice
from netkeep.text.reminders import reminder_in
from netkeep.text.rewrite.plan import line_start, next_line
from netkeep.versions.clash import Clash, Clashing, Marker
from netkeep.versions.lines import hunks
from netkeep.versions.units import Add, Differ, Replace, Unit, decide

_RUN = "\0"  # stands for a run of entries among the other lines
_BOX = re.compile(r"\[[ xX]\]")
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


class _Line(NamedTuple):
    text: str
    span: Span


class _Version(NamedTuple):
    """One version of a file: its entries, its reminders, and the lines of its body that are neither."""

    text: str
    entries: tuple[Unit, ...]
    reminders: tuple[Unit, ...]
    lines: tuple[_Line, ...]
    log_at: Span | None


def body_splices(marker: Marker, base: Document | None, ours: Document, theirs: Document) -> list[Splice]:
    """Return what is to be changed in the text of ours. Raises :class:`Clashing` where no lines can be marked."""
    logs = [document for document in (base, ours) if document and document.item and document.item.body.log_at]
    old, mine, yours = (_version(document, apart=bool(logs)) for document in (base, ours, theirs))
    return [
        *_line_splices(marker, old.lines, mine, yours.lines),
        *_unit_splices(marker, mine, _Units("log", old.entries, mine.entries, yours.entries)),
        *_unit_splices(marker, mine, _Units("reminders", old.reminders, mine.reminders, yours.reminders)),
    ]


def _version(document: Document | None, *, apart: bool) -> _Version:
    """Return a version; where its log is not set ``apart``, it comes whole, with the lines around it."""
    if document is None or document.source is None or document.item is None or document.frame is None:
        return _Version("", (), (), (), None)
    text, body = document.source.text, document.item.body
    entries = [_unit(text, entry) for entry in body.log] if apart else []
    within = [unit.span for unit in entries]
    reminders = [
        _unit(text, reminder)
        for reminder in body.reminders
        if not any(span.start <= reminder.span.start < span.end for span in within)
    ]
    taken = {unit.span.start: unit for unit in (*entries, *reminders)}
    lines = tuple(_other_lines(text, document.frame.body, taken))
    return _Version(text, tuple(entries), tuple(reminders), lines, body.log_at)


def _unit(text: str, item: LogEntry | Reminder) -> Unit:
    start, end = line_start(text, item.span.start), next_line(text, item.span.end)
    return Unit(text[start:end], Span(start, end), item)


def _other_lines(text: str, start: int, taken: dict[int, Unit]) -> Iterator[_Line]:
    """Yield the lines that are no entry or reminder; a run of entries is a line that holds nothing but its sign."""
    at, run, blank = start, False, list[_Line]()
    while at < len(text):
        unit = taken.get(at)
        end = unit.span.end if unit else next_line(text, at)
        if unit and isinstance(unit.item, LogEntry):
            if not run:
                yield from blank
                yield _Line(_RUN, Span(at, end))
            run, blank = True, []  # blank lines between entries go with them
        elif not unit:
            line = _Line(text[at:end].rstrip("\r\n"), Span(at, end))
            if line.text.strip():
                yield from (*blank, line)
                run, blank = False, []
            else:
                blank.append(line)
        at = end
    yield from blank


def _line_splices(marker: Marker, base: Sequence[_Line], mine: _Version, theirs: Sequence[_Line]) -> Iterator[Splice]:
    ours = mine.lines
    texts = [[line.text for line in lines] for lines in (base, ours, theirs)]
    for hunk in hunks(*texts):
        old, own, new = (texts[side][slice(*hunk[side])] for side in range(3))
        first, last = hunk.ours
        while own and new and own[0] == new[0] and (not old or old[0] != own[0]):
            own, new, first = own[1:], new[1:], first + 1
        while own and new and own[-1] == new[-1] and (not old or old[-1] != own[-1]):
            own, new, last = own[:-1], new[:-1], last - 1
        if new in (old, own):
            continue
        if own == old:
            yield from _replaced(mine, ours[first:last], _end_of(mine, first), new, marker.newline)
            continue
        if _RUN in (*old, *own, *new):
            raise Clashing("notes")
        clash = Clash("notes", *("".join(f"{text}{marker.newline}" for text in lines) for lines in (old, own, new)))
        marked = marker.lines(clash).removesuffix(marker.newline)
        yield from _replaced(mine, ours[first:last], _end_of(mine, first), [marked], marker.newline)


def _end_of(mine: _Version, index: int) -> int:
    """Return where a line would be put in before the line of an index."""
    return mine.lines[index].span.start if index < len(mine.lines) else len(mine.text)


def _replaced(mine: _Version, gone: Sequence[_Line], place: int, new: Sequence[str], newline: str) -> Iterator[Splice]:
    """Yield the splices that put lines in the place of others, or before a place."""
    spans = [line.span for line in gone if line.text != _RUN]
    text = "".join(f"{line}{newline}" for line in new if line != _RUN)
    if spans and text:
        yield Splice(*spans[0], _fitting(mine.text, spans[0].end, text))
        spans = spans[1:]
    elif text:
        yield _inserted(mine.text, place, text, newline)
    yield from (Splice(*span, "") for span in spans)


def _fitting(text: str, end: int, new: str) -> str:
    """Return new lines for the end of a file, which stays without a line end where it has none."""
    return new.rstrip("\r\n") if end == len(text) and not text.endswith(("\n", "\r")) else new


def _inserted(text: str, place: int, new: str, newline: str) -> Splice:
    """Return the splice that puts lines in at the start of a line, or at the end of the file."""
    if place == len(text) and text and not text.endswith(("\n", "\r")):
        return Splice(place, place, newline + new.rstrip("\r\n"))
    return Splice(place, place, new)


class _Units(NamedTuple):
    """Entries or reminders in three versions."""

    about: str
    base: Sequence[Unit]
    ours: Sequence[Unit]
    theirs: Sequence[Unit]


def _unit_splices(marker: Marker, mine: _Version, units: _Units) -> Iterator[Splice]:
    added: list[Unit] = []
    for decision in decide(units.base, units.ours, units.theirs, _one_reminder):
        match decision:
            case Replace(unit, text):
                end = unit.span.end if text else _with_gap(mine, unit)
                yield Splice(unit.span.start, end, _fitting(mine.text, end, text) if text else "")
            case Add(unit):
                added.append(unit)
            case Differ(old, own, new):
                texts = (unit.text if unit else "" for unit in (old, own, new))
                lines = marker.lines(Clash(units.about, *texts))
                if own:
                    yield Splice(*own.span, lines)
                else:
                    yield from _put_in(mine, units, [replace(old, text=lines)], marker.newline)
    yield from _put_in(mine, units, added, marker.newline)


def _with_gap(mine: _Version, unit: Unit) -> int:
    """Return where an entry that is taken out ends; the blank line behind it goes too where the log has such lines."""
    following = next((other for other in mine.entries if other.span.start >= unit.span.end), None)
    between = mine.text[unit.span.end : following.span.start] if following else "x"
    return unit.span.end if not following or between.strip() else following.span.start


def _put_in(mine: _Version, units: _Units, added: Sequence[Unit], newline: str) -> Iterator[Splice]:
    """Yield the splices that put units of theirs in."""
    if units.about == "log":
        backwards = not oldest_first(tuple(unit.item for unit in mine.entries if isinstance(unit.item, LogEntry)))
        ordered = sorted(added, key=lambda unit: unit.day, reverse=backwards)
        for place, lines in _log_places(mine, ordered, newline, backwards=backwards):
            yield _inserted(mine.text, place, lines, newline)
        return
    for unit in added:
        place, alone = _reminder_place(mine, unit, units.theirs)
        lines = _ended(unit.text.lstrip(" \t") if alone else unit.text, newline)
        yield _inserted(mine.text, place, lines, newline)


def _ended(text: str, newline: str) -> str:
    return text if text.endswith(("\n", "\r")) else text + newline


def _log_places(mine: _Version, added: Sequence[Unit], newline: str, *, backwards: bool) -> Iterator[tuple[int, str]]:
    """Yield where each new entry goes, in the order in which the log is kept, and its lines."""
    gap = newline if _spaced(mine) else ""
    heading = ""
    for unit in added:
        lines = _ended(unit.text, newline)
        later = [other for other in mine.entries if (other.day <= unit.day if backwards else other.day > unit.day)]
        if later:
            yield later[0].span.start, lines + gap
        elif mine.entries:
            yield mine.entries[-1].span.end, gap + lines
        elif mine.log_at:
            yield next_line(mine.text, mine.log_at.end), ("" if heading else newline) + lines
            heading = "there"
        else:
            blank = "" if not mine.text or mine.text.endswith(newline * 2) else newline
            yield len(mine.text), ("" if heading else f"{blank}## Log{newline * 2}") + lines
            heading = "there"


def _spaced(mine: _Version) -> bool:
    """Return whether a blank line stands between the entries of the log."""
    if len(mine.entries) < 2:  # noqa: PLR2004 (there is one gap between two)
        return False
    between = mine.text[mine.entries[0].span.end : mine.entries[1].span.start]
    return bool(between) and not between.strip()


def _reminder_place(mine: _Version, unit: Unit, theirs: Sequence[Unit]) -> tuple[int, bool]:
    """Return where a reminder of theirs goes, and whether it leads a list of its own there."""
    before = [other for other in theirs if other.span.start < unit.span.start]
    here = {other.key: other for other in mine.reminders} | {other.words: other for other in mine.reminders}
    for other in reversed(before):
        if same := here.get(other.key) or here.get(other.words):
            return same.span.end, False
    if mine.reminders:
        return mine.reminders[0].span.start, False
    return mine.log_at.start if mine.log_at else len(mine.text), True


def _one_reminder(base: Unit, ours: Unit, theirs: Unit) -> str | None:
    """Return one line of three: what each side changed of tick, day and words; None for an entry of the log."""
    versions = [unit.item for unit in (base, ours, theirs)]
    old, mine, yours = versions
    if not isinstance(old, Reminder) or not isinstance(mine, Reminder) or not isinstance(yours, Reminder):
        return None
    done, due = (_one_of(*pair) for pair in ((old.done, mine.done, yours.done), (old.due, mine.due, yours.due)))
    words = _one_of(base.words, ours.words, theirs.words)
    if done is None or due is None or words is None:
        return None
    text = ours.text if words == ours.words else theirs.text
    found = reminder_in(text.rstrip("\r\n"))
    if found is None:
        return None
    text = text[: found.day.start] + str(due) + text[found.day.end :]
    return _BOX.sub("[x]" if done else "[ ]", text, count=1) if done != found.done else text


def _one_of(base: object, ours: object, theirs: object) -> object | None:
    if theirs in (ours, base):
        return ours
    return theirs if ours == base else None
