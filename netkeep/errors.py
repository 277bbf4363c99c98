"""What can go wrong with the program itself; problems in the data are values, not exceptions."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes, a contract with scripts and hooks."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    BUG = 3


class NetkeepError(Exception):
    """Something a person can mend; its text says what is wrong and what to do."""

    exit_code = Exit.USAGE


class ConfigError(NetkeepError):
    """netkeep.toml, or an option, says something that cannot be."""


class VaultError(NetkeepError):
    """There is no vault here, or it cannot be read as one."""


class LookupFailedError(NetkeepError):
    """A name fits nobody, or several people."""


class ConflictError(NetkeepError):
    """A file changed between reading and writing; nothing was written."""


class RefusedError(NetkeepError):
    """An edit was refused because the file, once written, would not say what was meant."""
