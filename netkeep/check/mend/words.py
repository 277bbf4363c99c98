"""Values out of a list of known ones, ids, and codes of rules."""

import re

from netkeep.check.mend.values import Meant
from netkeep.model.ids import slug
from netkeep.text.document import Document

_OF_A_FILE = re.compile(r"(?:\[\[)?(?:(?:people|jobs|orgs)/(?:[^\[\]|]*/)?)?([^\[\]|/]+?)(?:\.md)?(?:\]\])?")
_CODE = re.compile(r"(?:NK)?[- ]?(\d{3})", re.IGNORECASE)


def hyphened(text: str) -> str:
    """Give a text in lower case, with hyphens where it has blanks or low lines."""
    return re.sub(r"[\s_-]+", "-", text.strip().lower())


def ident(text: str, document: Document) -> Meant | None:
    """Give the id in the name or path of a file; a person's name may be meant as their id."""
    del document
    match = _OF_A_FILE.fullmatch(text)
    if not match:
        return None
    found = slug(match[1])
    return Meant(found, certain=found == match[1])


def code(text: str, document: Document) -> Meant | None:
    """Give a rule's code in capitals, or the code of the rule that is named."""
    from netkeep.check.registry import CODES, NAMES

    del document
    match = _CODE.fullmatch(text)
    named = {name: code for code, name in NAMES.items()}
    found = f"NK{match[1]}" if match else named.get(hyphened(text), "")
    return Meant(found) if found in CODES else None
