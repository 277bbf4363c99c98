"""Lines from the keyboard: with editing, and completion of people by Tab where the system has readline."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

import click
from click.globals import resolve_color_default

from netkeep.cli.sweeping.interrupts import SignalGuard
from netkeep.model.names import fold
from netkeep.model.people import RELATIONS

_COLOUR = re.compile(r"(\x1b\[[0-9;]*m)")


class Ask(Protocol):
    """Asks for a line. Raises ``EOFError`` or :class:`~.interrupts.Stopped` where there is none."""

    def __call__(self, prompt: str) -> str:
        """Return the line that was typed."""


class People:
    """Names for completion: as they are shown, with all their folded names. ``offered`` are those Tab has shown."""

    def __init__(self) -> None:
        self.names: Mapping[str, Sequence[str]] = {}
        self.offered: set[str] = set()

    def candidates(self, typed: str) -> list[str]:
        """Return who has a name that begins with what was typed; else the only one with such a later word."""
        wanted = fold(typed.strip())
        matches = [shown for shown, names in self.names.items() if any(name.startswith(wanted) for name in names)]
        if not matches:
            later = [shown for shown, names in self.names.items() if any(f" {wanted}" in name for name in names)]
            matches = later if len(later) == 1 else []
        self.offered.update(matches)
        return matches


def completions(people: People, field: int, typed: str) -> Collection[str]:
    """Return the completions of a field: first a name, then a relation; a comma after what is whole or unknown."""
    if field > 1 or (field == 0 and not typed.strip()):
        return []
    if field == 0:
        matches: Collection[str] = people.candidates(typed)
        whole = typed.strip()
    else:
        whole = typed.strip()
        matches = [f" {relation}" for relation in RELATIONS if relation.startswith(fold(whole))]
    if not matches or [match.strip() for match in matches] == [whole]:
        return [f"{typed.rstrip()}, "]
    return matches


def keyboard(people: People, stopping: SignalGuard) -> Ask:
    """Return what asks for lines in the terminal."""
    wrap = _bind_tab(people)

    def ask(prompt: str) -> str:
        shown = click.unstyle(prompt) if resolve_color_default() is False else prompt
        with stopping.listening():
            return input(wrap(shown))

    return ask


def _bind_tab(people: People) -> Callable[[str], str]:
    """Bind Tab; return a function that hides a prompt's colours from readline's count of columns."""
    try:
        import readline
    except ImportError:  # Windows: the line is typed without completion
        return str
    matches: list[str] = []

    def complete(text: str, state: int) -> str | None:
        if state == 0:
            field = len(re.findall(r"[\t,]", readline.get_line_buffer()[: readline.get_begidx()]))
            matches[:] = completions(people, field, text)
        return matches[state] if state < len(matches) else None

    readline.set_completer(complete)
    readline.set_completer_delims("\t,")
    with suppress(AttributeError):
        readline.set_auto_history(False)
    libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
    return lambda prompt: prompt if libedit else _COLOUR.sub("\x01\\1\x02", prompt)
