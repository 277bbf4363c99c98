"""``netkeep asks``: the ledger of favours."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

import click

from netkeep.cli.choosing import one_job, one_person
from netkeep.cli.context import Context, pass_context
from netkeep.cli.layout import hang, indent_of, reading_width
from netkeep.cli.names import JOB, WHO
from netkeep.cli.output import heading, print_json, quiet, say
from netkeep.cli.printable import clean
from netkeep.drafting.draft import KINDS, TONES
from netkeep.errors import RefusedError
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.network.ask_candidates import Asking
from netkeep.network.ask_ledger import AskLedger, Line, books
from netkeep.network.ledger import WRITTEN, Account, Ask, account
from netkeep.store.vault import Vault
from netkeep.words import ago, on_day, one_of, to_you

_SHOWN = 10


@click.command("asks", short_help="Favours asked, received, given and owed; what to write.")
@click.option("--job", type=JOB, help="Only favours of this job: its id, or part of its name.")
@click.option("--who", type=WHO, metavar="WHO", help="With this person only.")
@click.option("--draft", "drafts", is_flag=True, help="Print a draft for each open one.")
@click.option("--kind", type=click.Choice(KINDS), help="With --who and --draft: which letter.")
@click.option("--tone", type=click.Choice(TONES), help="With --draft; linkedin for people with only a profile.")
@click.option("--open", "opens", is_flag=True, help="With --who and --draft: open it in your mail program.")
@click.option("--all", "everything", is_flag=True, help="All lines, not just the first ten of each.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(
    context: Context,
    *,
    job: str | None,
    who: str | None,
    drafts: bool,
    kind: str | None,
    tone: str | None,
    opens: bool,
    everything: bool,
    style: str,
) -> None:
    """Show favours asked, received, given and owed: recommendations, introductions, referrals and the like.

    All of it is computed from the logs. The wording of drafts is yours to change: a file such as thanks.txt in
    the vault's templates/ wins over the shipped one, and linkedin/thanks.txt in that tone alone.

    \b
    Example:
      netkeep asks --job acme-2023 --draft
    """
    vault, today = context.vault, context.today
    own = one_job(vault, job) if job else None
    person = one_person(vault, who) if who else None
    if (kind or opens) and not (drafts and person):
        raise click.UsageError("--kind and --open go with --who and --draft")
    if tone and not drafts:
        raise click.UsageError("--tone goes with --draft")
    if person and kind:
        _refuse_on_file(account(vault, person.id, today), person, kind)
    ledger = books(vault, today, own, person.id if person else None)
    if drafts:
        letters = [_Letter(person, kind, own)] if person and kind else _open_letters(ledger, own)
        if opens:
            _open_draft(vault, letters, today, tone or "warm")
        else:
            _print_drafts(vault, letters, today, tone)
    elif style == "json":
        print_json("asks", _record(ledger, today))
    else:
        _text(ledger, today, len(ledger.lines) + len(ledger.next) if everything else _SHOWN)


def _text(ledger: AskLedger, today: date, shown: int) -> None:
    if not ledger.lines and not ledger.next:
        say("No favours asked or given yet, and you have no current job.")
        return
    click.echo(heading("Summary"))
    click.echo(f"  {_sum(ledger)}")
    _group("Ask next", ((asking.contact, _next(job, asking)) for job, asking in ledger.next), shown)
    _group("Waiting", ((contact, _asked(ask, today)) for contact, ask in ledger.asks(None)), shown)
    _group("To give back", ((contact, _answered(ask, today)) for contact, ask in ledger.owed()), shown)
    _group("Received", ((contact, _answered(ask, today)) for contact, ask in ledger.asks("received")), shown)
    _group("Declined", ((contact, _answered(ask, today)) for contact, ask in ledger.asks("declined")), shown)
    _group("Given", ((contact, f"{favour}, {ago(day, today)}") for contact, day, favour in ledger.given()), shown)


def _sum(ledger: AskLedger) -> str:
    counts = {
        "waiting": len(ledger.asks(None)),
        "received": len(ledger.asks("received")),
        "declined": len(ledger.asks("declined")),
        "given": len(ledger.given()),
        "to give back": len(ledger.owed()),
    }
    return " · ".join(f"{number} {label}" for label, number in counts.items())


def _group(title: str, rows: Iterable[tuple[Contact, str]], shown: int) -> None:
    listed = list(rows)
    if listed:
        click.echo(f"\n{heading(title)}")
    indent = indent_of(f"  {contact.name}" for contact, _ in listed[:shown])
    for contact, words in listed[:shown]:
        for line in hang(f"  {contact.name}", words, indent=indent, room=reading_width()):
            click.echo(line)
    if len(listed) > shown:
        say(quiet(f"  and {len(listed) - shown} more; --all shows them"))


def why(asking: Asking) -> str:
    """Return in words why to ask someone."""
    tie = f"{asking.strength.level} tie" if asking.strength.parts else ""
    owes = "you have put in a good word for them" if asking.owes else ""
    return "; ".join(filter(None, (to_you(asking.relation), tie, owes)))


def _next(job: Job, asking: Asking) -> str:
    return f"{asking.favour}, for {job.org}: {why(asking)}"


def _asked(ask: Ask, today: date) -> str:
    when = f", asked {ago(ask.asked, today)}, {on_day(ask.asked, today)}" if ask.asked else ""
    return f"{ask.favour}{when}"


def _answered(ask: Ask, today: date) -> str:
    unasked = "" if ask.asked or ask.answer == "declined" else ", without being asked"
    when = f", {ago(ask.answered, today)}" if ask.answered else ""
    return f"{ask.favour}{when}{unasked}"


class _Letter(NamedTuple):
    """Whom to write to, which letter, and for which job."""

    contact: Contact
    kind: str
    job: Job | None


def _refuse_on_file(favours: Account, person: Contact, kind: str) -> None:
    """Raise where somebody would be asked for what they have given, or have been asked for already."""
    if kind in WRITTEN and (ask := favours.on_file(kind)):
        if ask.waiting:
            words = f"{person.name} was asked for {one_of(kind)} already; --kind follow-up asks again"
        else:
            words = f"you have {one_of(kind)} from {person.name} already; --kind thanks writes a thank-you"
        raise RefusedError(words)


def _print_drafts(vault: Vault, letters: Sequence[_Letter], today: date, tone: str | None) -> None:
    from netkeep.drafting.letters import letter

    if not letters:
        say("Nothing is open, so there is no draft. '--who WHO --kind recommendation' writes one anyway.", err=True)
    for number, item in enumerate(letters):
        if number:
            click.echo(quiet("─" * 40))
        for line in str(letter(vault, item.kind, item.contact, today, item.job, tone=tone)).splitlines():
            click.echo(clean(line))


def _open_draft(vault: Vault, letters: Sequence[_Letter], today: date, tone: str) -> None:
    """Hand a letter to the owner's mail program, which sends nothing by itself."""
    from netkeep.drafting.letters import letter

    for item in letters[:1]:
        click.launch(letter(vault, item.kind, item.contact, today, item.job, tone=tone).mailto())


def _open_letters(ledger: AskLedger, job: Job | None) -> list[_Letter]:
    """Return the open letters, one for each person: to ask next, to follow up, or to give back."""
    letters: dict[str, _Letter] = {}
    for own, asking in ledger.next:
        letters.setdefault(asking.contact.id, _Letter(asking.contact, asking.favour, own))
    for contact, _ in ledger.asks(None):
        letters.setdefault(contact.id, _Letter(contact, "follow-up", job))
    for contact, _ in ledger.owed():
        letters.setdefault(contact.id, _Letter(contact, "thanks", job))
    return list(letters.values())


def _record(ledger: AskLedger, today: date) -> dict[str, object]:
    return {
        "today": today.isoformat(),
        "people": [_line(line) for line in ledger.lines],
        "next": [
            {
                "job": job.id,
                "id": asking.contact.id,
                "name": asking.contact.name,
                "as": asking.relation,
                "favour": asking.favour,
                "why": why(asking),
            }
            for job, asking in ledger.next
        ],
    }


def _line(line: Line) -> dict[str, object]:
    return {
        "id": line.contact.id,
        "name": line.contact.name,
        "jobs": list(line.jobs),
        "asks": [_ask(ask) for ask in line.account.asks],
        "given": [{"on": day.isoformat(), "favour": favour} for day, favour in line.account.gave],
        "owed": len(line.account.owed()),
        "balance": line.balance,
    }


def _ask(ask: Ask) -> dict[str, object]:
    return {
        "favour": ask.favour,
        "asked": ask.asked.isoformat() if ask.asked else None,
        "answer": ask.answer,
        "answered": ask.answered.isoformat() if ask.answered else None,
    }
