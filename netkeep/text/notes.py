"""Which Markdown files among the contacts are notes, and not a contact, job or organisation with mistakes.

Only what is certain makes a file a note, for no contact may be overlooked; the rule stands in ``docs/format.md``.
"""

from difflib import get_close_matches

from netkeep.model.body import Body
from netkeep.model.schema import FileKind
from netkeep.text.tree import Mapping

_FOLDERS = frozenset({"templates", "_templates"})
_ABOUT_THE_FOLDER = frozenset({"readme", "index", "template"})
_TO_BE_FILLED_IN = ("{{", "<%")
_OF_ANY_NOTE = frozenset({"date"})  # notes have it, although it is close to the `dates` of a contact
_NEAR = 0.7
# What other programs, and people in a hurry, call the keys of a contact: a file that has one is meant for one.
_OTHER_WORDS = frozenset(
    (
        *("company", "organisation", "organization", "employer", "job", "org", "tel", "mobile", "telephone", "bday"),
        *("first_name", "last_name", "given_name", "family_name", "full_name", "firstname", "lastname", "fullname"),
    )
)


def is_template(path: str, text: str) -> bool:
    """Return whether a file is a template for others: by its path, or because something is to be filled in."""
    folded = path.casefold()
    if "template" not in folded:
        return False
    *folders, name = folded.split("/")
    if not _FOLDERS.isdisjoint(folders) or name == "_template.md":
        return True
    return name == "template.md" and any(sign in text for sign in _TO_BE_FILLED_IN)


def is_about_the_folder(path: str) -> bool:
    """Return whether a file is, by its path, about its folder or a template; with a name it is a contact anyway."""
    return path.rpartition("/")[2].casefold().removesuffix(".md") in _ABOUT_THE_FOLDER


def says_nothing_of(kind: FileKind, tree: Mapping) -> bool:
    """Return whether no key belongs, or nearly belongs, to a kind of file."""
    keys = {key.value.strip().lower().replace("-", "_").replace(" ", "_") for key, _ in tree.entries}
    fields = kind.shape.fields
    return (
        keys.isdisjoint(fields)
        and keys.isdisjoint(_OTHER_WORDS)
        and not any(get_close_matches(key, fields, n=1, cutoff=_NEAR) for key in keys - _OF_ANY_NOTE)
    )


def has_history(body: Body) -> bool:
    """Return whether a body has what only a contact, job or organisation has."""
    return body.log_at is not None or bool(body.reminders)
