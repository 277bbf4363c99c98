"""Three versions of the notes in a body made one by lines, as git does; entries and reminders are none of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from netkeep.model.body import LogEntry, Span
from netkeep.text.edit import Splice
from netkeep.text.rewrite.plan import next_line
from netkeep.versions.clash import Clash, Clashing, Marker
from netkeep.versions.lines import hunks
from netkeep.versions.units import Unit

_RUN = "\0"  # stands for a run of entries among the lines
_LIST = "\1"  # stands for a run of reminders


class Line(NamedTuple):
    """A line of the notes without its end, and its place with it."""

    text: str
    span: Span


class Notes(NamedTuple):
    """The lines of a body that are no entry or reminder: those ``above`` the heading of the log and those ``below``.

    Without a log all are above, and ``heading`` is None; ``end`` is that of the file.
    """

    above: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()
    heading: int | None = None
    end: int = 0


def notes_of(text: str, start: int, heading: Span | None, units: Sequence[Unit]) -> Notes:
    """Return the notes of a body that begins at ``start``, the line of its log's heading given."""
    taken = {unit.span.start: unit for unit in units}
    above = _lines(text, start, heading.start if heading else len(text), taken)
    below = _lines(text, heading.end, len(text), taken, _RUN) if heading else ()
    return Notes(tuple(above), tuple(below), heading.start if heading else None, len(text))


def _lines(text: str, at: int, stop: int, taken: dict[int, Unit], run: str = "") -> Iterator[Line]:
    """Yield the lines of a part of the notes; a run of entries or reminders is a line that holds nothing but its sign.

    There is no line for a ``run`` with which the part begins: of entries below the heading of the log.
    """
    blank: list[Line] = []
    while at < stop:
        unit = taken.get(at)
        end = unit.span.end if unit else next_line(text, at)
        sign = "" if not unit else _RUN if isinstance(unit.item, LogEntry) else _LIST
        line = Line(sign or text[at:end].rstrip("\r\n"), Span(at, end))
        if sign and sign == run:
            blank = []  # blank lines between entries go with them
        elif line.text.strip():
            yield from (*blank, line)
            run, blank = sign, []
        else:
            blank.append(line)
        at = end
    yield from blank


def note_splices(marker: Marker, base: Notes | None, ours: Notes, theirs: Notes) -> Iterator[Splice]:
    """Yield what is to be changed in the text of ours. Raises :class:`Clashing` where no lines can be marked."""
    versions = (base or Notes(heading=theirs.heading), ours, theirs)
    if ours.heading is not None and all(version.heading is not None for version in versions):
        above = _between_lists([version.above for version in versions], ours.heading)
        below = _between_lists([version.below for version in versions], ours.end)
        stretches = [*above, *below]
    elif all(version.heading is None for version in versions):
        stretches = [*_between_lists([version.above for version in versions], ours.end)]
    else:
        lines = [[line for line in _flat(version) if line.text != _RUN] for version in versions]
        stretches = [*_between_lists(lines, ours.end, ours.heading)]
    for stretch in stretches:
        yield from _line_splices(marker, stretch)


class _Stretch(NamedTuple):
    """Lines of three versions that stand for each other, and where one is put in before the line of an index."""

    base: Sequence[Line]
    ours: Sequence[Line]
    theirs: Sequence[Line]
    place: Callable[[int], int]


def _stretch(versions: Sequence[Sequence[Line]], end: int, heading: int | None) -> _Stretch:
    """Return lines of three versions; below a ``heading`` ours has a log, which is none of them."""
    base, ours, theirs = ([line for line in version if line.text != _LIST] for version in versions)

    def place(index: int) -> int:
        at = ours[index].span.start if index < len(ours) else end
        above = ours[index - 1].span.end if index else None
        if heading is None or at < heading or (above is not None and above > heading):
            return at
        return heading if above is None else above

    return _Stretch(base, ours, theirs, place)


def _between_lists(versions: Sequence[Sequence[Line]], end: int, heading: int | None = None) -> Iterator[_Stretch]:
    """Yield the lines between the lists of reminders, where there are as many in each version; else all lines."""
    parts = [_split(version) for version in versions]
    if not versions[0]:
        parts[0] = [[] for _ in parts[1]]
    if len({len(part) for part in parts}) > 1:
        yield _stretch(versions, end, heading)
        return
    ends = [line.span.start for line in versions[1] if line.text == _LIST]
    for base, ours, theirs, stop in zip(*parts, [*ends, end], strict=True):
        yield _stretch((base, ours, theirs), stop, heading)


def _split(lines: Sequence[Line]) -> list[list[Line]]:
    parts: list[list[Line]] = [[]]
    for line in lines:
        if line.text == _LIST:
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _flat(notes: Notes) -> Sequence[Line]:
    """Return all lines of a version without its log, and without the blank ones above that."""
    end = len(notes.above)
    while notes.heading is not None and end and not notes.above[end - 1].text.strip(" \t"):
        end -= 1
    return (*notes.above[:end], *notes.below)


def _line_splices(marker: Marker, stretch: _Stretch) -> Iterator[Splice]:
    texts = [[line.text for line in version] for version in (stretch.base, stretch.ours, stretch.theirs)]
    for hunk in hunks(*texts):
        old, own, new = (texts[side][slice(*hunk[side])] for side in range(3))
        first, last = hunk.ours
        while own and new and own[0] == new[0] and (not old or old[0] != own[0]):
            own, new, first = own[1:], new[1:], first + 1
        while own and new and own[-1] == new[-1] and (not old or old[-1] != own[-1]):
            own, new, last = own[:-1], new[:-1], last - 1
        around = texts[1][max(0, first - 1) : last + 1]
        if not old and not "".join(new).strip() and any(not text.strip(" \t") for text in around):
            continue  # one more blank line beside another
        merged = _without_regard_to_blank_lines(old, own, new)
        if merged is None and _RUN in (*old, *own, *new):
            raise Clashing("notes")
        if merged is None:
            texts_of = ("".join(f"{text}{marker.newline}" for text in lines) for lines in (old, own, new))
            merged = [marker.lines(Clash("notes", *texts_of)).removesuffix(marker.newline)]
        if merged != own:
            yield from _replaced(stretch.ours[first:last], stretch.place(first), merged, marker.newline)


def _without_regard_to_blank_lines(old: list[str], own: list[str], new: list[str]) -> list[str] | None:
    """Return what some lines become; blank ones around them are no change. None where both sides changed the rest."""
    if new in (old, own):
        return own
    before, bare, behind = _bare(own)
    was, theirs = _bare(old)[1], _bare(new)[1]
    if own == old or (not bare and not was):
        return new
    if theirs in (was, bare):
        return own
    return [*before, *theirs, *behind] if bare == was else None


def _bare(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Return the blank lines before some lines, these, and the blank ones behind."""
    full = [index for index, line in enumerate(lines) if line.strip(" \t")] or [len(lines)]
    start, end = full[0], full[-1] + 1
    return lines[:start], lines[start:end], lines[end:]


def _replaced(gone: Sequence[Line], place: int, new: Sequence[str], newline: str) -> Iterator[Splice]:
    """Yield the splices that put lines in the place of others, or before a place."""
    spans = [line.span for line in gone if line.text != _RUN]
    text = "".join(f"{line}{newline}" for line in new if line != _RUN)
    if text:
        yield Splice(*(spans.pop(0) if spans else (place, place)), text)
    yield from (Splice(*span, "") for span in spans)
