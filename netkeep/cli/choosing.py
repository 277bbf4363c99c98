"""The one person, job, organisation or file that a text means; where it fits several, a terminal asks which."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from netkeep.cli.output import table_lines
from netkeep.model.jobs import Job
from netkeep.model.people import Contact
from netkeep.store import lookup
from netkeep.store.lookup import SHOWN, AmbiguousError, Candidate
from netkeep.store.orgs import Org
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
