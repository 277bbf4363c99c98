"""``netkeep suggest``: people the owner has probably missed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click

from netkeep.check.facts import Facts
from netkeep.check.unknown import unknown_names
from netkeep.cli.choosing import one_job, one_org
from netkeep.cli.context import Context, pass_context
from netkeep.cli.names import JOB, ORG
from netkeep.cli.output import heading, print_json, quiet, say
from netkeep.cli.printable import clean
from netkeep.exchange.dismissed import dismiss, dismissed_keys
from netkeep.exchange.sightings import load
from netkeep.network.completeness import Completeness
from netkeep.network.suggest import coverage, suggest
from netkeep.network.suggest.suggestion import ADDRESS, COLLEAGUE, Suggestion
from netkeep.network.suggest.unknown import Mention
from netkeep.store.index.vault import IndexedVault
from netkeep.store.vault import Vault

_LIMIT, _ORGS = 20, 10


class _Answer(NamedTuple):
    suggestions: Sequence[Suggestion]
    more: int
    completeness: Sequence[Completeness]
    imported: bool


@click.command("suggest", short_help="Show whom you have probably missed, and why.")
@click.option("--org", type=ORG, help="Only people of this organisation; any spelling will do.")
@click.option("--job", type=JOB, help="Only people of this job: its id, or part of its name.")
@click.option("--limit", type=click.IntRange(1), default=_LIMIT, show_default=True, help="At most this many people.")
@click.option("--never", multiple=True, metavar="WHOM", help="Never suggest this address, name or key; repeatable.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@pass_context
def command(
    context: Context, *, org: str | None, job: str | None, limit: int, never: tuple[str, ...], style: str
) -> None:
    """Show people you have probably missed, the evidence for each, and the command to type.

    It uses what 'netkeep import mail', 'calendar' and 'git' have seen, and the vault itself. Nothing is changed;
    you decide who belongs in the vault.

    \b
    Examples:
      netkeep suggest --org "Acme Corp" --limit 5
      netkeep suggest --never newsletter@shop.example
    """
    if never:
        context.finish()
        count = dismiss(context.root, never)
        say(f"netkeep: never again: {count} new; .netkeep/never lists them; remove a line to undo", err=True)
        return
    vault = context.vault
    wanted_org = one_org(vault, org).id if org else None
    wanted_job = one_job(vault, job).id if job else None
    sightings = load(context.root)
    suggestions = [
        suggestion
        for suggestion in suggest(vault, sightings, _mentions(vault), context.today, dismissed_keys(context.root))
        if wanted_org in {None, suggestion.org} and wanted_job in {None, suggestion.job}
    ]
    completeness = [entry for entry in coverage(vault, sightings) if _is_wanted(vault, entry, wanted_org, wanted_job)]
    answer = _Answer(suggestions[:limit], max(0, len(suggestions) - limit), completeness, bool(sightings))
    if style == "json":
        _json(answer, context)
    else:
        _text(answer)


def _is_wanted(vault: Vault, completeness: Completeness, org: str | None, job: str | None) -> bool:
    match = vault.orgs.of(completeness.org)
    of_job = vault.orgs.of(vault.jobs[job].org) if job else None
    return match is not None and org in {None, match.id} and (of_job is None or of_job is match)


def _mentions(vault: Vault) -> Iterator[Mention]:
    if isinstance(vault, IndexedVault):
        for fact in unknown_names(Facts(vault.connection)):
            yield Mention(fact.note, f"{fact.place.path}:{fact.place.line}")


def _text(answer: _Answer) -> None:
    for suggestion in answer.suggestions:
        click.echo(f"{heading(clean(_who(suggestion)))}  {suggestion.score:.2f}")
        for evidence in suggestion.evidence:
            click.echo(f"  {clean(evidence.words)}")
        click.echo(f"  {clean(suggestion.command)}\n")
    if not answer.suggestions:
        say("netkeep: nobody seems to be missing", err=True)
    if answer.more:
        say(quiet(f"and {answer.more} more; --limit {len(answer.suggestions) + answer.more} shows them all"))
    for org in answer.completeness[:_ORGS]:
        click.echo(clean(_line(org)))
    if any(completeness.estimate for completeness in answer.completeness[:_ORGS]):
        say(quiet("Estimates assume that being in one source says nothing about being in another."))
    if not answer.imported:
        say("netkeep: import mail, a calendar or a repository for better suggestions", err=True)


def _who(suggestion: Suggestion) -> str:
    if suggestion.kind == COLLEAGUE:
        return f"{suggestion.name}, of your job {suggestion.job}"
    if suggestion.kind == ADDRESS:
        return f"{suggestion.name}, also at {', '.join(suggestion.addresses)}"
    return f"{suggestion.name} <{', '.join(suggestion.addresses)}>" if suggestion.addresses else suggestion.name


def _line(completeness: Completeness) -> str:
    sources = ", ".join(completeness.sources)
    counts = (
        f"{completeness.org}: {completeness.in_vault} in the vault, "
        f"{completeness.seen} in all sources together ({sources})"
    )
    if completeness.estimate is None:
        return f"{counts}; how many are missing is unknown: {completeness.why}"
    low, high = round(completeness.estimate.low), round(completeness.estimate.high)
    bound = "at least about" if completeness.estimate.at_least else "about"
    return f"{counts}; {bound} {round(completeness.estimate.total)} people ({low} to {high} with 95 % confidence)"


def _json(answer: _Answer, context: Context) -> None:
    print_json(
        "suggest",
        {
            "today": context.today.isoformat(),
            "suggestions": [_suggestion(suggestion) for suggestion in answer.suggestions],
            "more": answer.more,
            "completeness": [_completeness(completeness) for completeness in answer.completeness],
        },
    )


def _suggestion(suggestion: Suggestion) -> dict[str, object]:
    return {
        "kind": suggestion.kind,
        "key": suggestion.key,
        "name": suggestion.name,
        "addresses": list(suggestion.addresses),
        "id": suggestion.id,
        "org": suggestion.org,
        "job": suggestion.job,
        "score": round(suggestion.score, 3),
        "evidence": [
            {"source": evidence.source, "words": evidence.words, "weight": round(evidence.weight, 3)}
            for evidence in suggestion.evidence
        ],
        "command": suggestion.command,
    }


def _completeness(completeness: Completeness) -> dict[str, object]:
    estimate = completeness.estimate
    return {
        "org": completeness.org,
        "in_vault": completeness.in_vault,
        "seen": completeness.seen,
        "overlap": completeness.overlap,
        "sources": [{"source": source, "people": people} for source, people in completeness.sources.items()],
        "estimate": round(estimate.total, 1) if estimate else None,
        "low": round(estimate.low, 1) if estimate else None,
        "high": round(estimate.high, 1) if estimate else None,
        "at_least": estimate.at_least if estimate else None,
        "why": completeness.why or None,
    }
