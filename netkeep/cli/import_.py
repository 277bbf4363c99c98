"""``netkeep import``: contacts from other programs, merged into the vault."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.import_summary import print_diff, print_summary, record
from netkeep.cli.output import print_json
from netkeep.cli.parameters import CONDITION, PAST_DAY, SPAN
from netkeep.cli.piped import STANDARD_STREAM, as_files
from netkeep.cli.triage import Choice, triage, triage_import
from netkeep.config import TableSettings
from netkeep.errors import NetkeepError, RefusedError
from netkeep.exchange.candidate import Reading, join_readings
from netkeep.exchange.importer import FORMATS, SIGHTING_FORMATS, Options, reader
from netkeep.exchange.merging.apply import apply
from netkeep.exchange.merging.base import read_base, source_name
from netkeep.exchange.merging.plan import plan
from netkeep.exchange.merging.plan_types import Plan, Request
from netkeep.exchange.merging.tombstones import read_forgotten
from netkeep.model.dates import Duration
from netkeep.model.sighting import Sighting
from netkeep.network.select import Condition
from netkeep.store.batch import Record
from netkeep.store.parallel import collector_off
from netkeep.words import count

_Texts = tuple[str, ...]


def _columns(_: click.Context, __: click.Parameter, values: _Texts) -> Mapping[str, str]:
    """Return headers by field, of ``FIELD=HEADER``; a header may have ``=`` in it, a field may not."""
    pairs = [value.partition("=") for value in values]
    if any(not field.strip() or not header for field, _, header in pairs):
        raise click.BadParameter("a column is named FIELD=HEADER, such as name='Full name'")
    return {field.strip(): header for field, _, header in pairs}


def _source(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    try:
        return source_name(value) if value is not None else None
    except RefusedError as error:
        raise click.BadParameter(str(error)) from None


@click.command("import")
@click.argument("what", metavar="FORMAT", required=False, type=click.Choice(list(FORMATS)))
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(exists=True, allow_dash=True, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--triage", "asks", is_flag=True, help="Then sort the new people, one key each; also without an import.")
@click.option(
    "--where",
    "conditions",
    type=CONDITION,
    multiple=True,
    metavar="EXPR",
    help="With --triage: only these, as in 'list'.",
)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="With --triage: at most this many.")
@click.option("--spread", type=SPAN, help="Set one reminder for each new person, spread over this time: 8w.")
@click.option("--source", callback=_source, help="The source's name: its next import removes what it no longer has.")
@click.option("--take-back", is_flag=True, help="Even if more than a tenth of the people lose something.")
@click.option("--as-of", type=PAST_DAY, help="The day on which the data was exported.")
@click.option("--encoding", help="The encoding of the text, if the file does not say.")
@click.option(
    "--namesakes",
    type=click.Choice(["hold", "create"]),
    default="hold",
    help="What to do with people of whom only the name is in the vault: hold back, or create.",
)
@click.option("--with-text", is_flag=True, help="Keep the text of messages, too.")
@click.option("--column", "columns", multiple=True, callback=_columns, help="FIELD=HEADER of a table; repeatable.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@pass_context
def command(
    context: Context,
    *,
    what: str | None,
    paths: tuple[Path, ...],
    dry_run: bool,
    asks: bool,
    conditions: tuple[Condition, ...],
    limit: int | None,
    spread: Duration | None,
    source: str | None,
    take_back: bool,
    as_of: date | None,
    encoding: str | None,
    namesakes: str,
    with_text: bool,
    columns: Mapping[str, str],
    form: str,
) -> None:
    """Import people from other programs.

    FORMAT is linkedin, vcard, google, outlook, csv, json, mail, calendar or git; PATH may be - for the standard
    input. An import adds what is new: your own edits stay, and what you removed stays removed. Changes and removals
    are followed only in a source that has a name (--source phone). A name alone never makes two people one: those
    who are unclear are held back, and listed.

    \b
    Examples:
      netkeep import linkedin ~/Downloads/Basic_LinkedInDataExport.zip --dry-run
      netkeep import vcard contacts.vcf --spread 8w
      netkeep import vcard ~/.contacts/phone --source phone
      netkeep import --triage --where org=acme --limit 20
    """
    choice = Choice(conditions, limit)
    _refuse_senseless(choice, asks=asks, writes=not dry_run and form != "json")
    if what is None and asks:
        context.finish()
        triage(context, choice)
        return
    if what is None or not paths:
        raise click.UsageError("name a FORMAT and a PATH, such as: netkeep import vcard contacts.vcf")
    if not dry_run:
        context.finish()
    _refuse_unreadable(context)
    base, forgotten = read_base(context.root, source or what), read_forgotten(context.root)
    owner = context.vault.settings
    table = owner.imports.get(source or what, TableSettings())
    options = Options(
        context.today,
        owner_name=owner.owner_name,
        owner_emails=owner.owner_emails,
        region=owner.region,
        encoding=encoding,
        as_of=as_of,
        columns={**table.columns, **columns},
        day_first=table.day_first,
        with_text=with_text,
    )
    with collector_off():
        with as_files(paths) as readable:
            reading, seen = _read(what, paths, readable, options)
        named = source is not None
        wanted = Request(what, reading, context.today, spread, namesakes=namesakes == "create", snapshot=named)
        planned = plan(context.vault, base, forgotten, wanted)
        if not dry_run:
            if planned.loses_many and not take_back:
                _confirm_loss(planned, reading)
            apply(context.root, planned, _sightings(context.root, source or what, seen))
    _print(context, planned, reading, dry_run=dry_run, form=form)
    if asks:
        triage_import(
            context, choice, len(planned.unclear), lambda now, who: _plan_again(now, base.source, wanted, who)
        )


def _refuse_senseless(choice: Choice, *, asks: bool, writes: bool) -> None:
    if asks and not writes:
        raise click.UsageError("--triage asks and writes: leave out --dry-run and --format json")
    if choice != Choice() and not asks:
        raise click.UsageError("--where and --limit go with --triage")


def _plan_again(context: Context, source: str, request: Request, who: Mapping[str, str]) -> Plan:
    """Return the plan of an import once more after it was made; where ``who`` says who somebody is, write it, too."""
    base, forgotten = read_base(context.root, source), read_forgotten(context.root)
    planned = plan(context.vault, base, forgotten, replace(request, resolve=who))
    if who:
        apply(context.root, planned)
    return planned


def _confirm_loss(planned: Plan, reading: Reading) -> None:
    """Ask before a snapshot takes back so much that it may be incomplete. Raises :class:`RefusedError`."""
    many = f"{len(planned.losing):,} of {planned.followed:,} people would lose something"
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RefusedError(f"nothing was imported: {many}; --dry-run shows what, --take-back agrees to it")
    print_summary(planned, reading, dry_run=True, verbose=False)
    if not click.confirm(f"{many}. Import all the same?"):
        raise RefusedError("nothing was imported")


def _refuse_unreadable(context: Context) -> None:
    """Raise where a file cannot be read: the import would create its contact a second time."""
    from netkeep.store.unread import refuse_closed

    refuse_closed(context.vault, "nothing was imported")
    if bad := context.vault.unreadable:
        files = f"{count(len(bad), 'file')} of the vault cannot be read"
        raise RefusedError(f"nothing was imported: {files}, so it is unclear who is in there; see 'netkeep check'")


_Seen = Mapping[str, tuple[Sighting, ...]]


def _read(
    source_format: str, paths: Sequence[Path], readable: Sequence[Path], options: Options
) -> tuple[Reading, _Seen]:
    """Return what all paths say together, and whom each has seen; ``readable`` are files that can be read twice."""
    apart = source_format in SIGHTING_FORMATS
    groups = [[path] for path in readable] if apart else [list(readable)]
    origins = [_origin([path]) for path in paths] if apart else [_origin(paths)]
    readings = [reader(source_format)(group, options) for group in groups]
    reading = join_readings(readings)
    has_content = reading.candidates or reading.gatherings or reading.sightings or reading.jobs or reading.files
    if not has_content:
        _refuse_nothing(reading)
    return reading, {origin: part.sightings for origin, part in zip(origins, readings, strict=True)}


def _origin(paths: Iterable[Path]) -> str:
    return " ".join(str(path) if path == STANDARD_STREAM else str(path.resolve()) for path in paths)


def _refuse_nothing(reading: Reading) -> None:
    """Raise where nothing could be read; what was read but is nobody, such as a group, is reported instead."""
    refused = [problem for problem in reading.problems if problem.fate == "refused"]
    if refused:
        raise NetkeepError(f"nothing could be read: {refused[0].where}: {refused[0].message}")
    if not reading.problems and not any((reading.counts or {}).values()):
        raise NetkeepError("nothing could be read: there is nothing in it")


def _sightings(root: Path, source: str, seen: _Seen) -> Sequence[Record]:
    """Return the records of people only seen, kept on this machine; by path, so that no path counts twice."""
    if not any(seen.values()):
        return ()
    from netkeep.exchange.sightings import file_with

    return file_with(root, source, seen)


def _print(context: Context, planned: Plan, reading: Reading, *, dry_run: bool, form: str) -> None:
    if form == "json":
        print_json("import", {"today": context.today.isoformat(), **record(planned, dry_run=dry_run)})
        return
    if dry_run:
        print_diff(planned, verbose=context.verbose)
    print_summary(planned, reading, dry_run=dry_run, verbose=context.verbose)
