"""What the layer above, which knows the rules, gives the index to read files with."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netkeep.config import Settings
    from netkeep.store.index.rows import Analysis
    from netkeep.store.index.write import CrossFileRules
    from netkeep.text.document import Document


class Reader(NamedTuple):
    """How files become rows: the settings, the analysis of one file, and the rules across files.

    ``choice`` returns what a check that reads no settings must know of them, by its name in the index: the codes that
    are ``hidden`` unless somebody asks for them, and those that are ``lenient``, no errors, as ``CODE=severity``.
    """

    settings: "Settings"
    analyse: "Callable[[Document, Settings], Analysis]"
    conclude: "CrossFileRules"
    choice: Callable[["Settings"], Mapping[str, str]]
