"""``netkeep check``: find out whether the vault says what its owner meant."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from netkeep.check.choice import chosen
from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.runner import report
from netkeep.cli.context import Context, pass_context
from netkeep.cli.findings import FORMATS, Findings
from netkeep.cli.layout import on_terminal
from netkeep.cli.looking import Look, at_buffer, at_disk, at_staged
from netkeep.cli.mend import Mender
from netkeep.errors import Exit
from netkeep.store.index.keep import count_files
from netkeep.store.root import root_for, within
from netkeep.store.settings import read_settings

_STDIN = Path("-")


def _words(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Take lists with commas apart; whether such rules exist is said where the settings' are looked up too."""
    del ctx, param
    return tuple(word for one in given for word in one.replace(",", " ").split())


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--select", callback=_words, multiple=True, help="Only these: codes, names, or groups such as NK3.")
@click.option("--ignore", callback=_words, multiple=True, help="All but these.")
@click.option("--strict", is_flag=True, help="Let advice (NK6, NK407) count as much as the rest.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule (text, json).")
@click.option("--show-source/--no-show-source", default=None, help="Show the lines (text); usual on a terminal only.")
@click.option("--stdin-filename", "buffer", type=click.Path(path_type=Path), help="The file that PATH '-' is.")
@click.option("--staged", is_flag=True, help="Check what git has staged, not the work tree.")
@click.option("--fix", is_flag=True, help="Mend what is certain, then tell what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; nothing is written.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="Mend, with --fix, also what may not be meant; look at --diff first."
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
    statistics: bool,
    show_source: bool | None,
    staged: bool,
    fix: bool,
    diff: bool,
    unsafe_fixes: bool,
) -> int:
    """Check the vault: files, fields, logs, and what holds between files.

    The whole vault is always read; with PATHs, only what concerns them is reported. Exits with 1 when there are
    findings, with 2 when a PATH does not exist or is not in the vault. 'netkeep rule' explains the rules.

    \b
    Examples:
      netkeep check people/ada-example.md --format json
      netkeep check --select NK4,log-order --statistics
      netkeep check --stdin-filename people/ada-example.md - <draft.md
    """
    _agree(style, paths, buffer, statistics=statistics, staged=staged, mend=fix or diff)
    root, wanted = _target(context, (buffer,) if buffer else paths, new=bool(buffer or staged))
    mender = None
    if fix or diff:
        codes = chosen(read_settings(root), select, ignore)
        mender = Mender(root, codes, wanted, context.today, unsafe_fixes)
    if mender and diff:
        return mender.show()
    if mender:
        context.finish(root)
    mending = mender.save() if mender else None
    wanted += mending.renamed() if mending and wanted else []
    with at_staged(root) if staged else at_buffer(root, wanted[0]) if buffer else at_disk(root) as look:
        gone = [path for path, inside in zip(paths, wanted, strict=False) if staged and not look.has(inside)]
        _on_disk(gone)
        codes = chosen(look.settings, select, ignore)
        found = _findings(context, root, look, report(look.index, context.today, codes, wanted))
        found = replace(found, unsafe=unsafe_fixes)
    if statistics:
        found.count(style)
    else:
        found.show(style, source=on_terminal() if show_source is None else show_source, total=not mending)
    if mender and mending:
        mender.tell(mending, to_errors=style != "text")
    failed = any(strict or one.severity is Severity.ERROR for one in found.diagnostics)
    return Exit.FINDINGS if failed else Exit.OK


def _agree(
    style: str, paths: tuple[Path, ...], buffer: Path | None, *, statistics: bool, staged: bool, mend: bool
) -> None:
    """Refuse options that contradict each other."""
    if (buffer is None) != (_STDIN not in paths) or (buffer and paths != (_STDIN,)):
        raise click.UsageError("--stdin-filename FILE and the one PATH '-' belong together")
    if statistics and style not in {"text", "json"}:
        raise click.UsageError(f"--statistics are text or json, not {style}")
    if sum(map(bool, (buffer, staged, mend))) > 1:
        raise click.UsageError("--stdin-filename, --staged, and --fix or --diff exclude one another")


def _findings(context: Context, root: Path, look: Look, found: tuple[Diagnostic, ...]) -> Findings:
    return Findings(root, context.today.isoformat(), count_files(look.index), found, look.text)


def _target(context: Context, paths: tuple[Path, ...], *, new: bool) -> tuple[Path, list[str]]:
    """Give the vault that is meant, and the PATHs relative to it; ``new`` ones need not be on disk."""
    if not new:
        _on_disk(paths)
    named = str(context.named_vault) if context.named_vault else None
    root = Path(root_for(named, os.environ, str(Path.cwd()), tuple(map(str, paths))))
    wanted: list[str] = []
    for path in paths:
        inside = within(str(root), str(path))
        if inside is None:
            raise click.BadParameter(f"{path} is not in the vault {root}")
        wanted.append(inside)
    return root, wanted


def _on_disk(paths: Iterable[Path]) -> None:
    for path in paths:
        if not os.path.lexists(path):  # a link that leads nowhere is there, and has a finding to tell about
            raise click.BadParameter(f"{path} does not exist")
