"""``netkeep history``: what was changed about a person, and when."""

import click

from netkeep.cli.choosing import one_person
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import reading_width, shorten
from netkeep.cli.names import WHO
from netkeep.cli.output import print_json, say
from netkeep.cli.printable import clean
from netkeep.errors import RefusedError
from netkeep.store.git import git

_INDENT = "  "


@click.command("history", short_help="Show what changed about someone, and when.")
@click.argument("who", type=WHO, nargs=-1, required=True)
@click.option(
    "-n", "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most this many commits."
)
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(context: Context, who: tuple[str, ...], limit: int, style: str) -> None:
    """Show what changed about someone and when, the newest first, from git's commits.

    \b
    Example:
      netkeep history grace
    """
    from netkeep.versions.history import history

    person = one_person(context.vault, " ".join(who))
    if git(context.root, "rev-parse", "--git-dir") is None:
        raise RefusedError("the vault is not in a git repository, so it has no history; 'netkeep init' makes one")
    document = context.vault.by_id[person.id][0]
    changes = list(history(context.root, document.path, limit))
    if style == "json":
        print_json("history", {"person": person.id, "changes": [change._asdict() for change in changes]})
        return
    if not changes:
        click.echo(f"{document.path} has not been committed yet.")
    for change in changes:
        say(clean(f"{change.when[:10]} {change.when[11:16]}  {change.who}: {change.subject}"))
        for line in change.lines:
            say(clean(_INDENT + shorten(line, reading_width() - len(_INDENT))))
