"""``netkeep done``: a reminder, ticked."""

from collections.abc import Sequence

import click

from netkeep.cli.choosing import one_of_any
from netkeep.cli.context import Context, pass_context
from netkeep.cli.forget import can_ask
from netkeep.cli.names import WHO_JOB_OR_ORG
from netkeep.cli.printable import clean
from netkeep.errors import LookupFailedError
from netkeep.model.body import Reminder
from netkeep.model.ids import unlink
from netkeep.model.names import fold
from netkeep.store.edits import tick
from netkeep.store.orgs import Org
from netkeep.store.vault import Vault
from netkeep.text.document import Item
from netkeep.words import count


@click.command("done", short_help="Tick a reminder.")
@click.argument("who", type=WHO_JOB_OR_ORG, metavar="WHO|JOB|ORG")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@pass_context
def command(context: Context, who: str, words: tuple[str, ...]) -> None:
    """Tick a reminder in the file of a person, a job or an organisation.

    The only open one, or the one that WORDS name: some of its words, or its day. If several match, it asks which on
    a terminal, and lists them elsewhere.

    \b
    Examples:
      netkeep done grace
      netkeep done grace write-up
      netkeep done acme-2023 2026-12-01
    """
    context.finish()
    item = _item(context.vault, who)
    name = clean(item.id)
    reminders = [reminder for reminder in item.body.reminders if not reminder.done]
    if not reminders:
        raise LookupFailedError(f"{name} has no open reminder")
    reminder = _chosen(name, reminders, " ".join(words))
    path = tick(context.vault, item, reminder)
    click.echo(f"{clean(path)}: done: {clean(reminder.text)}")


def _item(vault: Vault, text: str) -> Item:
    """Return the file with reminders that a text means: of an organisation its own, or that of the one job there."""
    meant = one_of_any(vault, text)
    if not isinstance(meant, Org):
        return meant
    named: list[Item] = [job for job in vault.jobs.values() if vault.orgs.of(job.org) is meant]
    if meant.record:
        if meant.record.id == unlink(text.strip()):
            return meant.record
        named.append(meant.record)
    if len(named) != 1:
        listed = "".join(f"\n  {item.id}" for item in named)
        raise LookupFailedError(
            f"{text!r} is the name of {len(named)} files; say which by its id:{listed}"
            if named
            else f"{clean(meant.name)} has no file"
        )
    return named[0]


def _chosen(name: str, reminders: Sequence[Reminder], words: str) -> Reminder:
    """Return the one reminder that is meant; ask where several may be. Raises an error that lists them."""
    wanted = fold(words)
    fitting = [reminder for reminder in reminders if wanted in fold(f"{reminder.due.isoformat()} {reminder.text}")]
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1 and can_ask():
        for number, reminder in enumerate(fitting, 1):
            click.echo(f"  {number}  {_line(reminder)}")
        return fitting[click.prompt("Which?", type=click.IntRange(1, len(fitting))) - 1]
    if fitting:
        said = f"{count(len(fitting), 'open reminder')} of {name} may be meant; say which by its words or its day"
    else:
        said = f"no open reminder of {name} says that; there {'is' if len(reminders) == 1 else 'are'}"
    listed = "\n".join(f"  {_line(reminder)}" for reminder in fitting or reminders)
    raise LookupFailedError(f"{said}:\n{listed}")


def _line(reminder: Reminder) -> str:
    return f"{reminder.due.isoformat()}  {clean(reminder.text)}"
