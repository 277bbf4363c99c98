"""``netkeep edit``: a file opened in the user's own editor, and checked afterwards."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import click

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.formats import as_text
from netkeep.check.runner import check
from netkeep.check.selection import chosen_codes
from netkeep.cli.check_fix import FixCommand
from netkeep.cli.choosing import one_file
from netkeep.cli.context import Context, pass_context
from netkeep.cli.editor import open_in_editor
from netkeep.cli.names import WHO
from netkeep.cli.output import say
from netkeep.cli.printable import clean
from netkeep.config import Settings
from netkeep.errors import Exit, RefusedError
from netkeep.store.load import load
from netkeep.text.document import Document
from netkeep.text.source import digest

_PLACE = re.compile(r"(.+\.md):(\d{1,6})(?::\d{1,6})?:?")


@click.command("edit")
@click.argument("who", type=WHO, nargs=-1, required=True)
@pass_context
def command(context: Context, who: tuple[str, ...]) -> int:
    """Open somebody's file in your editor, and check it afterwards.

    The editor is $VISUAL or $EDITOR; most open the file at the newest entry of its log. WHO may also be the id or
    path of a job or an organisation, or of a file that has errors; a place as 'check' prints it opens at its line.
    If there are errors afterwards, they can be fixed, or the file be edited again. Without a terminal nothing is
    opened, and the whole path is printed.

    \b
    Examples:
      netkeep edit grace
      netkeep edit people/ada-example.md:12:3
      code "$(netkeep edit acme-2023)"
    """
    text = " ".join(who)
    place = _PLACE.fullmatch(text)
    document = one_file(context.vault, place[1] if place else text)
    full = context.root / document.path
    if not full.resolve().is_relative_to(context.root.resolve()):
        raise RefusedError(f"{document.path} is a link that leads out of the vault; it is not opened")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo(str(full))
        return Exit.OK
    return _Editing(context, document.path).run(document, int(place[2]) if place else _opening_line(document))


def _opening_line(document: Document) -> int:
    """Return the line of the newest entry of the log; in a file that cannot be read, that of the first problem."""
    if document.source is None:
        return 1
    log = document.item.body.log if document.item else ()
    if not document.readable:
        span = document.problems[0].span
    elif log:
        span = max(log, key=lambda entry: entry.date).span
    else:
        return 1
    return document.source.position(span.start)[0]


@dataclass
class _Editing:
    """One file, opened and checked until its owner leaves it; a fix may give it another path."""

    context: Context
    path: str

    def run(self, previous: Document, line: int) -> int:
        """Open the file, and offer to fix or edit it again for as long as it has errors."""
        self._open(line)
        while (full := self.context.root / self.path).exists():
            vault = load(self.context.root)
            findings = check(vault, self.context.today, [self.path])
            for text in as_text(findings, str):
                say(clean(text), err=True)
            errors = [finding for finding in findings if finding.severity is Severity.ERROR]
            if not errors:
                same = previous.source is not None and digest(full.read_bytes()) == previous.source.digest
                say(f"{clean(self.path)}: {'unchanged' if same else 'saved'}{'' if findings else ', and reads well'}")
                return Exit.OK
            answer = _answer(findings)
            if answer == "l":
                return Exit.FINDINGS
            if answer == "f":
                self._fix(vault.settings)
            else:
                self._open(errors[0].line)
        say(f"{clean(self.path)}: is gone", err=True)
        return Exit.FINDINGS

    def _open(self, line: int) -> None:
        open_in_editor(self.context.root / self.path, line)

    def _fix(self, settings: Settings) -> None:
        """Apply the safe fixes of the file, as 'netkeep check --fix' does."""
        self.context.finish()
        fixes = FixCommand(self.context.root, chosen_codes(settings), [self.path], self.context.today, unsafe=False)
        mending = fixes.save()
        fixes.tell(mending, to_errors=True)
        self.path = next(iter(mending.renamed_paths()), self.path)


def _answer(findings: Sequence[Diagnostic]) -> str:
    """Return what the owner chooses to do about errors."""
    fixable = any(finding.fix and finding.fix.safe for finding in findings)
    ways = f"{'Fix what is certain (f), edit' if fixable else 'Edit'} again (e), or leave it (l)?"
    letters = click.Choice(["f", "e", "l"] if fixable else ["e", "l"])
    return str(click.prompt(ways, type=letters, default="e", show_choices=False, err=True))
