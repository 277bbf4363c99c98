"""What is due, as lines to read: by kind, with the command to type where it differs from item to item."""

from collections.abc import Iterator, Sequence
from datetime import date

from netkeep.agenda.item import IN_TURN, KINDS, OF_WORK, TITLES, Due
from netkeep.cli.layout import columns, hang, on_terminal
from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import clean, width
from netkeep.words import on_day

_ONE_LINE = 10**6  # for other programs: an item, a line


def agenda_lines(items: Sequence[Due], today: date) -> Iterator[str]:
    """Yield the items under the headings of their kinds, an empty line before each heading."""
    room = columns() if on_terminal() else _ONE_LINE
    indent = max((width(clean(due.name)) for due in items), default=0) + 4
    for kind in KINDS:
        of_kind = [due for due in items if due.kind == kind]
        if of_kind:
            yield f"\n{heading(TITLES[kind])}"
        yield from _of_kind(of_kind, today, indent, room)


def _of_kind(of_kind: list[Due], today: date, indent: int, room: int) -> Iterator[str]:
    shown, later = _in_turn(of_kind, today)
    for due in shown:
        yield from hang(f"  {due.name}", _words(due, today), indent=indent, room=room)
        if due.kind in OF_WORK:
            # A command must not be broken in two: where there is little room, it moves to the left.
            yield quiet(" " * max(2, min(indent, room - width(due.todo))) + due.todo)
    if later:
        yield quiet(f"  and {later} more, a few at a time")


def _in_turn(of_kind: list[Due], today: date) -> tuple[list[Due], int]:
    """Return the items whose turn it is, and how many more are waiting."""
    if not of_kind or of_kind[0].kind not in IN_TURN:
        return of_kind, 0
    shown = [due for due in of_kind if due.on <= max(today, of_kind[0].on)]
    return shown, len(of_kind) - len(shown)


def _words(due: Due, today: date) -> str:
    if due.kind == "reminder":
        return f"{due.text} ({due.why})"
    coming = due.on > today and due.kind in {"catch-up", *OF_WORK}
    return due.why + (f" (from {on_day(due.on, today)})" if coming else "")
