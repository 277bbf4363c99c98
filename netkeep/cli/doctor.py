"""``netkeep doctor``: whether the vault is set up well."""

from collections import Counter
from typing import TYPE_CHECKING

import click

from netkeep import FORMAT
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import hang, indent_of, reading_width
from netkeep.cli.output import print_json, say
from netkeep.config import FILE_NAME
from netkeep.errors import Exit
from netkeep.words import count, join_words

if TYPE_CHECKING:
    from netkeep.doctor import Result

_MARKS = {
    "ok": ("✓ ok", "green"),
    "warn": ("! warn", "yellow"),
    "fail": ("✗ FAIL", "red"),
}
_MARK_WIDTH = 8


@click.command("doctor", short_help="Check that the vault is in git, private, and set up.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@click.option("--fix", is_flag=True, help="First finish a stopped command, set up git's merges, and update the format.")
@pass_context
def command(context: Context, style: str, *, fix: bool) -> int:
    """Check that the vault is in git, closed to others, and not about to be published.

    Looks at git, the hook, remotes, permissions, file names, mkdocs.yml, whatever publishes, and versions. Without
    --fix nothing is changed, and the network is never used. Exits with 1 when something fails; warnings alone do
    not.

    A command that changes several files, such as merge, first writes down what it will do. If it was killed, or the
    disk was full, the next command that writes finishes it, and so does --fix. A file that has changed since is
    left as it is, and named; the exit code is 1 then.

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
        say(f"The vault has {join_words(made)} now.", err=True)
    elif not any(finished):
        say("There was nothing to set up.", err=True)
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
    say(_summary(Counter(result.state for result in results)))


def _summary(counts: Counter[str]) -> str:
    words = {
        "fail": count(counts["fail"], "failure"),
        "warn": count(counts["warn"], "warning"),
        "ok": f"{counts['ok']} ok",
    }
    return ", ".join(words[state] for state in words if counts[state])
