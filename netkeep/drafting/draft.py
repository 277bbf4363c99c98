"""A template and facts about someone -> a letter to send. Nothing is sent from here."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from netkeep.errors import NetkeepError
from netkeep.model.person_names import derived, parts_of

SHIPPED = Path(__file__).parent / "templates"
FOLDER = "templates"
"""The folder of a vault with the owner's own wording: ``templates/recommendation.txt``."""
KINDS = (
    "recommendation",
    "endorsement",
    "reference",
    "introduction",
    "referral",
    "follow-up",
    "thanks",
    "hello",
    "private-address",
)
_NOTHING: Mapping[str, object] = MappingProxyType({})
_SUBJECT = re.compile(r"\ASubject:[ \t]*([^\n]*)\n+")
_BLANK_LINES = re.compile(r"\n{3,}")
_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "herr", "frau"})


class TemplateError(NetkeepError):
    """A template of the owner's that cannot be used."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter: the address may be unknown."""

    to: str | None
    subject: str
    body: str

    def mailto(self) -> str:
        """Return the letter as a link that a mail program opens (RFC 6068)."""
        body = self.body.replace("\n", "\r\n")
        return f"mailto:{quote(self.to or '', safe='@+')}?subject={quote(self.subject)}&body={quote(body)}"

    def __str__(self) -> str:
        to = f"To: {self.to}\n" if self.to else ""
        return f"{to}Subject: {self.subject}\n\n{self.body}"


def draft(kind: str, values: Mapping[str, object], to: str | None, vault: Path) -> Draft:
    """Fill in a template: the vault's own where there is one, else the shipped one.

    Unknown values that a template asks for count as empty. Raises :class:`TemplateError` with the file and
    line where a template of the owner's is wrong.
    """
    from jinja2 import ChainableUndefined, FileSystemLoader, TemplateSyntaxError
    from jinja2 import TemplateError as JinjaError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([vault / FOLDER, SHIPPED]),
        autoescape=False,  # plain text, for a mail program
        undefined=ChainableUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    name = f"{kind}.txt"
    try:
        text = environment.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise TemplateError(f"{FOLDER}/{name}:{error.lineno}: {error.message}") from None
    except (JinjaError, OSError, ValueError, TypeError, ArithmeticError) as error:
        raise TemplateError(f"{FOLDER}/{name} cannot be filled in: {type(error).__name__}") from None
    subject = _SUBJECT.match(text)
    body = _BLANK_LINES.sub("\n\n", text[subject.end() if subject else 0 :]).strip()
    return Draft(to, " ".join(subject[1].split()) if subject else "", f"{body}\n")


def form_of_address(name: str, x: Mapping[str, object] = _NOTHING) -> str:
    """Return what to call someone in a letter: the given name where it is clear which that is, else the whole name.

    ``x`` may hold the parts of the name. Titles are no names, and in scripts that put the family name first nothing is
    cut off.
    """
    parts = parts_of(name, x)
    if parts != derived(name) and parts.given and _latin(parts.given[0]):
        return parts.given[0] if parts.family else form_of_address(" ".join(parts.given))
    words = [word for word in name.split() if word.strip(".").casefold() not in _TITLES]
    if len(words) < 2 or "," in name or not _latin(words[0]):  # noqa: PLR2004 (a name and another)
        return name
    return words[0]


def _latin(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and all("LATIN" in unicodedata.name(letter, "") for letter in letters)
