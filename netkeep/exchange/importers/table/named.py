"""Columns that the owner names: by ``--column``, or in ``netkeep.toml``."""

from collections.abc import Mapping, Sequence

from netkeep.errors import ConfigError
from netkeep.exchange.importers.table.header import SERVICES, Target, target
from netkeep.exchange.importers.table.rows import Table
from netkeep.exchange.importers.table.vocabulary import key, parts


def named_columns(columns: Mapping[str, str]) -> dict[str, Target]:
    """Return what the columns that are named are for, by the keys of their headers."""
    return {key(header): field_target(field) for field, header in columns.items()}


def named_targets(table: Table, guessed: Sequence[Target | None], named: Mapping[str, Target]) -> list[Target | None]:
    """Return what each column is for; a field that the owner names a column for is not guessed again.

    Raises :class:`ConfigError` where there is no such column.
    """
    keys = list(map(key, table.header))
    if missing := [name for name in named if name not in keys]:
        raise ConfigError(
            f"{table.where} has no column {missing[0]!r} (case and punctuation aside); "
            f"its columns are: {', '.join(header for header in table.header[:30] if header)}"
        )
    taken = {(found.part, found.label) for found in named.values()}
    free = (None if found and (found.part, found.label) in taken else found for found in guessed)
    return [named.get(name) or found for name, found in zip(keys, free, strict=True)]


def field_target(field: str) -> Target:
    """Return the target of a field's name. Raises :class:`ConfigError` with the names there are."""
    found = target(field)
    if found is None:
        raise ConfigError(
            f"there is no field {field!r} to name a column for; the fields are: {', '.join((*parts(), *SERVICES))}"
        )
    return found
