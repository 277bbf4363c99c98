"""``netkeep check --fix`` and ``--diff``: what can be mended, mended or shown."""

import os
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.diff import diff
from netkeep.check.formats.text import hidden_fixes
from netkeep.check.mending import Mending, mend
from netkeep.check.runner import check
from netkeep.cli.output import print_line
from netkeep.cli.printable import clean
from netkeep.errors import Exit
from netkeep.store.batch import save_all
from netkeep.store.load import load
from netkeep.store.vault import Vault
from netkeep.words import count, join_words

_REASONS = 5


@dataclass(frozen=True)
class FixCommand:
    """What to mend: the findings of these rules in these paths (relative to the vault), or in all of it."""

    root: Path
    codes: Container[str]
    paths: Sequence[str]
    today: date
    unsafe: bool

    def show(self) -> int:
        """Print as a diff what mending would change, and write nothing; exits with 1 where it would change anything."""
        mending = self._mend()
        for before, after in mending.changes():
            for line in diff(before, after, self._shown):
                print_line(line)
        self._tell(mending, "would be mended", "would be left", to_errors=True)
        return Exit.FINDINGS if mending.mended else Exit.OK

    def save(self) -> Mending:
        """Mend the vault on disk; what is left is for the caller to report."""
        mending = self._mend()
        save_all(self.root, mending.changes())
        return mending

    def tell(self, mending: Mending, *, to_errors: bool) -> None:
        """Print the last lines: how much was mended, which files were changed besides, and what stood in the way."""
        self._tell(mending, "mended", "left", to_errors=to_errors)

    def _mend(self) -> Mending:
        return mend(load(self.root), self._look, self.today, unsafe=self.unsafe)

    def _look(self, vault: Vault, renamed: Sequence[str]) -> Sequence[Diagnostic]:
        return check(vault, self.today, [*self.paths, *renamed] if self.paths else (), self.codes)

    def _tell(self, mending: Mending, mended: str, left: str, *, to_errors: bool) -> None:
        click.echo(self._counts(mending, mended, left), err=to_errors)
        if elsewhere := [before.path for before, _ in mending.changes() if self._is_elsewhere(before.path)]:
            files = join_words(clean(self._shown(path)) for path in elsewhere)
            click.echo(f"Links to what is renamed change in {files}, too.", err=to_errors)
        if mending.refused:
            click.echo(clean(f"In the way: {self._in_the_way(mending.refused)}."), err=to_errors)

    def _in_the_way(self, refused: Mapping[Diagnostic, str]) -> str:
        """Return why findings were not mended, each reason with what it was in the way of."""
        reasons: dict[tuple[str, str], list[Diagnostic]] = {}
        for one, why in sorted(refused.items()):
            reasons.setdefault((why, one.code), []).append(one)
        usual = sorted(reasons.items(), key=lambda reason: -len(reason[1]))
        told = [
            f"{why} ({f'{len(found)} of {code}' if len(found) > 1 else f'{code} at {self._place(found[0])}'})"
            for (why, code), found in usual[:_REASONS]
        ]
        return "; ".join([*told, *([f"and {len(usual) - _REASONS} more"] if len(usual) > _REASONS else [])])

    def _place(self, one: Diagnostic) -> str:
        return f"{self._shown(one.path)}:{one.line}:{one.column}"

    def _counts(self, mending: Mending, mended: str, left: str) -> str:
        """Return how many findings were mended in how many files, how many are left, and what would mend more."""
        found, files = len(mending.mended), len(mending.changes())
        hidden = 0 if self.unsafe else hidden_fixes(mending.left)
        rest = f"{len(mending.left)} {left}{f', {hidden} of them for --unsafe-fixes' if hidden else ''}."
        if not found:
            return f"Nothing {mended}, {rest}"
        return f"{count(found, 'finding')} {mended} in {count(files, 'file')}, {rest}"

    def _shown(self, path: str) -> str:
        return os.path.relpath(self.root / path)

    def _is_elsewhere(self, path: str) -> bool:
        inside = any(one in {path, "."} or path.startswith(f"{one}/") for one in self.paths)
        return bool(self.paths) and not inside
