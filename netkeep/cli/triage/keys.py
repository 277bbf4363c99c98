"""What is typed: a key at a time, or a line with completion."""

from collections import deque
from collections.abc import Iterable, Sequence

import click

from netkeep.model.names import fold

BACK = frozenset({"\r", "\n", "\x1b"})
"""Keys that lead back from a question."""


class Keys:
    """The keyboard. Ctrl-C raises ``KeyboardInterrupt``, Ctrl-D ``EOFError``, anywhere."""

    def __init__(self) -> None:
        self._ahead: deque[str] = deque()

    def key(self) -> str:
        """Return the next key; an escape sequence, such as that of an arrow, is one key."""
        while not self._ahead:
            typed = click.getchar()
            self._ahead.extend([typed] if typed.startswith("\x1b") else typed)
        key = self._ahead.popleft()
        if key in {"\x03", "\x04"}:  # typed fast behind another key, they come as letters
            raise KeyboardInterrupt if key == "\x03" else EOFError
        return key

    def line(self, question: str, words: Iterable[str] = ()) -> str:
        """Return a line without blanks around it; Tab completes ``words``."""
        self._ahead.clear()
        _set_completion(tuple(words))
        return input(question).strip()


def _set_completion(words: Sequence[str]) -> None:
    try:
        import readline
    except ImportError:  # where Python was built without it, a line is typed to its end
        return
    folded = [(fold(word), word) for word in words]

    def completed(text: str, state: int) -> str | None:
        matches = [word for key, word in folded if key.startswith(fold(text))]
        return matches[state] if state < len(matches) else None

    readline.set_auto_history(False)
    readline.set_completer_delims("")
    readline.set_completer(completed)
    readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")
