"""A sweep in a terminal, from the choice of the job to the entry in its log."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

import click

from netkeep.cli.context import Context
from netkeep.cli.layout import reading_width, wrap
from netkeep.cli.output import heading, quiet
from netkeep.cli.printable import clean
from netkeep.cli.sweeping import screen
from netkeep.cli.sweeping.ending import entry_text, next_step
from netkeep.cli.sweeping.game import Game
from netkeep.cli.sweeping.interrupts import SignalGuard, Stopped
from netkeep.cli.sweeping.keyboard import Ask, People, keyboard
from netkeep.cli.sweeping.material import asked
from netkeep.cli.sweeping.writing import Table
from netkeep.errors import NetkeepError
from netkeep.exchange.sightings import load as load_seen
from netkeep.model.jobs import Job
from netkeep.network.coverage import Group, coverage
from netkeep.store.edits import Draft, log_in_job
from netkeep.store.sweep_state import keep_answered
from netkeep.words import ago


def play(context: Context, jobs: Sequence[Job], minutes: int) -> int:
    """Play with the keyboard; gives the exit code."""
    stopping, people = SignalGuard(), People()
    with stopping.held():
        ask = keyboard(people, stopping)
        job = _chosen(jobs, context.today, ask)
        if job:
            sweep(context, job, Seat(ask, time.monotonic, minutes, people))
    return stopping.exit_code


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody plays: what gives lines, what gives seconds, and how long it is to take."""

    ask: Ask
    clock: Callable[[], float]
    minutes: int
    people: People = field(default_factory=People)


def sweep(context: Context, job: Job, seat: Seat) -> None:
    """Play one job, and write what came of it, however it ends."""
    before = coverage(context.vault, job, context.today)
    click.echo(screen.opening(job, context.today))
    click.echo("\n".join(screen.table(before)))
    click.echo(f"\n{screen.keys()}")
    table = Table(context.vault, job, context.today, context.read_again)
    game = Game(table, seat.ask, seat.clock, seat.minutes, seat.people)
    found = asked(context, job)
    path, trouble = "", ""
    try:
        game.play(found, context.today)
    finally:
        # First what must stay: a terminal that has gone cannot be written to.
        if game.captures or game.looked:
            path, trouble = _kept(context, game)
        with suppress(OSError):
            _farewell(context, game, before, path, trouble)


def _kept(context: Context, game: Game) -> tuple[str, str]:
    """Write the entry into the job's log; gives its path, or what went wrong, in words."""
    draft = Draft(context.today, "sweep", entry_text(game.captures))
    try:
        keep_answered(context.root, game.table.job.id, game.answered)
        return log_in_job(game.table.vault, game.table.job, (), draft), ""
    except NetkeepError as error:
        return "", str(error)


def _farewell(context: Context, game: Game, before: Sequence[Group], path: str, trouble: str) -> None:
    click.echo()
    for line in wrap(screen.brought(game.captures), reading_width()):
        click.echo(heading(line))
    table = game.table
    if game.captures:
        after = coverage(table.vault, table.job, context.today)
        click.echo("\n".join(screen.table(after, before)))
    if path:
        click.echo("\n".join(screen.paragraph(path, entry_text(game.captures))))
    elif trouble:
        click.echo(f"netkeep: not in the job's log: {clean(trouble)}", err=True)
    else:
        click.echo(quiet("Nothing was looked at, so the job's log says nothing of it."))
    step = next_step(table.vault, table.job, load_seen(context.root), context.today)
    click.echo("\n".join(screen.paragraph("Next", step)))


def _chosen(jobs: Sequence[Job], today: date, ask: Ask) -> Job | None:
    """Let the player choose where several jobs go on; the one that was swept longest ago comes first."""
    ordered = sorted(jobs, key=lambda job: (_last(job), job.id))
    if len(ordered) == 1:
        return ordered[0]
    rows = [(job.org, f"last sweep: {ago(_last(job), today)}" if _last(job) != date.min else "") for job in ordered]
    click.echo(heading("Which job?"))
    click.echo("\n".join(screen.listed(rows)))
    with suppress(EOFError, Stopped):
        while (line := ask(f"    1 to {len(rows)}, Enter for the first › ").strip()) not in {"s", "q"}:
            if not line or (line.isascii() and line.isdigit() and 0 < int(line) <= len(rows)):
                return ordered[int(line or 1) - 1]
    return None


def _last(job: Job) -> date:
    return max((entry.date for entry in job.body.log if entry.kind == "sweep"), default=date.min)
