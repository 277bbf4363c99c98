"""Comparing a mended file with the original: nothing may differ except what was mended."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import NamedTuple

from netkeep.check.fix import Fix
from netkeep.check.kept_entries import same_history, touches
from netkeep.check.kept_words import Step, lost_words, steps
from netkeep.model.body import Span
from netkeep.text.document import Document, Item, invisible
from netkeep.text.edit import Splice
from netkeep.text.tree import Mapping, Node, Scalar
from netkeep.text.tree import Sequence as List

_NAMES = {"from": "start", "to": "end"}  # keys with another name in the model


class Piece(NamedTuple):
    """Something that a file says, and its place."""

    span: Span
    says: tuple[object, ...]


def objection(before: Document, after: Document, fixes: Sequence[Fix], meant: Callable[[str], str] = str) -> str | None:
    """Return why a mended file may not be kept, or None if it says the same except for what was mended.

    Comments that ``meant`` makes equal count as equal.
    """
    made = steps(fixes)
    return _lost(before, after, made, meant) or _changed_meaning(before, after, made)


def objection_to_more(before: Document, after: Document, added: tuple[Splice, ...]) -> str | None:
    """Return why a file with added text may not be kept: no word is lost by that, but some may be read differently."""
    if not after.readable and before.readable:
        return "the file could no longer be read"
    return _changed_meaning(before, after, steps([Fix(added)]))


def _lost(before: Document, after: Document, made: Sequence[Step], meant: Callable[[str], str]) -> str | None:
    """Return which part of a file's text would be lost, in words."""
    if not after.readable and before.readable:
        return "the file could no longer be read"
    if _comments(before, meant) - _comments(after, meant):
        return "a comment would be lost"
    if before.source and after.source and lost_words(before.source.text, after.source.text, made):
        return "a word would be lost or changed that the fix does not name"
    return None


def _changed_meaning(before: Document, after: Document, made: Sequence[Step]) -> str | None:
    """Return which meaning of a file would change, in words."""
    if before.item is None or after.item is None:
        return None
    old, new = [Span(*step.splice[:2]) for step in made], [step.new_span for step in made]
    said, now = _rest(before, old), _rest(after, new, made)
    reads_more = any(step.swap and step.swap.kind == "heading" for step in made)
    if (Counter(said) - Counter(now)) if reads_more else said != now:
        return "it would change more than this"
    if _changed(before.item, after.item) - _touched_keys(before, old) - _touched_keys(after, new):
        return "it would change another value"
    return None if same_history(before, after, made) else "the log would say something else"


def _rest(document: Document, spans: Sequence[Span], back: Sequence[Step] = ()) -> list[Piece]:
    """Return what a file says outside of spans; with ``back``, at its places before these steps."""
    ends = [step.new_span.end for step in back]
    return [
        Piece(Span(*(_old_offset(at, back, ends) for at in piece.span)), piece.says)
        for piece in _pieces(document)
        if not touches(piece.span, spans)
    ]


def _old_offset(at: int, made: Sequence[Step], ends: Sequence[int]) -> int:
    """Return the offset that a place had before the steps."""
    passed = bisect_right(ends, at)
    return at + (made[passed - 1].splice.end - made[passed - 1].new_span.end if passed else 0)


def _pieces(document: Document) -> Iterator[Piece]:
    if document.tree:
        yield from (Piece(scalar.span, (scalar.value, scalar.style)) for scalar in _scalars(document.tree))
    if document.item:
        body = document.item.body
        yield from (Piece(link.span, (link.id, link.text)) for link in body.links)
        yield from (Piece(reminder.span, (reminder.due, reminder.text, reminder.done)) for reminder in body.reminders)
        yield from (Piece(entry.span, (entry.date, entry.kind, entry.text)) for entry in body.log)


def _scalars(node: Node) -> Iterator[Scalar]:
    """Yield every scalar of a tree, including keys, in the order of the file."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, List):
        for item in node.items:
            yield from _scalars(item)
    else:
        for key, value in node.entries:
            yield key
            yield from _scalars(value)


def _comments(document: Document, meant: Callable[[str], str]) -> Counter[str]:
    """Return a count of the comments of a file, in YAML and HTML, without invisible characters."""
    if document.source is None or document.frame is None or document.tree is None:
        return Counter()
    text = document.source.text
    comments = [*_of_yaml(text, document.frame.yaml, document.tree), *_of_html(text[document.frame.body :])]
    return Counter(_visible(meant(comment)) for comment in comments)


def _of_yaml(text: str, yaml: Span, tree: Mapping) -> Iterator[str]:
    """Yield the comments between the scalars, where a # begins one (YAML 1.2, 6.6)."""
    at = yaml.start
    for span in sorted([*(scalar.span for scalar in _scalars(tree)), Span(yaml.end, yaml.end)]):
        for line in text[at : span.start].splitlines():
            _, sign, words = line.partition("#")
            if sign:
                yield words.rstrip()
        at = max(at, span.end)


def _of_html(body: str) -> Iterator[str]:
    at = body.find("<!--")
    while at >= 0:
        end = body.find("-->", at)
        yield body[at : end if end >= 0 else len(body)].strip()
        at = body.find("<!--", end) if end >= 0 else -1


def _visible(text: str) -> str:
    """Return a comment without blanks and invisible characters, in which two comments may differ."""
    hidden = {match[0] for match in invisible(text)}
    return "".join(character for character in text if character not in hidden and not character.isspace())


def _changed(before: Item, after: Item) -> set[str]:
    """Return the names of the fields in which two items differ; the body is compared piece by piece."""
    names = [field.name for field in fields(before) if field.name not in {"id", "body"}]
    return {name for name in names if getattr(before, name) != getattr(after, name)}


def _touched_keys(document: Document, spans: Sequence[Span]) -> set[str]:
    """Return the fields of the top-level keys that the spans touch."""
    entries = document.tree.entries if document.tree else []
    touched = [key.value for key, value in entries if touches(Span(key.span.start, value.span.end), spans)]
    known_keys = document.kind.shape.fields
    return {_NAMES.get(name, name) if name in known_keys else "properties" for name in touched}
