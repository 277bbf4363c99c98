"""The owner's own editor, and how it is told at which line to open a file."""

import os
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import click

_USUAL = ("sensible-editor", "vim", "nano")

_AT_LINE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **dict.fromkeys((*_USUAL, "vi", "nvim", "emacs", "emacsclient", "kak", "micro"), (" +{line}", "")),
        **dict.fromkeys(("hx", "helix", "subl"), ("", ":{line}")),
        **dict.fromkeys(("code", "codium"), (" --goto", ":{line}")),
    }
)
"""What follows the command, and what follows the path, by the name of the program; any other gets the path alone."""


def open_in_editor(path: Path, line: int) -> None:
    """Open a file in $VISUAL or $EDITOR, else in a usual editor, and wait until it is left.

    Raises :class:`click.ClickException` where the editor cannot be started, or says that it has failed.
    """
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or next(filter(shutil.which, _USUAL), None)
    options, suffix = _AT_LINE.get(_program(editor), ("", "")) if editor and line > 1 else ("", "")
    click.edit(
        editor=f"{editor}{options.format(line=line)}" if options else editor,
        filename=f"{path}{suffix.format(line=line)}",
    )


def _program(editor: str) -> str:
    """Return the name of the program that a command runs; nothing where it is no command."""
    try:
        words = shlex.split(editor)
    except ValueError:
        return ""
    return Path(words[0]).stem if words else ""
