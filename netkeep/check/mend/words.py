"""Guesses for ids and for codes of rules."""

import re

from netkeep.check.codes import CODE_OF
from netkeep.check.mend.values import Meant
from netkeep.model.ids import slug
from netkeep.text.document import Document

_OF_A_FILE = re.compile(
    r"(?P<open>\[\[)?(?:(?:people|jobs|orgs)/(?:[^\[\]|#]*/)?)?(?P<name>[^\[\]|/#]+?)(?:\.md)?"
    r"(?P<heading>#[^\[\]|]*)?(?P<shown>\|[^\[\]|]*)?(?(open)\]\])"
)
_CODE = re.compile(r"(?:NK)?[- ]?(\d{3})", re.IGNORECASE)


def hyphened(text: str) -> str:
    """Return a text in lower case, with hyphens in place of blanks and underscores."""
    return re.sub(r"[\s_-]+", "-", text.strip().lower())


def ident(text: str, document: Document) -> Meant | None:
    """Return the id in the name or path of a file; a person's name may be meant as their id.

    A heading behind ``#`` stays as it is, and so does a name in brackets, as the text of its link.
    """
    del document
    match = _OF_A_FILE.fullmatch(text)
    if not match:
        return None
    name, heading = match["name"].strip(), match["heading"] or ""
    shown = match["shown"] or ""
    id_ = slug(name)
    if id_ == name:
        return Meant(f"[[{id_}{heading}{shown}]]" if heading or shown else id_)
    if match["open"] or hyphened(name) != id_:
        return Meant(f"[[{id_}{heading}{shown or f'|{name}'}]]", certain=False)
    return Meant(f"[[{id_}{heading}]]" if heading else id_, certain=False)


def code(text: str, document: Document) -> Meant | None:
    """Return a rule's code in capitals, or the code of the rule with that name."""
    del document
    match = _CODE.fullmatch(text)
    rule_code = f"NK{match[1]}" if match else CODE_OF.get(hyphened(text), "")
    return Meant(rule_code) if rule_code in CODE_OF.values() else None
