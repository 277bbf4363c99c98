"""Rows for other programs: any fields of a person as tab-separated values, CSV, JSON or an aligned table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import click

from netkeep.cli.context import Context
from netkeep.cli.layout import on_terminal
from netkeep.cli.output import print_json, print_table
from netkeep.cli.parameters import CONDITION
from netkeep.cli.printable import clean

_Command = TypeVar("_Command", bound=Callable[..., object])
_SEVERAL = "; "
if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from netkeep.model.people import Contact

    _Type = click.ParamType[tuple[str, ...]]
else:  # generic since Click 8.4 only
    _Type = click.ParamType
FORMATS = ("text", "tsv", "csv", "json")

where_option = click.option(
    "--where",
    "conditions",
    type=CONDITION,
    multiple=True,
    metavar="EXPR",
    help="Only people who match; 'netkeep list --help' explains it. May be repeated.",
)


class Row(NamedTuple):
    """A line of a table: a person, if it is about one, and what the command says itself, by the name of its column."""

    contact: "Contact | None"
    own: Mapping[str, str]


class Table(NamedTuple):
    """How to print rows: ``kind`` and ``key`` name the JSON and its list."""

    kind: str
    key: str
    style: str
    columns: Sequence[str]


class _Columns(_Type):
    name = "columns"

    def __init__(self, own: tuple[str, ...]) -> None:
        self._own = own

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Read the names, or fail with the fields there are."""
        from netkeep.network.values import field_name

        if isinstance(value, tuple):
            return value
        names = [name for text in str(value).split(",") if (name := text.strip())]
        try:
            return tuple(name if name in self._own else field_name(name) for name in names)
        except ValueError as error:
            own = f"; and for this command: {', '.join(self._own)}" if self._own else ""
            self.fail(f"{error}{own}", param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Return the names that the last part of the list may become."""
        from click.shell_completion import CompletionItem

        from netkeep.network.values import NAMES

        del ctx, param
        chosen, comma, begin = incomplete.rpartition(",")
        return [CompletionItem(f"{chosen}{comma}{name}") for name in (*self._own, *NAMES) if name.startswith(begin)]


def table_options(*own: str, formats: Sequence[str] = FORMATS) -> Callable[[_Command], _Command]:
    """Return a decorator that adds ``--columns`` and ``--format``; ``own`` are columns that the command adds."""

    def decorate(command: _Command) -> _Command:
        named = f", and {', '.join(own)}" if own else ""
        command = click.option(
            "--format", "style", type=click.Choice(formats), default="text", help="For people, or for programs."
        )(command)
        return click.option(
            "--columns",
            type=_Columns(own),
            metavar="NAMES",
            help=f"Columns, with commas between them: fields of a person{named}.",
        )(command)

    return decorate


def print_rows(context: Context, table: Table, rows: Iterable[Row]) -> None:
    """Print rows with the chosen columns, the names of the columns first in what another program reads."""
    from netkeep.exchange.cells import one_line

    if table.style == "json":
        records = [{name: _value(context, row, name) for name in table.columns} for row in rows]
        print_json(table.kind, {"today": context.today.isoformat(), table.key: records})
        return
    cells = [[one_line(_SEVERAL.join(_texts(context, row, name))) for name in table.columns] for row in rows]
    if table.style == "text":
        if cells:
            print_table(cells)
        return
    text = _WRITERS[table.style]([list(table.columns), *cells])
    click.echo("".join(f"{clean(line)}\n" for line in text.splitlines()) if on_terminal() else text, nl=False)


def _texts(context: Context, row: Row, name: str) -> list[str]:
    from netkeep.network.values import has_one_value, values

    if name in row.own or row.contact is None:
        return [text] if (text := row.own.get(name)) else []
    texts = values(context.vault, row.contact, name, context.today)
    return texts[:1] if has_one_value(name) else texts


def _value(context: Context, row: Row, name: str) -> str | list[str] | None:
    from netkeep.network.values import has_one_value

    texts = _texts(context, row, name)
    return next(iter(texts), None) if name in row.own or has_one_value(name) else texts


def _tsv(rows: Iterable[Sequence[str]]) -> str:
    return "".join("\t".join(cells) + "\n" for cells in rows)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    import csv
    import io

    from netkeep.exchange.cells import guarded

    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([guarded(cell) for cell in cells] for cells in rows)
    return text.getvalue()


_WRITERS: Mapping[str, Callable[[Iterable[Sequence[str]]], str]] = {"tsv": _tsv, "csv": _csv}
