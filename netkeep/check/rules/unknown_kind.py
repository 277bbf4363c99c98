"""A log entry of a kind that nobody knows.

It would not count as contact, and no command would find it again. ``sweep`` and ``review`` belong into a job's log.

Bad:

    - 2024-05-20 cofee: The reorg.

Good:

    - 2024-05-20 coffee: The reorg.

To mend: write one of the known kinds, or add yours to ``kinds`` below ``[log]`` in ``netkeep.toml``.
"""

import re
from collections.abc import Iterator

from netkeep.check.fix import Fix, Swap
from netkeep.check.mend.slips import kind_before_names, slip_of
from netkeep.check.rule import Finding, Rule
from netkeep.config import Settings
from netkeep.model.body import LogEntry, Span
from netkeep.model.jobs import Job
from netkeep.model.kinds import JOB_KINDS_OF_ENTRY
from netkeep.text.document import Document
from netkeep.text.edit import Splice

_BULLET_AND_DATE = re.compile(r"[-*+][ \t]+\S{10}[ \t]+")


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    in_job = isinstance(document.item, Job)
    for entry in document.item.body.log if document.item else ():
        if not settings.kinds.is_valid(entry.kind, in_job=in_job):
            names = (*settings.kinds.names(), *sorted(JOB_KINDS_OF_ENTRY if in_job else ()))
            near, leading_kind = slip_of(entry.kind, names), kind_before_names(entry.kind, names)
            place = _place(document, entry)
            fix = _fix(document, entry, place, near) if near else _with_colon(document, entry, place, leading_kind)
            hint = near or (f"{leading_kind}: …" if leading_kind and fix else "")
            yield Finding(place, "there is no kind of log entry of this name", _help(hint), fix=fix)


def _place(document: Document, entry: LogEntry) -> Span:
    text = document.source.text if document.source else ""
    match = _BULLET_AND_DATE.match(text, *entry.span)
    words = re.compile(r"[ \t]+".join(map(re.escape, entry.kind.split())))
    kind = words.match(text, match.end()) if match else None
    return Span(*kind.span()) if kind else entry.span


def _fix(document: Document, entry: LogEntry, place: Span, near: str) -> Fix | None:
    """Return the fix that writes the kind that was meant: safe if only the case differs."""
    if place == entry.span:
        return None
    swap = Swap("kind", _text(document, place), near)
    return Fix((Splice(*place, near),), safe=entry.kind.lower() == near, swaps=(swap,))


def _with_colon(document: Document, entry: LogEntry, place: Span, kind: str | None) -> Fix | None:
    """Return the fix that puts a colon before the names behind a kind; they then become text."""
    if kind is None or entry.others or place == entry.span:
        return None
    words = _text(document, place)
    end = re.match(r"[ \t]+".join(["\\S+"] * len(kind.split())), words)
    if end is None:
        return None
    new = f"{kind}:{words[end.end() :]}"
    return Fix((Splice(*place, new),), safe=False, swaps=(Swap("kind", words, new),))


def _text(document: Document, place: Span) -> str:
    return document.source.text[slice(*place)] if document.source else ""


def _help(near: str) -> str:
    hint = f"did you mean {near!r}? Else " if near else ""
    return f"{hint}put words of your own after a colon: '- 2024-05-20 note: …'; netkeep.toml can add kinds"


RULE = Rule("NK302", "unknown-kind", __name__, _check, fixes="safe")
