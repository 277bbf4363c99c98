"""A line from the keyboard: with editing, and completion of people by Tab where the system has readline."""

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
    """Whatever gives a line for a prompt. Raises ``EOFError`` or :class:`~.stopping.Stopped` where there is none."""

    def __call__(self, prompt: str) -> str:
        """Return the line."""


class People:
    """Whom to complete: how they are shown, and all they are called, folded. ``offered`` are those Tab has shown."""

    def __init__(self) -> None:
        self.names: Mapping[str, Sequence[str]] = {}
        self.offered: set[str] = set()

    def candidates(self, typed: str) -> list[str]:
        """Return who is called something that begins with what was typed; else the one of whom a later word does."""
        wanted = fold(typed.strip())
        found = [shown for shown, names in self.names.items() if any(name.startswith(wanted) for name in names)]
        if not found:
            later = [shown for shown, names in self.names.items() if any(f" {wanted}" in name for name in names)]
            found = later if len(later) == 1 else []
        self.offered.update(found)
        return found


def completions(people: People, field: int, typed: str) -> Collection[str]:
    """Return what Tab makes of a field: of a name, then of a relation; behind what is whole or unknown, a comma."""
    if field > 1 or (field == 0 and not typed.strip()):
        return []
    if field == 0:
        found: Collection[str] = people.candidates(typed)
        whole = typed.strip()
    else:
        whole = typed.strip()
        found = [f" {relation}" for relation in RELATIONS if relation.startswith(fold(whole))]
    if not found or [one.strip() for one in found] == [whole]:
        return [f"{typed.rstrip()}, "]
    return found


def keyboard(people: People, stopping: SignalGuard) -> Ask:
    """Make the terminal give lines."""
    wrap = _with_readline(people)

    def ask(prompt: str) -> str:
        shown = click.unstyle(prompt) if resolve_color_default() is False else prompt
        with stopping.listening():
            return input(wrap(shown))

    return ask


def _with_readline(people: People) -> Callable[[str], str]:
    """Bind Tab; give what makes a prompt's colours count as no columns."""
    try:
        import readline
    except ImportError:  # Windows: the line is typed without completion
        return str
    found: list[str] = []

    def complete(text: str, state: int) -> str | None:
        if state == 0:
            field = len(re.findall(r"[\t,]", readline.get_line_buffer()[: readline.get_begidx()]))
            found[:] = completions(people, field, text)
        return found[state] if state < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims("\t,")
    with suppress(AttributeError):
        readline.set_auto_history(False)
    libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
    return lambda prompt: prompt if libedit else _COLOUR.sub("\x01\\1\x02", prompt)
