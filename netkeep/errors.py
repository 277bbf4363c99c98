"""What can go wrong with the program itself; problems in the data are values, not exceptions."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes, a contract with scripts and hooks."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    BUG = 3
    CONFLICT = 4
    SYSTEM = 5


class NetkeepError(Exception):
    """Something a person can mend; its text says what is wrong and what to do."""

    exit_code = Exit.USAGE


class ConfigError(NetkeepError):
    """netkeep.toml, or an option, says something that cannot be."""


class VaultError(NetkeepError):
    """There is no vault here, or it cannot be read as one."""


class DiskError(VaultError):
    """The system does not let us write: the disk is full, there is no permission, the file system fails."""

    exit_code = Exit.SYSTEM


class LookupFailedError(NetkeepError):
    """A name fits nobody, or several people."""


class ConflictError(NetkeepError):
    """A file changed between reading and writing, or another command is half done; nothing was written."""

    exit_code = Exit.CONFLICT


class RefusedError(NetkeepError):
    """An edit was refused because the file, once written, would not say what was meant."""
