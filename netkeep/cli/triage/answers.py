"""The answer that a key and the question behind it make: for one person, or for all of a group."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from netkeep.cli.triage.questions import Questions
from netkeep.exchange.triage.answers import archived, with_cadence, with_job, with_tags
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.model.triage import without_triage_tag
from netkeep.words import to_you


class Answer(NamedTuple):
    """What becomes of a contact, and that in words."""

    change: Callable[[Contact], Contact]
    words: str


def keep(_: Questions, __: Sequence[Job]) -> Answer | None:
    """Return the answer that changes nothing besides the tag."""
    return Answer(without_triage_tag, "kept")


def cadence(ask: Questions, _: Sequence[Job]) -> Answer | None:
    """Ask how often; return None where the owner goes back, as all of these do."""
    cadence = ask.cadence()
    return Answer(lambda contact: with_cadence(contact, cadence), f"cadence {cadence}") if cadence else None


def tags(ask: Questions, _: Sequence[Job]) -> Answer | None:
    """Ask for tags."""
    tags = ask.tags()
    return Answer(lambda contact: with_tags(contact, tags), f"tagged {', '.join(tags)}") if tags else None


def worked_with(ask: Questions, jobs: Sequence[Job]) -> Answer | None:
    """Ask for a job of the owner's, beginning with the proposed ones, and for what they were there."""
    chosen = ask.job_and_relation(jobs)
    if chosen is None:
        return None
    job, relation = chosen
    words = f"worked with in {job}{f', {to_you(relation)}' if relation else ''}"
    return Answer(lambda contact: with_job(contact, job, relation), words)


def archive(ask: Questions, _: Sequence[Job]) -> Answer | None:
    """Ask why."""
    why = ask.why()
    return Answer(lambda contact: archived(contact, why), "archived") if why else None


ANSWERS: dict[str, Callable[[Questions, Sequence[Job]], Answer | None]] = {
    "k": keep,
    "c": cadence,
    "t": tags,
    "w": worked_with,
    "a": archive,
}
MORE_TO_COME = {key.upper(): ANSWERS[key] for key in "ctw"}
"""The keys for an answer after which the same person is asked about once more."""
