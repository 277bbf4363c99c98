"""Files gone wrong: every mutation of the vault's files that an editor, a merge, a disk or an enemy could make.

All of it is drawn from one random source, so that a number gives the same bytes each time.
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from netkeep.model.schema import FILE_KINDS, FileKind

Mutate = Callable[[random.Random, bytes, Sequence[bytes]], bytes]
_LARGEST = 20_000
# Pieces between blanks; what cannot stand between blanks follows below.
_MARKS = r"""
[ ] { } *a ' " ? ~ @ # [[ ]] <!-- --> $ ... 2024-06-31 0000-00-00 9999-12-31 NK304 NO 012 1e999 🙂 é ﬁ İ ٣ ² --02-29
"""
_PIECES = (
    *(mark.encode() for mark in (*_MARKS.split(), "1" * 5000, "a" * 3000)),
    *(b"--- ", b"---\n", b"\n", b"\r\n", b"\r", b"\t", b"- ", b": ", b"&a ", b"!!x ", b"<<: ", b"|\n", b">-\n"),
    *(
        b"%YAML 9",
        b"## Log\n",
        b" with ",
        b"```\n",
        b"<<<<<<< ",
        b"- [ ] ",
        b"\0",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xc0\x80",
    ),
    *(letter.encode() for letter in "\x85\u2028\ufeff\u0301\u202e\u200b\U000e0041\U0010ffff"),
)
# One value a line; "\n" in a line stands for a line end.
_VALUES = tuple(
    value.replace("\\n", "\n").encode()
    for value in r"""
[]
{}
''
null
some words
[one, two]
2024-06-31
2021
12:30
+44 1
ada@home.example
https://www.example.org/a
[[ada-example]]
'[[ada-example]]'
{a: {b: {c: d}}}
[a, {b: c}]
[[[[[[[[[a]]]]]]]]]
\n  - a\n  - b: c
|\n  a\n  b
>+\n  a\n\n
&a [*a]
*a
!!python/object:os.system x
!!timestamp foo
0x1F
.inf
"\x00 \ud800 \U0010ffff"
- - - a
\n? a\n: b
% percent
0001-01-01
9999-12-31
9999 years
--02-30
NK999
""".strip().split("\n")
)


class Mutant(NamedTuple):
    """A file gone wrong: which kind it is read as, how it was made, and its bytes."""

    kind: FileKind
    how: str
    data: bytes


def sources(folder: Path) -> tuple[bytes, ...]:
    """Return the files to begin with: those of a vault."""
    return tuple(path.read_bytes() for path in sorted(folder.rglob("*.md")) if path.name != "README.md")


def mutant(number: int, seed: int, files: Sequence[bytes], yaml: Sequence[bytes] = ()) -> Mutant:
    """Return the mutant of a number."""
    rng = random.Random(f"{seed}:{number}")  # noqa: S311 (repeatable, not secret)
    how = rng.choice([*_WEIGHTED, "yaml suite"] if yaml else _WEIGHTED)
    data = rng.choice(files)
    if how == "yaml suite":
        data = b"---\nname: Ada\n" * rng.randrange(2) + b"---\n" + rng.choice(yaml) + b"\n---\n" + _body(data)
        data = _bytes(rng, data, files) if rng.random() < 0.3 else data
    else:
        for _ in range(rng.choice((1, 1, 2, 3))):
            data = _MUTATIONS[how](rng, data, files)
    return Mutant(rng.choice(FILE_KINDS), how, data[:_LARGEST] if how != "bombs" else data)


def _bytes(rng: random.Random, data: bytes, files: Sequence[bytes]) -> bytes:
    """Put in, take out and write over single bytes and telling pieces."""
    del files
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        at = rng.randrange(len(data) + 1)
        put = rng.choice(
            (rng.choice(_PIECES), bytes([rng.randrange(32, 127)]), rng.randbytes(rng.choice((0, 0, 0, 2))))
        )
        data = data[:at] + put + data[at + rng.choice((0, 0, 1, 2, 30)) :]
    return data[: rng.randrange(len(data) + 1)] if rng.random() < 0.1 else data


def _lines(rng: random.Random, data: bytes, files: Sequence[bytes]) -> bytes:
    """Drop, double, move, indent and join whole lines, and change their ends."""
    lines = data.splitlines(keepends=True) or [b""]
    other = rng.choice(files).splitlines(keepends=True)
    for _ in range(rng.choice((1, 2, 5))):
        at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
        line = lines[at]
        changed: tuple[list[bytes], ...] = (
            [],
            [line, lines[to]],
            [rng.choice((b" ", b"    ", b"\t", b"- ")) + line],
            [line.strip()],
            [line, rng.choice(other)],
            [line.rstrip(b"\r\n") + rng.choice((b"\r\n", b"\r", b"\n"))],
        )
        lines[at : at + 1] = rng.choice(changed) or ([] if len(lines) > 1 else [b""])
    return b"".join(lines)


def _structure(rng: random.Random, data: bytes, files: Sequence[bytes]) -> bytes:
    """Return a key of the front matter a value of another shape, or write the value under another key."""
    del files
    lines = data.split(b"\n")
    end = lines.index(b"---", 1) if b"---" in lines[1:] else len(lines)
    for _ in range(rng.choice((1, 2, 4))):
        at = rng.randrange(end)
        key, colon, value = lines[at].partition(b":")
        names = list(rng.choice(FILE_KINDS).shape.fields)
        other = rng.choice((key, key, key, rng.choice(names).encode(), b"? " + key, b"'" + key + b"'", b"<<"))
        lines[at] = other + colon + rng.choice((value, b" " + rng.choice(_VALUES)))
    return b"\n".join(lines)


def _splice(rng: random.Random, data: bytes, files: Sequence[bytes]) -> bytes:
    """Join the beginning of one file and the end of another, or one's front matter and another's body."""
    other = rng.choice(files)
    if rng.random() < 0.3:
        return data[: len(data) - len(_body(data))] + _body(other)
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def _bombs(rng: random.Random, data: bytes, files: Sequence[bytes]) -> bytes:
    """Write what is small on disk and large in memory: deep nesting, aliases of aliases, merge keys, long runs."""
    del files
    many = rng.choice((9, 100, 3000))
    levels = range(1, rng.randrange(2, 40))
    bomb = rng.choice(
        (
            b"x: " + b"[" * many,
            b"x: " + b"{a: " * many,
            b"- " * many,
            b"? " * many,
            b"a0: &a0 [x]\n" + b"".join(b"a%d: &a%d [%s]\n" % (n, n, b"*a%d, " % (n - 1) * 9) for n in levels),
            b"a0: &a0 {x: 1}\n" + b"".join(b"a%d: &a%d {<<: [%s]}\n" % (n, n, b"*a%d, " % (n - 1) * 9) for n in levels),
            b"tags: [" + b"a, " * many + b"]",
            b"".join(b"key%d: 1\n" % n for n in range(many)),
            b"name: '" + b"''" * many,
            rng.choice(_PIECES) * many,
        ),
    )
    body = _body(data) if rng.random() < 0.5 else (rng.choice(_PIECES) * many)
    return b"---\nname: Ada\n" + bomb + b"\n---\n" + body


def _body(data: bytes) -> bytes:
    return data.split(b"\n---\n", 1)[-1]


_MUTATIONS: dict[str, Mutate] = {
    "bytes": _bytes,
    "lines": _lines,
    "structure": _structure,
    "splices": _splice,
    "bombs": _bombs,
}
_WEIGHTED = [*_MUTATIONS, "bytes", "lines", "structure", "structure"]
