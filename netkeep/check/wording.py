"""How findings are put into lines for people: from plain values, and importing nothing.

It is on the way of a check that finds nothing changed; :mod:`netkeep.check.formats.text` says the same of diagnostics.
"""

ADVICE = ("NK6", "NK407")
"""How the codes begin whose findings are advice: these never make a check fail."""
MENDED = "[*] "
MOST_OF_A_COMMIT = 30
"""Findings that a refused commit shows: whoever commits reads no more of them in a terminal."""


def headline(path: str, line: int, column: int, code: str, message: str) -> str:
    """Return ``path:line:col: CODE message``."""
    return f"{path}:{line}:{column}: {code} {message}"


def summary(files: int, found: int, concerned: int, advice: int, fixes: str = "") -> str:
    """Return the last line: how many findings in how many files; ``fixes`` says what can be mended."""
    checked = f"{files} file{'' if files == 1 else 's'} checked"
    if not found:
        return f"{checked}: no findings."
    count = f"{found} finding{'' if found == 1 else 's'}"
    of_them = f", {advice} of them advice" if advice else ""
    return f"{checked}: {count} in {concerned} file{'' if concerned == 1 else 's'}{of_them}.{fixes}"


def more_fixes(safe: int, unsafe: int) -> str:
    """Return what is said of fixes where some need ``--unsafe-fixes``; nothing where none does."""
    if not unsafe:
        return ""
    return f" {safe or 'None'} can be mended with --fix, {unsafe}{' more' if safe else ''} with --fix --unsafe-fixes."
