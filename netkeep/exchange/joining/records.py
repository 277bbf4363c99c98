"""What sources said of a person who is joined to another, named anew or forgotten: the lines of ``imports/``."""

from collections.abc import Callable, Iterator
from pathlib import Path

from netkeep.exchange.merging.base import Base, read_base, sources
from netkeep.store.batch import Record
from netkeep.text.source import digest


def bases(root: Path, person: str) -> Iterator[Base]:
    """Yield what each source last said, of the sources that spoke of somebody or named them."""
    return (base for source in sources(root) if (base := read_base(root, source)).names(person))


def renamed(root: Path, old: str, new: str) -> list[Record]:
    """Return the files of the sources that spoke of ``old``, as if they had spoken of ``new``."""
    return _changed(root, old, lambda base: base.renamed(old, new))


def without(root: Path, person: str) -> list[Record]:
    """Return the files of the sources that spoke of somebody, as if they had not."""
    return _changed(root, person, lambda base: base.without(person))


def _changed(root: Path, person: str, change: Callable[[Base], Base]) -> list[Record]:
    found = list(bases(root, person))
    return [(base.path, change(base).text().encode(), digest((root / base.path).read_bytes())) for base in found]
