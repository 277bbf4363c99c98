"""Collecting the facts about people for advice: who they are, when they were last heard of, and how to reach them."""

import re
from collections.abc import Iterator
from datetime import date

from netkeep.check.names import block, folded_name, generation
from netkeep.config import Settings
from netkeep.model.body import LogEntry, Span
from netkeep.model.dates import Never
from netkeep.model.jobs import Job, Organisation
from netkeep.model.kinds import act_and_favour
from netkeep.model.names import fold, org_key
from netkeep.model.people import Contact, Email
from netkeep.model.unnamed import is_unnamed
from netkeep.text.document import Document

PERSON, WATCHED = "person", "watched"
"""A person who is not archived; and the note of those that the owner means to stay in touch with."""
NAME, GENERATION, LOCATION = "name", "generation", "location"
"""A name or alias, by the key that two spellings of it share; a Jr. or III in it; and where somebody is."""
TOUCH, HEARD, ASKED = "touch", "heard", "asked"
"""By person: the last day of contact, the day on which the last news has faded, the last day of a request."""
LEAVING = "leaving"
"""A job with a known end: its organisation, and when it begins and ends."""
LOST, DOMAIN = "lost with the job", "domain"
"""The domain of an address, for somebody who has only addresses; and one of an organisation's domains."""
MENTION = "mention"
"""A name in a log that is no link, folded; the note is the name as it is written."""

RawFact = tuple[str, str, str, Span]
_WORK = "work"
_CAPTURED = frozenset({"connected", "imported"})
_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_MENTION = re.compile(rf"\b(?:[Ww]ith|[Mm]et|and)[ \t]+({_WORD}(?:[ \t]+{_WORD}){{1,2}})")
_LINK = re.compile(r"\[\[[^\[\]\n]*\]\]")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "easter", "christmas", "new")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)


def people_facts(document: Document, settings: Settings) -> Iterator[RawFact]:
    """Yield the facts of a file that could be read."""
    item = document.item
    if isinstance(item, Contact):
        yield from _of_contact(item, document)
    elif isinstance(item, Job) and item.end:
        start = item.start.earliest() if item.start else date.min
        yield LEAVING, org_key(item.org), f"{start} {item.end.latest()}", document.place("to")
    elif isinstance(item, Organisation):
        for index, domain in enumerate(item.domains):
            yield DOMAIN, domain, "", document.place("domains", index)
    if item is not None:
        yield from _of_log(item.body.log, document, settings)


def _of_contact(contact: Contact, document: Document) -> Iterator[RawFact]:
    names = [] if is_unnamed(contact) else [(contact.name, document.place("name"))]
    names += [(alias, document.place("aliases", index)) for index, alias in enumerate(contact.aliases)]
    for name, span in names:
        yield NAME, block(name), folded_name(name), span
        if suffix := generation(name):
            yield GENERATION, suffix, "", span
    if contact.archived:
        return
    yield PERSON, contact.id, WATCHED if _watched(contact) else "", document.place("name")
    if contact.location:
        yield LOCATION, fold(contact.location), "", document.place("location")
    if not contact.links and all(phone.label == _WORK for phone in contact.phones):
        for index, email in enumerate(contact.emails):
            yield LOST, _domain(email), email.label or "", document.place("emails", index, "address")


def _watched(contact: Contact) -> bool:
    """Return whether the owner means to stay in touch: not with people who were only captured on a service."""
    if contact.cadence is not None:
        return contact.cadence is not Never.NEVER
    kinds = {entry.kind for entry in contact.body.log}
    return bool(contact.worked_with) or not kinds or not kinds <= _CAPTURED


def _domain(email: Email) -> str:
    return email.address.rpartition("@")[2].casefold()


def _of_log(log: tuple[LogEntry, ...], document: Document, settings: Settings) -> Iterator[RawFact]:
    """Yield the names mentioned, and for each person only the last day of each kind of fact."""
    last: dict[tuple[str, str], LogEntry] = {}
    own = (document.stem,) if isinstance(document.item, Contact) else ()
    for entry in log:
        yield from _mentions(entry, document)
        for kind in _kinds(entry, settings):
            for person in (*own, *(link.id for link in entry.others)):
                if (kind, person) not in last or last[kind, person].date < entry.date:
                    last[kind, person] = entry
    for (kind, person), entry in last.items():
        day = settings.fades_after.after(entry.date) if kind == HEARD else entry.date
        yield kind, person, day.isoformat(), entry.span


def _kinds(entry: LogEntry, settings: Settings) -> Iterator[str]:
    yield HEARD
    if settings.kinds.counts(entry.kind):
        yield TOUCH
    if (act_and_favour(entry.kind) or ("",))[0] == "asked":
        yield ASKED


def _mentions(entry: LogEntry, document: Document) -> Iterator[RawFact]:
    if document.source is None:
        return
    text = document.source.text[entry.span.start : entry.span.end]
    if text.islower():  # then it holds no name, and this check is much quicker
        return
    for match in _MENTION.finditer(_LINK.sub(lambda link: "|" * len(link[0]), text)):
        words = match[1].split()
        while words and not words[-1][0].isupper():
            words.pop()
        if len(words) > 1 and all(map(_of_name, words)):
            start = entry.span.start + match.start(1)
            end = start + match[1].index(words[-1], match[1].index(words[-2]) + len(words[-2])) + len(words[-1])
            yield MENTION, fold(" ".join(words)), " ".join(words), Span(start, end)


def _of_name(word: str) -> bool:
    """Return whether a word may be part of a name: capitalised, not all in capitals, no day or month."""
    return word[0].isupper() and not word.isupper() and word.casefold() not in (*_DAYS, *_MONTHS)
