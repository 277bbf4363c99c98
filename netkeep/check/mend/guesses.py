"""Guesses what a value is meant to be, by the kind of its field; for values mended along with their key or brackets."""

from netkeep.check.fix import Fix
from netkeep.check.mend import reach, times, words
from netkeep.check.mend.nodes import fits, with_text
from netkeep.check.mend.values import Guess, Meant, in_place
from netkeep.model.shapes import Record, Shape, Value
from netkeep.text.document import Document
from netkeep.text.scalars import changed_by_others
from netkeep.text.tree import Scalar

_GUESSES: dict[str, Guess] = {
    "email": reach.email,
    "phone": reach.phone,
    "url": reach.url,
    "domain": reach.domain,
    "id": words.ident,
    "code": words.code,
    "date": times.day,
    "birthday": times.day,
    "partial date": times.day,
    "duration": times.duration,
    "cadence": times.duration,
    "timezone": times.zone,
}


def as_is_or_meant(document: Document, scalar: Scalar, shape: Shape) -> Fix | None:
    """Return the fix that makes a single value fit a field; it may be empty."""
    if fits(scalar, shape):
        return Fix()
    meant = _as_text(scalar) if fits(with_text(scalar, scalar.value), shape) else _guess(document, scalar, shape)
    if not meant or not fits(with_text(scalar, meant.text), shape):
        return None
    return in_place(document, scalar, meant.text, safe=meant.certain)


def _as_text(scalar: Scalar) -> Meant:
    """Return a value as it is written; only the owner knows whether ``false`` and ``null`` are meant that way."""
    return Meant(scalar.value, certain=changed_by_others(scalar) not in {"true or false", "nothing at all"})


def _guess(document: Document, scalar: Scalar, shape: Shape) -> Meant | None:
    kind = shape.fields[shape.short] if isinstance(shape, Record) and shape.short else shape
    guess = _GUESSES.get(kind.kind) if isinstance(kind, Value) else None
    return guess(scalar.value.strip(), document) if guess else None
