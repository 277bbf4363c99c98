"""A template and facts about someone -> a letter to send. Nothing is sent from here."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from traceback import extract_tb
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from netkeep.errors import NetkeepError
from netkeep.model.person_names import derived, parts_of

if TYPE_CHECKING:
    from jinja2 import Environment

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
    "congratulations",
    "birthday",
    "private-address",
)
TONES = ("warm", "plain", "linkedin")
"""Letters by mail that are warm or plain, and short messages on LinkedIn."""
FACTS: Mapping[str, str | bool] = MappingProxyType(
    {
        "owner": "",
        "owner_email": "",
        "name": "",
        "called": "",
        "org": "",
        "title": "",
        "end": "",
        "ended": False,
        "relation": "",
        "last": "",
        "gave": False,
        "favour": "recommendation",
        "asked": "",
        "place": "",
        "person": "",
    }
)
"""What a template may use, as it is where nothing is known; ``end`` and ``ended`` are of the job at ``org``.

``place`` is where the owner would like to work, ``person`` whom they would like to meet there."""
_NOTHING: Mapping[str, object] = MappingProxyType({})
_SUBJECT = re.compile(r"\ASubject:[ \t]*([^\n]*)\n+")
_BLANK_LINES = re.compile(r"\n{3,}")
_TITLES = frozenset({"dr", "prof", "mr", "mrs", "ms", "mx", "sir", "dame", "herr", "frau"})


class TemplateError(NetkeepError):
    """A template of the owner's that cannot be used."""


class Recipient(NamedTuple):
    """Whom a letter is to: name and position in a line, and the address or else the profile, where one is known."""

    line: str = ""
    address: str | None = None
    profile: str | None = None

    def __str__(self) -> str:
        if self.address:
            return f"{self.line}\nTo: {self.address}"
        return (
            f"{self.line}\nProfile: {self.profile}" if self.profile else f"{self.line}\nNo address and no profile known"
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter; a message on LinkedIn has no subject."""

    recipient: Recipient
    subject: str
    body: str

    def mailto(self) -> str:
        """Return the letter as a link that a mail program opens (RFC 6068)."""
        body = self.body.replace("\n", "\r\n")
        return (
            f"mailto:{quote(self.recipient.address or '', safe='@+')}?subject={quote(self.subject)}&body={quote(body)}"
        )

    def __str__(self) -> str:
        subject = f"Subject: {self.subject}\n" if self.subject else ""
        return f"{self.recipient}\n{subject}\n{self.body}"


def draft(kind: str, facts: Mapping[str, str | bool], recipient: Recipient, vault: Path, tone: str = "warm") -> Draft:
    """Fill in a template: the vault's own where there is one, else the shipped one, each first in this tone.

    Raises :class:`TemplateError` with the file and line where a template of the owner's is wrong, or asks for what
    is none of ``FACTS``.
    """
    from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError
    from jinja2 import TemplateError as JinjaError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    folders = (vault / FOLDER, SHIPPED)
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=False,  # plain text, for a mail program
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    names = (f"{tone}/{kind}.txt", f"{kind}.txt")
    name = next(name for folder in folders for name in names if (folder / name).is_file())
    try:
        _refuse_unknown(environment, name)
        text = environment.get_template(name).render({**FACTS, **facts})
    except TemplateSyntaxError as error:
        raise TemplateError(f"{FOLDER}/{name}:{error.lineno}: {error.message}") from None
    except (JinjaError, OSError, ValueError, TypeError, ArithmeticError) as error:
        where = _line_of(error, name)
        raise TemplateError(f"{FOLDER}/{name}{where} cannot be filled in: {type(error).__name__}") from None
    subject = _SUBJECT.match(text)
    body = _BLANK_LINES.sub("\n\n", text[subject.end() if subject else 0 :]).strip()
    return Draft(recipient, " ".join(subject[1].split()) if subject else "", f"{body}\n")


def _refuse_unknown(environment: "Environment", name: str) -> None:
    """Raise at the first word of a template that no letter knows, in whichever branch it stands."""
    from jinja2.meta import find_undeclared_variables
    from jinja2.nodes import Name

    if environment.loader is None:
        return
    tree = environment.parse(environment.loader.get_source(environment, name)[0])
    unknown = find_undeclared_variables(tree) - FACTS.keys()
    for node in sorted(tree.find_all(Name), key=lambda node: node.lineno):
        if node.name in unknown:
            known = ", ".join(sorted(FACTS))
            raise TemplateError(f"{FOLDER}/{name}:{node.lineno}: there is no value {node.name!r}; there are: {known}")


def _line_of(error: Exception, name: str) -> str:
    """Return the line of a template at which filling it in failed: ``:3``, or nothing."""
    frames = extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename.endswith(f"/{name}")]
    return f":{lines[-1]}" if lines else ""


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
