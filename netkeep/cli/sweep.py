"""``netkeep sweep``: a five-minute game that asks whom the owner has missed."""

import sys
from collections.abc import Sequence
from itertools import islice

import click

from netkeep.cli.context import Context, pass_context
from netkeep.cli.job_argument import resolve_jobs
from netkeep.cli.layout import hang, reading_width
from netkeep.cli.names import JOB
from netkeep.cli.output import print_json, quiet, say
from netkeep.cli.sweeping import screen
from netkeep.cli.sweeping.material import todays_questions
from netkeep.model.jobs import Job
from netkeep.network.coverage import Group, coverage
from netkeep.network.sweeping.question import Question

_A_MINUTE = 4
"""How many questions a player gets through in a minute; without a terminal, no more are printed."""


@click.command("sweep", short_help="Play the five-minute game: whom in this job have you missed?")
@click.argument("job", type=JOB, required=False)
@click.option("--minutes", type=click.IntRange(1, 60), default=5, show_default=True, help="How long to play.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="For people, or for programs."
)
@pass_context
def command(context: Context, job: str | None, minutes: int, style: str) -> int:
    """Play the five-minute game of whom you have missed in a job.

    One question after the other, made from what the vault and your imports know. A name is enough to capture somebody;
    each is written at once, so that you can stop at any moment. Without a terminal the questions are printed, and
    nothing is written. Without JOB, it is about a current one, else about your last one.

    \b
    Example:
      netkeep sweep acme-2023 --minutes 5
    """
    jobs = resolve_jobs(context.vault, job, context.today)
    if style == "json":
        _json(context, jobs)
    elif sys.stdin.isatty() and sys.stdout.isatty():
        from netkeep.cli.sweeping.session import play

        context.finish()
        return play(context, jobs, minutes)
    else:
        _print(context, jobs, minutes)
    return 0


def _print(context: Context, jobs: Sequence[Job], minutes: int) -> None:
    for number, job in enumerate(jobs):
        if number:
            click.echo()
        click.echo(screen.opening(job, context.today))
        click.echo("\n".join(screen.table(coverage(context.vault, job, context.today))))
        click.echo()
        questions = todays_questions(context, job)
        for place, question in enumerate(islice(questions, minutes * _A_MINUTE), 1):
            words = f"{question.text} ({question.why})" if question.why else question.text
            click.echo("\n".join(hang(f"{place:>3}  ", words, indent=5, room=reading_width())))
        say(quiet(f"\nIn a terminal, 'netkeep sweep {job.id}' asks one by one and captures whom you name."))


def _json(context: Context, jobs: Sequence[Job]) -> None:
    records = [
        {
            "job": job.id,
            "coverage": [_group(group) for group in coverage(context.vault, job, context.today)],
            "questions": [_question(question) for question in todays_questions(context, job)],
        }
        for job in jobs
    ]
    print_json("sweep", {"today": context.today.isoformat(), "jobs": records})


def _group(group: Group) -> dict[str, object]:
    return {"group": group.name, "captured": len(group.people), "remembering": group.remembering}


def _question(question: Question) -> dict[str, object]:
    return {
        "key": question.key,
        "kind": question.kind,
        "text": question.text,
        "why": question.why or None,
        "on": question.day.isoformat() if question.day else None,
        "as": question.relation,
        "id": question.person,
        "name": question.proposal.name if question.proposal else None,
        "emails": list(question.proposal.emails) if question.proposal else [],
    }
