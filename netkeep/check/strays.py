"""Files that no command reads, by the reason why."""

from collections.abc import Iterator

from netkeep.check.rule import TOP, Finding, Scope


def strays(scope: Scope, reason: str, message: str, mend: str) -> Iterator[Finding]:
    """Give a finding for each stray file with this reason."""
    for stray in scope.vault.strays:
        if stray.reason == reason:
            yield Finding(stray.path, TOP, message, mend)
