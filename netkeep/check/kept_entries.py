"""What happened, before and after a fix: no entry says otherwise when, of which kind or with whom it was."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from netkeep.check.fix import Swap
from netkeep.check.kept_words import Step, visible
from netkeep.model.body import Body, LogEntry, Span
from netkeep.text.document import Document

Said = tuple[object, ...]


def same_history(before: Document, after: Document, made: Sequence[Step]) -> bool:
    """Return whether every entry and reminder is still there and says what it said, but for what the steps declare."""
    bodies = [one.item.body if one.item else Body() for one in (before, after)]
    moves = [step for step in made if step.swap and step.swap.what == "moved"]
    goes = [Span(*step.splice[:2]) for step in moves]
    if _moved(bodies[0].log, goes) != _moved(bodies[1].log, [step.after for step in moves]):
        return False
    entries = {one.span.start: _entry(one) for one in bodies[1].log}
    reminders = {one.span.start: (one.due, one.done) for one in bodies[1].reminders}
    ends = [step.splice.end for step in made]
    told = (one for one in bodies[0].log if not touches(one.span, goes))
    asked = (one for one in bodies[0].reminders if not touches(one.span, goes))
    return all(
        entries.get(_place(one.span.start, made, ends)) == _entry(one, _swaps(one.span, made)) for one in told
    ) and all(reminders.get(_place(one.span.start, made, ends)) == (one.due, one.done) for one in asked)


def _moved(log: Iterable[LogEntry], spans: Sequence[Span]) -> Counter[Said]:
    """Count the entries that change their places, with their texts."""
    return Counter((*_entry(one), one.text) for one in log if touches(one.span, spans))


def _entry(entry: LogEntry, swaps: Iterable[Swap] = ()) -> Said:
    """Return when an entry was, its kind and who was there, as they are to be after swaps."""
    kind, people = visible(entry.kind), tuple(link.id for link in entry.others)
    for swap in swaps:
        if swap.what == "kind" and visible(swap.old) == kind:
            kind = visible(swap.new.partition(":")[0])
        elif swap.what == "link":
            people = tuple(_id(swap.new) if person == _id(swap.old) else person for person in people)
    return entry.date, kind, people


def _id(link: str) -> str:
    return link.partition("|")[0].partition("#")[0].removesuffix("\\").strip()


def _place(at: int, made: Sequence[Step], ends: Sequence[int]) -> int:
    """Return where a place is after the steps."""
    found = bisect_right(ends, at)
    return at + (made[found - 1].after.end - made[found - 1].splice.end if found else 0)


def _swaps(span: Span, made: Sequence[Step]) -> list[Swap]:
    first = bisect_right(made, span.end, key=lambda step: step.splice.start)
    found: list[Swap] = []
    for step in reversed(made[:first]):
        if step.splice.end < span.start:
            break
        found += [step.swap] if step.swap else []
    return found[::-1]


def touches(span: Span, spans: Sequence[Span]) -> bool:
    """Return whether one of sorted spans touches another."""
    found = bisect_right(spans, span.end, key=lambda one: one.start)
    return found > 0 and spans[found - 1].end >= span.start
