"""What every command gets: the vault, the day, and how to print."""

import os
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from netkeep.check.reader import reader
from netkeep.cli.output import say
from netkeep.cli.printable import clean
from netkeep.store.index.refresh import open_index
from netkeep.store.index.vault import IndexedVault
from netkeep.store.root import find_root
from netkeep.store.settings import is_newer, newer_in_words, read_settings, refuse_newer
from netkeep.store.vault import Vault
from netkeep.words import join_words

if TYPE_CHECKING:
    from netkeep.store.write import Finished

_NAMED = 3


@dataclass
class Context:
    """The global options; ``day_chosen``: somebody set the day. The vault is read when first asked for.

    A vault answers from its index, which stays open as long as the context.
    """

    named_vault: Path | None
    today: date
    day_chosen: bool
    verbose: bool
    _open: ExitStack = field(default_factory=ExitStack, init=False, repr=False, compare=False)
    _reopened: ExitStack = field(default_factory=ExitStack, init=False, repr=False, compare=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with self._open:
            self._reopened.close()

    @cached_property
    def root(self) -> Path:
        """Return the vault's folder. Raises :class:`netkeep.errors.VaultError` where there is none."""
        return Path(find_root(str(self.named_vault) if self.named_vault else None, os.environ, str(Path.cwd())))

    def finish(self, root: Path | None = None) -> "Finished":
        """Finish what an earlier command left half done, and return it; every command that writes begins with this."""
        from netkeep.store.write.journal import Finished, finish, finished_in_words

        refuse_newer(read_settings(root or self.root))
        if (finished := finish(root or self.root)) != Finished():
            say(f"netkeep: {clean(finished_in_words(finished))}", err=True)
        return finished

    @cached_property
    def vault(self) -> Vault:
        """Return the vault; unreadable files are named on the standard error."""
        return _report_unreadable(self._read(self._open))

    def loaded(self) -> Vault:
        """Return the vault with all its files read now: for commands that change or export many of them."""
        from netkeep.store.load import load

        vault = load(self.root)
        refuse_newer(vault.settings)
        return _report_unreadable(vault)

    def read_again(self) -> Vault:
        """Return the vault as it is now; the one that an earlier call returned must not be used any more."""
        self._reopened.close()
        return self._read(self._reopened)

    def _read(self, until: ExitStack) -> IndexedVault:
        settings = read_settings(self.root)
        if is_newer(settings):
            say(f"netkeep: {newer_in_words(settings)}: something may be missing", err=True)
        index = until.enter_context(closing(open_index(self.root, reader(settings))))
        return IndexedVault(self.root, settings, (), connection=index)

    @staticmethod
    def colour(choice: str) -> bool | None:
        """Return whether to print in colour; None leaves it to the terminal (https://no-color.org)."""
        if choice == "auto":
            return False if os.environ.get("NO_COLOR") else None
        return choice == "always"


def _report_unreadable(vault: Vault) -> Vault:
    """Name on the standard error what cannot be read of a vault, and return the vault."""
    for reason, paths in (("unreadable", vault.unreadable), ("these folders cannot be listed", vault.closed)):
        if paths:
            say(
                f"netkeep: left out, because {reason}: {clean(join_words(paths, _NAMED))}; see 'netkeep check'",
                err=True,
            )
    return vault


pass_context = click.make_pass_decorator(Context)
