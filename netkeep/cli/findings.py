"""The findings of a check, printed in the format that was asked for."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats.report import Report
from netkeep.cli.output import say
from netkeep.cli.printable import clean
from netkeep.store.git import prefix

FORMATS = ("text", "concise", "json", "github", "gitlab", "sarif", "rdjson")


@dataclass(frozen=True)
class Findings:
    """The findings in a vault on a day; ``files`` is how many were read, ``text`` returns what a file says.

    ``unsafe``: unsafe fixes are wanted too. Of more than ``most`` findings only so many are printed as text, errors
    first, and then how many there are of each rule.
    """

    root: Path
    today: str
    files: int
    diagnostics: tuple[Diagnostic, ...]
    text: Callable[[str], str | None]
    unsafe: bool = False
    most: int | None = None

    def show(self, style: str, *, source: bool, total: bool) -> None:
        """Print the findings; ``source`` adds the lines that they are about, ``total`` the summary at the end."""
        if style == "text":
            self._text(source=source, total=total)
        elif style == "concise":
            self._concise()
        elif style == "github":
            self._github()
        else:
            self._json(style)

    def count(self, style: str) -> None:
        """Print how often each rule has findings."""
        from netkeep.check.formats.counts import as_rows, counts
        from netkeep.cli.output import print_json, print_table

        statistics = counts(self.diagnostics)
        if style == "json":
            print_json("check", {**self._head(), "statistics": [row._asdict() for row in statistics]})
        elif statistics:
            print_table(as_rows(statistics))

    def _text(self, *, source: bool, total: bool) -> None:
        from netkeep.check.formats.text import as_text, summary
        from netkeep.cli.layout import columns
        from netkeep.cli.snippet import snippet

        for diagnostic in self._first():
            for line in as_text([diagnostic], self._relative, unsafe=self.unsafe):
                click.echo(clean(line))
            for line in snippet(diagnostic, self.text(diagnostic.path), columns()) if source else ():
                click.echo(line)
        if self._cut:
            self.count("text")
            more = f"The first {self.most} are shown; 'netkeep check --staged --format concise' shows all of them."
            click.echo(more)
        if total:
            say(summary(self.diagnostics, self.files, unsafe=self.unsafe))

    @property
    def _cut(self) -> bool:
        return self.most is not None and len(self.diagnostics) > self.most

    def _first(self) -> Sequence[Diagnostic]:
        if not self._cut:
            return self.diagnostics
        weighed = sorted(self.diagnostics, key=lambda diagnostic: diagnostic.severity is not Severity.ERROR)
        return sorted(weighed[: self.most])

    def _concise(self) -> None:
        from netkeep.check.formats.text import as_concise

        for line in as_concise(self.diagnostics, self._relative, unsafe=self.unsafe):
            click.echo(clean(line))

    def _github(self) -> None:
        from netkeep.check.formats.github import as_commands

        for line in as_commands(self._report()):
            click.echo(clean(line))

    def _json(self, style: str) -> None:
        from netkeep.cli.output import print_json, print_record

        if style == "sarif":
            from netkeep.check.formats.sarif import as_sarif

            print_record(as_sarif(self._report()))
        elif style == "rdjson":
            from netkeep.check.formats.rdjson import as_rdjson

            print_record(as_rdjson(self._report()))
        elif style == "gitlab":
            from netkeep.check.formats.gitlab import as_issues

            print_record(as_issues(Report(self.diagnostics, self._in_repository(), self.text)))
        else:
            from netkeep.check.formats.records import as_records

            print_json("check", {**self._head(), "diagnostics": as_records(self.diagnostics)})

    def _head(self) -> dict[str, object]:
        return {"vault": str(self.root), "today": self.today, "files": self.files}

    def _report(self) -> Report:
        return Report(self.diagnostics, self._portable, self.text)

    def _in_repository(self) -> Callable[[str], str]:
        """Return what makes a path relative to the repository; outside of one it stays relative to the vault."""
        folder = prefix(self.root)
        return lambda path: folder + path

    def _relative(self, path: str) -> str:
        """Return a path as one would type it in the current folder."""
        return os.path.relpath(self.root / path)

    def _portable(self, path: str) -> str:
        """Return a path for other programs: relative to the current folder if the vault is below, else to the vault."""
        below = self.root.resolve().is_relative_to(Path.cwd())
        return Path(self._relative(path)).as_posix() if below else path
