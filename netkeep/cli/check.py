"""``netkeep check``: find out whether the vault says what its owner meant."""

import os
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.runner import check, report
from netkeep.check.selection import chosen_codes
from netkeep.check.suppress import REASON, accept
from netkeep.check.wording import MOST_OF_A_COMMIT
from netkeep.cli.check_fix import FixCommand
from netkeep.cli.check_sources import CheckInput, from_buffer, from_disk, from_index
from netkeep.cli.context import Context, pass_context
from netkeep.cli.findings import FORMATS, Findings
from netkeep.cli.layout import on_terminal
from netkeep.cli.output import say
from netkeep.errors import Exit
from netkeep.store.batch import save_all
from netkeep.store.index.tables import count_files
from netkeep.store.load import load
from netkeep.store.root import root_for, within
from netkeep.store.settings import read_settings, refuse_newer
from netkeep.store.vault import Vault
from netkeep.words import count

_STDIN = Path("-")


def _words(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split lists at commas; unknown rules are refused where those of the settings are looked up."""
    del ctx, param
    return tuple(word for value in values for word in value.replace(",", " ").split())


class _Check(click.Command):
    """The command; a path after ``--add-ignore`` is never its reason, which follows a ``=``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Accept the option without a reason."""
        return super().parse_args(
            ctx, [f"{argument}=" if argument == "--add-ignore" else argument for argument in args]
        )


def _reason(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not REASON.fullmatch(value):
        raise click.BadParameter("a reason is one line without '--', '<' and '>'", ctx, param)
    return value.strip() if value is not None else None


@click.command("check", cls=_Check)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--select", callback=_words, multiple=True, help="Only these: codes, names, or groups such as NK3.")
@click.option("--ignore", callback=_words, multiple=True, help="All but these.")
@click.option("--strict", is_flag=True, help="Fail on warnings and advice, too.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 despite findings.")
@click.option("-q", "--quiet", is_flag=True, help="Print findings and errors, and no summary.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule (text, json).")
@click.option("--show-source/--no-show-source", default=None, help="Show the lines (text); the default on a terminal.")
@click.option(
    "--stdin-filename", "buffer", type=click.Path(path_type=Path), help="The name of the file that PATH '-' reads."
)
@click.option("--staged", is_flag=True, help="Check what git has staged, not the work tree.")
@click.option("--fix", is_flag=True, help="Fix what is certain, then report what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; nothing is written.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix, also apply fixes that may be wrong; look at --diff first."
)
@click.option(
    "--add-ignore",
    "reason",
    callback=_reason,
    metavar="[=REASON]",
    help="Accept all current findings, with a reason; not in files that cannot be read.",
)
@pass_context
def command(
    context: Context,
    paths: tuple[Path, ...],
    *,
    style: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    buffer: Path | None,
    strict: bool,
    exit_zero: bool,
    quiet: bool,
    statistics: bool,
    show_source: bool | None,
    staged: bool,
    fix: bool,
    diff: bool,
    unsafe_fixes: bool,
    reason: str | None,
) -> int:
    """Check the vault: files, fields, logs, and links between files.

    The whole vault is always read; with PATHs, only what concerns them is reported. Exits with 1 when there are
    findings, with 2 when a PATH does not exist or is not in the vault. 'netkeep rule' explains the rules.

    \b
    Examples:
      netkeep check people/ada-example.md --format json
      netkeep check --select NK4,log-order --statistics
      netkeep check --quiet --exit-zero
      netkeep check --stdin-filename people/ada-example.md - <draft.md
    """
    _refuse_contradictions(
        style, paths, buffer, statistics=statistics, staged=staged, mend=fix or diff, accept=reason is not None
    )
    root, wanted = _target(context, (buffer,) if buffer else paths, new=bool(buffer or staged))
    mender = None
    if fix or diff:
        refuse_newer(settings := read_settings(root))
        codes = chosen_codes(settings, select, ignore)
        mender = FixCommand(root, codes, wanted, context.today, unsafe_fixes, quiet)
    if mender and diff:
        return _exit_code(mender.show(), exit_zero=exit_zero)
    if mender or reason is not None:
        context.finish(root)
    if reason is not None:
        message = _add_ignores(root, chosen_codes(read_settings(root), select, ignore), wanted, context.today, reason)
        if not quiet:
            say(message, err=style != "text")
    mending = mender.save() if mender else None
    wanted += mending.renamed_paths() if mending and wanted else []
    with from_index(root) if staged else from_buffer(root, wanted[0]) if buffer else from_disk(root) as source:
        gone = [path for path, inside in zip(paths, wanted, strict=False) if staged and not source.has(inside)]
        _refuse_missing(gone)
        codes = chosen_codes(source.settings, select, ignore)
        findings = _findings(context, root, source, report(source.index, source.settings, context.today, wanted, codes))
        findings = replace(findings, unsafe=unsafe_fixes, most=MOST_OF_A_COMMIT if staged else None)
    if statistics:
        findings.count(style)
    else:
        total = not (mending or quiet)
        findings.show(style, source=on_terminal() if show_source is None else show_source, total=total)
    if mender and mending:
        mender.tell(mending, to_errors=style != "text")
    failed = any(strict or diagnostic.severity is Severity.ERROR for diagnostic in findings.diagnostics)
    return _exit_code(failed, exit_zero=exit_zero)


def _exit_code(failed: object, *, exit_zero: bool) -> Exit:
    return Exit.FINDINGS if failed and not exit_zero else Exit.OK


def _refuse_contradictions(
    style: str,
    paths: tuple[Path, ...],
    buffer: Path | None,
    *,
    statistics: bool,
    staged: bool,
    mend: bool,
    accept: bool,
) -> None:
    """Raise where options contradict each other."""
    if (buffer is None) != (_STDIN not in paths) or (buffer and paths != (_STDIN,)):
        raise click.UsageError("--stdin-filename FILE and a single PATH '-' go together")
    if statistics and style not in {"text", "json"}:
        raise click.UsageError(f"--statistics are text or json, not {style}")
    if sum(map(bool, (buffer, staged, mend, accept))) > 1:
        raise click.UsageError("--stdin-filename, --staged, --add-ignore, and --fix or --diff cannot be combined")


def _findings(context: Context, root: Path, source: CheckInput, diagnostics: tuple[Diagnostic, ...]) -> Findings:
    return Findings(root, context.today.isoformat(), count_files(source.index), diagnostics, source.text)


def _target(context: Context, paths: tuple[Path, ...], *, new: bool) -> tuple[Path, list[str]]:
    """Return the vault to check, and the PATHs relative to it; ``new`` ones need not be on disk."""
    if not new:
        _refuse_missing(paths)
    named = str(context.named_vault) if context.named_vault else None
    root = Path(root_for(named, os.environ, str(Path.cwd()), tuple(map(str, paths))))
    wanted: list[str] = []
    for path in paths:
        inside = within(str(root), str(path))
        if inside is None:
            raise click.BadParameter(f"{path} is not in the vault {root}")
        wanted.append(inside)
    return root, wanted


def _refuse_missing(paths: Iterable[Path]) -> None:
    for path in paths:
        if not os.path.lexists(path):  # a broken link exists, and has a finding of its own
            raise click.BadParameter(f"{path} does not exist")


def _add_ignores(root: Path, codes: Container[str], paths: Sequence[str], today: date, reason: str) -> str:
    """Accept all findings of these rules in these paths, or the whole vault, on disk; return how many in words."""

    def find_again(vault: Vault) -> Sequence[Diagnostic]:
        return check(vault, today, paths, codes)

    accepting = accept(load(root), find_again, reason)
    changes = accepting.changes()
    save_all(root, changes)
    if not accepting.accepted:
        return "Nothing was accepted."
    return f"{count(accepting.accepted, 'finding')} accepted in {count(len(changes), 'file')}."
