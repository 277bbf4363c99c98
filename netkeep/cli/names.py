"""Types of what names a person, an organisation, a job, a tag or a kind of entry: a shell completes them.

Completion answers from the index as it is, however old: to bring it up to date would take longer than a key may.
"""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import click

from netkeep.errors import NetkeepError
from netkeep.model.names import fold

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from netkeep.store.index.vault import IndexedVault

    _Names = Callable[[IndexedVault, str], Iterable[tuple[str, str]]]
    _Type = click.ParamType[str]
else:  # generic since Click 8.4 only
    _Type = click.ParamType

_MOST = 200
"""More than so many names nobody reads; whoever types a letter sees fewer."""
_SPECIAL = re.compile(r"([^\w@%+=:,./-])")


class Name(_Type):
    """A text that names something in the vault; ``names`` yields each name that it may begin, with a description."""

    def __init__(self, name: str, *names: "_Names") -> None:
        self.name = name
        self._names = names

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text as it is: the command looks it up."""
        del param, ctx
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """Return what the text may become; nothing where the vault has no index yet."""
        from click.shell_completion import CompletionItem

        del param
        try:
            with closing(_open_vault(ctx)) as vault:
                pairs = dict(pair for names in self._names for pair in names(vault, fold(incomplete)))
        except (NetkeepError, OSError, sqlite3.Error, ValueError):
            return []
        return [CompletionItem(_escaped(name), help=about or None) for name, about in list(pairs.items())[:_MOST]]


def _open_vault(ctx: click.Context) -> "IndexedVault":
    from pathlib import Path

    from netkeep.store.index.fast_path import open_existing
    from netkeep.store.index.tables import NAME
    from netkeep.store.index.vault import IndexedVault
    from netkeep.store.root import PRIVATE_FOLDER, find_root
    from netkeep.store.settings import read_settings

    named = ctx.find_root().params.get("vault")
    root = Path(find_root(str(named) if named else None, os.environ, str(Path.cwd())))
    connection = open_existing(str(root / PRIVATE_FOLDER / NAME))
    return IndexedVault(root, read_settings(root), (), connection=connection)


def _escaped(name: str) -> str:
    """Return a name as bash needs it: it takes no quotes from a completion, and reads a backslash twice."""
    return _SPECIAL.sub(r"\\\\\1", name) if os.environ.get("_NETKEEP_COMPLETE", "").startswith("bash") else name


def _people(vault: "IndexedVault", begin: str) -> Iterator[tuple[str, str]]:
    """Yield the ids that begin so, else those of people with a name of which a word begins so.

    A shell puts what all of them begin with in the place of the word: it must be the word, or nothing, or one id.
    """
    people = vault.people_beginning(begin, _MOST)
    first_letters = {person[0] for person, _ in people}
    if len(people) == 1 or len(first_letters) > 1 or all(person.startswith(begin) for person, _ in people):
        yield from people


def _jobs(vault: "IndexedVault", begin: str) -> Iterator[tuple[str, str]]:
    yield from ((job.id, job.org) for job in vault.jobs.values() if job.id.startswith(begin))


def _orgs(vault: "IndexedVault", begin: str) -> Iterator[tuple[str, str]]:
    yield from ((org.id, org.name) for org in vault.orgs.all() if org.id.startswith(begin))


def _tags(vault: "IndexedVault", begin: str) -> Iterator[tuple[str, str]]:
    yield from ((tag, "") for tag in vault.tags() if fold(tag).startswith(begin))


def _kinds(vault: "IndexedVault", begin: str) -> Iterator[tuple[str, str]]:
    yield from ((kind, "") for kind in vault.settings.kinds.names() if kind.startswith(begin))


WHO = Name("who", _people)
WHO_OR_ORG = Name("who", _people, _orgs)
WHO_OR_JOB = Name("who", _people, _jobs)
WHO_JOB_OR_ORG = Name("what", _people, _jobs, _orgs)
ORG = Name("org", _orgs)
JOB = Name("job", _jobs)
TAG = Name("tag", _tags)
KIND = Name("kind", _kinds)
