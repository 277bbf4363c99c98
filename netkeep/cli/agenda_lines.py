"""What is due, as lines to read: by kind, with the command to type where it differs from item to item."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from netkeep.agenda.item import IN_TURN, KINDS, OF_WORK, TITLES, Due
from netkeep.cli.layout import LONGEST_LABEL, columns, hang, indent_of, on_terminal
from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import width
from netkeep.words import on_day

_ONE_LINE = 10**6  # for other programs: an item, a line
_FEW = 2
"""So many of each kind come before more of any of them; promises that are due come before all."""


def agenda_lines(items: Sequence[Due], today: date, most: int | None = None) -> Iterator[str]:
    """Yield the items under the headings of their kinds, an empty line before each heading.

    ``most`` is a number of lines: what presses less than the others is counted in a last line then, and not shown.
    """
    room = columns() if on_terminal() else _ONE_LINE
    shown = _whose_turn(items, today)
    longest = LONGEST_LABEL if on_terminal() else _ONE_LINE
    indent = indent_of((f"  {due.name}" for due in shown), least=4, most=longest)
    kept = shown if most is None else _pressing(shown, today, indent, most)
    waiting = Counter(due.kind for due in items)
    waiting.subtract(due.kind for due in shown)
    for kind in KINDS:
        of_kind = [due for due in kept if due.kind == kind]
        if of_kind:
            yield f"\n{heading(TITLES[kind])}"
        for due in of_kind:
            yield from _lines(due, today, indent, room)
        if of_kind and waiting[kind]:
            yield quiet(f"  and {waiting[kind]} more, a few at a time")
    if left := len(shown) - len(kept):
        yield f"\nand {left:,} more: --all"


def _pressing(items: Sequence[Due], today: date, indent: int, most: int) -> list[Due]:
    """Return what presses most and fits in so many lines: promises that are due, then a few of each kind."""
    kept: list[int] = []
    lines = 0
    headed: set[str] = set()
    for number in _by_rank(items, today):
        due = items[number]
        lines += len(list(_lines(due, today, indent, columns())))
        if due.kind not in headed:
            lines += 2 + (due.kind in IN_TURN)
        if lines > most:
            break
        headed.add(due.kind)
        kept.append(number)
    return [items[number] for number in sorted(kept)]


def _by_rank(items: Sequence[Due], today: date) -> list[int]:
    """Return the numbers of the items in the order in which they take the room there is."""
    of_kind: Counter[str] = Counter()
    ranks: list[tuple[int, int, int]] = []
    for number, due in enumerate(items):
        turn = 0 if due.kind == "reminder" and due.on <= today else 1 + of_kind[due.kind] // _FEW
        ranks.append((turn, KINDS.index(due.kind), number))
        of_kind[due.kind] += 1
    return [number for _, _, number in sorted(ranks)]


def _lines(due: Due, today: date, indent: int, room: int) -> Iterator[str]:
    yield from hang(f"  {due.name}", _words(due, today), indent=indent, room=room)
    if due.kind in OF_WORK:
        # A command must not be broken in two: where there is little room, it moves to the left.
        yield quiet(" " * max(2, min(indent, room - width(due.todo))) + due.todo)


def _words(due: Due, today: date) -> str:
    if due.kind == "reminder":
        return f"{due.text} ({due.why})"
    coming = due.on > today and due.kind in {"catch-up", *OF_WORK}
    return due.why + (f" (from {on_day(due.on, today)})" if coming else "")


def _whose_turn(items: Sequence[Due], today: date) -> list[Due]:
    """Return the items without those that wait for their turn."""
    first: dict[str, date] = {}
    for due in items:
        first.setdefault(due.kind, due.on)
    return [due for due in items if due.kind not in IN_TURN or due.on <= max(today, first[due.kind])]
