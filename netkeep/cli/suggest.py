"""``netkeep suggest``: people one has probably missed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click

from netkeep.check.facts import Facts
from netkeep.check.unknown import unknown_names
from netkeep.cli.context import Context, pass_context
from netkeep.cli.output import heading, print_json, quiet
from netkeep.cli.printable import clean
from netkeep.exchange.dismissed import dismiss, dismissed
from netkeep.exchange.sightings import load
from netkeep.network.completeness import Completeness
from netkeep.network.suggest import coverage, suggest
from netkeep.network.suggest.suggestion import ADDRESS, COLLEAGUE, Suggestion
from netkeep.network.suggest.unknown import Mention
from netkeep.store.index.vault import IndexedVault
from netkeep.store.lookup import one_job, one_org
from netkeep.store.vault import Vault

_LIMIT, _ORGS = 20, 10


class _Answer(NamedTuple):
    suggestions: Sequence[Suggestion]
    more: int
    completeness: Sequence[Completeness]
    imported: bool


@click.command("suggest", short_help="Show whom you have probably missed, and why.")
@click.option("--org", help="Only people of this organisation, however it is spelt.")
@click.option("--job", help="Only people of this job of yours: its id, or part of its name.")
@click.option("--limit", type=click.IntRange(1), default=_LIMIT, show_default=True, help="At most so many people.")
@click.option("--never", multiple=True, metavar="WHOM", help="Never suggest this address, name or key; repeatable.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@pass_context
def command(
    context: Context, *, org: str | None, job: str | None, limit: int, never: tuple[str, ...], style: str
) -> None:
    """Show people you have probably missed, what speaks for each, and the line to type.

    It goes by what 'netkeep import mail', 'calendar' and 'git' have seen, and by the vault itself. Nothing is
    changed: who belongs in the vault is yours to say.

    \b
    Examples:
      netkeep suggest --org "Acme Corp" --limit 5
      netkeep suggest --never newsletter@shop.example
    """
    if never:
        context.finish()
        count = dismiss(context.root, never)
        click.echo(f"netkeep: never again: {count} new; .netkeep/never lists them, take a line out to undo", err=True)
        return
    vault = context.vault
    wanted_org = one_org(vault, org).id if org else None
    wanted_job = one_job(vault, job).id if job else None
    sightings = load(context.root)
    found = [
        one
        for one in suggest(vault, sightings, _mentions(vault), context.today, dismissed(context.root))
        if wanted_org in {None, one.org} and wanted_job in {None, one.job}
    ]
    told = [one for one in coverage(vault, sightings) if _told(vault, one, wanted_org, wanted_job)]
    answer = _Answer(found[:limit], max(0, len(found) - limit), told, bool(sightings))
    if style == "json":
        _json(answer, context)
    else:
        _text(answer)


def _told(vault: Vault, one: Completeness, org: str | None, job: str | None) -> bool:
    found = vault.orgs.of(one.org)
    of_job = vault.orgs.of(vault.jobs[job].org) if job else None
    return found is not None and org in {None, found.id} and (of_job is None or of_job is found)


def _mentions(vault: Vault) -> Iterator[Mention]:
    if isinstance(vault, IndexedVault):
        for fact in unknown_names(Facts(vault.connection)):
            yield Mention(fact.note, f"{fact.place.path}:{fact.place.line}")


def _text(answer: _Answer) -> None:
    for one in answer.suggestions:
        click.echo(f"{heading(clean(_who(one)))}  {one.score:.2f}")
        for evidence in one.evidence:
            click.echo(f"  {clean(evidence.words)}")
        click.echo(f"  {clean(one.command)}\n")
    if not answer.suggestions:
        click.echo("netkeep: nobody seems to be missing", err=True)
    if answer.more:
        click.echo(quiet(f"and {answer.more} more; --limit {len(answer.suggestions) + answer.more} shows them all"))
    for org in answer.completeness[:_ORGS]:
        click.echo(clean(_line(org)))
    if any(one.estimate for one in answer.completeness[:_ORGS]):
        click.echo(quiet("Estimates take it that being in one source says nothing of being in another."))
    if not answer.imported:
        click.echo("netkeep: import mail, a calendar or a repository, and more can be told", err=True)


def _who(one: Suggestion) -> str:
    if one.kind == COLLEAGUE:
        return f"{one.name}, of your job {one.job}"
    if one.kind == ADDRESS:
        return f"{one.name}, also at {', '.join(one.addresses)}"
    return f"{one.name} <{', '.join(one.addresses)}>" if one.addresses else one.name


def _line(one: Completeness) -> str:
    known = f"{one.org}: {one.in_vault} in the vault, {one.seen} in all sources together ({', '.join(one.sources)})"
    if one.estimate is None:
        return f"{known}; how many are missing, nobody can tell: {one.why}"
    low, high = round(one.estimate.low), round(one.estimate.high)
    bound = "at least about" if one.estimate.at_least else "about"
    return f"{known}; {bound} {round(one.estimate.total)} people ({low} to {high} with 95 % confidence)"


def _json(answer: _Answer, context: Context) -> None:
    print_json(
        "suggest",
        {
            "today": context.today.isoformat(),
            "suggestions": [_suggestion(one) for one in answer.suggestions],
            "more": answer.more,
            "completeness": [_completeness(one) for one in answer.completeness],
        },
    )


def _suggestion(one: Suggestion) -> dict[str, object]:
    return {
        "kind": one.kind,
        "key": one.key,
        "name": one.name,
        "addresses": list(one.addresses),
        "id": one.id,
        "org": one.org,
        "job": one.job,
        "score": round(one.score, 3),
        "evidence": [
            {"source": evidence.source, "words": evidence.words, "weight": round(evidence.weight, 3)}
            for evidence in one.evidence
        ],
        "command": one.command,
    }


def _completeness(one: Completeness) -> dict[str, object]:
    estimate = one.estimate
    return {
        "org": one.org,
        "in_vault": one.in_vault,
        "seen": one.seen,
        "overlap": one.overlap,
        "sources": [{"source": source, "people": people} for source, people in one.sources.items()],
        "estimate": round(estimate.total, 1) if estimate else None,
        "low": round(estimate.low, 1) if estimate else None,
        "high": round(estimate.high, 1) if estimate else None,
        "at_least": estimate.at_least if estimate else None,
        "why": one.why or None,
    }
