"""``netkeep add``: somebody new, in a file of their own."""

from collections.abc import Callable
from datetime import date
from typing import BinaryIO

import click

from netkeep.cli.choosing import one_job, one_person
from netkeep.cli.context import Context, pass_context
from netkeep.cli.names import JOB, TAG, WHO
from netkeep.cli.output import quiet, say
from netkeep.cli.parameters import PAST_DAY
from netkeep.cli.printable import clean
from netkeep.errors import RefusedError
from netkeep.model.contact_points import email_problem, guess_service, phone_problem, url_problem
from netkeep.model.people import RELATIONS
from netkeep.store.add import add
from netkeep.text.new import NewContact

_Callback = Callable[[click.Context, click.Parameter, tuple[str, ...]], tuple[str, ...]]


def _each(problem: Callable[[str], str | None]) -> _Callback:
    """Return a callback that checks each value of a repeated option; messages say what is right, never the value."""

    def check(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            if wrong := problem(value.strip()):
                raise click.BadParameter(wrong)
        return values

    return check


def _link_problem(text: str) -> str | None:
    return url_problem(_service_and_url(text)[1])


def _service_and_url(text: str) -> tuple[str | None, str]:
    service, equals, url = text.partition("=")
    if equals and "/" not in service and "://" in url:
        return service.strip() or None, url.strip()
    return None, text.strip()


@click.command("add")
@click.argument("name", nargs=-1)
@click.option("--org", help="Where they work now.")
@click.option("--title", help="What they do there.")
@click.option("--email", "emails", multiple=True, callback=_each(email_problem), help="An address; may be repeated.")
@click.option("--phone", "phones", multiple=True, callback=_each(phone_problem), help="A number; may be repeated.")
@click.option(
    "--link", "links", multiple=True, callback=_each(_link_problem), help="A URL, or service=URL; may be repeated."
)
@click.option("--job", type=JOB, help="The job where you met: its id, or part of its name.")
@click.option("--as", "relation", type=click.Choice(RELATIONS), help="What they are to you in that job.")
@click.option("--met", type=PAST_DAY, help="The day you first met; makes a log entry.")
@click.option("--tag", "tags", type=TAG, multiple=True, help="A word to find them by; may be repeated.")
@click.option("--introduced-by", type=WHO, metavar="WHO", help="Who brought you together.")
@click.option("-m", "--note", default="", help="Anything to remember: the text of the file.")
@click.option(
    "--from-mail",
    "mail",
    type=click.File("rb"),
    help="Take name, address and day from a message; - is the standard input.",
)
@click.option("--another", is_flag=True, help="This is somebody else of the same name.")
@pass_context
def command(
    context: Context,
    *,
    name: tuple[str, ...],
    org: str | None,
    title: str | None,
    emails: tuple[str, ...],
    phones: tuple[str, ...],
    links: tuple[str, ...],
    job: str | None,
    relation: str | None,
    met: date | None,
    tags: tuple[str, ...],
    introduced_by: str | None,
    note: str,
    mail: BinaryIO | None,
    another: bool,
) -> None:
    """Add somebody new, in a file of their own.

    "Grace Sample" goes to people/grace-sample.md. Nothing is written if one of the addresses, numbers or links is
    somebody's already. With --from-mail, name, address and day come from the message, unless you give them.

    \b
    Examples:
      netkeep add "Grace Sample" --org "Acme Corp" --title "VP Engineering" \\
        --email grace@acme.example --tag mentor --met yesterday -m "Trail runner."
      netkeep add --from-mail - < message.eml
    """
    if title and not org:
        raise click.UsageError("--title needs --org: at which organisation?")
    if relation and not job:
        raise click.UsageError("--as needs --job: in which of your jobs?")
    if met and met > context.today:
        raise click.BadParameter("this day is in the future", param_hint="'--met'")
    if not name and mail is None:
        raise click.UsageError("add needs a name, or --from-mail")
    context.finish()
    full_name = " ".join(name)
    if mail is not None:
        full_name, emails, met = _from_mail(context, mail, full_name, emails, met)
    new = NewContact(
        name=full_name,
        emails=emails,
        phones=phones,
        links=_named(links),
        tags=tags,
        org=org,
        title=title,
        job=one_job(context.vault, job).id if job else None,
        relation=relation,
        introduced_by=one_person(context.vault, introduced_by).id if introduced_by else None,
        met=met,
        note=note,
    )
    document = add(context.vault, new, another=another)
    person = document.path.rpartition("/")[2].removesuffix(".md")
    click.echo(f"{document.path}: added {clean(new.name)}")
    if not met:
        say(quiet(f"Next: netkeep log {person} -k coffee -m 'what you talked about' · netkeep edit {person}"))


def _from_mail(
    context: Context, mail: BinaryIO, name: str, emails: tuple[str, ...], met: date | None
) -> tuple[str, tuple[str, ...], date | None]:
    """Return the name, the addresses and the first day of a message's sender; what was given beside it comes first."""
    from netkeep.exchange.importers.mail.boxes import LARGEST_HEADER
    from netkeep.exchange.importers.mail.sender import letter_in
    from netkeep.model.contact_points import email_key

    letter = letter_in(mail.read(LARGEST_HEADER), context.today)
    sender = letter.sender
    if sender.address in map(email_key, context.vault.settings.owner_emails):
        raise RefusedError("not added: this message is from you; netkeep.toml names its address as yours")
    if not name and not sender.name:
        raise RefusedError("not added: the message has the sender's address but no name; give one: netkeep add NAME …")
    day = min(letter.day, context.today) if letter.day else None
    return name or sender.name, (*emails, sender.address), met or day


def _named(links: tuple[str, ...]) -> dict[str, str]:
    """Return the links by the name of their service; a second one of the same service gets a number."""
    urls: dict[str, str] = {}
    for text in links:
        label, url = _service_and_url(text)
        service = label or guess_service(url)
        name, number = service, 2
        while name in urls and urls[name] != url:
            name, number = f"{service}-{number}", number + 1
        urls[name] = url
    return urls
