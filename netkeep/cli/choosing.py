"""The one person, job, organisation or file that a text means; where it fits several, a terminal asks which."""

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

import click

from netkeep.cli.output import table_lines
from netkeep.errors import LookupFailedError
from netkeep.model.ids import unlink
from netkeep.model.jobs import Job
from netkeep.model.names import fold
from netkeep.model.people import Contact
from netkeep.store import lookup
from netkeep.store.lookup import SHOWN, AmbiguousError, Candidate, UnreadableError
from netkeep.store.orgs import Org
from netkeep.store.unread import unreadable_matches
from netkeep.store.vault import Vault

if TYPE_CHECKING:
    from netkeep.text.document import Document

_T = TypeVar("_T")


def one_person(vault: Vault, text: str) -> Contact:
    """Return the one person a text means: see :func:`netkeep.store.lookup.one_person`."""
    return _resolved(lookup.one_person, vault, text)


def one_job(vault: Vault, text: str) -> Job:
    """Return the one job a text means: see :func:`netkeep.store.lookup.one_job`."""
    return _resolved(lookup.one_job, vault, text)


def one_org(vault: Vault, text: str) -> Org:
    """Return the one organisation a text means: see :func:`netkeep.store.lookup.one_org`."""
    return _resolved(lookup.one_org, vault, text)


def one_file(vault: Vault, text: str) -> "Document":
    """Return the one file a text means: see :func:`netkeep.store.lookup.one_file`."""
    return _resolved(lookup.one_file, vault, text)


def one_of_any(vault: Vault, text: str) -> Contact | Job | Org:
    """Return what a text means: an id, a person, else an organisation by its name, else what has a part of it."""
    wanted = unlink(text.strip())
    if wanted in vault.contacts:
        return vault.contacts[wanted]
    if wanted in vault.jobs:
        return vault.jobs[wanted]
    people, folded = lookup.matches(vault, text), fold(wanted)
    # Somebody found by an address alone does not stand in the way of their employer.
    if not any(folded in fold(name) for contact in people for name in (contact.name, *contact.aliases)):
        org = vault.orgs.of(wanted) or next((org for org in vault.orgs.all() if org.id == wanted), None)
        if org:
            return org
    try:
        return one_person(vault, text)
    except LookupFailedError as error:
        if people or isinstance(error, UnreadableError):
            raise
        if item := _by_part(vault, text, folded):
            return item
        raise


def _by_part(vault: Vault, text: str, folded: str) -> Job | Org | None:
    """Return the job or organisation that has a part of a text in its name; None if there is none."""
    if not folded:
        return None
    if unreadable_matches(vault, folded, whole=False, folder="jobs") or _any(
        folded, (job.title or "" for job in vault.jobs.values())
    ):
        return one_job(vault, text)
    orgs = vault.orgs.all()
    return one_org(vault, text) if _any(folded, (name for org in orgs for name in (org.name, *org.spellings))) else None


def _any(folded: str, names: Iterable[str]) -> bool:
    return any(folded in fold(name) for name in names)


def _resolved(look_up: Callable[[Vault, str], _T], vault: Vault, text: str) -> _T:
    try:
        return look_up(vault, text)
    except AmbiguousError as error:
        return look_up(vault, _chosen_id(vault, error))


def _chosen_id(vault: Vault, error: AmbiguousError) -> str:
    """Return the id of the candidate that the owner chooses.

    Raises :class:`AmbiguousError`, with what tells the candidates apart, where nobody can be asked.
    """
    if not error.candidates:
        raise error
    labels = table_lines([_cells(vault, candidate) for candidate in error.candidates])
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise AmbiguousError(error.text, error.nouns, error.candidates, labels)
    shown = labels[:SHOWN]
    for number, label in enumerate(shown, 1):
        click.echo(f"{number:>3}  {label}", err=True)
    if len(labels) > len(shown):
        click.echo(f"     and {len(labels) - len(shown)} more; type more of the name to see them", err=True)
    number = click.prompt(f"Which of them? 1-{len(shown)}", type=click.IntRange(1, len(shown)), err=True)
    return error.candidates[number - 1].id


def _cells(vault: Vault, item: Candidate) -> tuple[str, ...]:
    """Return what tells a candidate from the others."""
    if isinstance(item, Contact):
        from netkeep.cli.glance import glance

        return glance(vault, item, click.get_current_context().obj.today)
    if isinstance(item, Job):
        return item.id, item.org, item.title or ""
    return item.id, item.name
