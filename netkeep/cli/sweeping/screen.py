"""What a sweep shows: coverage, questions, help, and its result."""

from collections.abc import Iterator, Sequence
from datetime import date

import click

from netkeep.cli.bars import bar
from netkeep.cli.layout import hang, reading_width, wrap
from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import clean, pad, width
from netkeep.cli.sweeping.answer import KEYS
from netkeep.model.jobs import Job
from netkeep.network.coverage import Group
from netkeep.network.sweeping.question import Question
from netkeep.store.captures import Capture
from netkeep.words import ahead, join_words, on_day, to_you

_BAR = 24
_INDENT = 4


def opening(job: Job, today: date) -> str:
    """Return the first line: the job, and when it ends where that is known."""
    ends = job.end.latest() if job.end else None
    when = "" if ends is None else f", {'ended' if ends < today else 'ends'} {ahead(ends, today)}"
    return heading(f"{clean(job.org)}{when}: whom have you missed?")


def table(groups: Sequence[Group], previous: Sequence[Group] | None = None) -> Iterator[str]:
    """Yield the coverage line by line; with ``previous``, also what each group has gained since."""
    shown = [group for group in groups if group.people or group.name != "not said"]
    most = max((len(group.people) for group in shown), default=0)
    previous_counts = {group.name: len(group.people) for group in previous or ()}
    yield quiet(f"  {'':13}captured  {'in touch':>12}")
    for group in shown:
        count = len(group.people)
        more = count - previous_counts.get(group.name, count)
        full = bar(count, most, _BAR) if count else quiet("nobody yet")
        line = f"  {group.name:13}{count:8}  {group.remembering if count else '':>12}  {full}"
        yield line + (click.style(f" +{more}", fg="green", bold=True) if more > 0 else "")


def question(number: int, question: Question, today: date) -> Iterator[str]:
    """Yield a question, and why it is asked."""
    first, *more = wrap(question.text, reading_width() - _INDENT)
    yield f"{number:>2}  {heading(first)}"
    yield from (" " * _INDENT + heading(line) for line in more)
    why = clean(", ".join(filter(None, (question.why, on_day(question.day, today) if question.day else ""))))
    yield from (" " * _INDENT + quiet(line) for line in (wrap(why, reading_width() - _INDENT) if why else ()))
    hint = _hint(question)
    if hint:
        yield " " * _INDENT + quiet(hint)


def _hint(question: Question) -> str:
    if question.names_somebody:
        return "y yes · y, p yes, a peer · Enter no"
    return "" if question.relation else "NAME, p is a peer; ? shows the other keys"


def prompt(seconds: float, words: str) -> str:
    """Return the prompt with the time left."""
    left = max(0, int(seconds))
    clock = f"{left // 60}:{left % 60:02}"
    shown = click.style(clock, fg="yellow" if left < 60 else "cyan")  # noqa: PLR2004 (the last minute)
    return f"    {shown} {quiet(f'{words} ') if words else ''}› "


def capture_line(capture: Capture, relation: str | None) -> str:
    """Return the line that says who was captured."""
    name = clean(capture.name)
    suffix = f", {to_you(relation)}" if relation else ""
    if capture.new:
        return f"    {click.style('+', fg='green', bold=True)} {name}{suffix}  {quiet(clean(capture.path))}"
    return f"    {click.style('=', fg='green', bold=True)} {name}{suffix}; {quiet('was in the vault already')}"


def paragraph(label: str, words: str) -> Iterator[str]:
    """Yield a text below a label in bold."""
    first, *more = wrap(f"{label}: {words}", reading_width())
    yield heading(first[: len(label) + 1]) + first[len(label) + 1 :]
    yield from more


def note(words: str) -> Iterator[str]:
    """Yield a remark below a question."""
    return (" " * _INDENT + line for line in wrap(words, reading_width() - _INDENT))


def keys() -> str:
    """Return the keys in one line."""
    return quiet("A name is enough. Enter skips · ? help · u undo · s stop; all is kept as you go.")


def help_lines() -> Iterator[str]:
    """Yield the explanation of the keys."""
    relations = ", ".join(f"{key} {relation}" for key, relation in KEYS.items())
    rows = {
        "NAME": "captures somebody. Tab completes people who are in the vault already.",
        "NAME, p": f"says what they are to you here: {relations}.",
        "NAME, p, X, Y": "title X, team Y; for vendors, customers, recruiters: organisation X, title Y.",
        "Enter": "goes to the next question.",
        "y": "yes, where a question names somebody; 'y, p' also says what they are.",
        "u": "takes back the last capture.",
        "s": "stops; so do q, Ctrl-D and Ctrl-C. Each capture was written when you made it.",
    }
    for key, words in rows.items():
        yield from hang(f"    {key}", words, indent=19, room=reading_width())


def summary(captures: Sequence[Capture]) -> str:
    """Return a sentence on whom a sweep captured."""
    if not captures:
        return "Nobody new, and that is worth knowing too."
    new = [clean(capture.name) for capture in captures if capture.new]
    existing = [clean(capture.name) for capture in captures if not capture.new]
    parts = [f"{len(new)} new: {join_words(new)}"] if new else []
    parts += [f"now also in this job: {join_words(existing)}"] if existing else []
    return f"{'; '.join(parts)}."


def numbered_choices(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield numbered choices."""
    widest = max((width(clean(name)) for name, _ in rows), default=0)
    for number, (name, detail) in enumerate(rows, 1):
        yield (
            f"    {number}  {pad(clean(name), widest)}  {quiet(clean(detail))}"
            if detail
            else f"    {number}  {clean(name)}"
        )
