"""``netkeep check --fix`` and ``--diff``: the fixes, made or shown."""

import os
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from netkeep.check.diagnostic import Diagnostic
from netkeep.check.diff import diff, record_diff
from netkeep.check.formats.text import hidden_fixes
from netkeep.check.mending import Mending, mend
from netkeep.check.runner import check
from netkeep.cli.output import print_line, say
from netkeep.cli.printable import clean
from netkeep.errors import Exit
from netkeep.store.batch import Record, save_all
from netkeep.store.load import load
from netkeep.store.renames import recorded
from netkeep.store.vault import Vault
from netkeep.words import count, join_words

_REASONS = 5


@dataclass(frozen=True)
class FixCommand:
    """What to fix: the findings of these rules in these paths (relative to the vault), or in all of it.

    ``quiet``: nothing is said of what was done.
    """

    root: Path
    codes: Container[str]
    paths: Sequence[str]
    today: date
    unsafe: bool
    quiet: bool = False

    def show(self) -> int:
        """Print as a diff what fixes would change, and write nothing; return 1 where they would change anything."""
        mending = self._mend()
        for old, new in mending.changes():
            for line in diff(old, new, self._shown):
                print_line(line)
        for path, data, expected in self._records(mending):
            before = None if expected is None else (self.root / path).read_bytes()
            for line in record_diff(before, data, self._shown(path)):
                print_line(line)
        self._tell(mending, "would be fixed", "would be left", to_errors=True)
        return Exit.FINDINGS if mending.mended else Exit.OK

    def save(self) -> Mending:
        """Fix the vault on disk; the caller reports what is left."""
        mending = self._mend()
        save_all(self.root, mending.changes(), records=self._records(mending))
        return mending

    def tell(self, mending: Mending, *, to_errors: bool) -> None:
        """Print the last lines: how many fixes were made, which other files changed, and what stood in the way."""
        self._tell(mending, "fixed", "left", to_errors=to_errors)

    def _records(self, mending: Mending) -> list[Record]:
        """Return the file of renames where files are renamed."""
        pairs = [(old.stem, new.stem) for old, new in mending.changes() if old.stem != new.stem]
        return recorded(self.root, pairs)

    def _mend(self) -> Mending:
        return mend(load(self.root), self._look, self.today, unsafe=self.unsafe)

    def _look(self, vault: Vault, renamed: Sequence[str]) -> Sequence[Diagnostic]:
        return check(vault, self.today, [*self.paths, *renamed] if self.paths else (), self.codes)

    def _tell(self, mending: Mending, mended: str, left: str, *, to_errors: bool) -> None:
        if self.quiet:
            return
        say(self._counts(mending, mended, left), err=to_errors)
        if elsewhere := [old.path for old, _ in mending.changes() if self._is_elsewhere(old.path)]:
            files = join_words(clean(self._shown(path)) for path in elsewhere)
            say(f"Links to what is renamed change in {files}, too.", err=to_errors)
        if mending.refused:
            say(clean(f"In the way: {self._in_the_way(mending.refused)}."), err=to_errors)

    def _in_the_way(self, refused: Mapping[Diagnostic, str]) -> str:
        """Return why findings were not fixed, each reason with the findings that it concerns."""
        reasons: dict[tuple[str, str], list[Diagnostic]] = {}
        for diagnostic, why in sorted(refused.items()):
            reasons.setdefault((why, diagnostic.code), []).append(diagnostic)
        usual = sorted(reasons.items(), key=lambda reason: -len(reason[1]))
        parts = [
            f"{why} ({f'{len(of_rule)} of {code}' if len(of_rule) > 1 else f'{code} at {self._place(of_rule[0])}'})"
            for (why, code), of_rule in usual[:_REASONS]
        ]
        return "; ".join([*parts, *([f"and {len(usual) - _REASONS} more"] if len(usual) > _REASONS else [])])

    def _place(self, diagnostic: Diagnostic) -> str:
        return f"{self._shown(diagnostic.path)}:{diagnostic.line}:{diagnostic.column}"

    def _counts(self, mending: Mending, mended: str, left: str) -> str:
        """Return how many findings were fixed in how many files, how many are left, and what would fix more."""
        fixed, files = len(mending.mended), len(mending.changes())
        hidden = 0 if self.unsafe else hidden_fixes(mending.left)
        rest = f"{len(mending.left)} {left}{f', {hidden} of them for --unsafe-fixes' if hidden else ''}."
        if not fixed:
            return f"Nothing {mended}, {rest}"
        return f"{count(fixed, 'finding')} {mended} in {count(files, 'file')}, {rest}"

    def _shown(self, path: str) -> str:
        return os.path.relpath(self.root / path)

    def _is_elsewhere(self, path: str) -> bool:
        inside = any(wanted in {path, "."} or path.startswith(f"{wanted}/") for wanted in self.paths)
        return bool(self.paths) and not inside
