"""What goes into a page, as a mark that is found without making the page: two builds of one mark make the same page.

A page may change with its own file, with any file that names it, and with what is said of those who stand beside it
there. So a person's page has the marks of everyone who is named in a file in which they are named, too; that is often
more than it shows, and never less. What all pages share (day, settings, jobs, the code) is in every mark.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import unquote

from netkeep.model.people import Contact
from netkeep.site.render import code

if TYPE_CHECKING:
    from netkeep.site.site import Site
    from netkeep.store.orgs import Org
    from netkeep.text.document import Item

# Where a text has none of these, nothing in it but a wikilink leads to a page.
_MAY_LINK = re.compile(r"\]\(|\]:|\][ \t]*\[|<a", re.IGNORECASE)
_TARGET = re.compile(r"[^\s()<>\"'#?/\\]+")


class Marks:
    """The marks of one site's pages."""

    def __init__(self, site: "Site") -> None:
        self._site = site
        self._own: dict[str, str] = {}
        self._together: dict[str, str] = {}

    @cached_property
    def _all(self) -> str:
        """Give the mark of what goes into every page."""
        site = self._site
        jobs = [(job, site.view.read.digests.get(job)) for job in site.vault.jobs]
        return _mark(code().hex(), str(site.today), _told(site.vault.settings), repr(jobs))

    @cached_property
    def _items(self) -> "dict[str, Item]":
        vault = self._site.vault
        return {**vault.organisations, **vault.jobs, **vault.contacts}

    @cached_property
    def _names(self) -> Mapping[str, frozenset[str]]:
        """Give whom each file names."""
        return {name: frozenset(_named(item)) for name, item in self._items.items()}

    @cached_property
    def _naming(self) -> Mapping[str, tuple[str, ...]]:
        """Give the files that name each id."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, others in self._names.items():
            for other in others:
                found[other].append(name)
        return {name: tuple(sorted(others)) for name, others in found.items()}

    def person(self, person: str) -> str:
        """Give the mark of a person's page."""
        return self._page((person,))

    def org(self, org: "Org") -> str:
        """Give the mark of an organisation's page: of all its people, and all whom they may know."""
        people = [post.contact.id for post in self._site.view.posts.get(org.id, ())]
        return self._page((org.id, *people), org.name, *org.spellings)

    def _page(self, about: Collection[str], *words: str) -> str:
        files = sorted({file for name in about for file in (name, *self._naming.get(name, ()))})
        return _mark(self._all, *about, *words, *map(self._named_with, files))

    def _named_with(self, file: str) -> str:
        """Give the mark of a file and everyone who is named in it."""
        found = self._together.get(file)
        if found is None:
            found = self._together[file] = _mark(*map(self._of, (file, *sorted(self._names.get(file, ())))))
        return found

    def _of(self, name: str) -> str:
        """Give the mark of what is said of an id, wherever it is said."""
        found = self._own.get(name)
        if found is None:
            found = self._own[name] = _mark(*self._said(name))
        return found

    def _said(self, name: str) -> Iterator[str]:
        site, item = self._site, self._items.get(name)
        yield name
        yield from (site.view.read.digests.get(file, "") for file in (name, *self._naming.get(name, ())))
        yield f"{site.bodies.names.get(name)} {site.bodies.pages.get(name)}"
        if isinstance(item, Contact):
            yield from (site.org_url(role.org) or "" for role in item.roles)
            yield from (f"{job.id} {relation}" for job, relation in site.shared.get(name, ()))
            yield repr(site.view.catch_ups.get(name))


def _mark(*parts: str) -> str:
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _named(item: "Item") -> Iterator[str]:
    """Give all ids that a file names, in whatever way."""
    yield from (link.id for link in item.body.links)
    yield from (link.id for entry in item.body.log for link in entry.others)
    yield from (target for text in item.body.texts() if _MAY_LINK.search(text) for target in _targets(text))
    if isinstance(item, Contact):
        yield from (known.id for known in item.knows)
        yield from (item.introduced_by,) if item.introduced_by else ()


def _targets(text: str) -> Iterator[str]:
    """Give everything that could be the name of a file."""
    return (word.removesuffix(".md") for word in _TARGET.findall(unquote(text)))


def _told(value: object) -> str:
    """Give a value in words that are the same each time, whatever the order of its sets."""
    if is_dataclass(value) and not isinstance(value, type):
        return _told({field.name: getattr(value, field.name) for field in fields(value)})
    if isinstance(value, Mapping):
        return f"{{{','.join(sorted(f'{_told(key)}:{_told(one)}' for key, one in value.items()))}}}"
    if isinstance(value, AbstractSet):
        return f"{{{','.join(sorted(map(_told, value)))}}}"
    return f"[{','.join(map(_told, value))}]" if isinstance(value, tuple) else repr(value)
