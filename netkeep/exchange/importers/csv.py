"""Any table of people; the columns are guessed by their names, or named in ``netkeep.toml`` and by options."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from netkeep.errors import ConfigError
from netkeep.exchange.candidate import Reading
from netkeep.exchange.importer import Options
from netkeep.exchange.importers.table.header import PARTS, SERVICES, Target, key, target
from netkeep.exchange.importers.table.people import Layout, plain_cells, read_people
from netkeep.exchange.importers.table.rows import Table

_OURS = frozenset({"id", "moreroles", "log"})  # anybody else's ids are unique among their own alone, if at all


def read(paths: Sequence[Path], options: Options) -> Reading:
    """Read tables; our own exports are some."""
    named = {key(header): field_target(field) for field, header in options.columns.items()}

    def known(cell: str) -> bool:
        return key(cell) in named or target(cell) is not None

    return read_people(paths, options, Layout(known, _targets(named), plain_cells, chosen=_is_ours))


def _is_ours(table: Table) -> bool:
    return set(map(key, table.header)) >= _OURS


def _targets(named: Mapping[str, Target]) -> Callable[[Table], list[Target | None]]:
    def targets(table: Table) -> list[Target | None]:
        keys = list(map(key, table.header))
        if missing := [name for name in named if name not in keys]:
            raise ConfigError(
                f"{table.where} has no column {missing[0]!r} (case and punctuation aside); "
                f"its columns are: {', '.join(header for header in table.header[:30] if header)}"
            )
        ours = {"id": Target("uid")} if _is_ours(table) else {}
        taken = {(found.part, found.label) for found in named.values()}
        chosen = ours | dict(named)
        return [chosen.get(name) or _guess(header, taken) for name, header in zip(keys, table.header, strict=True)]

    return targets


def _guess(header: str, taken: set[tuple[str, str | None]]) -> Target | None:
    """Guess a column's target; what the owner has named another column for is not guessed again."""
    found = target(header)
    return None if found and (found.part, found.label) in taken else found


def field_target(field: str) -> Target:
    """Give the target of a field's name. Raises :class:`ConfigError` with the names there are."""
    found = target(field)
    if found is None:
        raise ConfigError(
            f"there is no field {field!r} to name a column for; the fields are: {', '.join((*PARTS, *SERVICES))}"
        )
    return found
