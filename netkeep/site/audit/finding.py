"""What an audit found: where and of what kind; never the value, since logs are often public."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

_SHOWN = 20

WHAT_TO_DO = {
    "elsewhere": "it asks for something from another host; take the address out of mkdocs.yml, docs_dir or a template",
    "unlisted": "no page, picture or style of this site; delete it, or build into an empty folder",
    "link": "it leads out of the folder; put the file itself there",
    "open": "everyone with an account on this machine can read it; chmod -R go-rwx the folder",
    "unreadable": "it cannot be read, so it is unclear what is in it",
}
_OF_SOMEONE = (
    "it must not be on the site; look at the templates and the files in docs_dir, or report it to netkeep's makers"
)


class Finding(NamedTuple):
    """Something in the output that must not be there: the file, below the folder, and the kind of leak."""

    path: str
    kind: str

    @property
    def words(self) -> str:
        """Say what is wrong, and what to do."""
        path = self.path if self.path.isprintable() else ascii(self.path)
        return f"{path}: {self.kind}: {WHAT_TO_DO.get(self.kind, _OF_SOMEONE)}"


def listed(findings: Iterable[Finding]) -> str:
    """Return findings by kind, the first files of each, as lines."""
    ordered = sorted(set(findings), key=lambda finding: (finding.kind, finding.path))
    seen: Counter[str] = Counter()
    lines = []
    for finding in ordered:
        seen[finding.kind] += 1
        if seen[finding.kind] <= _SHOWN:
            lines.append(f"  {finding.words}")
    lines += [f"  {kind}: {count - _SHOWN} files more" for kind, count in seen.items() if count > _SHOWN]
    return "\n".join(lines)
