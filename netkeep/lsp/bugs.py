"""Reporting what broke in the server, without a value of anybody's."""

import sys
import traceback


def report_bug(error: BaseException) -> None:
    """Write to the standard error where something broke; the text of an error may hold a value."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
    print(f"netkeep: a bug in netkeep, not in your vault: {type(error).__name__} at {where}.", file=sys.stderr)  # noqa: T201 (the only log)
