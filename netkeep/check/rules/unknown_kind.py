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
from difflib import get_close_matches

from netkeep.check.fix import Fix
from netkeep.check.rule import Finding, Rule
from netkeep.config import Settings
from netkeep.model.body import LogEntry, Span
from netkeep.model.kinds import JOB_KINDS_OF_ENTRY
from netkeep.model.work import Job
from netkeep.text.document import Document
from netkeep.text.edit import Splice

_BULLET_AND_DATE = re.compile(r"[-*+][ \t]+\S{10}[ \t]+")


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    in_job = isinstance(document.item, Job)
    names = (*settings.kinds.names(), *sorted(JOB_KINDS_OF_ENTRY if in_job else ()))
    for entry in document.item.body.log if document.item else ():
        if not settings.kinds.known(entry.kind, in_job=in_job):
            near, place = get_close_matches(entry.kind.lower(), names, n=1), _place(document, entry)
            fix = _fix(entry, place, near[0]) if near else None
            yield Finding(place, "no kind of log entry is called this", _help(near), fix=fix)


def _place(document: Document, entry: LogEntry) -> Span:
    text = document.source.text if document.source else ""
    match = _BULLET_AND_DATE.match(text, *entry.span)
    words = re.compile(r"[ \t]+".join(map(re.escape, entry.kind.split())))
    kind = words.match(text, match.end()) if match else None
    return Span(*kind.span()) if kind else entry.span


def _fix(entry: LogEntry, place: Span, near: str) -> Fix | None:
    """Write the kind that looks most like it: certain where only the case differs."""
    if place == entry.span:
        return None
    return Fix((Splice(*place, near),), safe=entry.kind.lower() == near)


def _help(near: list[str]) -> str:
    hint = f"did you mean {near[0]!r}? Else " if near else ""
    return f"{hint}put words of your own behind a colon: '- 2024-05-20 note: …'; netkeep.toml can add kinds"


RULE = Rule("NK302", "unknown-kind", __name__, _check)
