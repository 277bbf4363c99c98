"""The command line to type: whatever somebody is called, a shell reads it as words and nothing else."""

import shlex
from collections.abc import Sequence

from netkeep.network.contact_scoring import github_login

_SAFE_FORMATS = frozenset("\u200c\u200d")
_LONGEST = 200


def add_line(name: str, addresses: Sequence[str], *, org: str | None = None, job: str | None = None) -> str:
    """Return ``netkeep add …``, quoted for a POSIX shell, on one line, without invisible characters."""
    words = ["netkeep", "add"]
    options: list[tuple[str, str]] = []
    for address in addresses:
        login = github_login(address)
        options.append(("--link", f"https://github.com/{login}") if login else ("--email", address))
    options += [("--org", org)] if org else []
    options += [("--job", job)] if job else []
    said = [f"{option}={one_line(value)}" if value.startswith("-") else None for option, value in options]
    rest = [
        word
        for joined, (option, value) in zip(said, options, strict=True)
        for word in ((joined,) if joined else (option, one_line(value)))
    ]
    shown = one_line(name)
    # A name that begins with a dash is only read as one behind the two dashes that end the options.
    words += [*rest, "--", shown] if shown.startswith("-") else [shown, *rest]
    return shlex.join(words)


def edit_line(person: str) -> str:
    """Return ``netkeep edit …`` for somebody who is in the vault."""
    return shlex.join(["netkeep", "edit", person])


def one_line(text: str) -> str:
    """Return a text without line ends, control characters and marks of direction."""
    if text.isprintable():
        return " ".join(text[:_LONGEST].split())
    shown = "".join(letter if letter.isprintable() or letter in _SAFE_FORMATS else " " for letter in text[:_LONGEST])
    return " ".join(shown.split())
