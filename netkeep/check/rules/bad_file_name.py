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
from netkeep.check.rules.conflict_copy import copy_of, may_be_a_copy
from netkeep.config import Settings
from netkeep.model.ids import is_id, is_reserved, slug
from netkeep.model.names import fold
from netkeep.text.document import Document


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    del settings
    nested = document.path.count("/") > 1
    if is_id(document.stem) and not nested:
        return
    if copy_of(document.stem) is not None:
        return  # rule NK507 reports it; a new name would make a second person of it
    if reserved := next(filter(is_reserved, document.path.removesuffix(".md").split("/")), None):
        yield Finding(
            TOP,
            f"{reserved!r} is a device on Windows, where no file or folder can have this name",
            "rename it, and the links to it",
        )
    elif not is_id(document.stem):
        message = "the file's name is not an id: lower-case letters a to z, digits and single hyphens"
        near = slug(document.stem)
        suggestion = f" to {near}.md" if is_id(near) else ""
        yield Finding(TOP, message, f"rename it{suggestion}, and the links to it", fix=_fix(document.stem, near))


def _fix(stem: str, near: str) -> Fix | None:
    """Return the fix to the nearest id: safe if only case, accents and the signs between words differ."""
    safe = hyphened(fold(stem)) == near and may_be_a_copy(stem) is None
    return Fix(rename=near, safe=safe) if is_id(near) else None


RULE = Rule("NK501", "bad-file-name", __name__, _check, fixes="safe")
