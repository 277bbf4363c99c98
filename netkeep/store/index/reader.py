"""What the index is given to read files with, by the layer above that knows the rules."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netkeep.config import Settings
    from netkeep.store.index.rows import Analysis
    from netkeep.store.index.write import CrossFileRules
    from netkeep.text.document import Document


class Reader(NamedTuple):
    """How files become rows: the settings, what looks at one file, and what looks at all facts.

    ``hidden`` gives the codes that are not reported unless they are asked for, with blanks between them.
    """

    settings: "Settings"
    analyse: "Callable[[Document, Settings], Analysis]"
    conclude: "CrossFileRules"
    hidden: Callable[["Settings"], str]
