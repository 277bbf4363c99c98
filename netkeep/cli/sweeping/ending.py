"""The end of a sweep: the entry in the job's log, and what to do next."""

from collections.abc import Iterable, Sequence
from datetime import date

from netkeep.cli.asks import why
from netkeep.cli.layout import wrap
from netkeep.model.jobs import Job
from netkeep.model.sighting import Sighting
from netkeep.network.ask_candidates import askings
from netkeep.network.exposure import exposure
from netkeep.network.sweeping.phase import phase
from netkeep.presenters.exposure import deed
from netkeep.store.captures import Capture
from netkeep.store.vault import Vault
from netkeep.words import one_of

_LINE = 76
"""How long the lines of an entry are, so that they read well with the date before them."""


def entry_text(captures: Sequence[Capture]) -> str:
    """Return the text of the job's log entry: ``Added [[a]], [[b]].`` or that it was nobody."""
    new = [f"[[{capture.person}]]" for capture in captures if capture.new]
    existing = [f"[[{capture.person}]]" for capture in captures if not capture.new]
    parts = [f"Added {', '.join(new)}."] if new else []
    parts += [f"Also of this job: {', '.join(existing)}."] if existing else []
    return "\n".join(wrap(" ".join(parts) or "Nobody new.", _LINE))


def next_step(vault: Vault, job: Job, sightings: Iterable[Sighting], today: date) -> str:
    """Return the one thing that helps most after a sweep, and what to type."""
    candidates = [asking for asking in askings(vault, job, today) if not asking.contact.is_paused_or_archived(today)]
    if candidates and phase(job, today) in {"last", "after"}:
        contact, favour = candidates[0].contact, one_of(candidates[0].favour)
        return f"ask {contact.name} for {favour} ({why(candidates[0])}): netkeep asks --draft --who {contact.id}"
    steps = exposure(vault, job, sightings, today).steps
    return deed(steps[0]) if steps else "netkeep due"
