"""A plan -> files: all of them, or none."""

from collections.abc import Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

from netkeep.check.diff import diff
from netkeep.exchange.merging.plan_types import Plan
from netkeep.store.batch import Record, save_all
from netkeep.text.source import digest


def apply(root: Path, plan: Plan, records: Sequence[Record] = ()) -> None:
    """Write the planned files, what the source said, and other records, in one go.

    Raises :class:`netkeep.errors.ConflictError`, and writes nothing, where a file has changed meanwhile.
    """
    save_all(root, plan.changes, [(path, text.encode()) for path, text in plan.new], [*_records(plan), *records])


def _records(plan: Plan) -> Iterator[Record]:
    data = plan.base.text().encode()
    if plan.base.digest != digest(data) and (plan.base.digest or plan.base.records):
        yield plan.base.path, data, plan.base.digest


def differences(plan: Plan) -> Iterator[Iterator[str]]:
    """Yield for each file that would be written the lines of a unified diff, each with its end."""
    for before, after in plan.changes:
        yield iter(diff(before, after, str))
    for path, text in plan.new:
        yield unified_diff([], text.splitlines(keepends=True), "/dev/null", path)
