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
from netkeep.versions.clash import Clash, Marker
from netkeep.versions.notes import Notes, note_splices, notes_of
from netkeep.versions.units import Add, Differ, Replace, Unit, decide

_BOX = re.compile(r"\[[ xX]\]")


class _Version(NamedTuple):
    """One version of a file: its entries, its reminders, and the lines of its body that are neither."""

    text: str = ""
    entries: tuple[Unit, ...] = ()
    reminders: tuple[Unit, ...] = ()
    notes: Notes = Notes()
    log_at: Span | None = None


def body_splices(marker: Marker, base: Document | None, ours: Document, theirs: Document) -> list[Splice]:
    """Return what is to be changed in the text of ours. Raises :class:`Clashing` where no lines can be marked."""
    whole = [_body(document) for document in (base, ours, theirs)]
    if whole[2] in whole[:2]:
        return []
    if whole[0] == whole[1] and ours.frame and ours.source:
        return [Splice(ours.frame.body, len(ours.source.text), whole[2])]
    old, mine, yours = (_version(document) for document in (base, ours, theirs))
    log = [*_unit_splices(marker, mine, _Units("log", old.entries, mine.entries, yours.entries))]
    if old.log_at and not yours.log_at and mine.log_at and _nothing_stays(mine, mine.log_at, log):
        start, end = mine.log_at.start, mine.entries[-1].span.end if mine.entries else mine.log_at.end
        log = [Splice(_blank_above(mine.text, start), start, ""), Splice(start, end, "")]
    reminders = _unit_splices(marker, mine, _Units("reminders", old.reminders, mine.reminders, yours.reminders))
    lines = note_splices(marker, old.notes if base else None, mine.notes, yours.notes)
    # Where they meet at the end of the file, a log that is there already comes before other lines, a new one behind.
    return [*log, *lines, *reminders] if mine.log_at else [*lines, *reminders, *log]


def _nothing_stays(mine: _Version, heading: Span, splices: Sequence[Splice]) -> bool:
    """Return whether nothing is left below the heading of our log once these splices are made."""
    gone = len(splices) == len(mine.entries) and not any(splice.new for splice in splices)
    below = any(line.text.strip() for line in mine.notes.below)
    return gone and not below and not any(reminder.span.start > heading.start for reminder in mine.reminders)


def _blank_above(text: str, heading: int) -> int:
    """Return where the blank lines above the heading of the log begin."""
    while heading and not text[(above := line_start(text, heading - 1)) : heading].strip():
        heading = above
    return heading


def _body(document: Document | None) -> str:
    return document.source.text[document.frame.body :] if document and document.source and document.frame else ""


def _version(document: Document | None) -> _Version:
    if document is None or document.source is None or document.item is None or document.frame is None:
        return _Version()
    text, body = document.source.text, document.item.body
    entries: list[Unit] = []
    for entry in body.log:
        entries.append(_with_comments(_unit(text, entry), text, entries[-1].span.end if entries else 0))
    within = [unit.span for unit in entries]
    reminders = [
        _unit(text, reminder)
        for reminder in body.reminders
        if not any(span.start <= reminder.span.start < span.end for span in within)
    ]
    at = body.log_at and Span(line_start(text, body.log_at.start), next_line(text, body.log_at.end))
    notes = notes_of(text, document.frame.body, at, (*entries, *reminders))
    return _Version(text, tuple(entries), tuple(reminders), notes, at)


def _with_comments(unit: Unit, text: str, least: int) -> Unit:
    """Return an entry with the comments that stand alone right above it: they are about it."""
    start = unit.span.start
    while start > least and text[line_start(text, start - 1) : start].strip().endswith("-->"):
        opening = text.rfind("<!--", least, start)
        above = line_start(text, max(opening, least))
        comment = text[above:start].strip()
        if above < least or not comment.startswith("<!--") or comment.count("-->") > 1:
            break
        start = above
    return replace(unit, text=text[start : unit.span.end], span=Span(start, unit.span.end))


def _unit(text: str, item: LogEntry | Reminder) -> Unit:
    start, end = line_start(text, item.span.start), next_line(text, item.span.end)
    return Unit(text[start:end], Span(start, end), item)


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
                yield Splice(unit.span.start, end, text)
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
            yield Splice(place, place, lines)
        return
    alone: list[Unit] = []
    for unit in added:
        behind = _reminder_place(mine, unit, units.theirs)
        if behind is None:
            alone.append(unit)
        else:
            yield Splice(behind, behind, unit.text)
    if alone:
        place = mine.log_at.start if mine.log_at else len(mine.text)
        lines = "".join(unit.text.lstrip(" \t") for unit in alone)
        before = "" if mine.text[:place].endswith(newline * 2) else newline
        yield Splice(place, place, before + lines + (newline if mine.log_at else ""))


def _log_places(mine: _Version, added: Sequence[Unit], newline: str, *, backwards: bool) -> Iterator[tuple[int, str]]:
    """Yield where each new entry goes, in the order in which the log is kept, and its lines."""
    gap = newline if _spaced(mine) else ""
    heading = ""
    for unit in added:
        later = [other for other in mine.entries if (other.day <= unit.day if backwards else other.day > unit.day)]
        if later:
            yield later[0].span.start, unit.text + gap
        elif mine.entries:
            yield mine.entries[-1].span.end, gap + unit.text
        elif mine.log_at:
            yield mine.log_at.end, ("" if heading else newline) + unit.text
            heading = "there"
        else:
            blank = "" if not mine.text or mine.text.endswith(newline * 2) else newline
            yield len(mine.text), ("" if heading else f"{blank}## Log{newline * 2}") + unit.text
            heading = "there"


def _spaced(mine: _Version) -> bool:
    """Return whether a blank line stands between the entries of the log."""
    if len(mine.entries) < 2:  # noqa: PLR2004 (there is one gap between two)
        return False
    between = mine.text[mine.entries[0].span.end : mine.entries[1].span.start]
    return bool(between) and not between.strip()


def _reminder_place(mine: _Version, unit: Unit, theirs: Sequence[Unit]) -> int | None:
    """Return where a reminder of theirs goes; None where it begins a list of its own."""
    before = [other for other in theirs if other.span.start < unit.span.start]
    here = {other.key: other for other in mine.reminders} | {other.words: other for other in mine.reminders}
    for other in reversed(before):
        if same := here.get(other.key) or here.get(other.words):
            return same.span.end
    return mine.reminders[0].span.start if mine.reminders else None


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
