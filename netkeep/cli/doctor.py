"""``netkeep doctor``: whether the vault is set up well."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import hang, indent_of, reading_width
from netkeep.cli.output import print_json
from netkeep.errors import Exit
from netkeep.words import join_words

if TYPE_CHECKING:
    from netkeep.doctor import Result

_MARKS = {
    "ok": ("✓ ok", "green"),
    "warn": ("! warn", "yellow"),
    "fail": ("✗ FAIL", "red"),
}
_MARK_WIDTH = 8


@click.command("doctor")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@pass_context
def command(context: Context, style: str) -> int:
    """Look whether the vault is kept, closed to others, and nowhere about to be published.

    Git, the hook, remotes, permissions, file names, mkdocs.yml, what publishes, versions. Nothing is changed
    and nothing is asked on the network. Exits with 1 when something fails; warnings alone do not.

    \b
    Example:
      netkeep doctor --format json
    """
    from netkeep.doctor import examine

    found = tuple(examine(context.root, context.today))
    if style == "json":
        print_json("doctor", {"today": context.today.isoformat(), "results": [one._asdict() for one in found]})
    else:
        _text(found)
    return Exit.FINDINGS if any(one.state == "fail" for one in found) else Exit.OK


def _text(found: tuple["Result", ...]) -> None:
    indent, room = indent_of((one.about for one in found), least=14), reading_width() - _MARK_WIDTH
    for one in found:
        mark, colour = _MARKS[one.state]
        lines = list(hang(one.about, one.words, indent=indent, room=room))
        if one.todo:
            lines += hang("", f"→ {one.todo}", indent=indent, room=room)
        click.echo(click.style(mark.ljust(_MARK_WIDTH), fg=colour) + lines[0])
        for line in lines[1:]:
            click.echo(" " * _MARK_WIDTH + line)
    click.echo(_summary(Counter(one.state for one in found)))


def _summary(counts: Counter[str]) -> str:
    words = {"fail": "to mend", "warn": "to look at", "ok": "well"}
    return join_words(f"{counts[state]} {said}" for state, said in words.items() if counts[state])
