"""The program's entry and its one error boundary."""

import errno
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from netkeep.cli.group import cli
from netkeep.cli.output import say
from netkeep.cli.printable import clean
from netkeep.errors import Exit, NetkeepError
from netkeep.store.lookup import UnreadableError
from netkeep.store.running import Running, running

_INTERRUPTED = 130  # as shells do: 128 + SIGINT
_OF_THE_SYSTEM = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EFBIG, errno.EMFILE)
)
"""Errors of a disk, a file system or a limit, whatever was to be written: no bug of ours."""


def main() -> NoReturn:
    """Run the command line and leave the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its code
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError) and code != Exit.SYSTEM:  # else it was reported already
            code = _explain(error, verbose=False)
        # As the Python documentation advises (signal module): else the interpreter complains when it leaves.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command, commit what it changed if that is wished, and return its exit code.

    Nothing that goes wrong leaves as an exception; that a commit goes wrong does not make the command a failure.
    """
    with running(_command_path) as command:
        code = _run(arguments)
    for root in command.changes:
        _commit(root, command)
    return code


def _command_path() -> str:
    """Return the command that runs, without its arguments: ``netkeep job start``."""
    context = click.get_current_context(silent=True)
    return context.command_path if context else "netkeep"


def _commit(root: Path, command: Running) -> None:
    """Commit what a command changed, if the vault's settings say so; where that fails, say why."""
    from netkeep.store.settings import read_settings

    try:
        if not read_settings(root).commit:
            return
        from netkeep.store.commits import commit_changes

        if words := commit_changes(root, command.called, command.changes[root], anonymous=command.final):
            say("\n".join(map(clean, f"netkeep: {words}".split("\n"))), err=True)
    except KeyboardInterrupt:
        say("netkeep: not committed: stopped", err=True)
    except Exception as error:  # noqa: BLE001 (the boundary, as below)
        _explain(error, verbose=False)


def _run(arguments: Sequence[str]) -> int:
    try:
        code = cli.main(args=list(arguments), prog_name="netkeep", standalone_mode=False)
        return int(code or Exit.OK)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        say(shown.getvalue().removesuffix("\n"), err=True)
        return Exit.USAGE
    except Exception as error:  # noqa: BLE001 (the boundary: nothing may leave as an exception)
        return _explain(error, verbose=bool({"-v", "--verbose"} & set(arguments)))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except SystemExit:
        return Exit.OK  # how Click leaves when the reader of a pipe has gone; nobody is left to read a message


def _explain(error: Exception, *, verbose: bool) -> int:
    """Print what went wrong, and return the exit code."""
    if isinstance(error, click.Abort):
        say("stopped", err=True)
        return _INTERRUPTED
    if isinstance(error, NetkeepError):
        say("\n".join(map(clean, f"netkeep: {_words(error)}".split("\n"))), err=True)
        return error.exit_code
    if isinstance(error, OSError) and error.errno in _OF_THE_SYSTEM:
        name = error.filename2 or error.filename  # of a copy it is the new file
        where = f"{name}: " if isinstance(name, str) else ""
        say(clean(f"netkeep: {where}the system says: {error.strerror}; fix that, and try again."), err=True)
        return Exit.SYSTEM
    return _bug(error, verbose=verbose)


def _words(error: NetkeepError) -> str:
    """Return what went wrong; of a person's file that cannot be read, also where and why."""
    if not isinstance(error, UnreadableError):
        return str(error)
    from netkeep.check.why_unreadable import why_unreadable

    places = "".join(f"\n  {line}" for line in why_unreadable(error.document))
    return f"{error.document.path} cannot be read; 'netkeep edit {error.document.stem}' opens it:{places}"


def _bug(error: Exception, *, verbose: bool) -> int:
    """Report a bug without a value of anybody's: exceptions' texts and local values may hold personal data."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
    say(f"netkeep: a bug in netkeep, not in your vault: {type(error).__name__} at {where}.", err=True)
    if verbose:
        click.echo("".join(traceback.format_exception(error)), err=True)
    hint = "" if verbose else " 'netkeep -v …' shows more; look through it for personal data first."
    say(f"Nothing is half-written. Please report it with the command you typed.{hint}", err=True)
    return Exit.BUG
