"""A sweep in a terminal, from the choice of the job to the entry in its log."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

import click

from netkeep.cli.context import Context
from netkeep.cli.layout import reading_width, wrap
from netkeep.cli.output import heading, quiet, say
from netkeep.cli.printable import clean
from netkeep.cli.sweeping import screen
from netkeep.cli.sweeping.ending import entry_text, next_step
from netkeep.cli.sweeping.game import Game
from netkeep.cli.sweeping.interrupts import SignalGuard, Stopped
from netkeep.cli.sweeping.keyboard import Ask, People, keyboard
from netkeep.cli.sweeping.material import todays_questions
from netkeep.cli.sweeping.writing import Table
from netkeep.errors import NetkeepError
from netkeep.exchange.sightings import load as load_seen
from netkeep.model.jobs import Job
from netkeep.network.coverage import Group, coverage
from netkeep.store.edits import Draft, log_in_job
from netkeep.store.sweep_state import keep_answered
from netkeep.words import ago


def play(context: Context, jobs: Sequence[Job], minutes: int) -> int:
    """Play with the keyboard; return the exit code."""
    stopping, people = SignalGuard(), People()
    with stopping.held():
        ask = keyboard(people, stopping)
        job = _choose_job(jobs, context.today, ask)
        if job:
            sweep(context, job, Seat(ask, time.monotonic, minutes, people))
    return stopping.exit_code


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody plays: what asks for lines, what returns seconds, and how long the game takes."""

    ask: Ask
    clock: Callable[[], float]
    minutes: int
    people: People = field(default_factory=People)


def sweep(context: Context, job: Job, seat: Seat) -> None:
    """Play one job, and write the result, however the game ends."""
    previous = coverage(context.vault, job, context.today)
    click.echo(screen.opening(job, context.today))
    click.echo("\n".join(screen.table(previous)))
    click.echo(f"\n{screen.keys()}")
    table = Table(context.vault, job, context.today, context.read_again)
    game = Game(table, seat.ask, seat.clock, seat.minutes, seat.people)
    questions = todays_questions(context, job)
    path, trouble = "", ""
    try:
        game.play(questions, context.today)
    finally:
        # What must be kept comes first: a terminal that has gone cannot be written to.
        if game.captures or game.looked:
            path, trouble = _write_entry(context, game)
        with suppress(OSError):
            _farewell(context, game, previous, path, trouble)


def _write_entry(context: Context, game: Game) -> tuple[str, str]:
    """Write the entry into the job's log; return its path, or what went wrong, in words."""
    draft = Draft(context.today, "sweep", entry_text(game.captures))
    try:
        keep_answered(context.root, game.table.job.id, game.answered)
        return log_in_job(game.table.vault, game.table.job, (), draft).path, ""
    except NetkeepError as error:
        return "", str(error)


def _farewell(context: Context, game: Game, previous: Sequence[Group], path: str, trouble: str) -> None:
    click.echo()
    for line in wrap(screen.summary(game.captures), reading_width()):
        click.echo(heading(line))
    table = game.table
    if game.captures:
        current = coverage(table.vault, table.job, context.today)
        click.echo("\n".join(screen.table(current, previous)))
    if path:
        click.echo("\n".join(screen.paragraph(path, entry_text(game.captures))))
    elif trouble:
        say(f"netkeep: not in the job's log: {clean(trouble)}", err=True)
    else:
        say(quiet("No question was answered, so the job's log gets no entry."))
    step = next_step(table.vault, table.job, load_seen(context.root), context.today)
    click.echo("\n".join(screen.paragraph("Next", step)))


def _choose_job(jobs: Sequence[Job], today: date, ask: Ask) -> Job | None:
    """Let the player choose a job where several go on; the one swept longest ago comes first."""
    ordered = sorted(jobs, key=lambda job: (_last_sweep(job), job.id))
    if len(ordered) == 1:
        return ordered[0]
    rows = [
        (job.org, f"last sweep: {ago(_last_sweep(job), today)}" if _last_sweep(job) != date.min else "")
        for job in ordered
    ]
    click.echo(heading("Which job?"))
    click.echo("\n".join(screen.numbered_choices(rows)))
    with suppress(EOFError, Stopped):
        while (line := ask(f"    1 to {len(rows)}, Enter for the first › ").strip()) not in {"s", "q"}:
            if not line or (line.isascii() and line.isdigit() and 0 < int(line) <= len(rows)):
                return ordered[int(line or 1) - 1]
    return None


def _last_sweep(job: Job) -> date:
    return max((entry.date for entry in job.body.log if entry.kind == "sweep"), default=date.min)
