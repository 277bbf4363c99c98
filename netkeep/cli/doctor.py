"""``netkeep doctor``: whether the vault is set up well."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from netkeep import FORMAT
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import hang, indent_of, reading_width
from netkeep.cli.output import print_json
from netkeep.config import FILE_NAME
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


@click.command("doctor", short_help="Look whether the vault is kept, closed to others, and set up.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people or programs.")
@click.option(
    "--fix", is_flag=True, help="Finish a stopped command, set up git's merges, and update the format, first."
)
@pass_context
def command(context: Context, style: str, *, fix: bool) -> int:
    """Look whether the vault is kept, closed to others, and nowhere about to be published.

    Git, the hook, remotes, permissions, file names, mkdocs.yml, what publishes, versions. Without --fix nothing is
    changed; nothing is asked on the network. Exits with 1 when something fails; warnings alone do not.

    A command that changes several files, such as merge, writes down first what it is to do. Where it was killed or the
    disk became full, the next command that writes does the rest, and so does --fix. A file that was changed
    since is left as it is, and named; the exit code is 1 then.

    \b
    Example:
      netkeep doctor --fix
    """
    from netkeep.doctor import examine

    left = fix and _fix(context)
    results = tuple(examine(context.root, context.today))
    if style == "json":
        print_json("doctor", {"today": context.today.isoformat(), "results": [result._asdict() for result in results]})
    else:
        _text(results)
    return Exit.FINDINGS if left or any(result.state == "fail" for result in results) else Exit.OK


def _fix(context: Context) -> bool:
    """Mend what can be, and report it on the standard error; to commit it is for the owner.

    Return whether a command that was stopped has left a file that it can no longer change.
    """
    from netkeep.store.format import update_format
    from netkeep.store.merge_driver import put_driver

    finished = context.finish()
    made = [*put_driver(context.root, attributes=True)]
    made += [f"format {FORMAT} in {FILE_NAME}"] if update_format(context.root) else []
    if made:
        click.echo(f"The vault has {join_words(made)} now.", err=True)
    elif not any(finished):
        click.echo("There was nothing to set up.", err=True)
    return bool(finished.left)


def _text(results: tuple["Result", ...]) -> None:
    indent, room = indent_of((result.about for result in results), least=14), reading_width() - _MARK_WIDTH
    for result in results:
        mark, colour = _MARKS[result.state]
        lines = list(hang(result.about, result.words, indent=indent, room=room))
        if result.todo:
            lines += hang("", f"→ {result.todo}", indent=indent, room=room)
        click.echo(click.style(mark.ljust(_MARK_WIDTH), fg=colour) + lines[0])
        for line in lines[1:]:
            click.echo(" " * _MARK_WIDTH + line)
    click.echo(_summary(Counter(result.state for result in results)))


def _summary(counts: Counter[str]) -> str:
    words = {"fail": "to mend", "warn": "to look at", "ok": "well"}
    return join_words(f"{counts[state]} {word}" for state, word in words.items() if counts[state])
