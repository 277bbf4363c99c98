"""Printing: tables, headings, and JSON with a version."""

import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence

import click

from netkeep.cli.layout import columns, fold
from netkeep.cli.printable import SAFE_FORMATS, clean, pad, width


def print_table(rows: Sequence[Sequence[str]], *, indent: str = "") -> None:
    """Print rows in aligned columns; the last one is not padded."""
    for line in table_lines(rows):
        click.echo((indent + line).rstrip())


def table_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines with aligned columns."""
    cleaned = [[clean(cell) for cell in row] for row in rows]
    widths = [max(map(width, column)) for column in zip(*cleaned, strict=True)]
    padded = ([pad(cell, columns) for cell, columns in zip(row, widths, strict=True)] for row in cleaned)
    return ["  ".join(cells).rstrip() for cells in padded]


def print_json(kind: str, values: Mapping[str, object]) -> None:
    """Print a documented, versioned record."""
    print_record({"format": f"netkeep.{kind}", "version": 1, **values})


def print_record(values: Mapping[str, object] | Sequence[object]) -> None:
    """Print JSON, never coloured; invisible characters are escaped the way JSON does it."""
    all_ascii = "utf" not in (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    text = json.dumps(values, ensure_ascii=all_ascii, indent=2)
    click.echo(re.sub(r"[^\n -~]", _escaped, text))


def _escaped(match: re.Match[str]) -> str:
    shown = match[0].isprintable() or match[0] in SAFE_FORMATS
    return match[0] if shown else json.dumps(match[0])[1:-1]


def say(text: str, *, err: bool = False) -> None:
    """Print a message, or an error; on a terminal in lines that do not break within a word."""
    stream = sys.stderr if err else sys.stdout
    lines = text.split("\n")
    if stream.isatty():
        lines = [piece for line in lines for piece in fold(line, columns())]
    click.echo("\n".join(lines), err=err)


def print_line(line: str) -> None:
    """Print a line of a file: raw for a program, without control characters on a terminal."""
    shown = clean(line.removesuffix("\n")) + "\n" if sys.stdout.isatty() else line.encode("utf-8", "backslashreplace")
    click.echo(shown, nl=False)


def page(lines: Iterable[str]) -> None:
    """Print lines, on a terminal through the owner's pager, which less leaves at once where all fits the screen."""
    if sys.stdout.isatty():
        os.environ.setdefault("LESS", "FRX")  # as git sets it
        # Click ends the last line itself.
        shown = (piece for line in lines for piece in fold(line, columns()))
        click.echo_via_pager(f"\n{line}" if number else line for number, line in enumerate(shown))
        return
    for line in lines:
        click.echo(line)


def heading(text: str) -> str:
    """Return a text styled as a heading."""
    return click.style(text, bold=True)


def quiet(text: str) -> str:
    """Return a text styled as less important."""
    return click.style(text, dim=True)
