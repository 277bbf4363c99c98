"""The lines of ``imports/`` about a person who is joined to another, renamed or forgotten."""

from collections.abc import Callable, Iterator
from pathlib import Path

from netkeep.exchange.merging.base import Base, read_base, sources
from netkeep.store.batch import Record
from netkeep.text.source import digest


def bases(root: Path, person: str) -> Iterator[Base]:
    """Yield the base of each source that has a record of somebody or names them."""
    return (base for source in sources(root) if (base := read_base(root, source)).names(person))


def renamed(root: Path, old: str, new: str) -> list[Record]:
    """Return the bases that mention ``old``, as files that mention ``new`` instead."""
    return _changed(root, old, lambda base: base.renamed(old, new))


def without(root: Path, person: str) -> list[Record]:
    """Return the bases that mention somebody, as files that no longer do."""
    return _changed(root, person, lambda base: base.without(person))


def _changed(root: Path, person: str, change: Callable[[Base], Base]) -> list[Record]:
    affected = list(bases(root, person))
    return [(base.path, change(base).text().encode(), digest((root / base.path).read_bytes())) for base in affected]
