"""A file of the corpus's folder ``reported/``, and what it should give."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.exchange.importing import Import

CORPUS = Path(os.environ.get("NETKEEP_CORPUS", "none"))
REPORTED = CORPUS / "reported"
SKIP = (not REPORTED.is_dir(), "NETKEEP_CORPUS names no folder of public test data")


@dataclass(frozen=True)
class Reported:
    """A file, how it is imported, and what it should give.

    ``people`` hold what :func:`tests.exchange.importing.said` returns, in the order of their names; there ``x`` lists
    texts that are kept below it. ``orgs`` holds the same by the name of each organisation, ``told`` what is printed.
    """

    file: str
    format: str
    people: Sequence[Mapping[str, object]] = ()
    orgs: Mapping[str, Sequence[str]] = field(default_factory=dict)
    options: tuple[str, ...] = ()
    told: Sequence[str] = ()
    ordered: bool = True
    """Whether numbers come in the order of the file: of records that are joined, it is the fuller one's that leads."""

    def __str__(self) -> str:
        return f"{self.format} {self.file}"

    @property
    def import_(self) -> Import:
        """Return how it is imported."""
        return Import(self.format, (REPORTED / self.file,), self.options)
