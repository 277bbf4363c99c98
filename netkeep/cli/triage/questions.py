"""Questions that follow a key: how often, which tags, which job, why, who."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import click

from netkeep.cli.layout import reading_width, shorten, wrap
from netkeep.cli.output import quiet, say
from netkeep.cli.printable import clean
from netkeep.cli.sweeping.answer import KEYS
from netkeep.cli.triage import screen
from netkeep.cli.triage.keys import BACK, Keys
from netkeep.exchange.triage.answers import share_a_name
from netkeep.exchange.triage.groups import Group
from netkeep.exchange.triage.queue import newest_first
from netkeep.model.date_phrases import parse_span
from netkeep.model.dates import Duration, Never
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.store.lookup import matches
from netkeep.store.vault import Vault
from netkeep.words import join_words

_T = TypeVar("_T")
_MARKS = "123456789abcdefghijklmnopqrstuvwxyz"
_PREVIEWED = 8
_RELATION_KEYS = (
    "[m]anager [r]eport [p]eer o[t]her-team [l]eadership [v]endor [c]ustomer [h]ires (a recruiter) [o]ther [-] unsaid"
)


class Questions:
    """Asks the owner; every question returns None, or an empty value, where the owner goes back."""

    def __init__(self, vault: Vault, keys: Keys) -> None:
        self._vault, self._keys = vault, keys

    def cadence(self) -> Duration | Never | None:
        """Ask how often; asks again until it is a span of time, or ``none``."""
        while text := self._keys.line("How often? (3 months, 6w, none; empty: back) "):
            try:
                return Never.NEVER if text == "none" else _span(text)
            except ValueError as error:
                click.echo(f"{error}; or none")
        return None

    def tags(self) -> tuple[str, ...]:
        """Ask for tags."""
        existing = {tag: None for contact in self._vault.contacts.values() for tag in contact.tags}
        text = self._keys.line("Tags? (with commas between them; empty: back) ", sorted(existing))
        return tuple(dict.fromkeys(tag for part in text.split(",") if (tag := " ".join(part.split()))))

    def why(self) -> str:
        """Ask why somebody is archived."""
        return " ".join(self._keys.line("Why? (empty: back) ").split())

    def job_and_relation(self, proposed: Sequence[Job]) -> tuple[str, str | None] | None:
        """Ask for a job of the owner's, beginning with the proposed one, and for what they were there."""
        job = proposed[0] if proposed else self._job()
        while job:
            other = " [j] another job" if len(self._vault.jobs) > 1 else ""
            click.echo(f"At {clean(screen.job_line(job))}:")
            click.echo(screen.keys(_RELATION_KEYS + other, reading_width()))
            key = self._relation("j" if other else "")
            if key != "j":
                return (job.id, KEYS.get(key)) if key else None
            job = self._job()
        return None

    def who(self, but: Contact) -> Contact | None:
        """Ask for somebody in the vault; where a name fits several, which of them."""
        others = [contact for contact in self._vault.contacts.values() if contact.id != but.id]
        words = sorted({word for contact in others for word in (contact.name, contact.id)})
        while text := self._keys.line("Who are they? (a name or id, Tab completes; empty: back) ", words):
            candidates = [contact for contact in matches(self._vault, text) if contact.id != but.id]
            if len(candidates) == 1:
                return candidates[0]
            if not candidates:
                click.echo("nobody else has this name")
            elif chosen := self._choose([f"{contact.name}  ({contact.id})" for contact in candidates], candidates):
                return chosen
        return None

    def group(self, groups: Sequence[Group]) -> Group | None:
        """Ask for a group of people."""
        lines = [f"{len(group.people):,} {group.common}" for group in groups]
        return self._choose(lines, groups)

    def sure(self, question: str) -> bool:
        """Ask for a yes; every other key goes back."""
        for line in wrap(question, reading_width()):
            click.echo(line)
        click.echo(screen.keys("[y]es; any other key: back", reading_width()))
        return self._keys.key() == "y"

    def sure_of_all(self, group: Group, words: str) -> bool:
        """Show how many people an answer is about, and the first of them, and ask for a yes."""
        names = join_words((person.contact.name for person in group.people), _PREVIEWED)
        return self.sure(f"{len(group.people):,} people {group.common}: {words}? They are {names}.")

    def sure_to_join(self, names: Iterable[str], others: Iterable[str]) -> bool:
        """Ask before two people are joined who have no name in common."""
        mine, theirs = list(names), list(others)
        return share_a_name(mine, theirs) or self.sure(
            f"{mine[0]} and {theirs[0]} are different names. Are they one person?"
        )

    def _job(self) -> Job | None:
        jobs = newest_first(self._vault.jobs.values())
        if not jobs:
            say("you have no jobs yet; 'netkeep job start' starts one")
        return self._choose([screen.job_line(job) for job in jobs], jobs) if jobs else None

    def _relation(self, besides: str) -> str:
        while (key := self._keys.key()) not in BACK:
            if key in KEYS or key in {"-", besides}:
                return key
            click.echo(quiet("one of the keys above; Enter: back"))
        return ""

    def _choose(self, lines: Sequence[str], items: Sequence[_T]) -> _T | None:
        """Ask for one of several items by its mark; items after the last mark are only counted."""
        for mark, line in zip(_MARKS, lines, strict=False):
            say(f"  {click.style(mark, bold=True)}  {shorten(line, reading_width() - 5)}")
        if len(lines) > len(_MARKS):
            click.echo(quiet(f"  and {len(lines) - len(_MARKS):,} more"))
        while (key := self._keys.key()) not in BACK:
            if key in _MARKS[: len(items)]:
                return items[_MARKS.index(key)]
            click.echo(quiet("one of the marks above; Enter: back"))
        return None


def _span(text: str) -> Duration:
    try:
        return Duration.parse(text)
    except ValueError:
        return parse_span(text)
