"""The lines about findings for people, made from plain values without importing anything.

A check that finds nothing changed goes through it; :mod:`netkeep.check.formats.text` does the same for diagnostics.
"""

ADVICE = ("NK6", "NK407")
"""The beginnings of the codes whose findings are advice unless the settings say otherwise."""
MENDED = "[*] "
MOST_OF_A_COMMIT = 30
"""The most findings that a refused commit shows: nobody reads more of them in a terminal."""


def headline(path: str, line: int, column: int, code: str, message: str) -> str:
    """Return ``path:line:col: CODE message``."""
    return f"{path}:{line}:{column}: {code} {message}"


def summary(files: int, findings: int, concerned: int, lenient: str, fixes: str = "") -> str:
    """Return the last line: how many findings in how many files, how many are no errors, and what can be fixed."""
    checked = f"{files} file{'' if files == 1 else 's'} checked"
    if not findings:
        return f"{checked}: no findings."
    count = f"{findings} finding{'' if findings == 1 else 's'}"
    return f"{checked}: {count} in {concerned} file{'' if concerned == 1 else 's'}{lenient}.{fixes}"


def no_errors(warnings: int, advice: int) -> str:
    """Return the words about findings that are no errors; nothing if there are none."""
    warn = f", {warnings} of them {'a warning' if warnings == 1 else 'warnings'}" if warnings else ""
    return f"{warn}, {advice} of them advice" if advice else warn


def more_fixes(safe: int, unsafe: int) -> str:
    """Return the words about fixes if some need ``--unsafe-fixes``; nothing if none does."""
    if not unsafe:
        return ""
    return f" {safe or 'None'} can be fixed with --fix, {unsafe}{' more' if safe else ''} with --fix --unsafe-fixes."
