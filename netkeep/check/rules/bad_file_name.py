"""A file's name that is no valid id.

The name without ``.md`` is the id by which other files name this one: lower-case ASCII letters, digits and single
hyphens, so that it is the same on every system and in every link.

Bad: ``people/Ada Example.md``

Good: ``people/ada-example.md``
"""

from collections.abc import Iterator

from netkeep.check.rule import TOP, Finding, Rule
from netkeep.config import Settings
from netkeep.model.ids import is_id, slug
from netkeep.text.document import Document


def _check(document: Document, settings: Settings) -> Iterator[Finding]:
    del settings
    if not is_id(document.stem):
        message = "the file's name is no id: lower-case letters a to z, digits and single hyphens"
        yield Finding(TOP, message, f"rename it{_suggestion(document.stem)}, and the links to it")


def _suggestion(stem: str) -> str:
    near = slug(stem)
    return f" to {near}.md" if is_id(near) else ""


RULE = Rule("NK501", "bad-file-name", __name__, _check)
