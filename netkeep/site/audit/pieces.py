"""Large files, read again after every edit: what stood in them before, beside the same, is not read once more."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

LARGE = 50_000
"""Files of so many bytes are known by their pieces; what is smaller is soon read."""
_ENDS = {"html": b"</a>", "js": b"],["}
_BESIDE = 1
_Pairs = frozenset[tuple[bytes | None, bytes | None]]


class Pieces:
    """Knows the pieces of large files, each with the one after it, as an audit that found nothing has met them."""

    def __init__(self) -> None:
        self._known: dict[str, _Pairs] = {}

    def new(self, path: str, data: bytes) -> list[bytes] | None:
        """Give rows of pieces that did not stand so in a file before, each with those around it; and keep all.

        None stands for a file of which nothing is known.
        """
        end = _ENDS.get(path.rpartition(".")[2])
        if end is None or len(data) < LARGE:
            self._known.pop(path, None)
            return None
        pieces = data.split(end)
        pairs = list(pairwise((*pieces, None)))
        known, self._known[path] = self._known.get(path), frozenset(pairs)
        if known is None:
            return None
        return [end.join(pieces[start:stop]) for start, stop in _rows([pair not in known for pair in pairs])]


def _rows(new: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Give where rows of new pairs begin and end, in pieces; those that would meet are one."""
    start = stop = 0
    for at in (at for at, is_new in enumerate(new) if is_new):
        if stop and at - _BESIDE > stop:
            yield start, stop
            stop = 0
        start, stop = (start if stop else max(at - _BESIDE, 0)), at + 2 + _BESIDE
    if stop:
        yield start, stop
