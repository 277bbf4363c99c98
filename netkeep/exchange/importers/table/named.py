"""Columns that the user names: by ``--column``, or in ``netkeep.toml``."""

from collections.abc import Mapping, Sequence

from netkeep.errors import ConfigError
from netkeep.exchange.importers.table.header import SERVICES, Target, target
from netkeep.exchange.importers.table.rows import Table
from netkeep.exchange.importers.table.vocabulary import key, parts


def named_columns(columns: Mapping[str, str]) -> dict[str, Target]:
    """Return the targets of the columns that the user named, by the keys of their headers."""
    return {key(header): field_target(field) for field, header in columns.items()}


def named_targets(table: Table, guessed: Sequence[Target | None], named: Mapping[str, Target]) -> list[Target | None]:
    """Return each column's target; a field for which the user named a column is not guessed again.

    Raises :class:`ConfigError` if there is no such column.
    """
    keys = list(map(key, table.header))
    if missing := [name for name in named if name not in keys]:
        raise ConfigError(
            f"{table.where} has no column {missing[0]!r} (case and punctuation aside); "
            f"its columns are: {', '.join(header for header in table.header[:30] if header)}"
        )
    taken = {(wanted.part, wanted.label) for wanted in named.values()}
    free = (None if guess and (guess.part, guess.label) in taken else guess for guess in guessed)
    return [named.get(name) or guess for name, guess in zip(keys, free, strict=True)]


def field_target(field: str) -> Target:
    """Return the target of a field's name. Raises :class:`ConfigError` that lists the valid names."""
    named_target = target(field)
    if named_target is None:
        raise ConfigError(
            f"there is no field {field!r} to name a column for; the fields are: {', '.join((*parts(), *SERVICES))}"
        )
    return named_target
