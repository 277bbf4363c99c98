"""The manual pages, from what the commands say with ``--help``, and the completions, as files for a system.

``python -m netkeep.cli.manual share`` writes them; the wheel installs them below ``share``.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from textwrap import wrap
from typing import Final

import click
from click.shell_completion import get_completion_class

from netkeep import __version__
from netkeep.cli.group import cli

COMPLETIONS: Final = {
    "bash": "bash-completion/completions/netkeep",
    "zsh": "zsh/site-functions/_netkeep",
    "fish": "fish/vendor_completions.d/netkeep.fish",
}
"""Where each shell looks for the completion of a program, below ``share``."""
_WIDTH: Final = 70
_DATE: Final = "2026-11-30"
_AS_IT_IS: Final = "\b"
"""How a help text marks a paragraph whose lines stay as they are."""
_EXAMPLES: Final = re.compile(r"Examples?:\n(.*)", re.DOTALL)


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page: of netkeep, of every command, and of every command of a group."""
    for ctx in contexts():
        yield f"{_page_name(ctx)}.1", "\n".join(_lines(ctx)) + "\n"


def contexts() -> Iterator[click.Context]:
    """Yield the context of netkeep, of every command, and of every command of a group."""
    yield from _with_all_below(click.Context(cli, info_name="netkeep", **cli.context_settings))


def _with_all_below(ctx: click.Context) -> Iterator[click.Context]:
    yield ctx
    yield from (context for below in _below(ctx) for context in _with_all_below(below))


def _below(ctx: click.Context) -> list[click.Context]:
    """Return the contexts of a group's commands."""
    group = ctx.command
    if not isinstance(group, click.Group):
        return []
    commands = ((name, group.get_command(ctx, name)) for name in group.list_commands(ctx))
    return [
        click.Context(command, info_name=name, parent=ctx)
        for name, command in commands
        if command is not None and not command.hidden
    ]


def _page_name(ctx: click.Context) -> str:
    return ctx.command_path.replace(" ", "-")


def _lines(ctx: click.Context) -> Iterator[str]:
    name, command = _page_name(ctx), ctx.command
    yield f'.TH {_escaped(name.upper())} 1 {_DATE} "netkeep {__version__}" netkeep'
    summary = command.get_short_help_str(200).rstrip(".")
    heading, *more = wrap(f"{name} – {summary[:1].lower()}{summary[1:]}", _WIDTH, break_on_hyphens=False)
    yield from (".SH NAME", _escaped(heading).replace(" – ", " \\- ", 1), *map(_escaped, more))
    usage = " ".join(command.collect_usage_pieces(ctx))
    yield from (".SH SYNOPSIS", f".B {_escaped(ctx.command_path)}", _escaped(usage))
    yield from _description(command)
    yield from _options(ctx)
    yield from _commands(ctx)
    if command.epilog:
        yield from (".SH EXIT STATUS", *_wrapped(command.epilog.removeprefix("Exit codes: ")))
    parent = ctx.parent
    if parent is not None:
        yield from (".SH SEE ALSO", f".BR {_escaped(_page_name(parent))} (1)")


def _description(command: click.Command) -> Iterator[str]:
    yield ".SH DESCRIPTION"
    examples = ""
    for number, paragraph in enumerate(cleandoc(command.help or "").split("\n\n")):
        text = paragraph.strip("\n")
        if match := _EXAMPLES.fullmatch(text.removeprefix(f"{_AS_IT_IS}\n")):
            examples = match[1]
            continue
        if number:
            yield ".PP"
        if text.startswith(_AS_IT_IS):
            yield from (".nf", *map(_escaped, text.splitlines()[1:]), ".fi")
        else:
            yield from _wrapped(text)
    if examples:
        yield from (".SH EXAMPLES", ".nf", *(_escaped(line.strip()) for line in examples.splitlines()), ".fi")


def _options(ctx: click.Context) -> Iterator[str]:
    records = [record for param in _option_list(ctx) if (record := param.get_help_record(ctx))]
    if records:
        yield ".SH OPTIONS"
    for names, words in records:
        yield from (".TP", f".B {_escaped(names)}", *_wrapped(words))


def _option_list(ctx: click.Context) -> list[click.Option]:
    return [param for param in ctx.command.get_params(ctx) if isinstance(param, click.Option)]


def _commands(ctx: click.Context) -> Iterator[str]:
    contexts = _below(ctx)
    if contexts:
        yield ".SH COMMANDS"
    for below in contexts:
        yield from (".TP", f".BR {_escaped(_page_name(below))} (1)", *_wrapped(below.command.get_short_help_str(200)))


def _wrapped(text: str) -> list[str]:
    """Return a paragraph as lines of a usual length, each with what roff takes as text."""
    return [_escaped(line) for line in wrap(text, _WIDTH, break_on_hyphens=False, break_long_words=False)]


def _escaped(text: str) -> str:
    """Return a line that roff takes as text."""
    line = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line


def shared_files() -> dict[str, str]:
    """Return the files that a system shares, by their paths below ``share``: manual pages, completions of shells."""
    files = {f"man/man1/{name}": text for name, text in pages()}
    for shell, path in COMPLETIONS.items():
        if completion := get_completion_class(shell):
            files[path] = completion(cli, {}, "netkeep", "_NETKEEP_COMPLETE").source()
    return files


def main() -> None:
    """Write the files into the folder that the command line names, in place of those that are there."""
    folder = Path(sys.argv[1])
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in shared_files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
