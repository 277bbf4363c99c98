"""``netkeep import --triage``: new people one after another, one key each; unclear ones beside whom they may be.

Nothing is asked without a terminal. Each answer is written at once; who still has the tag is left to do.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

import click

from netkeep.cli.context import Context
from netkeep.cli.output import say
from netkeep.cli.printable import clean
from netkeep.cli.triage.keys import Keys
from netkeep.cli.triage.loop import Loop
from netkeep.cli.triage.unclear import settle
from netkeep.exchange.merging.identity import NEW
from netkeep.exchange.merging.plan_types import Plan
from netkeep.exchange.sightings import load
from netkeep.exchange.triage.queue import queue, sources_by_person
from netkeep.model.triage import waits
from netkeep.network.select import Condition, Wanted, select
from netkeep.words import count

Again = Callable[[Context, Mapping[str, str]], Plan]
"""Plans the same import again, given who is who by the place in the source; writes it where there is an answer."""


class Choice(NamedTuple):
    """Whom to ask about: those of whom all conditions hold, and no more than ``limit``."""

    conditions: tuple[Condition, ...] = ()
    limit: int | None = None


def triage(context: Context, choice: Choice) -> None:
    """Walk through those who wait; without a terminal, say how many they are."""
    with _fresh(context) as now:
        wanted = Wanted(conditions=choice.conditions, archived=True)
        people = {contact.id for contact in select(now.vault, wanted, now.today) if waits(contact)}
        if not asks():
            _tell(len(people))
            return
        everybody = queue(now.vault, sources_by_person(now.root), load(now.root), now.today)
        waiting = [person for person in everybody if person.contact.id in people][: choice.limit]
        if waiting:
            Loop(now, waiting, Keys()).run()
        else:
            say("netkeep: nobody waits for triage", err=True)


def triage_import(context: Context, choice: Choice, unclear: int, again: Again) -> None:
    """Ask who those are that an import left unclear, and then walk through those who wait."""
    if unclear and asks():
        with _fresh(context) as now:
            previous = again(now, {})
            if chosen := settle(now, previous.unclear, Keys()):
                _tell_answered(chosen, previous, again(now, chosen))
    triage(context, choice)


def asks() -> bool:
    """Return whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _fresh(context: Context) -> Context:
    """Return a new context, for the vault as it is now; an import has just written to it."""
    return replace(context)


def _tell_answered(chosen: Mapping[str, str], previous: Plan, current: Plan) -> None:
    new = sum(who == NEW for who in chosen.values())
    same = len(chosen) - new
    say(f"{same:,} matched, {new:,} new, {len(current.unclear):,} still unclear.")
    for problem in (refusal for refusal in current.refused if refusal not in previous.refused):
        click.echo(clean(f"  {problem.where}: {problem.message}"))


def _tell(number: int) -> None:
    if not number:
        click.echo("Nobody waits for triage.")
        return
    waiting = count(number, "person waits", "people wait")
    say(f"{waiting} for triage: netkeep list --tag to-triage")
    say("In a terminal, netkeep import --triage asks about one after another.")
