"""``netkeep forget``: take somebody out of the vault, as far as a program can."""

import sys
from pathlib import Path

import click

from netkeep.cli.choosing import one_person
from netkeep.cli.context import Context, pass_context
from netkeep.cli.names import WHO
from netkeep.cli.output import say
from netkeep.cli.printable import clean
from netkeep.errors import RefusedError
from netkeep.exchange.joining.forget import Forgetting, forget, is_recognisable, save_forgetting
from netkeep.store.git import git

_SHOWN = 20


@click.command("forget", short_help="Remove somebody from the vault, and every link to them.")
@click.argument("who", type=WHO)
@click.option("--yes", is_flag=True, help="Do not ask; needed without a terminal.")
@pass_context
def command(context: Context, who: str, *, yes: bool) -> None:
    """Remove somebody from the vault: their file, every link to them, and what imports said of them.

    A link to them becomes the word "someone". A salted hash of their addresses and profiles, in
    imports/forgotten.json, keeps the next import from bringing them back; nothing about them can be read from it.
    They are still in git's history; the command says at the end how to remove them there.

    \b
    Example:
      netkeep forget grace-sample --yes
    """
    context.finish()
    vault = context.loaded()
    plan = forget(vault, one_person(vault, who))
    _ask(plan, yes=yes)
    save_forgetting(vault, plan)
    _tell(context.root, plan)


def _ask(plan: Forgetting, *, yes: bool) -> None:
    for line in _changes(plan):
        click.echo(line)
    if yes:
        return
    if not can_ask():
        raise RefusedError("nothing was removed: without a terminal to ask on, add --yes")
    click.confirm("Forget them?", abort=True)


def can_ask() -> bool:
    """Return whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _changes(plan: Forgetting) -> list[str]:
    lines = [f"remove {clean(plan.gone.path)}"]
    lines += [f"change {clean(old.path)}, which names them" for old, _ in plan.changes]
    lines += [f"change {path}, what was imported of them" for path in plan.sources]
    return lines + [f"change {path}, which has their earlier ids" for path, _, _ in plan.renames]


def _tell(root: Path, plan: Forgetting) -> None:
    if not is_recognisable(plan):
        say("No address, number or profile of theirs is known: the next import takes them for somebody new.")
    if plan.remaining:
        more = f" and {len(plan.remaining) - _SHOWN} more places" if len(plan.remaining) > _SHOWN else ""
        say(f"Their name or id is still written out in: {clean(', '.join(plan.remaining[:_SHOWN]))}{more}.")
    say("A site or an export made earlier still has them: make it again.")
    if git(root, "log", "-1", "--format=%h", "--", plan.gone.path):
        click.echo(_history(plan))


def _history(plan: Forgetting) -> str:
    path = clean(plan.gone.path)
    return (
        f"Git's history still has them, here and in every copy. To remove the file from it, commit this, then\n"
        f"  git filter-repo --invert-paths --path {path}\n"
        "(https://github.com/newren/git-filter-repo) writes the history anew; what other files said of them goes with\n"
        "its --replace-text. Push it with --force, and clone every other copy again."
    )
