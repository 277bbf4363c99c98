"""A file's name that is no valid id.

The name without ``.md`` is the id by which other files name this one: lower-case ASCII letters, digits and single
hyphens, so that it is the same on every system and in every link.

Bad: ``people/Ada Example.md``

Good: ``people/ada-example.md``

To mend: rename the file, and the links to it.
"""

from collections.abc import Iterator

from netkeep.check.fix import Fix
from netkeep.check.mend.words import hyphened
from netkeep.check.rule import TOP, Finding, Rule
from netkeep.config import Settings
from netkeep.model.ids import is_id, slug
from netkeep.model.names import fold
from netkeep.text.document import Document


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    del settings
    if not is_id(document.stem):
        message = "the file's name is no id: lower-case letters a to z, digits and single hyphens"
        near = slug(document.stem)
        suggestion = f" to {near}.md" if is_id(near) else ""
        yield Finding(TOP, message, f"rename it{suggestion}, and the links to it", fix=_fix(document.stem, near))


def _fix(stem: str, near: str) -> Fix | None:
    """Name it by the nearest id: certain where only case, accents and what divides the words differ."""
    return Fix(rename=near, safe=hyphened(fold(stem)) == near) if is_id(near) else None


RULE = Rule("NK501", "bad-file-name", __name__, _check)
