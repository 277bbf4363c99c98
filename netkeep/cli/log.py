"""``netkeep log``: one entry, written once, for one person or several."""

from datetime import date

import click

from netkeep.cli.choosing import one_job, one_person
from netkeep.cli.context import Context, pass_context
from netkeep.cli.names import KIND, WHO_OR_JOB
from netkeep.cli.output import quiet, say
from netkeep.cli.parameters import PAST_DAY
from netkeep.cli.printable import clean
from netkeep.model.ids import unlink
from netkeep.model.jobs import Job
from netkeep.model.kinds import JOB_KINDS_OF_ENTRY, NOTE, kind_in
from netkeep.store.edits import Draft, log_entry, log_in_job
from netkeep.store.vault import Vault
from netkeep.words import join_words, on_day, preposition


@click.command("log", short_help="Write down what happened, with one person or several, or in a job.")
@click.argument("who", type=WHO_OR_JOB, nargs=-1, required=True, metavar="WHO...|JOB [WHO...]")
@click.option(
    "-k", "--kind", type=KIND, help="call, coffee, email, meeting, asked recommendation …; a note by default."
)
@click.option("-d", "--date", "day", type=PAST_DAY, help="When; today by default.")
@click.option("-m", "--message", default="", help="What it was about.")
@pass_context
def command(context: Context, who: tuple[str, ...], kind: str | None, day: date | None, message: str) -> None:
    """Write down that something happened, with one person or several at once.

    The entry goes into the first person's file and names the others, so that it counts for all of them. A sweep or
    a review goes into a job's file; so does any other kind if the id of a job comes first. Contact with somebody
    ends their triage: the tag to-triage is removed. A note does not count as contact: if no kind is given, the one
    that the message speaks of is proposed.

    \b
    Examples:
      netkeep log grace alan -k coffee -d yesterday -m "The reorg, and who to ask about data."
      netkeep log acme-2023 -k sweep -m "Added five from the data team."
    """
    when = day or context.today
    if when > context.today:
        raise click.BadParameter("this day is in the future; to plan something, use 'netkeep remind'")
    context.finish()
    vault, draft = context.vault, Draft(when, kind or NOTE, message)
    job = _job(vault, who[0], draft.kind)
    names = who[1:] if job else who
    people = list({person.id: person for person in (one_person(vault, name) for name in names)}.values())
    logged = log_in_job(vault, job, people, draft) if job else log_entry(vault, people, draft)
    company = f" {preposition(draft.kind)} {join_words(clean(person.name) for person in people)}" if people else ""
    say(f"{logged.path}: {draft.kind}{company} on {on_day(when, context.today)}")
    if logged.triaged:
        say(f"Triage done: {join_words(clean(person.name) for person in logged.triaged)}")
    if kind is None and people:
        say(quiet(_proposal(kind_in(message, vault.settings.kinds))), err=True)


def _proposal(kind: str | None) -> str:
    """Return what to say of an entry whose kind was not given; ``kind`` is the one that its message speaks of."""
    if kind is None:
        return "A note does not count as contact; -k says what it was: call, coffee, email …"
    return f"A note does not count as contact; -k {kind}? ('netkeep undo' takes the note back)"


def _job(vault: Vault, first: str, kind: str) -> Job | None:
    """Return the job that is named: by any of its names for kinds that only jobs have, else by its id alone."""
    if " ".join(kind.split()) in JOB_KINDS_OF_ENTRY:
        return one_job(vault, first)
    name = unlink(first.strip())
    return None if name in vault.contacts else vault.jobs.get(name)
