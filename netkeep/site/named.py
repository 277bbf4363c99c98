"""Whom each file names, in whatever way, and which files name each id."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from netkeep.model.people import Contact
from netkeep.text.links import target_id

if TYPE_CHECKING:
    from netkeep.store.vault import Vault
    from netkeep.text.document import Item

ODD = "?"
"""Stands for all ids that a link of Markdown's own may lead to though they cannot be told from its words."""
_WIKILINK = re.compile(r"\[\[([^\[\]|\n]+)")
# Where a text has none of these, nothing in it but a wikilink leads to a page.
_MAY_LINK = re.compile(r"\]\(|\]:|\][ \t]*\[|<a", re.IGNORECASE)
_PLAIN = re.compile(r"[\w-]+")
_TARGET = re.compile(r"[^\s()<>\"'#?/\\]+")
# What an address is read without, wherever it stands.
_DROPPED = re.compile(r"[\\\t\r\n]")
_WHAT = "named"


class Named(NamedTuple):
    """Whom each file names (``of``), and the files that name each id (``by``)."""

    of: Mapping[str, frozenset[str]]
    by: Mapping[str, frozenset[str]]

    def beside(self, name: str) -> Iterator[str]:
        """Give everything that may stand beside an id somewhere: it, the files that name it, and all named there."""
        for file in (name, *self.by.get(name, ())):
            yield file
            yield from self.of.get(file, ())


def named(vault: "Vault") -> Named:
    """Read who is named where; of files that are as they were in the vault before, that one knows it."""
    answers = vault.answers.setdefault(_WHAT, {})
    if _WHAT not in answers:
        former = vault.before.answers.get(_WHAT, {}).get(_WHAT) if vault.before else None
        answers[_WHAT] = _anew(vault) if former is None or vault.changed is None else _again(vault, former)
    found: Named = answers[_WHAT]
    return found


def leads(text: str) -> Iterator[str]:
    """Give all ids that a text may lead to, and many a word that is none."""
    if "[" not in text and "<" not in text:
        return
    yield from map(target_id, _WIKILINK.findall(text))
    if _MAY_LINK.search(text):
        said = unescape(text)
        for read in {said, _DROPPED.sub("", said)}:
            yield from (word.removesuffix(".md") for word in _TARGET.findall(unquote(read)))
        yield ODD


def odd(names: Iterable[str]) -> tuple[str, ...]:
    """Give the ids for which :data:`ODD` stands: they have what may end a word in an address."""
    return tuple(sorted([name for name in names if not _PLAIN.fullmatch(name)]))


def items(vault: "Vault", name: str) -> "tuple[Item, ...]":
    """Give the organisation, the job and the person of one id; mostly that is one of them."""
    found = (vault.organisations.get(name), vault.jobs.get(name), vault.contacts.get(name))
    return tuple(item for item in found if item is not None)


def _anew(vault: "Vault") -> Named:
    of = {name: _names(vault, name) for name in {**vault.organisations, **vault.jobs, **vault.contacts}}
    by: dict[str, list[str]] = defaultdict(list)
    for file, names in of.items():
        for name in names:
            by[name].append(file)
    return Named(of, {name: frozenset(files) for name, files in by.items()})


def _again(vault: "Vault", former: Named) -> Named:
    of, by = dict(former.of), dict(former.by)
    for file in {item.id for item in vault.changed or ()}:
        then, of[file] = of.get(file, frozenset()), _names(vault, file)
        for name in then ^ of[file]:
            by[name] = by.get(name, frozenset()) ^ {file}
    return Named(of, by)


def _names(vault: "Vault", name: str) -> frozenset[str]:
    return frozenset([one for item in items(vault, name) for one in _named(item)])


def _named(item: "Item") -> Iterator[str]:
    yield from (link.id for entry in item.body.log for link in entry.others)
    yield from (one for text in item.body.texts() for one in leads(text))
    if isinstance(item, Contact):
        yield from (known.id for known in item.knows)
        yield from (item.introduced_by,) if item.introduced_by else ()
