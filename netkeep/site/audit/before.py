"""What a server's audits read before an edit: where the same is looked for after it, only what is new is read."""

from collections import defaultdict

from netkeep.site.audit.lines import Lines
from netkeep.site.audit.pieces import Pieces


class Known:
    """What audits have read and found nothing in: lines by kind of file, and large files in pieces."""

    def __init__(self) -> None:
        self.lines: defaultdict[str, Lines] = defaultdict(Lines)
        self.pieces = Pieces()
