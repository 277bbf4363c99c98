"""``netkeep check``: find out whether the vault says what its owner meant."""

import os
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from netkeep.check.diagnostic import Diagnostic, Severity
from netkeep.check.runner import check, report
from netkeep.check.selection import chosen
from netkeep.check.suppress import REASON, accept
from netkeep.check.wording import MOST_OF_A_COMMIT
from netkeep.cli.check_fix import FixCommand
from netkeep.cli.check_sources import CheckInput, from_buffer, from_disk, from_index
from netkeep.cli.context import Context, pass_context
from netkeep.cli.findings import FORMATS, Findings
from netkeep.cli.layout import on_terminal
from netkeep.errors import Exit
from netkeep.store.batch import save_all
from netkeep.store.index.tables import count_files
from netkeep.store.load import load
from netkeep.store.root import root_for, within
from netkeep.store.settings import read_settings
from netkeep.store.vault import Vault
from netkeep.words import count

_STDIN = Path("-")


def _words(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Take lists with commas apart; whether such rules exist is said where the settings' are looked up too."""
    del ctx, param
    return tuple(word for one in given for word in one.replace(",", " ").split())


class _Check(click.Command):
    """The command, which takes no path for the reason of ``--add-ignore``: that stands behind a ``=``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let the option stand without a reason."""
        return super().parse_args(ctx, [f"{one}=" if one == "--add-ignore" else one for one in args])


def _reason(ctx: click.Context, param: click.Parameter, given: str | None) -> str | None:
    if given is not None and not REASON.fullmatch(given):
        raise click.BadParameter("a reason is one line without '--', '<' and '>'", ctx, param)
    return given.strip() if given is not None else None


@click.command("check", cls=_Check)
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
@click.option(
    "--add-ignore",
    "reason",
    callback=_reason,
    metavar="[=REASON]",
    help="Accept all findings where they stand, and say why; never in what cannot be read.",
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
    reason: str | None,
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
    _agree(style, paths, buffer, statistics=statistics, staged=staged, mend=fix or diff, accept=reason is not None)
    root, wanted = _target(context, (buffer,) if buffer else paths, new=bool(buffer or staged))
    mender = None
    if fix or diff:
        codes = chosen(read_settings(root), select, ignore)
        mender = FixCommand(root, codes, wanted, context.today, unsafe_fixes)
    if mender and diff:
        return mender.show()
    if mender or reason is not None:
        context.finish(root)
    if reason is not None:
        told = _add_ignores(root, chosen(read_settings(root), select, ignore), wanted, context.today, reason)
        click.echo(told, err=style != "text")
    mending = mender.save() if mender else None
    wanted += mending.renamed() if mending and wanted else []
    with from_index(root) if staged else from_buffer(root, wanted[0]) if buffer else from_disk(root) as look:
        gone = [path for path, inside in zip(paths, wanted, strict=False) if staged and not look.has(inside)]
        _on_disk(gone)
        codes = chosen(look.settings, select, ignore)
        found = _findings(context, root, look, report(look.index, context.today, codes, wanted))
        found = replace(found, unsafe=unsafe_fixes, most=MOST_OF_A_COMMIT if staged else None)
    if statistics:
        found.count(style)
    else:
        found.show(style, source=on_terminal() if show_source is None else show_source, total=not mending)
    if mender and mending:
        mender.tell(mending, to_errors=style != "text")
    failed = any(strict or one.severity is Severity.ERROR for one in found.diagnostics)
    return Exit.FINDINGS if failed else Exit.OK


def _agree(
    style: str,
    paths: tuple[Path, ...],
    buffer: Path | None,
    *,
    statistics: bool,
    staged: bool,
    mend: bool,
    accept: bool,
) -> None:
    """Refuse options that contradict each other."""
    if (buffer is None) != (_STDIN not in paths) or (buffer and paths != (_STDIN,)):
        raise click.UsageError("--stdin-filename FILE and the one PATH '-' belong together")
    if statistics and style not in {"text", "json"}:
        raise click.UsageError(f"--statistics are text or json, not {style}")
    if sum(map(bool, (buffer, staged, mend, accept))) > 1:
        raise click.UsageError("--stdin-filename, --staged, --add-ignore, and --fix or --diff exclude one another")


def _findings(context: Context, root: Path, look: CheckInput, found: tuple[Diagnostic, ...]) -> Findings:
    return Findings(root, context.today.isoformat(), count_files(look.index), found, look.text)


def _target(context: Context, paths: tuple[Path, ...], *, new: bool) -> tuple[Path, list[str]]:
    """Return the vault that is meant, and the PATHs relative to it; ``new`` ones need not be on disk."""
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


def _add_ignores(root: Path, codes: Container[str], paths: Sequence[str], today: date, reason: str) -> str:
    """Accept all findings of these rules in these paths, or in the whole vault, on disk; say how many in words."""

    def find_again(vault: Vault) -> Sequence[Diagnostic]:
        return check(vault, today, paths, codes)

    found = accept(load(root), find_again, reason)
    changes = found.changes()
    save_all(root, changes)
    if not found.accepted:
        return "Nothing was accepted."
    return f"{count(found.accepted, 'finding')} accepted in {count(len(changes), 'file')}."
