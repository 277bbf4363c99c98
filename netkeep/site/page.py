"""A page of the site, independent of any generator."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple


class Content(NamedTuple):
    """What a page says: ``draw`` returns safe HTML in one line, ``search`` is what to find it by, in plain text.

    None for ``search`` keeps the page out of the search.
    """

    draw: Callable[[], str]
    search: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page: ``path`` is a Markdown file's, ``title`` plain text, ``make`` returns its content when needed."""

    path: str
    title: str
    make: Callable[[], Content] = field(repr=False, compare=False)

    @property
    def html(self) -> str:
        """Return the page's HTML."""
        return self.make().draw()

    @property
    def search(self) -> str | None:
        """Return what to find it by."""
        return self.make().search

    @property
    def escaped_title(self) -> str:
        """Return the title for a generator that writes titles into HTML as they are."""
        return escape(self.title).replace("{", "&#123;")

    def markdown(self) -> str:
        """Return the page as a Markdown file: a little front matter and one block of HTML."""
        content = self.make()
        search = "" if content.search is not None else "search:\n  exclude: true\n"
        title = json.dumps(self.escaped_title)
        return f"---\ntitle: {title}\nhide: [navigation, toc]\n{search}---\n\n{content.draw()}\n"
