"""The references between files of a vault: the ids in front matter, and the nearest id for a wrong one."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from netkeep.check.facts import Facts
from netkeep.check.fix import Fix
from netkeep.model.body import Span
from netkeep.model.ids import MAX_ID
from netkeep.model.people import Contact
from netkeep.store.index.rows import PERSON_ID
from netkeep.text.document import Document
from netkeep.words import join_words

# Kinds of fact.
JOB_ID = "job id"
VALUE_LINK = "link in a value"
"""A link in brackets in a text of the front matter, or below ``x``; many lead to notes of other programs."""
_MOST_NAMED = 3
_NEAR_ENOUGH = 0.7


class Reference(NamedTuple):
    """An id in front matter: its key, the id, the kind of fact, and its place."""

    field: str
    id: str
    kind: str
    span: Span


def references(document: Document) -> Iterator[Reference]:
    """Yield every id in the front matter of a contact."""
    contact = document.item
    if not isinstance(contact, Contact):
        return
    if contact.introduced_by:
        yield Reference("introduced_by", contact.introduced_by, PERSON_ID, document.place("introduced_by"))
    for index, acquaintance in enumerate(contact.knows):
        yield Reference("knows", acquaintance.id, PERSON_ID, document.place("knows", index, "id"))
    for index, engagement in enumerate(contact.worked_with):
        yield Reference("worked_with", engagement.job, JOB_ID, document.place("worked_with", index, "job"))


class Mend(NamedTuple):
    """How a wrong id is to be mended, in words, and the fix, if there is one."""

    help: str
    fix: Fix | None = None


def meant(facts: Facts, wanted: str, kind: str | None, form: str) -> Mend | None:
    """Return how an id is to be mended that was renamed or is nearly another; ``form`` is how ids are shown.

    It is certain only where all renames lead to one file.
    """
    near = nearest(facts, wanted, kind)
    return renamed(facts, wanted, kind, form) or (Mend(f"did you mean {form.format(near)}?") if near else None)


def renamed(facts: Facts, wanted: str, kind: str | None, form: str) -> Mend | None:
    """Return how an id is to be mended that was renamed."""
    now = facts.renamed(wanted, kind)
    if len(now) == 1:
        return Mend(f"renamed to {form.format(now[0])}", Fix(target=now[0]))
    forms = join_words((form.format(id_) for id_ in now), _MOST_NAMED)
    return Mend(f"renamed to {forms}, on different clones: write the one that is meant") if now else None


def nearest(facts: Facts, wanted: str, kind: str | None = None) -> str | None:
    """Return the id in the vault that looks most like a wanted one."""
    return _nearest("-".join(wanted.lower().split())[:MAX_ID], facts.ids(kind))


@lru_cache(maxsize=4096)
def _nearest(wanted: str, ids: tuple[str, ...]) -> str | None:
    """Return the nearest id; cached, as somebody who was deleted may be named in a thousand places."""
    size = len(wanted)
    # By their lengths alone most ids are too far away; difflib finds that out, too, but takes long for thousands.
    likely = [id_ for id_ in ids if 2 * min(size, len(id_)) >= _NEAR_ENOUGH * (size + len(id_))]
    near = get_close_matches(wanted, likely, n=1, cutoff=_NEAR_ENOUGH)
    return near[0] if near else None
