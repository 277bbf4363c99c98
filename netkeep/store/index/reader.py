"""What the layer above, which knows the rules, gives the index to read files with."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netkeep.config import Settings
    from netkeep.store.index.rows import Analysis
    from netkeep.store.index.write import CrossFileRules
    from netkeep.text.document import Document


class Reader(NamedTuple):
    """How files become rows: the settings, the analysis of one file, and the rules across files.

    ``hidden`` returns the codes that are only reported on request, with blanks between them.
    """

    settings: "Settings"
    analyse: "Callable[[Document, Settings], Analysis]"
    conclude: "CrossFileRules"
    hidden: Callable[["Settings"], str]
