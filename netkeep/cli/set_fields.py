"""``netkeep set``: fields of people, changed without an editor."""

from collections.abc import Callable, Iterator, Sequence

import click

from netkeep.check.diff import diff
from netkeep.cli.choosing import one_job, one_person
from netkeep.cli.context import Context, pass_context
from netkeep.cli.forget import can_ask
from netkeep.cli.names import WHO
from netkeep.cli.output import print_line, say
from netkeep.cli.parameters import CONDITION
from netkeep.cli.printable import clean
from netkeep.errors import LookupFailedError, RefusedError
from netkeep.model.ids import is_id, unlink
from netkeep.model.people import Contact
from netkeep.network.select import Condition, Wanted, select
from netkeep.store.batch import save_all
from netkeep.store.edits import with_assignments
from netkeep.store.save import Change
from netkeep.text.assignments import Assignment, Words, parse_assignment, value_of
from netkeep.words import count

_SHOWN = 20


@click.command("set", short_help="Change fields of people: cadence=3m tags+=mentor.")
@click.argument("words", type=WHO, nargs=-1, required=True, metavar="[WHO]... FIELD=VALUE...")
@click.option(
    "--where", "conditions", type=CONDITION, multiple=True, metavar="EXPR", help="Everyone who matches, as in 'list'."
)
@click.option("--dry-run", is_flag=True, help="Show as a diff what would change, and write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask; needed for several people without a terminal.")
@pass_context
def command(
    context: Context, words: tuple[str, ...], conditions: tuple[Condition, ...], *, dry_run: bool, yes: bool
) -> None:
    """Change fields of one person or several, by their names in the vault's format.

    FIELD=VALUE sets, FIELD+=ITEM adds to a list, FIELD-=ITEM removes from it, FIELD= clears. An item may have
    parts: "emails+=ada@x.example label=work". LIST.ITEM.PART=VALUE changes a part of the item of that number or
    name. Days, spans and people may be said in words; what begins with { or [ is read as it would be in a file
    (docs/format.md). Shows what changes, and asks first if that is more than one person; 'netkeep undo' takes all
    of it back.

    \b
    Examples:
      netkeep set grace cadence=3m paused_until="in 4 weeks"
      netkeep set grace tags+=mentor knows+=alan "emails+=grace@new.example label=home"
      netkeep set grace roles.1.to=2024-05 --dry-run
      netkeep set --where tags=recruiter cadence=none --dry-run
    """
    names = [word for word in words if "=" not in word]
    assignments = [_parsed(word) for word in words if "=" in word]
    if not assignments or bool(names) == bool(conditions):
        raise click.UsageError("say who and what: names or --where, and FIELD=VALUE, such as cadence=3m")
    if not dry_run:
        context.finish()
    values = [(assignment, _value(context, assignment)) for assignment in assignments]
    people = _people(context, names, conditions)
    files = [with_assignments(context.vault, person, values) for person in people]
    changes = [(old, new) for old, new in files if old.source != new.source]
    if not changes:
        say("Nothing to change." if people else "Nothing to change: no match.")
        return
    for line in _shown(changes, all_of_them=dry_run):
        print_line(line)
    if not dry_run:
        _ask(changes, yes=yes)
        save_all(context.root, changes)
        click.echo(_done(changes))


def _ask(changes: Sequence[Change], *, yes: bool) -> None:
    """Ask whether to go on, where more than one person changes."""
    if len(changes) > 1 and not yes:
        if not can_ask():
            raise RefusedError("nothing was changed: without a terminal to ask on, add --yes")
        click.confirm(f"Change {count(len(changes), 'person', 'people')}?", abort=True)


def _parsed(text: str) -> Assignment:
    try:
        return parse_assignment(text)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _value(context: Context, assignment: Assignment) -> object:
    vault, leaves = context.vault, assignment.sign == "-="
    person = _id_of(lambda text: one_person(vault, text).id, missing=leaves)
    job = _id_of(lambda text: one_job(vault, text).id, missing=leaves)
    try:
        return value_of(assignment, Words(context.today, person, job))
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _id_of(look_up: Callable[[str], str], *, missing: bool) -> Callable[[str], str]:
    """Return a function from a name to an id; where it may be ``missing``, an id of nobody is itself."""

    def found(text: str) -> str:
        try:
            return look_up(text)
        except LookupFailedError:
            if missing and is_id(unlink(text)):
                return unlink(text)
            raise

    return found


def _people(context: Context, names: Sequence[str], conditions: tuple[Condition, ...]) -> list[Contact]:
    """Return the people who are meant, each once; the archived only where a condition is about that."""
    vault = context.vault
    if names:
        return list({person.id: person for person in (one_person(vault, name) for name in names)}.values())
    archived = any(condition.field == "archived" for condition in conditions)
    return list(select(vault, Wanted(conditions=conditions, archived=archived), context.today))


def _shown(changes: Sequence[Change], *, all_of_them: bool) -> Iterator[str]:
    shown = len(changes) if all_of_them else _SHOWN
    for old, new in changes[:shown]:
        yield from diff(old, new, clean)
    if len(changes) > shown:
        yield f"and {count(len(changes) - shown, 'more file')}; --dry-run shows all\n"


def _done(changes: Sequence[Change]) -> str:
    return f"{clean(changes[0][0].path)}: changed" if len(changes) == 1 else f"Changed {len(changes):,} people."
