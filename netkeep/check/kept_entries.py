"""Checking the history before and after a fix: no entry may change its day, its kind or its people."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from netkeep.check.fix import Swap
from netkeep.check.kept_words import Step, visible
from netkeep.model.body import Body, LogEntry, Span
from netkeep.text.document import Document

Record = tuple[object, ...]


def same_history(before: Document, after: Document, made: Sequence[Step]) -> bool:
    """Return whether every entry and reminder is still there and unchanged, except for what the steps declare."""
    bodies = [document.item.body if document.item else Body() for document in (before, after)]
    moves = [step for step in made if step.swap and step.swap.kind == "moved"]
    goes = [Span(*step.splice[:2]) for step in moves]
    if _moved(bodies[0].log, goes) != _moved(bodies[1].log, [step.new_span for step in moves]):
        return False
    entries = {entry.span.start: _entry(entry) for entry in bodies[1].log}
    reminders = {reminder.span.start: (reminder.due, reminder.done) for reminder in bodies[1].reminders}
    ends = [step.splice.end for step in made]
    old_entries = (entry for entry in bodies[0].log if not touches(entry.span, goes))
    old_reminders = (reminder for reminder in bodies[0].reminders if not touches(reminder.span, goes))
    return all(
        entries.get(_place(entry.span.start, made, ends)) == _entry(entry, _swaps(entry.span, made))
        for entry in old_entries
    ) and all(
        reminders.get(_place(reminder.span.start, made, ends)) == (reminder.due, reminder.done)
        for reminder in old_reminders
    )


def _moved(log: Iterable[LogEntry], spans: Sequence[Span]) -> Counter[Record]:
    """Return a count of the entries that change their places, with their texts."""
    return Counter((*_entry(entry), entry.text) for entry in log if touches(entry.span, spans))


def _entry(entry: LogEntry, swaps: Iterable[Swap] = ()) -> Record:
    """Return the day, the kind and the people of an entry, as they should be after swaps."""
    kind, people = visible(entry.kind), tuple(link.id for link in entry.others)
    for swap in swaps:
        if swap.kind == "kind" and visible(swap.old) == kind:
            kind = visible(swap.new.partition(":")[0])
        elif swap.kind == "link":
            people = tuple(_id(swap.new) if person == _id(swap.old) else person for person in people)
    return entry.date, kind, people


def _id(link: str) -> str:
    return link.partition("|")[0].partition("#")[0].removesuffix("\\").strip()


def _place(at: int, made: Sequence[Step], ends: Sequence[int]) -> int:
    """Return the offset of a place after the steps."""
    passed = bisect_right(ends, at)
    return at + (made[passed - 1].new_span.end - made[passed - 1].splice.end if passed else 0)


def _swaps(span: Span, made: Sequence[Step]) -> list[Swap]:
    first = bisect_right(made, span.end, key=lambda step: step.splice.start)
    swaps: list[Swap] = []
    for step in reversed(made[:first]):
        if step.splice.end < span.start:
            break
        swaps += [step.swap] if step.swap else []
    return swaps[::-1]


def touches(span: Span, spans: Sequence[Span]) -> bool:
    """Return whether one of sorted spans touches another."""
    index = bisect_right(spans, span.end, key=lambda other: other.start)
    return index > 0 and spans[index - 1].end >= span.start
