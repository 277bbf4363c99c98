"""The names of columns in the languages of the programs that write them: ``columns.toml``, looked up."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from netkeep.model.fields import FIELDS
from netkeep.model.names import fold

_WORD = re.compile(r"[^\W\d_]+|\d+")
_NO_PART = frozenset({"codepages", "filled", "outlook", "thunderbird"})


class Name(NamedTuple):
    """The meaning of a column's name: a part of a person, its label, and how well the name fits that part."""

    part: str
    label: str | None
    rank: int


class Vocabulary(NamedTuple):
    """All names, by their keys: their parts, the code pages of their languages, and the programs they identify."""

    names: Mapping[str, Name]
    codepages: Mapping[str, frozenset[str]]
    filled: frozenset[str]
    marks: Mapping[str, frozenset[str]]


def words(header: str) -> list[str]:
    """Return the words of a column's name, without case and accents."""
    return _WORD.findall(fold(header[:200]))


def key(header: str) -> str:
    """Return the form in which two names of a column are the same."""
    return "".join(words(header))


@cache
def vocabulary() -> Vocabulary:
    """Return what ``columns.toml`` says. If two languages share a name, the first one decides its meaning."""
    table = tomllib.loads(files(__package__).joinpath("columns.toml").read_text(encoding="utf-8"))
    own = (row.key for row in FIELDS if row.key not in {*table["en"], "roles"})  # roles have several columns
    names = {key(field): Name(field, None, 0) for field in own}
    codepages: dict[str, frozenset[str]] = {}
    marks: dict[str, set[str]] = {name: set() for name in _NO_PART}
    for language in table.values():
        pages = frozenset(language["codepages"])
        for place, listed in language.items():
            part, _, label = place.partition("-")
            for rank, name in enumerate(map(key, listed.split("|")) if place != "codepages" else ()):
                codepages[name] = codepages.get(name, frozenset()) | pages
                if place in _NO_PART:
                    marks[place].add(name)
                else:
                    names.setdefault(name, Name(part, label or None, rank))
    for name in marks["filled"]:
        names.setdefault(name, Name("other", None, 0))
    frozen = {place: frozenset(keys) for place, keys in marks.items()}
    return Vocabulary(names, codepages, frozen["filled"], frozen)


@cache
def parts() -> tuple[str, ...]:
    """Return the parts of a person for which a user may name a column."""
    english = tomllib.loads(files(__package__).joinpath("columns.toml").read_text(encoding="utf-8"))["en"]
    named = (part for part in english if part not in _NO_PART and part != "other" and "-" not in part)
    return tuple(dict.fromkeys((*named, *(row.key for row in FIELDS if row.key != "roles"))))
