"""The lines of files: what was read before is not read again, for pages share most of theirs."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import compress, count, pairwise

_SHORT = 48  # a digest takes as much room
_LONG = 4096
_MOST_GAPS = 8


class Lines:
    """Knows the lines that it was given: short ones and those that came twice by themselves, others by a digest."""

    def __init__(self) -> None:
        self._known: set[bytes] = set()
        self._digests: set[bytes] = set()
        self._frame: Sequence[bytes] = ()

    def new(self, data: bytes) -> Iterator[bytes]:
        """Yield rows of lines that did not come yet, each with the lines around it."""
        gaps = _gaps(data, self._frame)
        if gaps:
            unknown = self._unknown(data[start:end] for start, end in gaps)
            yield from (_with_neighbours(data, start, end) for start, end in gaps if data[start:end] in unknown)
        else:
            yield from self._rows(data.split(b"\n"))

    def _rows(self, lines: list[bytes]) -> Iterator[bytes]:
        unknown = self._unknown(lines)
        numbers = list(compress(count(), map(unknown.__contains__, lines)))
        self._frame = _frame(lines, numbers)
        start = 0
        for at, number in enumerate(numbers):
            if at + 1 == len(numbers) or numbers[at + 1] > number + 1:
                yield b"\n".join(lines[max(numbers[start] - 1, 0) : number + 2])
                start = at + 1

    def _unknown(self, lines: Iterable[bytes]) -> set[bytes]:
        return {line for line in set(lines) - self._known if self._is_new(line)}

    def _is_new(self, line: bytes) -> bool:
        """Return whether a line did not come yet, and keep it."""
        mark = line if len(line) <= _SHORT else blake2b(line, digest_size=16).digest()
        new = len(line) <= _SHORT or mark not in self._digests
        if len(line) <= _SHORT or (not new and len(line) <= _LONG):
            self._known.add(line)
        elif new:
            self._digests.add(mark)
        return new


def _frame(lines: Sequence[bytes], numbers: Sequence[int]) -> Sequence[bytes]:
    """Return what stands around the new lines of a file, if they are few: the next file often has the same."""
    parts = [lines[before + 1 : after] for before, after in pairwise((-1, *numbers, len(lines)))]
    if not 1 < len(parts) <= _MOST_GAPS or not all(parts):
        return ()
    first, *middle, last = parts
    between = [b"\n".join((b"", *part, b"")) for part in middle]
    return (b"\n".join((*first, b"")), *between, b"\n".join((b"", *last)))


def _gaps(data: bytes, frame: Sequence[bytes]) -> list[tuple[int, int]]:
    """Return where the lines stand that a file has in a frame; none where it has another frame."""
    gaps: list[tuple[int, int]] = []
    end = 0
    for part in frame:
        if end < 0 or not data.startswith(part, end):
            return []
        start = end + len(part)
        end = data.find(b"\n", start)
        gaps.append((start, end))
    return gaps[:-1] if gaps and gaps[-1][0] == len(data) else []


def _with_neighbours(data: bytes, start: int, end: int) -> bytes:
    after = data.find(b"\n", end + 1)
    return data[data.rfind(b"\n", 0, start - 1) + 1 : after if after >= 0 else len(data)]
