"""What goes into a page, as a mark that is found without making the page: two builds of one mark make the same page.

A page changes with the files it is made of, and with the little that it shows of others: what they are called, their
card, whether they have a page. What all pages share (day, settings, the code) is in every mark.
"""

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING
from weakref import proxy

from netkeep.site.named import ODD, items, named, odd
from netkeep.site.private import SOMEONE
from netkeep.site.render import code
from netkeep.store.carried import kept

if TYPE_CHECKING:
    from netkeep.model.work import Job
    from netkeep.site.site import Site


class Marks:
    """The marks of one site's pages."""

    def __init__(self, site: "Site") -> None:
        self._site: Site = proxy(site)  # or a site, which holds its marks, would stay in memory
        self._said: dict[str, str] = {}
        self._jobs: dict[str, str] = {}

    def mark(self, *parts: str) -> str:
        """Give the mark of a page that some words decide, with what goes into every page."""
        return _digest("\0".join((self.common, *parts)))

    @cached_property
    def common(self) -> str:
        """Give the mark of what goes into every page."""
        return _digest(f"{code().hex()} {self._site.today} {_told(self._site.vault.settings)}")

    @cached_property
    def odd(self) -> tuple[str, ...]:
        """Give the ids that have a page, and that a link may lead to without their being seen in it."""
        names = list(self._site.bodies.pages)
        return kept(self._site.vault, "odd", names, lambda: odd(names))

    def said(self, name: str) -> str:
        """Give what is said of an id wherever it stands: what to call it, its page, its card."""
        found = self._said.get(name)
        if found is None:
            bodies, card = self._site.bodies, self._site.cards.get(name)
            found = f"{name}\1{bodies.names.get(name)}\1{bodies.pages.get(name)}"
            if card:
                found += f"\1{card.line}\1{card.archived}\1{card.picture}"
            if name == ODD:
                found += f"\1{self.odd}"
            self._said[name] = found
        return found

    def several(self, names: Collection[str]) -> str:
        """Give what is said of some ids, in their order."""
        known = self._said
        return "\2".join([str(len(names)), *[known.get(name) or self.said(name) for name in names]])

    def file(self, name: str) -> Iterator[str]:
        """Give what the files of an id say, and what is said of all whom they name."""
        yield name
        yield self._site.view.read.digests.get(name, "")
        # What stands in place of a private person is not in the file.
        yield from (text for item in items(self._site.vault, name) for text in item.body.texts() if SOMEONE in text)
        yield self.several(sorted(named(self._site.vault).of.get(name, ())))

    def job(self, job: "Job") -> str:
        """Give what the pages of others say of a job."""
        if job.id not in self._jobs:
            self._jobs[job.id] = f"{job.id}\1{job.title}\1{job.org}\1{job.start!r}\1{job.end!r}"
        return self._jobs[job.id]


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _told(value: object) -> str:
    """Give a value in words that are the same each time, whatever the order of its sets."""
    if is_dataclass(value) and not isinstance(value, type):
        return _told({field.name: getattr(value, field.name) for field in fields(value)})
    if isinstance(value, Mapping):
        return f"{{{','.join(sorted(f'{_told(key)}:{_told(one)}' for key, one in value.items()))}}}"
    if isinstance(value, AbstractSet):
        return f"{{{','.join(sorted(map(_told, value)))}}}"
    return f"[{','.join(map(_told, value))}]" if isinstance(value, tuple) else repr(value)
