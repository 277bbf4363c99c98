"""What stays of a sweep: the entry in the job's log, and what to do next."""

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
"""How long the lines of an entry are, so that with the date before them they are easily read."""


def entry_text(captures: Sequence[Capture]) -> str:
    """Return the text of the job's log entry: ``Added [[a]], [[b]].`` or that it was nobody."""
    new = [f"[[{one.person}]]" for one in captures if one.new]
    known = [f"[[{one.person}]]" for one in captures if not one.new]
    parts = [f"Added {', '.join(new)}."] if new else []
    parts += [f"Also of this job: {', '.join(known)}."] if known else []
    return "\n".join(wrap(" ".join(parts) or "Nobody new.", _LINE))


def next_step(vault: Vault, job: Job, sightings: Iterable[Sighting], today: date) -> str:
    """Return the one thing that helps most after a sweep, and what to type."""
    asked = [one for one in askings(vault, job, today) if not one.contact.is_paused_or_archived(today)]
    if asked and phase(job, today) in {"last", "after"}:
        one, favour = asked[0], one_of(asked[0].favour)
        return f"ask {one.contact.name} for {favour} ({why(one)}): netkeep asks --draft --who {one.contact.id}"
    steps = exposure(vault, job, sightings, today).steps
    return deed(steps[0]) if steps else "netkeep due"
